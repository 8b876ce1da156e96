//! `afterword similar`: incidents like this one, with the reasons.

use std::io::Read as _;
use std::process::ExitCode;

use serde_json::json;

use super::args::Similar as Args;
use super::context::Context;
use super::failure::Failure;
use super::search::{MAX_LOG, Places};
use super::ui::Ui;
use super::ui::print;
use super::unread;
use crate::address::Route;
use crate::analysis::related::Reason;
use crate::diagnostics::printable;
use crate::export;
use crate::phrase::{Phrase, Value, say};
use crate::pipeline::{self, Loaded, Similar};
use crate::source;

/// Runs the command.
pub(super) fn run(ui: &Ui, context: &Context, args: &Args) -> Result<ExitCode, Failure> {
    let request = context.request(args.content.clone());
    let mut loaded = unread::load(ui, &request)?;
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
                return Err(Failure::usage(say!("similar.no-target", target = &args.target))
                    .with_hint(say!("similar.no-target-hint")));
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
        print(&text(ui, &loaded, &Places::new(&request)?, &found))?;
        ui.say(&say!("similar.found", n = found.len(), target = &args.target));
    }
    Ok(unread::settle(ui, &loaded, ExitCode::SUCCESS))
}

/// Why two incidents are similar.
fn reason(reason: &Reason) -> Phrase {
    match reason {
        Reason::Recurrence => say!("similar.recurrence"),
        Reason::Declared => say!("similar.declared"),
        Reason::Mentioned => say!("similar.mentioned"),
        Reason::SameCause(cause) => say!("similar.same-cause", cause),
        Reason::SameService(service) => say!("similar.same-service", service),
        Reason::SameTag(tag) => say!("similar.same-tag", tag),
        Reason::SharedWords(words) => say!("similar.shared-words", words = Value::list(words)),
    }
}

/// The same in the words of the JSON records.
fn reasons(it: &Similar) -> Vec<String> {
    let mut reasons: Vec<String> = it.reasons.iter().map(export::reason).collect();
    if !it.words.is_empty() {
        reasons.push(format!("same words {}", it.words.join(", ")));
    }
    reasons
}

fn text(ui: &Ui, loaded: &Loaded, places: &Places, found: &[Similar]) -> String {
    let (bold, off) = if ui.is_colored() { ("\u{1b}[1m", "\u{1b}[0m") } else { ("", "") };
    let mut out = String::new();
    for it in found {
        let Some(incident) = loaded.knowledge_base.incident(&it.id) else { continue };
        let (id, title) = (printable(&it.id), printable(&incident.title));
        out.push_str(&format!("{bold}{id}{off}  {title}  ({:.2})\n", it.score));
        let path = &loaded.sources.get(incident.source.file).path;
        let address = Route::Incident(incident.slug.clone()).address();
        out.push_str(&format!("    {}\n", places.of(path, &address)));
        let mut why: Vec<Phrase> = it.reasons.iter().map(reason).collect();
        if !it.words.is_empty() {
            why.push(say!("similar.same-words", words = Value::list(&it.words)));
        }
        let why = say!("command.list", items = Value::list(&why)).text(ui.locale());
        out.push_str(&format!("    {}\n\n", printable(&why).replace('\n', " ")));
    }
    out
}
