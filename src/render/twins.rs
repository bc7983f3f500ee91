//! Compressed twins beside the files of an output, `index.html.gz` and `index.html.br`: a host that
//! knows them sends them in place of the files, and compresses nothing while a reader waits.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::sync::Arc;

use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, GzBuilder};
use rayon::prelude::*;

use super::output::{Emitted, Output};

/// Endings of files that become smaller. What others hold is compressed already.
const SHRINKING: [&str; 25] = [
    "atom",
    "css",
    "csv",
    "geojson",
    "htm",
    "html",
    "ico",
    "ics",
    "js",
    "json",
    "jsonld",
    "map",
    "md",
    "mjs",
    "otf",
    "rss",
    "svg",
    "tsv",
    "ttf",
    "txt",
    "vtt",
    "wasm",
    "webmanifest",
    "xml",
    "xsl",
];

/// A twin is worth its place from so many parts of a hundred on.
const SAVED: usize = 5;

/// What gives a page of 20 kB 5.4 kB; the levels below give the same within a hundredth.
const GZIP: u32 = 9;

/// Of 50 pages of 20 kB each on average, in release:
///
/// | quality | time a page | left of it |
/// |---|---|---|
/// | gzip 9 | 0.6 ms | 26.8 % |
/// | 5 | 0.7 ms | 24.0 % |
/// | 9 | 8 to 11 ms | 23.7 % |
/// | 10 | 9 ms | 21.9 % |
/// | 11 | 23 ms | 21.3 % |
///
/// A page is compressed once and read often, so 9 ms are well spent on a tenth; 14 more would
/// be felt where a new title in the navigation changes 2,000 pages.
const BROTLI: i32 = 10;

/// No page is larger than this window of 4 MiB, which is what browsers are made for.
const WINDOW: i32 = 22;

/// All that the bytes of a twin depend on beside its original: twins of another program are made anew.
/// (The encoder of brotli weighs with logarithms of the system, so another system may come to other
/// bytes, which mean the same.)
pub const TWINS: &str = concat!("taiyaku twins 1 gzip-9 brotli-10 ", env!("CARGO_PKG_VERSION"));

/// How a file is compressed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Way {
    Gzip,
    Brotli,
}

/// A twin that a file may have.
#[derive(Clone, Debug)]
pub struct Twin<'a> {
    /// Where it lies.
    pub path: String,
    /// What it is made of.
    pub original: &'a Emitted,
    way: Way,
}

/// Twins by their paths; `None` for one that is not worth its place.
pub type Twins = BTreeMap<String, Option<Emitted>>;

/// The twins that files of an output may have, in no order. A file of the site's own stays what it is: where
/// there is something already, on some file system or another, no twin comes.
pub fn twins(output: &Output) -> Vec<Twin<'_>> {
    let is_taken = |path: &&str| path.ends_with(".gz") || path.ends_with(".br");
    let paths: Vec<String> = output.files.keys().map(|path| path.to_lowercase()).collect();
    let folders = |path: &str| {
        let ends: Vec<usize> = path.match_indices('/').map(|(end, _)| end).collect();
        ends.into_iter().chain([path.len()])
    };
    let places = paths.iter().flat_map(|path| folders(path).map(|end| &path[..end]));
    let taken: BTreeSet<&str> = places.filter(is_taken).collect();
    let mut twins = Vec::new();
    for (path, original) in output.files.iter().filter(|(path, _)| shrinks(path)) {
        for (way, ending) in [(Way::Gzip, "gz"), (Way::Brotli, "br")] {
            let path = format!("{path}.{ending}");
            if !taken.contains(path.to_lowercase().as_str()) {
                twins.push(Twin { path, original, way });
            }
        }
    }
    twins
}

/// Makes the twins of an output, and how many of them had to be compressed: those that are not
/// among the known ones.
pub fn compress(twins: &[Twin<'_>], known: &Twins) -> (Twins, usize) {
    let made: Vec<(String, Option<Emitted>, bool)> = twins
        .par_iter()
        .map(|twin| match known.get(&twin.path) {
            Some(known) => (twin.path.clone(), known.clone(), false),
            None => (twin.path.clone(), twin.make(), true),
        })
        .collect();
    let anew = made.iter().filter(|(_, _, anew)| *anew).count();
    (made.into_iter().map(|(path, twin, _)| (path, twin)).collect(), anew)
}

impl Twin<'_> {
    fn make(&self) -> Option<Emitted> {
        let plain: &Arc<[u8]> = &self.original.bytes;
        let packed = match self.way {
            Way::Gzip => gzip(plain),
            Way::Brotli => brotli(plain),
        };
        // What could not be compressed is empty, and no twin of anything.
        let is_worth = !packed.is_empty() && packed.len() * 100 <= plain.len() * (100 - SAVED);
        is_worth.then(|| Emitted::new(packed))
    }
}

fn shrinks(path: &str) -> bool {
    let ending = path.rsplit('/').next().and_then(|name| name.rsplit_once('.'));
    ending.is_some_and(|(_, ending)| SHRINKING.contains(&ending.to_ascii_lowercase().as_str()))
}

/// Without a name, a time or a system: nothing in it but the bytes.
fn gzip(plain: &[u8]) -> Vec<u8> {
    const NO_SYSTEM: u8 = 255;
    let builder = GzBuilder::new().mtime(0).operating_system(NO_SYSTEM);
    let mut encoder = builder.write(Vec::new(), Compression::new(GZIP));
    // Writing into memory cannot fail.
    encoder.write_all(plain).and_then(|()| encoder.finish()).unwrap_or_default()
}

fn brotli(plain: &[u8]) -> Vec<u8> {
    let params = BrotliEncoderParams {
        quality: BROTLI,
        lgwin: WINDOW,
        size_hint: plain.len(),
        ..BrotliEncoderParams::default()
    };
    let mut packed = Vec::new();
    let done = brotli::BrotliCompress(&mut &*plain, &mut packed, &params);
    done.map(|_| packed).unwrap_or_default()
}
