//! References between documents: declared, named in the text, and linked.

use std::collections::{BTreeMap, BTreeSet};

use super::file_names::file_names;
use super::names::{at_field, reference_form};
use crate::diagnostics::{Diagnostic, codes};
use crate::files::SourceMap;
use crate::lexicon::recurrence;
use crate::model::{Echo, Field, Incident, KnowledgeBase, Link, Mention, Says};
use crate::phrase::say;
use crate::text::{fold, percent_decoded};

/// Where a name or a path leads.
#[derive(Debug, Default)]
struct Targets {
    /// Folded id, address or file name to id.
    incidents: BTreeMap<String, String>,
    /// Folded id, address or title to id.
    runbooks: BTreeMap<String, String>,
    /// Path of the document to what it contains.
    paths: BTreeMap<String, Vec<Target>>,
    /// Id, address, title or file name, as [`reference_form`] gives it, to the document.
    names: BTreeMap<String, Target>,
}

/// A document that a path leads to.
#[derive(Debug, Clone)]
enum Target {
    Incident(String),
    Runbook(String),
}

/// Resolves every reference, and turns each around for the document it leads to.
pub(super) fn resolve(
    sources: &SourceMap,
    knowledge_base: &mut KnowledgeBase,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let targets = targets(sources, knowledge_base);
    for incident in &mut knowledge_base.incidents {
        for field in [Field::Related, Field::RecurrenceOf] {
            declared(incident, field, &targets, diagnostics);
        }
        mentions(sources, incident, &targets);
        echoes(sources, incident, &targets);
        runbooks(sources, incident, &targets, diagnostics);
    }
    occurrences(knowledge_base);
    recurrence_order(knowledge_base, diagnostics);
    turn_around(knowledge_base);
    let mut of_services: BTreeMap<&str, Vec<&String>> = BTreeMap::new();
    for runbook in &knowledge_base.runbooks {
        for service in &runbook.services {
            of_services.entry(service).or_default().push(&runbook.id);
        }
    }
    for service in &mut knowledge_base.services {
        let known = service.runbooks.iter().filter_map(|it| targets.runbooks.get(&fold(it)).cloned());
        let own = of_services.get(service.name.as_str()).into_iter().flatten().map(|it| (*it).clone());
        let all: BTreeSet<String> = known.chain(own).collect();
        service.runbooks = all.into_iter().collect();
    }
}

fn targets(sources: &SourceMap, knowledge_base: &KnowledgeBase) -> Targets {
    let mut targets = Targets::default();
    for it in &knowledge_base.incidents {
        for name in [&it.id, &it.slug] {
            targets.incidents.entry(reference_form(name)).or_insert_with(|| it.id.clone());
        }
        for name in [&it.id, &it.slug, &it.title] {
            targets.names.entry(reference_form(name)).or_insert_with(|| Target::Incident(it.id.clone()));
        }
        let path = sources.get(it.source.file).path.clone();
        targets.paths.entry(path).or_default().push(Target::Incident(it.id.clone()));
    }
    for it in &knowledge_base.runbooks {
        for name in [&it.id, &it.slug, &it.title] {
            targets.runbooks.entry(fold(name)).or_insert_with(|| it.id.clone());
            targets.names.entry(reference_form(name)).or_insert_with(|| Target::Runbook(it.id.clone()));
        }
        let path = sources.get(it.source.file).path.clone();
        targets.paths.entry(path).or_default().push(Target::Runbook(it.id.clone()));
    }
    let pages = knowledge_base.pages.iter().map(|it| sources.get(it.source.file).path.as_str());
    for (name, path) in file_names(targets.paths.keys().map(String::as_str).chain(pages)) {
        let Some([target]) = targets.paths.get(path).map(Vec::as_slice) else { continue };
        if let Target::Incident(id) = target {
            targets.incidents.entry(name.clone()).or_insert_with(|| id.clone());
        }
        targets.names.entry(name).or_insert_with(|| target.clone());
    }
    targets
}

