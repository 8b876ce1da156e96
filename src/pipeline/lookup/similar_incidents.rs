//! "Have we seen this?": incidents like a text that need not be in the knowledge base: a draft, a report of another
//! team, a log. Where none is like it, the answer is that none is known.

use std::collections::{BTreeMap, BTreeSet};

use super::named_thing;
use crate::analysis::likeness::{self, Answer, Collection, Evidence, LEAST_ANSWER, Seen};
use crate::analysis::related::{self, Reason};
use crate::extract::{self, Extracted, Globs, Overrides, id_candidates};
use crate::files::{FileId, Span};
use crate::lexicon::identifiers::{self, IdentifierKind, is_fault_line};
use crate::model::{Incident, IncidentKind, Mention, Signature, Visibility};
use crate::pipeline::load::Loaded;
use crate::resolve::{self, Documents, Sidecars, reference_form};
use crate::text::{terms, words_of};

/// Incidents that are looked at more closely.
const MOST: usize = 50;
/// Terms of a line that must be shared for it to be the same line, and which part of all.
const MIN_OF_LINE: usize = 3;
const SAME_LINE: (usize, usize) = (4, 5);
/// The score of an incident of which only a name is known to be the same.
const NAMED: f64 = 0.2;
/// Words named for a line.
const MAX_WORDS: usize = 4;

/// An incident like the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Similar {
    /// Its id.
    pub id: String,
    /// 0 to 1, rounded to two digits; 1 where one names the other.
    pub score: f64,
    /// How sure it is.
    pub answer: Answer,
    /// What they share beside words; most telling first.
    pub reasons: Vec<Reason>,
    /// Its lines that make it like the text, the strongest first.
    pub lines: Vec<Matching>,
}

/// What a line of an incident and one of the text have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Common {
    /// Nearly all of a message of a fault.
    ErrorLine,
    /// Identifiers of this kind.
    Identifiers(IdentifierKind),
    /// Words.
    Words,
}

/// A line of an incident that is like one of the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Matching {
    /// Where it is.
    pub span: Span,
    /// What it is that both lines have.
    pub common: Common,
    /// What both lines hold, as the incident writes it.
    pub words: Vec<String>,
    /// Those of the words that name one thing: a host, a volume, an error code.
    pub identifiers: Vec<String>,
}

/// The incidents most like the file `given`, which is part of `loaded.sources`: best first.
pub fn similar_to_file(loaded: &Loaded, given: FileId) -> Vec<Similar> {
    let read = read(loaded, given);
    if let Some(known) = read.as_ref().and_then(|it| loaded.knowledge_base.incident(&it.id)) {
        return similar_to(loaded, known);
    }
    let Some(incident) = read else {
        let signature = extract::signature_of(&loaded.sources, given, &loaded.config.lexicon);
        let found = ranked(loaded, &signature, None, &[]);
        return if found.is_empty() { that_name_it(loaded, given) } else { found };
    };
    let mut knowledge_base = loaded.knowledge_base.clone();
    knowledge_base.incidents.push(incident.clone());
    let facts = related::find(&knowledge_base).remove(&incident.id).unwrap_or_default();
    ranked(loaded, &incident.signature, Some(&incident.id), &facts)
}

/// The incidents most like `incident` of the knowledge base: best first.
pub fn similar_to(loaded: &Loaded, incident: &Incident) -> Vec<Similar> {
    let facts = loaded.analysis.related.get(&incident.id).map_or(&[][..], Vec::as_slice);
    ranked(loaded, &incident.signature, Some(&incident.id), facts)
}

/// The postmortem in `file`, its names resolved, and what it states about incidents of the knowledge base.
fn read(loaded: &Loaded, file: FileId) -> Option<Incident> {
    let settings = extract::Settings {
        config: &loaded.config,
        globs: &Globs::new(&loaded.config),
        overrides: &Overrides::default(),
        hide_internal: loaded.config.site.audience == Visibility::Public,
        surroundings: &extract::Surroundings::default(),
    };
    let entries = extract::document(&loaded.sources, file, &settings).value;
    let incident = entries.into_iter().find_map(|it| match it {
        Extracted::Incident(it) => Some(*it),
        Extracted::Runbook(_) | Extracted::Page(_) => None,
    })?;
    let (declared, repeats) = (incident.related.clone(), incident.recurrence_of.clone());
    let documents = Documents { incidents: vec![incident], ..Documents::default() };
    let resolved = resolve::resolve(&loaded.sources, documents, Sidecars::default(), &loaded.config).value;
    let mut incident = resolved.incidents.into_iter().next()?;
    let known: BTreeMap<String, &str> =
        loaded.knowledge_base.incidents.iter().map(|it| (reference_form(&it.id), it.id.as_str())).collect();
    let named = |id: &str| known.get(&reference_form(id)).map(|it| (*it).to_owned());
    incident.related = declared.iter().filter_map(|it| named(it)).collect();
    incident.recurrence_of = repeats.iter().filter_map(|it| named(it)).collect();
    let text = &loaded.sources.get(file).text;
    incident.mentions = id_candidates(text)
        .filter_map(|(start, word)| {
            let span = Span::new(file, start, start + word.len());
            Some(Mention { id: named(word).filter(|it| *it != incident.id)?, span })
        })
        .collect();
    Some(incident)
}

