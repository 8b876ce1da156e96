//! What a document is taken for, by its place, its name and its text; documents invented for this in many templates.

use std::collections::BTreeMap;

use crate::support::Site;

/// Path below `content`, text, and what it is: `incident`, `maintenance`, `runbook`, `page`, `left out`.
const DOCUMENTS: &[(&str, &str, &str)] = &[
    // Reports, poor in signs, in folders of reports.
    (
        "ops/post-mortems/2026-02-03-queue.md",
        "# The queue grew for an hour\n\nA consumer was paused by mistake and nobody saw it.\n",
        "incident",
    ),
    (
        "docs/incident-reports/mail.md",
        "# Mail went out twice\n\n## 2026-01-05 09:10\n\nFirst complaint.\n\n## 09:40\n\nThe job is stopped.\n",
        "incident",
    ),
    (
        "运维/线上故障复盘/支付回调.md",
        "# 支付回调丢失\n\n2026 年 3 月 2 日晚，回调网关丢弃了一部分请求。\n\n## 根因\n\n限流阈值写错。\n",
        "incident",
    ),
    (
        "障害/在庫.md",
        "# 在庫が二重に引き当てられた\n\n発生日: 2026-02-11\n\n再試行で二重に処理された。\n",
        "incident",
    ),
    (
        "장애/2026-03-01-결제.md",
        "# 결제 콜백 지연\n\n콜백 서버의 큐가 가득 차서 결제 확인이 늦어졌다.\n",
        "incident",
    ),
    (
        "rca/printer.md",
        "# Label printer silent\n\n**When:** 2026-01-19\n\nA driver update removed the queue.\n",
        "incident",
    ),
    // What teaches how to write one holds the parts of one.
    (
        "guide/write-a-postmortem.md",
        "# Write a postmortem\n\n## Timeline\n\n- 10:00 Alert\n- 10:20 Restart\n\n## Root cause\n\n**根因**: pool\n",
        "page",
    ),
    (
        "guide/写复盘.md",
        "# 写一篇复盘\n\n## 时间线\n\n- 10:00 告警\n- 10:20 重启\n\n## 根因\n\n**根因**：连接池\n",
        "page",
    ),
    (
        "guide/ポストモーテム.md",
        "# ポストモーテムの書き方\n\n## タイムライン\n\n- 10:00 検知\n- 10:20 再起動\n\n## 根本原因\n\n設定ミス\n",
        "page",
    ),
    (
        "vorlagen-und-mehr/scheda-template.md",
        "# Post-mortem: <titolo breve>\n\n**Data**: AAAA-MM-GG\n**Commit**: hash breve\n\n## Impatto\n\nQuanti clienti erano coinvolti e per quanto tempo il guasto era attivo.\n\n## Causa radice\n\nNon il sintomo, la causa: perché è successo proprio allora.\n",
        "left out",
    ),
    (
        "werk/band-steht.md",
        "# Vorfall: Band 4 steht\n\n- Datum: 2026-03-21\n\n## Zusammenfassung\n\nDas Band stand still.\n\n## Massnahmen\n\n| Massnahme | Status |\n| --- | --- |\n| Sensor tauschen | Erledigt |\n",
        "incident",
    ),
    (
        "blog/comments.md",
        "# Comment service postmortem\n\n## Timeline\n\n- 10:00 Comments fail\n- 10:20 Restart\n\n## Root cause\n\nA full queue.\n",
        "incident",
    ),
    // Reports by name, id, title, form, wherever they lie.
    (
        "notes/INC-0042 stale cache.md",
        "# Stale cache\n\n## Impact\n\nOld prices for 20 minutes.\n",
        "incident",
    ),
    (
        "notes/week7.md",
        "# INC-0107：搜索结果为空\n\n状态：已修复\n\n## 影响\n\n搜索十分钟无结果。\n",
        "incident",
    ),
    (
        "blog/2026-02-20.md",
        "# Post-incident review: two hours without search\n\n## What happened\n\nAn index was dropped.\n\n## Root cause\n\nA script without a guard.\n",
        "incident",
    ),
    (
        "team/relatorio.md",
        "# Relatório de incidente: fila parada\n\n## Timeline\n\n- 10:02 A fila para\n- 10:30 A fila volta\n",
        "incident",
    ),
    (
        "bundle/2026-01-08-disk-full/README.md",
        "# Disk full\n\n**Severity:** SEV2\n**Date:** 2026-01-08\n\n## Root cause\n\nLogs were kept for ever.\n",
        "incident",
    ),
    (
        "notes/outage.md",
        "# Failover during the upgrade window broke logins\n\n## Timeline\n\n- 22:00 The planned upgrade starts\n- 22:14 Logins fail\n\n## Root cause\n\nThe standby had no certificates.\n\n## Action items\n\n- [ ] Test the standby\n",
        "incident",
    ),
    (
        "mail/templates.md",
        "# Mail template rendering broke checkout\n\n**Severity:** SEV3\n**Date:** 2026-02-14\n\n## Impact\n\nNo receipts for an hour.\n",
        "incident",
    ),
    (
        "notes/okno.md",
        "# Raport z incydentu: brak poczty\n\n## Podsumowanie\n\nPoczta stała godzinę.\n\n## Przyczyna\n\nPełny dysk.\n",
        "incident",
    ),
    (
        "notes/natt.md",
        "# Incidentrapport: larmen var tysta\n\n## Påverkan\n\nIngen fick larm under natten.\n\n## Grundorsak\n\nEn nyckel gick ut.\n",
        "incident",
    ),
    (
        "notes/diska.md",
        "# Диск переполнился ночью\n\n## Что произошло\n\nЖурнал занял весь диск.\n\n## Влияние\n\nВходы не работали час.\n\n## Первопричина\n\nРотация была выключена.\n\n## Дальнейшие шаги\n\n- Включить ротацию\n",
        "incident",
    ),
    // Planned work and its kin.
    (
        "status/2026-02-01-db.md",
        "---\ntitle: Database upgrade\ndate: 2026-02-01\nseverity: P3\n---\nThe database will be upgraded at 06:00 UTC. Expect a short read-only period during the maintenance window.\n",
        "maintenance",
    ),
    (
        "status/2026-02-08-idc.md",
        "---\ntitle: 机房割接通知\ndate: 2026-02-08\nseverity: P3\n---\n我们将于 2 月 8 日 02:00 进行割接，届时控制台只读，预计持续 2 小时。\n",
        "maintenance",
    ),
    (
        "status/2026-02-15-api.md",
        "---\ntitle: API maintenance\ndate: 2026-02-15\nseverity: P2\n---\nThe API is down since 10:00, we are investigating. The cause is not known.\n",
        "incident",
    ),
    (
        "reports/near.md",
        "# Near miss: expired key found in time\n\n**Date:** 2026-02-17\n**Severity:** SEV3\n\n## Root cause\n\nNo alarm on expiry.\n",
        "near-miss",
    ),
    (
        "reports/drill.md",
        "# 机房断电演练\n\n**日期**：2026-02-18\n**级别**：P2\n\n## 时间线\n\n- 10:00 断电\n- 10:05 切换完成\n",
        "drill",
    ),
    // Runbooks in the forms that teams use.
    (
        "alerts/DiskWillFill.md",
        "# DiskWillFill\n\n## Meaning\n\nThe disk is full in four hours.\n\n## Impact\n\nWrites fail.\n\n## Diagnosis\n\nLook for large files.\n\n## Mitigation\n\nRotate logs.\n",
        "runbook",
    ),
    (
        "guides/redis.md",
        "# Redis 连接数打满\n\n## 症状\n\n连接超时。\n\n## 常见原因\n\n连接泄漏。\n\n## 排查步骤\n\n1. 看连接数\n\n## 解决方案\n\n重启客户端。\n",
        "runbook",
    ),
    (
        "runbooks/edge/cert.md",
        "---\nid: edge-cert\ntitle: Certificado a punto de caducar\nseverity: critical\nservices: [edge]\n---\n## Síntomas\n\nLos clientes rechazan la conexión.\n\n## Mitigación\n\n1. Renovar el certificado.\n\n## Prevención\n\n- Avisar 30 días antes.\n",
        "runbook",
    ),
    ("runbooks/restart.md", "# Restart the gateway\n\n1. Drain it.\n2. Restart it.\n", "runbook"),
    // Pages.
    ("postmortems/README.md", "# Postmortems\n\nAll reports of the team, newest first.\n", "page"),
    (
        "postmortems/process.md",
        "# Post-mortem process\n\n## When\n\nAfter every SEV1.\n\n## Timeline\n\n- Within 24 hours: a draft\n\n## Action items\n\nEach has an owner.\n",
        "page",
    ),
    (
        "postmortems/guia.md",
        "# Guía de incidentes\n\n## Impacto\n\nDe P1 a P4.\n\n## Cronología\n\n- En 24 horas: un borrador\n",
        "page",
    ),
    (
        "postmortems/定级.md",
        "# 故障定级标准\n\n## 影响\n\nP0：全站不可用。\n\n## 时间线\n\n见流程。\n",
        "page",
    ),
    (
        "incidents/2026-q1.md",
        "# What we saw in the first quarter\n\n## INC-0001\n\nQueue.\n\n## INC-0002\n\nCache.\n\n## INC-0003\n\nMail.\n",
        "page",
    ),
    (
        "incidents/list.md",
        "# All of them\n\n- [Queue](queue.md)\n- [Cache](cache.md)\n- [Mail](mail.md)\n",
        "page",
    ),
    ("docs/philosophy.md", "# Our philosophy\n\n## Steps\n\nThink, then act.\n", "page"),
    (
        "docs/rfc-12.md",
        "# RFC: a second queue\n\n## Impact\n\nNone.\n\n## Timeline\n\nNext quarter.\n\n## Action items\n\n- Build it\n",
        "page",
    ),
    (
        "team/sprint.md",
        "# Sprint 12 retrospective\n\n## What went well\n\nDemos.\n\n## Action items\n\n- Cake\n",
        "page",
    ),
    ("incident-response/roles.md", "# Roles\n\nThe commander leads. The scribe writes.\n", "page"),
    // Forms that are still to be filled in.
    (
        "postmortems/plantilla.md",
        "# Plantilla\n\n**Fecha**: YYYY-MM-DD\n**Severity**: SEV1 / SEV2 / SEV3\n**Services**: <services>\n\n## Impact\n\nDescribe the impact.\n",
        "left out",
    ),
    (
        "postmortems/vorlage.md",
        "# {{ title }}\n\n**Severity**: \n**Date**: \n**Duration**: \n**Services**: \n",
        "left out",
    ),
    (
        "templates/report.md",
        "# ISSUE NAME\n\n## Summary\n\nLorem ipsum dolor\n\n## Timeline\n\n- HH:MM: Thing 1 happened\n",
        "left out",
    ),
    (
        "postmortems/formulario.md",
        "# Informe\n\n**Severidad:** alta | media | baja\n**Detectado por:** <quién (persona/alarma)>\n**Duración:** <horas / días>\n\n## Impacto\n\n<A quién afectó — con cifras, no a ojo>\n\n## Causa raíz\n\n- ...\n",
        "left out",
    ),
    (
        "incidents/форма.md",
        "# Шаблон разбора\n\n## Влияние\n\n- Кто пострадал:\n- Сколько длилось:\n\n## Причина\n\n- ...\n",
        "left out",
    ),
    ("postmortems/empty.md", "\n", "left out"),
    // Words of other kinds of documents in names and titles of reports: the text decides.
    (
        "notes/2026-02-08-onboarding.md",
        "# Welcome mails went out twice\n\n**Severity:** SEV3\n**Duration:** 40 min\n\n## Timeline\n\n- 10:02 First complaint\n- 10:42 The job is stopped\n\n## Root cause\n\nA retry.\n",
        "incident",
    ),
    (
        "notes/digest.md",
        "# The digest was empty for a day\n\n## Impact\n\nNobody got it.\n\n## Timeline\n\n- 2026-02-03 08:00 An empty digest goes out\n- 2026-02-03 09:10 The query is fixed\n\n## Root cause\n\nA filter.\n\n## Action items\n\n- [ ] Test the query\n",
        "incident",
    ),
    (
        "notes/newsletter.md",
        "# Newsletter sent twice\n\n**Severity:** SEV3\n**Started:** 2026-02-03 08:00\n\n## Impact\n\nTwo mails.\n\n## Root cause\n\nA retry.\n",
        "incident",
    ),
    (
        "notes/gateway-down/README.md",
        "# Gateway unreachable for 20 minutes\n\n**Severity:** SEV2\n**Date:** 2026-02-03\n**Duration:** 20 min\n\n## Timeline\n\n- 10:02 Alert\n- 10:22 Back\n\n## Root cause\n\nA rule.\n",
        "incident",
    ),
    (
        "docs/onboarding.md",
        "# Onboarding\n\n**Duration:** two weeks\n\n## Timeline\n\n- 09:00 Welcome\n- 10:00 Laptop\n\n## Action items\n\n- Read the handbook\n",
        "page",
    ),
    (
        "team/minutes.md",
        "# Minutes of 2026-02-03\n\n## Timeline\n\n- 10:00 Budget\n- 10:20 Hiring\n\n## Impact\n\nNone.\n\n## Action items\n\n- [ ] Ask the bank\n",
        "page",
    ),
    // Forms in other languages, with the letters of their days and their lists of states.
    (
        "postmortems/modelo.md",
        "# Incidente: ‹título curto…›\n\n- **Data:** AAAA-MM-DD\n- **Estado:** rascunho | em revisão | fechado\n- **Severidade:** P1 / P2 / P3\n- **Autor:** ‹nome›\n\n## Resumo\n\n‹O que aconteceu, em duas frases.›\n\n## Causa raiz\n\nUse a técnica dos cinco porquês e não pare na primeira resposta.\n",
        "left out",
    ),
    (
        "postmortems/neu.md",
        "---\nid: INC-JJJJ-MM-TT\ntitle: ＜Titel＞\ndate: JJJJ-MM-TT\nseverity: P1 | P2 | P3\n---\n## Zusammenfassung\n\n‹Was ist passiert?›\n\n## Zeitleiste\n\n- SS:MM ‹Ereignis›\n- SS:MM ‹Ereignis›\n",
        "left out",
    ),
    (
        "postmortems/бланк.md",
        "# Инцидент ГГГГ-ММ-ДД\n\n**Дата:** ДД.ММ.ГГГГ\n**Статус:** черновик / опубликован / закрыт\n\n## Хронология\n\n- ЧЧ:ММ —\n- ЧЧ:ММ —\n",
        "left out",
    ),
];

