//! Reports in plain sentences and small forms: what they state is read, what is still a form is no incident.

use serde_json::Value;

use crate::support::Site;

fn incidents(path: &str, text: &str) -> Vec<Value> {
    let site = Site::new().document(path, text);
    site.export()["incidents"].as_array().unwrap().clone()
}

fn incident(path: &str, text: &str) -> Value {
    let mut found = incidents(path, text);
    assert_eq!(found.len(), 1, "{text}");
    found.remove(0)
}

fn action_items(path: &str, text: &str) -> Vec<Value> {
    let site = Site::new().document(path, text);
    site.export()["action_items"].as_array().unwrap().clone()
}

#[test]
fn an_article_states_its_milestones_and_its_length_in_sentences() {
    let found = incident(
        "blog/2025-05-07-registry.md",
        "---\ntitle: 'Post-mortem: outage of the registry'\ndate: 2025-05-07\n---\n\nOn Monday, May 5, 2025 our registry \
         could not be reached for **1 hour and 52 minutes**.\n\n## What happened\n\nThe outage started at 18:07 CEST when \
         the store refused writes. Our probe noticed it at 18:11 CEST. Bo added a disk, and the registry was back at \
         19:59 CEST.\n",
    );
    assert_eq!(found["date"], "2025-05-05");
    assert_eq!(found["milestones"]["started"], "2025-05-05T18:07:00+02:00");
    assert_eq!(found["milestones"]["detected"], "2025-05-05T18:11:00+02:00");
    assert_eq!(found["milestones"]["resolved"], "2025-05-05T19:59:00+02:00");
    assert_eq!(found["provenance"]["duration"]["certainty"], "stated");
}

#[test]
fn a_report_of_one_sentence_is_one() {
    let text = "# Post-mortem: outage of 5 May\n\nOn May 5, 2025 the shop was down for 20 minutes.\n";
    let found = incident("notes/shop.md", text);
    assert_eq!((&found["date"], &found["durations"]["declared"]), (&"2025-05-05".into(), &1200.into()));
    let guide = "# Post-mortem: how we write them\n\nOn May 5, 2025 we agreed on a form.\n";
    assert!(incidents("notes/guide.md", guide).is_empty());
}

#[test]
fn a_mark_in_angles_says_when_it_began_and_ended() {
    let found = incident(
        "postmortems/a.md",
        "# Postmortem: build broken\n\n## Timeline (all times in UTC)\n\n### 2025-02-01\n\n**16:27** A release is cut -- and \
         is pushed **&lt;START OF OUTAGE&gt;**<br>\n**21:36** Bo reports that builds fail<br>\n**22:15** Fix lands. \
         **&lt;END OF OUTAGE&gt;**\n",
    );
    assert_eq!(found["milestones"]["started"], "2025-02-01T16:27:00+00:00");
    assert_eq!(found["milestones"]["resolved"], "2025-02-01T22:15:00+00:00");
}

#[test]
fn an_outage_that_began_the_evening_before_its_title_is_of_that_evening() {
    let found = incident(
        "postmortems/a.md",
        "# Mar 2 2025 storm\n\n## Timeline (all times UTC)\n\n- 2025-03-01 22:10 First wave of uploads begins\n- 2025-03-02 \
         03:00 Uploads are rejected\n",
    );
    assert_eq!(found["date"], "2025-03-01");
    assert_eq!(found["milestones"]["started"], "2025-03-01T22:10:00+00:00");
}

#[test]
fn a_remark_behind_a_length_and_long_names_of_services_leave_them_what_they_are() {
    let found = incident(
        "postmortems/a.md",
        "# Postmortem: records missed\n\n## Date\n2025-03-01\n\n## Affected services\nBilling; invoice to ledger export \
         service\n\n## Incident duration\n1 hr 4 minutes - the records were found at 11:56 and processed at 13:00.\n",
    );
    assert_eq!(found["durations"]["declared"], 3840);
    assert_eq!(found["services"], serde_json::json!(["Billing", "invoice to ledger export service"]));
    let component = incident(
        "postmortems/b.md",
        "# Postmortem: builds fail\n\n## Summary\n\nComponent: build farm<br>\nDuration: 2h<br>\nDate: 2025-03-01\n",
    );
    assert_eq!(component["services"], serde_json::json!(["build farm"]));
}

