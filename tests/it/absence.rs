//! No page says that there is nothing where nobody could have found it.

use std::fs;
use std::path::Path;

use crate::support::Site;

/// Sentences of the theme that claim an absence, by key, with what has to be known for them.
const CLAIMS: [(&str, Needs); 6] = [
    ("home.nothing_came_back", Needs::CauseAndService),
    ("recurring.none", Needs::CauseAndService),
    ("home.nothing_overdue", Needs::DueDates),
    ("home.nothing_due", Needs::DueDates),
    ("overdue.none_with_due", Needs::DueDates),
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
            "home.nothing_came_back" | "recurring.none" | "home.nothing_overdue" | "home.nothing_due"
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
    assert!(!undated.contains("only 1 of 1") && !undated.contains("0 overdue at the end"), "{undated}");
    assert!(undated.contains("No action item with a due date is due in this time; 2 of 2"), "{undated}");
    let done = text("", "- [x] Look into it\n- [x] Write it down");
    assert!(done.contains("2 more are done without a closing date"), "{done}");
    assert!(done.contains("only 0 of 1 incidents state"), "{done}");
}
