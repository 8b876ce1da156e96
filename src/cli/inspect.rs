//! `afterword inspect`: how a document was read, line by line, and why it is what it is.

use std::path::PathBuf;
use std::process::ExitCode;

use serde_json::{Value, json};

use super::args::{Inspect, InspectFormat};
use super::check::{find_project, is_below};
use super::context::Context;
use super::failure::Failure;
use super::ui::{Ui, print};
use crate::config::target_lines;
use crate::diagnostics::{Diagnostic, codes, printable};
use crate::extract::{self, Recognition, Sign, Taken, UnreadKind};
use crate::files::{FileId, SourceMap, Span};
use crate::i18n::Locale;
use crate::inspect::{self, Counted};
use crate::model::{Certainty, How, Incident, Runbook};
use crate::phrase::{Phrase, Value as Part, say};
use crate::pipeline::{self, Loaded};
use crate::text::width;

/// Most characters of a line that are quoted.
const MAX_QUOTE: usize = 60;

/// Most unread words of a kind that are listed for people.
const MAX_UNREAD: usize = 30;

/// Runs the command.
pub(super) fn run(ui: &Ui, context: &Context, args: &Inspect) -> Result<ExitCode, Failure> {
    let (loaded, named) = load(context, args)?;
    let findings = pipeline::findings(&loaded);
    let wanted: Vec<FileId> = loaded
        .content
        .documents
        .iter()
        .copied()
        .filter(|it| is_below(context, &loaded.sources.get(*it).shown_path, &named))
        .collect();
    let format = if args.json { InspectFormat::Json } else { args.format };
    if args.unread {
        let counted = unread(&loaded, &wanted);
        print(&match format {
            InspectFormat::Human => unread_text(&loaded.sources, &counted, ui.locale()),
            InspectFormat::Json => pretty(&unread_json(&loaded.sources, &counted)),
        })?;
        return Ok(ExitCode::SUCCESS);
    }
    let documents: Vec<Document<'_>> =
        wanted.iter().filter_map(|it| Document::new(&loaded, &findings, *it)).collect();
    let not_read = not_read(&findings, context, &named);
    print(&match format {
        InspectFormat::Human => {
            let documents = documents.iter().map(|it| it.text(&loaded.sources, ui.locale()));
            let not_read = (!not_read.is_empty()).then(|| not_read_text(&not_read, ui.locale()));
            documents.chain(not_read).collect::<Vec<String>>().join("\n")
        }
        InspectFormat::Json => {
            let documents = documents.iter().map(|it| it.json(&loaded.sources, ui.locale()));
            let not_read = not_read.iter().map(|it| {
                json!({ "path": it.path, "code": it.kind.code, "message": it.message.text(ui.locale()) })
            });
            pretty(
                &json!({ "documents": documents.collect::<Vec<Value>>(), "not_read": not_read.collect::<Vec<Value>>() }),
            )
        }
    })?;
    ui.say(&say!("inspect.done", n = documents.len()));
    Ok(ExitCode::SUCCESS)
}

/// What of the named files and folders was not read, by finding.
fn not_read<'a>(findings: &'a [Diagnostic], context: &Context, named: &[PathBuf]) -> Vec<&'a Diagnostic> {
    let is_of_files = |it: &&Diagnostic| {
        [
            &codes::NOT_READ,
            &codes::SET_ASIDE,
            &codes::FILE_SKIPPED,
            &codes::FILE_TOO_LARGE,
            &codes::UNREADABLE,
        ]
        .iter()
        .any(|kind| kind.code == it.kind.code)
    };
    let is_named = |it: &&Diagnostic| it.path.as_ref().is_some_and(|path| is_below(context, path, named));
    findings.iter().filter(is_of_files).filter(is_named).collect()
}

fn not_read_text(findings: &[&Diagnostic], locale: Locale) -> String {
    let line = |it: &&Diagnostic| {
        let path = it.path.as_deref().unwrap_or_default();
        printable(&format!("{path}\n  {} {}\n", it.kind.code, it.message.text(locale)))
    };
    findings.iter().map(line).collect()
}

