//! Nothing that is for the own people is in any byte of what everybody gets: words that stand nowhere else are put into
//! every place that is not published, and then looked for.

use std::fs;

use crate::support::{Run, Site, tree};

/// What every word begins with. Search indexes write terms by their difference to the one before, so a part is enough.
const MARK: &str = "kwycanary";

/// Places with a word of their own; the project is made by [`Places::put`], so that none is counted that is not there.
#[derive(Default)]
struct Places {
    n: usize,
    site: Option<Site>,
}

impl Places {
    /// Puts a document there, with a new word in the place of every `%%`.
    fn put(&mut self, path: &str, text: &str) {
        let (path, text) = (self.filled(path), self.filled(text));
        self.site = Some(self.site.take().unwrap_or_else(Site::new).file(&path, &text));
    }

    fn filled(&mut self, text: &str) -> String {
        let mut parts = text.split("%%");
        let mut out = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            self.n += 1;
            out.push_str(&format!("{MARK}{:03}", self.n));
            out.push_str(part);
        }
        out
    }

    /// A file that is not text.
    fn bytes(&mut self, path: &str, bytes: impl Fn(&str) -> Vec<u8>) {
        self.n += 1;
        let site = self.site.take().unwrap_or_else(Site::new);
        let path = site.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes(&format!("{MARK}{:03}", self.n))).unwrap();
        self.site = Some(site);
    }
}

/// Documents that everybody may read, and around them everything that nobody outside may.
fn project() -> Places {
    let mut all = Places::default();
    all.put(
        "afterword.yaml",
        "# %%\nsite: { title: Kb, audience: public, base_url: 'https://kb.example.org/' }\nprivacy: { people: pseudonyms, pseudonym_key: 'secret %% of ours' }\n",
    );
    all.put("services.yaml", "# %%\nservices:\n  - { name: auth }\n");
    internal_documents(&mut all);
    drafts(&mut all);
    sidecars(&mut all);
    public_documents(&mut all);
    attachments(&mut all);
    for path in [
        ".git/config",
        ".git/COMMIT_EDITMSG",
        "content/.git/HEAD",
        "content/.hidden/x.md",
        "content/_drafts/x.md",
    ] {
        all.put(path, "# %%\n\n%%\n");
    }
    all.put("content/.afterwordignore", "# %%\nprivate/\n");
    all.put("content/private/%%.md", "# %%\n\n**Severity**: P1\n");
    all.put("content/%%.txt", "nobody links to it: %%\n");
    all
}

fn internal_documents(all: &mut Places) {
    all.put(
        "content/%%/%%.md",
        "---\nid: INC-2026-0666\ntitle: %%\ndate: 2026-01-05\nseverity: P0\nservices: [auth, '%%']\ncauses: [capacity/pool, '%%']\ntags: ['%%']\n\
         teams: ['%%']\nauthors: ['%% Person']\nroles: { incident_commander: '%%' }\nvisibility: internal\naliases: [/%%/]\n%%: 1\nsummary: %%\n\
         related: [INC-2026-0001, INC-%%]\nrecurrence_of: [INC-2026-0002]\nimpact: { summary: '%%' }\n\
         action_items:\n  - { id: A1, task: '%%', owner: '@%%', due: 2026-01-20, status: open, ticket: 'https://x.example/%%' }\n---\n\n\
         %% text, [%%](https://x.example/%%), ![%%](%%.png), `%%`, **%%**.\n\n## %% {#%%}\n\n| %% | b |\n|---|---|\n| %% | c |\n\n\
         ```sh\n%%\n```\n\n```mermaid\nflowchart LR\n a[%%] --> b\n```\n\n- 10:00 %%\n\n[^1]\n\n[^1]: %%\n\n<!-- %% -->\n\n## Lessons learned\n\n- %%\n",
    );
    all.put("content/by-label.md", "# %%\n\n**Severity**: P1\n**Visibility**: internal\n\n%%\n");
    all.put("content/steps.md", "---\nkind: runbook\nid: steps-%%\ntitle: %%\nservices: [auth]\nvisibility: internal\n---\n\n## Steps\n\n1. %% `%%`\n");
    all.put("content/page.md", "---\nvisibility: internal\n---\n# %%\n\n%%\n");
}

