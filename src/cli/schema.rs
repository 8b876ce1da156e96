//! `afterword schema`: JSON Schema for editors and programs.

use std::process::ExitCode;

use super::args::{self, Schema};
use super::context::Context;
use super::failure::Failure;
use super::ui::Ui;
use super::ui::print;
use crate::export::schema::{self, Subject};
use crate::files::OutputFile;
use crate::output::{self, Existing};
use crate::phrase::say;

/// Runs the command.
pub(super) fn run(ui: &Ui, context: &Context, args: &Schema) -> Result<ExitCode, Failure> {
    let Some(folder) = &args.write else {
        print(&schema::schema_text(subject(args.subject)))?;
        return Ok(ExitCode::SUCCESS);
    };
    let files: Vec<OutputFile> = Subject::ALL
        .into_iter()
        .map(|it| OutputFile::text(it.file_name(), schema::schema_text(it)))
        .collect();
    output::create(&context.working_folder.join(folder), &files, Existing::Replace)?;
    ui.say(&say!("schema.wrote", n = files.len(), folder = folder.display()));
    Ok(ExitCode::SUCCESS)
}

fn subject(subject: args::Subject) -> Subject {
    match subject {
        args::Subject::Postmortem => Subject::Postmortem,
        args::Subject::Runbook => Subject::Runbook,
        args::Subject::Config => Subject::Config,
        args::Subject::Taxonomy => Subject::Taxonomy,
        args::Subject::Services => Subject::Services,
        args::Subject::Decisions => Subject::Decisions,
        args::Subject::Api => Subject::Api,
    }
}
