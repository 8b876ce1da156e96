//! The help of every command in the language of the terminal, and what is wrong with a command line.
//!
//! 1. The English words are the doc comments of [`args`](super::args). The Chinese ones are in `help.yaml`, under the
//!    path of the command and the name of the argument: `help.check.format`.
//! 2. The library has words of its own, such as headings and defaults. In Chinese they are replaced here.
//! 3. A command line that cannot be read is described with our own messages; where the library finds something that we
//!    have no message for, its report is printed as it is.

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command, CommandFactory as _};

use super::args::{Args, Invalid};
use super::failure::Failure;
use crate::i18n::{Locale, terminal};
use crate::phrase::{Phrase, Value, say};

/// Two examples for each command; the first for the program itself.
const EXAMPLES: [(&str, [&str; 2]); 24] = [
    ("afterword", ["afterword init kb", "afterword build postmortems --output site"]),
    ("build", ["afterword build", "afterword build postmortems --output site --strict"]),
    ("serve", ["afterword serve --open", "afterword serve postmortems --port 8000"]),
    ("check", ["afterword check", "afterword check content/incidents --select AW4,broken-link"]),
    ("explain", ["afterword explain AW402", "afterword explain AW4"]),
    ("inspect", ["afterword inspect content/incidents/2026/pool.md", "afterword inspect --unread"]),
    (
        "search",
        ["afterword search 'pool exhausted service:payment'", "tail -n 200 app.log | afterword search -"],
    ),
    ("similar", ["afterword similar INC-2026-0104", "afterword similar draft.md --limit 3"]),
    ("triage", ["afterword triage", "afterword triage --list --possible"]),
    ("actions", ["afterword actions --overdue", "afterword actions --due-within 14d --format markdown"]),
    ("report", ["afterword report", "afterword report 2026Q1 --format json"]),
    ("review", ["afterword review --base main", "afterword review --base origin/main --format markdown"]),
    ("export", ["afterword export > kb.json", "afterword export --format csv --table action-items"]),
    ("adopt", ["afterword adopt content/incidents", "afterword adopt content/incidents --write"]),
    ("config", ["afterword config", "afterword config --changed --json"]),
    ("taxonomy", ["afterword taxonomy --search pool", "afterword taxonomy --write taxonomy.yaml"]),
    ("theme", ["afterword theme eject", "afterword theme eject ours --only static/css"]),
    ("schema", ["afterword schema config", "afterword schema --write .afterword/schema"]),
    (
        "new",
        ["afterword new 'Logins fail' --severity P1", "afterword new 'Redis failover' --template runbook"],
    ),
    ("init", ["afterword init", "afterword init kb --lang zh-CN"]),
    (
        "import",
        ["afterword import incident.json > incident.md", "afterword import incidents.json --into content"],
    ),
    ("mcp", ["afterword mcp", "afterword mcp --audience public"]),
    ("completions", ["afterword completions bash", "afterword completions zsh"]),
    ("man", ["afterword man | man -l -", "afterword man > afterword.1"]),
];

/// The command line with its help in the words of `locale`.
pub(super) fn command(locale: Locale) -> Command {
    let mut program = Args::command();
    program.build();
    let program = with_ends(program, "afterword", locale)
        .mut_subcommands(|it| if it.get_name() == "help" { it } else { with_end_of(it, locale) });
    match locale {
        Locale::English => program,
        Locale::Chinese => {
            let program = translated(program, "afterword", locale);
            program.mut_subcommands(|it| {
                let path = it.get_name().to_owned();
                translated(it, &path, locale)
            })
        }
    }
}

fn with_end_of(command: Command, locale: Locale) -> Command {
    let path = command.get_name().to_owned();
    with_ends(command, &path, locale)
}

/// What follows the options: examples, what they need to be understood, and where the documentation is.
fn with_ends(command: Command, path: &str, locale: Locale) -> Command {
    let examples = EXAMPLES.iter().find(|it| it.0 == path).map_or(&[][..], |it| it.1.as_slice());
    let mut end = String::new();
    if !examples.is_empty() {
        end.push_str(&say!("command.examples").text(locale));
        end.extend(examples.iter().map(|it| format!("\n  {it}")));
        end.push_str("\n\n");
    }
    match path {
        "afterword" => end.push_str(&format!("{}\n", exit_codes().text(locale))),
        "triage" => end.push_str(&format!("{}\n", say!("command.answers").text(locale))),
        "check" => end.push_str(&format!("{}\n", say!("command.codes").text(locale))),
        _ => {}
    }
    end.push_str(&documentation().text(locale));
    command.after_help(end)
}

/// What the exit codes mean.
pub(super) fn exit_codes() -> Phrase {
    say!("command.exit-codes")
}

/// Where the documentation is: at the address that the package names, else in the source.
fn documentation() -> Phrase {
    let addresses = [env!("CARGO_PKG_HOMEPAGE"), env!("CARGO_PKG_REPOSITORY")];
    match addresses.into_iter().find(|it| !it.is_empty()) {
        Some(address) => say!("command.documentation-address", address),
        None => say!("command.documentation"),
    }
}

