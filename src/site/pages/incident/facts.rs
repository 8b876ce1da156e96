//! The facts of an incident: the strip at the top of its page, and the others beside the document.

use serde::Serialize;

use super::times::judgement;
use crate::model::{Aspect, Field, Impact, Incident, Milestone, Term};
use crate::site::context::{Here, Link};
use crate::site::views::{SeverityBadge, severity};
use crate::text::shortened;

/// One line of the card: a name and what the document says.
#[derive(Serialize)]
pub(super) struct Fact {
    name: String,
    /// Set for the severity only.
    badge: Option<SeverityBadge>,
    values: Vec<Link>,
    /// A remark in smaller type.
    note: Option<String>,
    /// It takes more room than others.
    is_wide: bool,
}

/// What a reader asks first about `incident`; what the document does not say is shown as not stated.
pub(super) fn strip(here: &Here<'_>, incident: &Incident) -> Vec<Fact> {
    let mut causes: Vec<Link> = incident.causes.iter().map(|it| here.cause(it)).collect();
    // A cause in the author's words is stated, though it has no place in the tree.
    let is_cause = |it: Aspect| matches!(it, Aspect::RootCause | Aspect::DirectCause | Aspect::IndirectCause);
    if causes.is_empty() && incident.explanation.passages.iter().any(|it| is_cause(it.aspect)) {
        causes.push(Link::text(here.messages().text("cause.none")));
    }
    let services = incident.services.iter().map(|it| here.service(it)).collect();
    let teams: Vec<Link> = incident.teams.iter().map(|it| here.team(it)).collect();
    let mut facts = vec![
        severity_fact(here, incident),
        when(here, incident),
        duration(here, incident),
        fact(here, "fact.services", services),
        fact(here, "fact.causes", causes),
    ];
    facts.extend((!teams.is_empty()).then(|| fact(here, "fact.teams", teams)));
    facts
}

/// What else the document says about `incident`.
pub(super) fn facts(here: &Here<'_>, incident: &Incident) -> Vec<Fact> {
    let axes = &here.site.knowledge_base.taxonomy;
    let tags = incident.tags.iter().map(|it| here.tag(it)).collect();
    let one = |terms: &[Term], id: &Option<String>| id.iter().map(|it| term(here, terms, it)).collect();
    let many = |terms: &[Term], ids: &[String]| ids.iter().map(|it| term(here, terms, it)).collect();
    let day = |date: Option<jiff::civil::Date>| date.map(|it| here.messages().date(it));
    let further = [
        fact(here, "fact.mitigation", one(&axes.mitigations, &incident.mitigation)),
        fact(here, "fact.detection", one(&axes.detections, &incident.detection)),
        impact(here, &incident.impact),
        fact(here, "fact.triggers", many(&axes.triggers, &incident.triggers)),
        fact(here, "fact.factors", many(&axes.factors, &incident.factors)),
        fact(here, "fact.roles", roles(here, incident)),
        fact(here, "fact.authors", incident.authors.iter().map(Link::text).collect()),
        fact(here, "fact.published", day(incident.published).into_iter().map(Link::text).collect()),
        fact(here, "fact.next_review", day(incident.next_review).into_iter().map(Link::text).collect()),
        fact(here, "fact.tags", tags),
    ];
    let mut facts: Vec<Fact> = further.into_iter().filter(|it| !it.values.is_empty()).collect();
    facts.extend(Aspect::ALL.into_iter().filter_map(|it| passages(here, incident, it)));
    facts
}

/// Most passages of one aspect in the card; the document has them all.
const MAX_PASSAGES: usize = 5;

/// Of a passage as much as a glance takes in: the document beside it has the whole, and twice on one page it would hide the facts.
const MAX_PASSAGE_CHARS: usize = 140;

/// Of what is written beside a severity, as much as tells which it was.
const MAX_WRITTEN_CHARS: usize = 40;

/// What the document says under a name of its own, for example `Direct cause` or `用户侧`.
fn passages(here: &Here<'_>, incident: &Incident, aspect: Aspect) -> Option<Fact> {
    let own = incident.explanation.passages.iter().filter(|it| it.aspect == aspect);
    let lang = here.lang(&incident.language);
    let values: Vec<Link> = own
        .take(MAX_PASSAGES)
        .map(|it| Link::text(shortened(&it.text, MAX_PASSAGE_CHARS)).in_language(lang.clone()))
        .collect();
    (!values.is_empty()).then(|| Fact {
        name: here.messages().word("aspect", aspect.as_str()),
        badge: None,
        values,
        note: None,
        is_wide: true,
    })
}

fn fact(here: &Here<'_>, key: &str, values: Vec<Link>) -> Fact {
    Fact { name: here.messages().text(key).to_owned(), badge: None, values, note: None, is_wide: false }
}

