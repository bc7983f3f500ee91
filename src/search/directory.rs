//! What is where: the one file with a fixed name, and the pages of the directory that it names.

use serde::Serialize;

use super::compress::Compressed;
use super::files::Files;
use super::shards::Shard;

/// How many files a page of the directory names.
const NAMES: usize = 128;

/// The version of all of these files; a client that knows another one says so.
const SCHEMA: u32 = 1;

/// `index.json`. Lists are sorted by what stands first in each entry; the last of an entry is the
/// name of a file.
#[derive(Serialize, Default)]
pub(super) struct Directory {
    schema: u32,
    /// How many pages can be found.
    pages: usize,
    /// The first term of each page of the directory of shards, with tier and page.
    terms: Vec<(Box<str>, usize, usize, String)>,
    /// The first page of each page of the directory of texts.
    texts: Vec<(usize, String)>,
    /// The words in letters, for what is mistyped.
    words: Option<String>,
    /// The words of the glossary.
    synonyms: Option<String>,
}

/// What is in an index, before it is in files.
pub(super) struct Contents {
    pub(super) pages: usize,
    pub(super) shards: Vec<Shard>,
    /// The number of the first page of each, and the texts.
    pub(super) texts: Vec<(usize, String)>,
    /// JSON: a list.
    pub(super) words: Option<String>,
    /// JSON: a list of folded words, each with the words that it stands for.
    pub(super) synonyms: Option<String>,
}

/// Puts all of an index into files.
pub(super) fn write(contents: &Contents, last: &Compressed) -> Files {
    let mut files = Files::default();
    let shards: Vec<&[u8]> = contents.shards.iter().map(|shard| &*shard.bytes).collect();
    let names = files.add(&shards, last);
    let shards = contents.shards.iter().zip(names);
    let shards: Vec<_> =
        shards.map(|(shard, name)| (&shard.term, shard.tier, shard.page, name)).collect();
    let names = add_lists(&mut files, &shards, last);
    let terms = shards.chunks(NAMES).zip(names).map(|(chunk, name)| {
        let (term, tier, page, _) = &chunk[0];
        ((*term).clone(), *tier, *page, name)
    });
    let terms = terms.collect();
    let plain: Vec<&str> = contents.texts.iter().map(|(_, text)| text.as_str()).collect();
    let names = files.add(&plain, last);
    let texts: Vec<_> = contents.texts.iter().map(|(first, _)| *first).zip(names).collect();
    let names = add_lists(&mut files, &texts, last);
    let texts = texts.chunks(NAMES).map(|chunk| chunk[0].0).zip(names).collect();
    let mut single = |text: &Option<String>| files.add(text.as_slice(), last).pop();
    let (words, synonyms) = (single(&contents.words), single(&contents.synonyms));
    let pages = contents.pages;
    let directory = Directory { schema: SCHEMA, pages, terms, texts, words, synonyms };
    files.files.insert("index.json".to_owned(), json(&directory).into_bytes().into());
    files
}

/// The pages of a directory; gives their names.
fn add_lists(files: &mut Files, entries: &[impl Serialize], last: &Compressed) -> Vec<String> {
    let pages: Vec<String> = entries.chunks(NAMES).map(|chunk| json(&chunk)).collect();
    files.add(&pages, last)
}

/// Values that are made of strings, numbers and lists cannot fail to be written.
pub(super) fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
