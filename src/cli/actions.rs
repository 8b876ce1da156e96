//! `afterword actions`: what was planned, by whom, and what is overdue.

use std::collections::{BTreeMap, BTreeSet};
use std::process::ExitCode;

use super::args::{Actions, ActionsFormat};
use super::context::Context;
use super::failure::Failure;
use super::ui::{Ui, columns, print};
use super::unread;
use super::wrap::wrapped;
use crate::address::Addresses;
use crate::analysis::action_items::{is_of_team, is_tracked, overdue_days};
use crate::analysis::trackers::used_exports;
use crate::diagnostics::printable;
use crate::export::{self, Chat, Digest, json};
use crate::i18n::Locale;
use crate::model::{ActionItem, ActionStatus, Incident, KnowledgeBase};
use crate::output;
use crate::phrase::{Phrase, say};
use crate::pipeline::{self, Loaded, Purpose};
use crate::resolve;
use crate::source;
use crate::text::{did_you_mean, fold_name, width};
use crate::time::{Date, read_config_duration};

type Item<'a> = (&'a Incident, &'a ActionItem);

/// Runs the command.
pub(super) fn run(ui: &Ui, context: &Context, args: &Actions) -> Result<ExitCode, Failure> {
    let due_within = args.due_within.as_deref().map(Within::read).transpose()?;
    let mut request = context.request(args.content.clone());
    // Only the JSON has whether a fix held, for which texts are compared.
    request.purpose =
        if args.format == ActionsFormat::Json { Purpose::Numbers } else { Purpose::ActionItems };
    let loaded = unread::load(ui, &request)?;
    if args.write_sidecar {
        write_sidecar(ui, context, &loaded)?;
        return Ok(unread::settle(ui, &loaded, ExitCode::SUCCESS));
    }
    let as_of = loaded.analysis.settings.as_of;
    let knowledge_base = &loaded.knowledge_base;
    let team = args.team.as_ref().map(|it| team(ui, knowledge_base, it));
    if let Some(owner) = &args.owner {
        warn_of_unknown_owner(ui, knowledge_base, owner);
    }
    let is_wanted = |(incident, it): &Item<'_>| {
        let is_late = overdue_days(it, as_of).is_some();
        let is_near = due_within.is_some_and(|within| is_due(it, as_of, within.end(as_of)));
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
    let addresses = Addresses::new(knowledge_base);
    let input = loaded.input(&addresses);
    let text = match args.format {
        ActionsFormat::Table => Table { ui, as_of }.text(&rows),
        ActionsFormat::Csv => export::action_item_rows_csv(&input, &rows),
        ActionsFormat::Json => {
            let items = json::action_item_rows(&input, &rows);
            format!("{}\n", serde_json::to_string_pretty(&items).unwrap_or_default())
        }
        ActionsFormat::Markdown
        | ActionsFormat::Slack
        | ActionsFormat::Feishu
        | ActionsFormat::Dingtalk
        | ActionsFormat::Teams => {
            let messages = pipeline::messages(&loaded, &request)?;
            let digest = Digest::new(&input, &messages, rows.iter().copied());
            chat(args.format).map_or_else(|| digest.markdown(), |it| export::chat_message(&digest, it))
        }
        ActionsFormat::Ics => {
            let messages = pipeline::messages(&loaded, &request)?;
            let title = messages.fill("calendar.title", &[("site", &loaded.config.site.title)]);
            export::calendar(&input, &messages, &title, rows.iter().copied(), [])
        }
    };
    print(&text)?;
    if args.format == ActionsFormat::Table {
        ui.say(&say!("actions.found", n = rows.len(), overdue = n_overdue, day = as_of));
        for it in used_exports(knowledge_base) {
            ui.say(&match it.day {
                Some(day) => say!("actions.tracker", n = it.n, export = it.name, day),
                None => say!("actions.tracker-undated", n = it.n, export = it.name),
            });
        }
    }
    let code = if args.fail_on_overdue && 0 < n_overdue { ExitCode::from(1) } else { ExitCode::SUCCESS };
    Ok(unread::settle(ui, &loaded, code))
}

