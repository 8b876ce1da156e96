//! The search index of the site: files that a browser loads one by one.

use crate::support::{Site, tree};

/// Files of the index: path below `search/` and text, the page apart.
fn files(site: &Site) -> Vec<(String, String)> {
    tree(&site.path("public/search"))
        .into_iter()
        .filter(|(path, _)| path.ends_with(".js"))
        .map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap()))
        .collect()
}

fn names(files: &[(String, String)], folder: &str) -> Vec<String> {
    files.iter().filter(|(path, _)| path.starts_with(folder)).map(|it| it.0.clone()).collect()
}

/// A project with `n` incidents.
fn site(n: usize) -> Site {
    (0..n).fold(Site::new(), |site, nr| {
        let text = format!(
            "---\nid: INC-2026-{nr:04}\ntitle: Pool {nr} exhausted\ndate: 2026-01-{:02}\nservices: [checkout]\n---\n\n\
             ## 经过\n\n连接池 {nr} was full, \"quoted\" and <b>bold</b>.\n",
            1 + nr
        );
        site.document(&format!("{nr}.md"), &text)
    })
}

#[test]
fn an_internal_document_is_in_no_file_of_a_public_index() {
    let site = site(2).document(
        "secret.md",
        "---\nid: INC-2026-0099\ntitle: Zanzibar outage\ndate: 2026-02-01\nvisibility: internal\nservices: [vault]\n\
         tags: [kilimanjaro]\n---\n\n## Serengeti\n\nThe 保险库 leaked.\n",
    );
    let site = site.document(
        "half.md",
        "---\nid: INC-2026-0050\ntitle: Half told\ndate: 2026-02-02\n---\n\nPublic part.\n\n\
         ::: internal\nNgorongoro is for us.\n:::\n",
    );
    let words = ["zanzibar", "0099", "vault", "kilimanjaro", "serengeti", "保险", "ngorongoro"];
    let found = |files: &[(String, String)], word: &str| {
        files.iter().any(|(_, text)| text.to_lowercase().contains(&word.to_lowercase()))
    };

    assert_eq!(site.run(&["build", "--audience", "internal"]).code, 0);
    let internal = files(&site);
    // Terms are written by their difference to the one before, so a word may appear only in the texts.
    for word in words {
        assert!(
            found(&internal, word),
            "`{word}` is not where it may be: the test looks for the wrong thing"
        );
    }

    assert_eq!(site.run(&["build", "--audience", "public"]).code, 0);
    let public = files(&site);
    for word in words {
        assert!(!found(&public, word), "`{word}` is in a public index");
    }
    assert_eq!((names(&internal, "t/").len(), names(&public, "t/").len()), (4, 3));
}

#[test]
fn every_file_hands_one_value_of_the_same_build_over() {
    let site = site(3);
    site.build();
    let files = files(&site);
    let head = files[0].1.split(',').next().unwrap().to_owned();
    assert!(head.starts_with("AfterwordSearch.receive(\""), "{head}");
    for (path, text) in &files {
        assert!(text.starts_with(&head) && text.ends_with(")\n"), "{path}");
        assert!(!text.contains('<'), "{path} holds a `<`");
    }
    for path in ["f.js", "m.js", "p/0.js", "s/0.js", "t/0.js", "t/2.js", "v/e.js"] {
        assert!(files.iter().any(|it| it.0 == path), "{path} is missing");
    }
}

#[test]
fn a_new_day_changes_only_the_manifest() {
    let site = site(3);
    site.build();
    let before = files(&site);
    let site = site.on("2026-03-02");
    site.build();
    let after = files(&site);
    let changed: Vec<&str> =
        before.iter().zip(&after).filter(|(a, b)| a != b).map(|(a, _)| a.0.as_str()).collect();
    assert_eq!(changed, ["m.js"]);
}

#[test]
fn under_any_limit_of_files_there_is_one_text_file_for_two_documents_or_more() {
    let n_documents = 10;
    for max_files in [40, 5_000] {
        let site = site(n_documents);
        let site = site.file("afterword.yaml", &format!("search:\n  max_files: {max_files}\n"));
        site.build();
        let files = files(&site);
        assert!(files.len() <= max_files, "{:?}", names(&files, ""));
        assert!(names(&files, "t/").len() <= n_documents / 2, "{:?}", names(&files, "t/"));
        for nr in 0..n_documents {
            let title = format!("Pool {nr} ");
            assert!(files.iter().any(|(path, text)| path.starts_with("t/") && text.contains(&title)));
        }
    }
}

#[test]
fn too_low_a_limit_of_files_is_refused() {
    let run = site(1).file("afterword.yaml", "search:\n  max_files: 3\n").run(&["build"]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(run.stderr.contains("the search index needs at least 40 files"), "{}", run.stderr);
}
