//! Where the server listens, and the names it has there.

use std::io::{self, ErrorKind};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, TcpListener};

use super::error::ServeError;

/// The usual port.
const FIRST_PORT: u16 = 3334;

/// The last port that is tried where the usual one is taken.
const LAST_PORT: u16 = 3433;

/// Where to listen.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted {
    /// An address of this machine; `None` for its loopback addresses alone.
    pub host: Option<IpAddr>,
    /// The port, or none other; 0 for any. `None` for the first free one from the usual port on.
    pub port: Option<u16>,
}

/// Open sockets, and the names they have.
#[derive(Debug)]
pub(super) struct Place {
    pub(super) listeners: Vec<TcpListener>,
    pub(super) address: Address,
}

/// Where the preview is.
#[derive(Debug, Clone)]
pub(super) struct Address {
    host: Option<IpAddr>,
    port: u16,
}

/// Takes the port.
pub(super) fn listen(wanted: &Wanted) -> Result<Place, ServeError> {
    let host = wanted.host;
    if let Some(port) = wanted.port {
        return bind(host, port).map_err(|error| match error.kind() {
            ErrorKind::AddrInUse => ServeError::PortTaken(port),
            _ => not_there(host, port, error),
        });
    }
    for port in FIRST_PORT..=LAST_PORT {
        match bind(host, port) {
            Ok(place) => return Ok(place),
            // Windows keeps ranges of ports for itself, and reports them as forbidden.
            Err(error) if matches!(error.kind(), ErrorKind::AddrInUse | ErrorKind::PermissionDenied) => {}
            Err(error) => return Err(not_there(host, port, error)),
        }
    }
    Err(ServeError::NoPort { first: FIRST_PORT, last: LAST_PORT })
}

fn not_there(host: Option<IpAddr>, port: u16, source: io::Error) -> ServeError {
    ServeError::Listen { address: Address { host, port }.authority(), source }
}

/// Browsers take `localhost` for either loopback address: both are ours, or neither.
fn bind(host: Option<IpAddr>, port: u16) -> io::Result<Place> {
    let first = TcpListener::bind((host.unwrap_or(Ipv4Addr::LOCALHOST.into()), port))?;
    let port = first.local_addr()?.port();
    let mut listeners = vec![first];
    if host.is_none() {
        match TcpListener::bind((Ipv6Addr::LOCALHOST, port)) {
            Ok(second) => listeners.push(second),
            Err(error) if error.kind() == ErrorKind::AddrInUse => return Err(error),
            // A machine without IPv6.
            Err(_) => {}
        }
    }
    for it in &listeners {
        it.set_nonblocking(true)?;
    }
    Ok(Place { listeners, address: Address { host, port } })
}

impl Address {
    /// What an author opens: `http://localhost:3334/`.
    pub(super) fn url(&self) -> String {
        format!("http://{}/", self.authority())
    }

    fn authority(&self) -> String {
        match self.host {
            None => format!("localhost:{}", self.port),
            Some(host) if host.is_unspecified() => format!("localhost:{}", self.port),
            Some(IpAddr::V6(host)) => format!("[{host}]:{}", self.port),
            Some(IpAddr::V4(host)) => format!("{host}:{}", self.port),
        }
    }

    /// Whether the `Host` of a request is a name of ours.
    ///
    /// A page of `evil.example` can make its own name mean 127.0.0.1, but the browser still sends that name. An address
    /// in numbers cannot be made to mean another one. The port does not matter: tunnels change it.
    pub(super) fn has_name(&self, written: &str) -> bool {
        let Some(name) = without_port(written) else { return false };
        let name = name.to_ascii_lowercase();
        if name == "localhost" || name.strip_suffix(".localhost").is_some_and(is_label) {
            return true;
        }
        let numbers = name.strip_prefix('[').and_then(|it| it.strip_suffix(']')).unwrap_or(&name);
        let Ok(ip) = numbers.parse::<IpAddr>() else { return false };
        ip.is_loopback() || self.host.is_some_and(|it| it == ip || it.is_unspecified())
    }
}

/// `localhost:3334` without the port; `None` where it is not the form of a host.
fn without_port(written: &str) -> Option<&str> {
    let end = if written.starts_with('[') {
        written.find(']')? + 1
    } else {
        written.find(':').unwrap_or(written.len())
    };
    let (name, port) = written.split_at(end);
    let is_port = |it: &str| it.len() <= 5 && !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit());
    (port.is_empty() || port.strip_prefix(':').is_some_and(is_port)).then_some(name)
}

fn is_label(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|it| it.is_ascii_alphanumeric() || matches!(it, b'-' | b'.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine_are_ours() {
        let own = Address { host: None, port: 3334 };
        for name in
            ["localhost:3334", "LOCALHOST", "kb.localhost:3334", "127.0.0.1:8080", "[::1]:3334", "[::1]"]
        {
            assert!(own.has_name(name), "{name}");
        }
        for name in [
            "evil.example:3334",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "localhost:",
            "localhost:http",
            "localhost:3334:1",
            "a b.localhost",
            ".localhost",
            "[::1",
            "",
            "192.168.1.5:3334",
            "user@localhost",
        ] {
            assert!(!own.has_name(name), "{name}");
        }
    }

    #[test]
    fn an_open_server_has_every_address_in_numbers_and_no_other_name() {
        let open = Address { host: Some(Ipv4Addr::UNSPECIFIED.into()), port: 3334 };
        assert!(open.has_name("192.168.1.5:3334") && open.has_name("localhost:3334"));
        assert!(!open.has_name("evil.example:3334"));
        let one = Address { host: Some(IpAddr::from([192, 168, 1, 5])), port: 3334 };
        assert!(one.has_name("192.168.1.5:3334") && !one.has_name("192.168.1.6:3334"));
    }

    #[test]
    fn a_port_that_is_taken_is_an_error_where_it_was_named() {
        let first = listen(&Wanted { host: None, port: Some(0) }).unwrap();
        let port = first.address.port;
        let second = listen(&Wanted { host: None, port: Some(port) });
        assert!(matches!(second, Err(ServeError::PortTaken(it)) if it == port), "{second:?}");
        assert!(first.listeners.iter().all(|it| it.local_addr().unwrap().ip().is_loopback()));
    }
}
