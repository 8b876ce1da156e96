//! Causes by the words of a document: those that name a cause count by the part they are in and by how few documents
//! of the collection hold them.

use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::lines::{Line, Part};
use crate::analysis::matrix::top_level;
use crate::analysis::stats::as_float;
use crate::lexicon::causes::CauseWords;
use crate::model::{Incident, KnowledgeBase, SuggestedValue, Suggestion, Suggestions};

/// How much a word weighs by where it is.
const TITLE: f64 = 3.0;
const CAUSE: f64 = 2.25;
const SUMMARY: f64 = 1.25;
const OTHER: f64 = 0.25;
/// What a cause adds to the one above it: of two children that are both hinted at, the parent is the safer guess.
const TO_PARENT: f64 = 0.5;
/// Defects and configurations are behind most incidents whatever else their documents speak of.
const COMMON: [&str; 2] = ["code", "config"];
const MORE_OF_COMMON: f64 = 1.2;
/// A word that all documents hold still says a little: all of them may have this cause.
const LEAST_RARITY: f64 = 0.15;
/// Guesses below this rest on one common word in passing.
const LEAST: f64 = 0.2;
/// How often the first, second and third guess are right; measured on labelled collections.
const RIGHT: [f64; Suggestions::MAX_PER_FIELD] = [0.5, 0.2, 0.1];

/// A cue in a line.
struct Hit {
    cue: usize,
    line: usize,
}

/// The guesses for each incident, the best first.
pub(super) fn find(knowledge_base: &KnowledgeBase, documents: &[Vec<Line<'_>>]) -> Vec<Vec<Suggestion>> {
    let words = CauseWords::new(&knowledge_base.taxonomy);
    let hits: Vec<Vec<Hit>> = documents.par_iter().map(|it| hits(&words, it)).collect();
    let mut holders = vec![0; words.len()];
    for document in &hits {
        let mut cues: Vec<usize> = document.iter().map(|it| it.cue).collect();
        cues.sort_unstable();
        cues.dedup();
        for cue in cues {
            holders[cue] += 1;
        }
    }
    let n = as_float(documents.len());
    let rarity: Vec<f64> = holders
        .iter()
        .map(|it| {
            let (most, own) = ((n + 0.5).ln(), ((n + 0.5) / as_float(*it).max(0.5)).ln());
            if documents.len() < 2 { 1.0 } else { (own / most).clamp(LEAST_RARITY, 1.0) }
        })
        .collect();
    let incidents = knowledge_base.incidents.par_iter();
    let guess = |(incident, (hits, lines)): (&Incident, (&Vec<Hit>, &Vec<Line<'_>>))| {
        if incident.causes.is_empty() { guesses(&words, &rarity, hits, lines) } else { Vec::new() }
    };
    incidents.zip(hits.par_iter().zip(documents)).map(guess).collect()
}

fn hits(words: &CauseWords, lines: &[Line<'_>]) -> Vec<Hit> {
    let of_line = |(line, it): (usize, &Line<'_>)| {
        words.find(it.text).into_iter().map(move |cue| Hit { cue, line }).collect::<Vec<Hit>>()
    };
    lines.iter().enumerate().flat_map(of_line).collect()
}

fn weight(part: Part) -> f64 {
    match part {
        Part::Title => TITLE,
        Part::Cause => CAUSE,
        Part::Summary => SUMMARY,
        Part::Other => OTHER,
    }
}

fn guesses(words: &CauseWords, rarity: &[f64], hits: &[Hit], lines: &[Line<'_>]) -> Vec<Suggestion> {
    let mut counts: FxHashMap<(usize, Part), usize> = FxHashMap::default();
    let mut of_lines: BTreeMap<(&str, usize), f64> = BTreeMap::new();
    for hit in hits {
        let (cue, part) = (words.cue(hit.cue), lines[hit.line].part);
        *counts.entry((hit.cue, part)).or_default() += 1;
        *of_lines.entry((cue.cause.as_str(), hit.line)).or_default() +=
            cue.weight * rarity[hit.cue] * weight(part);
    }
    let mut counts: Vec<((usize, Part), usize)> = counts.into_iter().collect();
    counts.sort_unstable();
    let mut own: BTreeMap<&str, f64> = BTreeMap::new();
    for ((cue, part), n) in counts {
        let known = words.cue(cue);
        *own.entry(known.cause.as_str()).or_default() +=
            known.weight * rarity[cue] * weight(part) * (1.0 + as_float(n).ln());
    }
    let mut all = own.clone();
    for (cause, score) in own.iter().filter(|(cause, _)| top_level(cause) != **cause) {
        *all.entry(top_level(cause)).or_default() += score * TO_PARENT;
    }
    for cause in COMMON {
        if let Some(score) = all.get_mut(cause) {
            *score *= MORE_OF_COMMON;
        }
    }
    let mut ranked: Vec<(&str, f64)> = all.into_iter().filter(|it| LEAST <= it.1).collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(b.0)));
    ranked
        .iter()
        .zip(RIGHT)
        .filter_map(|((cause, _), score)| {
            let line = best_line(&of_lines, cause)?;
            let value = SuggestedValue::Text((*cause).to_owned());
            Some(Suggestion { value, evidence: lines[line].evidence(), score })
        })
        .collect()
}

/// The line that says most of `cause`, or of one below it; of equals the first.
fn best_line(of_lines: &BTreeMap<(&str, usize), f64>, cause: &str) -> Option<usize> {
    let mut best: Option<(f64, usize)> = None;
    for ((of, line), score) in of_lines {
        let is_of = *of == cause || top_level(of) == cause;
        if is_of && best.is_none_or(|(most, first)| most < *score || (most <= *score && *line < first)) {
            best = Some((*score, *line));
        }
    }
    best.map(|it| it.1)
}
