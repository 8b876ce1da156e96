//! `afterword config`: every setting, its value, and where the value comes from.

use std::process::ExitCode;

use serde_json::{Value, json};

use super::args::Settings as Args;
use super::context::Context;
use super::failure::Failure;
use super::ui::{Ui, print};
use super::wrap::padded;
use crate::config::Config;
use crate::diagnostics::printable;
use crate::i18n::Locale;
use crate::phrase::{Phrase, say};
use crate::pipeline::{self, Request};
use crate::text::width;
use crate::time::Clock;

/// What decides the value of a setting.
#[derive(Debug)]
enum Origin {
    Default,
    /// For example `afterword.yaml:3`.
    File(String),
    Flag(&'static str),
    Environment(&'static str),
}

/// A setting as it is printed.
#[derive(Debug)]
struct Line {
    path: String,
    value: Value,
    /// Words in the place of the value.
    words: Option<Phrase>,
    origin: Origin,
}

/// Runs the command.
pub(super) fn run(ui: &Ui, context: &Context, args: &Args) -> Result<ExitCode, Failure> {
    let request = context.request(None);
    let (config, settings) = pipeline::settings(&request)?;
    let lines = settings.into_iter().map(|setting| {
        let mut line =
            Line { path: setting.path, value: setting.value, words: None, origin: Origin::Default };
        line.origin = decided_outside(&line.path, &request)
            .or(setting.place.map(Origin::File))
            .unwrap_or(Origin::Default);
        line.complete(&config, context.clock);
        line
    });
    let lines: Vec<Line> =
        lines.filter(|it| !args.changed || !matches!(it.origin, Origin::Default)).collect();
    if args.json {
        let records: Vec<Value> = lines.iter().map(|it| it.record(ui.locale())).collect();
        print(&format!("{}\n", serde_json::to_string_pretty(&records).unwrap_or_default()))?;
    } else {
        print(&table(&lines, ui.locale()))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// A flag or a variable that decides over the file.
fn decided_outside(path: &str, request: &Request) -> Option<Origin> {
    match (path, request.clock) {
        ("site.as_of", Clock::Day(_)) => Some(Origin::Flag("--as-of")),
        ("site.as_of", Clock::Epoch(_)) => Some(Origin::Environment("SOURCE_DATE_EPOCH")),
        ("site.audience", _) => request.audience.map(|_| Origin::Flag("--audience")),
        ("privacy.pseudonym_key", _) => {
            request.pseudonym_key.as_ref().map(|_| Origin::Environment("AFTERWORD_PSEUDONYM_KEY"))
        }
        _ => None,
    }
}

impl Line {
    /// The value in use, where the file alone does not state it.
    fn complete(&mut self, config: &Config, clock: Clock) {
        let is_default = matches!(self.origin, Origin::Default);
        match self.path.as_str() {
            "site.title" => self.value = json!(config.site.title),
            "site.as_of" => self.value = json!(config.site.day(clock).to_string()),
            "site.audience" => self.value = json!(config.site.audience.as_str()),
            "site.language" if is_default => self.words = Some(say!("settings.of-documents")),
            "severity" if is_default => {
                self.value = config.severities.iter().map(|it| json!(it.id)).collect();
            }
            "taxonomy" if is_default => self.words = Some(say!("settings.built-in")),
            "privacy.people" if is_default => self.value = json!("names"),
            // A secret is not for logs.
            "privacy.pseudonym_key" if !is_default => {
                (self.value, self.words) = (Value::Null, Some(say!("settings.secret")));
            }
            _ => {}
        }
        if self.words.is_none() && self.value.is_null() {
            self.words = Some(say!("settings.unset"));
        }
    }

    fn value(&self, locale: Locale) -> String {
        match (&self.words, &self.value) {
            (Some(words), _) => words.text(locale),
            (None, Value::String(text)) if !text.is_empty() => text.clone(),
            (None, value) => value.to_string(),
        }
    }

    fn record(&self, locale: Locale) -> Value {
        let (kind, place) = match &self.origin {
            Origin::Default => ("default", None),
            Origin::File(place) => ("file", Some(place.as_str())),
            Origin::Flag(name) => ("flag", Some(*name)),
            Origin::Environment(name) => ("environment", Some(*name)),
        };
        json!({ "path": self.path, "value": self.value, "note": self.words.as_ref().map(|it| it.text(locale)),
            "origin": kind, "place": place })
    }
}

/// Path, value and origin below each other; a long value moves the last column only on its own line.
fn table(lines: &[Line], locale: Locale) -> String {
    /// Widest columns of paths and values.
    const WIDEST: (usize, usize) = (32, 36);
    let rows: Vec<[String; 3]> = lines
        .iter()
        .map(|it| {
            let origin = match &it.origin {
                Origin::Default => say!("settings.default").text(locale),
                Origin::File(place) => place.clone(),
                Origin::Flag(name) | Origin::Environment(name) => (*name).to_owned(),
            };
            [it.path.clone(), it.value(locale), origin].map(|it| printable(&it))
        })
        .collect();
    let widest = |column: usize, most: usize| {
        rows.iter().map(|it| width(&it[column])).filter(|it| *it <= most).max().unwrap_or_default()
    };
    let (first, second) = (widest(0, WIDEST.0), widest(1, WIDEST.1));
    let line = |[path, value, origin]: &[String; 3]| {
        format!("{}  {}  {origin}\n", padded(path, first), padded(value, second))
    };
    rows.iter().map(line).collect()
}
