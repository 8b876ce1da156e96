//! A first site: builds at once, in either language, and leaves alone what is there.

use std::fs;
use std::path::Path;

use crate::support::{Run, run_in, tree};

#[track_caller]
fn run(folder: &Path, args: &[&str]) -> Run {
    let run = run_in(folder, "2026-03-01", args);
    assert_eq!(run.code, 0, "{args:?}: {}{}", run.stdout, run.stderr);
    run
}

#[test]
fn a_first_site_builds_and_passes_a_strict_check_in_both_languages() {
    for lang in ["en", "zh-CN"] {
        let folder = tempfile::tempdir().unwrap();
        run(folder.path(), &["init", "--lang", lang]);
        let check = run(folder.path(), &["check", "--strict"]);
        assert!(check.stderr.contains("checked 4 documents: no findings"), "{}", check.stderr);
        let build = run(folder.path(), &["build"]);
        assert!(
            build.stderr.contains("read: 1 incident, 1 near miss, 1 runbook, 1 other page"),
            "{}",
            build.stderr
        );
        let home = fs::read_to_string(folder.path().join("public/index.html")).unwrap();
        assert!(home.contains(&format!("<html lang=\"{lang}\"")), "{lang}");
    }
}

#[test]
fn a_first_site_holds_one_example_of_each_kind() {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), &["init", "kb"]);
    let exported = run(&folder.path().join("kb"), &["export"]).stdout;
    let exported: serde_json::Value = serde_json::from_str(&exported).unwrap();
    let kinds: Vec<&str> =
        exported["incidents"].as_array().unwrap().iter().filter_map(|it| it["kind"].as_str()).collect();
    assert_eq!(kinds, ["incident", "near-miss"]);
    // Seen on 2026-03-01, nine weeks after the examples were written.
    assert_eq!(exported["runbooks"][0]["used_by"][0], "INC-2026-0120-40213");
    run(&folder.path().join("kb"), &["build"]);
    assert!(folder.path().join("kb/public/pages/how-we-write/index.html").is_file());
}

#[test]
fn a_first_site_is_alive_on_any_day() {
    for as_of in ["2026-03-02", "2027-07-31", "2028-02-29"] {
        let folder = tempfile::tempdir().unwrap();
        let run = |args: &[&str]| {
            let run = run_in(folder.path(), as_of, args);
            assert_eq!(run.code, 0, "{as_of} {args:?}: {}{}", run.stdout, run.stderr);
            run
        };
        run(&["init"]);
        run(&["new", "Checkout refuses every order"]);
        let build = run(&["build"]);
        assert!(build.stderr.contains("1 draft"), "{as_of}: {}", build.stderr);
        let check = run(&["check", "--strict"]);
        assert!(check.stdout.contains("draft"), "{as_of}: {}{}", check.stdout, check.stderr);
        let exported: serde_json::Value = serde_json::from_str(&run(&["export"]).stdout).unwrap();
        let items = exported["action_items"].as_array().unwrap();
        let closed: Vec<&str> = items.iter().filter_map(|it| it["closed"].as_str()).collect();
        assert!(closed.iter().all(|it| *it < as_of) && closed.len() == 2, "{as_of}: {closed:?}");
        assert!(items.iter().any(|it| it["status"] == "open"), "{as_of}: {items:?}");
    }
}

#[test]
fn a_second_call_changes_nothing_and_names_what_it_left() {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), &["init"]);
    fs::write(folder.path().join("afterword.yaml"), "site: { title: Ours }\n").unwrap();
    let examples = folder.path().join("content/incidents");
    fs::remove_dir_all(&examples).unwrap();
    let before = tree(folder.path());
    let again = run(folder.path(), &["init", "--lang", "zh-CN"]);
    assert!(before == tree(folder.path()), "a file changed");
    assert!(again.stderr.contains("未改动：afterword.yaml\n"), "{}", again.stderr);
    assert!(again.stderr.contains("未改动：content/（未添加示例）\n"), "{}", again.stderr);
    assert!(again.stderr.contains("创建 0 个文件"), "{}", again.stderr);
}

#[test]
fn postmortems_that_are_there_get_no_examples_beside_them() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("content")).unwrap();
    fs::write(folder.path().join("content/a.md"), "# Logins fail\n\n**Severity**: P1\n").unwrap();
    run(folder.path(), &["init"]);
    assert_eq!(tree(&folder.path().join("content")).len(), 1);
    run(folder.path(), &["build"]);
}

