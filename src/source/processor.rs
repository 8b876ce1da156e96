//! How much processor time this program has used, as the system counts it.

use std::time::Duration;

/// Ticks of a second in `/proc`; the same on every Linux, whatever the kernel counts in.
const TICKS: u64 = 100;

/// The processor time of all threads so far, of the program and of the system for it, in steps of 10 ms; `None` where the
/// system does not say.
#[expect(clippy::disallowed_methods, reason = "this module reads")]
pub fn processor_time() -> Option<Duration> {
    spent(&std::fs::read_to_string("/proc/self/stat").ok()?)
}

/// The two counts of a line of `/proc/…/stat`; the name in brackets may hold anything.
fn spent(line: &str) -> Option<Duration> {
    let (_, behind) = line.rsplit_once(')')?;
    let mut counts = behind.split_ascii_whitespace().skip(11);
    let (user, system): (u64, u64) = (counts.next()?.parse().ok()?, counts.next()?.parse().ok()?);
    Some(Duration::from_millis((user + system) * 1_000 / TICKS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_counts_of_the_line_are_added() {
        let line = "7 (a ) b) S 1 7 7 0 -1 4194560 90 0 0 0 250 31 0 0 20 0 4 0 99 1000 30";
        assert_eq!(spent(line), Some(Duration::from_millis(2_810)));
        assert_eq!(spent("7 (a) S 1"), None);
        assert_eq!(spent(""), None);
    }
}
