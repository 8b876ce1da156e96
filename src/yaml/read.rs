//! YAML to values that know their places.
//!
//! Two faces: [`parse`] gives a tree whose nodes know their place, for front matter and sidecars, where
//! one wrong value must not hide the others; [`read`] fills a typed value, for configuration and themes.

use std::fmt;

use serde::de::{DeserializeOwned, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_saphyr::options::DuplicateKeyPolicy;
use serde_saphyr::{Error, Location, Options, Spanned, budget, options};

use super::fault::{self, YamlError};
use crate::phrase::{Phrase, say};

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
    pub fn kind(&self) -> Phrase {
        match self.value {
            Value::Null => say!("yaml.nothing"),
            Value::Bool(_) => say!("yaml.boolean"),
            Value::Number(_) => say!("yaml.number"),
            Value::Text(_) => say!("yaml.text"),
            Value::List(_) => say!("yaml.list"),
            Value::Map(_) => say!("yaml.mapping"),
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

/// Parses `text` into a tree. A key that occurs twice is an error with [`YamlError::duplicate_key`];
/// [`parse_lenient`] reads on with the first one.
pub fn parse(text: &str) -> Result<Node, YamlError> {
    parse_with(text, DuplicateKeyPolicy::Error, 1)
}

/// Parses `text` into a tree; of a key that occurs twice the first one counts.
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
    let fail = |message: Phrase, offset: usize, hint: Phrase| {
        Err(YamlError { message, offset, hint: Some(hint), duplicate_key: false })
    };
    let code = without_comments(text);
    if max_bytes < code {
        return fail(say!("yaml.too-large", bytes = code, max_bytes), 0, say!("yaml.move-long-texts"));
    }
    for (line_start, line) in lines(text) {
        let indent = line.len() - line.trim_start_matches([' ', '\u{A0}', '\u{3000}']).len();
        if let Some(at) = line[..indent].find(['\u{A0}', '\u{3000}']) {
            let space = line[at..].chars().next().unwrap_or(' ');
            return fail(
                say!("yaml.space", character = format!("U+{:04X}", u32::from(space))),
                line_start + at,
                say!("yaml.ordinary-space"),
            );
        }
        let behind_key = line.find(':').filter(|at| looks_like_key(&line[..*at])).map(|at| at + 1);
        if let Some(at) = behind_key
            && let Some(space @ ('\u{A0}' | '\u{3000}')) = line[at..].chars().next()
        {
            return fail(
                say!("yaml.space-behind-colon", character = format!("U+{:04X}", u32::from(space))),
                line_start + at,
                say!("yaml.ordinary-space"),
            );
        }
        // Only at the margin: an indented line may belong to a block of text.
        let key_end = line.find('：').filter(|at| looks_like_key(&line[..*at]));
        if let Some(at) = key_end {
            return fail(say!("yaml.full-width-colon"), line_start + at, say!("yaml.ascii-colon"));
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
    fault::of(error, error.location().map_or(0, |it| offset(&it, text)))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

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
        assert_eq!(tree.get("a").unwrap().kind(), say!("yaml.number"));
        assert_eq!(tree.get("d").unwrap().kind(), say!("yaml.text"));
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
        assert_eq!(error.message, say!("yaml.duplicate-key", key = "id"));
        assert_eq!(parse_lenient(text).unwrap().get("id").unwrap().scalar(), Some("a"));
    }

    #[test]
    fn a_colon_in_a_value_is_explained() {
        let error = parse("title: Redis: pool\n").unwrap_err();
        assert_eq!(error.message, say!("yaml.unexpected-colon"));
        assert_eq!(error.hint, Some(say!("yaml.quote-colon")));
    }

    #[test]
    fn each_fault_of_syntax_has_its_own_advice() {
        for (text, hint) in [
            ("title: Redis: pool\n", "yaml.quote-colon"),
            ("a:\n\tb: 1\n", "yaml.indent-with-spaces"),
            ("a: \"x\nb: 1\n", "yaml.close-quote"),
            ("a: [x, y\nb: 1\n", "yaml.close-bracket"),
            ("a: [x, y\n", "yaml.close-bracket"),
            ("a: `x`\n", "yaml.quote-value"),
            ("a: 'x' y\n", "yaml.quote-whole-value"),
            ("a: \"C:\\temp\\queue\"\n", "yaml.single-quotes"),
            ("a: *everyone\n", "yaml.quote-value"),
            ("a: !urgent\n", "yaml.quote-value"),
            ("a: 1\na: 2\n", "yaml.keep-one"),
        ] {
            let error = parse(text).unwrap_err();
            assert_eq!(error.hint.as_ref().map(Phrase::key), Some(hint), "{text:?}: {error:?}");
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
        assert_eq!(error.message, say!("yaml.unknown-key", key = "tittle"));
        assert_eq!(error.hint, Some(say!("hint.did-you-mean", near = "title")));
        let error = read::<BTreeMap<String, u32>>("title: [a]\n").unwrap_err();
        assert_eq!(error.message, say!("yaml.expected", expected = say!("yaml.scalar")));
        let error = read::<BTreeMap<String, String>>("[a]\n").unwrap_err();
        assert_eq!(error.message, say!("yaml.expected", expected = say!("yaml.mapping")));
        let error = read::<BTreeMap<String, u32>>("title: many\n").unwrap_err();
        assert_eq!(error.message, say!("yaml.expected", expected = say!("yaml.number")));
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
        assert_eq!(parse("标题：数据库\n").unwrap_err().message, say!("yaml.full-width-colon"));
        let error = parse("a:\n\u{3000}b: 1\n").unwrap_err();
        assert_eq!(error.message, say!("yaml.space", character = "U+3000"));
        assert!(parse("title: 复盘：数据库\nsummary: |\n  原因：连接池\n").is_ok());
    }
}
