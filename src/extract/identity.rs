//! What a document is called, which number it bears, and the day it speaks of.

use super::draft::Draft;
use super::folder_days::day_of_folders;
use super::outline::Outline;
use super::report_id::report_id;
use super::summary;
use crate::config::IdPattern;
use crate::files::{SourceFile, Span};
use crate::lexicon::marks::{marks, plain};
use crate::lexicon::words::{Lexicon, without_brackets};
use crate::markdown::Document;
use crate::model::{Field, How, Milestone};
use crate::text::fold;
use crate::time::{Date, find_date, find_date_in};

/// Fills in title, id and date from headings and the file name, where nothing better says them.
pub(super) fn read(
    draft: &mut Draft,
    source: &SourceFile,
    document: &Document,
    outline: &Outline<'_>,
    pattern: Option<&IdPattern>,
) {
    title(draft, source, document, outline);
    id(draft, source, outline, pattern);
    let title = without_id(&draft.incident.title, &draft.incident.id).to_owned();
    draft.incident.title = title;
    date(draft, source, document);
    let title = without_day(&draft.incident.title, draft.incident.date).to_owned();
    draft.incident.title = title;
}

/// The file's name without its ending; the folder's for an `index.md`, and where the file's only says what kind of document
/// it is: `2026-01-02-db/postmortem.md`.
pub(super) fn stem(path: &str) -> &str {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = name.rsplit_once('.').map_or(name, |(it, _)| it);
    let folder = folder.rsplit('/').next().unwrap_or(folder);
    // `docs/postmortem.md` is in a folder for everything; `02` of `2026/01/02` is less than the name.
    let is_bundle = || find_date(folder).is_some() || report_id(folder).is_some();
    let says_kind = || marks().index_names.is(&plain(stem)) || is_kind_of_document(stem);
    if !folder.is_empty() && (fold(stem) == "index" || is_bundle() && says_kind()) {
        return without_key(folder);
    }
    without_key(stem)
}

