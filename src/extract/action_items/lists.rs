//! Action items out of lists, lines, paragraphs and numbered headings.

use super::candidate::{Found, is_ticket};
use super::context::Context;
use super::line;
use super::piece::{Known, Parts};
use crate::extract::outline::{Section, name_only};
use crate::files::Span;
use crate::lexicon::promises::{is_aside, is_task_word};
use crate::lexicon::words::Lexicon;
use crate::markdown::{Block, BlockKind, Inline, ListItem};
use crate::model::{ActionItem, ActionStatus, ActionType, Horizon, How};
use crate::text::{fold, is_cjk};

/// The items of the lists, lines and paragraphs of a section about action items.
pub(super) fn items(section: &Section<'_>, context: &Context, known: Known<'_>) -> Vec<Found> {
    let blocks: Vec<&Block> = section.blocks.iter().copied().filter(|it| !it.footnote).collect();
    if let Some(item) = headed_item(section, &blocks, context, known) {
        return vec![item];
    }
    if is_legend(&blocks, section.depth, known) {
        return Vec::new();
    }
    let is_aside = section.own_meaning.is_none() && is_aside(section.heading);
    let mut reader = Reader { context: context.clone(), outer: context, known, is_aside, found: Vec::new() };
    let has_items = blocks.iter().any(|it| matches!(it.kind, BlockKind::ListItem(_) | BlockKind::Table(_)));
    let mut at = 0;
    while let Some(block) = blocks.get(at) {
        let nested = n_nested(&blocks[at..]);
        match &block.kind {
            BlockKind::ListItem(item) => {
                reader.item(block, item, &blocks[at + 1..=at + nested]);
            }
            BlockKind::Paragraph(lines) if block.item.is_none() && !block.quoted => {
                let opens_list = blocks
                    .get(at + 1)
                    .is_some_and(|it| matches!(it.kind, BlockKind::ListItem(_) | BlockKind::Table(_)));
                match numbered_task(lines, known).filter(|_| !opens_list) {
                    Some(task) => reader.text(&[task]),
                    None => reader.paragraph(lines, has_items),
                }
            }
            // The example is over.
            BlockKind::Code(_) => reader.is_aside = false,
            _ => {}
        }
        at += nested + 1;
    }
    reader.found
}

/// The items of the lists among `blocks`, which stand for themselves.
pub(super) fn listed(blocks: &[&Block], context: &Context, known: Known<'_>) -> Vec<Found> {
    let mut reader =
        Reader { context: context.clone(), outer: context, known, is_aside: false, found: Vec::new() };
    reader.nested(blocks);
    reader.found
}

/// Boxes outside the sections about action items that name an owner or a day.
pub(super) fn marked_boxes(section: &Section<'_>, context: &Context, known: Known<'_>) -> Vec<Found> {
    let boxes = section.blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::ListItem(item) if item.checkbox.is_some() => Some((block, item)),
        _ => None,
    });
    let read = boxes.filter_map(|(block, item)| {
        let text = Text::of(item, block.span.end, known)?;
        let is_promise = text.parts.owner.is_some() || text.parts.due.is_some();
        is_promise.then(|| text.found(item.checkbox, block.span, context, known))?
    });
    read.collect()
}

/// Whether most items of a mixed section begin with what to do.
pub(in crate::extract) fn is_of_tasks(section: &Section<'_>, words: &Lexicon) -> bool {
    let texts: Vec<&str> = section
        .blocks
        .iter()
        .filter_map(|block| match &block.kind {
            BlockKind::ListItem(item) if item.depth == section.depth => {
                item.lines.first().map(|it| it.text.as_str())
            }
            _ => None,
        })
        .collect();
    let texts = if texts.is_empty() {
        section.blocks.iter().flat_map(|it| it.lines()).map(|it| it.text.as_str()).collect()
    } else {
        texts
    };
    let tasks = texts.iter().filter(|it| words.begins_with_action(it)).count();
    0 < tasks && texts.len() <= tasks * 2
}

