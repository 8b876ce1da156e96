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
mod piece;
mod table;

pub(super) use lists::is_of_tasks;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::draft::Draft;
use super::outline::{Outline, Section};
use super::people;
use crate::lexicon::words::Lexicon;
use crate::markdown::BlockKind;
use crate::model::{ActionItem, ActionStatus, Field, How, SectionKind};
use crate::text::fold;
use candidate::Found;
use context::Context;
use due::Days;
use piece::Known;
use table::{Columns, Place};

/// What the section is about that this file reads.
const HERE: SectionKind = SectionKind::ActionItems;

/// Reads every action item of the body, unless the front matter lists them.
pub(super) fn read(draft: &mut Draft, outline: &Outline<'_>) {
    if draft.has_declared_items {
        return;
    }
    let words = Arc::clone(&draft.words);
    let mut people: BTreeMap<String, String> = BTreeMap::new();
    for name in people::named(draft, outline) {
        people.entry(fold(&name)).or_insert(name);
    }
    // `Noor` is Noor Haddad, where the document names one of them.
    let first_names: Vec<String> = people.values().filter_map(|it| first_name(it)).collect();
    for name in first_names {
        people.entry(fold(&name)).or_insert(name);
    }
    people.remove("");
    let known = Known { words: &words, people: &people, days: Days::of(draft) };
    let scopes = Scopes::of(outline);
    let mut found: Vec<Found> = Vec::new();
    for (idx, section) in outline.sections.iter().enumerate() {
        let context = Context::of(section, known);
        let mut here = tables(draft, section, &context, known);
        match scopes.role(outline, idx) {
            Role::None => {
                here.extend(lists::marked_boxes(section, &context, known));
                if here.is_empty() {
                    here.extend(announced::boxes(section, &context, known));
                }
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

/// The first of the two or three capital words that a name consists of.
fn first_name(name: &str) -> Option<String> {
    let words: Vec<&str> = name.split(' ').collect();
    let is_name = (2..=3).contains(&words.len())
        && words.iter().all(|it| it.starts_with(char::is_uppercase) && it.is_ascii());
    words.first().filter(|it| is_name && 2 < it.len()).map(|it| (*it).to_owned())
}

fn tables(draft: &mut Draft, section: &Section<'_>, context: &Context, known: Known<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for block in &section.blocks {
        if let BlockKind::Table(table) = &block.kind
            && let Some(columns) = Columns::of(table, place(section, known.words), known.words)
        {
            found.extend(table::items(draft, table, &columns, context, known));
        }
    }
    found
}

/// What the headings over the tables of a section say.
fn place(section: &Section<'_>, words: &Lexicon) -> Place {
    match section.meaning {
        Some(HERE) if names_tasks(section, words) => Place::Tasks,
        Some(HERE) => Place::Purpose,
        _ => Place::Elsewhere,
    }
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
    registers: BTreeSet<usize>,
    /// Sections with an own action heading.
    headed: BTreeSet<usize>,
    /// Those among them whose heading only consists of words that announce tasks.
    loosely: BTreeSet<usize>,
    /// The topmost headed sections over the registers.
    register_roots: BTreeSet<usize>,
    /// Headed sections that have another one below them, which does more than announce.
    with_headed_below: BTreeSet<usize>,
}

impl Scopes {
    fn of(outline: &Outline<'_>) -> Self {
        let is_register = |section: &Section<'_>| {
            section.meaning == Some(HERE)
                && section.blocks.iter().any(|block| match &block.kind {
                    BlockKind::Table(table) => {
                        let place = place(section, outline.words);
                        Columns::of(table, place, outline.words).is_some_and(|it| it.is_register())
                    }
                    _ => false,
                })
        };
        let all = outline.sections.iter().enumerate();
        let headed: BTreeSet<usize> =
            all.clone().filter(|it| it.1.own_meaning == Some(HERE)).map(|it| it.0).collect();
        let announces = |it: &&usize| outline.words.only_announces(outline.sections[**it].heading);
        let loosely: BTreeSet<usize> = headed.iter().filter(announces).copied().collect();
        let registers: BTreeSet<usize> = all.filter(|it| is_register(it.1)).map(|it| it.0).collect();
        let register_roots = registers.iter().map(|it| root(outline, &headed, *it)).collect();
        let above = headed.difference(&loosely).flat_map(|it| &outline.sections[*it].parents);
        let with_headed_below = above.copied().filter(|it| headed.contains(it)).collect();
        Self { registers, headed, loosely, register_roots, with_headed_below }
    }

    fn role(&self, outline: &Outline<'_>, idx: usize) -> Role {
        let section = &outline.sections[idx];
        if section.meaning != Some(HERE) {
            return Role::None;
        }
        let root = root(outline, &self.headed, idx);
        // `Actions after the incident` beside the table of `Immediate action plan` is a second list of tasks.
        let names_tasks = outline.words.names_tasks(outline.sections[root].heading);
        let is_elsewhere = !names_tasks && !self.registers.is_empty() && !self.register_roots.contains(&root);
        if is_elsewhere || self.registers.contains(&idx) {
            return Role::Statements;
        }
        // An own `Action items` below the heading that this section belongs to.
        let is_group = section.own_meaning.is_none() || self.loosely.contains(&idx);
        if is_group && section.parents.iter().any(|it| self.with_headed_below.contains(it)) {
            return Role::Statements;
        }
        // `Lessons learned and action items`: one list holds both, and says which by how it begins.
        if section.also.iter().any(|it| *it != HERE) && !is_of_tasks(section, outline.words) {
            return Role::Statements;
        }
        Role::Promises
    }
}

/// The topmost of the `headed` sections over the section `idx`, else that section.
fn root(outline: &Outline<'_>, headed: &BTreeSet<usize>, idx: usize) -> usize {
    let parents = &outline.sections[idx].parents;
    parents.iter().copied().chain([idx]).find(|it| headed.contains(it)).unwrap_or(idx)
}

/// The candidates without those that say the same task again; what only the other one says is kept.
fn without_repeats(found: Vec<Found>) -> Vec<Found> {
    let mut kept = Kept::default();
    for candidate in found {
        let key = task_key(&candidate.item.task);
        match kept.position(&key, candidate.how) {
            None => kept.push(key, candidate),
            Some(idx) => {
                let earlier = &mut kept.found[idx];
                if n_values(&earlier.item) < n_values(&candidate.item) {
                    let poorer = std::mem::replace(earlier, candidate);
                    fill(&mut earlier.item, poorer.item);
                    kept.rename(idx, key);
                } else {
                    fill(&mut earlier.item, candidate.item);
                }
            }
        }
    }
    kept.found
}

/// The tasks so far, found again by their words in about the same time however many there are.
#[derive(Default)]
struct Kept {
    found: Vec<Found>,
    keys: Vec<String>,
    by_key: BTreeMap<String, usize>,
    /// Tasks that begin with the same [`MIN_SAME`] characters.
    by_start: BTreeMap<String, Vec<usize>>,
}

/// Most tasks that begin alike and are compared with a further one: more of them are a list of numbers, not repeats.
const MAX_ALIKE: usize = 200;

impl Kept {
    /// The first task that is the one of `key` and `how`.
    fn position(&self, key: &str, how: How) -> Option<usize> {
        let same = self.by_key.get(key).copied();
        let alike = start(key).and_then(|it| self.by_start.get(it)).into_iter().flatten();
        // Two rows of one list that begin alike are two tasks.
        let is_repeat = |idx: &&usize| self.found[**idx].how != how && is_same_task(&self.keys[**idx], key);
        let begun = alike.take(MAX_ALIKE).find(is_repeat).copied();
        same.into_iter().chain(begun).min()
    }

    fn push(&mut self, key: String, found: Found) {
        self.keys.push(String::new());
        self.found.push(found);
        self.rename(self.keys.len() - 1, key);
    }

    fn rename(&mut self, idx: usize, key: String) {
        let old = std::mem::replace(&mut self.keys[idx], key.clone());
        if self.by_key.get(&old) == Some(&idx) {
            self.by_key.remove(&old);
        }
        if let Some(start) = start(&key) {
            let alike = self.by_start.entry(start.to_owned()).or_default();
            if !alike.contains(&idx) && alike.len() < MAX_ALIKE {
                alike.push(idx);
            }
        }
        self.by_key.entry(key).or_insert(idx);
    }
}

/// The first [`MIN_SAME`] characters of `key`; `None` where it is shorter.
fn start(key: &str) -> Option<&str> {
    let (last, c) = key.char_indices().nth(MIN_SAME - 1)?;
    Some(&key[..last + c.len_utf8()])
}

/// Letters and digits only: marks, blanks and signs differ between a table and the prose above it.
fn task_key(task: &str) -> String {
    fold(task).chars().filter(|it| it.is_alphanumeric()).collect()
}

/// Fewest characters of a task that begins another one, so that the two are one.
const MIN_SAME: usize = 24;

fn is_same_task(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    short == long || start(short).is_some() && long.starts_with(short)
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
