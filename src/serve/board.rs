//! What the server shows at a moment: a site, and what pages that are open learn.

use std::sync::Arc;

use hyper::body::Bytes;

use super::preview::Preview;
use crate::i18n::Locale;
use crate::phrase::say;

/// What the server shows. It is replaced as a whole, so that no page sees half of a build.
#[derive(Debug)]
pub(super) struct State {
    /// The last good site; `None` before the first.
    pub(super) site: Option<Arc<Preview>>,
    /// Which build the site is of, different in every run of the program.
    pub(super) build: String,
    /// The event for pages that are open, in the form of an event stream.
    pub(super) event: Bytes,
    /// What a page says while there is no site.
    pub(super) waiting: String,
    /// The language of what the server itself says.
    pub(super) language: &'static str,
}

impl State {
    /// Before the first build.
    pub(super) fn starting(locale: Locale) -> Self {
        Self {
            site: None,
            build: String::new(),
            event: Bytes::from_static(b": nothing yet\n\n"),
            waiting: say!("serve.waiting").text(locale),
            language: locale.tag(),
        }
    }
}
