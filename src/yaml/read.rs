//! YAML to values that know where they stand.
//!
//! Two faces: [`parse`] gives a tree whose nodes know where they stand, for front matter and sidecars, where
//! one wrong value must not hide the others; [`read`] fills a typed value, for configuration and themes.

use std::fmt;

use serde::de::{DeserializeOwned, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_saphyr::granit_parser::ErrorKind;
use serde_saphyr::options::DuplicateKeyPolicy;
use serde_saphyr::{Error, ExternalMessageSource, Location, Options, Spanned, budget, options};

use crate::text::did_you_mean;

/// Largest text that is read as YAML, in bytes.
pub const MAX_BYTES: usize = 65_536;

/// How much more a file may hold that grows by a line for every decision.
const LONG: usize = 16;

/// One node of a YAML document.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// What it holds.
    pub value: Value,
    /// First byte in the text that was parsed.
    pub start: usize,
    /// One past the last byte; equal to `start` for collections in block style.
    pub end: usize,
}

/// What a node holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing, `~` or `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number; the text as written, so that `1.10` and `0123` stay what they are.
    Number(String),
    /// Any other scalar.
    Text(String),
    /// A sequence.
    List(Vec<Node>),
    /// A mapping, in order of appearance.
    Map(Vec<(Node, Node)>),
}

/// Why a text could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YamlError {
    /// One sentence, without the place.
    pub message: String,
    /// Byte in the text that was parsed.
    pub offset: usize,
    /// How to mend it, where that is known.
    pub hint: Option<String>,
    /// The same key stands twice.
    pub duplicate_key: bool,
}

impl fmt::Display for YamlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for YamlError {}

impl Node {
    /// The scalar as written (without quotes); `None` for a collection or nothing.
    pub fn scalar(&self) -> Option<&str> {
        match &self.value {
            Value::Number(text) | Value::Text(text) => Some(text),
            Value::Bool(true) => Some("true"),
            Value::Bool(false) => Some("false"),
            Value::Null | Value::List(_) | Value::Map(_) => None,
        }
    }

    /// What kind of value it is, for messages.
    pub fn kind(&self) -> &'static str {
        match self.value {
            Value::Null => "nothing",
            Value::Bool(_) => "true or false",
            Value::Number(_) => "a number",
            Value::Text(_) => "text",
            Value::List(_) => "a list",
            Value::Map(_) => "a mapping",
        }
    }

    /// The value under `key`, for a mapping.
    pub fn get(&self, key: &str) -> Option<&Self> {
        match &self.value {
            Value::Map(entries) => entries.iter().find(|(it, _)| it.scalar() == Some(key)).map(|(_, it)| it),
            _ => None,
        }
    }
}

/// Parses `text` into a tree. A key that stands twice is an error with [`YamlError::duplicate_key`];
/// [`parse_lenient`] reads on with the first one.
pub fn parse(text: &str) -> Result<Node, YamlError> {
    parse_with(text, DuplicateKeyPolicy::Error, 1)
}

/// Parses `text` into a tree; of a key that stands twice the first one counts.
pub fn parse_lenient(text: &str) -> Result<Node, YamlError> {
    parse_with(text, DuplicateKeyPolicy::FirstWins, 1)
}

/// As [`parse`], for a file that may be sixteen times as long.
pub fn parse_long(text: &str) -> Result<Node, YamlError> {
    parse_with(text, DuplicateKeyPolicy::Error, LONG)
}

/// Fills a typed value from `text`.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, YamlError> {
    guard(text, 8 * MAX_BYTES)?;
    serde_saphyr::from_str_with_options(text, limits(DuplicateKeyPolicy::Error, 1))
        .map_err(|it| error(&it, text))
}

fn parse_with(text: &str, duplicates: DuplicateKeyPolicy, times: usize) -> Result<Node, YamlError> {
    guard(text, times * MAX_BYTES)?;
    if text.trim().is_empty() {
        return Ok(Node { value: Value::Null, start: 0, end: 0 });
    }
    let raw: Spanned<Raw> = serde_saphyr::from_str_with_options(text, limits(duplicates, times))
        .map_err(|it| error(&it, text))?;
    Ok(node(raw, text))
}

