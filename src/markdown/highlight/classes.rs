//! What a piece of code is, in the few words that a style sheet colors.

use std::sync::LazyLock;

use syntect::parsing::{Scope, ScopeStack};

/// Scopes that grammars give, and the class for each; the innermost scope that is here decides, and of several that
/// fit it the first. An empty class leaves a piece plain, which keeps a page calm: operators and most names.
const CLASSES: &[(&str, &str)] = &[
    ("comment", "hl-comment"),
    ("punctuation.definition.comment", "hl-comment"),
    ("markup.inserted", "hl-inserted"),
    ("markup.deleted", "hl-deleted"),
    ("meta.diff.header", "hl-heading"),
    ("meta.diff.range", "hl-heading"),
    ("markup.heading", "hl-heading"),
    ("entity.section", "hl-heading"),
    ("constant.character.escape", "hl-constant"),
    ("constant.other.placeholder", "hl-constant"),
    ("constant.numeric", "hl-number"),
    ("constant.language", "hl-constant"),
    ("variable.language", "hl-constant"),
    ("string.unquoted", ""),
    ("string.name.value", ""),
    ("string", "hl-string"),
    ("keyword.name", "hl-key"),
    ("support.type.property-name", "hl-key"),
    ("entity.name.tag", "hl-key"),
    ("entity.other.attribute-name", "hl-key"),
    ("variable.parameter.option", "hl-key"),
    ("keyword.operator.logical.continue", ""),
    ("keyword.operator.logical.pipe", ""),
    ("keyword.operator.logical", "hl-keyword"),
    ("keyword.operator.assignment.alias", "hl-keyword"),
    ("keyword.operator.word", "hl-keyword"),
    ("keyword.operator", ""),
    ("keyword", "hl-keyword"),
    ("storage.type.go", "hl-type"),
    ("storage.type.primitive", "hl-type"),
    ("storage", "hl-keyword"),
    ("entity.name.function", "hl-function"),
    ("support.function", "hl-function"),
    ("variable.function", "hl-function"),
    ("variable.annotation", "hl-function"),
    ("punctuation.definition.annotation", "hl-function"),
    ("entity.name.type", "hl-type"),
    ("entity.name.class", "hl-type"),
    ("entity.name.struct", "hl-type"),
    ("entity.other.inherited-class", "hl-type"),
    ("support.type", "hl-type"),
    ("support.class", "hl-type"),
    ("punctuation.definition.variable", "hl-variable"),
    ("variable.other.readwrite", "hl-variable"),
];

/// Scopes around a whole key, quotes and all.
const KEYS: &[&str] = &["meta.mapping.key", "meta.structure.dictionary.key"];

struct Table {
    classes: Vec<(Scope, &'static str)>,
    keys: Vec<Scope>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| Table {
    classes: CLASSES.iter().map(|(it, class)| (scope(it), *class)).collect(),
    keys: KEYS.iter().map(|it| scope(it)).collect(),
});

/// A scope of the table above: one that cannot be read would leave words without a colour.
fn scope(written: &str) -> Scope {
    Scope::new(written).expect("the scopes of the table can be read")
}

/// The class of what is in `stack`; empty for plain text.
pub(super) fn class(stack: &ScopeStack) -> &'static str {
    let scopes = stack.as_slice();
    let is_key = |it: &&Scope| TABLE.keys.iter().any(|key| key.is_prefix_of(**it));
    if scopes.iter().any(|it| is_key(&it)) {
        return "hl-key";
    }
    let of_scope = |scope: &Scope| TABLE.classes.iter().find(|(it, _)| it.is_prefix_of(*scope));
    scopes.iter().rev().find_map(of_scope).map_or("", |it| it.1)
}