/// How many of the blocks behind the first one are nested in it.
fn n_nested(blocks: &[&Block]) -> usize {
    let Some((first, rest)) = blocks.split_first() else { return 0 };
    if !matches!(first.kind, BlockKind::ListItem(_)) {
        return 0;
    }
    rest.iter().take_while(|it| it.span.start < first.span.end).count()
}

/// The list item's own text: everything up to its nested items, but for the lines that are fields.
struct Text<'a> {
    whole: Inline,
    parts: Parts,
    lines: &'a [Inline],
}

impl<'a> Text<'a> {
    fn of(item: &'a ListItem, nested_at: usize, known: Known<'_>) -> Option<Self> {
        let own = item.lines.iter().take_while(|it| it.span.start < nested_at).count();
        Self::new(&item.lines[..own], known)
    }

    /// The first line and those that go on with it; a line such as `Owner: Dana` says more of it.
    fn new(lines: &'a [Inline], known: Known<'_>) -> Option<Self> {
        let mut more = Parts::default();
        let mut own: Vec<Inline> = Vec::new();
        for (idx, line) in lines.iter().enumerate() {
            if idx == 0 || !line::below(&line.text, &mut more, known) {
                own.push(line.clone());
            }
        }
        let whole = Inline::joined(&own)?;
        let mut parts = line::parts(&whole.text, known);
        say_more(&mut parts, more);
        Some(Self { whole, parts, lines })
    }

    fn found(self, checkbox: Option<bool>, span: Span, context: &Context, known: Known<'_>) -> Option<Found> {
        let links = self.lines.iter().flat_map(Inline::links).map(|it| it.target.clone()).collect();
        let is_struck = self.whole.is_struck() || self.is_struck_but_for_state(known);
        Task { parts: self.parts, links, checkbox, is_struck }.found(span, context, known)
    }
}

impl Text<'_> {
    /// `~~Buy a host~~ won't fix`: nothing but a state is left standing.
    fn is_struck_but_for_state(&self, known: Known<'_>) -> bool {
        let [run] = self.whole.struck() else { return false };
        let behind = self.whole.text[run.range.end..].trim_matches(|c: char| !c.is_alphanumeric());
        run.range.start == 0 && known.words.state_word(behind) == Some(ActionStatus::Cancelled)
    }
}

/// What was read of a task, wherever it is written.
struct Task {
    parts: Parts,
    links: Vec<String>,
    checkbox: Option<bool>,
    is_struck: bool,
}

impl Task {
    fn found(self, span: Span, context: &Context, known: Known<'_>) -> Option<Found> {
        let Self { parts, links, checkbox, is_struck } = self;
        let task = &parts.task;
        let has_words = task.contains(char::is_alphanumeric);
        if !has_words || says_nothing(task, known) || known.words.is_placeholder(task) {
            return None;
        }
        let has_day = parts.due.is_some() || parts.finish.is_some();
        let says = parts.owner.is_some() || has_day || parts.status.is_some();
        let is_marked = says || checkbox.is_some() || context.owner.is_some();
        let mut item = ActionItem::unread(String::new(), span);
        item.horizon = lead_horizon(task, known).or(context.horizon);
        item.action_type = context.action_type;
        item.task = parts.task;
        item.owner = parts.owner.or_else(|| context.owner.clone());
        item.due = parts.due;
        item.due_written = parts.due_written;
        item.priority = parts.priority;
        item.note = parts.note;
        item.closed = parts.closed;
        item.verified = parts.verified;
        let is_done =
            parts.status == Some(ActionStatus::Done) || checkbox == Some(true) && parts.status.is_none();
        if is_done {
            item.closed = item.closed.or(parts.finish);
        } else {
            item.due = item.due.or(parts.finish);
        }
        item.ticket = links.into_iter().find(|it| is_ticket(it)).or(parts.ticket);
        item.status = match (checkbox, parts.status) {
            (_, Some(status)) => status,
            (Some(true), None) => ActionStatus::Done,
            (_, None) if is_struck => ActionStatus::Cancelled,
            (Some(false), None) => ActionStatus::Open,
            (None, None) => context.status.unwrap_or(ActionStatus::Unknown),
        };
        Some(Found { item, how: How::List, is_marked })
    }
}

