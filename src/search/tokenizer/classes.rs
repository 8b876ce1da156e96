//! Code points: how each one is folded, and which class the folded one belongs to.
//!
//! Everything is decided one code point at a time, from ranges and two Unicode properties, so that a
//! script in the browser can decide the same. No locale, no dictionary.

use std::borrow::Cow;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

/// What a folded code point does to the run that is being read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Chinese, Japanese, Korean: cut into bigrams.
    Cjk,
    /// Letters and numbers of every other script.
    Word,
    /// `_`, `-` or `.`: joins two word characters, ends the run anywhere else.
    Connector,
    /// Everything else: ends the run.
    Other,
}

/// Ranges of class [`Class::Cjk`], both ends inclusive.
const CJK: [(u32, u32); 9] = [
    (0x3005, 0x3005),   // 々
    (0x3007, 0x3007),   // 〇
    (0x3041, 0x30FF),   // kana
    (0x31F0, 0x31FF),   // small katakana
    (0x3400, 0x4DBF),   // extension A
    (0x4E00, 0x9FFF),   // unified ideographs
    (0xAC00, 0xD7A3),   // Hangul syllables
    (0xF900, 0xFAFF),   // compatibility ideographs
    (0x20000, 0x323AF), // extensions B to H
];

/// Ranges that are skipped as if they were not there, both ends inclusive.
///
/// Combining accents, because folding drops them from composed letters too; the rest is invisible and
/// comes with text that was copied from web pages.
const IGNORED: [(u32, u32); 5] = [
    (0x00AD, 0x00AD), // soft hyphen
    (0x0300, 0x036F), // combining accents
    (0x200B, 0x200D), // zero-width space and joiners
    (0x2060, 0x2060), // word joiner
    (0xFEFF, 0xFEFF), // byte order mark
];

/// Full-width and half-width forms: replaced by their NFKC form.
const WIDTH_FORMS: (u32, u32) = (0xFF00, 0xFFEF);

/// Accented Latin letters: replaced by their NFKD form without what [`IGNORED`] names.
const ACCENTED: [(u32, u32); 2] = [(0x00C0, 0x024F), (0x1E00, 0x1EFF)];

/// Pairs of a traditional character and the simplified one, in a script that browsers load where they need it.
const VARIANTS: &str = include_str!("../browser/variants/pairs.js");

/// The block that has them.
const IDEOGRAPHS: (u32, u32) = (0x4E00, 0x9FFF);

/// For every ideograph of the block the one that it is folded to.
static SIMPLIFIED: LazyLock<Vec<char>> = LazyLock::new(|| {
    let (first, last) = IDEOGRAPHS;
    let mut table: Vec<char> = (first..=last).filter_map(char::from_u32).collect();
    let mut pairs = VARIANTS.chars().filter(|it| within(u32::from(*it), IDEOGRAPHS));
    while let (Some(from), Some(to)) = (pairs.next(), pairs.next()) {
        table[(u32::from(from) - first) as usize] = to;
    }
    table
});

/// `c`, or the simplified character where it is a traditional one.
fn simplified_char(c: char) -> char {
    let place = u32::from(c).checked_sub(IDEOGRAPHS.0).and_then(|it| usize::try_from(it).ok());
    place.and_then(|it| SIMPLIFIED.get(it)).copied().unwrap_or(c)
}

/// `text` with simplified characters in the place of traditional ones.
pub(in crate::search) fn simplified(text: &str) -> Cow<'_, str> {
    if text.chars().all(|it| simplified_char(it) == it) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(simplified_char).collect())
}

/// Calls `out` with every code point that `c` folds to: the folded one, still in its own case.
///
/// `Ａ` gives `A`, `é` gives `e`, `連` gives `连`, a zero-width space gives nothing, `㎡` stays as it is.
pub(super) fn fold(c: char, mut out: impl FnMut(char)) {
    if c.is_ascii() {
        out(c);
        return;
    }
    let code = u32::from(c);
    if within(code, WIDTH_FORMS) {
        std::iter::once(c).nfkc().for_each(out);
    } else if ACCENTED.iter().any(|it| within(code, *it)) {
        std::iter::once(c).nfkd().filter(|it| !is_ignored(*it)).for_each(out);
    } else if !is_ignored(c) {
        out(simplified_char(c));
    }
}

/// The class of a folded code point.
pub(super) fn class(c: char) -> Class {
    if c.is_ascii() {
        return match c {
            '0'..='9' | 'A'..='Z' | 'a'..='z' => Class::Word,
            '_' | '-' | '.' => Class::Connector,
            _ => Class::Other,
        };
    }
    let code = u32::from(c);
    if CJK.iter().any(|it| within(code, *it)) {
        Class::Cjk
    } else if c.is_alphabetic() || c.is_numeric() {
        Class::Word
    } else {
        Class::Other
    }
}

fn is_ignored(c: char) -> bool {
    IGNORED.iter().any(|it| within(u32::from(c), *it))
}

fn within(code: u32, (first, last): (u32, u32)) -> bool {
    (first..=last).contains(&code)
}
