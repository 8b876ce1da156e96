//! Everything that `afterword triage` shows in the terminal, in one place.

use super::question::Question;
use super::session::Session;
use crate::analysis::likely::Pair;
use crate::analysis::recurrence::WhileOpen;
use crate::diagnostics::printable;
use crate::files::{SourceMap, Span};
use crate::i18n::Locale;
use crate::model::{DecidedField, Incident, Suggestion};
use crate::phrase::{Phrase, say};
use crate::text::width;

/// Longest line of a document that is shown, in characters.
const MAX_LINE: usize = 160;
/// Most open action items listed for a pair.
const MAX_ITEMS: usize = 5;

/// The question that `session` asks next, with its evidence; after the last one, that it was.
pub fn ask(session: &Session<'_>, sources: &SourceMap, locale: Locale, is_colored: bool) -> String {
    let Some(question) = session.current() else {
        return format!("\n{} > ", say!("triage.last").text(locale));
    };
    let (nth, n) = session.place();
    let (what, asked) = match question {
        Question::Pair { .. } => (say!("triage.likely-recurrence"), say!("triage.is-same")),
        Question::Value { field, .. } => {
            (say!("triage.proposed", field = name(*field)), say!("triage.is-right"))
        }
    };
    let head = say!("triage.head", nth, n, what, score = score(question)).text(locale);
    let body = match question {
        Question::Pair { pair, earlier, later } => pair_text(pair, earlier, later, sources, locale),
        Question::Value { incident, field, suggestion } => {
            value_text(incident, *field, suggestion, sources, locale)
        }
    };
    let (asked, keys) = (asked.text(locale), say!("triage.keys").text(locale));
    format!("\n{}\n\n{body}\n{asked} {keys} > ", bold(&head, is_colored))
}

fn pair_text(
    pair: &Pair,
    earlier: &Incident,
    later: &Incident,
    sources: &SourceMap,
    locale: Locale,
) -> String {
    let (before, after) = (say!("triage.earlier").text(locale), say!("triage.later").text(locale));
    let title = &later.title;
    let later_title = match pair.gap_days {
        0 => say!("triage.title-same-day", title),
        n => say!("triage.title-days-later", title, n),
    };
    let rows = [
        [before.clone(), day(earlier, locale), earlier.id.clone(), earlier.title.clone()],
        [after.clone(), day(later, locale), later.id.clone(), later_title.text(locale)],
    ];
    let mut out = columns(&rows);
    if !pair.evidence.is_empty() {
        out.push_str(&format!("\n  {}\n", say!("triage.matching-lines").text(locale)));
        for it in &pair.evidence {
            let rows = [
                [before.clone(), place_of(it.first, sources), line_of(it.first, sources)],
                [after.clone(), place_of(it.second, sources), line_of(it.second, sources)],
            ];
            out.push_str(&columns(&rows));
        }
    }
    if let Some(open) = &pair.while_open {
        out.push_str(&format!("\n  {}\n", say!("triage.open-then").text(locale)));
        out.push_str(&open_items(open, earlier, locale));
    }
    out
}

/// The action items that were still to be done, with how late each was.
fn open_items(open: &WhileOpen, earlier: &Incident, locale: Locale) -> String {
    let mut rows: Vec<[String; 3]> = Vec::new();
    for (id, overdue) in open.action_items.iter().zip(&open.days_overdue).take(MAX_ITEMS) {
        let Some(item) = earlier.action_items.iter().find(|it| it.id == *id) else { continue };
        let due = match (overdue, item.due) {
            (Some(n), _) => say!("triage.overdue-then", n = *n),
            (None, Some(day)) => say!("triage.due", day),
            (None, None) => say!("triage.no-due-date"),
        };
        let owner = match &item.owner {
            Some(name) => say!("triage.owner", name),
            None => say!("triage.no-owner"),
        };
        rows.push([id.clone(), say!("triage.owner-and-due", owner, due).text(locale), item.task.clone()]);
    }
    let mut out = columns(&rows);
    let left = open.action_items.len().saturating_sub(MAX_ITEMS);
    if 0 < left {
        out.push_str(&format!("    {}\n", say!("triage.more-items", n = left).text(locale)));
    }
    out
}

