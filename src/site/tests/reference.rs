//! `docs/reference/theme.md`, made from what templates are really given, and failing here when it is stale.
//!
//! `UPDATE_DOCS=1 cargo test --lib reference` writes it anew.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use serde_json::Value;

use super::{BASE_URL, pages, sample};
use crate::i18n::Locale;
use crate::theme::{CONTEXT_VERSION, Theme};

const PATH: &str = "docs/reference/theme.md";
/// Where the part begins that is made here.
const MARK: &str = "<!-- Made from the code by a test; do not edit below. -->\n";

/// Values that many pages hold, by fields that only they have.
const SHARED: [(&str, &[&str]); 12] = [
    ("Link", &["href", "lang", "text"]),
    ("Time", &["iso", "text"]),
    ("Severity", &["id", "label", "rank"]),
    ("State", &["key", "text"]),
    ("Incident row", &["title", "severity", "is_return", "urgency"]),
    ("Action row", &["task", "incident_id", "state", "due_written"]),
    ("Chain", &["steps", "is_declared", "was_open", "direction"]),
    ("Open fixes", &["listed", "more", "n"]),
    ("Bar", &["label", "length", "share"]),
    ("Facet", &["key", "name", "values", "more"]),
    ("Facet value", &["key", "link", "badge", "n"]),
    ("Document", &["html", "headings"]),
];

/// What was seen at one place of the context.
#[derive(Default)]
struct Shape {
    kinds: BTreeSet<&'static str>,
    items: Option<Box<Shape>>,
    fields: BTreeMap<String, Shape>,
}

impl Shape {
    /// Takes `value` into account.
    fn see(&mut self, value: &Value) {
        match value {
            Value::Null => drop(self.kinds.insert("nothing")),
            Value::Bool(_) => drop(self.kinds.insert("yes or no")),
            Value::Number(_) => drop(self.kinds.insert("number")),
            Value::String(_) => drop(self.kinds.insert("text")),
            Value::Array(values) => {
                self.kinds.insert("list");
                for value in values {
                    self.items.get_or_insert_default().see(value);
                }
            }
            Value::Object(fields) => {
                self.kinds.insert("group");
                for (name, value) in fields {
                    self.fields.entry(name.clone()).or_default().see(value);
                }
            }
        }
    }

    fn shared_name(&self) -> Option<&'static str> {
        let has = |names: &[&str]| names.iter().all(|it| self.fields.contains_key(*it));
        // `Link` and `Time` are so small that others may have their fields too.
        let is_it = |names: &[&str]| has(names) && (3 < names.len() || self.fields.len() <= names.len() + 1);
        SHARED.iter().find(|(_, names)| is_it(names)).map(|(name, _)| *name)
    }

    /// In words: `list of Link, or nothing`.
    fn in_words(&self) -> String {
        let or_nothing = if self.kinds.contains("nothing") { ", or nothing" } else { "" };
        let word = |kind: &&'static str| match (*kind, &self.items) {
            ("list", Some(items)) => format!("list of {}", items.in_words()),
            ("group", _) => self.shared_name().map_or_else(|| "group".to_owned(), |it| format!("**{it}**")),
            (kind, _) => kind.to_owned(),
        };
        let words: Vec<String> = self.kinds.iter().filter(|it| **it != "nothing").map(word).collect();
        if words.is_empty() { "nothing in the sample".to_owned() } else { words.join(" or ") + or_nothing }
    }

    /// A line per name below `path`; what has a name of its own is described elsewhere.
    fn write(&self, path: &str, out: &mut String) {
        for (name, shape) in &self.fields {
            let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
            writeln!(out, "| `{path}` | {} |", shape.in_words()).unwrap();
            shape.write_inside(&path, out);
        }
    }

    fn write_inside(&self, path: &str, out: &mut String) {
        match &self.items {
            Some(items) => items.write_inside(&format!("{path}[]"), out),
            None if self.shared_name().is_none() => self.write(path, out),
            None => {}
        }
    }

    /// Adds this and what it holds to `found`, where it is shared.
    fn collect<'a>(&'a self, found: &mut BTreeMap<&'static str, Vec<&'a Shape>>) {
        if let Some(name) = self.shared_name() {
            found.entry(name).or_default().push(self);
        }
        self.items.iter().for_each(|it| it.collect(found));
        self.fields.values().for_each(|it| it.collect(found));
    }

    /// Adds what `other` saw.
    fn merge(&mut self, other: &Self) {
        self.kinds.extend(&other.kinds);
        if let Some(items) = &other.items {
            self.items.get_or_insert_default().merge(items);
        }
        for (name, shape) in &other.fields {
            self.fields.entry(name.clone()).or_default().merge(shape);
        }
    }
}

#[test]
fn the_page_on_themes_names_everything_that_templates_are_given() {
    let theme = Theme::new(Locale::English, Vec::new()).unwrap();
    let mut frame = Shape::default();
    let mut views: BTreeMap<&str, Shape> = BTreeMap::new();
    for locale in Locale::ALL {
        let sample = sample::sample(locale, BASE_URL);
        for page in pages(&sample, &theme) {
            let variable = |name: &str| page.view.variable(name).map(|it| serde_json::to_value(it).unwrap());
            if let (Some(page_value), Some(view)) = (variable("page"), variable("view")) {
                frame.see(&page_value);
                views.entry(page.template).or_default().see(&view);
            }
        }
    }
    let mut text =
        format!("\nThis is version {CONTEXT_VERSION} of the context.\n\n## Every page: `page`\n\n");
    let head = "| Name | Holds |\n| --- | --- |\n";
    text.push_str(head);
    frame.write("page", &mut text);
    let mut found = BTreeMap::new();
    frame.collect(&mut found);
    for view in views.values() {
        view.collect(&mut found);
    }
    text.push_str("\n## Shared values\n");
    for (name, _) in SHARED {
        let mut shape = Shape::default();
        found.get(name).into_iter().flatten().for_each(|it| shape.merge(it));
        write!(text, "\n### {name}\n\n{head}").unwrap();
        shape.write("", &mut text);
    }
    text.push_str("\n## Pages: `view`\n");
    for (template, view) in &views {
        write!(text, "\n### `{template}`\n\n{head}").unwrap();
        view.write("view", &mut text);
    }
    check(&text);
}

#[track_caller]
#[expect(
    clippy::disallowed_methods,
    reason = "the test compares a file of this repository, and writes it when asked to"
)]
fn check(made: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(PATH);
    let written = std::fs::read_to_string(&file).unwrap();
    let (before, after) = written.split_once(MARK).expect("the mark that says what is made by this test");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&file, format!("{before}{MARK}{made}")).unwrap();
        return;
    }
    assert!(after == made, "{PATH} is stale: UPDATE_DOCS=1 cargo test --lib reference");
}
