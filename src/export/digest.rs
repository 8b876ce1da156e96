//! Action items as a message to a chat: by owner, what is overdue first, as short as it can be.

use std::collections::BTreeMap;

use super::input::Input;
use crate::address::Route;
use crate::analysis::action_items::overdue_days;
use crate::analysis::trackers::used_exports;
use crate::diagnostics::printable;
use crate::i18n::Messages;
use crate::model::{ActionItem, ActionStatus, Incident};

/// Most items that are listed for one owner; the rest is counted.
const MAX_LISTED: usize = 10;

type Item<'a> = (&'a Incident, &'a ActionItem);

/// The message before a chat's own marks: every text is as people wrote it.
#[derive(Debug, Clone)]
pub struct Digest {
    /// `Action items of Kb on 1 Mar 2026`.
    pub(super) title: String,
    /// `5 to do, 2 overdue`.
    pub(super) counts: String,
    /// Whether anything is overdue.
    pub(super) is_late: bool,
    /// Who has most that is overdue first.
    pub(super) owners: Vec<OwnerItems>,
    /// Exports of trackers that states rest on.
    pub(super) notes: Vec<String>,
    /// `and {n} more`, for what a chat has no room for.
    pub(super) more_pattern: String,
    /// How a line is put together, with `{when}`, `{task}` and `{id}`.
    pub(super) pattern: String,
    /// The address of the list of action items; `None` where the site has none.
    pub(super) address: Option<String>,
    /// What a link to that list reads.
    pub(super) link_text: String,
}

/// What one owner is to do.
#[derive(Debug, Clone)]
pub(super) struct OwnerItems {
    /// Its name, or that there is none.
    pub(super) name: String,
    /// `2 overdue`.
    pub(super) overdue: Option<String>,
    /// The first items.
    pub(super) lines: Vec<DigestLine>,
    /// `and 3 more`.
    pub(super) more: Option<String>,
}

/// One item.
#[derive(Debug, Clone)]
pub(super) struct DigestLine {
    /// `41 days overdue`.
    pub(super) when: String,
    pub(super) task: String,
    pub(super) id: String,
    /// The page of its incident.
    pub(super) address: Option<String>,
}

