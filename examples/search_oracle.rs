//! What the terminal finds, for the tests that hold the browser's script against it (`tests/search/`).
//!
//! ```text
//! search_oracle tokens                      < lines of JSON strings > lines of tokens
//! search_oracle logs                        < lines of JSON strings > lines of words
//! search_oracle documents FILE FOLDER       < lines of queries      > lines of results
//! search_oracle content FOLDER FOLDER       < lines of queries      > lines of results
//! ```
//!
//! The last two index the documents of a JSON file or of a content folder, write the index and the scripts for
//! the browser to the other folder, and answer queries: `{"text": "连接池", "prefix": false, "limit": 20}`;
//! with `"log": "…"` that is looked for, and `text` filters. `search_oracle logs` reads logs as words.

#![expect(clippy::disallowed_methods, reason = "a tool of the tests reads and writes files of its own")]

#[path = "support/facets.rs"]
mod facets;

use std::error::Error;
use std::io::{BufRead as _, BufWriter, Write as _};
use std::path::Path;

use afterword::inside::files::OutputFile;
use afterword::inside::i18n::Locale;
use afterword::inside::pipeline::{self, Request};
use afterword::inside::search::tokenizer::Tokenizer;
use afterword::inside::search::{
    Calendar, Document, Facet, Heading, Hit, Index, Kind, Options, Query, ShardSettings,
};
use afterword::inside::theme::Theme;
use afterword::inside::time::Clock;
use serde_json::{Value, json};

use facets::facets;

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args.as_slice() {
        ["tokens"] => tokens(),
        ["logs"] => logs(),
        ["documents", file, out] => {
            let records: Vec<Value> = serde_json::from_str(&std::fs::read_to_string(file)?)?;
            answer(&Index::build(records.iter().map(document).collect())?, Path::new(out))
        }
        ["content", folder, out] => {
            let request =
                Request { content: Some(folder.into()), clock: Clock::Day(calendar()?.as_of), ..request() };
            answer(&pipeline::index(&pipeline::load(&request)?)?, Path::new(out))
        }
        _ => Err("search_oracle tokens | logs | documents FILE FOLDER | content FOLDER FOLDER".into()),
    }
}

/// Text, position, whether it is a compound, and the characters of every token.
fn tokens() -> Result<(), Box<dyn Error>> {
    let mut tokenizer = Tokenizer::default();
    let mut out = BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let text: String = serde_json::from_str(&line?)?;
        let units = |bytes: usize| text[..bytes].encode_utf16().count();
        let tokens: Vec<Value> = (tokenizer.tokens(&text).into_iter())
            .map(|it| json!([it.text, it.position, it.compound, units(it.range.start), units(it.range.end)]))
            .collect();
        writeln!(out, "{}", Value::Array(tokens))?;
    }
    Ok(())
}

/// The distinctive words of every log.
fn logs() -> Result<(), Box<dyn Error>> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let log: String = serde_json::from_str(&line?)?;
        let words: Vec<String> = Query::from_log(&log).clauses.into_iter().map(|it| it.text).collect();
        writeln!(out, "{}", json!(words))?;
    }
    Ok(())
}

/// Writes the files for the browser, then answers the queries on standard input.
fn answer(index: &Index, out: &Path) -> Result<(), Box<dyn Error>> {
    let settings = ShardSettings {
        calendar: calendar()?,
        max_files: std::env::var("MAX_FILES").ok().and_then(|it| it.parse().ok()),
        facets: facets(index)?,
        named: Vec::new(),
    };
    let mut files = index.shards(&settings)?;
    files.extend(Theme::new(Locale::English, Vec::new())?.static_files().iter().cloned());
    for OutputFile { path, bytes } in files {
        let path = out.join(path);
        std::fs::create_dir_all(path.parent().unwrap_or(out))?;
        std::fs::write(path, bytes)?;
    }
    let mut out = BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let asked: Value = serde_json::from_str(&line?)?;
        let limit = asked["limit"].as_u64().map_or(20, |it| usize::try_from(it).unwrap_or(20));
        let options = Options { limit, prefix: asked["prefix"].as_bool().unwrap_or(false) };
        let text = asked["text"].as_str().unwrap_or_default();
        let query = match asked["log"].as_str() {
            Some(log) => {
                Query { any: true, clauses: Query::from_log(log).clauses, ..Query::parse(text, calendar()?) }
            }
            None => Query::parse(text, calendar()?),
        };
        let found = index.search(&query, options)?;
        let suggestions: Vec<Value> =
            found.suggestions.iter().map(|it| json!([it.written, it.meant, it.applied])).collect();
        let record = json!({
            "interpreted": found.interpreted,
            "total": found.total,
            "relaxed": found.relaxed,
            "notice": found.notice.map(|it| format!("{it:?}")),
            "suggestions": suggestions,
            "hits": found.hits.iter().map(hit).collect::<Vec<Value>>(),
        });
        writeln!(out, "{record}")?;
    }
    Ok(())
}

fn hit(hit: &Hit) -> Value {
    json!([hit.id, hit.score, hit.snippet, hit.heading.as_ref().map(|it| it.anchor.as_str())])
}

fn calendar() -> Result<Calendar, Box<dyn Error>> {
    Ok(Calendar { as_of: "2026-03-01".parse()?, fiscal_year_start: 4 })
}

fn document(record: &Value) -> Document {
    let text = |key: &str| record[key].as_str().map(str::to_owned);
    let texts = |key: &str| {
        let values = record[key].as_array().into_iter().flatten();
        values.filter_map(|it| it.as_str().map(str::to_owned)).collect::<Vec<String>>()
    };
    let body_text = texts("body");
    let mut offset = 0;
    let mut headings = Vec::new();
    for (idx, part) in body_text.iter().enumerate() {
        if let Some(text) = texts("headings").get(idx) {
            headings.push(Heading { text: text.clone(), anchor: format!("s{idx}"), offset });
        }
        offset += part.len() + 1;
    }
    let mut facets = Vec::new();
    for facet in Facet::ALL {
        facets.extend(texts(facet.as_str()).into_iter().map(|it| (facet, it)));
    }
    let title = text("title").unwrap_or_default();
    let id = text("id").unwrap_or_default();
    Document {
        kind: match record["kind"].as_str() {
            Some("runbook") => Kind::Runbook,
            Some("page") => Kind::Page,
            _ => Kind::Incident,
        },
        url: format!("incidents/{id}/"),
        path: String::new(),
        date: text("date").and_then(|it| it.parse().ok()),
        severity: text("severity"),
        status: text("status"),
        language: text("language").unwrap_or_default(),
        services: texts("service"),
        causes: texts("cause"),
        title_text: vec![title.clone(), id.clone()],
        label_text: texts("labels"),
        heading_text: texts("headings"),
        body_text,
        also_text: texts("also"),
        headings,
        facets,
        title,
        id,
    }
}

fn request() -> Request {
    Request::new(std::env::current_dir().unwrap_or_default(), Clock::Today)
}
