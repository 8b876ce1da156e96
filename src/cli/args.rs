//! Commands and options; the doc comments are the help texts.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

/// Turns a folder of postmortems into a searchable incident knowledge base
#[derive(Debug, Parser)]
#[command(name = "afterword", version, arg_required_else_help = true, max_term_width = 100)]
#[command(
    after_help = "Exit codes: 0 fine, 1 findings, 2 usage, configuration or theme error, 3 input/output failure."
)]
pub(super) struct Args {
    #[command(flatten)]
    pub(super) global: Global,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// Options of every command.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct Global {
    /// Project folder: holds afterword.yaml and content/
    #[arg(long, value_name = "DIR", global = true)]
    pub(super) root: Option<PathBuf>,
    /// Configuration file
    #[arg(long, value_name = "FILE", global = true)]
    pub(super) config: Option<PathBuf>,
    /// Day that every number is computed for [default: today in the site's time zone]
    #[arg(long, value_name = "YYYY-MM-DD", global = true, value_parser = day)]
    pub(super) as_of: Option<Date>,
    /// Who reads what is made; everything internal is left out for the public [default: site.audience of the configuration]
    #[arg(long, value_name = "WHO", global = true)]
    pub(super) audience: Option<Audience>,
    /// Print errors only
    #[arg(long, short, global = true, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// Show the source line of every finding
    #[arg(long, short, global = true)]
    pub(super) verbose: bool,
    /// When to use colors
    #[arg(long, value_name = "WHEN", global = true, default_value = "auto")]
    pub(super) color: Color,
}

/// When to use colors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// On a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Build the site: content folder to static pages
    Build(Build),
    /// Find mistakes in postmortems without building
    Check(Check),
    /// Say what a kind of finding means, why it matters and how to mend it
    Explain(Explain),
    /// Show how documents were read, line by line, and why each is what it is
    Inspect(Inspect),
    /// Search incidents and runbooks
    Search(Search),
    /// Find incidents like a postmortem, a text or a log
    Similar(Similar),
    /// Confirm or reject likely recurrences and proposed values
    Triage(Triage),
    /// List action items
    Actions(Actions),
    /// Print the review of a quarter or a year
    Report(Report),
    /// Print the whole knowledge base as data
    Export(Export),
    /// Write front matter for existing documents from what was read in them
    Adopt(Adopt),
    /// Print a JSON Schema
    Schema(Schema),
    /// Start a postmortem or a runbook from a template
    New(New),
    /// Start a site that builds at once
    Init(Init),
    /// Print completions for a shell
    Completions(Completions),
    /// Print the manual page
    Man,
}

#[derive(Debug, clap::Args)]
pub(super) struct Build {
    /// Content folder [default: content/ under the root]
    pub(super) content: Option<PathBuf>,
    /// Where the site is written [default: public/ beside the configuration]
    #[arg(long, short, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
    /// Address at which the site will stand
    #[arg(long, value_name = "URL")]
    pub(super) base_url: Option<String>,
    /// Publish drafts too
    #[arg(long)]
    pub(super) drafts: bool,
    /// Fail where there is a warning
    #[arg(long)]
    pub(super) strict: bool,
    /// Theme: a name, or a folder
    #[arg(long, value_name = "NAME|DIR")]
    pub(super) theme: Option<String>,
    /// Front matter keys for documents that must not be touched
    #[arg(long, value_name = "FILE")]
    pub(super) overrides: Option<PathBuf>,
    /// Threads [default: one per core]
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(super) jobs: Option<u16>,
}

