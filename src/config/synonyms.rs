//! `synonyms`: words that mean the same to this team.

use super::Place;
use super::path::ValuePath;
use crate::diagnostics::codes;
use crate::phrase::say;
use crate::text::fold;

/// The lists that say something: two different words or more, each of two characters or more.
pub(super) fn groups(at: &Place<'_>, written: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let path = ValuePath::of(["synonyms"]);
    let mut groups = Vec::new();
    for (nth, words) in written.into_iter().enumerate() {
        let list = path.item(nth);
        let mut kept: Vec<String> = Vec::new();
        for (place, word) in words.iter().enumerate() {
            let word = word.split_whitespace().collect::<Vec<&str>>().join(" ");
            if word.chars().count() < 2 {
                let message = say!("failure.config-synonym-short", written = &word);
                at.doubt(
                    &codes::DOUBTFUL_SETTING,
                    &list.item(place),
                    message,
                    say!("failure.config-synonym-short-hint"),
                );
            } else if kept.iter().all(|it| fold(it) != fold(&word)) {
                kept.push(word);
            }
        }
        if kept.len() < 2 {
            let message = say!("failure.config-synonym-alone");
            at.doubt(&codes::DOUBTFUL_SETTING, &list, message, say!("failure.config-synonym-alone-hint"));
        } else {
            groups.push(kept);
        }
    }
    groups
}
