//! Which file uses which, and the circles among them.
//!
//! A path is followed through imports and re-exports to the file that holds what it names. So `mod.rs` may declare and
//! re-export its children; whatever else it takes from them, it holds nothing that they use.

use std::collections::{BTreeMap, BTreeSet};

use super::sources::{CodePath, Form, SourceFile};

/// The files, and how to get from a path to one of them.
pub(super) struct Tree {
    files: Vec<SourceFile>,
    by_module: BTreeMap<Vec<String>, usize>,
}

/// Of each file, the files it uses, each with the paths that lead there.
type Uses = Vec<BTreeMap<usize, BTreeSet<String>>>;

impl Tree {
    pub(super) fn new(files: Vec<SourceFile>) -> Self {
        let by_module = files
            .iter()
            .enumerate()
            .filter(|(_, it)| it.name != "main.rs")
            .map(|(idx, it)| (it.module.clone(), idx));
        Self { by_module: by_module.collect(), files }
    }

    /// Every circle of two files or more, as text.
    pub(super) fn circles(&self) -> Vec<String> {
        let uses: Uses = (0..self.files.len()).map(|idx| self.uses(idx)).collect();
        let reached: Vec<BTreeSet<usize>> = (0..uses.len()).map(|idx| reached(idx, &uses)).collect();
        let mut seen = BTreeSet::new();
        let mut circles = Vec::new();
        for idx in 0..uses.len() {
            let circle: BTreeSet<usize> =
                reached[idx].iter().copied().filter(|it| reached[*it].contains(&idx)).collect();
            if 1 < circle.len() && seen.insert(circle.clone()) {
                circles.push(self.describe(&circle, &uses));
            }
        }
        circles
    }

    /// Every use of what a folder's `mod.rs` holds, by a file below it, as text.
    pub(super) fn uses_of_parents(&self) -> Vec<String> {
        let mut found = Vec::new();
        for (from, file) in self.files.iter().enumerate() {
            for (to, paths) in self.uses(from) {
                let parent = &self.files[to];
                if parent.module.len() < file.module.len() && file.module.starts_with(&parent.module) {
                    let paths: Vec<String> = paths.into_iter().collect();
                    found.push(format!("{} -> {}: {}", file.name, parent.name, paths.join(", ")));
                }
            }
        }
        found
    }

    /// How many uses of another file there are.
    pub(super) fn n_uses(&self) -> usize {
        (0..self.files.len()).map(|idx| self.uses(idx).len()).sum()
    }

    fn describe(&self, circle: &BTreeSet<usize>, uses: &Uses) -> String {
        let mut text = format!("{} files use each other:", circle.len());
        for from in circle {
            for (to, paths) in uses[*from].iter().filter(|(it, _)| circle.contains(it)) {
                let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
                text.push_str(&format!(
                    "\n  {} -> {}: {}",
                    self.files[*from].name,
                    self.files[*to].name,
                    paths.join(", ")
                ));
            }
        }
        text
    }

    fn uses(&self, from: usize) -> BTreeMap<usize, BTreeSet<String>> {
        let mut found: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
        for path in &self.files[from].paths {
            if path.form == Form::Export && self.leads_to_child(from, path) {
                continue;
            }
            let Some(to) = self.file_of(from, &path.segments, 0).filter(|it| *it != from) else { continue };
            found.entry(to).or_default().insert(path.segments.join("::"));
        }
        found
    }

    fn leads_to_child(&self, from: usize, path: &CodePath) -> bool {
        let segments = path.segments.strip_prefix(&["self".to_owned()]).unwrap_or(&path.segments);
        segments.first().is_some_and(|it| self.child(&self.files[from].module, it).is_some())
    }

    fn child(&self, module: &[String], name: &str) -> Option<Vec<String>> {
        let child = [module, &[name.to_owned()]].concat();
        self.by_module.contains_key(&child).then_some(child)
    }

    /// The file that holds what `segments` name, as written in `from`; `None` for what is not ours, and for a
    /// module that is named as a whole: it is used where a path goes through it.
    fn file_of(&self, from: usize, segments: &[String], depth: usize) -> Option<usize> {
        // Imports can name each other without end.
        if 16 < depth {
            return None;
        }
        let file = &self.files[from];
        let first = segments.first()?;
        let mut module = match first.as_str() {
            "crate" => Vec::new(),
            "self" => file.module.clone(),
            "super" => {
                let n_supers = segments.iter().take_while(|it| *it == "super").count();
                file.module[..file.module.len().saturating_sub(n_supers)].to_vec()
            }
            name => match self.child(&file.module, name) {
                Some(child) => child,
                None => {
                    let import = file.import(name)?;
                    let segments = [import, &segments[1..]].concat();
                    return self.file_of(from, &segments, depth + 1);
                }
            },
        };
        let n_read = segments.iter().take_while(|it| *it == "super").count().max(1);
        let mut rest = segments[n_read..].iter().filter(|it| *it != "self").peekable();
        while let Some(child) = rest.peek().and_then(|it| self.child(&module, it)) {
            module = child;
            rest.next();
        }
        let holder = *self.by_module.get(&module)?;
        let name = rest.next()?;
        match self.files[holder].import(name) {
            Some(import) if holder != from => {
                let segments = [import, &rest.cloned().collect::<Vec<_>>()].concat();
                self.file_of(holder, &segments, depth + 1)
            }
            _ => Some(holder),
        }
    }
}

impl SourceFile {
    /// The path behind the name that a `use` brings into this file.
    fn import(&self, name: &str) -> Option<&[String]> {
        let found = self.paths.iter().filter(|it| it.form != Form::Inline).find(|it| match &it.alias {
            Some(alias) => alias == name,
            None => it.segments.iter().rev().find(|it| *it != "self").is_some_and(|it| it == name),
        })?;
        // `use name;` says nothing that could be followed.
        (1 < found.segments.len()).then_some(found.segments.as_slice())
    }
}

fn reached(start: usize, uses: &Uses) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut open = vec![start];
    while let Some(idx) = open.pop() {
        open.extend(uses[idx].keys().copied().filter(|it| found.insert(*it)));
    }
    found
}
