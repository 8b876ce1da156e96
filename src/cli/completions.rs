//! `afterword completions`: what a shell can finish for you.

use std::process::ExitCode;

use clap::CommandFactory as _;

use super::args::{Args, Completions};
use super::failure::Failure;
use super::ui::print;

/// Runs the command.
pub(super) fn run(args: &Completions) -> Result<ExitCode, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "afterword", &mut script);
    print(&String::from_utf8_lossy(&script))?;
    Ok(ExitCode::SUCCESS)
}
