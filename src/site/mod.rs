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
//! 4. [`Plan::render`] renders all pages in parallel and gives each away at once. The views of a kind are made only then and
//!    dropped right after, those of incidents one by one: of ten thousand they would be larger than the site.
//! 5. A review is also a text for a document or a chat: [`report()`] lays the view of its page out by another template.

mod agents;
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

use rayon::prelude::*;

use crate::address::Route;
use crate::files::OutputFile;
use crate::model::Severity;
use crate::theme::{Theme, ThemeError};

pub use body::{Bodies, BodyRow, RenderedBody, TocEntry};
pub use page::{Page, SiteInput};
pub use report::markdown as report;

/// The pages of the site.
///
/// Those of one kind are made when they are rendered, those of incidents one by one, and dropped then: of ten thousand
/// incidents the views alone would be five times as large as the site.
pub struct Plan<'a> {
    site: context::Site<'a>,
}

/// Renders what all pages share into the script that all of them load.
pub fn share(theme: &mut Theme, severities: &[Severity]) -> Result<(), ThemeError> {
    let view = frame::shared(severities, theme);
    theme.share("partial/every_page.html", &view)
}

/// Which pages there are.
pub fn plan(input: SiteInput<'_>) -> Plan<'_> {
    Plan { site: context::Site::new(input) }
}

/// The pages that a review is run from, which are among those of [`plan`], alone: they can be weighed by themselves.
pub fn plan_of_reviewers(input: SiteInput<'_>) -> Vec<Page> {
    pages::of_reviewers(&context::Site::new(input))
}

impl Plan<'_> {
    /// Renders every page with the theme of the input, and gives each to `out` as soon as it is there, from several threads
    /// and in any order. Returned are the pages that only lead on from an old address: whether anything else has that
    /// address is known at the end.
    pub fn render<E: From<ThemeError> + Send>(
        &self,
        out: &(dyn Fn(OutputFile) -> Result<(), E> + Sync),
    ) -> Result<Vec<OutputFile>, E> {
        let theme = self.site.input.theme;
        let full = agents::FullText::new(&self.site);
        let give = |page: &Page| {
            let html = page.render(theme)?;
            if let Some(twin) = agents::twin(&self.site, page, &html) {
                full.keep(&page.route, &twin);
                out(twin)?;
            }
            out(html)
        };
        let routes: Vec<Vec<Route>> = pages::KINDS
            .par_iter()
            .map(|kind| {
                let pages = kind(&self.site);
                pages.par_iter().try_for_each(give)?;
                Ok(pages.into_iter().map(|it| it.route).collect())
            })
            .collect::<Result<_, E>>()?;
        let incidents = &self.site.knowledge_base.incidents;
        incidents.par_iter().try_for_each(|it| give(&pages::incident(&self.site, it)))?;
        full.files(&self.site).into_iter().try_for_each(out)?;
        let [redirects, feeds] = pages::beside(&self.site, routes.concat());
        feeds.par_iter().try_for_each(give)?;
        Ok(redirects.par_iter().map(|it| it.render(theme)).collect::<Result<_, ThemeError>>()?)
    }

    /// Every page.
    #[cfg(test)]
    fn pages(&self) -> Vec<Page> {
        let incidents = &self.site.knowledge_base.incidents;
        let mut pages: Vec<Page> = pages::KINDS.iter().flat_map(|kind| kind(&self.site)).collect();
        let routes = pages.iter().map(|it| it.route.clone()).collect();
        pages.extend(pages::beside(&self.site, routes).into_iter().flatten());
        pages.extend(incidents.iter().map(|it| pages::incident(&self.site, it)));
        pages
    }
}
