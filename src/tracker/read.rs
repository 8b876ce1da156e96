//! The exports that the configuration names.

use super::table::Table;
use super::ticket::{Export, Ticket};
use super::{columns, github, gitlab, jira, linear};
use crate::config::{Config, TicketExport, TicketFormat};
use crate::diagnostics::{Diagnostic, Unread, codes};
use crate::files::SourceMap;
use crate::phrase::{Phrase, Value, say};

/// Reads every export of `config`; one that cannot be read is a finding, and its tickets stay unknown.
pub fn read(sources: &SourceMap, config: &Config, diagnostics: &mut Vec<Diagnostic>) -> Vec<Export> {
    let mut found = Vec::new();
    for it in &config.tickets {
        match tickets(&sources.get(it.file).text, it, config) {
            Ok(tickets) => {
                let latest = tickets.iter().filter_map(|it| it.updated.max(it.closed)).max();
                found.push(Export { name: it.name.clone(), day: it.exported.or(latest), tickets });
            }
            Err(message) => {
                let mut finding = Diagnostic::new(&codes::INVALID_CONFIG, message).unread(Unread::Document);
                finding.span = it.span;
                diagnostics.push(finding.hint(say!("tracker.unreadable.hint")));
            }
        }
    }
    found
}

fn tickets(text: &str, export: &TicketExport, config: &Config) -> Result<Vec<Ticket>, Phrase> {
    let words = &config.lexicon;
    let is_json = text.trim_start().starts_with(['[', '{']);
    let failed = |error: serde_json::Error| {
        let (line, column) = (Value::ordinal(error.line()), Value::ordinal(error.column()));
        say!("tracker.invalid-json", path = &export.name, format = export.format.as_str(), line, column)
    };
    let table = |needed: &[&str]| {
        let table = Table::read(text);
        let missing: Vec<&str> = needed.iter().copied().filter(|it| table.column(it).is_none()).collect();
        if missing.is_empty() {
            Ok(table)
        } else {
            let (missing, known) = (Value::codes(missing), Value::codes(table.head()));
            Err(say!("tracker.no-column", path = &export.name, missing, known))
        }
    };
    match (export.format, is_json) {
        (TicketFormat::Github, _) => github::read(text).map_err(failed),
        (TicketFormat::Gitlab, true) => gitlab::read_json(text).map_err(failed),
        (TicketFormat::Gitlab, false) => Ok(gitlab::read_csv(&table(&gitlab::NEEDED)?)),
        (TicketFormat::Jira, true) => jira::read_json(text, words).map_err(failed),
        (TicketFormat::Jira, false) => Ok(jira::read_csv(&table(&jira::NEEDED)?, words)),
        (TicketFormat::Linear, _) => Ok(linear::read(&table(&linear::NEEDED)?, words)),
        (TicketFormat::Csv, _) => {
            let needed: Vec<&str> = export.columns.all().collect();
            Ok(columns::read(&table(&needed)?, &export.columns, words))
        }
    }
}
