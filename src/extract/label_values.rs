//! What the value of a label says: each kind of field in its own way, and the front matter's way otherwise.

use std::collections::BTreeMap;

use super::draft::{Draft, Zone};
use super::front_matter::{self, Origin};
use super::names;
use super::phases::{duration_behind, figure, lead_duration};
use crate::config::Config;
use crate::diagnostics::{Diagnostic, codes};
use crate::files::Span;
use crate::lexicon::words::{StatusWord, with_unit, without_brackets};
use crate::model::{Cause, Evidence, Field, How, Milestone, Provenance, SuggestedValue};
use crate::phrase::say;
use crate::text::{fold, fold_name};
use crate::time::{
    Date, DurationReading, Instant, Moment, Precision, find_date_in, find_zone_statement, lead_day,
    lead_moment_in, read_date_in, read_duration, read_zone,
};
use crate::yaml::{Node, Value};

/// How often the cause that a bare `Category:` names is the cause.
const BY_CATEGORY: f64 = 0.05;

/// Sets `field` to what `label` says, unless it is known; a disagreement is a finding.
pub(super) fn set(draft: &mut Draft, field: Field, label: &Label, config: &Config) {
    let written = label.value.trim_matches(['*', '_', '`']).trim();
    if draft.words.is_none(written) {
        return;
    }
    if draft.words.is_placeholder(written) {
        let message = say!("read.placeholder", key = label.name, written);
        let finding = Diagnostic::new(&codes::PLACEHOLDER, message).at(label.span);
        draft.report(finding.hint(say!("read.fill-in")));
        return;
    }
    set_value(draft, field, label, written, config);
}

/// Sets `field` to `written`, which says something.
fn set_value(draft: &mut Draft, field: Field, label: &Label, written: &str, config: &Config) {
    let from = Provenance::new(label.how, label.span);
    match field {
        Field::Date | Field::Published | Field::NextReview | Field::Updated => {
            set_date(draft, field, label, from);
        }
        Field::Duration => set_duration(draft, label, from),
        Field::TimeToDetect => {
            set_phase(draft, Milestone::Detected, written, from);
        }
        Field::TimeToResolve => {
            set_phase(draft, Milestone::Resolved, written, from);
        }
        Field::Severity => set_severity(draft, label, config, from),
        Field::Causes => set_causes(draft, label, config, from),
        Field::ImpactUsers | Field::ImpactRevenue | Field::Impact | Field::ImpactSummary => {
            set_impact(draft, field, written, from);
        }
        Field::Timezone => set_zone(draft, written, from),
        Field::Status => set_status(draft, written, from),
        Field::Period => set_period(draft, label, from),
        Field::Milestone(it) => set_milestone(draft, it, label, from),
        // Only front matter says these.
        Field::ActionItems
        | Field::Timeline
        | Field::Kind
        | Field::Draft
        | Field::Aliases
        | Field::Visibility
        | Field::Language
        | Field::Tags => {}
        Field::Attendees if is_role_declared(draft, field) => {}
        Field::Attendees => set_attendees(draft, label, from),
        Field::Services if !draft.has(field) => {
            // `Search (all). Mail was not affected.`: what follows the names is about others.
            let services = names::services(first_sentence(&label.value), &draft.words);
            if !services.is_empty() {
                draft.incident.services = services;
                draft.note(field, from);
            }
        }
        Field::Authors if !draft.has(field) => {
            let people: Vec<String> =
                names::people(&label.value, &draft.words).into_iter().map(|it| it.name).collect();
            if !people.is_empty() {
                draft.incident.authors = people;
                draft.note(field, from);
            }
        }
        Field::Approver => {
            if !is_role_declared(draft, field) {
                as_front_matter(draft, field, label, config);
            }
        }
        Field::Id
        | Field::Title
        | Field::Services
        | Field::Triggers
        | Field::Factors
        | Field::Teams
        | Field::Authors
        | Field::Roles
        | Field::ImpactUsersPercent
        | Field::ImpactRequestsFailed
        | Field::ImpactCurrency
        | Field::Detection
        | Field::Mitigation
        | Field::Related
        | Field::RecurrenceOf
        | Field::Runbooks
        | Field::Summary => {
            if draft.has(field) {
                compare(draft, field, label);
            } else {
                as_front_matter(draft, field, label, config);
            }
        }
    }
}

