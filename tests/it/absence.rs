//! No page says that there is nothing where nobody could have found it.

use std::fs;
use std::path::Path;

use crate::support::Site;

/// Sentences of the theme that claim an absence, by key, with what has to be known for them.
const CLAIMS: [(&str, Needs); 7] = [
    ("home.nothing_came_back", Needs::CauseAndService),
    ("recurring.none", Needs::CauseAndService),
    ("home.nothing_overdue", Needs::DueDates),
    ("home.nothing_due", Needs::DueDates),
    ("overdue.none_with_due", Needs::DueDates),
    ("review.nothing_overdue", Needs::DueDates),
    ("actions.all_settled", Needs::States),
];

/// What most documents must state.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Needs {
    CauseAndService,
    DueDates,
    States,
}

/// The text of `key` in the theme's English file, up to its first value.
fn sentence(key: &str) -> String {
    let all = include_str!("../../themes/default/i18n/en.yaml");
    let line = all.lines().find_map(|it| it.strip_prefix(&format!("{key}: \""))).unwrap();
    line.trim_end_matches('"').split('{').next().unwrap().trim().to_owned()
}

/// The pages below `folder` that hold `text`.
fn holders(folder: &Path, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(holders(&path, text));
        } else if path.extension().is_some_and(|it| it == "html")
            && !path.components().any(|it| it.as_os_str() == "definitions")
            && fs::read_to_string(&path).unwrap().contains(text)
        {
            found.push(path.display().to_string());
        }
    }
    found
}

/// Three reports; `head` and `items` are what each of them states beside.
fn site(head: &str, items: &str) -> Site {
    let mut site = Site::new().on("2026-03-01");
    for (nth, what) in ["Bakery oven cold", "Ferry radio silent", "Library door stuck"].iter().enumerate() {
        site = site.document(
            &format!("{nth}.md"),
            &format!(
                "---\nid: INC-{nth}\ntitle: {what}\ndate: 2026-02-0{}\n{head}---\n\n## Summary\n\n{what} for an hour.\n\n## Action items\n\n{items}\n",
                nth + 1
            ),
        );
    }
    site.build();
    site
}

#[test]
fn what_cannot_be_known_is_not_said_to_be_absent() {
    let silent = site("", "- Look into it\n- Write it down");
    for (key, needs) in CLAIMS {
        let pages = holders(&silent.path("public"), &sentence(key));
        assert!(pages.is_empty(), "{key} needs {needs:?}: {pages:?}");
    }
    let home = silent.page("index.html");
    assert!(home.contains("Recurrences cannot be determined: 3 of 3 incidents"), "{home}");
    assert!(home.contains("Overdue action items cannot be determined: 6 of 6"), "{home}");
    let review = silent.page("reviews/2026-q1/index.html");
    assert!(review.contains("Recurrences cannot be determined: 3 of 3 incidents"), "{review}");
    // Nobody says whether they are done: "0 closed" would be a claim.
    assert!(!review.contains("0 closed") && !review.contains("Action items closed"), "{review}");
    assert!(!silent.page("trends/index.html").contains(">Closed</th>"));
}

#[test]
fn a_folder_without_action_items_has_none_that_could_be_late() {
    let bare = site("", "To be written.");
    for (key, needs) in CLAIMS {
        let pages = holders(&bare.path("public"), &sentence(key));
        assert!(pages.is_empty(), "{key} needs {needs:?}: {pages:?}");
    }
    for page in ["index.html", "reviews/2026-q1/index.html", "actions/index.html"] {
        let text = bare.page(page);
        assert!(text.contains("No document has action items."), "{page}: {text}");
    }
}

#[test]
fn what_is_known_to_be_absent_is_said() {
    let head = "services: [oven]\ncauses: [config/value]\n";
    let known =
        site(head, "| Task | Due | Status |\n| --- | --- | --- |\n| Look into it | 2026-04-01 | Open |");
    for (key, needs) in CLAIMS {
        let pages = holders(&known.path("public"), &sentence(key));
        let is_said = matches!(
            key,
            "home.nothing_came_back"
                | "recurring.none"
                | "home.nothing_overdue"
                | "home.nothing_due"
                | "review.nothing_overdue"
        );
        assert_eq!(!pages.is_empty(), is_said, "{key} needs {needs:?}: {pages:?}");
    }
    let done = site(head, "- [x] Look into it");
    assert!(!holders(&done.path("public"), &sentence("actions.all_settled")).is_empty());
}

