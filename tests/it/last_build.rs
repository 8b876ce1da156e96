//! A build remembers what it was made of: where nothing has changed nothing is rendered, and nobody can tell but by the time.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use tempfile::TempDir;

use crate::support::{Run, Site, run_with, tree};

/// What is done, in words and as a step.
type Change<T> = (&'static str, fn(&T));

const DAY: &str = "2026-03-01";

/// A user with a cache folder of their own, and a project.
struct Desk {
    cache: TempDir,
    site: Site,
}

/// What becomes of the record of the last build; `None` where it is removed.
type Damage = fn(&[u8]) -> Option<Vec<u8>>;

impl Desk {
    fn new() -> Self {
        let site = Site::new()
            .file("afterword.yaml", "site:\n  title: Notes\n")
            .document(
                "pool.md",
                &incident("INC-2026-0001", "Pool ran dry", "![graph](graph.png) The pool ran dry."),
            )
            .document(
                "node.md",
                &incident("INC-2026-0002", "Node lost", "See [[INC-2026-0001]] and [[nothing]]."),
            );
        fs::write(site.path("content/graph.png"), PICTURE).unwrap();
        Self { cache: tempfile::tempdir().unwrap(), site }
    }

    fn run(&self, as_of: &str, args: &[&str]) -> Run {
        run_with(&self.site.path("."), as_of, args, &[("XDG_CACHE_HOME", self.cache.path())])
    }

    #[track_caller]
    fn build(&self) -> Run {
        let run = self.run(DAY, &["build"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        run
    }

    fn home_page(&self) -> PathBuf {
        self.site.path("public/index.html")
    }

    /// The file that holds the record.
    fn record(&self) -> PathBuf {
        let files = tree(self.cache.path()).into_iter().map(|it| self.cache.path().join(it.0));
        let found: Vec<PathBuf> = files.filter(|it| it.ends_with("build")).collect();
        assert_eq!(found.len(), 1, "{found:?}");
        found[0].clone()
    }

    /// When the record was written: a build that was spared leaves it as it is.
    fn recorded(&self) -> SystemTime {
        fs::metadata(self.record()).unwrap().modified().unwrap()
    }

    /// Builds once more; whether it was spared. The site is what a build without a memory makes.
    #[track_caller]
    fn is_spared(&self, args: &[&str]) -> bool {
        let before = self.recorded();
        let run = self.run(DAY, &[&["build"], args].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
        let is_spared = self.recorded() == before;
        let clean = tempfile::tempdir().unwrap();
        let output = clean.path().join("site");
        let other = self.site.run(&[&["build", "--output", output.to_str().unwrap()], args].concat());
        assert_eq!(other.code, 0, "{}", other.stderr);
        assert_eq!(ours(&self.site.path("public")), ours(&output));
        assert_eq!(findings(&run), findings(&other));
        is_spared
    }
}

/// The files of a site that Afterword wrote.
fn ours(site: &Path) -> Vec<(String, Vec<u8>)> {
    tree(site).into_iter().filter(|it| it.0 != "CNAME").collect()
}

/// What a build printed of the content.
fn findings(run: &Run) -> String {
    let text = &run.stderr;
    text[..text.find("files: ").unwrap()].to_owned()
}

fn incident(id: &str, title: &str, text: &str) -> String {
    format!(
        "---\nid: {id}\ntitle: {title}\nkind: incident\ndate: 2026-02-01\nseverity: P1\nservices: [checkout]\n\
         action_items:\n  - task: Watch the pool\n    owner: alice\n    due: 2026-02-20\n    status: open\n---\n\n\
         ## Summary\n\n{text}\n"
    )
}

/// A PNG of one dot.
const PICTURE: &[u8] = &[
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0,
    0, 1, 8, 6, 0, 0, 0, 0x1f, 0x15, 0xc4, 0x89, 0, 0, 0, 0x0d, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9c, 0x63, 0,
    1, 0, 0, 5, 0, 1, 0x0d, 0x0a, 0x2d, 0xb4, 0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
];

#[test]
fn a_second_build_says_the_same_and_writes_nothing() {
    let desk = Desk::new();
    let first = desk.build();
    let written = fs::metadata(desk.home_page()).unwrap().modified().unwrap();
    assert!(desk.is_spared(&[]));
    let second = desk.build();
    assert_eq!(findings(&first), findings(&second));
    assert!(findings(&first).contains("AW"), "there is a finding to repeat: {}", first.stderr);
    assert!(second.stderr.contains("0 written"), "{}", second.stderr);
    assert_eq!(fs::metadata(desk.home_page()).unwrap().modified().unwrap(), written);
}

#[test]
fn the_exit_code_is_that_of_a_build() {
    let desk = Desk::new();
    desk.build();
    assert_eq!(desk.run(DAY, &["build", "--strict"]).code, 1);
    assert_eq!(desk.run(DAY, &["build"]).code, 0);
}

#[test]
fn whatever_goes_in_counts() {
    let desk = Desk::new();
    desk.build();
    let changes: [Change<Site>; 9] = [
        ("a text", |it| {
            it.write("content/pool.md", &incident("INC-2026-0001", "Pool ran dry", "It ran dry."));
        }),
        ("a new document", |it| it.write("content/new.md", &incident("INC-2026-0003", "Disk full", "Full."))),
        ("a deleted document", |it| fs::remove_file(it.path("content/new.md")).unwrap()),
        ("a renamed document", |it| {
            fs::rename(it.path("content/node.md"), it.path("content/lost.md")).unwrap();
        }),
        ("a sidecar", |it| {
            it.write("content/decisions.yml", "kinds: []\n");
        }),
        ("the configuration", |it| it.write("afterword.yaml", "site:\n  title: Other\n  theme: ours\n")),
        ("a theme file", |it| it.write("themes/ours/templates/hook/footer.html", "<p>ours</p>\n")),
        ("an ignore file", |it| it.write("content/.afterwordignore", "lost.md\n")),
        ("a picture", |it| fs::write(it.path("content/graph.png"), [PICTURE, &[0]].concat()).unwrap()),
    ];
    for (what, change) in changes {
        if what == "the configuration" {
            desk.site.write("themes/ours/theme.yaml", "name: ours\nversion: '1'\n");
        }
        change(&desk.site);
        assert!(!desk.is_spared(&[]), "{what}");
        assert!(desk.is_spared(&[]), "{what}, the second time");
    }
    assert!(!desk.is_spared(&["--base-url", "https://kb.example/"]));
    assert!(!desk.is_spared(&["--drafts"]));
    let before = desk.recorded();
    assert_eq!(desk.run("2026-03-02", &["build", "--drafts"]).code, 0);
    assert_ne!(desk.recorded(), before, "another day");
}

#[test]
fn a_file_that_is_written_again_as_it_was_changes_nothing() {
    let desk = Desk::new();
    desk.build();
    let text = fs::read(desk.site.path("content/pool.md")).unwrap();
    fs::write(desk.site.path("content/pool.md"), text).unwrap();
    assert!(desk.is_spared(&[]));
}

#[test]
fn a_site_that_somebody_touched_is_built_anew() {
    let desk = Desk::new();
    desk.build();
    let changes: [Change<Desk>; 5] = [
        ("a changed page", |it| {
            let mut page = fs::read(it.home_page()).unwrap();
            page[20] ^= 1;
            fs::write(it.home_page(), page).unwrap();
        }),
        ("a missing page", |it| fs::remove_file(it.home_page()).unwrap()),
        ("a missing folder", |it| fs::remove_dir_all(it.site.path("public/incidents")).unwrap()),
        ("a missing site", |it| fs::remove_dir_all(it.site.path("public")).unwrap()),
        ("a file of somebody else", |it| fs::write(it.site.path("public/CNAME"), "kb.example").unwrap()),
    ];
    for (what, change) in changes {
        change(&desk);
        assert!(!desk.is_spared(&[]), "{what}");
        assert!(desk.is_spared(&[]), "{what}, the second time");
    }
    assert_eq!(fs::read_to_string(desk.site.path("public/CNAME")).unwrap(), "kb.example");
}

#[test]
fn a_damaged_or_missing_record_is_no_record() {
    let desk = Desk::new();
    desk.build();
    let damages: [Damage; 4] = [
        |_| None,
        |_| Some(Vec::new()),
        |it| Some(it[..it.len() - 1].to_vec()),
        |it| {
            let mut it = it.to_vec();
            let last = it.len() - 10;
            it[last] ^= 1;
            Some(it)
        },
    ];
    for damage in damages {
        let record = desk.record();
        let bytes = fs::read(&record).unwrap();
        match damage(&bytes) {
            Some(bytes) => fs::write(&record, bytes).unwrap(),
            None => fs::remove_file(&record).unwrap(),
        }
        desk.build();
        assert_eq!(desk.record(), record);
        assert_eq!(fs::read(&record).unwrap(), bytes, "it is written anew");
        assert!(desk.is_spared(&[]));
    }
}

#[test]
fn two_outputs_are_two_builds() {
    let desk = Desk::new();
    desk.build();
    let run = desk.run(DAY, &["build", "--output", "elsewhere"]);
    assert!(run.stderr.contains("0 unchanged"), "{}", run.stderr);
    assert_eq!(ours(&desk.site.path("public")), ours(&desk.site.path("elsewhere")));
}

#[test]
fn what_is_printed_follows_the_words_of_the_command() {
    let desk = Desk::new();
    let short = desk.build();
    let long = desk.run(DAY, &["build", "--verbose"]);
    let chinese = desk.run(DAY, &["--lang", "zh-CN", "build"]);
    assert_ne!(findings(&short), findings(&long));
    assert!(chinese.stderr.contains("文件"), "{}", chinese.stderr);
    assert_eq!(findings(&desk.build()), findings(&short));
}

#[test]
fn what_each_stage_cost_is_printed_and_changes_nothing_else() {
    let desk = Desk::new();
    let report = |run: &Run| serde_json::from_str::<serde_json::Value>(&run.stdout).unwrap();
    let first = report(&desk.run(DAY, &["build", "--timings=json"]));
    let names: Vec<&str> =
        first["stages"].as_array().unwrap().iter().map(|it| it["stage"].as_str().unwrap()).collect();
    let all = ["read", "extract", "analyse", "check", "bodies", "search", "pages", "data", "publish"];
    assert_eq!((first["schema"].as_str(), names.as_slice()), (Some("afterword/timings/v1"), &all[..]));
    let bytes = |stage: usize| first["stages"][stage]["bytes"].as_u64();
    assert!(bytes(0) > Some(100) && bytes(6) > Some(10_000), "{first}");
    assert_eq!(first["stages"][0]["cpu_seconds"].is_number(), cfg!(target_os = "linux"));
    // It asks for no other site: the record of the last build holds.
    let second = report(&desk.run(DAY, &["build", "--timings=json"]));
    assert_eq!((second["unchanged"].as_bool(), second["stages"].as_array().unwrap().len()), (Some(true), 0));
    let plain = desk.run(DAY, &["build"]);
    assert!(plain.stdout.is_empty(), "{}", plain.stdout);
    assert!(plain.stderr.contains(" 0 written"), "{}", plain.stderr);
    fs::remove_dir_all(desk.cache.path().join("afterword")).unwrap();
    let shown = desk.run(DAY, &["build", "--timings"]);
    assert!(shown.stderr.contains("render and write pages: ") && shown.stdout.is_empty(), "{}", shown.stderr);
}
