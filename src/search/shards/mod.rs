//! The index as static files for the browser: scripts that each hand one value over, so that they load from
//! a disk as well as from a server. `docs/internals/search-shards.md` describes them.
//!
//! The files are made from the tantivy index and hold nothing that it or its documents do not hold. Terms are
//! in the order of UTF-16 units, which is how a script compares texts; documents are in the order of their
//! ordinals, the oldest first, so that a new incident leaves the texts of others where they are.

mod integers;
mod places;
mod script;
mod terms;
mod texts;
mod vocabulary;

use std::borrow::Cow;

use rayon::prelude::*;
use serde_json::{Map, Value, json};

use super::document::{Document, Facet, Kind};
use super::index::Index;
use super::query::Calendar;
use super::tokenizer::simplified;
use crate::files::OutputFile;
use crate::search::error::SearchError;
use crate::text::fingerprint;

/// Changes when a script of one version cannot read the files of another.
const FORMAT: u32 = 2;
/// Most shards of terms (and of positions): their beginnings are loaded before the first query.
const MAX_SHARDS: usize = 3_000;
/// Most files beside shards and texts: the manifest, the days, what is offered as filters, the values and documents of
/// every field, the words by first letter.
const MAX_OTHER_FILES: usize = 54;

/// How the index is written.
#[derive(Debug, Clone)]
pub struct Settings {
    /// What `90d` and `2026Q1` in a query are counted from.
    pub calendar: Calendar,
    /// Most files to write; none: one text file per document.
    pub max_files: Option<u32>,
    /// What can be filtered by, in the order in which it is offered.
    pub facets: Vec<FacetValue>,
    /// Pages about one name, in the order in which they are offered.
    pub named: Vec<NamedPage>,
}

/// A page about a service, a cause, a team, an owner or a quarter: it is found by its name, not by its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedPage {
    /// What it is about.
    pub about: About,
    /// As shown.
    pub name: String,
    /// Every other name.
    pub others: Vec<String>,
    /// Address below the site root.
    pub url: String,
}

/// What a page about one name is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// A service.
    Service,
    /// A cause.
    Cause,
    /// A team.
    Team,
    /// An owner of action items.
    Owner,
    /// The review of a quarter.
    Review,
}

