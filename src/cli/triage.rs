//! `afterword triage`: what nobody has decided yet, asked one question at a time.

use std::io::{self, BufRead as _, IsTerminal as _};
use std::path::PathBuf;
use std::process::ExitCode;

use super::args::Triage as Args;
use super::context::Context;
use super::failure::Failure;
use super::ui::Ui;
use super::ui::print;
use super::unread;
use crate::export;
use crate::model::{Verdict, Visibility};
use crate::output;
use crate::phrase::Phrase;
use crate::pipeline::Loaded;
use crate::source;
use crate::triage::{self, Answer, EditError, Note, Question, Session};

/// Runs the command.
pub(super) fn run(ui: &Ui, context: &Context, args: &Args) -> Result<ExitCode, Failure> {
    let mut request = context.request(args.content.clone());
    // Whoever decides sees what the documents say, whoever else may not.
    request.audience = request.audience.or(Some(Visibility::Internal));
    request.keep_names = true;
    request.keep_secrets = true;
    let loaded = unread::load(ui, &request)?;
    let open = triage::questions(&loaded.knowledge_base, &loaded.analysis, args.possible);
    let sources = &loaded.sources;
    if args.json {
        let as_of = loaded.analysis.settings.as_of.to_string();
        let record = export::triage(&open, as_of, sources);
        print(&format!("{}\n", serde_json::to_string_pretty(&record).unwrap_or_default()))?;
    } else if args.list {
        print(&triage::list(&open, sources, ui.locale()))?;
    }
    if args.json || args.list {
        return Ok(unread::settle(ui, &loaded, ExitCode::SUCCESS));
    }
    if open.is_empty() {
        let possible = triage::questions(&loaded.knowledge_base, &loaded.analysis, true).len();
        ui.say(&triage::nothing_open(possible));
        return Ok(unread::settle(ui, &loaded, ExitCode::SUCCESS));
    }
    let mut walk = Walk::new(ui, &loaded, context, args, open)?;
    match args.accept_above {
        Some(least) => walk.accept(least)?,
        None => walk.ask()?,
    }
    let session = &walk.session;
    ui.say(&triage::summary(session.n_decided(), session.n_open(), &walk.shown_path));
    Ok(unread::settle(ui, &loaded, ExitCode::SUCCESS))
}

/// A walk through the questions, and the file that its answers go to.
struct Walk<'a> {
    ui: &'a Ui,
    session: Session<'a>,
    loaded: &'a Loaded,
    working_folder: &'a PathBuf,
    path: PathBuf,
    shown_path: String,
    /// Whether the file is there.
    exists: bool,
}

impl<'a> Walk<'a> {
    fn new(
        ui: &'a Ui,
        loaded: &'a Loaded,
        context: &'a Context,
        args: &Args,
        open: Vec<Question<'a>>,
    ) -> Result<Self, Failure> {
        let folder = loaded.content.roots.first().map(|it| it.folder.clone()).unwrap_or_default();
        let path = folder.join(triage::file_name());
        let shown_path = path.strip_prefix(&context.working_folder).unwrap_or(&path).display().to_string();
        let text = source::read_original(&path, &context.working_folder)?;
        let note = Note { day: Some(loaded.analysis.settings.as_of), by: args.by.clone() };
        let exists = text.is_some();
        let text = text.unwrap_or_else(|| format!("# {}\n", triage::header().text(ui.locale())));
        let session = Session::new(open, text, note);
        Ok(Self { ui, session, loaded, working_folder: &context.working_folder, path, shown_path, exists })
    }

    /// Confirms every question with a score of at least `least`.
    fn accept(&mut self, least: f64) -> Result<(), Failure> {
        // The most certain come first.
        while self.session.current().is_some_and(|it| least <= it.score()) {
            let why = Some(triage::accepted_above(least).text(self.ui.locale()));
            self.session.decide(Verdict::Confirmed, why).map_err(cannot_add)?;
        }
        if 0 < self.session.n_decided() { self.write() } else { Ok(()) }
    }

    /// Asks until there is no question or no answer left; after the last question its answer can still be taken back.
    fn ask(&mut self) -> Result<(), Failure> {
        let mut input = io::stdin().lock();
        let mut is_answered = io::stdin().is_terminal();
        self.show_question()?;
        loop {
            let mut line = String::new();
            if input.read_line(&mut line).map_err(Failure::Input)? == 0 {
                print("\n")?;
                let (message, hint) = triage::no_terminal();
                return if is_answered { Ok(()) } else { Err(Failure::usage(message).with_hint(hint)) };
            }
            is_answered = true;
            let is_over = self.session.current().is_none();
            match triage::read_answer(&line) {
                Some((Answer::Quit, _)) => return Ok(()),
                Some((answer, why)) if !is_over || answer == Answer::Undo => self.answer(answer, why)?,
                Some(_) | None if is_over => return Ok(()),
                Some(_) | None => {
                    print(&format!("{} > ", triage::help().text(self.ui.locale())))?;
                    continue;
                }
            }
            self.show_question()?;
        }
    }

    fn show_question(&self) -> Result<(), Failure> {
        let (locale, is_colored) = (self.ui.locale(), self.ui.is_colored());
        print(&triage::ask(&self.session, &self.loaded.sources, locale, is_colored))
    }

    fn line(&self, words: &Phrase) -> Result<(), Failure> {
        print(&format!("{}\n", words.text(self.ui.locale())))
    }

    fn answer(&mut self, answer: Answer, why: Option<String>) -> Result<(), Failure> {
        let is_changed = self.look_again()?;
        match answer {
            Answer::Yes | Answer::No => {
                let verdict = if answer == Answer::Yes { Verdict::Confirmed } else { Verdict::Rejected };
                self.session.decide(verdict, why).map_err(cannot_add)?;
                self.write()?;
                self.line(&triage::recorded(&self.shown_path))
            }
            Answer::Later => {
                self.session.later();
                Ok(())
            }
            Answer::Undo if is_changed => Ok(()),
            Answer::Undo => {
                if self.session.undo() {
                    self.write()?;
                    self.line(&triage::undone())
                } else {
                    self.line(&triage::nothing_to_undo())
                }
            }
            Answer::Quit => Ok(()),
        }
    }

    /// Takes up what somebody else has written into the file meanwhile; `true` where that happened.
    fn look_again(&mut self) -> Result<bool, Failure> {
        let text = source::read_original(&self.path, self.working_folder)?;
        match text {
            Some(text) if text != self.session.text() => {
                self.exists = true;
                self.session.rebase(text);
                self.line(&triage::changed_meanwhile(&self.shown_path))?;
                Ok(true)
            }
            Some(_) | None => Ok(false),
        }
    }

    fn write(&mut self) -> Result<(), Failure> {
        let text = self.session.text();
        if self.exists {
            // Refuses what is not a regular file: a link must not lead elsewhere.
            output::replace(&self.path, text.as_bytes())?;
        } else {
            output::write_file(&self.path, text)?;
        }
        self.exists = true;
        Ok(())
    }
}

fn cannot_add(error: EditError) -> Failure {
    Failure::usage(error.phrase()).with_hint(error.hint())
}