/// What every document was taken for, by its path.
fn taken(site: &Site) -> BTreeMap<String, String> {
    let exported = site.export();
    let mut taken = BTreeMap::new();
    for (list, kind) in [("incidents", None), ("runbooks", Some("runbook"))] {
        for it in exported[list].as_array().unwrap() {
            let kind = kind.unwrap_or_else(|| it["kind"].as_str().unwrap());
            taken.insert(it["source"]["path"].as_str().unwrap().to_owned(), kind.to_owned());
        }
    }
    for it in exported["diagnostics"].as_array().unwrap() {
        if it["code"] == "AW005" {
            taken.insert(
                it["path"].as_str().unwrap().trim_start_matches("content/").to_owned(),
                "left out".to_owned(),
            );
        }
    }
    taken
}

#[test]
fn documents_of_many_templates_are_taken_for_what_they_are() {
    let mut site = Site::new();
    for (path, text, _) in DOCUMENTS {
        site = site.document(path, text);
    }
    let taken = taken(&site);
    let faults: Vec<String> = DOCUMENTS
        .iter()
        .map(|(path, _, expected)| (path, taken.get(*path).map_or("page", String::as_str), expected))
        .filter(|(_, got, expected)| got != *expected)
        .map(|(path, got, expected)| format!("{path}: {got}, should be {expected}"))
        .collect();
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn a_build_counts_what_it_left_out_and_check_names_it() {
    let site = Site::new()
        .document("postmortems/a.md", "---\ntitle: A\nseverity: P1\ndate: 2026-01-05\n---\nText.\n")
        .document(
            "postmortems/b.md",
            "---\ntitle: B\nseverity: P1\ndate: 2026-01-06\ndraft: true\n---\nText.\n",
        )
        .document("postmortems/c.md", "# Postmortem template\n\n**Severity**: TBD\n\n**Date**: TBD\n")
        .document("postmortems/process.md", "# Postmortem process\n\nWrite within five days.\n");
    let built = site.run(&["build"]).stderr;
    let counted = "read: 1 incident, 1 other page\nleft out: 1 draft (`--drafts` includes them), 1 template\n1 page may be an incident: ";
    assert!(built.contains(counted), "{built}");
    assert!(!built.contains("AW005") && !built.contains("AW010"), "{built}");
    let checked = site.run(&["check"]).stdout;
    for (code, path) in [("AW005", "b.md"), ("AW005", "c.md"), ("AW010", "process.md")] {
        let found = checked.split("\n\n").any(|it| it.contains(code) && it.contains(path));
        assert!(found, "{code} {path}: {checked}");
    }
    let public = site.run(&["export", "--audience", "public"]).stdout;
    assert!(!public.contains("b.md"), "{public}");
}

#[test]
fn neighbours_of_the_same_template_are_a_sign() {
    let report = |day: u8| {
        format!(
            "---\ntitle: Report {day}\nseverity: P1\ndate: 2026-01-0{day}\n---\n## Co się stało\n\nA.\n\n## Dlaczego\n\nB.\n"
        )
    };
    let poor = "# Kolejka\n\n## Co się stało\n\nKolejka stanęła 2026-01-09.\n\n## Dlaczego\n\nBłąd.\n";
    let alone = Site::new().document("zdarzenia/c.md", poor);
    assert!(alone.export()["incidents"].as_array().unwrap().is_empty());
    let among = alone.document("zdarzenia/a.md", &report(1)).document("zdarzenia/b.md", &report(2));
    assert_eq!(taken(&among).get("zdarzenia/c.md").map(String::as_str), Some("incident"));
}

#[test]
fn a_number_that_is_a_day_is_no_id() {
    let text = "# Pool\n\n**Severity:** SEV2\n\n## Impact\n\nSlow.\n\n## Root cause\n\nA limit.\n";
    let site = Site::new()
        .document("INC-2026-06-24-pool.md", text)
        .document("INC-2026-06-24-queue.md", text)
        .document("INC-2026-0007-mail.md", text);
    let exported = site.export();
    let mut ids: Vec<&str> =
        exported["incidents"].as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap()).collect();
    ids.sort_unstable();
    assert_eq!(ids, ["INC-2026-0007", "INC-2026-06-24-pool", "INC-2026-06-24-queue"]);
}

