//! Exports of incident tools to documents: JSON in, Markdown out.
//!
//! 1. [`Source`] is what made the export; `Source::of` recognises it by keys that only it has.
//! 2. A file per tool (`incident_io`, `firehydrant`, `rootly`, `dispatch`) takes what an incident states: through `Reader`,
//!    which remembers the keys that were read, so that those without a place in a document can be named.
//! 3. `document` writes a [`Record`] as front matter and text. It holds only what the export states: a time that a tool
//!    calls "reported" or "fixed" becomes a line of the timeline, not a milestone of ours.

mod dispatch;
mod document;
mod firehydrant;
mod incident_io;
mod reader;
mod record;
mod rootly;

use serde_json::Value;

pub use document::document;
use reader::Reader;
pub use record::Record;

/// What made an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// `GET /v2/incidents/{id}` or `/v2/incidents` of incident.io, with `follow_ups` beside them.
    IncidentIo,
    /// `GET /v1/incidents/{id}` or `/v1/post_mortems/reports/{id}` of FireHydrant.
    FireHydrant,
    /// `GET /v1/incidents/{id}` or `/v1/incidents` of Rootly (JSON:API).
    Rootly,
    /// `GET /api/v1/{organization}/incidents/{id}` of Netflix Dispatch.
    Dispatch,
}

/// An incident of an export.
#[derive(Debug)]
pub struct Imported {
    /// What it states.
    pub record: Record,
    /// Keys with a value that have no place in a document, each once: `incident.creator.user.email`.
    pub left: Vec<String>,
}

impl Source {
    /// What made `export`, by keys that no other tool has.
    pub fn of(export: &Value) -> Option<Self> {
        let one = first(export);
        let has = |key: &str| one.get(key).is_some() || one["incident"].get(key).is_some();
        if one["attributes"].is_object() && one.get("type").is_some() {
            Some(Self::Rootly)
        } else if has("incident_status") || has("incident_timestamp_values") {
            Some(Self::IncidentIo)
        } else if has("incident_severity") || has("incident_priority") {
            Some(Self::Dispatch)
        } else if has("milestones") || has("current_milestone") {
            Some(Self::FireHydrant)
        } else {
            None
        }
    }

    /// Every incident of `export`, in its order.
    pub fn read(self, export: &Value) -> Vec<Imported> {
        incidents(export).into_iter().map(|it| self.one(it)).collect()
    }

    fn one(self, incident: &Value) -> Imported {
        let reader = Reader::new(incident);
        let mut record = match self {
            Self::IncidentIo => incident_io::read(&reader),
            Self::FireHydrant => firehydrant::read(&reader),
            Self::Rootly => rootly::read(&reader),
            Self::Dispatch => dispatch::read(&reader),
        };
        record.settle();
        Imported { record, left: reader.left() }
    }
}

/// The incidents of an export of one or of a page of many.
fn incidents(export: &Value) -> Vec<&Value> {
    let lists = ["incidents", "data", "items", "reports"];
    let list = lists.iter().find_map(|key| export[*key].as_array()).or_else(|| export.as_array());
    match list {
        Some(list) => list.iter().collect(),
        // A JSON:API document of one incident.
        None if export["data"].is_object() => vec![&export["data"]],
        None => vec![export],
    }
}

fn first(export: &Value) -> &Value {
    incidents(export).first().copied().unwrap_or(&Value::Null)
}
