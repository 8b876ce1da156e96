//! What `new` and `init` write: templates of documents, ids that branches cannot both take, a first site.
//!
//! The texts are files beside this one. They are our own wording, they hold no placeholder that a finding would
//! name, and guidance is in comments that no page shows.

mod id;
mod site;

pub use id::{incident_id, is_usable_id};
pub use site::{CONTENT, SCHEMA_FOLDER, site};

use crate::i18n::Locale;
use crate::text::slug;
use crate::time::Date;

/// What a new document is laid out for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Template {
    /// A postmortem with every section.
    Full,
    /// A postmortem for an hour's work.
    Brief,
    /// A postmortem for readers outside the team, its facts in the text.
    Report,
    /// How to handle a kind of failure.
    Runbook,
}

/// What is known of a document before somebody writes it.
#[derive(Debug, Clone)]
pub struct Blank<'a> {
    /// How it is laid out.
    pub template: Template,
    /// The language of its headings and of its guidance.
    pub locale: Locale,
    /// Its id.
    pub id: &'a str,
    /// What happened, in one line; see [`one_line`].
    pub title: &'a str,
    /// Day of the incident; of a runbook the day on which it was last brought up to date.
    pub date: Date,
    /// IANA name.
    pub timezone: &'a str,
    /// As the site's scale calls it; `None` leaves the key empty.
    pub severity: Option<&'a str>,
    /// Services that were hit, or that the runbook is for.
    pub services: &'a [String],
    /// Who writes it.
    pub authors: &'a [String],
    /// Where its JSON Schema lies, as seen from the document; `None` leaves the line out.
    pub schema: Option<&'a str>,
}

/// The text of a new document.
pub fn document(blank: &Blank<'_>) -> String {
    let text = text(blank.template, blank.locale);
    let schema = blank.schema.map(|it| format!("# yaml-language-server: $schema={it}"));
    let values = [
        ("ID", quoted(blank.id)),
        ("QUOTED_TITLE", quoted(blank.title)),
        ("TITLE", blank.title.to_owned()),
        ("DATE", blank.date.to_string()),
        ("TIMEZONE", quoted(blank.timezone)),
        ("SEVERITY", blank.severity.map(quoted).unwrap_or_default()),
        ("SERVICES", list(blank.services)),
        ("AUTHORS", list(blank.authors)),
        ("SEVERITY_CELL", cell(blank.severity.unwrap_or_default())),
        ("SERVICES_CELL", cell(&blank.services.join(", "))),
        ("AUTHORS_CELL", cell(&blank.authors.join(", "))),
    ];
    let mut out = String::with_capacity(text.len() + 256);
    for line in text.lines() {
        match (line, &schema) {
            ("@SCHEMA@", None) => continue,
            ("@SCHEMA@", Some(schema)) => out.push_str(schema),
            _ => out.push_str(filled(line, &values).trim_end()),
        }
        out.push('\n');
    }
    out
}

/// Where a new document is below the content folder: `incidents/2026/INC-2026-1121-48150-logins-fail.md`,
/// `runbooks/redis-failover.md`.
pub fn path(template: Template, id: &str, title: &str, date: Date) -> String {
    match template {
        Template::Runbook => format!("runbooks/{id}.md"),
        _ => format!("incidents/{}/{id}-{}.md", date.year(), slug(title)),
    }
}

/// `title` on one line, without what no reader sees; `None` where nothing is left.
pub fn one_line(title: &str) -> Option<String> {
    let visible: String = title.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let words: Vec<&str> = visible.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

fn text(template: Template, locale: Locale) -> &'static str {
    let is_chinese = locale == Locale::Chinese;
    match (template, is_chinese) {
        (Template::Full, false) => include_str!("templates/en/full.md"),
        (Template::Full, true) => include_str!("templates/zh-CN/full.md"),
        (Template::Brief, false) => include_str!("templates/en/brief.md"),
        (Template::Brief, true) => include_str!("templates/zh-CN/brief.md"),
        (Template::Report, false) => include_str!("templates/en/report.md"),
        (Template::Report, true) => include_str!("templates/zh-CN/report.md"),
        (Template::Runbook, false) => include_str!("templates/en/runbook.md"),
        (Template::Runbook, true) => include_str!("templates/zh-CN/runbook.md"),
    }
}

/// `line` with the value of every `@NAME@`; what is filled in is not looked at again.
fn filled(line: &str, values: &[(&str, String)]) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('@') {
        let value = after.split_once('@').and_then(|(name, behind)| {
            values.iter().find(|(known, _)| *known == name).map(|(_, value)| (value, behind))
        });
        out.push_str(before);
        match value {
            Some((value, behind)) => {
                out.push_str(value);
                rest = behind;
            }
            None => {
                out.push('@');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// A YAML scalar: plain where YAML cannot take it for anything else. JSON strings are YAML strings.
fn quoted(text: &str) -> String {
    let is_plain = text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '/'))
        && !["true", "false", "null", "yes", "no", "on", "off", "y", "n"]
            .contains(&text.to_ascii_lowercase().as_str());
    if is_plain { text.to_owned() } else { serde_json::Value::from(text).to_string() }
}

/// A YAML list on one line; nothing where it is empty.
fn list(items: &[String]) -> String {
    if items.is_empty() {
        return String::new();
    }
    format!("[{}]", items.iter().map(|it| quoted(it)).collect::<Vec<String>>().join(", "))
}

/// Text for a cell of a Markdown table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_filled_in_is_not_filled_again() {
        let values = [("TITLE", "@ID@".to_owned()), ("ID", "x".to_owned())];
        assert_eq!(filled("# @TITLE@ by @li", &values), "# @ID@ by @li");
    }

    #[test]
    fn values_stay_text_to_yaml() {
        assert_eq!(quoted("P1"), "P1");
        assert_eq!(quoted("no"), "\"no\"");
        assert_eq!(quoted("a: \"b\" # c"), r#""a: \"b\" # c""#);
        assert_eq!(list(&["@li".to_owned(), "auth".to_owned()]), "[\"@li\", auth]");
    }

    #[test]
    fn a_title_is_one_line() {
        assert_eq!(one_line(" Logins\n  fail\u{1b} ").as_deref(), Some("Logins fail"));
        assert_eq!(one_line(" \n"), None);
    }
}
