//! Front matter for existing documents, from what was read in their bodies.
//!
//! Nothing is written that would change how the document is read: the document with its new head is read again before anybody
//! sees it, and a key that would change any other value, on an internal build or a public one, is left out.

mod entries;
mod place;
mod reading;
mod write;

use crate::diagnostics::{codes, unified_diff};
use crate::extract::{Extracted, Head, Settings, head};
use crate::files::{FileId, SourceMap};
use crate::model::Suggestions;
use crate::phrase::{Phrase, say};

use entries::{Entry, Known};
use reading::Readings;

/// What is wanted beside the usual.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options<'a> {
    /// Action items too; the body stays their source otherwise.
    pub action_items: bool,
    /// A comment behind every line with the place where its value was read.
    pub explain: bool,
    /// What is only suggested too, each with a comment that says so: the suggestions of the knowledge base for this
    /// document, without those that somebody has rejected.
    pub suggested: Option<&'a Suggestions>,
}

/// What is to be done with a document.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// It gets these keys.
    Adopted(Adoption),
    /// Its front matter has all that was read, but for the keys that cannot be written.
    Complete(Vec<LeftOut>),
    /// It stays as it is, for this reason.
    Skipped(Phrase),
}

/// A document with its new head.
#[derive(Debug, Clone)]
pub struct Adoption {
    /// The whole file; every byte that was there is there still, in the same order.
    pub bytes: Vec<u8>,
    /// What was put in, as a patch that `git apply` takes.
    pub diff: String,
    /// The keys that were written, as `timeline.started`, with the value as YAML.
    pub keys: Vec<(String, String)>,
    /// The keys that were read and could not be written.
    pub left_out: Vec<LeftOut>,
}

/// A value that was read and is not written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Its key, as `timeline.started`.
    pub key: String,
    /// Why.
    pub reason: Phrase,
}

/// What the document `file`, whose bytes on disk are `original`, is to become.
///
/// `settings` are those of a build; its overrides name documents that must not be changed.
pub fn adopt(
    sources: &SourceMap,
    file: FileId,
    original: &[u8],
    settings: &Settings<'_>,
    options: Options<'_>,
) -> Outcome {
    let source = sources.get(file);
    let (indent, fields) = match head(&source.text, &settings.config.lexicon) {
        Head::None => (0, Vec::new()),
        Head::Yaml { indent, fields, .. } => (indent, fields),
        Head::Toml => return Outcome::Skipped(say!("adopt.toml")),
        Head::Flow => return Outcome::Skipped(say!("adopt.flow")),
        Head::Broken => return Outcome::Skipped(say!("adopt.broken")),
    };
    let before = Readings::new(&source.path, &source.text, settings);
    if settings.overrides.speak_of(&source.path) || before.is_overridden() {
        return Outcome::Skipped(say!("adopt.overridden"));
    }
    let known = match subject(&before) {
        Ok(known) => known,
        Err(reason) => return Outcome::Skipped(reason),
    };
    let words = &settings.config.lexicon;
    let notes = |n_lines: usize, explain: bool| write::Notes {
        readings: &before,
        shift: place::n_lines_added(&source.text, words, n_lines),
        explain,
        locale: settings.config.site.language,
    };
    let lines = |chosen: &[Entry], explain: bool| {
        let n_lines = write::lines(chosen, indent, notes(0, false)).len();
        write::lines(chosen, indent, notes(n_lines, explain))
    };
    let read_with = |chosen: &[Entry]| {
        let bytes = place::insert(original, &source.text, &lines(chosen, false), words)?;
        let text = crate::source::text_of(&bytes)?;
        Some(Readings::new(&source.path, &text, settings))
    };
    let candidates = entries::of(known, &fields, settings.config, options.action_items);
    let (mut chosen, left_out) = fitting(candidates, |chosen| {
        let after = read_with(chosen)?;
        before.says_the_same_as(&after, settings.config, options.action_items).then_some(())
    });
    if let Some(suggestions) = options.suggested {
        for guess in entries::suggested(known, &fields, suggestions, file) {
            let field = guess.field;
            chosen.push(guess);
            // The guess is read as the value of its field, and causes no finding.
            if !read_with(&chosen)
                .is_some_and(|after| after.states(field) && after.has_no_more_findings(&before))
            {
                chosen.pop();
            }
        }
    }
    if chosen.is_empty() {
        return Outcome::Complete(left_out);
    }
    let Some(bytes) = place::insert(original, &source.text, &lines(&chosen, options.explain), words) else {
        return Outcome::Skipped(say!("adopt.no-place"));
    };
    Outcome::Adopted(Adoption {
        diff: unified_diff(
            &source.shown_path,
            &String::from_utf8_lossy(original),
            &String::from_utf8_lossy(&bytes),
        ),
        bytes,
        keys: chosen.iter().map(|it| (it.name(), write::value(&it.value))).collect(),
        left_out,
    })
}

/// The one incident or runbook of the document, else why it has none.
fn subject(readings: &Readings) -> Result<Known<'_>, Phrase> {
    match readings.public() {
        [Extracted::Incident(it)] => Ok(Known::Incident(it)),
        [Extracted::Runbook(it)] => Ok(Known::Runbook(it)),
        [Extracted::Page(_)] => Err(say!("adopt.page")),
        [] => {
            let finding = readings.findings().iter().find(|it| it.kind.code == codes::SET_ASIDE.code);
            Err(finding.map_or_else(|| say!("adopt.unreadable"), |it| it.message.clone()))
        }
        several => Err(say!("adopt.several", n = several.len())),
    }
}

/// All of `candidates` where they fit together, else those that fit one after the other.
fn fitting(candidates: Vec<Entry>, fits: impl Fn(&[Entry]) -> Option<()>) -> (Vec<Entry>, Vec<LeftOut>) {
    if candidates.is_empty() || fits(&candidates).is_some() {
        return (candidates, Vec::new());
    }
    let mut chosen: Vec<Entry> = Vec::new();
    let mut left_out = Vec::new();
    for candidate in candidates {
        let key = candidate.name();
        chosen.push(candidate);
        if fits(&chosen).is_none() {
            chosen.pop();
            left_out.push(LeftOut { key, reason: say!("adopt.changes-reading") });
        }
    }
    (chosen, left_out)
}
