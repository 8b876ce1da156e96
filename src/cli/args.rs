//! Commands and options; the doc comments are the help texts in English, `help.yaml` holds the Chinese ones.

use std::ffi::OsStr;
use std::net::IpAddr;
use std::path::PathBuf;

use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use clap::{Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use crate::diagnostics::codes;
use crate::i18n::Locale;
use crate::phrase::{Phrase, say};

/// Turn a folder of postmortems into a searchable incident knowledge base
#[derive(Debug, Parser)]
#[command(name = "afterword", version, arg_required_else_help = true, max_term_width = 100)]
pub(super) struct Args {
    #[command(flatten)]
    pub(super) global: Global,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// Heading of the options of every command; own options come first.
const GLOBAL: &str = "Global options";

/// Options of every command.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct Global {
    /// Project folder, with afterword.yaml and content/
    #[arg(long, value_name = "DIR", global = true, help_heading = GLOBAL)]
    pub(super) root: Option<PathBuf>,
    /// Configuration file
    #[arg(long, value_name = "FILE", global = true, help_heading = GLOBAL)]
    pub(super) config: Option<PathBuf>,
    /// Compute every number for this day [default: today in the site's time zone]
    #[arg(long, value_name = "YYYY-MM-DD", global = true, help_heading = GLOBAL, value_parser = day)]
    pub(super) as_of: Option<Date>,
    /// Readers of the result; internal parts are left out for the public [default: site.audience]
    #[arg(long, value_name = "WHO", global = true, help_heading = GLOBAL)]
    pub(super) audience: Option<Audience>,
    /// Print results and errors only
    #[arg(long, short, global = true, help_heading = GLOBAL, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// Print every finding with its source line
    #[arg(long, short, global = true, help_heading = GLOBAL)]
    pub(super) verbose: bool,
    /// Language of messages: en or zh-CN [default: from the environment, else site.language]
    #[arg(long, value_name = "LANG", global = true, help_heading = GLOBAL, value_parser = language)]
    pub(super) lang: Option<Locale>,
    /// Use colors
    #[arg(long, value_name = "WHEN", global = true, help_heading = GLOBAL, default_value = "auto")]
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
    /// Build the site from a folder of documents
    Build(Build),
    /// Preview the site in a browser and rebuild it after every save
    Serve(Serve),
    /// Find mistakes in postmortems without building
    Check(Check),
    /// Explain a kind of finding and how to fix it
    Explain(Explain),
    /// Show what was read in a document, and from which line
    Inspect(Inspect),
    /// Search incidents and runbooks
    Search(Search),
    /// Find incidents similar to a postmortem, a text or a log
    Similar(Similar),
    /// Confirm or reject likely recurrences and suggested values
    Triage(Triage),
    /// List action items
    Actions(Actions),
    /// Print the review of a quarter or a year
    Report(Report),
    /// Show what new and changed documents mean for the knowledge base
    Review(Review),
    /// Print the whole knowledge base as data
    Export(Export),
    /// Write front matter into existing documents
    Adopt(Adopt),
    /// Show every setting and where its value comes from
    Config(Settings),
    /// List the ids, labels and aliases of causes and other categories
    Taxonomy(Taxonomy),
    /// Copy the default theme to change it
    Theme(Theme),
    /// Print a JSON Schema
    Schema(Schema),
    /// Create a postmortem or a runbook from a template
    New(New),
    /// Create a new site with examples
    Init(Init),
    /// Turn an export of an incident tool into documents
    Import(Import),
    /// Answer questions of agents over standard input and output (Model Context Protocol)
    Mcp(Mcp),
    /// Print a completion script for a shell
    Completions(Completions),
    /// Print the manual page
    Man,
}

#[derive(Debug, clap::Args)]
pub(super) struct Build {
    /// Content folder [default: content/ in the project folder]
    pub(super) content: Option<PathBuf>,
    /// Write the site to this folder [default: public/ beside the configuration]
    #[arg(long, short, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
    /// Public address of the site
    #[arg(long, value_name = "URL")]
    pub(super) base_url: Option<String>,
    /// Include drafts
    #[arg(long)]
    pub(super) drafts: bool,
    /// Exit with 1 on warnings too
    #[arg(long)]
    pub(super) strict: bool,
    /// Use this theme, by name or folder
    #[arg(long, value_name = "NAME|DIR")]
    pub(super) theme: Option<String>,
    /// Read values for documents that must stay unchanged from this file
    #[arg(long, value_name = "FILE")]
    pub(super) overrides: Option<PathBuf>,
    /// Use this number of threads [default: one per core]
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(super) jobs: Option<u16>,
    /// Print what each stage cost: processor time, bytes
    #[arg(long, value_name = "FORM", num_args = 0..=1, require_equals = true, default_missing_value = "human")]
    pub(super) timings: Option<TimingsForm>,
}

/// How the cost of each stage is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum TimingsForm {
    /// For people
    Human,
    /// One JSON object
    Json,
}

