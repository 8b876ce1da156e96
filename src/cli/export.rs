//! `afterword export`: the whole knowledge base as data.

use std::process::ExitCode;

use super::args::{Export, ExportFormat, Table};
use super::context::Context;
use super::failure::Failure;
use super::ui::Ui;
use super::ui::print;
use super::unread;
use crate::address::{Addresses, Route};
use crate::export;
use crate::model::Visibility;
use crate::output::{self, Existing};
use crate::phrase::say;
use crate::pipeline;

/// Runs the command.
pub(super) fn run(ui: &Ui, context: &Context, args: &Export) -> Result<ExitCode, Failure> {
    if args.index_config {
        if args.format != ExportFormat::Quickwit {
            return Err(
                Failure::usage(say!("export.index-config")).with_hint(say!("export.index-config-hint"))
            );
        }
        print(export::quickwit_index())?;
        return Ok(ExitCode::SUCCESS);
    }
    let output = match (args.format, &args.output) {
        (ExportFormat::Skills, None) => {
            return Err(Failure::usage(say!("export.no-output")).with_hint(say!("export.no-output-hint")));
        }
        (ExportFormat::Skills, Some(folder)) => Some(folder),
        (_, Some(_)) => {
            return Err(Failure::usage(say!("export.output")).with_hint(say!("export.output-hint")));
        }
        (_, None) => None,
    };
    let mut request = context.request(args.content.clone());
    request.overrides.clone_from(&args.overrides);
    let loaded = unread::load(ui, &request)?;
    let addresses = Addresses::new(&loaded.knowledge_base);
    let input = loaded.input(&addresses);
    // Findings are for authors, and may quote what is not shown.
    let is_public = loaded.config.site.audience == Visibility::Public;
    let diagnostics = if is_public { &[] } else { loaded.diagnostics.as_slice() };
    if let Some(folder) = output {
        let texts = pipeline::texts(&loaded, &request)?;
        let text = |route: &Route| texts.get(route).cloned().unwrap_or_default();
        let files = export::skills(&input, loaded.config.site.language, text);
        output::create(&context.working_folder.join(folder), &files, Existing::Replace)?;
        ui.say(&say!("export.skills-done", n = files.len(), folder = folder.display()));
        return Ok(unread::settle(ui, &loaded, ExitCode::SUCCESS));
    }
    let document = || export::document(&input, diagnostics);
    let text = match (args.format, args.table) {
        (ExportFormat::Json, _) => {
            format!("{}\n", serde_json::to_string_pretty(&document()).unwrap_or_default())
        }
        (ExportFormat::Ndjson, _) => export::ndjson(&document()),
        (ExportFormat::Csv, Table::Incidents) => export::incidents_csv(&input),
        (ExportFormat::Csv, Table::ActionItems) => export::action_items_csv(&input),
        (ExportFormat::Csv, Table::Availability) => export::availability_csv(&input),
        (ExportFormat::Sqlite, _) => export::sqlite(&document()),
        // Written above, to a folder.
        (ExportFormat::Skills, _) => String::new(),
        (ExportFormat::Quickwit, _) => export::quickwit(&document()),
    };
    print(&text)?;
    ui.say(&say!("export.done", n = loaded.knowledge_base.incidents.len()));
    Ok(unread::settle(ui, &loaded, ExitCode::SUCCESS))
}
