//! `afterword import`: an export of an incident tool as documents.

use std::process::ExitCode;

use clap::ValueEnum;
use serde_json::Value as Json;

use super::args::{Import as Args, ImportSource};
use super::context::Context;
use super::failure::Failure;
use super::stdin;
use super::ui::{Ui, print};
use crate::files::OutputFile;
use crate::i18n::Locale;
use crate::import::{self, Imported, Source};
use crate::output::{self, Existing};
use crate::phrase::{Value, say};
use crate::pipeline;
use crate::source;
use crate::text::slug;

/// Most bytes of an export; a page of a list has a few thousand incidents.
const MAX_EXPORT: u64 = 64 * 1024 * 1024;

/// Runs the command.
pub(super) fn run(ui: &Ui, context: &Context, args: &Args) -> Result<ExitCode, Failure> {
    let (config, _) = pipeline::config(&context.request(None))?;
    let shown = args.file.display().to_string();
    let export = export(context, args, &shown)?;
    let tool = args.from.map(named).or_else(|| Source::of(&export)).ok_or_else(|| {
        Failure::usage(say!("import.unknown", path = &shown))
            .with_hint(say!("import.unknown-hint", known = Value::codes(tools())))
    })?;
    let all = tool.read(&export);
    let n_all = all.len();
    let found: Vec<Imported> = all.into_iter().filter(|it| it.record.title.is_some()).collect();
    if found.is_empty() {
        return Err(
            Failure::usage(say!("import.nothing", path = &shown)).with_hint(say!("import.nothing-hint"))
        );
    }
    let locale = config.site.language;
    if args.into.is_none() && found.len() != 1 {
        return Err(Failure::usage(say!("import.several", path = &shown, n = found.len()))
            .with_hint(say!("import.several-hint")));
    }
    if let Some(folder) = &args.into {
        write(ui, context, &found, folder, locale)?;
    } else {
        for it in &found {
            print(&import::document(&it.record, locale))?;
        }
    }
    if found.len() < n_all {
        ui.warn(&say!("import.untitled", n = n_all - found.len()));
    }
    say_left(ui, &found);
    Ok(ExitCode::SUCCESS)
}

/// The names of `--from`.
fn tools() -> impl Iterator<Item = String> {
    let all = ImportSource::value_variants().iter().filter_map(ValueEnum::to_possible_value);
    all.map(|it| it.get_name().to_owned())
}

fn named(source: ImportSource) -> Source {
    match source {
        ImportSource::IncidentIo => Source::IncidentIo,
        ImportSource::Firehydrant => Source::FireHydrant,
        ImportSource::Rootly => Source::Rootly,
        ImportSource::Dispatch => Source::Dispatch,
    }
}

/// The JSON that the command names.
fn export(context: &Context, args: &Args, shown: &str) -> Result<Json, Failure> {
    let bytes = if shown == "-" {
        stdin::read(MAX_EXPORT)?
    } else {
        let path = context.working_folder.join(&args.file);
        source::read_as_is(&path, &context.working_folder).map_err(Failure::Read)?
    };
    serde_json::from_slice(&bytes).map_err(|error| {
        let (line, column) = (Value::ordinal(error.line()), Value::ordinal(error.column()));
        Failure::usage(say!("import.invalid-json", path = shown, line, column))
    })
}

/// A file for each incident; one that exists is kept, because somebody may have worked on it.
fn write(
    ui: &Ui,
    context: &Context,
    found: &[Imported],
    folder: &std::path::Path,
    locale: Locale,
) -> Result<(), Failure> {
    let file = |it: &Imported| {
        let record = &it.record;
        let name: Vec<String> =
            [&record.id, &record.title].into_iter().flatten().map(|it| slug(it)).collect();
        let year = record.at.as_deref().and_then(|it| it.get(..4)).filter(|it| it.parse::<u16>().is_ok());
        let path =
            format!("incidents/{}{}.md", year.map_or(String::new(), |it| format!("{it}/")), name.join("-"));
        OutputFile::text(path, import::document(record, locale))
    };
    let files: Vec<OutputFile> = found.iter().map(file).collect();
    let created = output::create(&context.working_folder.join(folder), &files, Existing::Keep)?;
    ui.say(&say!("import.written", n = created.written.len(), folder = folder.display()));
    if !created.kept.is_empty() {
        let (n, paths) = (created.kept.len(), Value::codes(&created.kept));
        ui.warn(&say!("import.kept", n, paths));
    }
    Ok(())
}

/// Nothing is left out in silence: the keys that no document has a place for.
fn say_left(ui: &Ui, found: &[Imported]) {
    let mut keys: Vec<&str> = found.iter().flat_map(|it| &it.left).map(String::as_str).collect();
    keys.sort_unstable();
    keys.dedup();
    let n = keys.len();
    if n == 0 {
        return;
    }
    if ui.is_verbose() {
        ui.say(&say!("import.left", n, keys = Value::codes(keys)));
    } else {
        ui.say(&say!("import.left-count", n));
    }
}
