//! `afterword check`: findings, without building.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde_json::json;

use super::args::{Check, CheckFormat};
use super::context::Context;
use super::failure::Failure;
use super::ui::{Counts, Ui, print};
use super::unread;
use crate::config;
use crate::diagnostics::{self, Diagnostic, Level, Unread, printable};
use crate::export;
use crate::files::{FileId, SourceMap};
use crate::lint::Selection;
use crate::lint::baseline::{Baseline, Comparison, Key};
use crate::lint::fix;
use crate::output;
use crate::phrase::{Phrase, Value, say};
use crate::pipeline::{self, LoadError, Loaded, Request};
use crate::source;

/// Most entries of a baseline that are named one by one where they no longer occur.
const MAX_GONE: usize = 20;

/// Runs the command.
pub(super) fn run(ui: &Ui, context: &Context, args: &Check) -> Result<ExitCode, Failure> {
    let selection = Selection::read(&args.select, &args.ignore)?;
    let (mut request, named) = request(context, args)?;
    request.enabled = selection.named().to_vec();
    if !named.is_empty() && (args.write_baseline || args.update_baseline) {
        return Err(
            Failure::usage(say!("check.baseline-of-files")).with_hint(say!("check.baseline-of-files-hint"))
        );
    }
    let mut run = match Run::new(&request, named, selection) {
        // For programs the faults of the configuration are findings like any other.
        Err(Failure::Load(LoadError::Config { findings, sources })) if args.format != CheckFormat::Human => {
            print(&rendered(ui, context, args.format, &findings, &sources))?;
            return Ok(ExitCode::from(2));
        }
        run => run?,
    };
    run.refuse_strangers(ui, context, args)?;
    if args.fix {
        let n_changed = run.fix(ui, context, args.diff)?;
        if args.diff {
            return Ok(if n_changed == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) });
        }
        if 0 < n_changed {
            run = Run::new(&request, run.named, run.selection)?;
        }
    }
    let n_known = run.against_baseline(ui, context, args)?;
    let counts = Counts::of(&run.findings);
    if args.statistics {
        print(&statistics(ui, args.format, &run.findings))?;
    } else {
        print(&rendered(ui, context, args.format, &run.findings, &run.loaded.sources))?;
    }
    if args.format == CheckFormat::Human {
        let is_open = |it: &&FileId| run.is_named(**it) && !run.loaded.hidden.contains(*it);
        let n = run.loaded.content.documents.iter().filter(is_open).count();
        ui.say(&say!("check.done", n, counts = counts.phrase()));
        if 0 < n_known {
            ui.say(&say!("check.known", n = n_known));
        }
        let n_fixable = run.findings.iter().filter(|it| !it.fixes.is_empty()).count();
        if 0 < n_fixable {
            ui.say(&say!("check.fixable", n = n_fixable));
        }
    }
    // Named files may be the whole interest, but a folder that is closed to us may hold some of them.
    let lost = run.loaded.lost().filter(|it| *it == Unread::Folder);
    let code = if args.exit_zero { ExitCode::SUCCESS } else { exit_code(counts, args.strict) };
    Ok(lost.map_or(code, unread::exit_code))
}

/// 1 where there is an error, or a warning that counts as one.
pub(super) fn exit_code(counts: Counts, strict: bool) -> ExitCode {
    if 0 < counts.errors || (strict && 0 < counts.warnings) { ExitCode::from(1) } else { ExitCode::SUCCESS }
}

/// What to load, and the files and folders whose findings alone are wanted; none of them for everything.
fn request(context: &Context, args: &Check) -> Result<(Request, Vec<PathBuf>), Failure> {
    let named: Vec<PathBuf> = args.paths.iter().map(|it| context.working_folder.join(it)).collect();
    let mut request = context.request(None);
    request.overrides.clone_from(&args.overrides);
    request.skip.extend(args.output.iter().map(|it| context.working_folder.join(it)));
    // Drafts are what authors want checked.
    request.drafts = true;
    // Authors see their own words.
    request.keep_names = true;
    request.keep_secrets = args.fix;
    if let ([path], [written]) = (named.as_slice(), args.paths.as_slice())
        && !path.is_file()
        && !is_below_content(context, &request, path)
    {
        request.content = Some(written.clone());
        return Ok((request, Vec::new()));
    }
    if let Some(idx) = named.iter().position(|it| !it.exists()) {
        return Err(Failure::NoSuchPath(args.paths[idx].display().to_string()));
    }
    if let Some(first) = named.first() {
        find_project(context, &mut request, first, &named);
    }
    Ok((request, named))
}

