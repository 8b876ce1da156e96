//! A fault never publishes more: every way in which people declare a document internal or a draft keeps it inside.
//!
//! Each variant is one small site with one document that holds a canary. A public build either leaves the document out
//! or writes nothing, with a finding that names the file, the line and the right form. In an internal build every
//! variant that is not written as documented is a finding.

use afterword::inside::diagnostics::Diagnostic;
use afterword::inside::model::Visibility;
use afterword::inside::pipeline::{self, Loaded, Request};
use afterword::inside::time::Clock;

use crate::support::{Site, tree};

const CANARY: &str = "canary-4711";

/// How a declaration is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Written {
    /// As documented: nothing to say.
    AsDocumented,
    /// In any other way: there must be a finding.
    Otherwise,
}

struct Variant {
    name: String,
    files: Vec<(String, String)>,
    written: Written,
}

fn variant(written: Written, text: impl Into<String>) -> Variant {
    let text = text.into();
    Variant { name: text.clone(), files: vec![("content/a.md".to_owned(), text)], written }
}

/// Front matter as documented, but for one line.
fn with_key(line: &str) -> String {
    format!("---\nid: INC-1\ntitle: Pool is full\nseverity: P2\n{line}\n---\n{CANARY}\n")
}

/// A document whose body begins with `text`.
fn with_body(text: &str) -> String {
    format!("---\nid: INC-1\ntitle: Pool is full\nseverity: P2\n---\n{text}\n\n{CANARY}\n")
}

/// Front matter with something before it, or fences of another form.
fn heads() -> Vec<Variant> {
    let mut all = Vec::new();
    for key in ["visibility: internal", "draft: true", "status: draft", "可见性: 内部"] {
        for before in [
            "\n",
            "\n\n  \n",
            "<!-- a comment -->\n",
            "<!-- two\nlines -->\n\n",
            "\u{200B}\n",
            "\u{FEFF}\u{FEFF}",
        ] {
            all.push(variant(Written::Otherwise, format!("{before}---\nid: INC-1\n{key}\n---\n{CANARY}\n")));
        }
        for fence in
            ["--- yaml", "---yaml", "----", "--------", "  ---", "--- # head", "———", "–––", "---YML"]
        {
            all.push(variant(Written::Otherwise, format!("{fence}\nid: INC-1\n{key}\n---\n{CANARY}\n")));
        }
        all.push(variant(Written::Otherwise, format!("{key}\n\n# Pool\n\n{CANARY}\n")));
        all.push(variant(Written::Otherwise, format!("# Pool\n\n---\n{key}\n---\n\n{CANARY}\n")));
        all.push(variant(Written::Otherwise, format!("# Pool\n\n---\nid: INC-1\n{key}\n---\n\n{CANARY}\n")));
        all.push(variant(Written::Otherwise, format!("```yaml\n{key}\n```\n\n{CANARY}\n")));
        all.push(variant(Written::Otherwise, format!("---\nid: INC-1\n{key}\n\n# Pool\n\n{CANARY}\n")));
        all.push(variant(Written::AsDocumented, format!("---\nid: INC-1\n{key}\n---\n{CANARY}\n")));
        all.push(variant(
            Written::AsDocumented,
            format!("\u{FEFF}---\r\nid: INC-1\r\n{key}\r\n---\r\n{CANARY}\r\n"),
        ));
    }
    for json in [
        "{ \"id\": \"INC-1\", \"visibility\": \"internal\" }\n",
        "{\n  \"id\": \"INC-1\",\n  \"draft\": true\n}\n",
        "{\n  \"id\": \"INC-1\",\n  \"visibility\": \"internal\",\n}\n\n# Pool\n",
        ";;;\n{ \"visibility\": \"internal\" }\n;;;\n",
        "---json\n{ \"visibility\": \"internal\" }\n---\n",
        "{ \"id\": \"INC-1\", \"visibility\": \"internal\" \n",
    ] {
        all.push(variant(Written::Otherwise, format!("{json}{CANARY}\n")));
    }
    for toml in ["visibility = \"internal\"", "draft = true", "status = \"draft\""] {
        all.push(variant(Written::AsDocumented, format!("+++\nid = \"INC-1\"\n{toml}\n+++\n{CANARY}\n")));
        all.push(variant(Written::Otherwise, format!("\n+++\nid = \"INC-1\"\n{toml}\n+++\n{CANARY}\n")));
    }
    all.push(variant(Written::Otherwise, format!("+++\nvisiblity = \"internal\"\n+++\n{CANARY}\n")));
    all
}

