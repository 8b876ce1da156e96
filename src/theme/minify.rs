//! Our own scripts made small: without comments and white space, and with short local names.
//!
//! It knows the JavaScript that the sources of the search are written in, not all of it, and errs on the side of
//! leaving things as they are. Nothing is moved or left out but comments and white space, declarations that follow
//! each other become one, and a line end stays wherever a statement may end there. A name that is ever a property, a method or a key is kept, unless it is
//! said to be private; private names, and names that a script declares on its top level, are shortened everywhere
//! alike. What is left is known inside one top-level statement or method only, and shortened there.

use std::collections::{BTreeMap, BTreeSet};

/// Words that mean something to the language, or that a browser defines.
const RESERVED: &str = "arguments as async await break case catch class const constructor continue default delete do \
    document else extends false finally for from function get globalThis if in instanceof let new null of return \
    set static super switch this throw true try typeof undefined var void while yield";
/// Words behind which an expression begins, so that `/` opens a pattern.
const BEFORE_EXPRESSION: &str =
    "await case delete do else in instanceof new of return throw typeof void yield";
/// Signs of several characters, the longer ones first.
const SIGNS: [&str; 35] = [
    ">>>=", "...", "===", "!==", "**=", "<<=", ">>=", ">>>", "&&=", "||=", "??=", "=>", "==", "!=", "<=",
    ">=", "&&", "||", "??", "?.", "++", "--", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<", ">>",
    "**", "${", "//",
];
/// Signs that no statement begins with.
const CONTINUING: &str =
    ") ] } , ; . ?. ? : => = == === != !== < > <= >= && || ?? * % ** & | ^ += -= *= ||= &&= ??=";

/// What a piece of a script is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Word,
    Number,
    /// A string, a pattern, or a stretch of a template.
    Text,
    Sign,
}

/// A piece of a script.
#[derive(Debug, Clone, Copy)]
struct Token<'a> {
    kind: Kind,
    text: &'a str,
    /// Whether a line ends before it.
    on_new_line: bool,
}

/// `scripts`, which share objects with each other, with the same meaning and fewer characters.
///
/// A script is one function that is called at once, so its top level is the inside of that function. Names in
/// `private` are shortened even where they are properties, so they must be no names that a browser, a page or a
/// file of data uses.
pub(super) fn minified(scripts: &[String], private: &[&str]) -> Vec<String> {
    let scripts: Vec<Vec<Token<'_>>> = scripts.iter().map(|it| tokens(it)).collect();
    let names = Names::new(&scripts, private);
    scripts.iter().map(|it| written(&joined(it), &names)).collect()
}

/// `tokens` as text, names replaced.
fn written(tokens: &[Token<'_>], names: &Names<'_>) -> String {
    let mut out = String::new();
    let mut previous: Option<Token<'_>> = None;
    for statement in statements(tokens) {
        let local = names.of_statement(statement);
        for &token in statement {
            if let Some(previous) = previous {
                out.push_str(between(previous, token));
            }
            let name = local.get(token.text).or_else(|| names.shared.get(token.text));
            match name {
                Some(name) if token.kind == Kind::Word => out.push_str(name),
                _ => out.push_str(token.text),
            }
            previous = Some(token);
        }
    }
    out
}

/// `tokens` with one declaration in the place of several that follow each other, all of them `let`.
///
/// What is declared as constant is never assigned to, so that nothing can tell the difference.
fn joined<'a>(tokens: &[Token<'a>]) -> Vec<Token<'a>> {
    let is_declaration = |it: Option<&Token<'_>>| it.is_some_and(|it| matches!(it.text, "const" | "let"));
    let mut out: Vec<Token<'a>> = Vec::with_capacity(tokens.len());
    // For every open bracket whether the statement in it that is being read is a declaration.
    let mut declares = vec![false];
    let mut is_joined = false;
    for (idx, &token) in tokens.iter().enumerate() {
        let next = tokens.get(idx + 1);
        match token.text {
            "const" | "let" if token.kind == Kind::Word => {
                if let Some(last) = declares.last_mut() {
                    *last = true;
                }
                if !std::mem::take(&mut is_joined) {
                    out.push(Token { text: "let", ..token });
                }
                continue;
            }
            "{" | "(" | "[" if token.kind == Kind::Sign => declares.push(false),
            "}" | ")" | "]" if token.kind == Kind::Sign => drop(declares.pop()),
            ";" if declares.last() == Some(&true) => {
                if is_declaration(next) {
                    is_joined = true;
                    out.push(Token { text: ",", ..token });
                    continue;
                }
                declares.pop();
                declares.push(false);
            }
            _ => {}
        }
        out.push(token);
    }
    out
}

