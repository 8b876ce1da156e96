//! `afterword completions`: what a shell can finish for you.

use std::process::ExitCode;

use super::args::Completions;
use super::failure::Failure;
use super::help;
use super::ui::{Ui, print};

/// Runs the command.
pub(super) fn run(ui: &Ui, args: &Completions) -> Result<ExitCode, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut help::command(ui.locale()), "afterword", &mut script);
    print(&String::from_utf8_lossy(&script))?;
    Ok(ExitCode::SUCCESS)
}
