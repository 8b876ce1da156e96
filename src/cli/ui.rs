//! Words to the person at the terminal, on standard error.

use std::io::{self, Write as _};

use anstream::{AutoStream, ColorChoice};

use super::args::Color;
use super::failure::Failure;
use crate::diagnostics::{self, Diagnostic, Level, Style, printable};
use crate::files::SourceMap;
use crate::i18n::Locale;
use crate::phrase::say;
use crate::pipeline::LoadError;

/// Most findings that `build` prints; the rest is counted.
const MAX_LISTED: usize = 60;

/// How to speak to the person at the terminal.
#[derive(Debug)]
pub(super) struct Ui {
    color_stderr: ColorChoice,
    color_stdout: ColorChoice,
    quiet: bool,
    verbose: bool,
    locale: Locale,
}

/// How many findings there are of each level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Counts {
    pub(super) errors: usize,
    pub(super) warnings: usize,
    pub(super) notes: usize,
}

impl Ui {
    /// Decides on colours as <https://no-color.org> and <https://bixense.com/clicolors/> say.
    pub(super) fn new(color: Color, quiet: bool, verbose: bool, locale: Locale) -> Self {
        let choice = |auto: ColorChoice| match color {
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
            Color::Auto => auto,
        };
        let color_stderr = choice(AutoStream::choice(&io::stderr()));
        let color_stdout = choice(AutoStream::choice(&io::stdout()));
        Self { color_stderr, color_stdout, quiet, verbose, locale }
    }

    /// The language of the terminal.
    pub(super) fn locale(&self) -> Locale {
        self.locale
    }

    /// Whether standard output may have colours.
    pub(super) fn is_colored(&self) -> bool {
        self.color_stdout != ColorChoice::Never
    }

    /// The style of findings printed to standard output.
    pub(super) fn stdout_style(&self) -> Style {
        style(self.color_stdout)
    }

    /// A line of news; nothing with `--quiet`.
    pub(super) fn say(&self, line: &str) {
        if !self.quiet {
            self.write(line);
        }
    }

    /// A line that must be seen, also with `--quiet`.
    pub(super) fn error(&self, line: &str) {
        self.write(&format!("{}: {}", say!("level.error").text(self.locale), printable(line)));
    }

    /// Why a command could not do its work.
    pub(super) fn failure(&self, failure: &Failure) {
        if let Failure::Load(LoadError::Config { error, sources }) = failure {
            let kind = &diagnostics::codes::INVALID_CONFIG;
            let mut finding = Diagnostic::new(kind, error.message.clone());
            finding.hint = error.hint.clone().map(Into::into);
            if sources.iter().any(|(id, _)| id == error.span.file) {
                finding = finding.at(error.span);
            }
            self.write(&diagnostics::human(&finding, sources, style(self.color_stderr), self.locale));
            return;
        }
        self.error(&failure.to_string());
        if let Some(hint) = failure.hint() {
            self.write(&format!("{}: {}", say!("level.help").text(self.locale), printable(&hint)));
        }
    }

    /// Findings of a build: errors with their source line, others on a line each; errors only with `--quiet`.
    pub(super) fn findings(&self, findings: &[Diagnostic], sources: &SourceMap) {
        let mut listed = 0;
        for it in findings {
            if self.quiet && it.level < Level::Error {
                continue;
            }
            listed += 1;
            if MAX_LISTED < listed && !self.verbose {
                continue;
            }
            if self.verbose || it.level == Level::Error {
                self.write(&diagnostics::human(it, sources, style(self.color_stderr), self.locale));
            } else {
                self.write(&self.concise(it, sources));
            }
        }
        if MAX_LISTED < listed && !self.verbose {
            self.write(&format!("… and {} more; `afterword check` lists all", listed - MAX_LISTED));
        }
    }

    /// `path:line:column: warning[AW102] message (hint)`.
    fn concise(&self, it: &Diagnostic, sources: &SourceMap) -> String {
        let place = match (it.span, &it.path) {
            (Some(span), _) => {
                let (line, column) = sources.line_column(span.file, span.start);
                format!("{}:{line}:{column}: ", sources.get(span.file).shown_path)
            }
            (None, Some(path)) => format!("{path}: "),
            (None, None) => String::new(),
        };
        let level = it.level.word(self.locale);
        let hint = it.hint.as_ref().map_or_else(String::new, |it| format!(" ({})", it.text(self.locale)));
        printable(&format!("{place}{level}[{}] {}{hint}", it.kind.code, it.message.text(self.locale)))
            .replace('\n', " ")
    }

    fn write(&self, text: &str) {
        // Consoles of Windows get colours their own way. Nobody is left to read it where standard error is closed.
        drop(writeln!(AutoStream::new(io::stderr().lock(), self.color_stderr), "{text}"));
    }
}

impl Counts {
    /// Counts `findings` by level.
    pub(super) fn of(findings: &[Diagnostic]) -> Self {
        let count = |level: Level| findings.iter().filter(|it| it.level == level).count();
        Self { errors: count(Level::Error), warnings: count(Level::Warning), notes: count(Level::Info) }
    }

    /// `1 error, 3 warnings`, without the levels that do not occur; `no findings` where none does.
    pub(super) fn words(self) -> String {
        let parts = [("error", self.errors), ("warning", self.warnings), ("note", self.notes)];
        let parts: Vec<String> = parts
            .into_iter()
            .filter(|(_, n)| 0 < *n)
            .map(|(word, n)| if n == 1 { format!("1 {word}") } else { format!("{n} {word}s") })
            .collect();
        if parts.is_empty() { "no findings".to_owned() } else { parts.join(", ") }
    }
}

fn style(choice: ColorChoice) -> Style {
    if choice == ColorChoice::Never { Style::Plain } else { Style::Colored }
}

/// Prints `text` to standard output. A reader that went away, as `head` does, changes nothing of what was found.
pub(super) fn print(text: &str) -> Result<(), Failure> {
    use io::Write as _;
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure::Print(error)),
        _ => Ok(()),
    }
}
