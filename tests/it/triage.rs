//! Decisions: asked in a terminal, kept in a file, and counted from then on.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::support::{Run, Site, repository};

/// Failures of three systems, each twice; what a system's two documents share is in no other one. Their causes are stated,
/// so that only pairs are asked about.
fn site() -> Site {
    let mut site = Site::new();
    let systems = [
        (
            "ledger",
            "config/missing",
            "ledger writer stopped, volume vol-7731 is full",
            "The journal on vol-7731 grew without compaction, and the ledger writer stopped with ENOSPC",
        ),
        (
            "gateway",
            "time/expiry",
            "gateway refuses handshakes",
            "The certificate bundle of the gateway expired, and handshakes failed with X509_EXPIRED",
        ),
        (
            "mailer",
            "data/corruption",
            "mailer sends newsletters twice",
            "The mailer lost its offset after rebalancing, and the newsletter batch was sent twice",
        ),
    ];
    for (nth, (name, category, title, cause)) in systems.iter().enumerate() {
        for (turn, day) in [(1, "2026-01-1"), (2, "2026-02-1")] {
            let id = format!("INC-2026-{turn}0{nth}");
            let text = format!(
                "---\nid: {id}\ntitle: {title}\ndate: {day}{nth}\nseverity: P2\ncauses: [{category}]\naction_items:\n  - {{ task: Alert before {name} fails, owner: \"@lin\", due: 2026-01-25, status: open }}\n---\n\n## Summary\n\n{cause}.\n\n## Root cause\n\n{cause}, turn {turn}.\n"
            );
            site = site.document(&format!("{name}-{turn}.md"), &text);
        }
    }
    site
}

