//! `lexicon:`: a team's own words, in templates that the built-in words do not know.

use serde_json::json;

use crate::support::Site;

/// A Norwegian template of one team's own making.
const NORWEGIAN: &str = "\
# Handlekurven svarte ikke

**Hvor ille det var:** P1
**Da det smalt:** 2026-01-23
**Hva som lå nede:** handlekurv, kasse

## Slik gikk det for seg

| Klokka | Dette hendte | Slags |
| --- | --- | --- |
| 14:32 | Kassen sluttet å svare | smellet |
| 14:40 | Vakta fikk beskjed | pipelyd |
| 15:10 | Kassen svarte igjen | i vater |

## Dette gjør vi nå

| Jobben | Hvem tar den | Til når | Hvor langt |
| --- | --- | --- | --- |
| Varsle når kassen er treg | Drift | 2026-02-10 | i boks |
";

const NORWEGIAN_WORDS: &str = "\
lexicon:
  labels:
    severity: [Hvor ille det var]
    date: [Da det smalt]
    services: [Hva som lå nede]
  headings:
    timeline: [Slik gikk det for seg]
    action_items: [Dette gjør vi nå]
  columns:
    time: [Klokka]
    event: [Dette hendte]
    type: [Slags]
    task: [Jobben]
    owner: [Hvem tar den]
    due: [Til når]
    status: [Hvor langt]
  states:
    done: [i boks]
    open: [ikke rørt]
  event_types:
    impact: [smellet]
    alert: [pipelyd]
    recovery: [i vater]
  roles: [Drift]
";

#[test]
fn a_language_may_be_a_key_itself_and_a_key_of_another_tool_a_field() {
    let config = "lexicon:\n  pt:\n    labels: { severity: [Tamanho do estrago] }\n    headings: { actions: [O que vem agora] }\n\
                  fields: { blast_radius: services, category: causes }\n";
    let text = "---\ntitle: Loja parada\ndate: 2026-03-05\nblast_radius: [loja, fila]\ncategory: config/value\n---\n\n\
                **Tamanho do estrago:** SEV2\n\n## O que vem agora\n\n- [ ] Criar um alerta\n";
    let export = Site::new().file("afterword.yaml", config).document("a.md", text).export();
    let incident = &export["incidents"][0];
    let read = json!([incident["severity"], incident["services"], incident["causes"]]);
    assert_eq!(read, json!(["P2", ["loja", "fila"], ["config/value"]]), "{export:#}");
    assert_eq!(export["action_items"].as_array().unwrap().len(), 1);
}

/// A Portuguese template, its words grouped by language.
const PORTUGUESE: &str = "\
# Pagamentos recusados na loja

- **Tamanho do estrago**: P0
- **Dia do aperto**: 2026-01-09
- **Quem sofreu**: pagamentos

## Como a coisa andou

- 09:00 começaram as recusas
- 09:50 tudo voltou a funcionar

## O que fica de lição de casa

| Tarefa de casa | Dono da tarefa | Até quando |
| --- | --- | --- |
| Testar o certificado antes da troca | Rita | 2026-02-01 |
";

const PORTUGUESE_WORDS: &str = "\
lexicon:
  languages:
    pt:
      labels: { severity: [Tamanho do estrago], date: [Dia do aperto], services: [Quem sofreu] }
      headings: { timeline: [Como a coisa andou], action_items: [O que fica de lição de casa] }
      columns: { task: [Tarefa de casa], owner: [Dono da tarefa], due: [Até quando] }
";

