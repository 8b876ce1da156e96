//! YAML nodes to values of the types that fields want; what does not fit is a finding, never a guess.

use jiff::civil::Date;

use crate::diagnostics::{Checked, Diagnostic, codes};
use crate::extract::draft::{Draft, Zone};
use crate::files::{FileId, Span};
use crate::lexicon::words::without_brackets;
use crate::model::{How, Provenance, Severity};
use crate::phrase::{self, Phrase, say};
use crate::text::fold;
use crate::time::{
    DateReading, DayOrder, Instant, InstantError, Resolved, WrittenZone, date_reading, month_of_year,
    read_date_in, read_instant_in,
};
use crate::yaml::{Node, Value};

/// Where nodes are, and how their values count as read.
#[derive(Debug, Clone, Copy)]
pub(in crate::extract) struct Origin {
    /// The file.
    pub(in crate::extract) file: FileId,
    /// Byte in the file at which the YAML text begins.
    pub(in crate::extract) offset: usize,
    /// Front matter or sidecar.
    pub(in crate::extract) how: How,
}

impl Origin {
    /// The place of `node`.
    pub(in crate::extract) fn span(self, node: &Node) -> Span {
        Span::new(self.file, self.offset + node.start, self.offset + node.end.max(node.start))
    }

    /// That a value was read from `node`.
    pub(in crate::extract) fn provenance(self, node: &Node) -> Provenance {
        Provenance::new(self.how, self.span(node))
    }
}

/// The trimmed text of a scalar; `None` for nothing and for a placeholder, both without a value.
pub(super) fn text(draft: &mut Draft, origin: Origin, key: &str, node: &Node) -> Option<String> {
    let Some(written) = node.scalar() else {
        if node.value != Value::Null {
            wrong_type(draft, origin, key, node, &say!("yaml.text"));
        }
        return None;
    };
    let visible: String = written.chars().filter(|c| !is_invisible(*c)).collect();
    if visible.len() < written.len() {
        let message = say!("read.invisible-characters", key);
        draft.report(
            Diagnostic::new(&codes::INVISIBLE_CHARACTER, message)
                .at(origin.span(node))
                .hint(say!("read.delete-them")),
        );
    }
    let written = visible.trim();
    if draft.words.is_placeholder(written) {
        let message = say!("read.placeholder", key, written);
        draft.report(
            Diagnostic::new(&codes::PLACEHOLDER, message)
                .at(origin.span(node))
                .hint(say!("read.fill-in-or-remove")),
        );
        return None;
    }
    (!written.is_empty()).then(|| written.to_owned())
}