/// What a parser would choke on is refused before it is parsed.
fn guard(text: &str, max_bytes: usize) -> Result<(), YamlError> {
    let fail = |message: String, offset: usize, hint: &str| {
        Err(YamlError { message, offset, hint: Some(hint.to_owned()), duplicate_key: false })
    };
    let code = without_comments(text);
    if max_bytes < code {
        return fail(
            format!("the YAML is too large: {code} bytes, {max_bytes} are read"),
            0,
            "move long texts into the body of the document",
        );
    }
    for (line_start, line) in lines(text) {
        let indent = line.len() - line.trim_start_matches([' ', '\u{A0}', '\u{3000}']).len();
        if let Some(at) = line[..indent].find(['\u{A0}', '\u{3000}']) {
            let space = line[at..].chars().next().unwrap_or(' ');
            return fail(
                format!(
                    "the line is indented with U+{:04X}, which YAML does not read as a space",
                    u32::from(space)
                ),
                line_start + at,
                "replace it by an ordinary space",
            );
        }
        // Only at the margin: an indented line may belong to a block of text.
        let key_end = line.find('：').filter(|at| looks_like_key(&line[..*at]));
        if let Some(at) = key_end {
            return fail(
                "full-width colon `：` where YAML wants `: `".to_owned(),
                line_start + at,
                "write an ASCII colon and a space behind the key",
            );
        }
    }
    Ok(())
}

fn looks_like_key(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-')
}

/// Bytes that are not on lines that hold only a comment.
fn without_comments(text: &str) -> usize {
    lines(text).filter(|(_, line)| !line.trim_start().starts_with('#')).map(|(_, line)| line.len() + 1).sum()
}

fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split('\n').map(move |line| {
        let start = at;
        at += line.len() + 1;
        (start, line)
    })
}

fn limits(duplicates: DuplicateKeyPolicy, times: usize) -> Options {
    options! {
        strict_booleans: true,
        reject_unsupported_tags: true,
        duplicate_keys: duplicates,
        budget: budget! {
            max_depth: 32,
            max_nodes: times * 20_000,
            max_aliases: 32,
            max_anchors: 32,
            max_total_scalar_bytes: 8 * MAX_BYTES,
        },
        alias_limits: serde_saphyr::alias_limits! { max_total_replayed_events: 10_000 },
        with_snippet: false,
    }
}

