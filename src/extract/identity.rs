//! What a document is called, which number it bears, and the day it speaks of.

use super::draft::Draft;
use super::outline::Outline;
use super::summary;
use crate::config::IdPattern;
use crate::files::{SourceFile, Span};
use crate::markdown::Document;
use crate::model::{Field, How, Milestone};
use crate::text::fold;
use crate::time::find_date;

/// Fills in title, id and date from headings and the file name, where nothing better says them.
pub(super) fn read(
    draft: &mut Draft,
    source: &SourceFile,
    document: &Document,
    outline: &Outline<'_>,
    pattern: Option<&IdPattern>,
) {
    title(draft, source, document, outline);
    id(draft, source, pattern);
    date(draft, source, document);
}

/// The file's name without its ending; the folder's for an `index.md`.
pub(super) fn stem(path: &str) -> &str {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = name.rsplit_once('.').map_or(name, |(it, _)| it);
    if fold(stem) == "index" && !folder.is_empty() {
        return folder.rsplit('/').next().unwrap_or(folder);
    }
    stem
}

fn title(draft: &mut Draft, source: &SourceFile, document: &Document, outline: &Outline<'_>) {
    if !draft.incident.title.is_empty() {
        return;
    }
    let file = draft.incident.source.file;
    let heading = document.headings().map(|it| it.1).find(|it| !it.text().trim().is_empty());
    if let Some(heading) = heading.filter(|it| it.level <= 3) {
        let written = heading.text().trim();
        let is_generic = outline.words.is_generic_title(written);
        if let Some(line) = summary::one_line(outline).filter(|_| is_generic) {
            draft.incident.title = line.0;
            draft.read(Field::Title, How::Label, line.1);
            return;
        }
        let is_section = outline.words.section(written).is_some();
        let says_something = !is_section && !is_generic && !outline.words.is_placeholder(written);
        if says_something {
            written.clone_into(&mut draft.incident.title);
            draft.read(Field::Title, How::Heading, heading.inline.span);
            return;
        }
    }
    let start = draft.incident.body.1.start;
    stem(&source.path).replace('_', " ").trim().clone_into(&mut draft.incident.title);
    if draft.incident.title.is_empty() {
        draft.incident.title.clone_from(&source.path);
    }
    draft.read(Field::Title, How::FileName, Span::point(file, start));
}

fn id(draft: &mut Draft, source: &SourceFile, pattern: Option<&IdPattern>) {
    if !draft.incident.id.is_empty() {
        return;
    }
    let at = Span::point(draft.incident.source.file, 0);
    let stem = stem(&source.path);
    pattern
        .and_then(|it| it.head(stem))
        .or_else(|| numbered(stem))
        .unwrap_or(stem)
        .clone_into(&mut draft.incident.id);
    draft.read(Field::Id, How::FileName, at);
}

/// The number at the head of a file name: `PM2021-005 - All services …` gives `PM2021-005`, and
/// `INC-2026-0001-pool` gives `INC-2026-0001`; `None` where it has none.
fn numbered(stem: &str) -> Option<&str> {
    let letters = stem.find(|c: char| !c.is_ascii_uppercase()).filter(|it| 2 <= *it)?;
    let rest = stem[letters..].trim_start_matches(['-', ' ', '_']);
    let year = rest.get(..4).filter(|it| it.chars().all(|c| c.is_ascii_digit()))?;
    let after = rest[year.len()..].strip_prefix('-')?;
    let digits = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
    let end = stem.len() - after.len() + digits;
    let is_whole = !stem[end..].starts_with(|c: char| c.is_alphanumeric());
    (0 < digits && is_whole).then(|| &stem[..end])
}

fn date(draft: &mut Draft, source: &SourceFile, document: &Document) {
    if draft.incident.date.is_some() {
        return;
    }
    let file = draft.incident.source.file;
    if let Some((at, from)) = draft
        .incident
        .milestones
        .get(Milestone::Started)
        .and_then(|at| Some((at, draft.provenance(Milestone::Started)?)))
    {
        draft.incident.date = Some(at.date());
        draft.note(Field::Date, from);
        return;
    }
    let first_heading = document.headings().next().map(|it| it.1);
    let headed = first_heading.and_then(|it| Some((find_date(it.text())?.0, it.inline.span)));
    if let Some((date, span)) = headed {
        draft.incident.date = Some(date);
        draft.read(Field::Date, How::Heading, span);
        return;
    }
    if let Some((date, _)) = find_date(stem(&source.path)) {
        draft.incident.date = Some(date);
        draft.read(Field::Date, How::FileName, Span::point(file, 0));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_a_file_name_is_its_id() {
        assert_eq!(numbered("PM2021-005 - All services"), Some("PM2021-005"));
        assert_eq!(numbered("INC-2026-0001-pool"), Some("INC-2026-0001"));
        assert_eq!(numbered("000-postmortem"), None);
        assert_eq!(numbered("2026-01-16-black-screen"), None);
    }

    #[test]
    fn a_page_bundle_is_named_by_its_folder() {
        assert_eq!(stem("2026/redis/index.md"), "redis");
        assert_eq!(stem("2026/a.b.md"), "a.b");
    }
}
