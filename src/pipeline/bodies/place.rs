//! A place within a page that a document links to.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::address::Route;
use crate::diagnostics::{Diagnostic, codes};
use crate::files::Span;
use crate::markdown::Rendered;
use crate::phrase::say;
use crate::text::Known;

/// A place within a page that a link leads to.
pub(super) struct Place {
    pub(super) page: Route,
    pub(super) id: String,
    /// The address as written.
    pub(super) target: String,
    pub(super) span: Span,
}

/// The places that pages have, read once for each page that links lead to.
pub(super) struct Places<'a> {
    rendered: &'a BTreeMap<Route, Rendered>,
    of_pages: BTreeMap<&'a Route, Page<'a>>,
}

/// The places of one page.
struct Page<'a> {
    ids: BTreeSet<&'a str>,
    known: OnceCell<Known>,
}

impl<'a> Places<'a> {
    pub(super) fn of(rendered: &'a BTreeMap<Route, Rendered>) -> Self {
        Self { rendered, of_pages: BTreeMap::new() }
    }

    /// The finding where the page has no such heading; the link then leads to its top.
    pub(super) fn finding(&mut self, place: &Place) -> Option<Diagnostic> {
        let (route, rendered) = self.rendered.get_key_value(&place.page)?;
        let page = self.of_pages.entry(route).or_insert_with(|| Page::of(rendered));
        // The page's own parts, and its footnotes.
        let is_ours = ["aw-", "fn-", "fnref-"].iter().any(|it| place.id.starts_with(it));
        if place.id.is_empty() || is_ours || page.ids.contains(place.id.as_str()) {
            return None;
        }
        let message = say!("link.no-heading", target = place.target, id = place.id);
        let hint = match page.near(&place.id) {
            Some(id) => say!("link.did-you-mean-heading", id),
            None => say!("link.no-heading.hint"),
        };
        Some(Diagnostic::new(&codes::BROKEN_LINK, message).at(place.span).hint(hint))
    }
}

impl<'a> Page<'a> {
    fn of(rendered: &'a Rendered) -> Self {
        let ids = rendered.headings.iter().map(|it| &it.id).chain(&rendered.title_id).map(String::as_str);
        Self { ids: ids.collect(), known: OnceCell::new() }
    }

    fn near(&self, id: &str) -> Option<&str> {
        self.known.get_or_init(|| self.ids.iter().copied().collect()).nearest(id)
    }
}
