//! The cost of a document grows with its size, whatever it is made of: four times as much of one construct takes at most
//! five times the CPU time of a build.
#![cfg(target_os = "linux")]

use std::fmt::Write as _;
use std::fs;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use crate::support::Site;

/// Most that four times the input may cost.
const MOST: f64 = 5.0;

/// CPU seconds below which the clock of the system, which ticks a hundred times a second, is too coarse.
const COARSE: f64 = 0.3;

/// A document of one construct, written `n` times.
type Construct = fn(n: usize) -> String;

const HEAD: &str =
    "---\nid: INC-2026-0001\ntitle: Everything\ndate: 2026-01-10\nseverity: P1\nservices: [auth]\n---\n\n";

/// `line` for every number below `n`, with the number in the place of `§`.
fn repeated(n: usize, line: &str) -> String {
    (0..n).fold(String::new(), |mut text, nr| {
        text.push_str(&line.replace('§', &nr.to_string()));
        text
    })
}

/// CPU seconds of one build of `document`.
fn cost(document: &str) -> f64 {
    let site = Site::new().document("a.md", document);
    let cost = cost_of(&site, "build");
    assert!(site.has_page("incidents/inc-2026-0001/index.html"), "the document is there");
    cost
}

/// CPU seconds of one run of `command`.
fn cost_of(site: &Site, command: &str) -> f64 {
    let mut child = Command::new(env!("CARGO_BIN_EXE_afterword"))
        .args(["--as-of", "2026-03-01", "--quiet", command])
        .current_dir(site.path(""))
        .env_remove("SOURCE_DATE_EPOCH")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let place = format!("/proc/{}/stat", child.id());
    // Until somebody asks how it ended, the system keeps what a process has cost.
    let cost = loop {
        let stat = fs::read_to_string(&place).unwrap();
        let fields: Vec<&str> = stat.rsplit_once(") ").unwrap().1.split(' ').collect();
        if fields[0] == "Z" {
            let ticks = |idx: usize| fields[idx].parse::<f64>().unwrap();
            break (ticks(11) + ticks(12)) / 100.0;
        }
        sleep(Duration::from_millis(20));
    };
    let code = child.wait().unwrap().code();
    assert!(code.is_some_and(|it| it <= 1), "{code:?}");
    cost
}

#[track_caller]
fn grows_with_its_size(n: usize, construct: Construct) {
    let empty = cost(&format!("{HEAD}Text.\n"));
    let (mut few, mut many) = (n, 4 * n);
    let mut one = cost(&construct(few)) - empty;
    while one < COARSE && many < 64 * n {
        (few, many) = (4 * few, 4 * many);
        one = cost(&construct(few)) - empty;
    }
    let mut ratio = f64::INFINITY;
    // Whatever else the machine does is in the figures too: what is linear once is linear.
    for _ in 0..3 {
        let four = cost(&construct(many)) - empty;
        ratio = ratio.min(four / one.max(COARSE));
        if ratio <= MOST {
            return;
        }
        one = cost(&construct(few)) - empty;
    }
    assert!(ratio <= MOST, "{ratio:.1} times the CPU time for four times the input, from {few}");
}

macro_rules! constructs {
    ($($name:ident: $n:literal, $construct:expr;)*) => {
        $(#[test]
        fn $name() {
            grows_with_its_size($n, $construct);
        })*
    };
}

