//! Sites on a real disk, in temporary folders.

#![expect(clippy::disallowed_methods, reason = "the tests look at what was written")]

mod danger;
mod faults;
mod foreign;
mod interrupted;
mod writing;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::plan::{Content, Plan, Staged};
use super::work::Work;
use super::{OutputError, Published, Staging, Surroundings};
use crate::files::OutputFile;

/// A project folder with `content/` in it and an output folder `public` beside that.
struct Project {
    root: TempDir,
}

impl Project {
    fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        std::fs::create_dir(root.path().join("content")).unwrap();
        Self { root }
    }

    fn path(&self, below: &str) -> PathBuf {
        self.root.path().canonicalize().unwrap().join(below)
    }

    fn site(&self) -> PathBuf {
        self.path("public")
    }

    fn surroundings(&self) -> Surroundings {
        Surroundings {
            working_dir: self.path(""),
            home: None,
            project_root: self.path(""),
            content: vec![PathBuf::from("content")],
            content_skips_output: false,
        }
    }

    /// Puts a file of somebody else's into the project.
    fn put(&self, path: &str, text: &str) {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    fn publish(&self, pages: &[(&str, &str)]) -> Result<Published, OutputError> {
        self.publish_to("public", pages)
    }

    fn publish_to(&self, site: &str, pages: &[(&str, &str)]) -> Result<Published, OutputError> {
        publish(Path::new(site), files(pages), Vec::new(), &self.surroundings())
    }

    /// Path and text of everything in the output folder but the list of files.
    fn tree(&self) -> BTreeMap<String, String> {
        let mut tree = tree(&self.site());
        tree.remove(".afterword-manifest");
        tree
    }

    #[track_caller]
    fn assert_tree(&self, expected: &[(&str, &str)]) {
        let expected = expected.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
        assert_eq!(self.tree(), expected);
    }

    /// Nothing may lie beside the output folder when no build runs.
    #[track_caller]
    fn assert_no_leftovers(&self) {
        let names: Vec<_> = std::fs::read_dir(self.path(""))
            .unwrap()
            .map(|it| it.unwrap().file_name().into_string().unwrap())
            .filter(|it| it.starts_with('.'))
            .collect();
        assert!(names.is_empty(), "{names:?}");
    }
}

/// Writes the site that consists of `files` and of copies of `attachments`.
fn publish(
    site: &Path,
    files: Vec<OutputFile>,
    attachments: Vec<(String, PathBuf)>,
    surroundings: &Surroundings,
) -> Result<Published, OutputError> {
    staged(site, files, surroundings)?.publish(attachments)
}

/// A new site that is not published yet.
fn staged(site: &Path, files: Vec<OutputFile>, surroundings: &Surroundings) -> Result<Staging, OutputError> {
    let staging = Staging::begin(site, surroundings)?;
    files.into_iter().try_for_each(|it| staging.add(it))?;
    Ok(staging)
}

/// The plan of a site of which every file waits in the folder of `work`.
fn plan(work: &Work, pages: &[(&str, &str)]) -> Plan {
    std::fs::create_dir(&work.staged).unwrap();
    let files = pages.iter().enumerate().map(|(n, (path, text))| {
        let file = work.staged.join(n.to_string());
        std::fs::write(&file, text).unwrap();
        ((*path).to_owned(), Content::Staged(Staged { file, hash: blake3::hash(text.as_bytes()) }))
    });
    Plan::new(files, Vec::new()).unwrap()
}

fn files(pages: &[(&str, &str)]) -> Vec<OutputFile> {
    pages.iter().map(|(path, text)| OutputFile::text(*path, *text)).collect()
}

/// Path and text of everything below `dir`; folders end in `/`, links read `-> target`.
fn tree(dir: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(dir.join(&folder)).unwrap() {
            let entry = entry.unwrap();
            let path = folder.join(entry.file_name());
            let name = path.to_str().unwrap().to_owned();
            let kind = entry.file_type().unwrap();
            if kind.is_dir() {
                if std::fs::read_dir(entry.path()).unwrap().next().is_none() {
                    found.insert(format!("{name}/"), String::new());
                }
                folders.push(path);
            } else if kind.is_symlink() {
                found.insert(name, format!("-> {}", std::fs::read_link(entry.path()).unwrap().display()));
            } else {
                found.insert(name, std::fs::read_to_string(entry.path()).unwrap());
            }
        }
    }
    found
}
