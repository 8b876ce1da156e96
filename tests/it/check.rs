//! `check` and `explain`: which findings are reported, in which form, and what `--fix` writes.

use std::fs;

use serde_json::Value;

use crate::support::{Run, Site, run_in};

/// A document with one finding: the key `severty`.
const FLAGGED: &str =
    "---\nid: INC-2026-0001\ntitle: Logins fail\nseverty: P1\nservices: [auth]\n---\nText.\n";

fn with_keys(keys: &str) -> String {
    format!("---\nid: INC-2026-0001\ntitle: Logins fail\n{keys}---\nText.\n")
}

/// The codes that `check` finds, in order.
#[track_caller]
fn codes(site: &Site, args: &[&str]) -> Vec<String> {
    let run = site.run(&[&["check", "--format", "json"], args].concat());
    let found: Vec<Value> =
        serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {run:?}"));
    found.iter().map(|it| it["code"].as_str().unwrap().to_owned()).collect()
}

fn stderr_of(run: &Run) -> &str {
    &run.stderr
}

#[test]
fn a_kind_is_explained_by_code_and_by_name_in_any_case() {
    let site = Site::new();
    let by_code = site.run(&["explain", "aw401"]);
    assert_eq!(by_code.stdout, site.run(&["explain", "Milestone-Order"]).stdout);
    insta::assert_snapshot!(by_code.stdout);
    assert!(by_code.stdout.lines().all(|it| it.chars().count() <= 80));
}

#[test]
fn a_kind_that_does_not_exist_is_answered_with_a_guess() {
    let run = Site::new().run(&["explain", "milestone-ordr"]);
    assert_eq!(run.code, 2);
    assert!(stderr_of(&run).contains("did you mean `milestone-order`?"), "{}", run.stderr);
}

#[test]
fn every_kind_is_listed_for_people_and_for_programs() {
    let site = Site::new();
    let lines = site.run(&["explain"]).stdout.lines().count();
    let listed: Vec<Value> =
        serde_json::from_str(&site.run(&["explain", "--format", "json"]).stdout).unwrap();
    assert_eq!((lines, listed.len()), (afterword::inside::diagnostics::codes::ALL.len(), lines));
}

