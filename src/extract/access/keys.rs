//! Keys of front matter and overrides that read like a statement about who may read, and are not the documented ones.

use super::body::of_title;
use super::statement::{Form, Limit, Statement, shortened};
use super::words::{Name, is_narrow_word, is_no, is_public, limit_in, name};
use crate::files::Span;
use crate::lexicon::words::Lexicon;
use crate::model::Field;
use crate::yaml::{Node, Value};

/// Deepest mapping that is looked into.
const MAX_DEPTH: usize = 4;

/// Every such key of the mapping `tree`; `place` gives the place of a node.
pub(in crate::extract) fn of_keys(
    tree: &Node,
    words: &Lexicon,
    place: impl Fn(&Node) -> Span,
) -> Vec<Statement> {
    let mut found = Vec::new();
    collect(tree, words, &place, 0, &mut found);
    found
}

fn collect(
    node: &Node,
    words: &Lexicon,
    place: &dyn Fn(&Node) -> Span,
    depth: usize,
    found: &mut Vec<Statement>,
) {
    match &node.value {
        Value::Map(entries) if depth <= MAX_DEPTH => {
            for (key, value) in entries {
                let Some(written) = key.scalar() else { continue };
                let values = scalars(value);
                if let Some((limit, form)) = statement(words, written, value, &values, depth) {
                    let written = format!("{written}: {}", shortened(&values.join(", ")));
                    let span = place(key);
                    found.push(Statement { limit, form, span, written: written.trim().to_owned() });
                } else if !is_of_others(words, written) {
                    collect(value, words, place, depth + 1, found);
                }
            }
        }
        Value::List(items) if depth <= MAX_DEPTH => {
            for it in items {
                collect(it, words, place, depth + 1, found);
            }
        }
        _ => {}
    }
}

/// Whether what is below `key` speaks of something else than the document: the status of an action item.
fn is_of_others(words: &Lexicon, key: &str) -> bool {
    let others = [Field::ActionItems, Field::Timeline, Field::Roles, Field::Impact, Field::Summary];
    words.field(key).is_some_and(|it| others.contains(&it))
}

/// What one key says about access; `None` for nothing, and for what the documented key says in its documented place.
fn statement(
    words: &Lexicon,
    written: &str,
    value: &Node,
    values: &[&str],
    depth: usize,
) -> Option<(Limit, Form)> {
    let limit_of_values = || values.iter().filter_map(|it| limit_in(it)).max();
    let all_no = !values.is_empty() && values.iter().all(|it| is_no(it));
    let is_empty = value.value == Value::Null;
    let unclear = |limit: Limit| Some((limit, Form::Unclear));
    let Some(named) = name(words, written) else { return other(words, written, values, depth) };
    match named.name {
        Name::Visibility if named.is_exact && depth == 0 => None,
        Name::Visibility => unclear(Limit::Internal),
        Name::Draft if named.is_exact && depth == 0 && !is_empty => None,
        Name::Draft if is_empty => unclear(Limit::Internal),
        Name::Draft => (!all_no).then_some((Limit::Draft, Form::Unclear)),
        // The state of something else, further in.
        Name::Status | Name::Internal | Name::Public | Name::Readers | Name::Level if 0 < depth => None,
        Name::Status if named.is_exact => None,
        Name::Internal => (!all_no).then_some((Limit::Internal, Form::Unclear)),
        Name::Public if all_no => unclear(Limit::Internal),
        Name::Readers if is_empty || values.iter().all(|it| is_public(it)) => None,
        Name::Readers => unclear(limit_of_values().unwrap_or(Limit::Internal)),
        Name::Status | Name::Public | Name::Level => limit_of_values().and_then(unclear),
    }
}

/// What another key says by its value alone: `tags: [internal]`, `title: "[DRAFT] …"`, `shown_to: internal`.
fn other(words: &Lexicon, written: &str, values: &[&str], depth: usize) -> Option<(Limit, Form)> {
    let sign = |limit: Limit| (limit, Form::Sign);
    match words.field(written) {
        Some(Field::Title) => values.iter().find_map(|it| of_title(it)).map(sign),
        Some(Field::Tags | Field::Kind) => values.iter().find_map(|it| is_narrow_word(it)).map(sign),
        Some(_) => None,
        None if depth == 0 => values.iter().find_map(|it| is_narrow_word(it)).map(sign),
        None => None,
    }
}

/// Every text below `node`.
fn scalars(node: &Node) -> Vec<&str> {
    match &node.value {
        Value::List(items) => items.iter().flat_map(scalars).collect(),
        Value::Map(entries) => {
            entries.iter().flat_map(|(key, value)| scalars(key).into_iter().chain(scalars(value))).collect()
        }
        _ => node.scalar().into_iter().collect(),
    }
}
