//! What others put into the output folder.

use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

use super::Project;
use crate::output::OutputError;
use crate::output::manifest::NAME;
use crate::output::swap::Method;

const ONE: &[(&str, &str)] = &[("index.html", "home"), ("incidents/a/index.html", "a")];
const TWO: &[(&str, &str)] = &[("index.html", "home 2")];

/// A site folder with things of others in every place.
fn project_with_foreign_files() -> Project {
    let project = Project::new();
    // A folder that no build has written to yet is refused.
    project.publish(&[("first.html", "first")]).unwrap();
    project.put("public/precious.txt", "keep");
    project.put("public/CNAME", "kb.example");
    project.put("public/.git/config", "x");
    project.put("public/.git/objects/ab/cd", "y");
    project.put("public/incidents/a/notes.txt", "beside a page");
    std::fs::create_dir(project.path("public/empty")).unwrap();
    project.put("elsewhere/secret.txt", "not to be touched");
    symlink("../elsewhere", project.path("public/link")).unwrap();
    symlink("nowhere", project.path("public/incidents/broken")).unwrap();
    project
}

const FOREIGN: &[(&str, &str)] = &[
    ("precious.txt", "keep"),
    ("CNAME", "kb.example"),
    (".git/config", "x"),
    (".git/objects/ab/cd", "y"),
    ("incidents/a/notes.txt", "beside a page"),
    ("empty/", ""),
    ("link", "-> ../elsewhere"),
    ("incidents/broken", "-> nowhere"),
];

#[test]
fn files_of_others_stay_through_every_build() {
    let project = project_with_foreign_files();
    let number = |path: &str| std::fs::symlink_metadata(project.site().join(path)).unwrap().ino();
    let paths = ["precious.txt", ".git", ".git/config", "empty", "link", "incidents/a/notes.txt"];
    let before = paths.map(number);
    for pages in [ONE, TWO, ONE, &[]] {
        project.publish(pages).unwrap();
        project.assert_tree(&[pages, FOREIGN].concat());
        assert_eq!(paths.map(number), before, "the very same files and folders");
    }
    assert_eq!(std::fs::read_to_string(project.path("elsewhere/secret.txt")).unwrap(), "not to be touched");
    project.assert_no_leftovers();
}

#[test]
fn files_of_others_stay_where_folders_cannot_change_places_in_one_step() {
    let project = project_with_foreign_files();
    for pages in [ONE, TWO] {
        let staged = super::staged(&project.site(), super::files(pages), &project.surroundings()).unwrap();
        staged.publish_by(Method::TwoRenames, Vec::new()).unwrap();
        project.assert_tree(&[pages, FOREIGN].concat());
    }
    project.assert_no_leftovers();
}

#[test]
fn a_file_of_others_in_the_way_stops_the_build() {
    for (theirs, ours) in [
        ("index.html", "index.html"),
        ("incidents", "incidents/a/index.html"),
        ("incidents/a", "incidents/a/index.html"),
        ("index.html/theirs.txt", "index.html"),
    ] {
        let project = Project::new();
        project.put(&format!("public/{theirs}"), "theirs");
        let error = project.publish(&[(ours, "ours")]).unwrap_err();
        assert!(matches!(error, OutputError::Collision { .. }), "{theirs}: {error}");
        project.assert_tree(&[(theirs, "theirs")]);
        project.assert_no_leftovers();
    }
}

#[test]
fn a_link_in_the_place_of_a_folder_or_page_is_not_followed() {
    for (name, page) in [("services", "services/index.html"), ("index.html", "index.html")] {
        let project = Project::new();
        project.put("elsewhere/index.html", "theirs");
        project.put("public/x", "x");
        symlink("../elsewhere", project.path("public").join(name)).unwrap();
        let error = project.publish(&[(page, "ours")]).unwrap_err();
        assert!(matches!(error, OutputError::Collision { .. }), "{error}");
        assert_eq!(std::fs::read_to_string(project.path("elsewhere/index.html")).unwrap(), "theirs");
    }
}

