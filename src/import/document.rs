//! A [`Record`] as a document: front matter for what has a key, text for the rest.

use super::record::{Heading, Item, Record};
use crate::i18n::Locale;
use crate::phrase::say;
use crate::yaml;

/// The Markdown of `record`, with headings in the words of `locale`.
pub fn document(record: &Record, locale: Locale) -> String {
    let mut out = String::from("---\n");
    front_matter(&mut out, record);
    out.push_str("---\n");
    let mut section = |heading: &str, text: &str| out.push_str(&format!("\n## {heading}\n\n{text}\n"));
    if let Some(summary) = &record.summary {
        section(&say!("import.summary").text(locale), &lowered(summary));
    }
    for (heading, text) in &record.sections {
        section(&title_of(heading, locale), &lowered(text));
    }
    if !record.events.is_empty() {
        section(&say!("import.timeline").text(locale), &timeline(record, locale));
    }
    out
}

fn front_matter(out: &mut String, record: &Record) {
    let mut line = |key: &str, value: Option<String>| {
        if let Some(value) = value {
            out.push_str(&format!("{key}: {value}\n"));
        }
    };
    let text = |value: &Option<String>| value.as_ref().map(|it| yaml::scalar(&one_line(it)));
    line("id", text(&record.id));
    line("title", text(&record.title));
    line("kind", record.is_drill.then(|| "drill".to_owned()));
    line("date", record.at.as_deref().and_then(day).map(str::to_owned));
    line("severity", text(&record.severity));
    for (key, names) in [("services", &record.services), ("tags", &record.tags)] {
        let listed: Vec<String> = names.iter().map(|it| yaml::in_list(&one_line(it))).collect();
        line(key, (!listed.is_empty()).then(|| format!("[{}]", listed.join(", "))));
    }
    line("visibility", record.is_private.then(|| "internal".to_owned()));
    if !record.roles.is_empty() {
        out.push_str("roles:\n");
        for (role, name) in &record.roles {
            out.push_str(&format!(
                "  {}: {}\n",
                yaml::scalar(&one_line(role)),
                yaml::scalar(&one_line(name))
            ));
        }
    }
    if !record.milestones.is_empty() {
        out.push_str("timeline:\n");
        for (milestone, at) in &record.milestones {
            out.push_str(&format!("  {}: {}\n", milestone.as_str(), yaml::scalar(&one_line(at))));
        }
    }
    if !record.items.is_empty() {
        out.push_str("action_items:\n");
        for (nth, it) in record.items.iter().enumerate() {
            item(out, nth + 1, it);
        }
    }
}

fn item(out: &mut String, nth: usize, item: &Item) {
    out.push_str(&format!("  - id: A{nth}\n    task: {}\n", yaml::scalar(&one_line(&item.task))));
    let day = |it: &Option<String>| it.as_deref().and_then(day).map(str::to_owned);
    let rest = [
        ("owner", item.owner.clone()),
        ("priority", item.priority.clone()),
        ("due", day(&item.due)),
        ("status", item.state.map(|it| it.as_str().to_owned())),
        ("closed", day(&item.closed)),
        ("ticket", item.ticket.clone()),
    ];
    for (key, value) in rest {
        if let Some(value) = value {
            out.push_str(&format!("    {key}: {}\n", yaml::scalar(&one_line(&value))));
        }
    }
}

fn title_of(heading: &Heading, locale: Locale) -> String {
    match heading {
        Heading::Impact => say!("import.impact").text(locale),
        Heading::Cause => say!("import.cause").text(locale),
        Heading::Resolution => say!("import.resolution").text(locale),
        Heading::Own(written) => one_line(written),
    }
}

/// The events in order of time; instants of one form sort as text, and others keep the order of the export.
fn timeline(record: &Record, locale: Locale) -> String {
    let mut events: Vec<&(String, String)> = record.events.iter().collect();
    if events.iter().all(|it| it.0.ends_with('Z')) {
        events.sort_by(|a, b| a.0.cmp(&b.0));
    }
    let mut out = format!(
        "| {} | {} |\n| --- | --- |",
        say!("import.time").text(locale),
        say!("import.event").text(locale)
    );
    for (at, text) in events {
        out.push_str(&format!("\n| {} | {} |", one_line(at), one_line(text).replace('|', "\\|")));
    }
    out
}

/// Headings in a text of the export become smaller than those around it.
fn lowered(text: &str) -> String {
    let mut in_code = false;
    let lines = text.lines().map(|line| {
        in_code ^= line.trim_start().starts_with("```");
        let is_heading = !in_code && line.starts_with('#');
        if is_heading { format!("##{line}") } else { line.to_owned() }
    });
    lines.collect::<Vec<String>>().join("\n")
}

/// The day of an instant, where the text begins with one.
fn day(at: &str) -> Option<&str> {
    let day = at.get(..10)?;
    day.parse::<crate::time::Date>().is_ok().then_some(day)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<&str>>().join(" ")
}
