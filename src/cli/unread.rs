//! What could not be read, for commands that count: missing input is not empty input.

use std::process::ExitCode;

use super::failure::Failure;
use super::ui::Ui;
use crate::diagnostics::{Diagnostic, Unread};
use crate::phrase::say;
use crate::pipeline::{self, Loaded, Request};

/// Loads `request` for a command that prints what it read; nothing for the public where it is unclear what is internal.
pub(super) fn load(ui: &Ui, request: &Request) -> Result<Loaded, Failure> {
    let loaded = pipeline::load(request)?;
    if loaded.is_in_doubt() { Err(in_doubt(ui, &loaded)) } else { Ok(loaded) }
}

/// Shows why it is unclear what is internal.
pub(super) fn in_doubt(ui: &Ui, loaded: &Loaded) -> Failure {
    let why: Vec<Diagnostic> =
        loaded.diagnostics.iter().filter(|it| it.kind.blocks_public_sites()).cloned().collect();
    ui.findings(&why, &loaded.sources);
    Failure::InDoubt(loaded.lost())
}

/// The exit code of a command that did its work and would end with `code`: worse where input is missing, which is shown.
pub(super) fn settle(ui: &Ui, loaded: &Loaded, code: ExitCode) -> ExitCode {
    let missing: Vec<Diagnostic> = loaded.unread().cloned().collect();
    let Some(worst) = missing.iter().filter_map(|it| it.unread).max() else { return code };
    ui.findings(&missing, &loaded.sources);
    ui.error(&say!("command.unread", n = missing.len()));
    exit_code(worst)
}

/// 3 for a folder, whose content nobody knows; 1 for a file.
pub(super) fn exit_code(what: Unread) -> ExitCode {
    match what {
        Unread::Folder => ExitCode::from(3),
        Unread::File | Unread::Document => ExitCode::from(1),
    }
}
