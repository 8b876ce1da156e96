//! A calendar of due dates and reviews: RFC 5545, as calendar programs subscribe to.
//!
//! Days are all-day events (`VEVENT`) and no tasks: the calendars that people subscribe with show no `VTODO`.
//! Nothing comes from a clock: an event's time stamp is the day on which its promise was made.

use jiff::civil::Date;

use super::input::Input;
use crate::address::Route;
use crate::analysis::action_items::{is_tracked, opened, overdue_days};
use crate::i18n::Messages;
use crate::model::{ActionItem, ActionStatus, Incident};

/// Most bytes of a line, its end not counted (RFC 5545, 3.1).
const MAX_LINE_BYTES: usize = 75;

/// The calendar `title` of `items` that are still to be done and of the next reviews of `incidents`.
pub fn calendar<'a>(
    input: &Input<'_>,
    messages: &Messages,
    title: &str,
    items: impl IntoIterator<Item = (&'a Incident, &'a ActionItem)>,
    incidents: impl IntoIterator<Item = &'a Incident>,
) -> String {
    let mut events: Vec<Event> =
        items.into_iter().filter_map(|(incident, it)| due(input, messages, incident, it)).collect();
    events.extend(incidents.into_iter().filter_map(|it| review(input, messages, it)));
    events.sort_by(|a, b| (a.day, &a.summary, &a.uid).cmp(&(b.day, &b.summary, &b.uid)));
    let mut out = Lines::default();
    out.add("BEGIN", "VCALENDAR");
    out.add("VERSION", "2.0");
    out.add("PRODID", &format!("-//Afterword//{}//EN", env!("CARGO_PKG_VERSION")));
    out.add("CALSCALE", "GREGORIAN");
    out.add("NAME", &escaped(title));
    out.add("X-WR-CALNAME", &escaped(title));
    out.add("REFRESH-INTERVAL;VALUE=DURATION", "P1D");
    out.add("X-PUBLISHED-TTL", "P1D");
    for it in &events {
        it.write(&mut out);
    }
    if events.is_empty() {
        // A calendar must hold something (RFC 5545, 3.6); a zone is what nobody sees.
        for (name, value) in [
            ("BEGIN", "VTIMEZONE"),
            ("TZID", "Etc/UTC"),
            ("BEGIN", "STANDARD"),
            ("DTSTART", "19700101T000000"),
            ("TZOFFSETFROM", "+0000"),
            ("TZOFFSETTO", "+0000"),
            ("END", "STANDARD"),
            ("END", "VTIMEZONE"),
        ] {
            out.add(name, value);
        }
    }
    out.add("END", "VCALENDAR");
    out.text
}

/// A day to be reminded of.
struct Event {
    /// Stable over builds and over changes of the day and of the words.
    uid: String,
    day: Date,
    /// The day from which the event exists.
    stamp: Date,
    summary: String,
    description: String,
    url: Option<String>,
    category: String,
}

/// The day on which `item` is due; `None` where nothing is left to do or no day is known.
fn due(input: &Input<'_>, messages: &Messages, incident: &Incident, item: &ActionItem) -> Option<Event> {
    let is_settled = matches!(item.status, ActionStatus::Done | ActionStatus::Cancelled);
    let day = item.due.filter(|_| !is_settled && is_tracked(incident))?;
    let late = overdue_days(item, input.analysis.settings.as_of).is_some();
    let key = if late { "calendar.overdue" } else { "calendar.due" };
    let named = |key: &str, value: &Option<String>| {
        value
            .as_ref()
            .map(|it| messages.fill("calendar.named", &[("name", messages.text(key)), ("value", it)]))
    };
    let state = Some(messages.word("status", item.status.as_str()));
    let lines = [
        Some(format!("{} {}", incident.id, incident.title)),
        named("column.owner", &item.owner),
        named("column.team", &item.team),
        named("column.state", &state),
        item.acceptance.as_ref().map(|it| format!("{} {it}", messages.text("actions.acceptance"))),
    ];
    Some(Event {
        uid: uid(input, "due", &item.id),
        day,
        stamp: opened(incident).unwrap_or(day),
        summary: messages.fill(key, &[("task", &item.task)]),
        description: lines.into_iter().flatten().collect::<Vec<String>>().join("\n"),
        url: url(input, incident),
        category: messages.text("nav.actions").to_owned(),
    })
}