/// Who reads a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Audience {
    /// Everybody
    Public,
    /// The team
    Internal,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "CODES are codes (AW402), names (duration-mismatch) or prefixes (AW4), with commas between them; `afterword explain` lists all."
)]
#[expect(clippy::struct_excessive_bools, reason = "one for every switch of the command")]
pub(super) struct Check {
    /// Content folder [default: content/ under the root]; or files and folders of the project, whose findings alone are reported
    #[arg(value_name = "CONTENT|FILES")]
    pub(super) paths: Vec<PathBuf>,
    /// How findings are printed
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(super) format: CheckFormat,
    /// Report these kinds only
    #[arg(long, value_name = "CODES")]
    pub(super) select: Vec<String>,
    /// Leave these kinds out
    #[arg(long, value_name = "CODES")]
    pub(super) ignore: Vec<String>,
    /// Mend what can be mended without asking, and report the rest
    #[arg(long)]
    pub(super) fix: bool,
    /// With --fix: print what would change and write nothing; exit with 1 where something would
    #[arg(long, requires = "fix")]
    pub(super) diff: bool,
    /// Pass over the findings that this file lists
    #[arg(long, value_name = "FILE")]
    pub(super) baseline: Option<PathBuf>,
    /// Write every present finding to the baseline
    #[arg(long, requires = "baseline", conflicts_with_all = ["update_baseline", "select", "ignore", "diff"])]
    pub(super) write_baseline: bool,
    /// Remove from the baseline what no longer occurs, and add nothing
    #[arg(long, requires = "baseline", conflicts_with_all = ["select", "ignore", "diff"])]
    pub(super) update_baseline: bool,
    /// The built site, passed over where it lies inside the content folder
    #[arg(long, short, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
    /// Fail where there is a warning
    #[arg(long)]
    pub(super) strict: bool,
    /// Front matter keys for documents that must not be touched
    #[arg(long, value_name = "FILE")]
    pub(super) overrides: Option<PathBuf>,
}

/// How findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum CheckFormat {
    /// With the source line and a hint
    Human,
    /// One JSON array
    Json,
    /// Annotations in GitHub Actions
    Github,
    /// SARIF 2.1.0, for code scanning
    Sarif,
}

#[derive(Debug, clap::Args)]
pub(super) struct Inspect {
    /// File or folder [default: content/ under the root]
    #[arg(value_name = "FILE|FOLDER")]
    pub(super) path: Option<PathBuf>,
    /// List labels, headings and columns that no word knows, with the `lexicon:` entries to fill in
    #[arg(long)]
    pub(super) unread: bool,
    /// How it is printed
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(super) format: InspectFormat,
}

/// How readings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum InspectFormat {
    /// For a terminal
    Human,
    /// One JSON object
    Json,
}

#[derive(Debug, clap::Args)]
pub(super) struct Explain {
    /// Code or name of a kind of finding [default: list all]
    #[arg(value_name = "CODE|NAME")]
    pub(super) kind: Option<String>,
    /// How it is printed
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(super) format: ExplainFormat,
}

/// How explanations are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ExplainFormat {
    /// For a terminal
    Human,
    /// One JSON object, or an array of all
    Json,
}

#[derive(Debug, clap::Args)]
pub(super) struct Search {
    /// Words, "phrases", -exclusions and filters such as service:payment; - reads a log from standard input
    #[arg(allow_hyphen_values = true)]
    pub(super) query: String,
    /// Further words; a word to exclude is best put in quotes with the others: 'pool -redis'
    pub(super) words: Vec<String>,
    /// Content folder [default: content/ under the root]
    #[arg(long, value_name = "DIR")]
    pub(super) content: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    pub(super) json: bool,
    /// Most hits
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub(super) limit: usize,
    /// Read everything anew, and keep nothing for the next search
    #[arg(long)]
    pub(super) no_cache: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct Similar {
    /// A file, an incident id, or - for standard input
    #[arg(value_name = "PATH|ID|-")]
    pub(super) target: String,
    /// Content folder [default: content/ under the root]
    #[arg(long, value_name = "DIR")]
    pub(super) content: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    pub(super) json: bool,
    /// Most hits
    #[arg(long, value_name = "N", default_value_t = 5)]
    pub(super) limit: usize,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Answers: y yes, n no (a reason may follow), l later, u undo, q quit; each with Enter. They are written to decisions.yml in the content folder."
)]
pub(super) struct Triage {
    /// Content folder [default: content/ under the root]
    pub(super) content: Option<PathBuf>,
    /// List the questions, one on a line
    #[arg(long)]
    pub(super) list: bool,
    /// Print the questions as JSON
    #[arg(long, conflicts_with = "list")]
    pub(super) json: bool,
    /// Confirm every question with at least this score, 0 to 1
    #[arg(long, value_name = "SCORE", value_parser = score, conflicts_with_all = ["list", "json"])]
    pub(super) accept_above: Option<f64>,
    /// Include possible recurrences, which are less certain
    #[arg(long)]
    pub(super) possible: bool,
    /// Who decides, written beside each decision
    #[arg(long, value_name = "NAME")]
    pub(super) by: Option<String>,
}