/// Types `answers`, with `|` between them, into `afterword triage` in a pseudo-terminal.
#[cfg(unix)]
fn typed(site: &Site, answers: &str, more: &[&str]) -> Run {
    let output = Command::new("python3")
        .arg(repository().join("tests/it/support/terminal.py"))
        .arg(answers)
        .args([env!("CARGO_BIN_EXE_afterword"), "--as-of", "2026-03-01", "triage"])
        .args(more)
        .current_dir(site.path("."))
        .env("NO_COLOR", "1")
        .env_remove("HOME")
        .stdin(Stdio::null())
        .output()
        .expect("python3 runs: the terminal of this test is its");
    Run {
        code: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Gives `input` to `afterword triage` without a terminal.
fn piped(folder: &Path, input: &str, args: &[&str]) -> Run {
    use std::io::Write as _;
    let mut child = Command::new(env!("CARGO_BIN_EXE_afterword"))
        .args(["--as-of", "2026-03-01", "triage"])
        .args(args)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // The program may end without reading all of it.
    drop(child.stdin.take().unwrap().write_all(input.as_bytes()));
    let output = child.wait_with_output().unwrap();
    Run {
        code: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

fn questions(site: &Site) -> Vec<Value> {
    let run = site.run(&["triage", "--json"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let record: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!((&record["schema"], &record["as_of"]), (&"afterword/v1".into(), &"2026-03-01".into()));
    record["questions"].as_array().unwrap().clone()
}

/// The lines of the file that decide something.
fn decided(site: &Site) -> Vec<String> {
    let text = fs::read_to_string(site.path("content/decisions.yml")).unwrap();
    text.lines().filter(|it| it.contains("decision:")).map(|it| it.trim().to_owned()).collect()
}

#[cfg(unix)]
#[test]
fn three_answers_typed_in_a_terminal_are_written_and_read_back() {
    let site = site();
    let asked = questions(&site);
    assert_eq!(asked.len(), 3, "{asked:#?}");
    let pair = |nth: usize| {
        let id = |key: &str| asked[nth][key].as_str().unwrap().to_owned();
        (id("earlier"), id("later"))
    };
    let run = typed(&site, "y|n another host: db-2|yes", &[]);
    assert_eq!(run.code, 0, "{run:?}");
    for shown in
        ["1 of 3", "3 of 3", "Lines that match", "vol-7731", "Open when the later incident began", "@lin, "]
    {
        assert!(run.stdout.contains(shown), "{shown}: {}", run.stdout);
    }
    assert!(run.stdout.contains("3 decisions in content/decisions.yml, 0 questions open"), "{}", run.stdout);
    let mut expected: Vec<String> = (0..3)
        .map(|nth| {
            let (earlier, later) = pair(nth);
            let end = match nth {
                1 => "decision: not-the-same, day: 2026-03-01, why: \"another host: db-2\" }",
                _ => "decision: same, day: 2026-03-01 }",
            };
            format!("- {{ incidents: [{earlier}, {later}], {end}")
        })
        .collect();
    // By the later incident.
    expected.sort_by_key(|it| it.split(", ").nth(1).unwrap().to_owned());
    assert_eq!(decided(&site), expected);

    assert_eq!(questions(&site), Vec::<Value>::new());
    let trends = site.export()["trends"].clone();
    let chains = trends["recurring"].as_array().unwrap();
    assert_eq!(chains.len(), 2, "{chains:#?}");
    for chain in chains {
        assert_eq!(chain["declared"], false);
        assert_eq!(chain["decided"][0]["day"], "2026-03-01");
        assert_eq!(chain["while_open"].as_array().unwrap().len(), 1);
    }
    let (apart, _) = pair(1);
    assert!(chains.iter().all(|it| it["incidents"][0] != apart.as_str()));
    assert_eq!((&trends["likely"], &trends["possible"]), (&Value::Array(vec![]), &Value::Array(vec![])));
}

#[cfg(unix)]
#[test]
fn every_answer_can_be_taken_back() {
    let site = site();
    let run = typed(&site, "y|n|l|u|u|hm|u|u|l|y|y|u|q", &[]);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(run.stdout.matches("the last answer is undone").count(), 4, "{}", run.stdout);
    assert_eq!(run.stdout.matches("there is no answer to undo").count(), 1, "{}", run.stdout);
    assert!(run.stdout.contains("Answer with a letter and Enter"), "{}", run.stdout);
    assert!(run.stdout.contains("1 decision in content/decisions.yml, 2 questions open"), "{}", run.stdout);
    assert_eq!(decided(&site).len(), 1);
    assert_eq!(questions(&site).len(), 2);
    let run = typed(&site, "y|n|u|u", &[]);
    assert!(run.stdout.contains("nothing decided, 2 questions open"), "{}", run.stdout);
    assert_eq!(decided(&site).len(), 1);
}

#[test]
fn without_a_terminal_answers_come_as_lines_or_the_lists_are_named() {
    let site = site();
    let run = site.run(&["triage"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.stderr.contains("--list") && run.stderr.contains("--json"), "{}", run.stderr);
    assert!(!site.path("content/decisions.yml").exists());
    let run = site.run(&["triage", "--list"]);
    assert_eq!(run.stdout.lines().filter(|it| it.contains("same failure")).count(), 3, "{}", run.stdout);
    let run = piped(&site.path("."), "l\ny it is\n", &["--by", "lin"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.stderr.contains("1 decision in content/decisions.yml, 2 questions open"), "{}", run.stderr);
    let lines = decided(&site);
    assert_eq!(lines.len(), 1);
    assert!(lines[0].ends_with("decision: same, day: 2026-03-01, by: lin, why: it is }"), "{lines:?}");
}

#[test]
fn questions_and_findings_are_in_the_language_of_the_terminal() {
    let site = site();
    let run = piped(&site.path("."), "hm\ny\nu\nq\n", &["--lang", "zh-CN"]);
    let all = format!("{}{}", run.stdout, run.stderr);
    for shown in [
        "可能复发",
        "内容相近的原文：",
        "@lin，当时已逾期",
        "y 是 · n 否",
        "请输入一个字母",
        "已撤销",
        "未作决定，还有 3 项待确认",
    ] {
        assert!(all.contains(shown), "{shown}: {all}");
    }
    let text = fs::read_to_string(site.path("content/decisions.yml")).unwrap();
    assert!(text.starts_with("# 人工对故障作出的决定"), "{text}");
    let day = "pairs:\n  - { incidents: [INC-2026-100, INC-2026-200], decision: same, day: 2026-02-30 }\n";
    site.write("content/decisions.yml", day);
    let run = site.run(&["check", "--lang", "zh-CN"]);
    assert!(run.stdout.contains("2026 年 2 月只有 28 天"), "{}", run.stdout);
}

#[test]
fn what_is_certain_enough_can_be_accepted_at_once() {
    let site = site();
    let run = site.run(&["triage", "--accept-above", "1"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(!site.path("content/decisions.yml").exists());
    let run = site.run(&["triage", "--accept-above", "0.5"]);
    assert_eq!(run.code, 0, "{run:?}");
    let lines = decided(&site);
    assert_eq!(lines.len(), 3, "{lines:?}");
    assert!(lines.iter().all(|it| it.ends_with("why: accepted above 0.5 }")), "{lines:?}");
    assert_eq!(site.run(&["triage", "--accept-above", "2"]).code, 2);
}

#[test]
fn comments_and_order_of_the_file_stay() {
    let site = site();
    let old = "# ours\npairs:\n  # the disk was bought in 2025\n  - { incidents: [INC-2026-100, INC-2026-200], decision: not-the-same } # sure\n";
    site.write("content/decisions.yml", old);
    let run = piped(&site.path("."), "y\ny\n", &[]);
    assert_eq!(run.code, 0, "{run:?}");
    let text = fs::read_to_string(site.path("content/decisions.yml")).unwrap();
    assert!(text.starts_with(old), "{text}");
    assert_eq!(decided(&site).len(), 3, "{text}");
    assert_eq!(questions(&site), Vec::<Value>::new());
}

#[test]
fn a_file_that_cannot_be_added_to_is_left_alone() {
    let site = site();
    for text in ["pairs: [\n", "pairs: none\n"] {
        site.write("content/decisions.yml", text);
        let run = piped(&site.path("."), "y\n", &[]);
        assert_ne!(run.code, 0, "{run:?}");
        assert!(run.stderr.contains("decisions.yml"), "{}", run.stderr);
        assert_eq!(fs::read_to_string(site.path("content/decisions.yml")).unwrap(), text);
    }
}

/// What `check` says of `decisions`, as codes with lines.
fn findings(documents: &[(&str, &str)], decisions: &str) -> Vec<(String, u64)> {
    let mut site = Site::new();
    for (name, text) in documents {
        site = site.document(name, text);
    }
    let run = site.file("content/decisions.yml", decisions).run(&["check", "--format", "json"]);
    let found: Vec<Value> = serde_json::from_str(&run.stdout).unwrap();
    let of_file = found.iter().filter(|it| it["path"] == "decisions.yml");
    of_file.map(|it| (it["code"].as_str().unwrap().to_owned(), it["line"].as_u64().unwrap())).collect()
}

const FIRST: &str = "---\nid: INC-2026-0001\ntitle: Logins fail\ndate: 2026-01-10\nservices: [auth]\n---\n\nThe pool was full.\n";
const SECOND: &str =
    "---\nid: INC-2026-0002\ntitle: Carts are empty\ndate: 2026-02-10\n---\n\nA cache was cold.\n";
const DRILL: &str =
    "---\nid: INC-2026-0003\ntitle: Failover\nkind: drill\ndate: 2026-02-12\n---\n\nWe moved away.\n";
const DRAFT: &str = "---\nid: INC-2026-0004\ntitle: Slow\ndraft: true\ndate: 2026-02-13\n---\n\nNot ready.\n";

#[test]
fn decisions_that_are_wrong_or_change_nothing_are_findings_with_their_place() {
    let documents = [("a.md", FIRST), ("b.md", SECOND), ("c.md", DRILL), ("d.md", DRAFT)];
    let decisions = "\
pairs:
  - { incidents: [INC-2026-0001, INC-2026-0002], decision: same }
  - { incidents: [INC-2026-0002, INC-2026-0001], decision: not-the-same }
  - { incidents: [INC-2026-0001, INC-2026-0009], decision: same }
  - { incidents: [INC-2026-0001, inc_2026_0001], decision: same }
  - { incidents: [INC-2026-0001, INC-2026-0003], decision: same }
  - { incidents: [INC-2026-0001, INC-2026-0004], decision: same }
values:
  - { incident: INC-2026-0001, field: services, value: payment, decision: confirmed }
  - { incident: INC-2026-0001, field: services, value: payment, decision: rejected }
  - { incident: INC-2026-0001, field: services, value: auth, decision: rejected }
  - { incident: INC-2026-0002, field: kind, value: exercise, decision: confirmed }
  - { incident: INC-2026-0002, field: causes, value: config/value, decision: confirmed, dey: 2026-03-01 }
";
    let expected = [
        ("AW511", 3),
        ("AW502", 4),
        ("AW503", 5),
        ("AW511", 6),
        ("AW511", 9),
        ("AW511", 10),
        ("AW511", 11),
        ("AW104", 12),
        ("AW102", 13),
    ];
    assert_eq!(findings(&documents, decisions), expected.map(|(code, line)| (code.to_owned(), line)));
}

#[test]
fn decided_values_count_as_stated_with_their_provenance() {
    let planned = "---\nid: INC-2026-0005\ntitle: Scheduled maintenance of the database\ndate: 2026-02-14\n---\n\nThe maintenance window was announced a week before. We upgraded the database as planned.\n";
    let site = Site::new()
        .document("a.md", FIRST)
        .document("b.md", SECOND)
        .document("e.md", planned)
        .file("services.yaml", "services:\n  - { name: checkout, aliases: [cart] }\n  - { name: auth }\n")
        .file("afterword.yaml", "services: services.yaml\n")
        .file(
            "content/decisions.yml",
            "values:\n  - { incident: INC-2026-0002, field: services, value: cart, decision: confirmed }\n  - { incident: INC-2026-0002, field: causes, value: config/value, decision: confirmed }\n  - { incident: INC-2026-0005, field: kind, value: incident, decision: confirmed }\n",
        );
    let exported = site.export();
    let incident = |id: &str| {
        let all = exported["incidents"].as_array().unwrap();
        all.iter().find(|it| it["id"] == id).unwrap().clone()
    };
    let second = incident("INC-2026-0002");
    assert_eq!(second["services"][0], "checkout", "the name of the catalogue");
    assert_eq!(second["causes"][0], "config/value");
    for (field, line) in [("services", 2), ("causes", 3)] {
        let from = &second["provenance"][field];
        assert_eq!(from["how"], "decision");
        assert_eq!((from["path"].as_str(), from["line"].as_u64()), (Some("decisions.yml"), Some(line)));
    }
    assert_eq!(incident("INC-2026-0005")["kind"], "incident");
    let run = site.run(&["check", "--format", "json"]);
    assert!(!run.stdout.contains("AW011") && !run.stdout.contains("AW511"), "{}", run.stdout);
    site.build();
    assert!(site.page("incidents/inc-2026-0002/index.html").contains("Decided by a person"));
}

#[test]
fn a_public_site_tells_nothing_of_decisions_on_hidden_incidents() {
    let hidden = SECOND.replace("date:", "visibility: internal\ndate:");
    let site = Site::new()
        .document("a.md", FIRST)
        .document("b.md", &hidden)
        .file("afterword.yaml", "site: { audience: public }\n")
        .file("content/decisions.yml", "pairs:\n  - { incidents: [INC-2026-0001, INC-2026-0002], decision: same, by: zoe, why: secret }\n");
    let run = site.build();
    assert!(!run.stderr.contains("INC-2026-0002") && !run.stderr.contains("AW5"), "{}", run.stderr);
    let run = site.run(&["export"]);
    assert!(!run.stdout.contains("INC-2026-0002") && !run.stdout.contains("secret"), "{}", run.stdout);
}

#[test]
fn decisions_elsewhere_have_no_effect_and_that_is_a_finding() {
    let site = Site::new().document("a.md", FIRST);
    for path in ["decisions.yml", "content/2026/decisions.yml", "content/decisions.yaml"] {
        site.write(path, "pairs:\n");
        let run = site.run(&["check"]);
        assert_eq!(run.codes(), Vec::<String>::new(), "{}", run.stderr);
        assert_eq!(run.stdout.matches("AW511").count(), 1, "{path}: {}", run.stdout);
        fs::remove_file(site.path(path)).unwrap();
    }
}

#[test]
fn pages_with_likely_pairs_name_the_command() {
    let site = site();
    site.build();
    for page in ["trends/recurring/index.html", "incidents/inc-2026-200/index.html"] {
        let page = site.page(page);
        let (_, section) = page.split_once("id=\"aw-likely\"").unwrap();
        let section = section.split("</section>").next().unwrap();
        assert!(section.contains("afterword triage") && section.contains("vol-7731"), "{section}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_the_file_is_not_written_through() {
    let site = site();
    site.write("elsewhere.yml", "pairs:\n");
    std::os::unix::fs::symlink(site.path("elsewhere.yml"), site.path("content/decisions.yml")).unwrap();
    let run = piped(&site.path("."), "y\n", &[]);
    assert_ne!(run.code, 0, "{run:?}");
    assert_eq!(fs::read_to_string(site.path("elsewhere.yml")).unwrap(), "pairs:\n");
}