#[derive(Debug, clap::Args)]
pub(super) struct Serve {
    /// Content folder [default: content/ in the project folder]
    pub(super) content: Option<PathBuf>,
    /// Use this port [default: 3334, or the next free one]
    #[arg(long, short, value_name = "PORT")]
    pub(super) port: Option<u16>,
    /// Listen on this address of the machine; others in its network can then read everything [default: this machine only]
    #[arg(long, value_name = "ADDRESS", value_parser = address)]
    pub(super) host: Option<IpAddr>,
    /// Open the preview in a browser
    #[arg(long)]
    pub(super) open: bool,
    /// Leave out drafts; otherwise they are shown and marked
    #[arg(long)]
    pub(super) no_drafts: bool,
    /// Use this theme, by name or folder
    #[arg(long, value_name = "NAME|DIR")]
    pub(super) theme: Option<String>,
    /// Read values for documents that must stay unchanged from this file
    #[arg(long, value_name = "FILE")]
    pub(super) overrides: Option<PathBuf>,
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
#[expect(clippy::struct_excessive_bools, reason = "one for every switch of the command")]
pub(super) struct Check {
    /// Content folder, or files and folders to report on [default: the whole project]
    #[arg(value_name = "CONTENT|FILES")]
    pub(super) paths: Vec<PathBuf>,
    /// Print findings in this format
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(super) format: CheckFormat,
    /// Report only these kinds of findings
    #[arg(long, value_name = "CODES", value_parser = Codes, hide_possible_values = true)]
    pub(super) select: Vec<String>,
    /// Do not report these kinds of findings
    #[arg(long, value_name = "CODES", value_parser = Codes, hide_possible_values = true)]
    pub(super) ignore: Vec<String>,
    /// Apply safe fixes and report the rest
    #[arg(long)]
    pub(super) fix: bool,
    /// Print the fixes as a diff and write nothing; exit with 1 if there are any
    #[arg(long, requires = "fix")]
    pub(super) diff: bool,
    /// Ignore the findings listed in this file
    #[arg(long, value_name = "FILE")]
    pub(super) baseline: Option<PathBuf>,
    /// Write all current findings to the baseline
    #[arg(long, requires = "baseline", conflicts_with_all = ["update_baseline", "select", "ignore", "diff"])]
    pub(super) write_baseline: bool,
    /// Remove fixed findings from the baseline and add none
    #[arg(long, requires = "baseline", conflicts_with_all = ["select", "ignore", "diff"])]
    pub(super) update_baseline: bool,
    /// Skip the built site in this folder
    #[arg(long, short, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
    /// Exit with 1 on warnings too
    #[arg(long)]
    pub(super) strict: bool,
    /// Exit with 0 whatever is found
    #[arg(long, conflicts_with_all = ["strict", "diff"])]
    pub(super) exit_zero: bool,
    /// Print how often each kind occurs instead of the findings
    #[arg(long, conflicts_with = "diff")]
    pub(super) statistics: bool,
    /// Read values for documents that must stay unchanged from this file
    #[arg(long, value_name = "FILE")]
    pub(super) overrides: Option<PathBuf>,
}

/// How findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum CheckFormat {
    /// For people, with source line and hint
    Human,
    /// One JSON array
    Json,
    /// Annotations for GitHub Actions
    Github,
    /// SARIF 2.1.0 for code scanning
    Sarif,
    /// Code Quality report for GitLab
    Gitlab,
}

