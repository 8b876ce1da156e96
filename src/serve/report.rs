//! What was found, as the event that pages show: as text, never as markup.

use hyper::body::Bytes;
use serde::Serialize;

use super::outcome::Failed;
use crate::diagnostics::{Diagnostic, Level, printable};
use crate::files::{SourceFile, SourceMap, Span};
use crate::i18n::Locale;
use crate::phrase::{Phrase, Value, say};
use crate::pipeline::BuildError;

/// Most findings in an event; errors come first.
const MAX_FINDINGS: usize = 50;

/// Longest line of a document that is shown, in characters.
const MAX_LINE: usize = 160;

/// Lines before and after the place of a finding.
const AROUND: usize = 1;

/// What a page learns.
#[derive(Serialize)]
struct Event<'a> {
    /// Which build the site is of: a page of another one is old.
    build: &'a str,
    /// Why there is no newer site; `None` where the site is what was saved.
    failed: Option<String>,
    /// How many findings there are: `1 error, 2 warnings`; empty without any.
    counts: String,
    has_errors: bool,
    findings: Vec<Finding>,
    /// `12 more …` where not all are in the event.
    more: Option<String>,
    words: Words,
}

/// What the page's own elements say.
#[derive(Serialize)]
struct Words {
    title: String,
    close: String,
    show: String,
    offline: String,
}

#[derive(Serialize)]
struct Finding {
    level: &'static str,
    /// `error[AW102]`.
    kind: String,
    /// `content/a.md:3:1`.
    place: Option<String>,
    message: String,
    hint: Option<String>,
    lines: Vec<Line>,
}

/// A line of a document, in up to three parts; the second is the place.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Line {
    number: usize,
    before: String,
    marked: String,
    after: String,
}

/// The event of a site that was built.
pub(super) fn of_site(build: &str, findings: &[Diagnostic], sources: &SourceMap, locale: Locale) -> Bytes {
    let findings: Vec<&Diagnostic> = findings.iter().filter(|it| it.level != Level::Info).collect();
    let title = say!("serve.findings");
    event(build, None, &title, shown(findings, Some(sources), locale), locale)
}

/// The event of a build that failed.
pub(super) fn of_failure(build: &str, failed: &Failed, has_site: bool, locale: Locale) -> Bytes {
    let mut findings = shown(failed.findings(), failed.sources(), locale);
    if findings.all.is_empty() {
        findings = Shown { all: vec![without_source(failed, locale)], n_errors: 1, ..Shown::default() };
    }
    let title = if has_site { say!("serve.old-site") } else { say!("serve.no-site") };
    event(build, Some(failed.phrase()), &title, findings, locale)
}

/// Findings as they are shown, and how many there are of them.
#[derive(Default)]
struct Shown {
    all: Vec<Finding>,
    n_errors: usize,
    n_warnings: usize,
    n_more: usize,
}

fn shown(mut findings: Vec<&Diagnostic>, sources: Option<&SourceMap>, locale: Locale) -> Shown {
    let count = |level: Level| findings.iter().filter(|it| it.level == level).count();
    let (n_errors, n_warnings) = (count(Level::Error), count(Level::Warning));
    let n_more = findings.len().saturating_sub(MAX_FINDINGS);
    findings.sort_by_key(|it| std::cmp::Reverse(it.level));
    let one = |it: &&Diagnostic| finding(it, sources, locale);
    Shown { all: findings.iter().take(MAX_FINDINGS).map(one).collect(), n_errors, n_warnings, n_more }
}

fn event(build: &str, failed: Option<Phrase>, title: &Phrase, findings: Shown, locale: Locale) -> Bytes {
    let counted = [
        (findings.n_errors, say!("command.errors", n = findings.n_errors)),
        (findings.n_warnings, say!("command.warnings", n = findings.n_warnings)),
    ];
    let counted: Vec<Phrase> = counted.into_iter().filter(|it| 0 < it.0).map(|it| it.1).collect();
    let counts = say!("command.list", items = Value::list(&counted));
    let more = (0 < findings.n_more).then(|| say!("serve.more", n = findings.n_more).text(locale));
    let event = Event {
        build,
        failed: failed.map(|it| printable(&it.text(locale))),
        counts: counts.text(locale),
        has_errors: 0 < findings.n_errors,
        findings: findings.all,
        more,
        words: Words {
            title: title.text(locale),
            close: say!("serve.close").text(locale),
            show: say!("serve.show").text(locale),
            offline: say!("serve.offline").text(locale),
        },
    };
    // Plain strings and numbers: there is nothing that could fail. JSON has no line ends, which would end the event.
    let json = serde_json::to_string(&event).unwrap_or_default();
    Bytes::from(format!("data: {json}\n\n"))
}

fn finding(it: &Diagnostic, sources: Option<&SourceMap>, locale: Locale) -> Finding {
    let place = sources.and_then(|sources| it.shown_place(sources));
    let lines = match (it.span, sources) {
        (Some(span), Some(sources)) => lines(sources.get(span.file), span),
        _ => Vec::new(),
    };
    let is_in_text = it.span.is_some();
    Finding {
        level: it.level.as_str(),
        kind: format!("{}[{}]", it.level.word(locale), it.kind.code),
        place: place.map(|it| {
            if is_in_text {
                printable(&format!("{}:{}:{}", it.path, it.line, it.column))
            } else {
                printable(&it.path)
            }
        }),
        message: printable(&it.message.text(locale)),
        hint: it.hint.as_ref().map(|it| printable(&it.text(locale))),
        lines,
    }
}