#[derive(Debug, clap::Args)]
pub(super) struct Actions {
    /// Content folder [default: content/ under the root]
    pub(super) content: Option<PathBuf>,
    /// Only those past their due date
    #[arg(long)]
    pub(super) overdue: bool,
    /// Only those due within this time from the as-of day, for example 7d; with --overdue both kinds
    #[arg(long, value_name = "TIME")]
    pub(super) due_within: Option<String>,
    /// Only this owner's
    #[arg(long, value_name = "NAME")]
    pub(super) owner: Option<String>,
    /// Only this team's
    #[arg(long, value_name = "NAME")]
    pub(super) team: Option<String>,
    /// How they are printed
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub(super) format: ActionsFormat,
    /// Exit with 1 where one is overdue
    #[arg(long)]
    pub(super) fail_on_overdue: bool,
}

/// How action items are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ActionsFormat {
    /// Columns
    Table,
    /// One JSON array
    Json,
    /// UTF-8 with byte order mark, for spreadsheets
    Csv,
    /// A message for a chat: by owner, overdue first, without what is settled
    Markdown,
    /// A calendar of due dates, without what is settled
    Ics,
}

#[derive(Debug, clap::Args)]
pub(super) struct Report {
    /// Quarter or year, for example 2026Q1 or 2026 [default: the last quarter that is over]
    pub(super) quarter: Option<String>,
    /// How it is printed
    #[arg(long, value_name = "FORMAT", default_value = "markdown")]
    pub(super) format: ReportFormat,
    /// Front matter keys for documents that must not be touched
    #[arg(long, value_name = "FILE")]
    pub(super) overrides: Option<PathBuf>,
}

/// How a review is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ReportFormat {
    /// Markdown in the site's language, to paste into a document
    Markdown,
    /// One JSON object
    Json,
}

#[derive(Debug, clap::Args)]
pub(super) struct Export {
    /// Content folder [default: content/ under the root]
    pub(super) content: Option<PathBuf>,
    /// Format
    #[arg(long, value_name = "FORMAT", default_value = "json")]
    pub(super) format: ExportFormat,
    /// Which table, for csv
    #[arg(long, value_name = "TABLE", default_value = "incidents")]
    pub(super) table: Table,
    /// Print the configuration of the index, for quickwit
    #[arg(long)]
    pub(super) index_config: bool,
    /// Front matter keys for documents that must not be touched
    #[arg(long, value_name = "FILE")]
    pub(super) overrides: Option<PathBuf>,
}

/// How the knowledge base is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ExportFormat {
    /// One object
    Json,
    /// One record a line, each with its kind under `record`
    Ndjson,
    /// A table for spreadsheets: UTF-8 with byte order mark
    Csv,
    /// An SQL script that sqlite3 reads
    Sqlite,
    /// Flat documents for a Quickwit index
    Quickwit,
}

/// A table of the knowledge base.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Table {
    /// A row for each incident
    Incidents,
    /// A row for each action item
    ActionItems,
}

