//! Values that want to be markup: whatever stands in a title, an id, an owner or any other value, the page that shows it
//! has the elements and attributes that it has with plain words, and shows the value as it was written.

use std::collections::{BTreeMap, BTreeSet};

use scraper::{Html, Node, Selector};

use crate::support::{Site, tree};

const RUN: &str = "window.pwned=1";

/// What ends the place in which a page may hold a value.
const BREAKERS: [&str; 21] = [
    "",
    "\">",
    "'>",
    "</title>",
    "</textarea>",
    "</script>",
    "</style>",
    "</noscript>",
    "</template>",
    "</xmp>",
    "-->",
    "]]>",
    "</svg>",
    "</math>",
    "{{ x }}",
    "\\\"",
    "`",
    "%22%3E",
    "&quot;&gt;",
    "\u{2028}",
    "</option></select>",
];

/// What runs, loads or redirects where it is read as markup.
const VECTORS: [&str; 21] = [
    "<script>RUN</script>",
    "<img src=x onerror=RUN>",
    "<svg onload=RUN>",
    "<svg><style><img src=x onerror=RUN></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=RUN&gt;\">",
    "<iframe srcdoc=\"&lt;script&gt;RUN&lt;/script&gt;\"></iframe>",
    "<a href=\"javascript:RUN\" ping=\"HOST\">x</a>",
    "<form action=\"HOST\" id=aw-search><input name=dataset></form>",
    "<meta http-equiv=refresh content=\"0;url=HOST\">",
    "<base href=\"HOST/\">",
    "<link rel=stylesheet href=\"HOST/x.css\">",
    "<style>@import \"HOST/x.css\";</style>",
    "<noscript><p title=\"</noscript><img src=x onerror=RUN>\">",
    "<template><img src=x onerror=RUN></template>",
    "<!--<img src=x onerror=RUN>",
    "<details open ontoggle=RUN>x",
    "x onmouseover=RUN autofocus onfocus=RUN y=",
    "javascript:RUN",
    "data:text/html,<script>RUN</script>",
    "java\tscript:RUN",
    "<button form=aw-search formaction=\"javascript:RUN\">x</button>",
];

/// Most values of one document, so that every list of it stays below its limit.
const PER_DOCUMENT: usize = 49;

fn payloads() -> Vec<String> {
    let all = BREAKERS.iter().flat_map(|breaker| VECTORS.iter().map(move |it| format!("{breaker}{it}")));
    all.map(|it| it.replace("RUN", RUN).replace("HOST", "https://canary.invalid")).collect()
}

/// A value of front matter, whatever is in it.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

/// Every value of a document, made of `values`.
fn document(nr: usize, values: &[String]) -> String {
    let list = |before: &str| {
        values.iter().map(|it| quoted(&format!("{before}{it}"))).collect::<Vec<String>>().join(", ")
    };
    let items: Vec<String> = values
        .iter()
        .map(|it| {
            let [task, owner, ticket] = ["task ", "owner ", ""].map(|before| quoted(&format!("{before}{it}")));
            format!(
                "  - {{ task: {task}, owner: {owner}, ticket: {ticket}, acceptance: {task}, priority: {owner}, due: 2026-02-01, status: open }}\n"
            )
        })
        .collect();
    let cells: String = values
        .iter()
        .map(|it| format!("| 10:00 | `{}` |\n", it.replace(['|', '`', '\n', '\\'], " ")))
        .collect();
    format!(
        "---\nid: {}\ntitle: {}\ndate: 2026-01-{:02}\nseverity: {}\nservices: [{}]\ncauses: [{}]\ntags: [{}]\nteams: [{}]\nauthors: [{}]\n\
         roles: {{ incident_commander: {} }}\nsummary: {}\nimpact: {{ summary: {} }}\ndetection: {}\naction_items:\n{}---\n\n## Timeline\n\n\
         | Time | Event |\n|---|---|\n{cells}\n[[{}]] [x](<{}>)\n",
        quoted(&format!("INC-{nr}-{}", values[0])),
        quoted(&format!("title {}", values[nr % values.len()])),
        1 + nr % 28,
        quoted(&values[1]),
        list("service "),
        list("cause "),
        list("tag "),
        list("team "),
        list("author "),
        quoted(&values[2]),
        quoted(&values[3]),
        quoted(&values[4]),
        quoted(&values[5]),
        items.concat(),
        values[6].replace(['\n', ']', '['], " "),
        values[7].replace(['<', '>', '\n'], " "),
    )
}