#[test]
fn the_text_decides_the_language_or_none() {
    for (text, expected) in [
        (
            "La fila de mensajes se detuvo porque el disco de la base de datos estaba lleno y no había alarma.",
            "es",
        ),
        ("佇列停止，因為磁碟已滿，值班人員收到告警後擴充容量，服務恢復。", "zh-Hant"),
        ("队列停止，因为磁盘已满，值班人员收到告警后扩容，服务恢复。", "zh-CN"),
        ("キューが停止した。ディスクがいっぱいだったため。", "ja"),
        ("디스크가 가득 차서 큐가 멈췄다.", "ko"),
    ] {
        let text = format!("---\ntitle: X1\nseverity: P1\ndate: 2026-01-05\n---\n## Impact\n\n{text}\n");
        assert_eq!(Site::new().document("a.md", &text).incident()["language"], expected, "{text}");
    }
    let nothing = "---\ntitle: X1\nseverity: P1\ndate: 2026-01-05\n---\nqueue_depth 17\n";
    assert!(Site::new().document("a.md", nothing).incident()["language"].is_null());
}

const FIXED_WEAKNESS: &str = "# Session token in the log\n\n**Date:** 2026-02-01\n\n## Summary\n\nA security researcher \
    told us of a vulnerability: an attacker could read session tokens in the log. We found no sign that anybody did.\n\n\
    ## Resolution\n\nTokens are masked since version 2.3.\n";