#[test]
fn a_form_and_checklists_are_no_incidents() {
    let form = "# Postmortem — incident NN: <short name>\n\n**Date:** YYYY-MM-DD · **Detected by:** <alert / a human>\n\n\
                ## The sentences\n\nWrite exactly five. The limit is the point: it forces you to separate what happened \
                from how you found out.\n\n1. **Context** — what was normal before this started.\n2. **Signal** — what you \
                observed, and which instrument showed it.\n3. **Action** — what you did, in order.\n\n## Timeline\n\n\
                | Time | Event |\n| --- | --- |\n| | |\n\n## Follow-up\n\n- [ ] An alert that would have caught this\n";
    assert!(incidents("incidents/postmortem-form.md", form).is_empty());
    let checklists = "# Incident response checklists for common failures\n\nThey reduce stress.\n\n## Database failure\n\n\
                      - [ ] Check the lag\n- [ ] Check that it failed over\n";
    assert!(incidents("documents/incident_response.md", checklists).is_empty());
}

#[test]
fn a_readme_that_is_a_report_by_its_title_and_sections_is_one() {
    let text = "# **Incident report:** expired certificate\n\n## ROOT CAUSE:\n\nThe certificate expired.\n\n## TIMELINE:\n\n\
                It expired, and was renewed by hand.\n\n## Corrective and preventive measures\n\n- Renew a month before\n";
    assert_eq!(incidents("postmortem/README.md", text).len(), 1);
    let about =
        "# Incident reports\n\n## Timeline\n\nEach report has one.\n\n## Root cause\n\nIt says why.\n";
    assert!(incidents("postmortem/README.md", about).is_empty());
}

#[test]
fn sentences_below_a_label_are_a_text_and_no_figure_begins_it_after_it_was_noticed() {
    let found = incident(
        "postmortems/a.md",
        "# Postmortem: nodes drained\n\n- **Key events**\n  - First detected 2025-03-18 09:36\n  - Repaired 2025-03-18 \
         10:40\n  - Resolved 2025-03-20 12:09\n- **Time to resolve**: 2d 1h 29m\n- **Impact**:\n  - The board was down.\n  \
         - Nothing was lost.\n- **Timeline**:\n  - 2025-03-18 09:36: Users reported that pods ended.\n  - 2025-03-18 10:40: \
         Pods came up.\n  - 2025-03-20 12:09: The team confirmed the end.\n",
    );
    assert_eq!(found["milestones"]["started"], Value::Null);
    assert_eq!(found["milestones"]["detected"], "2025-03-18T09:36:00+00:00");
    assert_eq!(found["impact"]["summary"], "The board was down. Nothing was lost.");
}

#[test]
fn a_short_chinese_report_is_read_to_its_last_sentence() {
    let text = "# 支付服务超时复盘\n\n2025年5月14日 14:32 左右，支付服务中断，15:10 恢复正常，期间约 3200 笔订单支付失败。\n\n## 处理过程\n\n\
         14:35 监控告警，值班同学开始排查。14:50 定位到连接池被打满。15:05 扩容连接池并重启服务。\n\n## 后续计划\n\n\
         1. 连接池监控接入告警（王明，5月20日前）\n2. 压测脚本加入发布流程 @李华 2025-05-30 进行中\n3. ~~切换到新版驱动~~\n";
    let found = incident("incidents/a.md", text);
    assert_eq!(found["date"], "2025-05-14");
    // An approximate time states nothing.
    assert_eq!(found["milestones"]["started"], Value::Null);
    assert_eq!(found["milestones"]["detected"], "2025-05-14T14:35:00+00:00");
    assert_eq!(found["milestones"]["resolved"], "2025-05-14T15:10:00+00:00");
    assert_eq!(found["timeline"].as_array().unwrap().len(), 3, "{}", found["timeline"]);
    let items = action_items("incidents/a.md", text);
    assert_eq!(
        (&items[1]["task"], &items[1]["owner"], &items[1]["due"], &items[1]["status"]),
        (&"压测脚本加入发布流程".into(), &"@李华".into(), &"2025-05-30".into(), &"in-progress".into())
    );
}

#[test]
fn a_short_japanese_report_gives_its_range_and_its_days() {
    let text = "# 2025-03-02 認証サーバー障害報告\n\n## 概要\n3月2日 10:15〜11:40 の間、認証サーバーが応答せず、ログインできない状態が発生しました。\n\n\
                ## 再発防止策\n- 証明書の期限監視を追加する（担当: 佐藤、期限: 3/10）\n";
    let found = incident("incidents/b.md", text);
    assert_eq!(found["milestones"]["started"], "2025-03-02T10:15:00+00:00");
    assert_eq!(found["milestones"]["resolved"], "2025-03-02T11:40:00+00:00");
    let items = action_items("incidents/b.md", text);
    assert_eq!((&items[0]["owner"], &items[0]["due"]), (&"佐藤".into(), &"2025-03-10".into()));
}

