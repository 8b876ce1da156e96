//! Kinds of findings, and how much each matters.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::i18n::Locale;
use crate::phrase::say;
use crate::yaml;

/// A kind of finding; [`codes`](super::codes) declares every one.
#[derive(Debug, PartialEq, Eq)]
pub struct Kind {
    /// Stable code, `AW` and three digits; never given a second meaning.
    pub code: &'static str,
    /// Stable name that reads well after "allow".
    pub name: &'static str,
    /// How much it matters unless the project says otherwise.
    pub level: Level,
    /// Whether it is reported only where a project asks for it.
    pub opt_in: bool,
    /// What it finds, in one sentence.
    pub meaning: &'static str,
    /// Why it matters and how to fix it, with an example that it flags and one that it does not: Markdown.
    ///
    /// The examples are run by `tests/it/findings.rs`.
    pub explanation: &'static str,
    /// The same in Chinese, without the examples; empty where nobody has written it.
    pub explanation_zh: &'static str,
}

/// What each kind finds in one sentence, in Chinese, by code: a file of YAML.
const MEANINGS_ZH: &str = include_str!("explain/zh-CN/meanings.yaml");

impl Kind {
    /// What it finds, in one sentence; in English where the language has none.
    pub fn meaning(&self, locale: Locale) -> &'static str {
        static MEANINGS: OnceLock<BTreeMap<String, String>> = OnceLock::new();
        let english = self.meaning.trim();
        match locale {
            Locale::English => english,
            Locale::Chinese => {
                let meanings = MEANINGS.get_or_init(|| yaml::read(MEANINGS_ZH).unwrap_or_default());
                meanings.get(self.code).map_or(english, String::as_str)
            }
        }
    }

    /// Why it matters and how to fix it: Markdown. The examples are the same in every language, below heads of that language.
    pub fn explanation(&self, locale: Locale) -> Cow<'static, str> {
        match locale {
            Locale::Chinese if !self.explanation_zh.is_empty() => {
                let at = self.explanation.find("\n## ").unwrap_or(self.explanation.len());
                let examples = self.explanation[at..]
                    .replace("\n## Flagged\n", &format!("\n## {}\n", say!("explain.flagged").text(locale)))
                    .replace("\n## Clean\n", &format!("\n## {}\n", say!("explain.clean").text(locale)));
                Cow::Owned(format!("{}\n{examples}", self.explanation_zh.trim_end()))
            }
            Locale::English | Locale::Chinese => Cow::Borrowed(self.explanation),
        }
    }
}

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Worth knowing.
    Info,
    /// Should be fixed.
    Warning,
    /// Must be fixed before the site is published.
    Error,
}

impl Level {
    /// The word for people.
    pub fn word(self, locale: Locale) -> String {
        match self {
            Self::Info => say!("level.info"),
            Self::Warning => say!("level.warning"),
            Self::Error => say!("level.error"),
        }
        .text(locale)
    }

    /// The word exported and configured, the same in every language.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chinese_explanation_has_the_examples_of_the_english_one_below_its_own_heads() {
        let kind = Kind {
            code: "AW999",
            name: "example",
            level: Level::Info,
            opt_in: false,
            meaning: " A value that is not written.",
            explanation: "# AW999 `example`\n\nWhy.\n\n## Flagged\n\n~~~md\na\n~~~\n\n## Clean\n\n~~~md\nb\n~~~\n",
            explanation_zh: "# AW999 `example`\n\n原因。\n",
        };
        assert_eq!(
            kind.explanation(Locale::Chinese),
            "# AW999 `example`\n\n原因。\n\n## 会报告\n\n~~~md\na\n~~~\n\n## 不会报告\n\n~~~md\nb\n~~~\n"
        );
        assert_eq!(kind.explanation(Locale::English), kind.explanation);
        assert_eq!(kind.meaning(Locale::Chinese), "A value that is not written.");
        let english_only = Kind { explanation_zh: "", ..kind };
        assert_eq!(english_only.explanation(Locale::Chinese), english_only.explanation);
    }
}
