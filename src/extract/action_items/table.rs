//! Action items out of tables: which column holds what, and one item for each row.

use super::candidate::{Found, is_ticket};
use super::context::Context;
use super::piece::Known;
use crate::diagnostics::{Diagnostic, codes};
use crate::extract::draft::Draft;
use crate::extract::front_matter;
use crate::files::Span;
use crate::lexicon::promises::is_of_files;
use crate::lexicon::tasks::is_verified;
use crate::lexicon::words::Lexicon;
use crate::markdown::{Inline, Row, Table};
use crate::model::{ActionItem, ActionStatus, Column, How};
use crate::phrase::say;
use crate::text::is_cjk;

/// What the headings over a table say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// That tasks are below: `Action items`.
    Tasks,
    /// What is done for a purpose: `Prevention`.
    Purpose,
    /// Nothing of the kind.
    Elsewhere,
}

/// Which column holds what.
#[derive(Debug)]
pub(super) struct Columns {
    task: usize,
    owner: Option<usize>,
    team: Option<usize>,
    due: Option<usize>,
    priority: Option<usize>,
    status: Option<usize>,
    ticket: Option<usize>,
    acceptance: Option<usize>,
    action_type: Option<usize>,
}

impl Columns {
    /// The columns of a table of action items: one for the task, and one that only action items have.
    pub(super) fn of(table: &Table, place: Place, words: &Lexicon) -> Option<Self> {
        let in_action_section = place != Place::Elsewhere;
        let find = |column| table.header.iter().position(|it| words.is_column(column, &it.text));
        let (owner, due, status, priority) =
            (find(Column::Owner), find(Column::Due), find(Column::Status), find(Column::Priority));
        // A column of sentences under `Priority` holds the tasks: somebody left the head of theirs out.
        let priority = priority.filter(|it| !is_prose(table, *it));
        let (ticket, number) = (find(Column::Ticket), find(Column::Number));
        let taken = [owner, due, priority, ticket, number];
        let status = status.or_else(|| states(table, words, &taken).filter(|_| in_action_section));
        let others = [owner, due, status, priority, ticket];
        let telling = [owner, due, status].iter().flatten().count();
        let named =
            table.header.iter().enumerate().position(|(idx, it)| {
                words.is_column(Column::Task, &it.text) && !others.contains(&Some(idx))
            });
        // `#41 — no alert on caught failures`: a column of tickets that says what each is about holds the tasks.
        let tickets = ticket.filter(|it| in_action_section && is_prose(table, *it));
        let task = named.or(tickets).or_else(|| {
            let is_list = in_action_section && 0 < telling;
            longest(table, words, |idx| others.contains(&Some(idx))).filter(|_| is_list)
        })?;
        let is_timeline = find(Column::Time) == Some(0) && find(Column::Event).is_some() && owner.is_none();
        // `File | Change`: what was changed, unless somebody has it to do.
        let is_of_changes = telling == 0 && table.header.iter().any(|it| is_of_files(&it.text));
        let fits = match place {
            Place::Tasks => !is_timeline,
            Place::Purpose => !is_timeline && !is_of_changes,
            Place::Elsewhere => 2 <= telling && owner.is_some(),
        };
        fits.then(|| Self {
            task,
            owner,
            team: find(Column::Team),
            due,
            priority,
            status,
            ticket: ticket.filter(|it| *it != task),
            acceptance: find(Column::Acceptance),
            action_type: find(Column::Type).filter(|it| *it != task),
        })
    }

    /// Whether it says who, until when or how far: a register rather than a list of ideas.
    pub(super) fn is_register(&self) -> bool {
        self.owner.is_some() || self.due.is_some() || self.status.is_some()
    }
}

