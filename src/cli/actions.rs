//! `afterword actions`: what was promised, by whom, and what is late.

use std::process::ExitCode;

use super::args::{Actions, ActionsFormat};
use super::context::Context;
use super::failure::Failure;
use super::print;
use super::ui::Ui;
use crate::diagnostics::printable;
use crate::export::json::{self, Input};
use crate::export::{self};
use crate::model::{ActionItem, ActionStatus, Incident};
use crate::pipeline;
use crate::site::Addresses;
use crate::text::{fold, width};
use crate::time::read_config_duration;

/// Runs the command.
pub(super) fn run(ui: &Ui, context: &Context, args: &Actions) -> Result<ExitCode, Failure> {
    let due_within = args.due_within.as_deref().map(days).transpose()?;
    let mut loaded = pipeline::load(&context.request(args.content.clone()))?;
    let as_of = loaded.analysis.settings.as_of;
    let overdue = |it: &ActionItem| crate::analysis::action_items::overdue_days(it, as_of);
    let wanted = |incident: &Incident, it: &ActionItem| {
        let is_open = !matches!(it.status, ActionStatus::Done | ActionStatus::Cancelled);
        let is_due = |days: i32| {
            it.due.is_some_and(|due| {
                (0..=days).contains(&as_of.until(due).map_or(i32::MAX, |it| it.get_days()))
            })
        };
        let same = |a: &str, b: &str| fold(a.trim_start_matches('@')) == fold(b.trim_start_matches('@'));
        let of_team = |team: &String| {
            it.team.as_ref().is_some_and(|it| same(it, team))
                || incident.teams.iter().any(|it| same(it, team))
        };
        (!args.overdue || overdue(it).is_some())
            && due_within.is_none_or(|days| is_open && is_due(days))
            && args.owner.as_ref().is_none_or(|owner| it.owner.as_ref().is_some_and(|it| same(it, owner)))
            && args.team.as_ref().is_none_or(of_team)
    };
    for incident in &mut loaded.knowledge_base.incidents {
        let mut items = std::mem::take(&mut incident.action_items);
        items.retain(|it| wanted(incident, it));
        incident.action_items = items;
    }
    let mut rows: Vec<(&Incident, &ActionItem)> = loaded.knowledge_base.action_items().collect();
    rows.sort_by_key(|(_, it)| (std::cmp::Reverse(overdue(it)), it.due, it.id.clone()));
    let n_overdue = rows.iter().filter(|(_, it)| overdue(it).is_some()).count();
    let addresses = Addresses::new(&loaded.knowledge_base);
    let input = Input {
        sources: &loaded.sources,
        knowledge_base: &loaded.knowledge_base,
        analysis: &loaded.analysis,
        config: &loaded.config,
        addresses: &addresses,
    };
    match args.format {
        ActionsFormat::Table => print(&table(&rows, &overdue))?,
        ActionsFormat::Markdown => print(&markdown(&rows, &overdue))?,
        ActionsFormat::Csv => print(&export::action_items_csv(&input))?,
        ActionsFormat::Json => {
            let items = json::action_items(&input);
            print(&format!("{}\n", serde_json::to_string_pretty(&items).unwrap_or_default()))?;
        }
    }
    if args.format == ActionsFormat::Table {
        ui.say(&format!("{} action items, {n_overdue} overdue on {as_of}", rows.len()));
    }
    Ok(if args.fail_on_overdue && 0 < n_overdue { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

fn days(text: &str) -> Result<i32, Failure> {
    let seconds = read_config_duration(text);
    seconds
        .and_then(|it| i32::try_from(it / 86_400).ok())
        .ok_or_else(|| Failure::Usage(format!("`--due-within {text}`: write a time such as `7d`")))
}

/// Late items by days, others by state.
fn state(it: &ActionItem, overdue: &dyn Fn(&ActionItem) -> Option<i32>) -> String {
    match overdue(it) {
        Some(days) => format!("{} ({days} d overdue)", it.status.as_str()),
        None => it.status.as_str().to_owned(),
    }
}

fn table(rows: &[(&Incident, &ActionItem)], overdue: &dyn Fn(&ActionItem) -> Option<i32>) -> String {
    let cells: Vec<[String; 5]> = rows
        .iter()
        .map(|(_, it)| {
            let due = it.due.map(|it| it.to_string()).or_else(|| it.due_written.clone());
            [
                it.id.clone(),
                due.unwrap_or_else(|| "-".to_owned()),
                state(it, overdue),
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

fn markdown(rows: &[(&Incident, &ActionItem)], overdue: &dyn Fn(&ActionItem) -> Option<i32>) -> String {
    let mut out =
        String::from("| Action item | Due | State | Owner | Task |\n| --- | --- | --- | --- | --- |\n");
    let escape = |text: &str| printable(text).replace('|', "\\|").replace('\n', " ");
    for (_, it) in rows {
        let due = it.due.map(|it| it.to_string()).or_else(|| it.due_written.clone()).unwrap_or_default();
        let owner = it.owner.as_deref().unwrap_or_default();
        out.push_str(&format!(
            "| {} | {} | {} | {} | {} |\n",
            escape(&it.id),
            escape(&due),
            state(it, overdue),
            escape(owner),
            escape(&it.task)
        ));
    }
    out
}
