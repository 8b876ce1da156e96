//! `afterword export`: the whole knowledge base as data.

use std::path::Path;
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
#[cfg(feature = "sqlite")]
use crate::output::{Action, OutputError};
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
    match (args.format, &args.output) {
        (ExportFormat::Skills, None) => {
            return Err(Failure::usage(say!("export.no-output")).with_hint(say!("export.no-output-hint")));
        }
        (ExportFormat::Skills | ExportFormat::Sqlite, Some(_)) | (_, None) => {}
        (_, Some(_)) => {
            return Err(Failure::usage(say!("export.output")).with_hint(say!("export.output-hint")));
        }
    }
    let mut request = context.request(args.content.clone());
    request.overrides.clone_from(&args.overrides);
    let loaded = unread::load(ui, &request)?;
    let addresses = Addresses::new(&loaded.knowledge_base);
    let input = loaded.input(&addresses);
    // Findings are for authors, and may quote what is not shown.
    let is_public = loaded.config.site.audience == Visibility::Public;
    let diagnostics = if is_public { &[] } else { loaded.diagnostics.as_slice() };
    if let (ExportFormat::Skills, Some(folder)) = (args.format, &args.output) {
        let texts = pipeline::texts(&loaded, &request)?;
        let text = |route: &Route| texts.get(route).cloned().unwrap_or_default();
        let files = export::skills(&input, loaded.config.site.language, text);
        output::create(&context.working_folder.join(folder), &files, Existing::Replace)?;
        ui.say(&say!("export.skills-done", n = files.len(), folder = folder.display()));
        return Ok(unread::settle(ui, &loaded, ExitCode::SUCCESS));
    }
    let document = || export::document(&input, diagnostics);
    if let (ExportFormat::Sqlite, Some(file)) = (args.format, &args.output) {
        database(&context.working_folder.join(file), &export::sqlite(&input, &document()))?;
        let n = loaded.knowledge_base.incidents.len();
        ui.say(&say!("export.database-done", n, file = file.display()));
        return Ok(unread::settle(ui, &loaded, ExitCode::SUCCESS));
    }
    let text = match (args.format, args.table) {
        (ExportFormat::Json, _) => {
            format!("{}\n", serde_json::to_string_pretty(&document()).unwrap_or_default())
        }
        (ExportFormat::Ndjson, _) => export::ndjson(&document()),
        (ExportFormat::Csv, Table::Incidents) => export::incidents_csv(&input),
        (ExportFormat::Csv, Table::ActionItems) => export::action_items_csv(&input),
        (ExportFormat::Csv, Table::Availability) => export::availability_csv(&input),
        (ExportFormat::Sqlite, _) => export::sqlite(&input, &document()),
        // Written above, to a folder.
        (ExportFormat::Skills, _) => String::new(),
        (ExportFormat::Quickwit, _) => export::quickwit(&document()),
    };
    print(&text)?;
    ui.say(&say!("export.done", n = loaded.knowledge_base.incidents.len()));
    Ok(unread::settle(ui, &loaded, ExitCode::SUCCESS))
}

/// Writes the database that `script` makes.
#[cfg(feature = "sqlite")]
fn database(path: &Path, script: &str) -> Result<(), Failure> {
    let bytes = export::database(script).map_err(|error| OutputError::Io {
        action: Action::Write,
        path: path.to_owned(),
        source: std::io::Error::other(error),
    })?;
    Ok(output::write_database(path, &bytes)?)
}

#[cfg(not(feature = "sqlite"))]
fn database(_: &Path, _: &str) -> Result<(), Failure> {
    Err(Failure::usage(say!("export.without-sqlite")).with_hint(say!("export.without-sqlite-hint")))
}
