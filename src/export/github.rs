//! Findings as workflow commands, which GitHub shows beside the lines of a pull request.
//!
//! Format and escapes: `command.ts` of <https://github.com/actions/toolkit/tree/main/packages/core>.

use super::annotation::Annotation;
use crate::diagnostics::{Level, printable};

/// One line for each remark; `shown` gives the path of a file from the repository's root.
pub fn github(annotations: &[Annotation], shown: impl Fn(&str) -> String) -> String {
    let mut out = String::new();
    for it in annotations {
        let command = match it.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Info => "notice",
        };
        let mut properties = Vec::new();
        if let Some(place) = &it.place {
            properties.push(format!("file={}", property(&shown(&place.path))));
            properties.push(format!("line={},endLine={}", place.line, place.end_line));
            // GitHub takes columns only where they are on one line.
            if place.line == place.end_line {
                properties.push(format!("col={},endColumn={}", place.column, place.end_column));
            }
        }
        properties.push(format!("title={}", property(&it.title)));
        out.push_str(&format!("::{command} {}::{}\n", properties.join(","), data(&it.text)));
    }
    out
}

fn data(text: &str) -> String {
    // The log of a run is a terminal, and shows these lines as they are.
    printable(&text.replace('\r', " ")).replace('%', "%25").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::super::annotation::annotations;
    use super::*;
    use crate::diagnostics::{Diagnostic, codes};
    use crate::files::{SourceMap, Span};
    use crate::i18n::Locale;
    use crate::phrase::say;

    #[test]
    fn what_would_end_a_command_is_escaped() {
        let mut sources = SourceMap::default();
        let file =
            sources.add_shown("a,b.md".to_owned(), "content/a,b:c.md".to_owned(), "一二三\n".to_owned());
        let finding = Diagnostic::new(&codes::SECRET, say!("command.list", items = "100 %: a\nb, c"))
            .at(Span::new(file, 3, 6))
            .hint(say!("command.list", items = "revoke"));
        assert_eq!(
            github(&annotations(&[finding], &sources, Locale::English), |it| format!("docs/{it}")),
            "::warning file=docs/content/a%2Cb%3Ac.md,line=1,endLine=1,col=2,endColumn=3,title=AW706 secret::100 %25: a%0Ab, c%0Arevoke\n"
        );
        let finding = Diagnostic::new(&codes::NO_INCIDENTS, say!("command.list", items = "none"));
        assert_eq!(
            github(&annotations(&[finding], &sources, Locale::English), str::to_owned),
            "::warning title=AW004 no-incidents::none\n"
        );
    }
}
