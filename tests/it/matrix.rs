//! Every word of the lexicon for a field, in every form in which documents state it: each is read, and the same document
//! without the value states nothing.
//!
//! The documents are made from the words themselves, so that a new word, or a new language, is tested as it is added.

use std::collections::BTreeMap;
use std::fs;

use serde::Deserialize;
use serde_json::Value;

use crate::support::{Site, repository};

/// The parts of a lexicon file that these tests ask for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Words {
    fields: BTreeMap<String, Vec<String>>,
    sections: BTreeMap<String, Vec<String>>,
    columns: BTreeMap<String, Vec<String>>,
}

/// Every lexicon file with its name.
fn lexicons() -> Vec<(String, Words)> {
    let folder = repository().join("src/lexicon");
    let languages = fs::read_dir(folder.join("languages")).unwrap().map(|it| it.unwrap().path());
    let mut paths: Vec<_> = languages.chain([folder.join("lexicon.yaml")]).collect();
    paths.sort();
    let read = |text: &str| afterword::inside::yaml::read(text).unwrap();
    paths
        .iter()
        .map(|it| {
            (it.file_stem().unwrap().to_str().unwrap().to_owned(), read(&fs::read_to_string(it).unwrap()))
        })
        .collect()
}

/// A field, its value as it is written, and where the export has it as what.
const FIELDS: [(&str, &str, &str, &str); 9] = [
    ("id", "F-2026-07", "/id", "F-2026-07"),
    ("date", "2026-03-05", "/date", "2026-03-05"),
    ("severity", "P1", "/severity", "P1"),
    ("services", "checkout", "/services/0", "checkout"),
    ("authors", "Noor Haddad", "/authors/0", "Noor Haddad"),
    ("duration", "45 min", "/durations/declared", "2700"),
    ("started", "2026-03-05 14:02", "/milestones/started", "2026-03-05T14:02:00+00:00"),
    ("detected", "2026-03-05 14:07", "/milestones/detected", "2026-03-05T14:07:00+00:00"),
    ("resolved", "2026-03-05 14:47", "/milestones/resolved", "2026-03-05T14:47:00+00:00"),
];

