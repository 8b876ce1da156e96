//! The records of `afterword/v1`. Additions are allowed; removals and changes of meaning are not.
//!
//! Days are `YYYY-MM-DD`, instants RFC 3339 with offset, durations whole seconds; what is not known is `null`.

mod manual;
mod place;
mod recurrence;
pub(super) mod trends;
mod finding;
mod triage;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use crate::analysis::action_items::{is_tracked, overdue_days};
use crate::analysis::outcome::Outcome;
use crate::analysis::related::{Reason, Related};
use crate::analysis::{Analysis, completeness};
use crate::files::SourceMap;
use crate::model::{
    ActionItem, ActionStatus, Cause, Explanation, Field, How, Incident, Layer, Milestone, Passage, Procedure,
    Provenance, Runbook, Service, SuggestedValue, Suggestion, TimelineEvent, Why,
};

pub use finding::{DiagnosticV1, diagnostic};
pub use manual::{JudgementV1, ManualV1};
pub use place::{SourceV1, source};
pub use recurrence::RecurringV1;
pub use triage::triage;

/// Where and how a value was read.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ProvenanceV1 {
    /// `stated` or `suggested`: only what is stated is a fact.
    pub certainty: &'static str,
    /// `front-matter`, `label`, `heading`, `table`, `timeline`, `list`, `file-name`, `git`, `derived`, `sidecar` or
    /// `decision`.
    pub how: &'static str,
    /// From 1.
    pub line: usize,
    /// Another file than the document's, for sidecars.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// The time zone is the site's: the document names none.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub assumed_zone: bool,
}

/// A value that a document only hints at.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SuggestionV1 {
    /// A text, an id, an instant, a day, or a number of seconds.
    pub value: SuggestedV1,
    /// How often such a guess is right, 0 to 1.
    pub score: f64,
    /// Line of the words that hint at it, from 1.
    pub line: usize,
    /// Those words.
    pub text: String,
    /// The same with the path of the document.
    pub evidence: EvidenceV1,
}

/// A suggested value.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum SuggestedV1 {
    /// Seconds.
    Seconds(i64),
    /// Anything else.
    Text(String),
}

/// The words that hint at a value.
#[derive(Debug, Serialize, JsonSchema)]
pub struct EvidenceV1 {
    /// Relative to the content folder.
    pub path: String,
    /// From 1.
    pub line: usize,
    /// As plain text.
    pub text: String,
}

