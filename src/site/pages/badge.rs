//! `/badge/overdue.svg`: how many action items are overdue, for a README or a dashboard.

use serde::Serialize;

use crate::address::Route;
use crate::site::Page;
use crate::site::context::Site;
use crate::text::width;
use crate::theme::View;

/// Pixels that a column of text takes at the badge's size of 11; the drawing is fitted to them.
const COLUMN: usize = 7;
/// Pixels to the left and to the right of a text.
const PADDING: usize = 7;

#[derive(Serialize)]
struct BadgeView {
    lang: &'static str,
    /// The whole in words, for screen readers.
    title: String,
    width: usize,
    label: Part,
    value: Part,
}

/// One of the two fields.
#[derive(Serialize)]
struct Part {
    text: String,
    /// Where the field begins.
    x: usize,
    width: usize,
    /// Where the text begins, and how much room it has.
    text_x: usize,
    text_width: usize,
    /// White text on it has a contrast of 4.5 and more.
    color: &'static str,
}

/// The badge.
pub(super) fn plan(site: &Site<'_>) -> Page {
    let n = site.analysis.overdue.items.len();
    let day = site.messages.date(site.as_of());
    let count = site.messages.integer(n);
    let label = part(site.messages.text("badge.label").to_owned(), 0, "#444444");
    let value = part(count.clone(), label.width, if n == 0 { "#1f7a34" } else { "#b3261e" });
    let view = BadgeView {
        lang: site.locale().tag(),
        title: site.messages.fill("badge.title", &[("n", &count), ("day", &day)]),
        width: label.width + value.width,
        label,
        value,
    };
    Page { route: Route::Badge, template: "feed/badge.svg", view: View::new(&view) }
}

fn part(text: String, x: usize, color: &'static str) -> Part {
    let text_width = width(&text) * COLUMN;
    Part { text, x, width: text_width + 2 * PADDING, text_x: x + PADDING, text_width, color }
}
