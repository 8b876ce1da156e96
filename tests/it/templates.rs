//! Documents in templates of many kinds, each with what a careful reader would take from it.
//!
//! `tests/fixtures/templates/NAME.md` is the document, `NAME.yaml` what must be read. Instants are compared as the
//! wall clock of the document, to the minute.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use crate::support::{Site, repository};

#[test]
fn every_template_is_read_as_a_careful_reader_would() {
    let folder = repository().join("tests/fixtures/templates");
    let mut documents: Vec<PathBuf> = fs::read_dir(&folder)
        .unwrap()
        .map(|it| it.unwrap().path())
        .filter(|it| it.extension().unwrap() == "md")
        .collect();
    documents.sort();
    assert!(20 <= documents.len());
    let mut faults = Vec::new();
    for path in documents {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let site = Site::new().on("2024-06-01").document(&name, &fs::read_to_string(&path).unwrap());
        let exported = site.export();
        let wanted = fs::read_to_string(path.with_extension("yaml")).unwrap();
        let wanted: Value = serde_saphyr::from_str(&wanted).unwrap();
        for fault in compare(&exported, &wanted) {
            faults.push(format!("{name}: {fault}"));
        }
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

fn compare(exported: &Value, wanted: &Value) -> Vec<String> {
    let incidents = exported["incidents"].as_array().unwrap();
    let [incident] = incidents.as_slice() else { return vec![format!("{} incidents", incidents.len())] };
    let mut faults = Vec::new();
    for (key, want) in wanted.as_object().unwrap() {
        let got = match key.as_str() {
            "started" | "detected" | "resolved" => minute(&incident["milestones"][key]),
            "duration" => incident["durations"]["declared"].clone(),
            "timeline" => {
                let entries = incident["timeline"].as_array().unwrap();
                Value::Array(entries.iter().map(|it| minute(&it["at"])).collect())
            }
            "actions" => actions(exported),
            _ => incident[key].clone(),
        };
        if got != *want {
            faults.push(format!("{key}: want {want}\n      got {got}"));
        }
    }
    faults
}

fn minute(instant: &Value) -> Value {
    instant.as_str().map_or(Value::Null, |it| Value::from(it[..16].replace('T', " ")))
}

fn actions(exported: &Value) -> Value {
    let items = exported["action_items"].as_array().unwrap();
    let read = items.iter().map(|it| {
        serde_json::json!({ "task": it["task"], "owner": it["owner"], "status": it["status"], "due": it["due"] })
    });
    Value::Array(read.collect())
}
