//! `afterword search`: the earlier incident, in the terminal.

use std::path::PathBuf;
use std::process::ExitCode;

use serde_json::json;

use super::args::Search;
use super::context::Context;
use super::failure::Failure;
use super::stdin;
use super::ui::Ui;
use super::ui::print;
use super::unread;
use crate::diagnostics::printable;
use crate::model::Field;
use crate::phrase::say;
use crate::pipeline::{self, FindError, Found, Request};
use crate::search::{Calendar, Hit, Hits, Notice, Options, Query, Suggestion};
use crate::source::Root;

/// Most bytes of a log that are read from standard input.
pub(super) const MAX_LOG: u64 = 1_048_576;

/// Runs the command.
pub(super) fn run(ui: &Ui, context: &Context, args: &Search) -> Result<ExitCode, Failure> {
    let words = std::iter::once(&args.query).chain(&args.words).map(String::as_str);
    let written = words.collect::<Vec<&str>>().join(" ");
    let log = if written == "-" {
        Some(String::from_utf8_lossy(&stdin::read(MAX_LOG)?).into_owned())
    } else {
        None
    };
    let query = |calendar: Calendar| match &log {
        Some(log) => Query::from_log(log),
        None => Query::parse(&written, calendar),
    };
    let cache = if args.no_cache { None } else { context.cache() };
    let options = Options { limit: args.limit, prefix: false };
    let request = context.request(args.content.clone());
    let found = pipeline::find(&request, cache.as_ref(), options, query);
    let Found { hits, unsaved, loaded } = match found {
        Err(FindError::InDoubt(loaded)) => return Err(unread::in_doubt(ui, &loaded)),
        found => found?,
    };
    if args.json {
        print(&format!("{}\n", serde_json::to_string_pretty(&record(&written, &hits)).unwrap_or_default()))?;
    } else {
        print(&text(&hits, &Places::new(&request)?, ui.is_colored()))?;
        summary(ui, &hits);
    }
    if let Some(index) = unsaved {
        index.save();
    }
    Ok(loaded.map_or(ExitCode::SUCCESS, |it| unread::settle(ui, &it, ExitCode::SUCCESS)))
}

/// What was understood, what was looked for instead, and how many there are.
fn summary(ui: &Ui, hits: &Hits) {
    for it in &hits.suggestions {
        let (written, meant) = (&it.written, &it.meant);
        if it.applied {
            ui.say(&say!("search.replaced", written, meant));
        } else {
            ui.say(&say!("search.suggested", written, meant));
        }
    }
    match hits.notice {
        Some(Notice::OnlyCommonWords) => {
            return ui.say(&say!("search.common-words"));
        }
        Some(Notice::Empty) => return ui.say(&say!("search.empty")),
        None => {}
    }
    if hits.relaxed {
        ui.say(&say!("search.relaxed"));
    }
    ui.say(&say!("search.found", n = hits.total, query = &hits.interpreted));
}

/// The contract's object of `search --json`.
fn record(written: &str, hits: &Hits) -> serde_json::Value {
    let hit = |it: &Hit| {
        let snippet: String = it.snippet.iter().map(|(text, _)| text.as_str()).collect();
        json!({
            "id": it.id,
            "url": it.url,
            "title": it.title,
            "score": (it.score * 1e4).round() / 1e4,
            "date": it.date.map(|it| it.to_string()),
            (Field::Severity.name()): it.severity,
            "snippet": snippet,
            "heading": it.heading.as_ref().map(|it| it.text.clone()),
        })
    };
    let suggestion =
        |it: &Suggestion| json!({ "written": it.written, "meant": it.meant, "applied": it.applied });
    json!({
        "query": written,
        "interpreted": hits.interpreted,
        "total": hits.total,
        "relaxed": hits.relaxed,
        "notice": hits.notice.map(Notice::as_str),
        "suggestions": hits.suggestions.iter().map(suggestion).collect::<Vec<serde_json::Value>>(),
        "hits": hits.hits.iter().map(hit).collect::<Vec<serde_json::Value>>(),
    })
}

/// Where results are: their files from the working folder, and their pages.
pub(super) struct Places {
    roots: Vec<Root>,
    base_url: String,
    working_folder: PathBuf,
}

impl Places {
    pub(super) fn new(request: &Request) -> Result<Self, Failure> {
        let (roots, config) = pipeline::content_roots(request)?;
        Ok(Self { roots, base_url: config.site.base_url, working_folder: request.working_folder.clone() })
    }

    /// `content/incidents/2026/pool.md  https://kb.example/incidents/inc-2026-0001/`.
    pub(super) fn of(&self, path: &str, address: &str) -> String {
        let root = self.roots.iter().rev().find(|it| path.starts_with(&it.prefix));
        let file = root.map_or_else(|| PathBuf::from(path), |it| it.folder.join(&path[it.prefix.len()..]));
        let file = file.strip_prefix(&self.working_folder).unwrap_or(&file).display().to_string();
        printable(&format!("{file}  {}{address}", self.base_url))
    }
}

fn text(hits: &Hits, places: &Places, colored: bool) -> String {
    let (bold, mark, off) = if colored { ("\u{1b}[1m", "\u{1b}[33m", "\u{1b}[0m") } else { ("", "", "") };
    let mut out = String::new();
    for hit in &hits.hits {
        let date = hit.date.map(|it| it.to_string()).unwrap_or_default();
        let severity = hit.severity.as_deref().unwrap_or_default();
        let facts: Vec<&str> = [date.as_str(), severity].into_iter().filter(|it| !it.is_empty()).collect();
        out.push_str(&format!("{bold}{}{off}  {}", printable(&hit.id), printable(&hit.title)));
        if !facts.is_empty() {
            out.push_str(&format!("  ({})", printable(&facts.join(", "))));
        }
        out.push_str(&format!("\n    {}\n    ", places.of(&hit.path, &hit.url)));
        for (text, is_match) in &hit.snippet {
            let text = printable(text).replace('\n', " ");
            if *is_match {
                out.push_str(&format!("{mark}{text}{off}"));
            } else {
                out.push_str(&text);
            }
        }
        out.push_str("\n\n");
    }
    out
}
