//! What the browser fetches is compressed already: not every host does it, and none does it for
//! files of no known kind.

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::Arc;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::text::Fingerprint;

/// Compressed files by the hash of what is in them: most of an index is the same after an edit.
pub(super) type Compressed = BTreeMap<Fingerprint, Arc<[u8]>>;

/// Bytes to be compressed, and what came of it.
#[derive(Debug)]
pub(super) struct Packed {
    /// The hash of what is in it.
    pub(super) hash: Fingerprint,
    /// gzip; the same bytes on every machine, because the compressor is all in Rust and asks no
    /// processor what it can do.
    pub(super) bytes: Arc<[u8]>,
}

/// Compresses, or takes what was compressed before.
pub(super) fn pack(plain: &[u8], last: &Compressed) -> Packed {
    let hash = Fingerprint::of(plain);
    let bytes = last.get(&hash).cloned().unwrap_or_else(|| gzip(plain).into());
    Packed { hash, bytes }
}

fn gzip(plain: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::new(6));
    // Writing into memory cannot fail.
    let written = encoder.write_all(plain);
    debug_assert!(written.is_ok(), "memory takes every byte");
    encoder.finish().unwrap_or_default()
}