fn declared(incident: &mut Incident, field: Field, targets: &Targets, diagnostics: &mut Vec<Diagnostic>) {
    let written = if field == Field::Related { &incident.related } else { &incident.recurrence_of };
    let mut ids: Vec<String> = Vec::new();
    for name in written {
        let finding = match targets.incidents.get(&reference_form(name)) {
            Some(id) if *id == incident.id => {
                Diagnostic::new(&codes::SELF_REFERENCE, say!("reference.self", field = field.to_string(), id))
                    .hint(say!("reference.self.hint"))
            }
            Some(id) => {
                if !ids.contains(id) {
                    ids.push(id.clone());
                }
                continue;
            }
            None => Diagnostic::new(
                &codes::UNKNOWN_REFERENCE,
                say!("reference.unknown-incident", field = field.to_string(), name),
            )
            .hint(say!("reference.unknown-incident.hint")),
        };
        diagnostics.push(at_field(incident, field, finding));
    }
    if field == Field::Related {
        incident.related = ids;
    } else {
        incident.recurrence_of = ids;
    }
}

/// Keeps the names that lead somewhere, and adds the documents that links lead to.
fn mentions(sources: &SourceMap, incident: &mut Incident, targets: &Targets) {
    let mut found: Vec<Mention> = Vec::new();
    let named = incident
        .mentions
        .iter()
        .filter_map(|it| Some((targets.incidents.get(&reference_form(&it.id))?.clone(), it.span)));
    let linked = incident.links.iter().flat_map(|link| {
        linked(sources, link, targets).iter().filter_map(|it| match it {
            Target::Incident(id) => Some((id.clone(), link.span)),
            Target::Runbook(_) => None,
        })
    });
    let mut seen = BTreeSet::new();
    for (id, span) in named.chain(linked) {
        if id != incident.id && seen.insert(id.clone()) {
            found.push(Mention { id, span });
        }
    }
    found.sort_by_key(|it| it.span);
    incident.mentions = found;
}

/// Keeps the sentences of recurrence that name an incident.
fn echoes(sources: &SourceMap, incident: &mut Incident, targets: &Targets) {
    let own = incident.id.clone();
    for echo in &mut incident.echoes {
        let mut ids: Vec<String> = Vec::new();
        let mut seen: BTreeSet<String> = BTreeSet::new();
        for name in &echo.names {
            let named = targets.incidents.get(&reference_form(name)).cloned();
            let link = Link { target: name.clone(), span: echo.span };
            let linked = linked(sources, &link, targets).iter().filter_map(|it| match it {
                Target::Incident(id) => Some(id.clone()),
                Target::Runbook(_) => None,
            });
            for id in named.into_iter().chain(linked) {
                if id != own && seen.insert(id.clone()) {
                    ids.push(id);
                }
            }
        }
        echo.names = ids;
    }
    incident.echoes.retain(|it| !it.names.is_empty());
}

/// A title such as `Disk full (Second Occurrence)` names the latest earlier incident with the title `Disk full`.
fn occurrences(knowledge_base: &mut KnowledgeBase) {
    // The incidents of each title, in order of time.
    let mut titles: BTreeMap<String, Vec<(Option<jiff::civil::Date>, usize, String)>> = BTreeMap::new();
    for (place, it) in knowledge_base.incidents.iter().enumerate() {
        let base = recurrence::without_occurrence(&it.title).unwrap_or_else(|| it.title.clone());
        titles.entry(fold(&base)).or_default().push((it.date, place, it.id.clone()));
    }
    for of_title in titles.values_mut() {
        of_title.sort();
    }
    for incident in &mut knowledge_base.incidents {
        let Some(base) = recurrence::without_occurrence(&incident.title) else { continue };
        let same = titles.get(&fold(&base)).map_or(&[][..], Vec::as_slice);
        let n_earlier = same.partition_point(|it| it.0 <= incident.date);
        if let Some((_, _, id)) = same[..n_earlier].iter().rev().find(|it| it.2 != incident.id) {
            let span = incident.provenance.get(&Field::Title).map_or(incident.source, |it| it.span);
            incident.echoes.push(Echo { names: vec![id.clone()], says: Says::Same, span });
        }
    }
}

fn runbooks(
    sources: &SourceMap,
    incident: &mut Incident,
    targets: &Targets,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut ids: Vec<String> = Vec::new();
    for name in &incident.runbooks {
        match targets.runbooks.get(&fold(name)) {
            Some(id) => ids.push(id.clone()),
            None => diagnostics.push(at_field(
                incident,
                Field::Runbooks,
                Diagnostic::new(&codes::UNKNOWN_REFERENCE, say!("reference.unknown-runbook", name))
                    .hint(say!("reference.unknown-runbook.hint")),
            )),
        }
    }
    for link in &incident.links {
        for target in linked(sources, link, targets) {
            if let Target::Runbook(id) = target {
                ids.push(id.clone());
            }
        }
    }
    let mut seen = BTreeSet::new();
    ids.retain(|it| seen.insert(it.clone()));
    incident.runbooks = ids;
}

