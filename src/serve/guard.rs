//! Which requests are answered.
//!
//! Any page that is open in the author's browser can send requests to this machine. What it must not be able to do is to
//! read the answer: the preview holds drafts and internal documents. Browsers state where a request comes from in
//! three headers, and a request must pass by all of them.

use hyper::header::{CONTENT_LENGTH, HOST, HeaderMap, HeaderName, ORIGIN, TRANSFER_ENCODING};
use hyper::{Method, Request, StatusCode};

use super::address::Address;
use crate::text::percent_decoded;

/// Checks who asks and how; gives the decoded path without its first slash.
pub(super) fn path_of<B>(request: &Request<B>, address: &Address) -> Result<String, StatusCode> {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Err(StatusCode::METHOD_NOT_ALLOWED);
    }
    let headers = request.headers();
    check_body(headers)?;
    let host = only(headers, &HOST)?.ok_or(StatusCode::BAD_REQUEST)?;
    if request.uri().host().is_some() {
        // Meant for a proxy.
        return Err(StatusCode::BAD_REQUEST);
    }
    if !address.has_name(host) {
        return Err(StatusCode::FORBIDDEN);
    }
    if only(headers, &ORIGIN)?.is_some_and(|it| !it.eq_ignore_ascii_case(&format!("http://{host}"))) {
        return Err(StatusCode::FORBIDDEN);
    }
    check_fetch(headers)?;
    decoded(request.uri().path())
}

/// No request of a browser for a page has a body; one with a body is meant to confuse.
fn check_body(headers: &HeaderMap) -> Result<(), StatusCode> {
    let length = only(headers, &CONTENT_LENGTH)?;
    if headers.contains_key(TRANSFER_ENCODING) || length.is_some_and(|it| it != "0") {
        return Err(StatusCode::BAD_REQUEST);
    }
    Ok(())
}

/// Where a page of another origin may lead: to a page of ours as a whole, by a link.
///
/// `same-site` is another origin too: another port of this machine, with a program of its own.
fn check_fetch(headers: &HeaderMap) -> Result<(), StatusCode> {
    let value = |name: &'static str| only(headers, &HeaderName::from_static(name));
    let is_own = matches!(value("sec-fetch-site")?, None | Some("same-origin" | "none"));
    let is_link =
        value("sec-fetch-mode")? == Some("navigate") && value("sec-fetch-dest")? == Some("document");
    if is_own || is_link { Ok(()) } else { Err(StatusCode::FORBIDDEN) }
}

/// The only value of a header; an error where there are several, or it is not text.
fn only<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Result<Option<&'a str>, StatusCode> {
    let mut values = headers.get_all(name).iter();
    let Some(first) = values.next() else { return Ok(None) };
    if values.next().is_some() {
        return Err(StatusCode::BAD_REQUEST);
    }
    first.to_str().map(Some).map_err(|_| StatusCode::BAD_REQUEST)
}

/// The path, decoded once. What no file of a site has in its name is refused rather than looked up.
fn decoded(path: &str) -> Result<String, StatusCode> {
    let path = path.strip_prefix('/').ok_or(StatusCode::BAD_REQUEST)?;
    let is_hex = |it: Option<&u8>| it.is_some_and(u8::is_ascii_hexdigit);
    let bytes = path.as_bytes();
    let is_whole = bytes
        .iter()
        .enumerate()
        .all(|(at, it)| *it != b'%' || (is_hex(bytes.get(at + 1)) && is_hex(bytes.get(at + 2))));
    let decoded = percent_decoded(path);
    let is_hostile = decoded.chars().any(|it| it == '\\' || it.is_control());
    let has_dots = decoded.split('/').any(|it| matches!(it, "." | ".."));
    if is_whole && !is_hostile && !has_dots { Ok(decoded.into_owned()) } else { Err(StatusCode::BAD_REQUEST) }
}

#[cfg(test)]
mod tests {
    use super::super::address::{Wanted, listen};
    use super::*;

    /// What becomes of a request with these headers.
    fn asked(method: &str, path: &str, headers: &[(&str, &str)]) -> Result<String, u16> {
        let address = listen(&Wanted { host: None, port: Some(0) }).unwrap().address;
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        path_of(&request.body(()).unwrap(), &address).map_err(|it| it.as_u16())
    }

    const HOST: (&str, &str) = ("host", "localhost:3334");

    #[test]
    fn the_browser_of_the_author_is_answered() {
        assert_eq!(asked("GET", "/a%20b/", &[HOST]), Ok("a b/".to_owned()));
        assert_eq!(asked("HEAD", "/", &[HOST]), Ok(String::new()));
        let own = [HOST, ("origin", "http://localhost:3334"), ("sec-fetch-site", "same-origin")];
        assert!(asked("GET", "/", &own).is_ok());
        assert!(asked("GET", "/", &[HOST, ("sec-fetch-site", "none")]).is_ok());
        let link = [
            HOST,
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-mode", "navigate"),
            ("sec-fetch-dest", "document"),
        ];
        assert!(asked("GET", "/", &link).is_ok());
    }

    #[test]
    fn pages_of_others_are_refused() {
        assert_eq!(asked("GET", "/", &[("host", "evil.example:3334")]), Err(403));
        for origin in
            ["https://evil.example", "null", "http://[", "http://localhost:8080", "https://localhost:3334"]
        {
            assert_eq!(asked("GET", "/", &[HOST, ("origin", origin)]), Err(403), "{origin}");
        }
        for site in ["cross-site", "same-site", "what"] {
            assert_eq!(asked("GET", "/", &[HOST, ("sec-fetch-site", site)]), Err(403), "{site}");
        }
        let frame = [
            HOST,
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-mode", "navigate"),
            ("sec-fetch-dest", "iframe"),
        ];
        assert_eq!(asked("GET", "/", &frame), Err(403));
    }

    #[test]
    fn odd_requests_are_refused() {
        assert_eq!(asked("GET", "/", &[]), Err(400));
        assert_eq!(asked("GET", "/", &[HOST, ("host", "evil.example")]), Err(400));
        assert_eq!(asked("GET", "http://x/", &[HOST]), Err(400));
        assert_eq!(asked("GET", "/", &[HOST, ("content-length", "4")]), Err(400));
        assert_eq!(asked("GET", "/", &[HOST, ("transfer-encoding", "chunked")]), Err(400));
        for method in ["POST", "PUT", "DELETE", "TRACE", "OPTIONS", "PATCH"] {
            assert_eq!(asked(method, "/", &[HOST]), Err(405), "{method}");
        }
        for path in [
            "/../etc/passwd",
            "/%2e%2e/etc/passwd",
            "/..%2f..%2fetc",
            "/a/.%2e/b",
            "/%5c..%5cetc",
            "/%00",
            "/a%0d%0aX:1",
            "/%2",
            "/%zz",
            "/index.html/.",
        ] {
            assert_eq!(asked("GET", path, &[HOST]), Err(400), "{path}");
        }
        // Decoded once, so that these are names, which no file has.
        assert!(asked("GET", "/%252e%252e/etc", &[HOST]).is_ok());
    }
}