/// A name without the 32 hexadecimal digits by which tools keep exported pages apart.
fn without_key(stem: &str) -> &str {
    let Some((name, key)) = stem.rsplit_once([' ', '-', '_']) else { return stem };
    let is_key = key.len() == 32 && key.chars().all(|c| c.is_ascii_hexdigit());
    if is_key && !name.trim().is_empty() { name.trim_end() } else { stem }
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
        if says_something(written, outline.words) {
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

/// Whether a heading says what happened: not only what kind of document, which number or which day it is.
pub(super) fn says_what_happened(heading: &str, words: &Lexicon) -> bool {
    let id = report_id(heading).unwrap_or_default();
    let behind_id = heading.trim_start_matches(['[', '【', '(', '#', ' ']).strip_prefix(id.as_str());
    let bare = without_days(behind_id.unwrap_or(heading));
    // `Postmortem INC-12 (2026-02-03)`: what is left is a word for reports.
    let last = bare.rsplit(' ').find(|it| !it.trim_matches(|c: char| !c.is_alphanumeric()).is_empty());
    let numbered = last.filter(|it| it.contains(|c: char| c.is_ascii_digit()));
    let unnumbered =
        numbered.map_or(bare.as_str(), |it| bare[..bare.rfind(it).unwrap_or(bare.len())].trim_end());
    let says = |text: &str| {
        text.contains(char::is_alphabetic) && says_something(text, words) && !is_kind_of_document(text)
    };
    let is_label = words.field(heading) == Some(Field::Title);
    !is_label && says(&bare) && says(unnumbered)
}

/// `Correction of Error (COE)`, `Incident review report`, `故障复盘报告`: words for reports and nothing else.
fn is_kind_of_document(text: &str) -> bool {
    const MORE: [&str; 22] = [
        "report",
        "review",
        "analysis",
        "summary",
        "document",
        "record",
        "notes",
        "form",
        "blameless",
        "final",
        "internal",
        "public",
        "major",
        "production",
        "of",
        "for",
        "the",
        "and",
        "报告",
        "记录",
        "文档",
        "書",
    ];
    let mut rest = plain(without_brackets(text));
    for phrases in [&marks().report, &marks().folders.incident] {
        while let Some(found) = phrases.find(&rest).map(str::to_owned) {
            rest = rest.replacen(&found, " ", 1);
        }
    }
    rest.split_whitespace().all(|it| MORE.contains(&it))
}

/// Whether a heading is neither a section nor a name for any report nor a placeholder.
fn says_something(heading: &str, words: &Lexicon) -> bool {
    words.section(heading).is_none() && !words.is_generic_title(heading) && !words.is_placeholder(heading)
}

/// `text` without the days in it.
fn without_days(text: &str) -> String {
    let mut rest = text.to_owned();
    while let Some((_, range)) = find_date(&rest) {
        rest.replace_range(range, " ");
    }
    rest.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

fn id(draft: &mut Draft, source: &SourceFile, outline: &Outline<'_>, pattern: Option<&IdPattern>) {
    if !draft.incident.id.is_empty() {
        return;
    }
    let at = Span::point(draft.incident.source.file, 0);
    let stem = stem(&source.path);
    if let Some(id) = pattern.and_then(|it| it.head(stem)).or_else(|| numbered(stem)) {
        id.clone_into(&mut draft.incident.id);
        return draft.read(Field::Id, How::FileName, at);
    }
    // `INC-0002` in capitals is what people call it; `incident-2` in a name is as good as the whole name.
    if let Some(id) = report_id(stem).filter(|it| it.starts_with(|c: char| c.is_ascii_uppercase())) {
        draft.incident.id = id;
        return draft.read(Field::Id, How::FileName, at);
    }
    if let Some((id, span)) = id_of_heading(outline) {
        draft.incident.id = id;
        return draft.read(Field::Id, How::Heading, span);
    }
    // `2025/02/05/README.md` is known by its day: every other one has the same name.
    match day_of_folders(&source.path).filter(|_| is_index_name(&source.path)) {
        Some(day) => draft.incident.id = day.to_string(),
        None => stem.clone_into(&mut draft.incident.id),
    }
    draft.read(Field::Id, How::FileName, at);
}

fn is_index_name(path: &str) -> bool {
    let name = fold(path.rsplit('/').next().unwrap_or(path));
    ["index.md", "readme.md"].contains(&name.as_str())
}

/// The id at the head of the first heading: `# INC-0002：告警卡死`.
fn id_of_heading(outline: &Outline<'_>) -> Option<(String, Span)> {
    let section = outline.sections.iter().find(|it| 0 < it.level && !it.heading.trim().is_empty())?;
    let id = report_id(section.heading).filter(|it| it.starts_with(|c: char| c.is_ascii_uppercase()))?;
    // `# PM 2 for the team` is a sentence, `# PM-2: …` and `# PM-2` are not.
    let behind = section.heading[section.heading.find(&id)? + id.len()..].trim_start();
    let is_apart =
        behind.is_empty() || behind.starts_with([':', '：', '-', '–', '—', '|', '｜', ']', '】', ' ']);
    Some((id, section.span?)).filter(|_| is_apart)
}

/// A title without the id that a full-width colon or brackets set apart from it: `INC-0002：告警卡死`, `[INC-7] Disk full`.
fn without_id<'a>(title: &'a str, id: &str) -> &'a str {
    let behind_colon = || title.strip_prefix(id).and_then(|it| it.trim_start().strip_prefix('：'));
    let bracketed = title.strip_prefix(['[', '【']).and_then(|it| it.strip_prefix(id));
    let behind_bracket = bracketed.and_then(|it| it.strip_prefix([']', '】']));
    let rest = behind_bracket
        .map(|it| it.trim_start_matches([':', '：', '-', ' ']))
        .or_else(behind_colon)
        .map(str::trim);
    rest.filter(|it| !it.is_empty()).unwrap_or(title)
}

/// A title without the incident's own day that a colon or a dash sets apart from it: `2026-02-12: Import failure`.
///
/// Lists show the day beside the title. Behind a comma, or in a sentence, the day is a part of the title.
fn without_day(title: &str, day: Option<Date>) -> &str {
    let is_own = |it: &(Date, std::ops::Range<usize>)| it.1.start == 0 && Some(it.0) == day;
    let Some((_, range)) = find_date(title).filter(is_own) else { return title };
    let behind = title[range.end..].trim_start();
    let is_set_apart = title[range.end..].starts_with([':', '：'])
        || behind.starts_with(['–', '—'])
        || title[range.end..].starts_with(" - ");
    let rest = behind.trim_start_matches([':', '：', '-', '–', '—', ' ']).trim();
    let says_something = 3 <= rest.chars().filter(|c| c.is_alphabetic()).count();
    if is_set_apart && says_something { rest } else { title }
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
    // `INC-2026-06-24-pool` bears a day, and no number.
    let is_day = find_date(&stem[letters..]).is_some_and(|(_, range)| range.start <= 1);
    (0 < digits && is_whole && !is_day).then(|| &stem[..end])
}

/// The day at the head of an article: on it the article was published.
pub(super) fn published(draft: &Draft) -> Option<Date> {
    const OF_INCIDENT: [Field; 5] =
        [Field::Id, Field::Severity, Field::Services, Field::Duration, Field::Milestone(Milestone::Started)];
    let is_at_head = |field| draft.provenance(field).is_some_and(|it| it.how == How::FrontMatter);
    let is_of_incident = OF_INCIDENT.into_iter().any(is_at_head);
    draft.incident.date.filter(|_| is_at_head(Field::Date) && !is_of_incident)
}

/// Whether something that happened on `day` may be what an article of the day `published` is about.
pub(super) fn is_before(day: Date, published: Date) -> bool {
    (1..=MAX_DAYS_TO_ARTICLE).contains(&day.until(published).map_or(0, |it| it.get_days()))
}

/// The title of an article may say on which day it happened.
fn day_of_article(draft: &mut Draft) {
    if let Some(published) = published(draft)
        && let Some((day, _)) = find_date_in(&draft.incident.title, draft.day_order)
        && is_before(day, published)
        && let Some(from) = draft.provenance(Field::Title)
    {
        draft.incident.date = Some(day);
        draft.note(Field::Date, from);
        draft.date_with_time = None;
    }
}

/// Most days from an incident to the article about it: an earlier day in a title is of something else.
const MAX_DAYS_TO_ARTICLE: i32 = 90;

fn date(draft: &mut Draft, source: &SourceFile, document: &Document) {
    day_of_article(draft);
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
    if let Some(date) = find_date(stem(&source.path)).map(|it| it.0).or_else(|| day_of_folders(&source.path))
    {
        draft.incident.date = Some(date);
        draft.read(Field::Date, How::FileName, Span::point(file, 0));
        return;
    }
    if let Some((date, from)) = draft.day_noticed {
        draft.incident.date = Some(date);
        draft.note(Field::Date, from);
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
        assert_eq!(numbered("INC-2026-06-24-pool"), None);
    }

    #[test]
    fn a_page_bundle_is_named_by_its_folder() {
        assert_eq!(stem("2026/redis/index.md"), "redis");
        assert_eq!(stem("2026/2026-01-02-redis/postmortem.md"), "2026-01-02-redis");
        assert_eq!(stem("INC-0007-redis/Incident Report.md"), "INC-0007-redis");
        assert_eq!(stem("2026-01-02-数据库/故障复盘报告.md"), "2026-01-02-数据库");
        assert_eq!(stem("2026-01-02-redis/failover.md"), "failover");
        assert_eq!(stem("docs/postmortem.md"), "postmortem");
        assert_eq!(stem("2025/02/05/README.md"), "README");
        assert_eq!(stem("2026/a.b.md"), "a.b");
    }

    #[test]
    fn keys_of_an_export_are_no_part_of_a_name() {
        assert_eq!(stem("Checkout outage 8f3c2a1b9d4e4f6aa1b2c3d4e5f60718.md"), "Checkout outage");
        assert_eq!(stem("deadbeef.md"), "deadbeef");
    }

    #[test]
    fn the_own_day_is_no_part_of_a_title_that_sets_it_apart() {
        let day = Some(Date::constant(2026, 2, 12));
        for (title, expected) in [
            ("2026-02-12: Import failure", "Import failure"),
            ("2026-02-12 - 导入失败", "导入失败"),
            ("2026-02-12 — Import failure", "Import failure"),
            ("2026-02-12, Import failure", "2026-02-12, Import failure"),
            ("2026-02-12 import failure", "2026-02-12 import failure"),
            ("2026-02-11: Import failure", "2026-02-11: Import failure"),
            ("2026-02-12:", "2026-02-12:"),
            ("Import failure on 2026-02-12", "Import failure on 2026-02-12"),
        ] {
            assert_eq!(without_day(title, day), expected, "{title}");
        }
    }

    #[test]
    fn a_full_width_colon_sets_the_id_apart() {
        assert_eq!(without_id("INC-0002：告警卡死", "INC-0002"), "告警卡死");
        assert_eq!(without_id("INC-0002", "INC-0002"), "INC-0002");
    }
}
