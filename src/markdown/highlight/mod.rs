//! Colors for code: each word in a span whose class says what it is, so that the style sheet decides on colors.
//!
//! The text between the tags stays what the author wrote, byte for byte, because readers copy it and search reads
//! it. Code that would take long to read is left plain, by its size and language and never by a clock, so that the
//! same document gives the same page. Without the feature `highlight` all code is plain.

#[cfg(feature = "highlight")]
mod classes;
#[cfg(feature = "highlight")]
mod engine;
mod languages;

use super::html::escaped;

/// Most work that is spent on one block, in milliseconds of a slow machine.
const MAX_BLOCK_COST: usize = 60;

/// Most work that is spent on the blocks of one document, in the same unit.
const MAX_DOCUMENT_COST: usize = 400;

/// Largest block that is colored, in bytes: nobody reads more.
const MAX_BLOCK_BYTES: usize = 24 * 1024;

/// Longest line of a block that is colored, in bytes: data on one line is not code.
const MAX_LINE_BYTES: usize = 2_000;

/// Colors the blocks of one document until they have cost too much.
#[derive(Debug, Default)]
pub struct Highlighter {
    /// What the blocks so far have cost, in microseconds.
    spent: usize,
}

impl Highlighter {
    /// The lines of `source` as HTML without line ends, and whether they are colored.
    ///
    /// `language` is the word behind the fence. The spans of a line end with it, so that a line can be marked.
    pub fn lines(&mut self, language: &str, source: &str) -> (Vec<String>, bool) {
        match self.colored(language, source) {
            Some(lines) => (lines, true),
            None => (source.lines().map(escaped_line).collect(), false),
        }
    }

    fn colored(&mut self, language: &str, source: &str) -> Option<Vec<String>> {
        let grammar = languages::grammar(language)?;
        let cost = grammar.microseconds_per_kilobyte * source.len() / 1024;
        let is_too_much = MAX_BLOCK_BYTES < source.len()
            || MAX_BLOCK_COST * 1_000 < cost
            || MAX_DOCUMENT_COST * 1_000 < self.spent + cost
            || source.lines().any(|it| MAX_LINE_BYTES < it.len());
        if is_too_much {
            return None;
        }
        self.spent += cost;
        #[cfg(feature = "highlight")]
        return super::guard::guarded(|| engine::colored(grammar, source)).ok().flatten();
        #[cfg(not(feature = "highlight"))]
        None
    }
}

fn escaped_line(line: &str) -> String {
    let mut html = String::with_capacity(line.len());
    escaped(&mut html, line);
    html
}

#[cfg(all(test, feature = "highlight"))]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn html(language: &str, source: &str) -> String {
        Highlighter::default().lines(language, source).0.join("\n")
    }

    /// What a reader copies: the text without tags, references resolved.
    fn text(html: &str) -> String {
        let mut text = String::new();
        for part in html.split('<') {
            text.push_str(part.split_once('>').map_or(part, |it| it.1));
        }
        let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
        text.replace("&#39;", "'").replace("&amp;", "&")
    }

    #[test]
    fn words_carry_what_they_are() {
        assert_eq!(
            html("bash", "kubectl delete pod \"$X\" --now # 重启\n"),
            "<span class=\"hl-function\">kubectl</span> delete pod <span class=\"hl-string\">&quot;</span>\
             <span class=\"hl-variable\">$X</span><span class=\"hl-string\">&quot;</span> \
             <span class=\"hl-key\">--now </span><span class=\"hl-comment\"># 重启</span>"
        );
        assert_eq!(
            html("yaml", "pool: 20 # max\n"),
            "<span class=\"hl-key\">pool</span>: <span class=\"hl-number\">20</span> \
             <span class=\"hl-comment\"># max</span>"
        );
        assert_eq!(
            html("json", "{\"a\": [true, \"\\n\"]}\n"),
            "{<span class=\"hl-key\">&quot;a&quot;</span>: [<span class=\"hl-constant\">true</span>, \
             <span class=\"hl-string\">&quot;</span><span class=\"hl-constant\">\\n</span>\
             <span class=\"hl-string\">&quot;</span>]}"
        );
        assert_eq!(
            html("diff", "-a\n+b\n"),
            "<span class=\"hl-deleted\">-a</span>\n<span class=\"hl-inserted\">+b</span>"
        );
    }

    #[test]
    fn languages_go_by_the_names_that_authors_use() {
        for language in [
            "shell",
            "console",
            "shellsession",
            "zsh",
            "promql",
            "js",
            "ts",
            "yml",
            "golang",
            "py",
            "sql",
            "mysql",
            "dockerfile",
            "nginx",
            "ini",
            "toml",
            "hcl",
            "terraform",
            "http",
            "xml",
            "properties",
            "lua",
            "rust",
            "c++",
        ] {
            let (_, is_colored) = Highlighter::default().lines(language, "if (\"a\") { return 1; } # x\n");
            assert!(is_colored, "{language}");
        }
        for language in ["", "text", "plain", "txt", "log", "output", "mermaid", "nonsense"] {
            assert!(!Highlighter::default().lines(language, "if \"a\" 1\n").1, "{language}");
        }
    }

    #[test]
    fn of_a_session_only_what_was_typed_is_colored() {
        assert_eq!(
            html("console", "$ echo \"a\"\nif this is output\n# ls \\\n  -l\n"),
            "<span class=\"hl-prompt\">$ </span><span class=\"hl-function\">echo</span> \
             <span class=\"hl-string\">&quot;a&quot;</span>\nif this is output\n\
             <span class=\"hl-prompt\"># </span><span class=\"hl-function\">ls</span> \\\n  \
             <span class=\"hl-key\">-l</span>"
        );
    }

    #[test]
    fn a_span_ends_with_its_line() {
        let lines = Highlighter::default().lines("go", "/* a\nb */\n").0;
        assert_eq!(
            lines,
            ["<span class=\"hl-comment\">/* a</span>", "<span class=\"hl-comment\">b */</span>"]
        );
    }

    #[test]
    fn what_would_take_long_stays_plain() {
        let is_colored = |language: &str, source: &str| Highlighter::default().lines(language, source).1;
        assert!(is_colored("ts", &"let a = 1;\n".repeat(100)));
        assert!(!is_colored("ts", &"let a = 1;\n".repeat(1_000)));
        assert!(!is_colored("json", &"[1]\n".repeat(10_000)));
        assert!(!is_colored("json", &"1".repeat(3_000)));
        let mut highlighter = Highlighter::default();
        let n_colored = (0..100).filter(|_| highlighter.lines("ts", &"let a = 1;\n".repeat(200)).1).count();
        assert!((5..50).contains(&n_colored), "{n_colored}");
    }

    #[test]
    fn markup_in_code_stays_text() {
        assert!(!html("html", "<script>alert(1)</script><img src=x onerror=y>").contains("<script"));
        assert!(!html("bash", "echo '</code></pre><img src=x>'").contains("<img"));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn the_text_is_what_was_written(
            language in prop::sample::select(vec!["bash", "sql", "yaml", "json", "console", "diff", "ini", "promql"]),
            source in r#"([ -~\n]|中|，|é|"|'|\$|#|\{|\}|\\){0,120}"#,
        ) {
            let shown = text(&html(language, &source));
            prop_assert_eq!(shown.trim_end_matches('\n'), source.trim_end_matches('\n'));
        }
    }
}
