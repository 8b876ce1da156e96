//! The words of findings and of the terminal: every message exists in both languages and uses what it is given.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use regex::Regex;

/// Of each key of a message, the names of its values; every use of a key has the same names.
type Uses = BTreeMap<String, BTreeSet<String>>;

#[test]
fn every_message_exists_in_both_languages_and_uses_its_values() {
    let uses = uses();
    assert!(100 < uses.len(), "the source says only {} messages: is it still read?", uses.len());
    for language in ["en", "zh-CN"] {
        let catalogue = catalogue(language);
        let keys: BTreeSet<&String> = catalogue.keys().filter(|it| !belongs_to_formats(it)).collect();
        let said: BTreeSet<&String> = uses.keys().collect();
        let missing: Vec<_> = said.difference(&keys).filter(|it| !catalogue.contains_key(**it)).collect();
        let unused: Vec<_> = keys.difference(&said).collect();
        assert!(
            missing.is_empty() && unused.is_empty(),
            "{language}: missing {missing:#?}, unused {unused:#?}"
        );
        for (key, names) in &uses {
            let places = places(&catalogue[key]);
            // A language without plural forms may leave out a number that only chose one.
            assert!(&places == names, "{language}: `{key}` has places {places:?} and is given {names:?}");
        }
    }
}