/// `**短期**: 建立检查` names its horizon itself.
fn lead_horizon(task: &str, known: Known<'_>) -> Option<Horizon> {
    known.words.horizon(task.split_once([':', '：'])?.0)
}

/// `None`, `No action items.`, `None at this time`.
fn says_nothing(task: &str, known: Known<'_>) -> bool {
    // `Prevention: no action taken` says as little as `No action taken`.
    let behind = task.split_once([':', '：']).map(|it| it.1.trim()).filter(|it| !it.is_empty());
    let bare = behind.unwrap_or(task).trim_end_matches(['.', '。', '!']);
    let folded = fold(bare);
    let mut words = folded.split(' ');
    let is_short = words.clone().count() <= 5;
    // `No deploys on Fridays` is a task.
    let says_none = match (words.next(), words.next()) {
        (Some("none" | "nothing"), _) => true,
        (Some("no"), Some(of)) => {
            ["action", "actions", "items", "follow-up", "follow-ups", "further", "outstanding"].contains(&of)
        }
        // `Keine Maßnahmen`, `nenhuma ação aplicada`
        (Some(none), Some(of)) => known.words.is_none(none) && is_task_word(of),
        _ => false,
    };
    // `Prevention of recurrence: none so far`
    let value = bare.rsplit_once([':', '：']).map(|it| it.1.trim()).filter(|it| !it.is_empty());
    let names_none = value.is_some_and(|it| {
        let mut words = it.split_whitespace();
        let first = words.next().map(fold);
        known.words.is_none(it)
            || words.count() < MAX_NONE_WORDS && first.is_some_and(|it| NO.contains(&it.as_str()))
    });
    // `What went well?` heads the next part of the form.
    let is_heading = task.ends_with(['?', '？']) && known.words.section(task).is_some();
    known.words.is_none(bare) || is_short && says_none || names_none || is_heading
}

/// `None`, in the languages of the lexicon, before what there is none of.
const NO: [&str; 10] =
    ["none", "nenhuma", "nenhum", "ninguna", "ninguno", "aucune", "aucun", "keine", "ingen", "nessuna"];

/// Most words of a value that says that there is nothing.
const MAX_NONE_WORDS: usize = 3;

/// Takes over what `more` says and `parts` does not.
fn say_more(parts: &mut Parts, more: Parts) {
    parts.owner = parts.owner.take().or(more.owner);
    parts.due = parts.due.or(more.due);
    parts.due_written = parts.due_written.take().or(more.due_written);
    parts.priority = parts.priority.take().or(more.priority);
    parts.closed = parts.closed.or(more.closed);
    parts.finish = parts.finish.or(more.finish);
    parts.ticket = parts.ticket.take().or(more.ticket);
    parts.status = parts.status.or(more.status);
    parts.verified |= more.verified;
}

struct Reader<'c> {
    /// What the last group's name says.
    context: Context,
    /// What the headings say.
    outer: &'c Context,
    known: Known<'c>,
    /// The last group's name says that what follows is not a task.
    is_aside: bool,
    found: Vec<Found>,
}

