//! The sources read as text: which file is which module, and every path (`a::b`, `a::{b, c::d}`) that its code names.
//!
//! Comments and unit tests are left out.

use std::fs;
use std::path::{Path, PathBuf};

/// One file below `src/`.
pub(super) struct SourceFile {
    /// Its path below `src/`.
    pub(super) name: String,
    /// Its modules from the crate's root; empty for `lib.rs`.
    pub(super) module: Vec<String>,
    pub(super) opens_with_doc: bool,
    /// Without comments and unit tests, line by line as in the file.
    pub(super) code: Vec<String>,
    pub(super) paths: Vec<CodePath>,
}

/// One path as written, with its line from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CodePath {
    pub(super) segments: Vec<String>,
    /// The name behind `as`.
    pub(super) alias: Option<String>,
    pub(super) line: usize,
    pub(super) form: Form,
}

/// How a path is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Amid code.
    Inline,
    /// `use a::b;`
    Import,
    /// `pub use a::b;`, whatever the visibility.
    Export,
}

impl SourceFile {
    fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path).unwrap();
        let relative = path.strip_prefix(root()).unwrap();
        let module: Vec<String> = relative
            .with_extension("")
            .iter()
            .map(|it| it.to_string_lossy().into_owned())
            .filter(|it| !matches!(it.as_str(), "mod" | "lib"))
            .collect();
        let unit_tests = text.find("\nmod tests {").unwrap_or(text.len());
        let code: Vec<String> = text[..unit_tests].lines().map(|it| without_comment(it).to_owned()).collect();
        Self {
            name: relative.to_string_lossy().into_owned(),
            module,
            opens_with_doc: text.starts_with("//!"),
            paths: paths(&code),
            code,
        }
    }

    /// The top-level module, `main` or `lib` for the roots.
    pub(super) fn top(&self) -> &str {
        self.module.first().map_or("lib", String::as_str)
    }

    pub(super) fn n_code_lines(&self) -> usize {
        self.code.iter().filter(|it| !it.trim().is_empty()).count()
    }

    /// The top-level module that `path` leads into, however it is spelled.
    pub(super) fn top_module<'a>(&self, path: &'a CodePath) -> Option<&'a str> {
        let n_supers = path.segments.iter().take_while(|it| *it == "super").count();
        let leads_to_root = path.segments[0] == "crate" || (0 < n_supers && self.module.len() <= n_supers);
        path.segments.get(n_supers.max(1)).filter(|_| leads_to_root).map(String::as_str)
    }

    pub(super) fn place(&self, path: &CodePath) -> String {
        format!("src/{}:{}", self.name, path.line)
    }

    /// Every function that is longer than `limit`, with its name, its first line and its number of lines.
    pub(super) fn functions_above(&self, limit: usize) -> Vec<(String, usize, usize)> {
        let mut found = Vec::new();
        for (idx, line) in self.code.iter().enumerate() {
            let Some(name) = function_name(line) else { continue };
            // Formatted code closes a body where its first line begins.
            let indent = &line[..line.len() - line.trim_start().len()];
            let end = self.code[idx..].iter().position(|it| {
                it.trim_end() == format!("{indent}}}")
                    || (it.starts_with(indent) && is_closed_at_once(it, line))
            });
            let n_lines = end.unwrap_or_else(|| panic!("{}: `{name}` has no end", self.name)) + 1;
            if limit < n_lines {
                found.push((name.to_owned(), idx + 1, n_lines));
            }
        }
        found
    }
}

/// Whether `line` is the whole function that it begins.
fn is_closed_at_once(line: &str, first: &str) -> bool {
    std::ptr::eq(line, first) && (line.trim_end().ends_with('}') || line.trim_end().ends_with(';'))
}

fn function_name(line: &str) -> Option<&str> {
    let (before, rest) = line.split_once("fn ")?;
    let is_start = before.split_whitespace().all(|it| {
        it.starts_with("pub") || it.starts_with("in") || matches!(it, "const" | "async" | "unsafe" | "extern")
    });
    rest.split(|c| !is_word(c)).next().filter(|it| is_start && !it.is_empty())
}

impl CodePath {
    pub(super) fn starts_with(&self, name: &str) -> bool {
        let n_segments = name.split("::").count();
        self.segments.len() >= n_segments && name.split("::").zip(&self.segments).all(|(a, b)| a == b)
    }
}

