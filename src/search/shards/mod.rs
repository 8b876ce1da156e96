//! The index as static files for the browser: scripts that each hand one value over, so that they load from
//! a disk as well as from a server. `docs/reference/search-shards.md` describes them.
//!
//! The files are made from the tantivy index and hold nothing that it or its documents do not hold. Terms are
//! in the order of UTF-16 units, which is how a script compares texts; documents are in the order of their
//! ordinals, the oldest first, so that a new incident leaves the texts of others where they are.

mod integers;
mod script;
mod terms;
mod texts;
mod vocabulary;

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde_json::{Value, json};

use super::SearchError;
use super::document::{Facet, Kind};
use super::index::Index;
use super::query::Calendar;
use crate::files::OutputFile;
use crate::text::fingerprint;

/// Changes when a script of one version cannot read the files of another.
const FORMAT: u32 = 1;
/// Most shards of terms (and of positions): their beginnings are loaded before the first query.
const MAX_SHARDS: usize = 1_800;
/// Most files beside shards and texts: the manifest, the facets, the words by first letter.
const MAX_OTHER_FILES: usize = 28;

/// How the index is written.
#[derive(Debug, Clone)]
pub struct Settings {
    /// What `90d` and `2026Q1` in a query are reckoned from.
    pub calendar: Calendar,
    /// Most files to write; none: one text file per document.
    pub max_files: Option<u32>,
    /// What can be filtered by, in the order in which it is offered.
    pub facets: Vec<FacetValue>,
}

/// A value that is offered as a filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetValue {
    /// The field.
    pub facet: Facet,
    /// As written behind the colon.
    pub value: String,
    /// As shown.
    pub label: String,
}

/// How many files there are of each kind.
struct Layout {
    /// Documents in one text file.
    group_size: usize,
    max_shards: usize,
}

impl Index {
    /// The files of the index, below `search/`.
    pub fn shards(&self, settings: &Settings) -> Result<Vec<OutputFile>, SearchError> {
        let layout = Layout::new(self.documents().len(), settings.max_files);
        let shards = terms::shards(self, layout.max_shards)?;
        let texts: Vec<Value> = (self.documents().par_chunks(layout.group_size))
            .map(|group| group.iter().map(texts::record).collect())
            .collect();
        let mut values = BTreeMap::from([("f".to_owned(), self.facet_counts(&settings.facets)?)]);
        let mut letters = String::new();
        for (letter, words) in vocabulary::vocabulary(self)? {
            letters.push(letter);
            values.insert(format!("v/{letter}"), words);
        }
        for (folder, shards) in [("s", shards.terms), ("p", shards.positions), ("t", texts)] {
            values.extend((0..).zip(shards).map(|(idx, it): (usize, Value)| (format!("{folder}/{idx}"), it)));
        }
        let mut manifest = json!({
            "format": FORMAT,
            "documents": self.documents().len(),
            "tokens": self.n_tokens(),
            "group": layout.group_size,
            "shards": shards.separators,
            "letters": letters,
        });
        self.describe_documents(&mut manifest);

        let build = build_id(&manifest, &values);
        manifest["asOf"] = json!(settings.calendar.as_of.to_string());
        manifest["fiscalYearStart"] = json!(settings.calendar.fiscal_year_start);
        values.insert("m".to_owned(), manifest);
        let values: Vec<(String, Value)> = values.into_iter().collect();
        let files = values.into_par_iter().map(|(name, value)| {
            Ok(OutputFile { path: format!("search/{name}.js"), bytes: script::call(&build, &value)? })
        });
        files.collect()
    }

    /// Adds length, day and kind of every document to `manifest`.
    fn describe_documents(&self, manifest: &mut Value) {
        let least = self.length_steps().iter().copied().min().unwrap_or(0);
        manifest["leastLength"] = json!(least);
        manifest["lengths"] =
            json!(integers::all(self.length_steps().iter().map(|it| u32::from(it - least))));

        let epoch = jiff::civil::Date::constant(1970, 1, 1);
        let days: Vec<i32> =
            (self.documents().iter()).filter_map(|it| Some((it.date? - epoch).get_days())).collect();
        manifest["undated"] = json!(self.documents().len() - days.len());
        let first = days.first().copied().unwrap_or(0);
        manifest["firstDay"] = json!(first);
        manifest["days"] = json!(integers::gaps(days.iter().map(|it| it.abs_diff(first))));

        for (name, kind) in [("runbooks", Kind::Runbook), ("pages", Kind::Page)] {
            let ordinals = (0..).zip(self.documents()).filter(|(_, it)| it.kind == kind).map(|it| it.0);
            manifest[name] = json!(integers::gaps(ordinals));
        }
    }

    /// By field: value, label and number of documents of everything that some document has.
    fn facet_counts(&self, offered: &[FacetValue]) -> Result<Value, SearchError> {
        let mut counts = json!({});
        for facet in Facet::ALL {
            let known: BTreeMap<String, u32> = self.facet_values(facet)?.into_iter().collect();
            let values: Vec<Value> = (offered.iter().filter(|it| it.facet == facet))
                .filter_map(|it| {
                    let n_documents = known.get(&facet.normalize(&it.value))?;
                    Some(json!([it.value, it.label, n_documents]))
                })
                .collect();
            if !values.is_empty() {
                counts[facet.as_str()] = Value::Array(values);
            }
        }
        Ok(counts)
    }
}

impl Layout {
    /// Half of the files that are allowed are texts, a quarter each terms and positions.
    fn new(n_documents: usize, max_files: Option<u32>) -> Self {
        let Some(max_files) = max_files else { return Self { group_size: 1, max_shards: MAX_SHARDS } };
        let max_files = usize::try_from(max_files).unwrap_or(usize::MAX).saturating_sub(MAX_OTHER_FILES);
        Self {
            group_size: n_documents.div_ceil((max_files / 2).max(1)).max(2),
            max_shards: (max_files / 4).clamp(1, MAX_SHARDS),
        }
    }
}

/// Changes with anything that is written; the day of the build, which only the manifest names, apart.
fn build_id(manifest: &Value, values: &BTreeMap<String, Value>) -> String {
    let mut fingerprints = fingerprint(manifest.to_string().as_bytes());
    let of_values: Vec<String> =
        values.par_iter().map(|(name, it)| fingerprint(format!("{name}{it}").as_bytes())).collect();
    fingerprints.extend(of_values);
    fingerprint(fingerprints.as_bytes())
}