#[test]
fn a_few_items_without_a_due_date_are_counted_beside() {
    let items = "| Task | Due | Status |\n| --- | --- | --- |\n| One | 2026-04-01 | Open |\n| Two | 2026-04-02 | Open |\n| Three | | Open |";
    let some = site("", items);
    let home = some.page("index.html");
    assert!(home.contains("No action item with a due date is overdue; 3 of 9"), "{home}");
}

#[test]
fn a_year_in_sentences_counts_only_what_has_a_day() {
    let text = |head: &str, items: &str| {
        let site = Site::new().on("2026-11-01").document(
            "a.md",
            &format!("---\nid: INC-1\ntitle: Oven cold\ndate: 2026-02-03\n{head}---\n\nText.\n\n## Action items\n\n{items}\n"),
        );
        site.build();
        site.page("index.html")
    };
    let ends = "started: 2026-02-03T10:00Z\nresolved: 2026-02-03T11:00Z\n";
    let undated = text(ends, "- Look into it\n- Write it down");
    assert!(undated.contains("1 of 1 incidents state when impact began and ended: too few"), "{undated}");
    assert!(!undated.contains("Not known: 1 of 1") && !undated.contains("0 overdue at the end"), "{undated}");
    // Once, and not again below "Due in the next 14 days".
    assert!(undated.contains("Overdue action items cannot be determined: 2 of 2"), "{undated}");
    assert!(!undated.contains("2 of 2 not known to be done have none"), "{undated}");
    let done = text("", "- [x] Look into it\n- [x] Write it down");
    assert!(done.contains("How many were closed cannot be determined: 2 of 2 action items"), "{done}");
    assert!(!done.contains("0 closed"), "{done}");
    let some = text(
        "",
        "| Task | Due | Status |\n| --- | --- | --- |\n| One | 2026-04-01 | Done |\n| Two | 2026-04-02 | Open |\n| Three | 2026-04-03 | Open |",
    );
    assert!(some.contains("In all, 1 is done without a closing date"), "{some}");
    assert!(done.contains("Not known: 0 of 1 incidents state"), "{done}");
}

/// The list of incidents or of action items between `<table` and its end, and what is said behind it.
fn list(page: &str) -> (&str, &str) {
    let (_, table) = page.split_once("<table").unwrap();
    table.split_once("</table>").unwrap()
}

#[test]
fn a_column_that_no_line_fills_is_named_once_and_not_shown() {
    let silent = site("", "- Look into it\n- Write it down");
    let incidents = silent.page("incidents/index.html");
    let (table, behind) = list(&incidents);
    for class in ["of-severity", "of-services", "of-cause", "of-time"] {
        assert!(!table.contains(class), "{class}: {table}");
    }
    assert!(table.contains("colspan=\"3\""), "a year heads the three columns that are left: {table}");
    assert!(
        behind.contains("Not stated by any of them: Severity, Services, Cause category, Duration"),
        "{behind}"
    );
    let actions = silent.page("actions/index.html");
    let (table, behind) = list(&actions);
    for key in ["priority", "owner", "service", "overdue", "due"] {
        assert!(!table.contains(&format!("data-key=\"{key}\"")), "{key}: {table}");
    }
    assert!(behind.contains("Priority, Owner, Service, Cause category, Due"), "{behind}");

    let head = "severity: P1\nservices: [oven]\ncauses: [config/value]\nduration: 2h\n";
    let known = site(
        head,
        "| Task | Owner | Priority | Due |\n| --- | --- | --- | --- |\n| Look | @a | P1 | 2026-04-01 |",
    );
    for path in ["incidents/index.html", "actions/index.html"] {
        let page = known.page(path);
        let (table, behind) = list(&page);
        assert!(!behind.contains("Not stated by any"), "{path}: {behind}");
        for class in ["service", "due", "of-cause", "of-time"] {
            let is_here = table.contains(class);
            assert!(is_here || path.starts_with("actions") == class.starts_with("of-"), "{path} {class}");
        }
    }
}

