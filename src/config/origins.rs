//! Every setting of `afterword.yaml` with its value and its place: what `afterword config` prints.
//!
//! The values come from the file's own type, so that no setting can be missing from the list.

use serde_json::Value;

use super::file::ConfigFile;
use super::parsing::Parsed;
use super::path::ValuePath;
use crate::files::SourceMap;

/// One setting.
#[derive(Debug, Clone)]
pub struct Setting {
    /// For example `site.title` or `targets[0].name`.
    pub path: String,
    /// As the file states it, or its default; null where the default depends on something else.
    pub value: Value,
    /// Where the file states it, as `afterword.yaml:3`; `None` for a default.
    pub place: Option<String>,
}

/// All settings, in the order of the reference; inside lists only what is written there.
pub fn settings(sources: &SourceMap, parsed: &Parsed<ConfigFile>) -> Vec<Setting> {
    let mut found = Vec::new();
    // The type holds strings, numbers, lists and maps with text as keys: it can always be written as JSON.
    let value = serde_json::to_value(&parsed.value).unwrap_or_default();
    let place = |path: &ValuePath| {
        // The words of a language may also be below its code alone: `lexicon: { pt: … }`.
        let written = &parsed.written;
        let span = written.exact_span(path).or_else(|| written.exact_span(&path.without("languages")))?;
        Some(format!("{}:{}", sources.get(span.file).path, sources.line(span)))
    };
    add(&mut found, &place, (String::new(), &ValuePath::default()), value);
    found
}

fn add(
    found: &mut Vec<Setting>,
    place: &impl Fn(&ValuePath) -> Option<String>,
    (name, path): (String, &ValuePath),
    value: Value,
) {
    match value {
        Value::Object(entries) if !entries.is_empty() => {
            for (key, value) in entries {
                let name = if name.is_empty() { key.clone() } else { format!("{name}.{key}") };
                add(found, place, (name, &path.key(&key)), value);
            }
        }
        Value::Array(items) if items.iter().any(Value::is_object) => {
            for (nth, value) in items.into_iter().enumerate() {
                add(found, place, (format!("{name}[{nth}]"), &path.item(nth)), value);
            }
        }
        value => {
            let place = place(path);
            if place.is_some() || !name.contains('[') {
                found.push(Setting { path: name, value, place });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config;

    fn of(text: &str) -> Vec<String> {
        let mut sources = SourceMap::default();
        let file = sources.add("afterword.yaml".to_owned(), text.to_owned());
        let found = settings(&sources, &config::parse(&sources, file));
        let line =
            |it: &Setting| it.place.as_ref().map_or("0", |it| it.rsplit(':').next().unwrap()).to_owned();
        found.iter().map(|it| format!("{} {} {}", it.path, it.value, line(it))).collect()
    }

    #[test]
    fn every_key_of_the_schema_is_there() {
        let schema = serde_json::to_value(schemars::schema_for!(ConfigFile)).unwrap();
        let found = of("");
        for key in schema["properties"].as_object().unwrap().keys() {
            let is_of_key = |it: &&String| it.split([' ', '.']).next() == Some(key);
            assert!(found.iter().any(|it| is_of_key(&it)), "{key}: {found:#?}");
        }
    }

    #[test]
    fn a_setting_has_its_line_and_a_default_has_none() {
        let found = of(
            "site:\n  title: Shop\ntargets:\n  - name: a\n    severity: [P0]\nfindings: { AW402: off }\nlexicon: { pt: { roles: [Plantão] } }\n",
        );
        for expected in [
            "site.title \"Shop\" 2",
            "site.timezone \"UTC\" 0",
            "targets[0].name \"a\" 4",
            "targets[0].severity [\"P0\"] 5",
            "findings.AW402 \"off\" 6",
            "tickets [] 0",
            "lexicon.languages.pt.roles [\"Plantão\"] 7",
        ] {
            assert!(found.iter().any(|it| it == expected), "{expected}: {found:#?}");
        }
        assert!(!found.iter().any(|it| it.starts_with("targets[0].detect")), "{found:#?}");
    }
}
