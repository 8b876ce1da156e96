//! What the pages of causes, services and severities show about their incidents.

use crate::analysis::recurrence::Recurrence;
use crate::model::Incident;
use crate::site::context::{Here, Link, Site};
use crate::site::views::{Bar, ChainView, bars, counted};

/// Those of `incidents` that count as failures: shares are of them.
pub(super) fn failures<'a>(incidents: &[&'a Incident]) -> Vec<&'a Incident> {
    incidents.iter().copied().filter(|it| it.counts()).collect()
}

/// What stopped `failures`, most often first; those that do not say are left out.
pub(super) fn mitigations(here: &Here<'_>, failures: &[&Incident]) -> Vec<Bar> {
    let terms = &here.site.knowledge_base.taxonomy.mitigations;
    let named: Vec<&str> = failures.iter().filter_map(|it| it.mitigation.as_deref()).collect();
    let total = named.len();
    let counts = counted(named).into_iter().map(|(it, n)| (Link::text(here.site.term(terms, it)), n));
    bars(here, counts.collect(), total)
}

/// The services that `failures` hit, most often first.
pub(super) fn services_hit(here: &Here<'_>, failures: &[&Incident]) -> Vec<Bar> {
    let names: Vec<&str> = failures.iter().flat_map(|it| &it.services).map(String::as_str).collect();
    let counts = counted(names).into_iter().map(|(it, n)| (here.service(it), n));
    bars(here, counts.collect(), failures.len())
}

/// Cards of the chains that `wanted` picks, in their order.
pub(super) fn chains(here: &Here<'_>, wanted: impl Fn(&Recurrence) -> bool) -> Vec<ChainView> {
    let chains = here.site.analysis.recurring.iter();
    chains.filter(|it| wanted(it)).map(|it| ChainView::card(here, it)).collect()
}

/// Open and overdue action items of `incidents`.
pub(super) fn action_counts<'a>(
    site: &Site<'_>,
    incidents: impl Iterator<Item = &'a Incident>,
) -> (usize, usize) {
    let counts = incidents.map(|it| crate::analysis::causes::action_counts(it, site.as_of()));
    counts.fold((0, 0), |sum, it| (sum.0 + it.0, sum.1 + it.1))
}
