//! Action items out of tables, task boxes and lists.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::action_lines::Parts;
use super::draft::Draft;
use super::front_matter;
use super::outline::{Outline, Section};
use super::{action_lines, people};
use crate::diagnostics::{Diagnostic, codes};
use crate::files::Span;
use crate::lexicon::words::Lexicon;
use crate::markdown::{Block, BlockKind, Inline, ListItem, Row, Table};
use crate::model::{ActionItem, ActionStatus, Column, Field, Horizon, How, SectionKind};
use crate::text::fold;
use crate::time::{find_date, read_date};

/// Reads every action item of the body, unless the front matter lists them.
pub(super) fn read(draft: &mut Draft, outline: &Outline<'_>) {
    if draft.has_declared_items {
        return;
    }
    let words = outline.words;
    let mut items: Vec<ActionItem> = Vec::new();
    let people = people::named(draft, outline);
    for section in &outline.sections {
        let here = section.meaning == Some(SectionKind::ActionItems);
        let mut context = Context::of(section, &people, words);
        let has_table = section.blocks.iter().any(
            |it| matches!(&it.kind, BlockKind::Table(table) if Columns::of(table, here, words).is_some()),
        );
        for block in &section.blocks {
            match &block.kind {
                BlockKind::Table(table) => {
                    if let Some(columns) = Columns::of(table, here, words) {
                        table_items(draft, &mut items, table, &columns, &context);
                    }
                }
                BlockKind::ListItem(item) if here && !has_table && item.depth == 0 => {
                    items.extend(list_item(block, item, &context, words));
                }
                BlockKind::ListItem(item) if here && !has_table && 1 == item.depth => {
                    if let Some((line, above)) = item.lines.first().zip(items.last_mut()) {
                        say_more(above, line, words);
                    }
                }
                BlockKind::ListItem(item) if !here && item.checkbox.is_some() && has_mark(item, words) => {
                    items.extend(list_item(block, item, &context, words));
                }
                BlockKind::Paragraph(lines) if here => {
                    if let Some(name) = bold_heading(lines) {
                        context.below(name, &people, words);
                    } else if !has_table {
                        items.extend(lines.iter().filter_map(|it| counted_line(it, &context, words)));
                    }
                }
                _ => {}
            }
        }
    }
    let mut seen: BTreeSet<String> = BTreeSet::new();
    // Some templates list in prose what a table repeats: the fuller one counts.
    items.sort_by_key(|it| it.span.start);
    items.retain(|it| seen.insert(fold(&it.task)));
    for (idx, item) in items.iter_mut().enumerate() {
        item.id = format!("A{}", idx + 1);
    }
    if let Some(first) = items.first() {
        let how = if first.note.as_deref() == Some(FROM_LIST) { How::List } else { How::Table };
        let span = first.span;
        draft.read(Field::ActionItems, how, span);
    }
    for item in &mut items {
        if item.note.as_deref() == Some(FROM_LIST) {
            item.note = None;
        }
    }
    draft.incident.action_items = items;
}

/// Marks an item as read from a list until its provenance is noted.
const FROM_LIST: &str = "\0list";

/// What the headings above say of every item below.
#[derive(Default)]
struct Context {
    horizon: Option<Horizon>,
    owner: Option<String>,
    status: Option<ActionStatus>,
}

impl Context {
    fn of(section: &Section<'_>, people: &[String], words: &Lexicon) -> Self {
        let mut context = Self::default();
        for heading in section.above.iter().copied().chain([section.heading]) {
            context.below(heading, people, words);
        }
        context
    }

    /// What holds below a heading that names a horizon, a state, or a person whom the document knows.
    fn below(&mut self, heading: &str, people: &[String], words: &Lexicon) {
        if let Some(horizon) = words.horizon(heading) {
            self.horizon = Some(horizon);
        }
        self.status = words.action_status(heading);
        let known = people.iter().find(|it| fold(it) == fold(heading.trim_end_matches([':', '：'])));
        self.owner = known.cloned().or_else(|| heading.starts_with('@').then(|| heading.to_owned()));
    }
}

/// A line in bold that stands for a heading, as in a list by person.
fn bold_heading(lines: &[Inline]) -> Option<&str> {
    let [line] = lines else { return None };
    let bold = line.bold_lead()?;
    let rest = line.text[line.after_lead()].trim_matches([' ', ':', '：']);
    rest.is_empty().then(|| bold.text.trim_end_matches([':', '：']).trim())
}

