//! `afterword explain`: what a kind of finding means, why it matters and how to mend it.

use std::process::ExitCode;

use serde_json::{Value, json};

use super::args::{Explain, ExplainFormat};
use super::failure::Failure;
use super::ui::Ui;
use super::ui::print;
use crate::config::nearest_kind;
use crate::diagnostics::{Kind, codes};
use crate::lint;
use crate::text::width;

/// Columns that running text is wrapped to.
const COLUMNS: usize = 80;

/// Runs the command.
pub(super) fn run(ui: &Ui, args: &Explain) -> Result<ExitCode, Failure> {
    let kinds: Vec<&'static Kind> = match &args.kind {
        None => codes::ALL.to_vec(),
        Some(word) => match codes::named(word) {
            Some(kind) => vec![kind],
            None => {
                let unknown = lint::UnknownKind { word: word.clone(), near: nearest_kind(word) };
                return Err(Failure::UnknownKind(unknown));
            }
        },
    };
    let text = match (args.format, kinds.as_slice()) {
        (ExplainFormat::Human, [kind]) if args.kind.is_some() => explained(kind, ui.is_colored()),
        (ExplainFormat::Human, all) => all.iter().map(|it| line(it)).collect(),
        (ExplainFormat::Json, [kind]) if args.kind.is_some() => pretty(&record(kind)),
        (ExplainFormat::Json, all) => pretty(&Value::Array(all.iter().map(|it| record(it)).collect())),
    };
    print(&text)?;
    Ok(ExitCode::SUCCESS)
}

fn line(kind: &Kind) -> String {
    let off = if kind.opt_in { " (off unless asked for)" } else { "" };
    format!("{}  {:<26} {:<8} {}{off}\n", kind.code, kind.name, kind.level.as_str(), kind.meaning.trim())
}

fn pretty(value: &Value) -> String {
    format!("{}\n", serde_json::to_string_pretty(value).unwrap_or_default())
}

fn record(kind: &Kind) -> Value {
    json!({
        "code": kind.code,
        "name": kind.name,
        "level": kind.level.as_str(),
        "opt_in": kind.opt_in,
        "meaning": kind.meaning.trim(),
        "explanation": kind.explanation,
    })
}

/// The explanation for a terminal: text wrapped, examples indented as they are.
fn explained(kind: &Kind, is_colored: bool) -> String {
    let bold = |text: &str| if is_colored { format!("\u{1b}[1m{text}\u{1b}[0m") } else { text.to_owned() };
    let mut out = format!("{}\n", bold(&format!("{} {} ({})", kind.code, kind.name, kind.level.as_str())));
    out.push_str(&wrapped(kind.meaning.trim()));
    if kind.opt_in {
        out.push_str(&wrapped(&format!(
            "Off unless asked for: `findings: {{ {}: {} }}`.",
            kind.name,
            kind.level.as_str()
        )));
    }
    let mut paragraph: Vec<&str> = Vec::new();
    let mut in_example = false;
    for line in kind.explanation.lines().skip(1).chain([""]) {
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
                out.push_str(&wrapped(&std::mem::take(&mut paragraph).join(" ")));
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

/// `text` in lines of [`COLUMNS`] columns.
fn wrapped(text: &str) -> String {
    let mut out = String::new();
    let mut used = 0;
    for word in text.split(' ') {
        let columns = width(word);
        if 0 < used && COLUMNS < used + 1 + columns {
            out.push('\n');
            used = 0;
        } else if 0 < used {
            out.push(' ');
            used += 1;
        }
        out.push_str(word);
        used += columns;
    }
    out.push('\n');
    out
}
