//! Remarks as a Code Quality report, which GitLab shows in merge requests.
//!
//! Format: <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>.

use serde::Serialize;

use super::annotation::{Annotation, unique_keys};
use crate::diagnostics::{Level, printable};

#[derive(Debug, Serialize)]
struct Issue {
    description: String,
    check_name: String,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Debug, Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Debug, Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

/// One JSON array; `shown` gives the path of a file from the repository's root. What has no place is at line 1 of
/// `anywhere`, since the format requires one.
pub fn gitlab(annotations: &[Annotation], anywhere: &str, shown: impl Fn(&str) -> String) -> String {
    let keys = unique_keys(annotations);
    let issue = |(it, fingerprint): (&Annotation, String)| {
        let (path, begin, end) = it
            .place
            .as_ref()
            .map_or_else(|| (anywhere.to_owned(), 1, 1), |it| (shown(&it.path), it.line, it.end_line));
        Issue {
            description: printable(&format!("{}: {}", it.title, it.text)).replace('\n', " "),
            check_name: it.name.clone(),
            fingerprint,
            severity: match it.level {
                Level::Error => "major",
                Level::Warning => "minor",
                Level::Info => "info",
            },
            location: Location { path, lines: Lines { begin, end } },
        }
    };
    let issues: Vec<Issue> = annotations.iter().zip(keys).map(issue).collect();
    format!("{}\n", serde_json::to_string_pretty(&issues).unwrap_or_default())
}