#[derive(Debug, clap::Args)]
pub(super) struct Inspect {
    /// File or folder [default: the content folder]
    #[arg(value_name = "FILE|FOLDER")]
    pub(super) path: Option<PathBuf>,
    /// List unknown labels, headings and columns, with `lexicon:` entries to fill in
    #[arg(long)]
    pub(super) unread: bool,
    /// Print in this format
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(super) format: InspectFormat,
    /// Print JSON, as `--format json` does
    #[arg(long, conflicts_with = "format")]
    pub(super) json: bool,
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
    /// Code, name, or first characters of codes [default: list all]
    #[arg(value_name = "CODE|NAME", value_parser = Codes, hide_possible_values = true)]
    pub(super) kind: Option<String>,
    /// Print in this format
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(super) format: ExplainFormat,
}

/// How explanations are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ExplainFormat {
    /// For a terminal
    Human,
    /// One JSON object, or an array if several
    Json,
}

#[derive(Debug, clap::Args)]
pub(super) struct Search {
    /// Words, "phrases", -exclusions and filters such as service:payment; - reads a log from standard input
    #[arg(allow_hyphen_values = true)]
    pub(super) query: String,
    /// More words; quote exclusions with the others: 'pool -redis'
    pub(super) words: Vec<String>,
    /// Content folder [default: content/ in the project folder]
    #[arg(long, value_name = "DIR")]
    pub(super) content: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    pub(super) json: bool,
    /// Print at most this number of results
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub(super) limit: usize,
    /// Read all documents again and do not cache the index
    #[arg(long)]
    pub(super) no_cache: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct Similar {
    /// File, incident id, or - for standard input
    #[arg(value_name = "PATH|ID|-")]
    pub(super) target: String,
    /// Content folder [default: content/ in the project folder]
    #[arg(long, value_name = "DIR")]
    pub(super) content: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    pub(super) json: bool,
    /// Print at most this number of results
    #[arg(long, value_name = "N", default_value_t = 5)]
    pub(super) limit: usize,
}

#[derive(Debug, clap::Args)]
pub(super) struct Triage {
    /// Content folder [default: content/ in the project folder]
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
    /// Content folder [default: content/ in the project folder]
    pub(super) content: Option<PathBuf>,
    /// List only overdue items
    #[arg(long)]
    pub(super) overdue: bool,
    /// List only items due within this time, such as 7d or 1y; with --overdue both
    #[arg(long, value_name = "TIME")]
    pub(super) due_within: Option<String>,
    /// List only items of this owner
    #[arg(long, value_name = "NAME")]
    pub(super) owner: Option<String>,
    /// List only items of this team
    #[arg(long, value_name = "NAME")]
    pub(super) team: Option<String>,
    /// Print in this format
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub(super) format: ActionsFormat,
    /// Exit with 1 if an item is overdue
    #[arg(long)]
    pub(super) fail_on_overdue: bool,
    /// Write the states from trackers to actions.yml in the content folder
    #[arg(long, conflicts_with_all = ["overdue", "due_within", "owner", "team", "fail_on_overdue"])]
    pub(super) write_sidecar: bool,
}

/// How action items are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ActionsFormat {
    /// Columns for a terminal
    Table,
    /// One JSON array
    Json,
    /// CSV for spreadsheets, UTF-8 with byte order mark
    Csv,
    /// Open items for a chat message, by owner, overdue first
    Markdown,
    /// Calendar of the due dates of open items
    Ics,
    /// Message for a Slack webhook
    Slack,
    /// Card for a Feishu (Lark) bot
    Feishu,
    /// Card for a `DingTalk` bot
    Dingtalk,
    /// Card for a Microsoft Teams webhook
    Teams,
}

#[derive(Debug, clap::Args)]
pub(super) struct Report {
    /// Quarter or year, such as 2026Q1 or 2026 [default: the last full quarter]
    pub(super) quarter: Option<String>,
    /// Print in this format
    #[arg(long, value_name = "FORMAT", default_value = "markdown")]
    pub(super) format: ReportFormat,
    /// Read values for documents that must stay unchanged from this file
    #[arg(long, value_name = "FILE")]
    pub(super) overrides: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(super) struct Review {
    /// Content folder [default: content/ in the project folder]
    pub(super) content: Option<PathBuf>,
    /// Compare with this commit or branch; where both parted, if they did
    #[arg(long, value_name = "REF", conflicts_with = "base_dir")]
    pub(super) base: Option<String>,
    /// Compare with the project, or the content, in this folder
    #[arg(long, value_name = "DIR")]
    pub(super) base_dir: Option<PathBuf>,
    /// Print in this format
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(super) format: ReviewFormat,
    /// Exit with 1 on new warnings too
    #[arg(long)]
    pub(super) strict: bool,
    /// Exit with 0 whatever is found
    #[arg(long, conflicts_with = "strict")]
    pub(super) exit_zero: bool,
}

/// How a branch's review is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ReviewFormat {
    /// For a terminal
    Human,
    /// Comment for a pull request
    Markdown,
    /// Annotations for GitHub Actions
    Github,
    /// Code Quality report for GitLab
    Gitlab,
    /// One JSON object
    Json,
}

