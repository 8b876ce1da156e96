//! A first site that builds at once, in either language.

use crate::export::schema::{Subject, schema_text};
use crate::files::OutputFile;
use crate::i18n::Locale;

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

/// The files of a first site, below the project's root; the examples only where they are wanted.
pub fn site(locale: Locale, with_examples: bool) -> Vec<OutputFile> {
    let of = |pair: &Pair| pair[usize::from(locale == Locale::Chinese)];
    let mut files: Vec<OutputFile> = PROJECT.iter().map(of).chain(COMMON).map(file).collect();
    if with_examples {
        files.extend(EXAMPLES.iter().map(of).map(|(path, text)| file_at(format!("{CONTENT}/{path}"), text)));
    }
    files.extend(
        Subject::ALL
            .into_iter()
            .map(|it| file_at(format!("{SCHEMA_FOLDER}/{}", it.file_name()), &schema_text(it))),
    );
    files
}

fn file((path, text): (&str, &str)) -> OutputFile {
    file_at(path.to_owned(), text)
}

fn file_at(path: String, text: &str) -> OutputFile {
    OutputFile::text(path, text.to_owned())
}
