//! Words that make a value approximate.

use super::scan::Scan;

/// `~`, `about`, `约` and the like before a value.
pub(super) fn eat_about(scan: &mut Scan<'_>) -> bool {
    const WORDS: [&str; 19] = [
        "etwa",
        "rund",
        "environ",
        "cerca de",
        "aproximadamente",
        "aprox.",
        "omtrent",
        "ungefär",
        "approximately",
        "approx.",
        "approx",
        "about",
        "around",
        "roughly",
        "circa",
        "ca.",
        "c.",
        "estimated",
        "est.",
    ];
    const TEXTS: [&str; 13] =
        ["약", "~", "≈", "≃", "大约", "大概", "大約", "约", "約", "差不多", "將近", "将近", "推定"];
    let mut it = *scan;
    it.skip_spaces();
    let found = it.eat_text_of(&TEXTS) || it.eat_word_of(&WORDS).is_some();
    if found {
        it.skip_spaces();
        *scan = it;
    }
    found
}

/// `左右`, `頃`, `ish`, `?` and the like behind a value.
pub(super) fn eat_about_behind(scan: &mut Scan<'_>) -> bool {
    const TEXTS: [&str; 17] = [
        "경",
        "쯤",
        "左右",
        "上下",
        "前后",
        "前後",
        "许",
        "頃",
        "ごろ",
        "ころ",
        "(approx.)",
        "(approx)",
        "(约)",
        "(estimated)",
        "(est.)",
        "(推定)",
        "(预估)",
    ];
    let mut it = *scan;
    it.skip_spaces();
    let found = it.eat_text_of(&TEXTS)
        || it.eat_word_of(&["-ish", "ish", "approximately", "approx.", "approx", "estimated"]).is_some()
        || (it.at() == scan.at() && it.eat('?'));
    if found {
        *scan = it;
    }
    found
}
