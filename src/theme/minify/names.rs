//! Which names of a script may be shortened, and to what.

use std::collections::{BTreeMap, BTreeSet};

use super::tokens::{Kind, Token};

/// Words that mean something to the language, or that a browser defines.
const RESERVED: &str = "arguments as async await break case catch class const constructor continue default delete do \
    document else extends false finally for from function get globalThis if in instanceof let new null of return \
    set static super switch this throw true try typeof undefined var void while yield";
/// Signs that no statement begins with.
const CONTINUING: &str =
    ") ] } , ; . ?. ? : => = == === != !== < > <= >= && || ?? * % ** & | ^ += -= *= ||= &&= ??=";
/// How many brackets the top level of a script stands in: `(()=>{`.
const TOP_LEVEL: usize = 2;
/// How many of the shortest names are left to what is known in one statement only.
const N_LOCAL: usize = 8;

/// Which names are replaced by which.
pub(super) struct Names<'a> {
    /// Names that stay as they are.
    kept: BTreeSet<&'a str>,
    /// Short names for those that mean the same everywhere.
    pub(super) shared: BTreeMap<&'a str, String>,
    /// Every name that is in use everywhere, before or after.
    used: BTreeSet<String>,
}

impl<'a> Names<'a> {
    /// Decides for all of `scripts` together; `private` are properties that nobody else uses.
    pub(super) fn new(scripts: &[Vec<Token<'a>>], private: &[&str]) -> Self {
        let mut kept: BTreeSet<&str> = RESERVED.split(' ').collect();
        let mut shared: BTreeSet<&str> = BTreeSet::new();
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for tokens in scripts {
            for word in words(tokens) {
                *counts.entry(word.text).or_default() += 1;
                if private.contains(&word.text) {
                    shared.insert(word.text);
                } else if word.is_public {
                    kept.insert(word.text);
                } else if word.is_top_level {
                    shared.insert(word.text);
                }
            }
        }
        shared.retain(|it| !kept.contains(it));
        let mut used: BTreeSet<String> = kept.iter().map(|it| (*it).to_owned()).collect();
        let mut by_count: Vec<&str> = shared.into_iter().collect();
        by_count.sort_by_key(|it| std::cmp::Reverse(counts.get(it)));
        let free: Vec<String> =
            (N_LOCAL..).map(name).filter(|it| !used.contains(it)).take(by_count.len()).collect();
        used.extend(free.iter().cloned());
        Self { kept, shared: by_count.into_iter().zip(free).collect(), used }
    }

    /// Short names for those that are known in `statement` only, the commonest the shortest.
    pub(super) fn of_statement(&self, statement: &[Token<'a>]) -> BTreeMap<&'a str, String> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for token in statement.iter().filter(|it| it.kind == Kind::Word) {
            if !self.kept.contains(token.text) && !self.shared.contains_key(token.text) {
                *counts.entry(token.text).or_default() += 1;
            }
        }
        let mut by_count: Vec<&str> = counts.keys().copied().collect();
        by_count.sort_by_key(|it| std::cmp::Reverse(counts[it]));
        let free = (0..).map(name).filter(|it| !self.used.contains(it));
        by_count.into_iter().zip(free).collect()
    }
}

/// A name where it stands.
struct Word<'a> {
    text: &'a str,
    /// It is a property, a method, a key, or defined elsewhere.
    is_public: bool,
    /// It is declared on the top level here.
    is_top_level: bool,
}

fn words<'a>(tokens: &[Token<'a>]) -> Vec<Word<'a>> {
    let mut found = Vec::new();
    // The bracket that each token stands in.
    let mut open: Vec<&str> = Vec::new();
    let text = |idx: usize| tokens.get(idx).map_or("", |it| it.text);
    for (idx, token) in tokens.iter().enumerate() {
        match token.text {
            "{" | "(" | "[" if token.kind == Kind::Sign => open.push(token.text),
            "}" | ")" | "]" if token.kind == Kind::Sign => drop(open.pop()),
            _ => {}
        }
        if token.kind != Kind::Word {
            continue;
        }
        let previous = idx.checked_sub(1).map_or("", text);
        let next = text(idx + 1);
        let in_braces = open.last() == Some(&"{");
        let is_property = matches!(previous, "." | "?.");
        let is_key = in_braces && matches!(previous, "{" | ",") && matches!(next, ":" | "," | "}" | "=");
        let is_method = previous != "function" && next == "(" && text(closing(tokens, idx + 1) + 1) == "{";
        let is_declaration = |it: &str| matches!(it, "const" | "let" | "class" | "function");
        let is_foreign = token.text.starts_with(|it: char| it.is_ascii_uppercase())
            && !tokens.windows(2).any(|it| it[1].text == token.text && is_declaration(it[0].text));
        found.push(Word {
            text: token.text,
            is_public: is_property || is_key || is_method || is_foreign,
            is_top_level: open.iter().filter(|it| **it == "{").count() < 2 && is_declaration(previous),
        });
    }
    found
}

/// The statements of the top level; of a class, every method.
pub(super) fn statements<'t, 'a>(tokens: &'t [Token<'a>]) -> Vec<&'t [Token<'a>]> {
    let mut found = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    let mut class_depth = None;
    let mut start = 0;
    for (idx, token) in tokens.iter().enumerate() {
        match token.text {
            "{" | "(" | "[" if token.kind == Kind::Sign => open.push(token.text),
            "}" | ")" | "]" if token.kind == Kind::Sign => drop(open.pop()),
            "class" if open.len() == TOP_LEVEL => class_depth = Some(TOP_LEVEL + 1),
            _ => {}
        }
        let goes_on = tokens.get(idx + 1).is_some_and(|it| is_continuing(it.text));
        let is_end = token.kind == Kind::Sign && (token.text == ";" || token.text == "}" && !goes_on);
        if is_end && (open.len() <= TOP_LEVEL || Some(open.len()) == class_depth) {
            found.push(&tokens[start..=idx]);
            start = idx + 1;
        }
        if is_end && open.len() <= TOP_LEVEL {
            class_depth = None;
        }
    }
    found.push(&tokens[start..]);
    found
}

/// Whether no statement begins with the sign `text`.
pub(super) fn is_continuing(text: &str) -> bool {
    CONTINUING.split(' ').any(|it| it == text)
}

/// The index of the bracket that closes the one at `open`.
fn closing(tokens: &[Token<'_>], open: usize) -> usize {
    let mut depth = 0_usize;
    for (idx, token) in tokens.iter().enumerate().skip(open).filter(|(_, it)| it.kind == Kind::Sign) {
        match token.text {
            "(" => depth += 1,
            ")" => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return idx;
        }
    }
    tokens.len()
}

/// The name with the number `nr`: `a` to `z`, `A` to `Z`, then two letters.
fn name(nr: usize) -> String {
    let letter = |nr: usize| {
        let offset = u8::try_from(nr % 52).unwrap_or(0);
        char::from(if offset < 26 { b'a' + offset } else { b'A' + offset - 26 })
    };
    let mut name = String::new();
    let mut rest = nr;
    loop {
        name.push(letter(rest));
        rest /= 52;
        if rest == 0 {
            return name;
        }
        rest -= 1;
    }
}