fn drafts(all: &mut Places) {
    all.put(
        "content/late-1.md",
        "---\nid: INC-2026-0700\ntitle: %%\ndate: 2026-01-05\nseverity: P0\ndraft: true\n---\n%%\n",
    );
    all.put(
        "content/late-2.md",
        "---\nid: INC-2026-0701\ntitle: %%\ndate: 2026-01-05\nstatus: draft\n---\n%%\n",
    );
    all.put("content/late-3.md", "---\ntitle: %%\nstatus: Draft\nseverity: P1\n---\n# %%\n\n%% `%%`\n");
}

fn sidecars(all: &mut Places) {
    all.put(
        "content/overridden.md",
        "---\nid: INC-2026-0668\ntitle: %%\ndate: 2026-01-06\nseverity: P1\n---\n%%\n",
    );
    all.put(
        "content/overrides.yml",
        "# %%\nINC-2026-0668: { visibility: internal, title: '%%' }\nINC-2026-0002: { tags: [pool] }\n",
    );
    all.put(
        "content/actions.yml",
        "# %%\nINC-2026-0666/A1: { status: done, note: '%%' }\nINC-2026-0001/A1: { status: in-progress }\n",
    );
    all.put(
        "content/decisions.yml",
        "# %%\npairs:\n  - { incidents: [INC-2026-0001, INC-2026-0666], decision: same, day: 2026-03-01, by: '%%', why: '%%' }\n  \
         - { incidents: [INC-2026-0001, INC-2026-0002], decision: not-the-same, day: 2026-03-01, by: '%%', why: '%%' }\n",
    );
}

/// What a document for everybody says to its authors alone, and whom it names.
fn public_documents(all: &mut Places) {
    all.put(
        "content/a.md",
        "---\n# %%\nid: INC-2026-0001\ntitle: Pool is full\ndate: 2026-01-10 # %%\nseverity: P1\nservices: [auth]\ncauses: [capacity/pool]\n\
         related: [INC-2026-0666]\nauthors: ['Mara %%']\nroles: { incident_commander: '%%' }\n\
         action_items:\n  - { id: A1, task: Add an alert, owner: '@%%', due: 2026-02-01, status: open }\n---\n\n\
         <!-- %% -->\n\nThe pool was full <!-- %% -->.\n\n[%%]: https://x.example/%%\n\n\
         ::: internal\n%% [x](https://x.example/%%)\n:::\n\n<!-- internal -->\n\n## %%\n\n- 10:00 %%\n- [ ] %% (@li)\n\n<!-- /internal -->\n\n\
         ## Notes {.internal}\n\n%%\n\n| a | b |\n|---|---|\n| %% | c |\n\n```\n%%\n```\n\n![%%](graph.gif)\n\n## Graphs\n\n\
         ![Graph](graph.gif) ![Photo](photo.jpg) ![Screen](screen.png) ![Drawing](drawing.svg) [Paper](paper.pdf)\n",
    );
    all.put(
        "content/b.md",
        "---\nid: INC-2026-0002\ntitle: Pool is full again\ndate: 2026-02-10\nseverity: P2\nservices: [auth]\ncauses: [capacity/pool]\n---\n\n\
         **Attendees**: Ann %%, @%%\n\nLike INC-2026-0666.\n",
    );
    all.put("content/runbook.md", "---\nkind: runbook\ntitle: Fill the pool\nservices: [auth]\n---\n\n## Steps\n\n1. Restart it <!-- %% -->\n");
}

