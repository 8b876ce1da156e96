//! A walk through the open questions; every answer can be taken back.

use jiff::civil::Date;

use super::edit::{self, EditError};
use super::question::Question;
use crate::model::{Decision, Verdict};
use crate::text::fold;

/// What a person can answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// It is the same failure, or the value is right.
    Yes,
    /// It is not.
    No,
    /// Ask again next time.
    Later,
    /// Take the last answer back.
    Undo,
    /// Stop here.
    Quit,
}

/// What is written beside every answer.
#[derive(Debug, Clone, Default)]
pub struct Note {
    /// The day of the decisions.
    pub day: Option<Date>,
    /// Who decides.
    pub by: Option<String>,
}

/// A walk through questions, and the text of the file as it grows.
#[derive(Debug)]
pub struct Session<'a> {
    questions: Vec<Question<'a>>,
    note: Note,
    text: String,
    next: usize,
    past: Vec<Step>,
    /// Answers that can no longer be taken back.
    n_kept: usize,
}

/// An answer that was given.
#[derive(Debug)]
struct Step {
    question: usize,
    answer: Answer,
    /// The text of the file before it.
    before: String,
}

/// The answer on `line`, and the reason behind it: `n another host`.
pub fn read_answer(line: &str) -> Option<(Answer, Option<String>)> {
    let line = line.trim();
    let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let answer = match fold(word).as_str() {
        "y" | "yes" | "是" => Answer::Yes,
        "n" | "no" | "否" => Answer::No,
        "l" | "later" | "稍后" => Answer::Later,
        "u" | "undo" | "撤销" => Answer::Undo,
        "q" | "quit" | "退出" => Answer::Quit,
        _ => return None,
    };
    let why = Some(rest.trim()).filter(|it| !it.is_empty()).map(str::to_owned);
    match answer {
        Answer::Yes | Answer::No => Some((answer, why)),
        // A sentence that happens to begin with the word is not an answer.
        Answer::Later | Answer::Undo | Answer::Quit => why.is_none().then_some((answer, None)),
    }
}

impl<'a> Session<'a> {
    /// Begins with `text`, the file as it is, or its first lines where there is none yet.
    pub fn new(questions: Vec<Question<'a>>, text: String, note: Note) -> Self {
        let mut session = Self { questions, note, text, next: 0, past: Vec::new(), n_kept: 0 };
        session.skip_settled();
        session
    }

