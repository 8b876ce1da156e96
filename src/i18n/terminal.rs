//! The words of findings and of the terminal, in every language: one catalogue per language, part of the program.
//!
//! The words of pages belong to the theme, whose authors may change them; these belong to the program, since a finding
//! must be readable before any theme is.

use std::sync::OnceLock;

use super::{Locale, Messages};
use crate::phrase::{Phrase, Value};

/// The files of the catalogue in one language; a file is a part of the program, so that it stays readable.
macro_rules! files {
    ($tag:literal) => {
        [
            include_str!(concat!("terminal/", $tag, "/formats.yaml")),
            include_str!(concat!("terminal/", $tag, "/reading.yaml")),
            include_str!(concat!("terminal/", $tag, "/lint.yaml")),
            include_str!(concat!("terminal/", $tag, "/project.yaml")),
            include_str!(concat!("terminal/", $tag, "/commands.yaml")),
            include_str!(concat!("terminal/", $tag, "/failures.yaml")),
            include_str!(concat!("terminal/", $tag, "/help.yaml")),
        ]
    };
}

/// The catalogue of `locale`.
pub fn terminal(locale: Locale) -> &'static Messages {
    static ENGLISH: OnceLock<Messages> = OnceLock::new();
    static CHINESE: OnceLock<Messages> = OnceLock::new();
    match locale {
        Locale::English => ENGLISH.get_or_init(|| read(locale, &files!("en"))),
        Locale::Chinese => CHINESE.get_or_init(|| read(locale, &files!("zh-CN"))),
    }
}

/// A file that cannot be read leaves its keys in the place of their words; a test reads every file.
fn read(locale: Locale, files: &[&str]) -> Messages {
    let mut all = Messages::empty(locale);
    for messages in files.iter().filter_map(|it| Messages::read(locale, it).ok()) {
        all.extend(messages);
    }
    all
}

impl Phrase {
    /// The message in the words of `locale`.
    pub fn text(&self, locale: Locale) -> String {
        let messages = terminal(locale);
        let values: Vec<(&str, String)> =
            self.values().iter().map(|(name, value)| (*name, value.text(messages))).collect();
        let values: Vec<(&str, &str)> = values.iter().map(|(name, text)| (*name, text.as_str())).collect();
        messages.fill(self.key(), &values)
    }

    /// The message in English, the language of logs and of tests.
    pub fn english(&self) -> String {
        self.text(Locale::English)
    }
}

impl Value {
    fn text(&self, messages: &Messages) -> String {
        let joined = |values: &[Self], last: &str| {
            let texts: Vec<String> = values.iter().map(|it| it.text(messages)).collect();
            match texts.split_last() {
                Some((end, before)) if !before.is_empty() => {
                    format!("{}{}{end}", before.join(messages.text("format.list")), messages.text(last))
                }
                _ => texts.concat(),
            }
        };
        match self {
            Self::Text(text) => text.clone(),
            Self::Code(text) => format!("`{text}`"),
            Self::Count(n) if *n < 0 => messages.difference(*n),
            Self::Count(n) => messages.integer(usize::try_from(*n).unwrap_or(usize::MAX)),
            Self::Ordinal(n) => n.to_string(),
            Self::Duration(seconds) => messages.duration(*seconds),
            Self::Phrase(phrase) => phrase.text(messages.locale()),
            Self::List(values) => joined(values, "format.list"),
            Self::Either(values) => joined(values, "terminal.or"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::phrase::say;

    #[test]
    fn every_file_can_be_read() {
        for (locale, files) in [(Locale::English, files!("en")), (Locale::Chinese, files!("zh-CN"))] {
            for file in files {
                if let Err(error) = Messages::read(locale, file) {
                    panic!("{}: {error} in {file}", locale.tag());
                }
            }
        }
    }

    #[test]
    fn values_are_written_as_the_language_writes_them() {
        let value = |value: Value| Locale::ALL.map(|locale| value.text(terminal(locale)));
        assert_eq!(value(Value::Duration(4_800)), ["1 h 20 min", "1 小时 20 分钟"]);
        assert_eq!(value(Value::either(["a", "b", "c"])), ["a, b or c", "a、b 或 c"]);
        assert_eq!(value(Value::list(["a"])), ["a", "a"]);
        assert_eq!(value(Value::Count(1_234)), ["1,234", "1,234"]);
        assert_eq!(value(Value::ordinal(1_234)), ["1234", "1234"]);
        assert_eq!(value(say!("format.list").to_value()), [", ", "、"]);
    }

    use crate::phrase::ToValue as _;
}