/// Pictures, drawings and papers that say more than they show.
fn attachments(all: &mut Places) {
    all.bytes("content/graph.gif", |word| {
        let mut gif = b"GIF89a\x01\0\x01\0\0\0\0!\xFE".to_vec();
        gif.push(u8::try_from(word.len()).unwrap());
        gif.extend(word.bytes());
        gif.extend(b"\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;");
        gif
    });
    all.bytes("content/photo.jpg", |word| {
        let mut jpeg = b"\xFF\xD8\xFF\xE1".to_vec();
        let exif = [b"Exif\0\0", word.as_bytes()].concat();
        jpeg.extend(u16::try_from(exif.len() + 2).unwrap().to_be_bytes());
        jpeg.extend(exif);
        jpeg.extend(
            b"\xFF\xC0\0\x0B\x08\0\x01\0\x01\x01\x01\x11\0\xFF\xDA\0\x08\x01\x01\0\0\x3F\0\x7F\xFF\xD9",
        );
        jpeg
    });
    all.bytes("content/screen.png", |word| {
        let chunk = |kind: &[u8], data: &[u8]| {
            let length = u32::try_from(data.len()).unwrap().to_be_bytes();
            let body = [kind, data].concat();
            let check = crc(&body).to_be_bytes();
            [&length[..], &body, &check].concat()
        };
        let header = [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0];
        let text = [b"Comment\0", word.as_bytes()].concat();
        let xmp = [b"XML:com.adobe.xmp\0\0\0\0\0<x:xmpmeta>", word.as_bytes()].concat();
        let pixel = b"\x78\x9C\x63\0\0\0\x02\0\x01";
        [
            b"\x89PNG\r\n\x1A\n".to_vec(),
            chunk(b"IHDR", &header),
            chunk(b"tEXt", &text),
            chunk(b"iTXt", &xmp),
            chunk(b"IDAT", pixel),
            chunk(b"IEND", b""),
        ]
        .concat()
    });
    all.bytes("content/drawing.svg", |word| {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><!-- {word} --><metadata>{word}</metadata><g data-author=\"{word}\"><rect width=\"9\" height=\"9\"/></g></svg>"
        )
        .into_bytes()
    });
    all.bytes("content/paper.pdf", |word| {
        format!("%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n2 0 obj\n<< /Author ({word}) /Title ({word}) >>\nendobj\ntrailer\n<< /Root 1 0 R /Info 2 0 R >>\n%%EOF\n").into_bytes()
    });
}

/// The checksum of PNG files.
fn crc(bytes: &[u8]) -> u32 {
    let step = |crc: u32, byte: &u8| {
        (0..8).fold(
            crc ^ u32::from(*byte),
            |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 },
        )
    };
    !bytes.iter().fold(!0, step)
}

/// Where the word is in `bytes`, with what is around it.
fn found_in(bytes: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(bytes).to_lowercase();
    let at = text.find(MARK).or_else(|| text.find(&MARK[3..]))?;
    let start = (0..=at.saturating_sub(60)).rev().find(|it| text.is_char_boundary(*it)).unwrap_or(0);
    Some(text[start..].chars().take(160).collect())
}

#[test]
fn no_word_that_is_not_for_everybody_is_in_any_byte_that_everybody_gets() {
    let places = project();
    assert!(100 < places.n, "{} places", places.n);
    let site = places.site.unwrap();
    let run = site.run(&["build"]);
    assert!(run.code <= 1, "{}", run.stderr);
    let mut leaks = Vec::new();
    let files = tree(&site.path("public"));
    assert!(60 < files.len(), "the site is there: {}", run.stderr);
    assert!(files.iter().any(|it| it.0.starts_with("files/")), "and files that pages link to");
    for (path, bytes) in &files {
        leaks.extend(found_in(path.as_bytes()).map(|it| format!("path {path}: {it}")));
        leaks.extend(found_in(bytes).map(|it| format!("{path}: {it}")));
    }
    assert!(leaks.is_empty(), "{leaks:#?}");
}

#[test]
fn no_command_for_everybody_prints_such_a_word() {
    let site = project().site.unwrap();
    let mut commands: Vec<Vec<&str>> = vec![
        vec!["search", "pool", "--json"],
        vec!["search", "pool"],
        vec!["similar", "INC-2026-0001", "--json"],
        vec!["report", "2026Q1"],
        vec!["report", "2026Q1", "--format", "json"],
    ];
    for format in ["table", "json", "csv", "markdown", "ics"] {
        commands.push(vec!["actions", "--format", format]);
    }
    for format in ["json", "ndjson", "csv", "sqlite", "quickwit"] {
        commands.push(vec!["export", "--format", format]);
    }
    let mut leaks = Vec::new();
    for command in commands {
        let run = site.run(&[&command[..], &["--audience", "public"]].concat());
        assert_eq!(run.code, 0, "{command:?}: {}", run.stderr);
        assert!(!run.stdout.is_empty(), "{command:?} prints something");
        for printed in [&run.stdout, &run.stderr] {
            leaks.extend(found_in(printed.as_bytes()).map(|it| format!("{command:?}: {it}")));
        }
    }
    assert!(leaks.is_empty(), "{leaks:#?}");
}

