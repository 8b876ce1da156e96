//! Lists for spreadsheets: UTF-8 with a byte order mark, because Excel reads Chinese wrongly without one.

use super::input::Input;
use super::v1;
use crate::address::Route;
use crate::analysis::downtime::{self, ServiceMonth};
use crate::model::{ActionItem, Field, Incident};

/// A value of a row.
enum Cell {
    /// Somebody's words; what a spreadsheet would run as a formula is defused.
    Text(String),
    /// A number of ours; stays one.
    Number(i64),
    /// Nothing is known.
    Empty,
}

/// One row per incident.
pub fn incidents(input: &Input<'_>) -> String {
    let header = [
        "id",
        "date",
        "title",
        "kind",
        Field::Severity.name(),
        "services",
        "causes",
        "duration_seconds",
        "source",
        "status",
        "teams",
        "tags",
        "triggers",
        "detection",
        "mitigation",
        "detect_seconds",
        "acknowledge_seconds",
        "mitigate_seconds",
        "resolve_seconds",
        "action_items",
        "language",
        "url",
    ];
    table(&header, input.knowledge_base.incidents.iter().map(|it| incident(input, it)))
}

fn incident(input: &Input<'_>, it: &Incident) -> Vec<Cell> {
    let durations = it.milestones.durations(it.declared_duration);
    let url = Route::Incident(it.slug.clone());
    let base_url = &input.config.site.base_url;
    vec![
        it.id.as_str().into(),
        it.date.map(|it| it.to_string()).into(),
        it.title.as_str().into(),
        it.kind.as_str().into(),
        it.severity.clone().into(),
        it.services.join("; ").into(),
        it.causes.join("; ").into(),
        it.duration().into(),
        v1::source(input.sources, it.source).path.into(),
        it.status.map(|it| it.as_str().to_owned()).into(),
        it.teams.join("; ").into(),
        it.tags.join("; ").into(),
        it.triggers.join("; ").into(),
        it.detection.clone().into(),
        it.mitigation.clone().into(),
        durations.detect.into(),
        durations.acknowledge.into(),
        durations.mitigate.into(),
        durations.resolve.into(),
        i64::try_from(it.action_items.len()).ok().into(),
        it.language.as_str().into(),
        if base_url.is_empty() { url.address().into() } else { url.absolute(base_url).into() },
    ]
}

/// One row per action item.
pub fn action_items(input: &Input<'_>) -> String {
    let rows: Vec<(&Incident, &ActionItem)> = input.knowledge_base.action_items().collect();
    action_item_rows(input, &rows)
}

/// One row for each of `rows`, in their order.
pub fn action_item_rows(input: &Input<'_>, rows: &[(&Incident, &ActionItem)]) -> String {
    let header = [
        "id",
        "incident",
        "task",
        "owner",
        "team",
        "priority",
        "status",
        "due",
        "overdue_days",
        "closed",
        "ticket",
        "type",
        "horizon",
        "acceptance",
        "note",
        "services",
        "causes",
    ];
    let row = |(incident, it): &(&Incident, &ActionItem)| -> Vec<Cell> {
        let record = v1::action_item(input.sources, incident, it, input.analysis);
        vec![
            record.id.into(),
            record.incident.into(),
            record.task.into(),
            record.owner.into(),
            record.team.into(),
            record.priority.into(),
            record.status.into(),
            record.due.into(),
            record.overdue_days.map(i64::from).into(),
            record.closed.into(),
            record.ticket.into(),
            record.action_type.map(str::to_owned).into(),
            record.horizon.map(str::to_owned).into(),
            record.acceptance.into(),
            record.note.into(),
            incident.services.join("; ").into(),
            incident.causes.join("; ").into(),
        ]
    };
    table(&header, rows.iter().map(row))
}

/// One row per service and month with a failure: how long the service was in an incident. The share of the month without one
/// is empty where an incident of the month lacks a time, because then it is not known.
pub fn availability(input: &Input<'_>) -> String {
    let header = [
        "service",
        "month",
        "incidents",
        "incidents_without_times",
        "seconds_in_incident",
        "seconds_of_month",
        "available_at_least_percent",
    ];
    let months = downtime::by_month(input.knowledge_base, &input.analysis.settings);
    let row = |it: &ServiceMonth| -> Vec<Cell> {
        let month = format!("{:04}-{:02}", it.month.year(), it.month.month());
        vec![
            it.service.as_str().into(),
            month.into(),
            i64::try_from(it.incidents).ok().into(),
            i64::try_from(it.without_times).ok().into(),
            Cell::Number(it.seconds),
            Cell::Number(it.length),
            it.available_at_least().map(|it| format!("{:.4}", it * 100.0)).into(),
        ]
    };
    table(&header, months.iter().map(row))
}

fn table(header: &[&str], rows: impl Iterator<Item = Vec<Cell>>) -> String {
    let mut out = String::from("\u{FEFF}");
    out.push_str(&header.join(","));
    out.push_str("\r\n");
    for row in rows {
        out.push_str(&row.iter().map(Cell::written).collect::<Vec<String>>().join(","));
        out.push_str("\r\n");
    }
    out
}

impl Cell {
    /// Quoted as RFC 4180 says; words that a spreadsheet would take for a formula begin with an apostrophe, as
    /// <https://owasp.org/www-community/attacks/CSV_Injection> advises.
    fn written(&self) -> String {
        let text = match self {
            Self::Empty => return String::new(),
            Self::Number(n) => return n.to_string(),
            Self::Text(text) if is_formula(text) => format!("'{text}"),
            Self::Text(text) => text.clone(),
        };
        // A semicolon or a tab parts cells where a spreadsheet guesses wrongly; what is quoted is left whole.
        if text.contains(['"', ',', ';', '\n', '\r', '\t', '\'']) {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text
        }
    }
}

/// Whether a spreadsheet would run `text`: half and full width signs count, and so do spaces before them.
fn is_formula(text: &str) -> bool {
    let begins = |text: &str| text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '|', '%']);
    let is_number = text.parse::<f64>().is_ok_and(f64::is_finite) && !text.starts_with('+');
    !is_number && (text.starts_with(['\t', '\r', '\n']) || begins(text.trim_start()))
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Option<String>> for Cell {
    fn from(text: Option<String>) -> Self {
        text.map_or(Self::Empty, Self::Text)
    }
}

impl From<Option<i64>> for Cell {
    fn from(number: Option<i64>) -> Self {
        number.map_or(Self::Empty, Self::Number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_that_a_spreadsheet_would_run_are_defused() {
        check("=cmd|' /C calc'!A0", "\"'=cmd|' /C calc'!A0\"");
        check("@li", "\"'@li\"");
        check(" \t=1+1", "\"' \t=1+1\"");
        check("＋１", "\"'＋１\"");
        check("-2+3", "\"'-2+3\"");
        check("\r=1", "\"'\r=1\"");
    }

    #[test]
    fn other_cells_stay_as_they_are() {
        check("a, \"b\"", "\"a, \"\"b\"\"\"");
        check("连接池", "连接池");
        check("-5", "-5");
        assert_eq!(Cell::from(Some(-5_i64)).written(), "-5");
        assert_eq!(Cell::from(None::<i64>).written(), "");
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(Cell::from(text).written(), expected);
    }
}
