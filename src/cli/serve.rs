//! `afterword serve`: the site in a browser while somebody writes.

use std::net::IpAddr;
use std::process::{Command, ExitCode, Stdio};

use super::args::Serve;
use super::context::Context;
use super::failure::Failure;
use super::ui::{Counts, Ui};
use crate::diagnostics::Level;
use crate::phrase::{Value, say};
use crate::pipeline;
use crate::serve::{self, Failed, News, Success, Wanted};

/// Runs the command until somebody ends it.
pub(super) fn run(ui: &Ui, context: &Context, args: &Serve) -> Result<ExitCode, Failure> {
    let mut request = context.request(args.content.clone());
    request.overrides.clone_from(&args.overrides);
    request.theme.clone_from(&args.theme);
    request.drafts = !args.no_drafts;
    // What `build` writes there is not content.
    request.skip.push(pipeline::project_root(&request).join("public"));
    if let Some(host) = args.host.filter(|it| !it.is_loopback()) {
        warn_of_network(ui, host);
    }
    let wanted = Wanted { host: args.host, port: args.port };
    let (own, opens) = (ui.clone(), args.open);
    let mut idle = Vec::new();
    serve::run(&wanted, request, ui.locale(), move |news| match news {
        News::Ready(address) => ready(&own, &address, opens),
        News::Built(success) => built(&own, &success, &mut idle),
        News::Failed { failed, has_site } => failure(&own, failed, has_site),
        News::Polling => {
            own.warn(&say!("serve.polling"));
            own.help(&say!("serve.polling-hint"));
        }
    })?;
    Ok(ExitCode::SUCCESS)
}

/// Who else can read the preview; said also with `--quiet`.
fn warn_of_network(ui: &Ui, host: IpAddr) {
    ui.error(&say!("serve.network", host = host.to_string()));
    ui.help(&say!("serve.network-hint"));
}

fn ready(ui: &Ui, address: &str, opens: bool) {
    ui.say(&say!("serve.ready", address));
    if opens && !open(address) {
        ui.warn(&say!("serve.no-browser", address));
    }
}

/// A line for each build: how long it took, what it changed, and what was found.
fn built(ui: &Ui, success: &Success, idle: &mut Vec<String>) {
    let errors = success.findings.iter().filter(|it| it.level == Level::Error);
    ui.brief_findings(errors, &success.loaded.sources);
    if !success.idle_theme_parts.is_empty() && success.idle_theme_parts != *idle {
        let parts = Value::codes(&success.idle_theme_parts);
        ui.warn(&say!("build.idle-theme-parts", parts));
        ui.help(&say!("build.idle-theme-parts-hint"));
    }
    idle.clone_from(&success.idle_theme_parts);
    ui.say(&say!(
        "serve.built",
        n = success.n_pages,
        changed = success.n_changed,
        seconds = format!("{:.2}", success.took.as_secs_f64()),
        counts = Counts::of(&success.findings).phrase()
    ));
}

fn failure(ui: &Ui, failed: Failed, has_site: bool) {
    match failed {
        Failed::Load(error) => ui.failure(&error.into()),
        Failed::Build(error) => ui.failure(&error.into()),
        Failed::Unread(_) | Failed::InDoubt(_) => {
            if let Some(sources) = failed.sources() {
                ui.findings(failed.findings(), sources);
            }
            ui.error(&failed.phrase());
        }
    }
    ui.say(&if has_site { say!("serve.old-site") } else { say!("serve.no-site") });
}

/// Opens the address, which we made ourselves, in the browser of the system; false where that cannot be started.
fn open(address: &str) -> bool {
    let words: &[&str] = if cfg!(target_os = "macos") {
        &["open"]
    } else if cfg!(windows) {
        &["rundll32", "url.dll,FileProtocolHandler"]
    } else {
        &["xdg-open"]
    };
    let [program, arguments @ ..] = words else { return false };
    let mut command = Command::new(program);
    command.args(arguments).arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().is_ok()
}
