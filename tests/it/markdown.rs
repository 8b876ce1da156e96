//! What authors can write, and what readers get: code, pictures, links by name, places in documents.

use crate::support::Site;

fn incident(id: &str, body: &str) -> String {
    format!("---\nid: {id}\ntitle: About {id}\ndate: 2026-01-10\nseverity: P1\n---\n{body}\n")
}

fn page(body: &str) -> String {
    let site = Site::new().document("a.md", &incident("INC-2026-0001", body));
    site.build();
    site.page("incidents/inc-2026-0001/index.html")
}

#[test]
fn code_is_colored_on_the_page_and_plain_for_search_and_copying() {
    let body = "```yaml\npool: 20\n```\n\n```nonsense\npool: 20\n```";
    let html = page(body);
    let block = "<pre class=\"code\" tabindex=\"0\"><code class=\"language-";
    let colored = if cfg!(feature = "highlight") {
        "<span class=\"hl-key\">pool</span>: <span class=\"hl-number\">20</span>"
    } else {
        "pool: 20"
    };
    assert!(html.contains(&format!("{block}yaml\">{colored}\n</code>")), "{html}");
    assert!(html.contains(&format!("{block}nonsense\">pool: 20\n</code>")));
    let site = Site::new().document("a.md", &incident("INC-2026-0001", body));
    let found = site.run(&["search", "\"pool: 20\"", "--json"]);
    assert!(found.stdout.contains("INC-2026-0001") && !found.stdout.contains("hl-key"), "{}", found.stdout);
}

#[test]
fn pictures_beside_the_document_say_their_size() {
    let site = Site::new()
        .document(
            "a.md",
            &incident("INC-2026-0001", "![Graph](img/graph.png) ![Plan](img/plan.svg \"The plan\")"),
        )
        .document(
            "img/plan.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 300 200\"><path d=\"M0 0\"/></svg>",
        );
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x80\0\0\x01\xe0\x08\x06\0\0\0";
    std::fs::write(site.path("content/img/graph.png"), png).unwrap();
    assert_eq!(site.build().codes(), [""; 0]);
    let html = site.page("incidents/inc-2026-0001/index.html");
    assert!(
        html.contains("-graph.png\" alt=\"Graph\" width=\"640\" height=\"480\" loading=\"lazy\">"),
        "{html}"
    );
    assert!(html.contains("alt=\"Plan\" width=\"300\" height=\"200\" title=\"The plan\" loading=\"lazy\">"));
}

#[test]
fn a_drawing_is_published_without_what_could_run() {
    let site = Site::new()
        .document("a.md", &incident("INC-2026-0001", "![Plan](plan.svg)"))
        .document("plan.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>");
    let run = site.build();
    assert_eq!(run.codes(), ["AW731"]);
    assert!(run.stderr.contains("`plan.svg` is published without `<script>`"), "{}", run.stderr);
    let files = crate::support::tree(&site.path("public"));
    let plan = files.iter().find(|it| it.0.ends_with("plan.svg")).unwrap();
    assert_eq!(String::from_utf8_lossy(&plan.1), "<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>");
}

#[test]
fn documents_are_linked_by_id_and_by_title() {
    let body = "[[INC-2026-0002]], [[inc-2026-0002|the night]], [[Pool exhausted#First steps]], [[连接池手册]]. \
                `[[code]]` and [[ -f x ]].";
    let site = Site::new()
        .document("a.md", &incident("INC-2026-0001", body))
        .document("b.md", &incident("INC-2026-0002", "Text."))
        .document(
            "runbooks/pool.md",
            "---\nkind: runbook\nid: pool\ntitle: Pool exhausted\n---\n## First steps\n\nText.\n",
        )
        .document(
            "runbooks/zh.md",
            "---\nkind: runbook\nid: zh-pool\ntitle: 连接池手册\n---\n## 步骤\n\n1. 看监控\n",
        );
    assert!(!site.build().codes().contains(&"AW502".to_owned()));
    let html = site.page("incidents/inc-2026-0001/index.html");
    for link in [
        r#"<a href="../inc-2026-0002/index.html">INC-2026-0002</a>"#,
        r#"<a href="../inc-2026-0002/index.html">the night</a>"#,
        r#"<a href="../../runbooks/pool/index.html#first-steps">Pool exhausted#First steps</a>"#,
        r#"<a href="../../runbooks/zh-pool/index.html">连接池手册</a>"#,
        "<code>[[code]]</code> and [[ -f x ]].",
    ] {
        assert!(html.contains(link), "{link}\n{html}");
    }
    let exported = site.export();
    assert_eq!(exported["incidents"][0]["mentions"], serde_json::json!(["INC-2026-0002"]));
    assert_eq!(exported["incidents"][0]["runbooks"], serde_json::json!(["pool", "zh-pool"]));
}

