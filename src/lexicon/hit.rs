//! Labels that name what was hit, by their two parts: `Composants impactés`, `Affected systems/services`, `受影响组件`.
//!
//! No list holds them all: each language has its words for being hit, in several forms, and for what users have.

use super::words::{Lexicon, bare, without_brackets};

impl Lexicon {
    /// Whether `label` consists of a word for being hit and of what users have, in any order.
    pub(super) fn names_what_was_hit(&self, label: &str) -> bool {
        let name = bare(without_brackets(label));
        self.affected.iter().any(|it| {
            let behind = name.strip_prefix(it.as_str()).filter(|rest| is_apart(it, rest.chars().next()));
            let before = name.strip_suffix(it.as_str()).filter(|rest| is_apart(it, rest.chars().next_back()));
            [behind, before].into_iter().flatten().any(|rest| self.names_things(rest.trim()))
        })
    }

    /// Whether `name` is what users have: one word, or several that are joined.
    fn names_things(&self, name: &str) -> bool {
        const JOINTS: [&str; 11] =
            [" and ", " et ", " y ", " e ", " und ", " og ", " och ", " и ", "和", "及", "と"];
        let joined = JOINTS.iter().fold(name.to_owned(), |it, joint| it.replace(joint, "/"));
        joined.split(['/', '&', '、', '・', ',']).all(|it| self.things.contains(it.trim()))
    }
}

/// Whether the word `word` does not go on in what is beside it; Chinese and Japanese words have no blank there.
fn is_apart(word: &str, beside: Option<char>) -> bool {
    beside == Some(' ') || !word.is_ascii() && beside.is_some_and(crate::text::is_cjk)
}

#[cfg(test)]
mod tests {
    use crate::lexicon::words::Lexicon;
    use crate::model::Field;

    #[test]
    fn what_was_hit_is_named_by_two_parts_in_any_order() {
        let words = Lexicon::built_in();
        for label in [
            "Affected Systems/Services",
            "Impacted applications",
            "Composants impactés",
            "Betroffene Systeme",
            "Aplicaciones afectadas",
            "Serviços e sistemas afetados",
            "受影响组件",
            "影響を受けたコンポーネント",
            "영향받은 서비스",
            "Затронутые компоненты",
        ] {
            assert_eq!(words.field(label), Some(Field::Services), "{label}");
        }
        for label in ["Affected files", "Données affectées", "Affected", "Impact", "影响范围", "Produits"]
        {
            let found = words.field(label);
            assert!(found != Some(Field::Services) || label == "Affected", "{label}");
        }
    }
}
