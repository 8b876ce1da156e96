//! Manners of the terminal: short summaries, nothing left out in silence, help in the language of the person.

use std::path::Path;

use crate::support::{Run, Site, run_with};

const INCIDENT: &str = "---\nid: INC-2026-0001\ntitle: Logins fail\ndate: 2026-01-10\nseverity: P1\n---\n\nThe session store was full.\n\n## Action items\n\n| Action | Owner | Due | Status |\n|---|---|---|---|\n| Add an alert for the size of the session store, with a threshold that leaves time to react | @li | 2026-02-28 | open |\n| Move sessions to a store that grows | @li | 2027-01-15 | open |\n";

fn in_chinese(site: &Site, args: &[&str]) -> Run {
    run_with(&site.path("."), "2026-03-01", args, &[("AFTERWORD_LANG", Path::new("zh_CN.UTF-8"))])
}

#[test]
fn a_first_build_of_a_strangers_folder_prints_a_summary() {
    let mut site = Site::new().document("draft.md", &INCIDENT.replace("title:", "draft: true\ntitle:"));
    for n in 2..40 {
        let text = INCIDENT.replace("0001", &format!("{n:04}")).replace("severity", "severty");
        site = site.document(&format!("incidents/{n}.md"), &text);
    }
    let site = site.document("bad.md", &INCIDENT.replace("0001", "0099").replace("2026-01-10", "2026-02-30"));
    let brief = site.run(&["build"]);
    let lines: Vec<&str> = brief.stderr.lines().collect();
    assert!(lines.len() <= 15, "{}", brief.stderr);
    assert!(lines[0].starts_with("read: ") && lines[1].starts_with("left out: 1 draft"), "{}", brief.stderr);
    assert_eq!(brief.codes().len(), 3, "{}", brief.stderr);
    assert_eq!(brief.codes()[0], "AW201", "errors come first: {}", brief.stderr);
    assert!(brief.stderr.contains(": run `afterword check`"), "{}", brief.stderr);
    let full = site.run(&["build", "--verbose"]);
    assert!(38 < full.codes().len() && full.stderr.contains("severty"), "{}", full.stderr);
    let chinese = in_chinese(&site, &["build"]).stderr;
    assert!(chinese.starts_with("已读取：") && chinese.contains("用浏览器打开"), "{chinese}");
}