/// The tree as the crate gives it, before numbers are set back to what was written.
enum Raw {
    Null,
    Bool(bool),
    Number(String),
    Text(String),
    List(Vec<Spanned<Raw>>),
    Map(Vec<(Spanned<Raw>, Spanned<Raw>)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any YAML value")
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Raw, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Raw, E> {
        Ok(Raw::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Raw, E> {
        Ok(Raw::Number(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Raw, E> {
        Ok(Raw::Number(value.to_string()))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Raw, E> {
        Ok(Raw::Number(value.to_string()))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Raw, E> {
        Ok(Raw::Number(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Raw, E> {
        Ok(Raw::Number(value.to_string()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Raw, E> {
        Ok(Raw::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Raw, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Raw::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Raw::Map(entries))
    }
}

fn node(raw: Spanned<Raw>, text: &str) -> Node {
    let (start, end) = range(&raw.referenced, text);
    let written = text[start..end].trim();
    let value = match raw.value {
        Raw::Null => Value::Null,
        Raw::Bool(it) => Value::Bool(it),
        Raw::Number(it) if written.is_empty() => Value::Number(it),
        Raw::Number(_) => Value::Number(written.to_owned()),
        Raw::Text(it) => Value::Text(it),
        Raw::List(items) => Value::List(items.into_iter().map(|it| node(it, text)).collect()),
        Raw::Map(entries) => {
            Value::Map(entries.into_iter().map(|(key, value)| (node(key, text), node(value, text))).collect())
        }
    };
    Node { value, start, end }
}

fn range(location: &Location, text: &str) -> (usize, usize) {
    let start = offset(location, text);
    let length = location.span().byte_len().and_then(|it| usize::try_from(it).ok()).unwrap_or(0);
    let end = (start + length).min(text.len());
    if text.is_char_boundary(end) { (start, end) } else { (start, start) }
}

/// Bytes before `location`, from its own byte offset or from line and column.
fn offset(location: &Location, text: &str) -> usize {
    let at = location.span().byte_offset().and_then(|it| usize::try_from(it).ok());
    if let Some(at) = at.filter(|it| *it <= text.len() && text.is_char_boundary(*it)) {
        return at;
    }
    let line_idx = usize::try_from(location.line().saturating_sub(1)).unwrap_or(0);
    let column = usize::try_from(location.column().saturating_sub(1)).unwrap_or(0);
    lines(text).nth(line_idx).map_or(text.len(), |(start, line)| {
        start + line.char_indices().nth(column).map_or(line.len(), |(at, _)| at)
    })
}

fn error(error: &Error, text: &str) -> YamlError {
    let error = error.without_snippet();
    let offset = error.location().map_or(0, |it| offset(&it, text));
    let mut fault = YamlError {
        message: without_advice(&without_place(&error.to_string())),
        offset,
        hint: None,
        duplicate_key: false,
    };
    match error {
        Error::DuplicateMappingKey { .. } => {
            fault.duplicate_key = true;
            fault.hint = Some("keep one of the two".to_owned());
        }
        Error::SerdeUnknownField { field, expected, .. } => {
            let near = did_you_mean(field, expected.iter().copied());
            fault.hint = near.map(|it| format!("did you mean `{it}`?"));
        }
        Error::ExternalMessage { source, .. } => {
            if let ExternalMessageSource::Parser(error) = &**source {
                fault.hint = hint(error.kind()).map(str::to_owned);
            }
        }
        _ => {}
    }
    fault
}

/// What to do about a fault of syntax; `None` where the message says all.
fn hint(kind: &ErrorKind) -> Option<&'static str> {
    Some(match kind {
        ErrorKind::MappingValueNotAllowed => "put the value in quotes: a `: ` inside it must be quoted",
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabAtBlockScalarStart
        | ErrorKind::TabInIndentation
        | ErrorKind::TabInPlainScalar => "indent with spaces",
        ErrorKind::UnclosedQuotedScalar
        | ErrorKind::DocumentIndicatorInQuotedScalar
        | ErrorKind::InvalidQuotedScalarIndent
        | ErrorKind::UnclosedFlowCollection { .. } => "close the quote or bracket that is open above",
        ErrorKind::InvalidTrailingSingleQuotedScalar | ErrorKind::InvalidTrailingDoubleQuotedScalar => {
            "put the whole value in quotes"
        }
        ErrorKind::UnexpectedCharacter { .. } => "put the value in quotes",
        ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofImplicitFlowMapping
        | ErrorKind::ExpectedFlowMappingSeparator
        | ErrorKind::ExpectedFlowSequenceSeparator
        | ErrorKind::MisplacedFlowCollectionEnd
        | ErrorKind::MismatchedFlowCollectionEnd { .. }
        | ErrorKind::BlockEntryInFlowCollection
        | ErrorKind::InvalidFlowScalarIndent
        | ErrorKind::PlainScalarStartsWithDashFlowIndicator
        | ErrorKind::FlowMappingValueAdjacentCollection
        | ErrorKind::InvalidColonPlacement => "close the `[` or `{` above",
        _ => return None,
    })
}

/// Drops the `line 3 column 1: ` that the message repeats.
fn without_place(message: &str) -> String {
    let first = message.lines().next().unwrap_or_default().trim();
    let rest = first.strip_prefix("error: ").unwrap_or(first);
    match rest.strip_prefix("line ").and_then(|it| it.split_once(": ")) {
        Some((place, message))
            if place.chars().all(|c| c.is_ascii_digit() || c == ' ' || c.is_ascii_lowercase()) =>
        {
            message.to_owned()
        }
        _ => match rest.rfind(" at line ") {
            Some(at) if rest[at..].chars().any(|c| c.is_ascii_digit()) => rest[..at].to_owned(),
            _ => rest.to_owned(),
        },
    }
}

/// Drops advice that speaks of the crate's options, which no author of a postmortem can set.
fn without_advice(message: &str) -> String {
    message.split(", set ").next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scalars_keep_what_was_written() {
        let tree = parse("a: 1.10\nb: 0123\nc: yes\nd: '1.10'\ne: 2026-01-23\nf:\n标题: 中文\n").unwrap();
        let written: Vec<Option<&str>> =
            ["a", "b", "c", "d", "e", "f", "标题"].iter().map(|it| tree.get(it).unwrap().scalar()).collect();
        assert_eq!(
            written,
            [Some("1.10"), Some("0123"), Some("yes"), Some("1.10"), Some("2026-01-23"), None, Some("中文")]
        );
        assert_eq!(tree.get("a").unwrap().kind(), "a number");
        assert_eq!(tree.get("d").unwrap().kind(), "text");
    }

    #[test]
    fn nodes_know_their_bytes() {
        let text = "标题: 中文\nlist: [a, b]\n";
        let tree = parse(text).unwrap();
        let title = tree.get("标题").unwrap();
        assert_eq!(&text[title.start..title.end], "中文");
        let Value::List(items) = &tree.get("list").unwrap().value else { panic!("a list") };
        assert_eq!(&text[items[1].start..items[1].end], "b");
    }

    #[test]
    fn a_duplicate_key_is_named_with_its_place() {
        let text = "id: a\ntitle: b\nid: c\n";
        let error = parse(text).unwrap_err();
        assert!(error.duplicate_key);
        assert_eq!(error.offset, 15);
        assert!(error.message.contains("duplicate"), "{}", error.message);
        assert_eq!(parse_lenient(text).unwrap().get("id").unwrap().scalar(), Some("a"));
    }

    #[test]
    fn a_colon_in_a_value_is_explained() {
        let error = parse("title: Redis: pool\n").unwrap_err();
        assert_eq!(error.message, "mapping values are not allowed in this context");
        assert!(error.hint.unwrap().contains("quotes"));
    }

    #[test]
    fn each_fault_of_syntax_has_its_own_advice() {
        for (text, hint) in [
            ("title: Redis: pool\n", "quoted"),
            ("a:\n\tb: 1\n", "spaces"),
            ("a: \"x\nb: 1\n", "close the quote"),
            ("a: [x, y\nb: 1\n", "close the"),
            ("a: `x`\n", "in quotes"),
            ("a: 'x' y\n", "whole value in quotes"),
            ("a: 1\na: 2\n", "one of the two"),
        ] {
            let error = parse(text).unwrap_err();
            assert!(error.hint.as_ref().is_some_and(|it| it.contains(hint)), "{text:?}: {error:?}");
        }
    }

    #[test]
    fn a_misspelt_key_is_named() {
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Settings {
            #[expect(dead_code, reason = "only its name is looked at")]
            title: String,
        }
        let error = read::<Settings>("tittle: a\n").unwrap_err();
        assert_eq!(error.hint.unwrap(), "did you mean `title`?");
    }

    #[test]
    fn what_would_choke_a_parser_is_refused_fast() {
        assert!(parse(&"[".repeat(50_000)).is_err());
        assert!(parse(&format!("a: {}", "x".repeat(MAX_BYTES))).is_err());
        let bomb = "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: [*d,*d,*d,*d,*d,*d,*d,*d,*d]\n";
        assert!(parse(bomb).is_err());
    }

    #[test]
    fn full_width_colons_and_spaces_are_named() {
        assert!(parse("标题：数据库\n").unwrap_err().message.contains("full-width colon"));
        assert!(parse("a:\n\u{3000}b: 1\n").unwrap_err().message.contains("U+3000"));
        assert!(parse("title: 复盘：数据库\nsummary: |\n  原因：连接池\n").is_ok());
    }
}
