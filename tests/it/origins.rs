//! `afterword config`: every setting, its value, and what decides it.

use serde_json::Value;

use crate::support::Site;

fn setting(site: &Site, arguments: &[&str], path: &str) -> Value {
    let run = site.run(arguments);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let all: Vec<Value> = serde_json::from_str(&run.stdout).unwrap();
    all.into_iter().find(|it| it["path"] == path).unwrap_or_else(|| panic!("{path} in {}", run.stdout))
}

fn site() -> Site {
    let config = "site:\n  title: Shop\n  audience: internal\nprivacy:\n  people: pseudonyms\n  pseudonym_key: 0123456789abcdef0123\nfindings: { AW402: off }\n";
    Site::new().file("afterword.yaml", config)
}

#[test]
fn a_value_of_the_file_has_its_line_and_a_default_says_so() {
    let site = site();
    let title = setting(&site, &["config", "--json"], "site.title");
    assert_eq!(
        (&title["value"], &title["origin"], &title["place"]),
        (&"Shop".into(), &"file".into(), &"afterword.yaml:2".into())
    );
    let zone = setting(&site, &["config", "--show", "--json"], "site.timezone");
    assert_eq!(
        (&zone["value"], &zone["origin"], &zone["place"]),
        (&"UTC".into(), &"default".into(), &Value::Null)
    );
    let scale = setting(&site, &["config", "--json"], "severity");
    assert_eq!(scale["value"], serde_json::json!(["P0", "P1", "P2", "P3", "P4"]));
    assert_eq!(setting(&site, &["config", "--json"], "findings.AW402")["value"], "off");
}

#[test]
fn a_flag_and_the_environment_come_before_the_file() {
    let site = site();
    let audience = setting(&site, &["config", "--json", "--audience", "public"], "site.audience");
    assert_eq!((&audience["value"], &audience["place"]), (&"public".into(), &"--audience".into()));
    let day = setting(&site, &["config", "--json"], "site.as_of");
    assert_eq!((&day["value"], &day["place"]), (&"2026-03-01".into(), &"--as-of".into()));
}

#[test]
fn a_secret_is_not_printed() {
    let site = site();
    for arguments in [&["config", "--json"][..], &["config"], &["config", "--changed"]] {
        let run = site.run(arguments);
        assert!(run.stdout.contains("pseudonym_key") && !run.stdout.contains("0123456789"), "{}", run.stdout);
    }
}

#[test]
fn defaults_can_be_left_out_and_the_words_are_chinese_where_asked() {
    let changed = site().run(&["config", "--changed"]).stdout;
    assert!(!changed.contains("default") && changed.contains("afterword.yaml:2"), "{changed}");
    assert_eq!(changed.lines().count(), 6, "{changed}");
    let chinese = site().run(&["config", "--lang", "zh-CN"]).stdout;
    assert!(chinese.contains("默认值") && chinese.contains("随文档而定"), "{chinese}");
}

#[test]
fn settings_that_cannot_be_used_are_findings_here_too() {
    let run = Site::new().file("afterword.yaml", "site:\n  titel: x\n").run(&["config"]);
    assert_eq!(run.code, 2, "{}", run.stdout);
    assert!(run.stderr.contains("afterword.yaml:2"), "{}", run.stderr);
}
