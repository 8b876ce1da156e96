//! Reads the styles of a drawing as tokens and writes those that paint.
//!
//! A declaration is kept whole or not at all: its property, every function in its value and every address must be
//! known to load nothing. Escapes are resolved by the tokenizer before anything is compared, so `u\72l(` is `url(`.

use cssparser::{Delimiter, ParseError, Parser, ToCss as _, Token};

use super::names;

/// What is left out, by name.
type Dropped = Vec<String>;

/// The declarations of a `style` attribute that are kept, and the names of those that are not.
pub(super) fn declarations(text: &str) -> (String, Dropped) {
    let mut dropped = Dropped::new();
    let written = block(&mut Parser::new(text), &mut dropped);
    (written, dropped)
}

/// The rules of a style sheet that are kept, and the names of what is not.
pub(super) fn sheet(text: &str) -> (String, Dropped) {
    let mut dropped = Dropped::new();
    let written = rules(&mut Parser::new(text), &mut dropped);
    (written, dropped)
}

/// The value of an attribute that paints, written anew; `None` where any of it is not known.
pub(super) fn value(text: &str) -> Option<String> {
    let is_plain = |it: u8| it.is_ascii_alphanumeric() || b" #.,%+-\t".contains(&it);
    if text.bytes().all(is_plain) {
        return Some(text.to_owned());
    }
    let mut out = String::new();
    tokens(&mut Parser::new(text), Place::Value, &mut out).then(|| out.trim().to_owned())
}

/// Whether an attribute that holds no style still holds nothing that could be read as an address.
pub(super) fn loads_nothing(text: &str) -> bool {
    let folded: String = text.to_ascii_lowercase().chars().filter(|it| !it.is_whitespace()).collect();
    !["url(", "image(", "image-set(", "src(", "javascript:", "data:", "\\"]
        .iter()
        .any(|it| folded.contains(it))
}

/// Where a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Value,
    Selector,
    Condition,
}

fn rules(parser: &mut Parser<'_>, dropped: &mut Dropped) -> String {
    let mut out = String::new();
    loop {
        parser.skip_whitespace();
        let start = parser.state();
        let Ok(first) = parser.next_including_whitespace_and_comments() else { return out };
        match first {
            Token::Comment(_) | Token::CDO | Token::CDC | Token::Semicolon => continue,
            Token::AtKeyword(name) => {
                let name = format!("@{name}");
                let rule = at_rule(parser, name == "@media", dropped);
                match rule {
                    Some(rule) => out.push_str(&rule),
                    None => dropped.push(name),
                }
                continue;
            }
            _ => parser.reset(&start),
        }
        let selector = prelude(parser, Place::Selector);
        if parser.expect_curly_bracket_block().is_err() {
            return out;
        }
        let mut inside = String::new();
        let read = nested(parser, |parser| {
            inside = block(parser, dropped);
            true
        });
        match selector.filter(|_| read) {
            Some(selector) if inside.is_empty() => drop(selector),
            Some(selector) => out.push_str(&format!("{selector}{{{inside}}}")),
            None => dropped.push("<style>".to_owned()),
        }
    }
}

/// A rule that begins with `@`, behind its name; `None` where it is left out.
fn at_rule(parser: &mut Parser<'_>, is_media: bool, dropped: &mut Dropped) -> Option<String> {
    let condition = prelude(parser, Place::Condition);
    if !matches!(parser.next(), Ok(Token::CurlyBracketBlock)) {
        // The rule ends at a `;`, or nowhere.
        return None;
    }
    let condition = condition.filter(|_| is_media)?;
    let mut inside = String::new();
    let read = nested(parser, |parser| {
        inside = rules(parser, dropped);
        true
    });
    read.then(|| format!("@media {condition}{{{inside}}}"))
}

/// What comes before a block or a `;`; `None` where any of it is not known.
fn prelude(parser: &mut Parser<'_>, place: Place) -> Option<String> {
    let ends = match place {
        Place::Condition => Delimiter::CurlyBracketBlock | Delimiter::Semicolon,
        Place::Value | Place::Selector => Delimiter::CurlyBracketBlock,
    };
    let mut out = String::new();
    let read: Result<bool, ParseError<()>> =
        parser.parse_until_before(ends, |parser| Ok(tokens(parser, place, &mut out)));
    read.ok().filter(|it| *it).map(|_| out.trim().to_owned())
}

/// The declarations up to the end of `parser`.
fn block(parser: &mut Parser<'_>, dropped: &mut Dropped) -> String {
    let mut out = String::new();
    while !parser.is_exhausted() {
        let mut name = String::new();
        let mut value = String::new();
        let read: Result<bool, ParseError<()>> = parser.parse_until_after(Delimiter::Semicolon, |parser| {
            if parser.is_exhausted() {
                return Ok(false);
            }
            name = parser.expect_ident()?.to_ascii_lowercase();
            parser.expect_colon()?;
            Ok(tokens(parser, Place::Value, &mut value))
        });
        match read {
            Ok(true) if names::is_property(&name) => {
                if !out.is_empty() {
                    out.push(';');
                }
                out.push_str(&format!("{name}:{}", value.trim()));
            }
            // Drawing programs write properties of their own, and those begin with `-`.
            _ if name.is_empty() || name.starts_with('-') => {}
            _ => dropped.push(name),
        }
    }
    out
}