fn tokens(script: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    // For every open brace whether it is a place in a template.
    let mut braces: Vec<bool> = Vec::new();
    let mut at = 0;
    let mut on_new_line = false;
    while let Some(c) = script[at..].chars().next() {
        let rest = &script[at..];
        if c.is_whitespace() {
            on_new_line |= c == '\n';
            at += c.len_utf8();
            continue;
        }
        if rest.starts_with("//") {
            at += rest.find('\n').unwrap_or(rest.len());
            continue;
        }
        if rest.starts_with("/*") {
            let len = rest.find("*/").map_or(rest.len(), |it| it + 2);
            on_new_line |= rest[..len].contains('\n');
            at += len;
            continue;
        }
        let closes_place = c == '}' && braces.last() == Some(&true);
        let (kind, len) = match c {
            '"' | '\'' => (Kind::Text, quoted_len(rest, c)),
            '`' => (Kind::Text, template_len(rest)),
            '}' if closes_place => (Kind::Text, template_len(rest)),
            '/' if begins_pattern(tokens.last()) => (Kind::Text, pattern_len(rest)),
            '0'..='9' => {
                (Kind::Number, rest.find(|it: char| !is_word(it) && it != '.').unwrap_or(rest.len()))
            }
            _ if is_word(c) => (Kind::Word, rest.find(|it: char| !is_word(it)).unwrap_or(rest.len())),
            _ => (
                Kind::Sign,
                SIGNS.iter().find(|it| rest.starts_with(**it)).map_or(c.len_utf8(), |it| it.len()),
            ),
        };
        let text = &rest[..len];
        if c == '}' {
            braces.pop();
        }
        if kind == Kind::Text && (c == '`' || closes_place) && text.ends_with("${") {
            braces.push(true);
        } else if text == "{" {
            braces.push(false);
        }
        tokens.push(Token { kind, text, on_new_line });
        on_new_line = false;
        at += len;
    }
    tokens
}

/// The length of the string that begins `rest`.
fn quoted_len(rest: &str, quote: char) -> usize {
    end_of(rest, |it, _| it.starts_with(quote).then_some(1))
}

/// The length of a stretch of a template: up to a place in it or to its end.
fn template_len(rest: &str) -> usize {
    end_of(rest, |it, _| if it.starts_with("${") { Some(2) } else { it.starts_with('`').then_some(1) })
}

/// The length of a pattern with its flags.
fn pattern_len(rest: &str) -> usize {
    let mut in_class = false;
    let len = end_of(rest, |it, _| {
        in_class = (in_class || it.starts_with('[')) && !it.starts_with(']');
        (it.starts_with('/') && !in_class).then_some(1)
    });
    len + rest[len..].find(|it: char| !is_word(it)).unwrap_or(0)
}

/// Where the literal ends whose first character opens it; what `\` stands before never ends it.
fn end_of(rest: &str, mut closes: impl FnMut(&str, usize) -> Option<usize>) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        if escaped {
            escaped = false;
        } else if c == '\\' {
            escaped = true;
        } else if let Some(len) = closes(&rest[at..], at) {
            return at + len;
        }
    }
    rest.len()
}

/// Whether `/` behind `previous` opens a pattern: it does where no value ends there.
fn begins_pattern(previous: Option<&Token<'_>>) -> bool {
    match previous {
        None => true,
        Some(it) => match it.kind {
            Kind::Word => BEFORE_EXPRESSION.split(' ').any(|word| word == it.text),
            Kind::Number => false,
            Kind::Text => it.text.ends_with("${"),
            Kind::Sign => !matches!(it.text, ")" | "]" | "}" | "++" | "--"),
        },
    }
}

