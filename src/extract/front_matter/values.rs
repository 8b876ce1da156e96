//! YAML nodes to values of the types that fields want; what does not fit is a finding, never a guess.

use jiff::civil::Date;

use crate::diagnostics::{Checked, Diagnostic, codes};
use crate::extract::draft::{Draft, Zone};
use crate::files::{FileId, Span};
use crate::lexicon::words::without_brackets;
use crate::model::{How, Provenance, Severity};
use crate::text::fold;
use crate::time::{
    DateReading, DayOrder, Instant, InstantError, Resolved, date_reading, read_date_in, read_instant_in,
};
use crate::yaml::{Node, Value};

/// Where nodes stand, and how their values count as read.
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
    /// Where `node` stands.
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
            wrong_type(draft, origin, key, node, "text");
        }
        return None;
    };
    let visible: String = written.chars().filter(|c| !is_invisible(*c)).collect();
    if visible.len() < written.len() {
        let message = format!(
            "`{key}` holds invisible characters, written as escapes: U+200B, a control or a bidi mark"
        );
        draft.report(
            Diagnostic::new(&codes::INVISIBLE_CHARACTER, message).at(origin.span(node)).hint("delete them"),
        );
    }
    let written = visible.trim();
    if draft.words.is_placeholder(written) {
        let message = format!("`{key}` still holds the placeholder `{written}`");
        draft.report(
            Diagnostic::new(&codes::PLACEHOLDER, message)
                .at(origin.span(node))
                .hint("fill it in, or remove the key"),
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
            wrong_type(draft, origin, key, node, "a list");
            Vec::new()
        }
        _ => text(draft, origin, key, node).map(|it| split_list(&it)).unwrap_or_default(),
    }
}

fn list_item(draft: &mut Draft, origin: Origin, key: &str, node: &Node) -> Option<String> {
    if let Value::Number(written) = &node.value {
        let message = format!("`{written}` in `{key}` is a number to YAML, read as text");
        draft.report(
            Diagnostic::new(&codes::NUMBER_AS_TEXT, message)
                .at(origin.span(node))
                .hint("put it in quotes")
                .fix(origin.span(node), format!("\"{written}\"")),
        );
    }
    text(draft, origin, key, node)
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
        draft.report(no_date(key, &written).at(origin.span(node)).hint("write it as `2026-01-30`"));
    }
    if let Some(date) = date {
        loose_form(draft, origin, key, node, &written, &date.to_string());
    }
    date
}

/// Why the value of `key` gives no day: it can be read in two ways, or it is none.
pub(in crate::extract) fn no_date(key: &str, written: &str) -> Diagnostic {
    match date_reading(written) {
        Some(DateReading::Ambiguous { day_first, month_first }) => Diagnostic::new(
            &codes::AMBIGUOUS_DATE,
            format!("`{key}` is `{written}`, which can be read in two ways: {day_first} or {month_first}"),
        ),
        Some(DateReading::Impossible) => {
            Diagnostic::new(&codes::INVALID_DATE, format!("`{key}` is `{written}`, a day on no calendar"))
        }
        _ => Diagnostic::new(&codes::INVALID_DATE, format!("`{key}` is `{written}`, not a date")),
    }
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
    let message = format!("`{key}` is `{written}`, read as `{plain}`");
    let finding = Diagnostic::new(&codes::LOOSE_FORM, message).at(span);
    draft.report(finding.hint(format!("write `{plain}`")).fix(span, plain));
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
    draft.take(place_instant(key, &written, origin.provenance(node), day, &context))
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
    key: &str,
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
            placed.map(|it| (it, time.zone.is_some())).ok_or(InstantError::NoDay(time))
        }
        Err(error) => Err(error),
    };
    let (resolved, has_zone) = match read {
        Ok(read) => read,
        Err(error) => {
            let message = format!("`{key}` is `{written}`: {error}");
            let finding = Diagnostic::new(&codes::INVALID_INSTANT, message)
                .at(from.span)
                .hint("write it as `2026-01-23T14:32+08:00`");
            return Checked { value: None, diagnostics: vec![finding] };
        }
    };
    let problem = match resolved {
        Resolved::Unique(_) => None,
        Resolved::Gap(_) => Some("does not exist: the clocks of the zone were set forward (DST gap)"),
        Resolved::Ambiguous(_) => {
            Some("exists twice: the clocks of the zone were set back (DST), the earlier one is taken")
        }
    };
    let finding = problem.map(|problem| {
        let message = format!("`{key}`: {written} {problem}");
        Diagnostic::new(&codes::AMBIGUOUS_LOCAL_TIME, message).at(from.span).hint("write the UTC offset")
    });
    from.assumed_zone = zone.assumed && !has_zone;
    Checked { value: Some((resolved.instant(), from)), diagnostics: finding.into_iter().collect() }
}

/// A number, 0 or more.
pub(super) fn number(draft: &mut Draft, origin: Origin, key: &str, node: &Node) -> Option<f64> {
    let written = text(draft, origin, key, node)?;
    let number =
        written.replace(['_', ','], "").parse::<f64>().ok().filter(|it| it.is_finite() && 0.0 <= *it);
    if number.is_none() {
        let message = format!("`{key}` is `{written}`, which is no number from 0 up");
        draft.report(
            Diagnostic::new(&codes::INVALID_NUMBER, message).at(origin.span(node)).hint("write digits only"),
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
                wrong_type(draft, origin, key, node, "true or false");
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
/// Tried whole, then without what stands in brackets, then its first word: `P0 (Critical - 全站)` is P0.
pub(in crate::extract) fn severity_id(written: &str, severities: &[Severity]) -> Option<String> {
    let compact = |text: &str| fold(text).replace([' ', '_'], "-").replace("sev-", "sev");
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
    let sev_number = fold(trimmed).strip_prefix("sev").map(|rest| {
        let digits: String =
            rest.trim_start_matches(['-', ' ', '_']).chars().take_while(char::is_ascii_digit).collect();
        format!("sev{digits}")
    });
    is(trimmed)
        .or_else(|| is(without_brackets(trimmed)))
        .or_else(|| sev_number.filter(|it| it.len() == 4).and_then(|it| is(&it)))
        .or_else(|| is(first))
}

/// A value of the wrong type.
pub(super) fn wrong_type(draft: &mut Draft, origin: Origin, key: &str, node: &Node, wanted: &str) {
    let message = format!("`{key}` must be {wanted}, it is {}", node.kind());
    draft.report(Diagnostic::new(&codes::WRONG_TYPE, message).at(origin.span(node)));
}
