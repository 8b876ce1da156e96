//! `afterword build`: content folder to site.
//!
//! A first build of a folder that nobody prepared has many findings. What is printed is a summary: what was read, what was left
//! out, the findings that matter most, and where the site is; `--verbose` prints every finding. Where nothing has changed since
//! the last build, the same is printed again and nothing is read any further.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use super::args::Build;
use super::check::exit_code;
use super::context::Context;
use super::failure::Failure;
use super::progress::Progress;
use super::timings;
use super::ui::{Counts, Ui, list};
use super::unread;
use crate::diagnostics::{Diagnostic, Kind, codes};
use crate::extract::{LeftOut, Recognition, Taken};
use crate::model::IncidentKind;
use crate::output::{self, Published, Staging, Surroundings};
use crate::phrase::{Value, say};
use crate::pipeline::{self, LastBuild, Loaded, Outcome, Request, Stage, Timings};

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
    let clock = Instant::now();
    let mut request = request(context, args);
    if args.timings.is_some() {
        request.timings = Timings::on();
    }
    let output = output_folder(context, args, &request);
    request.skip.push(output.clone());
    let here = Here { context, request: &request, output: &output, strict: args.strict };
    let last = here.last_build(ui);
    if let Some(last) = &last
        && let Some(code) = here.unchanged(ui, last, clock)?
    {
        timings::print_unchanged(ui, args.timings)?;
        return Ok(code);
    }
    let progress = Progress::start(ui, &say!("build.reading"));
    let loaded = pipeline::load(&request)?;
    let content: Vec<PathBuf> = loaded.content.roots.iter().map(|it| it.folder.clone()).collect();
    let surroundings = here.surroundings(&loaded.project_root, &content);
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
    let staging = Staging::begin(&output, &surroundings)?;
    let built = pipeline::build_into(&loaded, &request, &|file| Ok(staging.add(file)?))?;
    progress.step(&say!("build.writing", n = built.n_pages));
    let published = staging.publish(built.attachments)?;
    request.timings.end(Stage::Publish, || None);
    drop(progress);

    ui.keep();
    contents(ui, &loaded);
    findings(ui, &loaded, &built.diagnostics);
    if !built.idle_theme_parts.is_empty() {
        ui.warn(&say!("build.idle-theme-parts", parts = Value::list(quoted(&built.idle_theme_parts))));
        ui.help(&say!("build.idle-theme-parts-hint"));
    }
    let said = ui.kept();
    let counts = Counts::of(&built.diagnostics);
    here.summary(ui, built.n_pages, &published, clock);
    if let Some(last) = last {
        here.remember(ui, &last, &surroundings, &published, (said, built.n_pages, counts));
    }
    timings::print(ui, args.timings, &request.timings)?;
    // The process ends here, and the system takes memory back faster than it is given back piece by piece.
    std::mem::forget((loaded, built.diagnostics));
    Ok(exit_code(counts, args.strict))
}

/// One build: of what, and to which folder.
struct Here<'a> {
    context: &'a Context,
    request: &'a Request,
    output: &'a Path,
    strict: bool,
}

impl Here<'_> {
    fn surroundings(&self, project_root: &Path, content: &[PathBuf]) -> Surroundings {
        Surroundings {
            working_dir: self.context.working_folder.clone(),
            home: self.context.home.clone(),
            project_root: project_root.to_path_buf(),
            content: content.to_vec(),
            content_skips_output: true,
        }
    }

    /// Where the record of the last build is, as the input is now.
    fn last_build(&self, ui: &Ui) -> Option<LastBuild> {
        LastBuild::find(self.request, self.output, &ui.words(), &self.context.cache()?)
    }

    /// Prints what the last build printed, where neither what goes in nor the site has changed since.
    fn unchanged(&self, ui: &Ui, last: &LastBuild, clock: Instant) -> Result<Option<ExitCode>, Failure> {
        let Some(outcome) = last.outcome() else { return Ok(None) };
        let surroundings = self.surroundings(&last.project_root, &last.content);
        if output::state_of(self.output, &surroundings)?.as_ref() != Some(&outcome.site) {
            return Ok(None);
        }
        ui.again(&outcome.said);
        let published = Published {
            written: 0,
            unchanged: outcome.n_files,
            removed: 0,
            dir: self.output.to_path_buf(),
            leftover: None,
        };
        self.summary(ui, outcome.n_pages, &published, clock);
        let Outcome { errors, warnings, infos, .. } = outcome;
        Ok(Some(exit_code(Counts { errors, warnings, infos }, self.strict)))
    }

    /// Keeps what this build made and said, unless the content has changed meanwhile.
    fn remember(
        &self,
        ui: &Ui,
        last: &LastBuild,
        surroundings: &Surroundings,
        published: &Published,
        (said, n_pages, counts): (String, usize, Counts),
    ) {
        let is_same = self.last_build(ui).is_some_and(|it| it.is_of_the_same_input(last));
        if !is_same || published.leftover.is_some() {
            return;
        }
        if let Ok(Some(site)) = output::state_of(self.output, surroundings) {
            let n_files = published.written + published.unchanged;
            let Counts { errors, warnings, infos } = counts;
            last.keep(&Outcome { site, said, n_pages, n_files, errors, warnings, infos });
        }
    }

    /// How many pages and files there are, and how to look at them.
    fn summary(&self, ui: &Ui, n_pages: usize, published: &Published, clock: Instant) {
        let folder = self.output.strip_prefix(&self.context.working_folder).unwrap_or(self.output);
        let seconds = format!("{:.1}", clock.elapsed().as_secs_f64());
        ui.say(&say!(
            "build.files",
            written = published.written,
            unchanged = published.unchanged,
            removed = published.removed
        ));
        ui.say(&say!("build.done", n = n_pages, seconds, folder = folder.display()));
        ui.say(&say!("build.open", page = folder.join("index.html").display()));
    }
}

/// The most important findings, errors first, and how many there are in all; with `--verbose` every one.
fn findings(ui: &Ui, loaded: &Loaded, found: &[Diagnostic]) {
    if ui.is_verbose() {
        ui.findings(found, &loaded.sources);
        return;
    }
    // Documents that were left out are counted already; `check` names each.
    let left_out: [&Kind; 5] = [
        &codes::TRANSLATION,
        &codes::SET_ASIDE,
        &codes::TAKEN_FOR_PAGE,
        &codes::NOT_A_FAILURE,
        &codes::NOT_READ,
    ];
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
    let not_read = loaded.content.n_not_read;
    let documents = list([
        (drafts, say!("build.drafts", n = drafts)),
        (templates, say!("build.templates", n = templates)),
        (empty, say!("build.empty", n = empty)),
        (broken, say!("build.broken", n = broken)),
        (not_read, say!("build.not-read", n = not_read)),
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
fn output_folder(context: &Context, args: &Build, request: &Request) -> PathBuf {
    match &args.output {
        Some(folder) => context.working_folder.join(folder),
        None => pipeline::project_root(request).join("public"),
    }
}
