//! `afterword build`: content folder to site.

use std::process::ExitCode;

use super::args::Build;
use super::check::exit_code;
use super::context::Context;
use super::failure::Failure;
use super::ui::{Counts, Ui};
use super::unread;
use crate::diagnostics::{Diagnostic, Kind, codes};
use crate::extract::{LeftOut, Recognition, Taken};
use crate::model::IncidentKind;
use crate::output::{self, Surroundings};
use crate::pipeline::{self, Loaded, Request};

/// Runs the command, on as many threads as asked for.
pub(super) fn run(ui: &Ui, context: &Context, args: &Build) -> Result<ExitCode, Failure> {
    let Some(jobs) = args.jobs else { return build(ui, context, args) };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(usize::from(jobs)).build();
    let pool = pool.map_err(|error| Failure::Usage(format!("cannot start {jobs} threads: {error}")))?;
    pool.install(|| build(ui, context, args))
}

fn build(ui: &Ui, context: &Context, args: &Build) -> Result<ExitCode, Failure> {
    let clock = std::time::Instant::now();
    let mut request = request(context, args);
    let output = output_folder(context, args, &request);
    request.skip.push(output.clone());
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
        ui.findings(&loaded.diagnostics, &loaded.sources);
        ui.error("nothing was written: some of the content could not be read");
        return Ok(unread::exit_code(lost));
    }
    if loaded.is_in_doubt() {
        ui.findings(&loaded.diagnostics, &loaded.sources);
        ui.say("nothing was published: a public site must not be built while it is unclear what is internal");
        return Ok(ExitCode::from(1));
    }
    let built = pipeline::build(&loaded, &request)?;
    let published = output::publish(&output, built.files, built.attachments, &surroundings)?;
    // What was left out is a count here; `check` names every document.
    let left_out: [&Kind; 4] =
        [&codes::TRANSLATION, &codes::SET_ASIDE, &codes::TAKEN_FOR_PAGE, &codes::NOT_A_FAILURE];
    let (_, listed): (Vec<Diagnostic>, Vec<Diagnostic>) = built
        .diagnostics
        .iter()
        .cloned()
        .partition(|it| left_out.iter().any(|kind| kind.code == it.kind.code));
    ui.findings(&listed, &loaded.sources);
    ui.say(&contents(&loaded));
    let counts = Counts::of(&built.diagnostics);
    let shown = output.strip_prefix(&context.working_folder).unwrap_or(&output);
    let n_incidents = loaded.knowledge_base.incidents.len();
    ui.say(&format!(
        "built {} pages, {n_incidents} {} ({}) in {:.1} s: {} files written, {} unchanged, {} removed -> {}",
        built.n_pages,
        if n_incidents == 1 { "incident" } else { "incidents" },
        counts.words(),
        clock.elapsed().as_secs_f64(),
        published.written,
        published.unchanged,
        published.removed,
        shown.display()
    ));
    Ok(exit_code(counts, args.strict))
}

/// What was read, and what was left out: `36 incidents, 3 runbooks, 12 pages; left out: 30 drafts, 2 templates`.
fn contents(loaded: &Loaded) -> String {
    let knowledge_base = &loaded.knowledge_base;
    let of_kind = |kind: IncidentKind| knowledge_base.incidents.iter().filter(|it| it.kind == kind).count();
    let read = counted([
        (of_kind(IncidentKind::Incident), "incident", "incidents"),
        (of_kind(IncidentKind::NearMiss), "near miss", "near misses"),
        (of_kind(IncidentKind::Drill), "drill", "drills"),
        (of_kind(IncidentKind::Maintenance), "report of planned work", "reports of planned work"),
        (of_kind(IncidentKind::Disclosure), "security disclosure", "security disclosures"),
        (knowledge_base.runbooks.len(), "runbook", "runbooks"),
        (knowledge_base.pages.len(), "page", "pages"),
    ]);
    let left_out = |reasons: &[LeftOut]| {
        let is_it =
            |it: &&Recognition| matches!(it.taken, Taken::LeftOut(reason) if reasons.contains(&reason));
        loaded.recognitions.values().filter(is_it).count()
    };
    let left_out = counted([
        (loaded.n_drafts, "draft", "drafts"),
        (left_out(&[LeftOut::Template, LeftOut::ForeignTemplate]), "template", "templates"),
        (left_out(&[LeftOut::Empty]), "empty file", "empty files"),
        (left_out(&[LeftOut::Broken]), "file with broken front matter", "files with broken front matter"),
    ]);
    let doubtful = loaded.recognitions.values().filter(|it| it.is_doubtful()).count();
    let doubtful = match doubtful {
        0 => String::new(),
        1 => "; 1 page shows a sign of an incident".to_owned(),
        n => format!("; {n} pages show a sign of an incident"),
    };
    let read = if read.is_empty() { "nothing to publish".to_owned() } else { read };
    let left_out = if left_out.is_empty() { left_out } else { format!("; left out: {left_out}") };
    format!("{read}{left_out}{doubtful}")
}

/// `2 drafts, 1 template`, without what does not occur.
fn counted<const N: usize>(parts: [(usize, &str, &str); N]) -> String {
    let words = parts.into_iter().filter(|it| 0 < it.0).map(|(n, one, many)| match n {
        1 => format!("1 {one}"),
        n => format!("{n} {many}"),
    });
    words.collect::<Vec<String>>().join(", ")
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
