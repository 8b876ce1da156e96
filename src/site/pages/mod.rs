//! One file per kind of page: its view, and where its pages stand.

mod actions;
mod badge;
mod cause;
mod causes;
pub(super) mod definitions;
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
mod recurring;
mod redirects;
pub(super) mod review;
mod reviews;
mod runbooks;
mod search;
mod service;
pub(super) mod services;
mod severity;
mod tags;
mod teams;
mod trends;

use std::collections::BTreeMap;

use super::context::{Here, Site};
use super::views::{Bar, ChainView, bars};
use super::{Page, Route};
use crate::analysis::recurrence::Recurrence;
use crate::model::Incident;
use crate::site::context::Link;

pub(super) use incident::page as incident;

/// Every page but those of incidents, in a stable order.
pub(super) fn all_but_incidents(site: &Site<'_>) -> Vec<Page> {
    let mut pages = vec![home::plan(site), incidents::plan(site)];
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
    let mut pages = vec![actions::plan(site), trends::plan(site), recurring::plan(site), overdue::plan(site)];
    pages.push(reviews::plan(site));
    pages.extend(review::plan(site));
    pages.extend([lessons::plan(site), definitions::plan(site)]);
    pages
}

/// Those of `incidents` that count as failures: shares are of them.
fn failures<'a>(incidents: &[&'a Incident]) -> Vec<&'a Incident> {
    incidents.iter().copied().filter(|it| it.counts()).collect()
}

/// What stopped `failures`, most often first; those that do not say are left out.
fn mitigations(here: &Here<'_>, failures: &[&Incident]) -> Vec<Bar> {
    let terms = &here.site.knowledge_base.taxonomy.mitigations;
    let named: Vec<&str> = failures.iter().filter_map(|it| it.mitigation.as_deref()).collect();
    let total = named.len();
    let counts = counted(named).into_iter().map(|(it, n)| (Link::text(here.site.term(terms, it)), n));
    bars(here, counts.collect(), total)
}

/// The services that `failures` hit, most often first.
fn services_hit(here: &Here<'_>, failures: &[&Incident]) -> Vec<Bar> {
    let names: Vec<&str> = failures.iter().flat_map(|it| &it.services).map(String::as_str).collect();
    let counts = counted(names).into_iter().map(|(it, n)| (here.service(it), n));
    bars(here, counts.collect(), failures.len())
}

/// Cards of the chains that `wanted` picks, in their order.
fn chains(here: &Here<'_>, wanted: impl Fn(&Recurrence) -> bool) -> Vec<ChainView> {
    let chains = here.site.analysis.recurring.iter();
    chains.filter(|it| wanted(it)).map(|it| ChainView::card(here, it)).collect()
}

/// Values with how often they occur, most often first, then in order of name.
fn counted(values: Vec<&str>) -> Vec<(&str, usize)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|it| std::cmp::Reverse(it.1));
    counts
}

/// Open and overdue action items of `incidents`.
fn action_counts<'a>(site: &Site<'_>, incidents: impl Iterator<Item = &'a Incident>) -> (usize, usize) {
    let counts = incidents.map(|it| crate::analysis::causes::action_counts(it, site.as_of()));
    counts.fold((0, 0), |sum, it| (sum.0 + it.0, sum.1 + it.1))
}

/// `n` out of `total`, 0 where there is nothing.
pub(super) fn share(n: usize, total: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "numbers of incidents are far below 2^52")]
    let share = n as f64 / total.max(1) as f64;
    share
}