/// The project around what is to be inspected, and that file or folder.
fn load(context: &Context, args: &Inspect) -> Result<(Loaded, Vec<PathBuf>), Failure> {
    let mut request = context.request(None);
    // Drafts are inspected like all others, and their authors see their own words.
    request.drafts = true;
    request.keep_names = true;
    let mut named = Vec::new();
    if let Some(written) = &args.path {
        let path = context.working_folder.join(written);
        if !path.exists() {
            return Err(Failure::NoSuchPath(written.display().to_string()));
        }
        find_project(context, &mut request, &path, std::slice::from_ref(&path));
        // A folder outside of every project is a collection of its own.
        if path.is_dir() && request.root.is_none() && request.config.is_none() {
            request.content = Some(written.clone());
        }
        named.push(path);
    }
    let loaded = pipeline::load(&request)?;
    // A folder beside the content of its project, as `docs` is, is a collection of its own.
    let Some(written) = args.path.as_ref().filter(|_| named.iter().all(|it| it.is_dir())) else {
        return Ok((loaded, named));
    };
    let shown = |id: &FileId| loaded.sources.get(*id).shown_path.clone();
    if loaded.content.documents.iter().any(|it| is_below(context, &shown(it), &named)) {
        return Ok((loaded, named));
    }
    request.content = Some(written.clone());
    Ok((pipeline::load(&request)?, named))
}

/// One document with everything that was read in it.
struct Document<'a> {
    file: FileId,
    recognition: &'a Recognition,
    incidents: Vec<&'a Incident>,
    runbook: Option<&'a Runbook>,
    findings: Vec<&'a Diagnostic>,
}

impl<'a> Document<'a> {
    fn new(loaded: &'a Loaded, findings: &'a [Diagnostic], file: FileId) -> Option<Self> {
        let knowledge_base = &loaded.knowledge_base;
        Some(Self {
            file,
            recognition: loaded.recognitions.get(&file)?,
            incidents: knowledge_base.incidents.iter().filter(|it| it.source.file == file).collect(),
            runbook: knowledge_base.runbooks.iter().find(|it| it.source.file == file),
            findings: findings.iter().filter(|it| it.span.is_some_and(|it| it.file == file)).collect(),
        })
    }

    fn text(&self, sources: &SourceMap, locale: Locale) -> String {
        let mut out = format!("{}\n", printable(&sources.get(self.file).shown_path));
        let mut add = |margin: &str, line: &Phrase| {
            out.push_str(&format!("{margin}{}\n", printable(&line.text(locale))));
        };
        let Recognition { taken, signs, against } = self.recognition;
        let kind = taken_as(*taken);
        if signs.is_empty() {
            add("  ", &say!("inspect.read-as", kind));
        } else {
            add("  ", &say!("inspect.read-as-because", kind, signs = named(signs, sources)));
        }
        if !against.is_empty() {
            add("  ", &say!("inspect.although", signs = named(against, sources)));
        }
        for incident in &self.incidents {
            out.push('\n');
            out.push_str(&values(incident, sources, locale));
        }
        if let Some(runbook) = self.runbook {
            let parts: Vec<&str> = runbook.parts.iter().map(|it| it.0.as_str()).collect();
            out.push_str(&format!(
                "\n  title   {}\n  parts   {}\n",
                printable(&runbook.title),
                parts.join(", ")
            ));
            out.push_str(&manual(runbook, sources, locale));
        }
        if !self.findings.is_empty() {
            out.push_str(&format!("\n  {}\n", say!("inspect.findings").text(locale)));
        }
        for it in &self.findings {
            let line = Part::ordinal(it.span.map_or(1, |it| sources.line(it)));
            let place = say!("inspect.line", line).text(locale);
            let message = it.message.text(locale);
            out.push_str(&printable(&format!("    {place}  {} {message}\n", it.kind.code)));
            if let Some(hint) = &it.hint {
                let help = say!("level.help").text(locale);
                out.push_str(&printable(&format!("      {help}: {}\n", hint.text(locale))));
            }
        }
        out
    }

    fn json(&self, sources: &SourceMap, locale: Locale) -> Value {
        let signs = |all: &[Sign]| -> Vec<Value> {
            let one = |it: &Sign| json!({ "sign": it.describe().text(locale), "weight": it.weight, "line": it.span.map(|it| sources.line(it)) });
            all.iter().map(one).collect()
        };
        let entries: Vec<Value> = self.incidents.iter().map(|it| entry(it, sources)).collect();
        let findings: Vec<Value> = self
            .findings
            .iter()
            .map(|it| {
                let line = it.span.map(|it| sources.line(it));
                json!({
                    "code": it.kind.code,
                    "line": line,
                    "message": it.message.text(locale),
                    "hint": it.hint.as_ref().map(|it| it.text(locale)),
                })
            })
            .collect();
        json!({
            "path": sources.get(self.file).path,
            "taken": taken_as(self.recognition.taken).text(locale),
            "because": signs(&self.recognition.signs),
            "against": signs(&self.recognition.against),
            "incidents": entries,
            "findings": findings,
        })
    }
}

