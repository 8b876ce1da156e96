//! Tables of target times: a row for each severity, a column for each interval.

use crate::markdown::Table;
use crate::model::{Milestone, Severity, WrittenTarget};
use crate::text::fold;
use crate::time::{Precision, read_duration};

/// Parts of column heads, and the milestone until which the time of the column runs.
const COLUMNS: [(&str, Milestone); 19] = [
    ("响应", Milestone::Acknowledged),
    ("respon", Milestone::Acknowledged),
    ("acknowledg", Milestone::Acknowledged),
    ("発見", Milestone::Detected),
    ("发现", Milestone::Detected),
    ("感知", Milestone::Detected),
    ("detect", Milestone::Detected),
    ("止损", Milestone::Mitigated),
    ("缓解", Milestone::Mitigated),
    ("mitigat", Milestone::Mitigated),
    ("解决", Milestone::Resolved),
    ("恢复", Milestone::Resolved),
    ("修复", Milestone::Resolved),
    ("復旧", Milestone::Resolved),
    ("解決", Milestone::Resolved),
    ("resol", Milestone::Resolved),
    ("restor", Milestone::Resolved),
    ("recover", Milestone::Resolved),
    ("fix", Milestone::Resolved),
];

/// Parts of heads that speak of something else: reports to others, the share of cases, who does it.
const OTHER: [&str; 12] =
    ["update", "通报", "同步", "communic", "notif", "owner", "team", "%", "率", "credit", "review", "复盘"];

/// Words of limits that no clock can count without the team's calendar.
const WORKING_TIME: [&str; 7] = ["business", "working", "workday", "工作日", "工作时间", "営業", "next day"];

/// The target times of `table`; none where it is not such a table.
pub fn targets(table: &Table, severities: &[Severity]) -> Vec<WrittenTarget> {
    let column = |head: &str| {
        let head = fold(head);
        let is_other = OTHER.iter().any(|it| head.contains(it));
        let found = COLUMNS.iter().find(|(name, _)| head.contains(name)).filter(|_| !is_other);
        found.map(|it| it.1)
    };
    let columns: Vec<(usize, Milestone)> = table
        .header
        .iter()
        .enumerate()
        .skip(1)
        .filter_map(|(idx, head)| Some((idx, column(&head.text)?)))
        .collect();
    if columns.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for row in &table.rows {
        let Some(severity) = row.cells.first().and_then(|it| severity_of(&it.text, severities)) else {
            continue;
        };
        for (idx, milestone) in &columns {
            let Some(cell) = row.cells.get(*idx) else { continue };
            let Some(limit) = limit(&cell.text) else { continue };
            found.extend(WrittenTarget::until(*milestone, severity.to_owned(), limit, cell.span));
        }
    }
    // A single row is an incident's own figures.
    if 2 <= table.rows.len() { found } else { Vec::new() }
}

/// Seconds that a cell such as `≤ 15 分钟`, `within 4 hours` or `5m` allows.
fn limit(cell: &str) -> Option<i64> {
    let folded = fold(cell);
    if WORKING_TIME.iter().any(|it| folded.contains(it)) {
        return None;
    }
    let bare = folded.trim_start_matches(['<', '≤', '=', ' ']);
    let bare = ["within ", "under ", "less than ", "max ", "at most "]
        .iter()
        .find_map(|it| bare.strip_prefix(it))
        .unwrap_or(bare);
    let bare = bare.trim_end_matches(['内']).trim_end_matches("以");
    let duration = read_duration(bare).or_else(|| read_duration(cell))?;
    (duration.precision == Precision::Exact && 0 < duration.seconds).then_some(duration.seconds)
}

/// The severity that a cell such as `P0 - 严重` names.
fn severity_of<'a>(cell: &str, severities: &'a [Severity]) -> Option<&'a str> {
    let folded = fold(cell);
    let first = folded.split([' ', '(', ',', ':', '/']).next().unwrap_or(&folded);
    let is_named = |it: &&Severity| {
        std::iter::once(&it.id)
            .chain(&it.aliases)
            .map(|name| fold(name))
            .any(|name| name == folded || name == first)
    };
    severities.iter().find(is_named).map(|it| it.id.as_str())
}
