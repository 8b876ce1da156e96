//! Words to the person at the terminal, on standard error.

use std::io::{self, IsTerminal as _, Write as _};
use std::sync::{Arc, Mutex, PoisonError};

use anstream::{AutoStream, ColorChoice};

use super::args::Color;
use super::failure::Failure;
use crate::diagnostics::{self, Diagnostic, Level, Style, printable};
use crate::files::SourceMap;
use crate::i18n::Locale;
use crate::phrase::{Phrase, Value, say};
use crate::pipeline::LoadError;

/// How to speak to the person at the terminal.
#[derive(Debug, Clone)]
pub(super) struct Ui {
    color_stderr: ColorChoice,
    color_stdout: ColorChoice,
    quiet: bool,
    verbose: bool,
    locale: Locale,
    /// Everything that was written, where somebody wants to keep it.
    kept: Arc<Mutex<Option<String>>>,
}

/// How many findings there are of each level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Counts {
    pub(super) errors: usize,
    pub(super) warnings: usize,
    pub(super) infos: usize,
}

impl Ui {
    /// Decides on colours as <https://no-color.org> and <https://bixense.com/clicolors/> ask for.
    pub(super) fn new(color: Color, quiet: bool, verbose: bool, locale: Locale) -> Self {
        let choice = |auto: ColorChoice| match color {
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
            Color::Auto => auto,
        };
        let color_stderr = choice(AutoStream::choice(&io::stderr()));
        let color_stdout = choice(AutoStream::choice(&io::stdout()));
        Self { color_stderr, color_stdout, quiet, verbose, locale, kept: Arc::default() }
    }

    /// The language of the terminal.
    pub(super) fn locale(&self) -> Locale {
        self.locale
    }

    /// Whether only results and errors are wanted.
    pub(super) fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Whether everything is wanted.
    pub(super) fn is_verbose(&self) -> bool {
        self.verbose
    }

    /// Whether standard output may have colours.
    pub(super) fn is_colored(&self) -> bool {
        self.color_stdout != ColorChoice::Never
    }

    /// Whether somebody watches standard error.
    pub(super) fn is_watched(&self) -> bool {
        !self.quiet && io::stderr().is_terminal()
    }

    /// The style of findings printed to standard output.
    pub(super) fn stdout_style(&self) -> Style {
        style(self.color_stdout)
    }

    /// A line of news; nothing with `--quiet`.
    pub(super) fn say(&self, line: &Phrase) {
        if !self.quiet {
            self.write(&printable(&line.text(self.locale)));
        }
    }

    /// A line that warns; nothing with `--quiet`.
    pub(super) fn warn(&self, line: &Phrase) {
        if !self.quiet {
            self.labelled(&Level::Warning.word(self.locale), line);
        }
    }

    /// A line that must be seen, also with `--quiet`.
    pub(super) fn error(&self, line: &Phrase) {
        self.labelled(&Level::Error.word(self.locale), line);
    }

    /// What to do about the line before it.
    pub(super) fn help(&self, line: &Phrase) {
        self.labelled(&say!("level.help").text(self.locale), line);
    }

    fn labelled(&self, label: &str, line: &Phrase) {
        self.write(&format!("{label}: {}", printable(&line.text(self.locale))));
    }

    /// Why a command could not do its work.
    pub(super) fn failure(&self, failure: &Failure) {
        if let Failure::Load(LoadError::Config { findings, sources }) = failure {
            self.findings(findings, sources);
            return;
        }
        self.error(&failure.phrase());
        if let Some(hint) = failure.hint() {
            self.help(&hint);
        }
    }

