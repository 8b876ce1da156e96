//! What the word behind a fence means: a grammar, and what reading by it costs.

/// A grammar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Grammar {
    /// The name it is looked up by.
    pub(super) name: &'static str,
    /// Measured with the sample of each language, in a release build.
    pub(super) microseconds_per_kilobyte: usize,
    /// A session of a terminal: lines behind a prompt are commands, the rest is what they printed.
    pub(super) is_session: bool,
}

/// Names that authors use, the grammar for them and its cost. What is not here stays plain: text and logs are read
/// as they are, and a language that nobody has measured might take long.
#[rustfmt::skip]
const GRAMMARS: &[(&[&str], &str, usize)] = &[
    (&["bash", "sh", "shell", "zsh", "ash", "ksh", "shellscript", "bats"], "bash", 1_600),
    (&["sql", "mysql", "pgsql", "psql", "postgres", "postgresql", "plsql", "tsql", "sqlite"], "sql", 1_700),
    (&["yaml", "yml", "k8s", "kubernetes", "ansible"], "yaml", 1_200),
    (&["json", "jsonc", "json5", "ndjson", "jsonl"], "json", 500),
    (&["diff", "patch", "udiff"], "diff", 200),
    (&["dockerfile", "docker", "containerfile"], "dockerfile", 500),
    (&["python", "py", "python3"], "python", 4_700),
    // Calls, numbers, strings and comments look the same.
    (&["promql", "logql", "metricsql"], "python", 4_700),
    (&["go", "golang"], "go", 3_600),
    (&["java"], "java", 2_100),
    (&["typescript", "ts", "tsx", "mts", "cts"], "ts", 16_000),
    (&["javascript", "js", "mjs", "cjs", "node"], "js", 8_000),
    (&["jsx"], "js", 8_000),
    (&["ini", "cfg", "conf", "editorconfig"], "ini", 800),
    (&["properties", "dotenv", "env"], "properties", 800),
    (&["toml"], "toml", 1_500),
    (&["xml", "svg", "pom"], "xml", 1_500),
    (&["html", "vue"], "html", 4_000),
    (&["css", "scss", "less"], "css", 4_000),
    (&["nginx"], "nginx.conf", 1_500),
    (&["apache", "htaccess"], "htaccess", 1_500),
    (&["hcl", "terraform", "tf"], "tf", 2_500),
    (&["lua"], "lua", 2_500),
    (&["rust", "rs"], "rs", 3_500),
    (&["c", "h"], "c", 3_500),
    (&["cpp", "c++", "cc", "hpp", "cxx"], "cpp", 5_000),
    (&["csharp", "cs"], "cs", 4_000),
    (&["kotlin", "kt"], "kt", 3_000),
    (&["scala"], "scala", 4_000),
    (&["groovy", "gradle", "jenkinsfile"], "groovy", 3_000),
    (&["php"], "php", 8_000),
    (&["ruby", "rb"], "rb", 5_000),
    (&["perl", "pl"], "pl", 5_000),
    (&["powershell", "ps1", "pwsh"], "ps1", 3_000),
    (&["bat", "cmd", "batch"], "bat", 1_500),
    (&["proto", "protobuf"], "proto", 1_500),
    (&["graphql", "gql"], "graphql", 2_000),
    (&["makefile", "make"], "make", 2_000),
    (&["cron", "crontab"], "crontab", 1_000),
    (&["http"], "http", 1_500),
];

/// Sessions of a terminal.
const SESSIONS: [&str; 5] = ["console", "shellsession", "shell-session", "terminal", "session"];

/// The grammar for `language`, the word behind a fence in lower case.
pub(super) fn grammar(language: &str) -> Option<Grammar> {
    let is_session = SESSIONS.contains(&language);
    let wanted = if is_session { "bash" } else { language };
    let (_, name, microseconds_per_kilobyte) = GRAMMARS.iter().copied().find(|it| it.0.contains(&wanted))?;
    Some(Grammar { name, microseconds_per_kilobyte, is_session })
}
