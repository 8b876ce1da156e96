//! The messages of one language, and filling them in.

use std::collections::BTreeMap;

use super::Locale;
use crate::text::did_you_mean;
use crate::yaml::{self, YamlError};

/// The messages of one language, by key.
///
/// A message may hold places to fill in: `{name}` takes a value as it is, `{n|incident|incidents}` takes the first
/// form where the value is 1 and the second one otherwise. A language without plural forms writes only the word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Messages {
    locale: Locale,
    by_key: BTreeMap<String, String>,
}

/// A piece of a message that is filled in with more than text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Segment {
    /// Words of the message.
    Text(String),
    /// The place with this name, to be filled by the caller.
    Slot(String),
}

impl Messages {
    /// Reads a file of messages: one flat mapping from key to text.
    pub fn read(locale: Locale, text: &str) -> Result<Self, YamlError> {
        Ok(Self { locale, by_key: yaml::read(text)? })
    }

    /// No message at all, to be extended.
    pub fn empty(locale: Locale) -> Self {
        Self { locale, by_key: BTreeMap::new() }
    }

    /// Takes over every message of `other`, over an own one with the same key.
    pub fn extend(&mut self, other: Self) {
        self.by_key.extend(other.by_key);
    }

    /// The language.
    pub fn locale(&self) -> Locale {
        self.locale
    }

    /// Every key, in order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.by_key.keys().map(String::as_str)
    }

    /// The message under `key`; `None` where there is none.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.by_key.get(key).map(String::as_str)
    }

    /// A known key that `key` may be a slip of.
    pub fn nearest_key(&self, key: &str) -> Option<&str> {
        did_you_mean(key, self.keys())
    }

    /// The message under `key`. A missing one shows its key: a page with a strange word beats no page.
    pub fn text<'a>(&'a self, key: &'a str) -> &'a str {
        self.get(key).unwrap_or(key)
    }

    /// The message under `group.name`, for words that are chosen by a value: `status` and `open`.
    pub fn word(&self, group: &str, name: &str) -> String {
        let key = format!("{group}.{name}");
        self.text(&key).to_owned()
    }

    /// The message under `key` with its places filled in.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        let mut rest = self.text(key);
        let mut out = String::with_capacity(rest.len());
        while let Some((before, inside, after)) = next_place(rest) {
            out.push_str(before);
            rest = after;
            match filled(inside, values) {
                Ok(text) => out.push_str(text),
                Err(name) => out.extend(["{", name, "}"]),
            }
        }
        out.push_str(rest);
        out
    }

    /// The message under `key` for `n` things: fills `{n}` and chooses the plural form.
    pub fn count(&self, key: &str, n: usize) -> String {
        self.fill(key, &[("n", &self.integer(n))])
    }

    /// The message under `key` in pieces: places named in `values` are filled in, the others are left as slots.
    pub fn segments(&self, key: &str, values: &[(&str, &str)]) -> Vec<Segment> {
        let mut found = Vec::new();
        let mut text = String::new();
        let mut rest = self.text(key);
        while let Some((before, inside, after)) = next_place(rest) {
            text.push_str(before);
            rest = after;
            match filled(inside, values) {
                Ok(value) => text.push_str(value),
                Err(name) => {
                    if !text.is_empty() {
                        found.push(Segment::Text(std::mem::take(&mut text)));
                    }
                    found.push(Segment::Slot(name.to_owned()));
                }
            }
        }
        text.push_str(rest);
        if !text.is_empty() {
            found.push(Segment::Text(text));
        }
        found
    }
}

/// What belongs in the place that says `inside`; its name where `values` have nothing for it.
fn filled<'a>(inside: &'a str, values: &[(&str, &'a str)]) -> Result<&'a str, &'a str> {
    let mut forms = inside.split('|');
    let name = forms.next().unwrap_or_default();
    let Some((_, value)) = values.iter().find(|(it, _)| *it == name) else { return Err(name) };
    match (forms.next(), forms.next()) {
        (Some(one), Some(other)) => Ok(if *value == "1" { one } else { other }),
        _ => Ok(value),
    }
}

/// What is before, in and behind the first pair of braces.
fn next_place(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (inside, after) = rest.split_once('}')?;
    Some((before, inside, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_follows_the_number() {
        let messages = english("found: '{n} {n|incident|incidents}'");
        assert_eq!(messages.count("found", 1), "1 incident");
        assert_eq!(messages.count("found", 0), "0 incidents");
        assert_eq!(messages.count("found", 1234), "1,234 incidents");
    }

    #[test]
    fn places_without_a_value_are_left_to_the_caller() {
        let messages = english("came_back: '{days} after {incident}.'");
        assert_eq!(
            messages.segments("came_back", &[("days", "41 days")]),
            [
                Segment::Text("41 days after ".to_owned()),
                Segment::Slot("incident".to_owned()),
                Segment::Text(".".to_owned())
            ]
        );
        assert_eq!(messages.fill("came_back", &[("incident", "{days}")]), "{days} after {days}.");
    }

    #[test]
    fn a_missing_message_shows_its_key() {
        assert_eq!(english("a: b").text("page.home"), "page.home");
        assert_eq!(english("page.home: b").nearest_key("page.hime"), Some("page.home"));
    }

    #[track_caller]
    fn english(yaml: &str) -> Messages {
        let units = "format.number.group: ','\n";
        Messages::read(Locale::English, &format!("{units}{yaml}")).unwrap()
    }
}
