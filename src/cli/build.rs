//! `afterword build`: content folder to site.
//!
//! A first build of a folder that nobody prepared has many findings. What is printed is a summary: what was read, what was left
//! out, the findings that matter most, and where the site is; `--verbose` prints every finding.

use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use super::args::Build;
use super::check::exit_code;
use super::context::Context;
use super::failure::Failure;
use super::progress::Progress;
use super::ui::{Counts, Ui, list};
use super::unread;
use crate::diagnostics::{Diagnostic, Kind, codes};
use crate::extract::{LeftOut, Recognition, Taken};
use crate::model::IncidentKind;
use crate::output::{self, Published, Surroundings};
use crate::phrase::{Value, say};
use crate::pipeline::{self, Loaded, Request};

/// Most findings that the summary names.
const MAX_NAMED: usize = 3;

/// Runs the command, on the given number of threads.
pub(super) fn run(ui: &Ui, context: &Context, args: &Build) -> Result<ExitCode, Failure> {
    let Some(jobs) = args.jobs else { return build(ui, context, args) };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(usize::from(jobs)).build();
    let pool =
        pool.map_err(|error| Failure::usage(say!("build.no-threads", n = jobs, report = error.to_string())))?;
    pool.install(|| build(ui, context, args))
}

fn build(ui: &Ui, context: &Context, args: &Build) -> Result<ExitCode, Failure> {
    let clock = std::time::Instant::now();
    let mut request = request(context, args);
    let output = output_folder(context, args, &request);
    request.skip.push(output.clone());
    let progress = Progress::start(ui, &say!("build.reading"));
    let loaded = pipeline::load(&request)?;
    let surroundings = Surroundings {
        working_dir: context.working_folder.clone(),
        home: context.home.clone(),
        project_root: loaded.project_root.clone(),
        content: loaded.content.roots.iter().map(|it| it.folder.clone()).collect(),
        content_skips_output: true,
    };
    output::check_output(&output, &surroundings)?;

    if let Some(lost) = loaded.lost() {
        // With documents missing it would look whole.
        drop(progress);
        ui.findings(loaded.unread(), &loaded.sources);
        ui.error(&say!("build.unreadable"));
        return Ok(unread::exit_code(lost));
    }
    if loaded.is_in_doubt() {
        drop(progress);
        ui.findings(loaded.diagnostics.iter().filter(|it| it.kind.blocks_public_sites()), &loaded.sources);
        ui.error(&say!("build.in-doubt"));
        return Ok(ExitCode::from(1));
    }
    progress.step(&say!("build.rendering", n = loaded.knowledge_base.incidents.len()));
    let built = pipeline::build(&loaded, &request)?;
    progress.step(&say!("build.writing", n = built.n_pages));
    let published = output::publish(&output, built.files, built.attachments, &surroundings)?;
    drop(progress);

    contents(ui, &loaded);
    findings(ui, &loaded, &built.diagnostics);
    if !built.idle_theme_parts.is_empty() {
        ui.warn(&say!("build.idle-theme-parts", parts = Value::list(quoted(&built.idle_theme_parts))));
        ui.help(&say!("build.idle-theme-parts-hint"));
    }
    let shown = output.strip_prefix(&context.working_folder).unwrap_or(&output);
    summary(ui, built.n_pages, &published, clock.elapsed(), shown);
    Ok(exit_code(Counts::of(&built.diagnostics), args.strict))
}

/// The most important findings, errors first, and how many there are in all; with `--verbose` every one.
fn findings(ui: &Ui, loaded: &Loaded, found: &[Diagnostic]) {
    if ui.is_verbose() {
        ui.findings(found, &loaded.sources);
        return;
    }
    // Documents that were left out are counted already; `check` names each.
    let left_out: [&Kind; 4] =
        [&codes::TRANSLATION, &codes::SET_ASIDE, &codes::TAKEN_FOR_PAGE, &codes::NOT_A_FAILURE];
    let is_counted = |it: &&Diagnostic| left_out.iter().any(|kind| kind.code == it.kind.code);
    let mut named: Vec<&Diagnostic> = found.iter().filter(|it| !is_counted(it)).collect();
    named.sort_by_key(|it| std::cmp::Reverse(it.level));
    let has_more = MAX_NAMED < named.len();
    named.truncate(MAX_NAMED);
    ui.brief_findings(named.iter().copied(), &loaded.sources);
    let counts = Counts::of(found);
    if has_more || 0 < counts.errors + counts.warnings + counts.infos {
        ui.say(&say!("build.findings", counts = counts.phrase(), command = "afterword check"));
    }
}

