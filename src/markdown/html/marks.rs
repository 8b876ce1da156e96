//! Marks before what they mark: languages of code, kinds of alerts, tags of links.

use pulldown_cmark::BlockQuoteKind;

use super::{escape, url};

/// The language of a code block: the first word behind the fence, as a class name.
pub(super) fn language(info: &str) -> String {
    let info = info.trim_start_matches(['{', '.', ' ']);
    let end = info
        .find(|it: char| !(it.is_ascii_alphanumeric() || matches!(it, '_' | '+' | '-')))
        .unwrap_or(info.len());
    let rest = &info[end..];
    match info[..end].to_ascii_lowercase().as_str() {
        "c" if rest.starts_with('#') => "csharp".to_owned(),
        "f" if rest.starts_with('#') => "fsharp".to_owned(),
        language => language.to_owned(),
    }
}

/// The kind of alert that a quote with `[!注意]` on its first line is, and that marker.
///
/// GitHub's five are known to the parser; these are what Chinese authors and other tools write.
pub(super) fn alert_marker(quote: &str) -> Option<(BlockQuoteKind, String)> {
    let line = quote.strip_prefix('>')?.trim_start_matches(' ');
    let line = line.strip_prefix("[!").and(line.lines().next())?.trim_end();
    let word = line.strip_prefix("[!")?.strip_suffix(']')?;
    let kind = match word.to_lowercase().as_str() {
        "注意" | "警告" | "attention" => BlockQuoteKind::Warning,
        "提示" | "技巧" | "建议" | "hint" => BlockQuoteKind::Tip,
        "说明" | "备注" | "注" | "信息" | "info" | "abstract" => BlockQuoteKind::Note,
        "重要" => BlockQuoteKind::Important,
        "危险" | "小心" | "严重" | "danger" | "error" => BlockQuoteKind::Caution,
        _ => return None,
    };
    Some((kind, line.to_owned()))
}

/// `<a href="…"` with what a link of its kind has, open for more.
pub(super) fn start_tag(address: &str, class: &str, external: bool) -> String {
    let mut tag = String::from("<a");
    let class = if external && class.is_empty() { "external" } else { class };
    if !class.is_empty() {
        tag.push_str(" class=\"");
        tag.push_str(class);
        tag.push('"');
    }
    tag.push_str(" href=\"");
    escape::escaped(&mut tag, &url::encoded(address));
    tag.push('"');
    if external {
        tag.push_str(" rel=\"noopener noreferrer\"");
    }
    tag
}
