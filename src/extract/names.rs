//! Lists of names: services and people, split outside brackets, each without what is in brackets behind it.

use std::collections::BTreeSet;

use crate::lexicon::words::{Lexicon, without_brackets};
use crate::text::{fold, fold_name, is_cjk};

/// One name of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    /// Without what is in brackets.
    pub(super) name: String,
    /// What is in brackets: a role, or which part of a service it was.
    pub(super) note: Option<String>,
}

/// Most words of the name of a service; more are a clause.
const MAX_WORDS: usize = 4;

/// Last words of longer names: `invoice to ledger export service`.
const HEADS: [&str; 6] = ["service", "system", "platform", "application", "app", "api"];

/// Words that make a text a clause, not a name.
const OF_CLAUSES: [&str; 15] = [
    "is", "was", "were", "are", "which", "that", "could", "not", "had", "has", "failed", "unable", "cannot",
    "when", "because",
];

/// The services of `payments, ledger (only the queue)<br>mailer and search`; a clause among them is not a service.
pub(super) fn services(text: &str, words: &Lexicon) -> Vec<String> {
    let names = split(text, false).into_iter().map(|it| of_phrase(&it.name).to_owned());
    let mut known = BTreeSet::new();
    names.filter(|it| is_service(it, words) && known.insert(fold_name(it))).collect()
}

/// The service that a Japanese or Chinese phrase is about: `search-api` of `search-api の索引経路`, `search-api 经由的查询` and
/// `間接的に下流 search-api`. The rest says which part of it, or how it was reached.
fn of_phrase(name: &str) -> &str {
    const BEHIND: [&str; 10] = ["の", "経由", "への", "から", "上の", "内の", "的", "经由", "中的", "上的"];
    let is_latin = |c: char| c.is_ascii_alphanumeric() || "-_./ ".contains(c);
    let is_id = |it: &str| {
        let letters = it.chars().filter(char::is_ascii_alphabetic).count();
        3 <= letters && it.starts_with(|c: char| c.is_ascii_alphanumeric())
    };
    if !name.contains(is_cjk) {
        return name;
    }
    // `予約サイト全体`: all of it.
    let name = name.strip_suffix("全体").filter(|it| 1 < it.chars().count()).unwrap_or(name);
    // `副次的に web-shop の /home 画面 error surface`: what follows the name says which part of it.
    let ends: BTreeSet<usize> = BEHIND.iter().flat_map(|it| name.match_indices(it)).map(|it| it.0).collect();
    let named = ends.into_iter().find_map(|at| {
        let before = name[..at].trim_end();
        let start = before
            .rfind(|c: char| !is_latin(c) || c == ' ')
            .map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8));
        Some(&before[start..]).filter(|it| is_id(it) && it.contains('-'))
    });
    if let Some(name) = named {
        return name;
    }
    let end = name.find(|c: char| !is_latin(c)).unwrap_or(name.len());
    let (head, rest) = (name[..end].trim(), &name[end..]);
    if is_id(head) && BEHIND.iter().any(|it| rest.starts_with(it)) {
        return head;
    }
    // `search-api /loop ページ全機能`
    let first = head.split(' ').next().unwrap_or(head);
    if is_id(first) && first.contains('-') && first.len() < name.len() {
        return first;
    }
    let start = name
        .rfind(|c: char| !is_latin(c))
        .map_or(0, |at| at + name[at..].chars().next().map_or(0, char::len_utf8));
    let tail = name[start..].trim();
    // Hiragana before it makes a phrase; `支付 API` is a name.
    let leads = name[..start].chars().any(|c| ('\u{3041}'..='\u{309F}').contains(&c));
    if is_id(tail) && leads { tail } else { name }
}

fn is_service(name: &str, words: &Lexicon) -> bool {
    let folded = fold(name);
    let in_name: Vec<&str> = folded.split(' ').collect();
    let most = if in_name.last().is_some_and(|it| HEADS.contains(it)) { MAX_WORDS + 2 } else { MAX_WORDS };
    let is_clause = most < in_name.len()
        || in_name.iter().any(|it| OF_CLAUSES.contains(it))
        || name.contains(['。', '！', '？'])
        || ["不可用", "无法", "失败", "导致", "なかった", "できない", "された", "していた"]
            .iter()
            .any(|it| name.contains(it));
    let is_all = in_name.first() == Some(&"all") || ["全部", "所有"].iter().any(|it| name.starts_with(it));
    // `/orders/search`: a path is a part of one.
    let is_path = name.starts_with('/') || name.contains(" /");
    !is_clause && !is_all && !is_path && !words.is_none(name) && !words.is_placeholder(name)
}