#[test]
fn a_weakness_that_harmed_nobody_is_a_security_disclosure() {
    let zh = "# 日志中的会话令牌\n\n**日期：** 2026-02-01\n\n## 概述\n\n安全研究员报告了一个漏洞：攻击者可以在日志中读到会话令牌。\n\n\
        ## 影响\n\n无人受影响。\n";
    for text in [
        FIXED_WEAKNESS.to_owned(),
        zh.to_owned(),
        FIXED_WEAKNESS.replace("A security researcher told us of", "Through our bug bounty we learned of"),
    ] {
        let site = Site::new().document("postmortems/token.md", &text);
        assert_eq!(site.incident()["kind"], "security-disclosure", "{text}");
        assert!(site.run(&["check"]).stdout.contains("AW011"), "{text}");
    }
    for text in [
        FIXED_WEAKNESS.replace("We found no sign that anybody did", "Customer data was stolen through it"),
        FIXED_WEAKNESS.replace("We found no sign that anybody did", "It took the shop down: an outage of an hour"),
        format!("{FIXED_WEAKNESS}\n## Timeline\n\n- 10:00 The first report comes in\n- 10:20 The log is closed\n"),
        "# Scanner crashed\n\n**Date:** 2026-02-01\n\n## Impact\n\nThe vulnerability scanner crashed for a day.\n\n## Root cause\n\nA full disk.\n".to_owned(),
    ] {
        let site = Site::new().document("postmortems/token.md", &text);
        assert_eq!(site.incident()["kind"], "incident", "{text}");
    }
}