/// One incident.
#[derive(Debug, Serialize, JsonSchema)]
pub struct IncidentV1 {
    /// Stable.
    pub id: String,
    /// Last part of the address.
    pub slug: String,
    /// Relative to the site's root.
    pub url: String,
    /// Plain text.
    pub title: String,
    /// `incident`, `near-miss`, `drill`, `maintenance` or `security-disclosure`.
    pub kind: &'static str,
    /// `draft`, `in-review`, `reviewed` or `superseded`.
    pub status: Option<&'static str>,
    /// Day on which it began.
    pub date: Option<String>,
    /// Id on the site's scale.
    pub severity: Option<String>,
    /// As written.
    pub severity_raw: Option<String>,
    /// Canonical names.
    pub services: Vec<String>,
    /// Taxonomy ids, the primary one first.
    pub causes: Vec<String>,
    /// Taxonomy ids or words.
    pub triggers: Vec<String>,
    /// Taxonomy ids or words.
    pub factors: Vec<String>,
    /// Keywords.
    pub tags: Vec<String>,
    /// Teams.
    pub teams: Vec<String>,
    /// Milestone to instant.
    pub milestones: BTreeMap<&'static str, Option<String>>,
    /// Duration to seconds.
    pub durations: BTreeMap<&'static str, Option<i64>>,
    /// What the author says about durations: fast enough or too slow.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub judgements: Vec<JudgementV1>,
    /// In order of appearance.
    pub timeline: Vec<TimelineEventV1>,
    /// Who wrote the document.
    pub authors: Vec<String>,
    /// Role to name, or to a list of names.
    pub roles: BTreeMap<String, Value>,
    /// Day.
    pub published: Option<String>,
    /// Day.
    pub next_review: Option<String>,
    /// Ids of incidents it repeats.
    pub recurrence_of: Vec<String>,
    /// What the document does not say.
    pub gaps: Vec<&'static str>,
    /// Who and what was hit.
    pub impact: ImpactV1,
    /// Taxonomy id or words.
    pub detection: Option<String>,
    /// Taxonomy id or words.
    pub mitigation: Option<String>,
    /// BCP 47.
    pub language: Option<String>,
    /// `public` or `internal`.
    pub visibility: &'static str,
    /// One or two sentences.
    pub summary: Option<String>,
    /// Causes, impact and risks under names of their own.
    #[serde(skip_serializing_if = "ExplanationV1::is_empty")]
    pub explanation: ExplanationV1,
    /// Ids.
    pub action_items: Vec<String>,
    /// Similar incidents, best first.
    pub related: Vec<RelatedV1>,
    /// Ids named in the text.
    pub mentions: Vec<String>,
    /// Ids of incidents that name this one.
    pub mentioned_by: Vec<String>,
    /// Slugs of the pages that are the same report in another language.
    pub translations: Vec<String>,
    /// Ids.
    pub runbooks: Vec<String>,
    /// Where it was read.
    pub source: SourceV1,
    /// Key to place; with `certainty: suggested` where the value is under `suggested` only.
    pub provenance: BTreeMap<String, ProvenanceV1>,
    /// Key to what a reader would guess, the best first: no fact, and not counted anywhere.
    pub suggested: BTreeMap<&'static str, Vec<SuggestionV1>>,
}

/// What a postmortem states about causes, impact and risks under names of their own.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ExplanationV1 {
    /// The chain of questions, in order.
    pub whys: Vec<WhyV1>,
    /// In order of place.
    pub passages: Vec<PassageV1>,
}

/// One question of the five whys.
#[derive(Debug, Serialize, JsonSchema)]
pub struct WhyV1 {
    /// As written.
    pub question: String,
    /// As written, in order.
    pub answers: Vec<String>,
    /// From 1.
    pub line: usize,
}

/// A paragraph or list item under a name of its own.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PassageV1 {
    /// For example `direct-cause`, `trigger` or `users`.
    pub aspect: &'static str,
    /// `technology`, `process` or `culture`.
    pub layer: Option<&'static str>,
    /// Plain text.
    pub text: String,
    /// From 1.
    pub line: usize,
}

impl ExplanationV1 {
    fn is_empty(&self) -> bool {
        self.whys.is_empty() && self.passages.is_empty()
    }
}

/// One line of a timeline.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TimelineEventV1 {
    /// Instant.
    pub at: Option<String>,
    /// Instant, for a range.
    pub end: Option<String>,
    /// The document says "about".
    pub approximate: bool,
    /// For example `alert`.
    pub kind: Option<&'static str>,
    /// Plain text.
    pub text: String,
    /// From 1.
    pub line: usize,
}

/// Who and what was hit.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ImpactV1 {
    /// Users.
    pub users: Option<f64>,
    /// 0 to 100.
    pub users_percent: Option<f64>,
    /// Requests.
    pub requests_failed: Option<f64>,
    /// In `currency`.
    pub revenue: Option<f64>,
    /// ISO 4217.
    pub currency: Option<String>,
    /// In words.
    pub summary: Option<String>,
}

/// Another incident and why it is like this one.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RelatedV1 {
    /// Its id.
    pub id: String,
    /// 0 to 1.
    pub score: f64,
    /// In words.
    pub reasons: Vec<String>,
}