/// The column whose every cell begins with a state, whatever its head: `Outcome` over `Resolved by …` and `Open`.
///
/// Two different states at least: a column of tasks may begin every one with the same word.
fn states(table: &Table, words: &Lexicon, taken: &[Option<usize>]) -> Option<usize> {
    let is_of_states = |idx: &usize| {
        let cells = table.rows.iter().filter_map(|it| it.cells.get(*idx)).map(|it| it.text.trim());
        let found: Vec<_> = cells.map(|it| words.action_status(it)).collect();
        let mut known: Vec<ActionStatus> = found.iter().flatten().copied().collect();
        let is_whole = known.len() == found.len();
        known.sort_unstable();
        known.dedup();
        is_whole && 1 < known.len()
    };
    (1..table.header.len()).filter(|it| !taken.contains(&Some(*it))).find(is_of_states)
}

/// Whether every cell of a column says something in words rather than names it.
fn is_prose(table: &Table, idx: usize) -> bool {
    let cells = table.rows.iter().filter_map(|it| it.cells.get(idx));
    let says = |text: &str| {
        MIN_PROSE <= text.split_whitespace().count()
            || text.chars().filter(|it| is_cjk(*it)).count() >= 2 * MIN_PROSE
    };
    !table.rows.is_empty() && cells.map(|it| it.text.as_str()).all(says)
}

/// Fewest words that say something.
const MIN_PROSE: usize = 4;

/// The column with the longest cells that is not a number and not `taken`: what nobody named is the task.
fn longest(table: &Table, words: &Lexicon, taken: impl Fn(usize) -> bool) -> Option<usize> {
    let length = |idx: usize| -> usize {
        let cells = table.rows.iter().filter_map(|it| it.cells.get(idx));
        cells.map(|it| it.text.chars().count()).sum()
    };
    let is_free = |idx: &usize| {
        let head = &table.header[*idx].text;
        !taken(*idx)
            && ![Column::Number, Column::Time, Column::Team, Column::Type]
                .iter()
                .any(|it| words.is_column(*it, head))
    };
    (0..table.header.len()).filter(is_free).max_by_key(|idx| length(*idx))
}

/// The items of a table, in order of its rows.
pub(super) fn items(
    draft: &mut Draft,
    table: &Table,
    columns: &Columns,
    context: &Context,
    known: Known<'_>,
) -> Vec<Found> {
    let mut group = context.clone();
    let mut found = Vec::new();
    for row in &table.rows {
        if 0 < row.n_missing || row.extra.is_some() {
            let n = table.header.len();
            let message = if row.extra.is_some() {
                say!("read.row-too-long", n)
            } else {
                say!("read.row-too-short", n)
            };
            draft.report(
                Diagnostic::new(&codes::RAGGED_TABLE, message)
                    .at(row.span)
                    .hint(say!("read.one-cell-per-column")),
            );
        }
        if row.extra.is_some() {
            // The cell that the sign belongs to cannot be known: every value might be its neighbour's.
            continue;
        }
        if let Some(name) = group_row(row, known) {
            group = context.clone();
            group.below(name, known);
            continue;
        }
        found.extend(item(draft, row, columns, &group, known));
    }
    found
}

/// `| **Short term** | | |`: a row that names a group of the rows below.
fn group_row<'r>(row: &'r Row, known: Known<'_>) -> Option<&'r str> {
    let mut filled = row.cells.iter().filter(|it| !it.text.trim().is_empty());
    let (only, None) = (filled.next()?, filled.next()) else { return None };
    let name = only.text.trim();
    // A task in bold that nobody has taken yet looks the same: only a known word is a name.
    let is_name = known.words.horizon(name).is_some()
        || known.words.action_type(name).is_some()
        || known.words.state_word(name).is_some();
    (is_name && 2 < row.cells.len()).then_some(name)
}

/// The text of a cell as one line.
fn line(cell: Option<&Inline>) -> String {
    cell.map_or_else(String::new, |it| it.text.split_whitespace().collect::<Vec<&str>>().join(" "))
}

