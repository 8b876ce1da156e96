//! What is found in the configuration: faults, with which nothing can be done, and doubts, with which work goes on.

use std::cell::RefCell;

use super::path::{ValuePath, Written};
use crate::diagnostics::{Diagnostic, Kind, codes};
use crate::files::{SourceMap, Span};
use crate::phrase::{Phrase, Value, say};
use crate::time::read_config_duration;

/// Seconds of a day.
const DAY: i64 = 86_400;

/// A fault in a configuration file: its value cannot be used.
#[derive(Debug, Clone)]
pub(crate) struct ConfigError {
    /// What is wrong, without the place.
    pub(super) message: Phrase,
    /// Where; `None` where no file states the value.
    pub(super) span: Option<Span>,
    /// What to do about it.
    pub(super) hint: Option<Phrase>,
}

impl ConfigError {
    /// The same fault with what to do about it.
    #[must_use]
    pub(super) fn hint(mut self, hint: Phrase) -> Self {
        self.hint = Some(hint);
        self
    }

    /// The finding about it.
    pub(super) fn finding(self) -> Diagnostic {
        let mut finding = Diagnostic::new(&codes::INVALID_CONFIG, self.message);
        (finding.span, finding.hint) = (self.span, self.hint);
        finding
    }
}

/// Where findings are reported that only show once values are given a meaning.
pub(crate) struct Place<'a> {
    pub(super) sources: &'a SourceMap,
    pub(super) written: &'a Written,
    /// What was found so far: a file is read to its end, so that its author sees all faults at once.
    findings: RefCell<Vec<Diagnostic>>,
}

impl<'a> Place<'a> {
    /// Findings are reported in the file `written`.
    pub(super) fn new(sources: &'a SourceMap, written: &'a Written) -> Self {
        Self { sources, written, findings: RefCell::default() }
    }

    /// The value; keeps the fault where there is none, and reading goes on.
    pub(super) fn keep<T>(&self, result: Result<T, ConfigError>) -> Option<T> {
        result.map_err(|fault| self.fault(fault)).ok()
    }

    /// The values of all that have one; keeps the faults of the others.
    pub(super) fn keep_all<T>(&self, results: impl Iterator<Item = Result<T, ConfigError>>) -> Vec<T> {
        results.filter_map(|it| self.keep(it)).collect()
    }

    /// Keeps a fault.
    pub(super) fn fault(&self, fault: ConfigError) {
        self.findings.borrow_mut().push(fault.finding());
    }

    /// Keeps a finding about a value that can be used but is probably a mistake.
    pub(super) fn doubt(&self, kind: &'static Kind, path: &ValuePath, message: Phrase, hint: Phrase) {
        let mut finding = Diagnostic::new(kind, message).hint(hint);
        finding.span = self.written.span(path);
        self.findings.borrow_mut().push(finding);
    }

    /// Everything that was kept.
    pub(super) fn into_findings(self) -> Vec<Diagnostic> {
        self.findings.into_inner()
    }

    /// A fault at the value that `path` leads to.
    pub(crate) fn error(&self, path: &ValuePath, message: Phrase) -> ConfigError {
        ConfigError { message, span: self.written.span(path), hint: None }
    }

    /// The line that `path` leads to, for messages.
    pub(super) fn line(&self, path: &ValuePath) -> Value {
        Value::ordinal(self.written.span(path).map_or(1, |it| self.sources.line(it)))
    }

    /// Whole days of a duration such as `14d`.
    pub(crate) fn days(&self, path: &ValuePath, text: &str) -> Result<i32, ConfigError> {
        let seconds = self.seconds(path, text)?;
        if seconds % DAY != 0 {
            return Err(self
                .error(path, say!("failure.config-part-of-day", written = text))
                .hint(say!("failure.config-part-of-day-hint")));
        }
        i32::try_from(seconds / DAY)
            .map_err(|_| self.error(path, say!("failure.config-duration-too-long", written = text)))
    }

    /// Seconds of a duration such as `5m`, more than none.
    pub(crate) fn seconds(&self, path: &ValuePath, text: &str) -> Result<i64, ConfigError> {
        let absolute = text.trim().strip_prefix('-').unwrap_or(text);
        let Some(seconds) = read_config_duration(absolute) else {
            return Err(self
                .error(path, say!("failure.config-duration", written = text))
                .hint(say!("failure.config-duration-hint")));
        };
        if seconds == 0 || text.trim().starts_with('-') {
            return Err(self
                .error(path, say!("failure.config-duration-not-positive", written = text))
                .hint(say!("failure.config-duration-not-positive-hint")));
        }
        Ok(seconds)
    }
}
