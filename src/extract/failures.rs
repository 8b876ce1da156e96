//! Whether a sentence says what failed: with a range of times beside it, that is when it began and was over.

use super::assertions;
use crate::text::fold;

/// Words of sentences that report a failure.
const FAILED: [&str; 59] = [
    "experienced",
    "returned no ",
    "returned empty",
    "応答せず",
    "応答しな",
    "できない状態",
    "できなくな",
    "were declined",
    "was declined",
    "were rejected",
    "were refused",
    "not reachable",
    "encountered",
    "saw stale",
    "saw elevated",
    "saw increased",
    "received errors",
    "were affected",
    "were impacted",
    "was impacted",
    "were delayed",
    "was delayed",
    "was interrupted",
    "was slow",
    "were slow",
    "was late",
    "were late",
    "were interrupted",
    "was disrupted",
    "unavailable",
    "outage",
    "was down",
    "were down",
    "went down",
    "offline",
    "unreachable",
    "inaccessible",
    "degraded",
    "disruption",
    "returned errors",
    "saw errors",
    "experienced errors",
    "failed to",
    "unable to",
    "could not",
    "interruption",
    "downtime",
    "不可用",
    "中断",
    "宕机",
    "无法",
    "故障",
    "失败",
    "利用できな",
    "アクセスできな",
    "停止し",
    "ダウン",
    "障害",
    "エラー",
];

/// What makes such a sentence tell of planned work, or of a part.
const PLANNED_OR_PARTIAL: [&str; 12] = [
    "maintenance",
    "planned",
    "scheduled",
    "some ",
    "few ",
    "intermittent",
    "维护",
    "计划",
    "部分",
    "メンテナンス",
    "計画",
    "一部",
];

/// Whether a sentence with a range says what failed in it.
pub(super) fn tells_of_failure(sentence: &str) -> bool {
    // `Customers may have experienced errors` is how reports say that they did.
    let folded =
        fold(sentence).replace("may have experienced", "experienced").replace("may have seen", "saw");
    // The end of a range is not a condition: `from 06:40 until 10:00`.
    let folded = folded.replace(" until ", " to ");
    // A `no` of what failed denies nothing.
    let bare = ["could not", "returned no ", "unable to", "no disponible", "não disponível", "не работал"]
        .iter()
        .fold(folded.clone(), |it, failed| it.replace(failed, ""));
    let certain = assertions::is_certain(&bare)
        || ["不可用", "无法", "失败", "利用できな", "アクセスできな", "応答せず", "できない状態"]
            .iter()
            .any(|it| folded.contains(it))
            && !["预计", "计划", "可能", "如果", "予定"].iter().any(|it| folded.contains(it));
    certain
        && (FAILED.iter().any(|it| folded.contains(it)) || fails_elsewhere(&folded))
        && !PLANNED_OR_PARTIAL.iter().any(|it| folded.contains(it))
}

/// Whether a sentence in another language says what failed, without a word for a plan, a part or a guess.
fn fails_elsewhere(folded: &str) -> bool {
    const FAILED: [&str; 26] = [
        "nicht erreichbar",
        "nicht verfügbar",
        "ausgefallen",
        "no disponible",
        "estuvo caíd",
        "fuera de servicio",
        "interrumpid",
        "indisponible",
        "inaccessible",
        "en panne",
        "indisponível",
        "fora do ar",
        "non disponibile",
        "non raggiungibile",
        "niet bereikbaar",
        "niet beschikbaar",
        "utilgjengelig",
        "var nede",
        "otillgänglig",
        "låg nere",
        "недоступ",
        "не работал",
        "niedostępn",
        "중단되",
        "접속 불가",
        "이용 불가",
    ];
    const OPEN: [&str; 32] = [
        "wartung",
        "geplant",
        "teilweise",
        "einige",
        "würde",
        "könnte",
        "soll ",
        "wird ",
        "mantenimiento",
        "planificad",
        "algun",
        "parcial",
        "podría",
        "estará",
        "manutenção",
        "planejad",
        "poderia",
        "ficará",
        "partiel",
        "certain",
        "pourrait",
        "sera ",
        "parzial",
        "alcun",
        "gedeeltelijk",
        "delvis",
        "noen ",
        "планов",
        "частич",
        "некотор",
        "일부",
        "예정",
    ];
    FAILED.iter().any(|it| folded.contains(it)) && !OPEN.iter().any(|it| folded.contains(it))
}
