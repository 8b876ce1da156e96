//! What a list can be narrowed down to: links that lead somewhere without scripts, and filter in place with them.

use std::cmp::Reverse;

use serde::Serialize;

use super::badge::SeverityBadge;
use crate::address::Route;
use crate::site::context::{Here, Link, Site};

/// Most values of a facet that are shown at once; the others are behind "more".
const N_SHOWN: usize = 10;

/// One property by which rows can be filtered, for example their service.
#[derive(Debug, Clone, Serialize)]
pub(in crate::site) struct Facet {
    /// The name in the address and in the keys of rows.
    key: &'static str,
    name: String,
    values: Vec<FacetValue>,
    /// The values that are not shown at once.
    more: Vec<FacetValue>,
    /// No page and no place shows what a value stands for, so that without scripts there is nothing to choose.
    scripted: bool,
}

/// One value of a facet, with the rows that have it.
#[derive(Debug, Clone, Serialize)]
pub(in crate::site) struct FacetValue {
    /// What is written in the address and, behind the facet's key, among the keys of a row.
    pub(in crate::site) key: String,
    /// Where it leads without scripts: a page or place that shows the same rows, or what they are about.
    pub(in crate::site) link: Link,
    /// Set where the value is a severity.
    pub(in crate::site) badge: Option<SeverityBadge>,
    pub(in crate::site) n: usize,
}

impl Facet {
    /// A facet whose values keep their order.
    pub(in crate::site) fn new(key: &'static str, name: &str, values: Vec<FacetValue>) -> Self {
        let mut values: Vec<FacetValue> = values.into_iter().filter(|it| 0 < it.n).collect();
        let more = values.split_off(values.len().min(N_SHOWN));
        Self { key, name: name.to_owned(), values, more, scripted: false }
    }

    /// The same facet, shown only where scripts can narrow the list down.
    pub(in crate::site) fn scripted(self) -> Self {
        Self { scripted: true, ..self }
    }

    /// A facet whose values are in order of how many rows have them.
    pub(in crate::site) fn by_count(key: &'static str, name: &str, mut values: Vec<FacetValue>) -> Self {
        values.sort_by_key(|it| Reverse(it.n));
        Self::new(key, name, values)
    }

    /// The same facet without values that all of `n` rows have: they narrow nothing down. `None` where no other is left.
    pub(in crate::site) fn narrowing(mut self, n: usize) -> Option<Self> {
        self.values.retain(|it| it.n < n);
        self.more.retain(|it| it.n < n);
        (!self.values.is_empty()).then_some(self)
    }
}

/// The facets of incidents and action items alike: service, cause and team, in this order. `count` gives how
/// many rows have a value of a facet.
pub(in crate::site) fn origins(here: &Here<'_>, count: impl Fn(&str, &str) -> usize) -> [Facet; 3] {
    let (messages, site) = (here.messages(), here.site);
    let value = |facet: &str, link: Link, route: Option<&Route>| {
        let key = value_key(route?);
        let n = count(facet, &key);
        Some(FacetValue { key, link, badge: None, n })
    };
    let services = site.knowledge_base.services.iter();
    let services =
        services.filter_map(|it| value("service", here.service(&it.name), site.addresses.service(&it.name)));
    let causes = site.analysis.causes.keys().filter(|it| !it.contains('/'));
    let causes = causes.filter_map(|it| value("cause", here.cause(it), site.addresses.cause(it)));
    let teams = site.knowledge_base.teams.iter();
    let teams = teams.filter_map(|it| value("team", here.team(it), site.addresses.team(it)));
    [
        Facet::by_count("service", messages.text("column.service"), services.collect()),
        Facet::by_count("cause", messages.text("column.cause"), causes.collect()),
        Facet::by_count("team", messages.text("column.team"), teams.collect()),
    ]
}

/// The key of what documents do not state.
pub(in crate::site) const NONE: &str = "none";

/// The key of the severity `id`.
pub(in crate::site) fn severity_key(site: &Site<'_>, id: Option<&str>) -> String {
    id.and_then(|it| site.addresses.severity(it)).map_or_else(|| NONE.to_owned(), value_key)
}

/// The part of a page's address that names the value: `payment-service`, `capacity/pool`.
pub(in crate::site) fn value_key(route: &Route) -> String {
    let address = route.address();
    let address = address.trim_end_matches('/');
    address.split_once('/').map_or(address, |(_, it)| it).to_owned()
}
