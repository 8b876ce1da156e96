//! A request to its response.

use std::sync::Arc;

use hyper::body::Bytes;
use hyper::header::{
    ACCEPT, ALLOW, CACHE_CONTROL, CONNECTION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName, HeaderValue,
    LOCATION, REFERRER_POLICY, RETRY_AFTER, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use hyper::{Method, Request, Response, StatusCode};
use tokio::sync::Semaphore;
use tokio::sync::watch::Receiver;

use super::address::Address;
use super::board::State;
use super::body::{Answer, Events};
use super::guard;
use super::media::media_type;
use super::preview::Found;

/// Most pages that may wait for events at once.
const MAX_LISTENERS: usize = 64;

/// What the server itself serves, beside the site.
const SCRIPT: (&str, &[u8]) = ("__afterword/serve.js", include_bytes!("page/serve.js"));
const SHEET: (&str, &[u8]) = ("__afterword/serve.css", include_bytes!("page/serve.css"));
const EVENTS: &str = "__afterword/events";

/// As the default theme states it for every page, and what only a header can state.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
                      connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// Answers requests from what the board shows.
pub(super) struct Desk {
    board: Receiver<Arc<State>>,
    address: Address,
    listeners: Arc<Semaphore>,
}

impl Desk {
    pub(super) fn new(board: Receiver<Arc<State>>, address: Address) -> Self {
        Self { board, address, listeners: Arc::new(Semaphore::new(MAX_LISTENERS)) }
    }

    pub(super) fn answer<B>(&self, request: &Request<B>) -> Response<Answer> {
        let mut response = match guard::path_of(request, &self.address) {
            Ok(path) => self.found(&path, request),
            Err(status) => self.refused(status, request.method()),
        };
        let headers = response.headers_mut();
        for (name, value) in [
            (CONTENT_SECURITY_POLICY, POLICY),
            (X_CONTENT_TYPE_OPTIONS, "nosniff"),
            (REFERRER_POLICY, "no-referrer"),
            (X_FRAME_OPTIONS, "DENY"),
            (CACHE_CONTROL, "no-store"),
            (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
            (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        ] {
            headers.insert(name, HeaderValue::from_static(value));
        }
        response
    }

    fn found<B>(&self, path: &str, request: &Request<B>) -> Response<Answer> {
        for (name, bytes) in [SCRIPT, SHEET] {
            if path == name {
                return file(StatusCode::OK, path, Bytes::from_static(bytes));
            }
        }
        if path == EVENTS {
            return self.events(request.method());
        }
        let state = Arc::clone(&self.board.borrow());
        let Some(site) = &state.site else { return waiting(&state) };
        match site.find(path) {
            Found::File(name, bytes) => {
                let twin = name.strip_suffix("index.html").filter(|_| wants_markdown(request));
                match twin.map(|folder| site.find(&format!("{folder}index.md"))) {
                    Some(Found::File(name, bytes)) => {
                        let mut response = file(StatusCode::OK, &name, bytes);
                        // By its address the same file is plain text, which browsers show and do not download.
                        let markdown = HeaderValue::from_static("text/markdown; charset=utf-8");
                        response.headers_mut().insert(CONTENT_TYPE, markdown);
                        response
                    }
                    _ => page(StatusCode::OK, &name, bytes, &state.build),
                }
            }
            Found::Folder(place) => {
                let query = request.uri().query().map(|it| format!("?{it}")).unwrap_or_default();
                let mut response = text(StatusCode::FOUND, "");
                match HeaderValue::from_str(&format!("{place}{query}")) {
                    Ok(place) => response.headers_mut().insert(LOCATION, place),
                    Err(_) => return text(StatusCode::BAD_REQUEST, "400"),
                };
                response
            }
            Found::Nothing => match site.find("404.html") {
                Found::File(name, bytes) => page(StatusCode::NOT_FOUND, &name, bytes, &state.build),
                Found::Folder(_) | Found::Nothing => text(StatusCode::NOT_FOUND, "404"),
            },
        }
    }

    fn events(&self, method: &Method) -> Response<Answer> {
        let Ok(place) = Arc::clone(&self.listeners).try_acquire_owned() else {
            let mut response = text(StatusCode::SERVICE_UNAVAILABLE, "503");
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("5"));
            return response;
        };
        let body = if method == Method::HEAD {
            Answer::Whole(None)
        } else {
            Answer::Events(Events::new(self.board.clone(), place))
        };
        let mut response = Response::new(body);
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
        response
    }

    /// What is refused is the last of its connection: what follows it there may be part of it.
    fn refused(&self, status: StatusCode, method: &Method) -> Response<Answer> {
        let reason = match status {
            StatusCode::FORBIDDEN => {
                format!("403: this preview answers only its own pages; open {}\n", self.address.url())
            }
            _ => format!("{status}\n"),
        };
        let mut response = text(status, if method == Method::HEAD { "" } else { &reason });
        response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
        if status == StatusCode::METHOD_NOT_ALLOWED {
            response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
        }
        response
    }
}

/// Whether a program asks for a page as Markdown; a browser names HTML.
fn wants_markdown<B>(request: &Request<B>) -> bool {
    let accepted = request.headers().get(ACCEPT).and_then(|it| it.to_str().ok()).unwrap_or_default();
    accepted.contains("text/markdown") && !accepted.contains("text/html")
}

fn file(status: StatusCode, name: &str, bytes: Bytes) -> Response<Answer> {
    let mut response = Response::new(Answer::Whole(Some(bytes)));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(media_type(name)));
    response
}

fn text(status: StatusCode, words: &str) -> Response<Answer> {
    file(status, "words.txt", Bytes::copy_from_slice(words.as_bytes()))
}

/// A file of the site; a page gets the script that listens for events.
fn page(status: StatusCode, name: &str, bytes: Bytes, build: &str) -> Response<Answer> {
    let bytes = if name.ends_with(".html") { with_script(&bytes, build) } else { bytes };
    file(status, name, bytes)
}

/// A page for as long as there is no site; its script loads it again when there is one.
fn waiting(state: &State) -> Response<Answer> {
    let (words, language) = (&state.waiting, state.language);
    let page = format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n<title>Afterword</title>\n\
         </head>\n<body>\n<p>{words}</p>\n</body>\n</html>\n"
    );
    let page = with_script(page.as_bytes(), &state.build);
    let mut response = file(StatusCode::SERVICE_UNAVAILABLE, "waiting.html", page);
    response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("1"));
    response
}

/// The page with our script at the end of its head; a theme without a head gets it at the end.
fn with_script(page: &[u8], build: &str) -> Bytes {
    let end = b"</head>";
    let at = page.windows(end.len()).position(|it| it.eq_ignore_ascii_case(end)).unwrap_or(page.len());
    let script = format!("<script src=\"/{}\" data-build=\"{build}\" defer></script>\n", SCRIPT.0);
    Bytes::from([&page[..at], script.as_bytes(), &page[at..]].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_get_the_script_and_stay_as_they_are_otherwise() {
        let page = with_script(b"<html><HEAD><title>a</title></HEAD><body></head></body>", "1-2");
        let script = "<script src=\"/__afterword/serve.js\" data-build=\"1-2\" defer></script>\n";
        assert_eq!(page, format!("<html><HEAD><title>a</title>{script}</HEAD><body></head></body>"));
        assert_eq!(with_script(b"<p>a", "1-2"), format!("<p>a{script}"));
    }
}
