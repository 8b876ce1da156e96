//! `afterword similar`: incidents like this one, with the reasons.

use std::io::Read as _;
use std::process::ExitCode;

use serde_json::json;

use super::args::Similar as Args;
use super::context::Context;
use super::failure::Failure;
use super::search::MAX_LOG;
use super::ui::Ui;
use super::ui::print;
use super::unread;
use crate::diagnostics::printable;
use crate::export;
use crate::pipeline::{self, Loaded, Similar};
use crate::source;

/// Runs the command.
pub(super) fn run(ui: &Ui, context: &Context, args: &Args) -> Result<ExitCode, Failure> {
    let mut loaded = unread::load(ui, &context.request(args.content.clone()))?;
    let index = pipeline::index(&loaded)?;
    let known = loaded.knowledge_base.incidents.iter().find(|it| it.id.eq_ignore_ascii_case(&args.target));
    let mut found = if let Some(incident) = known {
        pipeline::similar_to(&loaded, &index, incident)?
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
        pipeline::similar_to_file(&loaded, &index, given)?
    };
    found.truncate(args.limit);
    if args.json {
        let hit = |it: &Similar| json!({ "id": it.id, "score": it.score, "reasons": reasons(it) });
        let record = json!({ "hits": found.iter().map(hit).collect::<Vec<serde_json::Value>>() });
        print(&format!("{}\n", serde_json::to_string_pretty(&record).unwrap_or_default()))?;
    } else {
        print(&text(&loaded, &found, ui.is_colored()))?;
        ui.say(&format!("{} like {}", found.len(), printable(&args.target)));
    }
    Ok(unread::settle(ui, &loaded, ExitCode::SUCCESS))
}

/// Why they are alike, in the words of the JSON records.
fn reasons(it: &Similar) -> Vec<String> {
    let mut reasons: Vec<String> = it.reasons.iter().map(export::reason).collect();
    if !it.words.is_empty() {
        reasons.push(format!("same words {}", it.words.join(", ")));
    }
    reasons
}

fn text(loaded: &Loaded, found: &[Similar], colored: bool) -> String {
    let (bold, off) = if colored { ("\u{1b}[1m", "\u{1b}[0m") } else { ("", "") };
    let mut out = String::new();
    for it in found {
        let title = loaded.knowledge_base.incident(&it.id).map_or("", |it| it.title.as_str());
        out.push_str(&format!("{bold}{}{off}  {}  ({:.2})\n", printable(&it.id), printable(title), it.score));
        let reasons = printable(&reasons(it).join("; ")).replace('\n', " ");
        out.push_str(&format!("    {reasons}\n\n"));
    }
    out
}
