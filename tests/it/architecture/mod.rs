//! Holds the code to the shape that ARCHITECTURE.md describes.

mod circles;
mod sources;

use circles::Tree;
use sources::{declared_modules, source_files};

/// What one module owns: no other module may name it.
const OWNED: &[(&str, &[&str])] = &[
    ("annotate_snippets", &["diagnostics"]),
    ("anstream", &["cli"]),
    ("base64", &["source"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("cssparser", &["source"]),
    ("emojis", &["markdown"]),
    ("globset", &["extract"]),
    ("html5ever", &["markdown"]),
    ("hyper", &["serve"]),
    ("hyper_util", &["serve"]),
    ("ignore", &["source"]),
    ("imagesize", &["source"]),
    ("img_parts", &["source"]),
    ("mermaid_svg", &["markdown"]),
    ("notify", &["serve"]),
    ("percent_encoding", &["text"]),
    ("pulldown_cmark", &["markdown"]),
    ("quick_xml", &["source"]),
    ("rust_embed", &["theme"]),
    ("serde_saphyr", &["yaml"]),
    ("signal_hook", &["output"]),
    ("similar", &["diagnostics"]),
    ("statrs", &["analysis"]),
    ("strsim", &["text", "search"]),
    ("syntect", &["markdown"]),
    ("tantivy", &["search"]),
    ("tempfile", &["output"]),
    ("tera", &["theme"]),
    ("tokio", &["serve"]),
    ("toml", &["extract"]),
    ("two_face", &["markdown"]),
    ("unicode_width", &["text"]),
    ("walkdir", &["source"]),
    ("std::fs", &["source", "output"]),
    ("std::env", &["cli"]),
    ("std::net", &["serve", "cli"]),
];

/// What a module may not name, whoever owns it.
const FORBIDDEN: &[(&str, &[&str])] = &[("model", &["std::io", "std::env", "serde", "serde_json"])];

/// Most code lines one file may have; blank lines, comments and unit tests do not count.
const MAX_CODE_LINES: usize = 500;

/// What is left of circles between files, of uses of a folder's `mod.rs` from below it, and of long functions: on the
/// way to 0, never more.
const LEFT: [usize; 3] = [0, 0, 0];

/// Most lines one function may have, its head among them.
const MAX_FUNCTION_LINES: usize = 80;

#[test]
fn modules_use_only_modules_declared_above_them() {
    let order = declared_modules();
    let rank = |name: &str| order.iter().position(|it| it == name);
    let mut faults = Vec::new();
    for file in source_files() {
        let Some(own_rank) = rank(file.top()) else { continue };
        for path in &file.paths {
            let Some(used) = file.top_module(path) else { continue };
            if rank(used).is_some_and(|it| own_rank < it) {
                faults.push(format!(
                    "{}: `{}` uses `{used}`, which lib.rs declares below it",
                    file.place(path),
                    file.top()
                ));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn each_module_names_only_what_it_may() {
    let mut faults = Vec::new();
    for file in source_files() {
        for path in &file.paths {
            for (name, owners) in OWNED {
                if path.starts_with(name) && !owners.contains(&file.top()) {
                    faults.push(format!("{}: `{name}` belongs to {owners:?}", file.place(path)));
                }
            }
            for (module, names) in FORBIDDEN {
                for name in names.iter().filter(|it| file.top() == *module && path.starts_with(it)) {
                    faults.push(format!("{}: `{module}` may not name `{name}`", file.place(path)));
                }
            }
        }
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn files_stay_small_and_open_with_a_doc_comment() {
    let mut faults = Vec::new();
    for file in source_files() {
        if !file.opens_with_doc {
            faults.push(format!("{}: open with a `//!` line that says what it holds", file.name));
        }
        if MAX_CODE_LINES < file.n_code_lines() {
            faults.push(format!(
                "{}: {} code lines, more than {MAX_CODE_LINES}",
                file.name,
                file.n_code_lines()
            ));
        }
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn functions_stay_short() {
    let mut faults = Vec::new();
    for file in source_files() {
        for (name, line, n_lines) in file.functions_above(MAX_FUNCTION_LINES) {
            faults.push(format!(
                "src/{}:{line}: `{name}` has {n_lines} lines, more than {MAX_FUNCTION_LINES}",
                file.name
            ));
        }
    }
    assert!(faults.len() <= LEFT[2], "\n{}\n", faults.join("\n"));
}

#[test]
fn no_files_use_each_other() {
    let tree = Tree::new(source_files());
    assert!(500 < tree.n_uses(), "only {} uses were read", tree.n_uses());
    let circles = tree.circles();
    assert!(circles.len() <= LEFT[0], "{} circles\n{}\n", circles.len(), circles.join("\n"));
}

#[test]
fn a_folder_holds_nothing_that_its_files_use() {
    let faults = Tree::new(source_files()).uses_of_parents();
    assert!(faults.len() <= LEFT[1], "\n{}\n", faults.join("\n"));
}
