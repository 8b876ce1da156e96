//! `afterword review`: what the new and changed documents of a branch mean for the knowledge base.

use std::process::ExitCode;

use super::args::{Review, ReviewFormat};
use super::check::{exit_code, from_repository};
use super::context::Context;
use super::failure::Failure;
use super::ui::{Counts, Ui, print};
use super::unread;
use crate::address::Addresses;
use crate::config;
use crate::diagnostics::{self, printable};
use crate::export::{self, Reviewed};
use crate::i18n::Locale;
use crate::phrase::say;
use crate::pipeline::{self, Base};

/// Runs the command.
pub(super) fn run(ui: &Ui, context: &Context, args: &Review) -> Result<ExitCode, Failure> {
    let base = match (&args.base, &args.base_dir) {
        (_, Some(folder)) => Base::Folder(context.working_folder.join(folder)),
        (Some(reference), None) => Base::Reference(reference.clone()),
        (None, None) => {
            return Err(Failure::usage(say!("review.no-base")).with_hint(say!("review.no-base-hint")));
        }
    };
    if let Base::Folder(folder) = &base
        && !folder.is_dir()
    {
        return Err(Failure::NoSuchPath(folder.display().to_string()));
    }
    let mut request = context.request(args.content.clone());
    // A postmortem that is still being written is what a branch is about.
    request.drafts = true;
    let branch = pipeline::branch(&request, &base)?;
    if branch.loaded.is_in_doubt() {
        return Err(unread::in_doubt(ui, &branch.loaded));
    }
    let addresses = Addresses::new(&branch.loaded.knowledge_base);
    let reviewed = branch.reviewed(&addresses);
    let locale = ui.locale();
    let text = match args.format {
        ReviewFormat::Human => human(ui, &reviewed),
        ReviewFormat::Markdown => export::branch_markdown(&reviewed, locale),
        ReviewFormat::Json => {
            let record = export::branch(&reviewed, locale);
            format!("{}\n", serde_json::to_string_pretty(&record).unwrap_or_default())
        }
        ReviewFormat::Github | ReviewFormat::Gitlab => {
            let mut all = export::branch_annotations(&reviewed, locale);
            all.extend(export::annotations(&branch.findings, &branch.loaded.sources, locale));
            let shown = from_repository(context);
            if args.format == ReviewFormat::Github {
                export::github(&all, shown)
            } else {
                export::gitlab(&all, config::FILE_NAME, shown)
            }
        }
    };
    print(&text)?;
    if args.format == ReviewFormat::Human {
        let counts = Counts::of(&branch.findings).phrase();
        ui.say(&say!("review.done", n = branch.documents.len(), counts));
    }
    let code = exit_code(Counts::of(&branch.findings), args.strict);
    let code = if args.exit_zero { ExitCode::SUCCESS } else { code };
    Ok(unread::settle(ui, &branch.loaded, code))
}

fn human(ui: &Ui, reviewed: &Reviewed<'_>) -> String {
    let (bold, off) = if ui.is_colored() { ("\u{1b}[1m", "\u{1b}[0m") } else { ("", "") };
    let locale = ui.locale();
    let mut out = String::new();
    for document in reviewed.documents {
        let path = printable(&reviewed.input.sources.get(document.file).shown_path);
        let state = if document.is_new { say!("review.new") } else { say!("review.changed") };
        let state = state.text(locale);
        if document.incidents.is_empty() {
            out.push_str(&format!("{path}  ({state})\n\n"));
        }
        for (id, known) in &document.incidents {
            let Some(it) = reviewed.input.knowledge_base.incident(id) else { continue };
            let (id, title) = (printable(id), printable(&it.title));
            out.push_str(&format!("{bold}{id}{off}  {title}  ({state})\n    {path}\n"));
            let lines = export::precedent_lines(&reviewed.input, it, known);
            out.push_str(&export::listed_as_text(&lines, locale, "    "));
            out.push('\n');
        }
    }
    if !reviewed.removed.is_empty() {
        out.push_str(&removed(reviewed, locale));
    }
    for it in reviewed.findings {
        let text = diagnostics::human(it, reviewed.input.sources, ui.stdout_style(), locale);
        out.push_str(&format!("{text}\n\n"));
    }
    out
}

fn removed(reviewed: &Reviewed<'_>, locale: Locale) -> String {
    let head = say!("review.removed", n = reviewed.removed.len()).text(locale);
    let paths: String = reviewed.removed.iter().map(|it| format!("    {}\n", printable(it))).collect();
    format!("{head}\n{paths}\n")
}
