//! What a document does not say, in forms that sound as if it did: each beside the form that does say it.

use serde_json::{Value, json};

use crate::support::Site;

fn knowledge(text: &str) -> Value {
    Site::new().document("postmortems/a.md", text).export()
}

fn incident(text: &str) -> Value {
    knowledge(text)["incidents"][0].clone()
}

/// The tasks below `lines`, in order.
fn tasks(lines: &str) -> Vec<String> {
    let text = format!(
        "# Mail late\n\n**Date:** 2026-03-05\n**Severity:** P2\n\n## Root cause\n\nA limit.\n\n{lines}\n"
    );
    let knowledge = knowledge(&text);
    let items = knowledge["action_items"].as_array().unwrap().iter();
    items.map(|it| it["task"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_heading_over_everything_is_the_title_whatever_a_label_says() {
    let title = |head: &str| {
        incident(&format!("{head}\n\n- **Severity:** P2\n- **Date:** 2026-03-05\n- **Title:** Late mail (short)\n\n## Root cause\n\nA limit.\n"))["title"].clone()
    };
    assert_eq!(title("# Mail was late for an hour"), "Mail was late for an hour");
    assert_eq!(title("# INC-12: Mail was late for an hour"), "INC-12: Mail was late for an hour");
    for generic in [
        "# Incident report",
        "# Postmortem 2026-03-05",
        "# INC-12",
        "# Postmortem INC-12",
        "# Rapport d'incident",
        "# 故障复盘",
        "# Störung",
        "# Summary",
    ] {
        assert_eq!(title(generic), "Late mail (short)", "{generic}");
    }
}

#[test]
fn a_table_of_changed_files_promises_nothing() {
    for lines in [
        "## 再発防止策\n\n| カテゴリ/ファイル | 変更内容 |\n|---|---|\n| src/mail.rs | 上限を追加 |\n| src/queue.rs | 再試行を追加 |",
        "## Prevention\n\n| File | Change |\n|---|---|\n| mail.rs | Add a limit |\n| queue.rs | Retry |",
        "## 改进措施\n\n| 文件 | 修改 |\n|---|---|\n| mail.rs | 增加上限 |",
        "## Medidas preventivas\n\n| Archivo | Cambio |\n|---|---|\n| mail.rs | Añadir un límite |",
    ] {
        assert!(tasks(lines).is_empty(), "{lines}: {:?}", tasks(lines));
    }
    let owned = "## Prevention\n\n| File | Change | Owner |\n|---|---|---|\n| mail.rs | Add a limit | Noor |";
    assert_eq!(tasks(owned), ["Add a limit"]);
    let named = "## Action items\n\n| File | Change |\n|---|---|\n| mail.rs | Add a limit |";
    assert_eq!(tasks(named), ["Add a limit"]);
}

#[test]
fn examples_and_features_below_an_action_heading_are_no_tasks() {
    for lines in [
        "## Prevention\n\n**Example:**\n\n- a queue of ten mails\n- a queue of a thousand",
        "## 预防措施\n\n- 增加监控\n\n**功能**:\n\n- 自动重试\n- 自动告警",
        "## Prevention\n\n- Add a limit\n\n**Changes made**:\n\n- mail.rs\n- queue.rs",
        "## Prevención\n\nEjemplo:\n\n- una cola de diez\n- una cola de mil",
        "## Prevention\n\n### Example\n\n- a queue of ten mails",
        "## Prevention\n\n- **Benefits**:\n  - fewer mails\n  - less noise",
    ] {
        let found = tasks(lines);
        assert!(
            found.iter().all(|it| ["增加监控", "Add a limit"].contains(&it.as_str())),
            "{lines}: {found:?}"
        );
    }
    let both = "## Action items\n\n**Example:**\n\n- a queue of ten mails\n\n**Short term**\n\n- Add a limit";
    assert_eq!(tasks(both), ["Add a limit"]);
    let headed =
        "## Action items\n\n### 1. Add a limit\n\nFor every sender.\n\n**Example:**\n\n- ten mails a minute";
    assert_eq!(tasks(headed), ["Add a limit"]);
}

#[test]
fn letters_in_place_of_figures_are_no_values() {
    let it = incident(
        "# Mail late\n\n**Date:** JJJJ-MM-TT\n**Start:** ЧЧ:ММ\n**Severity:** P2\n**Author:** ‹nome›\n\n## Root cause\n\nA limit of the queue was too low for the evening.\n\n## Impact\n\nMails came an hour late for everybody.\n",
    );
    assert_eq!(it["date"], Value::Null);
    assert_eq!(it["milestones"]["started"], Value::Null);
    assert_eq!(it["authors"], json!([]));
}
