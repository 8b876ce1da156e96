//! The words by which a document shows what it is: `marks.yaml`, ready to be compared.

use std::sync::LazyLock;

use serde::Deserialize;

use super::forms::fold;
use crate::text::{Needles, is_cjk};
use crate::yaml;

/// Every list of `marks.yaml`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Marks {
    pub(crate) folders: Folders,
    pub(crate) index_names: Phrases,
    pub(crate) id_prefixes: Phrases,
    pub(crate) report: Phrases,
    pub(crate) failure: Phrases,
    pub(crate) subjects: Phrases,
    pub(crate) handling: Phrases,
    pub(crate) teaching: Phrases,
    pub(crate) collections: Phrases,
    pub(crate) collections_alone: Phrases,
    pub(crate) other: Phrases,
    pub(crate) instructions: Phrases,
    pub(crate) alert_meaning: Phrases,
    pub(crate) alert_response: Phrases,
    pub(crate) template: Phrases,
    pub(crate) instruction: Phrases,
    pub(crate) planned_title: Phrases,
    pub(crate) planned_text: Phrases,
    pub(crate) outage_text: Phrases,
    pub(crate) near_miss: Phrases,
    pub(crate) drill: Phrases,
    pub(crate) disclosure: Phrases,
    pub(crate) weakness: Phrases,
    pub(crate) harm: Phrases,
}

/// Names of folders, by what the folder holds.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Folders {
    pub(crate) incident: Phrases,
    pub(crate) incident_perhaps: Phrases,
    pub(crate) runbook: Phrases,
    pub(crate) template: Phrases,
    pub(crate) process: Phrases,
}

/// Words and phrases, in the form of [`plain`].
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub(crate) struct Phrases {
    /// The longest first.
    all: Vec<String>,
    /// The same, in the same order, for looking through a text once.
    needles: Needles,
}

impl From<Vec<String>> for Phrases {
    fn from(written: Vec<String>) -> Self {
        let mut phrases: Vec<String> = written.iter().map(|it| plain(it)).collect();
        // The longest one is what a reader would quote: `maintenance window`, not `maintenance`.
        phrases.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
        let needles = Needles::new(phrases.iter().map(String::as_str));
        Self { all: phrases, needles }
    }
}

static MARKS: LazyLock<Marks> = LazyLock::new(|| {
    // A unit test reads the same text, so that a slip in it cannot reach a user.
    yaml::read(include_str!("marks.yaml")).unwrap_or_default()
});

/// The built-in words.
pub(crate) fn marks() -> &'static Marks {
    &MARKS
}

/// `text` for comparing: folded, and with a space for every `-`, `_` and other mark between words.
///
/// Dots inside a name stay, so that `issues.example.org` does not speak of issues.
pub(crate) fn plain(text: &str) -> String {
    let folded = fold(text);
    let mut out = String::with_capacity(folded.len());
    let mut chars = folded.chars().peekable();
    while let Some(c) = chars.next() {
        let is_inside = c == '.'
            && out.ends_with(char::is_alphanumeric)
            && chars.peek().is_some_and(|it| it.is_alphanumeric());
        if c.is_alphanumeric() || c == '\'' || c == '/' || is_inside {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

impl Phrases {
    /// The longest phrase that `text`, in the form of [`plain`], holds.
    pub(crate) fn find(&self, text: &str) -> Option<&str> {
        self.numbers_in(text).into_iter().min().map(|it| self.all[it].as_str())
    }

    /// The phrases that `text` holds, by their number, as often as it holds them.
    fn numbers_in(&self, text: &str) -> Vec<usize> {
        let mut found = Vec::new();
        self.needles.occur_in(text, |number, at| {
            if is_bounded(text, &self.all[number], at.start) {
                found.push(number);
            }
            false
        });
        found
    }

    /// Whether `text`, in the form of [`plain`], is one of the phrases.
    pub(crate) fn is(&self, text: &str) -> bool {
        self.all.iter().any(|it| it == text)
    }

    /// The phrase that `text`, in the form of [`plain`], begins with.
    pub(crate) fn at_start(&self, text: &str) -> Option<&str> {
        let begins = |it: &&str| text.starts_with(*it) && is_bounded(text, it, 0);
        self.all.iter().map(String::as_str).find(begins)
    }

    /// The phrase that `text`, in the form of [`plain`], ends with.
    pub(crate) fn at_end(&self, text: &str) -> Option<&str> {
        let ends =
            |phrase: &&str| text.ends_with(*phrase) && is_bounded(text, phrase, text.len() - phrase.len());
        self.all.iter().map(String::as_str).find(ends)
    }

    /// The different phrases that `text`, in the form of [`plain`], holds.
    pub(crate) fn all(&self, text: &str) -> impl Iterator<Item = &str> {
        let mut numbers = self.numbers_in(text);
        numbers.sort_unstable();
        numbers.dedup();
        numbers.into_iter().map(|it| self.all[it].as_str())
    }
}

/// Where `phrase` appears in `text`, not inside a longer Latin word: `philosophy` holds no `sop`.
pub(crate) fn place(text: &str, phrase: &str) -> Option<usize> {
    text.match_indices(phrase).map(|(at, _)| at).find(|at| is_bounded(text, phrase, *at))
}

fn is_bounded(text: &str, phrase: &str, at: usize) -> bool {
    let goes_on = |inside: Option<char>, outside: Option<char>| {
        let is_word = |c: Option<char>| c.is_some_and(|c| c == '.' || c.is_alphanumeric() && !is_cjk(c));
        is_word(inside) && is_word(outside)
    };
    let before = text[..at].chars().next_back();
    let after = text[at + phrase.len()..].chars().next();
    !goes_on(phrase.chars().next(), before) && !goes_on(phrase.chars().next_back(), after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_marks_can_be_read() {
        let marks: Marks = yaml::read(include_str!("marks.yaml")).unwrap();
        assert!(marks.report.all.len() > 20 && marks.folders.incident.all.len() > 20);
    }

    #[test]
    fn a_word_is_not_found_inside_another() {
        assert_eq!(marks().instructions.find(&plain("Our philosophy")), None);
        assert_eq!(marks().instructions.find(&plain("SOP: restart")), Some("sop"));
        assert_eq!(marks().report.find(&plain("2026-02 Post-Mortem_pool")), Some("post mortem"));
        assert_eq!(marks().report.find(&plain("支付服务故障复盘")), Some("复盘"));
        assert_eq!(marks().failure.find(&plain("Upgrade of issues.example.org")), None);
    }
}