/// The command with every word from the catalogue; `path` is its place there.
fn translated(command: Command, path: &str, locale: Locale) -> Command {
    let words = terminal(locale);
    let about = words.text(&format!("help.{path}")).to_owned();
    let usage = words.text("help.usage-heading");
    let template =
        format!("{{before-help}}{{about-with-newline}}\n{usage}{{usage}}\n\n{{all-args}}{{after-help}}");
    command
        .about(about)
        .help_template(template)
        .subcommand_help_heading(words.text("help.commands-heading"))
        .mut_args(|it| translated_argument(it, path, locale))
}

/// The key of an argument's help: global ones have one for all commands.
fn key_of(argument: &Arg, path: &str) -> String {
    let is_everywhere = argument.is_global_set() || matches!(argument.get_id().as_str(), "help" | "version");
    let place = if is_everywhere { "global" } else { path };
    format!("help.{place}.{}", argument.get_id())
}

fn translated_argument(argument: Arg, path: &str, locale: Locale) -> Arg {
    let words = terminal(locale);
    let key = key_of(&argument, path);
    let heading = if argument.is_global_set() {
        "help.global-options-heading"
    } else if argument.is_positional() {
        "help.arguments-heading"
    } else {
        "help.options-heading"
    };
    let mut short = words.text(&key).to_owned();
    let defaults: Vec<String> =
        argument.get_default_values().iter().map(|it| it.to_string_lossy().into_owned()).collect();
    if !defaults.is_empty() && argument.get_action().takes_values() {
        short.push_str(&words.fill("help.default", &[("value", &defaults.join(" "))]));
    }
    let values = listed_values(&argument);
    let mut long = short.clone();
    if !values.is_empty() {
        short.push_str(&words.fill("help.values", &[("values", &values.join("、"))]));
        for value in &values {
            let meaning = words.get(&format!("{key}.{value}"));
            long.push_str(&format!(
                "\n- {value}{}",
                meaning.map_or_else(String::new, |it| format!("：{it}"))
            ));
        }
    }
    let takes_value = argument.get_action().takes_values();
    let argument = argument.help_heading(words.text(heading)).help(StyledStr::from(short));
    let argument = argument.long_help(long);
    if takes_value { argument.hide_default_value(true).hide_possible_values(true) } else { argument }
}

/// The values that help lists for `argument`.
fn listed_values(argument: &Arg) -> Vec<String> {
    if !argument.get_action().takes_values() || argument.is_hide_possible_values_set() {
        return Vec::new();
    }
    argument.get_possible_values().iter().map(|it| it.get_name().to_owned()).collect()
}

/// What is wrong with the command line; `None` where only the library has words for it.
pub(super) fn failure(error: &clap::Error) -> Option<Failure> {
    let one = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Strings(texts)) => texts.first().cloned(),
        _ => None,
    };
    let all = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        _ => Vec::new(),
    };
    // The library sorts what it suggests by likeness, the nearest last.
    let near = |kind: ContextKind| all(kind).pop().map(|near| say!("hint.did-you-mean", near));
    let help = say!("failure.usage-hint");
    let argument = one(ContextKind::InvalidArg).unwrap_or_default();
    let (message, hint) = match error.kind() {
        ErrorKind::UnknownArgument => {
            (say!("failure.unknown-argument", argument), near(ContextKind::SuggestedArg).unwrap_or(help))
        }
        ErrorKind::InvalidSubcommand => {
            let command = one(ContextKind::InvalidSubcommand)?;
            (say!("failure.unknown-command", command), near(ContextKind::SuggestedSubcommand).unwrap_or(help))
        }
        ErrorKind::InvalidValue => {
            let value = one(ContextKind::InvalidValue).unwrap_or_default();
            let known = all(ContextKind::ValidValue);
            let hint = match near(ContextKind::SuggestedValue) {
                Some(near) => near,
                None if known.is_empty() => help,
                None => say!("failure.values-hint", known = Value::either(quoted(&known))),
            };
            if value.is_empty() {
                (say!("failure.value-missing", argument), hint)
            } else {
                (say!("failure.value-unknown", argument, value), hint)
            }
        }
        ErrorKind::ValueValidation => {
            let value = one(ContextKind::InvalidValue).unwrap_or_default();
            let invalid = std::error::Error::source(error).and_then(|it| it.downcast_ref::<Invalid>());
            (say!("failure.value-invalid", argument, value), invalid.map_or(help, |it| it.0.clone()))
        }
        ErrorKind::MissingRequiredArgument => {
            let missing = all(ContextKind::InvalidArg);
            (say!("failure.argument-missing", arguments = Value::list(quoted(&missing))), help)
        }
        ErrorKind::ArgumentConflict => {
            let others = all(ContextKind::PriorArg);
            (say!("failure.argument-conflict", argument, others = Value::list(quoted(&others))), help)
        }
        _ => return None,
    };
    Some(Failure::usage(message).with_hint(hint))
}

