//! Front matter: the YAML between `---` or the TOML between `+++` at the head of a document.

mod action_items;
mod fence;
mod fields;
mod mend;
mod head;
mod values;

use std::collections::BTreeMap;

use crate::diagnostics::{Diagnostic, Unread, codes};
use crate::files::{FileId, SourceMap, Span};
use crate::phrase::say;
use crate::yaml::{self, Node, Value};

use super::access::is_about_readers;
use super::draft::Draft;
use crate::lexicon::words::Lexicon;
use fence::{Syntax, opening};

pub(crate) use fence::extent;
pub(super) use fields::{apply, set};
pub(crate) use head::{Head, head};
pub(crate) use values::no_date;
pub(super) use values::{
    Origin, lists_levels, lists_severities, no_due_date, severity_id, split_list, unknown_severity,
};

/// The head of a document, and where its body begins.
#[derive(Debug)]
pub(super) struct FrontMatter {
    /// The keys, where there is a head that could be read.
    pub(super) tree: Option<Node>,
    /// First byte of the text between the fences.
    pub(super) offset: usize,
    /// First byte of the opening fence: what is before it is neither head nor body.
    pub(super) start: usize,
    /// First byte of the body.
    pub(super) body_start: usize,
    /// A key is there twice, and the first one was read.
    pub(super) repeats_keys: bool,
    /// The head is there but could not be read.
    pub(super) is_broken: bool,
    /// TOML, whose values do not know their place.
    is_toml: bool,
}

/// Splits off and parses the head of a document; findings go to `acc`.
pub(super) fn read(
    sources: &SourceMap,
    file: FileId,
    words: &Lexicon,
    acc: &mut Vec<Diagnostic>,
) -> FrontMatter {
    let text = sources.get(file).text.as_str();
    let none = FrontMatter {
        tree: None,
        offset: 0,
        start: 0,
        body_start: 0,
        repeats_keys: false,
        is_broken: false,
        is_toml: false,
    };
    let Some(opening) = opening(text) else { return none };
    let fence = Span::new(file, opening.start, opening.start + opening.fence(text).len());
    let Some((inner, body_start)) = opening.extent(text) else {
        let looks_like_keys =
            !opening.is_usual || text.lines().nth(1).is_some_and(|it| it.contains(':') || it.contains('='));
        if !looks_like_keys {
            return none;
        }
        let end = opening.closing();
        let message = say!("read.open-front-matter", fence = opening.fence(text));
        let finding = Diagnostic::new(&codes::UNCLOSED_FRONT_MATTER, message).at(fence);
        acc.push(finding.hint(say!("read.close-front-matter", end)).unread(Unread::Document));
        return FrontMatter { is_broken: true, ..none };
    };
    if !opening.is_usual {
        acc.push(
            Diagnostic::new(&codes::LOOSE_FRONT_MATTER, say!("read.loose-front-matter"))
                .at(fence)
                .hint(say!("read.front-matter-form")),
        );
    }
    let n_before = acc.len();
    let source = &text[inner.clone()];
    if opening.is_usual && is_text(source, words) {
        return none;
    }
    let parsed = match opening.syntax {
        // JSON is YAML in braces.
        Syntax::Yaml | Syntax::Json => parse_yaml(source, file, inner.start, words, acc),
        Syntax::Toml => parse_toml(source, file, inner.start, acc),
    };
    let tree = parsed.and_then(|tree| match tree.value {
        Value::Map(_) => Some(tree),
        Value::Null => Some(Node { value: Value::Map(Vec::new()), start: 0, end: 0 }),
        _ => {
            let message = say!("read.front-matter-type", found = tree.kind());
            let at = Span::new(file, inner.start + tree.start, inner.start + tree.end.max(tree.start));
            let finding = Diagnostic::new(&codes::WRONG_TYPE, message).at(at);
            acc.push(finding.hint(say!("read.key-value-lines")));
            None
        }
    });
    if tree.is_none()
        && let Some(finding) = acc[n_before..].last_mut()
    {
        finding.unread = Some(Unread::Document);
    }
    let repeats_keys = acc[n_before..].iter().any(|it| it.kind == &codes::DUPLICATE_KEY);
    let is_toml = opening.syntax == Syntax::Toml;
    let (offset, start) = (inner.start, opening.start);
    FrontMatter { repeats_keys, is_broken: tree.is_none(), tree, offset, start, body_start, is_toml }
}

/// Whether what follows a rule at the top is the text itself: a blank line, a title, and sections or bold labels.
///
/// A key about readers keeps it a head that cannot be read: such a document stays inside.
fn is_text(source: &str, words: &Lexicon) -> bool {
    let mut lines = source.lines();
    let is_apart = lines.next().is_some_and(|it| it.trim().is_empty());
    let begins = lines.find(|it| !it.trim().is_empty()).is_some_and(|it| it.starts_with("# "));
    let is_marked = |it: &str| it.starts_with("## ") || it.starts_with("**");
    let names_readers =
        |it: &str| it.split_once([':', '：']).is_some_and(|(key, _)| is_about_readers(words, key.trim()));
    is_apart && begins && source.lines().any(is_marked) && !source.lines().any(names_readers)
}

