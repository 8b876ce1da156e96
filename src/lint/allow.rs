//! Remarks with which authors allow a finding: `<!-- afterword: allow(AW402, counted from the alert) -->`.
//!
//! A remark silences warnings and infos of its kinds on its own line where that holds text, else on the next block
//! (in front matter: the next entry); `allow-file` silences them in the whole file. It needs a reason, since whoever
//! reads the document later wants to know; and it needs a finding, since a remark that outlives its cause hides the
//! next one.

use std::ops::Range;

use crate::config::nearest_kind;
use crate::diagnostics::{Diagnostic, Kind, Level, codes};
use crate::extract::front_matter_extent;
use crate::files::{FileId, SourceFile, SourceMap, Span};
use crate::markdown::{self, Block, BlockKind, Document};
use crate::phrase::{Phrase, say};

/// Most remarks that are read from the text of one document: each is compared with every finding about it.
const MAX_REMARKS: usize = 1_000;

/// What every remark begins with.
const MARK: &str = "afterword:";

/// Every remark of a project, and what is wrong with them.
#[derive(Debug, Clone, Default)]
pub(super) struct Allowances {
    entries: Vec<Allowance>,
    faults: Vec<Diagnostic>,
}

#[derive(Debug, Clone)]
struct Allowance {
    kind: &'static Kind,
    remark: Span,
    /// What it holds for: bytes of the remark's file.
    scope: Range<usize>,
    is_used: bool,
}

/// A remark before its words are understood.
struct Remark<'a> {
    /// What follows `afterword:`.
    text: &'a str,
    span: Span,
    /// What it holds for, unless it holds for the file.
    scope: Range<usize>,
}

impl Allowances {
    /// Reads the remarks of documents and sidecars.
    pub(super) fn read(sources: &SourceMap, files: &[FileId]) -> Self {
        let mut all = Self::default();
        for &file in files {
            let source = sources.get(file);
            if source.text.contains(MARK) {
                all.read_file(file, source);
            }
        }
        all
    }

    fn read_file(&mut self, file: FileId, source: &SourceFile) {
        let text = source.text.as_str();
        let is_yaml = source.path.ends_with(".yml") || source.path.ends_with(".yaml");
        let (head, body_start) = match front_matter_extent(text) {
            _ if is_yaml => (0..text.len(), text.len()),
            Some(found) => found,
            None => (0..0, 0),
        };
        for remark in in_keys(file, text, head) {
            self.add(&remark, text.len());
        }
        if text[body_start..].contains(MARK) {
            let document = markdown::parse(text, file, body_start..text.len(), &[]);
            let remarks = document.comments.iter().filter_map(|it| Some((it, it.text.strip_prefix(MARK)?)));
            for (nth, (comment, words)) in remarks.enumerate() {
                if nth == MAX_REMARKS {
                    let message = say!("lint.allow.too-many", limit = MAX_REMARKS);
                    let finding = Diagnostic::new(&codes::INVALID_ALLOW, message).at(comment.span);
                    self.faults.push(finding.hint(say!("lint.allow.too-many.hint")));
                    break;
                }
                let scope = scope_in_body(source, &document, comment.span);
                self.add(&Remark { text: words.trim(), span: comment.span, scope }, text.len());
            }
        }
    }

    fn add(&mut self, remark: &Remark<'_>, file_length: usize) {
        let allowed = match allowed(remark.text) {
            Ok(allowed) => allowed,
            Err((message, hint)) => {
                let finding = Diagnostic::new(&codes::INVALID_ALLOW, message).at(remark.span);
                return self.faults.push(finding.hint(hint));
            }
        };
        let scope = if allowed.whole_file { 0..file_length } else { remark.scope.clone() };
        for kind in allowed.kinds {
            self.entries.push(Allowance { kind, remark: remark.span, scope: scope.clone(), is_used: false });
        }
    }

