//! Builds that are killed, and builds at the same time.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use super::{Project, files, plan, publish, staged, tree};
use crate::output::OutputError;
use crate::output::foreign::OldSite;
use crate::output::interrupt::Interrupt;
use crate::output::lock::Lock;
use crate::output::manifest::Manifest;
use crate::output::place::Place;
use crate::output::publish::grow;
use crate::output::swap::{Method, swap};
use crate::output::work::{Work, beside};

const OLD: &[(&str, &str)] = &[("index.html", "old"), ("gone.html", "gone")];
const NEW: &[(&str, &str)] = &[("index.html", "new"), ("more/index.html", "more")];
const THEIRS: &[(&str, &str)] = &[("CNAME", "kb.example"), (".git/config", "x")];

fn old_site() -> (Project, Place) {
    let project = Project::new();
    for (path, text) in THEIRS {
        project.put(&format!("public/{path}"), text);
    }
    project.publish(OLD).unwrap();
    let place = Place::find(&project.site(), &project.surroundings()).unwrap();
    (project, place)
}

/// The new site beside the old one, ready to take its place.
fn grown(place: &Place) -> Work {
    let old = OldSite::scan(&place.site).unwrap();
    let work = Work::create(place).unwrap();
    let plan = plan(&work, NEW);
    grow(&work.tree, &place.site, &plan, &BTreeSet::new(), Manifest::default(), &Interrupt::default())
        .unwrap();
    old.carry_over(&place.site, &work.tree).unwrap();
    work
}

/// After a build that was killed with `whole` on disk, the next one goes through and clears up.
#[track_caller]
fn assert_recovers(project: &Project, whole: &[(&str, &str)]) {
    project.assert_tree(&[whole, THEIRS].concat());
    project.publish(NEW).unwrap();
    project.assert_tree(&[NEW, THEIRS].concat());
    project.assert_no_leftovers();
}

#[test]
fn killed_before_anything_was_written() {
    let (project, place) = old_site();
    Work::create(&place).unwrap();
    assert_recovers(&project, OLD);
    let (project, place) = old_site();
    std::fs::create_dir(beside(&place, "4711")).unwrap();
    assert_recovers(&project, OLD);
}

#[test]
fn killed_while_the_new_site_grew() {
    let (project, place) = old_site();
    let work = grown(&place);
    std::fs::remove_file(work.tree.join("index.html")).unwrap();
    std::fs::remove_dir_all(work.tree.join(".git")).unwrap();
    assert_recovers(&project, OLD);
}

/// Whether this process runs `test` alone; else it is run in one that does. A signal reaches every thread of its process: the
/// builds of tests beside it would stop, too.
fn is_alone(test: &str) -> bool {
    const ALONE: &str = "AFTERWORD_TEST_ALONE";
    if std::env::var_os(ALONE).is_some() {
        return true;
    }
    let run = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", &format!("output::tests::interrupted::{test}")])
        .env(ALONE, "1")
        .output()
        .unwrap();
    let printed = String::from_utf8_lossy(&run.stdout);
    assert!(run.status.success() && printed.contains("1 passed"), "{printed}");
    false
}

#[test]
fn a_request_to_stop_is_noted() {
    if is_alone("a_request_to_stop_is_noted") {
        let interrupt = Interrupt::watch();
        assert!(interrupt.check().is_ok());
        signal_hook::low_level::raise(signal_hook::consts::SIGTERM).unwrap();
        assert!(interrupt.check().is_err());
    }
}

#[test]
fn ctrl_c_leaves_the_old_site_and_nothing_beside_it() {
    if !is_alone("ctrl_c_leaves_the_old_site_and_nothing_beside_it") {
        return;
    }
    let (project, place) = old_site();
    let staged = staged(&place.site, files(NEW), &project.surroundings()).unwrap();
    signal_hook::low_level::raise(signal_hook::consts::SIGINT).unwrap();
    let error = staged.publish_by(Method::Exchange, Vec::new()).unwrap_err();
    assert!(matches!(error, OutputError::Interrupted), "{error}");
    project.assert_tree(&[OLD, THEIRS].concat());
    project.assert_no_leftovers();
}

#[test]
fn killed_right_after_old_and_new_changed_places() {
    let (project, place) = old_site();
    let work = grown(&place);
    swap(&place, &work, Method::Exchange).unwrap();
    // The step that names the old site has not happened yet.
    std::fs::rename(&work.old, &work.tree).unwrap();
    assert_recovers(&project, NEW);
}

#[test]
fn what_others_change_between_a_kill_and_the_next_build_counts() {
    let (project, place) = old_site();
    let work = grown(&place);
    swap(&place, &work, Method::Exchange).unwrap();
    std::fs::remove_file(project.path("public/CNAME")).unwrap();
    project.put("public/CNAME", "new.example");
    project.publish(NEW).unwrap();
    project.assert_tree(&[NEW, &[("CNAME", "new.example"), (".git/config", "x")]].concat());
    project.assert_no_leftovers();
}

