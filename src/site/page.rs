//! One page of the site, and everything that pages are made of.

use std::collections::BTreeMap;

use super::body::Bodies;
use crate::address::Route;
use crate::analysis::Analysis;
use crate::analysis::related::Related;
use crate::config::Config;
use crate::files::{OutputFile, SourceMap};
use crate::model::KnowledgeBase;
use crate::theme::{Theme, ThemeError, View};

/// Everything that pages are made of.
#[derive(Clone, Copy)]
pub struct SiteInput<'a> {
    /// What was read, without anything that this build must not show.
    pub knowledge_base: &'a KnowledgeBase,
    /// The numbers, for the day that pages name as their as-of day.
    pub analysis: &'a Analysis,
    /// The incidents that are like each one, with every reason that pages name.
    pub related: &'a BTreeMap<String, Vec<Related>>,
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
    /// Its address.
    pub route: Route,
    /// The template, below the theme's `templates/`.
    pub template: &'static str,
    /// What the template is given.
    pub view: View,
}

impl Page {
    /// Renders the page with `theme`.
    pub(super) fn render(&self, theme: &Theme) -> Result<OutputFile, ThemeError> {
        theme.render(&self.route.file(), self.template, &self.view)
    }
}