    /// Removes what is allowed.
    pub(super) fn silence(&mut self, findings: &mut Vec<Diagnostic>) {
        if self.entries.is_empty() {
            return;
        }
        self.entries.sort_by_key(|it| it.remark);
        findings.retain(|finding| {
            let Some(span) = finding.span.filter(|_| !finding.is_binding()) else { return true };
            let mut is_allowed = false;
            let first = self.entries.partition_point(|it| it.remark.file < span.file);
            for entry in self.entries[first..].iter_mut().take_while(|it| it.remark.file == span.file) {
                let touches = span.start <= entry.scope.end && entry.scope.start <= span.end;
                if entry.kind == finding.kind && touches {
                    entry.is_used = true;
                    is_allowed = true;
                }
            }
            !is_allowed
        });
    }

    /// Remarks that cannot be understood, or give no reason.
    pub(super) fn faults(&self) -> Vec<Diagnostic> {
        self.faults.clone()
    }

    /// Remarks that silenced nothing, of kinds that are on.
    pub(super) fn unused(&self, is_on: impl Fn(&'static Kind) -> bool) -> Vec<Diagnostic> {
        let unused = self.entries.iter().filter(|it| !it.is_used && is_on(it.kind));
        unused
            .map(|it| {
                let message = say!("lint.allow.unused", code = it.kind.code, name = it.kind.name);
                let finding = Diagnostic::new(&codes::UNUSED_ALLOW, message).at(it.remark);
                finding.hint(say!("lint.allow.unused.hint"))
            })
            .collect()
    }
}

/// What a remark allows.
struct Allowed {
    kinds: Vec<&'static Kind>,
    whole_file: bool,
}

/// Reads `allow(AW402, reason)`; what is wrong and how to fix it where it cannot be read.
fn allowed(text: &str) -> Result<Allowed, (Phrase, Phrase)> {
    let form = || say!("lint.allow.form");
    let inner = |name: &str| {
        let rest = text.strip_prefix(name)?.trim_start().strip_prefix(['(', '（'])?;
        rest.trim_end().strip_suffix([')', '）'])
    };
    let (arguments, whole_file) = match (inner("allow-file"), inner("allow")) {
        (Some(arguments), _) => (arguments, true),
        (_, Some(arguments)) => (arguments, false),
        _ => return Err((say!("lint.allow.unknown-remark", text), form())),
    };
    let mut kinds = Vec::new();
    let mut reason = arguments.trim();
    while let Some((word, rest)) = first_argument(reason) {
        let Some(kind) = codes::named(word) else { break };
        kinds.push(kind);
        reason = rest;
    }
    if kinds.is_empty() {
        let (word, _) = first_argument(reason).unwrap_or((reason, ""));
        let hint = nearest_kind(word).map_or_else(form, |near| say!("hint.did-you-mean", near));
        return Err((say!("finding.unknown-kind", word), hint));
    }
    if let Some(kind) = kinds.iter().find(|it| it.level == Level::Error || it.blocks_public_sites()) {
        let message = say!("lint.allow.not-allowed", code = kind.code, name = kind.name);
        return Err((message, say!("lint.allow.not-allowed.hint")));
    }
    if reason.is_empty() {
        let message = say!("lint.allow.no-reason", code = kinds[0].code);
        return Err((message, say!("lint.allow.no-reason.hint")));
    }
    Ok(Allowed { kinds, whole_file })
}

/// The text up to the first comma, and what follows it.
fn first_argument(text: &str) -> Option<(&str, &str)> {
    let (word, rest) = text.split_once([',', '，', '、']).unwrap_or((text, ""));
    let word = word.trim();
    (!word.is_empty()).then(|| (word, rest.trim()))
}

/// Remarks behind `#` in the keys `head` of a document, or in a sidecar.
fn in_keys(file: FileId, text: &str, head: Range<usize>) -> Vec<Remark<'_>> {
    let mut remarks = Vec::new();
    let mut at = head.start;
    for line in text[head.clone()].split_inclusive('\n') {
        let start = at;
        at += line.len();
        let line = line.trim_end();
        let Some(hash) = line.find('#') else { continue };
        let is_comment = hash == 0 || line[..hash].ends_with([' ', '\t']);
        let Some(words) = line[hash..].trim_start_matches('#').trim_start().strip_prefix(MARK) else {
            continue;
        };
        if !is_comment {
            continue;
        }
        let stands_alone = line[..hash].trim().is_empty();
        let scope = if stands_alone { next_entry(text, at..head.end) } else { start..start + hash };
        let span = Span::new(file, start + hash, start + line.len());
        remarks.push(Remark { text: words.trim(), span, scope });
    }
    remarks
}

