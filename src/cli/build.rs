//! `afterword build`: content folder to site.

use std::process::ExitCode;

use super::args::Build;
use super::check::exit_code;
use super::context::Context;
use super::failure::Failure;
use super::ui::{Counts, Ui};
use super::unread;
use crate::output::{self, Surroundings};
use crate::pipeline::{self, Request};

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
    ui.findings(&built.diagnostics, &loaded.sources);
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
