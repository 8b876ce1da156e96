//! `lexicon:`: the words of a team's own templates, beside the built-in ones.

use std::sync::Arc;

use super::Place;
use super::lexicon_file::is_language_code;
use super::place::ConfigError;
use crate::lexicon::phrases::{PhraseList, Vocabulary};
use crate::lexicon::team::WordList;
use crate::lexicon::words::Lexicon;
use crate::phrase::{self, Phrase, say};
use crate::text::did_you_mean;
use crate::yaml::{Node, Value};

/// The built-in words with those of the config file, if there are any.
pub(super) fn lexicon(at: &Place<'_>) -> (Arc<Lexicon>, Arc<Vocabulary>) {
    let built_in = (Lexicon::built_in(), Vocabulary::built_in());
    let entries_of = |key| match at.written.get(key).map(|it| &it.value) {
        Some(Value::Map(entries)) => entries.as_slice(),
        _ => &[],
    };
    let (lists, keys) = (entries_of("lexicon"), entries_of("fields"));
    if lists.is_empty() && keys.is_empty() {
        return built_in;
    }
    let mut own = Own { at, words: (*built_in.0).clone(), phrases: (*built_in.1).clone(), seen: Vec::new() };
    own.lists(lists);
    own.keys(keys);
    (Arc::new(own.words), Arc::new(own.phrases))
}

/// The words while they are collected.
struct Own<'a> {
    at: &'a Place<'a>,
    words: Lexicon,
    phrases: Vocabulary,
    /// The team's words so far, with the line of each.
    seen: Vec<(WordList, String, usize)>,
}

impl Own<'_> {
    fn lists(&mut self, entries: &[(Node, Node)]) {
        for (key, node) in entries {
            let name = key.scalar().unwrap_or_default();
            if name == "languages" {
                // A language groups words for people; they count in every document.
                for (_, language) in pairs(node) {
                    self.lists(pairs(language));
                }
            } else if is_language_code(name) {
                self.lists(pairs(node));
            } else if let Some(list) = PhraseList::ALL.into_iter().find(|it| it.key() == name) {
                for word in items(node) {
                    if let Some(text) = self.at.keep(self.checked(word)) {
                        self.phrases.add(list, text);
                    }
                }
            } else if let Some(list) = WordList::ALL.into_iter().find(|it| it.key() == name) {
                for (meaning, words) in pairs(node) {
                    self.list(list, meaning, words);
                }
            }
        }
    }

    /// `fields:` says what a key means whatever it means elsewhere: `domain: services`.
    fn keys(&mut self, entries: &[(Node, Node)]) {
        let known = WordList::Labels.meanings();
        for (key, meaning) in entries {
            let Some(word) = self.at.keep(self.checked(key)) else { continue };
            let name = meaning.scalar().unwrap_or_default();
            if !self.words.set_key(word, name) {
                let hint = match did_you_mean(name, known.iter().copied()) {
                    Some(near) => say!("hint.did-you-mean", near),
                    None => say!("failure.lexicon-name-hint", known = phrase::Value::either_code(&known)),
                };
                let message = say!("failure.lexicon-name", name, list = "fields");
                self.at.fault(self.error(meaning, message, hint));
            }
        }
    }

    fn list(&mut self, list: WordList, meaning: &Node, words: &Node) {
        let name = meaning.scalar().unwrap_or_default();
        let known = list.meanings();
        if !known.contains(&name) {
            let hint = match did_you_mean(name, known.iter().copied()) {
                Some(near) => say!("hint.did-you-mean", near),
                None => say!("failure.lexicon-name-hint", known = phrase::Value::either_code(&known)),
            };
            let message = say!("failure.lexicon-name", name, list = list.key());
            self.at.fault(self.error(meaning, message, hint));
            return;
        }
        for word in items(words) {
            let Some(text) = self.at.keep(self.checked(word)) else { continue };
            if let Err(other) = self.words.add(list, name, text) {
                let message = say!("failure.lexicon-word-twice", word = text, other, list = list.key());
                let earlier = self.seen.iter().find(|it| it.0 == list && it.1 == crate::text::fold(text));
                let hint = match earlier {
                    Some((.., line)) => {
                        say!("failure.lexicon-word-twice-hint", line = phrase::Value::ordinal(*line))
                    }
                    None => say!("failure.lexicon-built-in-hint"),
                };
                self.at.fault(self.error(word, message, hint));
                continue;
            }
            let line = self.at.written.span_of(word).map_or(1, |it| self.at.sources.line(it));
            self.seen.push((list, crate::text::fold(text), line));
        }
    }

    /// The text of `word`, which must not be empty.
    fn checked<'n>(&self, word: &'n Node) -> Result<&'n str, ConfigError> {
        let text = word.scalar().unwrap_or_default().trim();
        if text.is_empty() {
            let hint = say!("failure.lexicon-empty-word-hint");
            return Err(self.error(word, say!("failure.lexicon-empty-word"), hint));
        }
        Ok(text)
    }

    fn error(&self, at: &Node, message: Phrase, hint: Phrase) -> ConfigError {
        ConfigError { message, span: self.at.written.span_of(at), hint: Some(hint) }
    }
}

fn pairs(node: &Node) -> &[(Node, Node)] {
    match &node.value {
        Value::Map(entries) => entries,
        _ => &[],
    }
}

fn items(node: &Node) -> &[Node] {
    match &node.value {
        Value::List(items) => items,
        _ => &[],
    }
}
