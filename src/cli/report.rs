//! `afterword report`: the quarterly review on standard output.

use std::process::ExitCode;

use super::args::{Report, ReportFormat};
use super::context::Context;
use super::failure::Failure;
use super::ui::Ui;
use super::ui::print;
use super::unread;
use crate::analysis::period::PeriodName;
use crate::analysis::review::Reviewer;
use crate::export;
use crate::phrase::{Phrase, say};
use crate::pipeline::{self, Purpose};

/// Runs the command.
pub(super) fn run(ui: &Ui, context: &Context, args: &Report) -> Result<ExitCode, Failure> {
    let wanted = args.quarter.as_deref().map(period).transpose()?;
    let mut request = context.request(None);
    request.overrides.clone_from(&args.overrides);
    request.purpose = Purpose::Numbers;
    let loaded = unread::load(ui, &request)?;
    let reviewer = Reviewer::new(&loaded.knowledge_base, &loaded.analysis);
    let found = wanted.or_else(|| reviewer.last_full_quarter()).map(|name| (name, reviewer.review(name)));
    let (name, review) = match found {
        Some((name, Some(review))) => (name, review),
        // Nothing may be there because nothing could be read.
        missing => {
            let why = missing.map_or_else(|| nothing(&reviewer), |it| no_such(&reviewer, it.0));
            if loaded.unread().next().is_some() {
                ui.say(&why);
                return Ok(unread::settle(ui, &loaded, ExitCode::from(1)));
            }
            return Err(Failure::usage(why));
        }
    };
    match args.format {
        ReportFormat::Markdown => print(&pipeline::report(&loaded, &request, &review)?)?,
        ReportFormat::Json => {
            let record = export::review(&review, &loaded.analysis);
            print(&format!("{}\n", serde_json::to_string_pretty(&record).unwrap_or_default()))?;
        }
    }
    if review.incidents.is_empty() {
        ui.say(&say!("report.no-incident", period = name.to_string()));
    }
    Ok(unread::settle(ui, &loaded, ExitCode::SUCCESS))
}

fn period(text: &str) -> Result<PeriodName, Failure> {
    text.parse().map_err(|()| {
        Failure::usage(say!("report.invalid-period", written = text))
            .with_hint(say!("report.invalid-period-hint"))
    })
}

/// Why there is no quarter to report on.
fn nothing(reviewer: &Reviewer<'_>) -> Phrase {
    match reviewer.names().first() {
        Some(name) => say!("report.no-full-quarter", period = name.to_string()),
        None => say!("report.no-dated-incident"),
    }
}

fn no_such(reviewer: &Reviewer<'_>, name: PeriodName) -> Phrase {
    let names = reviewer.names();
    let same = |it: &&PeriodName| std::mem::discriminant(*it) == std::mem::discriminant(&name);
    match (names.iter().find(same), names.iter().rev().find(same)) {
        (Some(first), Some(last)) if first == last => {
            say!("report.only-one", period = name.to_string(), known = first.to_string())
        }
        (Some(first), Some(last)) => {
            let period = name.to_string();
            say!("report.only-some", period, first = first.to_string(), last = last.to_string())
        }
        _ => nothing(reviewer),
    }
}