/// Writes every token up to the end of `parser`; false where one of them is not known to be harmless at `place`.
fn tokens(parser: &mut Parser<'_>, place: Place, out: &mut String) -> bool {
    loop {
        let start = parser.position();
        let Ok(token) = parser.next_including_whitespace_and_comments() else { return true };
        let token = token.clone();
        let close = match &token {
            Token::WhiteSpace(_) | Token::Comment(_) => {
                out.push(' ');
                continue;
            }
            Token::Number { .. } | Token::Percentage { .. } => {
                // As written: the tokenizer holds seven digits.
                out.push_str(parser.slice_from(start));
                continue;
            }
            Token::Function(name) if !is_known_function(name, place) => return false,
            Token::Function(_) | Token::ParenthesisBlock => ')',
            Token::SquareBracketBlock if place == Place::Selector => ']',
            token if is_harmless(token, place) => {
                out.push_str(&token.to_css_string());
                continue;
            }
            _ => return false,
        };
        out.push_str(&token.to_css_string());
        let is_address = matches!(&token, Token::Function(name) if name.eq_ignore_ascii_case("url"));
        let known =
            nested(
                parser,
                |parser| {
                    if is_address { inner_address(parser, out) } else { tokens(parser, place, out) }
                },
            );
        if !known {
            return false;
        }
        out.push(close);
    }
}

fn is_known_function(name: &str, place: Place) -> bool {
    let name = name.to_ascii_lowercase();
    match place {
        Place::Value => name == "url" || names::is_function(&name),
        Place::Selector => names::is_selector(&name),
        Place::Condition => false,
    }
}

/// Writes the address inside of `url("…")`; false where it leads out of the drawing.
fn inner_address(parser: &mut Parser<'_>, out: &mut String) -> bool {
    match parser.next() {
        Ok(token @ Token::QuotedString(address)) if address.starts_with('#') => {
            out.push_str(&token.to_css_string());
            parser.is_exhausted()
        }
        _ => false,
    }
}

fn is_harmless(token: &Token<'_>, place: Place) -> bool {
    match token {
        Token::Ident(_) | Token::Dimension { .. } | Token::Comma | Token::Colon => true,
        Token::Hash(_) | Token::IDHash(_) | Token::QuotedString(_) => place != Place::Condition,
        Token::UnquotedUrl(address) => place == Place::Value && address.starts_with('#'),
        Token::Delim(sign) => match place {
            Place::Value => matches!(sign, '+' | '-' | '*' | '/' | '!'),
            Place::Selector => matches!(sign, '.' | '*' | '>' | '+' | '~' | '|' | '=' | '-'),
            Place::Condition => matches!(sign, '<' | '>' | '=' | '/'),
        },
        Token::IncludeMatch
        | Token::DashMatch
        | Token::PrefixMatch
        | Token::SuffixMatch
        | Token::SubstringMatch => place == Place::Selector,
        _ => false,
    }
}

/// Reads the block or function that was just opened.
fn nested(parser: &mut Parser<'_>, read: impl FnOnce(&mut Parser<'_>) -> bool) -> bool {
    let read: Result<bool, ParseError<()>> = parser.parse_nested_block(|parser| Ok(read(parser)));
    read.unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str, left_out: &[&str]) {
        let (written, dropped) = sheet(text);
        assert_eq!(
            (written.as_str(), dropped),
            (expected, left_out.iter().map(|it| (*it).to_owned()).collect())
        );
    }

    #[test]
    fn rules_that_paint_are_written_anew() {
        check(
            "/* x */ .a, #b > rect:nth-child(2n+1) { fill: #FF0000 !important; stroke-width: 1.50px; }",
            ".a, #b > rect:nth-child(2n+1){fill:#FF0000 !important;stroke-width:1.5px}",
            &[],
        );
        check(
            "@media (prefers-color-scheme: dark) { text { fill: rgb(0 0 0 / 50%) } }",
            "@media (prefers-color-scheme: dark){text{fill:rgb(0 0 0 / 50%)}}",
            &[],
        );
        check("a[href^='x'] { fill: url(#a) none }", "a[href^=\"x\"]{fill:url(#a) none}", &[]);
        check("text { font-family: \"A B\", serif; }", "text{font-family:\"A B\", serif}", &[]);
    }

    #[test]
    fn what_loads_is_left_out_and_named() {
        check("@import 'a.css'; a { fill: red }", "a{fill:red}", &["@import"]);
        check("@font-face { src: url(x) } a { fill: red }", "a{fill:red}", &["@font-face"]);
        for value in [
            "url(https://a.example)",
            "url('https://a.example')",
            "u\\72 l(https://a.example)",
            "URL(//a.example)",
            "url(#a",
            "image-set('a.png' 1x)",
            "src('a.png')",
            "expression(alert(1))",
            "url(#a) url(x)",
            "var(--x)",
            "attr(x url)",
            "url(\"#a\" x)",
            "{}",
        ] {
            let value = value.replace("\\\\", "\\");
            let text = format!("a {{ fill: {value}; stroke: red }}");
            let (written, dropped) = sheet(&text);
            assert!(!written.contains("example") && !written.contains("src"), "{value}: {written}");
            assert!(
                written == "a{stroke:red}" && dropped == ["fill"] || value == "url(#a",
                "{value}: {written} {dropped:?}"
            );
        }
        check("a { -inkscape-x: 1; behavior: url(x) }", "", &["behavior"]);
        check("a::after { content: url(x) }", "", &["content"]);
    }

    #[test]
    fn a_value_of_an_attribute_is_kept_whole_or_not_at_all() {
        assert_eq!(value("url(#a)").as_deref(), Some("url(#a)"));
        assert_eq!(value("0.123456789 1").as_deref(), Some("0.123456789 1"));
        assert_eq!(value("rgb(1,2,3)").as_deref(), Some("rgb(1,2,3)"));
        assert_eq!(value("url(x)"), None);
        assert_eq!(value("red; fill: blue"), None);
        assert!(loads_nothing("M0 0 L1,1") && !loads_nothing("u r l (x"));
    }
}