/// What a manual states about how the team works, with the lines of the configuration that would set its targets.
fn manual(runbook: &Runbook, sources: &SourceMap, locale: Locale) -> String {
    let manual = &runbook.manual;
    let mut out = String::new();
    let mut add = |line: &Phrase| out.push_str(&format!("  {}\n", printable(&line.text(locale))));
    if let Some(first) = manual.checklist.first() {
        let known = manual.checklist.iter().filter(|it| !it.asks.is_empty()).count();
        let line = Part::ordinal(sources.line(first.span));
        add(&say!("inspect.checklist", line, n = manual.checklist.len(), known));
    }
    for it in &manual.routines {
        let line = Part::ordinal(sources.line(it.span));
        add(&say!("inspect.routine", line, n = it.tasks.len(), every = it.every.as_str()));
    }
    if let Some(first) = manual.targets.first() {
        let line = Part::ordinal(sources.line(first.span));
        add(&say!("inspect.targets", line, n = manual.targets.len()));
        out.push_str(&printable(&target_lines(&runbook.title, &manual.targets)));
    }
    out
}

/// What a document was read as; for incidents, runbooks and pages the word of the data.
fn taken_as(taken: Taken) -> Phrase {
    match taken {
        Taken::As(kind) => say!("inspect.kind", kind = kind.as_str()),
        Taken::LeftOut(reason) => say!("inspect.left-out", reason = reason.reason()),
    }
}

/// `the folder postmortems, the label Severity (line 3)`.
fn named(signs: &[Sign], sources: &SourceMap) -> Part {
    Part::list(signs.iter().map(|it| match it.span {
        Some(span) => {
            say!("inspect.sign-at", sign = it.describe(), line = Part::ordinal(sources.line(span)))
        }
        None => say!("inspect.sign", sign = it.describe()),
    }))
}

/// The values of an incident as a table, then what it does not state.
fn values(incident: &Incident, sources: &SourceMap, locale: Locale) -> String {
    let all = inspect::values(incident);
    let (read, open): (Vec<_>, Vec<_>) = all.iter().partition(|it| it.written.is_some());
    let mut rows: Vec<[String; 4]> = Vec::new();
    for it in &read {
        let value = short(it.written.as_deref().unwrap_or_default(), MAX_QUOTE);
        let how = match (it.from, it.score) {
            (Some(_), Some(score)) => say!("inspect.suggested", score = format!("{score:.2}")),
            (Some(from), None) => say!("inspect.stated", how = how(from.how)),
            (None, _) => say!("inspect.default"),
        };
        let place = it.from.map_or_else(String::new, |it| place(sources, it.span, locale));
        rows.push([it.field.name().to_owned(), value, how.text(locale), place]);
    }
    let widest = |column: usize| rows.iter().map(|it| width(&it[column])).max().unwrap_or(0);
    let widths = [widest(0), widest(1), widest(2)];
    let mut out = String::new();
    for row in &rows {
        let mut line = String::from("  ");
        for (column, cell) in row.iter().enumerate() {
            line.push_str(cell);
            if let Some(widest) = widths.get(column) {
                line.push_str(&" ".repeat(widest - width(cell) + 2));
            }
        }
        out.push_str(&printable(line.trim_end()));
        out.push('\n');
    }
    let open: Vec<&str> = open.iter().map(|it| it.field.name()).collect();
    if !open.is_empty() {
        let line = say!("inspect.not-stated", fields = Part::list(open));
        out.push_str(&format!("  {}\n", line.text(locale)));
    }
    out
}

/// How a value was read.
fn how(how: How) -> Phrase {
    match how {
        How::FrontMatter => say!("inspect.how-front-matter"),
        How::Label => say!("inspect.how-label"),
        How::Heading => say!("inspect.how-heading"),
        How::Table => say!("inspect.how-table"),
        How::Timeline => say!("inspect.how-timeline"),
        How::List => say!("inspect.how-list"),
        How::FileName => say!("inspect.how-file-name"),
        How::Git => say!("inspect.how-git"),
        How::Derived => say!("inspect.how-derived"),
        How::Sidecar => say!("inspect.how-sidecar"),
        How::Sentence => say!("inspect.how-sentence"),
        How::Decision => say!("inspect.how-decision"),
    }
}

/// `line 4: **Severity**: SEV1`.
fn place(sources: &SourceMap, span: Span, locale: Locale) -> String {
    let source = sources.get(span.file);
    let line = sources.line(span);
    let nth = Part::ordinal(line);
    let quoted = source.text.lines().nth(line.saturating_sub(1)).map(str::trim).unwrap_or_default();
    if quoted.is_empty() || span.start == span.end {
        say!("inspect.line", line = nth).text(locale)
    } else {
        say!("inspect.line-quoted", line = nth, quote = short(quoted, MAX_QUOTE)).text(locale)
    }
}

/// The first characters of `text`, on one line.
fn short(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<&str>>().join(" ");
    if line.chars().count() <= most {
        return line;
    }
    let head: String = line.chars().take(most).collect();
    format!("{}…", head.trim_end())
}

