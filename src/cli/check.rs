//! `afterword check`: findings, without building.

use std::process::ExitCode;

use super::args::{Check, CheckFormat};
use super::context::Context;
use super::failure::Failure;
use super::print;
use super::ui::{Counts, Ui};
use crate::diagnostics;
use crate::export;
use crate::pipeline;

/// Runs the command.
pub(super) fn run(ui: &Ui, context: &Context, args: &Check) -> Result<ExitCode, Failure> {
    let mut request = context.request(args.content.clone());
    request.overrides.clone_from(&args.overrides);
    request.skip.extend(args.output.iter().map(|it| context.working_folder.join(it)));
    // Drafts are what authors want checked.
    request.drafts = true;
    let loaded = pipeline::load(&request)?;
    let counts = Counts::of(&loaded.diagnostics);
    match args.format {
        CheckFormat::Human => {
            let style = ui.stdout_style();
            let mut text = String::new();
            for it in &loaded.diagnostics {
                text.push_str(&diagnostics::human(it, &loaded.sources, style));
                text.push_str("\n\n");
            }
            print(&text)?;
            ui.say(&format!("checked {} documents: {}", loaded.content.documents.len(), counts.words()));
        }
        CheckFormat::Json => {
            let all: Vec<_> =
                loaded.diagnostics.iter().map(|it| export::diagnostic_v1(it, &loaded.sources)).collect();
            print(&format!("{}\n", serde_json::to_string_pretty(&all).unwrap_or_default()))?;
        }
    }
    Ok(exit_code(counts, args.strict))
}

/// 1 where there is an error, or a warning that counts as one.
pub(super) fn exit_code(counts: Counts, strict: bool) -> ExitCode {
    if 0 < counts.errors || (strict && 0 < counts.warnings) { ExitCode::from(1) } else { ExitCode::SUCCESS }
}