/// `check` speaks to authors about the documents that everybody gets, in their own words; of all others it says nothing.
#[test]
fn a_check_for_everybody_says_nothing_of_other_documents() {
    let mut places = Places::default();
    places.put("afterword.yaml", "site: { audience: public }\n");
    internal_documents(&mut places);
    drafts(&mut places);
    sidecars(&mut places);
    let n_places = places.n;
    places.put("content/a.md", "---\nid: INC-2026-0001\ntitle: Pool is full\ndate: 2026-01-10\nseverity: P1\nrelated: [INC-2026-0666]\n---\n\nSee [it](by-label.md).\n");
    places.put(
        "content/b.md",
        "---\nid: INC-2026-0002\ntitle: Pool is full again\ndate: 2026-02-10\nseverity: P1\n---\n\nText.\n",
    );
    assert!(60 < n_places, "{n_places} places");
    let site = places.site.unwrap();
    for format in ["human", "json", "github", "sarif"] {
        let run: Run = site.run(&["check", "--audience", "public", "--format", format]);
        assert!(run.code <= 1, "{}", run.stderr);
        for printed in [&run.stdout, &run.stderr] {
            assert_eq!(found_in(printed.as_bytes()), None, "{format}");
        }
    }
    // What is not for everybody is there for those who may read it.
    let internal = site.run(&["export", "--audience", "internal"]);
    assert!(found_in(internal.stdout.as_bytes()).is_some(), "{}", internal.stderr);
}

/// Credentials in every place where an author may leave one, put together here so that no scanner takes this file for a
/// leak.
#[test]
fn with_redact_no_credential_is_in_any_byte() {
    let token = format!("ghp_{}", "kR7x".repeat(9));
    let password = format!("Wq8{}", "vLz2nRt");
    let key = format!("-----BEGIN RSA {} KEY-----\nMIIEkwycanary\n-----END RSA x KEY-----", "PRIVATE");
    let document = format!(
        "---\nid: INC-2026-0001\ntitle: Token {token} in a log\ndate: 2026-01-10\nseverity: P1\nservices: [auth]\ntags: ['{token}']\n\
         action_items:\n  - {{ id: A1, task: 'Revoke {token}', owner: '@li', due: 2026-02-01, status: open }}\n---\n\n\
         postgres://app:{password}@db/shop and `password: {password}`, [link](https://x.example/?t={token}).\n\n\
         ```\n{key}\n```\n\n## Timeline\n\n- 10:00 Somebody pasted {token}\n\n[log](run.log) [fine](fine.log)\n"
    );
    let site = Site::new()
        .file("afterword.yaml", "site: { title: Kb }\nprivacy: { redact: true }\n")
        .document("a.md", &document)
        .document("run.log", &format!("login with {token}\n"))
        .document("fine.log", "login\n")
        .document("actions.yml", &format!("INC-2026-0001/A1: {{ status: done, note: 'was {token}' }}\n"));
    let run = site.run(&["build", "--verbose"]);
    assert!(run.code <= 1, "{}", run.stderr);
    let mut made: Vec<(String, String)> = vec![("build".to_owned(), run.stderr.clone())];
    for (path, bytes) in tree(&site.path("public")) {
        made.push((path, String::from_utf8_lossy(&bytes).into_owned()));
    }
    for command in [
        &["export"][..],
        &["check"],
        &["check", "--format", "json"],
        &["check", "--format", "sarif"],
        &["inspect"],
        &["actions"],
        &["report"],
        &["search", "token", "--json"],
    ] {
        let run = site.run(command);
        made.push((command.join(" "), run.stdout + &run.stderr));
    }
    for (whence, text) in &made {
        for secret in [&token[4..20], &password, "MIIEkwy"] {
            assert!(!text.contains(secret), "{secret} in {whence}");
        }
    }
    let page = site.page("incidents/inc-2026-0001/index.html");
    assert!(page.contains("█") && page.contains("Somebody pasted"), "{page}");
    assert!(
        made.iter().any(|it| it.0.ends_with("fine.log.txt"))
            && !made.iter().any(|it| it.0.ends_with("run.log.txt"))
    );
    // Every one is reported at its place, and its document stays what it is.
    assert!(
        run.stderr.contains("GitHub token; it is blacked out") && run.stderr.contains("content/a.md:12:"),
        "{}",
        run.stderr
    );
    assert_eq!(fs::read_to_string(site.path("content/a.md")).unwrap(), document);
    // Without the setting the text is published, and no message repeats it.
    let open = site.file("afterword.yaml", "site: { title: Kb }\n");
    let run = open.run(&["check"]);
    let said = run.stdout + &run.stderr;
    assert!(said.contains("AW706") && !said.contains(&token[8..]), "{said}");
}
