//! How long an outage lasted, as a sentence says: `The outage lasted 45 minutes`, `故障持续约 45 分钟`.

use std::sync::LazyLock;

use regex::Regex;

use super::assertions;
use crate::text::fold;
use crate::time::{DurationReading, Precision, read_duration};

/// A duration in words or figures, inside a sentence.
const DURATION: &str = r"((?:(?:about|around|approximately|approx\.?|roughly|nearly|almost|~)\s*)?(?:\d+(?:\.\d+)?|an?|half an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|forty-five|fifty)[\s-]*(?:minutes?|mins?|hours?|hrs?|days?|h|m)(?:\s*(?:and|,)?\s*\d+\s*(?:minutes?|mins?|m))?)";

/// The first forms, in which the duration may be in words; the others need a figure.
const N_IN_WORDS: usize = 7;

/// How sentences say how long it lasted; the duration is the first group.
static LENGTHS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let forms = [
        format!(
            r"(?i)\b(?:outage|incident|downtime|disruption|interruption|impact|effect|unavailability|degradation|issue)\s+(?:(?:that|which)\s+)?(?:has |had )?(?:lasted|lasting|persisted|continued)\s+(?:for\s+)?(?:a total of\s+)?{DURATION}\b"
        ),
        format!(
            r"(?i)\b(?:caused|causing|resulted in|resulting in|led to|leading to|had|suffered)\s+(?:an?\s+)?(?:total of\s+)?{DURATION}[\s-]+(?:of\s+)?(?:total |full |complete )?(?:outage|downtime|disruption|interruption|unavailability)\b"
        ),
        format!(
            r"(?i)\b(?:down|unavailable|unusable|offline|unreachable|inaccessible|unresponsive|out of service|not (?:available|reachable|accessible|working|usable))\s+for\s+(?:a total of\s+)?{DURATION}\b"
        ),
        format!(
            r"(?i)\b(?:could not|couldn't|could no longer)\s+be\s+(?:reached|accessed|used|opened|loaded)\s+for\s+(?:a total of\s+)?{DURATION}\b"
        ),
        // What users wanted, and what became of it.
        format!(
            r"(?i)\b(?:requests?|calls|orders|payments|logins|sign-ins|uploads|downloads|transactions|searches|checkouts|top-ups|bookings|messages|e?-?mails|traffic)\s+(?:were\s+|was\s+|all\s+)*(?:failed|failing|declined|rejected|refused|dropped|blocked|interrupted)\s+for\s+(?:a total of\s+)?{DURATION}\b"
        ),
        format!(
            r"(?i)\bstopped\s+(?:responding|working|serving|accepting|processing|producing|creating|delivering|sending|loading)\b[^.;,]{{0,60}}?\sfor\s+(?:a total of\s+)?{DURATION}\b"
        ),
        format!(
            r"(?i)\b{DURATION}\s+(?:where|when|during which|in which|that)\s+(?:\w+\s+){{1,4}}(?:was|were)\s+(?:down|unavailable|unreachable|offline|inaccessible|unusable)\b"
        ),
        r"(?:故障|影响|中断|事故|不可用|宕机|异常)(?:时长|时间)?(?:共|总共|一共|总计|一直)?(?:持续|历时|长达|达)(?:了|时间|时长)?[：:]?\s*((?:约|大约|近|将近)?\s*\d+(?:\.\d+)?\s*个?(?:分钟|小时|天)(?:\s*\d+\s*分钟?)?)".to_owned(),
        // `导致支付不可用约 45 分钟`
        r"(?:中断|宕机|不可用|停机|瘫痪|无法(?:访问|使用|登录|下单|支付))(?:了)?((?:约|大约|近|将近)?\s*\d+(?:\.\d+)?\s*个?(?:分钟|小时)(?:\s*\d+\s*分钟?)?)".to_owned(),
        r"[がは]((?:約|およそ)?\s*\d+\s*(?:時間|分)(?:\s*\d+\s*分)?)間?、?(?:停止した|停止しました|停止していた|利用できなか|利用不可|ダウンした|ダウンしていた|中断した)".to_owned(),
        r"((?:約|およそ)?\s*\d+\s*(?:時間|分)(?:\s*\d+\s*分)?)間?(?:にわたり|にわたって|の間|ほど)、?[^。]{0,30}(?:停止|利用できな|アクセスできな|ダウン|障害)".to_owned(),
        // The same in further languages: what failed, a verb for lasting, and how long.
        format!(
            r"(?i)\b(?:ausfall|störung|unterbrechung|vorfall)\s+(?:hat\s+)?(?:dauerte|hielt)\s+(?:insgesamt\s+)?{FOREIGN}"
        ),
        format!(
            r"(?i)\b(?:interrupción|caída|incidente|incidencia|indisponibilidad|interrupção|indisponibilidade|queda|falha)\s+(?:ha\s+)?(?:duró|durado|durou|se prolongó)\s+(?:un total de\s+|um total de\s+|por\s+|durante\s+)?{FOREIGN}"
        ),
        format!(
            r"(?i)\b(?:panne|incident|interruption|coupure|indisponibilité)\s+(?:a\s+)?(?:duré|dura)\s+(?:au total\s+|pendant\s+)?{FOREIGN}"
        ),
        r"(?:障害|停止|影響|ダウン)(?:は|が)?(?:合計)?(?:で)?((?:約|およそ)?\s*\d+\s*(?:時間|分)(?:\s*\d+\s*分)?)間?(?:続いた|続きました|継続した|継続しました)".to_owned(),
        r"(?:장애|중단|영향)(?:는|은|가|이)?\s*(?:총\s*)?((?:약\s*)?\d+\s*(?:시간|분)(?:\s*\d+\s*분)?)(?:간|\s*동안)?\s*(?:지속|계속|이어)".to_owned(),
    ];
    forms.iter().filter_map(|it| Regex::new(it).ok()).collect()
});

