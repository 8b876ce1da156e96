//! Every message that templates and code ask for exists in every language, and none is left over.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::analysis::completeness::KINDS;
use crate::analysis::outcome::Unknown;
use crate::analysis::response_times::Measure;
use crate::analysis::stats::Direction;
use crate::i18n::{Locale, Messages};
use crate::model::{
    ActionStatus, ActionType, Aspect, Cadence, DocumentStatus, EventKind, Horizon, Hours, How, IncidentKind,
    Layer, LessonKind, Milestone, RunbookPart,
};
use crate::theme::Theme;
use crate::time::Day;

/// Groups of words that are looked up only where they exist.
const OPTIONAL: [&str; 2] = ["fact", "role"];

/// Drawings that take their words by name.
const CHARTS: [&str; 10] = [
    "backlog",
    "calendar",
    "course_detect",
    "course_resolve",
    "matrix_detection",
    "matrix_service",
    "quarters",
    "repeat_rate",
    "resolve_quarters",
    "survival",
];

#[test]
fn both_languages_have_the_same_keys_and_places() {
    let [english, chinese] = Locale::ALL.map(messages);
    let keys = |it: &Messages| it.keys().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(keys(&english), keys(&chinese));
    for key in english.keys() {
        assert_eq!(places(english.text(key)), places(chinese.text(key)), "{key}");
    }
}

#[test]
fn every_message_asked_for_exists_and_every_message_is_asked_for() {
    let messages = messages(Locale::English);
    let groups: BTreeSet<&str> = messages.keys().filter_map(|it| it.split('.').next()).collect();
    let mut asked = words();
    for path in files_below(Path::new("themes/default/templates")) {
        let text = read(&path);
        asked.extend(
            text.split("t(key=\"").skip(1).map(|it| it.split('"').next().unwrap_or_default().to_owned()),
        );
    }
    for folder in ["src/site/pages", "src/site/views", "src/site/charts", "src/i18n", "src/pipeline/bodies"] {
        for path in files_below(Path::new(folder)) {
            asked.extend(literals(&read(&path), &groups));
        }
    }
    for path in [
        "src/export/ical.rs",
        "src/export/digest.rs",
        "src/export/calendars.rs",
        "src/site/agents.rs",
        "src/site/frame.rs",
        "src/site/context.rs",
    ] {
        asked.extend(literals(&read(Path::new(path)), &groups));
    }
    // `llms.txt` is the name of a file.
    asked.retain(|it| !it.ends_with(".txt"));
    let missing: Vec<&String> = asked.iter().filter(|it| messages.get(it).is_none()).collect();
    assert!(missing.is_empty(), "no such messages: {missing:?}");
    let unused: Vec<&str> = messages
        .keys()
        .filter(|it| {
            !asked.contains(*it) && !OPTIONAL.iter().any(|group| it.starts_with(&format!("{group}.")))
        })
        .collect();
    assert!(unused.is_empty(), "nobody asks for: {unused:?}");
}

/// Paths of the default theme's templates, below `templates/`.
pub(super) fn template_paths() -> Vec<String> {
    let root = Path::new("themes/default/templates");
    let path = |it: PathBuf| it.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
    files_below(root).into_iter().map(path).collect()
}