/// Keys and values of front matter.
fn keys() -> Vec<Variant> {
    let as_documented = [
        "visibility: internal",
        "visibility: \"internal\"",
        "可见范围: 内部",
        "draft: true",
        "status: draft",
        "草稿: true",
    ];
    let otherwise = [
        // Names of keys.
        "visiblity: internal",
        "visibilty: internal",
        "visability: internal",
        "visibility_level: internal",
        "doc-visibility: internal",
        "visible: false",
        "可见度: 内部",
        "可见: 内部",
        "visi\u{200B}bility: internal",
        "darft: true",
        "drafts: true",
        "isDraft: true",
        "is_draft: yes",
        "是否草稿: 是",
        "staus: draft",
        "state: draft",
        "stage: draft",
        "publish_status: draft",
        "发布状态: 草稿",
        "internal: true",
        "private: yes",
        "confidential: 1",
        "internal_only: true",
        "hidden: true",
        "内部: 是",
        "保密: true",
        "unlisted: true",
        "public: false",
        "published: false",
        "publish: no",
        "公开: 否",
        "audience: internal",
        "audience: engineers",
        "confidentiality: high",
        "classification: confidential",
        "sensitivity: internal",
        "access: private",
        "access_level: staff",
        "密级: 内部",
        "tlp: restricted",
        "meta: { visibility: internal }",
        "params:\n  draft: true",
        "shown_to: internal",
        // Values.
        "visibility: private",
        "visibility: confidential",
        "visibility: intern",
        "visibility: internal-only",
        "visibility: [internal]",
        "visibility: [public, internal]",
        "visibility: { level: internal }",
        "visibility:",
        "visibility: 0",
        "visibility: false",
        "visibility: team",
        "visibility: 仅内部",
        "visibility: internal, public",
        "visibility: \"іnternal\"",
        "draft: [true]",
        "draft: maybe",
        "draft:",
        "status: darft",
        "status: [draft]",
        "status: [draft, reviewed]",
        "status: first draft",
        "status: internal",
        "status: 草稿中",
        "status: unpublished",
        "status: not-known-to-anybody",
        // Two statements.
        "visibility: public\n可见性: internal",
        "visibility: public\ndraft: true\nstatus: reviewed\nvisiblity: internal",
        "visibility: public\nvisibility: internal",
        "可见性: 公开\nvisibility: internal",
        "status: reviewed\n状态: 草稿",
        "visibility: public\nprivate: true",
        // Signs.
        "tags: [internal]",
        "tags: draft",
        "kind: draft",
    ];
    let mut all: Vec<Variant> = as_documented.map(|it| variant(Written::AsDocumented, with_key(it))).into();
    for word in ["Internal", "INTERNAL", "ｉｎｔｅｒｎａｌ"] {
        all.push(variant(Written::AsDocumented, with_key(&format!("visibility: {word}"))));
    }
    all.push(variant(Written::AsDocumented, with_key("status: Draft (v2)")));
    for yes in ["yes", "on", "\"true\"", "True"] {
        all.push(variant(Written::AsDocumented, with_key(&format!("draft: {yes}"))));
    }
    all.extend(otherwise.map(|it| variant(Written::Otherwise, with_key(it))));
    for title in [
        "[DRAFT] Pool is full",
        "Draft: Pool is full",
        "Pool is full (internal)",
        "【内部】连接池耗尽",
        "WIP - Pool is full",
        "Pool is full — confidential",
    ] {
        let text = format!("---\nid: INC-1\ntitle: \"{title}\"\nseverity: P2\n---\n{CANARY}\n");
        all.push(variant(Written::Otherwise, text));
        all.push(variant(Written::Otherwise, format!("# {title}\n\n{CANARY}\n")));
    }
    all
}

