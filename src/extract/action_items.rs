//! Action items out of tables, task boxes and lists.

use super::draft::Draft;
use super::front_matter;
use super::outline::{Outline, Section};
use super::words;
use crate::diagnostics::{Diagnostic, codes};
use crate::files::Span;
use crate::markdown::{Block, BlockKind, Inline, ListItem, Row, Table};
use crate::model::{ActionItem, ActionStatus, Horizon, How};
use crate::text::fold;
use crate::time::{find_date, read_date};

/// Reads every action item of the body, unless the front matter lists them.
pub(super) fn read(draft: &mut Draft, outline: &Outline<'_>) {
    if draft.has_declared_items {
        return;
    }
    let mut items: Vec<ActionItem> = Vec::new();
    for section in &outline.sections {
        let here = section.meaning == Some("action_items");
        let context = Context::of(section);
        let has_table = section
            .blocks
            .iter()
            .any(|it| matches!(&it.kind, BlockKind::Table(table) if Columns::of(table, here).is_some()));
        for block in &section.blocks {
            match &block.kind {
                BlockKind::Table(table) => {
                    if let Some(columns) = Columns::of(table, here) {
                        table_items(draft, &mut items, table, &columns, &context);
                    }
                }
                BlockKind::ListItem(item) if here && !has_table && item.depth == 0 => {
                    items.extend(list_item(block, item, &context));
                }
                BlockKind::ListItem(item) if !here && item.checkbox.is_some() && has_mark(item) => {
                    items.extend(list_item(block, item, &context));
                }
                _ => {}
            }
        }
    }
    let mut seen: Vec<String> = Vec::new();
    // Some templates list in prose what a table repeats: the fuller one counts.
    items.sort_by_key(|it| it.span.start);
    items.retain(|it| {
        let key = fold(&it.task);
        let is_new = !seen.contains(&key);
        seen.push(key);
        is_new
    });
    for (idx, item) in items.iter_mut().enumerate() {
        item.id = format!("A{}", idx + 1);
    }
    if let Some(first) = items.first() {
        let how = if first.note.as_deref() == Some(FROM_LIST) { How::List } else { How::Table };
        let span = first.span;
        draft.read("action_items", how, span);
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
struct Context {
    horizon: Option<Horizon>,
    team: Option<String>,
}

impl Context {
    fn of(section: &Section<'_>) -> Self {
        let headings = std::iter::once(section.heading).chain(section.above.iter().rev().copied());
        Self { horizon: headings.into_iter().find_map(words::horizon), team: None }
    }
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
    fn of(table: &Table, in_action_section: bool) -> Option<Self> {
        let find = |meaning: &str| table.header.iter().position(|it| words::is_column(meaning, &it.text));
        let (owner, due, status, priority) = (find("owner"), find("due"), find("status"), find("priority"));
        let ticket = find("ticket");
        let task = table.header.iter().enumerate().position(|(idx, it)| {
            words::is_column("task", &it.text) && ![owner, due, status, priority, ticket].contains(&Some(idx))
        })?;
        let telling = [owner, due, status].iter().flatten().count();
        let is_timeline = find("time") == Some(0) && find("event").is_some() && owner.is_none();
        let fits = if in_action_section { !is_timeline } else { 2 <= telling && owner.is_some() };
        fits.then(|| Self {
            task,
            owner,
            team: find("team"),
            due,
            priority,
            status,
            ticket,
            acceptance: find("acceptance"),
            action_type: find("type").filter(|it| *it != task),
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
    let cell = |idx: Option<usize>| idx.and_then(|idx| row.cells.get(idx));
    let text = |idx: Option<usize>| cell(idx).map_or("", |it| it.text.trim());
    let stated = |idx: Option<usize>| {
        let text = text(idx);
        (!words::is_none(text) && !words::is_placeholder(text)).then(|| text.to_owned())
    };
    let task_cell = cell(Some(columns.task))?;
    let (task, ticked) = without_box(task_cell.text.trim());
    if task.is_empty() || words::is_none(task) || words::is_placeholder(task) {
        return None;
    }
    let mut item = front_matter::empty_item(String::new(), row.span);
    task.clone_into(&mut item.task);
    item.owner = stated(columns.owner);
    item.team = stated(columns.team);
    item.priority = stated(columns.priority);
    item.acceptance = stated(columns.acceptance);
    item.action_type = words::action_type(text(columns.action_type));
    item.horizon = context.horizon;
    item.ticket = cell(columns.ticket)
        .and_then(|it| it.links().first().map(|link| link.target.clone()))
        .or_else(|| stated(columns.ticket).filter(|it| words::action_status(it).is_none()))
        .or_else(|| task_cell.links().first().map(|it| it.target.clone()).filter(|it| is_ticket(it)));
    due(draft, &mut item, text(columns.due), row.span);
    let written = text(columns.status);
    item.status = match words::action_status(written).or_else(|| words::action_status(text(columns.ticket))) {
        Some(status) => status,
        None if task_cell.is_struck() => ActionStatus::Cancelled,
        None => {
            if !words::is_none(written) && !words::is_placeholder(written) {
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

fn due(draft: &mut Draft, item: &mut ActionItem, written: &str, span: Span) {
    if words::is_none(written) {
        return;
    }
    item.due = read_date(written).or_else(|| find_date(written).map(|it| it.0));
    if item.due.is_none() {
        let is_open_ended = words::is_placeholder(written);
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
fn has_mark(item: &ListItem) -> bool {
    let Some(line) = item.lines.first() else { return false };
    let parts = owner_and_due(line);
    parts.owner.is_some() || parts.due.is_some()
}

fn list_item(block: &Block, item: &ListItem, context: &Context) -> Option<ActionItem> {
    let line = item.lines.first()?;
    let parts = owner_and_due(line);
    if parts.task.is_empty() || words::is_none(&parts.task) || words::is_placeholder(&parts.task) {
        return None;
    }
    let mut found = front_matter::empty_item(String::new(), block.span);
    found.task = parts.task;
    found.owner = parts.owner;
    found.due = parts.due;
    found.due_written = parts.due_written;
    found.priority = parts.priority;
    found.closed = parts.closed;
    found.team.clone_from(&context.team);
    found.horizon = context.horizon;
    found.ticket = line.links().iter().map(|it| it.target.clone()).find(|it| is_ticket(it));
    found.note = Some(FROM_LIST.to_owned());
    found.status = match (item.checkbox, parts.status) {
        (_, Some(status)) => status,
        (Some(true), None) => ActionStatus::Done,
        (Some(false), None) => ActionStatus::Open,
        (None, None) if line.is_struck() => ActionStatus::Cancelled,
        (None, None) => ActionStatus::Unknown,
    };
    Some(found)
}

/// What one line of a list says of an action item.
#[derive(Debug, Default)]
struct Parts {
    task: String,
    owner: Option<String>,
    due: Option<jiff::civil::Date>,
    due_written: Option<String>,
    closed: Option<jiff::civil::Date>,
    priority: Option<String>,
    status: Option<ActionStatus>,
}

/// `Add an alert (@dana, due 2026-03-01)`, `…（责任人：张三，截止 2026-03-01）`.
fn owner_and_due(line: &Inline) -> Parts {
    let text = line.text.trim();
    let mut parts = Parts { task: text.to_owned(), ..Parts::default() };
    let tail = text.rfind(['(', '（']).filter(|_| text.ends_with([')', '）', '.', '。']));
    if let Some(at) = tail {
        let inner = text[at..].trim_start_matches(['(', '（']).trim_end_matches([')', '）', '.', '。']);
        let mut understood = false;
        let mut inside = Parts::default();
        for piece in inner.split([',', '，', ';', '；', '、']) {
            understood |= piece_of(piece.trim(), &mut inside);
        }
        if understood {
            let task = text[..at].trim().to_owned();
            return Parts { task, ..inside };
        }
    }
    for mark in ["✅", "🔄", "📋", "☑️", "✔️", "❌", "🚧"] {
        if let Some(rest) = parts.task.strip_prefix(mark) {
            parts.status = words::action_status(mark);
            parts.task = rest.trim().to_owned();
            break;
        }
    }
    parts
}

/// Reads one piece of the brackets behind a task; `false` where it says nothing of owner, day or state.
fn piece_of(piece: &str, parts: &mut Parts) -> bool {
    let (name, value) =
        piece.split_once([':', '：']).map_or(("", piece), |(name, value)| (name.trim(), value.trim()));
    let lowered = fold(piece);
    if words::is_column("owner", name) {
        parts.owner = Some(value.to_owned());
    } else if words::is_column("priority", name) {
        parts.priority = Some(value.to_owned());
    } else if words::is_column("due", name)
        || lowered.starts_with("due ")
        || lowered.starts_with("by ")
        || lowered.starts_with("截止")
    {
        match find_date(value) {
            Some((date, _)) => parts.due = Some(date),
            None => parts.due_written = Some(value.to_owned()),
        }
    } else if ["done ", "closed ", "completed ", "完成于", "已完成 "].iter().any(|it| lowered.starts_with(it))
    {
        parts.status = Some(ActionStatus::Done);
        parts.closed = find_date(value).map(|it| it.0);
    } else if value.starts_with('@') && !value.contains(['/', ' ']) && 1 < value.len() {
        parts.owner = Some(value.to_owned());
    } else if let Some(date) = read_date(value) {
        parts.due = Some(date);
    } else if ["p0", "p1", "p2", "p3", "p4"].contains(&lowered.as_str()) {
        parts.priority = Some(value.to_owned());
    } else if let Some(status) =
        words::action_status(value).filter(|_| name.is_empty() || words::is_column("status", name))
    {
        parts.status = Some(status);
    } else {
        return false;
    }
    true
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
