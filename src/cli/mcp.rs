//! `afterword mcp`: the knowledge base for agents, over standard input and output.

use std::process::ExitCode;

use super::args::Mcp;
use super::context::Context;
use super::failure::Failure;
use super::ui::Ui;
use super::unread;
use crate::mcp::{self, Base, BaseError};
use crate::phrase::say;

/// Runs the command until standard input ends.
pub(super) fn run(ui: &Ui, context: &Context, args: &Mcp) -> Result<ExitCode, Failure> {
    let request = context.request(args.content.clone());
    let mut base = match Base::new(request) {
        Ok(base) => base,
        Err(BaseError::Load(error)) => return Err(error.into()),
        Err(BaseError::InDoubt(loaded)) => return Err(unread::in_doubt(ui, &loaded)),
    };
    ui.say(&say!("mcp.started", n = base.n_incidents()));
    let served = mcp::serve(&mut base, std::io::stdin().lock(), std::io::stdout().lock());
    match served {
        // Whoever asked is gone.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(ExitCode::SUCCESS),
        Err(error) => Err(Failure::Print(error)),
        Ok(()) => Ok(ExitCode::SUCCESS),
    }
}
