//! A hash over many values, to tell whether anything is different from last time.

use std::path::Path;

use crate::source::Stamp;

/// A hash over values that cannot run into each other.
#[derive(Default)]
pub(super) struct Fingerprint(blake3::Hasher);

impl Fingerprint {
    pub(super) fn bytes(&mut self, bytes: &[u8]) -> &mut Self {
        self.0.update(&(bytes.len() as u64).to_le_bytes()).update(bytes);
        self
    }

    pub(super) fn path(&mut self, path: &Path) -> &mut Self {
        self.bytes(path.as_os_str().as_encoded_bytes())
    }

    pub(super) fn stamp(&mut self, stamp: Option<Stamp>) -> &mut Self {
        let (known, size, modified, changed) =
            stamp.map_or((0_u8, 0, 0, 0), |it| (1, it.size, it.modified, it.changed));
        self.0.update(&[known]).update(&size.to_le_bytes());
        self.0.update(&modified.to_le_bytes()).update(&changed.to_le_bytes());
        self
    }

    /// 32 hexadecimal digits.
    pub(super) fn finish(&self) -> String {
        self.0.finalize().to_hex()[..32].to_owned()
    }
}