#[test]
fn documents_are_linked_by_their_files_as_note_programs_write_them() {
    let body = "[[PM-12-pool-exhausted]], [[2026/PM-12-pool-exhausted|the night]] and [[notes]].";
    let site = Site::new()
        .document("a.md", &incident("INC-2026-0001", body))
        .document("2026/PM-12-pool-exhausted.md", &incident("INC-2026-0002", "Text."))
        .document("2026/notes.md", "# Of 2026\n\nText.\n")
        .document("2025/notes.md", "# Of 2025\n\nText.\n");
    let run = site.build();
    assert_eq!(run.codes().iter().filter(|it| *it == "AW502").count(), 1, "{}", run.stderr);
    assert!(run.stderr.contains("`[[notes]]`"), "two files have that name: {}", run.stderr);
    let html = site.page("incidents/inc-2026-0001/index.html");
    for link in [
        r#"<a href="../inc-2026-0002/index.html">PM-12-pool-exhausted</a>"#,
        r#"<a href="../inc-2026-0002/index.html">the night</a>"#,
    ] {
        assert!(html.contains(link), "{link}\n{html}");
    }
    assert_eq!(site.export()["incidents"][0]["mentions"], serde_json::json!(["INC-2026-0002"]));
}

#[test]
fn a_name_that_no_document_has_is_a_finding_and_its_text_stays() {
    let site = Site::new()
        .document(
            "a.md",
            &incident("INC-2026-0001", "See [[redis-failvoer]] and [[nothing like it|the notes]]."),
        )
        .document(
            "b.md",
            "---\nkind: runbook\nid: redis-failover\ntitle: Fail over\n---\n## Steps\n\n1. Look\n",
        );
    let run = site.build();
    assert_eq!(run.codes().iter().filter(|it| *it == "AW502").count(), 2);
    assert!(run.stderr.contains("did you mean `[[redis-failover]]`?"), "{}", run.stderr);
    assert!(site.page("incidents/inc-2026-0001/index.html").contains("See redis-failvoer and the notes."));
}

#[test]
fn a_place_that_no_heading_has_is_a_finding() {
    let body = "[causes](#根因分析), [there](b.md#steps), [gone](b.md#stpes), [away](#nothing)\n\n## 根因分析\n\nText.";
    let site = Site::new()
        .document("a.md", &incident("INC-2026-0001", body))
        .document("b.md", &incident("INC-2026-0002", "## Steps\n\nText."));
    let run = site.build();
    assert_eq!(run.codes(), ["AW507", "AW507"]);
    assert!(run.stderr.contains("did you mean `#steps`?"), "{}", run.stderr);
}

#[test]
fn alerts_have_titles_in_the_language_of_the_site() {
    let body = "> [!NOTE]\n> a\n\n> [!注意]\n> b";
    let english = Site::new()
        .file("afterword.yaml", "site: { language: en }\n")
        .document("a.md", &incident("INC-2026-0001", body));
    english.build();
    let html = english.page("incidents/inc-2026-0001/index.html");
    assert!(html.contains("<p class=\"alert-title\">Warning</p>\n<p>b</p>"), "{html}");
    let site = Site::new()
        .file("afterword.yaml", "site: { language: zh-CN }\n")
        .document("a.md", &incident("INC-2026-0001", body));
    site.build();
    let html = site.page("incidents/inc-2026-0001/index.html");
    assert!(html.contains("<div class=\"alert alert-note\" role=\"note\">"), "{html}");
    assert!(!html.contains("alert-title\">Warning"));
}

#[test]
fn a_diagram_that_cannot_be_drawn_keeps_its_source() {
    let site =
        Site::new().document("a.md", &incident("INC-2026-0001", "```mermaid\nflowchrt TD\nA-->B\n```"));
    let run = site.build();
    assert_eq!(run.codes(), ["AW609"]);
    assert!(run.stderr.contains("did you mean `flowchart`?"), "{}", run.stderr);
    let html = site.page("incidents/inc-2026-0001/index.html");
    assert!(html.contains("<code class=\"language-mermaid\">flowchrt TD\nA--&gt;B\n</code>"), "{html}");
}

#[cfg(feature = "mermaid")]
#[test]
fn a_wide_diagram_keeps_its_words_readable_and_its_title_is_said() {
    let boxes: String = (0..9).map(|it| format!("  A{it}[a box with words] --> A{}\n", it + 1)).collect();
    let body = format!("```mermaid\n---\ntitle: 重试 <风暴>\n---\nflowchart LR\n{boxes}```");
    let site = Site::new().document("a.md", &incident("INC-2026-0001", &body));
    assert_eq!(site.build().codes(), [""; 0]);
    let html = site.page("incidents/inc-2026-0001/index.html");
    let name = "Diagram: 重试 &lt;风暴&gt;, followed by its source";
    assert!(
        html.contains(&format!(
            "<div class=\"drawing\" role=\"region\" tabindex=\"0\" aria-label=\"{name}\">"
        ))
    );
    assert!(
        ["50", "60", "75", "100"]
            .iter()
            .any(|it| html.contains(&format!("<svg class=\"least-{it}\" role=\"img\" aria-label=\"{name}\"")))
    );
    assert!(html.contains("<figcaption>重试 &lt;风暴&gt;</figcaption>"));
    let small =
        Site::new().document("a.md", &incident("INC-2026-0001", "```mermaid\nflowchart TD\nA-->B\n```"));
    small.build();
    assert!(
        small
            .page("incidents/inc-2026-0001/index.html")
            .contains("<div class=\"drawing\">\n<svg role=\"img\"")
    );
}

