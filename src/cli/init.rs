//! `afterword init`: a site that builds at once.

use std::process::ExitCode;

use jiff::tz::TimeZone;

use super::args::Init;
use super::context::Context;
use super::failure::Failure;
use super::ui::Ui;
use crate::output::{self, Existing};
use crate::phrase::say;
use crate::scaffold;

/// Runs the command.
pub(super) fn run(ui: &Ui, context: &Context, args: &Init) -> Result<ExitCode, Failure> {
    let root = match &args.dir {
        Some(folder) => context.root_folder().join(folder),
        None => context.root_folder(),
    };
    let day = context.clock.day(&TimeZone::UTC);
    // Examples have no business among postmortems that a team has written.
    let with_examples = !root.join(scaffold::CONTENT).exists();
    let locale = args.lang.unwrap_or(ui.locale());
    let created = output::create(&root, &scaffold::site(locale, with_examples, day), Existing::Keep)?;
    for path in &created.kept {
        ui.say(&say!("init.kept", path));
    }
    if !with_examples {
        ui.say(&say!("init.kept-content", folder = scaffold::CONTENT));
    }
    let shown = root.strip_prefix(&context.working_folder).unwrap_or(&root).display().to_string();
    let n = created.written.len();
    if shown.is_empty() {
        ui.say(&say!("init.created-here", n));
    } else {
        ui.say(&say!("init.created", n, folder = &shown));
    }
    if !created.written.is_empty() {
        let enter = if shown.is_empty() { String::new() } else { format!("cd {shown} && ") };
        ui.say(&say!("init.next", command = format!("{enter}afterword build"), page = "public/index.html"));
        ui.say(&say!("init.hook", command = "git config core.hooksPath .githooks"));
    }
    Ok(ExitCode::SUCCESS)
}
