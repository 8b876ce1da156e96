//! Why a YAML text could not be read, in the words of the catalogue.
//!
//! The parser's own words are English and speak of its grammar. Its kinds of faults are grouped here by what an author
//! has to do; what no group knows is quoted.

use std::fmt;

use serde_saphyr::granit_parser::ErrorKind;
use serde_saphyr::{Error, ExternalMessageSource};

use crate::phrase::{Phrase, ToValue as _, Value, say};
use crate::text::did_you_mean;

/// Why a text could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YamlError {
    /// What is wrong, without the place.
    pub message: Phrase,
    /// Byte in the text that was parsed.
    pub offset: usize,
    /// What to do about it, where that is known.
    pub hint: Option<Phrase>,
    /// The same key is there twice.
    pub duplicate_key: bool,
}

/// For logs: the words belong to a layer above.
impl fmt::Display for YamlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at byte {}", self.message.key(), self.offset)
    }
}

impl std::error::Error for YamlError {}

/// The fault at `offset` that the parser reports as `error`.
pub(super) fn of(error: &Error, offset: usize) -> YamlError {
    let (message, hint) = words(error);
    let duplicate_key = matches!(error, Error::DuplicateMappingKey { .. });
    YamlError { message, offset, hint, duplicate_key }
}

fn words(error: &Error) -> (Phrase, Option<Phrase>) {
    match error {
        Error::DuplicateMappingKey { key, .. } => {
            let message = match key {
                Some(key) => say!("yaml.duplicate-key", key),
                None => say!("yaml.duplicate-keys"),
            };
            (message, Some(say!("yaml.keep-one")))
        }
        Error::SerdeUnknownField { field, expected, .. } => {
            (say!("yaml.unknown-key", key = field), nearest(field, expected))
        }
        Error::SerdeUnknownVariant { variant, expected, .. } => {
            let known = || say!("yaml.write-one-of", known = Value::either_code(expected.iter()));
            (
                say!("yaml.unknown-value", written = variant),
                Some(nearest(variant, expected).unwrap_or_else(known)),
            )
        }
        Error::SerdeMissingField { field, .. } => (say!("yaml.missing-key", key = *field), None),
        Error::SerdeInvalidType { unexpected, expected, .. }
        | Error::SerdeInvalidValue { unexpected, expected, .. } => {
            (say!("yaml.wrong-type", expected = kind(expected), found = kind(unexpected)), None)
        }
        Error::InvalidScalar { ty: expected, .. } | Error::Unexpected { expected, .. } => {
            (say!("yaml.expected", expected = kind(expected)), None)
        }
        Error::InvalidBooleanStrict { .. } => (say!("yaml.expected", expected = say!("yaml.boolean")), None),
        Error::NullIntoString { .. } => (say!("yaml.expected", expected = say!("yaml.text")), None),
        Error::MultipleDocuments { .. } => {
            (say!("yaml.several-documents"), Some(say!("yaml.remove-separator")))
        }
        Error::UnknownAnchor { .. } => reference(),
        Error::UnsupportedTag { .. } => tag(),
        Error::Budget { .. }
        | Error::AliasReplayLimitExceeded { .. }
        | Error::AliasExpansionLimitExceeded { .. }
        | Error::AliasReplayStackDepthExceeded { .. } => (say!("yaml.too-deep"), None),
        Error::ExternalMessage { source, .. } => match &**source {
            ExternalMessageSource::Parser(parser) => {
                of_syntax(parser.kind()).unwrap_or_else(|| unknown(error))
            }
            _ => unknown(error),
        },
        _ => unknown(error),
    }
}