#[test]
fn chinese_messages_hold_no_english_words() {
    let code = Regex::new(r"`[^`]*`|\{[^}]*\}|https?://\S+|--[a-z-]+|<[A-Z]+>|[A-Z]{3,}-\d+").unwrap();
    let word = Regex::new("[A-Za-z][A-Za-z.-]+").unwrap();
    let names: BTreeSet<String> =
        fs::read_to_string("tests/fixtures/words/names.txt").unwrap().lines().map(str::to_owned).collect();
    let mut wrong = Vec::new();
    for (key, message) in catalogue("zh-CN") {
        let prose = code.replace_all(&message, " ");
        let words = word.find_iter(&prose).map(|it| it.as_str()).filter(|it| !names.contains(*it));
        let words: Vec<&str> = words.collect();
        if !words.is_empty() {
            wrong.push(format!("{key}: {words:?} in {message}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// How values are written: used by the reader of the catalogue itself.
fn belongs_to_formats(key: &str) -> bool {
    ["format.", "help.", "terminal."].iter().any(|it| key.starts_with(it))
}

/// The places of a message: `{n}` and `{n|one|many}` are one.
fn places(message: &str) -> BTreeSet<String> {
    let place = Regex::new(r"\{([a-z_]+)(?:\|[^}]*)?\}").unwrap();
    place.captures_iter(message).map(|it| it[1].to_owned()).collect()
}

fn catalogue(language: &str) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(Path::new("src/i18n/terminal").join(language)).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let messages: BTreeMap<String, String> = afterword::inside::yaml::read(&text).unwrap();
        for (key, message) in messages {
            assert!(all.insert(key.clone(), message).is_none(), "{language}: `{key}` is there twice");
        }
    }
    all
}

/// Every `say!("key", name = value, other)` of the source.
fn uses() -> Uses {
    let mut found = Uses::new();
    for path in rust_files(Path::new("src")) {
        let text = fs::read_to_string(&path).unwrap();
        for (at, _) in text.match_indices("say!(\"").chain(text.match_indices("say!(\n")) {
            // Tests of the macro itself use keys of their own.
            if path.ends_with("phrase.rs") {
                continue;
            }
            let arguments = arguments(&text[at + "say!(".len()..]);
            let key = arguments[0].trim().trim_matches('"').to_owned();
            let names: BTreeSet<String> = arguments[1..]
                .iter()
                .map(|it| it.split('=').next().unwrap().trim().to_owned())
                .filter(|it| !it.is_empty())
                .collect();
            let before = found.entry(key.clone()).or_insert_with(|| names.clone());
            assert_eq!(*before, names, "`{key}` has other values in {}", path.display());
        }
    }
    found
}

/// What is between the commas up to the closing bracket, outside strings and inner brackets.
fn arguments(text: &str) -> Vec<String> {
    let (mut all, mut depth, mut in_string, mut escaped) = (vec![String::new()], 0, false, false);
    for c in text.chars() {
        if in_string {
            in_string = escaped || c != '"';
            escaped = c == '\\' && !escaped;
        } else {
            match c {
                '"' => in_string = true,
                '(' | '[' | '{' => depth += 1,
                ')' if depth == 0 => break,
                ')' | ']' | '}' => depth -= 1,
                ',' if depth == 0 => {
                    all.push(String::new());
                    continue;
                }
                _ => {}
            }
        }
        all.last_mut().unwrap().push(c);
    }
    all
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(rust_files(&path));
        } else if path.extension().is_some_and(|it| it == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Text that people read, and comments: whole words of `forbidden.txt` outside code.
#[test]
fn plain_words_are_used_everywhere() {
    let forbidden = forbidden();
    assert!(40 < forbidden.len(), "the list has {} phrases: is it still read?", forbidden.len());
    let mut files = Vec::new();
    for folder in ["src", "themes", "docs"] {
        text_files(Path::new(folder), &mut files);
    }
    for entry in fs::read_dir(".").unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|it| it == "md") {
            files.push(path);
        }
    }
    let code = Regex::new("`[^`\n]*`").unwrap();
    // One pass for all phrases: most lines hold none.
    let all: Vec<&str> = forbidden.iter().map(|it| it.0.pattern.as_str()).collect();
    let any = Regex::new(&all.join("|")).unwrap();
    let mut found = Vec::new();
    let mut n_lines = 0;
    for path in files {
        let text = fs::read_to_string(&path).unwrap();
        for (idx, line) in text.lines().enumerate() {
            n_lines += 1;
            if !any.is_match(line) {
                continue;
            }
            let prose = if path.extension().is_some_and(|it| it == "rs") {
                comment_and_strings(line)
            } else {
                line.to_owned()
            };
            let prose = code.replace_all(&prose, " ");
            for (phrase, instead) in &forbidden {
                if phrase.is_match(&prose) {
                    found.push(format!("{}:{}: {instead}: {}", path.display(), idx + 1, line.trim()));
                }
            }
        }
    }
    assert!(10_000 < n_lines, "{n_lines}");
    assert!(found.is_empty(), "{} lines:\n{}", found.len(), found.join("\n"));
}

/// The phrases of the list, each with what to write instead; what is allowed around a phrase is cut out of the pattern.
fn forbidden() -> Vec<(Phrase, String)> {
    let list = fs::read_to_string("tests/fixtures/words/forbidden.txt").unwrap();
    list.lines()
        .filter(|it| !it.starts_with('#') && !it.is_empty())
        .map(|line| {
            let mut parts = line.split('\t');
            let (phrase, instead) = (parts.next().unwrap(), parts.next().unwrap());
            let allowed =
                parts.next().map_or_else(Vec::new, |it| it.split(" | ").map(str::to_lowercase).collect());
            let pattern = format!(r"(?i)\b{}\b", regex::escape(phrase));
            (
                Phrase { pattern: Regex::new(&pattern).unwrap(), allowed },
                format!("`{phrase}`, better {instead}"),
            )
        })
        .collect()
}

struct Phrase {
    pattern: Regex,
    allowed: Vec<String>,
}

impl Phrase {
    fn is_match(&self, line: &str) -> bool {
        if !self.pattern.is_match(line) {
            return false;
        }
        let mut line = line.to_lowercase();
        for allowed in &self.allowed {
            line = line.replace(allowed, " ");
        }
        self.pattern.is_match(&line)
    }
}

/// The parts of a line of Rust that people read: what is in quotes, and the comment. Names are code.
fn comment_and_strings(line: &str) -> String {
    let (mut out, mut in_string, mut before) = (String::new(), false, ' ');
    for (at, c) in line.char_indices() {
        if !in_string && line[at..].starts_with("//") {
            return out + &line[at..];
        }
        match c {
            '"' if before != '\\' && before != '\'' => {
                in_string = !in_string;
                out.push(' ');
            }
            _ if in_string => out.push(c),
            _ => {}
        }
        before = c;
    }
    out
}

/// The files below `folder` that hold text of ours: not the list itself, nor what other people wrote.
fn text_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            if !["node_modules", "fixtures"].contains(&name.as_str()) {
                text_files(&path, found);
            }
            continue;
        }
        let ending = path.extension().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
        if ["rs", "md", "yaml", "html", "css", "js", "mjs", "snap"].contains(&ending.as_str()) {
            found.push(path);
        }
    }
}
