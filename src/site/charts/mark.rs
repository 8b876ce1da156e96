//! What a mark of a drawing stands for, and the incidents that it leads to.

use crate::address::Route;
use crate::model::Incident;
use crate::site::context::{Here, Link};

/// Most incidents of one drawing that are named on their marks, the latest ones; a page has the others in its tables.
pub(super) const MAX_NAMED: usize = 40;

/// The mark of `incident`: its id, its day and `value`.
pub(super) fn incident(here: &Here<'_>, incident: &Incident, value: &str) -> Link {
    let messages = here.messages();
    let date =
        incident.date.map_or_else(|| messages.text("incidents.undated").to_owned(), |it| messages.date(it));
    let values = [("id", incident.id.as_str()), ("date", date.as_str()), ("value", value)];
    here.link(messages.fill("chart.mark.incident", &values), &Route::Incident(incident.slug.clone()))
}

/// The mark of `n` incidents called `name`; it leads to the list of those that are counted and match `query`.
pub(in crate::site) fn counted(here: &Here<'_>, name: &str, n: usize, query: &str) -> Link {
    let messages = here.messages();
    let text =
        messages.fill("chart.mark.counted", &[("name", name), ("n", &messages.count("count.incidents", n))]);
    here.link_with_query(text, &Route::Incidents, &counted_query(query))
}

/// `n` as a link to the incidents that are counted and match `query`; without any it leads nowhere.
pub(in crate::site) fn count_of(here: &Here<'_>, n: usize, query: &str) -> Link {
    let text = here.messages().integer(n);
    if n == 0 {
        Link::text(text)
    } else {
        here.link_with_query(text, &Route::Incidents, &counted_query(query))
    }
}

/// What numbers are about: not drills, near misses and maintenance, which the list of incidents holds too.
fn counted_query(query: &str) -> String {
    format!("state=counted&{query}")
}