/// Whether the folder is a part of the project's content, so that it is checked as such and not as content of its own.
fn is_below_content(context: &Context, request: &Request, folder: &Path) -> bool {
    let mut request = request.clone();
    let named = [folder.to_path_buf()];
    find_project(context, &mut request, folder, &named);
    let Ok(folder) = folder.canonicalize() else { return false };
    let roots = pipeline::content_folders(&request).unwrap_or_default();
    let roots = roots.iter().filter_map(|it| it.canonicalize().ok());
    request.content.is_none() && roots.into_iter().any(|it| folder != it && folder.starts_with(&it))
}

/// The project around the named files: that of the nearest config, else `content/` here, else the folder of them all.
pub(super) fn find_project(context: &Context, request: &mut Request, first: &Path, named: &[PathBuf]) {
    let nearest = first.parent().unwrap_or(&context.working_folder);
    if request.config.is_some() || request.root.is_some() {
        return;
    }
    if let Some(root) = source::find_upwards(nearest, config::FILE_NAME) {
        request.root = Some(root);
        return;
    }
    let here = context.working_folder.join("content");
    if !named.iter().all(|it| it.starts_with(&here)) {
        let around = nearest.ancestors().find(|folder| named.iter().all(|it| it.starts_with(folder)));
        request.content = Some(around.unwrap_or(nearest).to_path_buf());
    }
}

/// Whether the file that messages call `shown` is one of `named`, or in one of them; all are where nothing is named.
pub(super) fn is_below(context: &Context, shown: &str, named: &[PathBuf]) -> bool {
    let resolved = |path: PathBuf| path.canonicalize().unwrap_or(path);
    let path = resolved(context.working_folder.join(shown));
    named.is_empty() || named.iter().any(|it| path.starts_with(resolved(it.clone())))
}

/// One look at the project.
struct Run {
    loaded: Loaded,
    findings: Vec<Diagnostic>,
    named: Vec<PathBuf>,
    /// The same without `..` and links.
    resolved: Vec<PathBuf>,
    selection: Selection,
    working_folder: PathBuf,
}

impl Run {
    fn new(request: &Request, named: Vec<PathBuf>, selection: Selection) -> Result<Self, Failure> {
        let loaded = pipeline::load(request)?;
        let findings = pipeline::findings(&loaded);
        let resolved = named.iter().map(|it| it.canonicalize().unwrap_or_else(|_| it.clone())).collect();
        let working_folder = request.working_folder.clone();
        let mut run = Self { loaded, findings: Vec::new(), named, resolved, selection, working_folder };
        run.findings = findings.into_iter().filter(|it| run.is_wanted(it)).collect();
        Ok(run)
    }

    fn is_wanted(&self, finding: &Diagnostic) -> bool {
        let places = finding.span.iter().chain(&finding.related);
        let is_here = self.named.is_empty()
            || places.map(|it| it.file).any(|it| self.is_named(it))
            || finding.path.as_ref().is_some_and(|it| self.is_named_path(it));
        is_here && self.selection.keeps(finding.kind)
    }

    fn is_named(&self, file: FileId) -> bool {
        self.named.is_empty() || self.is_named_path(&self.loaded.sources.get(file).shown_path)
    }

    fn is_named_path(&self, shown: &str) -> bool {
        let path = self.working_folder.join(shown);
        let path = path.canonicalize().unwrap_or(path);
        self.resolved.iter().any(|it| path.starts_with(it))
    }

