//! `/trends/recurring/`: failures that came back.

use serde::Serialize;

use crate::address::Route;
use crate::analysis::kindred::Kindred;
use crate::analysis::likely::Pair;
use crate::analysis::recurrence::Recurrence;
use crate::site::Page;
use crate::site::context::{Here, Link, Site, Time};
use crate::site::definition::Definition;
use crate::site::frame::Head;
use crate::site::views::{ChainView, IncidentRow, chain_anchor, incident_rows};
use crate::text::words_of;

/// Most chains that stand in full; the others have a line each.
const MAX_IN_FULL: usize = 100;
/// Most akin failures shown.
const MAX_KINDRED: usize = 20;
/// Most incidents of one of them: the latest.
const MAX_MEMBERS: usize = 6;

/// Most words named as reasons.
const MAX_WORDS: usize = 8;

#[derive(Serialize)]
struct RecurringView {
    title: String,
    lead: String,
    rule: String,
    chains: Vec<ChainView>,
    others: Vec<ChainLine>,
    n_while_open: usize,
    kindred: Vec<KindredView>,
    n_kindred: usize,
    suggested: Vec<SuggestionView>,
    definitions: Link,
    /// What "akin" and "suggested" mean.
    definition_of_akin: Link,
}

/// A chain that stands behind the others.
#[derive(Serialize)]
struct ChainLine {
    anchor: String,
    cause: Option<Link>,
    service: Option<Link>,
    n: usize,
    n_while_open: usize,
    last: Option<Time>,
    incident: Option<Link>,
}

/// Failures on one service whose causes are akin.
#[derive(Serialize)]
struct KindredView {
    ancestor: Link,
    service: Link,
    /// `4 incidents of 2 causes, 12 to 40 days apart`
    facts: String,
    /// `12 earlier incidents`, where the first ones are left out.
    earlier: Option<String>,
    incidents: Vec<IncidentRow>,
}

/// Two incidents that read alike.
#[derive(Serialize)]
struct SuggestionView {
    incidents: Vec<IncidentRow>,
    likeness: String,
    words: String,
}

/// The page of recurring failures.
pub(super) fn plan(site: &Site<'_>) -> Page {
    let here = site.at(Route::Recurring);
    let messages = here.messages();
    let recurring = &site.analysis.recurring;
    let window = messages.count(
        "count.days",
        usize::try_from(site.analysis.settings.recurrence_window_days).unwrap_or_default(),
    );
    let (in_full, others) = recurring.split_at(recurring.len().min(MAX_IN_FULL));
    let kindred = &site.analysis.kindred;
    let view = RecurringView {
        title: messages.text("recurring.title").to_owned(),
        lead: messages.count("recurring.lead", recurring.len()),
        rule: messages.fill("recurring.rule", &[("window", &window)]),
        chains: in_full.iter().map(|it| ChainView::new(&here, it)).collect(),
        others: others.iter().map(|it| chain_line(&here, it)).collect(),
        n_while_open: recurring.iter().filter(|it| !it.while_open.is_empty()).count(),
        kindred: kindred.iter().take(MAX_KINDRED).map(|it| kindred_view(&here, it)).collect(),
        n_kindred: kindred.len(),
        suggested: site.analysis.likely.iter().map(|it| suggestion(&here, it)).collect(),
        definitions: here.link_into(messages.text("nav.definitions"), &Route::Definitions, "aw-recurrence"),
        definition_of_akin: here.definition(Definition::Kindred),
    };
    let above = vec![here.link(messages.text("nav.trends"), &Route::Trends)];
    let head = Head::new(&view.title, &view.lead).below(above);
    here.page("page/recurring.html", head, &view)
}

fn chain_line(here: &Here<'_>, chain: &Recurrence) -> ChainLine {
    let last = chain.incidents.last().and_then(|id| here.site.incident(id));
    ChainLine {
        anchor: chain_anchor(chain),
        cause: chain.cause.as_deref().map(|it| here.cause(it)),
        service: chain.service.as_deref().map(|it| here.service(it)),
        n: chain.incidents.len(),
        n_while_open: chain.returns_while_open(),
        last: last.and_then(|it| it.date).map(|it| here.date(it)),
        incident: last.map(|it| here.incident_id(&it.id)),
    }
}

fn kindred_view(here: &Here<'_>, it: &Kindred) -> KindredView {
    let messages = here.messages();
    let (least, most) = (it.gaps_days.iter().min(), it.gaps_days.iter().max());
    let days = |it: Option<&i32>| messages.count("count.days", it.map_or(0, |it| it.unsigned_abs() as usize));
    let n = it.incidents.len();
    let values = [
        ("incidents", messages.count("count.incidents", n)),
        ("causes", messages.count("recurring.causes", it.causes.len())),
        ("least", days(least)),
        ("most", days(most)),
    ];
    let values: Vec<(&str, &str)> = values.iter().map(|(name, it)| (*name, it.as_str())).collect();
    let key = if least == most { "recurring.kindred_pair" } else { "recurring.kindred_facts" };
    let left_out = n.saturating_sub(MAX_MEMBERS);
    KindredView {
        ancestor: here.cause(&it.ancestor),
        service: here.service(&it.service),
        facts: messages.fill(key, &values),
        earlier: (0 < left_out).then(|| messages.count("recurring.earlier", left_out)),
        incidents: incident_rows(here, &it.incidents[left_out..]),
    }
}

/// The words that the strongest evidence shares, as the later document writes them.
fn shared_words(here: &Here<'_>, it: &Pair) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for evidence in &it.evidence {
        let line = here.site.input.sources.slice(evidence.second);
        for (_, word) in words_of(line, |it| evidence.terms.contains(&it)) {
            if !found.iter().any(|it| it.eq_ignore_ascii_case(word)) {
                found.push(word.to_owned());
            }
        }
    }
    found.truncate(MAX_WORDS);
    found
}

fn suggestion(here: &Here<'_>, it: &Pair) -> SuggestionView {
    let messages = here.messages();
    SuggestionView {
        incidents: incident_rows(here, [&it.earlier, &it.later]),
        likeness: messages.percent(it.likeness),
        words: shared_words(here, it).join(messages.text("format.list")),
    }
}