#[test]
fn items_of_unknown_state_are_not_said_to_be_done() {
    let silent = site("", "- Look into it\n- Write it down");
    assert!(list(&silent.page("incidents/index.html")).0.contains("2 unknown"));
    let incident = silent.page("incidents/inc-0/index.html");
    assert!(incident.contains("2 items: 2 unknown"), "{incident}");
    let done = site("", "- [x] Look into it\n- [x] Write it down").page("incidents/inc-0/index.html");
    assert!(done.contains("2 items, none left to do"), "{done}");
}

#[test]
fn no_zero_is_counted_where_nothing_could_be_counted() {
    let silent = site("", "- Look into it\n- Write it down");
    let actions = silent.page("actions/index.html");
    assert!(!actions.contains("0 overdue"), "{actions}");
    assert!(actions.contains("Overdue action items cannot be determined: 6 of 6"), "{actions}");
    let trends = silent.page("trends/index.html");
    assert!(!trends.contains(">Overdue at end<") && !trends.contains(">Recurred<"), "{trends}");
    assert!(trends.contains("1 quarter to print"), "only quarters with a review are counted: {trends}");
    let review = silent.page("reviews/2026-q1/index.html");
    assert!(!review.contains("Action items overdue at the end") && !review.contains("No action items"));
    let home = silent.page("index.html");
    assert!(!home.contains("0 runbooks") && !home.contains("Due in the next"), "{home}");
    assert!(home.contains("none of 3 incidents has a cause of the tree"), "{home}");
}

#[test]
fn a_cause_in_the_authors_words_is_not_said_to_be_missing() {
    let site = Site::new().document(
        "a.md",
        "---\nid: INC-1\ntitle: Oven cold\ndate: 2026-02-03\n---\n\n## Root cause\n\nThe thermostat was wired backwards.\n",
    );
    site.build();
    let page = site.page("incidents/inc-1/index.html");
    let (strip, _) = page.split_once("id=\"aw-document\"").unwrap();
    assert!(strip.contains("<dd>Not classified</dd>"), "{strip}");
}

#[test]
fn a_value_that_every_line_has_is_nothing_to_choose() {
    let same = site("services: [oven]\nteams: [baking]\n", "- Look into it");
    let has = |page: &str, facet: &str| page.contains(&format!("<div data-facet=\"{facet}\"><h2>"));
    let page = same.page("incidents/index.html");
    assert!(!has(&page, "service") && !has(&page, "team") && !has(&page, "year"), "{page}");
    let other = "---\nid: INC-9\ntitle: Bridge closed\ndate: 2025-02-03\nservices: [bridge]\n---\n\nText.\n";
    let several = same.document("9.md", other);
    several.build();
    let page = several.page("incidents/index.html");
    assert!(has(&page, "service") && has(&page, "team") && has(&page, "year"), "{page}");
}

#[test]
fn words_are_quoted_without_their_marks() {
    let text = |n: usize| {
        format!(
            "---\nid: INC-{n}\ntitle: Feed parser stalled again\ndate: 2026-0{n}-03\n---\n\n## Summary\n\nThe feed parser stalled on [an empty header](https://chat.example/p{n}) and **all** workers waited for its lock.\n\n## Root cause\n\n- The parser holds the `feed.lock` while it [waits for the header](https://wiki.example/lock), and nothing ends the wait.\n- Every worker of the **import queue** needs the same lock.\n"
        )
    };
    let site = Site::new().on("2026-06-01").document("1.md", &text(1)).document("2.md", &text(2));
    site.build();
    let page = site.page("trends/recurring/index.html");
    assert!(page.contains("while it waits for the header"), "{page}");
    assert!(!page.contains("](https://"), "{page}");
}