constructs! {
    words_of_one_line: 4_000, |n| format!("{HEAD}{}\n", repeated(n, "Word§ "));
    action_items_in_a_table: 300, |n| {
        let rows = repeated(n, "| Do the thing number § | @li | 2026-02-01 | open |\n");
        format!("{HEAD}## Action items\n\n| Action | Owner | Due | Status |\n|---|---|---|---|\n{rows}")
    };
    action_items_in_a_table_and_a_list: 150, |n| {
        let rows = repeated(n, "| Add an alert for the connection pool number § | @li | 2026-02-01 |\n");
        let items = repeated(n, "- [ ] Add an alert for the connection pool number § of the shop\n");
        format!("{HEAD}## Action items\n\n| Action | Owner | Due |\n|---|---|---|\n{rows}\n{items}")
    };
    action_items_below_many_headings: 200, |n| {
        format!("{HEAD}{}", repeated(n, "## Action items\n\n### Group §\n\n- [ ] Do § (@li)\n\n"))
    };
    a_task_list: 500, |n| format!("{HEAD}## Notes\n\n{}", repeated(n, "- [ ] task number §\n"));
    links_to_files: 400, |n| format!("{HEAD}{}", repeated(n, "[l§](other§.md), "));
    links_elsewhere: 600, |n| format!("{HEAD}{}", repeated(n, "[t](https://example.org/§)\n\n"));
    named_links: 500, |n| format!("{HEAD}{}", repeated(n, "[[INC-2025-§]]\n\n"));
    mentions: 500, |n| format!("{HEAD}{}", repeated(n, "See INC-2025-§ again.\n\n"));
    tags: 800, |n| format!("{HEAD}Tags: {}\n\nText.\n", repeated(n, "tag§, "));
    events: 300, |n| format!("{HEAD}## Timeline\n\n{}", repeated(n, "- 10:00 Event number §\n"));
    headings: 400, |n| format!("{HEAD}{}", repeated(n, "## Heading §\n\ntext\n\n"));
    equal_headings: 400, |n| format!("{HEAD}{}", "## Root cause\n\ntext\n\n".repeat(n));
    labels: 400, |n| format!("{HEAD}{}", repeated(n, "**Severity**: P§\n\n"));
    bold_lines: 400, |n| format!("{HEAD}{}", repeated(n, "**Reason §:** words\n"));
    code: 400, |n| format!("{HEAD}{}", repeated(n, "```sh\nkubectl get pod §\n```\n\n"));
    diagrams: 100, |n| format!("{HEAD}{}", repeated(n, "```mermaid\nflowchart LR\n a§ --> b§\n```\n\n"));
    pictures: 500, |n| format!("{HEAD}{}", repeated(n, "![a§](img§.png)\n\n"));
    footnotes: 300, |n| format!("{HEAD}{}{}", repeated(n, "a[^§]\n\n"), repeated(n, "[^§]: note\n\n"));
    references: 300, |n| {
        format!("{HEAD}{}{}", repeated(n, "[a§]\n\n"), repeated(n, "[a§]: https://x.example/§\n\n"))
    };
    raw_html: 500, |n| format!("{HEAD}{}", "<span>a</span> <b>x\n\n".repeat(n));
    passwords: 300, |n| format!("{HEAD}{}", repeated(n, "password: hunter§tiger§\n\n"));
    internal_parts: 300, |n| format!("{HEAD}{}", repeated(n, "<!-- internal -->\nx§\n<!-- /internal -->\n\n"));
    allowed_findings: 400, |n| {
        format!("{HEAD}{}", repeated(n, "<!-- afterword: allow(AW706, because §) -->\n\npassword: tiger§lion\n\n"))
    };
    lessons: 400, |n| format!("{HEAD}## Lessons learned\n\n{}", repeated(n, "- lesson number §\n"));
    questions_why: 300, |n| format!("{HEAD}## Root cause\n\n{}", repeated(n, "1. Why § happened? Because of §.\n"));
    attendees: 400, |n| format!("{HEAD}**Attendees**: {}\n", repeated(n, "@person§, "));
    paragraphs: 500, |n| format!("{HEAD}{}", repeated(n, "The pool § was full at 10:00 again.\n\n"));
    one_long_line: 3_000, |n| format!("{HEAD}{}", repeated(n, "word§ "));
    chinese_without_a_space: 2_000, |n| format!("{HEAD}{}", "连接池耗尽".repeat(n));
    links_to_headings: 400, |n| format!("{HEAD}{}", repeated(n, "[l§](#heading-§)\n\n## Heading §\n\n"));
    links_to_misspelt_headings: 400, |n| {
        format!("{HEAD}{}", repeated(n, "[l§](#hedding-§)\n\n## Heading §\n\n"))
    };
    placeholders_and_links: 400, |n| {
        let head = HEAD.replace("severity: P1", "severity: P1\nstatus: reviewed");
        format!("{head}{}", repeated(n, "[l§](https://example.org/§) is TBD here\n\n"))
    };
    shares_of_intervals: 400, |n| format!("{HEAD}{}", repeated(n, "- 10:00-10:30 pool § failed for 5 % of requests\n"));
    targets: 300, |n| {
        let rows = repeated(n, "| P1 | 15 minutes |\n");
        let steps = repeated(n, "- Respond (within § minutes)\n");
        format!("{HEAD}| Severity | Time to respond |\n|---|---|\n{rows}\n{steps}")
    };
    lines_about_readers: 400, |n| format!("{HEAD}{}", "Visibility: internal\n\n".repeat(n));
    internal_headings_in_quotes: 400, |n| {
        format!("{HEAD}{}{}", "> # x {.internal}\n\n".repeat(n), repeated(n, "Heading §\n---\n\ntext\n\n"))
    };
}