    /// The question to ask next.
    pub fn current(&self) -> Option<&Question<'a>> {
        self.questions.get(self.next)
    }

    /// The number of the question to ask next, from 1, and of all.
    pub fn place(&self) -> (usize, usize) {
        (self.next + 1, self.questions.len())
    }

    /// The file with all answers so far.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many answers decided something.
    pub fn n_decided(&self) -> usize {
        self.n_kept + self.past.iter().filter(|it| matches!(it.answer, Answer::Yes | Answer::No)).count()
    }

    /// How many questions are left open, those for later among them.
    pub fn n_open(&self) -> usize {
        let is_open = |place: usize| {
            let decided = |it: &Step| it.question == place && matches!(it.answer, Answer::Yes | Answer::No);
            !self.past.iter().any(decided) && !self.is_settled(place)
        };
        (0..self.questions.len()).filter(|it| is_open(*it)).count()
    }

    /// Decides the current question. On an error nothing has changed.
    pub fn decide(&mut self, verdict: Verdict, why: Option<String>) -> Result<(), EditError> {
        let Some(question) = self.current() else { return Ok(()) };
        let Note { day, by } = self.note.clone();
        let decision = Decision { subject: question.subject(), verdict, day, by, why };
        let text = edit::add(&self.text, &decision)?;
        let answer = match verdict {
            Verdict::Confirmed => Answer::Yes,
            Verdict::Rejected => Answer::No,
        };
        self.step(answer, text);
        Ok(())
    }

    /// Leaves the current question open.
    pub fn later(&mut self) {
        if self.current().is_some() {
            self.step(Answer::Later, self.text.clone());
        }
    }

    /// Takes the last answer back; `false` where there is none.
    pub fn undo(&mut self) -> bool {
        let Some(step) = self.past.pop() else { return false };
        self.text = step.before;
        self.next = step.question;
        true
    }

    /// Goes on with `text`, which somebody else has written meanwhile: earlier answers stay, and cannot be taken back.
    pub fn rebase(&mut self, text: String) {
        self.n_kept = self.n_decided();
        self.text = text;
        self.questions.drain(..self.next);
        self.next = 0;
        self.past.clear();
    }

    fn step(&mut self, answer: Answer, text: String) {
        let before = std::mem::replace(&mut self.text, text);
        self.past.push(Step { question: self.next, answer, before });
        self.next += 1;
        self.skip_settled();
    }

    fn skip_settled(&mut self) {
        while self.next < self.questions.len() && self.is_settled(self.next) {
            self.next += 1;
        }
    }

    /// Whether an answer has made the question at `place` pointless.
    fn is_settled(&self, place: usize) -> bool {
        let confirmed = self.past.iter().filter(|it| it.answer == Answer::Yes && it.question != place);
        let question = &self.questions[place];
        let was_asked = self.past.iter().any(|it| it.question == place && it.answer != Answer::Later);
        !was_asked && confirmed.into_iter().any(|it| question.is_settled_by(&self.questions[it.question]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Analysis, Settings, analyse};
    use crate::config;
    use crate::extract::{self, Extracted, Globs, Overrides, Surroundings};
    use crate::files::{SourceMap, Span};
    use crate::model::{Evidence, Field, KnowledgeBase, SuggestedValue, Suggestion};
    use crate::triage::question::questions;

    /// One incident that hints at two causes and at a service.
    fn proposals() -> (KnowledgeBase, Analysis) {
        let mut sources = SourceMap::default();
        let text = "# Login failed\n\n**Severity**: P1\n**Date**: 2026-01-23\n\n## Timeline\n\n- 14:32 Outage began\n";
        let file = sources.add("a.md".to_owned(), text.to_owned());
        let config = config::resolve(&sources, config::Parsed::default(), None, None, &[]).unwrap();
        let settings = extract::Settings {
            config: &config,
            globs: &Globs::default(),
            overrides: &Overrides::default(),
            hide_internal: false,
            surroundings: &Surroundings::default(),
        };
        let Some(Extracted::Incident(mut incident)) =
            extract::document(&sources, file, &settings).value.into_iter().next()
        else {
            panic!("an incident")
        };
        "INC-2026-0001".clone_into(&mut incident.id);
        for (field, value, score) in [
            (Field::Causes, "config/value", 0.5),
            (Field::Causes, "capacity", 0.3),
            (Field::Services, "auth", 0.9),
        ] {
            let evidence = Evidence { span: Span::point(file, 0), text: "words".to_owned() };
            let value = SuggestedValue::Text(value.to_owned());
            incident.suggested.add(field, Suggestion { value, evidence, score });
        }
        let knowledge_base = KnowledgeBase { incidents: vec![*incident], ..KnowledgeBase::default() };
        let analysis = analyse(
            &knowledge_base,
            Settings {
                as_of: jiff::civil::date(2026, 3, 1),
                zone: jiff::tz::TimeZone::UTC,
                recurrence_window_days: 365,
                fiscal_year_start: 1,
                action_policy: Vec::new(),
                targets: Vec::new(),
                support_hours: None,
            },
        );
        (knowledge_base, analysis)
    }

    fn asked(session: &Session<'_>) -> Option<String> {
        session.current().map(|it| match it {
            Question::Pair { pair, .. } => pair.later.clone(),
            Question::Value { suggestion, .. } => suggestion.value.written(),
        })
    }

    #[test]
    fn values_are_asked_by_score_and_a_confirmed_one_settles_its_field() {
        let (knowledge_base, analysis) = proposals();
        let open = questions(&knowledge_base, &analysis, false);
        let mut session = Session::new(open, String::new(), Note::default());
        assert_eq!(asked(&session).as_deref(), Some("auth"));
        session.decide(Verdict::Confirmed, None).unwrap();
        assert_eq!(asked(&session).as_deref(), Some("config/value"));
        session.decide(Verdict::Confirmed, None).unwrap();
        assert_eq!((asked(&session), session.n_decided(), session.n_open()), (None, 2, 0));
        assert!(session.undo());
        assert_eq!(asked(&session).as_deref(), Some("config/value"));
        session.decide(Verdict::Rejected, Some("another team".to_owned())).unwrap();
        assert_eq!(asked(&session).as_deref(), Some("capacity"));
        session.later();
        assert_eq!((asked(&session), session.n_decided(), session.n_open()), (None, 2, 1));
        let lines: Vec<&str> = session.text().lines().filter(|it| it.contains("decision:")).collect();
        let line = |field: &str, value: &str, end: &str| {
            format!("  - {{ incident: INC-2026-0001, field: {field}, value: {value}, decision: {end} }}")
        };
        let expected = [
            line("causes", "config/value", "rejected, why: another team"),
            line("services", "auth", "confirmed"),
        ];
        assert_eq!(lines, expected);
    }

    #[test]
    fn what_somebody_else_has_written_is_kept_and_answers_stay() {
        let (knowledge_base, analysis) = proposals();
        let mut session =
            Session::new(questions(&knowledge_base, &analysis, false), String::new(), Note::default());
        session.decide(Verdict::Confirmed, None).unwrap();
        let theirs = format!("{}# theirs\n", session.text());
        session.rebase(theirs.clone());
        assert!(!session.undo());
        assert_eq!(asked(&session).as_deref(), Some("config/value"));
        session.decide(Verdict::Rejected, None).unwrap();
        assert!(session.text().contains("# theirs"), "{}", session.text());
        assert_eq!((session.n_decided(), session.n_open()), (2, 1));
        assert!(session.undo());
        assert_eq!(session.text(), theirs);
    }

    #[test]
    fn rejected_proposals_are_dropped() {
        let (mut knowledge_base, analysis) = proposals();
        assert_eq!(questions(&knowledge_base, &analysis, false).len(), 3);
        let field = crate::model::DecidedField::Causes;
        knowledge_base.decisions.reject("INC-2026-0001", field, "Capacity");
        knowledge_base.drop_decided_suggestions();
        let left: Vec<String> = questions(&knowledge_base, &analysis, false)
            .iter()
            .map(|it| format!("{:?}", it.subject()))
            .collect();
        assert!(left.len() == 2 && !left.concat().contains("capacity"), "{left:?}");
    }

    #[test]
    fn an_answer_is_a_letter_or_a_word_with_a_reason_behind_it() {
        assert_eq!(read_answer(" Y \n"), Some((Answer::Yes, None)));
        assert_eq!(read_answer("n another host"), Some((Answer::No, Some("another host".to_owned()))));
        assert_eq!(read_answer("否"), Some((Answer::No, None)));
        assert_eq!(read_answer("undo"), Some((Answer::Undo, None)));
        for line in ["", "maybe", "quit smoking", "yn"] {
            assert_eq!(read_answer(line), None, "{line}");
        }
    }
}
