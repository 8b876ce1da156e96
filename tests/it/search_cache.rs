//! The search of the terminal keeps its index between two runs, and nobody can tell but by the time.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::support::{Run, Site, repository, run_with, tree};

/// A user with a cache folder of their own.
struct User {
    cache: TempDir,
}

impl User {
    fn new() -> Self {
        Self { cache: tempfile::tempdir().unwrap() }
    }

    /// Runs the program on `folder`.
    #[track_caller]
    fn run(&self, folder: &Path, as_of: &str, args: &[&str]) -> Run {
        let run = run_with(folder, as_of, args, &[("XDG_CACHE_HOME", self.cache.path())]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        run
    }

    /// What the program prints for a search in `site`.
    #[track_caller]
    fn search(&self, site: &Site, query: &str) -> String {
        self.run(&site.path("."), "2026-03-01", &["search", "--json", query]).stdout
    }

    /// The folders that hold an index.
    fn kept(&self) -> Vec<PathBuf> {
        let files = tree(self.cache.path()).into_iter().map(|it| self.cache.path().join(it.0));
        files.filter(|it| it.ends_with("facts")).map(|it| it.parent().unwrap().to_path_buf()).collect()
    }

    /// The only folder that holds an index.
    #[track_caller]
    fn only_kept(&self) -> PathBuf {
        let kept = self.kept();
        assert_eq!(kept.len(), 1, "{kept:?}");
        kept[0].clone()
    }
}

/// One incident on a pool, with an open action item.
fn site() -> Site {
    Site::new()
        .document("pool.md", &incident("INC-2026-0001", "Pool ran dry", "The pool ran dry. 连接池耗尽。"))
}

fn incident(id: &str, title: &str, text: &str) -> String {
    format!(
        "---\nid: {id}\ntitle: {title}\nkind: incident\ndate: 2026-02-01\nseverity: P1\nservices: [checkout]\n\
         action_items:\n  - task: Watch the pool\n    owner: alice\n    due: 2026-02-20\n    status: open\n---\n\n\
         ## Summary\n\n{text}\n"
    )
}

/// What becomes of a file; `None` where it is removed.
type Damage = fn(&[u8]) -> Option<Vec<u8>>;

/// Cuts a byte off the texts.
fn damage(folder: &Path) {
    let texts = fs::read(folder.join("texts")).unwrap();
    assert!(!texts.is_empty());
    fs::write(folder.join("texts"), &texts[..texts.len() - 1]).unwrap();
}

#[test]
fn the_second_search_reads_the_cache_and_prints_the_same_bytes() {
    let user = User::new();
    let queries = [
        "连接池",
        "\"connection pool\"",
        "\"连接池\"",
        "超卖",
        "no key found for kid",
        "SYS_BUSY",
        "cause:time/expiry service:api-gateway",
        "kind:incident sort:date",
        "severity:P0 after:2026-01-01",
        "is:overdue",
        "inc-2025-0012",
        "2025-0012",
        "connectoin",
        "pool -redis",
        "time out",
        "池",
        "service:nowhere",
        "the",
        "OOMKilled",
        "xyzzy nothing",
        "owner:alice 缓存",
    ];
    user.run(repository(), "2026-10-15", &["search", queries[0]]);
    let kept = user.only_kept();
    let written = fs::metadata(kept.join("facts")).unwrap().modified().unwrap();
    // Every run without the cache reads the whole sample: each query is tried in one of the two forms.
    let forms = [&["search", "--json"][..], &["search", "--color", "always", "--limit", "50"]];
    for (query, options) in queries.into_iter().zip(forms.into_iter().cycle()) {
        let args = [options, &[query]].concat();
        let from_cache = user.run(repository(), "2026-10-15", &args);
        let anew = user.run(repository(), "2026-10-15", &[&args[..], &["--no-cache"]].concat());
        assert_eq!(from_cache.stdout, anew.stdout, "{query}");
        assert_eq!(from_cache.stderr, anew.stderr, "{query}");
    }
    assert_eq!(user.only_kept(), kept);
    assert_eq!(fs::metadata(kept.join("facts")).unwrap().modified().unwrap(), written);
}

#[test]
fn the_cache_is_really_read() {
    let (user, site) = (User::new(), site());
    user.search(&site, "pool");
    let kept = user.only_kept();
    let before = fs::metadata(kept.join("facts")).unwrap().modified().unwrap();
    for _ in 0..3 {
        assert!(user.search(&site, "pool").contains("INC-2026-0001"));
    }
    assert_eq!(fs::metadata(kept.join("facts")).unwrap().modified().unwrap(), before);
    // A damaged cache is written anew, so a sound one that is not is a cache that was read.
    damage(&kept);
    assert!(user.search(&site, "pool").contains("INC-2026-0001"));
    assert!(fs::metadata(user.only_kept().join("facts")).unwrap().modified().unwrap() > before);
}

#[test]
fn a_changed_a_new_and_a_removed_file_count_at_once() {
    let (user, site) = (User::new(), site());
    assert!(user.search(&site, "pool").contains("Pool ran dry"));
    site.write("content/pool.md", &incident("INC-2026-0001", "Pool ran out", "The pool ran out."));
    assert!(user.search(&site, "pool").contains("Pool ran out"));
    site.write("content/deep/new.md", &incident("INC-2026-0002", "Pool again", "The pool once more."));
    assert!(user.search(&site, "pool").contains("INC-2026-0002"));
    fs::remove_file(site.path("content/deep/new.md")).unwrap();
    assert!(!user.search(&site, "pool").contains("INC-2026-0002"));
    site.write("content/.afterwordignore", "pool.md\n");
    assert!(!user.search(&site, "pool").contains("INC-2026-0001"));
    // Earlier states are not kept.
    user.only_kept();
}

#[test]
fn sidecars_and_definitions_count_at_once() {
    let user = User::new();
    let site = site().file("afterword.yaml", "site:\n  title: One\nservices: services.yaml\n");
    site.write("services.yaml", "services:\n  - name: checkout\n");
    assert!(!user.search(&site, "kasse").contains("INC-2026-0001"));
    site.write("services.yaml", "services:\n  - name: checkout\n    aliases: [kasse]\n");
    assert!(user.search(&site, "kasse").contains("INC-2026-0001"));
    let first = user.only_kept();
    site.write("content/actions.yml", "{}\n");
    user.search(&site, "kasse");
    let second = user.only_kept();
    site.write("afterword.yaml", "site:\n  title: Two\nservices: services.yaml\n");
    user.search(&site, "kasse");
    let third = user.only_kept();
    assert!(first != second && second != third && first != third);
}

#[test]
fn another_day_sees_other_items_overdue() {
    let (user, site) = (User::new(), site());
    let overdue = |day| user.run(&site.path("."), day, &["search", "--json", "is:overdue"]).stdout;
    assert!(!overdue("2026-02-10").contains("INC-2026-0001"));
    assert!(overdue("2026-03-01").contains("INC-2026-0001"));
    assert!(!overdue("2026-02-10").contains("INC-2026-0001"));
}

#[test]
fn a_public_search_never_reads_what_an_internal_one_kept() {
    let user = User::new();
    let site = site().file("afterword.yaml", "site:\n  audience: internal\n");
    site.write(
        "content/secret.md",
        &incident("INC-2026-0007", "Quiet pool", "The pool.").replace("kind:", "visibility: internal\nkind:"),
    );
    assert!(user.search(&site, "pool").contains("INC-2026-0007"));
    site.write("afterword.yaml", "site:\n  audience: public\n");
    assert!(!user.search(&site, "pool").contains("INC-2026-0007"));
}

#[test]
fn two_knowledge_bases_have_two_caches() {
    let (user, one, other) = (User::new(), site(), site());
    user.search(&one, "pool");
    user.search(&other, "pool");
    assert_eq!(user.kept().len(), 2);
}

#[test]
fn a_damaged_cache_is_built_anew_in_silence() {
    let (user, site) = (User::new(), site());
    let expected = user.search(&site, "\"ran dry\"");
    let files: Vec<String> = tree(&user.only_kept()).into_iter().map(|it| it.0).collect();
    assert!(files.len() > 5, "{files:?}");
    let kinds: [Damage; 4] = [
        |it| Some(it[..it.len() / 2].to_vec()),
        |_| Some(Vec::new()),
        |it| {
            let mut other = it.to_vec();
            let middle = other.len() / 2;
            other[middle] ^= 0x55;
            Some(other)
        },
        |_| None,
    ];
    for damaged in kinds {
        for file in &files {
            // tantivy has its own names for each index.
            let kept = user.only_kept();
            let end = file.rsplit('.').next().unwrap();
            let named = |it: &String| file.contains('.') && it.ends_with(&format!(".{end}")) || it == file;
            let name = tree(&kept).into_iter().map(|it| it.0).find(named).unwrap();
            let path = kept.join(name);
            match damaged(&fs::read(&path).unwrap()) {
                Some(bytes) => fs::write(&path, bytes).unwrap(),
                None => fs::remove_file(&path).unwrap(),
            }
            let run = user.run(&site.path("."), "2026-03-01", &["search", "--json", "\"ran dry\""]);
            assert_eq!((run.stdout.as_str(), run.stderr.as_str()), (expected.as_str(), ""), "{file}");
        }
    }
}

#[test]
fn without_the_cache_nothing_is_written_and_nothing_is_read() {
    let (user, site) = (User::new(), site());
    user.run(&site.path("."), "2026-03-01", &["search", "--no-cache", "pool"]);
    assert_eq!(fs::read_dir(user.cache.path()).unwrap().count(), 0);
    let outside = tree(&site.path("."));
    user.search(&site, "pool");
    assert_eq!(tree(&site.path(".")), outside);
    damage(&user.only_kept());
    let damaged = tree(&user.only_kept());
    user.run(&site.path("."), "2026-03-01", &["search", "--no-cache", "pool"]);
    assert_eq!(tree(&user.only_kept()), damaged);
}

#[test]
fn a_place_that_is_no_absolute_path_is_no_place() {
    let site = site();
    let run = run_with(
        &site.path("."),
        "2026-03-01",
        &["search", "pool"],
        &[("XDG_CACHE_HOME", Path::new("here"))],
    );
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(!site.path("here").exists());
}

#[test]
fn a_home_folder_has_the_cache_where_nothing_else_is_said() {
    let (home, site) = (tempfile::tempdir().unwrap(), site());
    let run = run_with(&site.path("."), "2026-03-01", &["search", "pool"], &[("HOME", home.path())]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(home.path().join(".cache/afterword/search").is_dir());
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;

    #[test]
    fn the_cache_is_for_the_user_alone() {
        let (user, site) = (User::new(), site());
        user.search(&site, "pool");
        let kept = user.only_kept();
        for folder in kept.ancestors().take_while(|it| *it != user.cache.path()) {
            let mode = fs::metadata(folder).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o700, "{}", folder.display());
        }
        // One that others may have written to is not read.
        fs::set_permissions(&kept, fs::Permissions::from_mode(0o777)).unwrap();
        user.search(&site, "pool");
        assert_eq!(fs::metadata(user.only_kept()).unwrap().permissions().mode() & 0o777, 0o700);
    }

    #[test]
    fn a_link_in_the_way_is_not_followed() {
        let (user, site, elsewhere) = (User::new(), site(), tempfile::tempdir().unwrap());
        symlink(elsewhere.path(), user.cache.path().join("afterword")).unwrap();
        assert!(user.search(&site, "pool").contains("INC-2026-0001"));
        assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_cache_that_cannot_be_written_is_no_failure() {
        let (user, site) = (User::new(), site());
        fs::write(user.cache.path().join("afterword"), "a file").unwrap();
        assert!(user.search(&site, "pool").contains("INC-2026-0001"));
    }
}
