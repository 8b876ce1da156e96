//! `afterword actions`: which items are listed, in which forms, and with which exit code.

use serde_json::Value;

use crate::support::Site;

const INCIDENT: &str = r#"---
id: INC-2026-0001
title: Logins fail
date: 2026-01-10
severity: P1
teams: [platform]
action_items:
  - { id: A1, task: "Alert on pool_size | *soon*", owner: "@li", due: 2026-02-20, status: open }
  - { id: A2, task: "连接池扩容", owner: "@li", due: 2026-03-05, status: in-progress }
  - { id: A3, task: "Write the runbook", owner: "@wang", due: 2026-02-01, status: done, closed: 2026-01-30 }
  - { id: A4, task: "Drill", due: 2026-03-01, team: payments }
  - { id: A5, task: "Some day", owner: "Wang", status: open }
---
Text.
"#;

fn site(language: &str) -> Site {
    let config =
        format!("site: {{ title: Kb, language: {language}, base_url: 'https://kb.example.org/' }}\n");
    Site::new().file("afterword.yaml", &config).document("a.md", INCIDENT)
}

#[test]
fn the_register_can_be_narrowed_down_to_what_nobody_owns_and_names_owners_only_with_their_pages() {
    let item = "- { id: A4, task: \"Drill\", due: 2026-03-01, team: payments }";
    let built = |config: &str| {
        let document =
            INCIDENT.replace(item, &format!("{item}\n  - {{ id: A6, task: Scale, priority: High }}"));
        let site = Site::new().on("2026-04-01").file("afterword.yaml", config).document("a.md", &document);
        site.build();
        (site.page("actions/index.html"), site.page("trends/overdue/index.html"))
    };
    let (page, overdue) = built("");
    let facet = |page: &str, key: &str| {
        let start = page.find(&format!("<div data-facet=\"{key}\"")).unwrap();
        page[start..start + page[start..].find("</div>").unwrap()].to_owned()
    };
    assert_eq!(facet(&page, "owner").matches("<li data-value=").count(), 1);
    assert!(
        facet(&page, "owner")
            .contains("<li data-value=\"none\"><a href=\"#aw-list\">no owner</a> <span class=\"n\">2</span>")
    );
    assert!(facet(&page, "state").contains("data-value=\"in-progress\""));
    assert!(
        facet(&page, "priority")
            .contains("<li data-value=\"high\"><a href=\"#aw-list\">High</a> <span class=\"n\">1</span>")
    );
    assert!(page.contains("priority:high"));
    assert!(facet(&overdue, "owner").contains(">no owner</a> <span class=\"n\">1</span>"), "{overdue}");
    assert!(facet(&overdue, "team").contains("payments"));
    let (page, _) = built("privacy: { owner_pages: true }\n");
    assert!(
        facet(&page, "owner").contains("<li data-value=\"li\"><a href=\"../owners/li/index.html\">@li</a>"),
        "{}",
        facet(&page, "owner")
    );
}

#[test]
fn what_an_author_wrote_about_an_item_keeps_its_language_on_a_chinese_page() {
    let document = INCIDENT.replace(
        "{ id: A4, task: \"Drill\",",
        "{ id: A4, task: \"Drill\", acceptance: \"A drill went well\",",
    );
    let document = document.replace("Text.\n", "The pool was too small for the load of the evening.\n");
    let config = "site: { language: zh-CN }\n";
    let site = Site::new().file("afterword.yaml", config).document("a.md", &document);
    site.build();
    let page = site.page("actions/index.html");
    assert!(page.contains("<span lang=\"en\">A drill went well</span>"), "{page}");
}

/// The short ids that `args` list, in order.
fn listed(args: &[&str]) -> String {
    let run = site("en").run(&[&["actions", "--format", "json"], args].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    let items: Value = serde_json::from_str(&run.stdout).unwrap();
    let ids = items.as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap()[14..].to_owned());
    ids.collect::<Vec<String>>().join(" ")
}

#[test]
fn what_is_late_comes_first_then_what_is_due_next() {
    assert_eq!(listed(&[]), "A1 A3 A4 A2 A5");
}

#[test]
fn time_owner_and_team_narrow_the_list() {
    assert_eq!(listed(&["--overdue"]), "A1");
    assert_eq!(listed(&["--due-within", "0d"]), "A4", "what is due on the day itself is on time");
    assert_eq!(listed(&["--due-within", "7d"]), "A4 A2");
    assert_eq!(listed(&["--overdue", "--due-within", "7d"]), "A1 A4 A2", "both kinds");
    assert_eq!(listed(&["--owner", "LI"]), "A1 A2");
    assert_eq!(listed(&["--owner", "@wang"]), "A3 A5");
    assert_eq!(listed(&["--team", "Payments"]), "A4");
    assert_eq!(listed(&["--team", "platform", "--overdue"]), "A1");
}

#[test]
fn a_name_that_nobody_has_is_told_apart_from_good_news() {
    let run = site("en").run(&["actions", "--owner", "wnag"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""));
    assert!(run.stderr.contains("no action item belongs to `wnag`: did you mean `Wang`?"), "{}", run.stderr);
    let run = site("en").run(&["actions", "--team", "platfrom"]);
    assert!(run.stderr.contains("did you mean `platform`?"), "{}", run.stderr);
}

