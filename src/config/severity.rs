//! The severity scale and its target times.

use super::file;
use super::{ConfigError, Place};
use crate::model::{Hours, Milestone, Promise, Severity, Target};
use crate::phrase::{Value, say};
use crate::text::did_you_mean;

/// Id, English and Chinese label, and other ways to write each step of the default scale.
const DEFAULT_SCALE: [(&str, &str, &str, &[&str]); 5] = [
    ("P0", "Critical", "严重", &["SEV0", "SEV-0", "S0", "一级", "critical", "致命", "特级"]),
    ("P1", "High", "高", &["SEV1", "SEV-1", "S1", "二级", "high", "major", "down"]),
    ("P2", "Medium", "中", &["SEV2", "SEV-2", "S2", "三级", "medium", "moderate", "中等", "disrupted"]),
    ("P3", "Low", "低", &["SEV3", "SEV-3", "S3", "四级", "low", "minor", "轻微"]),
    ("P4", "Notice", "提示", &["SEV4", "SEV-4", "S4", "notice"]),
];

/// The site's scale, or the default one.
pub(super) fn scale(at: &Place<'_>, written: Vec<file::Severity>) -> Vec<Severity> {
    if written.is_empty() {
        return default_scale();
    }
    let optional = |key: &str, text: Option<String>| text.and_then(|it| at.keep(at.seconds(key, &it)));
    written
        .into_iter()
        .map(|it| {
            let preset = DEFAULT_SCALE.iter().find(|(id, ..)| *id == it.id);
            let label = |written: String, preset: Option<&str>| match written {
                text if text.is_empty() => preset.unwrap_or(&it.id).to_owned(),
                text => text,
            };
            let aliases = match preset {
                Some((.., aliases)) if it.aliases.is_empty() => {
                    aliases.iter().map(|it| (*it).to_owned()).collect()
                }
                _ => it.aliases.clone(),
            };
            Severity {
                label_en: label(it.label.en.clone(), preset.map(|it| it.1)),
                label_zh: label(it.label.zh.clone(), preset.map(|it| it.2)),
                aliases,
                respond: optional("respond", it.respond.clone()),
                mitigate: optional("mitigate", it.mitigate.clone()),
                resolve: optional("resolve", it.resolve.clone()),
                id: it.id,
            }
        })
        .collect()
}

fn default_scale() -> Vec<Severity> {
    DEFAULT_SCALE
        .iter()
        .map(|(id, en, zh, aliases)| Severity {
            id: (*id).to_owned(),
            label_en: (*en).to_owned(),
            label_zh: (*zh).to_owned(),
            aliases: aliases.iter().map(|it| (*it).to_owned()).collect(),
            respond: None,
            mitigate: None,
            resolve: None,
        })
        .collect()
}

/// A target set with its durations in seconds.
pub(super) fn target(at: &Place<'_>, it: file::Target) -> Result<Target, ConfigError> {
    use Milestone::{Acknowledged, Detected, Diagnosed, Mitigated, Resolved, Started, Verified};
    let named = [
        ("detect", it.detect, Started, Detected),
        ("acknowledge", it.acknowledge, Detected, Acknowledged),
        ("diagnose", it.diagnose, Acknowledged, Diagnosed),
        ("mitigate", it.mitigate, Started, Mitigated),
        ("fix", it.fix, Diagnosed, Resolved),
        ("verify", it.verify, Resolved, Verified),
        ("resolve", it.resolve, Started, Resolved),
    ];
    let mut promises = Vec::new();
    for (key, text, from, to) in named {
        if let Some(text) = text {
            promises.push(Promise { from, to, limit: at.seconds(key, &text)? });
        }
    }
    let milestone = |name: &str| {
        Milestone::from_key(name).ok_or_else(|| {
            let keys = Milestone::ALL.map(Milestone::as_str);
            let hint = match did_you_mean(name, keys) {
                Some(near) => say!("hint.did-you-mean", near),
                None => say!("failure.config-milestone-hint", known = Value::either_code(keys)),
            };
            at.error("pairs", say!("failure.config-milestone", written = name)).hint(hint)
        })
    };
    for pair in &it.pairs {
        let (from, to) = (milestone(&pair.from)?, milestone(&pair.to)?);
        if to <= from {
            let message = say!("failure.config-milestone-order", from = &pair.from, to = &pair.to);
            return Err(at.error("pairs", message));
        }
        promises.push(Promise { from, to, limit: at.seconds("within", &pair.within)? });
    }
    let hours = match it.clock {
        file::TargetClock::Calendar => Hours::Calendar,
        file::TargetClock::Support => Hours::Support,
    };
    Ok(Target { name: it.name, severities: it.severity, hours, promises })
}
