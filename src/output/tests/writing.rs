//! What is written, kept and removed.

use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;

use super::{Project, files, publish, tree};
use crate::output::OutputError;

const ONE: &[(&str, &str)] =
    &[("index.html", "home"), ("incidents/a/index.html", "a"), ("incidents/b/index.html", "b")];
const TWO: &[(&str, &str)] =
    &[("index.html", "home 2"), ("incidents/a/index.html", "a"), ("causes/index.html", "c")];

#[test]
fn the_second_build_writes_what_changed_and_removes_what_is_gone() {
    let project = Project::new();
    let first = project.publish(ONE).unwrap();
    assert_eq!((first.written, first.unchanged, first.removed), (3, 0, 0));
    assert_eq!(first.dir, project.site());
    project.assert_tree(ONE);
    let second = project.publish(TWO).unwrap();
    assert_eq!((second.written, second.unchanged, second.removed), (2, 1, 1));
    project.assert_tree(TWO);
    project.assert_no_leftovers();
}

#[test]
fn an_equal_build_leaves_every_file_alone() {
    let project = Project::new();
    project.publish(ONE).unwrap();
    let number = |path: &str| std::fs::metadata(project.site().join(path)).unwrap().ino();
    let before = (number(""), number("index.html"));
    let again = project.publish(ONE).unwrap();
    assert_eq!((again.written, again.unchanged, again.removed), (0, 3, 0));
    assert_eq!((number(""), number("index.html")), before);
    project.publish(TWO).unwrap();
    let kept = std::fs::metadata(project.site().join("incidents/a/index.html")).unwrap();
    assert_eq!(kept.nlink(), 1, "the old site is gone");
}

#[test]
fn an_edited_page_is_written_again() {
    let project = Project::new();
    project.publish(ONE).unwrap();
    project.put("public/index.html", "hand");
    let again = project.publish(ONE).unwrap();
    assert_eq!((again.written, again.unchanged), (1, 2));
    project.assert_tree(ONE);
}

#[test]
fn a_removed_page_and_a_page_with_other_rights_are_written_again() {
    let project = Project::new();
    project.publish(ONE).unwrap();
    std::fs::remove_file(project.site().join("index.html")).unwrap();
    std::fs::set_permissions(project.site().join("incidents/a/index.html"), PermissionsExt::from_mode(0o600))
        .unwrap();
    assert_eq!(project.publish(ONE).unwrap().written, 2);
    project.assert_tree(ONE);
    assert_eq!(mode(&project.site().join("incidents/a/index.html")), 0o644);
}

#[test]
fn equal_input_gives_equal_bytes_and_rights() {
    let (here, there) = (Project::new(), Project::new());
    here.publish(TWO).unwrap();
    here.publish(ONE).unwrap();
    let mut pages = ONE.to_vec();
    pages.reverse();
    there.publish(&pages).unwrap();
    assert_eq!(tree(&here.site()), tree(&there.site()));
    for path in ["", "incidents", "incidents/a"] {
        assert_eq!(mode(&here.site().join(path)), 0o755, "{path}");
    }
    for path in ["index.html", ".afterword-manifest"] {
        assert_eq!(mode(&here.site().join(path)), 0o644, "{path}");
    }
}

#[test]
fn the_output_folder_keeps_the_rights_that_it_was_given() {
    let project = Project::new();
    std::fs::create_dir(project.site()).unwrap();
    std::fs::set_permissions(project.site(), PermissionsExt::from_mode(0o750)).unwrap();
    project.publish(ONE).unwrap();
    project.publish(TWO).unwrap();
    assert_eq!(mode(&project.site()), 0o750);
}

#[test]
fn attachments_are_copied_with_plain_rights() {
    let project = Project::new();
    project.put("content/graph.png", "pixels");
    std::fs::set_permissions(project.path("content/graph.png"), PermissionsExt::from_mode(0o600)).unwrap();
    let build = |text: &str| {
        project.put("content/graph.png", text);
        let attachments = vec![("files/graph.png".to_owned(), project.path("content/graph.png"))];
        publish(Path::new("public"), files(&ONE[..1]), attachments, &project.surroundings()).unwrap()
    };
    build("pixels");
    project.assert_tree(&[("index.html", "home"), ("files/graph.png", "pixels")]);
    assert_eq!(mode(&project.site().join("files/graph.png")), 0o644);
    assert_eq!(build("pixels").unchanged, 2);
    assert_eq!(build("pixelz").written, 1);
    project.assert_tree(&[("index.html", "home"), ("files/graph.png", "pixelz")]);
}

#[test]
fn an_attachment_that_is_missing_or_a_link_stops_the_build() {
    let project = Project::new();
    project.publish(ONE).unwrap();
    std::os::unix::fs::symlink("/etc/passwd", project.path("content/link.png")).unwrap();
    for name in ["content/none.png", "content/link.png", "content"] {
        let attachments = vec![("x.png".to_owned(), project.path(name))];
        let error =
            publish(Path::new("public"), files(TWO), attachments, &project.surroundings()).unwrap_err();
        assert!(matches!(&error, OutputError::Io { path, .. } if *path == project.path(name)), "{error}");
    }
    project.assert_tree(ONE);
    project.assert_no_leftovers();
}

#[test]
fn paths_that_leave_the_folder_or_are_no_files_are_errors() {
    let project = Project::new();
    for path in [
        "",
        "/x",
        "../x",
        "a/../x",
        "a//x",
        "a/./x",
        ".",
        "..",
        "...",
        "a/",
        "a\\x",
        "a\0",
        "a\nb",
        ".afterword-manifest",
    ] {
        let error = project.publish(&[("index.html", "x"), (path, "x")]).unwrap_err();
        assert!(matches!(error, OutputError::InvalidPath { .. }), "{path:?}");
    }
    for pages in [&[("a", "1"), ("a", "2")], &[("a", "1"), ("a/b", "2")]] {
        assert!(matches!(project.publish(pages).unwrap_err(), OutputError::InvalidPath { .. }));
    }
    assert!(!project.site().exists());
}

#[test]
fn a_failed_build_leaves_the_old_site_and_names_file_and_cause() {
    let project = Project::new();
    project.publish(ONE).unwrap();
    let long = "x".repeat(300);
    let error = project.publish(&[("index.html", "new"), (&long, "x")]).unwrap_err();
    assert!(!error.is_usage());
    let text = error.to_string();
    assert!(text.contains("File name too long") && text.contains("public/xxx"), "{text}");
    project.assert_tree(ONE);
    project.assert_no_leftovers();
}

#[test]
fn missing_parents_are_made() {
    let project = Project::new();
    project.publish_to("a/b/c/new", ONE).unwrap();
    assert_eq!(std::fs::read_to_string(project.path("a/b/c/new/index.html")).unwrap(), "home");
}

fn mode(path: &Path) -> u32 {
    std::fs::metadata(path).unwrap().mode() & 0o7777
}