#[test]
fn codes_names_and_prefixes_select_what_is_reported() {
    let site = Site::new().document("a.md", &FLAGGED.replace("services", "status: TBD\nservices"));
    assert_eq!(codes(&site, &[]), ["AW102", "AW209"]);
    assert_eq!(codes(&site, &["--select", "unknown-key"]), ["AW102"]);
    assert_eq!(codes(&site, &["--select", "AW1", "--select", "aw2"]), ["AW102", "AW209"]);
    assert_eq!(codes(&site, &["--ignore", "AW102,AW3"]), ["AW209"]);
    let run = site.run(&["check", "--select", "unknwn-key"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("did you mean `unknown-key`?"), "{}", run.stderr);
}

#[test]
fn the_findings_of_a_named_file_are_those_it_has_among_the_others() {
    let site = Site::new()
        .document("a.md", FLAGGED)
        .document("b.md", &with_keys("related: [INC-2026-0003]\nseverty: P1\n"))
        .document("c.md", "---\nid: INC-2026-0003\n---\nText.\n");
    // The reference of b.md is known, and its id is taken by a.md.
    assert_eq!(codes(&site, &["content/b.md"]), ["AW501", "AW102"]);
    // The finding is in the second document, and concerns the first as well.
    assert_eq!(codes(&site, &["content/a.md"]), ["AW102", "AW501"]);
    assert_eq!(codes(&site, &["content/c.md"]), Vec::<String>::new());
    assert_eq!(codes(&site, &["content/a.md", "content/c.md"]), ["AW102", "AW501"]);
    assert_eq!(site.run(&["check", "content/d.md"]).code, 2);
}

#[test]
fn files_are_checked_from_a_folder_below_and_from_elsewhere() {
    let site = Site::new().file("afterword.yaml", "site: { title: T }\n").document("2026/a.md", FLAGGED);
    let below = run_in(&site.path("content/2026"), "2026-03-01", &["check", "--format", "json", "a.md"]);
    assert!(below.stdout.contains("AW102"), "{below:?}");
    let elsewhere = tempfile::tempdir().unwrap();
    let file = site.path("content/2026/a.md");
    let run = run_in(elsewhere.path(), "2026-03-01", &["check", "--format", "json", file.to_str().unwrap()]);
    assert!(run.stdout.contains("AW102"), "{run:?}");
}

#[test]
fn links_are_checked_without_building() {
    let site = Site::new().document("a.md", &with_keys("").replace("Text.", "[gone](gone.md)"));
    assert_eq!(codes(&site, &[]), ["AW507"]);
    assert!(!site.path("public").exists());
}

#[test]
fn the_config_sets_levels_by_code_and_by_name() {
    let site = Site::new().document("a.md", FLAGGED);
    site.write("afterword.yaml", "findings: { unknown-key: error }\n");
    assert_eq!(site.run(&["check"]).code, 1);
    assert_eq!(site.run(&["build"]).code, 1);
    site.write("afterword.yaml", "findings: { AW102: off }\n");
    assert_eq!(codes(&site, &[]), Vec::<String>::new());
    site.write("afterword.yaml", "findings: { AW102: info }\n");
    assert_eq!(site.run(&["check", "--strict"]).code, 0);
}

#[test]
fn a_level_that_makes_no_sense_is_an_error_of_the_config() {
    let site = Site::new().document("a.md", FLAGGED);
    for (config, words) in [
        ("findings: { unknwon-key: off }\n", "did you mean `unknown-key`?"),
        ("findings: { AW102: loud }\n", "loud"),
        ("findings: { unclosed-internal: warning }\n", "must stay an error"),
        ("findings: { AW102: off, unknown-key: error }\n", "the same kind"),
    ] {
        site.write("afterword.yaml", config);
        let run = site.run(&["check"]);
        assert!(run.code == 2 && run.stderr.contains(words), "{config}: {run:?}");
    }
}

#[test]
fn a_kind_that_is_off_is_switched_on_by_config_or_by_its_own_name() {
    let site = Site::new().document("a.md", &with_keys("date: 2026/1/5\n"));
    assert_eq!(codes(&site, &[]), Vec::<String>::new());
    assert_eq!(codes(&site, &["--select", "AW1"]), Vec::<String>::new());
    assert_eq!(codes(&site, &["--select", "loose-form"]), ["AW108"]);
    site.write("afterword.yaml", "findings: { loose-form: warning }\n");
    assert_eq!(codes(&site, &[]), ["AW108"]);
}

#[test]
fn a_remark_with_a_reason_silences_the_next_block_and_nothing_else() {
    let text = |before: &str, after: &str| {
        with_keys("status: reviewed\n").replace("Text.", &format!("{before}\nTBD{after}\n\nmiddle\n\nTBD"))
    };
    let check = |text: &str| codes(&Site::new().document("a.md", text), &[]);
    assert_eq!(check(&text("", "")), ["AW601", "AW601"]);
    assert_eq!(check(&text("<!-- afterword: allow(AW601, 等待法务) -->\n", "")), ["AW601"]);
    assert_eq!(
        check(&text("<!-- afterword: allow-file(placeholder-left, legal is asked) -->\n", "")),
        Vec::<String>::new()
    );
    assert_eq!(check(&text("<!-- afterword: allow(AW601) -->\n", "")), ["AW008", "AW601", "AW601"]);
    assert_eq!(
        check(&text("<!-- afterword: allow(AW402, no such thing) -->\n", "")),
        ["AW009", "AW601", "AW601"]
    );
}

#[test]
fn a_remark_above_a_list_holds_for_the_list_and_one_on_a_line_for_the_line() {
    let check = |body: &str| {
        codes(&Site::new().document("a.md", &with_keys("status: reviewed\n").replace("Text.", body)), &[])
    };
    assert_eq!(check("- TBD\n- done\n- TBD"), ["AW601", "AW601"]);
    assert_eq!(
        check("<!-- afterword: allow(AW601, asked) -->\n\n- TBD\n- done\n- TBD"),
        Vec::<String>::new()
    );
    assert_eq!(check("- TBD <!-- afterword: allow(AW601, asked) -->\n- done\n- TBD"), ["AW601"]);
    assert_eq!(check("```\n<!-- afterword: allow(AW601) -->\n```\n\n- TBD"), ["AW601"]);
}

#[test]
fn a_remark_in_front_matter_holds_for_the_next_entry_or_its_own_line() {
    let check = |keys: &str| codes(&Site::new().document("a.md", &with_keys(keys)), &[]);
    assert_eq!(check("# afterword: allow(AW102, our tool reads it)\nring: 3\n"), Vec::<String>::new());
    assert_eq!(check("ring: 3  # afterword: allow(AW102, our tool reads it)\n"), Vec::<String>::new());
    assert_eq!(check("# afterword: allow(AW102, our tool)\nring: 3\nround: 4\n"), ["AW102"]);
    assert_eq!(
        check(
            "# afterword: allow(AW102, our tool)\naction_items:\n  - { task: a, owner: b, ring: 3 }\nring: 3\n"
        ),
        ["AW102"]
    );
    assert_eq!(check("# afterword: allow(AW501, two parts)\nring: 3\n"), ["AW008", "AW102"]);
}

#[test]
fn old_findings_do_not_block_and_new_ones_do() {
    let site = Site::new().document("a.md", FLAGGED);
    let written = site.run(&["check", "--baseline", "known.json", "--write-baseline", "--strict"]);
    assert_eq!(written.code, 0, "{written:?}");
    insta::assert_snapshot!(fs::read_to_string(site.path("known.json")).unwrap());
    // Lines move, and the finding is known still.
    site.write("content/a.md", &FLAGGED.replace("title", "date: 2026-01-05\ntitle"));
    let known = site.run(&["check", "--baseline", "known.json", "--strict"]);
    assert_eq!((known.code, known.stdout.as_str()), (0, ""));
    assert!(known.stderr.contains("1 more finding is in the baseline"), "{}", known.stderr);
    site.write("content/a.md", &FLAGGED.replace("title", "stauts: draft\ntitle"));
    let new = site.run(&["check", "--baseline", "known.json", "--strict"]);
    assert!(new.code == 1 && new.stdout.contains("stauts") && !new.stdout.contains("severty"), "{new:?}");
}

#[test]
fn what_is_no_longer_found_is_named_and_leaves_the_baseline() {
    let site = Site::new().document("a.md", FLAGGED);
    site.run(&["check", "--baseline", "known.json", "--write-baseline"]);
    site.write("content/a.md", &FLAGGED.replace("severty", "sevrity"));
    let run = site.run(&["check", "--baseline", "known.json"]);
    assert!(run.stderr.contains("fixed, but still in the baseline: a.md AW102"), "{}", run.stderr);
    let updated = site.run(&["check", "--baseline", "known.json", "--update-baseline", "--strict"]);
    assert_eq!(updated.code, 1, "a finding that is new is not taken up");
    assert!(fs::read_to_string(site.path("known.json")).unwrap().contains("\"findings\": []"));
}

#[test]
fn a_baseline_that_cannot_be_used_is_a_usage_error() {
    let site = Site::new().document("a.md", FLAGGED).file("broken.json", "{");
    for args in [
        &["check", "--baseline", "none.json"][..],
        &["check", "--baseline", "broken.json"],
        &["check", "--write-baseline"],
        &["check", "content/a.md", "--baseline", "b.json", "--write-baseline"],
    ] {
        assert_eq!(site.run(args).code, 2, "{args:?}");
    }
}

#[test]
fn a_baseline_holds_no_secret_and_nothing_that_blocks_a_public_site() {
    let secret = "数据库密码：Tr0ub4dor-3xyz";
    let site = Site::new().document("a.md", &with_keys("visibility: intern\n").replace("Text.", secret));
    let run = site.run(&["check", "--baseline", "known.json", "--write-baseline"]);
    assert!(run.code == 1 && run.stdout.contains("AW701"), "{run:?}");
    let baseline = fs::read_to_string(site.path("known.json")).unwrap();
    assert!(baseline.contains("AW706") && !baseline.contains("Tr0ub4dor") && !baseline.contains("AW701"));
}

#[test]
fn github_shows_findings_beside_the_lines_of_the_repository() {
    let site = Site::new().document("a.md", FLAGGED);
    let run = site.run(&["check", "--format", "github"]);
    let line = "::warning file=content/a.md,line=4,endLine=4,col=1,endColumn=8,title=AW102 unknown-key::unknown key `severty`%0Adid you mean `severity`?\n";
    assert_eq!(run.stdout, line);
    // In a folder of a repository, paths count from the repository.
    let outer = Site::new().file(".git", "").file("docs/content/a.md", FLAGGED);
    let run = run_in(&outer.path("docs"), "2026-03-01", &["check", "--format", "github"]);
    assert_eq!(run.stdout, line.replace("content/", "docs/content/"));
}

#[test]
fn sarif_names_rules_places_and_fixes() {
    let site = Site::new().document("空 白.md", &with_keys("tags: [支付, 2026]\n")).document("a.md", FLAGGED);
    let run = site.run(&["check", "--format", "sarif"]);
    let log: Value = serde_json::from_str(&run.stdout).unwrap();
    let run = &log["runs"][0];
    assert_eq!((&log["version"], &run["columnKind"]), (&"2.1.0".into(), &"unicodeCodePoints".into()));
    for result in run["results"].as_array().unwrap() {
        let rule =
            &run["tool"]["driver"]["rules"][usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
        assert_eq!(rule["id"], result["ruleId"]);
        assert!(rule["help"]["markdown"].as_str().unwrap().contains(rule["id"].as_str().unwrap()));
    }
    let number = run["results"].as_array().unwrap().iter().find(|it| it["ruleId"] == "AW107").unwrap();
    insta::assert_snapshot!(serde_json::to_string_pretty(number).unwrap());
}

#[test]
fn fingerprints_of_sarif_survive_lines_that_move() {
    let prints = |text: &str| {
        let run = Site::new().document("a.md", text).run(&["check", "--format", "sarif"]);
        let log: Value = serde_json::from_str(&run.stdout).unwrap();
        let results = log["runs"][0]["results"].as_array().unwrap().clone();
        results.iter().map(|it| it["partialFingerprints"]["flaggedText/v1"].clone()).collect::<Vec<Value>>()
    };
    let text = with_keys("status: reviewed\n").replace("Text.", "TBD\n\nTBD");
    let before = prints(&text);
    assert_eq!(before.len(), 2);
    assert_ne!(before[0], before[1]);
    assert_eq!(before, prints(&text.replace("status", "date: 2026-01-05\nstatus")));
}

#[test]
fn fixes_are_shown_before_they_are_made() {
    let text = "---\r\nid: INC-2026-0001\r\ntitle: Redis: pool\r\n---\r\nText\u{200B}.\r\n";
    let site = Site::new().document("a.md", text);
    let shown = site.run(&["check", "--fix", "--diff"]);
    assert_eq!(shown.code, 1);
    assert!(shown.stdout.contains("+title: \"Redis: pool\""), "{}", shown.stdout);
    assert_eq!(fs::read_to_string(site.path("content/a.md")).unwrap(), text);
    let made = site.run(&["check", "--fix"]);
    assert_eq!((made.code, made.stdout.as_str()), (0, ""), "{}", made.stderr);
    assert!(made.stderr.contains("fixed 2 places in content/a.md"), "{}", made.stderr);
    let mended = text.replace("Redis: pool", "\"Redis: pool\"").replace('\u{200B}', "");
    assert_eq!(fs::read_to_string(site.path("content/a.md")).unwrap(), mended);
    let again = site.run(&["check", "--fix", "--diff"]);
    assert_eq!((again.code, again.stdout.as_str()), (0, ""));
}

#[test]
fn loose_forms_become_plain_ones_and_read_the_same() {
    let text = "---\nid: INC-2026-0001\ntitle: 登录失败\ndate: 2026/1/5\nseverity: SEV1\nstatus: 已审核\npublished: '2026/1/6'\n\
        action_items:\n  - { task: a, owner: \"@li\", due: 2026/2/1, status: 已完成 }\n---\nText.\n";
    let site = Site::new().document("a.md", text).file("afterword.yaml", "findings: { loose-form: info }\n");
    let without_raw = |mut it: Value| {
        it["incidents"][0]["severity_raw"] = Value::Null;
        it["diagnostics"] = Value::Null;
        it
    };
    let before = without_raw(site.export());
    site.run(&["check", "--fix"]);
    let mended = fs::read_to_string(site.path("content/a.md")).unwrap();
    assert_eq!(
        mended,
        "---\nid: INC-2026-0001\ntitle: 登录失败\ndate: 2026-01-05\nseverity: P1\nstatus: reviewed\npublished: 2026-01-06\n\
        action_items:\n  - { task: a, owner: \"@li\", due: 2026-02-01, status: done }\n---\nText.\n"
    );
    assert_eq!(without_raw(site.export()), before);
    assert_eq!(codes(&site, &[]), Vec::<String>::new());
}

#[test]
fn toml_and_files_that_were_not_named_are_left_alone() {
    let toml = "+++\nid = \"INC-2026-0001\"\ntags = [2026, 7]\n+++\nText.\n";
    let yaml = "---\nid: INC-2026-0002\ntags: [2026]\n---\nText.\n";
    let site = Site::new().document("a.md", toml).document("b.md", yaml).document("c.md", "Text.\n");
    site.run(&["check", "--fix", "content/a.md", "content/c.md"]);
    assert_eq!(fs::read_to_string(site.path("content/a.md")).unwrap(), toml);
    assert_eq!(fs::read_to_string(site.path("content/b.md")).unwrap(), yaml);
}

#[test]
fn a_first_run_over_an_old_collection_counts_by_kind_and_may_end_with_0() {
    let site = Site::new()
        .document("a.md", FLAGGED)
        .document("b.md", &FLAGGED.replace("0001", "0002").replace("services", "status: TBD\nservices"));
    let run = site.run(&["check", "--statistics", "--select", "AW1,AW2"]);
    assert_eq!(
        run.stdout,
        "     2  AW102  unknown-key  (warning, 2 files)\n     1  AW209  placeholder  (warning, 1 file)\n"
    );
    let json = site.run(&["check", "--statistics", "--format", "json", "--select", "AW102"]).stdout;
    let counts: Vec<Value> = serde_json::from_str(&json).unwrap();
    assert_eq!((counts.len(), &counts[0]["findings"], &counts[0]["files"]), (1, &2.into(), &2.into()));
    assert_eq!(site.run(&["check", "--strict"]).code, 1);
    assert_eq!(site.run(&["check", "--exit-zero"]).code, 0);
    let broken = Site::new().document("a.md", "---\nid: [\n---\nText.\n");
    assert_eq!((broken.run(&["check"]).code, broken.run(&["check", "--exit-zero"]).code), (1, 0));
}

#[test]
fn gitlab_gets_a_place_a_severity_and_a_key_of_its_own_for_every_finding() {
    let twice = FLAGGED.replace("services", "sevrity: P2\nservices");
    let site = Site::new().document("a.md", &twice).document("b.md", &FLAGGED.replace("0001", "0002"));
    let read = |site: &Site| -> Vec<Value> {
        let run = site.run(&["check", "--format", "gitlab", "--select", "AW102"]);
        serde_json::from_str(&run.stdout).unwrap()
    };
    let issues = read(&site);
    assert_eq!(issues.len(), 3);
    assert_eq!(issues[0]["check_name"], "AW102");
    assert_eq!(issues[0]["severity"], "minor");
    assert_eq!(issues[0]["location"]["path"], "content/a.md");
    assert_eq!(issues[0]["location"]["lines"]["begin"], 4);
    assert!(issues[0]["description"].as_str().unwrap().contains("severty"));
    let keys = |issues: &[Value]| -> Vec<String> {
        issues.iter().map(|it| it["fingerprint"].as_str().unwrap().to_owned()).collect()
    };
    let before = keys(&issues);
    assert_eq!(before.iter().collect::<std::collections::BTreeSet<_>>().len(), 3);
    // Lines that move change no key.
    site.write("content/a.md", &twice.replace("title", "summary: Nobody could log in.\ntitle"));
    assert_eq!(keys(&read(&site)), before);
}
