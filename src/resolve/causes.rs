//! Words for causes, triggers and the rest to ids of the taxonomy.

use std::collections::BTreeMap;

use super::names::{Names, at_field};
use crate::diagnostics::{Diagnostic, codes};
use crate::model::{Cause, Field, Incident, KnowledgeBase, Term};
use crate::phrase::say;
use crate::text::{fold, slug};

/// Puts taxonomy ids into every document; a cause on no taxonomy becomes a category of its own.
pub(super) fn resolve(knowledge_base: &mut KnowledgeBase, diagnostics: &mut Vec<Diagnostic>) {
    let mut names = cause_names(&knowledge_base.taxonomy.causes);
    let mut added: BTreeMap<String, Cause> = BTreeMap::new();
    for incident in &mut knowledge_base.incidents {
        let mut ids: Vec<String> = Vec::new();
        for written in &incident.causes {
            let id = match names.get(written) {
                Some(id) => id.to_owned(),
                None => {
                    let cause = unlisted(written, &knowledge_base.taxonomy.causes);
                    let finding = not_listed(written, &names);
                    diagnostics.push(at_field(incident, Field::Causes, finding));
                    names.add(&cause.id, [written.as_str(), cause.id.as_str()]);
                    let id = cause.id.clone();
                    added.insert(id.clone(), cause);
                    id
                }
            };
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        incident.causes = ids;
    }
    for runbook in &mut knowledge_base.runbooks {
        let mut ids: Vec<String> =
            runbook.causes.iter().filter_map(|it| names.get(it)).map(str::to_owned).collect();
        ids.dedup();
        runbook.causes = ids;
    }
    place(&mut knowledge_base.taxonomy.causes, added.into_values());
    let taxonomy = &knowledge_base.taxonomy;
    let (triggers, factors) = (term_names(&taxonomy.triggers), term_names(&taxonomy.factors));
    let (detections, mitigations) = (term_names(&taxonomy.detections), term_names(&taxonomy.mitigations));
    for incident in &mut knowledge_base.incidents {
        replace_all(&mut incident.triggers, &triggers);
        replace_all(&mut incident.factors, &factors);
        replace_one(incident, |it| &mut it.detection, &detections);
        replace_one(incident, |it| &mut it.mitigation, &mitigations);
    }
}

/// The id of the cause that `written` names, where the taxonomy lists it.
pub(crate) fn listed_cause(causes: &[Cause], written: &str) -> Option<String> {
    cause_names(causes).get(written).map(str::to_owned)
}

/// The id of the term that `written` names, where the taxonomy lists it.
pub(crate) fn listed_term(terms: &[Term], written: &str) -> Option<String> {
    term_names(terms).get(written).map(str::to_owned)
}

/// Puts each of `added` behind the last cause of its parent, and those without one at the end.
fn place(causes: &mut Vec<Cause>, added: impl Iterator<Item = Cause>) {
    let mut last: BTreeMap<String, usize> = BTreeMap::new();
    for (idx, cause) in causes.iter().enumerate() {
        for family in std::iter::once(&cause.id).chain(&cause.parent) {
            last.insert(family.clone(), idx);
        }
    }
    let mut behind: BTreeMap<usize, Vec<Cause>> = BTreeMap::new();
    let end = causes.len();
    for cause in added {
        let idx = cause.parent.as_ref().and_then(|it| last.get(it)).copied();
        behind.entry(idx.unwrap_or(end)).or_default().push(cause);
    }
    let before = std::mem::take(causes);
    for (idx, cause) in before.into_iter().enumerate() {
        causes.push(cause);
        causes.extend(behind.remove(&idx).into_iter().flatten());
    }
    causes.extend(behind.into_values().flatten());
}

pub(super) fn cause_names(causes: &[Cause]) -> Names {
    let mut names = Names::default();
    for cause in causes {
        names.add(&cause.id, [cause.id.as_str(), cause.label_en.as_str(), cause.label_zh.as_str()]);
    }
    for cause in causes {
        names.add(&cause.id, cause.aliases.iter().map(String::as_str));
    }
    names
}

fn term_names(terms: &[Term]) -> Names {
    let mut names = Names::default();
    for term in terms {
        names.add(&term.id, [term.id.as_str(), term.label_en.as_str(), term.label_zh.as_str()]);
    }
    for term in terms {
        names.add(&term.id, term.aliases.iter().map(String::as_str));
    }
    names
}

fn not_listed(written: &str, names: &Names) -> Diagnostic {
    let finding = Diagnostic::new(&codes::UNKNOWN_CAUSE, say!("cause.unknown", written));
    match names.near(written) {
        Some(near) => finding.hint(say!("hint.did-you-mean", near)),
        None => finding.hint(say!("cause.unknown.hint")),
    }
}

/// A category for a cause that is not listed: below a listed one where it is written so (`capacity/threads`).
fn unlisted(written: &str, causes: &[Cause]) -> Cause {
    let parent = written
        .split_once('/')
        .map(|(it, _)| fold(it))
        .filter(|it| causes.iter().any(|cause| cause.id == *it));
    let own = parent.as_ref().and_then(|_| written.split_once('/')).map_or(written, |(_, it)| it);
    let id = match &parent {
        Some(parent) => format!("{parent}/{}", slug(own)),
        None => slug(written),
    };
    Cause {
        id,
        parent,
        label_en: written.to_owned(),
        label_zh: written.to_owned(),
        aliases: Vec::new(),
        known: false,
    }
}

fn replace_all(words: &mut Vec<String>, names: &Names) {
    let mut replaced: Vec<String> = Vec::new();
    for word in words.iter() {
        let id = names.get(word).unwrap_or(word);
        if !replaced.iter().any(|it| it == id) {
            replaced.push(id.to_owned());
        }
    }
    *words = replaced;
}

fn replace_one(incident: &mut Incident, field: fn(&mut Incident) -> &mut Option<String>, names: &Names) {
    if let Some(word) = field(incident)
        && let Some(id) = names.get(word)
    {
        id.clone_into(word);
    }
}
