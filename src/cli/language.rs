//! The language of the terminal.

use std::ffi::OsString;
use std::path::PathBuf;

use super::context::Context;
use crate::i18n::Locale;
use crate::pipeline::{self, Request};
use crate::time::Clock;

/// `--lang`, else what the environment names, else the language of the site, else English.
///
/// A locale of the environment that the program does not have, such as `C` or `fr_FR`, decides nothing: the site's
/// authors chose a language that they read.
pub(super) fn of_terminal(lang: Option<Locale>, context: &Context) -> Locale {
    lang.or_else(of_environment).unwrap_or_else(|| of_site(&context.request(None)))
}

/// The same for a command line that could not be read as a whole, or that asks for help.
pub(super) fn before_parsing() -> Locale {
    let words: Vec<OsString> = std::env::args_os().collect();
    of_arguments(&words).or_else(of_environment).unwrap_or_else(|| {
        let folder: PathBuf = std::env::current_dir().unwrap_or_default();
        of_site(&Request::new(folder, Clock::Today))
    })
}

fn of_site(request: &Request) -> Locale {
    pipeline::config(request).map_or(Locale::English, |(config, _)| config.site.language)
}

/// `--lang zh-CN` or `--lang=zh-CN`, wherever it is.
fn of_arguments(words: &[OsString]) -> Option<Locale> {
    let words: Vec<&str> = words.iter().filter_map(|it| it.to_str()).collect();
    let behind = words.windows(2).filter(|it| it[0] == "--lang").map(|it| it[1]);
    let within = words.iter().filter_map(|it| it.strip_prefix("--lang="));
    behind.chain(within).find_map(Locale::from_tag)
}

/// In the order in which POSIX programs ask, after a variable of our own.
#[expect(clippy::disallowed_methods, reason = "the command line reads the environment")]
fn of_environment() -> Option<Locale> {
    ["AFTERWORD_LANG", "LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|it| std::env::var(it).ok().filter(|value| !value.is_empty()))
        .and_then(|it| Locale::from_tag(it.split('.').next().unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_option_names_the_language_before_the_command_line_is_read() {
        let of = |line: &str| of_arguments(&line.split(' ').map(OsString::from).collect::<Vec<_>>());
        assert_eq!(of("afterword build --lang zh-CN --oops"), Some(Locale::Chinese));
        assert_eq!(of("afterword --lang=en --help"), Some(Locale::English));
        assert_eq!(of("afterword --lang tlh"), None);
        assert_eq!(of("afterword build --lang"), None);
    }
}
