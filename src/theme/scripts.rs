//! The scripts of the search: put together from the theme's sources and made small.
//!
//! One is loaded when somebody is about to search, the others when a search needs what they hold. Their sources
//! share one scope each; what an on-demand script uses of the first one is handed to it as `parts`.

use super::ThemeError;
use super::files::Files;
use super::minify::minified;

/// A script as it is published.
pub(super) struct Script {
    /// Its name, by which the first script knows the others.
    pub(super) name: &'static str,
    /// What stands before its sources.
    head: &'static str,
    /// Below `static/search/`.
    sources: &'static [&'static str],
    /// What stands behind them.
    tail: &'static str,
}

/// The script that opens the index; the others are loaded by it.
pub(super) const SEARCH: &str = "search.js";

/// Every script, [`SEARCH`] last.
const SCRIPTS: [Script; 4] = [
    Script {
        name: "search-more.js",
        head: "AfterwordSearch.receive(1,parts=>{'use strict';",
        sources: &[
            "more/parts.js",
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
        head: "AfterwordSearch.receive(1,parts=>{'use strict';",
        sources: &[
            "results/parts.js",
            "results/lists.js",
            "results/scores.js",
            "results/snippet.js",
            "results/details.js",
            "results/verbatim.js",
        ],
        tail: "return{details}})",
    },
    Script {
        name: "search-log.js",
        head: "AfterwordSearch.receive(1,parts=>{'use strict';",
        sources: &["log/parts.js", "log/words.js", "log/telling.js"],
        tail: "return{wordsOfLog}})",
    },
    Script {
        name: SEARCH,
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
    },
];

/// Names that only the sources use among themselves, even as properties. None may be the name of anything in a
/// browser, in the files of the index or in what pages call.
const PRIVATE: &str = "DAY EXACT MAX_CLAUSES Files Ranking SPACE WORD WORD_CHAR addScores allowed beginning beginningWith behind best \
    bigrams build byDate c calendar chars cjk cjkRun classOf clause clauses column comparable compoundWord \
    corrections countUpTo counted current data decoded decodedList eachPosition eachScore eachToken either end ends \
    exclude excluded facet families files filters folded foldedText found groups highlights idf integers isId isWord \
    it joins kinds listOf lists load manifest matches missing nStanding name nearestValue needed ofChar own parse \
    partial parts pattern phrase phraseOf phrases places placesIn plan position postings promises raiseVerbatim \
    ranking raw read recordOf reset telling origins used interpretedLog wordsOfLog any planClause run runsOf scores segments separators shardOf shardsOf shown single singleSpaced \
    singleWord singles start stem steps sums term terms termsOf termsWith text typed typedId upper value values \
    version vocabulary weight whole word wordGroup words worth";

/// Name and text of every script, [`SEARCH`] last.
pub(super) fn all(files: &Files) -> Result<Vec<(&'static str, String)>, ThemeError> {
    let mut texts = Vec::new();
    for script in &SCRIPTS {
        let mut text = script.head.to_owned();
        for name in script.sources {
            text.push_str(files.text(&format!("static/search/{name}"))?);
        }
        text.push_str(script.tail);
        texts.push(text);
    }
    let private: Vec<&str> = PRIVATE.split(' ').collect();
    Ok(SCRIPTS.iter().map(|it| it.name).zip(minified(&texts, &private)).collect())
}
