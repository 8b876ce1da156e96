//! Decisions put into the knowledge base. A document is believed before a decision, and what has no effect is reported.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use super::file::{self, Placed};
use crate::diagnostics::{Diagnostic, codes};
use crate::files::{FileId, SourceMap, Span};
use crate::model::{
    DecidedField, Decisions, How, Incident, IncidentKind, KnowledgeBase, Provenance, Subject, Verdict,
};
use crate::phrase::{self, Phrase, say};
use crate::resolve::names::reference_form;
use crate::text::{Known, fold};

/// What is written in the files, each decision with its place.
pub(in crate::resolve) struct Written {
    all: Vec<Placed>,
    /// Ids of incidents that are not shown here, in the form of references: a decision on one is not a mistake.
    hidden: BTreeSet<String>,
}

impl Written {
    /// Reads `files`; `hidden` are the ids of incidents that were left out of this build.
    pub(in crate::resolve) fn read(
        sources: &SourceMap,
        files: &[FileId],
        hidden: &[String],
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut all = Vec::new();
        for &file in files {
            let found = file::read(file, &sources.get(file).text);
            diagnostics.extend(found.diagnostics);
            all.extend(found.value);
        }
        Self { all, hidden: hidden.iter().map(|it| reference_form(it)).collect() }
    }
}

/// Ids of incidents, in the form of references.
struct Ids {
    ids: BTreeMap<String, (String, usize)>,
    known: OnceCell<Known>,
}

impl Ids {
    fn of(knowledge_base: &KnowledgeBase) -> Self {
        let mut ids = BTreeMap::new();
        for (place, it) in knowledge_base.incidents.iter().enumerate() {
            for name in [&it.id, &it.slug] {
                ids.entry(reference_form(name)).or_insert_with(|| (it.id.clone(), place));
            }
        }
        Self { ids, known: OnceCell::new() }
    }

    /// The id that may be meant by the reference `form`.
    fn near(&self, form: &str) -> Option<&String> {
        let known = self.known.get_or_init(|| self.ids.keys().map(String::as_str).collect());
        known.nearest(form).map(|it| &self.ids[it].0)
    }
}

/// Puts decided values into the incidents, before their names become those of the catalogue and the taxonomy.
pub(in crate::resolve) fn apply_values(
    knowledge_base: &mut KnowledgeBase,
    written: &Written,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let ids = Ids::of(knowledge_base);
    let mut decisions = std::mem::take(&mut knowledge_base.decisions);
    let mut seen = BTreeSet::new();
    for Placed { decision, span } in &written.all {
        let Subject::Value { incident, field, value } = &decision.subject else { continue };
        let Some((id, place)) = known(incident, &ids, written, *span, diagnostics) else { continue };
        if !seen.insert((id, *field, fold(value))) {
            let message = say!("decision.value-twice", field = field.field().name(), value, id);
            diagnostics.push(no_effect(message, *span, say!("yaml.keep-one")));
            continue;
        }
        let incident = &mut knowledge_base.incidents[*place];
        let finding = match decision.verdict {
            Verdict::Confirmed => confirm(incident, *field, value, *span),
            Verdict::Rejected => reject(incident, *field, value, *span, &mut decisions),
        };
        diagnostics.extend(finding);
    }
    knowledge_base.decisions = decisions;
}

/// Puts decided pairs into the knowledge base, once kinds and declared recurrences are settled.
pub(in crate::resolve) fn apply_pairs(
    knowledge_base: &mut KnowledgeBase,
    written: &Written,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let ids = Ids::of(knowledge_base);
    for Placed { decision, span } in &written.all {
        let Subject::Pair([one, other]) = &decision.subject else { continue };
        let found = [one, other].map(|it| known(it, &ids, written, *span, diagnostics));
        let [Some((one, one_place)), Some((other, other_place))] = found else { continue };
        if one == other {
            let finding = Diagnostic::new(&codes::SELF_REFERENCE, say!("decision.same-incident", id = one));
            diagnostics.push(finding.at(*span).hint(say!("decision.same-incident.hint")));
            continue;
        }
        let [first, second] = [one_place, other_place].map(|it| &knowledge_base.incidents[*it]);
        if let Some((message, hint)) = fault_of_pair(first, second, decision.verdict) {
            diagnostics.push(no_effect(message, *span, hint));
            continue;
        }
        let is_new = knowledge_base.decisions.add_pair(
            [one.clone(), other.clone()],
            decision.verdict,
            decision.day,
            *span,
        );
        if !is_new {
            let message = say!("decision.pair-twice", one, other);
            diagnostics.push(no_effect(message, *span, say!("yaml.keep-one")));
        }
    }
}

