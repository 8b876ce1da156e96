//! What the place of a document says: the folders it lies in, and its name.

use crate::extract::folder_days::day_of_folders;
use crate::extract::report_id::{numbered_prefix, report_id};
use crate::lexicon::marks::{marks, plain};
use crate::time::find_date;

/// What the folders of a document show about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Folder {
    /// One that holds reports.
    Incidents(String),
    /// One that holds reports, or other things.
    Perhaps(String),
    /// One that holds runbooks.
    Runbooks(String),
    /// One that holds templates.
    Templates(String),
    /// One about the handling of incidents.
    Process(String),
    /// Nothing.
    Unknown,
}

/// What the nearest folder with a telling name says; `root` is the name of the content root, the outermost one.
pub(super) fn folder(path: &str, root: &str) -> Folder {
    let folders = path.rsplit_once('/').map_or("", |it| it.0);
    let named = folders.rsplit('/').chain([root]).filter(|it| !it.is_empty());
    named.map(one_folder).find(|it| *it != Folder::Unknown).unwrap_or(Folder::Unknown)
}

fn one_folder(name: &str) -> Folder {
    let (words, written) = (plain(name), name.to_owned());
    let known = &marks().folders;
    let is_of_incidents = known.incident.find(&words).is_some();
    if known.template.find(&words).is_some() {
        return Folder::Templates(written);
    }
    if known.runbook.find(&words).is_some() {
        return Folder::Runbooks(written);
    }
    if known.process.find(&words).is_some() {
        let about_incidents = is_of_incidents || known.incident_perhaps.find(&words).is_some();
        return if about_incidents { Folder::Process(written) } else { Folder::Unknown };
    }
    if is_of_incidents {
        return Folder::Incidents(written);
    }
    if known.incident_perhaps.is(&words) { Folder::Perhaps(written) } else { Folder::Unknown }
}

/// What the name of a file says.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Name {
    /// A word that reports are named with, or an id.
    pub(super) report: Option<String>,
    /// It begins with an id.
    pub(super) is_numbered: bool,
    /// A word for instructions.
    pub(super) instructions: Option<String>,
    /// A word for a document of another kind.
    pub(super) other: Option<String>,
    /// It is called `README`, `index` or the like.
    pub(super) is_index: bool,
    /// It is called a template.
    pub(super) template: Option<String>,
    /// It begins with, or holds, a day.
    pub(super) has_day: bool,
}

/// Reads the name of the file at `path`; of `2026-01-05-cache/index.md` the folder is the name.
pub(super) fn name(path: &str) -> Name {
    let written = path.rsplit('/').next().unwrap_or(path);
    let own = written.rsplit_once('.').map_or(written, |it| it.0);
    let folder = path.rsplit('/').nth(1).unwrap_or("");
    let is_index = marks().index_names.is(&plain(own));
    // Page bundles: what happened is in the name of the folder.
    let is_bundle = is_index
        && (find_date(folder).is_some() || report_id(folder).is_some() || day_of_folders(path).is_some());
    let stem = if is_bundle { folder } else { own };
    let words = plain(stem);
    let found = |phrase: Option<&str>| phrase.map(str::to_owned);
    Name {
        is_numbered: report_id(stem).is_some(),
        report: report_id(stem)
            .or_else(|| numbered_prefix(stem).map(str::to_owned))
            .or_else(|| found(marks().report.find(&words))),
        instructions: found(marks().instructions.find(&words)),
        other: found(marks().other.find(&words)),
        is_index: is_index && !is_bundle,
        template: found(marks().template.find(&words)),
        has_day: find_date(stem).is_some() || day_of_folders(path).is_some(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_telling_folder_decides() {
        let incidents = |name: &str| Folder::Incidents(name.to_owned());
        assert_eq!(folder("docs/post-mortems/2026/a.md", ""), incidents("post-mortems"));
        assert_eq!(folder("ops/incident_reports/a.md", "handbook"), incidents("incident_reports"));
        assert_eq!(folder("文档/线上故障复盘/一.md", ""), incidents("线上故障复盘"));
        assert_eq!(folder("2026/a.md", "acme-postmortems"), incidents("acme-postmortems"));
        assert_eq!(folder("incidents/templates/a.md", ""), Folder::Templates("templates".to_owned()));
        assert_eq!(folder("incident-response/a.md", ""), Folder::Process("incident-response".to_owned()));
        assert_eq!(folder("team/retros/a.md", ""), Folder::Perhaps("retros".to_owned()));
        assert_eq!(folder("guides/a.md", "docs"), Folder::Unknown);
        assert_eq!(folder("incidental/a.md", ""), Folder::Unknown);
    }

    #[test]
    fn a_page_bundle_is_no_index() {
        assert!(name("postmortems/README.md").is_index);
        assert!(!name("2026-01-05-cache-cold/index.md").is_index);
        assert!(name("2026-01-05-cache-cold/index.md").has_day);
    }
}