/// One action item.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ActionItemV1 {
    /// Stable.
    pub id: String,
    /// Id of its incident.
    pub incident: String,
    /// Plain text.
    pub task: String,
    /// As written.
    pub owner: Option<String>,
    /// Team.
    pub team: Option<String>,
    /// Last day on which it is on time.
    pub due: Option<String>,
    /// A due date that is not a day, as written.
    pub due_written: Option<String>,
    /// As written.
    pub priority: Option<String>,
    /// `open`, `in-progress`, `done`, `cancelled` or `unknown`.
    pub status: &'static str,
    /// It is done, and the document states that somebody looked whether it does what it is for.
    pub verified: bool,
    /// Day.
    pub closed: Option<String>,
    /// Address or key.
    pub ticket: Option<String>,
    /// How one knows that it is done.
    pub acceptance: Option<String>,
    /// `prevent`, `detect`, `mitigate` or `process`.
    #[serde(rename = "type")]
    pub action_type: Option<&'static str>,
    /// `immediate`, `short` or `long`.
    pub horizon: Option<&'static str>,
    /// From the sidecar.
    pub note: Option<String>,
    /// What the tracker says, where an export has its ticket; `status` and `closed` rest on it.
    pub tracker: Option<TrackerV1>,
    /// Whole days past the due date; null when not overdue.
    pub overdue_days: Option<i32>,
    /// What happened after it was done; null when it is not.
    pub outcome: Option<OutcomeV1>,
    /// Where it was read.
    pub source: SourceV1,
}

/// What an export of a tracker says about an action item.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TrackerV1 {
    /// As the tracker writes it.
    pub key: String,
    /// `open`, `in-progress`, `done` or `cancelled`; null where its state there has no counterpart.
    pub status: Option<&'static str>,
    /// The state that the document states.
    pub document_status: &'static str,
    /// File of the export, as the configuration names it.
    pub export: String,
    /// Day of the export; null where it is not known.
    pub as_of: Option<String>,
}

/// What happened after an action item was done.
#[derive(Debug, Serialize, JsonSchema)]
pub struct OutcomeV1 {
    /// `held`, `recurred` or `cannot-tell`.
    pub state: &'static str,
    /// From the closing day to the return, or to the as-of day where it has held.
    pub days: Option<i32>,
    /// Id of the first incident that came back.
    pub incident: Option<String>,
    /// Why nobody can know: `no-day`, `too-soon`, `likely` or `not-comparable`.
    pub reason: Option<&'static str>,
}

/// A label in both languages.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LabelV1 {
    /// English.
    pub en: String,
    /// Chinese.
    #[serde(rename = "zh-CN")]
    pub zh: String,
}

/// One cause of the taxonomy that occurs.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CauseV1 {
    /// Stable.
    pub id: String,
    /// In both languages.
    pub label: LabelV1,
    /// Id of the node above.
    pub parent: Option<String>,
    /// Relative to the site's root.
    pub url: String,
    /// Ids, causes below included.
    pub incidents: Vec<String>,
    /// Failures whose primary cause it is.
    pub primary: usize,
    /// Open and in-progress action items.
    pub open_actions: usize,
    /// Overdue ones.
    pub overdue: usize,
}

/// One service.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ServiceV1 {
    /// Canonical.
    pub name: String,
    /// Other ways to write it.
    pub aliases: Vec<String>,
    /// Who owns it.
    pub team: Option<String>,
    /// As the catalogue says.
    pub tier: Option<String>,
    /// Relative to the site's root.
    pub url: String,
    /// Ids.
    pub incidents: Vec<String>,
    /// Open and in-progress action items.
    pub open_actions: usize,
    /// Overdue ones.
    pub overdue: usize,
    /// Ids.
    pub runbooks: Vec<String>,
    /// Days from the last failure to the as-of day.
    pub days_since_last: Option<i32>,
}