#[test]
fn a_page_of_ours_that_somebody_made_a_link_is_theirs() {
    let project = Project::new();
    project.publish(ONE).unwrap();
    project.put("elsewhere.html", "theirs");
    std::fs::remove_file(project.site().join("index.html")).unwrap();
    symlink("../elsewhere.html", project.site().join("index.html")).unwrap();
    assert!(matches!(project.publish(ONE).unwrap_err(), OutputError::Collision { .. }));
    project.publish(&[("other.html", "x")]).unwrap();
    project.assert_tree(&[("other.html", "x"), ("index.html", "-> ../elsewhere.html")]);
}

#[test]
fn pages_whose_list_was_lost_are_taken_back_where_they_are_the_same() {
    let project = Project::new();
    project.publish(ONE).unwrap();
    std::fs::remove_file(project.site().join(NAME)).unwrap();
    assert_eq!(project.publish(ONE).unwrap().unchanged, 2);
    std::fs::remove_file(project.site().join(NAME)).unwrap();
    assert!(matches!(project.publish(TWO).unwrap_err(), OutputError::Collision { .. }));
    project.assert_tree(ONE);
}

#[test]
fn a_damaged_or_hostile_list_removes_nothing() {
    let project = Project::new();
    project.publish(ONE).unwrap();
    project.put("public/precious.txt", "keep");
    project.put("precious.txt", "keep");
    let good = std::fs::read_to_string(project.site().join(NAME)).unwrap();
    let hash = blake3::hash(b"").to_hex();
    let cut = good.rsplit_once("files").unwrap().0;
    for list in [
        "",
        "afterword manifest 2\nfiles 0\n",
        cut,
        &good.replace("files 2", "files 3"),
        &format!("afterword manifest 1\n{hash}  ../precious.txt\nfiles 1\n"),
        &format!("afterword manifest 1\n{hash}  /etc/passwd\nfiles 1\n"),
        "afterword manifest 1\nxyz  index.html\nfiles 1\n",
    ] {
        project.put(&format!("public/{NAME}"), list);
        let error = project.publish(TWO).unwrap_err();
        assert!(matches!(error, OutputError::Refused { .. }), "{list}: {error}");
    }
    std::fs::write(project.site().join(NAME), [0xff, 0xfe]).unwrap();
    assert!(project.publish(TWO).is_err());
    project.put(&format!("public/{NAME}"), "");
    project.assert_tree(&[ONE, &[("precious.txt", "keep")]].concat());
    std::fs::remove_file(project.site().join(NAME)).unwrap();
    symlink("../precious.txt", project.site().join(NAME)).unwrap();
    assert!(matches!(project.publish(ONE).unwrap_err(), OutputError::Collision { .. }));
    assert_eq!(std::fs::read_to_string(project.path("precious.txt")).unwrap(), "keep");
}

#[test]
fn a_read_only_folder_of_others_is_kept_with_its_rights() {
    let project = Project::new();
    project.publish(&[("first.html", "first")]).unwrap();
    project.put("public/archive/old.txt", "x");
    let archive = project.path("public/archive");
    std::fs::set_permissions(&archive, PermissionsExt::from_mode(0o555)).unwrap();
    let first = project.publish(ONE).unwrap();
    let second = project.publish(TWO).unwrap();
    assert_eq!((first.leftover, second.leftover), (None, None));
    assert_eq!(std::fs::metadata(&archive).unwrap().mode() & 0o777, 0o555);
    project.assert_tree(&[TWO, &[("archive/old.txt", "x")]].concat());
    project.assert_no_leftovers();
    std::fs::set_permissions(&archive, PermissionsExt::from_mode(0o755)).unwrap();
}

#[test]
fn names_that_are_not_unicode_stay() {
    use std::os::unix::ffi::OsStrExt;
    let project = Project::new();
    project.publish(ONE).unwrap();
    let path = project.site().join(std::ffi::OsStr::from_bytes(b"caf\xe9.txt"));
    std::fs::write(&path, "x").unwrap();
    project.publish(TWO).unwrap();
    assert_eq!(std::fs::read_to_string(path).unwrap(), "x");
}
