//! The severity scale and its target times.

use super::names::Names;
use super::path::ValuePath;
use super::place::ConfigError;
use super::{Place, file};
use crate::diagnostics::codes;
use crate::model::{Hours, Milestone, Promise, Severity, Target};
use crate::phrase::{Value, say};
use crate::text::did_you_mean;

/// The key of the scale, and of the severities that a target is for.
const SEVERITY: &str = "severity";

/// Id, English and Chinese label, and other ways to write each step of the default scale.
const DEFAULT_SCALE: [(&str, &str, &str, &[&str]); 5] = [
    (
        "P0",
        "Critical",
        "严重",
        &[
            "SEV0",
            "SEV-0",
            "S0",
            "一级",
            "critical",
            "致命",
            "特级",
            "kritisch",
            "critique",
            "crítica",
            "crítico",
            "kritisk",
            "critico",
            "критический",
            "심각",
        ],
    ),
    (
        "P1",
        "High",
        "高",
        &[
            "SEV1",
            "SEV-1",
            "S1",
            "二级",
            "high",
            "major",
            "down",
            "hoch",
            "élevée",
            "majeure",
            "majeur",
            "alta",
            "alto",
            "høy",
            "høj",
            "hög",
            "hoog",
            "высокий",
            "높음",
        ],
    ),
    (
        "P2",
        "Medium",
        "中",
        &[
            "SEV2",
            "SEV-2",
            "S2",
            "三级",
            "medium",
            "moderate",
            "中等",
            "disrupted",
            "mittel",
            "moyenne",
            "modérée",
            "media",
            "média",
            "médio",
            "middels",
            "medel",
            "средний",
            "보통",
            "중간",
        ],
    ),
    (
        "P3",
        "Low",
        "低",
        &[
            "SEV3",
            "SEV-3",
            "S3",
            "四级",
            "low",
            "minor",
            "轻微",
            "niedrig",
            "gering",
            "faible",
            "mineure",
            "mineur",
            "baja",
            "baixa",
            "baixo",
            "lav",
            "låg",
            "laag",
            "bassa",
            "низкий",
            "낮음",
        ],
    ),
    ("P4", "Notice", "提示", &["SEV4", "SEV-4", "S4", "notice"]),
];

/// The site's scale, or the default one, and the names of its steps; the first of two with one id counts.
pub(super) fn scale(at: &Place<'_>, written: Vec<file::Severity>) -> (Vec<Severity>, Names) {
    let list = ValuePath::of([SEVERITY]);
    let mut names = Names::default();
    if written.is_empty() {
        let scale = default_scale();
        for (nth, it) in scale.iter().enumerate() {
            for name in std::iter::once(&it.id).chain(&it.aliases) {
                names.claim_built_in((nth, &it.id), name);
            }
        }
        return (scale, names);
    }
    let mut is_new = Vec::new();
    for (nth, it) in written.iter().enumerate() {
        let path = list.item(nth).key("id");
        let is_empty = it.id.trim().is_empty();
        if is_empty {
            at.fault(at.error(&path, say!("failure.config-empty-name")));
        }
        is_new.push(!is_empty && names.claim(at, (nth, &it.id), &it.id, &path));
    }
    let steps =
        written.into_iter().enumerate().map(|(nth, it)| step(at, it, &list.item(nth), nth, &mut names));
    let steps: Vec<Severity> = steps.collect();
    (steps.into_iter().zip(is_new).filter(|it| it.1).map(|it| it.0).collect(), names)
}

