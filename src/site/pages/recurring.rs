//! `/trends/recurring/`: failures that came back.

use serde::Serialize;

use crate::address::Route;
use crate::analysis::kindred::Kindred;
use crate::analysis::likely::Pair;
use crate::analysis::likeness::Tier;
use crate::analysis::recurrence::{Recurrence, SameCategory, cannot_tell};
use crate::site::Page;
use crate::site::context::{Here, Link, Site, Time};
use crate::site::definition::Definition;
use crate::site::frame::Head;
use crate::site::views::{ChainView, IncidentRow, chain_anchor, chain_name, incident_rows, unknowable};
use crate::text::{quoted, shortened};

/// Most chains that are shown in full; the others have a line each.
const MAX_IN_FULL: usize = 12;
/// Most groups of related failures shown.
const MAX_KINDRED: usize = 10;
/// Most incidents of one of them: the latest.
const MAX_MEMBERS: usize = 6;

/// Most likely pairs that are shown with their evidence, and most in the list after them; the JSON holds all.
const MAX_LIKELY: usize = 10;
const MAX_LIKELY_LINES: usize = 100;
/// Most ids of action items named for a pair.
const MAX_ITEMS: usize = 5;
/// Most lines of the evidence on the page of an incident; the JSON holds all.
const MAX_LINES: usize = 2;
/// Longest line of evidence, in characters.
const MAX_LINE: usize = 160;

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
    /// Said in place of chains where there are none: nothing recurred, or it cannot be known.
    none: String,
    likely: Vec<LikelyView>,
    likely_title: String,
    /// Those after the first, without their evidence.
    likely_others: Vec<LikelyView>,
    /// How many come after these.
    more_likely: Option<String>,
    same_category: Vec<CategoryView>,
    /// How many categories come after those shown.
    more_categories: Option<String>,
    definitions: Link,
    /// What related causes, likely recurrences and categories mean.
    definition_of_akin: Link,
}

/// A chain that comes after those shown in full.
#[derive(Serialize)]
struct ChainLine {
    anchor: String,
    cause: Link,
    service: Link,
    n: usize,
    n_while_open: usize,
    last: Option<Time>,
    incident: Option<Link>,
}

/// Failures on one service whose causes are related.
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

/// Two incidents of which the later one likely repeats the earlier one.
#[derive(Serialize)]
pub(super) struct LikelyView {
    incidents: Vec<IncidentRow>,
    /// `Likeness 31%, 14 days later`
    facts: String,
    lines: Vec<LinePair>,
    /// The action items of the earlier one that were open.
    open: Option<String>,
}

/// A line of the earlier document beside a line of the later one.
#[derive(Serialize)]
struct LinePair {
    earlier: String,
    later: String,
}

/// Incidents of one cause on one service that do not read alike.
#[derive(Serialize)]
struct CategoryView {
    cause: Link,
    service: Link,
    earlier: Option<String>,
    incidents: Vec<IncidentRow>,
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
    let (kindred, categories) = (&site.analysis.kindred, &site.analysis.same_category);
    let likely: Vec<&Pair> = site.analysis.likely.iter().filter(|it| it.tier == Tier::Likely).collect();
    let view = RecurringView {
        title: messages.text("recurring.title").to_owned(),
        // "0 failures came back" would claim what often cannot be known.
        lead: if !recurring.is_empty() {
            messages.count("recurring.lead", recurring.len())
        } else if !likely.is_empty() {
            messages.count("recurring.likely", likely.len())
        } else if unknowable(&here, site.knowledge_base.failures()).is_some() {
            messages.text("recurring.lead_unknown").to_owned()
        } else {
            messages.text("home.nothing_came_back").to_owned()
        },
        likely_title: match likely.len() {
            0 => messages.text("recurring.likely_title").to_owned(),
            n => messages.count("recurring.likely", n),
        },
        rule: messages.fill("recurring.rule", &[("window", &window)]),
        chains: in_full.iter().map(|it| ChainView::new(&here, it)).collect(),
        others: others.iter().map(|it| chain_line(&here, it)).collect(),
        n_while_open: recurring.iter().filter(|it| !it.while_open.is_empty()).count(),
        kindred: kindred.iter().take(MAX_KINDRED).map(|it| kindred_view(&here, it)).collect(),
        n_kindred: kindred.len(),
        none: none(&here),
        likely: likely.iter().take(MAX_LIKELY).map(|it| likely_view(&here, it)).collect(),
        likely_others: likely
            .iter()
            .skip(MAX_LIKELY)
            .take(MAX_LIKELY_LINES)
            .map(|it| view_of(&here, it, &[&it.earlier, &it.later], 0))
            .collect(),
        more_likely: left_out(&here, "incident.more_likely", likely.len(), MAX_LIKELY + MAX_LIKELY_LINES),
        same_category: categories.iter().take(MAX_KINDRED).map(|it| category(&here, it)).collect(),
        more_categories: left_out(&here, "recurring.more_categories", categories.len(), MAX_KINDRED),
        definitions: here.link_into(messages.text("nav.definitions"), &Route::Definitions, "aw-recurrence"),
        definition_of_akin: here.definition(Definition::Kindred),
    };
    let above = vec![here.link(messages.text("nav.trends"), &Route::Trends)];
    let head = Head::new(&view.title, &view.lead).below(above);
    here.page("page/recurring.html", head, &view)
}