fn term(here: &Here<'_>, terms: &[Term], id: &str) -> Link {
    Link::text(here.site.term(terms, id))
}

/// The severity on the site's scale; what was written beside it where that differs.
fn severity_fact(here: &Here<'_>, incident: &Incident) -> Fact {
    let id = incident.severity.as_deref();
    let written = incident.severity_raw.as_deref().filter(|it| Some(*it) != id);
    Fact {
        badge: Some(severity(here, id)),
        note: written.map(|it| {
            here.messages().fill("fact.as_written", &[("text", &shortened(it, MAX_WRITTEN_CHARS))])
        }),
        ..fact(here, "fact.severity", Vec::new())
    }
}

/// From the start to the end of impact, else the day.
fn when(here: &Here<'_>, incident: &Incident) -> Fact {
    let messages = here.messages();
    let (start, end) =
        (incident.milestones.get(Milestone::Started), incident.milestones.get(Milestone::Resolved));
    let text = match (start, end) {
        (Some(start), Some(end)) if start.date() == end.date() => Some(format!(
            "{} {} – {} {}",
            messages.date(start.date()),
            messages.clock(start),
            messages.clock(end),
            messages.offset(end)
        )),
        (Some(start), Some(end)) => Some(format!("{} – {}", messages.instant(start), messages.instant(end))),
        (Some(start), None) => Some(messages.instant(start)),
        (None, _) => incident.date.map(|it| messages.date(it)),
    };
    let assumed = [Milestone::Started, Milestone::Resolved]
        .iter()
        .any(|it| incident.provenance.get(&Field::Milestone(*it)).is_some_and(|it| it.assumed_zone));
    Fact {
        note: assumed.then(|| messages.text("fact.zone_assumed").to_owned()),
        ..fact(here, "fact.when", text.into_iter().map(Link::text).collect())
    }
}

/// As declared and as computed, each named, because they often differ.
fn duration(here: &Here<'_>, incident: &Incident) -> Fact {
    let messages = here.messages();
    let computed = incident.milestones.between(Milestone::Started, Milestone::Resolved);
    let written = |key: &str, seconds: i64| messages.fill(key, &[("time", &messages.duration(seconds))]);
    let resolve = incident.milestones.as_stated(Milestone::Started, Milestone::Resolved);
    let stated = incident.declared_duration.or(resolve);
    let (text, note) = match (stated, computed) {
        (Some(declared), Some(computed)) if declared == computed => (Some(messages.duration(declared)), None),
        (Some(declared), Some(computed)) => (
            Some(written("fact.duration_declared", declared)),
            Some(written("fact.duration_computed", computed)),
        ),
        (Some(declared), None) => (Some(written("fact.duration_declared", declared)), None),
        (None, Some(computed)) => (Some(written("fact.duration_computed", computed)), None),
        (None, None) => (None, None),
    };
    let own = incident.judgements.iter().find(|it| it.phase.is_none()).map(|it| judgement(here, it));
    let notes: Vec<String> = note.into_iter().chain(own).collect();
    let note = (!notes.is_empty()).then(|| notes.join(messages.text("format.list")));
    Fact { note, ..fact(here, "fact.duration", text.into_iter().map(Link::text).collect()) }
}

fn impact(here: &Here<'_>, impact: &Impact) -> Fact {
    let messages = here.messages();
    let number =
        |key: &str, value: Option<f64>| value.map(|it| messages.fill(key, &[("n", &messages.number(it))]));
    let revenue = impact.revenue.map(|it| {
        let currency = impact.currency.as_deref().unwrap_or_default();
        let amount = format!("{} {currency}", messages.number(it));
        messages.fill("fact.impact_revenue", &[("amount", amount.trim_end())])
    });
    let values = [
        number("fact.impact_users", impact.users),
        number("fact.impact_users_percent", impact.users_percent),
        number("fact.impact_requests", impact.requests_failed),
        revenue,
        impact.summary.clone(),
    ];
    let values = values.into_iter().flatten().map(Link::text).collect();
    Fact { is_wide: true, ..fact(here, "fact.impact", values) }
}

/// `Commander: @zhang`; a role that the interface has no word for stays as it is written.
fn roles(here: &Here<'_>, incident: &Incident) -> Vec<Link> {
    let messages = here.messages();
    let role = |(role, name): &(String, String)| {
        let key = format!("role.{role}");
        let role = messages.get(&key).map_or_else(|| role.replace(['_', '-'], " "), str::to_owned);
        Link::text(messages.fill("fact.role", &[("role", &role), ("name", name)]))
    };
    incident.roles.iter().map(role).collect()
}
