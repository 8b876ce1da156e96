//! How much of one thing is read from one document.
//!
//! Work grows with the product of such lists (services times causes, action items times later incidents), so that one
//! document could stop all others; and a value is repeated on every page that names it. What is beyond a limit is not
//! read, and reported. `docs/reference/limits.md` lists them.

use super::draft::Draft;
use crate::diagnostics::{Diagnostic, codes};
use crate::files::Span;
use crate::model::{Field, Incident};
use crate::phrase::{Phrase, say};

/// Most of each list, by the key of its provenance.
const LIMITS: [(Field, usize); 9] = [
    (Field::Services, 200),
    (Field::Causes, 50),
    (Field::Triggers, 50),
    (Field::Factors, 50),
    (Field::Tags, 100),
    (Field::Teams, 100),
    (Field::Authors, 200),
    (Field::Aliases, 100),
    (Field::Related, 500),
];

/// Most action items.
const MAX_ACTION_ITEMS: usize = 1_000;

/// Most events of a timeline.
const MAX_EVENTS: usize = 5_000;

/// Most names in roles.
const MAX_ROLES: usize = 500;

/// Most words that may be ids of other documents, and links.
const MAX_MENTIONS: usize = 5_000;

/// Most sentences that name another incident, lessons, and texts that explain a cause.
const MAX_STATEMENTS: usize = 1_000;

/// Longest id or name, in characters.
const MAX_NAME: usize = 200;

/// Longest title.
const MAX_TITLE: usize = 300;

/// Longest text of an action item, an event or an impact.
const MAX_TEXT: usize = 2_000;

/// Cuts every list and every value of `draft` that is too long; one finding for each.
pub(super) fn apply(draft: &mut Draft) {
    lists(draft);
    values(draft);
}

fn lists(draft: &mut Draft) {
    let mut cut: Vec<Cut> = Vec::new();
    let incident = &mut draft.incident;
    for (key, limit) in LIMITS {
        let values = say!("read.values-of", key = key.name());
        note(&mut cut, (key, values), limit, list(incident, key));
    }
    let items = (Field::ActionItems, say!("read.action-items"));
    note(&mut cut, items, MAX_ACTION_ITEMS, &mut incident.action_items);
    note(&mut cut, (Field::Timeline, say!("read.events")), MAX_EVENTS, &mut incident.timeline);
    note(&mut cut, (Field::Roles, say!("read.people-in-roles")), MAX_ROLES, &mut incident.roles);
    let statements = |what: Phrase| (Field::Related, what);
    note(&mut cut, statements(say!("read.echoes")), MAX_STATEMENTS, &mut incident.echoes);
    note(&mut cut, statements(say!("read.lessons")), MAX_STATEMENTS, &mut incident.lessons);
    let explanation = &mut incident.explanation;
    note(&mut cut, statements(say!("read.whys")), MAX_STATEMENTS, &mut explanation.whys);
    note(&mut cut, statements(say!("read.passages")), MAX_STATEMENTS, &mut explanation.passages);
    note(&mut cut, (Field::Related, say!("read.links")), MAX_MENTIONS, &mut incident.links);
    note(&mut cut, (Field::Related, say!("read.possible-ids")), MAX_MENTIONS, &mut incident.mentions);
    for Cut { key, what, n, limit } in cut {
        let span = draft.provenance(key).map_or(draft.incident.source, |it| it.span);
        let message = say!("read.too-many", n, what, limit);
        draft.report(Diagnostic::new(&codes::TOO_MANY, message).at(span).hint(say!("read.split-document")));
    }
}

