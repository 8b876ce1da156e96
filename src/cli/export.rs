//! `afterword export`: the whole knowledge base as data.

use std::process::ExitCode;

use super::args::{Export, ExportFormat};
use super::context::Context;
use super::failure::Failure;
use super::print;
use super::ui::Ui;
use crate::export;
use crate::pipeline;
use crate::site::Addresses;

/// Runs the command.
pub(super) fn run(ui: &Ui, context: &Context, args: &Export) -> Result<ExitCode, Failure> {
    let mut request = context.request(args.content.clone());
    request.overrides.clone_from(&args.overrides);
    let loaded = pipeline::load(&request)?;
    let addresses = Addresses::new(&loaded.knowledge_base);
    let input = export::json::Input {
        sources: &loaded.sources,
        knowledge_base: &loaded.knowledge_base,
        analysis: &loaded.analysis,
        config: &loaded.config,
        addresses: &addresses,
    };
    match args.format {
        ExportFormat::Json => {
            let document = export::document(&input, &loaded.diagnostics);
            print(&format!("{}\n", serde_json::to_string_pretty(&document).unwrap_or_default()))?;
        }
    }
    ui.say(&format!("exported {} incidents", loaded.knowledge_base.incidents.len()));
    Ok(ExitCode::SUCCESS)
}
