//! The pages of the site: which there are, where they stand, and what each one says.
//!
//! [`plan`] turns the knowledge base and its analysis into pages, each with the name of a template and a typed
//! view for it. Decisions (what is listed, in which order, in which words) are made here; templates hold markup.
//! Nothing here reads or writes.

mod addresses;
mod body;
mod context;
mod frame;
mod pages;
mod report;
mod route;
mod views;

#[cfg(test)]
mod tests;

use rayon::prelude::*;

use crate::analysis::Analysis;
use crate::config::Config;
use crate::files::{OutputFile, SourceMap};
use crate::model::KnowledgeBase;
use crate::theme::{Theme, ThemeError, View};

pub use addresses::{Addresses, documents};
pub use body::{Bodies, RenderedBody, TocEntry};
pub use report::markdown as report;
pub use route::{Route, percent_encoded};

/// Everything that pages are made of.
#[derive(Clone, Copy)]
pub struct SiteInput<'a> {
    /// What was read, without anything that this build must not show.
    pub knowledge_base: &'a KnowledgeBase,
    /// The numbers, for the day that pages name as their as-of day.
    pub analysis: &'a Analysis,
    /// Title, language, links and time zone.
    pub config: &'a Config,
    /// The texts that spans point into, for line numbers.
    pub sources: &'a SourceMap,
    /// The rendered documents.
    pub bodies: &'a Bodies,
    /// Words and static files; must be in the language of `config`.
    pub theme: &'a Theme,
    /// The program's version, for the footer.
    pub version: &'a str,
}

/// A page to render.
#[derive(Debug, Clone)]
pub struct Page {
    /// Where it stands.
    pub route: Route,
    /// The template, below the theme's `templates/`.
    pub template: &'static str,
    /// What the template is given.
    pub view: View,
}

impl Page {
    /// Renders the page with `theme`.
    fn render(&self, theme: &Theme) -> Result<OutputFile, ThemeError> {
        theme.render(&self.route.file(), self.template, &self.view)
    }
}

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