/// Which column holds what.
#[derive(Debug)]
struct Columns {
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
    fn of(table: &Table, in_action_section: bool, words: &Lexicon) -> Option<Self> {
        let find = |column| table.header.iter().position(|it| words.is_column(column, &it.text));
        let (owner, due, status, priority) =
            (find(Column::Owner), find(Column::Due), find(Column::Status), find(Column::Priority));
        let ticket = find(Column::Ticket);
        let task = table.header.iter().enumerate().position(|(idx, it)| {
            words.is_column(Column::Task, &it.text)
                && ![owner, due, status, priority, ticket].contains(&Some(idx))
        })?;
        let telling = [owner, due, status].iter().flatten().count();
        let is_timeline = find(Column::Time) == Some(0) && find(Column::Event).is_some() && owner.is_none();
        let fits = if in_action_section { !is_timeline } else { 2 <= telling && owner.is_some() };
        fits.then(|| Self {
            task,
            owner,
            team: find(Column::Team),
            due,
            priority,
            status,
            ticket,
            acceptance: find(Column::Acceptance),
            action_type: find(Column::Type).filter(|it| *it != task),
        })
    }
}

fn table_items(
    draft: &mut Draft,
    items: &mut Vec<ActionItem>,
    table: &Table,
    columns: &Columns,
    context: &Context,
) {
    for row in &table.rows {
        if 0 < row.n_missing || row.extra.is_some() {
            let what = if row.extra.is_some() { "more cells" } else { "fewer cells" };
            let message = format!("a row with {what} than its table has columns ({})", table.header.len());
            draft.report(
                Diagnostic::new(&codes::RAGGED_TABLE, message)
                    .at(row.span)
                    .hint("give every column a cell; write `\\|` for a `|` in a text"),
            );
        }
        items.extend(table_item(draft, row, columns, context));
    }
}

fn table_item(draft: &mut Draft, row: &Row, columns: &Columns, context: &Context) -> Option<ActionItem> {
    let words = Arc::clone(&draft.words);
    let cell = |idx: Option<usize>| idx.and_then(|idx| row.cells.get(idx));
    let text = |idx: Option<usize>| cell(idx).map_or("", |it| it.text.trim());
    let stated = |idx: Option<usize>| {
        let text = text(idx);
        (!words.is_none(text) && !words.is_placeholder(text)).then(|| text.to_owned())
    };
    let task_cell = cell(Some(columns.task))?;
    let (task, ticked) = without_box(task_cell.text.trim());
    if task.is_empty() || words.is_none(task) || words.is_placeholder(task) {
        return None;
    }
    let mut item = front_matter::empty_item(String::new(), row.span);
    task.clone_into(&mut item.task);
    item.owner = stated(columns.owner);
    item.team = stated(columns.team);
    item.priority = stated(columns.priority);
    item.acceptance = stated(columns.acceptance);
    item.action_type = words.action_type(text(columns.action_type));
    item.horizon = context.horizon;
    item.ticket = cell(columns.ticket)
        .and_then(|it| it.links().first().map(|link| link.target.clone()))
        .or_else(|| stated(columns.ticket).filter(|it| ticket_state(it, &words).is_none()))
        .or_else(|| task_cell.links().first().map(|it| it.target.clone()).filter(|it| is_ticket(it)));
    due(draft, &mut item, text(columns.due), row.span);
    let written = text(columns.status);
    item.status = match words.action_status(written).or_else(|| ticket_state(text(columns.ticket), &words)) {
        Some(status) => status,
        None if task_cell.is_struck() => ActionStatus::Cancelled,
        None => {
            if !words.is_none(written) && !words.is_placeholder(written) {
                let message = format!("`{written}` is no state of an action item");
                draft.report(
                    Diagnostic::new(&codes::UNKNOWN_ACTION_STATUS, message)
                        .at(row.span)
                        .hint("write open, in-progress, done or cancelled"),
                );
            }
            match ticked {
                Some(true) => ActionStatus::Done,
                Some(false) => ActionStatus::Open,
                None => ActionStatus::Unknown,
            }
        }
    };
    item.closed = find_date(written).map(|it| it.0).filter(|_| item.status == ActionStatus::Done);
    if item.owner.is_none() && matches!(item.status, ActionStatus::Open | ActionStatus::InProgress) {
        let message = format!("the action item `{}` has no owner", item.task);
        draft.report(
            Diagnostic::new(&codes::ACTION_ITEM_MISSING_OWNER, message).at(row.span).hint("name one person"),
        );
    }
    Some(item)
}

