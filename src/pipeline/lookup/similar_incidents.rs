//! Incidents like a text that need not be in the knowledge base: a draft, a report of another team, a log.

use std::collections::BTreeMap;

use crate::analysis::related::{self, Reason};
use crate::extract::{self, Extracted, Globs, Overrides, id_candidates};
use crate::files::{FileId, Span};
use crate::model::{Incident, Mention, Visibility};
use crate::pipeline::load::Loaded;
use crate::resolve::{self, Documents, Sidecars, reference_form};
use crate::search::{Index, Kind, Options, Query, SearchError};

/// How much the words alone can make two texts alike.
const MOST_BY_WORDS: f64 = 0.5;
/// Hits of the search that are looked at.
const MAX_HITS: usize = 50;
/// Words named as a reason.
const MAX_WORDS: usize = 4;

/// An incident like the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Similar {
    /// Its id.
    pub id: String,
    /// 0 to 1, rounded to two digits.
    pub score: f64,
    /// What they share beside words; most telling first.
    pub reasons: Vec<Reason>,
    /// Rare words that both have, as the incident writes them.
    pub words: Vec<String>,
}

/// The incidents most like the file `given`, which is part of `loaded.sources`: best first.
///
/// Where it is a postmortem, causes, services and tags count as for related incidents; words count in any
/// case. With s the one score and w the other, both up to 1, they add up to 1 - (1 - s)(1 - w / 2).
pub fn similar_to_file(loaded: &Loaded, index: &Index, given: FileId) -> Result<Vec<Similar>, SearchError> {
    let text = &loaded.sources.get(given).text;
    let read = read(loaded, given);
    let known = read.as_ref().and_then(|it| loaded.knowledge_base.incident(&it.id));
    if let Some(known) = known {
        return similar_to(loaded, index, known);
    }
    let mut found = BTreeMap::new();
    if let Some(incident) = read {
        let mut knowledge_base = loaded.knowledge_base.clone();
        let id = incident.id.clone();
        knowledge_base.incidents.push(incident);
        found = by_facts(related::find(&knowledge_base).remove(&id).unwrap_or_default());
    }
    ranked(loaded, index, text, None, found)
}

/// The incidents most like `incident` of the knowledge base: best first.
pub fn similar_to(loaded: &Loaded, index: &Index, incident: &Incident) -> Result<Vec<Similar>, SearchError> {
    let found = by_facts(loaded.analysis.related.get(&incident.id).cloned().unwrap_or_default());
    let text = &loaded.sources.get(incident.body.0).text[incident.body.1.clone()];
    ranked(loaded, index, text, Some(&incident.id), found)
}

/// The postmortem in `file`, its names resolved, and what it says of incidents of the knowledge base.
fn read(loaded: &Loaded, file: FileId) -> Option<Incident> {
    let settings = extract::Settings {
        config: &loaded.config,
        globs: &Globs::new(&loaded.config).unwrap_or_default(),
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

fn by_facts(found: Vec<related::Related>) -> BTreeMap<String, Similar> {
    let similar =
        |it: related::Related| Similar { id: it.id, score: it.score, reasons: it.reasons, words: Vec::new() };
    found.into_iter().map(similar).map(|it| (it.id.clone(), it)).collect()
}

/// Adds to `found` what the words of `text` say, and puts the best first, of equals the one with the lower id.
fn ranked(
    loaded: &Loaded,
    index: &Index,
    text: &str,
    own_id: Option<&str>,
    mut found: BTreeMap<String, Similar>,
) -> Result<Vec<Similar>, SearchError> {
    let hits = index.search(&Query::from_log(text), Options { limit: MAX_HITS, prefix: false })?.hits;
    let others = || hits.iter().filter(|it| it.kind == Kind::Incident && own_id != Some(it.id.as_str()));
    let best = others().map(|it| it.score).fold(0.0, f64::max);
    for hit in others().filter(|it| loaded.knowledge_base.incident(&it.id).is_some()) {
        let by_words = MOST_BY_WORDS * hit.score / best.max(f64::MIN_POSITIVE);
        let entry = found.entry(hit.id.clone()).or_insert_with(|| Similar {
            id: hit.id.clone(),
            score: 0.0,
            reasons: Vec::new(),
            words: Vec::new(),
        });
        entry.score = 1.0 - (1.0 - entry.score) * (1.0 - by_words);
        for (word, is_match) in &hit.snippet {
            let is_new = !entry.words.iter().any(|it| it.eq_ignore_ascii_case(word));
            if *is_match && is_new && entry.words.len() < MAX_WORDS {
                entry.words.push(word.clone());
            }
        }
    }
    let mut ranked: Vec<Similar> = found.into_values().collect();
    for it in &mut ranked {
        it.score = (it.score * 100.0).round() / 100.0;
    }
    // A hit that cannot say why it is one is none.
    ranked.retain(|it| !it.reasons.is_empty() || !it.words.is_empty());
    ranked.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.id.cmp(&b.id)));
    Ok(ranked)
}
