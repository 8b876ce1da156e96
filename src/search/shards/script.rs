//! Values as scripts that hand them to the search in the browser.

use serde::Serialize;

use super::integers;

/// `value` as it is written in a script.
pub(super) fn value(value: &impl Serialize) -> Result<String, serde_json::Error> {
    let value = serde_json::to_string(value)?;
    if !value.contains(['<', '\u{2028}', '\u{2029}']) {
        return Ok(value);
    }
    // `<` so that no text can close a script element or open a comment; the others end a line in old scripts.
    Ok(value.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029"))
}

/// The script that hands `value` of the build `build` over.
pub(super) fn call(build: &str, value: String) -> Vec<u8> {
    let mut script = value;
    script.insert_str(0, &format!("AfterwordSearch.receive(\"{build}\","));
    script.push_str(")\n");
    script.into_bytes()
}

/// `words`, each as the number of UTF-16 units that it shares with the one before (one digit) and the rest,
/// a line end between.
pub(super) fn front_coded<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let mut out = String::new();
    let mut last = "";
    for (idx, word) in words.into_iter().enumerate() {
        if 0 < idx {
            out.push('\n');
        }
        push_difference(&mut out, last, word);
        last = word;
    }
    out
}

/// Appends how many UTF-16 units `word` shares with `earlier`, in one digit, and the rest of it.
pub(super) fn push_difference(out: &mut String, earlier: &str, word: &str) {
    let (units, bytes) = shared(earlier, word);
    integers::push(out, units);
    out.push_str(&word[bytes..]);
}

/// The length of what two words begin with, at most 61 units: UTF-16 units, and bytes.
fn shared(a: &str, b: &str) -> (u32, usize) {
    let (mut units, mut bytes) = (0, 0);
    for (a, b) in a.chars().zip(b.chars()) {
        let more = if a < '\u{10000}' { 1 } else { 2 };
        if a != b || 61 < units + more {
            break;
        }
        units += more;
        bytes += a.len_utf8();
    }
    (units, bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_can_leave_its_script() {
        let script = call("b", value(&"</script>\u{2028}\"\\\n").unwrap());
        let script = String::from_utf8(script).unwrap();
        assert_eq!(script, "AfterwordSearch.receive(\"b\",\"\\u003c/script>\\u2028\\\"\\\\\\n\")\n");
    }

    #[test]
    fn words_share_whole_characters_only() {
        // U+20000 and U+20001 begin with the same UTF-16 unit.
        assert_eq!(front_coded(["连接", "连续", "𠀀a", "𠀁a", "𠀁b"]), " 连接\n!续\n 𠀀a\n 𠀁a\n#b");
    }
}
