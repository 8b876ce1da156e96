//! Which of day and month a folder, or the whole collection, writes first.
//!
//! A document whose days can all be read in two ways takes the order of those around it. For a public audience only its
//! own words count: what a document that stays inside says must not change what is published.

use std::collections::BTreeMap;

use crate::files::{FileId, SourceFile, SourceMap};
use crate::text::language;
use crate::time::{Date, DayOrder, DayOrders, find_date};

/// The day that the last three folders of `path` are: `2025/02/05/README.md`.
pub(super) fn day_of_folders(path: &str) -> Option<Date> {
    let mut folders = path.rsplit('/').skip(1);
    let (day, month, year) = (folders.next()?, folders.next()?, folders.next()?);
    let is_figure =
        |text: &str, length: usize| text.len() == length && text.bytes().all(|it| it.is_ascii_digit());
    if !(is_figure(year, 4) && is_figure(month, 2) && is_figure(day, 2)) {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// The days whose order is certain, by folder.
#[derive(Debug, Default)]
pub struct FolderDays {
    folders: BTreeMap<String, DayOrders>,
    all: DayOrders,
}

impl FolderDays {
    /// Counts the days of `documents`.
    pub fn new(sources: &SourceMap, documents: &[FileId]) -> Self {
        let mut days = Self::default();
        for document in documents {
            let source = sources.get(*document);
            let orders = DayOrders::of(&source.text);
            let folder = days.folders.entry(folder(&source.path).to_owned()).or_default();
            *folder = folder.and(orders);
            days.all = days.all.and(orders);
        }
        days
    }

    /// The order of the days of `source`: its own, else that of its folder, of the collection, or of its language.
    pub(super) fn order_of(&self, source: &SourceFile) -> Option<DayOrder> {
        let of_folder = || self.folders.get(folder(&source.path)).and_then(|it| it.settled());
        let own = DayOrders::of(&source.text);
        if own.day_first + own.month_first == 0 {
            if let Some(order) = by_file_name(source) {
                return Some(order);
            }
            // `3/10` in Chinese, Japanese and Korean is the tenth of March, whatever reports around it write.
            let is_month_first = language(&source.text)
                .is_some_and(|it| ["zh", "ja", "ko"].iter().any(|of| it.starts_with(of)));
            // So does who puts the year before both: `2026/06/18`, then `7/1`.
            let own_language =
                (is_month_first || begins_with_year(&source.text)).then_some(DayOrder::MonthFirst);
            let around = own_language.or_else(of_folder).or_else(|| self.all.settled());
            around.or_else(|| (0 < own.open).then(|| by_language(&source.text)).flatten())
        } else {
            own.settled()
        }
    }
}

/// `2025-08-04-tickets.md` in which `04/08/2025` is written: the name says which of the two the text writes first.
fn by_file_name(source: &SourceFile) -> Option<DayOrder> {
    let name = source.path.rsplit('/').next().unwrap_or(&source.path);
    let (date, _) = find_date(name)?;
    let (year, month, day) = (date.year(), date.month(), date.day());
    let holds = |first: i8, second: i8| {
        ['/', '.', '-'].iter().any(|sign| {
            source.text.contains(&format!("{first:02}{sign}{second:02}{sign}{year}"))
                || source.text.contains(&format!(" {first}{sign}{second}{sign}{year}"))
        })
    };
    match (month != day && holds(day, month), month != day && holds(month, day)) {
        (true, false) => Some(DayOrder::DayFirst),
        (false, true) => Some(DayOrder::MonthFirst),
        _ => None,
    }
}

/// Whether a day in `text` is written as `2026/06/18`; folders and addresses have such parts, too.
fn begins_with_year(text: &str) -> bool {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    text.match_indices('/').any(|(at, _)| {
        let year = text[..at].bytes().rev().take_while(u8::is_ascii_digit).count();
        let month = digits(&text[at + 1..]);
        let behind = &text[at + 1 + month..];
        // An address or a folder goes on before it.
        let before = text[..at - year].chars().next_back();
        let is_alone = before.is_none_or(|it| !it.is_alphanumeric() && it != '/' && it != '-');
        year == 4
            && is_alone
            && (1..=2).contains(&month)
            && behind.starts_with('/')
            && (1..=2).contains(&digits(&behind[1..]))
    })
}

/// Those who write in these languages put the day first; English is written both ways.
fn by_language(text: &str) -> Option<DayOrder> {
    const DAY_FIRST: [&str; 19] = [
        "cs", "da", "de", "el", "es", "fi", "fr", "id", "it", "nb", "nl", "nn", "pl", "pt", "ro", "ru", "tr",
        "uk", "vi",
    ];
    language(text).filter(|it| DAY_FIRST.contains(it)).map(|_| DayOrder::DayFirst)
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |it| it.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_takes_the_order_of_its_folder_then_of_the_collection() {
        let mut sources = SourceMap::default();
        let texts = [
            ("a/1.md", "On 27-02-2026 it failed."),
            ("a/2.md", "On 06-05-2026 it failed."),
            ("b/3.md", "On 02/27/2026 it failed."),
            ("b/4.md", "On 06/05/2026 it failed."),
            ("c/5.md", "On 06/05/2026 it failed."),
        ];
        let files: Vec<FileId> =
            texts.iter().map(|(path, text)| sources.add((*path).to_owned(), (*text).to_owned())).collect();
        let days = FolderDays::new(&sources, &files);
        let order = |nth: usize| days.order_of(sources.get(files[nth]));
        assert_eq!(order(1), Some(DayOrder::DayFirst));
        assert_eq!(order(3), Some(DayOrder::MonthFirst));
        assert_eq!(order(4), None);
    }
}
