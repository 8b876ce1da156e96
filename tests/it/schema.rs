//! The schemas against a validator that is not ours, and against everything that is read and written here.

use std::fs;

use jsonschema::Validator;
use serde_json::{Value, json};

use crate::support::{Site, repository, run_in, tree};

const SUBJECTS: [&str; 7] = ["postmortem", "runbook", "config", "taxonomy", "services", "decisions", "api"];

#[track_caller]
fn schema(subject: &str) -> Value {
    let run = run_in(repository(), "2026-10-15", &["schema", subject]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    serde_json::from_str(&run.stdout).unwrap()
}

#[track_caller]
fn validator(subject: &str) -> Validator {
    jsonschema::options().should_validate_formats(true).build(&schema(subject)).unwrap()
}

fn yaml(text: &str) -> Value {
    afterword::inside::yaml::read(text).unwrap()
}

#[track_caller]
fn check(validator: &Validator, instance: &Value, name: &str) {
    let faults: Vec<String> =
        validator.iter_errors(instance).map(|it| format!("{}: {it}", it.instance_path())).collect();
    assert!(faults.is_empty(), "{name}:\n{}", faults.join("\n"));
}

#[test]
fn every_schema_is_a_valid_schema_of_its_dialect() {
    for subject in SUBJECTS {
        assert!(jsonschema::draft202012::meta::is_valid(&schema(subject)), "{subject}");
    }
}

#[test]
fn the_front_matter_of_every_document_of_the_sample_is_valid() {
    let (postmortem, runbook) = (validator("postmortem"), validator("runbook"));
    let mut checked = 0;
    for (path, bytes) in tree(&repository().join("content")) {
        let text = String::from_utf8(bytes).unwrap();
        let Some(head) = text.strip_prefix("---\n").and_then(|it| it.split("\n---\n").next()) else {
            continue;
        };
        if !path.ends_with(".md") {
            continue;
        }
        let front_matter = yaml(head);
        let validator = if front_matter["kind"] == "runbook" { &runbook } else { &postmortem };
        check(validator, &front_matter, &path);
        checked += 1;
    }
    assert!(30 < checked, "{checked}");
}

#[test]
fn the_configuration_of_the_sample_is_valid() {
    for (subject, file) in [
        ("config", "afterword.yaml"),
        ("services", "services.yaml"),
        ("taxonomy", "src/config/taxonomy.yaml"),
    ] {
        check(&validator(subject), &yaml(&fs::read_to_string(repository().join(file)).unwrap()), file);
    }
}

#[test]
fn what_is_exported_is_valid() {
    let api = validator("api");
    let run = run_in(repository(), "2026-10-15", &["export"]);
    check(&api, &serde_json::from_str(&run.stdout).unwrap(), "the sample");

    let nulls = Site::new()
        .document("a.md", "# Logins fail\n\n**Severity**: on fire\n\n## Timeline\n\n- Somebody notices\n\n## Action items\n\n- [ ] Do it\n- Ask (due: soon)\n")
        .document("b.md", "---\nid: B-2026-1\nkind: near-miss\nroles: { scribe: [a, b] }\n---\n")
        .document("c.md", "---\nid: C-2026-1\nrecurrence_of: [B-2026-1]\nseverty: P1\n---\n")
        .document("d.md", "---\nkind: runbook\n---\n")
        .document("overrides.yml", "b.md: { severity: P1 }\n");
    let exported = nulls.run(&["export"]);
    check(&api, &serde_json::from_str(&exported.stdout).unwrap(), "a project of gaps");
    let empty = Site::new().run(&["export"]);
    check(&api, &serde_json::from_str(&empty.stdout).unwrap(), "an empty project");
}

#[test]
fn other_names_of_keys_and_values_are_valid_as_they_are_read() {
    let postmortem = validator("postmortem");
    for text in [
        "编号: INC-2026-0001\n故障级别: P1\n影响服务: [支付服务]\n文档状态: 已审核",
        "Severity: SEV1\nservice: auth\nroot_cause: config/value\nstarted_at: 2026-01-10T14:32Z\nstatus: Approved",
        "timeline: { started_at: 14:32, 恢复时间: 15:10 }\nimpact: Nobody could log in\nresolved: true",
        "action_items:\n  - Review pool changes\n  - { action: Alert, status: 待办, type: Detection }\nlayout: post",
        "severity:\nservices:\ntimeline:\n  started:\nimpact:\n  users: 12,000",
    ] {
        check(&postmortem, &yaml(text), text);
    }
}

#[test]
fn what_a_check_would_complain_of_is_refused() {
    let wrong = [
        ("postmortem", json!({ "severty": "P1" })),
        ("postmortem", json!({ "kind": "disaster" })),
        ("postmortem", json!({ "status": "perhaps" })),
        ("postmortem", json!({ "services": { "a": 1 } })),
        ("postmortem", json!({ "timeline": { "begun": "14:32" } })),
        ("postmortem", json!({ "timeline": "14:32" })),
        ("postmortem", json!({ "impact": { "user": 3 } })),
        ("postmortem", json!({ "impact": { "users": -3 } })),
        ("postmortem", json!({ "visibility": "secret" })),
        ("postmortem", json!({ "draft": "yes" })),
        ("postmortem", json!({ "action_items": [{ "owner": "@li" }] })),
        ("postmortem", json!({ "action_items": [{ "task": "x", "status": "perhaps" }] })),
        ("postmortem", json!({ "action_items": [{ "task": "x", "woner": "@li" }] })),
        ("runbook", json!({ "severity": "P1" })),
        ("config", json!({ "site": { "tittle": "x" } })),
        ("config", json!({ "site": { "language": "fr" } })),
        ("config", json!({ "calendar": { "fiscal_year_start": 13 } })),
        ("services", json!({ "services": [{ "alias": "x" }] })),
        ("taxonomy", json!({ "cause": [{ "label": { "en": "x" } }] })),
        ("api", json!({ "schema": "afterword/v2" })),
    ];
    for (subject, document) in wrong {
        assert!(!validator(subject).is_valid(&document), "{subject}: {document}");
    }
    let run = run_in(repository(), "2026-10-15", &["export"]);
    let exported: Value = serde_json::from_str(&run.stdout).unwrap();
    let api = validator("api");
    for (pointer, wrong) in [
        ("/incidents/0/date", json!("yesterday")),
        ("/incidents/0/kind", json!("disaster")),
        ("/incidents/0/milestones/started", json!(5)),
        ("/action_items/0/status", Value::Null),
        ("/trends/quarters/0/quarter", json!("2026-1")),
        ("/trends/overdue/count", json!("many")),
        ("/schema", json!("afterword/v2")),
    ] {
        let mut broken = exported.clone();
        *broken.pointer_mut(pointer).unwrap() = wrong;
        assert!(!api.is_valid(&broken), "{pointer}");
    }
}

#[test]
fn templates_and_first_sites_are_valid() {
    let folder = tempfile::tempdir().unwrap();
    for (lang, name) in [("en", "a"), ("zh-CN", "b")] {
        assert_eq!(run_in(folder.path(), "2026-03-01", &["init", name, "--lang", lang]).code, 0);
        let root = folder.path().join(name);
        for template in ["full", "brief", "report", "runbook"] {
            assert_eq!(run_in(&root, "2026-03-01", &["new", "Logins fail", "--template", template]).code, 0);
        }
        let (postmortem, runbook) = (validator("postmortem"), validator("runbook"));
        let mut checked = 0;
        for (path, bytes) in tree(&root.join("content")) {
            let text = String::from_utf8(bytes).unwrap();
            let front_matter = yaml(text.strip_prefix("---\n").unwrap().split("\n---\n").next().unwrap());
            let validator = if front_matter["kind"] == "runbook" { &runbook } else { &postmortem };
            check(validator, &front_matter, &path);
            checked += 1;
        }
        assert_eq!(checked, 8);
        for (subject, file) in [("config", "afterword.yaml"), ("services", "services.yaml")] {
            check(&validator(subject), &yaml(&fs::read_to_string(root.join(file)).unwrap()), file);
        }
    }
}

#[test]
fn schemas_are_written_to_a_folder_over_older_ones() {
    let site = Site::new().file("schema/api.json", "old").file("schema/mine.json", "mine");
    assert_eq!(site.run(&["schema", "--write", "schema"]).code, 0);
    for subject in SUBJECTS {
        let text = fs::read_to_string(site.path(&format!("schema/{subject}.json"))).unwrap();
        assert_eq!(text, site.run(&["schema", subject]).stdout);
    }
    assert_eq!(fs::read_to_string(site.path("schema/mine.json")).unwrap(), "mine");
}

#[test]
fn every_key_of_the_schema_is_read_without_a_complaint() {
    for (subject, kind) in [("postmortem", "incident"), ("runbook", "runbook")] {
        let schema = schema(subject);
        let keys = |object: &Value| -> Vec<String> {
            object["properties"].as_object().unwrap().keys().cloned().collect()
        };
        let mut heads: Vec<String> = keys(&schema).iter().map(|key| format!("{key}:\n")).collect();
        for (below, definition) in [("timeline", "Milestones"), ("impact", "Impact")] {
            let inner = keys(schema["$defs"].get(definition).unwrap_or(&json!({ "properties": {} })));
            heads.extend(inner.iter().map(|key| format!("{below}: {{ {key}: }}\n")));
        }
        if subject == "postmortem" {
            let items = keys(&schema["$defs"]["ActionItem"]);
            heads.extend(items.iter().map(|key| format!("action_items: [{{ {key}: x }}]\n")));
            assert!(60 < heads.len(), "{heads:?}");
        }
        let mut site = Site::new();
        for (nth, head) in heads.iter().enumerate() {
            let kind = if head.starts_with("kind:") { String::new() } else { format!("kind: {kind}\n") };
            site = site.document(&format!("{nth}.md"), &format!("---\n{kind}{head}---\nText.\n"));
        }
        let run = site.run(&["check", "--format", "json"]);
        let findings: Vec<Value> = serde_json::from_str(&run.stdout).unwrap();
        let unknown: Vec<&Value> = findings.iter().filter(|it| it["name"] == "unknown-key").collect();
        assert!(unknown.is_empty(), "{subject}: {unknown:#?}");
    }
}

#[test]
fn the_schema_of_decisions_takes_what_the_program_reads_and_nothing_else() {
    let validator = validator("decisions");
    let document =
        "---\nid: INC-2026-0001\ntitle: Logins fail\ndate: 2026-01-10\n---\n\nThe pool was full.\n";
    let other = document.replace("0001", "0002");
    let findings = |text: &str| {
        let site = Site::new().document("a.md", document).document("b.md", &other);
        let run = site.file("content/decisions.yml", text).run(&["check", "--format", "json"]);
        let found: Vec<Value> = serde_json::from_str(&run.stdout).unwrap();
        found.into_iter().filter(|it| it["path"] == "decisions.yml").count()
    };
    let pair = "incidents: [INC-2026-0001, INC-2026-0002]";
    for text in [
        "# nothing yet\npairs:\nvalues:\n".to_owned(),
        format!("pairs:\n  - {{ {pair}, decision: same, day: 2026-03-01, by: lin, why: seen }}\n"),
        format!("pairs:\n  - {{ {pair}, decision: not-the-same }}\n"),
        "values:\n  - { incident: INC-2026-0001, field: causes, value: config/value, decision: confirmed }\n"
            .to_owned(),
        "values:\n  - { incident: INC-2026-0001, field: kind, value: drill, decision: rejected }\n"
            .to_owned(),
    ] {
        check(&validator, &yaml(&text), &text);
        assert_eq!(findings(&text), 0, "{text}");
    }
    for text in [
        "pears: []\n".to_owned(),
        "pairs: none\n".to_owned(),
        format!("pairs:\n  - {{ {pair} }}\n"),
        format!("pairs:\n  - {{ {pair}, decision: perhaps }}\n"),
        format!("pairs:\n  - {{ {pair}, decision: same, dey: 2026-03-01 }}\n"),
        "pairs:\n  - { incidents: [INC-2026-0001], decision: same }\n".to_owned(),
        "values:\n  - { incident: INC-2026-0001, field: title, value: x, decision: confirmed }\n".to_owned(),
        "values:\n  - { incident: INC-2026-0001, field: causes, decision: confirmed }\n".to_owned(),
    ] {
        assert!(!validator.is_valid(&yaml(&text)), "{text}");
        assert_eq!(findings(&text), 1, "{text}");
    }
}
