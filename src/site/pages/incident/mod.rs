//! `/incidents/<slug>/`: one incident: what failed in two sentences and one strip, then the author's document.

mod contents;
mod facts;
mod lead;
mod provenance;
mod response;
mod story;
mod suggested;
mod times;

use std::collections::BTreeSet;

use serde::Serialize;

use crate::address::Route;
use crate::analysis::completeness::gaps;
use crate::analysis::related::Reason;
use crate::model::{ActionStatus, DocumentStatus, Field, How, Incident, IncidentKind};
use crate::site::Page;
use crate::site::context::{Here, Link, Site};
use crate::site::frame::Head;
use crate::site::pages::recurring::{LikelyView, likely_of};
use crate::site::views::{IncidentRow, Returns, SeverityBadge, returns, severity};

pub(super) use contents::{Contents, edit_link, linked_place, place};
use facts::{Fact, facts, strip};
use lead::{is_same, lead};
use provenance::{ProvenanceLine, provenance};
use response::{Course, course};
use story::Story;
use suggested::{SuggestedLine, suggested};
use times::{DurationRow, MilestoneRow, durations, events, milestones};

/// Most likely recurrences on the page of an incident.
const MAX_LIKELY: usize = 3;

/// How many others the list of related incidents names, beside those that are stated.
const MAX_RELATED: usize = 8;

/// How many documents that are mentioned, and how many that mention this one, are named.
const MAX_MENTIONS: usize = 12;

#[derive(Serialize)]
struct IncidentView {
    id: String,
    title: String,
    /// The document's language.
    lang: String,
    /// Its first whole sentences.
    lead: Option<String>,
    severity: SeverityBadge,
    kind: Option<String>,
    status: Option<String>,
    is_superseded: bool,
    is_draft: bool,
    strip: Vec<Fact>,
    facts: Vec<Fact>,
    missing: Option<Vec<Link>>,
    returns: Vec<Returns>,
    course: Option<Course>,
    milestones: Vec<MilestoneRow>,
    durations: Vec<DurationRow>,
    story: Story,
    /// `4 items: 2 open, 1 overdue`; `None` without items.
    actions_summary: Option<String>,
    runbooks: Vec<Link>,
    /// Pairs with another incident that nobody has decided on.
    likely: Vec<LikelyView>,
    /// `and 2 more`, where not all pairs are shown.
    more_likely: Option<String>,
    related: Vec<RelatedRow>,
    mentions: Vec<Link>,
    mentioned_by: Vec<Link>,
    /// How many of both lists are left out.
    more_mentions: Option<String>,
    /// The same report in other languages.
    translations: Vec<Link>,
    suggested: Vec<SuggestedLine>,
    provenance: Vec<ProvenanceLine>,
    neighbors: Vec<Neighbors>,
    source: String,
    edit: Option<Link>,
}

/// Another incident and why it is shown.
#[derive(Serialize)]
struct RelatedRow {
    incident: IncidentRow,
    reasons: Vec<String>,
}

/// The incidents before and after this one in the same service.
#[derive(Serialize)]
struct Neighbors {
    service: Link,
    previous: Option<Link>,
    next: Option<Link>,
}

/// The route of the page of `incident`.
pub(super) fn route(incident: &Incident) -> Route {
    Route::Incident(incident.slug.clone())
}

