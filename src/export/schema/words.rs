//! The words of the lexicon in the schema of front matter: other names of keys, and values that are words.

use serde_json::{Map, Value, json};

use super::property::property;
use crate::lexicon::words::{Choice, Lexicon};
use crate::model::Field;

/// Definitions and keys that take one of a few words: key, the words that editors offer, the axis of the lexicon.
const CHOICES: [(Option<&str>, &str, &[&str], Choice); 5] = [
    (
        None,
        "kind",
        &["incident", "near-miss", "drill", "maintenance", "security-disclosure", "runbook", "page"],
        Choice::DocumentKind,
    ),
    (None, "status", &["draft", "in-review", "reviewed", "superseded"], Choice::DocumentStatus),
    (Some("ActionItem"), "status", &["open", "in-progress", "done", "cancelled"], Choice::ActionStatus),
    (Some("ActionItem"), "type", &["prevent", "detect", "mitigate", "process"], Choice::ActionType),
    (Some("ActionItem"), "horizon", &["immediate", "short", "long"], Choice::Horizon),
];

/// Completes the schema of front matter.
///
/// Editors offer the canonical keys and values; the others are taken without a complaint. A key that nobody reads is
/// refused, as `check` warns of it.
pub(super) fn front_matter(schema: &mut Value) {
    let words = Lexicon::built_in();
    for (of, key, offered, choice) in CHOICES {
        if let Some(property) = property(schema, of, key) {
            choose(property, offered, &words.value_words(choice));
        }
    }
    if let Some(visibility) = property(schema, None, "visibility") {
        choose(visibility, &["public", "internal"], &["公开", "内部"]);
    }
    alias_keys(schema, &words);
    if let Some(ignored) = schema.get_mut("patternProperties") {
        ignored[pattern(&words.ignored_keys())] = json!(true);
    }
    schema["additionalProperties"] = false.into();
    let Some(definitions) = schema.get_mut("$defs") else { return };
    if let Some(milestones) = definitions.get_mut("Milestones") {
        alias_keys(milestones, &words);
    }
    if let Some(item) = definitions.get_mut("ActionItem") {
        let required = |key: &str| json!({ "required": [key] });
        item["anyOf"] = ["task", "title", "action", "text"].map(required).to_vec().into();
    }
}

/// One of `offered`, or one of `words` in any case; null where the key has no value.
fn choose(property: &mut Value, offered: &[&str], words: &[&str]) {
    let description = property.get("description").cloned().unwrap_or_default();
    *property = json!({
        "description": description,
        "anyOf": [{ "enum": offered }, { "type": "string", "pattern": pattern(words) }, { "type": "null" }],
    });
}

/// Lets every other name of a key stand for it.
fn alias_keys(object: &mut Value, words: &Lexicon) {
    let Some(properties) = object.get("properties").and_then(Value::as_object) else { return };
    let mut patterns = Map::new();
    for (key, property) in properties {
        let field = Field::from_name(key);
        let aliases: Vec<&str> = field.map(|it| words.field_aliases(it)).unwrap_or_default();
        if !aliases.is_empty() {
            patterns.insert(pattern(&aliases), property.clone());
        }
    }
    object["patternProperties"] = patterns.into();
}

/// A pattern for any of `words`, whole, in either case, with a space, `_` or `-` between its parts.
fn pattern(words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|it| word(it)).collect();
    format!("^(?:{})$", words.join("|"))
}

fn word(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            'a'..='z' => out.push_str(&format!("[{}{c}]", c.to_ascii_uppercase())),
            ' ' | '_' | '-' => out.push_str("[ _-]"),
            '.' | '*' | '+' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '|' | '^' | '$' | '\\' | '/' => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::pattern;

    #[test]
    fn a_pattern_takes_every_case_and_every_joint() {
        assert_eq!(pattern(&["root cause", "根因"]), "^(?:[Rr][Oo][Oo][Tt][ _-][Cc][Aa][Uu][Ss][Ee]|根因)$");
    }
}
