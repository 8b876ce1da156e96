//! Action items as a message to a chat: by owner, what is overdue first, as short as it can be.
//!
//! Bold words, lists and links are all the Markdown that chats have in common.

use std::collections::BTreeMap;

use super::input::Input;
use crate::address::Route;
use crate::analysis::action_items::overdue_days;
use crate::diagnostics::printable;
use crate::i18n::Messages;
use crate::model::{ActionItem, ActionStatus, Incident};

/// Most items that are listed for one owner; the rest is counted.
const MAX_LISTED: usize = 10;

type Item<'a> = (&'a Incident, &'a ActionItem);

/// The message about those of `items` that are still to be done.
pub fn digest<'a>(
    input: &Input<'_>,
    messages: &Messages,
    items: impl IntoIterator<Item = Item<'a>>,
) -> String {
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
    let day = messages.date(as_of);
    let mut out = format!(
        "**{}**\n",
        messages.fill("digest.title", &[("site", &plain(&input.config.site.title)), ("day", &day),])
    );
    out.push_str(
        &messages
            .fill("digest.counts", &[("n", &messages.integer(all)), ("overdue", &messages.integer(late))]),
    );
    out.push('\n');
    let mut groups: Vec<(Option<&str>, Vec<Item<'_>>)> = by_owner.into_iter().collect();
    // Who has most that is late comes first; what nobody has comes last, where it asks for a name.
    groups.sort_by_key(|(owner, items)| (owner.is_none(), std::cmp::Reverse(n_overdue(items))));
    for (owner, mut items) in groups {
        items.sort_by_key(|(_, it)| {
            (std::cmp::Reverse(overdue_days(it, as_of)), it.due.is_none(), it.due, it.id.as_str())
        });
        let name = owner.map_or_else(|| messages.text("actions.no_owner").to_owned(), plain);
        out.push_str(&format!("\n**{name}**"));
        match n_overdue(&items) {
            0 => out.push('\n'),
            n => out.push_str(&format!(" · {}\n", messages.count("digest.overdue", n))),
        }
        for (incident, it) in items.iter().take(MAX_LISTED) {
            out.push_str(&format!("- {}\n", line(input, messages, incident, it)));
        }
        if MAX_LISTED < items.len() {
            out.push_str(&format!("- {}\n", messages.count("digest.more", items.len() - MAX_LISTED)));
        }
    }
    out
}

/// `41 days overdue: alert on the pool (INC-2026-0001/A1)`.
fn line(input: &Input<'_>, messages: &Messages, incident: &Incident, item: &ActionItem) -> String {
    let when = match (overdue_days(item, input.analysis.settings.as_of), item.due) {
        (Some(days), _) => messages.count("actions.overdue_days", days.unsigned_abs() as usize),
        (None, Some(due)) => messages.fill("digest.due", &[("day", &messages.date(due))]),
        (None, None) => {
            item.due_written.as_deref().map_or_else(|| messages.text("digest.no_due").to_owned(), plain)
        }
    };
    let base_url = &input.config.site.base_url;
    let id = plain(&item.id);
    let id = if base_url.is_empty() {
        id
    } else {
        format!("[{id}]({})", Route::Incident(incident.slug.clone()).absolute(base_url))
    };
    messages.fill("digest.line", &[("when", &when), ("task", &plain(&item.task)), ("id", &id)])
}

/// `text` on one line, with nothing in it that a chat would read as a mark or a link.
fn plain(text: &str) -> String {
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
