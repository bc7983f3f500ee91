/**
 * The files of an index, read once each. What they hold is said in src/search/shards.rs,
 * src/search/merge.rs and src/search/directory.rs.
 */

/** Opens a folder of files; each is kept once it has been read, and asked for again if that failed. */
export function openFolder(folder) {
  const kept = new Map();
  async function load(name, make) {
    const fixed = name.endsWith(".json");
    const response = await fetch(new URL(fixed ? name : `${name}.bin`, folder), { cache: fixed ? "no-cache" : "default" });
    if (!response.ok) throw Error(response.status);
    if (fixed) return response.json();
    const plain = new Response(response.body.pipeThrough(new DecompressionStream("gzip")));
    return make ? make(new Uint8Array(await plain.arrayBuffer())) : plain.json();
  }
  function get(name, make) {
    if (!kept.has(name)) {
      kept.set(name, load(name, make));
      kept.get(name).catch(() => kept.delete(name));
    }
    return kept.get(name);
  }
  return { json: (name) => get(name), shard: (name) => get(name, readShard) };
}

const decoder = new TextDecoder();

/** Reads numbers from a place in `data` on. */
function reader(data, at) {
  let bit = 0;
  const self = {
    at: () => at,
    text: (count) => decoder.decode(data.subarray(at, (at += count))),
    varint() {
      let number = 0;
      for (let shift = 0; ; shift += 7) {
        const byte = data[at++];
        number |= (byte & 127) << shift;
        if (!(byte > 127)) return number;
      }
    },
    bits(count) {
      let number = 0;
      while (count--) {
        number = number * 2 + ((data[at] >> (7 - bit)) & 1);
        if (++bit > 7) [bit, at] = [0, at + 1];
      }
      return number;
    },
    rice(low) {
      let ones = 0;
      while (ones < 20 && self.bits(1)) ones++;
      return ones < 20 ? (ones << low) + self.bits(low) : self.bits(32);
    },
  };
  return self;
}

/** The lists of a shard, each with its term, its tier and what hands out its pages. */
function readShard(data) {
  const heads = reader(data, 0);
  const lists = [];
  let count = heads.varint();
  let behind = heads.varint() + heads.at();
  let term = "";
  while (count--) {
    term = term.slice(0, heads.varint()) + heads.text(heads.varint());
    const kind = heads.varint();
    const first = heads.varint();
    const last = heads.varint();
    const from = behind;
    const each = (take) => (kind > 3 ? eachPage(reader(data, from), first, kind >> 2, take) : take(first, [last]));
    lists.push({ term, tier: kind & 3, each });
    if (kind > 3) behind += last;
  }
  return lists;
}

/** Hands each page of a list and the positions there to `take`. */
function eachPage(bits, page, pages, take) {
  const far = bits.bits(4);
  const near = bits.bits(4);
  while (pages--) {
    const positions = [];
    let position = -1;
    for (let left = bits.rice(0); left >= 0; left--) positions.push((position += bits.rice(near) + 1));
    take(page, positions);
    if (pages) page += bits.rice(far) + 1;
  }
}
