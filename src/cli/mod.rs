//! The command line: arguments in, exit code out; one file per command.

mod actions;
mod adopt;
mod args;
mod build;
mod check;
mod completions;
mod context;
mod explain;
mod export;
mod failure;
mod init;
mod inspect;
mod man;
mod new;
mod report;
mod schema;
mod search;
mod similar_incidents;
#[cfg(test)]
mod tests;
mod triage;
mod ui;
mod unread;

use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};
use context::Context;
use ui::Ui;

pub use failure::Failure;

/// Runs the command line of this process.
///
/// Exit codes: 0 fine, 1 findings, 2 usage, configuration or theme error, 3 input/output failure.
pub fn run() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => {
            let is_help = !error.use_stderr();
            // A closed pipe is no failure of ours.
            drop(error.print());
            return if is_help { ExitCode::SUCCESS } else { ExitCode::from(2) };
        }
    };
    let ui = Ui::new(args.global.color, args.global.quiet, args.global.verbose);
    let outcome = match Context::new(args.global) {
        Ok(context) => dispatch(&ui, &context, args.command),
        Err(failure) => Err(failure),
    };
    match outcome {
        Ok(code) => code,
        Err(failure) => {
            ui.failure(&failure);
            ExitCode::from(failure.exit_code())
        }
    }
}

fn dispatch(ui: &Ui, context: &Context, command: Command) -> Result<ExitCode, Failure> {
    match command {
        Command::Build(args) => build::run(ui, context, &args),
        Command::Check(args) => check::run(ui, context, &args),
        Command::Inspect(args) => inspect::run(ui, context, &args),
        Command::Explain(args) => explain::run(ui, &args),
        Command::Search(args) => search::run(ui, context, &args),
        Command::Similar(args) => similar_incidents::run(ui, context, &args),
        Command::Triage(args) => triage::run(ui, context, &args),
        Command::Actions(args) => actions::run(ui, context, &args),
        Command::Report(args) => report::run(ui, context, &args),
        Command::Export(args) => export::run(ui, context, &args),
        Command::Schema(args) => schema::run(ui, context, &args),
        Command::New(args) => new::run(ui, context, &args),
        Command::Init(args) => init::run(ui, context, &args),
        Command::Completions(args) => completions::run(&args),
        Command::Man => man::run(),
        Command::Adopt(args) => adopt::run(ui, context, &args),
    }
}
