//! `afterword inspect`: how a document was read, line by line, and why it is what it is.

use std::path::PathBuf;
use std::process::ExitCode;

use serde_json::{Value, json};

use super::args::{Inspect, InspectFormat};
use super::check::{find_project, is_below};
use super::context::Context;
use super::failure::Failure;
use super::ui::{Ui, print};
use crate::diagnostics::{Diagnostic, printable};
use crate::extract::{self, Recognition, Sign, Taken, UnreadKind};
use crate::files::{FileId, SourceMap, Span};
use crate::i18n::Locale;
use crate::inspect::{self, Counted};
use crate::model::{Certainty, Incident, Runbook};
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
    if args.unread {
        let counted = unread(&loaded, &wanted);
        print(&match args.format {
            InspectFormat::Human => unread_text(&loaded.sources, &counted),
            InspectFormat::Json => pretty(&unread_json(&loaded.sources, &counted)),
        })?;
        return Ok(ExitCode::SUCCESS);
    }
    let documents: Vec<Document<'_>> =
        wanted.iter().filter_map(|it| Document::new(&loaded, &findings, *it)).collect();
    print(&match args.format {
        InspectFormat::Human => documents
            .iter()
            .map(|it| it.text(&loaded.sources, ui.locale()))
            .collect::<Vec<String>>()
            .join("\n"),
        InspectFormat::Json => pretty(
            &json!({ "documents": documents.iter().map(|it| it.json(&loaded.sources, ui.locale())).collect::<Vec<Value>>() }),
        ),
    })?;
    ui.say(&format!(
        "inspected {} {}",
        documents.len(),
        if documents.len() == 1 { "document" } else { "documents" }
    ));
    Ok(ExitCode::SUCCESS)
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
        out.push_str(&format!(
            "  {}{}\n",
            taken(self.recognition.taken),
            because(" because of ", &self.recognition.signs, sources)
        ));
        if !self.recognition.against.is_empty() {
            out.push_str(&format!(
                "  although it shows{}\n",
                because(" ", &self.recognition.against, sources)
            ));
        }
        for incident in &self.incidents {
            out.push('\n');
            out.push_str(&values(incident, sources));
        }
        if let Some(runbook) = self.runbook {
            let parts: Vec<&str> = runbook.parts.iter().map(|it| it.0.as_str()).collect();
            out.push_str(&format!(
                "\n  title   {}\n  parts   {}\n",
                printable(&runbook.title),
                parts.join(", ")
            ));
        }
        if !self.findings.is_empty() {
            out.push_str("\n  Findings\n");
        }
        for it in &self.findings {
            let line = it.span.map_or(1, |it| sources.line(it));
            let hint = it.hint.as_ref().map_or_else(String::new, |it| format!(" ({})", it.text(locale)));
            let message = it.message.text(locale);
            out.push_str(&printable(&format!("    line {line}  {} {message}{hint}\n", it.kind.code)));
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
            "taken": taken(self.recognition.taken),
            "because": signs(&self.recognition.signs),
            "against": signs(&self.recognition.against),
            "incidents": entries,
            "findings": findings,
        })
    }
}

/// What a document was taken for, in words.
fn taken(taken: Taken) -> String {
    match taken {
        Taken::As(kind) => kind.as_str().to_owned(),
        Taken::LeftOut(reason) => format!("left out: {}", reason.reason().english()),
    }
}

/// `, because of the folder `postmortems` (3) and the label `Severity` (2, line 3)`.
fn because(lead: &str, signs: &[Sign], sources: &SourceMap) -> String {
    if signs.is_empty() {
        return String::new();
    }
    let one = |it: &Sign| match it.span {
        Some(span) => format!("{} (line {})", it.describe().english(), sources.line(span)),
        None => it.describe().english(),
    };
    let all: Vec<String> = signs.iter().map(one).collect();
    printable(&format!("{lead}{}", all.join(", ")))
}

/// The values of an incident as a table, then what it does not state.
fn values(incident: &Incident, sources: &SourceMap) -> String {
    let all = inspect::values(incident);
    let (read, open): (Vec<_>, Vec<_>) = all.iter().partition(|it| it.written.is_some());
    let mut rows: Vec<[String; 4]> = Vec::new();
    for it in &read {
        let value = short(it.written.as_deref().unwrap_or_default(), MAX_QUOTE);
        let how = match (it.from, it.score) {
            (Some(from), Some(score)) => format!("{} {score:.2}", from.certainty.as_str()),
            (Some(from), None) => format!("{} · {}", from.certainty.as_str(), from.how.as_str()),
            (None, _) => "default".to_owned(),
        };
        let place = it.from.map_or_else(String::new, |it| place(sources, it.span));
        rows.push([it.field.name().to_owned(), value, how, place]);
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
        out.push_str(&format!("  Not stated: {}\n", open.join(", ")));
    }
    out
}

/// `line 4: **Severity**: SEV1`.
fn place(sources: &SourceMap, span: Span) -> String {
    let source = sources.get(span.file);
    let line = sources.line(span);
    let quoted = source.text.lines().nth(line.saturating_sub(1)).map(str::trim).unwrap_or_default();
    if quoted.is_empty() || span.start == span.end {
        format!("line {line}")
    } else {
        format!("line {line}: {}", short(quoted, MAX_QUOTE))
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

/// The words of reports and of doubtful pages that no word of the lexicon knows.
fn unread(loaded: &Loaded, wanted: &[FileId]) -> Vec<Counted> {
    let is_report = |it: &Recognition| {
        matches!(it.taken, Taken::As(extract::DocumentKind::Incident(_))) || it.is_doubtful()
    };
    let reports = wanted.iter().filter(|it| loaded.recognitions.get(it).is_some_and(is_report));
    let words: Vec<_> =
        reports.map(|it| extract::unread(&loaded.sources, *it, &loaded.config.lexicon)).collect();
    inspect::unread(&words)
}

const KINDS: [(UnreadKind, &str, &str, &str); 3] = [
    (UnreadKind::Label, "labels", "Labels", "FIELD"),
    (UnreadKind::Heading, "headings", "Headings", "SECTION"),
    (UnreadKind::Column, "columns", "Columns", "COLUMN"),
];

fn unread_text(sources: &SourceMap, counted: &[Counted]) -> String {
    if counted.is_empty() {
        return "every label, heading and column is known\n".to_owned();
    }
    let mut out = String::new();
    let mut entries = String::from("lexicon:\n");
    for (kind, key, title, meaning) in KINDS {
        let of_kind: Vec<&Counted> = counted.iter().filter(|it| it.kind == kind).collect();
        if of_kind.is_empty() {
            continue;
        }
        out.push_str(&format!("{title} that no word knows, with how many documents have them\n"));
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
            out.push_str(&format!(
                "  … and {} more; `--format json` lists all\n",
                of_kind.len() - MAX_UNREAD
            ));
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
    out.push_str("To have them read, put this into afterword.yaml, each word under the field, section or column it stands for:\n\n");
    out.push_str(&entries);
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