/// The first sentence of `text`; a full stop within brackets, and one with no blank behind it, ends none.
fn first_sentence(text: &str) -> &str {
    let mut depth = 0_usize;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '(' | '（' | '[' => depth += 1,
            ')' | '）' | ']' => depth = depth.saturating_sub(1),
            '。' if depth == 0 => return &text[..at],
            '.' if depth == 0 && chars.peek().is_some_and(|it| it.1 == ' ') => {
                let next = text[at + 1..].trim_start().chars().next();
                if next.is_some_and(char::is_uppercase) {
                    return &text[..at];
                }
            }
            _ => {}
        }
    }
    text
}

/// Notes how long the phase that ends at `milestone` took, with what its author thinks of it; whether it is a duration.
fn set_phase(draft: &mut Draft, milestone: Milestone, written: &str, from: Provenance) -> bool {
    let is_new = draft.stated.get(milestone).is_none();
    let is_duration = draft.stated.set(milestone, written, from);
    if is_duration && is_new {
        draft.judge(Some(milestone), written, from.span);
    }
    is_duration
}

fn set_zone(draft: &mut Draft, written: &str, from: Provenance) {
    let zone = read_zone(written).and_then(|it| it.to_time_zone());
    if let Some(zone) = zone.filter(|_| !draft.has(Field::Timezone)) {
        draft.zone = Zone { zone, assumed: false };
        draft.note(Field::Timezone, from);
    }
}

fn set_status(draft: &mut Draft, written: &str, from: Provenance) {
    let stated = draft.words.document_status(written).filter(|_| !draft.has(Field::Status));
    if let Some(StatusWord::Document(status)) = stated {
        draft.incident.status = Some(status);
        draft.note(Field::Status, from);
    }
}

/// Whether front matter or a sidecar already says who had the role.
fn is_role_declared(draft: &Draft, field: Field) -> bool {
    let role = if field == Field::Approver { "approver" } else { "attendee" };
    let is_declared = |it: Provenance| matches!(it.how, How::FrontMatter | How::Sidecar);
    draft.incident.roles.iter().any(|it| it.0 == role)
        && [Field::Roles, field].into_iter().filter_map(|it| draft.provenance(it)).any(is_declared)
}

/// Who took part, each person once, in the role that is in brackets behind the name; `张三（IC）` and `@张三` are one.
fn set_attendees(draft: &mut Draft, label: &Label, from: Provenance) {
    const ROLE: &str = "attendee";
    let role_of_label = draft.words.role_label(&label.name);
    let roles = &mut draft.incident.roles;
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for (idx, (_, name)) in roles.iter().enumerate() {
        known.entry(fold_name(name)).or_insert(idx);
    }
    for person in names::people(&label.value, &draft.words) {
        let idx = *known.entry(fold_name(&person.name)).or_insert(roles.len());
        match (roles.get_mut(idx), role_of_label.clone().or(person.note)) {
            (Some(known), Some(role)) if known.0 == ROLE => known.0 = role,
            (Some(_), _) => {}
            (None, role) => roles.push((role.unwrap_or_else(|| ROLE.to_owned()), person.name)),
        }
    }
    if !draft.has(Field::Attendees) {
        draft.note(Field::Attendees, from);
    }
}

/// Reads the value as the front matter would.
fn as_front_matter(draft: &mut Draft, field: Field, label: &Label, config: &Config) {
    let value = label.value.trim_matches(['*', '_', '`']).trim().to_owned();
    let at = label.span.start;
    let value = Node { value: Value::Text(value), start: at, end: label.span.end };
    let origin = Origin { file: label.span.file, offset: 0, how: label.how };
    front_matter::set(draft, field, field.name(), &value, origin, &config.severities);
}

/// A label that says something else than what was read before.
fn compare(draft: &mut Draft, field: Field, label: &Label) {
    if field != Field::Id {
        return;
    }
    let known = draft.incident.id.clone();
    if fold(&known) != fold(&label.value) {
        draft.disagrees(field, &known, &label.value, label.span);
    }
}

