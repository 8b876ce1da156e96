//! `afterword explain`: what a kind of finding means, why it matters and how to fix it.

use std::process::ExitCode;

use serde_json::{Value, json};

use super::args::{Explain, ExplainFormat};
use super::failure::Failure;
use super::ui::{Ui, print};
use super::wrap::{joined, padded, wrapped};
use crate::config::nearest_kind;
use crate::diagnostics::{Kind, codes};
use crate::i18n::Locale;
use crate::lint;
use crate::phrase::say;

/// Columns that running text is wrapped to.
const COLUMNS: usize = 80;

/// What `explain` prints.
enum Asked {
    /// One kind, by its code or name.
    One(&'static Kind),
    /// All kinds, or those whose code begins as given.
    Several(Vec<&'static Kind>),
}

/// Runs the command.
pub(super) fn run(ui: &Ui, args: &Explain) -> Result<ExitCode, Failure> {
    let locale = ui.locale();
    let text = match (asked(args.kind.as_deref())?, args.format) {
        (Asked::One(kind), ExplainFormat::Human) => explained(kind, ui),
        (Asked::One(kind), ExplainFormat::Json) => pretty(&record(kind, locale)),
        (Asked::Several(all), ExplainFormat::Human) => all.iter().map(|it| line(it, locale)).collect(),
        (Asked::Several(all), ExplainFormat::Json) => {
            pretty(&Value::Array(all.iter().map(|it| record(it, locale)).collect()))
        }
    };
    print(&text)?;
    Ok(ExitCode::SUCCESS)
}

fn asked(word: Option<&str>) -> Result<Asked, Failure> {
    let Some(word) = word else { return Ok(Asked::Several(codes::ALL.to_vec())) };
    if let Some(kind) = codes::named(word) {
        return Ok(Asked::One(kind));
    }
    let start = word.to_ascii_uppercase();
    let all = codes::ALL.iter().copied();
    let several: Vec<&'static Kind> = all.filter(|it| it.code.starts_with(&start)).collect();
    if several.is_empty() || !start.starts_with("AW") {
        return Err(Failure::UnknownKind(lint::UnknownKind {
            word: word.to_owned(),
            near: nearest_kind(word),
        }));
    }
    Ok(Asked::Several(several))
}

fn line(kind: &Kind, locale: Locale) -> String {
    let level = padded(&kind.level.word(locale), 8);
    let off = if kind.opt_in { say!("explain.off").text(locale) } else { String::new() };
    format!("{}  {:<26} {level} {}{off}\n", kind.code, kind.name, kind.meaning(locale))
}

fn pretty(value: &Value) -> String {
    format!("{}\n", serde_json::to_string_pretty(value).unwrap_or_default())
}

fn record(kind: &Kind, locale: Locale) -> Value {
    json!({
        "code": kind.code,
        "name": kind.name,
        "level": kind.level.as_str(),
        "opt_in": kind.opt_in,
        "meaning": kind.meaning(locale),
        "explanation": kind.explanation(locale),
    })
}

/// The explanation for a terminal: text wrapped, examples indented as they are.
fn explained(kind: &Kind, ui: &Ui) -> String {
    let locale = ui.locale();
    let bold =
        |text: &str| if ui.is_colored() { format!("\u{1b}[1m{text}\u{1b}[0m") } else { text.to_owned() };
    let lines = |text: &str| wrapped(text, COLUMNS).iter().map(|it| format!("{it}\n")).collect::<String>();
    let head = say!("explain.head", code = kind.code, name = kind.name, level = kind.level.word(locale));
    let mut out = format!("{}\n", bold(&head.text(locale)));
    out.push_str(&lines(kind.meaning(locale)));
    if kind.opt_in {
        let setting = format!("findings: {{ {}: {} }}", kind.name, kind.level.as_str());
        out.push_str(&lines(&say!("explain.opt-in", setting).text(locale)));
    }
    let explanation = kind.explanation(locale);
    let mut paragraph: Vec<&str> = Vec::new();
    let mut in_example = false;
    for line in explanation.lines().skip(1).chain([""]) {
        if let Some(info) = line.strip_prefix("~~~") {
            in_example = !in_example;
            match info.split_once(' ') {
                Some((_, path)) if in_example => out.push_str(&format!("\n    {path}:\n\n")),
                _ if in_example => out.push('\n'),
                _ => {}
            }
        } else if in_example {
            out.push_str(format!("    {line}").trim_end());
            out.push('\n');
        } else if line.is_empty() || line.starts_with('#') {
            if !paragraph.is_empty() {
                out.push('\n');
                out.push_str(&lines(&joined(&std::mem::take(&mut paragraph))));
            }
            if let Some(heading) = line.strip_prefix("## ") {
                out.push_str(&format!("\n{}\n", bold(heading)));
            }
        } else {
            paragraph.push(line.trim());
        }
    }
    format!("{}\n", out.trim_end())
}
