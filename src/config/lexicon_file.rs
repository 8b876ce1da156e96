//! The form of `lexicon:` in `afterword.yaml`.

use std::collections::BTreeMap;
use std::fmt;

use schemars::JsonSchema;
use serde::Serialize;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};

/// Words of a team's own templates.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
#[schemars(
    default,
    deny_unknown_fields,
    extend("patternProperties" = { "^[a-z]{2,3}(-[A-Za-z]{2,4})?$": { "$ref": "#/$defs/Lexicon" } })
)]
pub struct Lexicon {
    /// Keys, bold labels and rows of key/value tables, by field: `severity: [Alvorlighet]`.
    pub labels: BTreeMap<String, Vec<String>>,
    /// Headings, by section: `timeline: [Tidslinje]`.
    pub headings: BTreeMap<String, Vec<String>>,
    /// Heads of table columns: `owner: [Ansvarlig]`.
    pub columns: BTreeMap<String, Vec<String>>,
    /// States of action items: `done: [Ferdig]`.
    pub states: BTreeMap<String, Vec<String>>,
    /// States of documents: `draft: [Utkast]`.
    pub document_states: BTreeMap<String, Vec<String>>,
    /// Cells of a timeline's type column: `alert: [Varsel]`.
    pub event_types: BTreeMap<String, Vec<String>>,
    /// Phrases in the lines of a timeline, by milestone: `resolved: [alt virker igjen]`.
    pub events: BTreeMap<String, Vec<String>>,
    /// Names of folders, by what their documents are: `incident: [nedetid]`.
    pub folders: BTreeMap<String, Vec<String>>,
    /// Owners that are a role or a team: `[Drift]`.
    pub roles: Vec<String>,
    /// What begins an action item that asks people to be better: `[vær forsiktig]`.
    pub exhortations: Vec<String>,
    /// What begins an action item that wants more of something without saying how much: `[forbedre]`.
    pub wishes: Vec<String>,
    /// Texts of links that do not say where they lead: `[her]`.
    pub link_texts: Vec<String>,
    /// Words of a timeline entry that informs users or colleagues: `[statussiden oppdatert]`.
    pub updates: Vec<String>,
    /// The same lists by language, to keep them apart; the words count in every document. The code of a language may
    /// also be a key itself: `pt: { labels: … }`.
    pub languages: BTreeMap<String, Lexicon>,
}

/// The keys of [`Lexicon`], besides the codes of languages.
const KEYS: &[&str] = &[
    "labels",
    "headings",
    "columns",
    "states",
    "document_states",
    "event_types",
    "events",
    "folders",
    "roles",
    "exhortations",
    "wishes",
    "link_texts",
    "updates",
    "languages",
];

/// Whether `key` has the form of a language's code: `pt`, `zh-TW`.
pub(super) fn is_language_code(key: &str) -> bool {
    let (language, region) = key.split_once('-').map_or((key, None), |it| (it.0, Some(it.1)));
    let is_language = (2..=3).contains(&language.len()) && language.bytes().all(|it| it.is_ascii_lowercase());
    let is_region = |it: &str| (2..=4).contains(&it.len()) && it.bytes().all(|it| it.is_ascii_alphanumeric());
    is_language && region.is_none_or(is_region)
}

/// A key that is known, or a language.
///
/// The check is here, and not where the entry is taken, so that the fault has the place of the key.
struct Key(String);

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct KeyVisitor;
        impl Visitor<'_> for KeyVisitor {
            type Value = Key;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a key")
            }

            fn visit_str<E: Error>(self, key: &str) -> Result<Key, E> {
                if KEYS.contains(&key) || is_language_code(key) {
                    Ok(Key(key.to_owned()))
                } else {
                    Err(E::unknown_field(key, KEYS))
                }
            }
        }
        from.deserialize_identifier(KeyVisitor)
    }
}

impl<'de> Deserialize<'de> for Lexicon {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct LexiconVisitor;
        impl<'de> Visitor<'de> for LexiconVisitor {
            type Value = Lexicon;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("struct Lexicon")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Lexicon, A::Error> {
                let mut words = Lexicon::default();
                while let Some(Key(key)) = entries.next_key()? {
                    match key.as_str() {
                        "labels" => words.labels = entries.next_value()?,
                        "headings" => words.headings = entries.next_value()?,
                        "columns" => words.columns = entries.next_value()?,
                        "states" => words.states = entries.next_value()?,
                        "document_states" => words.document_states = entries.next_value()?,
                        "event_types" => words.event_types = entries.next_value()?,
                        "events" => words.events = entries.next_value()?,
                        "folders" => words.folders = entries.next_value()?,
                        "roles" => words.roles = entries.next_value()?,
                        "exhortations" => words.exhortations = entries.next_value()?,
                        "wishes" => words.wishes = entries.next_value()?,
                        "link_texts" => words.link_texts = entries.next_value()?,
                        "updates" => words.updates = entries.next_value()?,
                        "languages" => words.languages = entries.next_value()?,
                        _ => drop(words.languages.insert(key, entries.next_value()?)),
                    }
                }
                Ok(words)
            }
        }
        from.deserialize_struct("Lexicon", KEYS, LexiconVisitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_languages_have_a_form() {
        for code in ["pt", "zh-TW", "pt-BR", "nb", "zh-Hant"] {
            assert!(is_language_code(code), "{code}");
        }
        for key in ["labels", "roles", "PT", "p", "labl"] {
            assert!(!is_language_code(key), "{key}");
        }
    }
}
