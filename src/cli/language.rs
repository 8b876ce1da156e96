//! The language of the terminal.

use super::context::Context;
use crate::i18n::Locale;
use crate::pipeline;

/// `--lang`, else what the environment names, else the language of the site, else English.
///
/// A locale of the environment that the program does not speak, such as `C` or `fr_FR`, says nothing: the site's authors
/// chose a language that they read.
pub(super) fn of_terminal(lang: Option<Locale>, context: &Context) -> Locale {
    lang.or_else(of_environment).unwrap_or_else(|| {
        let config = pipeline::config(&context.request(None));
        config.map_or(Locale::English, |(config, _)| config.site.language)
    })
}

/// In the order in which POSIX programs ask, after a variable of our own.
fn of_environment() -> Option<Locale> {
    ["AFTERWORD_LANG", "LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|it| std::env::var(it).ok().filter(|value| !value.is_empty()))
        .and_then(|it| Locale::from_tag(it.split('.').next().unwrap_or_default()))
}