/// One runbook.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RunbookV1 {
    /// Stable.
    pub id: String,
    /// Last part of the address.
    pub slug: String,
    /// Relative to the site's root.
    pub url: String,
    /// Plain text.
    pub title: String,
    /// Canonical names.
    pub services: Vec<String>,
    /// Taxonomy ids.
    pub causes: Vec<String>,
    /// Day.
    pub updated: Option<String>,
    /// Day by which somebody promised to look at it again.
    pub next_review: Option<String>,
    /// The parts that it has, in its order: symptoms, causes, steps, solutions.
    pub parts: Vec<&'static str>,
    /// The procedures of a manual; empty where the runbook is about one thing.
    pub procedures: Vec<ProcedureV1>,
    /// Target times, a checklist of postmortems, tasks that come round.
    pub manual: ManualV1,
    /// Task boxes.
    pub checkboxes: usize,
    /// Ids of incidents.
    pub used_by: Vec<String>,
    /// Where it was read.
    pub source: SourceV1,
}

/// One procedure of a manual.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ProcedureV1 {
    /// Its heading, without a number.
    pub title: String,
    /// Its parts: symptoms, causes, steps, solutions.
    pub parts: Vec<&'static str>,
    /// Taxonomy ids of the causes that it names.
    pub causes: Vec<String>,
    /// Ids of incidents with one of these causes, or that name one of its symptoms.
    pub incidents: Vec<String>,
    /// Where it was read.
    pub source: SourceV1,
}

fn provenance(sources: &SourceMap, it: &Provenance, own: &str) -> ProvenanceV1 {
    let path = &sources.get(it.span.file).path;
    ProvenanceV1 {
        certainty: it.certainty.as_str(),
        how: it.how.as_str(),
        line: sources.line(it.span),
        path: (path != own).then(|| path.clone()),
        assumed_zone: it.assumed_zone,
    }
}

/// Of every fact, and of the best suggestion where there is none.
fn provenances(sources: &SourceMap, it: &Incident, own: &str) -> BTreeMap<String, ProvenanceV1> {
    let best = |(field, all): (Field, &[Suggestion])| {
        let from = Provenance::suggested(How::Derived, all.first()?.evidence.span);
        Some((field.path().to_owned(), provenance(sources, &from, own)))
    };
    let suggested = it.suggested.iter().filter_map(best);
    let stated =
        it.provenance.iter().map(|(field, it)| (field.path().to_owned(), provenance(sources, it, own)));
    suggested.chain(stated).collect()
}

fn suggestions(sources: &SourceMap, all: &[Suggestion]) -> Vec<SuggestionV1> {
    let record = |it: &Suggestion| SuggestionV1 {
        value: match &it.value {
            SuggestedValue::Seconds(seconds) => SuggestedV1::Seconds(*seconds),
            other => SuggestedV1::Text(other.written()),
        },
        score: (it.score * 100.0).round() / 100.0,
        line: sources.line(it.evidence.span),
        text: it.evidence.text.clone(),
        evidence: EvidenceV1 {
            path: sources.get(it.evidence.span.file).path.clone(),
            line: sources.line(it.evidence.span),
            text: it.evidence.text.clone(),
        },
    };
    all.iter().map(record).collect()
}

fn explanation(sources: &SourceMap, it: &Explanation) -> ExplanationV1 {
    let why = |it: &Why| WhyV1 {
        question: it.question.clone(),
        answers: it.answers.clone(),
        line: sources.line(it.span),
    };
    let passage = |it: &Passage| PassageV1 {
        aspect: it.aspect.as_str(),
        layer: it.layer.map(Layer::as_str),
        text: it.text.clone(),
        line: sources.line(it.span),
    };
    ExplanationV1 {
        whys: it.whys.iter().map(why).collect(),
        passages: it.passages.iter().map(passage).collect(),
    }
}

