//! Parts of a theme folder that replace nothing: a file name with a slip in it must not be silently without effect.
//!
//! 1. A template counts where the default theme has one of its path, where another template names it, or where it
//!    defines components.
//! 2. A message counts where the default theme has its key, or where a template of the folder names it.
//! 3. Everything below `static/` is published, so it counts. Elsewhere only files that look like parts of a theme are
//!    reported: a README is none.

use super::files::Files;
use crate::i18n::{Locale, Messages};

/// Endings of files that somebody meant as a part of the theme.
const ENDINGS: [&str; 5] = [".html", ".css", ".js", ".yaml", ".yml"];

/// The parts as a person would name them: `templates/page/incdent.html`, `i18n/en.yaml: nav.hime`.
pub(super) fn idle_parts(files: &Files) -> Vec<String> {
    let mut found = Vec::new();
    for path in files.overrides() {
        if let Some(name) = path.strip_prefix("templates/") {
            if !Files::is_default(path) && !is_used(files, name) {
                found.push(path.to_owned());
            }
        } else if path.starts_with("i18n/") {
            match Locale::ALL.into_iter().find(|it| path == format!("i18n/{}.yaml", it.tag())) {
                Some(locale) => found.extend(idle_messages(files, path, locale)),
                None => found.push(path.to_owned()),
            }
        } else if !path.starts_with("static/")
            && path != "theme.yaml"
            && ENDINGS.iter().any(|it| path.ends_with(it))
        {
            found.push(path.to_owned());
        }
    }
    found
}

/// Whether a template names the template `name`, or it defines components.
fn is_used(files: &Files, name: &str) -> bool {
    let mut templates = files.below("templates/").map(|(path, bytes)| (path, String::from_utf8_lossy(bytes)));
    let quoted = [format!("\"{name}\""), format!("'{name}'")];
    templates.any(|(path, text)| {
        let is_own = path.strip_prefix("templates/") == Some(name);
        if is_own { defines_component(&text) } else { quoted.iter().any(|it| text.contains(it)) }
    })
}

fn defines_component(text: &str) -> bool {
    text.contains("{% component ") || text.contains("{%- component ")
}

fn idle_messages(files: &Files, path: &str, locale: Locale) -> Vec<String> {
    let read = |text: &str| Messages::read(locale, text).ok();
    let known = files.default_text(path).ok().and_then(read);
    let own = files.text(path).ok().and_then(read);
    let (Some(known), Some(own)) = (known, own) else { return Vec::new() };
    let is_named = |key: &str| {
        let quoted = [format!("\"{key}\""), format!("'{key}'")];
        files
            .below("templates/")
            .filter(|(path, _)| files.is_override(path))
            .any(|(_, bytes)| quoted.iter().any(|it| String::from_utf8_lossy(bytes).contains(it)))
    };
    let idle = own.keys().filter(|it| known.get(it).is_none() && !is_named(it));
    idle.map(|key| format!("{path}: {key}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn idle(overrides: &[(&str, &str)]) -> Vec<String> {
        let own = |(path, text): &(&str, &str)| ((*path).to_owned(), text.as_bytes().to_vec());
        idle_parts(&Files::new(overrides.iter().map(own).collect()))
    }

    #[test]
    fn what_replaces_nothing_is_named() {
        let found = idle(&[
            ("templates/page/incdent.html", "x"),
            ("template/page/incident.html", "x"),
            ("i18n/en.yaml", "nav.hime: Start\nnav.home: Start\n"),
            ("i18n/de.yaml", "nav.home: Start\n"),
            ("theme.yml", "name: ours\n"),
        ]);
        let expected = [
            "i18n/de.yaml",
            "i18n/en.yaml: nav.hime",
            "template/page/incident.html",
            "templates/page/incdent.html",
            "theme.yml",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn what_has_an_effect_is_not_named() {
        let found = idle(&[
            ("theme.yaml", "name: ours\n"),
            ("README.md", "x"),
            ("static/logo.svg", "<svg/>"),
            ("templates/hook/footer.html", "{% include \"hook/extra.html\" %} {{ t(key=\"our.words\") }}"),
            ("templates/hook/extra.html", "x"),
            ("templates/ours.html", "{% component ours() %}x{% endcomponent %}"),
            ("i18n/en.yaml", "our.words: Words\n"),
        ]);
        assert_eq!(found, Vec::<String>::new());
    }
}
