//! `afterword init`: a site that builds at once.

use std::process::ExitCode;

use jiff::tz::TimeZone;

use super::args::{Init, Lang};
use super::context::Context;
use super::failure::Failure;
use super::ui::Ui;
use crate::i18n::Locale;
use crate::output::{self, Existing};
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
    let created =
        output::create(&root, &scaffold::site(locale(args.lang), with_examples, day), Existing::Keep)?;
    for path in &created.kept {
        ui.say(&format!("left as it is: {path}"));
    }
    if !with_examples {
        ui.say(&format!("left as it is: {}/ (no examples were added)", scaffold::CONTENT));
    }
    let shown = root.strip_prefix(&context.working_folder).unwrap_or(&root).display().to_string();
    let enter = if shown.is_empty() { String::new() } else { format!("cd {shown} && ") };
    let place = if shown.is_empty() { "the working folder".to_owned() } else { shown };
    ui.say(&format!("created {} files in {place}", created.written.len()));
    if !created.written.is_empty() {
        ui.say(&format!("next: {enter}afterword build, then open public/index.html"));
        ui.say("to check before every commit: git config core.hooksPath .githooks");
    }
    Ok(ExitCode::SUCCESS)
}

/// The language that an option names.
pub(super) fn locale(lang: Lang) -> Locale {
    match lang {
        Lang::English => Locale::English,
        Lang::Chinese => Locale::Chinese,
    }
}
