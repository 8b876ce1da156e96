//! What a site without names could not be sure of: said in a build for everybody, so that a person can look.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::config::Config;
use crate::diagnostics::{Diagnostic, codes};
use crate::files::{FileId, Ranges, SourceMap, Span};
use crate::lexicon::roles::is_role;
use crate::markdown;
use crate::model::{KnowledgeBase, Visibility};
use crate::phrase::{Value, say};

/// Handles and mail addresses.
static WRITTEN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:^|[^\w@/`])(@[A-Za-z][\w.\-]{1,38}|[\w.+\-]{1,40}@[\w\-]+\.[\w.\-]+)")
        .expect("the pattern is constant")
});

/// Most words that one finding lists.
const MAX_LISTED: usize = 8;

/// One finding for every shown document with handles or mail addresses that no field or label states as people's.
pub fn unsure(
    sources: &SourceMap,
    knowledge_base: &KnowledgeBase,
    config: &Config,
    is_known: impl Fn(&str) -> bool,
) -> Vec<Diagnostic> {
    if config.site.audience != Visibility::Public {
        return Vec::new();
    }
    let incidents = knowledge_base.incidents.iter().map(|it| &it.body);
    let runbooks = knowledge_base.runbooks.iter().map(|it| &it.body);
    let pages = knowledge_base.pages.iter().map(|it| &it.body);
    let bodies = incidents.chain(runbooks).chain(pages);
    bodies.filter_map(|(file, range)| in_document(sources, *file, range.clone(), config, &is_known)).collect()
}

fn in_document(
    sources: &SourceMap,
    file: FileId,
    range: Range<usize>,
    config: &Config,
    is_known: &impl Fn(&str) -> bool,
) -> Option<Diagnostic> {
    let text = &sources.get(file).text;
    // A message must not show what is hidden from readers either.
    let (hidden, _) = markdown::internal_ranges(text, file, range.clone());
    let hidden: Ranges = hidden.into_iter().filter(|it| !it.is_empty()).collect();
    let mut words: BTreeSet<&str> = BTreeSet::new();
    let mut first = None;
    let mut is_code = false;
    let mut at = range.start;
    for line in text[range].split_inclusive('\n') {
        is_code ^= line.trim_start().starts_with("```");
        if !is_code && !hidden.hold(&(at..at + 1)) {
            for found in WRITTEN.captures_iter(line).filter_map(|it| it.get(1)) {
                let word = found.as_str().trim_end_matches(['.', '-']);
                let is_token = word.starts_with("@person-")
                    || word.starts_with("@someone")
                    || word.starts_with("someone@");
                if !is_token && !is_role(word, &config.phrases) && !is_known(word) {
                    first.get_or_insert(Span::new(file, at + found.start(), at + found.start() + word.len()));
                    words.insert(word);
                }
            }
        }
        at += line.len();
    }
    let listed = Value::codes(words.iter().take(MAX_LISTED));
    let message = match words.len().saturating_sub(MAX_LISTED) {
        0 => say!("privacy.may-name", words = listed),
        more => say!("privacy.may-name-more", words = listed, n = more),
    };
    let hint = say!("privacy.may-name.hint");
    Some(Diagnostic::new(&codes::NAMES_UNSURE, message).at(first?).hint(hint))
}

/// The finding about an attachment that cannot be searched for names.
pub fn unsearchable(target: &str, span: Span) -> Diagnostic {
    let message = say!("privacy.unsearchable", target);
    Diagnostic::new(&codes::NAMES_UNSURE, message).at(span).hint(say!("privacy.unsearchable.hint"))
}
