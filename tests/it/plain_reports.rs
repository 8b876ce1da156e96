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
