//! Judged queries: what people look for, and what they should find first.

mod corpus;
mod measure;
mod queries;
mod random;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use afterword::inside::pipeline::{self, Request};
use afterword::inside::search::{Document, Index};
use afterword::inside::time::Clock;
use serde::Deserialize;

use crate::support::repository;
use measure::Judged;

/// A query of `tests/fixtures/search/judged.json`.
#[derive(Deserialize)]
struct Written {
    class: String,
    query: String,
    #[serde(default)]
    typing: bool,
    #[serde(default)]
    log: bool,
    /// Id and grade.
    relevant: BTreeMap<String, u32>,
}

/// The index over the project in `folder`.
fn index_of(folder: &Path) -> Index {
    let request = Request::new(folder.to_path_buf(), Clock::Day("2026-10-15".parse().unwrap()));
    pipeline::index(&pipeline::load(&request).unwrap()).unwrap()
}

/// The index over a made-up knowledge base of `n` documents.
fn made_up(n: usize) -> Index {
    let folder = tempfile::tempdir().unwrap();
    corpus::write(folder.path(), n);
    let index = index_of(folder.path());
    assert_eq!(index.documents().len(), n);
    index
}

#[test]
fn queries_written_by_hand_find_what_answers_them_in_the_sample() {
    let index = index_of(repository());
    let text = fs::read_to_string(repository().join("tests/fixtures/search/judged.json")).unwrap();
    let written: Vec<Written> = serde_json::from_str(&text).unwrap();
    assert!(60 <= written.len());
    let addresses: BTreeMap<&str, &str> =
        index.documents().iter().map(|it| (it.id.as_str(), it.url.as_str())).collect();
    let judged: Vec<Judged> = written
        .into_iter()
        .map(|it| Judged {
            class: it.class,
            query: it.query,
            typing: it.typing,
            log: it.log,
            relevant: it.relevant.iter().map(|(id, grade)| (addresses[&**id].to_owned(), *grade)).collect(),
        })
        .collect();
    measure::report(&index, &judged).check(0.95, 0.85);
}

/// A query of `tests/fixtures/search/typed.json`, and the documents of which one should be among the first three.
#[derive(Deserialize)]
struct Typed {
    query: String,
    find: Vec<String>,
}

#[test]
fn what_people_type_finds_an_answer_among_the_first_three() {
    let index = index_of(repository());
    let text = fs::read_to_string(repository().join("tests/fixtures/search/typed.json")).unwrap();
    let typed: Vec<Typed> = serde_json::from_str(&text).unwrap();
    assert_eq!(typed.len(), 200);
    let known: Vec<&str> = index.documents().iter().map(|it| it.id.as_str()).collect();
    let mut missed = Vec::new();
    let mut silent = Vec::new();
    for Typed { query, find } in &typed {
        assert!(find.iter().all(|it| known.contains(&it.as_str())), "{query}: {find:?}");
        let found = measure::found_ids(&index, query);
        if found.is_empty() {
            silent.push(query);
        }
        if !found.iter().take(3).any(|it| find.contains(it)) {
            missed.push((query, found.into_iter().take(3).collect::<Vec<String>>()));
        }
    }
    assert!(silent.is_empty(), "nothing at all: {silent:?}");
    assert!(missed.len() <= 10, "{} of 200 not among the first three: {missed:#?}", missed.len());
}

#[test]
fn queries_derived_from_a_made_up_corpus_find_their_documents() {
    let index = made_up(std::env::var("AFTERWORD_JUDGED_DOCUMENTS").map_or(1_000, |it| it.parse().unwrap()));
    let mut judged = queries::derive(index.documents());
    judged.extend(corpus::log_lines().into_iter().map(|(query, error)| Judged {
        class: "log line".to_owned(),
        query,
        typing: false,
        log: true,
        relevant: holding(&index, error).map(|it| (it.url.clone(), 2)).collect(),
    }));
    assert!(600 <= judged.len());
    let report = measure::report(&index, &judged);
    eprintln!("{report}");
    let least_mean = if index.documents().len() <= 1_000 { 0.95 } else { 0.93 };
    report.check(least_mean, 0.85);
}

#[test]
fn chinese_runs_find_every_document_that_holds_them_before_any_other() {
    let index = made_up(200);
    let mut n_held = 0;
    for query in corpus::chinese_words() {
        let holding: Vec<String> = holding(&index, &query).map(|it| it.url.clone()).collect();
        let search = |query: String| {
            let judged =
                Judged { class: String::new(), query, typing: false, log: false, relevant: BTreeMap::new() };
            measure::found(&index, &judged, usize::MAX)
        };
        let mut quoted = search(format!("\"{query}\""));
        quoted.sort();
        let mut expected = holding.clone();
        expected.sort();
        assert_eq!(quoted, expected, "quoted {query}");
        let found = search(query.clone());
        assert!(holding.iter().all(|it| found.contains(it)), "{query} does not find all that hold it");
        n_held += usize::from(!holding.is_empty());
        // Those that say the same with another word (`gateway`, 网关) may be among them.
        let meant = index.documents().iter().filter(|it| it.also_text.iter().any(|it| it.contains(&query)));
        let meant: Vec<&str> = meant.map(|it| it.url.as_str()).collect();
        let mut before = found.iter().filter(|it| !meant.contains(&it.as_str()) || holding.contains(it));
        let is_first = holding.iter().all(|_| before.next().is_some_and(|it| holding.contains(it)));
        assert!(is_first, "{query}: others come before {holding:?}");
    }
    assert!(50 <= n_held, "only {n_held} of the runs stand anywhere");
}

/// The sample, or the project that `AFTERWORD_JUDGED_PROJECT` names.
#[test]
fn queries_derived_from_a_project_find_their_documents() {
    let named = std::env::var_os("AFTERWORD_JUDGED_PROJECT").map(PathBuf::from);
    let index = index_of(named.as_deref().unwrap_or(repository()));
    let report = measure::report(&index, &queries::derive(index.documents()));
    eprintln!("{report}");
    if named.is_none() {
        report.check(0.95, 0.85);
    }
}

/// The documents whose indexed text holds `text`, by a plain scan.
fn holding<'a>(index: &'a Index, text: &str) -> impl Iterator<Item = &'a Document> {
    index.documents().iter().filter(move |it| {
        let texts = [&it.title_text, &it.label_text, &it.heading_text, &it.body_text];
        texts.into_iter().flatten().any(|it| it.contains(text))
    })
}
