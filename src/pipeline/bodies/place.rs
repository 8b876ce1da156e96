//! A place within a page that a document links to.

use std::collections::BTreeMap;

use crate::address::Route;
use crate::diagnostics::{Diagnostic, codes};
use crate::files::Span;
use crate::markdown::Rendered;
use crate::phrase::say;
use crate::text::did_you_mean;

/// A place within a page that a link leads to.
pub(super) struct Place {
    pub(super) page: Route,
    pub(super) id: String,
    /// The address as written.
    pub(super) target: String,
    pub(super) span: Span,
}

impl Place {
    /// The finding where the page has no such heading; the link then leads to its top.
    pub(super) fn finding(&self, rendered: &BTreeMap<Route, Rendered>) -> Option<Diagnostic> {
        let page = rendered.get(&self.page)?;
        let ids = || page.headings.iter().map(|it| &it.id).chain(&page.title_id).map(String::as_str);
        // The page's own parts, and its footnotes.
        let is_ours = ["aw-", "fn-", "fnref-"].iter().any(|it| self.id.starts_with(it));
        if self.id.is_empty() || is_ours || ids().any(|it| it == self.id) {
            return None;
        }
        let message = say!("link.no-heading", target = self.target, id = self.id);
        let hint = match did_you_mean(&self.id, ids()) {
            Some(id) => say!("link.did-you-mean-heading", id),
            None => say!("link.no-heading.hint"),
        };
        Some(Diagnostic::new(&codes::BROKEN_LINK, message).at(self.span).hint(hint))
    }
}