    /// Findings with their source lines; errors only with `--quiet`.
    pub(super) fn findings<'a>(
        &self,
        findings: impl IntoIterator<Item = &'a Diagnostic>,
        sources: &SourceMap,
    ) {
        for it in findings.into_iter().filter(|it| !self.quiet || it.level == Level::Error) {
            self.write(&self.in_full(it, sources));
        }
    }

    /// Findings on a line each; errors only with `--quiet`.
    pub(super) fn brief_findings<'a>(
        &self,
        findings: impl IntoIterator<Item = &'a Diagnostic>,
        sources: &SourceMap,
    ) {
        for it in findings.into_iter().filter(|it| !self.quiet || it.level == Level::Error) {
            self.write(&self.concise(it, sources));
        }
    }

    fn in_full(&self, finding: &Diagnostic, sources: &SourceMap) -> String {
        diagnostics::human(finding, sources, style(self.color_stderr), self.locale)
    }

    /// `path:line:column: warning[AW102] message`.
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
        let mut message = it.message.text(self.locale);
        // The one hint that is as short as it is useful.
        if let Some(hint) = it.hint.as_ref().filter(|it| it.key() == "hint.did-you-mean") {
            message.push_str(&format!(" ({})", hint.text(self.locale)));
        }
        printable(&format!("{place}{level}[{}] {message}", it.kind.code)).replace('\n', " ")
    }

    /// How it speaks: two of the same words say the same in the same way.
    pub(super) fn words(&self) -> String {
        let Self { color_stderr, quiet, verbose, locale, .. } = self;
        format!("{:?} {quiet} {verbose} {locale:?}", style(*color_stderr))
    }

    /// Begins to keep what is said.
    pub(super) fn keep(&self) {
        *self.kept.lock().unwrap_or_else(PoisonError::into_inner) = Some(String::new());
    }

    /// What was said since [`Self::keep`].
    pub(super) fn kept(&self) -> String {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).take().unwrap_or_default()
    }

    /// Says again what was kept.
    pub(super) fn again(&self, kept: &str) {
        if let Some(text) = kept.strip_suffix('\n') {
            self.write(text);
        }
    }

    fn write(&self, text: &str) {
        if let Some(kept) = self.kept.lock().unwrap_or_else(PoisonError::into_inner).as_mut() {
            kept.push_str(text);
            kept.push('\n');
        }
        // Consoles of Windows get colours their own way. Nobody is left to read it where standard error is closed.
        drop(writeln!(AutoStream::new(io::stderr().lock(), self.color_stderr), "{text}"));
    }
}

/// How many columns the terminal has that standard output is printed to; `None` where it is not a terminal.
///
/// `COLUMNS` where it is set, as other programs use it, else what the terminal reports.
pub(super) fn columns() -> Option<usize> {
    if !io::stdout().is_terminal() {
        return None;
    }
    super::context::columns().or_else(terminal_columns).or(Some(80))
}

#[cfg(unix)]
fn terminal_columns() -> Option<usize> {
    let size = rustix::termios::tcgetwinsize(io::stdout()).ok()?;
    Some(usize::from(size.ws_col)).filter(|it| 0 < *it)
}

#[cfg(not(unix))]
fn terminal_columns() -> Option<usize> {
    None
}

impl Counts {
    /// Counts `findings` by level.
    pub(super) fn of(findings: &[Diagnostic]) -> Self {
        let count = |level: Level| findings.iter().filter(|it| it.level == level).count();
        Self { errors: count(Level::Error), warnings: count(Level::Warning), infos: count(Level::Info) }
    }

    /// `1 error, 3 warnings`, without the levels that do not occur; `no findings` where none does.
    pub(super) fn phrase(self) -> Phrase {
        let parts = [
            (self.errors, say!("command.errors", n = self.errors)),
            (self.warnings, say!("command.warnings", n = self.warnings)),
            (self.infos, say!("command.infos", n = self.infos)),
        ];
        list(parts).unwrap_or_else(|| say!("command.no-findings"))
    }
}

/// `2 drafts, 1 template`: the phrases whose number is not 0; `None` where all are.
pub(super) fn list(parts: impl IntoIterator<Item = (usize, Phrase)>) -> Option<Phrase> {
    let parts: Vec<Phrase> = parts.into_iter().filter(|it| 0 < it.0).map(|it| it.1).collect();
    (!parts.is_empty()).then(|| say!("command.list", items = Value::list(&parts)))
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
