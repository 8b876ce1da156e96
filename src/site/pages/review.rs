//! `/reviews/2026-q1/` and `/reviews/2026/`: one period for a meeting, made to be printed.

use crate::address::Route;
use crate::analysis::period::PeriodName;
use crate::analysis::review::Reviewer;
use crate::site::Page;
use crate::site::context::{Site, review_route};
use crate::site::frame::Head;
use crate::site::views::ReviewView;

/// A page for every quarter and for every year.
pub(super) fn plan(site: &Site<'_>) -> Vec<Page> {
    let reviewer = Reviewer::new(site.knowledge_base, site.analysis);
    let names = reviewer.names().into_iter().filter(|it| site.is_built(&review_route(*it)));
    names.filter_map(|it| one(site, &reviewer, it)).collect()
}

fn one(site: &Site<'_>, reviewer: &Reviewer<'_>, name: PeriodName) -> Option<Page> {
    let review = reviewer.review(name)?;
    let here = site.at(review_route(name));
    let view = ReviewView::new(&here, &review);
    let above = vec![here.link(here.messages().text("nav.reviews"), &Route::Reviews)];
    let head = Head::new(&view.title, &view.lead).below(above);
    Some(here.page("page/review.html", head, &view))
}