/// What is in the document that `link` leads to.
fn linked<'a>(sources: &SourceMap, link: &Link, targets: &'a Targets) -> &'a [Target] {
    if let Some(name) = link.target.strip_prefix("[[").and_then(|it| it.strip_suffix("]]")) {
        let name = name.split('#').next().unwrap_or_default();
        return targets.names.get(&reference_form(name)).map_or(&[], std::slice::from_ref);
    }
    let from = &sources.get(link.span.file).path;
    let path = document_path(from, &link.target);
    path.and_then(|it| targets.paths.get(&it)).map_or(&[], Vec::as_slice)
}

/// The path, relative to the content folder, that `target` means in the document `from`; `None` where it
/// leads elsewhere.
pub(crate) fn document_path(from: &str, target: &str) -> Option<String> {
    let target = target.split(['#', '?']).next().filter(|it| !it.is_empty())?;
    if target.contains("://") || target.starts_with("mailto:") {
        return None;
    }
    let target = percent_decoded(target);
    let mut parts: Vec<&str> = match target.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => from.split('/').rev().skip(1).collect::<Vec<_>>().into_iter().rev().collect(),
    };
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// A repeat comes later than what it repeats, and no chain leads back to itself.
fn recurrence_order(knowledge_base: &mut KnowledgeBase, diagnostics: &mut Vec<Diagnostic>) {
    let dates: BTreeMap<String, Option<jiff::civil::Date>> =
        knowledge_base.incidents.iter().map(|it| (it.id.clone(), it.date)).collect();
    let declared: BTreeMap<String, Vec<String>> =
        knowledge_base.incidents.iter().map(|it| (it.id.clone(), it.recurrence_of.clone())).collect();
    for incident in &mut knowledge_base.incidents {
        let mut wrong = Vec::new();
        for earlier in &incident.recurrence_of {
            let later = dates.get(earlier).copied().flatten().zip(incident.date).is_some_and(|(a, b)| b < a);
            let message = if later {
                say!("reference.recurs-before", id = incident.id, earlier)
            } else if leads_back(&incident.id, earlier, &declared) {
                say!("reference.recurrence-cycle", id = incident.id, earlier)
            } else {
                continue;
            };
            wrong.push((earlier.clone(), message));
        }
        for (earlier, message) in wrong {
            let finding =
                Diagnostic::new(&codes::RECURRENCE_ORDER, message).hint(say!("reference.recurs-before.hint"));
            diagnostics.push(at_field(incident, Field::RecurrenceOf, finding));
            incident.recurrence_of.retain(|it| *it != earlier);
        }
    }
}

fn leads_back(start: &str, from: &str, declared: &BTreeMap<String, Vec<String>>) -> bool {
    let mut open = vec![from];
    let mut seen = BTreeSet::new();
    while let Some(id) = open.pop() {
        if id == start {
            return true;
        }
        if seen.insert(id) {
            open.extend(declared.get(id).into_iter().flatten().map(String::as_str));
        }
    }
    false
}

fn turn_around(knowledge_base: &mut KnowledgeBase) {
    let mut mentioned_by: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut used_by: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut related: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for incident in &knowledge_base.incidents {
        for mention in &incident.mentions {
            mentioned_by.entry(mention.id.clone()).or_default().insert(incident.id.clone());
        }
        for id in &incident.runbooks {
            used_by.entry(id.clone()).or_default().insert(incident.id.clone());
        }
        for id in &incident.related {
            related.entry(id.clone()).or_default().insert(incident.id.clone());
        }
    }
    for incident in &mut knowledge_base.incidents {
        incident.mentioned_by = mentioned_by.remove(&incident.id).unwrap_or_default().into_iter().collect();
        let mut others = related.remove(&incident.id).unwrap_or_default();
        for id in &incident.related {
            others.remove(id);
        }
        incident.related.extend(others);
    }
    for runbook in &mut knowledge_base.runbooks {
        runbook.used_by = used_by.remove(&runbook.id).unwrap_or_default().into_iter().collect();
    }
}