#[test]
fn a_norwegian_template_is_read_with_its_own_words() {
    let site = Site::new().document("incidents/kurv.md", NORWEGIAN);
    let before = site.export();
    assert_ne!(
        before["incidents"][0]["severity"],
        json!("P1"),
        "the built-in words know the template already"
    );
    site.write("afterword.yaml", NORWEGIAN_WORDS);
    let after = site.export();
    let incident = &after["incidents"][0];
    assert_eq!((&incident["severity"], &incident["date"]), (&json!("P1"), &json!("2026-01-23")));
    assert_eq!(incident["services"], json!(["handlekurv", "kasse"]));
    assert_eq!(incident["timeline"].as_array().unwrap().len(), 3);
    assert_eq!(incident["milestones"]["started"], json!("2026-01-23T14:32:00+00:00"));
    assert_eq!(incident["milestones"]["resolved"], json!("2026-01-23T15:10:00+00:00"));
    let item = &after["action_items"][0];
    assert_eq!((&item["task"], &item["owner"]), (&json!("Varsle når kassen er treg"), &json!("Drift")));
    assert_eq!((&item["due"], &item["status"]), (&json!("2026-02-10"), &json!("done")));
}

#[test]
fn words_of_a_language_count_too() {
    let site = Site::new().document("incidents/loja.md", PORTUGUESE);
    assert_ne!(site.export()["incidents"][0]["severity"], json!("P0"));
    site.write("afterword.yaml", PORTUGUESE_WORDS);
    let after = site.export();
    let incident = &after["incidents"][0];
    assert_eq!((&incident["severity"], &incident["date"]), (&json!("P0"), &json!("2026-01-09")));
    assert_eq!(incident["services"], json!(["pagamentos"]));
    assert_eq!(incident["timeline"].as_array().unwrap().len(), 2);
    let item = &after["action_items"][0];
    assert_eq!((&item["owner"], &item["due"]), (&json!("Rita"), &json!("2026-02-01")));
}

#[test]
fn a_folder_of_the_team_says_what_its_documents_are() {
    let text = "# Kassen var treg\n\nDen tok lang tid.\n";
    let site = Site::new().document("smell/kasse.md", text);
    assert_eq!(site.export()["incidents"], json!([]));
    site.write("afterword.yaml", "lexicon: { folders: { incident: [smell] } }\n");
    assert_eq!(site.export()["incidents"].as_array().unwrap().len(), 1);
}

#[test]
fn a_role_of_the_team_is_nobody_in_person() {
    let text = "---\nid: INC-2026-0001\ntitle: Kassen falt\ndate: 2026-01-23\naction_items:\n  - { task: Sett opp et varsel, owner: Nattskiftet, due: 2026-04-01, status: open }\n---\nTekst.\n";
    let site = Site::new().document("a.md", text);
    let finds_role = |site: &Site| site.run(&["check"]).stdout.contains("[AW321]");
    assert!(!finds_role(&site));
    site.write("afterword.yaml", "lexicon: { roles: [Nattskiftet] }\n");
    assert!(finds_role(&site));
}

#[test]
fn a_wrong_entry_is_reported_at_its_line() {
    let cases = [
        ("lexicon:\n  labels:\n    severitty: [Ille]\n", "afterword.yaml:3:5", "unknown name `severitty`"),
        (
            "lexicon:\n  headings:\n    timeline: [Gang]\n    tmeline: [Løp]\n",
            "afterword.yaml:4:5",
            "did you mean `timeline`?",
        ),
        ("lexicon:\n  columns:\n    ownr: [Hvem]\n", "afterword.yaml:3:5", "did you mean `owner`?"),
        (
            "lexicon:\n  states:\n    done:\n      - Ferdig nå\n      - ' '\n",
            "afterword.yaml:5:9",
            "empty word",
        ),
        (
            "lexicon:\n  labels:\n    title: [Severity]\n",
            "afterword.yaml:3:13",
            "`Severity` already means `severity`",
        ),
        (
            "lexicon:\n  labels:\n    title: [Ille]\n    severity: [Ille]\n",
            "afterword.yaml:4:16",
            "`Ille` already means `title`",
        ),
        ("lexicon:\n  lables: {}\n", "afterword.yaml:2", "did you mean `labels`?"),
    ];
    for (config, place, words) in cases {
        let site = Site::new().document("a.md", NORWEGIAN).file("afterword.yaml", config);
        let run = site.run(&["check"]);
        assert_eq!(run.code, 2, "{config}: {run:?}");
        assert!(run.stderr.contains(place) && run.stderr.contains(words), "{config}: {}", run.stderr);
    }
}
