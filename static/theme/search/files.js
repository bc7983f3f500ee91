/**
 * The files of an index, read once each. What they hold is said in src/search/shards.rs,
 * src/search/merge.rs and src/search/directory.rs.
 */
import { bytes } from "./query.js";

const TIERS = 3;

async function unpacked(response) {
  const packed = await response.arrayBuffer();
  const stream = new Response(packed).body.pipeThrough(new DecompressionStream("gzip"));
  return { size: packed.byteLength, plain: new Uint8Array(await new Response(stream).arrayBuffer()) };
}

/** Opens a folder of files; each is kept once it has been read, and asked for again if it failed. */
export function openFolder(folder) {
  const kept = new Map();
  const self = {
    /** Bytes read so far. */
    read: 0,
    /** Reads a file by its whole address and makes of it what `make` does. */
    get(name, make) {
      if (!kept.has(name)) {
        const got = load(name).then(make);
        got.catch(() => kept.delete(name));
        kept.set(name, got);
      }
      return kept.get(name);
    },
    json: (name) => self.get(name, (plain) => JSON.parse(new TextDecoder().decode(plain))),
    shard: (name) => self.get(name, readShard),
  };
  async function load(name) {
    const fixed = name === "index.json";
    const response = await fetch(new URL(fixed ? name : `${name}.bin`, folder), { cache: fixed ? "no-cache" : "default" });
    if (!response.ok) throw new Error(`${response.status} ${response.url}`);
    if (fixed) return new Uint8Array(await response.arrayBuffer());
    const { size, plain } = await unpacked(response);
    self.read += size;
    return plain;
  }
  return self;
}

/** A reader of numbers from a place in `data`. */
function reader(data, from) {
  let at = from;
  let bit = 0;
  const self = {
    varint() {
      let number = 0;
      for (let shift = 0; ; shift += 7) {
        const byte = data[at++];
        if (byte === undefined) throw new Error("the file ends too soon");
        number += (byte & 127) * 2 ** shift;
        if (byte < 128) return number;
      }
    },
    take: (count) => data.subarray(at, (at += count)),
    bits(count) {
      let number = 0;
      for (let left = count; left > 0; left--) {
        number = number * 2 + ((data[at] >> (7 - bit)) & 1);
        if (++bit === 8) [bit, at] = [0, at + 1];
      }
      return number;
    },
    rice(low) {
      let ones = 0;
      while (ones < 20 && self.bits(1)) ones++;
      return ones === 20 ? self.bits(32) : ones * 2 ** low + self.bits(low);
    },
    get at() {
      return at;
    },
  };
  return self;
}

/** The lists of a shard, in order: term, tier, and how its pages are read. */
function readShard(data) {
  const heads = reader(data, 0);
  const count = heads.varint();
  let behind = heads.varint() + heads.at;
  const lists = [];
  let term = "";
  for (let number = 0; number < count; number++) {
    const common = heads.varint();
    term = term.slice(0, common) + String.fromCharCode(...heads.take(heads.varint()));
    const kind = heads.varint();
    const first = heads.varint();
    const last = heads.varint();
    const pages = kind >> 2;
    lists.push({ term, tier: kind & 3, first, pages, last, from: behind });
    if (pages) behind += last;
  }
  return { data, lists };
}

/** Hands each page of a list and its positions to `take`. */
function eachPage(data, { first, pages, last, from }, take) {
  if (!pages) return take(first, [last]);
  const bits = reader(data, from);
  const [low, lowest] = [bits.bits(4), bits.bits(4)];
  let page = first;
  for (let number = 0; number < pages; number++) {
    if (number) page += bits.rice(low) + 1;
    const positions = [];
    let position = -1;
    for (let left = bits.rice(0) + 1; left > 0; left--) positions.push((position += bits.rice(lowest) + 1));
    take(page, positions);
  }
}

/**
 * Finds a term, or all that begin with it, in a shard.
 * @param {Map<number, number[]>[]} tiers by tier the positions by page, to which they are added
 */
export function collect({ data, lists }, { term, prefix }, tiers) {
  let low = 0;
  for (let high = lists.length; low < high; ) {
    const middle = (low + high) >> 1;
    if (lists[middle].term < term) low = middle + 1;
    else high = middle;
  }
  for (let list; (list = lists[low]) && (prefix ? list.term.startsWith(term) : list.term === term); low++) {
    eachPage(data, list, (page, positions) => {
      const known = tiers[list.tier].get(page);
      tiers[list.tier].set(page, known ? known.concat(positions) : positions);
    });
  }
}

export const noPages = () => Array.from({ length: TIERS }, () => new Map());

/** The entries of a sorted directory in which a term may stand, or all that begin with it. */
export function spanOf(entries, { term, prefix }) {
  // A prefix ends before the character behind all of UTF-8.
  const end = prefix ? `${term}\xff` : term;
  const from = entries.findLastIndex(([first, tier, page]) => first < term || (first === term && !tier && !page));
  const to = entries.findLastIndex(([first]) => first <= end);
  return entries.slice(Math.max(from, 0), to + 1);
}

/** The entries of a directory of terms, sorted as the index is. */
export const sortable = (entries) => entries.map(([term, ...rest]) => [bytes(term), ...rest]);