impl About {
    /// Its place among the words that the page has for them.
    fn place(self) -> usize {
        match self {
            Self::Service => 0,
            Self::Cause => 1,
            Self::Team => 2,
            Self::Owner => 3,
            Self::Review => 4,
        }
    }
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
        let (build, values) = self.values(settings)?;
        Ok(values.into_par_iter().map(|it| file(&build, it)).collect())
    }

    /// The same, each given to `give` by itself, from several threads and in any order.
    pub fn shards_into<E: From<SearchError> + Send>(
        &self,
        settings: &Settings,
        give: impl Fn(OutputFile) -> Result<(), E> + Sync,
    ) -> Result<(), E> {
        let (build, values) = self.values(settings)?;
        values.into_par_iter().try_for_each(|it| give(file(&build, it)))
    }

    /// What changes with any of the files, and the name and the value of each.
    fn values(&self, settings: &Settings) -> Result<(String, Vec<(String, String)>), SearchError> {
        let layout = Layout::new(self.documents().len(), settings.max_files);
        let mut manifest = Map::new();
        let mut values: Vec<(String, String)> = Vec::new();
        let mut add = |name: String, value: Value| -> Result<(), SearchError> {
            values.push((name, script::value(&value)?));
            Ok(())
        };
        let mut offered = Map::new();
        for facet in Facet::ALL {
            let values: Vec<&FacetValue> = settings.facets.iter().filter(|it| it.facet == facet).collect();
            let (counted, documents) = self.counted(&values)?;
            if !counted.is_empty() {
                offered.insert(facet.as_str().to_owned(), Value::Array(counted));
                add(format!("c/{}", facet.as_str()), documents)?;
            }
        }
        add("f".to_owned(), Value::Object(offered))?;
        add("d".to_owned(), self.days())?;
        let named = settings.named.iter();
        let named = named.map(|it| json!([it.about.place(), it.name, it.url, it.others.join("\n")]));
        add("e".to_owned(), Value::Array(named.collect()))?;
        for facet in Facet::ALL {
            let known = self.facet_values(facet)?;
            let names = script::front_coded(known.iter().map(|it| it.0.as_str()));
            let counts = integers::all(known.iter().map(|it| it.1));
            add(format!("w/{}", facet.as_str()), json!([names, counts]))?;
        }
        let mut letters = String::new();
        for (letter, words) in vocabulary::vocabulary(self)? {
            letters.push(letter);
            add(format!("v/{letter}"), words)?;
        }
        // Texts come last, so that they are not in memory together with the dictionary that shards are cut from.
        let shards = terms::shards(self, layout.max_shards)?;
        let texts: Result<Vec<String>, SearchError> = (self.documents().par_chunks(layout.group_size))
            .map(|group| Ok(script::value(&group.iter().map(texts::record).collect::<Vec<_>>())?))
            .collect();
        for (folder, files) in [("s", shards.terms), ("p", shards.positions), ("t", texts?)] {
            values.extend((0..).zip(files).map(|(idx, it): (usize, _)| (format!("{folder}/{idx}"), it)));
        }

        manifest.insert("format".to_owned(), json!(FORMAT));
        manifest.insert("documents".to_owned(), json!(self.documents().len()));
        manifest.insert("group".to_owned(), json!(layout.group_size));
        manifest.insert("letters".to_owned(), json!(letters));
        let is_traditional = |it: &Document| it.texts().any(|it| matches!(simplified(it), Cow::Owned(_)));
        if self.documents().par_iter().any(is_traditional) {
            manifest.insert("traditional".to_owned(), json!(true));
        }
        manifest.insert(
            "lengths".to_owned(),
            json!(integers::all(self.length_steps().iter().map(|it| u32::from(*it)))),
        );
        for (name, kind) in [("runbooks", Kind::Runbook), ("pages", Kind::Page)] {
            let ordinals = (0..).zip(self.documents()).filter(|(_, it)| it.kind == kind).map(|it| it.0);
            manifest.insert(name.to_owned(), json!(integers::gaps(ordinals)));
        }
        shards.places.describe(&mut manifest);
        let build = build_id(&manifest, &values);
        manifest.insert("asOf".to_owned(), json!(settings.calendar.as_of.to_string()));
        manifest.insert("fiscalYearStart".to_owned(), json!(settings.calendar.fiscal_year_start));
        values.push(("m".to_owned(), script::value(&manifest)?));
        Ok((build, values))
    }

    /// How many documents have no day, the first day, and the days of the others, counted from it.
    fn days(&self) -> Value {
        let epoch = jiff::civil::Date::constant(1970, 1, 1);
        let days: Vec<i32> =
            (self.documents().iter()).filter_map(|it| Some((it.date? - epoch).get_days())).collect();
        let first = days.first().copied().unwrap_or(0);
        let n_undated = self.documents().len() - days.len();
        json!([n_undated, first, integers::gaps(days.iter().map(|it| it.abs_diff(first)))])
    }

    /// Of those of `offered` that some document has: value, label and number of documents of each; and the
    /// documents.
    fn counted(&self, offered: &[&FacetValue]) -> Result<(Vec<Value>, Value), SearchError> {
        let mut values = Vec::new();
        let mut lengths = String::new();
        let mut documents = String::new();
        for it in offered {
            let Some(mut postings) = self.facet_postings(&it.facet.term(&it.facet.normalize(&it.value)))?
            else {
                continue;
            };
            let written = documents.len();
            let n_documents = terms::write_documents(&mut postings, &mut documents);
            values.push(json!([it.value, it.label, n_documents]));
            integers::push(&mut lengths, u32::try_from(documents.len() - written).unwrap_or(u32::MAX));
        }
        Ok((values, json!([lengths, documents])))
    }
}

impl Layout {
    /// Half of the files that are allowed are texts, a quarter each terms and positions.
    fn new(n_documents: usize, max_files: Option<u32>) -> Self {
        let Some(max_files) = max_files else { return Self { group_size: 1, max_shards: MAX_SHARDS } };
        let max_files = usize::try_from(max_files).unwrap_or(usize::MAX).saturating_sub(MAX_OTHER_FILES);
        Self {
            group_size: n_documents.div_ceil((max_files / 2).max(1)).max(2),
            max_shards: (max_files / 4).clamp(3, MAX_SHARDS),
        }
    }
}

fn file(build: &str, (name, value): (String, String)) -> OutputFile {
    OutputFile { path: format!("search/{name}.js"), bytes: script::call(build, value) }
}

/// Changes with anything that is written; the day of the build, which only the manifest names, apart.
fn build_id(manifest: &Map<String, Value>, values: &[(String, String)]) -> String {
    let of_manifest = Value::Object(manifest.clone()).to_string();
    let mut fingerprints = fingerprint(of_manifest.as_bytes());
    let of_values: Vec<String> = values
        .par_iter()
        .map(|(name, it)| fingerprint(name.as_bytes()) + &fingerprint(it.as_bytes()))
        .collect();
    fingerprints.extend(of_values);
    fingerprint(fingerprints.as_bytes())
}