impl Reader<'_> {
    /// A list item with what is nested in it: a group, or a task with its details.
    fn item(&mut self, block: &Block, item: &ListItem, nested: &[&Block]) {
        if self.is_aside && item.checkbox.is_none() {
            return;
        }
        let children = children(nested);
        let nested_at = nested.first().map_or(block.span.end, |it| it.span.start);
        let says_more = |line: &Inline| line::below(&line.text, &mut Parts::default(), self.known);
        let has_fields = children.iter().any(|it| it.1.lines.first().is_some_and(says_more));
        if item.checkbox.is_none()
            && !children.is_empty()
            && !has_fields
            && let Some(name) = group_name(item, self.known)
        {
            if is_aside(name) {
                return;
            }
            let around = self.context.clone();
            self.context.below(name, self.known);
            if !is_legend_of(&children, self.known) {
                self.nested(nested);
            }
            self.context = around;
            return;
        }
        let Some(mut text) = Text::of(item, nested_at, self.known) else { return };
        let mut own = Vec::new();
        for (child, child_item, below) in children {
            let first = child_item.lines.first();
            let is_field = child_item.checkbox.is_none()
                && first.is_some_and(|it| line::below(&it.text, &mut text.parts, self.known));
            if is_field {
                continue;
            }
            let read =
                Text::of(child_item, below.first().map_or(child.span.end, |it| it.span.start), self.known);
            let Some(read) = read else { continue };
            // A box, or an owner or a day where the item above has none, is a task of its own; the rest are details.
            let has_own = read.parts.owner.is_some() || read.parts.due.is_some();
            let is_parent_plain =
                item.checkbox.is_none() && text.parts.owner.is_none() && text.parts.due.is_none();
            if child_item.checkbox.is_some() || has_own && is_parent_plain {
                own.extend(read.found(child_item.checkbox, child.span, &self.context, self.known));
            }
        }
        let is_only_group = item.checkbox.is_none() && !own.is_empty() && own.iter().all(|it| it.is_marked);
        let is_said = text.parts.owner.is_some() || text.parts.status.is_some();
        if !is_only_group || is_said {
            self.found.extend(text.found(item.checkbox, block.span, &self.context, self.known));
        }
        self.found.extend(own);
    }

    fn nested(&mut self, nested: &[&Block]) {
        let mut at = 0;
        while let Some(block) = nested.get(at) {
            let below = n_nested(&nested[at..]);
            if let BlockKind::ListItem(item) = &block.kind {
                self.item(block, item, &nested[at + 1..=at + below]);
            }
            at += below + 1;
        }
    }

    fn paragraph(&mut self, lines: &[Inline], has_items: bool) {
        let opening = || match lines {
            [line] => line.text.trim().strip_suffix([':', '：']),
            _ => None,
        };
        if bold_heading(lines).or_else(opening).is_some_and(is_aside) {
            self.is_aside = true;
            return;
        }
        self.is_aside = false;
        if let Some(name) = bold_heading(lines) {
            self.context = self.outer.clone();
            self.context.below(name, self.known);
            return;
        }
        // `1、增加监控（责任人：张三）` on lines that Markdown does not read as list items.
        let counted: Vec<Inline> = lines.iter().filter_map(without_count).collect();
        if !counted.is_empty() {
            for line in &counted {
                self.text(std::slice::from_ref(line));
            }
        } else if is_one_task_a_line(lines, self.known) {
            for line in lines {
                self.text(std::slice::from_ref(line));
            }
        } else if !has_items && lines.first().is_some_and(|it| begins_task(&it.text, self.known)) {
            self.text(lines);
        }
    }

    fn text(&mut self, lines: &[Inline]) {
        let Some(text) = Text::new(lines, self.known) else { return };
        let (first, last) = (text.whole.span, lines.last().map_or(text.whole.span, |it| it.span));
        let span = Span::new(first.file, first.start, last.end.max(first.start));
        self.found.extend(text.found(None, span, &self.context, self.known));
    }
}

/// Whether a paragraph's text is a task: it begins with what to do, or names an owner, a day or a state.
fn begins_task(text: &str, known: Known<'_>) -> bool {
    let parts = line::parts(text, known);
    parts.owner.is_some()
        || parts.due.is_some()
        || parts.status.is_some()
        || is_instruction_to_us(&parts.task, known)
}