#[test]
fn killed_before_the_old_site_was_cleared_away() {
    let (project, place) = old_site();
    let work = grown(&place);
    swap(&place, &work, Method::Exchange).unwrap();
    // A file that was put into the old site at the last moment is not lost.
    std::fs::write(work.old.join("late.txt"), "late").unwrap();
    project.assert_tree(&[NEW, THEIRS].concat());
    project.publish(NEW).unwrap();
    project.assert_tree(&[NEW, THEIRS, &[("late.txt", "late")]].concat());
    project.assert_no_leftovers();
}

#[test]
fn killed_between_two_renames_the_old_site_returns() {
    let (project, place) = old_site();
    let work = grown(&place);
    std::fs::rename(&place.site, &work.old).unwrap();
    assert!(!project.site().exists());
    let error = project.publish(&[("CNAME", "in the way")]).unwrap_err();
    assert!(matches!(error, OutputError::Collision { .. }), "{error}");
    assert_recovers(&project, OLD);
}

#[test]
fn hidden_folders_of_others_beside_the_site_are_left_alone() {
    let (project, place) = old_site();
    let pid = std::process::id().to_string();
    let theirs = [("4711", "mine.txt"), (&pid, "mine.txt"), ("backup", "tree"), ("12a", "tree")];
    for (name, inside) in theirs {
        let path = beside(&place, name);
        std::fs::create_dir(&path).unwrap();
        std::fs::write(path.join(inside), "x").unwrap();
    }
    project.publish(NEW).unwrap();
    project.assert_tree(&[NEW, THEIRS].concat());
    for (name, inside) in theirs {
        assert!(beside(&place, name).join(inside).exists(), "{name}");
    }
}

#[test]
fn a_second_build_at_the_same_time_is_told_who_is_first() {
    let (project, place) = old_site();
    let lock = Lock::take(&place).unwrap();
    let error = project.publish(NEW).unwrap_err();
    assert!(
        matches!(error, OutputError::Busy { pid: Some(pid), .. } if pid == std::process::id()),
        "{error}"
    );
    assert!(error.to_string().contains("another build is writing to"), "{error}");
    drop(lock);
    assert_recovers(&project, OLD);
}

#[test]
fn the_lock_of_a_dead_build_is_taken_over() {
    let (project, place) = old_site();
    std::fs::write(beside(&place, "lock"), "999999999\n").unwrap();
    assert_recovers(&project, OLD);
}

#[test]
fn builds_from_many_threads_leave_one_whole_site() {
    let project = Project::new();
    let sites = [OLD, NEW, &[("index.html", "third")]];
    std::thread::scope(|scope| {
        for pages in sites.iter().cycle().take(9) {
            scope.spawn(|| {
                for _ in 0..10 {
                    match publish(Path::new("public"), files(pages), Vec::new(), &project.surroundings()) {
                        Ok(_) | Err(OutputError::Busy { .. }) => {}
                        Err(error) => panic!("{error}"),
                    }
                }
            });
        }
    });
    let found = project.tree();
    let is_whole = |pages: &&[(&str, &str)]| {
        found.len() == pages.len()
            && pages.iter().all(|(path, text)| found.get(*path).is_some_and(|it| it == text))
    };
    assert!(sites.iter().any(is_whole), "{found:?}");
    project.assert_no_leftovers();
}

/// The pages of generation `number`.
fn generation(number: usize) -> Vec<(String, String)> {
    (0..200).map(|page| (format!("p{}/{page}.html", page % 10), format!("{number} {page}"))).collect()
}

fn publish_generation(project: &Path, number: usize) {
    let pages = generation(number);
    let pages: Vec<_> = pages.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let surroundings = crate::output::Surroundings {
        working_dir: project.to_owned(),
        home: None,
        project_root: project.to_owned(),
        content: Vec::new(),
        content_skips_output: false,
    };
    publish(Path::new("public"), files(&pages), Vec::new(), &surroundings).unwrap();
}

/// Names the project in which the process below builds without end.
const VICTIM: &str = "AFTERWORD_TEST_VICTIM";

/// The process that `a_kill_at_any_moment_leaves_a_whole_site` kills; does nothing when run as a test.
#[test]
fn victim() {
    let Some(project) = std::env::var_os(VICTIM) else { return };
    for number in 1.. {
        publish_generation(Path::new(&project), number);
    }
}

#[test]
fn a_kill_at_any_moment_leaves_a_whole_site() {
    let project = Project::new();
    for (path, text) in THEIRS {
        project.put(&format!("public/{path}"), text);
    }
    publish_generation(&project.path(""), 0);
    for round in 0..12_u64 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "output::tests::interrupted::victim"])
            .env(VICTIM, project.path(""))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(30 + round * 7));
        child.kill().unwrap();
        child.wait().unwrap();
        let mut found = tree(&project.site());
        found.remove(".afterword-manifest");
        for (path, text) in THEIRS {
            assert_eq!(found.remove(*path).as_deref(), Some(*text), "round {round}");
        }
        let number = found["p0/0.html"].split_once(' ').unwrap().0.parse().unwrap();
        assert!(
            found.into_iter().eq(sorted(generation(number))),
            "round {round}: generation {number} is torn"
        );
    }
    publish_generation(&project.path(""), 0);
    project.assert_no_leftovers();
}

fn sorted(mut pages: Vec<(String, String)>) -> Vec<(String, String)> {
    pages.sort();
    pages
}
