//! What the process has used so far, for the examples that measure.

use std::error::Error;

/// Ticks of `/proc/self/stat` in a second.
const TICKS: f64 = 100.0;

/// User and system seconds of all threads of this process so far.
pub(crate) fn cpu() -> Result<f64, Box<dyn Error>> {
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    // Behind the name of the program, which may hold anything: fields 3, 4, and so on.
    let fields = stat.rsplit_once(')').ok_or("`/proc/self/stat` has no name")?.1;
    let ticks: Vec<f64> =
        fields.split_whitespace().skip(11).take(2).map(str::parse).collect::<Result<_, _>>()?;
    Ok(ticks.iter().sum::<f64>() / TICKS)
}
