//! `afterword schema`: JSON Schema for editors and programs.

use std::process::ExitCode;

use super::args::{Schema, Subject};
use super::failure::Failure;
use super::print;
use crate::export::schema;

/// Runs the command.
pub(super) fn run(args: &Schema) -> Result<ExitCode, Failure> {
    let subject = match args.subject {
        Subject::Postmortem => schema::Subject::Postmortem,
        Subject::Runbook => schema::Subject::Runbook,
        Subject::Config => schema::Subject::Config,
        Subject::Taxonomy => schema::Subject::Taxonomy,
        Subject::Services => schema::Subject::Services,
        Subject::Api => schema::Subject::Api,
    };
    print(&format!("{}\n", serde_json::to_string_pretty(&schema::schema(subject)).unwrap_or_default()))?;
    Ok(ExitCode::SUCCESS)
}
