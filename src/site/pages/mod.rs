//! One file per kind of page: its view, and the addresses of its pages.

mod actions;
mod badge;
mod cause;
mod causes;
mod definition_words;
mod definitions;
mod failures;
mod feeds;
mod gaps;
mod home;
mod incident;
mod incidents;
mod lessons;
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

/// Every page but those of incidents, in a stable order.
pub(super) fn all_but_incidents(site: &Site<'_>) -> Vec<Page> {
    let mut pages = vec![home::plan(site)];
    pages.extend(incidents::plan(site));
    pages.push(causes::plan(site));
    pages.extend(cause::plan(site));
    pages.push(services::plan(site));
    pages.extend(service::plan(site));
    pages.extend(severity::plan(site));
    pages.extend(tags::plan(site));
    pages.extend(teams::plan(site));
    pages.extend(owners::plan(site));
    pages.extend(of_reviewers(site));
    pages.extend(runbooks::plan(site));
    pages.extend(plain::plan(site));
    pages.extend([gaps::plan(site), search::plan(site), not_found::plan(site)]);
    pages.push(badge::plan(site));
    let of_incidents = site.knowledge_base.incidents.iter().map(incident::route);
    let routes: Vec<Route> = pages.iter().map(|it| it.route.clone()).chain(of_incidents).collect();
    pages.extend(redirects::plan(site, &routes));
    pages.extend(feeds::plan(site, &routes));
    pages
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