/// `Limit the memory of build pods`; `List the follow-ups here` is what a template asks for.
fn is_instruction_to_us(text: &str, known: Known<'_>) -> bool {
    const OF_TEMPLATES: [&str; 5] = ["list", "describe", "include", "use", "see"];
    let folded = fold(text);
    known.words.says_what_to_do(text) && !OF_TEMPLATES.iter().any(|it| folded.split(' ').next() == Some(it))
}

/// Whether every line of a paragraph is a task: prose is wrapped anywhere, tasks end with their line.
fn is_one_task_a_line(lines: &[Inline], known: Known<'_>) -> bool {
    let tasks = lines.iter().filter(|it| begins_task(&it.text, known)).count();
    let ends = lines.iter().filter(|it| it.text.ends_with(['.', '。', ';', '；', '!'])).count();
    let is_marked = |it: &Inline| {
        let parts = line::parts(&it.text, known);
        parts.owner.is_some() || parts.status.is_some()
    };
    let all_end = ends == lines.len() && lines.len() <= tasks * 2;
    1 < lines.len() && (all_end || lines.iter().all(is_marked))
}

/// A line without the number or the dot before it: `1、`, `2）`, `・`.
fn without_count(line: &Inline) -> Option<Inline> {
    if let Some(rest) = line.text.strip_prefix(['・', '•']) {
        let mut counted = line.clone();
        rest.trim_start().clone_into(&mut counted.text);
        return Some(counted);
    }
    let digits = line.text.len() - line.text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = line.text[digits..].strip_prefix(['、', '）', '．']).filter(|_| 0 < digits)?;
    let mut counted = line.clone();
    rest.trim_start().clone_into(&mut counted.text);
    Some(counted)
}

/// A line in bold that stands for a heading, as in a list by person.
fn bold_heading(lines: &[Inline]) -> Option<&str> {
    let [line] = lines else { return None };
    let bold = line.bold_lead()?;
    let rest = line.text[line.after_lead()].trim_matches([' ', ':', '：']);
    rest.is_empty().then(|| bold.text.trim_end_matches([':', '：']).trim())
}

/// `**1. Cap the retries**` over a text about it: a task with its reasons. Over a list it names a group.
fn numbered_task(lines: &[Inline], known: Known<'_>) -> Option<Inline> {
    const MIN_WORDS: usize = 3;
    let first = lines.first()?;
    let text = bold_heading(std::slice::from_ref(first))?;
    let task = without_number(text);
    let is_sentence = MIN_WORDS <= task.split_whitespace().count()
        || MIN_WORDS * 2 <= task.chars().filter(|it| is_cjk(*it)).count();
    let is_group = known.words.horizon(task).is_some() || is_aside(task);
    let is_task = task.len() < text.len() && (is_sentence || known.words.says_what_to_do(task)) && !is_group;
    is_task.then(|| {
        let mut line = first.clone();
        task.clone_into(&mut line.text);
        line
    })
}

/// The name of a list item that only groups what is nested in it.
fn group_name<'i>(item: &'i ListItem, known: Known<'_>) -> Option<&'i str> {
    name_only(&item.lines).or_else(|| {
        // `Monitoring` over nested items is a name too; `Fix dashboards` is a task.
        let [line] = item.lines.as_slice() else { return None };
        let is_name = line.text.split_whitespace().count() <= 2
            && line.text.is_ascii()
            && !line.text.ends_with('.')
            && !known.words.begins_with_action(&line.text);
        is_name.then_some(line.text.trim())
    })
}

/// The direct list items among nested blocks, each with what is nested in it.
fn children<'b>(nested: &'b [&'b Block]) -> Vec<(&'b Block, &'b ListItem, &'b [&'b Block])> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(block) = nested.get(at) {
        let below = n_nested(&nested[at..]);
        if let BlockKind::ListItem(item) = &block.kind {
            found.push((*block, item, &nested[at + 1..=at + below]));
        }
        at += below + 1;
    }
    found
}

