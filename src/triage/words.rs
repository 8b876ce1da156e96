//! Everything that `afterword triage` says in the terminal, in one place.

use super::question::Question;
use super::session::Session;
use crate::analysis::likely::Pair;
use crate::analysis::recurrence::WhileOpen;
use crate::diagnostics::printable;
use crate::files::{SourceMap, Span};
use crate::model::{DecidedField, Incident, Suggestion};
use crate::text::width;

/// Longest line of a document that is shown, in characters.
const MAX_LINE: usize = 160;
/// Most open action items listed for a pair.
const MAX_ITEMS: usize = 5;

/// What the answers are.
const KEYS: &str = "y yes · n no · l later · u undo · q quit";

/// The question that `session` asks next, with its evidence; after the last one, that it was.
pub fn ask(session: &Session<'_>, sources: &SourceMap, is_colored: bool) -> String {
    let Some(question) = session.current() else {
        return "\nThat was the last question. u undo · Enter ends > ".to_owned();
    };
    let (place, n) = session.place();
    let (what, asked) = match question {
        Question::Pair { .. } => ("likely recurrence".to_owned(), "Same failure?"),
        Question::Value { field, .. } => (format!("proposed {}", noun(*field)), "Is this right?"),
    };
    let head = format!("{place} of {n} · {what} · score {:.2}", question.score());
    let body = match question {
        Question::Pair { pair, earlier, later } => pair_text(pair, earlier, later, sources),
        Question::Value { incident, field, suggestion } => value_text(incident, *field, suggestion, sources),
    };
    format!("\n{}\n\n{body}\n{asked} {KEYS} > ", bold(&head, is_colored))
}

fn pair_text(pair: &Pair, earlier: &Incident, later: &Incident, sources: &SourceMap) -> String {
    let days = pair.gap_days;
    let gap = if days == 1 { "1 day later".to_owned() } else { format!("{days} days later") };
    let rows = [
        ["earlier".to_owned(), day(earlier), earlier.id.clone(), earlier.title.clone()],
        ["later".to_owned(), day(later), later.id.clone(), format!("{} ({gap})", later.title)],
    ];
    let mut out = columns(&rows);
    if !pair.evidence.is_empty() {
        out.push_str("\n  Lines that match:\n");
        for it in &pair.evidence {
            let rows = [
                ["earlier".to_owned(), place_of(it.first, sources), line_of(it.first, sources)],
                ["later".to_owned(), place_of(it.second, sources), line_of(it.second, sources)],
            ];
            out.push_str(&columns(&rows));
        }
    }
    if let Some(open) = &pair.while_open {
        out.push_str("\n  Open when the later one began:\n");
        out.push_str(&open_items(open, earlier));
    }
    out
}

/// The action items that were still to be done, with how late each was.
fn open_items(open: &WhileOpen, earlier: &Incident) -> String {
    let mut rows: Vec<[String; 3]> = Vec::new();
    for (id, overdue) in open.action_items.iter().zip(&open.days_overdue).take(MAX_ITEMS) {
        let Some(item) = earlier.action_items.iter().find(|it| it.id == *id) else { continue };
        let late = match (overdue, item.due) {
            (Some(1), _) => "1 day overdue then".to_owned(),
            (Some(days), _) => format!("{days} days overdue then"),
            (None, Some(due)) => format!("due {due}"),
            (None, None) => "no due date".to_owned(),
        };
        let owner = item.owner.as_deref().unwrap_or("no owner");
        rows.push([id.clone(), format!("{owner}, {late}"), item.task.clone()]);
    }
    let mut out = columns(&rows);
    let left = open.action_items.len().saturating_sub(MAX_ITEMS);
    if 0 < left {
        out.push_str(&format!("    and {left} more\n"));
    }
    out
}

fn value_text(
    incident: &Incident,
    field: DecidedField,
    suggestion: &Suggestion,
    sources: &SourceMap,
) -> String {
    let rows = [
        ["incident".to_owned(), day(incident), format!("{}  {}", incident.id, incident.title)],
        [field.field().name().to_owned(), String::new(), suggestion.value.written()],
        ["because".to_owned(), place_of(suggestion.evidence.span, sources), cut(&suggestion.evidence.text)],
    ];
    columns(&rows)
}