fn quoted(words: &[String]) -> Vec<String> {
    words.iter().map(|it| format!("`{it}`")).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// The keys that the help of `command` needs.
    fn keys(command: &Command, path: &str, found: &mut BTreeSet<String>) {
        found.insert(format!("help.{path}"));
        for argument in command.get_arguments() {
            let key = key_of(argument, path);
            found.extend(
                listed_values(argument)
                    .iter()
                    .filter(|_| has_meanings(argument))
                    .map(|it| format!("{key}.{it}")),
            );
            found.insert(key);
        }
    }

    fn has_meanings(argument: &Arg) -> bool {
        argument.get_possible_values().iter().all(|it| it.get_help().is_some())
    }

    fn program() -> Command {
        let mut program = Args::command();
        program.build();
        program
    }

    #[test]
    fn every_command_argument_and_value_has_chinese_help_and_no_key_is_unused() {
        let program = program();
        let mut needed = BTreeSet::new();
        keys(&program, "afterword", &mut needed);
        for command in program.get_subcommands() {
            keys(command, command.get_name(), &mut needed);
        }
        for name in [
            "usage-heading",
            "commands-heading",
            "arguments-heading",
            "options-heading",
            "global-options-heading",
            "default",
            "values",
        ] {
            needed.insert(format!("help.{name}"));
        }
        let known: BTreeSet<String> = terminal(Locale::Chinese)
            .keys()
            .filter(|it| it.starts_with("help."))
            .map(str::to_owned)
            .collect();
        let missing: Vec<_> = needed.difference(&known).collect();
        let unused: Vec<_> = known.difference(&needed).collect();
        assert!(missing.is_empty() && unused.is_empty(), "missing {missing:#?}, unused {unused:#?}");
        assert!(100 < needed.len());
    }

    #[test]
    fn every_command_has_two_examples_that_can_be_read() {
        let program = program();
        for command in program.get_subcommands().filter(|it| it.get_name() != "help") {
            let (_, examples) = EXAMPLES.iter().find(|it| it.0 == command.get_name()).unwrap();
            for example in examples {
                let words = example.split(" | ").find(|it| it.starts_with("afterword")).unwrap();
                let words = words.split(" > ").next().unwrap().replace('\'', "");
                assert!(words.starts_with(&format!("afterword {}", command.get_name())), "{example}");
                let read = program.clone().try_get_matches_from(words.split(' '));
                // Titles and queries of several words lose their quotes here.
                let is_several_words = example.contains('\'');
                assert!(read.is_ok() || is_several_words, "{example}: {read:?}");
            }
        }
    }

    #[test]
    fn short_help_is_one_sentence_without_full_stop() {
        let check = |text: &str, place: &str| {
            assert!(!text.ends_with(['.', '。']), "{place}: {text}");
            assert!(!text.starts_with(char::is_lowercase), "{place}: {text}");
        };
        for locale in Locale::ALL {
            let program = command(locale);
            for it in program.get_subcommands().filter(|it| it.get_name() != "help") {
                check(&it.get_about().unwrap().to_string(), it.get_name());
                for argument in it.get_arguments() {
                    check(&argument.get_help().unwrap().to_string(), argument.get_id().as_str());
                }
            }
        }
    }

    #[test]
    fn help_is_chinese_from_head_to_end() {
        let mut program = command(Locale::Chinese);
        let help = program.find_subcommand_mut("check").unwrap().render_help().to_string();
        for word in ["用法：", "选项", "全局选项", "示例", "默认", "文档"] {
            assert!(help.contains(word), "{word}: {help}");
        }
        for word in ["Usage", "Options", "Arguments", "default", "possible", "Print"] {
            assert!(!help.contains(word), "{word}: {help}");
        }
        assert!(help.find("选项").unwrap() < help.find("全局选项").unwrap(), "{help}");
    }

    #[test]
    fn a_wrong_command_line_is_described_in_both_languages() {
        let describe = |words: &str| {
            let error = program().try_get_matches_from(words.split(' ')).unwrap_err();
            let failure = failure(&error).unwrap();
            (failure.phrase().text(Locale::Chinese), failure.hint().unwrap().english())
        };
        let (message, hint) = describe("afterword check --formt json");
        assert_eq!((message.as_str(), hint.as_str()), ("未知参数 `--formt`", "did you mean `--format`?"));
        let (message, hint) = describe("afterword actions --format jsn");
        assert!(message.contains("jsn") && hint.contains("json"), "{message} {hint}");
        let (message, hint) = describe("afterword build --as-of 2026-02-30");
        assert!(message.contains("2026-02-30") && !hint.contains("2026"), "{message} {hint}");
        assert!(describe("afterword adopt").0.contains("PATHS"));
        assert!(describe("afterword biuld").1.contains("build"));
    }
}