fn value_text(
    incident: &Incident,
    field: DecidedField,
    suggestion: &Suggestion,
    sources: &SourceMap,
    locale: Locale,
) -> String {
    let rows = [
        [
            say!("triage.incident").text(locale),
            day(incident, locale),
            format!("{}  {}", incident.id, incident.title),
        ],
        [name(field).text(locale), String::new(), suggestion.value.written()],
        [
            say!("triage.because").text(locale),
            place_of(suggestion.evidence.span, sources),
            cut(&suggestion.evidence.text),
        ],
    ];
    columns(&rows)
}

/// Every question on a line: score, what is asked, of which incidents.
pub fn list(questions: &[Question<'_>], sources: &SourceMap, locale: Locale) -> String {
    let row = |it: &Question<'_>| match it {
        Question::Pair { pair, earlier, later } => [
            score(it),
            say!("triage.same-failure").text(locale),
            format!("{}, {}", pair.earlier, pair.later),
            format!("{} / {}", earlier.title, later.title),
        ],
        Question::Value { incident, field, suggestion } => {
            let (quote, place) =
                (cut(&suggestion.evidence.text), place_of(suggestion.evidence.span, sources));
            [
                score(it),
                format!("{}: {}", field.field().name(), suggestion.value.written()),
                incident.id.clone(),
                say!("triage.quote-at", quote, place).text(locale),
            ]
        }
    };
    columns(&questions.iter().map(row).collect::<Vec<[String; 4]>>())
}

/// Shown where a line is not an answer.
pub fn help() -> Phrase {
    say!("triage.help", keys = say!("triage.keys"))
}

/// Shown after an answer was written.
pub fn recorded(path: &str) -> Phrase {
    say!("triage.recorded", path)
}

/// Shown after an answer was undone.
pub fn undone() -> Phrase {
    say!("triage.undone")
}

/// Shown where there is no answer to undo.
pub fn nothing_to_undo() -> Phrase {
    say!("triage.nothing-to-undo")
}

/// Shown where the file was written by somebody else during the walk.
pub fn changed_meanwhile(path: &str) -> Phrase {
    say!("triage.changed-meanwhile", path)
}

/// Shown where there is no question; `n_possible` are those of `--possible`.
pub fn nothing_open(n_possible: usize) -> Phrase {
    match n_possible {
        0 => say!("triage.nothing-open"),
        n => say!("triage.only-possible", n),
    }
}

/// The last line.
pub fn summary(decided: usize, open: usize, path: &str) -> Phrase {
    match decided {
        0 => say!("triage.nothing-decided", open),
        _ => say!("triage.decided", decided, path, open),
    }
}

/// Shown where nobody can answer: what is missing, and what to do.
pub fn no_terminal() -> (Phrase, Phrase) {
    (say!("triage.no-terminal"), say!("triage.no-terminal.hint"))
}

/// The comment at the top of a new file.
pub fn header() -> Phrase {
    say!("triage.header")
}

/// The reason that is written where answers were not given one by one.
pub fn accepted_above(score: f64) -> Phrase {
    say!("triage.accepted-above", score)
}

/// The file as people call it, for messages.
pub fn file_name() -> &'static str {
    "decisions.yml"
}

/// The field in the words of people.
fn name(field: DecidedField) -> Phrase {
    match field {
        DecidedField::Kind => say!("triage.field-kind"),
        DecidedField::Services => say!("triage.field-service"),
        DecidedField::Causes => say!("triage.field-cause"),
        DecidedField::Triggers => say!("triage.field-trigger"),
        DecidedField::Detection => say!("triage.field-detection"),
        DecidedField::Mitigation => say!("triage.field-mitigation"),
    }
}

fn score(question: &Question<'_>) -> String {
    format!("{:.2}", question.score())
}

fn day(incident: &Incident, locale: Locale) -> String {
    incident.date.map_or_else(|| say!("triage.no-date").text(locale), |it| it.to_string())
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