pub(super) fn incident(sources: &SourceMap, it: &Incident, analysis: &Analysis, url: String) -> IncidentV1 {
    let durations = it.milestones.durations(it.declared_duration);
    let own = sources.get(it.source.file).path.clone();
    let mut roles: BTreeMap<String, Value> = BTreeMap::new();
    for (role, name) in &it.roles {
        let name = Value::from(name.as_str());
        roles
            .entry(role.clone())
            .and_modify(|known| match known {
                Value::Array(names) => names.push(name.clone()),
                other => *other = Value::Array(vec![other.clone(), name.clone()]),
            })
            .or_insert(name);
    }
    IncidentV1 {
        id: it.id.clone(),
        slug: it.slug.clone(),
        url,
        title: it.title.clone(),
        kind: it.kind.as_str(),
        status: it.status.map(crate::model::DocumentStatus::as_str),
        date: it.date.map(|it| it.to_string()),
        severity: it.severity.clone(),
        severity_raw: it.severity_raw.clone(),
        services: it.services.clone(),
        causes: it.causes.clone(),
        triggers: it.triggers.clone(),
        factors: it.factors.clone(),
        tags: it.tags.clone(),
        teams: it.teams.clone(),
        milestones: Milestone::ALL
            .into_iter()
            .map(|milestone| (milestone.as_str(), it.milestones.get(milestone).map(|it| it.to_string())))
            .collect(),
        durations: [
            ("detect", durations.detect),
            ("acknowledge", durations.acknowledge),
            ("diagnose", durations.diagnose),
            ("mitigate", durations.mitigate),
            ("fix", durations.fix),
            ("verify", durations.verify),
            ("resolve", durations.resolve),
            ("declared", durations.declared),
        ]
        .into(),
        judgements: it.judgements.iter().map(|it| manual::judgement(sources, it)).collect(),
        timeline: it.timeline.iter().map(|it| event(sources, it)).collect(),
        authors: it.authors.clone(),
        roles,
        published: it.published.map(|it| it.to_string()),
        next_review: it.next_review.map(|it| it.to_string()),
        recurrence_of: it.recurrence_of.clone(),
        gaps: completeness::gaps(it),
        impact: ImpactV1 {
            users: it.impact.users,
            users_percent: it.impact.users_percent,
            requests_failed: it.impact.requests_failed,
            revenue: it.impact.revenue,
            currency: it.impact.currency.clone(),
            summary: it.impact.summary.clone(),
        },
        detection: it.detection.clone(),
        mitigation: it.mitigation.clone(),
        language: (!it.language.is_empty()).then(|| it.language.clone()),
        visibility: it.visibility.as_str(),
        summary: it.summary.clone(),
        explanation: explanation(sources, &it.explanation),
        action_items: it.action_items.iter().map(|it| it.id.clone()).collect(),
        related: analysis.related.get(&it.id).into_iter().flatten().map(related).collect(),
        mentions: it.mentions.iter().map(|it| it.id.clone()).collect(),
        mentioned_by: it.mentioned_by.clone(),
        translations: it.translations.clone(),
        runbooks: it.runbooks.clone(),
        source: source(sources, it.source),
        provenance: provenances(sources, it, &own),
        suggested: all_suggestions(sources, it),
    }
}

fn all_suggestions(sources: &SourceMap, it: &Incident) -> BTreeMap<&'static str, Vec<SuggestionV1>> {
    it.suggested.iter().map(|(field, all)| (field.path(), suggestions(sources, all))).collect()
}

fn event(sources: &SourceMap, it: &TimelineEvent) -> TimelineEventV1 {
    TimelineEventV1 {
        at: it.at.map(|it| it.to_string()),
        end: it.end.map(|it| it.to_string()),
        approximate: it.approximate,
        kind: it.kind.map(crate::model::EventKind::as_str),
        text: it.text.clone(),
        line: sources.line(it.span),
    }
}

fn related(it: &Related) -> RelatedV1 {
    RelatedV1 { id: it.id.clone(), score: it.score, reasons: it.reasons.iter().map(reason).collect() }
}

/// Why two incidents are alike, in the words of the JSON records.
pub fn reason(it: &Reason) -> String {
    match it {
        Reason::Recurrence => "declared recurrence".to_owned(),
        Reason::Declared => "declared as related".to_owned(),
        Reason::Mentioned => "named in the text".to_owned(),
        Reason::SameCause(id) => format!("same cause {id}"),
        Reason::SameService(name) => format!("same service {name}"),
        Reason::SameTag(name) => format!("same tag {name}"),
        Reason::SharedWords(words) => format!("both say {}", words.join(", ")),
    }
}