#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(super) struct Adopt {
    /// Documents, or folders of documents
    #[arg(required = true, value_name = "PATHS")]
    pub(super) paths: Vec<PathBuf>,
    /// Change the files; without it a diff is printed and nothing is written
    #[arg(long)]
    pub(super) write: bool,
    /// Write action items too, which the body stays the source of otherwise
    #[arg(long)]
    pub(super) action_items: bool,
    /// Say behind every line where its value was read
    #[arg(long)]
    pub(super) explain: bool,
    /// Write what is only suggested too, each with a comment that says so
    #[arg(long)]
    pub(super) suggested: bool,
    /// How the outcome is printed
    #[arg(long, value_name = "FORMAT", default_value = "diff")]
    pub(super) format: AdoptFormat,
}

/// How the outcome of `adopt` is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum AdoptFormat {
    /// A unified diff; nothing with --write
    Diff,
    /// One JSON array, a record per document
    Json,
}

#[derive(Debug, clap::Args)]
pub(super) struct Schema {
    /// What the schema describes
    #[arg(default_value = "postmortem")]
    pub(super) subject: Subject,
    /// Write every schema to this folder instead, over older ones
    #[arg(long, value_name = "DIR", conflicts_with = "subject")]
    pub(super) write: Option<PathBuf>,
}

/// What a schema describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Subject {
    /// Front matter of a postmortem
    Postmortem,
    /// Front matter of a runbook
    Runbook,
    /// afterword.yaml
    Config,
    /// taxonomy.yaml
    Taxonomy,
    /// services.yaml
    Services,
    /// decisions.yml
    Decisions,
    /// export --format json
    Api,
}

#[derive(Debug, clap::Args)]
pub(super) struct New {
    /// What happened, in one line
    pub(super) title: String,
    /// How the document is laid out
    #[arg(long, short, value_name = "TEMPLATE", default_value = "full")]
    pub(super) template: Template,
    /// Language of headings and guidance [default: the site's]
    #[arg(long, short, value_name = "LANG")]
    pub(super) lang: Option<Lang>,
    /// Day of the incident [default: the as-of day]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(super) date: Option<Date>,
    /// Severity, on the site's scale
    #[arg(long, value_name = "ID")]
    pub(super) severity: Option<String>,
    /// Service that was hit; may be given several times
    #[arg(long = "service", value_name = "NAME")]
    pub(super) services: Vec<String>,
    /// Who writes it; may be given several times
    #[arg(long = "author", value_name = "NAME")]
    pub(super) authors: Vec<String>,
    /// Id [default: one that another branch will not take; for a runbook made from the title]
    #[arg(long, value_name = "ID")]
    pub(super) id: Option<String>,
    /// Content folder [default: content/ under the root]
    #[arg(long, value_name = "DIR")]
    pub(super) content: Option<PathBuf>,
    /// Print the document instead of writing it
    #[arg(long)]
    pub(super) stdout: bool,
}

/// How a new document is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Template {
    /// A postmortem with every section
    Full,
    /// A postmortem for an hour's work
    Brief,
    /// A postmortem for readers outside the team, its facts in the text
    Report,
    /// How to handle a kind of failure
    Runbook,
}

/// A language of templates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Lang {
    /// English
    #[value(name = "en")]
    English,
    /// Chinese
    #[value(name = "zh-CN", alias = "zh")]
    Chinese,
}

#[derive(Debug, clap::Args)]
pub(super) struct Init {
    /// Folder of the new site [default: the working folder]
    pub(super) dir: Option<PathBuf>,
    /// Language of the site and of its examples
    #[arg(long, short, value_name = "LANG", default_value = "en")]
    pub(super) lang: Lang,
}

#[derive(Debug, clap::Args)]
pub(super) struct Completions {
    /// The shell
    pub(super) shell: clap_complete::Shell,
}

fn score(text: &str) -> Result<f64, String> {
    let score = text.parse::<f64>().ok().filter(|it| (0.0..=1.0).contains(it));
    score.ok_or_else(|| "write a number from 0 to 1, such as 0.95".to_owned())
}

fn day(text: &str) -> Result<Date, String> {
    if text.len() != 10 {
        return Err("write it as 2026-03-01".to_owned());
    }
    text.parse().map_err(|_| "no such day; write it as 2026-03-01".to_owned())
}
