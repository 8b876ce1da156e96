//! Disks that fail while a site is written: the old site or the new one, never a mixture, and nothing beside it.

use std::io::ErrorKind;

use super::Project;
use crate::files::seam::{Step, with_fault};

fn pages(generation: usize) -> Vec<(String, String)> {
    (0..40).map(|n| (format!("p{}/{n}.html", n % 7), format!("{generation} {n}"))).collect()
}

fn publish(project: &Project, generation: usize) -> bool {
    let pages = pages(generation);
    let pages: Vec<(&str, &str)> = pages.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    project.publish(&pages).is_ok()
}

#[test]
fn a_write_that_fails_leaves_the_old_site() {
    let project = Project::new();
    assert!(publish(&project, 0));
    let root = project.path("");
    let (_, seen) = with_fault(&root, None, || publish(&project, 1));
    let n_steps = seen[Step::Write as usize];
    assert!(40 < n_steps, "{n_steps}");
    for (generation, kind) in (1..).zip([ErrorKind::StorageFull, ErrorKind::PermissionDenied]) {
        for nth in 1..=n_steps {
            let next = generation + 1;
            let (is_written, _) =
                with_fault(&root, Some((Step::Write, nth, kind)), || publish(&project, next));
            assert!(!is_written, "write {nth} of {n_steps}");
            let old = pages(generation);
            let old: Vec<(&str, &str)> =
                old.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
            project.assert_tree(&old);
            project.assert_no_leftovers();
        }
        assert!(publish(&project, generation + 1));
    }
}
