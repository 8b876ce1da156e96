//! `:warning:` and its kind, as GitHub writes signs, in text that is not code.

/// A sign that took the place of a shortcode.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sign {
    /// What is shown.
    pub(super) shown: &'static str,
    /// As it was written, with its colons.
    pub(super) written: String,
}

/// Replaces every shortcode in `text`; what no sign has for its name, such as the minutes of `10:30:15`, stays.
pub(super) fn replace(text: &mut String) -> Vec<Sign> {
    let mut signs = Vec::new();
    if text.matches(':').count() < 2 {
        return signs;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find(':') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        match sign(&out, from) {
            Some(sign) => {
                out.push_str(sign.shown);
                rest = &from[sign.written.len()..];
                signs.push(sign);
            }
            None => {
                out.push(':');
                rest = &from[1..];
            }
        }
    }
    if signs.is_empty() {
        return signs;
    }
    out.push_str(rest);
    *text = out;
    signs
}

/// `text` with the shortcodes that `signs` took the place of, in order.
pub(super) fn written(text: &str, signs: &[Sign]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    for sign in signs {
        let Some((before, behind)) = rest.split_once(sign.shown) else { break };
        out.push_str(before);
        out.push_str(&sign.written);
        rest = behind;
    }
    out.push_str(rest);
    out
}

/// The sign whose shortcode `from` begins with, behind `before`.
fn sign(before: &str, from: &str) -> Option<Sign> {
    let name = &from[1..];
    let length = name.find(|it: char| {
        !(it.is_ascii_lowercase() || it.is_ascii_digit() || matches!(it, '_' | '+' | '-'))
    })?;
    let behind = name[length..].strip_prefix(':')?;
    // A clock, or a key in a line of YAML.
    let is_within = before.ends_with(|it: char| it.is_ascii_alphanumeric())
        || behind.starts_with(|it: char| it.is_ascii_alphanumeric());
    let shown = emojis::get_by_shortcode(&name[..length]).filter(|_| !is_within)?.as_str();
    Some(Sign { shown, written: from[..length + 2].to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let mut shown = text.to_owned();
        replace(&mut shown);
        let signs = replace(&mut shown.clone());
        assert!(signs.is_empty(), "a sign is not a shortcode");
        assert_eq!(shown, expected);
    }

    #[test]
    fn shortcodes_are_signs() {
        check(":warning: Low :white_check_mark:", "⚠️ Low ✅");
        check("故障:rocket:了 :+1:", "故障🚀了 👍");
        check(
            "10:30:15 a:b:c :nothing_of_the_kind: std::io::Error",
            "10:30:15 a:b:c :nothing_of_the_kind: std::io::Error",
        );
    }
}