/// Labels, tables, headings and banners in the text.
fn bodies() -> Vec<Variant> {
    let texts = [
        "**Visibility**: internal",
        "**Visibility:** internal",
        "Visibility: internal\nOwner: me",
        "- **Visibility**: Internal",
        "> Visibility: internal",
        "**可见性**：内部",
        "可见性：内部",
        "**可见范围**: 仅内部",
        "**Visiblity**: internal",
        "**Visibility**: private",
        "*Visibility* - internal",
        "Visibility = internal",
        "`visibility: internal`",
        "Visibility\n: internal",
        "<b>Visibility</b>: internal",
        "<p>Visibility: internal</p>",
        "**Owner**: me · **Visibility**: internal",
        "| Field | Value |\n|---|---|\n| Visibility | internal |",
        "| Author | Visibility |\n|---|---|\n| me | internal |",
        "| 字段 | 值 |\n|---|---|\n| 可见性 | 内部 |",
        "<table><tr><td>Visibility</td><td>internal</td></tr></table>",
        "## Visibility\n\ninternal",
        "## Visibility: internal",
        "## 可见性\n\n内部",
        "**Status**: Draft",
        "**Status:** DRAFT",
        "**状态**：草稿",
        "**文档状态**: 草稿",
        "Status: draft\nOwner: me",
        "- Status: Draft",
        "> **Status**: Draft",
        "**Status**: darft",
        "**Draft**: yes",
        "## Status\n\nDraft",
        "| Field | Value |\n|---|---|\n| Status | Draft |",
        "**Audience**: internal",
        "**Classification**: Confidential",
        "**密级**：内部",
        "**Confidential**: yes",
        "**Published**: no",
        "**Public**: false",
        "# DRAFT",
        "# Internal only",
        "## 内部",
        "**DRAFT**",
        "DRAFT - numbers to be checked",
        "*Draft, do not publish*",
        "> INTERNAL USE ONLY",
        "⚠️ **Internal only**",
        "Confidential",
        "CONFIDENTIAL - do not distribute",
        "本文档仅供内部使用，请勿外传",
        "仅供内部使用",
        "【内部资料】",
        "草稿",
        "机密",
        "This document is for internal use only.",
        "<!-- draft -->",
        "<!-- draft: true -->",
        "<!-- visibility: internal -->",
        "<!-- status: draft -->",
        "[//]: # (draft)",
        "[visibility]: internal",
        "<meta name=\"visibility\" content=\"internal\">",
        // Parts that are marked, but not as documented.
        "::: 内部",
        "::: private",
        "::: {class=\"internal\"}",
        "<!-- 内部 -->",
        "<!-- private -->",
        "::: internal",
        "<div class=\"internal\">",
        "[internal]",
        "{% internal %}",
        "> [!INTERNAL]",
        "## Notes {class=\"internal\"}",
        "## Notes {internal}",
        "## Notes {.private}",
        "!!! internal",
        "::internal",
        "```internal",
    ];
    texts.map(|it| variant(Written::Otherwise, with_body(it))).into_iter().collect()
}

/// Paths, overrides, ignore files and the config.
fn around() -> Vec<Variant> {
    let plain = with_key("tags: [pool]");
    let at = |path: &str| Variant {
        name: path.to_owned(),
        files: vec![(format!("content/{path}"), plain.clone())],
        written: Written::Otherwise,
    };
    let mut all: Vec<Variant> = [
        "drafts/a.md",
        "internal/a.md",
        "private/a.md",
        "a.draft.md",
        "draft-a.md",
        "a-internal.md",
        "内部/a.md",
        "草稿/a.md",
    ]
    .map(at)
    .into();
    let beside = |path: &str, text: &str| Variant {
        name: format!("{path}: {text}"),
        files: vec![("content/a.md".to_owned(), plain.clone()), (path.to_owned(), text.to_owned())],
        written: Written::Otherwise,
    };
    for text in [
        "INC-1: { visibility: internal",
        "INC-1: [visibility: internal]",
        "- INC-1",
        "INC-1: internal",
        "INC-9: { visibility: internal }",
        "b.md: { visibility: internal }",
        "content/a.md: { visibility: internal }",
        "INC-1: { visiblity: internal }",
        "INC-1: { draft: true }\nINC-1: { draft: false }",
        "INC-1: { private: true }",
        "INC-1:\n\tvisibility: internal",
    ] {
        all.push(beside("content/overrides.yml", text));
    }
    for text in
        ["INC-1: { visibility: internal }", "a.md: { draft: true }", "inc_1: { visibility: internal }"]
    {
        all.push(Variant { written: Written::AsDocumented, ..beside("content/overrides.yml", text) });
    }
    for path in [
        "content/override.yml",
        "content/overrides.json",
        "content/Overrides.yml",
        "content/overrides.yml.txt",
        "overrides.yml",
    ] {
        all.push(beside(path, "INC-1: { visibility: internal }"));
    }
    all.push(Variant { written: Written::AsDocumented, ..beside("content/.afterwordignore", "a.md") });
    for (path, text) in [
        ("content/.afterwordignore", "A.md"),
        ("content/.afterwordignore", "aa.md"),
        ("content/.afterwordignore", "a{.md"),
        ("content/.afterword-ignore", "a.md"),
        ("content/.afterwordignore.txt", "a.md"),
        (".afterwordignore", "a.md"),
        ("content/sub/.afterwordignore", "../a.md"),
    ] {
        all.push(beside(path, text));
    }
    all
}

