//! The pages of the site: which there are, their addresses, and what each one says.
//!
//! [`plan`] turns the knowledge base and its analysis into pages, each with the name of a template and a typed
//! view for it. Decisions (what is listed, in which order, in which words) are made here; templates hold markup.
//! Nothing here reads or writes.
//!
//! In order:
//!
//! 1. `context` indexes the knowledge base once: incidents, runbooks and chains by id, and the address of everything that
//!    has a page ([`crate::address`]). `Here` is the site as seen from one page; it alone makes links, so that each is
//!    relative to that page.
//! 2. [`plan`] asks each file of `pages` for its pages. A page is a route, the name of a template and a view: a plain struct
//!    whose fields are the variables of the template. Views that several pages share are in `views`, drawings in `charts`.
//! 3. `frame` puts head, navigation and footer around the view.
//! 4. [`Plan::render`] renders all pages in parallel. Those of incidents are planned only then and dropped right after: of
//!    ten thousand incidents the views alone would be larger than the site.
//! 5. A review is also a text for a document or a chat: [`report()`] lays the view of its page out by another template.

mod body;
mod charts;
mod context;
mod definition;
mod frame;
mod page;
mod pages;
mod report;
mod views;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::address::Route;
use crate::files::OutputFile;
use crate::theme::ThemeError;

pub use body::{Bodies, BodyRow, RenderedBody, TocEntry};
pub use page::{Page, SiteInput};
pub use report::markdown as report;

/// The pages of the site.
///
/// Those of incidents are made when they are rendered, and dropped then: of ten thousand incidents the views alone
/// would be five times as large as the site.
pub struct Plan<'a> {
    site: context::Site<'a>,
    others: Vec<Page>,
}

/// Which pages there are.
pub fn plan(input: SiteInput<'_>) -> Plan<'_> {
    let site = context::Site::new(input);
    let others = pages::all_but_incidents(&site);
    Plan { site, others }
}

/// The pages that a review is run from, which are among those of [`plan`], alone: they can be weighed by themselves.
pub fn plan_of_reviewers(input: SiteInput<'_>) -> Vec<Page> {
    pages::of_reviewers(&context::Site::new(input))
}

impl Plan<'_> {
    /// The files of pages that only lead on from an old address.
    pub fn redirects(&self) -> BTreeSet<String> {
        let redirects = self.others.iter().filter(|it| matches!(it.route, Route::Redirect(_)));
        redirects.map(|it| it.route.file()).collect()
    }

    /// Renders every page with the theme of the input.
    pub fn render(&self) -> Result<Vec<OutputFile>, ThemeError> {
        let theme = self.site.input.theme;
        let incidents = &self.site.knowledge_base.incidents;
        let others = self.others.par_iter().map(|it| it.render(theme));
        let incidents = incidents.par_iter().map(|it| pages::incident(&self.site, it).render(theme));
        others.chain(incidents).collect()
    }

    /// Every page.
    #[cfg(test)]
    fn pages(&self) -> Vec<Page> {
        let incidents = &self.site.knowledge_base.incidents;
        self.others
            .iter()
            .cloned()
            .chain(incidents.iter().map(|it| pages::incident(&self.site, it)))
            .collect()
    }
}
