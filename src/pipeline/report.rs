//! Knowledge base to the review of one period, as text.

use super::build::{BuildError, theme};
use super::load::Loaded;
use super::request::Request;
use crate::analysis::review::Review;
use crate::site::{self, Bodies, SiteInput};

/// `review` as Markdown, in the words of the site's theme.
pub fn report(loaded: &Loaded, request: &Request, review: &Review<'_>) -> Result<String, BuildError> {
    let theme = theme(loaded, request)?;
    let input = SiteInput {
        knowledge_base: &loaded.knowledge_base,
        analysis: &loaded.analysis,
        related: &loaded.analysis.related,
        config: &loaded.config,
        sources: &loaded.sources,
        bodies: &Bodies::new(),
        theme: &theme,
        version: env!("CARGO_PKG_VERSION"),
    };
    Ok(site::report(input, review)?)
}
