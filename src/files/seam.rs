//! Where tests let the disk fail: `source` and `output` ask before each thing they do to it.

use std::io;
use std::path::Path;

/// What is about to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// List a folder.
    List,
    /// Read a file or what the system reports about it.
    Read,
    /// Create, write, sync, link or move.
    Write,
}

/// Fails where a test wants it to; never in the program.
#[cfg(not(test))]
#[inline]
#[expect(clippy::unnecessary_wraps, reason = "in tests it fails")]
pub fn check(_step: Step, _path: &Path) -> io::Result<()> {
    Ok(())
}

/// Fails where a test wants it to; never in the program.
#[cfg(test)]
pub fn check(step: Step, path: &Path) -> io::Result<()> {
    let mut plans = PLANS.lock().unwrap();
    for plan in plans.iter_mut().filter(|it| path.starts_with(&it.below)) {
        let seen = &mut plan.seen[step as usize];
        *seen += 1;
        if let Some((failing, nth, kind)) = plan.fails
            && failing == step
            && nth == *seen
        {
            return Err(io::Error::new(kind, "a fault of the test"));
        }
    }
    Ok(())
}

/// Steps below a folder, counted; one of them fails.
#[cfg(test)]
#[derive(Debug)]
struct Plan {
    below: std::path::PathBuf,
    fails: Option<(Step, usize, io::ErrorKind)>,
    seen: [usize; 3],
}

#[cfg(test)]
static PLANS: std::sync::Mutex<Vec<Plan>> = std::sync::Mutex::new(Vec::new());

/// Runs `work` while the `nth` step (from 1) of a kind below `folder` fails; gives how many of each kind were seen.
#[cfg(test)]
pub fn with_fault<T>(
    folder: &Path,
    fails: Option<(Step, usize, io::ErrorKind)>,
    work: impl FnOnce() -> T,
) -> (T, [usize; 3]) {
    let below = folder.to_path_buf();
    PLANS.lock().unwrap().push(Plan { below: below.clone(), fails, seen: [0; 3] });
    let result = work();
    let mut plans = PLANS.lock().unwrap();
    let at = plans.iter().position(|it| it.below == below).unwrap();
    (result, plans.remove(at).seen)
}