/// How a review is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ReportFormat {
    /// Markdown in the language of the site
    Markdown,
    /// One JSON object
    Json,
}

#[derive(Debug, clap::Args)]
pub(super) struct Export {
    /// Content folder [default: content/ in the project folder]
    pub(super) content: Option<PathBuf>,
    /// Print in this format
    #[arg(long, value_name = "FORMAT", default_value = "json")]
    pub(super) format: ExportFormat,
    /// Print this table, with --format csv
    #[arg(long, value_name = "TABLE", default_value = "incidents")]
    pub(super) table: Table,
    /// Write to this folder, with --format skills, or to this database, with --format sqlite
    #[arg(long, short, value_name = "PATH")]
    pub(super) output: Option<PathBuf>,
    /// Print the index configuration, with --format quickwit
    #[arg(long)]
    pub(super) index_config: bool,
    /// Read values for documents that must stay unchanged from this file
    #[arg(long, value_name = "FILE")]
    pub(super) overrides: Option<PathBuf>,
}

/// How the knowledge base is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ExportFormat {
    /// One JSON object
    Json,
    /// One record per line, with its kind under `record`
    Ndjson,
    /// One table as CSV for spreadsheets, UTF-8 with byte order mark
    Csv,
    /// SQL script for sqlite3; with --output the database itself
    Sqlite,
    /// Flat documents for a Quickwit index
    Quickwit,
    /// Folder with a skill for agents per runbook and per recurring failure; needs --output
    Skills,
}

/// A table of the knowledge base.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Table {
    /// One row per incident
    Incidents,
    /// One row per action item
    ActionItems,
    /// One row per service and month: time in incidents, and how available the service was at least
    Availability,
}

#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(super) struct Adopt {
    /// Documents or folders
    #[arg(required = true, value_name = "PATHS")]
    pub(super) paths: Vec<PathBuf>,
    /// Change the files; otherwise only a diff is printed
    #[arg(long)]
    pub(super) write: bool,
    /// Write action items too
    #[arg(long)]
    pub(super) action_items: bool,
    /// Add a comment to every line with the place its value comes from
    #[arg(long)]
    pub(super) explain: bool,
    /// Write suggested values too, each marked with a comment
    #[arg(long)]
    pub(super) suggested: bool,
    /// Print the result in this format
    #[arg(long, value_name = "FORMAT", default_value = "diff")]
    pub(super) format: AdoptFormat,
}

/// How the outcome of `adopt` is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum AdoptFormat {
    /// Unified diff; nothing with --write
    Diff,
    /// One JSON array with a record per document
    Json,
}

/// What made an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ImportSource {
    /// incident.io
    IncidentIo,
    /// FireHydrant
    Firehydrant,
    /// Rootly
    Rootly,
    /// Netflix Dispatch
    Dispatch,
}

