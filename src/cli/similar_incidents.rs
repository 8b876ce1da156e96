//! `afterword similar`: incidents like this one, with the reasons.

use std::process::ExitCode;

use serde_json::{Value, json};

use super::args::Similar as Args;
use super::context::Context;
use super::failure::Failure;
use super::search::{MAX_LOG, Places};
use super::stdin;
use super::ui::Ui;
use super::ui::print;
use super::unread;
use crate::address::Route;
use crate::analysis::likeness::Answer;
use crate::analysis::related::Reason;
use crate::diagnostics::printable;
use crate::export;
use crate::lexicon::identifiers::IdentifierKind;
use crate::phrase::{self, Phrase, say};
use crate::pipeline::{self, Common, Loaded, Matching, Similar};
use crate::source;
use crate::text::quoted;

/// Runs the command.
pub(super) fn run(ui: &Ui, context: &Context, args: &Args) -> Result<ExitCode, Failure> {
    let request = context.request(args.content.clone());
    let mut loaded = unread::load(ui, &request)?;
    let known = loaded.knowledge_base.incidents.iter().find(|it| it.id.eq_ignore_ascii_case(&args.target));
    let mut found = if let Some(incident) = known {
        pipeline::similar_to(&loaded, incident)
    } else {
        let given = if args.target == "-" {
            let text = stdin::read(MAX_LOG)?;
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
        print(&format!("{}\n", say!("similar.nothing").text(ui.locale())))?;
    } else {
        print(&text(ui, &loaded, &Places::new(&request)?, &found))?;
        ui.say(&match args.target.as_str() {
            "-" => say!("similar.found-for-input", n = found.len()),
            target => say!("similar.found", n = found.len(), target),
        });
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
        Reason::SharedWords(words) => say!("similar.shared-words", words = phrase::Value::list(words)),
    }
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

/// Why they are similar, in the words of the JSON records.
fn reasons(it: &Similar) -> Vec<String> {
    let mut reasons: Vec<String> = it.reasons.iter().map(export::reason).collect();
    for line in it.lines.iter().take(1) {
        let names = line.identifiers.join(", ");
        match line.common {
            Common::ErrorLine => reasons.push("same error line".to_owned()),
            Common::Identifiers(IdentifierKind::Volume) => reasons.push(format!("same volume {names}")),
            Common::Identifiers(IdentifierKind::Instance) => reasons.push(format!("same instance {names}")),
            Common::Identifiers(IdentifierKind::Vulnerability) => {
                reasons.push(format!("same vulnerability {names}"));
            }
            Common::Identifiers(IdentifierKind::Other) => reasons.push(format!("both name {names}")),
            Common::Words if line.words.is_empty() => {}
            Common::Words => reasons.push(format!("same words {}", line.words.join(", "))),
        }
    }
    reasons
}

/// What the most telling line has in common with the text.
fn of_line(line: &Matching) -> Option<Phrase> {
    let names = phrase::Value::list(&line.identifiers);
    Some(match line.common {
        Common::ErrorLine => say!("similar.same-error-line"),
        Common::Identifiers(IdentifierKind::Volume) => say!("similar.same-volume", names),
        Common::Identifiers(IdentifierKind::Instance) => say!("similar.same-instance", names),
        Common::Identifiers(IdentifierKind::Vulnerability) => say!("similar.same-vulnerability", names),
        Common::Identifiers(IdentifierKind::Other) => say!("similar.both-name", names),
        Common::Words if line.words.is_empty() => return None,
        Common::Words => say!("similar.same-words", words = phrase::Value::list(&line.words)),
    })
}

fn text(ui: &Ui, loaded: &Loaded, places: &Places, found: &[Similar]) -> String {
    let (bold, off) = if ui.is_colored() { ("\u{1b}[1m", "\u{1b}[0m") } else { ("", "") };
    let mut out = String::new();
    for it in found {
        let Some(incident) = loaded.knowledge_base.incident(&it.id) else { continue };
        let (id, title) = (printable(&it.id), printable(&incident.title));
        let answer = match it.answer {
            Answer::Likely => say!("similar.likely"),
            Answer::Perhaps => say!("similar.perhaps"),
        };
        out.push_str(&format!("{bold}{id}{off}  {title}  ({} {:.2})\n", answer.text(ui.locale()), it.score));
        let path = &loaded.sources.get(incident.source.file).path;
        let address = Route::Incident(incident.slug.clone()).address();
        out.push_str(&format!("    {}\n", places.of(path, &address)));
        let mut why: Vec<Phrase> = it.reasons.iter().map(reason).collect();
        for line in it.lines.iter().take(1) {
            why.extend(of_line(line));
        }
        let why = say!("command.list", items = phrase::Value::list(&why)).text(ui.locale());
        out.push_str(&format!("    {}\n", printable(&why).replace('\n', " ")));
        for line in it.lines.iter().take(1) {
            let text = printable(&quoted(loaded.sources.slice(line.span)));
            let line =
                say!("similar.line", line = phrase::Value::ordinal(loaded.sources.line(line.span)), text);
            out.push_str(&format!("    {}\n", line.text(ui.locale())));
        }
        out.push('\n');
    }
    out
}