/// A fault that is not in a text which was read: a theme, a folder.
fn without_source(failed: &Failed, locale: Locale) -> Finding {
    let (place, message) = match failed {
        Failed::Build(BuildError::Theme(error)) => {
            (Some(format!("{}:{}:{}", error.path, error.line, error.column)), error.message.clone())
        }
        other => (None, other.phrase()),
    };
    Finding {
        level: Level::Error.as_str(),
        kind: Level::Error.word(locale),
        place: place.map(|it| printable(&it)),
        message: printable(&message.text(locale)),
        hint: None,
        lines: Vec::new(),
    }
}

/// The lines around the first one of `span`.
fn lines(file: &SourceFile, span: Span) -> Vec<Line> {
    let (line, _) = file.line_column(span.start);
    let last = file.line_column(file.text.len()).0;
    let numbers = line.saturating_sub(AROUND).max(1)..=(line + AROUND).min(last);
    numbers.map(|number| self::line(file, number, (number == line).then_some(span))).collect()
}

fn line(file: &SourceFile, number: usize, place: Option<Span>) -> Line {
    let range = file.line_range(number);
    let text = &file.text[range.clone()];
    let Some(place) = place else {
        return Line { number, before: cut(text, true), marked: String::new(), after: String::new() };
    };
    let at = |offset: usize| floor_boundary(text, offset.clamp(range.start, range.end) - range.start);
    let start = at(place.start);
    // A place without an extent means the word that begins there.
    let word = text[start..].find(|it: char| !it.is_alphanumeric() && !matches!(it, '_' | '-'));
    let end =
        if place.start < place.end { at(place.end) } else { start + word.unwrap_or(text.len() - start) };
    // Of a long line, what is near the place.
    let before = cut(&text[..start], false);
    Line { number, before, marked: cut(&text[start..end], true), after: cut(&text[end..], true) }
}

/// The first characters of `text`, or the last ones, with a sign where something is left out.
fn cut(text: &str, is_start: bool) -> String {
    let n = text.chars().count();
    if n <= MAX_LINE {
        return printable(text);
    }
    if is_start {
        printable(&text.chars().take(MAX_LINE).collect::<String>()) + "…"
    } else {
        format!("…{}", printable(&text.chars().skip(n - MAX_LINE).collect::<String>()))
    }
}

fn floor_boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use serde_json::Value as Json;

    use super::*;
    use crate::diagnostics::codes;

    fn json(event: &Bytes) -> Json {
        let text = std::str::from_utf8(event).unwrap();
        let data = text.strip_prefix("data: ").and_then(|it| it.strip_suffix("\n\n")).unwrap();
        assert!(!data.contains('\n'), "{data}");
        serde_json::from_str(data).unwrap()
    }

    #[test]
    fn an_event_shows_errors_first_with_their_lines() {
        let mut sources = SourceMap::default();
        let file = sources.add("a.md".to_owned(), "---\ntitle: <b>坏\n---\n".to_owned());
        let at = |start, end| Span::new(file, start, end);
        let warning = Diagnostic::new(&codes::SET_ASIDE, say!("load.draft"));
        let findings = vec![
            Diagnostic { level: Level::Warning, ..warning.clone() }.at(at(0, 3)),
            Diagnostic { level: Level::Error, ..warning.clone() }.at(at(11, 14)),
            Diagnostic { level: Level::Info, ..warning },
        ];
        let event = json(&of_site("1-1", &findings, &sources, Locale::English));
        assert_eq!(event["counts"], "1 error, 1 warning");
        assert_eq!((&event["failed"], &event["has_errors"]), (&Json::Null, &Json::Bool(true)));
        assert_eq!(event["findings"].as_array().unwrap().len(), 2);
        let first = &event["findings"][0];
        assert_eq!(first["place"], "a.md:2:8");
        let marked = serde_json::json!({ "number": 2, "before": "title: ", "marked": "<b>", "after": "坏" });
        assert_eq!(first["lines"][1], marked);
        assert_eq!(first["lines"].as_array().unwrap().len(), 3);
    }

    #[test]
    fn a_place_without_an_extent_marks_the_word_there() {
        let mut sources = SourceMap::default();
        let file = sources.add("a.yaml".to_owned(), "site: { lang-of_x: en }".to_owned());
        let line = line(sources.get(file), 1, Some(Span::point(file, 8)));
        let parts = ["site: { ", "lang-of_x", ": en }"].map(str::to_owned);
        assert_eq!([line.before, line.marked, line.after], parts);
    }

    #[test]
    fn an_event_is_bounded() {
        let mut sources = SourceMap::default();
        let file = sources.add("a.md".to_owned(), "字".repeat(100_000));
        let one =
            Diagnostic::new(&codes::SET_ASIDE, say!("load.draft")).at(Span::new(file, 150_000, 150_001));
        let findings = vec![Diagnostic { level: Level::Warning, ..one }; 1000];
        let event = of_site("1-1", &findings, &sources, Locale::English);
        assert!(event.len() < 100_000, "{}", event.len());
        assert!(json(&event)["more"].as_str().unwrap().starts_with("950 "));
    }
}
