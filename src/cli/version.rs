//! `afterword --version --verbose`: what a report of a mistake needs beside the version.

use std::env::consts::{ARCH, OS};

use crate::i18n::Locale;
use crate::phrase::{Value, say};

/// Whether the command line asks for more than the version.
pub(super) fn is_verbose() -> bool {
    std::env::args_os().any(|it| it == "--verbose" || it == "-v")
}

/// Version, features and system, one on a line.
pub(super) fn text(locale: Locale) -> String {
    let all = [("highlight", cfg!(feature = "highlight")), ("mermaid", cfg!(feature = "mermaid"))];
    let features: Vec<&str> = all.into_iter().filter(|it| it.1).map(|it| it.0).collect();
    let features = if features.is_empty() {
        say!("version.no-features")
    } else {
        say!("version.features", features = Value::list(features))
    };
    let lines = [
        format!("afterword {}", env!("CARGO_PKG_VERSION")),
        features.text(locale),
        say!("version.system", os = OS, arch = ARCH).text(locale),
        say!("version.data", schema = "afterword/v1", index = Value::ordinal(index())).text(locale),
    ];
    lines.map(|it| format!("{it}\n")).concat()
}

/// The format of the search index on disk and in browsers.
fn index() -> usize {
    usize::try_from(crate::search::FORMAT).unwrap_or_default()
}