#[test]
fn the_first_sentence_of_a_report_may_be_all_that_states_its_day() {
    let text = |sentence: &str| {
        format!("# Incident summary: search empty\n\n{sentence}\n\n### Follow-ups\n\n* [x] Roll back\n")
    };
    let found = incident(
        "incidents/c.md",
        &text("On 12 March 2025, from 08:05 to 09:40 UTC, search returned no results for all customers."),
    );
    assert_eq!(found["date"], "2025-03-12");
    assert_eq!(found["milestones"]["started"], "2025-03-12T08:05:00+00:00");
    assert_eq!(found["milestones"]["resolved"], "2025-03-12T09:40:00+00:00");
    assert_eq!(found["suggested"]["causes"], Value::Null, "follow-ups are no power supply");
    let opening = incident("incidents/c.md", &text("On Monday, 12 March 2025, a release emptied an index."));
    assert_eq!(opening["date"], "2025-03-12");
    let later = incident("incidents/c.md", &text("A release emptied an index. On 12 March 2025 we met."));
    assert_eq!(later["date"], Value::Null);
    let planned = incident("incidents/c.md", &text("On 12 March 2025, we will meet."));
    assert_eq!(planned["date"], Value::Null);
}

#[test]
fn labels_of_trackers_and_of_other_languages_are_read() {
    let text = "# API 5xx spike\n\n- Impact start: 2025/06/18 03:11 PDT\n- Impact end: 2025/06/18 04:02 PDT\n- TTD: 6m / TTR: 51m\n\n## AIs\n\
                | # | AI | DRI | ETA | Status |\n|-|-|-|-|-|\n| 1 | Add circuit breaker | @sam | 7/1 | In review |\n";
    let found = incident("incidents/e.md", text);
    assert_eq!((&found["durations"]["detect"], &found["durations"]["resolve"]), (&360.into(), &3060.into()));
    let items = action_items("incidents/e.md", text);
    assert_eq!(
        (&items[0]["task"], &items[0]["owner"], &items[0]["due"], &items[0]["status"]),
        (&"Add circuit breaker".into(), &"@sam".into(), &"2025-07-01".into(), &"in-progress".into())
    );
    let german = incident(
        "incidents/d.md",
        "# Störungsbericht: Kassen offline\n\n**Beginn:** 03.04.2025, 09:12 Uhr\n**Betroffen:** Kassen, Gutscheine\n**Priorität:** hoch\n\n\
         ## Ursache\nEin Zertifikat war abgelaufen.\n",
    );
    assert_eq!(german["services"], serde_json::json!(["Kassen", "Gutscheine"]));
    assert_eq!(german["summary"], "Ein Zertifikat war abgelaufen.");
}

#[test]
fn reports_in_french_spanish_and_traditional_chinese_state_their_milestones() {
    let french = incident(
        "postmortems/a.md",
        "# Compte rendu d'incident — paiement\n\nLe 14 mai 2025, le paiement était indisponible.\n\n## Chronologie\n- 10 h 05 : premières erreurs \
         502\n- 10 h 12 : alerte reçue par l'astreinte\n- 10 h 50 : service rétabli\n\n## Causes\n\nUne panne qui a duré 1 h 30.\n",
    );
    assert_eq!(french["milestones"]["detected"], "2025-05-14T10:12:00+00:00");
    assert_eq!(french["milestones"]["resolved"], "2025-05-14T10:50:00+00:00");
    let spanish = incident(
        "postmortems/b.md",
        "# Postmortem: caída del correo\n\nEl 3 de marzo de 2025 a las 09:20 el servicio de correo dejó de responder. Se restableció a \
         las 10:05.\n\n## Causa raíz\nEl disco se llenó.\n",
    );
    assert_eq!(spanish["milestones"]["started"], "2025-03-03T09:20:00+00:00");
    assert_eq!(spanish["milestones"]["resolved"], "2025-03-03T10:05:00+00:00");
    let chinese = incident(
        "postmortems/d.md",
        "# 事故檢討：訂單服務中斷\n\n發生時間：2025/03/18 21:40\n\n## 事件經過\n- 21:40 訂單 API 開始回傳 500\n- 21:47 客服回報異常\n",
    );
    assert_eq!(chinese["milestones"]["detected"], "2025-03-18T21:47:00+00:00");
}

