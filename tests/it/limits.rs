//! One document cannot stop the others.

use std::fmt::Write as _;

use crate::support::Site;

const OTHER: &str =
    "---\nid: INC-2026-0002\ntitle: Another\ndate: 2026-02-10\nseverity: P2\nservices: [s1]\n---\n\nText.\n";

#[test]
fn one_document_cannot_stop_the_others() {
    let names = |prefix: &str| (0..2_000).map(|n| format!("{prefix}{n}")).collect::<Vec<String>>().join(", ");
    let mut rows = String::new();
    for n in 0..5_000 {
        writeln!(rows, "| Do the thing number {n} | @li | 2026-02-01 | open |").unwrap();
    }
    let large = format!(
        "---\nid: INC-2026-0001\ntitle: Everything\ndate: 2026-01-10\nseverity: P1\nservices: [{}]\ncauses: [{}]\n---\n\n## Action items\n\n| Action | Owner | Due | Status |\n|---|---|---|---|\n{rows}",
        names("s"),
        names("c")
    );
    let site = Site::new().document("a.md", &large).document("b.md", OTHER);
    let run = site.run(&["check", "--format", "json"]);
    let found: Vec<serde_json::Value> = serde_json::from_str(&run.stdout).unwrap();
    let of_limits: Vec<&str> =
        found.iter().filter(|it| it["code"] == "AW022").map(|it| it["message"].as_str().unwrap()).collect();
    assert_eq!(of_limits.len(), 3, "{of_limits:?}");
    let exported = site.export();
    assert_eq!(exported["incidents"].as_array().unwrap().len(), 2);
    assert_eq!(exported["incidents"][0]["services"].as_array().unwrap().len(), 200);
}

#[test]
fn an_alias_that_collides_is_one_finding() {
    for alias in [
        "/incidents.csv",
        "/actions.csv/",
        "/404.html",
        "/api/v1/incidents.json",
        "/incidents/",
        "/assets",
        "/Incidents.CSV",
        "/incidents/inc-2026-0002/",
    ] {
        let text = OTHER.replace("0002", "0001").replace("services: [s1]", &format!("aliases: ['{alias}']"));
        let site = Site::new().document("a.md", &text).document("b.md", OTHER);
        let run = site.run(&["build"]);
        assert!(run.code <= 1, "{alias}: {}", run.stderr);
        assert!(site.has_page("incidents/inc-2026-0001/index.html"), "{alias}");
        assert!(site.has_page("incidents.csv"), "{alias}");
        // A folder of ours without a page of its own may have one.
        if alias != "/assets" && alias != "/404.html" {
            assert_eq!(run.stderr.matches("AW508").count(), 1, "{alias}: {}", run.stderr);
            assert!(run.stderr.contains("content/a.md:"), "{alias}: {}", run.stderr);
        }
    }
}
