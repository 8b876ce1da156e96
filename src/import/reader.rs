//! A JSON value that remembers which of its parts were read.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use serde_json::Value;

/// A part of an export.
#[derive(Debug, Clone)]
pub(super) struct Reader<'a> {
    value: &'a Value,
    /// Keys that lead here from the incident.
    path: Vec<String>,
    read: Rc<RefCell<BTreeSet<String>>>,
}

impl<'a> Reader<'a> {
    /// The whole incident.
    pub(super) fn new(value: &'a Value) -> Self {
        Self { value, path: Vec::new(), read: Rc::default() }
    }

    /// The part below `keys`, one in the other; nothing where one of them is missing.
    pub(super) fn at(&self, keys: &[&str]) -> Self {
        let value = keys.iter().fold(self.value, |value, key| &value[*key]);
        let path = self.path.iter().cloned().chain(keys.iter().map(|it| (*it).to_owned())).collect();
        Self { value, path, read: Rc::clone(&self.read) }
    }

    /// Whether there is a value.
    pub(super) fn is_there(&self) -> bool {
        !self.value.is_null()
    }

    /// The text or number below `keys`, without blanks around it; `None` where it is empty.
    pub(super) fn text(&self, keys: &[&str]) -> Option<String> {
        let part = self.at(keys);
        let text = match part.value {
            Value::String(text) => text.trim().to_owned(),
            Value::Number(number) => number.to_string(),
            _ => return None,
        };
        part.read.borrow_mut().insert(part.path.join("."));
        (!text.is_empty()).then_some(text)
    }

    /// The first text of several ways to it.
    pub(super) fn any(&self, ways: &[&[&str]]) -> Option<String> {
        ways.iter().find_map(|keys| self.text(keys))
    }

    /// Whether a flag is set.
    pub(super) fn is_set(&self, keys: &[&str]) -> bool {
        let part = self.at(keys);
        part.read.borrow_mut().insert(part.path.join("."));
        part.value == &Value::Bool(true)
    }

    /// The items of the list below `keys`, which may also be in the `data` of JSON:API.
    pub(super) fn each(&self, keys: &[&str]) -> Vec<Self> {
        let part = self.at(keys);
        let part = if part.value["data"].is_array() { part.at(&["data"]) } else { part };
        let item = |value: &'a Value| Self { value, path: part.path.clone(), read: Rc::clone(&part.read) };
        part.value.as_array().into_iter().flatten().map(item).collect()
    }

    /// The names of the items below `keys`, which are texts or have a `name`, also one in `attributes`.
    pub(super) fn names(&self, keys: &[&str]) -> Vec<String> {
        let name = |it: &Self| it.any(&[&[], &["name"], &["attributes", "name"]]);
        let mut names: Vec<String> = Vec::new();
        for it in self.each(keys).iter().filter_map(name) {
            if !names.contains(&it) {
                names.push(it);
            }
        }
        names
    }

    /// Keys with a value that nobody read, each once, without numbers of list items.
    pub(super) fn left(&self) -> Vec<String> {
        let mut all = BTreeSet::new();
        leaves(self.value, "", &mut all);
        let read = self.read.borrow();
        all.into_iter().filter(|it| !read.contains(it)).collect()
    }
}

fn leaves(value: &Value, path: &str, all: &mut BTreeSet<String>) {
    match value {
        Value::Null => {}
        Value::Object(entries) => {
            for (key, value) in entries {
                leaves(value, &if path.is_empty() { key.clone() } else { format!("{path}.{key}") }, all);
            }
        }
        Value::Array(items) => items.iter().for_each(|it| leaves(it, path, all)),
        Value::String(text) if text.trim().is_empty() => {}
        Value::String(_) | Value::Number(_) | Value::Bool(_) => {
            all.insert(path.to_owned());
        }
    }
}
