//! A script in pieces: names, numbers, literals and signs.

/// Words behind which an expression begins, so that `/` opens a pattern.
const BEFORE_EXPRESSION: &str =
    "await case delete do else in instanceof new of return throw typeof void yield";
/// Signs of several characters, the longer ones first.
const SIGNS: [&str; 35] = [
    ">>>=", "...", "===", "!==", "**=", "<<=", ">>=", ">>>", "&&=", "||=", "??=", "=>", "==", "!=", "<=",
    ">=", "&&", "||", "??", "?.", "++", "--", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<", ">>",
    "**", "${", "//",
];

/// What a piece of a script is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    Number,
    /// A string, a pattern, or a stretch of a template.
    Text,
    Sign,
}

/// A piece of a script.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token<'a> {
    pub(super) kind: Kind,
    pub(super) text: &'a str,
    /// Whether a line ends before it.
    pub(super) on_new_line: bool,
}

/// The pieces of `script` in order, without comments and white space.
pub(super) fn tokens(script: &str) -> Vec<Token<'_>> {
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

/// Where the literal ends whose first character opens it; a character behind `\` never ends it.
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

/// Whether `c` may be in a name.
pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}