/// The page of `incident`.
pub(in crate::site) fn page(site: &Site<'_>, incident: &Incident) -> Page {
    let here = site.at(route(incident));
    let messages = here.messages();
    let view = IncidentView {
        id: incident.id.clone(),
        title: incident.title.clone(),
        lang: incident.language.clone(),
        lead: incident.summary.as_deref().and_then(lead).filter(|it| !is_same(it, &incident.title)),
        severity: severity(&here, incident.severity.as_deref()),
        kind: (incident.kind != IncidentKind::Incident)
            .then(|| messages.word("kind", incident.kind.as_str())),
        status: incident.status.map(|it| messages.word("document_status", it.as_str())),
        is_superseded: incident.status == Some(DocumentStatus::Superseded),
        is_draft: incident.status == Some(DocumentStatus::Draft),
        strip: strip(&here, incident),
        facts: facts(&here, incident),
        missing: missing(&here, incident),
        returns: returns(&here, incident),
        course: course(&here, incident),
        milestones: milestones(&here, incident),
        durations: durations(&here, incident),
        story: Story::new(&here, incident, events(&here, incident)),
        actions_summary: actions_summary(&here, incident),
        runbooks: incident.runbooks.iter().map(|it| here.runbook_id(it)).collect(),
        likely: likely(&here, incident),
        more_likely: more_likely(&here, incident),
        related: related(&here, incident),
        mentions: mentions(&here, incident),
        mentioned_by: incident
            .mentioned_by
            .iter()
            .rev()
            .take(MAX_MENTIONS)
            .map(|it| titled(&here, it))
            .collect(),
        more_mentions: more_mentions(&here, incident),
        translations: super::plain::translations(&here, incident),
        suggested: suggested(&here, incident),
        provenance: provenance(&here, incident),
        neighbors: incident.services.iter().filter_map(|it| neighbors(&here, incident, it)).collect(),
        source: place(site, incident.source),
        edit: edit_link(&here, incident.source),
    };
    let head = Head {
        title: head_title(incident),
        description: incident.summary.clone(),
        above: vec![here.link(messages.text("nav.incidents"), &Route::Incidents)],
        is_article: true,
    };
    here.page("page/incident.html", head, &view)
}

/// A sentence on what the document does not say, with a link to the page of gaps.
fn missing(here: &Here<'_>, incident: &Incident) -> Option<Vec<Link>> {
    let found: Vec<String> = gaps(incident).into_iter().map(|it| here.messages().word("gap", it)).collect();
    if found.is_empty() || !incident.counts() {
        return None;
    }
    let list = found.join(here.messages().text("format.list"));
    let all = here.link(here.messages().text("nav.gaps"), &Route::Gaps);
    Some(here.sentence("incident.missing", &[("list", &list)], &[("gaps", all)]))
}

fn actions_summary(here: &Here<'_>, incident: &Incident) -> Option<String> {
    let n = incident.action_items.len();
    if n == 0 {
        return None;
    }
    let (_, overdue) = IncidentRow::new(here, incident).open_and_overdue();
    let messages = here.messages();
    let of = |is: fn(ActionStatus) -> bool| incident.action_items.iter().filter(|it| is(it.status)).count();
    let counts = [
        ("incidents.open", of(ActionStatus::is_open)),
        ("incidents.overdue", overdue),
        ("incidents.unknown", of(|it| it == ActionStatus::Unknown)),
    ];
    let said = counts.into_iter().filter(|(_, n)| 0 < *n).map(|(key, n)| messages.count(key, n));
    let list = said.collect::<Vec<_>>().join(messages.text("format.list"));
    let key = if list.is_empty() { "incident.actions_settled" } else { "incident.actions_summary" };
    Some(messages.fill(key, &[("n", &messages.integer(n)), ("list", &list)]))
}