/// A form: its name, and the text in which a name has a value.
type Form = (&'static str, fn(&str, &str) -> String);

const FORMS: [Form; 6] = [
    ("bold label", |name, value| format!("**{name}:** {value}\n")),
    ("bold label in a list", |name, value| format!("- **{name}**: {value}\n- **Note**: none\n")),
    ("plain label at the head", |name, value| format!("{name}: {value}\n")),
    ("full-width colon", |name, value| format!("**{name}**：{value}\n")),
    ("row of a table", |name, value| {
        format!("| Item | Detail |\n|---|---|\n| {name} | {value} |\n| Runbooks | none |\n")
    }),
    ("name and value in a row of pairs", |name, value| {
        format!("| {name} | {value} | Tags | a |\n|---|---|---|---|\n| Teams | mail | Approver | none |\n")
    }),
];

/// The fields that may have a heading of their own.
const HEADED: [&str; 7] = ["id", "date", "severity", "services", "duration", "started", "resolved"];

/// A report in which `text` states one thing.
fn report(text: &str) -> String {
    format!("# Mail was late\n\n{text}\n## Root cause\n\nA limit of the queue.\n")
}

/// What the incidents of a site of `documents` are, by their number.
fn read(documents: &[String]) -> BTreeMap<usize, Value> {
    let mut site = Site::new();
    for (nr, text) in documents.iter().enumerate() {
        site = site.document(&format!("postmortems/{nr}.md"), text);
    }
    let exported = site.run(&["export"]);
    let exported: Value = serde_json::from_str(&exported.stdout).unwrap();
    let number = |it: &Value| {
        let path = it["source"]["path"].as_str().unwrap();
        path.trim_start_matches("postmortems/").trim_end_matches(".md").parse::<usize>().unwrap()
    };
    exported["incidents"].as_array().unwrap().iter().map(|it| (number(it), it.clone())).collect()
}

fn text_at(incident: Option<&Value>, pointer: &str) -> String {
    match incident.and_then(|it| it.pointer(pointer)) {
        Some(Value::String(it)) => it.clone(),
        Some(Value::Null) | None => String::new(),
        Some(other) => other.to_string(),
    }
}

/// Every word for `field` with its language.
fn words_for(lexicons: &[(String, Words)], field: &str) -> Vec<(String, String)> {
    let of = |it: &(String, Words)| {
        let words = it.1.fields.get(field).cloned().unwrap_or_default();
        words.into_iter().map(|word| (it.0.clone(), word)).collect::<Vec<_>>()
    };
    lexicons.iter().flat_map(of).collect()
}

/// A word in a form, and what is to be read of it.
struct Asked {
    name: String,
    pointer: &'static str,
    expected: String,
    with: String,
    without: String,
}

/// Every word for a field: the first of a language in every form, each other one in one of them, in turn.
fn asked(lexicons: &[(String, Words)]) -> Vec<Asked> {
    let heading: Form = ("heading", |name, value| format!("## {name}\n\n{value}\n"));
    let forms: Vec<Form> = FORMS.into_iter().chain([heading]).collect();
    let mut asked: Vec<Asked> = Vec::new();
    for (field, value, pointer, expected) in FIELDS {
        let may_have = |it: &&Form| it.0 != "heading" || HEADED.contains(&field);
        let mut last = String::new();
        for (nth, (language, word)) in words_for(lexicons, field).into_iter().enumerate() {
            let is_first = last != language;
            last.clone_from(&language);
            let turn = nth % forms.len();
            let here = forms.iter().enumerate().filter(|it| is_first || it.0 == turn).map(|it| it.1);
            for form in here.filter(may_have) {
                // Ids of one folder differ.
                let own =
                    |it: &str| if field == "id" { format!("{it}{}", asked.len()) } else { it.to_owned() };
                let (value, expected) = (own(value), own(expected));
                let name = format!("{field}, {language}: {word}, {}", form.0);
                let (with, without) = (report(&form.1(&word, &value)), report(&form.1(&word, "")));
                asked.push(Asked { name, pointer, expected, with, without });
            }
        }
    }
    asked
}

#[test]
fn every_word_for_a_field_states_it_and_without_a_value_nothing() {
    let asked = asked(&lexicons());
    assert!(1_000 < asked.len());
    let stated = read(&asked.iter().map(|it| it.with.clone()).collect::<Vec<_>>());
    let silent = read(&asked.iter().map(|it| it.without.clone()).collect::<Vec<_>>());
    let mut faults = Vec::new();
    for (nr, it) in asked.iter().enumerate() {
        let found = text_at(stated.get(&nr), it.pointer);
        if found != it.expected {
            faults.push(format!("{}: `{found}`", it.name));
        }
        let found = text_at(silent.get(&nr), it.pointer);
        // Every document has an id: without one of its own it is its name.
        let is_name = it.pointer == "/id" && found == nr.to_string();
        if !found.is_empty() && !is_name {
            faults.push(format!("{} without a value: `{found}`", it.name));
        }
    }
    assert!(faults.is_empty(), "{} faults\n{}\n", faults.len(), faults.join("\n"));
}

#[test]
fn every_heading_for_action_items_heads_them() {
    let lexicons = lexicons();
    let headings: Vec<(String, String)> = lexicons
        .iter()
        .flat_map(|(language, words)| {
            let of = words.sections.get("action_items").cloned().unwrap_or_default();
            of.into_iter().map(|it| (language.clone(), it)).collect::<Vec<_>>()
        })
        .collect();
    let documents: Vec<String> =
        headings.iter().map(|it| report(&format!("## {}\n\n- Add an alert for the queue\n", it.1))).collect();
    let silent: Vec<String> = headings.iter().map(|it| report(&format!("## {}\n\n", it.1))).collect();
    let (read_items, read_silent) = (read(&documents), read(&silent));
    let n_items = |it: Option<&Value>| it.map_or(0, |it| it["action_items"].as_array().unwrap().len());
    let faults: Vec<String> = headings
        .iter()
        .enumerate()
        .filter(|(nr, _)| n_items(read_items.get(nr)) != 1 || n_items(read_silent.get(nr)) != 0)
        .map(|(_, it)| format!("{}: {}", it.0, it.1))
        .collect();
    assert!(faults.is_empty(), "{} faults\n{}\n", faults.len(), faults.join("\n"));
}

#[test]
fn every_column_of_a_register_is_read() {
    let lexicons = lexicons();
    let mut asked: Vec<(String, String, &str)> = Vec::new();
    for (language, words) in &lexicons {
        for (column, pointer) in [("task", "task"), ("owner", "owner"), ("due", "due"), ("status", "status")]
        {
            for word in words.columns.get(column).cloned().unwrap_or_default() {
                asked.push((language.clone(), word, pointer));
            }
        }
    }
    let table = |it: &(String, String, &str)| {
        let name = |pointer: &str, plain: &str| {
            if it.2 == pointer { it.1.clone() } else { plain.to_owned() }
        };
        let head = format!(
            "| {} | {} | {} | {} |",
            name("task", "Task"),
            name("owner", "Owner"),
            name("due", "Due"),
            name("status", "Status")
        );
        report(&format!(
            "## Action items\n\n{head}\n|---|---|---|---|\n| Add an alert | @noor | 2026-04-02 | done |\n"
        ))
    };
    let documents: Vec<String> = asked.iter().map(table).collect();
    let mut site = Site::new();
    for (nr, text) in documents.iter().enumerate() {
        site = site.document(&format!("postmortems/{nr}.md"), text);
    }
    let exported: Value = serde_json::from_str(&site.run(&["export"]).stdout).unwrap();
    let items = exported["action_items"].as_array().unwrap();
    let of = |nr: usize| items.iter().find(|it| it["source"]["path"] == format!("postmortems/{nr}.md"));
    let expected = [("task", "Add an alert"), ("owner", "@noor"), ("due", "2026-04-02"), ("status", "done")];
    let faults: Vec<String> = asked
        .iter()
        .enumerate()
        .filter(|(nr, _)| !of(*nr).is_some_and(|it| expected.iter().all(|(key, value)| it[*key] == *value)))
        .map(|(_, it)| format!("{} {}: {}", it.0, it.2, it.1))
        .collect();
    assert!(faults.is_empty(), "{} faults\n{}\n", faults.len(), faults.join("\n"));
}

/// A language, a sentence that states a milestone, which one and the hour, or a length.
const SENTENCES: [(&str, &str, &str, &str); 24] = [
    ("en", "The service was restored at 14:47 UTC.", "/milestones/resolved", "2026-03-05T14:47:00+00:00"),
    ("en", "The outage began at 14:02 UTC.", "/milestones/started", "2026-03-05T14:02:00+00:00"),
    ("en", "The outage lasted 45 minutes.", "/durations/declared", "2700"),
    ("zh", "14:47 服务恢复正常。", "/milestones/resolved", "2026-03-05T14:47:00+00:00"),
    ("zh", "14:02 服务中断。", "/milestones/started", "2026-03-05T14:02:00+00:00"),
    ("zh", "故障持续 45 分钟。", "/durations/declared", "2700"),
    ("ja", "14:47 にサービスが復旧した。", "/milestones/resolved", "2026-03-05T14:47:00+00:00"),
    ("ja", "14:02 に障害が発生した。", "/milestones/started", "2026-03-05T14:02:00+00:00"),
    ("ja", "障害は45分間続いた。", "/durations/declared", "2700"),
    ("de", "Um 14:47 wurde der Dienst wiederhergestellt.", "", ""),
    ("de", "Der Dienst ist um 14:47 wieder erreichbar.", "/milestones/resolved", "2026-03-05T14:47:00+00:00"),
    ("de", "Der Ausfall dauerte 45 Minuten.", "/durations/declared", "2700"),
    ("es", "El servicio fue restablecido a las 14:47.", "/milestones/resolved", "2026-03-05T14:47:00+00:00"),
    ("es", "La interrupción duró 45 minutos.", "/durations/declared", "2700"),
    ("es", "A las 14:07 salta la alerta de errores.", "/milestones/detected", "2026-03-05T14:07:00+00:00"),
    ("fr", "Le service est rétabli à 14:47.", "/milestones/resolved", "2026-03-05T14:47:00+00:00"),
    ("fr", "La panne a duré 45 minutes.", "/durations/declared", "2700"),
    ("fr", "Une alerte a été déclenchée à 14:07.", "/milestones/detected", "2026-03-05T14:07:00+00:00"),
    ("pt", "O serviço foi normalizado às 14:47.", "/milestones/resolved", "2026-03-05T14:47:00+00:00"),
    ("pt", "A indisponibilidade durou 45 minutos.", "/durations/declared", "2700"),
    ("pt", "Às 14:07 o alerta foi disparado.", "/milestones/detected", "2026-03-05T14:07:00+00:00"),
    ("ko", "14:47 서비스 복구 완료.", "/milestones/resolved", "2026-03-05T14:47:00+00:00"),
    ("ko", "14:02 장애 발생.", "/milestones/started", "2026-03-05T14:02:00+00:00"),
    ("ko", "장애는 45분간 지속되었다.", "/durations/declared", "2700"),
];

#[test]
fn sentences_of_eight_languages_state_when_and_how_long() {
    let summary = |text: &str| {
        format!(
            "# Mail was late\n\n**Date:** 2026-03-05\n\n## Summary\n\n{text}\n\n## Root cause\n\nA limit.\n"
        )
    };
    let read = read(&SENTENCES.iter().map(|it| summary(it.1)).collect::<Vec<_>>());
    let faults: Vec<String> = SENTENCES
        .iter()
        .enumerate()
        .filter(|(nr, it)| !it.2.is_empty() && text_at(read.get(nr), it.2) != it.3)
        .map(|(nr, it)| format!("{}: {}: {}", it.0, it.1, text_at(read.get(&nr), it.2)))
        .collect();
    assert!(faults.is_empty(), "{} faults\n{}\n", faults.len(), faults.join("\n"));
}
