//! The way to a value of a configuration file, and the place where it is written.

use crate::files::{FileId, Span};
use crate::yaml::{self, Node, Value};

/// The way from the top of a file to one value, such as `targets[1].severity[0]`, or to a key.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ValuePath {
    steps: Vec<Step>,
    /// Whether the last key is meant and not its value.
    is_key: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    Key(String),
    Item(usize),
}

impl ValuePath {
    /// The value below these keys, one in the other.
    pub fn of<'k>(keys: impl IntoIterator<Item = &'k str>) -> Self {
        Self { steps: keys.into_iter().map(|it| Step::Key(it.to_owned())).collect(), is_key: false }
    }

    /// The value of `key` in this mapping.
    #[must_use]
    pub fn key(&self, key: &str) -> Self {
        self.step(Step::Key(key.to_owned()))
    }

    /// The same way without the step `key`.
    pub(super) fn without(&self, key: &str) -> Self {
        let kept = self.steps.iter().filter(|it| !matches!(it, Step::Key(it) if it == key));
        Self { steps: kept.cloned().collect(), is_key: self.is_key }
    }

    /// The key itself in this mapping, for keys that are wrong.
    #[must_use]
    pub fn name(&self, key: &str) -> Self {
        Self { is_key: true, ..self.key(key) }
    }

    /// An entry of this list, from 0.
    #[must_use]
    pub fn item(&self, nth: usize) -> Self {
        self.step(Step::Item(nth))
    }

    fn step(&self, step: Step) -> Self {
        let mut steps = self.steps.clone();
        steps.push(step);
        Self { steps, is_key: false }
    }
}

/// A configuration file as it is written, for the places of its values.
#[derive(Debug, Clone)]
pub(super) struct Written {
    file: Option<FileId>,
    root: Node,
}

impl Default for Written {
    fn default() -> Self {
        Self { file: None, root: Node { value: Value::Null, start: 0, end: 0 } }
    }
}

impl Written {
    /// The values of `text`, the text of `file`; none where it is not YAML.
    pub(super) fn new(file: FileId, text: &str) -> Self {
        let root = yaml::parse_long(text).unwrap_or_else(|_| Self::default().root);
        Self { file: Some(file), root }
    }

    /// The value of a key at the top.
    pub(super) fn get(&self, key: &str) -> Option<&Node> {
        self.root.get(key)
    }

    /// Where `node` of this file is.
    pub(super) fn span_of(&self, node: &Node) -> Option<Span> {
        self.file.map(|it| Span::new(it, node.start, node.end.max(node.start)))
    }

    /// Where the value is that `path` leads to; `None` where it is not written.
    pub(super) fn exact_span(&self, path: &ValuePath) -> Option<Span> {
        let found = path.steps.iter().try_fold(&self.root, |node, step| match (step, &node.value) {
            (Step::Key(key), _) => node.get(key),
            (Step::Item(nth), Value::List(items)) => items.get(*nth),
            (Step::Item(_), _) => None,
        });
        self.span_of(found?)
    }

    /// Where the value is that `path` leads to, or the innermost value around it that is written; `None` without a file.
    pub(super) fn span(&self, path: &ValuePath) -> Option<Span> {
        let mut place = &self.root;
        let mut value = &self.root;
        let last = path.steps.len().saturating_sub(1);
        for (nth, step) in path.steps.iter().enumerate() {
            let found = match (step, &value.value) {
                (Step::Key(key), Value::Map(entries)) => {
                    entries.iter().find(|it| it.0.scalar() == Some(key)).map(|it| (&it.0, &it.1))
                }
                (Step::Item(nth), Value::List(items)) => items.get(*nth).map(|it| (it, it)),
                _ => None,
            };
            let Some((key, inner)) = found else { break };
            place = if path.is_key && nth == last { key } else { inner };
            value = inner;
        }
        self.span_of(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::SourceMap;

    const TEXT: &str = "\
targets:
  - { name: a, services: [P0, P1] }
  - name: b
    services:
      - P2
      - \"P9\"
findings: { AW402: off }
";

    fn place(path: &ValuePath) -> (usize, usize) {
        let mut sources = SourceMap::default();
        let file = sources.add("afterword.yaml".to_owned(), TEXT.to_owned());
        sources.line_column(file, Written::new(file, TEXT).span(path).unwrap().start)
    }

    #[test]
    fn a_value_is_found_by_its_path_in_both_styles() {
        let targets = ValuePath::of(["targets"]);
        assert_eq!(place(&targets.item(0).key("services").item(1)), (2, 31));
        assert_eq!(place(&targets.item(1).key("services").item(1)), (6, 9));
        assert_eq!(place(&targets.item(1).key("name")), (3, 11));
        let findings = ValuePath::of(["findings"]);
        assert_eq!((place(&findings.name("AW402")), place(&findings.key("AW402"))), ((7, 13), (7, 20)));
    }

    #[test]
    fn what_is_not_written_is_reported_at_what_it_would_be_part_of() {
        let second = ValuePath::of(["targets"]).item(1);
        assert_eq!(place(&second.key("detect")), place(&second));
        assert_eq!(place(&second), (3, 5));
        assert_eq!(Written::default().span(&second), None);
    }
}