fn nearest(written: &str, known: &[&'static str]) -> Option<Phrase> {
    did_you_mean(written, known.iter().copied()).map(|near| say!("hint.did-you-mean", near))
}

/// A value that begins with `*` or `&` and was not meant as a reference.
fn reference() -> (Phrase, Option<Phrase>) {
    (say!("yaml.reference"), Some(say!("yaml.quote-value")))
}

fn tag() -> (Phrase, Option<Phrase>) {
    (say!("yaml.tag"), Some(say!("yaml.quote-value")))
}

/// What is wrong with the syntax, and what to do; `None` where the parser's own words say more.
fn of_syntax(kind: &ErrorKind) -> Option<(Phrase, Option<Phrase>)> {
    let (message, hint) = match kind {
        ErrorKind::MappingValueNotAllowed => (say!("yaml.unexpected-colon"), say!("yaml.quote-colon")),
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabAtBlockScalarStart
        | ErrorKind::TabInIndentation
        | ErrorKind::TabInPlainScalar => (say!("yaml.tab"), say!("yaml.indent-with-spaces")),
        ErrorKind::UnclosedQuotedScalar
        | ErrorKind::DocumentIndicatorInQuotedScalar
        | ErrorKind::InvalidQuotedScalarIndent => (say!("yaml.open-quote"), say!("yaml.close-quote")),
        ErrorKind::InvalidTrailingSingleQuotedScalar | ErrorKind::InvalidTrailingDoubleQuotedScalar => {
            (say!("yaml.text-after-quote"), say!("yaml.quote-whole-value"))
        }
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidUnicodeEscape => (say!("yaml.escape"), say!("yaml.single-quotes")),
        ErrorKind::UnexpectedCharacter { character } => {
            (say!("yaml.unexpected-character", character = *character), say!("yaml.quote-value"))
        }
        ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofImplicitFlowMapping
        | ErrorKind::UnclosedFlowCollection { .. } => (say!("yaml.open-bracket"), say!("yaml.close-bracket")),
        ErrorKind::ExpectedFlowMappingSeparator
        | ErrorKind::ExpectedFlowSequenceSeparator
        | ErrorKind::MisplacedFlowCollectionEnd
        | ErrorKind::MismatchedFlowCollectionEnd { .. }
        | ErrorKind::BlockEntryInFlowCollection
        | ErrorKind::InvalidFlowScalarIndent
        | ErrorKind::PlainScalarStartsWithDashFlowIndicator
        | ErrorKind::FlowMappingValueAdjacentCollection
        | ErrorKind::InvalidColonPlacement => (say!("yaml.invalid-brackets"), say!("yaml.close-bracket")),
        ErrorKind::SimpleKeyExpected => (say!("yaml.missing-colon"), say!("yaml.write-key-and-value")),
        ErrorKind::InvalidIndentation
        | ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::BlockSequenceEntryNotAllowed
        | ErrorKind::InvalidBlockScalarIndent => (say!("yaml.indentation"), say!("yaml.same-column")),
        ErrorKind::UnknownAnchor | ErrorKind::MissingAnchorOrAliasName => return Some(reference()),
        ErrorKind::UndeclaredTagHandle
        | ErrorKind::InvalidTagTerminator
        | ErrorKind::MissingTagUri
        | ErrorKind::InvalidGlobalTagCharacter => return Some(tag()),
        ErrorKind::RecursionLimitExceeded => return Some((say!("yaml.too-deep"), None)),
        _ => return None,
    };
    Some((message, Some(hint)))
}

/// A fault without words of its own, in those of the parser.
fn unknown(error: &Error) -> (Phrase, Option<Phrase>) {
    (say!("yaml.invalid", detail = without_advice(&without_place(&error.to_string()))), None)
}

/// What a value is, in our words, from those of `serde`: `a string`, `integer`, `u32`; else quoted.
fn kind(words: &str) -> Value {
    if words.ends_with("scalar") {
        return say!("yaml.scalar").to_value();
    }
    let first = words.split([' ', ',']).find(|it| !matches!(*it, "a" | "an" | "any")).unwrap_or_default();
    let phrase = match first {
        "string" | "str" | "borrowed" | "character" | "char" => say!("yaml.text"),
        "integer" | "floating" | "number" | "f32" | "f64" | "i8" | "i16" | "i32" | "i64" | "u8" | "u16"
        | "u32" | "u64" | "usize" | "nonzero" => say!("yaml.number"),
        "boolean" | "bool" => say!("yaml.boolean"),
        "sequence" | "list" | "tuple" => say!("yaml.list"),
        "map" | "mapping" | "struct" => say!("yaml.mapping"),
        "unit" | "null" | "Option" => say!("yaml.nothing"),
        _ => say!("yaml.quoted", words),
    };
    phrase.to_value()
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

/// Drops advice about the parser's options, which no author of a postmortem can set.
fn without_advice(message: &str) -> String {
    message.split(", set ").next().unwrap_or_default().to_owned()
}
