//! Tera, set up so that a page can neither be broken by content nor by a slip in a theme.

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{Context, ErrorKind, Kwargs, State, Tera, TeraResult, Value};

use super::ThemeError;
use super::files::Files;
use crate::i18n::Messages;
use crate::phrase::{Phrase, say};
use crate::text::{did_you_mean, escape_markdown};

/// Files in which values are escaped; Tera itself leaves out `.svg`, `.atom` and `.ics`.
const ESCAPED: [&str; 6] = [".html", ".htm", ".xml", ".svg", ".atom", ".ics"];

/// The parsed templates.
pub(super) struct Engine {
    tera: Tera,
    /// Template names that the theme folder provides, for messages.
    overridden: Vec<String>,
}

impl Engine {
    /// Parses every template of `files`.
    ///
    /// `assets` gives the paths of static files in the output, by name.
    pub(super) fn new(
        files: &Files,
        messages: Messages,
        assets: BTreeMap<String, String>,
    ) -> Result<Self, ThemeError> {
        let mut tera = Tera::new();
        tera.autoescape_on(ESCAPED);
        let messages = Arc::new(messages);
        let words = Arc::clone(&messages);
        tera.register_filter("md", |text: &str, _: Kwargs, _: &State<'_>| escape_markdown(text));
        tera.register_function("t", move |kwargs: Kwargs, _: &State<'_>| translate(&messages, &kwargs));

        let mut templates = Vec::new();
        let mut overridden = Vec::new();
        for (path, _) in files.below("templates/") {
            let name = &path["templates/".len()..];
            let text = files.text(path)?;
            if files.is_override(path) {
                overridden.push(name.to_owned());
                templates.push((name, text.to_owned()));
            } else {
                templates.push((name, with_words(text, &words)));
            }
        }
        let mut engine = Self { tera: Tera::new(), overridden };
        locate_in(&mut tera, assets);
        tera.add_raw_templates(templates).map_err(|it| engine.fault(it.kind()))?;
        engine.tera = tera;
        Ok(engine)
    }

    /// Static files are where `assets` says from now on.
    pub(super) fn relocate(&mut self, assets: BTreeMap<String, String>) {
        locate_in(&mut self.tera, assets);
    }

    /// Renders the template `name`.
    pub(super) fn render(&self, name: &str, context: &Context) -> Result<String, ThemeError> {
        let text = self.tera.render(name, context).map_err(|it| self.fault(it.kind()))?;
        Ok(without_controls(text))
    }

    fn fault(&self, kind: &ErrorKind) -> ThemeError {
        match kind {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => ThemeError {
                path: self.shown(report.filename()),
                line: report.span().start_line,
                column: report.span().start_col + 1,
                message: reported(report.message()),
            },
            ErrorKind::TemplateNotFound(name) => {
                ThemeError::whole(&self.shown(name), say!("failure.theme-no-template"))
            }
            ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
                ThemeError::whole(&self.shown(tpl), reported(&kind.to_string()))
            }
            ErrorKind::MissingParent { current, .. } => {
                ThemeError::whole(&self.shown(current), reported(&kind.to_string()))
            }
            other => self.reported(&other.to_string()),
        }
    }

    /// Several faults come as one text of reports; the first one is shown.
    ///
    /// A report is `error: message`, then ` --> name:line:column`, then the line itself.
    fn reported(&self, report: &str) -> ThemeError {
        let message = report.lines().next().unwrap_or_default();
        let message = message.strip_prefix("error: ").unwrap_or(message);
        let place = report.lines().nth(1).and_then(|it| it.trim_start().strip_prefix("--> "));
        let mut parts = place.unwrap_or_default().rsplitn(3, ':');
        let (column, line, name) = (parts.next(), parts.next(), parts.next());
        let number = |text: Option<&str>| text.and_then(|it| it.parse().ok()).unwrap_or(1);
        ThemeError {
            path: name.map_or_else(|| "templates".to_owned(), |it| self.shown(it)),
            line: number(line),
            column: number(column),
            message: reported(message),
        }
    }

    fn shown(&self, name: &str) -> String {
        let is_override = self.overridden.iter().any(|it| it == name);
        let prefix = if is_override { "" } else { "(default theme) " };
        format!("{prefix}templates/{name}")
    }
}

/// `text` with plain messages in the place of `{{ t(key="…") }}`: looked up once, not on every page.
///
/// Only of templates in the program: in those of a theme folder faults are reported by their columns.
fn with_words(text: &str, messages: &Messages) -> String {
    const CALL: &str = "{{ t(key=\"";
    // What is escaped, fills places or means something to the engine is left to it.
    let is_plain =
        |it: &str| !it.contains(['{', '}', '&', '<', '>', '"', '\'', '/', '%', '#', '`']) && it.trim() == it;
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(CALL) {
        let (before, call) = rest.split_at(at);
        out.push_str(before);
        let found = call[CALL.len()..].split_once("\") }}");
        match found.and_then(|(key, behind)| Some((messages.get(key).filter(|it| is_plain(it))?, behind))) {
            Some((words, behind)) => {
                out.push_str(words);
                rest = behind;
            }
            None => {
                out.push_str(CALL);
                rest = &call[CALL.len()..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// A report in the words of the template engine, which speaks English only.
fn reported(report: &str) -> Phrase {
    say!("failure.theme-template", report)
}

/// `text` without the control characters that neither HTML nor XML may hold.
///
/// They can come from any title or body that somebody pasted from a terminal, so they are dropped at the one door
/// that every page passes.
fn without_controls(mut text: String) -> String {
    // Nearly every page has none, which its bytes show faster; the first bytes of wide ones are looked for along with
    // narrow ones, without a branch for each byte.
    let bytes = text.as_bytes();
    let is_narrow = |it: u8| (it < 0x20 && it != b'\t' && it != b'\n' && it != b'\r') || it == 0x7F;
    #[expect(clippy::needless_bitwise_bool, reason = "a branch for each byte is what this leaves out")]
    let (has_narrow, may_have_wide) = bytes.iter().fold((false, false), |(narrow, wide), it| {
        (narrow | is_narrow(*it), wide | (*it == 0xC2) | (*it == 0xEF))
    });
    let is_wide = |it: &[u8]| it[0] == 0xC2 && it[1] < 0xA0;
    let has_wide = || bytes.windows(2).any(is_wide) || text.contains('\u{FEFF}');
    if !(has_narrow || may_have_wide && has_wide()) {
        return text;
    }
    let is_control = |c: char| (c.is_control() && !matches!(c, '\t' | '\n' | '\r')) || c == '\u{FEFF}';
    if text.contains(is_control) {
        text.retain(|c| !is_control(c));
    }
    text
}

/// Gives templates the paths of static files.
fn locate_in(tera: &mut Tera, assets: BTreeMap<String, String>) {
    tera.register_function("asset", move |kwargs: Kwargs, _: &State<'_>| locate(&assets, &kwargs));
}

/// `asset(name="…")`: the path of a static file below the root of the site.
fn locate(assets: &BTreeMap<String, String>, kwargs: &Kwargs) -> TeraResult<Value> {
    let name: &str = kwargs.must_get("name")?;
    assets.get(name).map(|it| Value::from(it.as_str())).ok_or_else(|| {
        // The engine puts the text into a report of its own, which is English.
        let fault = match did_you_mean(name, assets.keys().map(String::as_str)) {
            Some(near) => say!("failure.theme-no-asset-near", name, near),
            None => say!("failure.theme-no-asset", name),
        };
        tera::Error::message(fault.english())
    })
}

/// `t(key="…")`: a message; further arguments fill its places.
fn translate(messages: &Messages, kwargs: &Kwargs) -> TeraResult<Value> {
    let key: &str = kwargs.must_get("key")?;
    let Some(text) = messages.get(key) else {
        let fault = match messages.nearest_key(key) {
            Some(near) => say!("failure.theme-no-message-near", key, near),
            None => say!("failure.theme-no-message", key),
        };
        return Err(tera::Error::message(fault.english()));
    };
    if !text.contains('{') {
        // Most messages are words without a place to fill in, and every page has two hundred.
        return Ok(Value::from(text));
    }
    let mut values = Vec::new();
    for (name, value) in kwargs.iter() {
        let text = match value.as_u64() {
            Some(n) => messages.integer(usize::try_from(n).unwrap_or(usize::MAX)),
            None => value.to_string(),
        };
        values.push((name.to_string(), text));
    }
    let values: Vec<(&str, &str)> =
        values.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    Ok(Value::from(messages.fill(key, &values)))
}
