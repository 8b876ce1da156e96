//! `afterword similar`: incidents like this one, with the reasons.

use std::io::Read as _;
use std::process::ExitCode;

use serde_json::{Value, json};

use super::args::Similar as Args;
use super::context::Context;
use super::failure::Failure;
use super::search::MAX_LOG;
use super::ui::Ui;
use super::ui::print;
use super::unread;
use crate::analysis::likeness::Answer;
use crate::diagnostics::printable;
use crate::export;
use crate::pipeline::{self, Loaded, Matching, Similar};
use crate::source;

/// Runs the command.
pub(super) fn run(ui: &Ui, context: &Context, args: &Args) -> Result<ExitCode, Failure> {
    let mut loaded = unread::load(ui, &context.request(args.content.clone()))?;
    let known = loaded.knowledge_base.incidents.iter().find(|it| it.id.eq_ignore_ascii_case(&args.target));
    let mut found = if let Some(incident) = known {
        pipeline::similar_to(&loaded, incident)
    } else {
        let given = if args.target == "-" {
            let mut text = Vec::new();
            std::io::stdin().lock().take(MAX_LOG).read_to_end(&mut text).map_err(Failure::Input)?;
            loaded.sources.add("-".to_owned(), String::from_utf8_lossy(&text).into_owned())
        } else {
            let path = context.working_folder.join(&args.target);
            if !path.exists() {
                let message = format!("there is neither a file nor an incident `{}`", args.target);
                return Err(Failure::Usage(message));
            }
            source::read_file(&mut loaded.sources, &path, "", &context.working_folder)
                .map_err(pipeline::LoadError::Read)?
        };
        pipeline::similar_to_file(&loaded, given)
    };
    found.truncate(args.limit);
    if args.json {
        let record = json!({
            "answer": found.first().map_or("none", |it| name(it.answer)),
            "hits": found.iter().map(|it| record(&loaded, it)).collect::<Vec<Value>>(),
        });
        print(&format!("{}\n", serde_json::to_string_pretty(&record).unwrap_or_default()))?;
    } else if found.is_empty() {
        print("nothing like it is known\n")?;
    } else {
        print(&text(&loaded, &found, ui.is_colored()))?;
        ui.say(&format!("{} like {}", found.len(), printable(&args.target)));
    }
    Ok(unread::settle(ui, &loaded, ExitCode::SUCCESS))
}

fn name(answer: Answer) -> &'static str {
    match answer {
        Answer::Likely => "likely",
        Answer::Perhaps => "perhaps",
    }
}

fn record(loaded: &Loaded, it: &Similar) -> Value {
    let line = |it: &Matching| {
        let file = loaded.sources.get(it.span.file);
        json!({
            "path": file.path,
            "line": loaded.sources.line(it.span),
            "text": loaded.sources.slice(it.span).trim(),
            "words": it.words,
        })
    };
    json!({
        "id": it.id,
        "score": it.score,
        "answer": name(it.answer),
        "reasons": reasons(it),
        "lines": it.lines.iter().map(line).collect::<Vec<Value>>(),
    })
}

/// Why they are alike, in the words of the JSON records.
fn reasons(it: &Similar) -> Vec<String> {
    let mut reasons: Vec<String> = it.reasons.iter().map(export::reason).collect();
    for line in it.lines.iter().take(1) {
        if !line.identifiers.is_empty() {
            reasons.push(format!("both name {}", line.identifiers.join(", ")));
        } else if !line.words.is_empty() {
            reasons.push(format!("same words {}", line.words.join(", ")));
        }
    }
    reasons
}

fn text(loaded: &Loaded, found: &[Similar], colored: bool) -> String {
    let (bold, off) = if colored { ("\u{1b}[1m", "\u{1b}[0m") } else { ("", "") };
    let mut out = String::new();
    for it in found {
        let title = loaded.knowledge_base.incident(&it.id).map_or("", |it| it.title.as_str());
        let (id, title, answer) = (printable(&it.id), printable(title), name(it.answer));
        out.push_str(&format!("{bold}{id}{off}  {title}  ({answer}, {:.2})\n", it.score));
        let reasons = printable(&reasons(it).join("; ")).replace('\n', " ");
        out.push_str(&format!("    {reasons}\n"));
        for line in it.lines.iter().take(1) {
            let text = printable(loaded.sources.slice(line.span).trim()).replace('\n', " ");
            out.push_str(&format!("    line {}: {text}\n", loaded.sources.line(line.span)));
        }
        out.push('\n');
    }
    out
}
