//! Random input for every reader of what others wrote: seeds are cut, joined and changed, each in a thread of its own.
//!
//! ```text
//! cargo run --example fuzz -- SECONDS [TARGET…]
//! ```
//!
//! Seeds are in `tests/fixtures/fuzz/TARGET/`. Prints how often each target ran; an input that panics, or that takes more
//! than a second of processor time, is written to `fuzz-TARGET-N.bin` below the temporary folder, and the exit code is 1. The same numbers
//! are drawn in every run; `AFTERWORD_FUZZ_SEED` gives others.

#![expect(clippy::disallowed_methods, reason = "it reads seeds and writes what it found")]

use std::error::Error;
use std::fs;
use std::io::Write as _;
use std::panic::catch_unwind;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use afterword::inside::fuzz::{TARGETS, Target};

/// Most bytes of an input: faults show in short ones.
const MAX_BYTES: usize = 4_096;

/// Signs that mean something to one reader or another.
const SIGNS: [&str; 48] = [
    "---\n",
    "+++\n",
    "- ",
    ": ",
    "\n",
    "\n\n",
    "|",
    "| --- |",
    "```",
    "~~~",
    "**",
    "_",
    "`",
    "[",
    "](",
    ")",
    "[[",
    "]]",
    "<!--",
    "-->",
    "<script>",
    "</",
    "/>",
    "<svg",
    "<![CDATA[",
    "]]>",
    "&#x6a;",
    "&",
    "\"",
    "'",
    "\\",
    "::: internal\n",
    ":::\n",
    "{.internal}",
    "{{",
    "}}",
    "2026-02-30",
    "14:32",
    "UTC+8",
    "1h30m",
    "连接池",
    "：",
    "｜",
    "\u{202E}",
    "\u{A0}",
    "-----BEGIN PRIVATE KEY-----",
    "password: ",
    "#",
];

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let seconds: u64 = arguments.next().ok_or("fuzz SECONDS [TARGET…]")?.parse()?;
    let wanted: Vec<String> = arguments.collect();
    let chosen = TARGETS.iter().filter(|it| wanted.is_empty() || wanted.iter().any(|name| name == it.name));
    let seed = std::env::var("AFTERWORD_FUZZ_SEED").ok().and_then(|it| it.parse().ok()).unwrap_or(20_261_121);
    let runs: Vec<_> = chosen
        .map(|target| std::thread::spawn(move || fuzz(*target, Duration::from_secs(seconds), Numbers(seed))))
        .collect();
    let mut n_faults = 0;
    for run in runs {
        let report = run.join().map_err(|_| "a thread ended early")??;
        writeln!(
            std::io::stdout(),
            "{:10} {:9} executions, {:3} seeds, {:6.1} s, slowest {:4} ms, {} faults",
            report.name,
            report.n_runs,
            report.n_seeds,
            report.took.as_secs_f64(),
            report.slowest.as_millis(),
            report.n_faults
        )?;
        n_faults += report.n_faults;
    }
    Ok(if n_faults == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

struct Report {
    name: &'static str,
    n_runs: usize,
    n_seeds: usize,
    n_faults: usize,
    took: Duration,
    slowest: Duration,
}

fn fuzz(target: Target, time: Duration, mut numbers: Numbers) -> std::io::Result<Report> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/fuzz").join(target.name);
    let mut names: Vec<_> = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    names.sort_by_key(fs::DirEntry::file_name);
    let seeds: Vec<Vec<u8>> = names.iter().map(|it| fs::read(it.path())).collect::<Result<_, _>>()?;
    let begun = Instant::now();
    let mut report = Report {
        name: target.name,
        n_runs: 0,
        n_seeds: seeds.len(),
        n_faults: 0,
        took: Duration::ZERO,
        slowest: Duration::ZERO,
    };
    while begun.elapsed() < time && report.n_faults < 20 {
        // Seeds first, as they are.
        let input = match seeds.get(report.n_runs) {
            Some(seed) => seed.clone(),
            None => numbers.changed(&seeds),
        };
        let started = processor_time(begun);
        let is_fine = catch_unwind(|| (target.run)(&input)).is_ok();
        let took = processor_time(begun).saturating_sub(started);
        report.slowest = report.slowest.max(took);
        report.n_runs += 1;
        if !is_fine || Duration::from_secs(1) < took {
            report.n_faults += 1;
            let name = format!("fuzz-{}-{}.bin", target.name, report.n_faults);
            fs::write(std::env::temp_dir().join(name), &input)?;
        }
    }
    report.took = begun.elapsed();
    Ok(report)
}

/// What this thread has worked: the targets share the machine, and an input is not slow because others run.
#[cfg(unix)]
fn processor_time(_begun: Instant) -> Duration {
    use rustix::time::{ClockId, clock_gettime};
    let at = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(u64::try_from(at.tv_sec).unwrap_or(0), u32::try_from(at.tv_nsec).unwrap_or(0))
}

/// The time since `begun`, where nothing tells what one thread has worked.
#[cfg(not(unix))]
fn processor_time(begun: Instant) -> Duration {
    begun.elapsed()
}

/// Numbers that look random and are the same in every run.
struct Numbers(u64);

impl Numbers {
    /// A number below `limit`; 0 where that is 0.
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        let limit = u64::try_from(limit).unwrap_or(u64::MAX);
        self.0.checked_rem(limit).and_then(|it| usize::try_from(it).ok()).unwrap_or(0)
    }

    /// A seed, changed in a few places.
    fn changed(&mut self, seeds: &[Vec<u8>]) -> Vec<u8> {
        let mut bytes = seeds.get(self.below(seeds.len())).cloned().unwrap_or_default();
        for _ in 0..=self.below(6) {
            let at = self.below(bytes.len() + 1);
            let to = at + self.below((bytes.len() - at).min(200) + 1);
            match self.below(7) {
                0 => drop(bytes.drain(at..to)),
                1 => {
                    let again = bytes[at..to].to_vec();
                    let times = 1 + self.below(8);
                    bytes.splice(to..to, again.repeat(times));
                }
                2 => {
                    if let Some(byte) = bytes.get_mut(at) {
                        *byte = u8::try_from(self.below(256)).unwrap_or(0);
                    }
                }
                3 | 4 => {
                    let sign = SIGNS[self.below(SIGNS.len())];
                    let times = 1 + self.below(4);
                    bytes.splice(at..at, sign.repeat(times).into_bytes());
                }
                5 => {
                    let other = &seeds[self.below(seeds.len())];
                    let from = self.below(other.len() + 1);
                    let part = other[from..other.len().min(from + 300)].to_vec();
                    bytes.splice(at..to, part);
                }
                _ => bytes.truncate(to.max(1)),
            }
        }
        bytes.truncate(MAX_BYTES);
        bytes
    }
}
