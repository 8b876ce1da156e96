//! The scripts of the search: put together from the theme's sources, without their comments and blanks.
//!
//! One is loaded when somebody is about to search, the others when a search needs what they hold. Their sources
//! share one scope each; what an on-demand script uses of the first one is handed to it as `parts`.

use super::ThemeError;
use super::files::Files;
use super::minify::tightened;

/// A script as it is published.
struct Script {
    /// Its name.
    name: &'static str,
    /// The constant by which the first script's sources know it.
    constant: &'static str,
    /// What comes before its sources.
    head: &'static str,
    /// Below `static/search/`.
    sources: &'static [&'static str],
    /// What comes after them.
    tail: &'static str,
}

/// The script that opens the index; the others are loaded by it.
pub(super) const SEARCH: &str = "search.js";

/// The scripts that are loaded when a search needs them.
const ON_DEMAND: [Script; 4] = [
    Script {
        name: "search-more.js",
        constant: "MORE",
        head: "AfterwordSearch.receive(1,parts=>{'use strict';",
        sources: &[
            "more/parts.js",
            "more/words.js",
            "more/query.js",
            "more/dates.js",
            "more/filters.js",
            "more/phrases.js",
            "more/typos.js",
            "more/counts.js",
        ],
        tail: "return{parse,counted}})",
    },
    Script {
        name: "search-results.js",
        constant: "RESULTS",
        head: "AfterwordSearch.receive(1,parts=>{'use strict';",
        sources: &[
            "results/parts.js",
            "results/scores.js",
            "results/snippet.js",
            "results/details.js",
            "results/verbatim.js",
        ],
        tail: "return{details}})",
    },
    Script {
        name: "search-log.js",
        constant: "LOG",
        head: "AfterwordSearch.receive(1,parts=>{'use strict';",
        sources: &["log/parts.js", "log/words.js", "log/telling.js"],
        tail: "return{wordsOfLog}})",
    },
    Script {
        name: "search-variants.js",
        constant: "VARIANTS",
        head: "AfterwordSearch.receive(1,parts=>{'use strict';",
        sources: &["variants/pairs.js", "variants/fold.js"],
        tail: "return true})",
    },
];

/// The script that opens the index.
const OPENING: Script = Script {
    name: SEARCH,
    constant: "",
    head: "(()=>{'use strict';",
    sources: &[
        "core/words.js",
        "core/stem.js",
        "core/tokens.js",
        "core/files.js",
        "core/ranking.js",
        "core/engine.js",
    ],
    tail: "})()",
};

/// Name and text of every script that is loaded on demand.
pub(super) fn on_demand(files: &Files) -> Result<Vec<(&'static str, String)>, ThemeError> {
    ON_DEMAND.iter().map(|it| Ok((it.name, it.text(files, it.head)?))).collect()
}

/// The script that opens the index; `address` says where the others are, beside it.
pub(super) fn search(files: &Files, address: impl Fn(&str) -> String) -> Result<String, ThemeError> {
    let addresses = ON_DEMAND.map(|it| format!("{}='{}'", it.constant, address(it.name)));
    OPENING.text(files, &format!("{}const {};", OPENING.head, addresses.join(",")))
}

impl Script {
    /// The sources between head and tail: those of a theme folder as they are written, those of the default theme without comments
    /// and blanks.
    fn text(&self, files: &Files, head: &str) -> Result<String, ThemeError> {
        let mut text = head.to_owned();
        for name in self.sources {
            let path = format!("static/search/{name}");
            let source = files.text(&path)?;
            text.push('\n');
            if files.is_override(&path) {
                text.push_str(source);
            } else {
                text.push_str(&tightened(source));
            }
        }
        text.push('\n');
        text.push_str(self.tail);
        Ok(text)
    }
}