#[test]
fn the_exit_code_says_whether_something_is_overdue() {
    let code = |args: &[&str]| site("en").run(&[&["actions"], args].concat()).code;
    assert_eq!(code(&["--fail-on-overdue"]), 1);
    assert_eq!(code(&["--fail-on-overdue", "--owner", "wang"]), 0);
    assert_eq!(code(&["--fail-on-overdue", "--format", "markdown"]), 1);
    assert_eq!(code(&["--due-within", "soon"]), 2);
}

#[test]
fn the_digest_fits_a_chat() {
    let digest = |language| site(language).run(&["actions", "--format", "markdown"]).stdout;
    insta::assert_snapshot!(format!("{}\n----\n\n{}", digest("en"), digest("zh-CN")));
}

#[test]
fn a_calendar_can_be_made_of_one_owners_items() {
    let run = site("en").run(&["actions", "--owner", "li", "--format", "ics"]);
    let calendar: icalendar::Calendar = run.stdout.parse().unwrap();
    assert_eq!(calendar.components.len(), 2);
}

#[test]
fn a_table_of_one_owners_items_keeps_the_columns_of_the_site() {
    let site = site("en");
    site.build();
    let run = site.run(&["actions", "--owner", "li", "--format", "csv"]);
    let all = site.page("actions.csv");
    assert_eq!(run.stdout.lines().next(), all.lines().next());
    assert_eq!(run.stdout.lines().count(), 3);
}

#[test]
fn each_chat_gets_its_own_form_and_no_text_becomes_a_mark() {
    let document = INCIDENT.replace("连接池扩容", "<!channel> ping *all* `now`");
    let site = site("en");
    site.write("content/a.md", &document);
    let read = |format: &str| -> Value {
        let run = site.run(&["actions", "--format", format]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {}", run.stdout))
    };
    let slack = read("slack");
    assert_eq!(slack["blocks"][0]["text"]["text"], "Action items of Kb on 1 Mar 2026");
    let text = slack["blocks"][2]["text"]["text"].as_str().unwrap();
    assert!(text.starts_with("*@li* · 1 overdue\n• 9 days overdue: "), "{text}");
    assert!(text.contains("<https://kb.example.org/incidents/inc-2026-0001/|INC-2026-0001/A1>"), "{text}");
    assert!(text.contains("&lt;!channel&gt;") && !text.contains("<!channel>"), "{text}");
    let feishu = read("feishu");
    assert_eq!(feishu["msg_type"], "interactive");
    assert_eq!(feishu["card"]["header"]["template"], "red");
    let text = feishu["card"]["elements"][1]["text"]["content"].as_str().unwrap();
    assert!(text.starts_with("**@li** · 1 overdue\n• ") && !text.contains("<!channel"), "{text}");
    let card = read("dingtalk");
    assert_eq!(card["msgtype"], "actionCard");
    assert_eq!(card["actionCard"]["singleURL"], "https://kb.example.org/actions/");
    assert!(card["actionCard"]["text"].as_str().unwrap().contains("**@li** · 1 overdue\n\n- 9 days overdue"));
    let teams = read("teams");
    assert_eq!(teams["attachments"][0]["contentType"], "application/vnd.microsoft.card.adaptive");
    let body = teams["attachments"][0]["content"]["body"].as_array().unwrap();
    assert!(body[2]["text"].as_str().unwrap().contains(r"\*all\*"), "{body:?}");
    // Done items are in none of them, as in the Markdown.
    for format in ["slack", "feishu", "dingtalk", "teams"] {
        assert!(!read(format).to_string().contains("Write the runbook"), "{format}");
    }
    site.write("afterword.yaml", "site: { title: Kb }\n");
    assert_eq!(read("dingtalk")["msgtype"], "markdown");
}

#[test]
fn a_message_that_is_too_long_for_a_chat_counts_what_it_leaves_out() {
    let item = |nth: usize| {
        format!(
            "  - {{ id: A{nth}, task: \"{}\", owner: \"@o{:02}\", due: 2026-02-01, status: open }}\n",
            "long ".repeat(40),
            nth % 40
        )
    };
    let items: String = (1..=200).map(item).collect();
    let document = format!(
        "---\nid: INC-2026-0001\ntitle: Logins fail\ndate: 2026-01-10\naction_items:\n{items}---\nText.\n"
    );
    let site = site("en");
    site.write("content/a.md", &document);
    for format in ["slack", "feishu"] {
        let run = site.run(&["actions", "--format", format]);
        let message: Value = serde_json::from_str(&run.stdout).unwrap();
        let text = message.to_string();
        assert!(text.len() < 20_000, "{format}: {}", text.len());
        let listed = text.matches("days overdue").count();
        let left: usize =
            text.split("and ").skip(1).filter_map(|it| it.split(" more").next()?.parse::<usize>().ok()).sum();
        assert_eq!(listed + left, 200, "{format}");
    }
}
