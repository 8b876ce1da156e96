//! What a command reads from standard input, where `-` takes the place of a file.

use std::io::Read as _;

use super::failure::Failure;

/// The bytes of standard input, at most `most` of them.
pub(super) fn read(most: u64) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    std::io::stdin().lock().take(most).read_to_end(&mut bytes).map_err(Failure::Input)?;
    Ok(bytes)
}