/// The chat that takes the format; `None` for Markdown, which all of them take.
fn chat(format: ActionsFormat) -> Option<Chat> {
    match format {
        ActionsFormat::Slack => Some(Chat::Slack),
        ActionsFormat::Feishu => Some(Chat::Feishu),
        ActionsFormat::Dingtalk => Some(Chat::DingTalk),
        ActionsFormat::Teams => Some(Chat::Teams),
        ActionsFormat::Table
        | ActionsFormat::Json
        | ActionsFormat::Csv
        | ActionsFormat::Markdown
        | ActionsFormat::Ics => None,
    }
}

/// Writes the states of trackers to `actions.yml`, for teams that want them beside the documents: entries that are there
/// stay, and items whose document states the same have none.
fn write_sidecar(ui: &Ui, context: &Context, loaded: &Loaded) -> Result<(), Failure> {
    let Some(root) = loaded.content.roots.first() else { return Ok(()) };
    let path = root.folder.join("actions.yml");
    let old = source::read_original(&path, &context.working_folder)?.unwrap_or_default();
    let items: Vec<&ActionItem> = loaded.knowledge_base.action_items().map(|it| it.1).collect();
    let (text, n) = resolve::sidecar_with(&old, &items);
    if 0 < n {
        output::write_file(&path, &text)?;
    }
    let shown = path.strip_prefix(&context.working_folder).unwrap_or(&path);
    ui.say(&say!("actions.sidecar-written", n, path = shown.display()));
    Ok(())
}

/// A time ahead, as `--due-within` names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Within {
    Days(i32),
    /// Until the same day of a later year.
    Years(i16),
}

impl Within {
    /// Reads `7d`, `2w`, `1y`.
    fn read(text: &str) -> Result<Self, Failure> {
        let years = text.strip_suffix('y').and_then(|it| it.parse().ok()).filter(|it| (0..=100).contains(it));
        let days = || read_config_duration(text).and_then(|it| i32::try_from(it / 86_400).ok());
        years.map(Self::Years).or_else(|| days().map(Self::Days)).ok_or_else(|| {
            Failure::usage(say!("actions.due-within", written = text))
                .with_hint(say!("actions.due-within-hint"))
        })
    }

    /// The last day of this time.
    fn end(self, as_of: Date) -> Date {
        let span = match self {
            Self::Days(days) => jiff::Span::new().try_days(days),
            Self::Years(years) => jiff::Span::new().try_years(years),
        };
        span.and_then(|it| as_of.checked_add(it)).unwrap_or(Date::MAX)
    }
}

/// Whether `item` is still to be done and due from `as_of` to `end`.
fn is_due(item: &ActionItem, as_of: Date, end: Date) -> bool {
    let is_settled = matches!(item.status, ActionStatus::Done | ActionStatus::Cancelled);
    !is_settled && item.due.is_some_and(|due| (as_of..=end).contains(&due))
}

/// Whether two names are one.
fn is_same(a: &str, b: &str) -> bool {
    fold_name(a) == fold_name(b)
}

/// The team that `wanted` names, as the knowledge base writes it.
fn team(ui: &Ui, knowledge_base: &KnowledgeBase, wanted: &str) -> String {
    let teams = knowledge_base.teams.iter().map(String::as_str);
    if let Some(known) = teams.clone().find(|it| is_same(it, wanted)) {
        return known.to_owned();
    }
    ui.warn(&match nearest(wanted, teams) {
        Some(near) => say!("actions.unknown-team-near", team = wanted, near),
        None => say!("actions.unknown-team", team = wanted),
    });
    wanted.to_owned()
}

/// A name that nobody has is most often misspelled, and an empty list would pass for good news.
fn warn_of_unknown_owner(ui: &Ui, knowledge_base: &KnowledgeBase, wanted: &str) {
    let owners: BTreeSet<&str> =
        knowledge_base.action_items().filter_map(|(_, it)| it.owner.as_deref()).collect();
    if !owners.iter().any(|it| is_same(it, wanted)) {
        ui.warn(&match nearest(wanted, owners.into_iter()) {
            Some(near) => say!("actions.unknown-owner-near", owner = wanted, near),
            None => say!("actions.unknown-owner", owner = wanted),
        });
    }
}