/// How many of `n` come after the first `shown`, in the words of `key`: a list that ends says so.
fn left_out(here: &Here<'_>, key: &str, n: usize, shown: usize) -> Option<String> {
    (shown < n).then(|| here.messages().count(key, n - shown))
}

fn chain_line(here: &Here<'_>, chain: &Recurrence) -> ChainLine {
    let last = chain.incidents.last().and_then(|id| here.site.incident(id));
    let (cause, service) = chain_name(here, chain);
    ChainLine {
        anchor: chain_anchor(chain),
        cause,
        service,
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

/// What is said where no chain was found. Nothing is claimed that cannot be known: where most incidents state no cause or
/// no service, a return would not have been found.
fn none(here: &Here<'_>) -> String {
    let messages = here.messages();
    if here.site.knowledge_base.failures().next().is_none() {
        return messages.text("reviews.none").to_owned();
    }
    if let Some((unknown, n)) = cannot_tell(here.site.knowledge_base.failures()) {
        let values = [("unknown", unknown.to_string()), ("incidents", messages.count("count.incidents", n))];
        let values: Vec<(&str, &str)> = values.iter().map(|(name, it)| (*name, it.as_str())).collect();
        messages.fill("recurring.cannot_tell", &values)
    } else {
        messages.text("recurring.none").to_owned()
    }
}

/// A likely pair as the page of `own` shows it: the other incident, and the first lines of the evidence.
pub(super) fn likely_of(here: &Here<'_>, it: &Pair, own: &str) -> LikelyView {
    let other = if it.earlier == own { &it.later } else { &it.earlier };
    view_of(here, it, &[other], MAX_LINES)
}

/// The likely pair whose later incident is the latest, with one line of its evidence.
pub(super) fn latest_likely(here: &Here<'_>) -> Option<LikelyView> {
    let pairs = here.site.analysis.likely.iter().filter(|it| it.tier == Tier::Likely);
    let day = |it: &Pair| here.site.incident(&it.later).and_then(|it| it.date);
    // The first of a day, as the pairs of one day are in order of their similarity.
    let latest = pairs.rev().max_by_key(|it| day(it))?;
    Some(view_of(here, latest, &[&latest.earlier, &latest.later], 1))
}

/// A likely pair with its evidence.
fn likely_view(here: &Here<'_>, it: &Pair) -> LikelyView {
    view_of(here, it, &[&it.earlier, &it.later], usize::MAX)
}

/// A likely pair with the rows of `incidents` and at most `n_lines` of its evidence.
fn view_of(here: &Here<'_>, it: &Pair, incidents: &[&String], n_lines: usize) -> LikelyView {
    let messages = here.messages();
    let days = messages.count("recurring.days_later", usize::try_from(it.gap_days).unwrap_or_default());
    let values = [("share", messages.percent(it.likeness)), ("later", days)];
    let values: Vec<(&str, &str)> = values.iter().map(|(name, it)| (*name, it.as_str())).collect();
    let line = |span| shortened(&quoted(here.site.input.sources.slice(span)), MAX_LINE);
    LikelyView {
        incidents: incident_rows(here, incidents.iter().copied()),
        facts: messages.fill("recurring.likeness", &values),
        lines: it
            .evidence
            .iter()
            .take(n_lines)
            .map(|it| LinePair { earlier: line(it.first), later: line(it.second) })
            .collect(),
        open: it.while_open.as_ref().map(|it| {
            let ids = it.action_items.iter().take(MAX_ITEMS).map(String::as_str).collect::<Vec<&str>>();
            let left_out = it.action_items.len() - ids.len();
            let mut text = messages.count("recurring.was_open", it.action_items.len());
            text.push(' ');
            text.push_str(&ids.join(messages.text("format.list")));
            if 0 < left_out {
                text.push_str(messages.text("format.list"));
                text.push_str(&messages.count("recurring.more_fixes", left_out));
            }
            text
        }),
    }
}

fn category(here: &Here<'_>, it: &SameCategory) -> CategoryView {
    let left_out = it.incidents.len().saturating_sub(MAX_MEMBERS);
    CategoryView {
        cause: here.cause(&it.cause),
        service: here.service(&it.service),
        earlier: (0 < left_out).then(|| here.messages().count("recurring.earlier", left_out)),
        incidents: incident_rows(here, &it.incidents[left_out..]),
    }
}