/// Cuts what is too long to be shown in the place where it is shown.
fn values(draft: &mut Draft) {
    let mut cut: Vec<(Field, usize, usize, Option<Span>)> = Vec::new();
    let incident = &mut draft.incident;
    let mut one = |field: Field, limit: usize, span: Option<Span>, text: &mut String| {
        if let Some(n) = shorten(text, limit) {
            cut.push((field, n, limit, span));
        }
    };
    one(Field::Id, MAX_NAME, None, &mut incident.id);
    one(Field::Title, MAX_TITLE, None, &mut incident.title);
    let short = [
        (Field::Severity, &mut incident.severity_raw),
        (Field::Detection, &mut incident.detection),
        (Field::Mitigation, &mut incident.mitigation),
    ];
    for (field, text) in short {
        if let Some(it) = text {
            one(field, MAX_NAME, None, it);
        }
    }
    incident.summary.iter_mut().for_each(|it| one(Field::Summary, MAX_TEXT, None, it));
    incident.impact.summary.iter_mut().for_each(|it| one(Field::ImpactSummary, MAX_TEXT, None, it));
    for (field, _) in LIMITS {
        for it in list(incident, field) {
            one(field, MAX_NAME, None, it);
        }
    }
    incident.runbooks.iter_mut().for_each(|it| one(Field::Runbooks, MAX_NAME, None, it));
    incident.recurrence_of.iter_mut().for_each(|it| one(Field::RecurrenceOf, MAX_NAME, None, it));
    for (role, name) in &mut incident.roles {
        one(Field::Roles, MAX_NAME, None, role);
        one(Field::Roles, MAX_NAME, None, name);
    }
    for item in &mut incident.action_items {
        let (field, span) = (Field::ActionItems, Some(item.span));
        one(field, MAX_TEXT, span, &mut item.task);
        for text in [&mut item.acceptance, &mut item.note, &mut item.ticket].into_iter().flatten() {
            one(field, MAX_TEXT, span, text);
        }
        let names = [&mut item.owner, &mut item.team, &mut item.due_written, &mut item.priority];
        names.into_iter().flatten().for_each(|it| one(field, MAX_NAME, span, it));
    }
    for event in &mut incident.timeline {
        one(Field::Timeline, MAX_TEXT, Some(event.span), &mut event.text);
        one(Field::Timeline, MAX_NAME, Some(event.span), &mut event.written);
    }
    for (field, n, limit, span) in cut {
        let stated = || draft.provenance(field).map_or(draft.incident.source, |it| it.span);
        let message = say!("read.too-long", field = field.to_string(), n, limit);
        let finding = Diagnostic::new(&codes::TOO_LONG, message).at(span.unwrap_or_else(stated));
        draft.report(finding.hint(say!("read.shorten-value")));
    }
}

/// Cuts `text` behind `limit` characters; how many it had, where that were more.
fn shorten(text: &mut String, limit: usize) -> Option<usize> {
    // A character has four bytes at most: most texts need no count.
    if text.len() <= limit {
        return None;
    }
    // With its `…` a text is no longer than the limit: cut once, it is never cut again.
    let mut places = text.char_indices().map(|it| it.0);
    let end = places.nth(limit - 1)?;
    places.next()?;
    let n = text.chars().count();
    text.truncate(end);
    text.push('…');
    Some(n)
}

/// A list that was too long.
struct Cut {
    key: Field,
    what: Phrase,
    n: usize,
    limit: usize,
}

fn note<T>(cut: &mut Vec<Cut>, (key, what): (Field, Phrase), limit: usize, list: &mut Vec<T>) {
    if limit < list.len() {
        cut.push(Cut { key, what, n: list.len(), limit });
        list.truncate(limit);
    }
}

fn list(incident: &mut Incident, key: Field) -> &mut Vec<String> {
    match key {
        Field::Services => &mut incident.services,
        Field::Causes => &mut incident.causes,
        Field::Triggers => &mut incident.triggers,
        Field::Factors => &mut incident.factors,
        Field::Tags => &mut incident.tags,
        Field::Teams => &mut incident.teams,
        Field::Authors => &mut incident.authors,
        Field::Aliases => &mut incident.aliases,
        _ => &mut incident.related,
    }
}

#[cfg(test)]
mod tests {
    use super::shorten;

    #[test]
    fn only_what_is_too_long_is_cut_at_a_character() {
        let cut = |text: &str| {
            let mut text = text.to_owned();
            let n = shorten(&mut text, 4);
            (text, n)
        };
        assert_eq!(cut("abcd"), ("abcd".to_owned(), None));
        assert_eq!(cut("故障复盘"), ("故障复盘".to_owned(), None));
        assert_eq!(cut("故障复盘报告"), ("故障复…".to_owned(), Some(6)));
    }
}
