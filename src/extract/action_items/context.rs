//! What the names over a group of action items mean for every one of them.

use super::piece::Known;
use crate::extract::outline::Section;
use crate::lexicon::headings::in_brackets;
use crate::lexicon::words::without_brackets;
use crate::model::{ActionStatus, ActionType, Horizon};
use crate::text::fold_name;

/// What the headings above mean for every item below.
#[derive(Debug, Clone, Default)]
pub(super) struct Context {
    pub(super) horizon: Option<Horizon>,
    pub(super) owner: Option<String>,
    pub(super) status: Option<ActionStatus>,
    pub(super) action_type: Option<ActionType>,
}

impl Context {
    /// What holds at the beginning of `section`.
    pub(super) fn of(section: &Section<'_>, known: Known<'_>) -> Self {
        let mut context = Self::default();
        for heading in section.above.iter().copied().chain([section.heading]) {
            context.below(heading, known);
        }
        context
    }

    /// What holds below a name that is a horizon, a state, a kind of action, or a person whom the document knows.
    pub(super) fn below(&mut self, name: &str, known: Known<'_>) {
        let name = name.trim_end_matches([':', '：']).trim();
        if let Some(horizon) = known.words.horizon(name) {
            self.horizon = Some(horizon);
        }
        // `改进措施（TODO）` names the section; a group's name, as `Pending`, says how far its items are.
        let is_section = known.words.section(name).is_some() && known.words.state_word(name).is_none();
        self.status = state(name, known).filter(|_| !is_section);
        self.action_type =
            known.words.action_type(name).or_else(|| known.words.action_type(without_brackets(name)));
        let handle =
            || name.strip_prefix('@').is_some_and(|it| !it.is_empty() && !it.contains(char::is_whitespace));
        let person = known.people.get(&fold_name(name));
        self.owner = handle().then(|| name.to_owned()).or_else(|| person.cloned());
    }
}

/// `Completed`, `立即行动 (已完成)`: the state that a group's name states.
fn state(name: &str, known: Known<'_>) -> Option<ActionStatus> {
    let inner = in_brackets(name);
    let stated = known.words.state_word(without_brackets(name));
    stated.or_else(|| known.words.state_word(inner).filter(|_| !inner.is_empty()))
}
