//! `afterword new`: a postmortem or a runbook from a template.

use std::hash::{BuildHasher as _, RandomState};
use std::path::Path;
use std::process::ExitCode;

use super::args::{self, New};
use super::context::Context;
use super::failure::Failure;
use super::ui::Ui;
use super::ui::print;
use crate::config::Config;
use crate::export::schema::Subject;
use crate::files::OutputFile;
use crate::output::{self, Existing};
use crate::phrase::{Value, say};
use crate::pipeline;
use crate::scaffold::{self, Blank, SCHEMA_FOLDER, Template};
use crate::text::{fold, slug};

/// Runs the command.
pub(super) fn run(ui: &Ui, context: &Context, args: &New) -> Result<ExitCode, Failure> {
    let request = context.request(args.content.clone());
    let (config, project_root) = pipeline::config(&request)?;
    let title = scaffold::one_line(&args.title)
        .ok_or_else(|| Failure::usage(say!("new.empty-title")).with_hint(say!("new.empty-title-hint")))?;
    let template = template(args.template);
    let date = args.date.unwrap_or_else(|| context.clock.day(&config.site.zone));
    let id = match &args.id {
        Some(id) if scaffold::is_usable_id(id) => id.clone(),
        Some(id) => {
            return Err(Failure::usage(say!("new.invalid-id", id)).with_hint(say!("new.invalid-id-hint")));
        }
        None if template == Template::Runbook => slug(&title),
        None => scaffold::incident_id(date, random(&title)),
    };
    let content = match (&args.content, config.content.roots.first()) {
        (Some(folder), _) => context.working_folder.join(folder),
        (None, Some(root)) => project_root.join(root),
        (None, None) => project_root.join(scaffold::CONTENT),
    };
    let path = scaffold::path(template, &id, &title, date);
    let subject = if template == Template::Runbook { Subject::Runbook } else { Subject::Postmortem };
    let schema = schema_of(subject, &project_root, &content.join(&path));
    let text = scaffold::document(&Blank {
        template,
        locale: args.lang.unwrap_or(config.site.language),
        id: &id,
        title: &title,
        date,
        timezone: &config.site.zone_name,
        severity: severity(args.severity.as_deref(), &config)?,
        services: &args.services,
        authors: &args.authors,
        schema: schema.as_deref(),
    });
    if args.stdout {
        print(&text)?;
        return Ok(ExitCode::SUCCESS);
    }
    let file = OutputFile::text(path.clone(), text);
    let created = output::create(&content, &[file], Existing::Keep)?;
    let file = content.join(&path);
    let shown = file.strip_prefix(&context.working_folder).unwrap_or(&file).display();
    if !created.kept.is_empty() {
        return Err(Failure::usage(say!("new.exists", path = shown)).with_hint(say!("new.exists-hint")));
    }
    print(&format!("{shown}\n"))?;
    if schema.is_none() {
        ui.help(&say!("new.schema", folder = SCHEMA_FOLDER));
    }
    Ok(ExitCode::SUCCESS)
}

fn template(template: args::Template) -> Template {
    match template {
        args::Template::Full => Template::Full,
        args::Template::Brief => Template::Brief,
        args::Template::Report => Template::Report,
        args::Template::Runbook => Template::Runbook,
    }
}

/// A number that no other call will get: the standard library asks the operating system for its keys.
fn random(title: &str) -> u64 {
    RandomState::new().hash_one(title)
}

/// The step of the site's scale that `written` names, by id, label or alias.
fn severity<'a>(written: Option<&str>, config: &'a Config) -> Result<Option<&'a str>, Failure> {
    let Some(written) = written else { return Ok(None) };
    let wanted = fold(written);
    let found = config.severities.iter().find(|it| {
        [&it.id, &it.label_en, &it.label_zh].into_iter().chain(&it.aliases).any(|name| fold(name) == wanted)
    });
    let ids: Vec<&str> = config.severities.iter().map(|it| it.id.as_str()).collect();
    found.map(|it| Some(it.id.as_str())).ok_or_else(|| {
        let known = Value::either_code(ids.iter());
        let hint = say!("new.severity-hint", known);
        Failure::usage(say!("new.severity", written)).with_hint(hint)
    })
}

/// Where the schema lies, as seen from the document `file`; `None` where the project holds none.
fn schema_of(subject: Subject, project_root: &Path, file: &Path) -> Option<String> {
    let below = file.parent()?.strip_prefix(project_root).ok()?;
    let schema = format!("{SCHEMA_FOLDER}/{}", subject.file_name());
    let up = "../".repeat(below.components().count());
    project_root.join(&schema).is_file().then(|| format!("{up}{schema}"))
}