/// The day on which the postmortem of `incident` is to be looked at again.
fn review(input: &Input<'_>, messages: &Messages, incident: &Incident) -> Option<Event> {
    let day = incident.next_review.filter(|_| is_tracked(incident))?;
    Some(Event {
        uid: uid(input, "review", &incident.id),
        day,
        stamp: opened(incident).unwrap_or(day),
        summary: messages.fill("calendar.review", &[("title", &incident.title)]),
        description: incident.id.clone(),
        url: url(input, incident),
        category: messages.text("nav.reviews").to_owned(),
    })
}

/// `<what>-<hash of the id>@<host>`: an id may hold what a calendar server refuses in a name.
fn uid(input: &Input<'_>, what: &str, id: &str) -> String {
    let base_url = &input.config.site.base_url;
    let host = base_url.split_once("://").and_then(|(_, rest)| rest.split(['/', ':']).next());
    let host = host.filter(|it| !it.is_empty()).unwrap_or("afterword.invalid");
    format!("{what}-{}@{host}", &blake3::hash(id.as_bytes()).to_hex()[..32])
}

fn url(input: &Input<'_>, incident: &Incident) -> Option<String> {
    let base_url = Some(input.config.site.base_url.as_str()).filter(|it| !it.is_empty())?;
    Some(Route::Incident(incident.slug.clone()).absolute(base_url))
}

impl Event {
    fn write(&self, out: &mut Lines) {
        let compact = |day: Date| day.to_string().replace('-', "");
        out.add("BEGIN", "VEVENT");
        out.add("UID", &self.uid);
        out.add("DTSTAMP", &format!("{}T000000Z", compact(self.stamp)));
        out.add("DTSTART;VALUE=DATE", &compact(self.day));
        // The end is the day after; some calendars show nothing without one.
        if let Ok(next) = self.day.tomorrow() {
            out.add("DTEND;VALUE=DATE", &compact(next));
        }
        out.add("SUMMARY", &escaped(&self.summary));
        out.add("DESCRIPTION", &escaped(&self.description));
        if let Some(url) = &self.url {
            out.add("URL", url);
        }
        out.add("CATEGORIES", &escaped(&self.category));
        // Nobody is busy all day because something is due.
        out.add("TRANSP", "TRANSPARENT");
        out.add("END", "VEVENT");
    }
}

/// Content lines, folded.
#[derive(Default)]
struct Lines {
    text: String,
}

impl Lines {
    /// Adds `name:value`, cut into pieces of 75 bytes between characters.
    fn add(&mut self, name: &str, value: &str) {
        let line = format!("{name}:{value}");
        let mut length = 0;
        for c in line.chars() {
            if MAX_LINE_BYTES < length + c.len_utf8() {
                self.text.push_str("\r\n ");
                length = 1;
            }
            self.text.push(c);
            length += c.len_utf8();
        }
        self.text.push_str("\r\n");
    }
}

/// A value of the type TEXT (RFC 5545, 3.3.11), without the control characters that it may not hold.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' | '\r' => out.push_str("\\n"),
            '\t' => out.push('\t'),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn text_that_would_end_a_value_is_escaped() {
        assert_eq!(escaped("a, b; c\\d\r\ne\u{0}f"), "a\\, b\\; c\\\\d\\nef");
    }

    proptest! {
        #[test]
        fn lines_are_folded_between_characters_and_unfold_to_what_they_were(value in "[a-z连接池 é🔥]{0,300}") {
            let mut lines = Lines::default();
            lines.add("SUMMARY", &value);
            for line in lines.text.split_terminator("\r\n") {
                prop_assert!(line.len() <= MAX_LINE_BYTES, "{} bytes", line.len());
            }
            prop_assert_eq!(lines.text.replace("\r\n ", ""), format!("SUMMARY:{value}\r\n"));
        }
    }
}
