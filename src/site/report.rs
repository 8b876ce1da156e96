//! A review as Markdown, to paste into a document: the view of the page, laid out by another template.

use serde::Serialize;

use super::context::Site;
use super::page::SiteInput;
use super::views::ReviewView;
use crate::analysis::review::Review;
use crate::theme::{ThemeError, View};

#[derive(Serialize)]
struct Report<'a> {
    view: &'a ReviewView,
}

/// `review` as Markdown in the language of the site; links lead to its `base_url`, or nowhere without one.
pub fn markdown(input: SiteInput<'_>, review: &Review<'_>) -> Result<String, ThemeError> {
    let site = Site::new(input);
    let here = site.seen_from_outside();
    let view = View::new(&Report { view: &ReviewView::new(&here, review) });
    let file = input.theme.render("review.md", "report/review.md", &view)?;
    Ok(String::from_utf8_lossy(&file.bytes).into_owned())
}
