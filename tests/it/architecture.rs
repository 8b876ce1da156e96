//! Holds what ARCHITECTURE.md says of the code's shape.
//!
//! Reads the sources as text: every path (`a::b`, `a::{b, c::d}`) outside comments and unit tests.

use std::fs;
use std::path::{Path, PathBuf};

/// What one module owns: no other module may name it.
const OWNED: &[(&str, &[&str])] = &[
    ("annotate_snippets", &["diagnostics"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("globset", &["extract"]),
    ("ignore", &["source"]),
    ("merman", &["markdown"]),
    ("pulldown_cmark", &["markdown"]),
    ("rust_embed", &["theme"]),
    ("serde_saphyr", &["yaml"]),
    ("similar", &["diagnostics"]),
    ("statrs", &["analysis"]),
    ("strsim", &["text", "search"]),
    ("syntect", &["markdown"]),
    ("tantivy", &["search"]),
    ("tempfile", &["output"]),
    ("tera", &["theme"]),
    ("toml", &["extract"]),
    ("two_face", &["markdown"]),
    ("unicode_width", &["text"]),
    ("walkdir", &["source"]),
    ("std::fs", &["source", "output"]),
    ("std::env", &["cli"]),
    ("std::net", &[]),
];

/// What a module may not name, whoever owns it.
const FORBIDDEN: &[(&str, &[&str])] = &[("model", &["std::io", "std::env", "serde", "serde_json"])];

/// Most code lines one file may have; blank lines, comments and unit tests do not count.
const MAX_CODE_LINES: usize = 500;

#[test]
fn modules_use_only_modules_declared_above_them() {
    let order = declared_modules();
    let rank = |name: &str| order.iter().position(|it| it == name);
    let mut faults = Vec::new();
    for file in source_files() {
        let Some(own_rank) = rank(&file.module) else { continue };
        for path in &file.paths {
            let Some(used) = file.top_module(path) else { continue };
            if rank(used).is_some_and(|it| own_rank < it) {
                faults.push(format!(
                    "{}: `{}` uses `{used}`, which lib.rs declares below it",
                    file.place(path),
                    file.module
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
                if path.starts_with(name) && !owners.contains(&file.module.as_str()) {
                    faults.push(format!("{}: `{name}` belongs to {owners:?}", file.place(path)));
                }
            }
            for (module, names) in FORBIDDEN {
                for name in names.iter().filter(|it| file.module == *module && path.starts_with(it)) {
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
            faults.push(format!("{}: open with a `//!` line that says what it holds", file.name.display()));
        }
        if MAX_CODE_LINES < file.n_code_lines {
            faults.push(format!(
                "{}: {} code lines, more than {MAX_CODE_LINES}",
                file.name.display(),
                file.n_code_lines
            ));
        }
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn paths_are_read_out_of_every_form_of_use() {
    check("use crate::{a::b, c};", &["crate::a::b", "crate::c"]);
    check("use std::{fs, io::{self, Write}};", &["std::fs", "std::io::self", "std::io::Write"]);
    check("let x = super::site::Route::Home;", &["super::site::Route::Home"]);
    check("use tera as t;", &["tera"]);
    check("call(value)", &[]);
    check("// crate::site\nlet y = 1; // crate::cli", &[]);
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let code: Vec<String> = text.lines().map(|it| without_comment(it).to_owned()).collect();
    let found: Vec<String> = paths(&code).iter().map(|it| it.segments.join("::")).collect();
    assert_eq!(found, expected);
}

/// One file below `src/`.
struct SourceFile {
    name: PathBuf,
    /// Top-level module, `main` or `lib` for the roots.
    module: String,
    /// How many `super` lead from here to the crate root.
    depth: usize,
    opens_with_doc: bool,
    n_code_lines: usize,
    paths: Vec<CodePath>,
}

/// One path as written, with its line from 1.
struct CodePath {
    segments: Vec<String>,
    line: usize,
}

impl SourceFile {
    fn read(name: PathBuf) -> Self {
        let text = fs::read_to_string(&name).unwrap();
        let relative = name.strip_prefix(src()).unwrap().with_extension("");
        let mut parts: Vec<String> =
            relative.iter().map(|it| it.to_string_lossy().into_owned()).filter(|it| it != "mod").collect();
        let depth = parts.len();
        let module = parts.swap_remove(0);
        let unit_tests = text.find("#[cfg(test)]\nmod tests").unwrap_or(text.len());
        let code: Vec<String> = text[..unit_tests].lines().map(|it| without_comment(it).to_owned()).collect();
        Self {
            module,
            depth,
            opens_with_doc: text.starts_with("//!"),
            n_code_lines: code.iter().filter(|it| !it.trim().is_empty()).count(),
            paths: paths(&code),
            name,
        }
    }

    /// The top-level module that `path` leads into, however it is spelled.
    fn top_module<'a>(&self, path: &'a CodePath) -> Option<&'a str> {
        let n_supers = path.segments.iter().take_while(|it| *it == "super").count();
        let leads_to_root = path.segments[0] == "crate" || (0 < n_supers && self.depth <= n_supers);
        let idx = n_supers.max(1);
        path.segments.get(idx).filter(|_| leads_to_root).map(String::as_str)
    }

    fn place(&self, path: &CodePath) -> String {
        format!("{}:{}", self.name.display(), path.line)
    }
}

impl CodePath {
    fn starts_with(&self, name: &str) -> bool {
        let n_segments = name.split("::").count();
        self.segments.len() >= n_segments && name.split("::").zip(&self.segments).all(|(a, b)| a == b)
    }
}

/// Every path of two segments or more, and every crate named alone in a `use`.
fn paths(code: &[String]) -> Vec<CodePath> {
    let mut found = Vec::new();
    let text = code.join("\n");
    let mut at = 0;
    while let Some(start) = text[at..].find(is_word).map(|it| at + it) {
        let end = read_tree(&text, start, &[], &mut |segments, offset| {
            let line = text[..offset].matches('\n').count() + 1;
            let in_use = text[..start].trim_end().ends_with("use");
            if 1 < segments.len() || in_use {
                found.push(CodePath { segments, line });
            }
        });
        at = end;
    }
    found
}

/// Reads `a::b::{c, d::e}` at `start` and gives each leaf to `emit`; returns where it ends.
fn read_tree(text: &str, start: usize, prefix: &[String], emit: &mut dyn FnMut(Vec<String>, usize)) -> usize {
    let mut segments = prefix.to_vec();
    let mut at = start;
    loop {
        let word_end = text[at..].find(|c| !is_word(c)).map_or(text.len(), |it| at + it);
        segments.push(text[at..word_end].to_owned());
        at = word_end;
        let Some(rest) = text[at..].strip_prefix("::") else { break };
        if rest.starts_with(is_word) {
            at += 2;
        } else if rest.starts_with('{') {
            at += 3;
            loop {
                at += text[at..].find(|c: char| is_word(c) || c == '}').unwrap_or(text.len() - at);
                if !text[at..].starts_with(is_word) {
                    return (at + 1).min(text.len());
                }
                at = read_tree(text, at, &segments, emit);
            }
        } else {
            break;
        }
    }
    emit(segments, start);
    at
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn without_comment(line: &str) -> &str {
    line.split("//").next().unwrap_or_default()
}

/// Top-level modules in the order lib.rs declares them.
fn declared_modules() -> Vec<String> {
    let lib = fs::read_to_string(src().join("lib.rs")).unwrap();
    lib.lines()
        .filter_map(|line| line.trim().strip_prefix("pub mod ")?.strip_suffix(';'))
        .map(str::to_owned)
        .collect()
}

fn source_files() -> Vec<SourceFile> {
    let mut found = Vec::new();
    let mut open = vec![src()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|it| it == "rs") && !is_unit_test(&path) {
                found.push(path);
            }
        }
    }
    found.sort();
    found.into_iter().map(SourceFile::read).collect()
}

/// `tests.rs` and everything in a folder `tests`.
fn is_unit_test(path: &Path) -> bool {
    path.strip_prefix(src()).unwrap().with_extension("").iter().any(|it| it == "tests")
}

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}