#[cfg(feature = "mermaid")]
#[test]
fn a_diagram_is_a_picture_in_the_colors_of_the_page_with_its_source_below() {
    let one = "```mermaid\n%%{init: {\"theme\": \"x\"}}%%\nflowchart TD\n  A[等待] --> B\n  click A \"javascript:x\"\n```\n";
    let body = format!("{one}\n{one}");
    let site = Site::new().document("a.md", &incident("INC-2026-0001", &body));
    assert_eq!(site.build().codes(), [""; 0]);
    let html = site.page("incidents/inc-2026-0001/index.html");
    let figure = &html[html.find("<figure class=\"diagram\">").unwrap()..html.find("</figure>").unwrap()];
    let picture = &figure[figure.find("<svg ").unwrap()..figure.find("</svg>").unwrap()];
    assert!(
        picture.contains(" width=\"")
            && picture.contains(" height=\"")
            && picture.contains("aria-label=\"Diagram")
    );
    assert!(picture.contains("等待") && picture.contains("fill=\"var(--ink,"));
    for word in ["javascript", "href", "style", "on-light", "<img"] {
        assert!(!picture.contains(word), "{word}: {picture}");
    }
    assert!(figure.contains("<summary>Source of the diagram</summary>") && figure.contains("click A"));
    // Names within a page are there once, and each drawing uses its own.
    let ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|it| it.split('"').next()).collect();
    assert!(
        ids.contains(&"aw-diagram-1-arrow-filled") && ids.contains(&"aw-diagram-2-arrow-filled"),
        "{ids:?}"
    );
    assert!(html.contains("url(#aw-diagram-2-arrow-filled)"));
    let found = site.run(&["search", "等待", "--json"]);
    assert!(found.stdout.contains("INC-2026-0001"), "{}", found.stdout);
}

#[cfg(feature = "mermaid")]
#[test]
fn a_diagram_that_is_too_much_to_draw_costs_nothing_and_is_named() {
    let joined = (0..500).map(|it| format!("n{it}")).collect::<Vec<_>>().join(" & ");
    let body = format!("```mermaid\nflowchart TD\n{joined} --> {joined}\n```");
    let site = Site::new().document("a.md", &incident("INC-2026-0001", &body));
    let run = site.build();
    assert_eq!(run.codes(), ["AW609"]);
    assert!(run.stderr.contains("too many parts"), "{}", run.stderr);
}

#[test]
fn blocks_of_other_generators_keep_their_text_and_shortcodes_are_signs() {
    let body = "## :warning: Watch out\n\n:::caution[Careful]\nOnly one node at a time.\n:::\n\n::: tip\nDrain it first. :+1:\n:::\n\nAt 10:30:15, `:warning:` is code.\n";
    let site = Site::new().document("a.md", &incident("INC-2026-0001", body));
    assert_eq!(site.build().codes(), [""; 0]);
    let html = site.page("incidents/inc-2026-0001/index.html");
    for shown in
        ["Careful", "Only one node at a time.", "Drain it first. 👍", "At 10:30:15", "<code>:warning:</code>"]
    {
        assert!(html.contains(shown), "{shown}: {html}");
    }
    assert!(!html.contains(":::") && !html.contains("caution["), "{html}");
    assert!(
        html.contains("id=\"warning-watch-out\">⚠️ Watch out"),
        "GitHub makes the id of the shortcode: {html}"
    );
}

#[test]
fn references_in_raw_html_are_read_as_browsers_do() {
    let site = Site::new().document(
        "a.md",
        &incident("INC-2026-0001", "<p>caf&eacute; &rarr; &#x4e2d;</p>\n\n<b>&Eacute;t&eacute;</b>\n"),
    );
    site.build();
    let html = site.page("incidents/inc-2026-0001/index.html");
    assert!(html.contains("<p>café → 中</p>") && html.contains("<b>Été</b>"), "{html}");
}

#[test]
fn ids_of_headings_are_never_those_that_scripts_look_up() {
    let body = "## Search {#aw-search}\n\n## Afterword\n\n## Said {#AW-said}\n";
    let site = Site::new().document("a.md", &incident("INC-2026-0001", body));
    site.build();
    let html = site.page("incidents/inc-2026-0001/index.html");
    assert_eq!(
        html.matches("id=\"aw-search\"").count(),
        0,
        "the box of the search is in the script of all pages"
    );
    for id in ["section-aw-search", "section-afterword", "section-aw-said"] {
        assert!(html.contains(&format!("<h2 id=\"{id}\">")), "{id}: {html}");
    }
    assert!(
        html.contains("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"),
        "{html}"
    );
}