/// Why a decision on a pair changes nothing, and what to do.
fn fault_of_pair(one: &Incident, other: &Incident, verdict: Verdict) -> Option<(Phrase, Phrase)> {
    let declares = |a: &Incident, b: &Incident| a.recurrence_of.contains(&b.id);
    let is_declared = declares(one, other) || declares(other, one);
    if is_declared {
        let (one, other) = (&one.id, &other.id);
        return Some(match verdict {
            Verdict::Confirmed => (say!("decision.stated-already", one, other), say!("decision.remove")),
            Verdict::Rejected => {
                (say!("decision.stated-otherwise", one, other), say!("decision.stated-otherwise.hint"))
            }
        });
    }
    if verdict == Verdict::Rejected {
        return None;
    }
    let out = [one, other].into_iter().find(|it| !it.counts());
    if let Some(it) = out {
        return Some((say!("decision.not-counted", id = it.id), say!("decision.not-counted.hint")));
    }
    let undated = [one, other].into_iter().find(|it| it.date.is_none() && it.started().is_none());
    undated.map(|it| (say!("decision.no-date", id = it.id), say!("decision.no-date.hint")))
}

/// The id and the place of the incident that `name` means; a finding where there is none.
fn known<'a>(
    name: &str,
    ids: &'a Ids,
    written: &Written,
    span: Span,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<&'a (String, usize)> {
    let form = reference_form(name);
    let found = ids.ids.get(&form);
    if found.is_none() && !written.hidden.contains(&form) {
        let message = say!("decision.unknown-incident", name);
        let finding = Diagnostic::new(&codes::UNKNOWN_REFERENCE, message).at(span);
        diagnostics.push(match ids.near(&form) {
            Some(near) => finding.hint(say!("hint.did-you-mean", near)),
            None => finding.hint(say!("decision.unknown-incident.hint")),
        });
    }
    found
}

/// Puts a confirmed value into `incident`, unless its document states the field.
fn confirm(incident: &mut Incident, field: DecidedField, value: &str, span: Span) -> Option<Diagnostic> {
    if let Some(from) = stated(incident, field) {
        let message = say!("decision.field-stated", field = field.field().name(), id = incident.id);
        return Some(no_effect(message, span, say!("decision.remove-or-correct")).related(from));
    }
    let add = |list: &mut Vec<String>| list.push(value.to_owned());
    let set = |word: &mut Option<String>| *word = Some(value.to_owned());
    match field {
        DecidedField::Kind => match kind(value) {
            Some(kind) => incident.kind = kind,
            None => {
                let message = say!("decision.unknown-kind", written = value);
                let known = phrase::Value::either_code(KINDS.map(IncidentKind::as_str));
                let finding = Diagnostic::new(&codes::WRONG_TYPE, message).at(span);
                return Some(finding.hint(say!("yaml.write-one-of", known)));
            }
        },
        DecidedField::Services => add(&mut incident.services),
        DecidedField::Causes => add(&mut incident.causes),
        DecidedField::Triggers => add(&mut incident.triggers),
        DecidedField::Detection => set(&mut incident.detection),
        DecidedField::Mitigation => set(&mut incident.mitigation),
    }
    incident.provenance.insert(field.field(), Provenance::new(How::Decision, span));
    None
}

fn reject(
    incident: &Incident,
    field: DecidedField,
    value: &str,
    span: Span,
    decisions: &mut Decisions,
) -> Option<Diagnostic> {
    let is_value = |it: &String| fold(it) == fold(value);
    let holds = match field {
        DecidedField::Kind => fold(incident.kind.as_str()) == fold(value),
        DecidedField::Services => incident.services.iter().any(is_value),
        DecidedField::Causes => incident.causes.iter().any(is_value),
        DecidedField::Triggers => incident.triggers.iter().any(is_value),
        DecidedField::Detection => incident.detection.as_ref().is_some_and(is_value),
        DecidedField::Mitigation => incident.mitigation.as_ref().is_some_and(is_value),
    };
    if let Some(from) = stated(incident, field).filter(|_| holds) {
        let message = say!("decision.value-stated", field = field.field().name(), value, id = incident.id);
        return Some(no_effect(message, span, say!("decision.remove-or-correct")).related(from));
    }
    decisions.reject(&incident.id, field, value);
    None
}

/// Where the document states `field` itself; a kind that was derived from the words of a text is not stated.
fn stated(incident: &Incident, field: DecidedField) -> Option<Span> {
    let from = incident.provenance.get(&field.field())?;
    match from.how {
        How::Decision => None,
        How::Derived if field == DecidedField::Kind => None,
        How::FrontMatter
        | How::Label
        | How::Heading
        | How::Table
        | How::Timeline
        | How::List
        | How::Sentence
        | How::FileName
        | How::Git
        | How::Derived
        | How::Sidecar => Some(from.span),
    }
}

const KINDS: [IncidentKind; 5] = [
    IncidentKind::Incident,
    IncidentKind::NearMiss,
    IncidentKind::Drill,
    IncidentKind::Maintenance,
    IncidentKind::Disclosure,
];

fn kind(word: &str) -> Option<IncidentKind> {
    KINDS.into_iter().find(|it| it.as_str() == word)
}

fn no_effect(message: Phrase, span: Span, hint: Phrase) -> Diagnostic {
    Diagnostic::new(&codes::DECISION_WITHOUT_EFFECT, message).at(span).hint(hint)
}