/// What a YAML escape such as `"\u200B"` can smuggle into a name, and no reader sees.
fn is_invisible(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c, '\u{200B}' | '\u{2060}' | '\u{FEFF}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// The texts of a list; a single text counts as a list, split at commas.
pub(super) fn texts(draft: &mut Draft, origin: Origin, key: &str, node: &Node) -> Vec<String> {
    match &node.value {
        Value::List(items) => items.iter().filter_map(|it| list_item(draft, origin, key, it)).collect(),
        Value::Null => Vec::new(),
        Value::Map(_) => {
            wrong_type(draft, origin, key, node, &say!("yaml.list"));
            Vec::new()
        }
        _ => text(draft, origin, key, node).map(|it| split_list(&it)).unwrap_or_default(),
    }
}

fn list_item(draft: &mut Draft, origin: Origin, key: &str, node: &Node) -> Option<String> {
    if let Value::Number(written) = &node.value {
        let message = say!("read.number-as-text", written, key);
        draft.report(
            Diagnostic::new(&codes::NUMBER_AS_TEXT, message)
                .at(origin.span(node))
                .hint(say!("read.put-in-quotes"))
                .fix(origin.span(node), format!("\"{written}\"")),
        );
    }
    text(draft, origin, key, named_by(node).unwrap_or(node))
}

/// What `- name: checkout` names: an entry of a list that has keys of its own.
fn named_by(node: &Node) -> Option<&Node> {
    const NAMES: [&str; 3] = ["name", "id", "title"];
    let Value::Map(entries) = &node.value else { return None };
    let of = |name: &str| entries.iter().find(|it| it.0.scalar().is_some_and(|key| fold(key) == name));
    NAMES.iter().find_map(|it| of(it)).map(|it| &it.1)
}

/// `a, b、c；d` as its parts.
pub(in crate::extract) fn split_list(text: &str) -> Vec<String> {
    let parts = text.split([',', '，', '、', ';', '；']).map(str::trim);
    parts.filter(|it| !it.is_empty()).map(str::to_owned).collect()
}

/// A calendar day.
pub(super) fn date(draft: &mut Draft, origin: Origin, key: &str, node: &Node) -> Option<Date> {
    let written = text(draft, origin, key, node)?;
    let date = read_date_in(&written, draft.day_order);
    if date.is_none() {
        let mut finding = no_date(&written).at(origin.span(node));
        // Of two days neither is read: as little as from a day that does not exist.
        if finding.kind.code == codes::AMBIGUOUS_DATE.code {
            finding.level = codes::INVALID_DATE.level;
        }
        draft.report(finding);
    }
    if let Some(date) = date {
        loose_form(draft, origin, key, node, &written, &date.to_string());
    }
    date
}

/// Why `written` gives no day, and what to write.
pub(crate) fn no_date(written: &str) -> Diagnostic {
    let (kind, message, hint) = match date_reading(written) {
        Some(DateReading::Ambiguous { day_first, month_first }) => (
            &codes::AMBIGUOUS_DATE,
            say!("read.ambiguous-date", written, day_first, month_first),
            say!("read.one-of-two-days", day_first, month_first),
        ),
        Some(DateReading::Impossible { last }) => (
            &codes::INVALID_DATE,
            say!("read.impossible-date", written, month = month_of_year(last), days = i32::from(last.day())),
            say!("read.existing-day", last),
        ),
        Some(DateReading::MissingYear(_)) => {
            (&codes::INVALID_DATE, say!("read.date-without-year", written), say!("read.add-year"))
        }
        // A day of the calendar in a year that no incident is of.
        Some(DateReading::Date(_)) | None if written.trim().parse::<Date>().is_ok() => {
            (&codes::IMPLAUSIBLE_DATE, say!("read.implausible-year", written), say!("read.check-year"))
        }
        Some(DateReading::Date(_)) | None => {
            (&codes::INVALID_DATE, say!("read.invalid-date", written), say!("read.date-form"))
        }
    };
    Diagnostic::new(kind, message).hint(hint)
}

/// The same for the day on which an action item is due.
pub(in crate::extract) fn no_due_date(written: &str) -> Diagnostic {
    let kind = &codes::INVALID_DUE_DATE;
    Diagnostic { kind, level: kind.level, ..no_date(written) }
}

/// A severity that is still the list of a template.
pub(in crate::extract) fn lists_levels(key: &str, written: &str) -> Diagnostic {
    let message = say!("read.lists-levels", key, written);
    Diagnostic::new(&codes::PLACEHOLDER, message).hint(say!("read.keep-one-level"))
}

/// A severity that is not one of `severities`.
pub(in crate::extract) fn unknown_severity(written: &str, severities: &[Severity]) -> Diagnostic {
    let known = phrase::Value::either_code(severities.iter().map(|it| it.id.as_str()));
    Diagnostic::new(&codes::UNKNOWN_SEVERITY, say!("read.unknown-severity", written))
        .hint(say!("read.known-severity-or-alias", known))
}

/// Notes that `written` is understood as `plain` and could be written so; a value with words of its own is left alone.
pub(super) fn loose_form(
    draft: &mut Draft,
    origin: Origin,
    key: &str,
    node: &Node,
    written: &str,
    plain: &str,
) {
    if written == plain || written.contains([':', ' ', '(', '（', '\n']) {
        return;
    }
    let span = origin.span(node);
    let message = say!("read.loose-form", key, written, plain);
    let finding = Diagnostic::new(&codes::LOOSE_FORM, message).at(span);
    draft.report(finding.hint(say!("read.write", plain)).fix(span, plain));
}

/// An instant, or a time of the incident's day.
pub(super) fn instant(
    draft: &mut Draft,
    origin: Origin,
    key: &str,
    node: &Node,
) -> Option<(Instant, Provenance)> {
    let written = text(draft, origin, key, node)?;
    let day = draft.incident.date;
    let context = Context { zone: draft.zone.clone(), order: draft.day_order };
    draft.take(place_instant(&written, origin.provenance(node), day, &context))
}

/// What a written time depends on besides its day.
pub(super) struct Context {
    /// The zone of a time without one.
    pub(super) zone: Zone,
    /// Which of day and month the author writes first.
    pub(super) order: Option<DayOrder>,
}

/// Places the written time `written` on the time line; a time without a day counts on `day`.
pub(super) fn place_instant(
    written: &str,
    mut from: Provenance,
    day: Option<Date>,
    context: &Context,
) -> Checked<Option<(Instant, Provenance)>> {
    let zone = &context.zone;
    let read = match read_instant_in(written, &zone.zone, context.order) {
        Ok(reading) => Ok((reading.resolved, reading.has_zone)),
        Err(InstantError::NoDay(time)) => {
            let placed = day.and_then(|day| time.on(day, &zone.zone));
            let has_zone = time.zone.is_some();
            placed.map(|it| (it, has_zone)).ok_or(match time.zone {
                // The day is known then, and the zone is not.
                Some(WrittenZone::Unclear(it)) if day.is_some() => InstantError::UnclearZone(it.name),
                _ => InstantError::NoDay(time),
            })
        }
        Err(error) => Err(error),
    };
    let (resolved, has_zone) = match read {
        Ok(read) => read,
        Err(error) => {
            let finding = no_instant(written, &error).at(from.span);
            return Checked { value: None, diagnostics: vec![finding] };
        }
    };
    let problem = match resolved {
        Resolved::Unique(_) => None,
        Resolved::Gap(_) => Some(say!("read.skipped-time", written)),
        Resolved::Ambiguous(_) => Some(say!("read.repeated-time", written)),
    };
    let finding = problem.map(|message| {
        Diagnostic::new(&codes::AMBIGUOUS_LOCAL_TIME, message).at(from.span).hint(say!("read.write-offset"))
    });
    from.assumed_zone = zone.assumed && !has_zone;
    Checked { value: Some((resolved.instant(), from)), diagnostics: finding.into_iter().collect() }
}

/// Why `written` gives no point in time, and what to write.
fn no_instant(written: &str, error: &InstantError) -> Diagnostic {
    let (message, hint) = match *error {
        InstantError::NotAnInstant => (say!("read.invalid-time", written), say!("read.time-form")),
        InstantError::NoTime => (say!("read.time-without-clock", written), say!("read.time-form")),
        InstantError::NoDay(_) => (say!("read.time-without-day", written), say!("read.add-day")),
        InstantError::AmbiguousDay { day_first, month_first } => (
            say!("read.ambiguous-date", written, day_first, month_first),
            say!("read.one-of-two-days", day_first, month_first),
        ),
        InstantError::NoSuchDay { last } => (
            say!("read.impossible-date", written, month = month_of_year(last), days = i32::from(last.day())),
            say!("read.existing-day", last),
        ),
        InstantError::UnclearZone(zone) => {
            (say!("read.time-with-unclear-zone", written, zone), say!("read.offset-form"))
        }
        InstantError::Range => (say!("read.time-is-range", written), say!("read.write-one-time")),
        InstantError::OutOfRange => (say!("read.time-out-of-range", written), say!("read.check-year")),
    };
    Diagnostic::new(&codes::INVALID_INSTANT, message).hint(hint)
}

/// A number, 0 or more.
pub(super) fn number(draft: &mut Draft, origin: Origin, key: &str, node: &Node) -> Option<f64> {
    let written = text(draft, origin, key, node)?;
    let number =
        written.replace(['_', ','], "").parse::<f64>().ok().filter(|it| it.is_finite() && 0.0 <= *it);
    if number.is_none() {
        let message = say!("read.invalid-number", key, written);
        draft.report(
            Diagnostic::new(&codes::INVALID_NUMBER, message)
                .at(origin.span(node))
                .hint(say!("read.digits-only")),
        );
    }
    number
}

/// `true` or `false`.
pub(super) fn flag(draft: &mut Draft, origin: Origin, key: &str, node: &Node) -> bool {
    match &node.value {
        Value::Bool(it) => *it,
        Value::Null => false,
        _ => {
            let written = node.scalar().map(fold).unwrap_or_default();
            if !["yes", "no", "on", "off"].contains(&written.as_str()) {
                wrong_type(draft, origin, key, node, &say!("yaml.boolean"));
            }
            // Who writes `draft: yes` does not want it published.
            !["no", "off", "false"].contains(&written.as_str())
        }
    }
}

/// Whether `written` is the list of a template, `P0 / P1 / P2`: several different steps of the scale, none of them chosen.
pub(in crate::extract) fn lists_severities(written: &str, severities: &[Severity]) -> bool {
    let inner = written.trim().trim_matches(['[', ']', '<', '>', '{', '}', '(', ')']);
    let mut ids: Vec<String> = Vec::new();
    for piece in inner.split(['/', '|', '／']).map(str::trim) {
        let Some(id) = severity_id(piece, severities) else { return false };
        if ids.contains(&id) {
            return false;
        }
        ids.push(id);
    }
    1 < ids.len()
}

/// The id of the step of the scale that `written` names.
///
/// Tried whole, then without what is in brackets, then its first word: `P0 (Critical - 全站)` is P0.
pub(in crate::extract) fn severity_id(written: &str, severities: &[Severity]) -> Option<String> {
    let compact = |text: &str| {
        let joined = fold(text).replace([' ', '_'], "-").replace("sev-", "sev");
        // `S 1` and `P-1`: a letter and its figure.
        match joined.split_once('-') {
            Some((letter @ ("s" | "p"), figure)) if figure.chars().all(|c| c.is_ascii_digit()) => {
                format!("{letter}{figure}")
            }
            _ => joined,
        }
    };
    let names = |it: &Severity| {
        let all = [&it.id, &it.label_en, &it.label_zh].into_iter().chain(&it.aliases);
        all.map(|name| compact(name)).collect::<Vec<String>>()
    };
    let is = |text: &str| {
        let wanted = compact(text);
        severities.iter().find(|it| names(it).contains(&wanted)).map(|it| it.id.clone())
    };
    // `🔴 Sev 1`: a sign before the word says nothing.
    let trimmed =
        written.trim().trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '(' | '['));
    let trimmed = trimmed.trim_matches(['*', '_', '`']);
    let first = trimmed.split([' ', '-', '—', '–', ':', '：', '/', ',', '，']).next().unwrap_or_default();
    // `Sev 2`, `severity::2`, `Severity 3 (minor)`
    let folded = fold(trimmed);
    let behind_word = folded.strip_prefix("severity").or_else(|| folded.strip_prefix("sev"));
    let sev_number = behind_word.map(|rest| {
        let digits = rest.trim_start_matches(['-', ' ', '_', ':', '/', '.']);
        format!("sev{}", digits.chars().take_while(char::is_ascii_digit).collect::<String>())
    });
    // `2`, `1 - Critical`: a figure alone is the number of the level.
    let digit = trimmed.chars().next().filter(char::is_ascii_digit);
    let behind_digit = trimmed.get(1..).unwrap_or_default().trim_start();
    let is_figure =
        behind_digit.is_empty() || behind_digit.starts_with(['-', '–', '—', '(', '（', ':', '：']);
    let figure = || digit.filter(|_| is_figure).and_then(|it| is(&format!("sev{it}")));
    // Words mean another step in every team; `三级（P3）` and `hoch (P2)` say which one themselves.
    let outside = without_brackets(trimmed);
    let code =
        trimmed[outside.len()..].trim().trim_matches(['(', ')', '（', '）', '[', ']', '【', '】', ' ']);
    let coded = || is(code).filter(|_| has_figure(code) && !has_figure(outside));
    is(trimmed)
        .or_else(coded)
        .or_else(|| is(outside))
        .or_else(|| sev_number.filter(|it| it.len() == 4).and_then(|it| is(&it)))
        .or_else(|| is(first))
        .or_else(figure)
}

fn has_figure(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
}

/// A value of another type than `expected`.
pub(super) fn wrong_type(draft: &mut Draft, origin: Origin, key: &str, node: &Node, expected: &Phrase) {
    let message = say!("read.wrong-type", key, expected, found = node.kind());
    draft.report(Diagnostic::new(&codes::WRONG_TYPE, message).at(origin.span(node)));
}
