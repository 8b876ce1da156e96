//! YAML with the place of every key and value, and scalars as YAML; the only module that names `serde_saphyr`.

mod fault;
mod read;
mod write;

pub use fault::YamlError;
pub use read::{MAX_BYTES, Node, Value, parse, parse_lenient, parse_long, read};
pub(crate) use write::{in_list, scalar};