fn related(here: &Here<'_>, incident: &Incident) -> Vec<RelatedRow> {
    let messages = here.messages();
    let reason = |it: &Reason| match it {
        Reason::Recurrence => messages.text("reason.recurrence").to_owned(),
        Reason::Declared => messages.text("reason.declared").to_owned(),
        Reason::Mentioned => messages.text("reason.mentioned").to_owned(),
        Reason::SameCause(id) => messages.fill("reason.same_cause", &[("name", &here.site.cause_label(id))]),
        Reason::SameService(name) => messages.fill("reason.same_service", &[("name", name)]),
        Reason::SameTag(name) => messages.fill("reason.same_tag", &[("name", name)]),
        Reason::SharedWords(words) => {
            messages.fill("reason.shared_words", &[("words", &words.join(messages.text("format.list")))])
        }
    };
    let found = here.site.input.related.get(&incident.id).map_or(&[][..], Vec::as_slice);
    let row = |it: &crate::analysis::related::Related| {
        let incident = IncidentRow::new(here, here.site.incident(&it.id)?);
        Some(RelatedRow { incident, reasons: it.reasons.iter().map(reason).collect() })
    };
    let (stated, others): (Vec<_>, Vec<_>) =
        found.iter().partition(|it| it.reasons.iter().any(|it| *it <= Reason::Declared));
    // Those that only mention each other are named below the list.
    let others = others.into_iter().filter(|it| *it.reasons != [Reason::Mentioned]);
    let n_others = MAX_RELATED.saturating_sub(stated.len());
    stated.into_iter().chain(others.take(n_others)).filter_map(row).collect()
}

/// The likely recurrences that `incident` is part of, the most alike first.
fn likely(here: &Here<'_>, incident: &Incident) -> Vec<LikelyView> {
    let pairs = here.site.likely_of(&incident.id).iter().take(MAX_LIKELY);
    pairs.map(|it| likely_of(here, it, &incident.id)).collect()
}

/// How many likely recurrences the page does not show, and what has them.
fn more_likely(here: &Here<'_>, incident: &Incident) -> Option<String> {
    let n = here.site.likely_of(&incident.id).len().saturating_sub(MAX_LIKELY);
    (0 < n).then(|| here.messages().count("incident.more_likely", n))
}

/// Incidents and runbooks that the text names, each once.
fn mentions(here: &Here<'_>, incident: &Incident) -> Vec<Link> {
    let mut seen = BTreeSet::new();
    let first = incident.mentions.iter().filter(|it| seen.insert(it.id.as_str()));
    first.take(MAX_MENTIONS).map(|it| titled(here, &it.id)).collect()
}

/// How many documents that are mentioned or mention this one the page does not name, and what has them.
fn more_mentions(here: &Here<'_>, incident: &Incident) -> Option<String> {
    let mentions: BTreeSet<&str> = incident.mentions.iter().map(|it| it.id.as_str()).collect();
    let n = mentions.len().saturating_sub(MAX_MENTIONS)
        + incident.mentioned_by.len().saturating_sub(MAX_MENTIONS);
    (0 < n).then(|| here.messages().count("incident.more_mentions", n))
}

/// The title with the id that people call the incident by; a file name stands for an id in addresses alone.
fn head_title(incident: &Incident) -> String {
    let is_name = incident.provenance.get(&Field::Id).is_some_and(|it| it.how == How::FileName);
    let is_number = incident.id.starts_with(|c: char| c.is_ascii_uppercase())
        && incident.id.contains(|c: char| c.is_ascii_digit());
    if is_name && !is_number { incident.title.clone() } else { format!("{} {}", incident.id, incident.title) }
}

/// A link to the incident or runbook `id`, with its id and title.
fn titled(here: &Here<'_>, id: &str) -> Link {
    match here.site.incident(id) {
        Some(it) => {
            let route = Route::Incident(it.slug.clone());
            here.link(format!("{id} {}", it.title), &route).in_language(here.lang(&it.language))
        }
        None => here.runbook_id(id),
    }
}

/// The dated incidents before and after `incident` in `service`, in order of time.
fn neighbors(here: &Here<'_>, incident: &Incident, service: &str) -> Option<Neighbors> {
    let ids = &here.site.analysis.services.get(service)?.incidents;
    let place = here.site.place_in(service, &incident.id)?;
    let link = |id: Option<&String>| id.and_then(|it| here.site.incident(it)).map(|it| here.incident(it));
    let previous = link(place.checked_sub(1).and_then(|it| ids.get(it)));
    let next = link(ids.get(place + 1));
    (previous.is_some() || next.is_some()).then(|| Neighbors {
        service: here.service(service),
        previous,
        next,
    })
}
