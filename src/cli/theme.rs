//! `afterword theme eject`: the files of the default theme, to change and keep in the project.

use std::process::ExitCode;

use super::args::{Theme as Args, ThemeAction};
use super::context::Context;
use super::failure::Failure;
use super::ui::Ui;
use crate::files::OutputFile;
use crate::output::{self, Existing};
use crate::phrase::say;
use crate::theme;

/// Runs the command.
pub(super) fn run(ui: &Ui, context: &Context, args: &Args) -> Result<ExitCode, Failure> {
    match args.action {
        ThemeAction::Eject => eject(ui, context, args),
    }
}

fn eject(ui: &Ui, context: &Context, args: &Args) -> Result<ExitCode, Failure> {
    let is_wanted =
        |path: &str| args.only.is_empty() || args.only.iter().any(|it| path.starts_with(it.as_str()));
    let files: Vec<OutputFile> =
        theme::default_files().into_iter().filter(|it| is_wanted(&it.path)).collect();
    if files.is_empty() {
        return Err(Failure::usage(say!("theme.nothing")).with_hint(say!("theme.nothing-hint")));
    }
    let created = output::create(&context.working_folder.join(&args.folder), &files, Existing::Keep)?;
    for path in &created.kept {
        ui.say(&say!("init.kept", path));
    }
    ui.say(&say!("theme.ejected", n = created.written.len(), folder = args.folder.display()));
    Ok(ExitCode::SUCCESS)
}
