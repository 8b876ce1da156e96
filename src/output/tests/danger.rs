//! Output folders that are refused.

use std::path::{Path, PathBuf};

use super::{Project, files, publish, tree};
use crate::output::{OutputError, Surroundings, check_output};

#[test]
fn folders_that_hold_something_else_are_refused_before_anything_is_written() {
    let project = Project::new();
    project.put("content/a.md", "# A");
    project.put("file", "");
    std::fs::create_dir(project.path(".git")).unwrap();
    std::fs::create_dir(project.path("elsewhere")).unwrap();
    std::os::unix::fs::symlink("elsewhere", project.path("link")).unwrap();
    let before = tree(&project.path(""));
    let root = project.path("");
    let parent = root.parent().unwrap().to_str().unwrap();
    for (site, reason) in [
        ("/", "the root folder"),
        (".", "the folder of the configuration"),
        ("..", "it contains"),
        (parent, "it contains"),
        ("content", "the content folder"),
        ("content/public", "inside the content folder"),
        ("content/new/public", "inside the content folder"),
        ("elsewhere/../content", "the content folder"),
        (".git", "`.git`"),
        (".git/public", "`.git`"),
        ("file", "it is a file"),
        ("file/public", "is a file"),
        ("link", "a symlink"),
        ("link/.", "a symlink"),
        ("link/", "a symlink"),
        (&"x".repeat(300), "longer than 200 bytes"),
    ] {
        let error = project.publish_to(site, &[("index.html", "x")]).unwrap_err();
        assert!(matches!(error, OutputError::Refused { .. }), "{site}: {error}");
        assert!(error.to_string().contains(reason), "{site}: {error}");
        assert!(error.is_usage() && error.hint().is_some());
    }
    assert_eq!(tree(&root), before);
}

#[test]
fn the_home_folder_and_the_working_folder_are_refused_wherever_the_project_is() {
    let (project, elsewhere) = (Project::new(), Project::new());
    let surroundings = Surroundings {
        working_dir: elsewhere.path("content"),
        home: Some(elsewhere.path("")),
        ..project.surroundings()
    };
    let check = |site: &Path| check_output(site, &surroundings).unwrap_err().to_string();
    assert!(check(&elsewhere.path("")).contains("the home folder"));
    assert!(check(&elsewhere.path("content")).contains("the working folder"));
    assert!(check(Path::new(".")).contains("the working folder"));
    assert!(check_output(&elsewhere.path("public"), &surroundings).is_ok());
}

#[test]
fn a_folder_inside_the_content_is_fine_where_the_walk_passes_it_over() {
    let project = Project::new();
    let surroundings = Surroundings {
        content: vec![PathBuf::from(".")],
        content_skips_output: true,
        ..project.surroundings()
    };
    publish(Path::new("public"), files(&[("index.html", "x")]), Vec::new(), &surroundings).unwrap();
    project.assert_tree(&[("index.html", "x")]);
    assert!(check_output(Path::new("."), &surroundings).is_err());
}

#[test]
fn a_link_on_the_way_to_the_folder_is_followed() {
    let project = Project::new();
    std::fs::create_dir(project.path("elsewhere")).unwrap();
    std::os::unix::fs::symlink("elsewhere", project.path("link")).unwrap();
    let published = project.publish_to("link/public", &[("index.html", "x")]).unwrap();
    assert_eq!(published.dir, project.path("elsewhere/public"));
    let error = project.publish_to("link/../content", &[("index.html", "x")]).unwrap_err();
    assert!(error.to_string().contains("the content folder"), "{error}");
}