fn load(site: &Site, audience: Visibility) -> Loaded {
    let clock = Clock::Day("2026-03-01".parse().unwrap());
    let request = Request { audience: Some(audience), ..Request::new(site.path(""), clock) };
    pipeline::load(&request).unwrap()
}

/// Whether a page of the knowledge base would show the canary.
fn shows_canary(loaded: &Loaded) -> bool {
    let knowledge_base = &loaded.knowledge_base;
    let bodies = knowledge_base
        .incidents
        .iter()
        .map(|it| &it.body)
        .chain(knowledge_base.runbooks.iter().map(|it| &it.body))
        .chain(knowledge_base.pages.iter().map(|it| &it.body));
    bodies.into_iter().any(|(file, range)| {
        let text = &loaded.sources.get(*file).text;
        let (internal, _) = afterword::inside::markdown::internal_ranges(text, *file, range.clone());
        let at = text.find(CANARY);
        at.is_some_and(|at| range.contains(&at) && !internal.iter().any(|it| it.contains(&at)))
    })
}

/// Whether a finding tells its reader where, and what to write.
fn names_place_and_form(loaded: &Loaded, finding: &Diagnostic) -> bool {
    finding.place(&loaded.sources).is_some_and(|it| 1 <= it.line && !it.path.is_empty())
        && finding.hint.is_some()
}

#[test]
fn no_way_to_declare_a_document_internal_or_a_draft_publishes_it() {
    let all: Vec<Variant> = [heads(), keys(), bodies(), around()].into_iter().flatten().collect();
    assert!(153 <= all.len(), "{}", all.len());
    let mut faults = Vec::new();
    for variant in &all {
        let mut site = Site::new();
        for (path, text) in &variant.files {
            site = site.file(path, text);
        }
        let public = load(&site, Visibility::Public);
        let blocking: Vec<&Diagnostic> =
            public.diagnostics.iter().filter(|it| it.kind.blocks_public_sites()).collect();
        if blocking.is_empty() && shows_canary(&public) {
            faults.push(format!("PUBLISHED: {}", variant.name));
        }
        if !blocking.iter().all(|it| names_place_and_form(&public, it)) {
            faults.push(format!("no place or form: {}", variant.name));
        }
        let internal = load(&site, Visibility::Internal);
        let speaks = |it: &&Diagnostic| !matches!(it.kind.code, "AW004" | "AW302");
        if variant.written == Written::Otherwise && !internal.diagnostics.iter().any(|it| speaks(&it)) {
            faults.push(format!("silent: {}", variant.name));
        }
        if variant.written == Written::AsDocumented
            && internal.diagnostics.iter().any(|it| it.kind.blocks_public_sites())
        {
            faults.push(format!("doubted, though it is as documented: {}", variant.name));
        }
    }
    assert!(faults.is_empty(), "{} of {}:\n{}", faults.len(), all.len(), faults.join("\n---- "));
}

