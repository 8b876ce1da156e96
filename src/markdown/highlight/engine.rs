//! Reads code by a grammar; the only file that names `syntect` and `two_face`.

use std::sync::LazyLock;

use syntect::parsing::{ParseState, ScopeStack, SyntaxReference, SyntaxSet};

use super::classes;
use super::languages::Grammar;
use crate::markdown::html::escaped;

/// The grammars, read when the first block asks; each is compiled when it is first used.
static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);

/// The lines of `source` without their ends; `None` where the grammar is missing or gives up.
pub(super) fn colored(grammar: Grammar, source: &str) -> Option<Vec<String>> {
    let syntax = SYNTAXES.find_syntax_by_token(grammar.name)?;
    if grammar.is_session {
        return session(syntax, source);
    }
    let mut reader = Reader::new(syntax);
    source.split_inclusive('\n').map(|it| reader.line(it)).collect()
}

/// A terminal's lines: behind a prompt a command, which goes on while its lines end in a backslash.
fn session(syntax: &SyntaxReference, source: &str) -> Option<Vec<String>> {
    let mut lines = Vec::new();
    let mut command: Option<Reader> = None;
    for line in source.split_inclusive('\n') {
        let (prompt, rest) = if command.is_some() { ("", line) } else { line.split_at(prompt_length(line)) };
        if !prompt.is_empty() {
            command = Some(Reader::new(syntax));
        }
        let mut html = Line::default();
        html.push(prompt, "hl-prompt");
        match &mut command {
            Some(reader) => {
                html.close();
                html.html.push_str(&reader.line(rest)?);
            }
            None => html.push(rest, ""),
        }
        lines.push(html.finish());
        if !line.trim_end().ends_with('\\') {
            command = None;
        }
    }
    Some(lines)
}

/// How many bytes of `line` are a prompt: `$ `, `# `, `root@db-1:~# `.
fn prompt_length(line: &str) -> usize {
    let Some(end) = line.find(['$', '#', '%', '>']) else { return 0 };
    let before = &line[..end];
    let is_place = before.contains('@') && !before.contains(char::is_whitespace);
    let is_prompt = before.is_empty() || is_place || (before.starts_with('[') && before.ends_with(']'));
    if is_prompt && line[end + 1..].starts_with(' ') { end + 2 } else { 0 }
}

/// Where a grammar is in the text it reads.
struct Reader {
    state: ParseState,
    stack: ScopeStack,
}

impl Reader {
    fn new(syntax: &SyntaxReference) -> Self {
        Self { state: ParseState::new(syntax), stack: ScopeStack::new() }
    }

    /// The HTML of `line`, which ends in a line feed unless it is the last.
    fn line(&mut self, line: &str) -> Option<String> {
        let mut html = Line::default();
        let mut at = 0;
        for (next, operation) in self.state.parse_line(line, &SYNTAXES).ok()? {
            html.push(line.get(at..next)?, classes::class(&self.stack));
            self.stack.apply(&operation).ok()?;
            at = next;
        }
        html.push(line.get(at..)?, classes::class(&self.stack));
        Some(html.finish())
    }
}

/// A line that is being written.
#[derive(Default)]
struct Line {
    html: String,
    class: &'static str,
}

impl Line {
    /// Appends `text`, in the span that is open where it is of the same class.
    fn push(&mut self, text: &str, class: &'static str) {
        let text = text.trim_end_matches(['\n', '\r']);
        if text.is_empty() {
            return;
        }
        let mut text = text;
        if class != self.class {
            self.close();
            // Grammars count the space before a word to it.
            let word = text.trim_start();
            self.html.push_str(&text[..text.len() - word.len()]);
            text = word;
            if text.is_empty() {
                return;
            }
            if !class.is_empty() {
                self.html.push_str("<span class=\"");
                self.html.push_str(class);
                self.html.push_str("\">");
            }
            self.class = class;
        }
        escaped(&mut self.html, text);
    }

    fn close(&mut self) {
        if !self.class.is_empty() {
            self.html.push_str("</span>");
        }
        self.class = "";
    }

    fn finish(mut self) -> String {
        self.close();
        self.html
    }
}
