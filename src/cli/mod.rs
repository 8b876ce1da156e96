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
mod help;
mod import;
mod init;
mod inspect;
mod language;
mod man;
mod mcp;
mod new;
mod progress;
mod report;
mod review;
mod schema;
mod search;
mod serve;
mod settings;
mod similar_incidents;
mod stdin;
mod taxonomy;
mod timings;
#[cfg(test)]
mod tests;
mod theme;
mod triage;
mod ui;
mod unread;
mod version;
mod wrap;

use std::process::ExitCode;

use clap::FromArgMatches as _;

use args::{Args, Command};
use context::Context;
use ui::Ui;

use crate::i18n::Locale;

pub use failure::Failure;

/// Runs the command line of this process.
///
/// Exit codes: 0 fine, 1 findings, 2 usage, configuration or theme error, 3 input/output failure.
pub fn run() -> ExitCode {
    let args = match parsed(Locale::English) {
        Ok(args) => args,
        Err(error) => return unparsed(error),
    };
    let global = args.global.clone();
    let (outcome, locale) = match Context::new(args.global) {
        Ok(context) => {
            let locale = language::of_terminal(global.lang, &context);
            let ui = Ui::new(global.color, global.quiet, global.verbose, locale);
            (dispatch(&ui, &context, args.command), locale)
        }
        Err(failure) => (Err(failure), global.lang.unwrap_or(Locale::English)),
    };
    let ui = Ui::new(global.color, global.quiet, global.verbose, locale);
    match outcome {
        Ok(code) => code,
        Err(failure) => {
            ui.failure(&failure);
            ExitCode::from(failure.exit_code())
        }
    }
}

/// The command line as our types; its help is in the words of `locale`.
fn parsed(locale: Locale) -> Result<Args, clap::Error> {
    let mut command = help::command(locale);
    let matches = command.try_get_matches_from_mut(std::env::args_os())?;
    Args::from_arg_matches(&matches).map_err(|it| it.format(&mut command))
}

/// Prints help, or what is wrong with the command line, in the language of the terminal.
fn unparsed(error: clap::Error) -> ExitCode {
    let locale = language::before_parsing();
    let is_help = !error.use_stderr();
    if error.kind() == clap::error::ErrorKind::DisplayVersion && version::is_verbose() {
        drop(ui::print(&version::text(locale)));
        return ExitCode::SUCCESS;
    }
    if let Some(failure) = help::failure(&error) {
        Ui::new(args::Color::Auto, false, false, locale).failure(&failure);
        return ExitCode::from(failure.exit_code());
    }
    // The library knows the language only by the words it was given: it reads the line once more.
    let error = if locale == Locale::English { error } else { parsed(locale).err().unwrap_or(error) };
    // A closed pipe is not our failure.
    drop(error.print());
    if is_help { ExitCode::SUCCESS } else { ExitCode::from(2) }
}

fn dispatch(ui: &Ui, context: &Context, command: Command) -> Result<ExitCode, Failure> {
    match command {
        Command::Build(args) => build::run(ui, context, &args),
        Command::Serve(args) => serve::run(ui, context, &args),
        Command::Check(args) => check::run(ui, context, &args),
        Command::Inspect(args) => inspect::run(ui, context, &args),
        Command::Explain(args) => explain::run(ui, &args),
        Command::Search(args) => search::run(ui, context, &args),
        Command::Similar(args) => similar_incidents::run(ui, context, &args),
        Command::Triage(args) => triage::run(ui, context, &args),
        Command::Actions(args) => actions::run(ui, context, &args),
        Command::Review(args) => review::run(ui, context, &args),
        Command::Report(args) => report::run(ui, context, &args),
        Command::Export(args) => export::run(ui, context, &args),
        Command::Config(args) => settings::run(ui, context, &args),
        Command::Taxonomy(args) => taxonomy::run(ui, context, &args),
        Command::Theme(args) => theme::run(ui, context, &args),
        Command::Schema(args) => schema::run(ui, context, &args),
        Command::New(args) => new::run(ui, context, &args),
        Command::Init(args) => init::run(ui, context, &args),
        Command::Import(args) => import::run(ui, context, &args),
        Command::Completions(args) => completions::run(ui, &args),
        Command::Mcp(args) => mcp::run(ui, context, &args),
        Command::Man => man::run(),
        Command::Adopt(args) => adopt::run(ui, context, &args),
    }
}