#[test]
fn an_open_document_about_internal_things_is_published() {
    let texts = [
        "The internal load balancer dropped requests.\n\n**Impact**: internal services only\n",
        "**Availability**: 99.9 %\n\n可用性：99.9%\n\n- Draft: update the runbook\n",
        "## What went wrong\n\n- Visibility into the queue was poor: no dashboard showed it.\n",
        "| Action | Owner | Due | Status |\n|---|---|---|---|\n| Write it | me | 2026-02-01 | Draft |\n",
        "Error: internal server error\n\n```\nvisibility: internal\ndraft: true\n```\n",
        "Config drift was found by a cron job; the interval was 5 min. See [internal](https://wiki.example/a).\n",
    ];
    for text in texts {
        let site = Site::new().document("internal-dns.md", &with_body(text));
        let public = load(&site, Visibility::Public);
        let blocking: Vec<&Diagnostic> =
            public.diagnostics.iter().filter(|it| it.kind.blocks_public_sites()).collect();
        assert!(blocking.is_empty(), "{text}: {blocking:?}");
        assert!(shows_canary(&public), "{text}");
    }
    // The document has the last word over mere signs.
    let site = Site::new().document("internal/a.md", &with_key("visibility: public\ntags: [internal]"));
    assert!(!load(&site, Visibility::Public).is_in_doubt());
}

#[test]
fn a_public_build_in_doubt_writes_nothing_and_says_where() {
    let site = Site::new().document("a.md", &with_key("visiblity: internal"));
    let run = site.run(&["build", "--audience", "public"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(
        run.stderr.contains("content/a.md:5") && run.stderr.contains("visibility: internal"),
        "{}",
        run.stderr
    );
    assert!(!site.path("public").exists());
    for command in [&["export"][..], &["actions"], &["search", "pool"], &["similar", "INC-1"]] {
        let run = site.run(&[command, &["--audience", "public"]].concat());
        assert_eq!((run.code, run.stdout.as_str()), (1, ""), "{command:?}: {}", run.stderr);
    }
    // For the own people it is built, and still an error.
    let run = site.run(&["build"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(tree(&site.path("public")).iter().any(|it| it.0 == "incidents/inc-1/index.html"));
}

#[test]
fn a_link_does_not_publish_what_is_ignored() {
    let site = Site::new()
        .document("a.md", &with_body("See [the log](logs/log.txt) and [the notes](notes.txt)."))
        .document("logs/log.txt", "canary-log\n")
        .document("notes.txt", "a note\n")
        .document(".afterwordignore", "logs/\n");
    let run = site.run(&["build", "--audience", "public"]);
    assert!(run.code == 0, "{}", run.stderr);
    let files = tree(&site.path("public"));
    assert!(files.iter().all(|it| !String::from_utf8_lossy(&it.1).contains("canary-log")));
    assert!(files.iter().any(|it| it.0.starts_with("files/") && it.0.ends_with("notes.txt")));
    assert!(run.stderr.contains("logs/log.txt"), "{}", run.stderr);
}

#[cfg(unix)]
#[test]
fn overrides_and_ignore_files_that_cannot_be_read_stop_a_public_build() {
    use std::os::unix::fs::symlink;

    let plain = with_key("tags: [pool]");
    let make = |name: &str, put: &dyn Fn(&Site, &str)| {
        let site = Site::new().document("a.md", &plain);
        put(&site, &format!("content/{name}"));
        let run = site.run(&["build", "--audience", "public"]);
        assert_eq!(run.code, 1, "{name}: {}", run.stderr);
        assert!(run.stderr.contains("AW021") && run.stderr.contains(name), "{name}: {}", run.stderr);
        assert!(!site.path("public").exists(), "{name}");
        let run = site.run(&["check"]);
        assert_eq!(run.code, 1, "{name}: {}", run.stderr);
    };
    for name in ["overrides.yml", ".afterwordignore"] {
        make(name, &|site, path| {
            site.write("real", "INC-1: { visibility: internal }\n");
            symlink(site.path("real"), site.path(path)).unwrap();
        });
        make(name, &|site, path| {
            std::fs::write(site.path(path), b"INC-1: { visibility: int\xFFernal }\n").unwrap();
        });
        make(name, &|site, path| std::fs::create_dir(site.path(path)).unwrap());
    }
}
