//! How the head of a document is written: for who wants to add keys to it.

use super::fence::{Syntax, opening};
use crate::lexicon::words::Lexicon;
use crate::model::Field;
use crate::yaml::{self, Node, Value};

/// How the head of a document is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Head {
    /// There is none.
    None,
    /// YAML, key by key.
    Yaml {
        /// The first byte of the closing fence.
        end: usize,
        /// Spaces before each key.
        indent: usize,
        /// The fields that have a key, with a value or without; milestones also where they are below `timeline`.
        fields: Vec<Field>,
    },
    /// YAML in braces.
    Flow,
    /// TOML.
    Toml,
    /// It cannot be read.
    Broken,
}

/// The head of `text`, a document with `\n` line ends.
pub(crate) fn head(text: &str, words: &Lexicon) -> Head {
    let Some(opening) = opening(text) else { return Head::None };
    let Some((inner, _)) = opening.extent(text) else { return Head::None };
    match opening.syntax {
        Syntax::Toml => return Head::Toml,
        Syntax::Json => return Head::Flow,
        Syntax::Yaml => {}
    }
    let source = &text[inner.clone()];
    let Ok(tree) = yaml::parse_lenient(source) else { return Head::Broken };
    let is_key_line = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    let first = source.lines().find(is_key_line).unwrap_or_default();
    if first.trim_start().starts_with(['{', '&', '!', '?']) || first.starts_with("--- ") {
        return Head::Flow;
    }
    let fields = match &tree.value {
        Value::Map(entries) => fields(entries, words),
        Value::Null => Vec::new(),
        _ => return Head::Broken,
    };
    Head::Yaml { end: inner.end, indent: first.len() - first.trim_start_matches(' ').len(), fields }
}

fn fields(entries: &[(Node, Node)], words: &Lexicon) -> Vec<Field> {
    let mut found = Vec::new();
    for (key, value) in entries {
        let Some(field) = key.scalar().and_then(|it| words.field(it)) else { continue };
        found.push(field);
        if let (Field::Timeline, Value::Map(inner)) = (field, &value.value) {
            let milestones = inner.iter().filter_map(|(key, _)| key.scalar().and_then(|it| words.field(it)));
            found.extend(milestones);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Milestone;

    #[test]
    fn keys_are_found_with_and_without_values() {
        let text = "---\n# who\ntitle: a\n级别:\ntimeline:\n  started: 14:32\n---\nbody\n";
        let Head::Yaml { end, indent, fields } = head(text, &Lexicon::built_in()) else { panic!("YAML") };
        assert_eq!((&text[end..end + 4], indent), ("---\n", 0));
        let expected = [Field::Title, Field::Severity, Field::Timeline, Field::Milestone(Milestone::Started)];
        assert_eq!(fields, expected);
    }

    #[test]
    fn what_cannot_take_another_line_is_told_apart() {
        let head = |text: &str| head(text, &Lexicon::built_in());
        assert_eq!(head("# body\n"), Head::None);
        assert_eq!(head("+++\ntitle = 'a'\n+++\n"), Head::Toml);
        assert_eq!(head("---\n{ title: a }\n---\n"), Head::Flow);
        assert_eq!(head("---\n- a\n---\n"), Head::Broken);
        assert!(matches!(head("---\n---\n"), Head::Yaml { end: 4, indent: 0, .. }));
    }
}