/// Every path of two segments or more, and every crate named alone in a `use`.
pub(super) fn paths(code: &[String]) -> Vec<CodePath> {
    let mut found = Vec::new();
    let text = code.join("\n");
    let mut at = 0;
    while let Some(start) = text[at..].find(is_word).map(|it| at + it) {
        let form = form(text[..start].trim_end());
        at = read_tree(&text, start, &[], &mut |segments, alias, offset| {
            if 1 < segments.len() || form != Form::Inline {
                let line = text[..offset].matches('\n').count() + 1;
                found.push(CodePath { segments, alias, line, form });
            }
        });
    }
    found
}

/// The form of the path behind `before`.
fn form(before: &str) -> Form {
    let Some(rest) = before.strip_suffix("use").filter(|it| !it.ends_with(is_word)) else {
        return Form::Inline;
    };
    let statement = rest.rsplit([';', '{', '}', ']']).next().unwrap_or_default().trim();
    if statement.starts_with("pub") { Form::Export } else { Form::Import }
}

/// What is done with each path of a tree: its segments, the name behind `as`, where it is.
type Emit<'a> = dyn FnMut(Vec<String>, Option<String>, usize) + 'a;

/// Reads `a::b::{c, d::e as f, g::*}` at `start` and gives each leaf to `emit`; returns where it ends.
fn read_tree(text: &str, start: usize, prefix: &[String], emit: &mut Emit<'_>) -> usize {
    let mut segments = prefix.to_vec();
    let mut at = start;
    loop {
        let word_end = text[at..].find(|c| !is_word(c)).map_or(text.len(), |it| at + it);
        segments.push(text[at..word_end].to_owned());
        at = word_end;
        let Some(rest) = text[at..].strip_prefix("::") else { break };
        if rest.starts_with(is_word) {
            at += 2;
        } else if rest.starts_with('*') {
            segments.push("*".to_owned());
            at += 3;
            break;
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
    let alias =
        text[at..].strip_prefix(" as ").map(|it| it.split(|c| !is_word(c)).next().unwrap_or_default());
    if let Some(alias) = alias {
        at += " as ".len() + alias.len();
    }
    emit(segments, alias.map(str::to_owned), start);
    at
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn without_comment(line: &str) -> &str {
    line.split("//").next().unwrap_or_default()
}

/// Top-level modules in the order lib.rs declares them.
pub(super) fn declared_modules() -> Vec<String> {
    let lib = fs::read_to_string(root().join("lib.rs")).unwrap();
    let declared = |line: &str| {
        let line = line.strip_suffix(';')?;
        line.strip_prefix("mod ").map(str::to_owned)
    };
    let found: Vec<String> = lib.lines().filter_map(declared).collect();
    assert!(10 < found.len(), "lib.rs declares {found:?}");
    found
}

/// Every file of code below `src/`, without unit tests.
pub(super) fn source_files() -> Vec<SourceFile> {
    let mut found = Vec::new();
    let mut open = vec![root()];
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
    assert!(100 < found.len(), "{} files were found", found.len());
    found.iter().map(|it| SourceFile::read(it)).collect()
}

/// `tests.rs` and everything in a folder `tests`.
fn is_unit_test(path: &Path) -> bool {
    path.strip_prefix(root()).unwrap().with_extension("").iter().any(|it| it == "tests")
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

#[test]
fn paths_are_read_out_of_every_form_of_use() {
    check("use crate::{a::b, c};", &["crate::a::b", "crate::c"]);
    check("use std::{fs, io::{self, Write}};", &["std::fs", "std::io::self", "std::io::Write"]);
    check("let x = super::site::Route::Home;", &["super::site::Route::Home"]);
    check("use tera as t;", &["tera"]);
    check("pub use a::{b as c, d::*};", &["a::b", "a::d::*"]);
    check("call(value)", &[]);
    check("// crate::site\nlet y = 1; // crate::cli", &[]);
}

#[test]
fn forms_of_use_are_told_apart() {
    let forms = |text: &str| paths(&[text.to_owned()]).iter().map(|it| it.form).collect::<Vec<_>>();
    assert_eq!(forms("pub(crate) use a::{b, c};"), [Form::Export, Form::Export]);
    assert_eq!(forms("mod x; use a::b;"), [Form::Import]);
    assert_eq!(forms("because::of"), [Form::Inline]);
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let code: Vec<String> = text.lines().map(|it| without_comment(it).to_owned()).collect();
    let found: Vec<String> = paths(&code).iter().map(|it| it.segments.join("::")).collect();
    assert_eq!(found, expected);
}
