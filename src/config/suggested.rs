//! The lines of `afterword.yaml` that set what a document states.

use crate::model::{Milestone, Severity, Target, WrittenTarget};

/// Whether `written` is set, by the scale or by a set of targets.
pub fn is_set(written: &WrittenTarget, severities: &[Severity], targets: &[Target]) -> bool {
    limits(written, severities, targets).any(|it| it == written.promise.limit)
}

/// What is set between the two milestones of `written` for its severity, in seconds.
pub fn limits<'a>(
    written: &'a WrittenTarget,
    severities: &'a [Severity],
    targets: &'a [Target],
) -> impl Iterator<Item = i64> + 'a {
    let of_scale =
        severities.iter().filter(|it| it.id == written.severity).filter_map(|it| match written.promise.to {
            Milestone::Acknowledged => it.respond,
            Milestone::Mitigated => it.mitigate,
            Milestone::Resolved => it.resolve,
            Milestone::Introduced
            | Milestone::Started
            | Milestone::Detected
            | Milestone::Diagnosed
            | Milestone::Verified => None,
        });
    let of_sets = targets.iter().filter(|it| it.severities.contains(&written.severity));
    let of_sets = of_sets
        .flat_map(|it| &it.promises)
        .filter(|it| (it.from, it.to) == (written.promise.from, written.promise.to));
    of_scale.chain(of_sets.map(|it| it.limit))
}

/// `targets:` with an entry for each severity of `written`, the first of two times for one interval; `name` begins the
/// names of the sets.
pub fn target_lines(name: &str, written: &[WrittenTarget]) -> String {
    let mut severities: Vec<&str> = Vec::new();
    for it in written {
        if !severities.contains(&it.severity.as_str()) {
            severities.push(&it.severity);
        }
    }
    let mut lines = String::from("targets:\n");
    for severity in severities {
        let (set, id) = (quoted(&format!("{name} {severity}")), quoted(severity));
        lines.push_str(&format!("  - name: {set}\n    severity: [{id}]\n"));
        let mut keys: Vec<&str> = Vec::new();
        for it in written.iter().filter(|it| it.severity == severity) {
            let Some(key) = key(it.promise.to).filter(|it| !keys.contains(it)) else { continue };
            keys.push(key);
            lines.push_str(&format!("    {key}: {}\n", duration(it.promise.limit)));
        }
    }
    lines
}

/// The key of a target set for the time until `milestone`.
fn key(milestone: Milestone) -> Option<&'static str> {
    match milestone {
        Milestone::Detected => Some("detect"),
        Milestone::Acknowledged => Some("acknowledge"),
        Milestone::Diagnosed => Some("diagnose"),
        Milestone::Mitigated => Some("mitigate"),
        Milestone::Resolved => Some("resolve"),
        Milestone::Verified => Some("verify"),
        Milestone::Introduced | Milestone::Started => None,
    }
}

fn duration(seconds: i64) -> String {
    match seconds {
        it if it % 3600 == 0 => format!("{}h", it / 3600),
        it if it % 60 == 0 => format!("{}m", it / 60),
        it => format!("{it}s"),
    }
}

/// A YAML text in double quotes.
fn quoted(text: &str) -> String {
    let plain: String = text.chars().filter(|it| !it.is_control()).collect();
    format!("\"{}\"", plain.replace('\\', "\\\\").replace('"', "\\\""))
}