    /// Named files of which nothing is read: all of them are a wrong use, some are a warning.
    fn refuse_strangers(&self, ui: &Ui, context: &Context, args: &Check) -> Result<(), Failure> {
        let is_read = |path: &Path| {
            let is_there = |shown: &str| {
                let read = context.working_folder.join(shown);
                read.canonicalize().unwrap_or(read).starts_with(path)
            };
            self.loaded.sources.iter().any(|(_, it)| is_there(&it.shown_path))
                || self.findings.iter().filter_map(|it| it.path.as_deref()).any(is_there)
        };
        let strangers: Vec<String> = self
            .resolved
            .iter()
            .zip(&args.paths)
            .filter(|(path, _)| !is_read(path))
            .map(|(_, written)| format!("`{}`", written.display()))
            .collect();
        if strangers.is_empty() {
            return Ok(());
        }
        let roots = self.loaded.content.roots.iter();
        let roots = roots.map(|it| it.folder.strip_prefix(&context.working_folder).unwrap_or(&it.folder));
        let roots: Vec<String> = roots.map(|it| format!("`{}`", it.display())).collect();
        let paths = Value::list(&strangers);
        if strangers.len() == self.resolved.len() {
            let failure = Failure::usage(say!("check.nothing-checked", paths));
            return Err(failure.with_hint(say!("check.nothing-checked-hint", folders = Value::list(&roots))));
        }
        ui.warn(&say!("check.not-checked", paths));
        Ok(())
    }

    /// Applies the fixes, or shows them; how many files they change.
    fn fix(&self, ui: &Ui, context: &Context, only_show: bool) -> Result<usize, Failure> {
        let wanted: Vec<Diagnostic> = self
            .findings
            .iter()
            .filter(|it| it.fixes.iter().all(|fix| self.is_named(fix.span.file)))
            .cloned()
            .collect();
        let mut n_changed = 0;
        for (file, fixes) in fix::fixes(&wanted) {
            let source = self.loaded.sources.get(file);
            let path = context.working_folder.join(&source.shown_path);
            let original = source::read_original(&path, &context.working_folder)?.unwrap_or_default();
            if source::normalise(&original) != source.text {
                ui.warn(&say!("check.changed-meanwhile", path = &source.shown_path));
                continue;
            }
            n_changed += 1;
            let fixed = fix::fixed(&original, &fixes);
            if only_show {
                print(&printable(&diagnostics::unified_diff(&source.shown_path, &original, &fixed)))?;
            } else {
                output::write_file(&path, &fixed)?;
                ui.say(&say!("check.fixed", path = &source.shown_path, n = fixes.len()));
            }
        }
        Ok(n_changed)
    }

    /// Takes out what the baseline holds, or writes it; how many findings it holds.
    fn against_baseline(&mut self, ui: &Ui, context: &Context, args: &Check) -> Result<usize, Failure> {
        let Some(written) = &args.baseline else { return Ok(0) };
        let path = context.working_folder.join(written);
        let old = read_baseline(&path, written, context, args.write_baseline)?;
        let findings = std::mem::take(&mut self.findings);
        let sources = &self.loaded.sources;
        let baseline = if args.write_baseline {
            Baseline::of(&findings, sources)
        } else if args.update_baseline {
            old.shrunk(&findings, sources)
        } else {
            old.clone()
        };
        if args.write_baseline || args.update_baseline {
            output::write_file(&path, &baseline.write())?;
            let (n, before) = (baseline.len(), old.len());
            ui.say(&say!("check.baseline-written", n, path = written.display(), before));
        }
        let paths: Vec<String> =
            sources.iter().filter(|(file, _)| self.is_named(*file)).map(|(_, it)| it.path.clone()).collect();
        let in_scope = |key: &Key| {
            let kind = diagnostics::codes::named(&key.code);
            (self.named.is_empty() || paths.contains(&key.path))
                && kind.is_none_or(|it| self.selection.keeps(it))
        };
        let Comparison { new, n_known, gone } = baseline.compare(findings, sources, in_scope);
        self.findings = new;
        for it in gone.iter().take(MAX_GONE) {
            ui.say(&say!("check.gone", path = &it.path, code = &it.code));
        }
        if !gone.is_empty() {
            let rest = gone.len().saturating_sub(MAX_GONE);
            if 0 < rest {
                ui.say(&say!("check.more-gone", n = rest));
            }
            ui.help(&say!("check.gone-hint", path = written.display()));
        }
        Ok(n_known)
    }
}