/// The record of an action item on `as_of`.
fn outcome(it: &Outcome) -> OutcomeV1 {
    let (days, incident, reason) = match it {
        Outcome::Held { days } => (Some(*days), None, None),
        Outcome::Recurred { days, incident } => (Some(*days), Some(incident.clone()), None),
        Outcome::CannotTell(reason) => (None, None, Some(reason.as_str())),
    };
    OutcomeV1 { state: it.as_str(), days, incident, reason }
}

pub(super) fn action_item(
    sources: &SourceMap,
    incident: &Incident,
    it: &ActionItem,
    analysis: &Analysis,
) -> ActionItemV1 {
    ActionItemV1 {
        id: it.id.clone(),
        incident: incident.id.clone(),
        task: it.task.clone(),
        owner: it.owner.clone(),
        team: it.team.clone(),
        due: it.due.map(|it| it.to_string()),
        due_written: it.due_written.clone(),
        priority: it.priority.clone(),
        status: it.status.as_str(),
        verified: it.verified,
        closed: it.closed.map(|it| it.to_string()),
        ticket: it.ticket.clone(),
        acceptance: it.acceptance.clone(),
        action_type: it.action_type.map(crate::model::ActionType::as_str),
        horizon: it.horizon.map(crate::model::Horizon::as_str),
        note: it.note.clone(),
        tracker: it.tracked.as_ref().map(|it| TrackerV1 {
            key: it.key.clone(),
            status: it.status.map(ActionStatus::as_str),
            document_status: it.stated.as_str(),
            export: it.export.clone(),
            as_of: it.day.map(|it| it.to_string()),
        }),
        overdue_days: overdue_days(it, analysis.settings.as_of).filter(|_| is_tracked(incident)),
        outcome: analysis.outcomes.get(&it.id).map(outcome),
        source: source(sources, it.span),
    }
}

pub(super) fn cause(it: &Cause, analysis: &Analysis, url: String) -> CauseV1 {
    let summary = analysis.causes.get(&it.id).cloned().unwrap_or_default();
    CauseV1 {
        id: it.id.clone(),
        label: LabelV1 { en: it.label_en.clone(), zh: it.label_zh.clone() },
        parent: it.parent.clone(),
        url,
        incidents: summary.incidents,
        primary: summary.primary,
        open_actions: summary.open_actions,
        overdue: summary.overdue,
    }
}

pub(super) fn service(it: &Service, analysis: &Analysis, url: String) -> ServiceV1 {
    let summary = analysis.services.get(&it.name).cloned().unwrap_or_default();
    ServiceV1 {
        name: it.name.clone(),
        aliases: it.aliases.clone(),
        team: it.team.clone(),
        tier: it.tier.clone(),
        url,
        incidents: summary.incidents,
        open_actions: summary.open_actions,
        overdue: summary.overdue,
        runbooks: it.runbooks.clone(),
        days_since_last: summary.days_since_last,
    }
}

fn procedure(sources: &SourceMap, it: &Procedure) -> ProcedureV1 {
    ProcedureV1 {
        title: it.title.clone(),
        parts: it.parts.iter().map(|it| it.as_str()).collect(),
        causes: it.causes.clone(),
        incidents: it.incidents.clone(),
        source: source(sources, it.heading),
    }
}

pub(super) fn runbook(sources: &SourceMap, it: &Runbook, url: String) -> RunbookV1 {
    RunbookV1 {
        id: it.id.clone(),
        slug: it.slug.clone(),
        url,
        title: it.title.clone(),
        services: it.services.clone(),
        causes: it.causes.clone(),
        updated: it.updated.map(|it| it.to_string()),
        next_review: it.next_review.map(|it| it.to_string()),
        parts: it.parts.iter().map(|(part, _)| part.as_str()).collect(),
        procedures: it.procedures.iter().map(|it| procedure(sources, it)).collect(),
        manual: manual::manual(sources, &it.manual),
        checkboxes: it.checkboxes,
        used_by: it.used_by.clone(),
        source: source(sources, it.source),
    }
}