/// Documents, each with its number, that cost in proportion to how many there are.
fn collection_grows_with_its_size(n: usize, document: fn(nr: usize) -> String) {
    let all = |n: usize| {
        let site = Site::new();
        for nr in 0..n {
            fs::write(site.path(&format!("content/{nr}.md")), document(nr)).unwrap();
        }
        cost_of(&site, "check")
    };
    let empty = all(1);
    let mut ratio = f64::INFINITY;
    for _ in 0..3 {
        let (one, four) = (all(n) - empty, all(4 * n) - empty);
        ratio = ratio.min(four / one.max(COARSE));
        if ratio <= MOST {
            return;
        }
    }
    panic!("{ratio:.1} times the CPU time for four times as many documents, from {n}");
}

/// Names that are nearly those of others are held against all of them: once in a while, not always.
#[test]
fn names_that_are_not_known_cost_in_proportion() {
    collection_grows_with_its_size(100, |nr| {
        let names = repeated(20, &format!("s{nr}-§, "));
        let links = repeated(20, &format!("[[INC-2025-{nr:04}§]]\n\n"));
        format!(
            "---\nid: INC-2026-{nr:05}\ntitle: Pool {nr}\ndate: 2026-01-10\nseverity: P1\nservices: [{names}pay]\n---\n\n{links}"
        )
    });
}

/// What one document turns into does not grow with its values: a long one is cut, and the finding says so.
#[test]
fn a_long_value_is_cut_and_reported() {
    let long = "It is slow. ".repeat(4_000);
    let head =
        HEAD.replace("Everything", &long[..20_000]).replace("[auth]", &format!("[auth, {}]", &long[..500]));
    let tables = format!(
        "## Timeline\n\n| Time | Event |\n|---|---|\n| 10:00 | {long} |\n\n## Action items\n\n| Action | Owner |\n|---|---|\n| {long} | {} |\n",
        &long[..1_000]
    );
    let site = Site::new().document("a.md", &format!("{head}{tables}"));
    let run = site.run(&["check", "--format", "json"]);
    let found: Vec<serde_json::Value> = serde_json::from_str(&run.stdout).unwrap();
    let of_length: Vec<&str> =
        found.iter().filter(|it| it["code"] == "AW023").map(|it| it["message"].as_str().unwrap()).collect();
    assert_eq!(of_length.len(), 5, "{of_length:?}");
    let incident = site.incident();
    assert_eq!(incident["title"].as_str().unwrap().chars().count(), 300, "with its `…`");
    assert!(incident["services"][1].as_str().unwrap().ends_with('…'));
    site.run(&["build"]);
    let home = site.page("index.html");
    assert!(home.len() < 200_000, "{}", home.len());
    let page = site.page("incidents/inc-2026-0001/index.html");
    assert!(page.matches(&long[..40_000]).count() == 2, "the text of the document is shown whole");
}

/// What is too long and what is too much for a page, in words for its author and in the reference.
#[test]
fn every_limit_is_in_the_reference() {
    let mut missing = String::new();
    let reference =
        fs::read_to_string(crate::support::repository().join("docs/reference/limits.md")).unwrap();
    for (what, limit) in [
        ("A document", "32 MiB"),
        ("Front matter", "64 KiB"),
        ("Title", "300"),
        ("Services", "200"),
        ("Action items", "1,000"),
        ("Events", "5,000"),
        ("An attachment", "10 MiB"),
    ] {
        if !reference.lines().any(|it| it.starts_with(&format!("| {what}")) && it.contains(limit)) {
            writeln!(missing, "{what}: {limit}").unwrap();
        }
    }
    assert!(missing.is_empty(), "{missing}");
}