/// One step of a written scale; what it leaves out is filled in from the default one.
fn step(at: &Place<'_>, it: file::Severity, path: &ValuePath, nth: usize, names: &mut Names) -> Severity {
    let preset = DEFAULT_SCALE.iter().find(|(id, ..)| *id == it.id);
    let label = |written: String, preset: Option<&str>| match written {
        text if text.is_empty() => preset.unwrap_or(&it.id).to_owned(),
        text => text,
    };
    let aliases = match preset {
        Some((.., aliases)) if it.aliases.is_empty() => {
            aliases.iter().for_each(|alias| names.claim_built_in((nth, &it.id), alias));
            aliases.iter().map(|it| (*it).to_owned()).collect()
        }
        _ => {
            names.claim_aliases(at, (nth, &it.id), &it.aliases, &path.key("aliases"));
            it.aliases.clone()
        }
    };
    let optional = |key: &str, text: &Option<String>| {
        text.as_ref().and_then(|it| at.keep(at.seconds(&path.key(key), it)))
    };
    Severity {
        label_en: label(it.label.en.clone(), preset.map(|it| it.1)),
        label_zh: label(it.label.zh.clone(), preset.map(|it| it.2)),
        aliases,
        respond: optional("respond", &it.respond),
        mitigate: optional("mitigate", &it.mitigate),
        resolve: optional("resolve", &it.resolve),
        id: it.id,
    }
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

/// The target sets with their durations in seconds, and their severities by the ids of the scale.
pub(super) fn targets(
    at: &Place<'_>,
    written: Vec<file::Target>,
    names: &Names,
    has_working_hours: bool,
) -> Vec<Target> {
    let list = ValuePath::of(["targets"]);
    let mut found: Vec<Target> = Vec::new();
    for (nth, it) in written.into_iter().enumerate() {
        let path = list.item(nth);
        if let Some(earlier) = found.iter().position(|other| other.name == it.name) {
            let message = say!("failure.config-target-twice", name = &it.name);
            let line = at.line(&list.item(earlier).key("name"));
            let hint = say!("failure.config-target-twice-hint", line);
            at.doubt(&codes::DOUBTFUL_SETTING, &path.key("name"), message, hint);
        }
        let it = target(at, it, names, &path);
        if !has_working_hours && it.hours == Hours::Support {
            let fault = at.error(&path.key("clock"), say!("failure.config-no-working-hours"));
            at.fault(fault.hint(say!("failure.config-no-working-hours-hint")));
        }
        found.push(it);
    }
    found
}

fn target(at: &Place<'_>, it: file::Target, names: &Names, path: &ValuePath) -> Target {
    use Milestone::{Acknowledged, Detected, Diagnosed, Mitigated, Resolved, Started, Verified};
    let named = [
        ("detect", &it.detect, Started, Detected),
        ("acknowledge", &it.acknowledge, Detected, Acknowledged),
        ("diagnose", &it.diagnose, Acknowledged, Diagnosed),
        ("mitigate", &it.mitigate, Started, Mitigated),
        ("fix", &it.fix, Diagnosed, Resolved),
        ("verify", &it.verify, Resolved, Verified),
        ("resolve", &it.resolve, Started, Resolved),
    ];
    let n_written = named.iter().filter(|it| it.1.is_some()).count() + it.pairs.len();
    let mut promises = Vec::new();
    for (key, text, from, to) in named {
        let limit = text.as_ref().and_then(|it| at.keep(at.seconds(&path.key(key), it)));
        promises.extend(limit.map(|limit| Promise { from, to, limit }));
    }
    for (nth, pair) in it.pairs.iter().enumerate() {
        promises.extend(promise(at, pair, &path.key("pairs").item(nth)));
    }
    if n_written == 0 || it.severity.is_empty() {
        let message = if n_written == 0 {
            say!("failure.config-target-without-times", name = &it.name)
        } else {
            say!("failure.config-target-without-severity", name = &it.name)
        };
        at.doubt(&codes::DOUBTFUL_SETTING, path, message, say!("failure.config-target-hint"));
    }
    let severities = it.severity.iter().enumerate();
    let severities =
        severities.filter_map(|(nth, it)| severity(at, it, names, &path.key(SEVERITY).item(nth)));
    let severities = severities.collect();
    let hours = match it.clock {
        file::TargetClock::Calendar => Hours::Calendar,
        file::TargetClock::Support => Hours::Support,
    };
    Target { name: it.name, severities, hours, promises }
}

/// The id of the step that `written` names; reported where there is none.
fn severity(at: &Place<'_>, written: &str, names: &Names, path: &ValuePath) -> Option<String> {
    let id = names.owner(written);
    if id.is_none() {
        let hint = match names.near(written) {
            Some(near) => say!("hint.did-you-mean", near),
            None => say!("failure.config-severity-hint"),
        };
        at.doubt(&codes::UNKNOWN_SEVERITY, path, say!("failure.config-severity", written), hint);
    }
    id.map(str::to_owned)
}

/// The promise of a pair; every fault of it is kept.
fn promise(at: &Place<'_>, pair: &file::Pair, path: &ValuePath) -> Option<Promise> {
    let from = at.keep(milestone(at, &pair.from, &path.key("from")));
    let to = at.keep(milestone(at, &pair.to, &path.key("to")));
    let limit = at.keep(at.seconds(&path.key("within"), &pair.within));
    let (from, to) = (from?, to?);
    if to <= from {
        let message = say!("failure.config-milestone-order", from = &pair.from, to = &pair.to);
        at.fault(at.error(&path.key("to"), message));
    }
    Some(Promise { from, to, limit: limit? })
}

fn milestone(at: &Place<'_>, name: &str, path: &ValuePath) -> Result<Milestone, ConfigError> {
    Milestone::from_key(name).ok_or_else(|| {
        let keys = Milestone::ALL.map(Milestone::as_str);
        let hint = match did_you_mean(name, keys) {
            Some(near) => say!("hint.did-you-mean", near),
            None => say!("failure.config-milestone-hint", known = Value::either(keys)),
        };
        at.error(path, say!("failure.config-milestone", written = name)).hint(hint)
    })
}
