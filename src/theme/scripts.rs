//! The scripts of the search: put together from the theme's sources, without comments and indentation.
//!
//! One is loaded when somebody is about to search, the others when a search needs what they hold. Their sources
//! share one scope each; what an on-demand script uses of the first one is handed to it as `parts`.

use super::ThemeError;
use super::files::Files;

/// The script that opens the index.
pub(super) const SEARCH: &str = "search.js";

/// A script that is loaded on demand.
pub(super) struct OnDemand {
    /// Its name, as the first script has it.
    pub(super) name: &'static str,
    sources: &'static [&'static str],
    /// What it hands over.
    gives: &'static str,
}

/// Sources of [`SEARCH`], below `static/search/`.
const SEARCH_SOURCES: &[&str] = &[
    "core/words.js",
    "core/stem.js",
    "core/tokens.js",
    "core/files.js",
    "core/ranking.js",
    "core/engine.js",
];

/// Every script that is loaded on demand.
pub(super) const ON_DEMAND: &[OnDemand] = &[
    OnDemand {
        name: "search-more.js",
        sources: &[
            "more/parts.js",
            "more/query.js",
            "more/dates.js",
            "more/filters.js",
            "more/phrases.js",
            "more/typos.js",
            "more/counts.js",
        ],
        gives: "{parse,counted}",
    },
    OnDemand { name: "search-text.js", sources: &["text/parts.js", "text/snippet.js", "text/details.js"], gives: "details" },
];

/// The text of [`SEARCH`].
pub(super) fn search(files: &Files) -> Result<String, ThemeError> {
    Ok(format!("(()=>{{'use strict';\n{}}})()\n", stripped(files, SEARCH_SOURCES)?))
}

impl OnDemand {
    /// Its text.
    pub(super) fn text(&self, files: &Files) -> Result<String, ThemeError> {
        let body = stripped(files, self.sources)?;
        let gives = self.gives;
        Ok(format!("AfterwordSearch.receive(1,parts=>{{'use strict';\n{body}return {gives}\n}})\n"))
    }
}

/// The sources without comments that have a line of their own, indentation and empty lines.
///
/// Strings and patterns are never touched, because no source has one that goes over a line end.
fn stripped(files: &Files, sources: &[&str]) -> Result<String, ThemeError> {
    let mut out = String::new();
    for name in sources {
        let mut in_comment = false;
        for line in files.text(&format!("static/search/{name}"))?.lines().map(str::trim) {
            in_comment |= line.starts_with("/*");
            if !in_comment && !line.is_empty() && !line.starts_with("//") {
                out.push_str(line);
                out.push('\n');
            }
            in_comment &= !line.ends_with("*/");
        }
    }
    Ok(out)
}
