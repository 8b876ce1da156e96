//! What is compared with what, and what shares and lists are of.

use serde_json::{Value, json};

use crate::support::Site;

/// A document of `date` about the same failure, with `more` front matter.
fn failure(id: &str, date: &str, more: &str) -> String {
    format!(
        "---\nid: {id}\ntitle: Pool ran dry ({id})\ndate: {date}\nservices: [pay]\ncauses: [capacity/pool]\n{more}---\nText.\n"
    )
}

/// One failure in the last quarter of 2025 and one in each quarter of 2026, seen from `as_of`.
fn site(as_of: &str) -> Site {
    let days = ["2025-11-03", "2026-02-03", "2026-05-04", "2026-08-05", "2026-11-06"];
    let documents = days.iter().map(|day| (format!("INC-{}", &day[..7]), day));
    documents.fold(Site::new().on(as_of), |site, (id, day)| {
        site.document(&format!("{id}.md"), &failure(&id, day, ""))
    })
}

fn review(site: &Site, period: &str) -> Value {
    let run = site.run(&["report", period, "--format", "json"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    serde_json::from_str::<Value>(&run.stdout).unwrap()["review"].clone()
}

#[test]
fn a_year_is_compared_only_with_one_that_is_recorded_from_beginning_to_end() {
    let site = site("2027-02-01");
    let year = review(&site, "2026");
    assert_eq!((&year["before"], &year["changes"]), (&Value::Null, &json!([])), "2025 has one quarter");
    assert_eq!(year["causes"][0]["difference"], Value::Null);
    assert!(site.run(&["report", "2026"]).stdout.contains("No full earlier period"));
    let site = site.document("early.md", &failure("INC-2025-01", "2025-01-09", ""));
    assert_eq!(review(&site, "2026")["before"], "2025");
}

#[test]
fn what_is_not_over_is_compared_with_nothing_and_has_its_whole_length() {
    let site = site("2026-11-20");
    let quarter = review(&site, "2026Q4");
    assert_eq!((&quarter["running"], &quarter["before"]), (&json!(true), &Value::Null));
    assert_eq!(quarter["services"][0]["difference"], Value::Null);
    assert_eq!(review(&site, "2026Q3")["before"], "2026-Q2");
    let site = site.on("2026-05-20");
    let year = review(&site, "2026");
    assert_eq!((&year["first_day"], &year["last_day"]), (&json!("2026-01-01"), &json!("2026-12-31")));
}

#[test]
fn the_agenda_speaks_of_the_returns_of_its_own_period() {
    let open = "action_items: [ { id: A1, task: Cap it, status: open, due: 2025-12-01 } ]\n";
    let late = "action_items: [ { id: A1, task: Cap it again, status: open, due: 2026-03-01 } ]\n";
    let site = Site::new()
        .on("2026-07-01")
        .document("1.md", &failure("INC-1", "2025-11-03", open))
        .document("2.md", &failure("INC-2", "2026-02-03", late))
        .document("3.md", &failure("INC-3", "2026-05-04", ""));
    let agenda = |period: &str| {
        let report = site.run(&["report", period]).stdout;
        report
            .lines()
            .find(|it| it.contains("when it recurred") && it.contains("incidents;"))
            .unwrap()
            .to_owned()
    };
    assert!(agenda("2026Q1").contains("2 incidents; 1 earlier fix was open"), "{}", agenda("2026Q1"));
    assert!(agenda("2026Q2").contains("3 incidents; 2 earlier fixes were open"), "{}", agenda("2026Q2"));
}

#[test]
fn a_replaced_document_is_no_drill() {
    let site =
        site("2026-12-01").document("old.md", &failure("INC-OLD", "2026-11-07", "status: superseded\n"));
    let site = site.document("drill.md", &failure("DRILL-1", "2026-11-08", "kind: drill\n"));
    assert_eq!(review(&site, "2026Q4")["others"], json!(["DRILL-1"]));
}

#[test]
fn shares_on_the_page_of_a_service_are_of_its_failures() {
    let drill = failure("DRILL-1", "2026-11-08", "kind: drill\nmitigation: failover\n")
        .replace("capacity/pool", "infra/power");
    let site = Site::new()
        .on("2026-12-01")
        .document("1.md", &failure("INC-1", "2026-11-03", "mitigation: restart\n"))
        .document("drill.md", &drill);
    site.build();
    let page = site.page("services/pay/index.html");
    let table = |title: &str| {
        page.split(&format!(">{title}</h2>")).nth(1).unwrap().split("</table>").next().unwrap().to_owned()
    };
    assert!(table("Causes").contains("100%") && !table("Causes").contains("power"), "{}", table("Causes"));
    assert!(!table("How it was mitigated").contains("Failover"), "{}", table("How it was mitigated"));
    assert!(!site.page("causes/infra/power/index.html").contains("100%"));
}

#[test]
fn a_team_is_told_of_the_action_items_that_its_page_lists() {
    let items = "teams: [web]\naction_items:\n  - { id: A1, task: Ours, status: open, due: 2026-11-10 }\n  \
        - { id: A2, task: Theirs, team: data, status: open, due: 2026-11-10 }\n";
    let site = Site::new().on("2026-12-01").document("1.md", &failure("INC-1", "2026-11-03", items));
    site.build();
    let page = site.page("teams/web/index.html");
    assert!(page.contains("1 open, 1 overdue"), "{page}");
}

#[test]
fn those_of_nobody_are_late_too() {
    let items = "action_items:\n  - { id: A1, task: Whose, status: open, due: 2026-11-10 }\n  \
        - { id: A2, task: Mine, owner: li, status: open, due: 2026-11-25 }\n";
    let site = Site::new().on("2026-12-01").document("1.md", &failure("INC-1", "2026-11-03", items));
    site.build();
    let page = site.page("trends/overdue/index.html");
    let owners = page.split("id=\"aw-owners\"").nth(1).unwrap().split("</table>").next().unwrap();
    assert!(owners.contains("6 days") && owners.contains("21 days"), "{owners}");
}
