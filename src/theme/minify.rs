//! Our own scripts made small: without comments and white space, and with short local names.
//!
//! It knows the JavaScript that the sources of the search are written in, not all of it, and errs on the side of
//! leaving things as they are. Nothing is moved, joined or left out but comments and white space, and a line end
//! stays wherever a statement may end there. A name is shortened everywhere alike or nowhere, so that scopes do
//! not matter; one that is ever a property, a method or a key is kept, unless it is said to be private.

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
/// Names in `private` are shortened even where they are properties, so they must be no names that a browser, a
/// page or a file of data uses.
pub(super) fn minified(scripts: &[String], private: &[&str]) -> Vec<String> {
    let scripts: Vec<Vec<Token<'_>>> = scripts.iter().map(|it| tokens(it)).collect();
    let names = short_names(&scripts.concat(), private);
    scripts.iter().map(|it| written(it, &names)).collect()
}

/// `tokens` as text, names replaced.
fn written(tokens: &[Token<'_>], names: &BTreeMap<&str, String>) -> String {
    let mut out = String::new();
    let mut previous: Option<Token<'_>> = None;
    for &token in tokens {
        if let Some(previous) = previous {
            out.push_str(between(previous, token));
        }
        match names.get(token.text) {
            Some(name) if token.kind == Kind::Word => out.push_str(name),
            _ => out.push_str(token.text),
        }
        previous = Some(token);
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
    let continues = next.kind == Kind::Sign && CONTINUING.split(' ').any(|it| it == next.text)
        || next.kind == Kind::Text && next.text.starts_with('}');
    let in_template = previous.kind == Kind::Text && previous.text.ends_with("${");
    if next.on_new_line && ends_value && !continues && !in_template {
        return "\n";
    }
    let both = |is: fn(char) -> bool| previous.text.ends_with(is) && next.text.starts_with(is);
    let is_glued = both(is_word) || both(|it| it == '+') || both(|it| it == '-') || both(|it| it == '/');
    if is_glued && !in_template { " " } else { "" }
}

/// A short name for every name that may have one, the commonest the shortest.
fn short_names<'a>(tokens: &[Token<'a>], private: &[&str]) -> BTreeMap<&'a str, String> {
    let mut kept: BTreeSet<&str> = RESERVED.split(' ').collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
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
        *counts.entry(token.text).or_default() += 1;
        let previous = idx.checked_sub(1).map_or("", text);
        let next = text(idx + 1);
        let in_braces = open.last() == Some(&"{");
        let is_property = matches!(previous, "." | "?.");
        let is_key = in_braces && matches!(previous, "{" | ",") && matches!(next, ":" | "," | "}" | "=");
        let is_method = previous != "function" && next == "(" && text(closing(tokens, idx + 1) + 1) == "{";
        let is_declared = matches!(previous, "const" | "let" | "class" | "function");
        let is_foreign = token.text.starts_with(|it: char| it.is_ascii_uppercase())
            && !tokens.windows(2).any(|it| {
                it[1].text == token.text && matches!(it[0].text, "const" | "let" | "class" | "function")
            });
        let is_public = is_property || is_key || is_method || (is_foreign && !is_declared);
        if is_public && !private.contains(&token.text) {
            kept.insert(token.text);
        }
    }
    let mut renamed: Vec<(&str, usize)> = counts.iter().map(|(name, n)| (*name, *n)).collect();
    renamed.retain(|(name, _)| !kept.contains(name));
    renamed.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let mut free =
        (0..).map(name).filter(|it| !counts.contains_key(it.as_str()) && !kept.contains(it.as_str()));
    renamed.into_iter().filter_map(|(name, _)| Some((name, free.next()?))).collect()
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

    #[track_caller]
    fn check(script: &str, expected: &str) {
        assert_eq!(minified(&[script.to_owned()], &["own"]), [expected]);
    }

    #[test]
    fn comments_and_white_space_go() {
        check("// one\nfoo(1, 2);\n/* two\n three */\nbar( );\n", "b(1,2);a();");
        check("return a + ++b - -c;", "return d+ ++e- -f;");
    }

    #[test]
    fn a_line_end_stays_where_a_statement_may_end() {
        check("const one = () => {\n}\nnext()\n", "const b=()=>{}\na()");
        check("one =\n  two\n  .three", "a=b.three");
    }

    #[test]
    fn strings_patterns_and_templates_stay_as_they_are() {
        check("f('a // b', \"/* c */\")", "a('a // b',\"/* c */\")");
        check("text.replace(/[/ ]\\/ x/g, first / 2 / text)", "a.replace(/[/ ]\\/ x/g,b/2/a)");
        check("`a  ${ name + `b ${ name } c` } d`", "`a  ${a+`b ${a} c`} d`");
    }

    #[test]
    fn names_that_others_may_use_are_kept() {
        check("const { shared, other: mine } = it;", "const{shared,other:b}=a;");
        check("class Box { open(place) { return place.size; } }", "class b{open(a){return a.size;}}");
        check(
            "const one = { key: value, method() { return value; } };",
            "const b={key:a,method(){return a;}};",
        );
        check("Math.max(first ? second : third)", "Math.max(a?b:c)");
    }

    #[test]
    fn private_names_are_shortened_as_properties_too() {
        check("it.own = other.own + own.it", "it.a=b.a+a.it");
    }

    #[test]
    fn scripts_share_their_names() {
        let scripts = ["give({ own: 1 })".to_owned(), "take(it => it.own)".to_owned()];
        assert_eq!(minified(&scripts, &["own"]), ["c({b:1})", "d(a=>a.b)"]);
    }
}
