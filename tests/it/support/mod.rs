//! A project in a temporary folder, and the real program run on it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A project to run the program on; gone when dropped.
pub(crate) struct Site {
    folder: TempDir,
    as_of: String,
}

/// What a run printed, and how it ended.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Site {
    /// An empty project with a `content` folder; as-of 2026-03-01.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("content")).unwrap();
        Self { folder, as_of: "2026-03-01".to_owned() }
    }

    /// The project with `text` at `path`, below the project's root.
    pub(crate) fn file(self, path: &str, text: &str) -> Self {
        self.write(path, text);
        self
    }

    /// The project with one document below `content`.
    pub(crate) fn document(self, name: &str, text: &str) -> Self {
        self.file(&format!("content/{name}"), text)
    }

    /// The project seen from another day.
    pub(crate) fn on(mut self, day: &str) -> Self {
        day.clone_into(&mut self.as_of);
        self
    }

    /// Writes `text` to `path`, below the project's root.
    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// A path below the project's root.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Runs the program in the project's root.
    #[track_caller]
    pub(crate) fn run(&self, args: &[&str]) -> Run {
        run_in(self.folder.path(), &self.as_of, args)
    }

    /// Builds, and expects that to work; prints every finding.
    #[track_caller]
    pub(crate) fn build(&self) -> Run {
        let run = self.run(&["build", "--verbose"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        run
    }

    /// The exported knowledge base.
    #[track_caller]
    pub(crate) fn export(&self) -> Value {
        let run = self.run(&["export"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        serde_json::from_str(&run.stdout).unwrap()
    }

    /// The only incident of the project.
    #[track_caller]
    pub(crate) fn incident(&self) -> Value {
        let exported = self.export();
        let incidents = exported["incidents"].as_array().unwrap();
        assert_eq!(incidents.len(), 1, "{incidents:?}");
        incidents[0].clone()
    }

    /// A file of the built site.
    #[track_caller]
    pub(crate) fn page(&self, path: &str) -> String {
        let path = self.path("public").join(path);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// Whether the built site has this file.
    pub(crate) fn has_page(&self, path: &str) -> bool {
        self.path("public").join(path).exists()
    }
}

impl Run {
    /// Standard error with the codes of findings alone: `AW102 AW209`, in order.
    pub(crate) fn codes(&self) -> Vec<String> {
        let parts = self.stderr.split('[').skip(1);
        let codes =
            parts.filter_map(|it| it.split(']').next()).filter(|it| it.len() == 5 && it.starts_with("AW"));
        codes.map(str::to_owned).collect()
    }
}

/// Runs the program in `folder`.
#[track_caller]
pub(crate) fn run_in(folder: &Path, as_of: &str, args: &[&str]) -> Run {
    run_with(folder, as_of, args, &[])
}

/// Runs the program in `folder` with paths in its environment.
#[track_caller]
pub(crate) fn run_with(folder: &Path, as_of: &str, args: &[&str], environment: &[(&str, &Path)]) -> Run {
    run_as_written(folder, &[&["--as-of", as_of][..], args].concat(), environment)
}

/// Runs the program in `folder` with these arguments alone, as a reader of the documentation would.
#[track_caller]
pub(crate) fn run_as_written(folder: &Path, args: &[&str], environment: &[(&str, &Path)]) -> Run {
    let output = Command::new(env!("CARGO_BIN_EXE_afterword"))
        .args(args)
        .current_dir(folder)
        .env_remove("SOURCE_DATE_EPOCH")
        // No test reads what another one, or the user, left in the cache.
        .env_remove("XDG_CACHE_HOME")
        .env_remove("HOME")
        .env("NO_COLOR", "1")
        .env("AFTERWORD_LANG", "en")
        .envs(environment.iter().copied())
        .stdin(Stdio::null())
        .output()
        .unwrap();
    Run {
        code: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// The repository's root, where the sample knowledge base is.
pub(crate) fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below `folder`: relative path with `/`, and bytes; ordered.
pub(crate) fn tree(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
                found.push((name, fs::read(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}
