//! Action items: what a postmortem promises, whatever shape its template gives it.
//!
//! 1. Every section about action items gives *candidates*: rows of tables, list items, numbered headings, lines and
//!    paragraphs that begin with what to do. Elsewhere only tables of action items and ticked boxes with an owner or a
//!    day do; where no heading is about action items, lists that say themselves that they promise ([`announced`]).
//! 2. A candidate is a promise unless the document says it better elsewhere: where a table with owners, days or states
//!    appears below an action heading, the same tasks repeated in prose are text; where `Prevention` has an own
//!    `Action items`, its neighbours are statements.
//! 3. The same task twice is one item, with what both state about it.

mod announced;
mod candidate;
mod context;
mod due;
mod line;
mod lists;
mod table;

pub(super) use lists::is_of_tasks;

use std::sync::Arc;

use super::draft::Draft;
use super::outline::{Outline, Section};
use super::people;
use crate::lexicon::words::Lexicon;
use crate::markdown::BlockKind;
use crate::model::{ActionItem, ActionStatus, Field, SectionKind};
use crate::text::fold;
use candidate::Found;
use context::Context;
use due::Days;
use line::Known;
use table::Columns;

/// What the section is about that this file reads.
const HERE: SectionKind = SectionKind::ActionItems;

/// Reads every action item of the body, unless the front matter lists them.
pub(super) fn read(draft: &mut Draft, outline: &Outline<'_>) {
    if draft.has_declared_items {
        return;
    }
    let words = Arc::clone(&draft.words);
    let people = people::named(draft, outline);
    let known = Known { words: &words, people: &people, days: Days::of(draft) };
    let scopes = Scopes::of(outline);
    let mut found: Vec<Found> = Vec::new();
    for (idx, section) in outline.sections.iter().enumerate() {
        let context = Context::of(section, known);
        let mut here = tables(draft, section, &context, known);
        match scopes.role(outline, idx) {
            Role::None => {
                here.extend(lists::marked_boxes(section, &context, known));
                if here.is_empty() && scopes.headed.is_empty() {
                    here.extend(announced::items(section, &context, known));
                }
            }
            Role::Statements => {
                let items = lists::items(section, &context, known);
                here.extend(items.into_iter().filter(|it| it.is_marked));
            }
            Role::Promises => {
                let items = lists::items(section, &context, known);
                let is_weak = !names_tasks(section, known.words) && context.status.is_none();
                here.extend(items.into_iter().filter(|it| {
                    // `Prevention` lists what was done as well as what is to be done.
                    it.is_marked || !(is_weak && known.words.begins_with_past(&it.item.task))
                }));
            }
        }
        found.extend(here);
    }
    let mut items = without_repeats(found);
    items.sort_by_key(|it| it.item.span.start);
    for (idx, found) in items.iter_mut().enumerate() {
        found.item.id = format!("A{}", idx + 1);
    }
    if let Some(first) = items.first() {
        draft.read(Field::ActionItems, first.how, first.item.span);
    }
    draft.incident.action_items = items.into_iter().map(|it| it.item).collect();
}

fn tables(draft: &mut Draft, section: &Section<'_>, context: &Context, known: Known<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for block in &section.blocks {
        if let BlockKind::Table(table) = &block.kind
            && let Some(columns) = Columns::of(table, section.meaning == Some(HERE), known.words)
        {
            found.extend(table::items(draft, table, &columns, context, known));
        }
    }
    found
}

/// Whether one of the headings over a section, or its own, names tasks themselves.
fn names_tasks(section: &Section<'_>, words: &Lexicon) -> bool {
    section.above.iter().copied().chain([section.heading]).any(|it| words.names_tasks(it))
}

/// What the lists of a section are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// Not about action items.
    None,
    /// About them, but the document promises elsewhere: only what says itself that it is one counts.
    Statements,
    /// What it lists is promised.
    Promises,
}

/// Where the document keeps its action items.
struct Scopes {
    /// Sections with a table of owners, days or states below an action heading.
    registers: Vec<usize>,
    /// Sections with an own action heading.
    headed: Vec<usize>,
    /// Those among them whose heading only consists of words that announce tasks.
    loosely: Vec<usize>,
}

