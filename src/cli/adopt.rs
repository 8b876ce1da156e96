//! `afterword adopt`: front matter for existing documents.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde_json::{Value, json};

use super::args::{Adopt, AdoptFormat};
use super::context::Context;
use super::failure::Failure;
use super::ui::Ui;
use super::ui::print;
use crate::adopt::{self, Adoption, LeftOut, Options, Outcome};
use crate::diagnostics::{self, Level, codes, printable};
use crate::extract::{Globs, Overrides, Settings};
use crate::files::FileId;
use crate::i18n::{Locale, system_error};
use crate::model::{Suggestions, Visibility};
use crate::output;
use crate::phrase::say;
use crate::pipeline::{self, Loaded, Request};
use crate::source;

/// A document and what becomes of it.
struct Document {
    /// As the user would name it.
    shown_path: String,
    path: PathBuf,
    outcome: Outcome,
}

/// Runs the command.
pub(super) fn run(ui: &Ui, context: &Context, args: &Adopt) -> Result<ExitCode, Failure> {
    let mut documents: Vec<Document> = Vec::new();
    let mut has_errors = false;
    for (request, wanted) in requests(context, &args.paths)? {
        let loaded = pipeline::load(&request)?;
        has_errors |= refuse(ui, &loaded, &wanted, context);
        documents.extend(read(&loaded, &wanted, context, args)?);
    }
    documents.sort_by(|a, b| a.path.cmp(&b.path));
    documents.dedup_by(|a, b| a.path == b.path);
    if args.write {
        for (path, adoption) in documents.iter().filter_map(adopted) {
            output::replace(path, &adoption.bytes)?;
        }
    }
    match args.format {
        AdoptFormat::Diff if args.write => {}
        AdoptFormat::Diff => print(&diff(&documents, ui.is_colored()))?,
        AdoptFormat::Json => {
            let records: Vec<Value> = documents.iter().map(|it| record(it, ui.locale())).collect();
            print(&format!("{}\n", serde_json::to_string_pretty(&records).unwrap_or_default()))?;
        }
    }
    say(ui, &documents, args.write);
    Ok(if has_errors { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// What to load for `paths`: the project's content where they lie in it, else the folder that each names or lies in.
fn requests(context: &Context, paths: &[PathBuf]) -> Result<Vec<(Request, Vec<PathBuf>)>, Failure> {
    let mut groups: Vec<(Request, Vec<PathBuf>)> = Vec::new();
    for path in paths {
        let full = context.working_folder.join(path);
        let absolute = full.canonicalize().map_err(|error| {
            let (path, reason) = (path.display(), system_error(&error));
            Failure::usage(say!("adopt.cannot-read", path, reason))
        })?;
        let folder = if absolute.is_dir() { absolute.clone() } else { parent(&absolute) };
        let mut request = context.request(None);
        // A document that is not published yet, or not to everybody, has its facts too.
        request.drafts = true;
        request.audience = Some(Visibility::Internal);
        request.keep_names = true;
        request.keep_secrets = true;
        if request.root.is_none() {
            request.root = Some(folder.clone());
        }
        let is_inside = pipeline::content_folders(&request)
            .is_ok_and(|all| all.iter().any(|it| it.canonicalize().is_ok_and(|it| absolute.starts_with(it))));
        if !is_inside {
            request.content = Some(folder);
        }
        let same = |it: &&mut (Request, Vec<PathBuf>)| {
            it.0.content == request.content
                && pipeline::project_root(&it.0) == pipeline::project_root(&request)
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.1.push(absolute),
            None => groups.push((request, vec![absolute])),
        }
    }
    Ok(groups)
}

fn parent(path: &Path) -> PathBuf {
    path.parent().map_or_else(|| path.to_path_buf(), Path::to_path_buf)
}

/// The path of a document on disk.
fn on_disk(loaded: &Loaded, file: FileId) -> Option<PathBuf> {
    let path = &loaded.sources.get(file).path;
    let root = loaded.content.roots.iter().rev().find(|it| path.starts_with(&it.prefix))?;
    root.folder.join(&path[root.prefix.len()..]).canonicalize().ok()
}

/// Every document below `wanted`, with what becomes of it.
fn read(
    loaded: &Loaded,
    wanted: &[PathBuf],
    context: &Context,
    args: &Adopt,
) -> Result<Vec<Document>, Failure> {
    let overrides = Overrides::read(&loaded.sources, &loaded.content.override_sidecars);
    let globs = Globs::new(&loaded.config);
    let settings = Settings {
        config: &loaded.config,
        globs: &globs,
        overrides: &overrides.value,
        hide_internal: true,
        surroundings: &loaded.surroundings,
    };
    let suggestions: BTreeMap<FileId, &Suggestions> = loaded
        .knowledge_base
        .incidents
        .iter()
        .filter(|_| args.suggested)
        .map(|it| (it.source.file, &it.suggested))
        .collect();
    let mut documents = Vec::new();
    for &file in &loaded.content.documents {
        let Some(path) = on_disk(loaded, file).filter(|it| is_wanted(it, wanted)) else { continue };
        let original = source::read_as_is(&path, &context.working_folder)?;
        let suggested = suggestions.get(&file).copied();
        let options = Options { action_items: args.action_items, explain: args.explain, suggested };
        let outcome = adopt::adopt(&loaded.sources, file, &original, &settings, options);
        let shown_path = shown(&path, context);
        documents.push(Document { shown_path, path, outcome });
    }
    Ok(documents)
}

fn is_wanted(path: &Path, wanted: &[PathBuf]) -> bool {
    wanted.iter().any(|it| path.starts_with(it))
}

fn shown(path: &Path, context: &Context) -> String {
    let working_folder = context.working_folder.canonicalize().unwrap_or_default();
    path.strip_prefix(&working_folder).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

/// Shows which of the wanted files are not text; `true` where there is one.
fn refuse(ui: &Ui, loaded: &Loaded, wanted: &[PathBuf], context: &Context) -> bool {
    let is_meant = |it: &&diagnostics::Diagnostic| {
        let Some(span) = it.span.filter(|_| it.kind.code == codes::NOT_UTF8.code) else { return false };
        on_disk(loaded, span.file).is_some_and(|it| is_wanted(&it, wanted))
    };
    let found: Vec<diagnostics::Diagnostic> = loaded.diagnostics.iter().filter(is_meant).cloned().collect();
    let skipped = loaded.diagnostics.iter().filter(|it| it.kind.code == codes::FILE_SKIPPED.code);
    for it in skipped {
        let path = it.path.as_ref().map(|it| context.working_folder.join(it));
        if path.is_some_and(|it| it.canonicalize().is_ok_and(|it| is_wanted(&it, wanted))) {
            ui.findings(std::slice::from_ref(it), &loaded.sources);
        }
    }
    ui.findings(&found, &loaded.sources);
    found.iter().any(|it| it.level == Level::Error)
}

fn adopted(document: &Document) -> Option<(&Path, &Adoption)> {
    match &document.outcome {
        Outcome::Adopted(adoption) => Some((&document.path, adoption)),
        Outcome::Complete(_) | Outcome::Skipped(_) => None,
    }
}

/// A patch that `git apply` takes; with colours it is for people, and control characters are shown as such.
fn diff(documents: &[Document], is_colored: bool) -> String {
    let patches = documents.iter().filter_map(adopted).map(|(_, it)| it.diff.as_str());
    if !is_colored {
        return patches.collect();
    }
    let colored = |line: &str| {
        let color = match line.chars().next() {
            Some('+') if !line.starts_with("+++ ") => "\u{1b}[32m",
            Some('+' | '-' | '@') => "\u{1b}[36m",
            _ => "",
        };
        format!("{color}{}\u{1b}[0m\n", printable(line))
    };
    patches.flat_map(|it| it.split_terminator('\n')).map(colored).collect()
}

fn record(document: &Document, locale: Locale) -> Value {
    let left = |all: &[LeftOut]| {
        all.iter()
            .map(|it| json!({ "key": it.key, "reason": it.reason.text(locale) }))
            .collect::<Vec<Value>>()
    };
    match &document.outcome {
        Outcome::Adopted(it) => json!({
            "path": document.shown_path,
            "outcome": "adopted",
            "reason": null,
            "keys": it.keys.iter().map(|(key, value)| json!({ "key": key, "value": value })).collect::<Vec<Value>>(),
            "left_out": left(&it.left_out),
        }),
        Outcome::Complete(left_out) => json!({
            "path": document.shown_path, "outcome": "complete", "reason": null, "keys": [], "left_out": left(left_out),
        }),
        Outcome::Skipped(reason) => json!({
            "path": document.shown_path, "outcome": "passed-over", "reason": reason.text(locale), "keys": [], "left_out": [],
        }),
    }
}

/// What became of every document that did not simply get its keys, and how many did.
fn say(ui: &Ui, documents: &[Document], written: bool) {
    let (mut n, mut complete, mut skipped) = (0, 0, 0);
    for document in documents {
        let path = &document.shown_path;
        let left_out = match &document.outcome {
            Outcome::Adopted(it) => {
                n += 1;
                &it.left_out
            }
            Outcome::Complete(left_out) => {
                complete += 1;
                left_out
            }
            Outcome::Skipped(reason) => {
                skipped += 1;
                ui.say(&say!("adopt.skipped", path, reason));
                continue;
            }
        };
        for it in left_out {
            ui.say(&say!("adopt.not-added", path, key = &it.key, reason = &it.reason));
        }
    }
    let total = documents.len();
    if written {
        ui.say(&say!("adopt.done", n, total, complete, skipped));
    } else {
        ui.say(&say!("adopt.preview", n, total, complete, skipped));
    }
    if !written && 0 < n {
        ui.help(&say!("adopt.write-hint"));
    }
}