#[test]
fn bylines_and_tasks_are_no_summary() {
    let text = "# Postmortem: uploads failed\n\nPublished by Jo Okafor · 9 June 2025\n\nOn 5 June 2025 uploads failed for everyone.\n\n\
                ## What we're changing\n\n1. Canary releases for the resizer\n";
    let found = incident("postmortems/e.md", text);
    assert_eq!(found["summary"], "On 5 June 2025 uploads failed for everyone.");
    assert_eq!(action_items("postmortems/e.md", text).len(), 1);
    let tasks = incident(
        "postmortems/f.md",
        "# Postmortem: export missing\n\n## Corrective actions\n\nCA-1: Add a freshness check. Owner: T. Brandt.\n\nCA-2: Retry. Owner: M. Silva.\n",
    );
    assert_eq!(tasks["summary"], Value::Null);
}

#[test]
fn owners_and_days_of_tasks_are_read_in_the_forms_of_more_languages() {
    let of = |language: &str, items: &str| {
        let text = format!("# Postmortem: {language}\n\nDate: 2025-04-03\n\n## Action items\n\n{items}\n");
        let items = action_items("postmortems/a.md", &text);
        let value = |key: &str| items[0][key].as_str().unwrap_or_default().to_owned();
        [value("task"), value("owner"), value("due")]
    };
    let expected = |it: [&str; 3]| it.map(str::to_owned);
    assert_eq!(
        of("fr", "1. Générer la liste — *Hugo Lemaire*, avant le 18/04/2025"),
        expected(["Générer la liste", "Hugo Lemaire", "2025-04-18"])
    );
    assert_eq!(
        of("ja", "1. 列名で読み込む【担当：佐野／期限：2025年9月19日】"),
        expected(["列名で読み込む", "佐野", "2025-09-19"])
    );
    assert_eq!(
        of("es", "- [x] Pedir confirmación — @Iván Soto — 28 de mayo de 2025"),
        expected(["Pedir confirmación", "Iván Soto", "2025-05-28"])
    );
    assert_eq!(
        of("zh", "| 改进项 | 负责人 | 计划完成 |\n| --- | --- | --- |\n| 强制分批 | 马骁 | 2025-04-28 |"),
        expected(["强制分批", "马骁", "2025-04-28"])
    );
}

#[test]
fn a_checklist_for_the_next_outage_is_what_to_do_then_and_actionables_are_tasks() {
    let text = "# Postmortem: power cut\n\nDate: 2025-04-03\n\n## Checklist for Next Outage\n\n- [ ] Check the battery of the controller\n\
                - [ ] Start the primary database by hand\n- [ ] Verify the replica from another node\n";
    assert!(action_items("postmortems/a.md", text).is_empty());
    let wiki = "# Postmortem: job queue\n\nDate: 2025-04-03\n\n## Actionables\n\n- T388420 - Deploy to one runner first\n";
    assert_eq!(action_items("postmortems/a.md", wiki).len(), 1);
}

#[test]
fn the_name_of_a_file_says_which_of_day_and_month_its_text_writes_first() {
    let text = "# Báo cáo sự cố: không đặt được vé\n\n- **Ngày:** 04/08/2025\n- **Thời gian bắt đầu:** 04/08/2025 19:10\n";
    let found = incident("su-co/2025-08-04-dat-ve.md", text);
    assert_eq!(found["date"], "2025-08-04");
    assert_eq!(found["milestones"]["started"], "2025-08-04T19:10:00+00:00");
    let american =
        incident("incidents/2025-04-08-tickets.md", &text.replace("Báo cáo sự cố", "Incident report"));
    assert_eq!(american["date"], "2025-04-08");
    let italian = incident(
        "incidenti/a.md",
        "# Incidente: posta ferma\n\n- **Inizio:** 16 settembre 2025, ore 11:30\n- **Gravità:** P2\n",
    );
    assert_eq!(italian["milestones"]["started"], "2025-09-16T11:30:00+00:00");
    let noon = incident(
        "a.md",
        "# 障害報告：停止\n\n|項目|内容|\n|---|---|\n|発生日時|2025年9月3日 午前2時10分|\n|復旧日時|2025年9月3日（水）午後0時30分|\n",
    );
    assert_eq!(noon["milestones"]["resolved"], "2025-09-03T12:30:00+00:00");
}
