//! The knowledge base for agents: tools of the Model Context Protocol over standard input and output, read-only.
//!
//! 1. `protocol` reads a message a line (JSON-RPC 2.0) and writes its answer; it knows no tool.
//! 2. `tools` describes the tools and reads their arguments.
//! 3. `base` holds the knowledge base as this audience may see it, and reads it anew when a file has changed.
//! 4. `answers` puts short texts together from it: what is stated is given with its place, what is not known is said.
//! 5. `budget` keeps an answer short enough to be read.
//!
//! Protocol: <https://modelcontextprotocol.io/specification/2025-06-18>. It is a page of code without a runtime, because
//! tools that only read have nothing to wait for.

mod answers;
mod base;
mod budget;
mod protocol;
mod tools;

pub use base::{Base, BaseError};
pub use protocol::serve;
