//! Lessons as lists of lines, each with the incident it is from.

use serde::Serialize;

use crate::model::{Incident, Lesson, LessonKind};
use crate::site::context::{Here, Link};

/// Most lines of one kind; who wants more reads the postmortems.
const MAX_ROWS: usize = 50;

/// The lessons of one kind.
#[derive(Debug, Clone, Serialize)]
pub(in crate::site) struct LessonGroup {
    kind: &'static str,
    title: String,
    rows: Vec<LessonRow>,
    /// `and 12 earlier ones`, where there are more than a page can hold.
    more: Option<String>,
}

/// One lesson.
#[derive(Debug, Clone, Serialize)]
pub(in crate::site) struct LessonRow {
    text: Link,
    /// Technology, process or culture.
    layer: Option<String>,
    incident: Link,
}

/// The groups of `lessons` that are not empty, in the order of kinds.
pub(in crate::site) fn lesson_groups(here: &Here<'_>, lessons: &[(&Incident, &Lesson)]) -> Vec<LessonGroup> {
    let group = |kind: LessonKind| {
        let own = || lessons.iter().filter(|it| it.1.kind == kind);
        let left_out = own().count().saturating_sub(MAX_ROWS);
        LessonGroup {
            kind: kind.as_str(),
            title: here.messages().word("lesson", kind.as_str()),
            rows: own().take(MAX_ROWS).map(|it| row(here, it.0, it.1)).collect(),
            more: (0 < left_out).then(|| here.messages().count("lessons.more", left_out)),
        }
    };
    LessonKind::ALL.into_iter().map(group).filter(|it| !it.rows.is_empty()).collect()
}

fn row(here: &Here<'_>, incident: &Incident, lesson: &Lesson) -> LessonRow {
    LessonRow {
        text: Link::text(&lesson.text).in_language(here.lang(&incident.language)),
        layer: lesson.layer.map(|it| here.messages().word("layer", it.as_str())),
        incident: here.incident_id(&incident.id),
    }
}