impl Digest {
    /// The message about those of `items` that are still to be done.
    pub fn new<'a>(
        input: &Input<'_>,
        messages: &Messages,
        items: impl IntoIterator<Item = Item<'a>>,
    ) -> Self {
        let as_of = input.analysis.settings.as_of;
        let is_settled = |it: &ActionItem| matches!(it.status, ActionStatus::Done | ActionStatus::Cancelled);
        let mut by_owner: BTreeMap<Option<&str>, Vec<Item<'_>>> = BTreeMap::new();
        for it in items.into_iter().filter(|it| !is_settled(it.1)) {
            by_owner.entry(it.1.owner.as_deref()).or_default().push(it);
        }
        let n_overdue =
            |items: &[Item<'_>]| items.iter().filter(|it| overdue_days(it.1, as_of).is_some()).count();
        let (all, late) =
            by_owner.values().fold((0, 0), |(all, late), it| (all + it.len(), late + n_overdue(it)));
        let mut groups: Vec<(Option<&str>, Vec<Item<'_>>)> = by_owner.into_iter().collect();
        // Who has most that is late comes first; what nobody has comes last, where it asks for a name.
        groups.sort_by_key(|(owner, items)| (owner.is_none(), std::cmp::Reverse(n_overdue(items))));
        let owners = groups.into_iter().map(|(owner, mut items)| {
            items.sort_by_key(|(_, it)| {
                (std::cmp::Reverse(overdue_days(it, as_of)), it.due.is_none(), it.due, it.id.as_str())
            });
            let rest = items.len().saturating_sub(MAX_LISTED);
            OwnerItems {
                name: owner.map_or_else(|| messages.text("actions.no_owner").to_owned(), str::to_owned),
                overdue: Some(n_overdue(&items))
                    .filter(|it| 0 < *it)
                    .map(|it| messages.count("digest.overdue", it)),
                lines: items.iter().take(MAX_LISTED).map(|it| line(input, messages, it.0, it.1)).collect(),
                more: (0 < rest).then(|| messages.count("digest.more", rest)),
            }
        });
        let owners = owners.collect();
        let base_url = &input.config.site.base_url;
        let notes = used_exports(input.knowledge_base).into_iter().map(|it| {
            let n = messages.integer(it.n);
            let values = [("n", n.as_str()), ("export", it.name.as_str())];
            match it.day {
                Some(day) => {
                    messages.fill("footer.tracker", &[&values[..], &[("day", &messages.date(day))]].concat())
                }
                None => messages.fill("footer.tracker_undated", &values),
            }
        });
        Self {
            title: messages
                .fill("digest.title", &[("site", &input.config.site.title), ("day", &messages.date(as_of))]),
            counts: messages.fill(
                "digest.counts",
                &[("n", &messages.integer(all)), ("overdue", &messages.integer(late))],
            ),
            is_late: 0 < late,
            owners,
            notes: notes.collect(),
            more_pattern: messages.text("digest.more").to_owned(),
            pattern: messages.text("digest.line").to_owned(),
            address: (!base_url.is_empty()).then(|| Route::Actions.absolute(base_url)),
            link_text: messages.text("nav.actions").to_owned(),
        }
    }

    /// The message in the Markdown that chats have in common: bold words, lists and links.
    pub fn markdown(&self) -> String {
        let mut out = format!("**{}**\n{}\n", plain(&self.title), self.counts);
        for owner in &self.owners {
            out.push_str(&format!("\n**{}**", plain(&owner.name)));
            match &owner.overdue {
                None => out.push('\n'),
                Some(overdue) => out.push_str(&format!(" · {overdue}\n")),
            }
            for it in &owner.lines {
                out.push_str(&format!("- {}\n", self.line(it, plain, |id, url| format!("[{id}]({url})"))));
            }
            if let Some(more) = &owner.more {
                out.push_str(&format!("- {more}\n"));
            }
        }
        if !self.notes.is_empty() {
            out.push('\n');
        }
        for it in &self.notes {
            out.push_str(&format!("{}\n", plain(it)));
        }
        out
    }

    /// `41 days overdue: alert on the pool (INC-2026-0001/A1)`, with texts escaped and links made as a chat wants them.
    pub(super) fn line(
        &self,
        it: &DigestLine,
        escape: impl Fn(&str) -> String,
        link: impl Fn(&str, &str) -> String,
    ) -> String {
        let id = escape(&it.id);
        let id = it.address.as_ref().map_or_else(|| id.clone(), |url| link(&id, url));
        // One pass, so that a task with `{id}` in it stays a task.
        let values = [("{when}", escape(&it.when)), ("{task}", escape(&it.task)), ("{id}", id)];
        let mut out = String::new();
        let mut rest = self.pattern.as_str();
        while let Some((at, slot, value)) =
            values.iter().filter_map(|(slot, value)| Some((rest.find(slot)?, *slot, value))).min()
        {
            out.push_str(&rest[..at]);
            out.push_str(value);
            rest = &rest[at + slot.len()..];
        }
        out.push_str(rest);
        out
    }
}

fn line(input: &Input<'_>, messages: &Messages, incident: &Incident, item: &ActionItem) -> DigestLine {
    let when = match (overdue_days(item, input.analysis.settings.as_of), item.due) {
        (Some(days), _) => messages.count("actions.overdue_days", days.unsigned_abs() as usize),
        (None, Some(due)) => messages.fill("digest.due", &[("day", &messages.date(due))]),
        (None, None) => item.due_written.clone().unwrap_or_else(|| messages.text("digest.no_due").to_owned()),
    };
    let base_url = &input.config.site.base_url;
    DigestLine {
        when,
        task: item.task.clone(),
        id: item.id.clone(),
        address: (!base_url.is_empty()).then(|| Route::Incident(incident.slug.clone()).absolute(base_url)),
    }
}

/// `text` on one line, with nothing in it that a chat would read as a mark or a link.
pub(super) fn plain(text: &str) -> String {
    let text = printable(text);
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let is_inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        match c {
            '\n' | '\r' | '\t' => out.push(' '),
            // Within a word such as `pool_size` it marks nothing, and some chats show the backslash.
            '_' if is_inside(out.chars().next_back()) && is_inside(chars.peek().copied()) => out.push('_'),
            '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '|' | '~' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn nothing_in_a_task_is_read_as_markdown() {
        assert_eq!(plain("set pool_size to *8*\n[x](y) <b>"), r"set pool_size to \*8\* \[x\](y) \<b\>");
    }
}
