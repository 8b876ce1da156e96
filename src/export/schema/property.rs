//! Properties of a schema by their name.

use serde_json::Value;

/// The property `key` of the definition `of`, or of the root.
pub(super) fn property<'a>(schema: &'a mut Value, of: Option<&str>, key: &str) -> Option<&'a mut Value> {
    let object = match of {
        Some(name) => schema.get_mut("$defs")?.get_mut(name)?,
        None => schema,
    };
    object.get_mut("properties")?.get_mut(key)
}
