//! The message about action items in the form that each chat's webhook takes. Nothing sends it: a recipe pipes it to `curl`.
//!
//! Slack: <https://docs.slack.dev/messaging/formatting-message-text>. Feishu:
//! <https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot>. `DingTalk`:
//! <https://open.dingtalk.com/document/robots/custom-robot-access>. Teams: an adaptive card for a workflow's webhook,
//! <https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using>.

use serde_json::{Value, json};

use super::digest::{Digest, OwnerItems, plain};
use crate::diagnostics::printable;

/// Most characters of one part of a message: Slack takes 3,000 in a block, the others some 20,000 bytes in all.
const MAX_PART: usize = 2_800;
/// Most owners that have a part of their own; Slack takes 50 blocks.
const MAX_PARTS: usize = 20;
/// Most bytes of all parts together; Feishu takes 20 kB, Chinese and JSON around it included.
const MAX_ALL: usize = 14_000;

/// A chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chat {
    /// Blocks in Slack's own markup.
    Slack,
    /// An interactive card.
    Feishu,
    /// An action card; Markdown where the site has no address to lead to.
    DingTalk,
    /// An adaptive card.
    Teams,
}

/// The message of `digest` for the webhook of `chat`.
pub fn message(digest: &Digest, chat: Chat) -> String {
    let value = match chat {
        Chat::Slack => slack(digest),
        Chat::Feishu => feishu(digest),
        Chat::DingTalk => ding_talk(digest),
        Chat::Teams => teams(digest),
    };
    format!("{}\n", serde_json::to_string_pretty(&value).unwrap_or_default())
}

/// How a chat marks texts.
struct Marks {
    escape: fn(&str) -> String,
    bold: fn(&str) -> String,
    link: fn(&str, &str) -> String,
    bullet: &'static str,
}

const SLACK: Marks = Marks {
    escape: slack_text,
    bold: |it| format!("*{it}*"),
    link: |text, url| format!("<{}|{text}>", slack_url(url)),
    bullet: "• ",
};
const FEISHU: Marks = Marks {
    escape: feishu_text,
    bold: |it| format!("**{it}**"),
    link: |text, url| format!("[{text}]({url})"),
    bullet: "• ",
};
const MARKDOWN: Marks = Marks {
    escape: plain,
    bold: |it| format!("**{it}**"),
    link: |text, url| format!("[{text}]({url})"),
    bullet: "- ",
};

/// One part for each owner, as many as a message can hold, and how many items did not fit.
fn parts(digest: &Digest, marks: &Marks) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut size = 0;
    let mut n_left = 0;
    for owner in &digest.owners {
        let part = part(digest, owner, marks);
        if MAX_PARTS <= found.len() || MAX_ALL < size + part.len() {
            n_left += owner.lines.len();
            continue;
        }
        size += part.len();
        found.push(part);
    }
    if 0 < n_left {
        // What did not fit is counted: nobody may take the message for the whole list.
        found.push((marks.escape)(&digest.more_pattern.replace("{n}", &n_left.to_string())));
    }
    found.extend(digest.notes.iter().map(|it| (marks.escape)(it)));
    found
}

fn part(digest: &Digest, owner: &OwnerItems, marks: &Marks) -> String {
    let mut part = (marks.bold)(&(marks.escape)(&owner.name));
    if let Some(overdue) = &owner.overdue {
        part.push_str(&format!(" · {}", (marks.escape)(overdue)));
    }
    let mut n_cut = 0;
    for it in &owner.lines {
        let line = format!("\n{}{}", marks.bullet, digest.line(it, marks.escape, marks.link));
        if MAX_PART < part.chars().count() + line.chars().count() {
            n_cut += 1;
        } else {
            part.push_str(&line);
        }
    }
    if let Some(more) = &owner.more {
        part.push_str(&format!("\n{}{}", marks.bullet, (marks.escape)(more)));
    }
    if 0 < n_cut {
        let more = digest.more_pattern.replace("{n}", &n_cut.to_string());
        part.push_str(&format!("\n{}{}", marks.bullet, (marks.escape)(&more)));
    }
    part
}