/// Every question on a line: score, what is asked, of which incidents.
pub fn list(questions: &[Question<'_>], sources: &SourceMap) -> String {
    let row = |it: &Question<'_>| match it {
        Question::Pair { pair, earlier, later } => [
            format!("{:.2}", it.score()),
            "same failure".to_owned(),
            format!("{}, {}", pair.earlier, pair.later),
            format!("{} / {}", earlier.title, later.title),
        ],
        Question::Value { incident, field, suggestion } => [
            format!("{:.2}", it.score()),
            format!("{}: {}", field.field().name(), suggestion.value.written()),
            incident.id.clone(),
            format!("{} ({})", cut(&suggestion.evidence.text), place_of(suggestion.evidence.span, sources)),
        ],
    };
    columns(&questions.iter().map(row).collect::<Vec<[String; 4]>>())
}

/// Said where a line is no answer.
pub fn help() -> String {
    format!(
        "Answer with a letter and Enter; a reason may follow y or n, for example `n another host`. {KEYS} > "
    )
}

/// Said after an answer was written.
pub fn recorded(path: &str) -> String {
    format!("written to {path}\n")
}

/// Said after an answer was taken back.
pub fn taken_back() -> String {
    "the last answer is taken back\n".to_owned()
}

/// Said where there is no answer to take back.
pub fn nothing_to_undo() -> String {
    "there is no answer to take back\n".to_owned()
}

/// Said where the file was written by somebody else during the walk.
pub fn changed_meanwhile(path: &str) -> String {
    format!(
        "{path} was changed meanwhile: its new text is kept, and earlier answers can be removed there only\n"
    )
}

/// Said where nothing is asked.
pub fn nothing_open(n_possible: usize) -> String {
    let more = match n_possible {
        0 => String::new(),
        1 => "; --possible asks about 1 pair that is less certain".to_owned(),
        n => format!("; --possible asks about {n} pairs that are less certain"),
    };
    format!("nothing to decide{more}")
}

/// The last line.
pub fn summary(n_decided: usize, n_open: usize, path: &str) -> String {
    let decided = if n_decided == 1 { "1 decision".to_owned() } else { format!("{n_decided} decisions") };
    let questions = if n_open == 1 { "1 question".to_owned() } else { format!("{n_open} questions") };
    if n_decided == 0 {
        return format!("nothing decided, {questions} open");
    }
    format!("{decided} in {path}, {questions} open")
}

/// Said where nobody can answer.
pub fn no_terminal() -> String {
    "there is no terminal to answer in; `afterword triage --list` and `--json` print the questions".to_owned()
}

/// The file as people call it, for messages.
pub fn file_name() -> &'static str {
    "decisions.yml"
}

fn noun(field: DecidedField) -> &'static str {
    match field {
        DecidedField::Kind => "kind",
        DecidedField::Services => "service",
        DecidedField::Causes => "cause",
        DecidedField::Triggers => "trigger",
        DecidedField::Detection => "detection",
        DecidedField::Mitigation => "mitigation",
    }
}

fn day(incident: &Incident) -> String {
    incident.date.map_or_else(|| "no date".to_owned(), |it| it.to_string())
}

fn place_of(span: Span, sources: &SourceMap) -> String {
    format!("{}:{}", sources.get(span.file).shown_path, sources.line(span))
}

fn line_of(span: Span, sources: &SourceMap) -> String {
    cut(sources.slice(span))
}

/// `text` on one line, cut where it is long.
fn cut(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<&str>>().join(" ");
    match line.char_indices().nth(MAX_LINE) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}

/// Rows as columns, indented; what comes from documents cannot steer the terminal.
fn columns<const N: usize>(rows: &[[String; N]]) -> String {
    let rows: Vec<Vec<String>> = rows
        .iter()
        .map(|row| row.iter().map(|it| printable(it).replace(['\n', '\t'], " ")).collect())
        .collect();
    let widths: Vec<usize> =
        (0..N).map(|idx| rows.iter().map(|it| width(&it[idx])).max().unwrap_or(0)).collect();
    let mut out = String::new();
    for row in rows {
        let mut line = String::from("  ");
        for (idx, cell) in row.iter().enumerate().filter(|(idx, _)| 0 < widths[*idx]) {
            line.push_str(cell);
            line.extend(std::iter::repeat_n(' ', widths[idx].saturating_sub(width(cell)) + 2));
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

fn bold(text: &str, is_colored: bool) -> String {
    if is_colored { format!("\u{1b}[1m{text}\u{1b}[0m") } else { text.to_owned() }
}
