//! The preview server: what it shows after a save, what it refuses, and how it ends.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpStream};
use std::process::{Child, ChildStderr, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::support::{Site, tree};

/// Longest time that anything here may take, on a busy machine.
const PATIENCE: Duration = Duration::from_mins(2);

const INCIDENT: &str =
    "---\nid: INC-2026-0001\ntitle: Logins fail\ndate: 2026-01-10\nseverity: P1\n---\nText.\n";

/// A running preview; ended when dropped.
struct Preview {
    child: Child,
    port: u16,
    news: BufReader<ChildStderr>,
}

/// The events that an open page gets.
struct Events(BufReader<TcpStream>);

/// What was answered.
struct Response {
    status: u16,
    head: String,
    body: String,
}

impl Preview {
    fn start(site: &Site, args: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_afterword"))
            .args(["--as-of", "2026-03-01", "serve"])
            .args(args)
            .current_dir(site.path("."))
            .env("NO_COLOR", "1")
            .env("AFTERWORD_LANG", "en")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut news = BufReader::new(child.stderr.take().unwrap());
        let mut all = String::new();
        let port = loop {
            let mut line = String::new();
            assert_ne!(news.read_line(&mut line).unwrap(), 0, "it ended: {all}");
            if let Some(address) = line.strip_prefix("preview: http://localhost:") {
                break address.split('/').next().unwrap().parse().unwrap();
            }
            all.push_str(&line);
        };
        Self { child, port, news }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// The answer to these bytes.
    fn raw(&self, request: &str) -> Response {
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((text.as_str(), ""));
        let status = head.split(' ').nth(1).and_then(|it| it.parse().ok()).unwrap_or_default();
        Response { status, head: head.to_ascii_lowercase(), body: body.to_owned() }
    }

    fn request(&self, method: &str, path: &str, headers: &str) -> Response {
        self.raw(&format!(
            "{method} {path} HTTP/1.1\r\nHost: localhost:{}\r\nConnection: close\r\n{headers}\r\n",
            self.port
        ))
    }

    fn get(&self, path: &str) -> Response {
        self.request("GET", path, "")
    }

    fn listen(&self) -> Events {
        let mut stream = self.connect();
        let request = format!("GET /__afterword/events HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", self.port);
        stream.write_all(request.as_bytes()).unwrap();
        Events(BufReader::new(stream))
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

impl Events {
    fn next(&mut self) -> Value {
        let start = Instant::now();
        loop {
            let mut line = String::new();
            assert_ne!(self.0.read_line(&mut line).unwrap(), 0, "the stream ended");
            // Signs of life come without an event.
            assert!(start.elapsed() < PATIENCE, "no event");
            if let Some(json) = line.strip_prefix("data: ") {
                return serde_json::from_str(json).unwrap();
            }
        }
    }

    /// The first event for which `is_it` holds.
    fn until(&mut self, is_it: impl Fn(&Value) -> bool) -> Value {
        let start = Instant::now();
        loop {
            let event = self.next();
            if is_it(&event) {
                return event;
            }
            assert!(start.elapsed() < PATIENCE, "{event}");
        }
    }
}

/// Saves as most editors do: a new file takes the name of the old one.
fn save(site: &Site, path: &str, text: &str) {
    let (new, old) = (site.path(&format!("{path}.tmp")), site.path(path));
    fs::write(&new, text).unwrap();
    fs::rename(new, old).unwrap();
}

#[test]
fn a_program_that_asks_for_markdown_gets_the_twin_of_a_page() {
    let site = Site::new().document("a.md", INCIDENT);
    let preview = Preview::start(&site, &["--port", "0"]);
    let page = "/incidents/inc-2026-0001/";
    let twin = preview.request("GET", page, "Accept: text/markdown\r\n");
    assert!(twin.head.contains("content-type: text/markdown"), "{}", twin.head);
    assert!(twin.body.starts_with("---\ntitle: "), "{}", twin.body);
    let browser = preview.request("GET", page, "Accept: text/html,text/markdown;q=0.5\r\n");
    assert!(browser.body.starts_with("<!doctype html>"), "{}", browser.body);
    let search = preview.request("GET", "/search/", "Accept: text/markdown\r\n");
    assert!(search.body.starts_with("<!doctype html>"), "a page without a twin: {}", search.body);
}

#[test]
fn a_save_is_shown_and_reported_to_open_pages() {
    let site = Site::new().document("a.md", INCIDENT);
    let before = tree(&site.path("."));
    let preview = Preview::start(&site, &["--port", "0"]);
    let page = preview.get("/incidents/inc-2026-0001/");
    assert_eq!(page.status, 200);
    assert!(page.body.contains("Logins fail"), "{}", page.body);
    let mut events = preview.listen();
    let first = events.next();
    let build = first["build"].as_str().unwrap();
    assert!(page.body.contains(&format!("src=\"/__afterword/serve.js\" data-build=\"{build}\"")));
    assert_eq!(first["failed"], Value::Null);
    assert!(before == tree(&site.path(".")), "nothing is written");

    save(&site, "content/a.md", &INCIDENT.replace("Logins fail", "Logins are slow"));
    let second = events.until(|it| it["build"] != first["build"]);
    assert!(preview.get("/incidents/inc-2026-0001/").body.contains("Logins are slow"));

    // A document in a new folder, and one that goes.
    site.write("content/2026/new/b.md", &INCIDENT.replace("0001", "0002"));
    let third = events.until(|it| it["build"] != second["build"]);
    assert_eq!(preview.get("/incidents/inc-2026-0002/").status, 200);
    fs::remove_file(site.path("content/2026/new/b.md")).unwrap();
    events.until(|it| it["build"] != third["build"]);
    assert_eq!(preview.get("/incidents/inc-2026-0002/").status, 404);
}

#[test]
fn a_build_that_fails_leaves_the_last_good_site_and_shows_where() {
    let site = Site::new().document("a.md", INCIDENT).file("afterword.yaml", "site: { title: Kb }\n");
    let preview = Preview::start(&site, &["--port", "0"]);
    let mut events = preview.listen();
    let first = events.next();
    site.write("afterword.yaml", "site:\n  langauge: en\n");
    let failed = events.until(|it| it["failed"] != Value::Null);
    assert_eq!(failed["build"], first["build"], "the page that is open is not old");
    let finding = &failed["findings"][0];
    assert_eq!((&finding["level"], &finding["place"]), (&"error".into(), &"afterword.yaml:2:3".into()));
    assert_eq!(finding["lines"][1]["marked"], "langauge");
    assert!(preview.get("/").body.contains("Kb"));
    site.write("afterword.yaml", "site:\n  title: Kb of the team\n");
    events.until(|it| it["build"] != first["build"] && it["failed"] == Value::Null);
    assert!(preview.get("/").body.contains("Kb of the team"));
}

#[test]
fn a_project_that_is_broken_at_first_is_shown_when_it_is_corrected() {
    let site = Site::new().document("a.md", INCIDENT).file("afterword.yaml", "site: { langauge: en }\n");
    let preview = Preview::start(&site, &["--port", "0"]);
    let waiting = preview.get("/");
    assert_eq!(waiting.status, 503);
    assert!(
        waiting.body.contains("Not built") && waiting.body.contains("__afterword/serve.js"),
        "{}",
        waiting.body
    );
    let mut events = preview.listen();
    let first = events.next();
    assert_ne!(first["failed"], Value::Null);
    site.write("afterword.yaml", "site: { language: en }\n");
    events.until(|it| it["build"] != first["build"]);
    assert_eq!(preview.get("/").status, 200);
}

#[test]
fn findings_of_documents_theme_and_services_are_events() {
    let site = Site::new()
        .document("a.md", INCIDENT)
        .file("afterword.yaml", "site: { theme: own }\nservices: data/services.yaml\n")
        .file("data/services.yaml", "services: []\n")
        .file("themes/own/templates/hook/footer.html", "<p>one</p>");
    let preview = Preview::start(&site, &["--port", "0"]);
    assert!(preview.get("/").body.contains("<p>one</p>"));
    let mut events = preview.listen();
    let first = events.next();

    site.write("themes/own/templates/hook/footer.html", "<p>two</p>");
    let second = events.until(|it| it["build"] != first["build"]);
    assert!(preview.get("/").body.contains("<p>two</p>"));
    site.write("themes/own/templates/hook/footer.html", "<p>\n{{ oops( }}</p>");
    let failed = events.until(|it| it["failed"] != Value::Null);
    assert!(
        failed["findings"][0]["place"].as_str().unwrap().starts_with("templates/hook/footer.html:2:"),
        "{failed}"
    );
    site.write("themes/own/templates/hook/footer.html", "<p>two</p>");
    events.until(|it| it["failed"] == Value::Null);

    site.write("data/services.yaml", "services:\n  - name: login\n    team: identity\n");
    let third = events.until(|it| it["build"] != second["build"]);
    assert_eq!(preview.get("/services/login/").status, 200);

    save(&site, "content/a.md", &INCIDENT.replace("date: 2026-01-10", "date: 2026-02-30"));
    let found = events.until(|it| it["build"] != third["build"]);
    assert!(found["has_errors"] == true, "{found}");
    assert_eq!(found["findings"][0]["place"], "content/a.md:4:7");
}

#[test]
fn drafts_are_shown_and_marked() {
    let draft = INCIDENT.replace("severity", "status: draft\nseverity");
    let site = Site::new().document("a.md", INCIDENT).document("b.md", &draft.replace("0001", "0002"));
    let preview = Preview::start(&site, &["--port", "0"]);
    let page = preview.get("/incidents/inc-2026-0002/");
    assert_eq!(page.status, 200);
    assert!(page.body.contains("This document is a draft."), "{}", page.body);
    let preview = Preview::start(&site, &["--port", "0", "--no-drafts"]);
    assert_eq!(preview.get("/incidents/inc-2026-0001/").status, 200);
    assert_eq!(preview.get("/incidents/inc-2026-0002/").status, 404);
}

#[test]
fn only_the_own_browser_is_answered() {
    let site = Site::new().document("a.md", INCIDENT).file("secret.txt", "a secret");
    let preview = Preview::start(&site, &["--port", "0"]);
    let home = preview.get("/");
    for header in [
        "content-security-policy: default-src 'none'; script-src 'self'; style-src 'self'",
        "x-content-type-options: nosniff",
        "referrer-policy: no-referrer",
        "cross-origin-resource-policy: same-origin",
        "cache-control: no-store",
        "x-frame-options: deny",
    ] {
        assert!(home.head.contains(header), "{header}: {}", home.head);
    }
    assert!(!home.head.contains("access-control-allow"), "{}", home.head);
    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/..\\secret.txt",
        "/%00",
        "/index.html/.",
    ] {
        let answer = preview.get(path);
        assert!(answer.status == 400 && !answer.body.contains("a secret"), "{path}: {}", answer.status);
    }
    for path in ["//etc/passwd", "/.git/config", "/incidents//", "/%252e%252e/secret.txt"] {
        assert_eq!(preview.get(path).status, 404, "{path}");
    }
    assert_eq!(preview.get("/incidents").status, 302);
    assert!(preview.get("/incidents?q=a").head.contains("location: /incidents/?q=a"));
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"] {
        let answer = preview.request(method, "/", "Content-Length: 0\r\n");
        assert_eq!(answer.status, 405, "{method}");
        assert!(answer.head.contains("allow: get, head"), "{}", answer.head);
    }
    for headers in ["Origin: https://evil.example\r\n", "Sec-Fetch-Site: cross-site\r\n"] {
        for path in ["/", "/__afterword/events", "/api/v1/incidents.json"] {
            assert_eq!(preview.request("GET", path, headers).status, 403, "{path} {headers}");
        }
    }
    let foreign = preview.raw("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
    assert_eq!(foreign.status, 403);
    assert_eq!(preview.raw("GET / HTTP/1.1\r\nConnection: close\r\n\r\n").status, 400);
    assert_eq!(preview.get(&format!("/{}", "a".repeat(100_000))).status / 100, 4);
    assert_eq!(preview.request("HEAD", "/", "").body, "");
    assert_eq!(preview.get("/").status, 200, "it is still there");
}

#[test]
fn the_next_free_port_is_used_unless_one_is_named() {
    let site = Site::new().document("a.md", INCIDENT);
    let first = Preview::start(&site, &[]);
    let second = Preview::start(&site, &[]);
    assert!((3334..3434).contains(&first.port) && first.port < second.port);
    let port = first.port.to_string();
    let run = site.run(&["serve", "--port", &port]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(run.stderr.contains(&format!("port {port} is in use")), "{}", run.stderr);
}

#[test]
fn what_cannot_be_served_ends_at_once() {
    let site = Site::new().document("a.md", INCIDENT);
    for args in
        [&["serve", "nowhere"][..], &["serve", "--theme", "nowhere"], &["serve", "--host", "evil.example"]]
    {
        let run = site.run(&[args, &["--port", "0"]].concat());
        assert_eq!(run.code, 2, "{args:?}: {}", run.stderr);
    }
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_quietly() {
    let site = Site::new().document("a.md", INCIDENT);
    for signal in ["-INT", "-TERM"] {
        let mut preview = Preview::start(&site, &["--port", "0"]);
        let _page = preview.listen().next();
        let id = preview.child.id().to_string();
        assert!(Command::new("kill").args([signal, &id]).status().unwrap().success());
        let start = Instant::now();
        assert_eq!(preview.child.wait().unwrap().code(), Some(0));
        assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
        let mut rest = String::new();
        preview.news.read_to_string(&mut rest).unwrap();
        assert_eq!(rest, "");
    }
}

/// Resident memory of a process, in KiB.
#[cfg(target_os = "linux")]
fn resident(id: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{id}/status")).unwrap();
    let line = status.lines().find_map(|it| it.strip_prefix("VmRSS:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn many_saves_leave_memory_as_it_is() {
    let site = Site::new().document("a.md", INCIDENT);
    let preview = Preview::start(&site, &["--port", "0"]);
    let mut events = preview.listen();
    let mut build = events.next()["build"].clone();
    let mut saves = |n: usize, events: &mut Events| {
        for nth in 0..n {
            save(&site, "content/a.md", &format!("{INCIDENT}{nth} of {n}\n"));
            build = events.until(|it| it["build"] != build)["build"].clone();
        }
        resident(preview.child.id())
    };
    // The allocator keeps what the first builds needed at once.
    let early = saves(15, &mut events);
    let late = saves(30, &mut events);
    assert!(late < early + 24 * 1024, "{early} KiB after 15 saves, {late} KiB after 45");
}
