//! Why there is no preview.

use std::fmt;
use std::io;

use super::outcome::Failed;
use crate::i18n::system_error;
use crate::phrase::{Phrase, Value, say};

/// Why there is no preview.
#[derive(Debug)]
pub enum ServeError {
    /// Another program has the port that was named.
    PortTaken(u16),
    /// No port near the usual one is free.
    NoPort {
        /// The first that was tried.
        first: u16,
        /// The last that was tried.
        last: u16,
    },
    /// The system does not let us listen there.
    Listen {
        /// Where.
        address: String,
        /// What the system reported.
        source: io::Error,
    },
    /// The system gave out no thread, timer or signal.
    System(io::Error),
    /// What the command line names cannot be built.
    Command(Failed),
}

impl ServeError {
    /// What went wrong.
    pub fn phrase(&self) -> Phrase {
        match self {
            Self::PortTaken(port) => say!("failure.port-taken", port = Value::ordinal(usize::from(*port))),
            Self::NoPort { first, last } => say!(
                "failure.no-port",
                first = Value::ordinal(usize::from(*first)),
                last = Value::ordinal(usize::from(*last))
            ),
            Self::Listen { address, source } => {
                say!("failure.listen", address, reason = system_error(source))
            }
            Self::System(error) => say!("failure.preview", reason = system_error(error)),
            Self::Command(failed) => failed.phrase(),
        }
    }

    /// Whether the command line names what cannot be used.
    pub fn is_usage(&self) -> bool {
        matches!(self, Self::PortTaken(_))
    }

    /// What to do about it, where that is known.
    pub fn hint(&self) -> Option<Phrase> {
        matches!(self, Self::PortTaken(_) | Self::NoPort { .. }).then(|| say!("failure.port-hint"))
    }
}

impl fmt::Display for ServeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.phrase().english())
    }
}

impl std::error::Error for ServeError {}
