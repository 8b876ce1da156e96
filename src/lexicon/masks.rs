//! Letters in place of figures: `AAAA-MM-DD`, `TT.MM.JJJJ`, `ГГГГ-ММ-ДД`, `HH:MM`, `20XX年XX月XX日`.
//!
//! Every language has its own letters for year, month and day, so no list of masks is complete. They share a form:
//! each figure is one letter, as often as the figure has digits.

/// Most characters of a word that may be a mask: `YYYY-MM-DDTHH:MM:SS+00:00`.
const MAX_WORD: usize = 32;

/// Whether a word of `text` is the mask of a day or of a time.
pub(crate) fn holds_mask(text: &str) -> bool {
    let is_inside = |c: char| c.is_alphanumeric() || matches!(c, '-' | '/' | '.' | ':' | '年' | '月' | '日');
    text.split(|c: char| !is_inside(c))
        .filter(|it| it.len() <= MAX_WORD * 3)
        .any(|word| is_day(word) || is_wide_day(word) || is_time(word) || is_year(word))
}

/// `AAAA-MM-DD`, `dd/mm/yyyy`, `2026-XX-XX`, `INC-YYYY-MM-DD`.
fn is_day(word: &str) -> bool {
    let groups: Vec<&str> = word.split(['-', '/', '.']).collect();
    groups.windows(3).any(|it| {
        let &[first, second, last] = it else { return false };
        // `YYYY-MM-DDTHH:MM`
        let last = last.split_once(['T', 't']).map_or(last, |it| if it.0.is_empty() { last } else { it.0 });
        let parts = [first, second, last];
        let is_form = matches!(parts.map(|it| it.chars().count()), [4 | 2, 2, 2] | [2, 2, 4]);
        let letters = parts.map(one_letter);
        let is_of_letters = letters.iter().all(Option::is_some) && letters[0] != letters[1];
        // `20XX-XX-XX` and `2026-XX-XX` have figures beside the letters.
        let is_open = |it: &str| it.chars().all(|c| c == 'X' || c == 'x');
        let is_figure = |it: &str| it.chars().all(|c| c.is_ascii_digit()) || is_year(it);
        let is_mixed =
            parts.iter().all(|it| is_open(it) || is_figure(it)) && parts.iter().any(|it| is_open(it));
        is_form && (is_of_letters || is_mixed)
    })
}

/// `YYYY年MM月DD日`, `20XX年X月X日`.
fn is_wide_day(word: &str) -> bool {
    let Some((year, rest)) = word.split_once('年') else { return false };
    let Some((month, _)) = rest.split_once('月') else { return false };
    let is_open = |it: &str| one_letter(it).is_some() && it.is_ascii();
    (is_open(year) || is_year(year)) && (month.is_empty() || is_open(month)) || is_open(month)
}

/// `HH:MM`, `hh:mm:ss`, `xx:xx`, `ЧЧ:ММ`, `SS:MM`.
fn is_time(word: &str) -> bool {
    const HOURS: &str = "hxчsugг";
    const MINUTES: &str = "mxм";
    let mut groups = word.trim_end_matches(':').split(':');
    let letter = |it: Option<&str>| {
        let it = it.filter(|it| it.chars().count() == 2)?;
        one_letter(it)
    };
    let is_of = |it: Option<char>, letters: &str| it.is_some_and(|it| letters.contains(it));
    let (hour, minute) = (letter(groups.next()), letter(groups.next()));
    is_of(hour, HOURS) && is_of(minute, MINUTES)
}

/// `20XX`, `202x`: a year that is still open.
fn is_year(word: &str) -> bool {
    word.len() == 4
        && word.starts_with("20")
        && word.ends_with(['X', 'x'])
        && word[2..].chars().all(|c| c.is_ascii_digit() || c == 'X' || c == 'x')
}

/// The letter, in lower case, that is all of `group`; `None` where it is anything else.
fn one_letter(group: &str) -> Option<char> {
    let mut letters = group.chars().flat_map(char::to_lowercase);
    let first = letters.next().filter(|it| it.is_alphabetic())?;
    letters.all(|it| it == first).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_in_place_of_figures_are_masks_in_every_language() {
        for text in [
            "AAAA-MM-DD",
            "Fecha: dd/mm/aaaa",
            "TT.MM.JJJJ",
            "JJJJ-MM-TT hh:mm",
            "RRRR-MM-DD",
            "ГГГГ-ММ-ДД",
            "ДД.ММ.ГГГГ ЧЧ:ММ",
            "YYYY-MM-DDTHH:MM+00:00",
            "INC-AAAA-MM-DD",
            "YYYY年MM月DD日",
            "20XX年XX月XX日",
            "XX年X月X日",
            "2026-XX-XX",
            "20XX-XX-XX",
            "HH:MM:",
            "xx:xx",
        ] {
            assert!(holds_mask(text), "{text}");
        }
    }

    #[test]
    fn names_and_addresses_are_no_masks() {
        for text in [
            "aa:bb:cc:dd:ee:ff",
            "the 5xx rate",
            "v1.x.x",
            "2026-01-23 14:32",
            "www.example.org",
            "2026年1月23日",
            "10.0.0.1",
            "ss/tt",
            "AA-12-BB",
            "XX",
        ] {
            assert!(!holds_mask(text), "{text}");
        }
    }
}
