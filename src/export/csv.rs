//! Lists for spreadsheets: UTF-8 with a byte order mark, because Excel reads Chinese wrongly without one.

use super::json::Input;
use super::v1;
use crate::analysis::action_items::overdue_days;

/// One row per incident.
pub fn incidents(input: &Input<'_>) -> String {
    let header =
        ["id", "date", "title", "kind", "severity", "services", "causes", "duration_seconds", "source"];
    let rows = input.knowledge_base.incidents.iter().map(|it| {
        vec![
            it.id.clone(),
            it.date.map(|it| it.to_string()).unwrap_or_default(),
            it.title.clone(),
            it.kind.as_str().to_owned(),
            it.severity.clone().unwrap_or_default(),
            it.services.join("; "),
            it.causes.join("; "),
            it.duration().map(|it| it.to_string()).unwrap_or_default(),
            v1::source(input.sources, it.source).path,
        ]
    });
    table(&header, rows)
}

/// One row per action item.
pub fn action_items(input: &Input<'_>) -> String {
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
    ];
    let as_of = input.analysis.settings.as_of;
    let rows = input.knowledge_base.action_items().map(|(incident, it)| {
        vec![
            it.id.clone(),
            incident.id.clone(),
            it.task.clone(),
            it.owner.clone().unwrap_or_default(),
            it.team.clone().unwrap_or_default(),
            it.priority.clone().unwrap_or_default(),
            it.status.as_str().to_owned(),
            it.due.map(|it| it.to_string()).unwrap_or_default(),
            overdue_days(it, as_of).map(|it| it.to_string()).unwrap_or_default(),
            it.closed.map(|it| it.to_string()).unwrap_or_default(),
            it.ticket.clone().unwrap_or_default(),
        ]
    });
    table(&header, rows)
}

fn table(header: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut out = String::from("\u{FEFF}");
    out.push_str(&header.join(","));
    out.push_str("\r\n");
    for row in rows {
        out.push_str(&row.iter().map(|it| cell(it)).collect::<Vec<String>>().join(","));
        out.push_str("\r\n");
    }
    out
}

/// One cell, quoted as RFC 4180 says; a leading `=`, `+`, `-` or `@` is defused with an apostrophe (OWASP).
fn cell(text: &str) -> String {
    let is_formula = text.trim_start().starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    let text = if is_formula { format!("'{text}") } else { text.to_owned() };
    if text.contains(['"', ',', '\n', '\r', '\'']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_that_a_spreadsheet_would_run_are_defused() {
        assert_eq!(cell("=cmd|' /C calc'!A0"), "\"'=cmd|' /C calc'!A0\"");
        assert_eq!(cell("@li"), "\"'@li\"");
        assert_eq!(cell("a, \"b\""), "\"a, \"\"b\"\"\"");
        assert_eq!(cell("连接池"), "连接池");
    }
}