/// The pages of a site of these documents.
fn pages(documents: &[String]) -> (Site, Vec<(String, Html)>) {
    let mut site = Site::new().file(
        "afterword.yaml",
        "site: { title: Kb, base_url: 'https://kb.example.org/' }\nprivacy: { owner_pages: true }\nlinks: { issue_url: 'https://t.example/{id}' }\n",
    );
    for (nr, text) in documents.iter().enumerate() {
        site = site.document(&format!("{nr}.md"), text);
    }
    let run = site.run(&["build"]);
    assert!(run.code <= 1, "{}", run.stderr);
    let files = tree(&site.path("public")).into_iter().filter(|it| it.0.ends_with(".html"));
    let pages = files.map(|(path, bytes)| (path, Html::parse_document(std::str::from_utf8(&bytes).unwrap())));
    let pages: Vec<(String, Html)> = pages.collect();
    assert!(40 < pages.len(), "{}", run.stderr);
    (site, pages)
}

/// Every element with its attributes, by name, and a page that has it.
fn shapes(pages: &[(String, Html)]) -> BTreeMap<String, &str> {
    let mut shapes = BTreeMap::new();
    for (path, html) in pages {
        for node in html.tree.values() {
            match node {
                Node::Element(it) => {
                    let names: BTreeSet<&str> = it.attrs().map(|(name, _)| name).collect();
                    for name in names.iter().copied().chain([""]) {
                        shapes.entry(format!("{} {name}", it.name())).or_insert(path.as_str());
                    }
                }
                Node::Comment(_) => {
                    shapes.entry("a comment".to_owned()).or_insert(path.as_str());
                }
                _ => {}
            }
        }
    }
    shapes
}

#[test]
fn no_value_adds_an_element_or_an_attribute_to_a_page() {
    let payloads = payloads();
    assert!(400 <= payloads.len(), "{}", payloads.len());
    let hostile: Vec<String> =
        payloads.chunks(PER_DOCUMENT).enumerate().map(|(nr, it)| document(nr, it)).collect();
    // Values of the same number and without any markup; some are addresses, as tickets are.
    let plain: Vec<String> = (0..hostile.len())
        .map(|nr| {
            let words: Vec<String> = (0..PER_DOCUMENT).map(|it| format!("word{nr}x{it}")).collect();
            document(nr, &words)
        })
        .collect();
    let (_, expected) = pages(&plain);
    let (site, found) = pages(&hostile);
    let known = shapes(&expected);
    // Which language a value is in, and how an address relates to the page, depend on the value.
    let is_harmless = |shape: &str| shape.ends_with(" lang") || shape.ends_with(" rel");
    let added: Vec<(String, &str)> = shapes(&found)
        .into_iter()
        .filter(|(shape, _)| !known.contains_key(shape) && !is_harmless(shape))
        .collect();
    assert!(added.is_empty(), "{added:#?}");

    let mut faults = Vec::new();
    let addresses = Selector::parse("[href], [src], [action], [formaction], [srcset], [ping]").unwrap();
    for (path, html) in &found {
        for element in html.select(&addresses) {
            for (name, value) in element.value().attrs() {
                let folded: String =
                    value.chars().filter(|it| !it.is_control() && !it.is_whitespace()).collect();
                let folded = folded.to_lowercase();
                let runs = ["javascript:", "vbscript:", "data:text"].iter().any(|it| folded.starts_with(it));
                let loads = name != "href" && folded.contains("//canary.invalid");
                if ["href", "src", "action", "formaction", "srcset", "ping"].contains(&name)
                    && (runs || loads)
                {
                    faults.push(format!("{path}: {name}={value}"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");

    // Re-parsed, a page says what was written: every title, in its heading.
    let heading = Selector::parse("h1").unwrap();
    let words = |text: &str| text.split_whitespace().collect::<Vec<&str>>().join(" ");
    let headings: BTreeSet<String> = found
        .iter()
        .flat_map(|(_, html)| html.select(&heading))
        .map(|it| words(&it.text().collect::<String>()))
        .collect();
    let exported = site.export();
    let titles: Vec<String> = exported["incidents"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| words(it["title"].as_str().unwrap()))
        .collect();
    assert_eq!(titles.len(), hostile.len());
    for title in titles {
        let is_shown = headings.iter().any(|it| it.contains(&title));
        assert!(is_shown, "{title}\n{headings:#?}");
    }
}