impl Scopes {
    fn of(outline: &Outline<'_>) -> Self {
        let is_register = |section: &Section<'_>| {
            section.meaning == Some(HERE)
                && section.blocks.iter().any(|block| match &block.kind {
                    BlockKind::Table(table) => {
                        Columns::of(table, true, outline.words).is_some_and(|it| it.is_register())
                    }
                    _ => false,
                })
        };
        let all = outline.sections.iter().enumerate();
        Self {
            registers: all.clone().filter(|it| is_register(it.1)).map(|it| it.0).collect(),
            headed: all.clone().filter(|it| it.1.own_meaning == Some(HERE)).map(|it| it.0).collect(),
            loosely: all
                .filter(|it| it.1.own_meaning == Some(HERE) && outline.words.only_announces(it.1.heading))
                .map(|it| it.0)
                .collect(),
        }
    }

    fn role(&self, outline: &Outline<'_>, idx: usize) -> Role {
        let section = &outline.sections[idx];
        if section.meaning != Some(HERE) {
            return Role::None;
        }
        let root = |it: usize| {
            let parents = &outline.sections[it].parents;
            parents.iter().copied().chain([it]).find(|it| self.headed.contains(it)).unwrap_or(it)
        };
        // `Actions after the incident` beside the table of `Immediate action plan` is a second list of tasks.
        let names_tasks = outline.words.names_tasks(outline.sections[root(idx)].heading);
        let is_elsewhere = !names_tasks
            && !self.registers.is_empty()
            && !self.registers.iter().any(|it| root(*it) == root(idx));
        if is_elsewhere || self.registers.contains(&idx) {
            return Role::Statements;
        }
        // An own `Action items` below the heading that this section belongs to.
        let is_neighbour = |it: &usize| {
            let other = &outline.sections[*it];
            *it != idx
                && !self.loosely.contains(it)
                && other
                    .parents
                    .iter()
                    .any(|parent| section.parents.contains(parent) && self.headed.contains(parent))
        };
        let is_group = section.own_meaning.is_none() || self.loosely.contains(&idx);
        if is_group && self.headed.iter().any(is_neighbour) {
            return Role::Statements;
        }
        // `Lessons learned and action items`: one list holds both, and says which by how it begins.
        if section.also.iter().any(|it| *it != HERE) && !is_of_tasks(section, outline.words) {
            return Role::Statements;
        }
        Role::Promises
    }
}

/// The candidates without those that say the same task again; what only the other one says is kept.
fn without_repeats(found: Vec<Found>) -> Vec<Found> {
    let mut kept: Vec<(String, Found)> = Vec::new();
    for candidate in found {
        let key = task_key(&candidate.item.task);
        let is_repeat = |it: &&mut (String, Found)| {
            // Two rows of one list that begin alike are two tasks.
            it.0 == key || it.1.how != candidate.how && is_same_task(&it.0, &key)
        };
        match kept.iter_mut().find(is_repeat) {
            None => kept.push((key, candidate)),
            Some((known, earlier)) => {
                if n_values(&earlier.item) < n_values(&candidate.item) {
                    let poorer = std::mem::replace(earlier, candidate);
                    *known = key;
                    fill(&mut earlier.item, poorer.item);
                } else {
                    fill(&mut earlier.item, candidate.item);
                }
            }
        }
    }
    kept.into_iter().map(|it| it.1).collect()
}

/// Letters and digits only: marks, blanks and signs differ between a table and the prose above it.
fn task_key(task: &str) -> String {
    fold(task).chars().filter(|it| it.is_alphanumeric()).collect()
}

/// Fewest characters of a task that begins another one, so that the two are one.
const MIN_SAME: usize = 24;

fn is_same_task(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    short == long || MIN_SAME <= short.chars().count() && long.starts_with(short)
}

fn n_values(item: &ActionItem) -> usize {
    let stated = [item.owner.is_some(), item.due.is_some(), item.ticket.is_some(), item.priority.is_some()];
    stated.iter().filter(|it| **it).count() + usize::from(item.status != ActionStatus::Unknown)
}

/// Takes over what `other` says and `item` does not.
fn fill(item: &mut ActionItem, other: ActionItem) {
    item.owner = item.owner.take().or(other.owner);
    item.team = item.team.take().or(other.team);
    item.due = item.due.or(other.due);
    item.due_written = item.due_written.take().or(other.due_written);
    item.priority = item.priority.take().or(other.priority);
    item.ticket = item.ticket.take().or(other.ticket);
    item.acceptance = item.acceptance.take().or(other.acceptance);
    item.closed = item.closed.or(other.closed);
    item.action_type = item.action_type.or(other.action_type);
    item.horizon = item.horizon.or(other.horizon);
    if item.status == ActionStatus::Unknown {
        item.status = other.status;
    }
}
