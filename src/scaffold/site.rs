//! A first site that builds at once, in either language.

use std::sync::LazyLock;

use jiff::Span;
use jiff::civil::{Date, date};
use regex::{Captures, Regex};

use crate::export::schema::{Subject, schema_text};
use crate::files::OutputFile;
use crate::i18n::Locale;
use crate::text::pattern;

/// The content folder of a first site; where one exists, its examples are left out.
pub const CONTENT: &str = "content";

/// Where the JSON Schemas of a project lie, below its root.
pub const SCHEMA_FOLDER: &str = ".afterword/schema";

/// Path below the project and text, in English and in Chinese.
type Pair = [(&'static str, &'static str); 2];

/// What is the same in both languages.
const COMMON: [(&str, &str); 2] = [
    (".gitignore", include_str!("site/gitignore")),
    (".github/workflows/knowledge-base.yml", include_str!("site/workflow.yml")),
];

/// Configuration, service catalogue and the hook, which speaks to authors.
const PROJECT: [Pair; 3] = [
    [
        ("afterword.yaml", include_str!("site/en/afterword.yaml")),
        ("afterword.yaml", include_str!("site/zh-CN/afterword.yaml")),
    ],
    [
        ("services.yaml", include_str!("site/en/services.yaml")),
        ("services.yaml", include_str!("site/zh-CN/services.yaml")),
    ],
    [
        (".githooks/pre-commit", include_str!("site/en/pre-commit")),
        (".githooks/pre-commit", include_str!("site/zh-CN/pre-commit")),
    ],
];

/// One example of each kind.
const EXAMPLES: [Pair; 4] = [
    [
        (
            "incidents/2025/INC-2025-1118-40213-price-export-takes-every-connection.md",
            include_str!("site/en/incident.md"),
        ),
        (
            "incidents/2025/INC-2025-1118-40213-价格导出占满数据库连接.md",
            include_str!("site/zh-CN/incident.md"),
        ),
    ],
    [
        (
            "incidents/2025/INC-2025-1202-77160-certificate-found-nine-days-before-its-end.md",
            include_str!("site/en/near-miss.md"),
        ),
        (
            "incidents/2025/INC-2025-1202-77160-到期前九天发现证书没有续.md",
            include_str!("site/zh-CN/near-miss.md"),
        ),
    ],
    [
        ("runbooks/connection-pool-exhausted.md", include_str!("site/en/runbook.md")),
        ("runbooks/connection-pool-exhausted.md", include_str!("site/zh-CN/runbook.md")),
    ],
    [
        ("guide/how-we-write.md", include_str!("site/en/page.md")),
        ("guide/how-we-write.md", include_str!("site/zh-CN/page.md")),
    ],
];

/// The day on which the examples below were written. They are moved to the day of `init`, so that what is open in them
/// is open, and what is overdue has been so for as long as it says.
const WRITTEN_ON: Date = date(2025, 12, 22);

/// The files of a first site made on `day`, below the project's root; the examples only where they are wanted.
pub fn site(locale: Locale, with_examples: bool, day: Date) -> Vec<OutputFile> {
    let of = |pair: &Pair| pair[usize::from(locale == Locale::Chinese)];
    let mut files: Vec<OutputFile> = PROJECT.iter().map(of).chain(COMMON).map(file).collect();
    if with_examples {
        // Whole weeks, so that a working day stays one.
        let weeks = WRITTEN_ON.until(day).map_or(0, |it| it.get_days() / 7);
        files.extend(
            EXAMPLES
                .iter()
                .map(of)
                .map(|(path, text)| file_at(moved(&format!("{CONTENT}/{path}"), weeks), &moved(text, weeks))),
        );
    }
    files.extend(
        Subject::ALL
            .into_iter()
            .map(|it| file_at(format!("{SCHEMA_FOLDER}/{}", it.file_name()), &schema_text(it))),
    );
    files
}

/// `text` with every day in it, and in the ids in it, `weeks` later.
fn moved(text: &str, weeks: i32) -> String {
    // `2025-11-18`, the `2025-1118` of an id, or the folder of a year.
    static DAY: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?<year>\d{4})-(?<month>\d{2})(?<dash>-?)(?<day>\d{2})|incidents/(?<folder>\d{4})")
    });
    let later = |year: i16, month: i8, day: i8| {
        Date::new(year, month, day).ok()?.checked_add(Span::new().weeks(weeks)).ok()
    };
    let moved = |found: &Captures<'_>| {
        if let Some(year) = found.name("folder") {
            // That of its first example.
            return later(year.as_str().parse().ok()?, 11, 18).map(|it| format!("incidents/{}", it.year()));
        }
        let day =
            later(found["year"].parse().ok()?, found["month"].parse().ok()?, found["day"].parse().ok()?)?;
        Some(format!("{}{}{}", day.strftime("%Y-%m"), &found["dash"], day.strftime("%d")))
    };
    DAY.replace_all(text, |found: &Captures<'_>| moved(found).unwrap_or_else(|| found[0].to_owned()))
        .into_owned()
}

fn file((path, text): (&str, &str)) -> OutputFile {
    file_at(path.to_owned(), text)
}

fn file_at(path: String, text: &str) -> OutputFile {
    OutputFile::text(path, text.to_owned())
}
