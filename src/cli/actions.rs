//! `afterword actions`: what was promised, by whom, and what is late.

use std::collections::{BTreeMap, BTreeSet};
use std::process::ExitCode;

use super::args::{Actions, ActionsFormat};
use super::context::Context;
use super::failure::Failure;
use super::ui::Ui;
use super::ui::print;
use super::unread;
use crate::address::Addresses;
use crate::analysis::action_items::{is_of_team, is_tracked, overdue_days};
use crate::diagnostics::printable;
use crate::export::{self, Input, json};
use crate::model::{ActionItem, ActionStatus, Incident, KnowledgeBase};
use crate::pipeline;
use crate::text::{did_you_mean, fold, width};
use crate::time::{Date, read_config_duration};

type Item<'a> = (&'a Incident, &'a ActionItem);

/// Runs the command.
pub(super) fn run(ui: &Ui, context: &Context, args: &Actions) -> Result<ExitCode, Failure> {
    let due_within = args.due_within.as_deref().map(days).transpose()?;
    let request = context.request(args.content.clone());
    let loaded = unread::load(ui, &request)?;
    let as_of = loaded.analysis.settings.as_of;
    let knowledge_base = &loaded.knowledge_base;
    let team = args.team.as_ref().map(|it| team(ui, knowledge_base, it));
    if let Some(owner) = &args.owner {
        warn_of_unknown_owner(ui, knowledge_base, owner);
    }
    let is_wanted = |(incident, it): &Item<'_>| {
        let is_late = overdue_days(it, as_of).is_some();
        let is_near = due_within.is_some_and(|days| is_due_within(it, as_of, days));
        let any_time = !args.overdue && due_within.is_none();
        is_tracked(incident)
            && (any_time || (args.overdue && is_late) || is_near)
            && args.owner.as_ref().is_none_or(|owner| it.owner.as_ref().is_some_and(|it| is_same(it, owner)))
            && team.as_ref().is_none_or(|team| is_of_team(incident, it, team))
    };
    let mut rows: Vec<Item<'_>> = knowledge_base.action_items().filter(is_wanted).collect();
    rows.sort_by_key(|(_, it)| {
        (std::cmp::Reverse(overdue_days(it, as_of)), it.due.is_none(), it.due, it.id.as_str())
    });
    let n_overdue = rows.iter().filter(|(_, it)| overdue_days(it, as_of).is_some()).count();
    let input = Input {
        sources: &loaded.sources,
        knowledge_base,
        analysis: &loaded.analysis,
        config: &loaded.config,
        addresses: &Addresses::new(knowledge_base),
    };
    let text = match args.format {
        ActionsFormat::Table => table(&rows, as_of),
        ActionsFormat::Csv => export::action_item_rows_csv(&input, &rows),
        ActionsFormat::Json => {
            let items = json::action_item_rows(&input, &rows);
            format!("{}\n", serde_json::to_string_pretty(&items).unwrap_or_default())
        }
        ActionsFormat::Markdown => {
            let messages = pipeline::messages(&loaded, &request)?;
            export::digest(&input, &messages, rows.iter().copied())
        }
        ActionsFormat::Ics => {
            let messages = pipeline::messages(&loaded, &request)?;
            let title = messages.fill("calendar.title", &[("site", &loaded.config.site.title)]);
            export::calendar(&input, &messages, &title, rows.iter().copied(), [])
        }
    };
    print(&text)?;
    if args.format == ActionsFormat::Table {
        let items = if rows.len() == 1 { "item" } else { "items" };
        ui.say(&format!("{} action {items}, {n_overdue} overdue on {as_of}", rows.len()));
    }
    let code = if args.fail_on_overdue && 0 < n_overdue { ExitCode::from(1) } else { ExitCode::SUCCESS };
    Ok(unread::settle(ui, &loaded, code))
}

fn days(text: &str) -> Result<i32, Failure> {
    let seconds = read_config_duration(text);
    seconds
        .and_then(|it| i32::try_from(it / 86_400).ok())
        .ok_or_else(|| Failure::Usage(format!("`--due-within {text}`: write a time such as `7d`")))
}

/// Whether `item` is still to be done and due on `as_of` or within `days` from then.
fn is_due_within(item: &ActionItem, as_of: Date, days: i32) -> bool {
    let is_settled = matches!(item.status, ActionStatus::Done | ActionStatus::Cancelled);
    let ahead = item.due.and_then(|due| as_of.until(due).ok()).map(|it| it.get_days());
    !is_settled && ahead.is_some_and(|it| (0..=days).contains(&it))
}

/// Whether two names are one.
fn is_same(a: &str, b: &str) -> bool {
    plain(a) == plain(b)
}

/// A name without what makes no difference: case, width and the sign of a handle.
fn plain(name: &str) -> String {
    fold(name.trim_start_matches('@'))
}

/// The team that `wanted` names, as the knowledge base writes it.
fn team(ui: &Ui, knowledge_base: &KnowledgeBase, wanted: &str) -> String {
    let teams = knowledge_base.teams.iter().map(String::as_str);
    if let Some(known) = teams.clone().find(|it| is_same(it, wanted)) {
        return known.to_owned();
    }
    ui.say(&unknown("no team is called", wanted, teams));
    wanted.to_owned()
}

/// A name that nobody has is most often misspelled, and an empty list would pass for good news.
fn warn_of_unknown_owner(ui: &Ui, knowledge_base: &KnowledgeBase, wanted: &str) {
    let owners: BTreeSet<&str> =
        knowledge_base.action_items().filter_map(|(_, it)| it.owner.as_deref()).collect();
    if !owners.iter().any(|it| is_same(it, wanted)) {
        ui.say(&unknown("no action item belongs to", wanted, owners.into_iter()));
    }
}

fn unknown<'a>(what: &str, wanted: &str, known: impl Iterator<Item = &'a str>) -> String {
    let known: BTreeMap<String, &str> = known.map(|it| (plain(it), it)).collect();
    let near = did_you_mean(&plain(wanted), known.keys().map(String::as_str)).map(|it| known[it]);
    let hint = near.map(|it| format!("; did you mean `{}`?", printable(it)));
    format!("note: {what} `{}`{}", printable(wanted), hint.unwrap_or_default())
}

fn table(rows: &[Item<'_>], as_of: Date) -> String {
    let cells: Vec<[String; 5]> = rows
        .iter()
        .map(|(_, it)| {
            let due = it.due.map(|it| it.to_string()).or_else(|| it.due_written.clone());
            let state = match overdue_days(it, as_of) {
                Some(days) => format!("{} ({days} d overdue)", it.status.as_str()),
                None => it.status.as_str().to_owned(),
            };
            [
                it.id.clone(),
                due.unwrap_or_else(|| "-".to_owned()),
                state,
                it.owner.clone().unwrap_or_else(|| "-".to_owned()),
                it.task.clone(),
            ]
            .map(|it| printable(&it).replace(['\n', '\t'], " "))
        })
        .collect();
    let widths: Vec<usize> =
        (0..4).map(|idx| cells.iter().map(|it| width(&it[idx])).max().unwrap_or(0)).collect();
    let mut out = String::new();
    for row in &cells {
        for (idx, cell) in row.iter().enumerate() {
            out.push_str(cell);
            if let Some(column) = widths.get(idx) {
                out.extend(std::iter::repeat_n(' ', column.saturating_sub(width(cell)) + 2));
            }
        }
        out.push('\n');
    }
    out
}