fn set_date(draft: &mut Draft, field: Field, label: &Label, from: Provenance) {
    let order = draft.day_order;
    let found =
        read_date_in(&label.value, order).or_else(|| find_date_in(&label.value, order).map(|it| it.0));
    let Some(date) = found else {
        // Only a value that was clearly meant as a date is worth a word: another text may be right where it is.
        let is_meant = lead_day(&label.value).is_some();
        if is_meant && field == Field::Date && !draft.has(field) {
            draft.report(front_matter::no_date(&label.value).at(label.span));
        }
        return;
    };
    let slot = match field {
        Field::Date => &mut draft.incident.date,
        Field::Published => &mut draft.incident.published,
        Field::NextReview => &mut draft.incident.next_review,
        _ => &mut draft.updated,
    };
    match *slot {
        None => {
            *slot = Some(date);
            draft.note(field, from);
        }
        Some(known) if known != date && field == Field::Date => {
            draft.disagrees(field, &known.to_string(), &date.to_string(), label.span);
        }
        Some(_) => {}
    }
    if field == Field::Date && label.value.contains([':', '：']) && draft.date_with_time.is_none() {
        let Some(lead) = lead_moment_in(&label.value, order).filter(|it| it.moment.time.is_some()) else {
            return;
        };
        if lead.moment.end.is_some() {
            draft.duration_range.get_or_insert((lead.moment, from));
        } else {
            draft.date_with_time = placed(draft, &lead.moment, from, &draft.zone);
        }
    }
}

fn set_impact(draft: &mut Draft, field: Field, written: &str, from: Provenance) {
    let impact = &mut draft.incident.impact;
    match field {
        Field::ImpactUsers => {
            if let Some(count) = read_count(written).filter(|_| impact.users.is_none()) {
                impact.users = Some(count);
                draft.note(field, from);
            }
        }
        Field::ImpactRevenue => {
            let Some(amount) = read_count(written).filter(|_| impact.revenue.is_none()) else { return };
            impact.revenue = Some(amount);
            if written.contains(['元', '¥', '￥']) && impact.currency.is_none() {
                impact.currency = Some("CNY".to_owned());
                draft.note(Field::ImpactCurrency, from);
            }
            draft.note(field, from);
        }
        _ => {
            if impact.summary.is_none() {
                impact.summary = Some(written.to_owned());
                draft.note(Field::ImpactSummary, from);
            }
        }
    }
}

/// `moment` on the time line; a time without a day counts on the day of the incident.
fn placed(draft: &Draft, moment: &Moment, from: Provenance, zone: &Zone) -> Option<(Instant, Provenance)> {
    let time = moment.time.as_ref()?;
    let year = draft.incident.date.map(Date::year);
    let month_day = moment.month_day.and_then(|it| it.in_year(year?));
    let day = moment.date.or(month_day).or(draft.incident.date)?;
    let at = time.on(day, &zone.zone)?.instant();
    Some((at, Provenance { assumed_zone: zone.assumed && time.zone.is_none(), ..from }))
}

fn set_duration(draft: &mut Draft, label: &Label, from: Provenance) {
    if draft.has(Field::Duration) {
        return;
    }
    let usable = |it: &DurationReading| matches!(it.precision, Precision::Exact | Precision::About);
    let written = read_duration(&with_unit(&label.name, &label.value));
    let written = written.or_else(|| read_duration(figure(&label.value)));
    let written = written.or_else(|| lead_duration(&label.value));
    let written = written.or_else(|| duration_behind(&label.value));
    let written = written.or_else(|| duration_before_dash(&label.value));
    let Some(duration) = written.filter(usable) else {
        set_range(draft, label, from);
        return;
    };
    draft.incident.declared_duration = Some(duration.seconds);
    draft.note(Field::Duration, from);
    draft.judge(None, &label.value, label.span);
    if let Some(range) = duration.range {
        draft.duration_range = Some((range, from));
    }
}

/// `1 hr 4 minutes - The records were missed at 11:56`: a remark is behind the dash.
fn duration_before_dash(value: &str) -> Option<DurationReading> {
    let (before, behind) = [" - ", " – ", " — "].iter().find_map(|it| value.split_once(it))?;
    behind.starts_with(char::is_alphabetic).then(|| read_duration(before))?
}

