//! What the numbers cost: CPU time of the analysis and of the pages that reviews are run from, as a share of a whole build.
//!
//! ```text
//! cargo run --release --example build_cost -- CONTENT_FOLDER
//! ```
//!
//! CPU times are user and system seconds of all threads, read from `/proc`, so this runs on Linux only. Nothing is written;
//! the build counts from the first file read to the last page rendered.

#![expect(clippy::disallowed_methods, reason = "it reads `/proc`")]

#[path = "support/cpu.rs"]
mod cpu;

use std::collections::BTreeMap;
use std::error::Error;
use std::io::Write as _;

use afterword::inside::analysis;
use afterword::inside::pipeline::{self, Request};
use afterword::inside::site::{self, Bodies, SiteInput};
use afterword::inside::theme::Theme;
use afterword::inside::time::Clock;

use cpu::cpu;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("build_cost CONTENT_FOLDER")?;
    let request = Request {
        content: Some(folder.into()),
        ..Request::new(std::env::current_dir()?, Clock::Day("2026-10-15".parse()?))
    };
    let mut last = cpu()?;
    let mut lap = move || -> Result<f64, Box<dyn Error>> {
        let now = cpu()?;
        Ok(now - std::mem::replace(&mut last, now))
    };
    let loaded = pipeline::load(&request)?;
    let built = pipeline::build(&loaded, &request)?;
    let whole = lap()?;
    let n_pages = built.n_pages;
    drop(built);
    lap()?;

    let analysis = analysis::analyse(&loaded.knowledge_base, loaded.analysis.settings.clone());
    let analysed = lap()?;
    let theme = Theme::new(loaded.config.site.language, Vec::new())?;
    let bodies = Bodies::default();
    lap()?;
    let pages = site::plan_of_reviewers(SiteInput {
        knowledge_base: &loaded.knowledge_base,
        analysis: &analysis,
        related: &analysis.related,
        config: &loaded.config,
        sources: &loaded.sources,
        bodies: &bodies,
        theme: &theme,
        version: env!("CARGO_PKG_VERSION"),
    });
    let planned = lap()?;
    let mut rendered: BTreeMap<&str, (usize, f64)> = BTreeMap::new();
    for page in &pages {
        theme.render(&page.route.file(), page.template, &page.view)?;
        let sum = rendered.entry(page.template).or_default();
        *sum = (sum.0 + 1, sum.1 + lap()?);
    }

    let mut out = std::io::stdout().lock();
    let mut line = |what: &str, seconds: f64| {
        writeln!(out, "{what:<44} {seconds:7.2} CPU s  {:5.1} %", seconds / whole * 100.0)
    };
    line(&format!("{} incidents, {n_pages} pages", loaded.knowledge_base.incidents.len()), whole)?;
    line("analysis", analysed)?;
    line("what the pages of reviews and trends say", planned)?;
    for (template, (n, seconds)) in &rendered {
        line(&format!("rendering {n} of {template}"), *seconds)?;
    }
    let rendering: f64 = rendered.values().map(|it| it.1).sum();
    line("analysis and pages of reviews and trends", analysed + planned + rendering)?;
    Ok(())
}