/// The name that `wanted` was probably meant to be.
fn nearest<'a>(wanted: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let known: BTreeMap<String, &str> = known.map(|it| (fold_name(it), it)).collect();
    did_you_mean(&fold_name(wanted), known.keys().map(String::as_str)).map(|it| known[it])
}

/// The columns of a terminal: what is overdue is red, and tasks go on below their head.
struct Table<'a> {
    ui: &'a Ui,
    as_of: Date,
}

/// Narrowest column that tasks are wrapped to; on a narrower terminal the terminal itself wraps.
const MIN_TASK: usize = 20;

impl Table<'_> {
    fn text(&self, rows: &[Item<'_>]) -> String {
        if rows.is_empty() {
            return String::new();
        }
        let locale = self.ui.locale();
        let head = [
            say!("actions.head-id"),
            say!("actions.head-due"),
            say!("actions.head-state"),
            say!("actions.head-owner"),
            say!("actions.head-task"),
        ];
        let head = head.map(|it| it.text(locale));
        let cells: Vec<[String; 5]> = rows.iter().map(|(_, it)| self.cells(it, locale)).collect();
        let all = || std::iter::once(&head).chain(&cells);
        let widths: Vec<usize> =
            (0..4).map(|idx| all().map(|it| width(&it[idx])).max().unwrap_or(0)).collect();
        let margin: usize = widths.iter().map(|it| it + 2).sum();
        let for_task = columns().map(|it| it.saturating_sub(margin)).filter(|it| MIN_TASK <= *it);
        let mut out = self.row(&head, &widths, for_task, Some("\u{1b}[1m"));
        for (cells, (_, item)) in cells.iter().zip(rows) {
            let color = overdue_days(item, self.as_of).map(|_| "\u{1b}[31m");
            out.push_str(&self.row(cells, &widths, for_task, color));
        }
        out
    }

    fn cells(&self, it: &ActionItem, locale: Locale) -> [String; 5] {
        let none = || "-".to_owned();
        let due = it.due.map(|it| it.to_string()).or_else(|| it.due_written.clone());
        let status = status(it.status);
        let state = match overdue_days(it, self.as_of) {
            Some(days) => say!("actions.overdue", status, n = days),
            None => status,
        };
        [
            it.id.clone(),
            due.unwrap_or_else(none),
            state.text(locale),
            it.owner.clone().unwrap_or_else(none),
            it.task.clone(),
        ]
        .map(|it| printable(&it).replace(['\n', '\t'], " "))
    }

    fn row(
        &self,
        cells: &[String; 5],
        widths: &[usize],
        for_task: Option<usize>,
        color: Option<&str>,
    ) -> String {
        let mut line = String::new();
        for (cell, column) in cells.iter().zip(widths) {
            line.push_str(cell);
            line.extend(std::iter::repeat_n(' ', column.saturating_sub(width(cell)) + 2));
        }
        let indent = " ".repeat(width(&line));
        let task = for_task.map_or_else(|| vec![cells[4].clone()], |columns| wrapped(&cells[4], columns));
        line.push_str(&task.join(&format!("\n{indent}")));
        match color.filter(|_| self.ui.is_colored()) {
            Some(color) => format!("{color}{line}\u{1b}[0m\n"),
            None => format!("{line}\n"),
        }
    }
}

/// The word for a state.
fn status(status: ActionStatus) -> Phrase {
    match status {
        ActionStatus::Open => say!("actions.status-open"),
        ActionStatus::InProgress => say!("actions.status-in-progress"),
        ActionStatus::Done => say!("actions.status-done"),
        ActionStatus::Cancelled => say!("actions.status-cancelled"),
        ActionStatus::Unknown => say!("actions.status-unknown"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_ahead_is_days_or_years() {
        let as_of = Date::constant(2028, 2, 29);
        let end = |text: &str| Within::read(text).map(|it| it.end(as_of).to_string()).ok();
        assert_eq!(end("7d").as_deref(), Some("2028-03-07"));
        assert_eq!(end("2w").as_deref(), Some("2028-03-14"));
        assert_eq!(end("1y").as_deref(), Some("2029-02-28"));
        assert_eq!((end("soon"), end("y"), end("-1y")), (None, None, None));
    }
}
