//! BLAKE3 hashes: of bytes (stable everywhere) and of values (for the memo of one process).

use std::fmt;
use std::hash::{Hash, Hasher};

/// A 256-bit BLAKE3 hash.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Fingerprint([u8; 32]);

impl Fingerprint {
    /// The hash of bytes; the same on every machine.
    pub fn of(bytes: &[u8]) -> Self {
        Self(*blake3::hash(bytes).as_bytes())
    }

    /// The hash of a value through `Hash`. Depends on the width of `usize`, so it never leaves
    /// the process: it is a key of the memo, not part of the output.
    pub fn of_value(value: &impl Hash) -> Self {
        let mut feeder = Feeder { hasher: blake3::Hasher::new(), waiting: Vec::new() };
        value.hash(&mut feeder);
        Self(*feeder.end().as_bytes())
    }

    /// All 64 lower-case hex digits.
    pub fn hex(&self) -> String {
        blake3::Hash::from_bytes(self.0).to_hex().to_string()
    }

    /// The first `digits` hex digits.
    pub fn short(&self, digits: usize) -> String {
        let mut hex = self.hex();
        hex.truncate(digits);
        hex
    }

    /// Eight bits of it, for a choice that falls the same way everywhere.
    pub fn first_byte(&self) -> u8 {
        self.0[0]
    }

    /// Reads 64 hex digits.
    pub fn from_hex(hex: &str) -> Option<Self> {
        blake3::Hash::from_hex(hex).ok().map(|hash| Self(*hash.as_bytes()))
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.short(12))
    }
}

/// Lets `#[derive(Hash)]` feed BLAKE3 instead of a 64-bit hasher. The many small pieces of a value
/// wait for each other: BLAKE3 takes them many times faster together.
struct Feeder {
    hasher: blake3::Hasher,
    waiting: Vec<u8>,
}

/// So many bytes are handed over at once; BLAKE3 works on several blocks of 1 KiB side by side.
const TOGETHER: usize = 16 * 1_024;

impl Feeder {
    fn end(mut self) -> blake3::Hash {
        self.hasher.update(&self.waiting);
        self.hasher.finalize()
    }
}

impl Hasher for Feeder {
    fn write(&mut self, bytes: &[u8]) {
        self.waiting.extend_from_slice(bytes);
        if self.waiting.len() >= TOGETHER {
            self.hasher.update(&self.waiting);
            self.waiting.clear();
        }
    }

    fn finish(&self) -> u64 {
        let mut first = [0; 8];
        let mut hasher = self.hasher.clone();
        hasher.update(&self.waiting);
        first.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
        u64::from_le_bytes(first)
    }
}