fn item(
    draft: &mut Draft,
    row: &Row,
    columns: &Columns,
    context: &Context,
    known: Known<'_>,
) -> Option<Found> {
    let cell = |idx: Option<usize>| idx.and_then(|idx| row.cells.get(idx));
    let text = |idx: Option<usize>| line(cell(idx));
    let stated = |idx: Option<usize>| {
        Some(text(idx)).filter(|it| !known.words.is_none(it) && !known.words.is_placeholder(it))
    };
    let task_cell = cell(Some(columns.task))?;
    let written = line(Some(task_cell));
    let (task, ticked) = without_box(&written);
    if task.is_empty() || known.words.is_none(task) || known.words.is_placeholder(task) {
        return None;
    }
    let mut item = ActionItem::unread(String::new(), row.span);
    task.clone_into(&mut item.task);
    item.owner = stated(columns.owner).or_else(|| context.owner.clone());
    item.team = stated(columns.team);
    item.priority = stated(columns.priority);
    item.acceptance = stated(columns.acceptance);
    item.action_type = known.words.action_type(&text(columns.action_type)).or(context.action_type);
    item.horizon = context.horizon;
    item.ticket = cell(columns.ticket)
        .and_then(|it| it.links().first().map(|link| link.target.clone()))
        .or_else(|| stated(columns.ticket).filter(|it| ticket_state(it, known).is_none()))
        .or_else(|| task_cell.links().first().map(|it| it.target.clone()).filter(|it| is_ticket(it)));
    due(draft, &mut item, &text(columns.due), row.span, known);
    let written = text(columns.status);
    item.status =
        match known.words.action_status(&written).or_else(|| ticket_state(&text(columns.ticket), known)) {
            Some(status) => status,
            None if task_cell.is_struck() => ActionStatus::Cancelled,
            None => {
                unknown_status(draft, &written, row.span, known);
                match ticked {
                    Some(true) => ActionStatus::Done,
                    Some(false) => ActionStatus::Open,
                    None => context.status.unwrap_or(ActionStatus::Unknown),
                }
            }
        };
    item.verified = item.status == ActionStatus::Done && is_verified(&written);
    item.closed = known.days.first(&written).filter(|_| item.status == ActionStatus::Done);
    if item.owner.is_none() && item.status.is_open() {
        let message = say!("read.item-without-owner", task = item.task);
        draft.report(
            Diagnostic::new(&codes::ACTION_ITEM_MISSING_OWNER, message)
                .at(row.span)
                .hint(say!("read.name-one-owner")),
        );
    }
    Some(Found { item, how: How::Table, is_marked: columns.is_register() })
}

/// A state column with a word that nobody knows.
fn unknown_status(draft: &mut Draft, written: &str, span: Span, known: Known<'_>) {
    if known.words.is_none(written) || known.words.is_placeholder(written) {
        return;
    }
    let message = say!("read.unknown-item-status", written);
    let finding = Diagnostic::new(&codes::UNKNOWN_ACTION_STATUS, message).at(span);
    draft.report(finding.hint(say!("read.item-statuses")));
}

/// The state in a cell for tickets: `DONE`, `n/a **DONE**`, `BUG-1201 TODO`.
fn ticket_state(written: &str, known: Known<'_>) -> Option<ActionStatus> {
    let last = written.split_whitespace().next_back()?;
    let shouted = last.chars().all(|c| c.is_ascii_uppercase()) || last.chars().all(is_cjk);
    known.words.action_status(written).or_else(|| known.words.action_status(last).filter(|_| shouted))
}

fn due(draft: &mut Draft, item: &mut ActionItem, written: &str, span: Span, known: Known<'_>) {
    if known.words.is_none(written) {
        return;
    }
    item.due = known.days.first(written);
    if item.due.is_none() {
        let is_open_ended = known.words.is_placeholder(written);
        if !is_open_ended {
            item.due_written = Some(written.to_owned());
        }
        draft.report(front_matter::no_due_date(written).at(span));
    }
}

/// `[x] done` in a table cell: the text and whether the box is ticked.
fn without_box(text: &str) -> (&str, Option<bool>) {
    let inner = text.trim_start_matches("- ");
    for (mark, ticked) in [("[x] ", true), ("[X] ", true), ("[ ] ", false)] {
        if let Some(rest) = inner.strip_prefix(mark) {
            return (rest.trim(), Some(ticked));
        }
    }
    (text, None)
}
