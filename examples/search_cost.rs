//! What the search costs: CPU time and memory of building the index and writing it for the browser, and the time that a
//! query takes.
//!
//! ```text
//! cargo run --release --example search_cost -- CONTENT_FOLDER
//! ```
//!
//! CPU times are user and system seconds of all threads. Memory is the most that the process held beyond what the
//! knowledge base takes. Both are read from `/proc`, so this runs on Linux only. Nothing is written.

#![expect(clippy::disallowed_methods, reason = "it measures time, and reads `/proc`")]

#[path = "support/cpu.rs"]
mod cpu;
#[path = "support/facets.rs"]
mod facets;

use std::error::Error;
use std::io::Write as _;
use std::time::Instant;

use afterword::inside::pipeline::{self, Request};
use afterword::inside::search::{Calendar, Index, Options, Query, ShardSettings};
use afterword::inside::time::Clock;

use cpu::cpu;
use facets::facets;

/// Asked in turns, each so many times.
const QUERIES: [&str; 8] = [
    "connection pool",
    "timeout",
    "连接池",
    "数据库 超时",
    "\"connection pool\"",
    "retry storm severity:P1",
    "INC-2024-0007",
    "deploy after:2024",
];
const ROUNDS: usize = 10;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("search_cost CONTENT_FOLDER")?;
    let calendar = Calendar { as_of: "2026-10-15".parse()?, fiscal_year_start: 1 };
    let request = Request {
        content: Some(folder.into()),
        ..Request::new(std::env::current_dir()?, Clock::Day(calendar.as_of))
    };
    let loaded = pipeline::load(&request)?;
    let before = memory("VmRSS")?;
    let mut last = cpu()?;
    let mut lap = move || -> Result<f64, Box<dyn Error>> {
        let now = cpu()?;
        Ok(now - std::mem::replace(&mut last, now))
    };
    let index = pipeline::index(&loaded)?;
    let rendered = lap()?;
    let documents = index.documents().to_vec();
    drop(index);
    lap()?;
    let index = Index::build(documents)?;
    let built = lap()?;
    let facets = facets(&index)?;
    let files = index.shards(&ShardSettings { calendar, max_files: None, facets, named: Vec::new() })?;
    let exported = lap()?;
    let n_bytes: usize = files.iter().map(|it| it.bytes.len()).sum();

    let mut out = std::io::stdout().lock();
    writeln!(out, "{} documents", index.documents().len())?;
    writeln!(out, "rendering and index  {rendered:6.2} CPU s")?;
    writeln!(out, "index alone          {built:6.2} CPU s")?;
    writeln!(
        out,
        "files for browsers   {exported:6.2} CPU s  ({} files, {} KB)",
        files.len(),
        n_bytes / 1024
    )?;
    writeln!(out, "memory beyond the knowledge base ({before} MB): {} MB", memory("VmHWM")? - before)?;
    drop(files);
    for text in QUERIES {
        let query = Query::parse(text, calendar);
        let mut times = Vec::new();
        for _ in 0..ROUNDS {
            let start = Instant::now();
            index.search(&query, Options::default())?;
            times.push(start.elapsed().as_secs_f64() * 1000.0);
        }
        times.sort_by(f64::total_cmp);
        writeln!(out, "{:6.2} ms  {text}", times[ROUNDS / 2])?;
    }
    Ok(())
}

/// A number of megabytes of `/proc/self/status`.
fn memory(name: &str) -> Result<u64, Box<dyn Error>> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find(|it| it.starts_with(name)).ok_or("`/proc/self/status` is another one")?;
    let kilobytes: u64 = line.split_whitespace().nth(1).ok_or("no number")?.parse()?;
    Ok(kilobytes / 1024)
}