/// What must stand between two tokens.
fn between(previous: Token<'_>, next: Token<'_>) -> &'static str {
    let ends_value = previous.kind != Kind::Sign || matches!(previous.text, ")" | "]" | "}" | "++" | "--");
    let continues = next.kind == Kind::Sign && is_continuing(next.text)
        || next.kind == Kind::Text && next.text.starts_with('}');
    let in_template = previous.kind == Kind::Text && previous.text.ends_with("${");
    if next.on_new_line && ends_value && !continues && !in_template {
        return "\n";
    }
    let both = |is: fn(char) -> bool| previous.text.ends_with(is) && next.text.starts_with(is);
    let is_glued = both(is_word) || both(|it| it == '+') || both(|it| it == '-') || both(|it| it == '/');
    if is_glued && !in_template { " " } else { "" }
}

/// How many brackets the top level of a script stands in: `(()=>{`.
const TOP_LEVEL: usize = 2;
/// How many of the shortest names are left to what is known in one statement only.
const N_LOCAL: usize = 8;

/// Which names are replaced by which.
struct Names<'a> {
    /// Names that stay as they are.
    kept: BTreeSet<&'a str>,
    /// Short names for those that mean the same everywhere.
    shared: BTreeMap<&'a str, String>,
    /// Every name that is in use everywhere, before or after.
    used: BTreeSet<String>,
}

impl<'a> Names<'a> {
    fn new(scripts: &[Vec<Token<'a>>], private: &[&str]) -> Self {
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
    fn of_statement(&self, statement: &[Token<'a>]) -> BTreeMap<&'a str, String> {
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
fn statements<'t, 'a>(tokens: &'t [Token<'a>]) -> Vec<&'t [Token<'a>]> {
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
fn is_continuing(text: &str) -> bool {
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

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Minifies a script whose top level is `statements`.
    #[track_caller]
    fn check(statements: &str, expected: &str) {
        let [script] = minified(&[format!("(()=>{{{statements}}})()")], &["own"]).try_into().unwrap();
        assert_eq!(script.strip_prefix("(()=>{").and_then(|it| it.strip_suffix("})()")), Some(expected));
    }

    #[test]
    fn comments_and_white_space_go() {
        check("// one\nfoo(1, 2);\n/* two\n three */\nbar( );\n", "a(1,2);a();");
        check("return a + ++b - -c;", "return a+ ++b- -c;");
    }

    #[test]
    fn a_line_end_stays_where_a_statement_may_end() {
        check("one()\ntwo()", "a()\nb()");
        check("one();\ntwo =\n  three\n  .four", "a();b=a.four");
    }

    #[test]
    fn strings_patterns_and_templates_stay_as_they_are() {
        check("f('a // b', \"/* c */\")", "a('a // b',\"/* c */\")");
        check("text.replace(/[/ ]\\/ x/g, first / 2 / text)", "a.replace(/[/ ]\\/ x/g,b/2/a)");
        check("`a  ${ name + `b ${ name } c` } d`", "`a  ${a+`b ${a} c`} d`");
    }

    #[test]
    fn names_that_others_may_use_are_kept() {
        check("f({ key: value, method() { return value; } })", "b({key:a,method(){return a;}})");
        check("const { shared, other: mine } = it;", "let{shared,other:b}=a;");
        check("Math.max(first ? second : third)", "Math.max(a?b:c)");
    }

    #[test]
    fn names_of_the_top_level_are_the_same_everywhere_and_others_are_free_again() {
        check(
            "function twice(it) { return 2 * it; }\nfunction more(place) { return twice(place) + 1; }",
            "function i(a){return 2*a;}\nfunction j(a){return i(a)+1;}",
        );
        check(
            "class Box { open(place) { return place; }\nclose(door) { return door; } }\nnew Box();",
            "class i{open(a){return a;}\nclose(a){return a;}}\nnew i();",
        );
    }

    #[test]
    fn declarations_that_follow_each_other_become_one() {
        check(
            "const one = 1;\nconst two = [one];\nlet three;\nf(one, two, three);",
            "let i=1,k=[i],j;a(i,k,j);",
        );
    }

    #[test]
    fn private_names_are_shortened_as_properties_too() {
        check("it.own = other.own + own.it", "it.i=a.i+i.it");
    }

    #[test]
    fn scripts_share_their_names() {
        let scripts = ["give({ own: 1 })".to_owned(), "take(it => it.own)".to_owned()];
        assert_eq!(minified(&scripts, &["own"]), ["a({i:1})", "b(a=>a.i)"]);
    }
}