#[test]
fn announced_work_is_planned_whatever_its_title_says() {
    let notice = |title: &str, text: &str| {
        format!("---\ntitle: {title}\ndate: 2026-02-07T22:00:00Z\nseverity: down\n---\n{text}\n")
    };
    for (title, text) in [
        (
            "Tracker outage",
            "The tracker will be down for up to 30 minutes from 22:00 so that it can be upgraded.",
        ),
        (
            "Maintenance on the build server",
            "The controller is down for maintenance. It is updated and back.",
        ),
        ("Issues are migrating to a new tracker", "All issues are being migrated to the new tracker."),
    ] {
        let site = Site::new().document("incidents/a.md", &notice(title, text));
        assert_eq!(site.incident()["kind"], "maintenance", "{title}");
    }
    for (title, text) in [
        ("Tracker outage", "The tracker was down for 30 minutes, the disk was full."),
        ("Build server down after an upgrade", "The controller is down. We are investigating errors."),
    ] {
        let site = Site::new().document("incidents/a.md", &notice(title, text));
        assert_eq!(site.incident()["kind"], "incident", "{title}");
    }
}

const POOL_EN: &str = "---\nkind: incident\nid: INC-2026-0003\ntitle: Connection pool exhausted\ndate: 2026-02-01\nseverity: P2\n---\n## Root cause\n\nThe limit of the pool was too low for the evening traffic, and no alert watched it.\n";
const POOL_ZH: &str = "---\nkind: incident\nid: INC-2026-0003\ntitle: 连接池耗尽\ndate: 2026-02-01\nseverity: P2\n---\n## 根本原因\n\n连接池上限对晚高峰流量来说太低，而且没有告警监控。\n";