#[test]
fn a_check_that_checks_nothing_says_so() {
    let site = Site::new()
        .document("a.md", INCIDENT)
        .file("README.md", "# Read me\n")
        .file("afterword.yaml", "site: { title: Kb }\n");
    let run = site.run(&["check", "README.md"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(
        run.stderr.contains("nothing was checked, because not in the content folder: `README.md`"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("help: name files or folders in `content`"), "{}", run.stderr);
    let both = site.run(&["check", "README.md", "content/a.md"]);
    assert_eq!(both.code, 0, "{both:?}");
    assert!(
        both.stderr.contains("not checked, because not in the content folder: `README.md`"),
        "{}",
        both.stderr
    );
    assert!(both.stderr.contains("checked 1 document:"), "{}", both.stderr);
}

#[test]
fn a_folder_of_the_content_is_checked_as_a_part_of_it() {
    let other =
        INCIDENT.replace("0001", "0002").replace("The session", "As in [the other](../b/b.md), the session");
    let site = Site::new().document("a/a.md", &other).document("b/b.md", INCIDENT);
    let run = site.run(&["check", "content/a"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.stderr.contains("checked 1 document:"), "{}", run.stderr);
    assert!(!run.stdout.contains("AW503") && !run.stdout.contains("b.md"), "{}", run.stdout);
}

#[test]
fn every_fault_of_a_config_is_shown_at_once() {
    let config = "site:\n  titel: x\n  language: fr\n  timezone: Mars/Olympus\ncalendar:\n  fiscal_year_start: 13\nfindings:\n  AW999: off\n";
    let site = Site::new().document("a.md", INCIDENT).file("afterword.yaml", config);
    let run = site.run(&["check"]);
    assert_eq!(run.code, 2);
    for line in [2, 3, 4, 6, 8] {
        assert!(run.stderr.contains(&format!("afterword.yaml:{line}:")), "{line}: {}", run.stderr);
    }
    assert_eq!(run.codes().len(), 5, "{}", run.stderr);
    let chinese = in_chinese(&site, &["check"]).stderr;
    assert!(chinese.contains("未知时区 `Mars/Olympus`"), "{chinese}");
}

#[test]
fn a_part_of_a_theme_without_effect_is_named() {
    let site = Site::new()
        .document("a.md", INCIDENT)
        .file("afterword.yaml", "site: { theme: ours }\n")
        .file("themes/ours/templates/page/incdent.html", "x")
        .file("themes/ours/i18n/en.yaml", "nav.hime: Start\n");
    let run = site.run(&["build"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let expected =
        "warning: parts of the theme have no effect: `i18n/en.yaml: nav.hime`, `templates/page/incdent.html`";
    assert!(run.stderr.contains(expected), "{}", run.stderr);
}

#[test]
fn results_show_a_path_that_can_be_opened_and_the_address_of_the_page() {
    let site = Site::new()
        .document("incidents/a.md", INCIDENT)
        .document("incidents/b.md", &INCIDENT.replace("0001", "0002"))
        .file("afterword.yaml", "site: { base_url: 'https://kb.example' }\n");
    let place = |id: &str| {
        format!(
            "content/incidents/{}.md  https://kb.example/incidents/inc-2026-000{id}/",
            if id == "1" { "a" } else { "b" }
        )
    };
    let found = site.run(&["search", "session"]).stdout;
    assert!(found.contains(&place("1")) && found.contains(&place("2")), "{found}");
    let similar = site.run(&["similar", "INC-2026-0001"]).stdout;
    assert!(similar.contains(&place("2")), "{similar}");
}

#[test]
fn times_ahead_may_be_years() {
    let site = Site::new().document("a.md", INCIDENT);
    let items = |time: &str| site.run(&["actions", "--due-within", time]).stdout.matches("INC-").count();
    assert_eq!((items("1d"), items("1y")), (0, 1));
    let wrong = site.run(&["actions", "--due-within", "soon"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.stderr.contains("invalid time `soon`"), "{}", wrong.stderr);
}

#[test]
fn quiet_prints_errors_and_results_only() {
    let site = Site::new().document("a.md", &INCIDENT.replace("severity", "severty"));
    assert!(site.run(&["check"]).stdout.contains("AW102"));
    let quiet = site.run(&["check", "--quiet"]);
    assert_eq!((quiet.stdout.as_str(), quiet.stderr.as_str()), ("", ""));
    let wrong = Site::new().document("a.md", &INCIDENT.replace("2026-01-10", "2026-02-30"));
    assert!(wrong.run(&["check", "--quiet"]).stdout.contains("AW201"));
}

#[test]
fn explanations_are_listed_by_the_head_of_their_codes() {
    let site = Site::new();
    let run = site.run(&["explain", "aw4"]);
    assert_eq!(run.code, 0);
    assert!(10 < run.stdout.lines().count() && run.stdout.lines().all(|it| it.starts_with("AW4")), "{run:?}");
    let unknown = site.run(&["explain", "AX4"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.stderr.contains("unknown kind of finding `AX4`"), "{}", unknown.stderr);
}

#[test]
fn help_and_mistakes_are_in_the_language_of_the_person() {
    let site = Site::new();
    let help = in_chinese(&site, &["build", "--help"]);
    assert_eq!(help.code, 0);
    assert!(help.stdout.contains("用法：") && !help.stdout.contains("Print"), "{}", help.stdout);
    let english = run_with(
        &site.path("."),
        "2026-03-01",
        &["--lang", "en", "build", "--help"],
        &[("AFTERWORD_LANG", Path::new("zh_CN"))],
    );
    assert!(
        english.stdout.contains("Global options:") && english.stdout.contains("Examples:"),
        "{}",
        english.stdout
    );
    let wrong = in_chinese(&site, &["build", "--outptu", "x"]);
    assert_eq!(
        (wrong.code, wrong.stderr.as_str()),
        (2, "错误: 未知参数 `--outptu`\n建议: 是否想写 `--output`？\n")
    );
}

#[test]
fn a_mistyped_command_gets_the_nearest_one() {
    for (written, meant) in [("chek", "check"), ("serch", "search"), ("inspct", "inspect")] {
        let run = Site::new().run(&[written]);
        assert_eq!(run.code, 2, "{run:?}");
        assert!(run.stderr.contains(&format!("did you mean `{meant}`?")), "{}", run.stderr);
    }
}

#[test]
fn a_shell_completes_the_codes_of_findings() {
    let script = Site::new().run(&["completions", "bash"]).stdout;
    assert!(script.contains("AW402") && script.contains("duration-mismatch"));
}