fn entry(incident: &Incident, sources: &SourceMap) -> Value {
    let all = inspect::values(incident);
    let (read, open): (Vec<_>, Vec<_>) = all.iter().partition(|it| it.written.is_some());
    let one = |it: &&inspect::Value| {
        let from = it.from.map(|from| {
            let line = sources.line(from.span);
            let text = sources.get(from.span.file).text.lines().nth(line.saturating_sub(1)).map(str::trim);
            json!({ "how": from.how.as_str(), "line": line, "text": text })
        });
        let certainty = it.from.map_or(Certainty::Stated, |it| it.certainty);
        json!({ "field": it.field.path(), "value": it.written, "certainty": certainty.as_str(), "score": it.score, "from": from })
    };
    json!({
        "id": incident.id,
        "values": read.iter().map(one).collect::<Vec<Value>>(),
        "not_stated": open.iter().map(|it| it.field.path()).collect::<Vec<&str>>(),
    })
}

/// The words of reports and of doubtful pages that the lexicon does not know.
fn unread(loaded: &Loaded, wanted: &[FileId]) -> Vec<Counted> {
    let is_report = |it: &Recognition| {
        matches!(it.taken, Taken::As(extract::DocumentKind::Incident(_))) || it.is_doubtful()
    };
    let reports = wanted.iter().filter(|it| loaded.recognitions.get(it).is_some_and(is_report));
    let words: Vec<_> =
        reports.map(|it| extract::unread(&loaded.sources, *it, &loaded.config.lexicon)).collect();
    inspect::unread(&words)
}

/// Key of the lexicon, and what to put a word of this kind under.
const KINDS: [(UnreadKind, &str, &str); 3] = [
    (UnreadKind::Label, "labels", "FIELD"),
    (UnreadKind::Heading, "headings", "SECTION"),
    (UnreadKind::Column, "columns", "COLUMN"),
];

/// The head above unknown words of a kind.
fn head(kind: UnreadKind) -> Phrase {
    match kind {
        UnreadKind::Label => say!("inspect.unknown-labels"),
        UnreadKind::Heading => say!("inspect.unknown-headings"),
        UnreadKind::Column => say!("inspect.unknown-columns"),
    }
}

fn unread_text(sources: &SourceMap, counted: &[Counted], locale: Locale) -> String {
    if counted.is_empty() {
        return format!("{}\n", say!("inspect.nothing-unknown").text(locale));
    }
    let mut out = String::new();
    let mut entries = String::from("lexicon:\n");
    for (kind, key, meaning) in KINDS {
        let of_kind: Vec<&Counted> = counted.iter().filter(|it| it.kind == kind).collect();
        if of_kind.is_empty() {
            continue;
        }
        out.push_str(&format!("{}\n", head(kind).text(locale)));
        for it in of_kind.iter().take(MAX_UNREAD) {
            let path = &sources.get(it.first.file).shown_path;
            out.push_str(&printable(&format!(
                "  {:>4}  {}  ({path}:{})\n",
                it.documents,
                it.words,
                sources.line(it.first)
            )));
        }
        if MAX_UNREAD < of_kind.len() {
            let more = say!("inspect.more-unknown", n = of_kind.len() - MAX_UNREAD);
            out.push_str(&format!("  {}\n", more.text(locale)));
        }
        out.push('\n');
        // What one document alone has is more often its own words than the template's.
        let shared: Vec<&&Counted> = of_kind.iter().filter(|it| 1 < it.documents).collect();
        let listed: Vec<&&Counted> = if shared.is_empty() { of_kind.iter().collect() } else { shared };
        let words: Vec<String> = listed
            .iter()
            .take(MAX_UNREAD)
            .map(|it| serde_json::to_string(&it.words).unwrap_or_default())
            .collect();
        entries.push_str(&format!("  {key}:\n    {meaning}: [{}]\n", words.join(", ")));
    }
    out.push_str(&format!("{}\n\n{entries}", say!("inspect.lexicon").text(locale)));
    out
}

fn unread_json(sources: &SourceMap, counted: &[Counted]) -> Value {
    let mut all = serde_json::Map::new();
    for (kind, key, ..) in KINDS {
        let of_kind = counted.iter().filter(|it| it.kind == kind).map(|it| {
            let path = &sources.get(it.first.file).path;
            json!({ "words": it.words, "documents": it.documents, "path": path, "line": sources.line(it.first) })
        });
        all.insert(key.to_owned(), Value::Array(of_kind.collect()));
    }
    json!({ "unread": all })
}

fn pretty(value: &Value) -> String {
    format!("{}\n", serde_json::to_string_pretty(value).unwrap_or_default())
}