/// `14:32 - 15:10 (38 minutes)`: both ends, and how long it lasted where that is written behind them.
fn set_range(draft: &mut Draft, label: &Label, from: Provenance) -> bool {
    let range = lead_moment_in(&label.value, draft.day_order)
        .filter(|it| it.moment.time.is_some() && it.moment.end.is_some());
    let Some(range) = range else { return false };
    let behind = label.value[range.written.end..].trim();
    let remark = behind.strip_prefix(['(', '（']).and_then(|it| it.split([')', '）']).next());
    let written = remark.and_then(read_duration).filter(|it| it.precision == Precision::Exact);
    if let Some(written) = written.filter(|_| !draft.has(Field::Duration)) {
        draft.incident.declared_duration = Some(written.seconds);
        draft.note(Field::Duration, from);
    }
    draft.duration_range.get_or_insert((range.moment, from));
    true
}

fn set_severity(draft: &mut Draft, label: &Label, config: &Config, from: Provenance) {
    if front_matter::lists_severities(&label.value, &config.severities) {
        draft.report(front_matter::lists_levels(&label.name, &label.value).at(label.span));
        return;
    }
    let id = front_matter::severity_id(&label.value, &config.severities);
    if draft.has(Field::Severity) {
        let Some((known, other)) = draft.incident.severity.clone().zip(id) else { return };
        if known != other {
            draft.disagrees(Field::Severity, &known, &other, label.span);
        } else if draft.incident.severity_raw.as_ref() == Some(&known) {
            // Front matter gives the bare id; the words of the document are those of its body.
            draft.incident.severity_raw = Some(label.value.clone());
        }
        return;
    }
    if id.is_none() {
        draft.report(front_matter::unknown_severity(&label.value, &config.severities).at(label.span));
    }
    draft.incident.severity = id;
    draft.incident.severity_raw = Some(label.value.clone());
    draft.note(Field::Severity, from);
}

/// A category of causes is taken as written; a sentence behind `Root cause:` only where it is a name of the taxonomy.
fn set_causes(draft: &mut Draft, label: &Label, config: &Config, from: Provenance) {
    if draft.has(Field::Causes) {
        return;
    }
    let is_category =
        ["category", "分类", "类别", "类型", "カテゴリ"].iter().any(|it| fold(&label.name).contains(it));
    let is_known = |word: &str| config.taxonomy.causes.iter().any(|it| is_name_of(it, word));
    let words = front_matter::split_list(&label.value).into_iter();
    // A bare category may be of anything: where it failed, whose it is, or why.
    if ["category", "categories"].contains(&fold(&label.name).as_str()) {
        for word in words {
            let cause = config.taxonomy.causes.iter().find(|it| is_name_of(it, &word));
            if let Some(cause) = cause {
                let evidence =
                    Evidence { span: label.span, text: format!("{}: {}", label.name, label.value) };
                draft.suggest(Field::Causes, SuggestedValue::Text(cause.id.clone()), evidence, BY_CATEGORY);
            }
        }
        return;
    }
    let words: Vec<String> = words
        .filter(|it| {
            is_known(it) || (is_category && it.chars().count() <= MAX_NAME && !draft.words.is_none(it))
        })
        .collect();
    if !words.is_empty() {
        draft.incident.causes = words;
        draft.note(Field::Causes, from);
    }
}

/// Whether `word` is the id, a label or an alias of `cause`.
fn is_name_of(cause: &Cause, word: &str) -> bool {
    let wanted = fold(word);
    let names = [&cause.id, &cause.label_en, &cause.label_zh].into_iter().chain(&cause.aliases);
    names.map(|name| fold(name)).any(|name| name == wanted)
}