/// Words that are chosen by a value: `Messages::word`.
fn words() -> BTreeSet<String> {
    use ActionType::{Detect, Mitigate, Prevent, Process};
    use Direction::{Falling, NoEvidence, Rising, TooFew};
    use DocumentStatus::{Draft, InReview, Reviewed, Superseded};
    use IncidentKind::{Disclosure, Drill, Incident, Maintenance, NearMiss};
    let mut found = BTreeSet::new();
    let mut group = |name: &str, values: &[&str]| {
        found.extend(values.iter().map(|it| format!("{name}.{it}")));
    };
    let milestones = Milestone::ALL.map(Milestone::as_str);
    let measures = Measure::ALL.map(Measure::as_str);
    group("milestone", &milestones);
    group("definition.milestone", &milestones);
    group("measure", &measures);
    group("definition.measure", &measures);
    group("clock", &[Hours::Calendar, Hours::Support].map(Hours::as_str));
    group("day", &Day::ALL.map(Day::as_str));
    group("lesson", &LessonKind::ALL.map(LessonKind::as_str));
    group("aspect", &Aspect::ALL.map(Aspect::as_str));
    group("cadence", &Cadence::ALL.map(Cadence::as_str));
    group("layer", &Layer::ALL.map(Layer::as_str));
    group("gap", &KINDS);
    group("gap_hint", &KINDS);
    for name in CHARTS {
        group(&format!("chart.{name}"), &["title", "description"]);
    }
    group("chart", &["matrix_service.says", "matrix_detection.says"]);
    group("status", &ActionStatus::ALL.map(ActionStatus::as_str));
    group("action_type", &[Prevent, Detect, Mitigate, Process].map(ActionType::as_str));
    group("horizon", &[Horizon::Immediate, Horizon::Short, Horizon::Long].map(Horizon::as_str));
    group("kind", &[Incident, NearMiss, Drill, Maintenance, Disclosure].map(IncidentKind::as_str));
    group("runbook.part", &RunbookPart::ALL.map(RunbookPart::as_str));
    group("document_status", &[Draft, InReview, Reviewed, Superseded].map(DocumentStatus::as_str));
    group("direction", &[Rising, Falling, NoEvidence, TooFew].map(Direction::as_str));
    group("outcome_unknown", &Unknown::ALL.map(Unknown::as_str));
    let how = [
        How::FrontMatter,
        How::Label,
        How::Heading,
        How::Table,
        How::Timeline,
        How::List,
        How::Sentence,
        How::FileName,
        How::Git,
        How::Derived,
        How::Sidecar,
        How::Decision,
    ];
    group("how", &how.map(How::as_str));
    let events = [
        EventKind::Deploy,
        EventKind::Detect,
        EventKind::Alert,
        EventKind::Respond,
        EventKind::Diagnose,
        EventKind::AttemptedFix,
        EventKind::CauseFound,
        EventKind::Decision,
        EventKind::Fix,
        EventKind::Recovery,
        EventKind::Close,
        EventKind::Communication,
        EventKind::Impact,
    ];
    group("event", &events.map(EventKind::as_str));
    found
}

/// String literals of Rust that read as keys: `group.name` with a group that the messages have.
fn literals(code: &str, groups: &BTreeSet<&str>) -> Vec<String> {
    let code = code.split("#[cfg(test)]").next().unwrap_or_default();
    let is_word = |it: &str| {
        !it.is_empty() && it.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "_-".contains(c))
    };
    let is_key = |it: &&str| {
        let mut parts = it.split('.');
        let group = parts.next().unwrap_or_default();
        let is_file = it.ends_with(".js");
        groups.contains(group) && it.contains('.') && !is_file && parts.all(is_word)
    };
    let found = code.lines().filter(|it| !it.trim_start().starts_with("//")).flat_map(|it| it.split('"'));
    let groups_of_words = ["definition.milestone", "definition.measure", "runbook.part"];
    found.filter(is_key).filter(|it| !groups_of_words.contains(it)).map(str::to_owned).collect()
}

/// Names of the places in a message; plural forms are left out, for not every language has any.
fn places(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|it| it.split('}').next()).filter(|it| !it.contains('|')).collect()
}

fn messages(locale: Locale) -> Messages {
    Theme::new(locale, Vec::new()).unwrap().messages().clone()
}

#[expect(clippy::disallowed_methods, reason = "the test reads the sources of this crate")]
fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files_below(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

#[expect(clippy::disallowed_methods, reason = "the test reads the sources of this crate")]
fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap()
}