/// What is like `text`, by its words and by what it states; best first, of equals the latest.
fn ranked(
    loaded: &Loaded,
    text: &Signature,
    own_id: Option<&str>,
    facts: &[related::Related],
) -> Vec<Similar> {
    let all = &loaded.knowledge_base.incidents;
    let is_asked_for = |it: &Incident| is_failure(it) && own_id != Some(&it.id);
    let pool: Vec<&Incident> = all.iter().rev().filter(|it| is_asked_for(it)).collect();
    let signatures: Vec<&Signature> = pool.iter().map(|it| &it.signature).collect();
    let collection = Collection::learn(all.iter().map(|it| &it.signature));
    let seen = likeness::seen(&collection, text, &signatures, MOST);
    let mut found: BTreeMap<&str, Similar> = BTreeMap::new();
    for Seen { place, likeness, answer, evidence } in seen {
        let id = pool[place].id.as_str();
        let lines = evidence.iter().map(|it| matching(loaded, it)).collect();
        found.insert(id, Similar { id: id.to_owned(), score: likeness, answer, reasons: Vec::new(), lines });
    }
    for fact in facts {
        let Some(incident) = pool.iter().find(|it| it.id == fact.id) else { continue };
        let stated = stated(&fact.reasons);
        if let Some(known) = found.get_mut(fact.id.as_str()) {
            known.score = known.score.max(stated.unwrap_or(0.0));
            known.reasons.clone_from(&fact.reasons);
        } else if let Some(score) = stated {
            let answer = if score < 1.0 { Answer::Perhaps } else { Answer::Likely };
            let (id, reasons) = (fact.id.clone(), fact.reasons.clone());
            found.insert(&incident.id, Similar { id, score, answer, reasons, lines: Vec::new() });
        }
    }
    let places: BTreeMap<&str, usize> = pool.iter().enumerate().map(|it| (it.1.id.as_str(), it.0)).collect();
    let mut ranked: Vec<Similar> = found.into_values().collect();
    for it in &mut ranked {
        it.score = (it.score.min(1.0) * 100.0).round() / 100.0;
    }
    ranked.sort_by(|a, b| {
        let place = |it: &Similar| places.get(it.id.as_str()).copied();
        b.score.total_cmp(&a.score).then_with(|| place(a).cmp(&place(b)))
    });
    ranked
}

/// The incidents that hold what the short text `given` names, the latest first.
fn that_name_it(loaded: &Loaded, given: FileId) -> Vec<Similar> {
    let pool: Vec<&Incident> =
        loaded.knowledge_base.incidents.iter().rev().filter(|it| is_failure(it)).collect();
    let holders = named_thing::holders(&loaded.sources.get(given).text, &pool, &loaded.sources);
    let similar = |it: named_thing::Holder| {
        let name = loaded.sources.slice(it.name).to_owned();
        let common = Common::Identifiers(identifiers::kind(&name));
        let line = Matching { span: it.line, common, words: vec![name.clone()], identifiers: vec![name] };
        Similar {
            id: pool[it.place].id.clone(),
            score: NAMED,
            answer: Answer::Perhaps,
            reasons: Vec::new(),
            lines: vec![line],
        }
    };
    holders.into_iter().map(similar).collect()
}

/// Whether the question may be answered with it: planned work and drills are not failures.
fn is_failure(incident: &Incident) -> bool {
    matches!(incident.kind, IncidentKind::Incident | IncidentKind::NearMiss)
}

/// What stated facts alone make of a pair: nothing, unless one names the other or both have one cause on one service.
fn stated(reasons: &[Reason]) -> Option<f64> {
    let names = |it: &Reason| matches!(it, Reason::Recurrence | Reason::Declared | Reason::Mentioned);
    let has = |is: fn(&Reason) -> bool| reasons.iter().any(is);
    if has(names) {
        Some(1.0)
    } else {
        let is_same =
            has(|it| matches!(it, Reason::SameCause(_))) && has(|it| matches!(it, Reason::SameService(_)));
        is_same.then_some(LEAST_ANSWER)
    }
}

fn matching(loaded: &Loaded, evidence: &Evidence) -> Matching {
    let line = loaded.sources.slice(evidence.second);
    let identifier = |it| evidence.terms.contains(&it) && it.is_identifier();
    let named = |words: Vec<(usize, &str)>| {
        let mut seen = BTreeSet::new();
        let new = words.into_iter().filter(|it| seen.insert(it.1.to_lowercase())).map(|it| it.1.to_owned());
        new.take(MAX_WORDS).collect::<Vec<String>>()
    };
    let identifiers = named(words_of(line, identifier));
    Matching {
        span: evidence.second,
        common: common(line, evidence, &identifiers),
        words: named(words_of(line, |it| evidence.terms.contains(&it))),
        identifiers,
    }
}

/// What `line` of an incident has in common with the text: the most telling that holds.
fn common(line: &str, evidence: &Evidence, identifiers: &[String]) -> Common {
    let own = terms(line);
    let n_shared = own.iter().filter(|it| evidence.terms.contains(it)).count();
    let is_same_line = MIN_OF_LINE <= n_shared && own.len() * SAME_LINE.0 <= n_shared * SAME_LINE.1;
    if is_same_line && is_fault_line(line) {
        return Common::ErrorLine;
    }
    let kinds = identifiers.iter().map(|it| identifiers::kind(it));
    kinds.min().map_or(Common::Words, Common::Identifiers)
}
