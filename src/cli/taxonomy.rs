//! `afterword taxonomy`: the ids, labels and aliases that documents may use.

use std::process::ExitCode;

use super::args::Taxonomy as Args;
use super::context::Context;
use super::failure::Failure;
use super::ui::{Ui, print};
use crate::config;
use crate::diagnostics::printable;
use crate::model::{Taxonomy, Term};
use crate::output;
use crate::phrase::say;
use crate::pipeline;
use crate::text::fold;

/// One entry of an axis, as it is printed.
struct Entry<'a> {
    axis: &'static str,
    id: &'a str,
    label_en: &'a str,
    label_zh: &'a str,
    aliases: &'a [String],
}

/// Runs the command.
pub(super) fn run(ui: &Ui, context: &Context, args: &Args) -> Result<ExitCode, Failure> {
    if let Some(file) = &args.write {
        let path = context.working_folder.join(file);
        if path.exists() {
            return Err(Failure::usage(say!("taxonomy.exists", path = file.display()))
                .with_hint(say!("taxonomy.exists-hint")));
        }
        output::write_file(&path, config::BUILT_IN_TAXONOMY)?;
        ui.say(&say!("taxonomy.written", path = file.display()));
        return Ok(ExitCode::SUCCESS);
    }
    let (config, _) = pipeline::config(&context.request(None))?;
    let all = entries(&config.taxonomy);
    let wanted = args.search.as_deref().map(fold);
    let found: Vec<&Entry<'_>> =
        all.iter().filter(|it| wanted.as_deref().is_none_or(|wanted| it.has(wanted))).collect();
    if args.json {
        let record = |it: &&Entry<'_>| {
            serde_json::json!({ "axis": it.axis, "id": it.id, "label": { "en": it.label_en, "zh-CN": it.label_zh },
                "aliases": it.aliases })
        };
        let records: Vec<serde_json::Value> = found.iter().map(record).collect();
        print(&format!("{}\n", serde_json::to_string_pretty(&records).unwrap_or_default()))?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut text = String::new();
    let mut axis = "";
    for it in &found {
        if it.axis != axis {
            axis = it.axis;
            let before = if text.is_empty() { "" } else { "\n" };
            text.push_str(&format!("{before}{axis}\n"));
        }
        let indent = "  ".repeat(1 + it.id.matches('/').count());
        text.push_str(&printable(&format!("{indent}{}  {} · {}", it.id, it.label_en, it.label_zh)));
        if !it.aliases.is_empty() {
            text.push_str(&printable(&format!("  ({})", it.aliases.join(", "))));
        }
        text.push('\n');
    }
    print(&text)?;
    ui.say(&say!("taxonomy.found", n = found.len(), total = all.len()));
    Ok(ExitCode::SUCCESS)
}

impl Entry<'_> {
    /// Whether its id, a label or an alias holds `wanted`.
    fn has(&self, wanted: &str) -> bool {
        let names = [self.id, self.label_en, self.label_zh];
        names.into_iter().chain(self.aliases.iter().map(String::as_str)).any(|it| fold(it).contains(wanted))
    }
}

fn entries(taxonomy: &Taxonomy) -> Vec<Entry<'_>> {
    let causes = taxonomy.causes.iter().map(|it| Entry {
        axis: "cause",
        id: &it.id,
        label_en: &it.label_en,
        label_zh: &it.label_zh,
        aliases: &it.aliases,
    });
    let axes: [(&'static str, &[Term]); 5] = [
        ("trigger", &taxonomy.triggers),
        ("factor", &taxonomy.factors),
        ("impact", &taxonomy.impacts),
        ("detection", &taxonomy.detections),
        ("mitigation", &taxonomy.mitigations),
    ];
    let others = axes.into_iter().flat_map(|(axis, terms)| {
        terms.iter().map(move |it| Entry {
            axis,
            id: &it.id,
            label_en: &it.label_en,
            label_zh: &it.label_zh,
            aliases: &it.aliases,
        })
    });
    causes.chain(others).collect()
}
