//! `/reviews/`: the quarters and years that have a review.

use serde::Serialize;

use crate::address::Route;
use crate::analysis::quarters::QuarterSummary;
use crate::site::Page;
use crate::site::context::{Here, Link, Site};
use crate::site::frame::Head;
use crate::site::views::Known;

#[derive(Serialize)]
struct ReviewsView {
    title: String,
    lead: String,
    years: Vec<Year>,
    known: Known,
}

#[derive(Serialize)]
struct Year {
    link: Link,
    anchor: String,
    quarters: Vec<Line>,
}

#[derive(Serialize)]
struct Line {
    link: Link,
    days: String,
    is_running: bool,
    incidents: usize,
    recurrences: usize,
    overdue: usize,
}

/// The list of reviews.
pub(super) fn plan(site: &Site<'_>) -> Page {
    let here = site.at(Route::Reviews);
    let messages = here.messages();
    let mut years: Vec<Year> = Vec::new();
    for quarter in site.analysis.quarters.iter().rev().filter(|it| it.has_anything()) {
        let year = quarter.quarter.year;
        let link = here.link(year.to_string(), &Route::YearReview(year));
        let anchor = format!("aw-year-{year}");
        if years.last().is_none_or(|it| it.anchor != anchor) {
            years.push(Year { link, anchor, quarters: Vec::new() });
        }
        if let Some(year) = years.last_mut() {
            year.quarters.push(line(&here, quarter));
        }
    }
    let view = ReviewsView {
        title: messages.text("nav.reviews").to_owned(),
        lead: messages.text("reviews.lead").to_owned(),
        years,
        known: Known::of(&here),
    };
    let head = Head::new(&view.title, &view.lead);
    here.page("page/reviews.html", head, &view)
}

fn line(here: &Here<'_>, quarter: &QuarterSummary) -> Line {
    Line {
        link: here.link(quarter.quarter.to_string(), &Route::QuarterReview(quarter.quarter)),
        days: days(here, quarter.days),
        is_running: quarter.running,
        incidents: quarter.incidents.len(),
        recurrences: quarter.recurrences.len(),
        overdue: quarter.overdue_at_end,
    }
}

/// `1 Jan 2026 – 31 Mar 2026`.
pub(super) fn days(here: &Here<'_>, (first, last): (jiff::civil::Date, jiff::civil::Date)) -> String {
    format!("{} – {}", here.messages().date(first), here.messages().date(last))
}