/// From the path that messages show to the path from the root of the repository.
pub(super) fn from_repository(context: &Context) -> impl Fn(&str) -> String {
    let root = source::repository_root(&context.working_folder);
    let working_folder = context.working_folder.clone();
    move |shown: &str| {
        let path = working_folder.join(shown);
        let below = root.as_ref().and_then(|root| path.strip_prefix(root).ok());
        below.map_or_else(|| shown.to_owned(), |it| it.to_string_lossy().replace('\\', "/"))
    }
}

/// How often each kind occurs, the most frequent first; of equals by code.
fn statistics(ui: &Ui, format: CheckFormat, findings: &[Diagnostic]) -> String {
    let mut counts: BTreeMap<&str, (&Diagnostic, usize, BTreeSet<String>)> = BTreeMap::new();
    for it in findings {
        let entry = counts.entry(it.kind.code).or_insert_with(|| (it, 0, BTreeSet::new()));
        entry.1 += 1;
        let file = it.span.map(|it| format!("{}", it.file.0)).or_else(|| it.path.clone());
        entry.2.extend(file);
    }
    let mut rows: Vec<_> = counts.into_values().collect();
    rows.sort_by_key(|it| (Reverse(it.1), it.0.kind.code));
    if format != CheckFormat::Human {
        let record = |(it, n, files): &(&Diagnostic, usize, BTreeSet<String>)| {
            let fixable = findings.iter().filter(|one| one.kind == it.kind && !one.fixes.is_empty()).count();
            json!({ "code": it.kind.code, "name": it.kind.name, "level": it.level.as_str(), "findings": n,
                "files": files.len(), "fixable": fixable })
        };
        let all: Vec<serde_json::Value> = rows.iter().map(record).collect();
        return format!("{}\n", serde_json::to_string_pretty(&all).unwrap_or_default());
    }
    let line = |(it, n, files): &(&Diagnostic, usize, BTreeSet<String>)| {
        let (code, name, level) = (it.kind.code, it.kind.name, it.level.word(ui.locale()));
        let files = say!("check.files", n = files.len()).text(ui.locale());
        format!("{n:>6}  {code}  {name}  ({level}, {files})\n")
    };
    rows.iter().map(line).collect()
}

/// `findings` in the requested form.
fn rendered(
    ui: &Ui,
    context: &Context,
    format: CheckFormat,
    findings: &[Diagnostic],
    sources: &SourceMap,
) -> String {
    let from_root = from_repository(context);
    match format {
        CheckFormat::Human => {
            let style = ui.stdout_style();
            findings
                .iter()
                .filter(|it| !ui.is_quiet() || it.level == Level::Error)
                .map(|it| format!("{}\n\n", diagnostics::human(it, sources, style, ui.locale())))
                .collect()
        }
        CheckFormat::Json => {
            let all: Vec<_> =
                findings.iter().map(|it| export::diagnostic_v1(it, sources, ui.locale())).collect();
            format!("{}\n", serde_json::to_string_pretty(&all).unwrap_or_default())
        }
        CheckFormat::Github => {
            export::github(&export::annotations(findings, sources, ui.locale()), from_root)
        }
        CheckFormat::Gitlab => {
            let annotations = export::annotations(findings, sources, ui.locale());
            export::gitlab(&annotations, config::FILE_NAME, from_root)
        }
        CheckFormat::Sarif => export::sarif(findings, sources, ui.locale(), from_root),
    }
}

/// The baseline at `path`; an empty one where it is about to be written.
fn read_baseline(
    path: &Path,
    written: &Path,
    context: &Context,
    is_written: bool,
) -> Result<Baseline, Failure> {
    let fail = |reason: Phrase| Failure::Baseline { path: written.display().to_string(), reason };
    match source::read_original(path, &context.working_folder)? {
        // What is about to be replaced need not be readable.
        Some(text) if is_written => Ok(Baseline::read(&text).unwrap_or_default()),
        Some(text) => Baseline::read(&text).map_err(fail),
        None if is_written => Ok(Baseline::default()),
        None => Err(fail(say!("failure.io-not-found"))),
    }
}