/// The first entry in `range` with everything that is indented below it.
fn next_entry(text: &str, range: Range<usize>) -> Range<usize> {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let mut at = range.start;
    let mut entry: Option<(usize, Range<usize>)> = None;
    for line in text[range].split_inclusive('\n') {
        let start = at;
        at += line.len();
        if line.trim().is_empty() || line.trim_start().starts_with('#') {
            continue;
        }
        let end = start + line.trim_end().len();
        match &mut entry {
            None => entry = Some((indent(line), start..end)),
            Some((depth, found)) if *depth < indent(line) => found.end = end,
            Some(_) => break,
        }
    }
    entry.map_or(at..at, |(_, found)| found)
}

/// The line of a remark that has text beside it, else the next block.
fn scope_in_body(source: &SourceFile, document: &Document, remark: Span) -> Range<usize> {
    let (first, _) = source.line_column(remark.start);
    let line = source.line_range(first);
    let written = &source.text[line.clone()];
    let mut beside = String::new();
    let mut rest = written;
    while let Some((before, comment)) = rest.split_once("<!--") {
        beside.push_str(before);
        rest = comment.split_once("-->").map_or("", |it| it.1);
    }
    beside.push_str(rest);
    if beside.contains(char::is_alphanumeric) {
        return line;
    }
    let is_remark = |it: &Block| {
        it.kind == BlockKind::Html && source.text[it.span.start..].trim_start().starts_with("<!--")
    };
    // Blocks are in order of place.
    let behind = document.blocks.partition_point(|it| it.span.start < remark.end);
    let Some(block) = document.blocks[behind..].iter().find(|it| !is_remark(it)) else {
        return remark.end..remark.end;
    };
    // To its author a list is one block.
    let list = |it: &Block| if let BlockKind::ListItem(item) = &it.kind { Some(item.list_idx) } else { None };
    let end = match list(block) {
        Some(idx) => document.blocks.iter().filter(|it| list(it) == Some(idx)).map(|it| it.span.end).max(),
        None => None,
    };
    block.span.start..end.unwrap_or(block.span.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_remark_names_kinds_and_a_reason() {
        let read = |text: &str| allowed(text).map(|it| (it.kinds.len(), it.whole_file));
        assert_eq!(read("allow(AW402, counted from the alert)"), Ok((1, false)));
        assert_eq!(read("allow-file（duration-mismatch，AW401，按告警时间计算）"), Ok((2, true)));
        assert_eq!(read("allow(AW402)").unwrap_err().0.key(), "lint.allow.no-reason");
        assert_eq!(read("allow(AW4O2, why)").unwrap_err().1, say!("hint.did-you-mean", near = "AW402"));
        assert_eq!(read("allow(AW702, why)").unwrap_err().0.key(), "lint.allow.not-allowed");
        assert_eq!(read("ignore AW402").unwrap_err().0.key(), "lint.allow.unknown-remark");
    }

    #[test]
    fn the_next_entry_ends_where_the_indent_does() {
        let text = "# note\naction_items:\n  - a\n\n  - b\nid: X\n";
        assert_eq!(&text[next_entry(text, 7..text.len())], "action_items:\n  - a\n\n  - b");
    }
}