/// `故障时间：2026-01-23 20:15 ~ 21:02` says when it began and when it was over; a duration, how long it took.
fn set_period(draft: &mut Draft, label: &Label, from: Provenance) {
    let order = draft.day_order;
    let Some(lead) = lead_moment_in(&label.value, order).filter(|it| it.moment.time.is_some()) else {
        if read_duration(&label.value).is_some() {
            set_duration(draft, label, from);
        }
        return;
    };
    if let Some(date) = lead.moment.date.filter(|_| draft.incident.date.is_none()) {
        draft.incident.date = Some(date);
        draft.note(Field::Date, from);
    }
    // `06:30 ~ 07:50 (from detection to the fix)` does not say when it began.
    let remark = fold(&label.value[lead.written.end..]);
    if ["detect", "发现", "検知", "discover"].iter().any(|it| remark.contains(it)) {
        return;
    }
    if !set_range(draft, label, from) {
        set_milestone(draft, Milestone::Started, label, from);
    }
}

fn set_milestone(draft: &mut Draft, milestone: Milestone, label: &Label, from: Provenance) {
    let order = draft.day_order;
    // `感知时间: 30m` says how long it took, not when it was.
    if milestone.phase_start().is_some() && set_phase(draft, milestone, &label.value, from) {
        return;
    }
    let says_day = milestone == Milestone::Started && draft.incident.date.is_none();
    if let Some((date, _)) = find_date_in(without_brackets(&label.value), order).filter(|_| says_day) {
        draft.incident.date = Some(date);
        draft.note(Field::Date, from);
    }
    if milestone == Milestone::Detected && draft.day_noticed.is_none() {
        let day = find_date_in(without_brackets(&label.value), order);
        draft.day_noticed = day.map(|it| (it.0, from));
    }
    let value = ["at ", "At ", "on ", "On "].iter().find_map(|it| label.value.strip_prefix(it));
    let Some(lead) = lead_moment_in(value.unwrap_or(&label.value), order) else { return };
    if lead.moment.end.is_some() && milestone == Milestone::Started {
        // `Start: 14:32 ~ 15:10` gives both ends.
        set_range(draft, label, from);
        return;
    }
    // `Start time (UTC): 09:15`
    let named = find_zone_statement(&label.name).and_then(|it| it.to_time_zone());
    let zone = named.map_or_else(|| draft.zone.clone(), |zone| Zone { zone, assumed: false });
    if lead.moment.end.is_none()
        && let Some((at, from)) = placed(draft, &lead.moment, from, &zone)
    {
        draft.propose_milestone(milestone, at, from);
    }
}

/// `~10万（全部用户）` as 100000; `None` where there is no single number.
fn read_count(text: &str) -> Option<f64> {
    let folded = fold(without_brackets(text));
    let start = folded.find(|c: char| c.is_ascii_digit())?;
    let rest = &folded[start..];
    let end =
        rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '_'))).unwrap_or(rest.len());
    let number: f64 = rest[..end].replace([',', '_'], "").trim_end_matches('.').parse().ok()?;
    let unit = rest[end..].trim_start();
    if unit.contains(|c: char| c.is_ascii_digit()) || unit.starts_with(['%', '-', '~']) {
        return None;
    }
    let factor = match unit.chars().next() {
        Some('万') => 1e4,
        Some('亿') => 1e8,
        Some('千') => 1e3,
        Some('百') if !unit.starts_with("百万") => 1e2,
        Some('百') => 1e6,
        Some('k') if !unit[1..].starts_with(char::is_alphabetic) => 1e3,
        _ => 1.0,
    };
    Some(number * factor)
}

/// A name and the value behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Label {
    /// As written, without marks and colon.
    pub(super) name: String,
    /// As written, trimmed.
    pub(super) value: String,
    /// Where the value is.
    pub(super) span: Span,
    /// Label or table.
    pub(super) how: How,
    /// The name is in bold, so that it is a label wherever it appears.
    pub(super) is_bold: bool,
}

/// Longest label, in characters; longer ones are sentences.
pub(super) const MAX_NAME: usize = 40;

#[cfg(test)]
mod tests {
    use super::read_count;

    #[test]
    fn counts_are_read_with_chinese_units_and_never_guessed() {
        assert_eq!(read_count("~10万（全部用户）"), Some(100_000.0));
        assert_eq!(read_count("约 5万元（预估）"), Some(50_000.0));
        assert_eq!(read_count("12,300 users"), Some(12_300.0));
        assert_eq!(read_count("80%"), None);
        assert_eq!(read_count("3-5 users"), None);
        assert_eq!(read_count("全部"), None);
    }
}
