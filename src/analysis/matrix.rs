//! Which causes meet which services, and how failures of each cause are noticed.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::causes::with_ancestors;
use crate::model::{Incident, KnowledgeBase};

/// Counts of failures by two of their properties; `None` stands for what a document does not say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Matrix {
    /// Top-level causes, most failures first, "not determined" last.
    pub rows: Vec<(Option<String>, usize)>,
    /// The other property, most failures first, "not stated" last.
    pub columns: Vec<(Option<String>, usize)>,
    /// One line per row, one count per column.
    pub counts: Vec<Vec<usize>>,
}

/// Top-level primary causes against services; a failure counts for each of its services.
pub fn by_service(knowledge_base: &KnowledgeBase) -> Matrix {
    matrix(knowledge_base, |it| {
        let names: BTreeSet<&str> = it.services.iter().map(String::as_str).collect();
        if names.is_empty() { vec![None] } else { names.into_iter().map(Some).collect() }
    })
}

/// Top-level primary causes against how failures were noticed.
pub fn by_detection(knowledge_base: &KnowledgeBase) -> Matrix {
    matrix(knowledge_base, |it| vec![it.detection.as_deref()])
}

/// The root of the tree of causes above `id`: `capacity` of `capacity/pool`.
pub fn top_level(id: &str) -> &str {
    with_ancestors(id).first().copied().unwrap_or(id)
}

fn matrix<'a>(
    knowledge_base: &'a KnowledgeBase,
    values: impl Fn(&'a Incident) -> Vec<Option<&'a str>>,
) -> Matrix {
    let mut cells: BTreeMap<(Option<&str>, Option<&str>), usize> = BTreeMap::new();
    let mut rows: BTreeMap<Option<&str>, usize> = BTreeMap::new();
    let mut columns: BTreeMap<Option<&str>, usize> = BTreeMap::new();
    for incident in knowledge_base.failures() {
        let cause = incident.primary_cause().filter(|it| *it != "unknown").map(top_level);
        *rows.entry(cause).or_default() += 1;
        for value in values(incident) {
            *columns.entry(value).or_default() += 1;
            *cells.entry((cause, value)).or_default() += 1;
        }
    }
    let (rows, columns) = (ordered(rows), ordered(columns));
    let counts = rows
        .iter()
        .map(|(row, _)| {
            columns.iter().map(|(column, _)| cells.get(&(*row, *column)).copied().unwrap_or(0)).collect()
        })
        .collect();
    let owned =
        |it: Vec<(Option<&str>, usize)>| it.into_iter().map(|(id, n)| (id.map(str::to_owned), n)).collect();
    Matrix { rows: owned(rows), columns: owned(columns), counts }
}

fn ordered(counts: BTreeMap<Option<&str>, usize>) -> Vec<(Option<&str>, usize)> {
    let mut found: Vec<_> = counts.into_iter().collect();
    found.sort_by_key(|(id, n)| (id.is_none(), Reverse(*n)));
    found
}