/// How many pages and files there are, and how to look at them.
fn summary(ui: &Ui, n_pages: usize, published: &Published, took: Duration, folder: &Path) {
    let seconds = format!("{:.1}", took.as_secs_f64());
    ui.say(&say!(
        "build.files",
        written = published.written,
        unchanged = published.unchanged,
        removed = published.removed
    ));
    ui.say(&say!("build.done", n = n_pages, seconds, folder = folder.display()));
    ui.say(&say!("build.open", page = folder.join("index.html").display()));
}

/// What was read: `36 incidents, 3 runbooks, 12 pages`; and what was left out: `30 drafts, 2 templates`.
fn contents(ui: &Ui, loaded: &Loaded) {
    let knowledge_base = &loaded.knowledge_base;
    let of_kind = |kind: IncidentKind| knowledge_base.incidents.iter().filter(|it| it.kind == kind).count();
    let (incidents, near_misses) = (of_kind(IncidentKind::Incident), of_kind(IncidentKind::NearMiss));
    let (drills, planned) = (of_kind(IncidentKind::Drill), of_kind(IncidentKind::Maintenance));
    let disclosures = of_kind(IncidentKind::Disclosure);
    let (runbooks, pages) = (knowledge_base.runbooks.len(), knowledge_base.pages.len());
    let read = list([
        (incidents, say!("build.incidents", n = incidents)),
        (near_misses, say!("build.near-misses", n = near_misses)),
        (drills, say!("build.drills", n = drills)),
        (planned, say!("build.planned", n = planned)),
        (disclosures, say!("build.disclosures", n = disclosures)),
        (runbooks, say!("build.runbooks", n = runbooks)),
        (pages, say!("build.pages", n = pages)),
    ]);
    match read {
        Some(documents) => ui.say(&say!("build.read", documents)),
        None => ui.say(&say!("build.nothing-read")),
    }
    let left_out = |reasons: &[LeftOut]| {
        let is_it =
            |it: &&Recognition| matches!(it.taken, Taken::LeftOut(reason) if reasons.contains(&reason));
        loaded.recognitions.values().filter(is_it).count()
    };
    let drafts = loaded.n_drafts;
    let templates = left_out(&[LeftOut::Template, LeftOut::ForeignTemplate]);
    let (empty, broken) = (left_out(&[LeftOut::Empty]), left_out(&[LeftOut::Broken]));
    let documents = list([
        (drafts, say!("build.drafts", n = drafts)),
        (templates, say!("build.templates", n = templates)),
        (empty, say!("build.empty", n = empty)),
        (broken, say!("build.broken", n = broken)),
    ]);
    if let Some(documents) = documents {
        ui.say(&say!("build.left-out", documents));
    }
    let doubtful = loaded.recognitions.values().filter(|it| it.is_doubtful()).count();
    if 0 < doubtful {
        ui.say(&say!("build.doubtful", n = doubtful));
    }
}

fn quoted(words: &[String]) -> Vec<String> {
    words.iter().map(|it| format!("`{it}`")).collect()
}

fn request(context: &Context, args: &Build) -> Request {
    let mut request = context.request(args.content.clone());
    request.overrides.clone_from(&args.overrides);
    request.base_url.clone_from(&args.base_url);
    request.theme.clone_from(&args.theme);
    request.drafts = args.drafts;
    request
}

/// `--output`, below the working folder; else `public` beside the configuration, else in the working folder.
fn output_folder(context: &Context, args: &Build, request: &Request) -> std::path::PathBuf {
    match &args.output {
        Some(folder) => context.working_folder.join(folder),
        None => pipeline::project_root(request).join("public"),
    }
}