#[test]
fn a_translation_is_the_same_incident_and_each_links_to_the_other() {
    for (report, other) in [
        ("a/pool.md", "a/pool.zh.md"),
        ("a/pool.md", "a/pool_zh.md"),
        ("a/pool.md", "a/pool.zh-CN.md"),
        ("en/pool.md", "zh/pool.md"),
    ] {
        let site = Site::new().document(report, POOL_EN).document(other, POOL_ZH);
        let incident = site.incident();
        assert_eq!(incident["source"]["path"], report);
        assert_eq!(incident["translations"].as_array().unwrap().len(), 1, "{other}");
        let checked = site.run(&["check"]).stdout;
        assert!(checked.contains("info[AW013]") && !checked.contains("AW501"), "{checked}");
    }
    let site = Site::new().document("a/pool.md", POOL_EN).document("a/pool.zh.md", POOL_ZH);
    site.build();
    let slug = site.incident()["translations"][0].as_str().unwrap().to_owned();
    let of_report = site.page("incidents/inc-2026-0003/index.html");
    assert!(of_report.contains(&format!("pages/{slug}/")), "{of_report}");
    assert!(site.page(&format!("pages/{slug}/index.html")).contains("incidents/inc-2026-0003/"));
}

#[test]
fn a_name_like_that_of_a_translation_is_not_enough() {
    // The same language twice, and no report without a language.
    for (one, other, text) in [
        ("a/pool.md", "a/pool.zh.md", POOL_EN),
        ("a/pool.md", "a/pool-de.md", POOL_EN),
        ("a/pool.md", "a/queue.zh.md", POOL_ZH),
    ] {
        let site = Site::new().document(one, POOL_EN).document(other, &text.replace("0003", "0004"));
        assert_eq!(site.export()["incidents"].as_array().unwrap().len(), 2, "{other}");
    }
}

