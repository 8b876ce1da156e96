//! A team's own words, added to the built-in ones: lists of `lexicon:` in `afterword.yaml`.
//!
//! A word that already means something else is refused: a document would be read one way or the other, and nobody
//! could tell which. Columns and phrases of events may share words, as the built-in ones do: which of them is
//! meant is decided by the other columns, or by the line.

use super::forms::fold;
use super::meanings::{DocumentKind, StatusWord, named};
use super::words::{Axis, Lexicon, bare};
use crate::model::{ActionStatus, Column, DocumentStatus, EventKind, Field, SectionKind};

/// The lists under `lexicon:`, each with its own meanings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum WordList {
    /// Keys of front matter, bold labels, rows of key/value tables.
    Labels,
    /// Headings of sections.
    Headings,
    /// Heads of table columns.
    Columns,
    /// States of action items.
    States,
    /// States of documents.
    DocumentStates,
    /// Cells of a timeline's type column.
    EventTypes,
    /// Phrases in the lines of a timeline, by milestone.
    Events,
    /// Names of folders, by what their documents are.
    Folders,
}

/// A short name of the section of action items.
const ACTIONS: &str = "actions";

impl WordList {
    /// Every list.
    pub(crate) const ALL: [Self; 8] = [
        Self::Labels,
        Self::Headings,
        Self::Columns,
        Self::States,
        Self::DocumentStates,
        Self::EventTypes,
        Self::Events,
        Self::Folders,
    ];

    /// Its key below `lexicon:`.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Labels => "labels",
            Self::Headings => "headings",
            Self::Columns => "columns",
            Self::States => "states",
            Self::DocumentStates => "document_states",
            Self::EventTypes => "event_types",
            Self::Events => "events",
            Self::Folders => "folders",
        }
    }

    /// The names of the meanings that its words can have.
    pub(crate) fn meanings(self) -> Vec<&'static str> {
        match self {
            Self::Labels => Field::all().map(Field::name).collect(),
            Self::Headings => SectionKind::ALL.iter().map(|it| it.name()).chain([ACTIONS]).collect(),
            Self::Columns => Column::ALL.iter().map(|it| it.name()).collect(),
            Self::States => {
                let known = ActionStatus::ALL.into_iter().filter(|it| *it != ActionStatus::Unknown);
                known.map(ActionStatus::as_str).collect()
            }
            Self::DocumentStates => {
                DocumentStatus::ALL.map(DocumentStatus::as_str).into_iter().chain(["incident"]).collect()
            }
            Self::EventTypes => EventKind::ALL.map(EventKind::as_str).to_vec(),
            Self::Events => {
                vec![
                    "introduced",
                    "started",
                    "detected",
                    "acknowledged",
                    "diagnosed",
                    "mitigated",
                    "resolved",
                ]
            }
            Self::Folders => DocumentKind::ALL.map(DocumentKind::as_str).to_vec(),
        }
    }
}

impl Lexicon {
    /// Lets `word` of `list` mean `meaning`, which is one of [`WordList::meanings`].
    ///
    /// # Errors
    /// The name of what the word means already.
    pub(crate) fn add(&mut self, list: WordList, meaning: &str, word: &str) -> Result<(), &'static str> {
        // `Hva skjedde?` is compared whole, and without its mark behind a number.
        let mut forms = vec![fold(word), bare(word)];
        forms.retain(|it| !it.is_empty());
        forms.dedup();
        for form in forms {
            match list {
                WordList::Labels => put(&mut self.fields, form, Field::from_name(meaning), Field::name)?,
                WordList::Headings => {
                    let meaning = if meaning == ACTIONS { SectionKind::ActionItems.name() } else { meaning };
                    put(&mut self.sections, form, SectionKind::from_name(meaning), SectionKind::name)?;
                }
                WordList::States => {
                    let state = named(&ActionStatus::ALL, ActionStatus::as_str, meaning);
                    put(&mut self.action_status, form, state, ActionStatus::as_str)?;
                }
                WordList::DocumentStates => {
                    put(&mut self.document_status, form, StatusWord::from_name(meaning), StatusWord::name)?;
                }
                WordList::EventTypes => {
                    let kind = named(&EventKind::ALL, EventKind::as_str, meaning);
                    put(&mut self.event_kinds, form, kind, EventKind::as_str)?;
                }
                WordList::Folders => {
                    let kind = named(&DocumentKind::ALL, DocumentKind::as_str, meaning);
                    put(&mut self.folders, form, kind, DocumentKind::as_str)?;
                }
                WordList::Columns => {
                    if let Some(column) = Column::from_name(meaning) {
                        self.columns.entry(column).or_default().push(form);
                    }
                }
                WordList::Events => self.event_phrases.entry(meaning.to_owned()).or_default().add(&form),
            }
        }
        Ok(())
    }

    /// Lets the front matter key `word` mean the field `meaning`, whatever it meant before; `false` for an unknown one.
    pub(crate) fn set_key(&mut self, word: &str, meaning: &str) -> bool {
        let Some(field) = Field::from_name(meaning) else { return false };
        self.fields.insert(fold(word), field);
        true
    }

    /// What the documents below `path` are, by the innermost folder whose name the team has given a meaning.
    pub(crate) fn kind_of_folder(&self, path: &str) -> Option<DocumentKind> {
        let (folders, _) = path.rsplit_once('/')?;
        folders.rsplit('/').find_map(|it| self.folders.get(&fold(it)).copied())
    }
}

fn put<T: Copy + PartialEq>(
    axis: &mut Axis<T>,
    form: String,
    meaning: Option<T>,
    name: impl Fn(T) -> &'static str,
) -> Result<(), &'static str> {
    let Some(meaning) = meaning else { return Ok(()) };
    match axis.get(&form) {
        Some(known) if *known != meaning => Err(name(*known)),
        Some(_) => Ok(()),
        None => {
            axis.insert(form, meaning);
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_meaning_that_is_offered_is_understood() {
        for list in WordList::ALL {
            for meaning in list.meanings() {
                let mut words = Lexicon::default();
                words.add(list, meaning, "Word?").unwrap();
                assert_ne!(format!("{words:?}"), format!("{:?}", Lexicon::default()), "{meaning}");
            }
        }
    }

    #[test]
    fn a_word_has_one_meaning() {
        let mut words = (*Lexicon::built_in()).clone();
        assert_eq!(words.add(WordList::Labels, "severity", "Hvor ille"), Ok(()));
        assert_eq!(words.add(WordList::Labels, "severity", "hvor  ILLE"), Ok(()));
        assert_eq!(words.add(WordList::Labels, "title", "Hvor ille"), Err("severity"));
        assert_eq!(words.add(WordList::Headings, "impact", "Timeline"), Err("timeline"));
        assert_eq!(words.field("Hvor ille"), Some(Field::Severity));
        assert_eq!(Lexicon::built_in().field("Hvor ille"), None);
    }

    #[test]
    fn a_folder_says_what_its_documents_are() {
        let mut words = Lexicon::default();
        words.add(WordList::Folders, "incident", "Nedetid").unwrap();
        assert_eq!(words.kind_of_folder("ops/nedetid/2026/a.md").map(DocumentKind::as_str), Some("incident"));
        assert_eq!(words.kind_of_folder("nedetid.md"), None);
    }
}
