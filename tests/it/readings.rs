//! Forms in which teams state a fact, each beside one that only looks like it.

use serde_json::{Value, json};

use crate::support::Site;

fn knowledge(text: &str) -> Value {
    Site::new().document("postmortems/a.md", text).export()
}

fn incident(text: &str) -> Value {
    knowledge(text)["incidents"][0].clone()
}

/// The incident whose head holds `facts`.
fn with(facts: &str) -> Value {
    incident(&format!("# Mail late\n\n{facts}\n\n## Root cause\n\nA limit.\n"))
}

/// The incident of 2026-03-05 whose timeline is `lines`.
fn timeline(lines: &str) -> Value {
    incident(&format!(
        "# Mail late\n\n**Date:** 2026-03-05\n\n## Timeline\n\n{lines}\n\n## Root cause\n\nA limit.\n"
    ))
}

/// Task and state of every action item below `lines`.
fn tasks(lines: &str) -> Vec<(String, String)> {
    let text = format!("# Mail late\n\n**Date:** 2026-03-05\n\n## Root cause\n\nA limit.\n\n{lines}\n");
    let knowledge = knowledge(&text);
    let text = |it: &Value, key: &str| it[key].as_str().unwrap().to_owned();
    knowledge["action_items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| (text(it, "task"), text(it, "status")))
        .collect()
}

#[test]
fn a_label_that_is_a_word_for_incidents_names_the_day_only_beside_one() {
    for facts in [
        "**Incidente:** Mar 5-6, 2026",
        "**Incident:** 2026-03-05",
        "**障害:** 2026年3月5日",
        "| 項目 | 内容 |\n|---|---|\n| 発生日 | 2026-03-05 |\n| 深刻度 | P1 |",
        "**発見日:** 2026-03-05",
        "**Entdeckt am:** 2026-03-05",
    ] {
        assert_eq!(with(facts)["date"], "2026-03-05", "{facts}");
    }
    for facts in ["**Incident:** mail was late", "**Incidente:** correo", "**障害:** メール遅延"] {
        assert_eq!(with(facts)["date"], Value::Null, "{facts}");
    }
}

#[test]
fn labels_of_joined_names_are_read_where_every_part_means_the_same() {
    for facts in [
        "**Affected Systems/Services**: mail",
        "**Composants impactés** : mail",
        "**Betroffene Komponenten:** mail",
    ] {
        assert_eq!(with(facts)["services"], json!(["mail"]), "{facts}");
    }
    assert_eq!(with("**Services/Severity**: mail")["services"], json!([]));
    assert_eq!(with("**Affected files**: mail.rs")["services"], json!([]));
}

#[test]
fn a_length_may_have_words_around_it_that_do_not_make_it_another_one() {
    let length = |value: &str| with(&format!("**Duration:** {value}"))["durations"]["declared"].clone();
    assert_eq!(length("Overnight — approximately 8 hours"), 28_800);
    assert_eq!(length("~24h silent failure"), 86_400);
    assert_eq!(length("3 hours in total"), 10_800);
    for other in [
        "No outage — 8 hours of work",
        "5 minutes per request",
        "2 hours after the deploy",
        "Unknown - 3 hours",
    ] {
        assert_eq!(length(other), Value::Null, "{other}");
    }
}

#[test]
fn plain_lines_below_impact_say_how_long_it_lasted() {
    let text = |line: &str| {
        incident(&format!(
            "# Mail late\n\n**Date:** 2026-03-05\n\n## Impact\n\n{line}\n\n## Root cause\n\nA limit.\n"
        ))
    };
    assert_eq!(text("- Duration: 45 min")["durations"]["declared"], 2700);
    assert_eq!(text("- 기간: 2026-03-05 14:02경부터 2026-03-05 14:47경까지")["durations"]["resolve"], 2700);
    assert_eq!(text("- 発生: 2026-03-05 14:02 (直後)")["milestones"]["started"], "2026-03-05T14:02:00+00:00");
}

#[test]
fn a_sentence_of_another_language_with_a_range_says_when_it_failed() {
    let told = |text: &str| {
        incident(&format!(
            "# Mail late\n\n**Date:** 2026-03-05\n\n## Impact\n\n{text}\n\n## Root cause\n\nA limit.\n"
        ))
    };
    for text in [
        "Der Dienst war von 14:02 bis 14:47 nicht erreichbar.",
        "El servicio no disponible desde las 14:02 hasta las 14:47.",
        "Le service a été indisponible de 14:02 à 14:47.",
        "O site ficou fora do ar das 14:02 às 14:47.",
        "Сервис был недоступен с 14:02 до 14:47.",
        "Tjenesten var nede fra 14:02 til 14:47.",
    ] {
        assert_eq!(told(text)["durations"]["resolve"], 2700, "{text}");
    }
    for text in [
        "Der Dienst wird von 14:02 bis 14:47 nicht erreichbar sein.",
        "El servicio parcialmente no disponible desde las 14:02 hasta las 14:47.",
        "Le service sera indisponible de 14:02 à 14:47.",
        "Después de las 14:47 el servicio fue restablecido.",
        "Nach 14:47 war der Dienst wieder erreichbar.",
    ] {
        assert_eq!(told(text)["durations"]["resolve"], Value::Null, "{text}");
        assert_eq!(told(text)["milestones"]["resolved"], Value::Null, "{text}");
    }
}

#[test]
fn a_zone_is_stated_in_other_languages_too() {
    for statement in [
        "Alle Zeiten in UTC+5.",
        "Todas las horas en UTC+5.",
        "Toutes les heures sont en UTC+5.",
        "Время сервера UTC+5.",
    ] {
        let it = timeline(&format!("{statement}\n\n- 14:02 Outage begins\n- 14:47 Service restored"));
        assert_eq!(it["milestones"]["started"], "2026-03-05T14:02:00+05:00", "{statement}");
    }
}

#[test]
fn the_state_of_an_alert_is_an_event_of_its_own() {
    let it = timeline("- 14:02 — Firing\n- 14:20 — Restart\n- 14:47 — Inactive");
    assert_eq!(it["milestones"]["detected"], "2026-03-05T14:02:00+00:00");
    assert_eq!(it["milestones"]["resolved"], "2026-03-05T14:47:00+00:00");
    let it = timeline("- 14:02 — Début\n- 14:47 — Fin");
    assert_eq!(it["durations"]["resolve"], 2700);
    let it = timeline("- 14:02 — 인시던트 시작\n- 14:47 — 인시던트 종료");
    assert_eq!(it["durations"]["resolve"], 2700);
    let it = timeline("- 14:02 Alarm om at innsending er nede\n- 14:47 Alarm er løst");
    assert_eq!(it["milestones"]["detected"], "2026-03-05T14:02:00+00:00");
    assert_eq!(it["milestones"]["resolved"], "2026-03-05T14:47:00+00:00");
    let it = timeline("- 14:02 Inactive members are asked\n- 14:47 Normal week begins");
    assert_eq!(it["milestones"]["resolved"], Value::Null);
}

#[test]
fn headings_of_what_is_left_and_how_it_is_prevented_head_tasks() {
    for heading in [
        "Cómo evitaremos que vuelva a ocurrir",
        "Wie wir verhindern, dass es wieder passiert",
        "Comment éviter que cela se reproduise",
        "Como vamos evitar que aconteça de novo",
        "How we will prevent it",
        "如何防止再发生",
        "再発させないために",
        "어떻게 방지할 것인가",
        "Hvordan hindrer vi det",
        "Как предотвратить",
        "次アクション",
    ] {
        let found = tasks(&format!("## {heading}\n\n- Add an alert for the queue"));
        assert_eq!(found.len(), 1, "{heading}");
    }
    for heading in ["Pendiente", "Offen", "Outstanding", "Remaining", "Pending", "남은 일", "未完成"] {
        let found = tasks(&format!("## {heading}\n\n- Add an alert for the queue"));
        assert_eq!(found.len(), 1, "{heading}");
    }
    assert_eq!(tasks("## Pending\n\n- Add an alert for the queue")[0].1, "open");
    for heading in ["Why we did not prevent it", "Open questions", "Open source", "剩余空间"] {
        assert!(tasks(&format!("## {heading}\n\n- Add an alert for the queue")).is_empty(), "{heading}");
    }
}

#[test]
fn open_boxes_are_work_that_is_left_unless_they_are_a_check() {
    let boxes = "- [ ] Alarme sur la file des courriels\n- [x] Limite des envois par client";
    for heading in ["Checklist post-rotation", "防呆机制清单", "Garde-fous"] {
        let found = tasks(&format!("## {heading}\n\n{boxes}"));
        assert_eq!(found.iter().map(|it| it.1.as_str()).collect::<Vec<_>>(), ["open", "done"], "{heading}");
        let beside = tasks(&format!("## Action items\n\n- Add an alert\n\n## {heading}\n\n{boxes}"));
        assert_eq!(beside.len(), 3, "{heading}");
    }
    for heading in ["Verification", "Sign-off", "上线检查清单", "Release checklist"] {
        assert!(tasks(&format!("## {heading}\n\n{boxes}")).is_empty(), "{heading}");
    }
}

#[test]
fn tasks_may_be_bold_paragraphs_and_have_state_and_day_before_them() {
    let told = "## Action items\n\n**1. Cap the retries of mails**\n\nEach client retries at once.\n\n**2. 增加队列告警阈值**\n\n没有告警。";
    let found: Vec<String> = tasks(told).into_iter().map(|it| it.0).collect();
    assert_eq!(found, ["Cap the retries of mails", "增加队列告警阈值"]);
    let groups = "## Action items\n\n**1. Everything about the queue**\n\n- Add an alert";
    assert_eq!(tasks(groups).len(), 1);
    let dated =
        "# Mail late\n\n**Date:** 2026-03-05\n\n## Action items\n\n1. **TODO due 2026-04-02** — Add an alert";
    let item = knowledge(dated)["action_items"][0].clone();
    assert_eq!(
        (&item["task"], &item["due"], &item["status"]),
        (&json!("Add an alert"), &json!("2026-04-02"), &json!("open"))
    );
    let paragraph = "## 次アクション\n\n送信数の上限を監視に追加する。";
    assert_eq!(tasks(paragraph).len(), 1);
    assert!(tasks("## 次アクション\n\n次回の会議で話す。").is_empty());
}

#[test]
fn a_table_with_its_times_in_a_late_column_stops_nothing() {
    let it = incident(
        "# Mail late\n\n**Date:** 2026-03-05\n\n## Timeline\n\n| Who | Where | When |\n|---|---|---|\n| Noor | mail | 14:02 |\n\n## Root cause\n\nA.\n",
    );
    assert_eq!(it["date"], "2026-03-05");
}
