//! One file per kind of page: its view, and the addresses of its pages.

mod actions;
mod badge;
mod cause;
mod causes;
mod definition_words;
mod definitions;
mod failures;
mod handover;
mod feeds;
mod gaps;
mod home;
mod incident;
mod incidents;
mod lessons;
mod manual;
mod not_found;
mod overdue;
mod owners;
mod plain;
mod progress;
mod recurring;
mod redirects;
mod review;
mod reviews;
mod runbooks;
mod search;
mod service;
mod services;
mod severity;
mod tags;
mod teams;
mod trends;

use super::context::Site;
use super::page::Page;
use crate::address::Route;

pub(super) use incident::page as incident;

/// Pages of one kind, or of a few that belong together.
pub(super) type Kind = fn(&Site<'_>) -> Vec<Page>;

/// Every page but those of incidents and those that name all others, by kind: what one kind needs is gone before the next
/// one that a thread takes up.
pub(super) const KINDS: [Kind; 19] = [
    |site| vec![home::plan(site)],
    incidents::plan,
    |site| vec![causes::plan(site)],
    cause::plan,
    |site| vec![services::plan(site)],
    service::plan,
    severity::plan,
    tags::plan,
    teams::plan,
    owners::plan,
    actions::plan,
    |site| vec![trends::plan(site), recurring::plan(site), overdue::plan(site)],
    |site| vec![reviews::plan(site)],
    review::plan,
    lessons::plan,
    |site| vec![definitions::plan(site)],
    runbooks::plan,
    plain::plan,
    |site| vec![gaps::plan(site), search::plan(site), not_found::plan(site), badge::plan(site)],
];

/// Pages at old addresses, and the feeds: both depend on all other pages, which are at `routes` and of incidents.
pub(super) fn beside(site: &Site<'_>, mut routes: Vec<Route>) -> [Vec<Page>; 2] {
    routes.extend(site.knowledge_base.incidents.iter().map(incident::route));
    [redirects::plan(site, &routes), feeds::plan(site, &routes)]
}

/// The pages that a review is run from: action items, trends, reviews and lessons, and what their numbers mean.
pub(super) fn of_reviewers(site: &Site<'_>) -> Vec<Page> {
    let mut pages = actions::plan(site);
    pages.extend([trends::plan(site), recurring::plan(site), overdue::plan(site)]);
    pages.push(reviews::plan(site));
    pages.extend(review::plan(site));
    pages.extend(lessons::plan(site));
    pages.push(definitions::plan(site));
    pages
}