fn slack(digest: &Digest) -> Value {
    let section = |text: &str| json!({ "type": "section", "text": { "type": "mrkdwn", "text": text } });
    let title: String = one_line(&digest.title).chars().take(150).collect();
    let mut blocks = vec![
        json!({ "type": "header", "text": { "type": "plain_text", "text": title } }),
        section(&slack_text(&digest.counts)),
    ];
    blocks.extend(parts(digest, &SLACK).iter().map(|it| section(it)));
    if let Some(url) = &digest.address {
        blocks.push(section(&(SLACK.link)(&slack_text(&digest.link_text), url)));
    }
    json!({ "text": format!("{}: {}", slack_text(&digest.title), slack_text(&digest.counts)), "blocks": blocks })
}

fn feishu(digest: &Digest) -> Value {
    let text = |text: &str| json!({ "tag": "div", "text": { "tag": "lark_md", "content": text } });
    let mut elements = vec![text(&feishu_text(&digest.counts))];
    elements.extend(parts(digest, &FEISHU).iter().map(|it| text(it)));
    if let Some(url) = &digest.address {
        elements.push(json!({ "tag": "action", "actions": [{
            "tag": "button", "type": "primary", "url": url,
            "text": { "tag": "plain_text", "content": one_line(&digest.link_text) } }] }));
    }
    json!({ "msg_type": "interactive", "card": {
        "config": { "wide_screen_mode": true },
        "header": {
            "title": { "tag": "plain_text", "content": one_line(&digest.title) },
            "template": if digest.is_late { "red" } else { "green" } },
        "elements": elements } })
}

fn ding_talk(digest: &Digest) -> Value {
    let title = one_line(&digest.title);
    let mut text = format!("### {}\n\n{}\n", plain(&digest.title), plain(&digest.counts));
    for it in parts(digest, &MARKDOWN) {
        // A list begins only after an empty line there.
        text.push_str(&format!("\n{}\n", it.replacen("\n- ", "\n\n- ", 1)));
    }
    match &digest.address {
        Some(url) => json!({ "msgtype": "actionCard", "actionCard": {
            "title": title, "text": text, "singleTitle": one_line(&digest.link_text), "singleURL": url } }),
        None => json!({ "msgtype": "markdown", "markdown": { "title": title, "text": text } }),
    }
}

fn teams(digest: &Digest) -> Value {
    let block = |text: &str| json!({ "type": "TextBlock", "text": text, "wrap": true });
    let mut body = vec![
        json!({ "type": "TextBlock", "text": plain(&digest.title), "wrap": true, "weight": "Bolder", "size": "Medium" }),
        block(&plain(&digest.counts)),
    ];
    for it in parts(digest, &MARKDOWN) {
        body.push(block(&it.replacen("\n- ", "\n\n- ", 1)));
    }
    let mut card = json!({
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard", "version": "1.4", "body": body });
    if let Some(url) = &digest.address {
        card["actions"] =
            json!([{ "type": "Action.OpenUrl", "title": one_line(&digest.link_text), "url": url }]);
    }
    json!({ "type": "message", "attachments": [{
        "contentType": "application/vnd.microsoft.card.adaptive", "contentUrl": null, "content": card }] })
}

fn one_line(text: &str) -> String {
    printable(text).replace(['\n', '\r', '\t'], " ")
}

/// Slack knows no escape but of three signs; a mark outside a word marks nothing behind a space of no width.
fn slack_text(text: &str) -> String {
    let text = one_line(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let is_inside = out.chars().next_back().is_some_and(char::is_alphanumeric) && c == '_';
        if matches!(c, '*' | '_' | '~' | '`') && !is_inside {
            out.push('\u{200B}');
        }
        out.push(c);
    }
    out
}

fn slack_url(url: &str) -> String {
    url.replace('&', "&amp;").replace('<', "%3C").replace('>', "%3E").replace('|', "%7C")
}

/// Feishu's Markdown takes entities for its marks.
fn feishu_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in one_line(text).chars() {
        match c {
            '&' | '<' | '>' | '*' | '~' | '[' | ']' | '`' | '\\' => {
                out.push_str(&format!("&#{};", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_calls_everybody_or_is_read_as_a_mark() {
        assert_eq!(
            slack_text("<!channel> *now* pool_size"),
            "&lt;!channel&gt; \u{200B}*now\u{200B}* pool_size"
        );
        assert_eq!(
            feishu_text("<at id=all></at> **x**"),
            "&#60;at id=all&#62;&#60;/at&#62; &#42;&#42;x&#42;&#42;"
        );
    }
}