#[cfg(unix)]
#[test]
fn the_hook_can_be_run_and_stops_a_commit_with_an_error() {
    use std::process::{Command, Stdio};
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), &["init"]);
    let program = Path::new(env!("CARGO_BIN_EXE_afterword")).parent().unwrap();
    let path = std::env::join_paths(
        std::iter::once(program.to_path_buf())
            .chain(std::env::split_paths(&std::env::var_os("PATH").unwrap())),
    )
    .unwrap();
    let git = |args: &[&str]| {
        let mut git = Command::new("git");
        git.args(["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "core.hooksPath=.githooks"]);
        git.env("PATH", &path)
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env_remove("GIT_DIR")
            .env_remove("GIT_INDEX_FILE");
        git.args(args).current_dir(folder.path()).stdin(Stdio::null()).output().unwrap()
    };
    assert!(git(&["init", "-q"]).status.success());
    assert!(git(&["add", "-A"]).status.success());
    let good = git(&["commit", "-q", "-m", "one"]);
    assert!(good.status.success(), "{}", String::from_utf8_lossy(&good.stderr));
    fs::write(folder.path().join("content/bad.md"), "---\nid: INC-2026-0001\ndate: 2026-02-30\n---\nText.\n")
        .unwrap();
    assert!(git(&["add", "-A"]).status.success());
    let bad = git(&["commit", "-q", "-m", "two"]);
    assert!(!bad.status.success());
    let last = String::from_utf8_lossy(&bad.stderr).lines().last().unwrap_or_default().to_owned();
    assert!(last.starts_with("pre-commit: commit stopped by afterword check (exit code 1)"), "{last}");
    assert!(
        String::from_utf8_lossy(&bad.stdout).contains("AW201")
            || String::from_utf8_lossy(&bad.stderr).contains("AW201")
    );
}

#[test]
fn the_workflow_is_valid_yaml_with_nothing_but_reading_for_pull_requests() {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), &["init"]);
    let text = fs::read_to_string(folder.path().join(".github/workflows/knowledge-base.yml")).unwrap();
    let workflow: serde_json::Value = afterword::inside::yaml::read(&text).unwrap();
    assert_eq!(workflow["permissions"], serde_json::json!({ "contents": "read" }));
    assert_eq!(workflow["jobs"]["publish"]["if"], "github.event_name == 'push'");
    assert!(workflow["jobs"]["check"].get("permissions").is_none());
    assert!(!text.contains("pull_request_target") && !text.contains("secrets."));
}

#[test]
fn the_manual_page_and_completions_name_every_command() {
    let folder = tempfile::tempdir().unwrap();
    let help = run(folder.path(), &["--help"]).stdout;
    let commands: Vec<&str> = help
        .lines()
        .skip_while(|it| *it != "Commands:")
        .skip(1)
        .take_while(|it| !it.is_empty())
        .filter_map(|it| it.split_whitespace().next())
        .filter(|it| *it != "help")
        .collect();
    assert!(9 < commands.len());
    let man = run(folder.path(), &["man"]).stdout;
    assert!(man.contains(".TH afterword 1"), "{}", man.lines().take(5).collect::<String>());
    for command in &commands {
        assert!(man.contains(&format!(".SS \"afterword {command}\"")), "{command}");
    }
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = run(folder.path(), &["completions", shell]).stdout;
        assert!(commands.iter().all(|it| script.contains(it)), "{shell}");
    }
}

#[test]
fn the_day_of_the_project_counts_where_no_command_names_one() {
    let folder = tempfile::tempdir().unwrap();
    let as_of = |args: &[&str]| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_afterword"))
            .args(args)
            .current_dir(folder.path())
            .env_remove("SOURCE_DATE_EPOCH")
            .output()
            .unwrap();
        let exported: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        exported["as_of"].as_str().unwrap().to_owned()
    };
    fs::create_dir(folder.path().join("content")).unwrap();
    fs::write(folder.path().join("afterword.yaml"), "site: { as_of: 2026-10-15 }\n").unwrap();
    assert_eq!(as_of(&["export"]), "2026-10-15");
    assert_eq!(as_of(&["--as-of", "2026-01-02", "export"]), "2026-01-02");
    fs::write(folder.path().join("afterword.yaml"), "site: { as_of: 2026-02-30 }\n").unwrap();
    let wrong = run_in(folder.path(), "2026-03-01", &["check"]);
    assert!(wrong.code == 2 && wrong.stderr.contains("2026-02-30"), "{}", wrong.stderr);
}

#[test]
fn a_chinese_folder_without_a_config_is_a_chinese_site_under_its_own_name() {
    let folder = tempfile::tempdir().unwrap();
    let reports = folder.path().join("复盘");
    fs::create_dir(&reports).unwrap();
    for (name, title) in [("a.md", "支付回调超时"), ("b.md", "库存服务连接池耗尽")] {
        let text = format!(
            "# {title}\n\n**故障级别**：P1\n\n**故障日期**：2026-01-10\n\n## 时间线\n\n- 09:02 用户反馈下单失败\n"
        );
        fs::write(reports.join(name), text).unwrap();
    }
    run(folder.path(), &["build", "复盘"]);
    let home = fs::read_to_string(folder.path().join("public/index.html")).unwrap();
    assert!(
        home.contains("<html lang=\"zh-CN\"") && home.contains("<title>复盘</title>"),
        "{}",
        &home[..600]
    );
    // One English report among two Chinese ones: the folder is not all Chinese.
    fs::write(
        reports.join("c.md"),
        "# Logins fail\n\n**Severity**: P1\n\n## Timeline\n\n- 09:02 The logins fail\n",
    )
    .unwrap();
    run(folder.path(), &["build", "复盘"]);
    let home = fs::read_to_string(folder.path().join("public/index.html")).unwrap();
    assert!(home.contains("<html lang=\"en\""), "{}", &home[..600]);
}
