//! `build --timings`: what each stage cost, for people or as JSON.

use serde::Serialize;

use super::args::TimingsForm;
use super::failure::Failure;
use super::ui::{self, Ui};
use crate::phrase::say;
use crate::pipeline::{Spent, Timings};

/// What programs read.
#[derive(Serialize)]
struct Report<'a> {
    schema: &'static str,
    /// Whether there was nothing to do, so that no stage ran.
    unchanged: bool,
    stages: Vec<StageRecord<'a>>,
}

#[derive(Serialize)]
struct StageRecord<'a> {
    stage: &'a str,
    /// Of all threads; `null` where the system does not say.
    cpu_seconds: Option<f64>,
    bytes: Option<usize>,
}

/// Prints what `timings` has noted, in the form `form`, if any.
pub(super) fn print(ui: &Ui, form: Option<TimingsForm>, timings: &Timings) -> Result<(), Failure> {
    let spent = timings.spent().unwrap_or_default();
    match form {
        None => Ok(()),
        Some(TimingsForm::Json) => print_json(false, &spent),
        Some(TimingsForm::Human) => {
            for it in &spent {
                line(ui, it);
            }
            Ok(())
        }
    }
}

/// Prints that no stage ran.
pub(super) fn print_unchanged(ui: &Ui, form: Option<TimingsForm>) -> Result<(), Failure> {
    match form {
        None => Ok(()),
        Some(TimingsForm::Json) => print_json(true, &[]),
        Some(TimingsForm::Human) => {
            ui.say(&say!("timings.unchanged"));
            Ok(())
        }
    }
}

fn line(ui: &Ui, spent: &Spent) {
    let processor = match spent.processor {
        Some(it) => say!("timings.seconds", seconds = format!("{:.2}", it.as_secs_f64())),
        None => say!("timings.unknown"),
    };
    let stage = spent.stage.phrase();
    ui.say(&match spent.bytes {
        Some(bytes) => {
            let bytes = say!("timings.bytes", megabytes = megabytes(bytes));
            say!("timings.line", stage, processor, bytes)
        }
        None => say!("timings.line-processor", stage, processor),
    });
}

/// With one decimal.
fn megabytes(bytes: usize) -> String {
    let tenths = (bytes + 50_000) / 100_000;
    format!("{}.{}", tenths / 10, tenths % 10)
}

fn print_json(unchanged: bool, spent: &[Spent]) -> Result<(), Failure> {
    let record = |it: &Spent| StageRecord {
        stage: it.stage.name(),
        cpu_seconds: it.processor.map(|it| it.as_secs_f64()),
        bytes: it.bytes,
    };
    let stages = spent.iter().map(record).collect();
    let report = Report { schema: "afterword/timings/v1", unchanged, stages };
    ui::print(&format!("{}\n", serde_json::to_string_pretty(&report).unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::megabytes;

    #[test]
    fn megabytes_have_one_decimal() {
        assert_eq!(
            [0, 49_999, 50_000, 1_000_000, 12_340_000].map(megabytes),
            ["0.0", "0.0", "0.1", "1.0", "12.3"]
        );
    }
}