#[derive(Debug, clap::Args)]
pub(super) struct Import {
    /// JSON of one incident or of a list; - reads standard input
    pub(super) file: PathBuf,
    /// Tool that made it [default: recognized by its keys]
    #[arg(long, value_name = "TOOL")]
    pub(super) from: Option<ImportSource>,
    /// Write a file for each incident below this folder [default: print one incident]
    #[arg(long, value_name = "DIR")]
    pub(super) into: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(super) struct Settings {
    /// Show the settings, as without any option
    #[arg(long)]
    pub(super) show: bool,
    /// Leave out defaults
    #[arg(long)]
    pub(super) changed: bool,
    /// Print JSON
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct Taxonomy {
    /// List only entries with this word in an id, label or alias
    #[arg(long, value_name = "WORD")]
    pub(super) search: Option<String>,
    /// Print JSON
    #[arg(long)]
    pub(super) json: bool,
    /// Write the built-in taxonomy to this file, to change it
    #[arg(long, value_name = "FILE", conflicts_with_all = ["search", "json"])]
    pub(super) write: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(super) struct Theme {
    /// What to do
    pub(super) action: ThemeAction,
    /// Folder of the copy, for site.theme
    #[arg(default_value = "theme")]
    pub(super) folder: PathBuf,
    /// Copy only files whose path begins with this; repeat for several
    #[arg(long, value_name = "PATH")]
    pub(super) only: Vec<String>,
}

/// What to do with the theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ThemeAction {
    /// Write the files of the default theme; files that are there stay
    Eject,
}

#[derive(Debug, clap::Args)]
pub(super) struct Schema {
    /// Subject of the schema
    #[arg(default_value = "postmortem")]
    pub(super) subject: Subject,
    /// Write all schemas to this folder, replacing older ones
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
    /// Output of export --format json
    Api,
}

#[derive(Debug, clap::Args)]
pub(super) struct New {
    /// What happened, in one line
    pub(super) title: String,
    /// Use this template
    #[arg(long, short, value_name = "TEMPLATE", default_value = "full")]
    pub(super) template: Template,
    /// Language of the document: en or zh-CN [default: site.language]
    #[arg(long, short, value_name = "LANG", value_parser = language)]
    pub(super) lang: Option<Locale>,
    /// Day of the incident [default: the as-of day]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(super) date: Option<Date>,
    /// Severity, from the scale of the site
    #[arg(long, value_name = "ID")]
    pub(super) severity: Option<String>,
    /// Affected service; repeat for several
    #[arg(long = "service", value_name = "NAME")]
    pub(super) services: Vec<String>,
    /// Author; repeat for several
    #[arg(long = "author", value_name = "NAME")]
    pub(super) authors: Vec<String>,
    /// Id [default: a new unique id; for a runbook from the title]
    #[arg(long, value_name = "ID")]
    pub(super) id: Option<String>,
    /// Content folder [default: content/ in the project folder]
    #[arg(long, value_name = "DIR")]
    pub(super) content: Option<PathBuf>,
    /// Print the document instead of writing it
    #[arg(long)]
    pub(super) stdout: bool,
}

/// How a new document is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Template {
    /// Postmortem with all sections
    Full,
    /// Short postmortem for small incidents
    Brief,
    /// Postmortem for readers outside the team
    Report,
    /// Runbook
    Runbook,
}

#[derive(Debug, clap::Args)]
pub(super) struct Init {
    /// Folder of the new site [default: the working folder]
    pub(super) dir: Option<PathBuf>,
    /// Language of the site and its examples: en or zh-CN [default: the language of the terminal]
    #[arg(long, short, value_name = "LANG", value_parser = language)]
    pub(super) lang: Option<Locale>,
}

#[derive(Debug, clap::Args)]
pub(super) struct Mcp {
    /// Content folder [default: content/ in the project folder]
    pub(super) content: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(super) struct Completions {
    /// Shell
    pub(super) shell: clap_complete::Shell,
}

/// A value that cannot be used, with what would do.
#[derive(Debug)]
pub(super) struct Invalid(pub(super) Phrase);

impl std::fmt::Display for Invalid {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.english())
    }
}

impl std::error::Error for Invalid {}

fn score(text: &str) -> Result<f64, Invalid> {
    let score = text.parse::<f64>().ok().filter(|it| (0.0..=1.0).contains(it));
    score.ok_or_else(|| Invalid(say!("failure.score-hint")))
}

fn day(text: &str) -> Result<Date, Invalid> {
    if text.len() != 10 {
        return Err(Invalid(say!("failure.day-form-hint")));
    }
    text.parse().map_err(|_| Invalid(say!("failure.day-hint")))
}

fn address(text: &str) -> Result<IpAddr, Invalid> {
    text.parse().map_err(|_| Invalid(say!("failure.address-hint")))
}

fn language(text: &str) -> Result<Locale, Invalid> {
    Locale::from_tag(text).ok_or_else(|| Invalid(say!("failure.language-hint")))
}

/// Any text; shells complete codes and names of findings.
#[derive(Debug, Clone)]
struct Codes;

impl TypedValueParser for Codes {
    type Value = String;

    fn parse_ref(
        &self,
        command: &clap::Command,
        argument: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<String, clap::Error> {
        StringValueParser::new().parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(
            codes::ALL.iter().flat_map(|it| {
                [it.code, it.name].map(|word| PossibleValue::new(word).help(it.meaning.trim()))
            }),
        ))
    }
}
