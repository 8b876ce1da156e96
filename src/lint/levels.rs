//! What becomes of a finding: reported at which level, left out, or allowed by its author.

use std::collections::BTreeMap;
use std::fmt;

use super::allow::Allowances;
use crate::config::{Config, nearest_kind};
use crate::diagnostics::{Diagnostic, Kind, Level, codes};
use crate::files::{FileId, SourceMap};
use crate::phrase::{Phrase, say};

/// What a project decides about findings: levels in its config, remarks in its documents.
#[derive(Debug, Clone)]
pub struct Policy {
    levels: BTreeMap<&'static str, Option<Level>>,
    enabled: Vec<&'static Kind>,
    allowances: Allowances,
}

/// Which kinds a run reports: `--select` and `--ignore`.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    select: Vec<&'static Kind>,
    ignore: Vec<&'static Kind>,
    named: Vec<&'static Kind>,
}

/// A word that selects no kind of finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownKind {
    /// As it was written.
    pub word: String,
    /// A kind that was probably meant.
    pub near: Option<&'static str>,
}

impl UnknownKind {
    /// What is wrong, for people.
    pub fn phrase(&self) -> Phrase {
        say!("finding.unknown-kind", word = self.word)
    }
}

impl fmt::Display for UnknownKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.phrase().english())
    }
}

impl std::error::Error for UnknownKind {}

impl Policy {
    /// The policy of a project with these documents and sidecars; `enabled` are kinds that are on whatever the config sets.
    pub fn new(config: &Config, enabled: &[&'static Kind], sources: &SourceMap, files: &[FileId]) -> Self {
        Self {
            levels: config.findings.clone(),
            enabled: enabled.to_vec(),
            allowances: Allowances::read(sources, files),
        }
    }

    /// The findings that are left, at the levels of this project; notes which remarks were needed.
    pub fn settle(&mut self, mut findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
        findings.retain_mut(|it| self.set_level(it));
        self.allowances.silence(&mut findings);
        findings
    }

    /// Findings about the remarks themselves; complete once every other finding has been settled.
    pub fn about_remarks(&self) -> Vec<Diagnostic> {
        let is_on = |kind: &'static Kind| self.level(kind).is_some();
        let mut findings = self.allowances.faults();
        findings.extend(self.allowances.unused(is_on));
        findings.retain_mut(|it| self.set_level(it));
        findings
    }

    fn set_level(&self, finding: &mut Diagnostic) -> bool {
        // That something was not read can never be switched off.
        if finding.unread.is_some() {
            finding.level = Level::Error;
            return true;
        }
        if self.level(finding.kind).is_none() {
            return false;
        }
        // Without a level of the project a finding keeps its own, which may be above that of its kind.
        if let Some(Some(level)) = self.levels.get(finding.kind.code) {
            finding.level = *level;
        }
        true
    }

    fn level(&self, kind: &'static Kind) -> Option<Level> {
        let is_enabled = self.enabled.contains(&kind);
        match self.levels.get(kind.code) {
            Some(None) if !is_enabled => None,
            Some(Some(level)) => Some(*level),
            _ if kind.opt_in && !is_enabled => None,
            _ => Some(kind.level),
        }
    }
}

impl Selection {
    /// Reads codes, names and prefixes of codes, in any case, commas between them; no word selects every kind.
    pub fn read(select: &[String], ignore: &[String]) -> Result<Self, UnknownKind> {
        let mut selection = Self::default();
        for word in words(select) {
            selection.named.extend(codes::named(word));
            selection.select.extend(kinds(word)?);
        }
        for word in words(ignore) {
            selection.ignore.extend(kinds(word)?);
        }
        Ok(selection)
    }

    /// Whether findings of `kind` are wanted.
    pub fn keeps(&self, kind: &'static Kind) -> bool {
        (self.select.is_empty() || self.select.contains(&kind)) && !self.ignore.contains(&kind)
    }

    /// Kinds that were selected by their own code or name, so that they are on even where they are usually off.
    pub fn named(&self) -> &[&'static Kind] {
        &self.named
    }
}

fn words(arguments: &[String]) -> impl Iterator<Item = &str> {
    arguments.iter().flat_map(|it| it.split(',')).map(str::trim).filter(|it| !it.is_empty())
}

fn kinds(word: &str) -> Result<Vec<&'static Kind>, UnknownKind> {
    if let Some(kind) = codes::named(word) {
        return Ok(vec![kind]);
    }
    let prefix = word.to_ascii_uppercase();
    let found: Vec<&'static Kind> =
        codes::ALL.iter().copied().filter(|it| it.code.starts_with(&prefix)).collect();
    if found.is_empty() || !prefix.starts_with("AW") {
        return Err(UnknownKind { word: word.to_owned(), near: nearest_kind(word) });
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_names_and_prefixes_select_kinds() {
        let read = |select: &str, ignore: &str| Selection::read(&[select.to_owned()], &[ignore.to_owned()]);
        let selection = read("AW4,broken-link", "aw402").unwrap();
        assert!(selection.keeps(&codes::MILESTONE_ORDER) && selection.keeps(&codes::BROKEN_LINK));
        assert!(!selection.keeps(&codes::DURATION_MISMATCH) && !selection.keeps(&codes::SECRET));
        assert_eq!(selection.named().len(), 1);
        assert!(read("", "").unwrap().keeps(&codes::SECRET));
        assert_eq!(read("brokn-link", "").unwrap_err().near, Some("broken-link"));
        assert_eq!(read("", "A").unwrap_err().near, None);
    }
}