#[test]
fn a_log_of_reports_is_as_many_incidents() {
    let part = |head: &str, day: &str| {
        format!(
            "## {head}\n\n**Date:** {day}\n**Severity:** SEV2\n\n### Summary\n\nText.\n\n### Root cause\n\nText.\n\n### Impact\n\nSome.\n\n"
        )
    };
    for (first, second) in [
        ("INC-2026-0011: Disk full", "INC-2026-0012: Cache cold"),
        ("2026-01-05: Disk full", "2026-02-05: Cache cold"),
        ("2026-01-05 磁盘写满", "2026-02-05 缓存未预热"),
    ] {
        let text =
            format!("# Log of the year\n\n{}{}", part(first, "2026-01-05"), part(second, "2026-02-05"));
        let exported = Site::new().document("log.md", &text).export();
        assert_eq!(exported["incidents"].as_array().unwrap().len(), 2, "{first}");
    }
    // Sections of one report are no reports, and days of one incident are none.
    let one = "# Disk full\n\n**Severity:** SEV2\n\n## 2026-01-05\n\n### Summary\n\nA.\n\n### Impact\n\nB.\n\n## 2026-01-06\n\n### Root cause\n\nC.\n";
    assert_eq!(
        Site::new().document("postmortems/a.md", one).export()["incidents"].as_array().unwrap().len(),
        1
    );
}