/// A duration in figures with the units of German, Spanish, Portuguese and French.
const FOREIGN: &str = r"((?:(?:etwa|rund|ca\.?|unos|unas|cerca de|aproximadamente|environ|près de|~)\s*)?\d+(?:[.,]\d+)?\s*(?:minuten|stunden|minutos|horas|minutes|heures|minuto|hora|minute|heure|stunde|min|h)(?:\s*(?:und|y|e|et)\s*\d+\s*(?:minuten|minutos|minutes|min))?)";

/// How long the outage lasted, as a sentence says, and the place of these words in it.
pub(super) fn length(sentence: &str) -> Option<(DurationReading, std::ops::Range<usize>)> {
    const OF_A_PART: [&str; 16] = [
        "some ",
        "each ",
        "per ",
        "intermittent",
        "every ",
        "部分",
        "每次",
        "一部",
        "maintenance",
        "jede",
        "wartung",
        "cada ",
        "mantenimiento",
        "manutenção",
        "chaque ",
        "일부",
    ];
    let has_figure = sentence.contains(char::is_numeric);
    let n_forms = if has_figure { LENGTHS.len() } else { N_IN_WORDS };
    let found = LENGTHS.iter().take(n_forms).find_map(|it| it.captures(sentence)?.get(1))?;
    let folded = fold(sentence);
    // `Could not be reached` is what was.
    let folded = folded
        .replace("could not", "was not")
        .replace("couldn't", "wasn't")
        .replace("could no longer", "was no longer");
    if OF_A_PART.iter().any(|it| folded.contains(it)) || !is_past(&folded) {
        return None;
    }
    let usable = |it: &DurationReading| matches!(it.precision, Precision::Exact | Precision::About);
    Some((read_duration(found.as_str().trim()).filter(usable)?, found.range()))
}

/// Whether a sentence tells what was, not what could be: `unavailable` denies nothing here.
pub(super) fn is_past(folded: &str) -> bool {
    const OPEN: [&str; 25] = [
        "würde",
        "soll",
        "podría",
        "poderia",
        "pourrait",
        "prévu",
        "예정",
        "예상",
        "would",
        "could",
        "should",
        "might",
        "will ",
        "if ",
        "expected",
        "planned",
        "scheduled",
        "不会",
        "计划",
        "维护",
        "预计",
        "可能",
        "如果",
        "予定",
        "場合",
    ];
    !OPEN.iter().any(|it| folded.contains(it)) && !folded.ends_with('?') && !assertions::holds_may(folded)
}

#[cfg(test)]
mod tests {
    use super::length;

    fn minutes(text: &str) -> Option<i64> {
        length(text).map(|it| it.0.seconds / 60)
    }

    #[test]
    fn a_sentence_says_how_long_an_outage_lasted() {
        for (text, expected) in [
            ("The outage lasted 45 minutes.", 45),
            ("This effect lasted approximately nine hours before it ended by itself", 540),
            ("A wrong flag caused 40min of total outage", 40),
            ("The deploy resulted in a 20-minute outage of the shop", 20),
            ("Checkout was unavailable for about 1h 50m", 110),
            ("The site could not be reached for 1 hour and 52 minutes", 112),
            ("This resulted in an outage that lasted for two hours", 120),
            ("On May 5, 2024 the site was down for 20 minutes", 20),
            ("Top-ups were declined for 48 minutes on Tuesday", 48),
            ("The chain stopped producing blocks at height 900 for approximately 45 minutes", 45),
            ("the data of the 46 minutes where we were unreachable", 46),
            ("导致支付不可用约 45 分钟", 45),
            ("サービスが約45分間停止した", 45),
            ("故障持续约 45 分钟，订单受影响", 45),
            ("服务不可用持续了 2 小时", 120),
            ("影响时长达 30 分钟", 30),
            ("約 25 分間にわたり、決済を利用できない状態が続いた", 25),
            ("1時間の間サービスが停止した", 60),
            ("Der Ausfall dauerte rund 45 Minuten", 45),
            ("La interrupción duró 1 hora y 5 minutos", 65),
            ("A indisponibilidade durou cerca de 45 minutos", 45),
            ("La panne a duré 45 minutes", 45),
            ("障害は45分間続いた", 45),
            ("장애는 약 45분간 지속되었다", 45),
        ] {
            assert_eq!(minutes(text), Some(expected), "{text}");
        }
        for text in [
            "The outage would have lasted 45 minutes",
            "Some users saw the site down for 5 minutes",
            "An outage lasting 2 hours is expected",
            "Each pod was unavailable for 2 minutes",
            "The health check failed for 3 minutes before the pod was replaced",
            "We stopped deploying for two days",
            "Requests that failed for 5 minutes would page us",
            "计划停机 30 分钟",
            "The outage may have lasted 45 minutes",
            "The meeting lasted 45 minutes",
            "The certificate was valid for 90 days",
            "Die Wartung dauerte 45 Minuten",
            "La reunión duró 45 minutos",
            "一部の障害は45分間続いた",
            "장애는 45분간 지속될 예정이다",
            "预计影响持续 30 分钟",
            "部分用户影响持续 30 分钟",
            "一部の利用者が 10 分間にわたりアクセスできない",
        ] {
            assert_eq!(minutes(text), None, "{text}");
        }
    }
}
