//! The same report in several languages: `X.zh.md` beside `X.md`, `zh/X.md` beside `en/X.md`.
//!
//! Such documents are one incident. The one without a language in its path is the report, else the first by path; the
//! others are its translations. Names alone decide nothing: both must be read as one incident each, in languages that
//! differ, for the same readers.

use std::collections::BTreeMap;

use crate::diagnostics::Diagnostic;
use crate::extract::{Extracted, Reading};
use crate::files::{FileId, SourceMap};
use crate::model::Incident;

/// Tags of languages as file names and folders bear them, in lower case.
const TAGS: [&str; 32] = [
    "zh", "zh-cn", "zh-tw", "zh-hk", "zh-hans", "zh-hant", "cn", "en", "en-us", "en-gb", "ja", "ja-jp", "jp",
    "ko", "ko-kr", "de", "fr", "es", "pt", "pt-br", "it", "ru", "nl", "no", "nb", "sv", "da", "fi", "pl",
    "tr", "uk", "vi",
];

/// Paths of translations, with the path of the report that each is of.
pub(super) fn find(
    sources: &SourceMap,
    all: &BTreeMap<FileId, (Reading, Vec<Diagnostic>)>,
) -> BTreeMap<String, String> {
    // By the path without its language: whether it has one, the path, the incident.
    let mut groups: BTreeMap<String, Vec<(bool, &str, &Incident)>> = BTreeMap::new();
    for (file, (reading, _)) in all {
        let [Extracted::Incident(incident)] = reading.entries.as_slice() else { continue };
        let path = sources.get(*file).path.as_str();
        let bare = without_language(path);
        groups.entry(bare.clone().unwrap_or_else(|| path.to_owned())).or_default().push((
            bare.is_some(),
            path,
            incident,
        ));
    }
    let mut found = BTreeMap::new();
    for group in groups.values_mut() {
        group.sort_by_key(|it| (it.0, it.1));
        let Some(((_, original, report), others)) = group.split_first() else { continue };
        for (is_tagged, path, incident) in others {
            let differs = incident.language.is_empty() || incident.language != report.language;
            let same_readers = incident.visibility == report.visibility && incident.status == report.status;
            if *is_tagged && differs && same_readers {
                found.insert((*path).to_owned(), (*original).to_owned());
            }
        }
    }
    found
}

/// `path` without the language that its name or one of its folders bears; `None` where none does.
fn without_language(path: &str) -> Option<String> {
    let is_tag = |it: &str| TAGS.contains(&it.to_ascii_lowercase().replace('_', "-").as_str());
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let (stem, ending) = name.rsplit_once('.')?;
    let at = |name: String| if folder.is_empty() { name } else { format!("{folder}/{name}") };
    if let Some((base, tag)) = stem.rsplit_once('.')
        && is_tag(tag)
    {
        return Some(at(format!("{base}.{ending}")));
    }
    // `name_zh`, `name-zh-CN`, `name_zh_CN`.
    for (place, _) in stem.match_indices(['_', '-']) {
        if is_tag(&stem[place + 1..]) && 0 < place {
            return Some(at(format!("{}.{ending}", &stem[..place])));
        }
    }
    let parts: Vec<&str> = folder.split('/').collect();
    let tag = parts.iter().position(|it| is_tag(it))?;
    let rest: Vec<&str> = parts.iter().enumerate().filter(|it| it.0 != tag).map(|it| *it.1).collect();
    Some(if rest.is_empty() { name.to_owned() } else { format!("{}/{name}", rest.join("/")) })
}

#[cfg(test)]
mod tests {
    use super::without_language;

    #[test]
    fn a_language_is_in_the_name_or_in_a_folder() {
        for (path, expected) in [
            ("2026/pool.zh.md", Some("2026/pool.md")),
            ("pool.zh-CN.md", Some("pool.md")),
            ("pool_zh_CN.md", Some("pool.md")),
            ("pool-ja.md", Some("pool.md")),
            ("zh/2026/pool.md", Some("2026/pool.md")),
            ("docs/en/pool.md", Some("docs/pool.md")),
            ("en/pool.md", Some("pool.md")),
            ("pool.md", None),
            ("pool.v2.md", None),
            ("broken-entry.md", None),
            ("zh.md", None),
        ] {
            assert_eq!(without_language(path).as_deref(), expected, "{path}");
        }
    }
}