fn parse_yaml(
    source: &str,
    file: FileId,
    offset: usize,
    words: &Lexicon,
    acc: &mut Vec<Diagnostic>,
) -> Option<Node> {
    let error = match yaml::parse(source) {
        Ok(tree) => return Some(tree),
        Err(error) => error,
    };
    let kind = if error.duplicate_key { &codes::DUPLICATE_KEY } else { &codes::INVALID_FRONT_MATTER };
    let finding = Diagnostic::new(kind, error.message).at(point(file, source, offset, error.offset));
    let mut finding = match error.hint {
        Some(hint) => finding.hint(hint),
        None => finding,
    };
    finding.fixes = mend::fixes(source, file, offset, error.duplicate_key, words);
    acc.push(finding);
    if error.duplicate_key { yaml::parse_lenient(source).ok() } else { None }
}

/// The character at `at`, so that the finding underlines something.
fn point(file: FileId, source: &str, offset: usize, at: usize) -> Span {
    let at = at.min(source.len());
    let length = source[at..].chars().next().filter(|c| *c != '\n').map_or(0, char::len_utf8);
    Span::new(file, offset + at, offset + at + length)
}

fn parse_toml(source: &str, file: FileId, offset: usize, acc: &mut Vec<Diagnostic>) -> Option<Node> {
    if yaml::MAX_BYTES < source.len() {
        let message = say!("read.too-much-toml", bytes = source.len(), max_bytes = yaml::MAX_BYTES);
        let finding = Diagnostic::new(&codes::INVALID_FRONT_MATTER, message);
        acc.push(finding.at(point(file, source, offset, 0)).hint(say!("yaml.move-long-texts")));
        return None;
    }
    match source.parse::<toml::Table>() {
        Ok(table) => Some(Node { value: toml_map(&toml_places(source), table), start: 0, end: 0 }),
        Err(error) => {
            let at = error.span().map_or(0, |it| it.start);
            let message = say!("read.invalid-toml", detail = error.message().trim());
            let finding = Diagnostic::new(&codes::INVALID_FRONT_MATTER, message);
            acc.push(finding.at(point(file, source, offset, at)).hint(say!("read.toml-form")));
            None
        }
    }
}

/// Where lines begin with a name: TOML values do not know their place, so that a key is found again by its line.
fn toml_places(source: &str) -> BTreeMap<&str, usize> {
    let mut places = BTreeMap::new();
    let mut start = 0;
    for line in source.split_inclusive('\n') {
        let written = line.trim_start_matches([' ', '\t', '[', '"', '\'']);
        let is_quoted = line[..line.len() - written.len()].ends_with(['"', '\'']);
        let ends: &[char] = if is_quoted { &['"', '\''] } else { &['=', '.', ']', ' ', '\t', '\r', '\n'] };
        let end = written.find(ends).unwrap_or(written.len());
        places.entry(&written[..end]).or_insert(start + line.len() - written.len());
        start += line.len();
    }
    places
}

fn toml_map(places: &BTreeMap<&str, usize>, table: toml::Table) -> Value {
    let mut entries = Vec::new();
    for (key, value) in table {
        let start = places.get(key.as_str()).copied().unwrap_or(0);
        let end = start + key.len();
        let key = Node { value: Value::Text(key), start, end };
        entries.push((key, toml_node(places, value, start, end)));
    }
    Value::Map(entries)
}

fn toml_node(places: &BTreeMap<&str, usize>, value: toml::Value, start: usize, end: usize) -> Node {
    let value = match value {
        toml::Value::String(text) => Value::Text(text),
        toml::Value::Integer(number) => Value::Number(number.to_string()),
        toml::Value::Float(number) => Value::Number(number.to_string()),
        toml::Value::Boolean(it) => Value::Bool(it),
        toml::Value::Datetime(it) => Value::Text(it.to_string()),
        toml::Value::Array(items) => {
            Value::List(items.into_iter().map(|it| toml_node(places, it, start, end)).collect())
        }
        toml::Value::Table(table) => toml_map(places, table),
    };
    Node { value, start, end }
}

/// Where the front matter's values are, for [`apply`].
pub(super) fn origin(file: FileId, front_matter: &FrontMatter) -> Origin {
    Origin { file, offset: front_matter.offset, how: crate::model::How::FrontMatter }
}

/// Reads the front matter into `draft`.
pub(super) fn fill(
    draft: &mut Draft,
    file: FileId,
    front_matter: &FrontMatter,
    severities: &[crate::model::Severity],
) {
    if let Some(tree) = &front_matter.tree {
        apply(draft, tree, origin(file, front_matter), severities);
    }
    if front_matter.is_toml {
        for it in &mut draft.diagnostics {
            it.fixes.clear();
        }
    }
}
