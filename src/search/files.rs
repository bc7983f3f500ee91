//! The files of an index, by name.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::compress::{Compressed, pack};
use crate::text::Fingerprint;

/// The files of one language's index, and what the next build can use of them.
#[derive(Default)]
pub(super) struct Files {
    /// By name.
    pub(super) files: BTreeMap<String, Arc<[u8]>>,
    /// By the hash of what is in them.
    pub(super) compressed: Compressed,
}

impl Files {
    /// Adds files, compressed; gives their names. A name is the hash of what is in the file, so it
    /// can be kept for ever.
    pub(super) fn add(
        &mut self,
        plain: &[impl AsRef<[u8]> + Sync],
        last: &Compressed,
    ) -> Vec<String> {
        let packed: Vec<_> = plain.par_iter().map(|plain| pack(plain.as_ref(), last)).collect();
        let names = packed.into_iter().map(|packed| {
            let name = name(packed.hash);
            self.files.insert(name.clone(), Arc::clone(&packed.bytes));
            self.compressed.insert(packed.hash, packed.bytes);
            name
        });
        names.collect()
    }
}

/// 64 bits of the hash: what an index of millions of files could be given twice has no such name.
fn name(hash: Fingerprint) -> String {
    format!("{}.bin", hash.short(16))
}