/// The state in a cell for tickets: `DONE`, `n/a **DONE**`, `BUG-1201 TODO`.
fn ticket_state(written: &str, words: &Lexicon) -> Option<ActionStatus> {
    let last = written.split_whitespace().next_back()?;
    let shouted = last.chars().all(|c| c.is_ascii_uppercase());
    words.action_status(written).or_else(|| words.action_status(last).filter(|_| shouted))
}

fn due(draft: &mut Draft, item: &mut ActionItem, written: &str, span: Span) {
    let words = Arc::clone(&draft.words);
    if words.is_none(written) {
        return;
    }
    item.due = read_date(written).or_else(|| find_date(written).map(|it| it.0));
    if item.due.is_none() {
        let is_open_ended = words.is_placeholder(written);
        if !is_open_ended {
            item.due_written = Some(written.to_owned());
        }
        let message = format!("due date `{written}` is not a date");
        draft.report(
            Diagnostic::new(&codes::INVALID_DUE_DATE, message).at(span).hint("write it as `2026-01-30`"),
        );
    }
}

/// Whether a task box outside an action section speaks of an action item: it names an owner or a day.
fn has_mark(item: &ListItem, words: &Lexicon) -> bool {
    let Some(line) = item.lines.first() else { return false };
    let parts = action_lines::parts(&line.text, words);
    parts.owner.is_some() || parts.due.is_some()
}

fn list_item(block: &Block, item: &ListItem, context: &Context, words: &Lexicon) -> Option<ActionItem> {
    let line = item.lines.first()?;
    let parts = action_lines::parts(&line.text, words);
    from_parts(parts, line, item.checkbox, block.span, context, words)
}

/// `1、增加监控（责任人：张三）` on a line that is no list item to Markdown.
fn counted_line(line: &Inline, context: &Context, words: &Lexicon) -> Option<ActionItem> {
    let text = line.text.trim_start_matches(|c: char| c.is_ascii_digit());
    let task = text.strip_prefix(['、', '）', '．']).filter(|_| text.len() < line.text.len())?;
    from_parts(action_lines::parts(task, words), line, None, line.span, context, words)
}

fn from_parts(
    parts: Parts,
    line: &Inline,
    checkbox: Option<bool>,
    span: Span,
    context: &Context,
    words: &Lexicon,
) -> Option<ActionItem> {
    if parts.task.is_empty() || words.is_none(&parts.task) || words.is_placeholder(&parts.task) {
        return None;
    }
    let mut found = front_matter::empty_item(String::new(), span);
    found.task = parts.task;
    found.owner = parts.owner.or_else(|| context.owner.clone());
    found.due = parts.due;
    found.due_written = parts.due_written;
    found.priority = parts.priority;
    found.closed = parts.closed;
    found.horizon = context.horizon;
    found.ticket = line.links().iter().map(|it| it.target.clone()).find(|it| is_ticket(it)).or(parts.ticket);
    found.note = Some(FROM_LIST.to_owned());
    found.status = match (checkbox, parts.status) {
        (_, Some(status)) => status,
        (Some(true), None) => ActionStatus::Done,
        (_, None) if line.is_struck() => ActionStatus::Cancelled,
        (Some(false), None) => ActionStatus::Open,
        (None, None) => context.status.unwrap_or(ActionStatus::Unknown),
    };
    Some(found)
}

/// `- Owner: Dana` below an item.
fn say_more(item: &mut ActionItem, line: &Inline, words: &Lexicon) {
    let mut parts = Parts::default();
    if !action_lines::below(&line.text, &mut parts, words) {
        return;
    }
    item.owner = item.owner.take().or(parts.owner);
    item.due = item.due.or(parts.due);
    item.due_written = item.due_written.take().or(parts.due_written);
    item.priority = item.priority.take().or(parts.priority);
    item.closed = item.closed.or(parts.closed);
    item.ticket = item.ticket.take().or(parts.ticket);
    if let Some(status) = parts.status.filter(|_| item.status == ActionStatus::Unknown) {
        item.status = status;
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

/// Whether an address is that of a ticket or a change, not of a document.
fn is_ticket(target: &str) -> bool {
    target.starts_with("http")
        && ["/issues/", "/pull/", "/merge_requests/", "/browse/", "/tickets/", "/issue/"]
            .iter()
            .any(|it| target.contains(it))
}