/// Whether the section's list explains the words of a template: `Prevent: what keeps it from happening again`.
fn is_legend(blocks: &[&Block], depth: usize, known: Known<'_>) -> bool {
    let items: Vec<&ListItem> = blocks
        .iter()
        .filter_map(|block| match &block.kind {
            BlockKind::ListItem(item) if item.depth == depth => Some(item),
            _ => None,
        })
        .collect();
    explains(&items, known)
}

fn is_legend_of(children: &[(&Block, &ListItem, &[&Block])], known: Known<'_>) -> bool {
    explains(&children.iter().map(|it| it.1).collect::<Vec<&ListItem>>(), known)
}

/// Several items, each of them a kind of action, another one each time, and what it means.
///
/// Of kinds that nobody knows half may be among them, where none of the items says what to do.
fn explains(items: &[&ListItem], known: Known<'_>) -> bool {
    let named: Vec<(&str, &str)> = items
        .iter()
        .filter_map(|item| {
            let text = &item.lines.first().filter(|_| item.checkbox.is_none())?.text;
            let (name, rest) = text.split_once([':', '：', '–', '—'])?;
            Some((name.trim(), rest.trim())).filter(|it| !it.1.is_empty())
        })
        .collect();
    let mut kinds: Vec<ActionType> = named.iter().filter_map(|it| known.words.action_type(it.0)).collect();
    let n = kinds.len();
    kinds.sort_unstable();
    kinds.dedup();
    if n < 2 || kinds.len() < n || named.len() < items.len() {
        return false;
    }
    let is_word = |name: &str| name.split_whitespace().count() == 1;
    let says_no_task = || named.iter().all(|it| is_word(it.0) && !known.words.begins_with_action(it.1));
    n == items.len() || items.len() <= 2 * n && says_no_task()
}

/// A heading that is a task itself: numbered, or with an owner, a day or a state below it.
fn headed_item(
    section: &Section<'_>,
    blocks: &[&Block],
    context: &Context,
    known: Known<'_>,
) -> Option<Found> {
    let span = section.span.filter(|_| section.own_meaning.is_none() && !section.heading.is_empty())?;
    let mut parts = line::parts(without_number(section.heading), known);
    let mut has_fields = false;
    let mut has_others = false;
    let mut is_below_aside = false;
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(lines) => {
                is_below_aside = bold_heading(lines).is_some_and(is_aside);
                for line in lines {
                    has_fields |= line::below(&line.text, &mut parts, known);
                }
            }
            BlockKind::ListItem(item) => {
                let is_field = item.checkbox.is_none()
                    && item.lines.iter().all(|it| line::below(&it.text, &mut parts, known));
                has_fields |= is_field;
                has_others |= !is_field && !is_below_aside;
            }
            BlockKind::Table(_) => has_others |= !is_below_aside,
            _ => {}
        }
    }
    let is_numbered = without_number(section.heading).len() < section.heading.len();
    // `### 5.1 代码层面` over paragraphs is a group; `### 2. Cap the pool` says what to do.
    let says_what = is_numbered && known.words.begins_with_action(&parts.task);
    let is_task = has_fields && !has_boxes(blocks) || says_what && !has_others && !blocks.is_empty();
    if !is_task || known.words.horizon(section.heading).is_some() {
        return None;
    }
    let lines = blocks.iter().flat_map(|it| it.lines());
    let links = lines.flat_map(Inline::links).map(|it| it.target.clone()).collect();
    Task { parts, links, checkbox: None, is_struck: false }.found(span, context, known)
}

fn has_boxes(blocks: &[&Block]) -> bool {
    blocks.iter().any(|it| matches!(&it.kind, BlockKind::ListItem(item) if item.checkbox.is_some()))
}

/// `1. Add an alert` without its number.
fn without_number(heading: &str) -> &str {
    let rest = heading.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let rest = rest.trim_start_matches([')', '、', ':', ' ']);
    if heading.starts_with(|c: char| c.is_ascii_digit()) && !rest.is_empty() { rest } else { heading }
}