/// The people of `张三（IC）、@li / Robert and Kim`.
pub(super) fn people(text: &str, words: &Lexicon) -> Vec<Named> {
    // An address has slashes of its own.
    let names = split(text, !text.contains("://"));
    names.into_iter().filter(|it| is_person(&it.name, words)).collect()
}

fn is_person(name: &str, words: &Lexicon) -> bool {
    let is_name = name.split_whitespace().count() <= MAX_WORDS && name.chars().count() <= 40;
    is_name && !words.is_none(name) && !words.is_placeholder(name)
}

/// The names of a list, in order, each once; a slash without blanks separates people only, as in `a/b`.
fn split(text: &str, at_slash: bool) -> Vec<Named> {
    let mut found: Vec<Named> = Vec::new();
    let mut known = BTreeSet::new();
    for piece in pieces(text, at_slash) {
        let outer = without_brackets(piece.trim());
        let name = outer.trim_matches(|c: char| c.is_whitespace() || "*_`.。".contains(c));
        let name = name
            .strip_suffix('等')
            .filter(|it| 1 < it.chars().count() && it.ends_with(is_cjk))
            .unwrap_or(name);
        let note = piece.trim()[outer.len()..]
            .trim_matches(|c: char| c.is_whitespace() || "()（）[]【】".contains(c));
        if !name.is_empty() && known.insert(fold_name(name)) {
            let note = (!note.is_empty()).then(|| note.to_owned());
            found.push(Named { name: name.to_owned(), note });
        }
    }
    found
}

/// Whether the sign at `at` is between two Chinese, Japanese or Korean names: `支付服务/对账服务`.
fn is_between_cjk(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end().ends_with(|c| is_cjk(c) || c == '）');
    before && text[at + 1..].trim_start().starts_with(is_cjk)
}

/// The text cut at every separator outside brackets.
fn pieces(text: &str, at_slash: bool) -> Vec<&str> {
    const WORDS: [&str; 6] = [" and ", " & ", " / ", " + ", " → ", " -> "];
    let mut found = Vec::new();
    let (mut depth, mut start, mut skip_to) = (0_usize, 0, 0);
    for (at, c) in text.char_indices() {
        if at < skip_to {
            continue;
        }
        match c {
            '(' | '（' | '[' | '【' => depth += 1,
            ')' | '）' | ']' | '】' => depth = depth.saturating_sub(1),
            _ if 0 < depth => {}
            ',' | '，' | '、' | ';' | '；' | '\n' | '|' | '·' | '／' => {
                found.push(&text[start..at]);
                start = at + c.len_utf8();
            }
            '/' if at_slash || is_between_cjk(text, at) => {
                found.push(&text[start..at]);
                start = at + 1;
            }
            ' ' => {
                let word = WORDS
                    .iter()
                    .find(|it| text[at..].get(..it.len()).is_some_and(|it2| it2.eq_ignore_ascii_case(it)));
                if let Some(word) = word {
                    found.push(&text[start..at]);
                    start = at + word.len();
                    skip_to = start;
                }
            }
            _ => {}
        }
    }
    found.push(&text[start..]);
    // `a, b, and c`
    found.iter().map(|it| it.trim()).map(|it| it.strip_prefix("and ").unwrap_or(it)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn services_are_split_outside_brackets_and_clauses_are_none() {
        for (text, expected) in [
            ("payments\nledger\nmailer (only the queue, at night)", vec!["payments", "ledger", "mailer"]),
            ("API and Web, and Search", vec!["API", "Web", "Search"]),
            ("支付、订单（仅查询）、登录等", vec!["支付", "订单", "登录"]),
            ("org/repo / other", vec!["org/repo", "other"]),
            ("支付服务/对账服务（只读）/网关", vec!["支付服务", "对账服务", "网关"]),
            ("every service that talked to the old broker", vec![]),
            ("None", vec![]),
            ("payments, Payments", vec!["payments"]),
            ("search-api の索引経路のみ、search-api /loop ページ全機能", vec!["search-api"]),
            ("副次的に mail-sender、その先の Web", vec!["mail-sender", "Web"]),
            ("支付 API、订单 API、予約サイト", vec!["支付 API", "订单 API", "予約サイト"]),
            ("副次的に web-shop の /home 画面 error surface、予約サイト全体", vec!["web-shop", "予約サイト"]),
            ("付随する /orders/search / /orders 経路", vec![]),
            ("依存待ちで起動できなかった複数サービス", vec![]),
        ] {
            assert_eq!(services(text, &Lexicon::built_in()), expected, "{text}");
        }
    }

    #[test]
    fn people_keep_their_roles_apart() {
        let found = people("张三（IC）、@张三, Robert Smith and @li/Kim", &Lexicon::built_in());
        let names: Vec<&str> = found.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, ["张三", "Robert Smith", "@li", "Kim"]);
        assert_eq!(found[0].note.as_deref(), Some("IC"));
    }
}
