/** The folding and the cutting in the browser's language, held to the vectors that the Rust side is held to as well. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { importTheme } from "./site.mjs";

const read = (path) => readFileSync(new URL(path, import.meta.url), "utf8");
const { findWords, fold, foldWithMap, foldWords } = await importTheme("fold.js");
const { pieces } = await importTheme("search/engine.js");
const vectors = JSON.parse(read("../fold/vectors.json"));

test(`folds all ${vectors.length} vectors`, () => {
  assert.ok(vectors.length >= 60);
  for (const { in: text, out } of vectors) assert.equal(fold(text), out, JSON.stringify(text));
});

test("folding twice is folding once", () => {
  // But for a voicing mark that stood by itself: only the second time is it next to its letter.
  for (const { out } of vectors) if (!/か\u3099/.test(out)) assert.equal(fold(out), out);
});

test("the map gives each unit of the folded text its place in the original", () => {
  for (const { in: text } of vectors) {
    const { text: folded, map } = foldWithMap(text);
    assert.equal(map.length, folded.length, JSON.stringify(text));
    let last = 0;
    for (const [start, end] of map) {
      assert.ok(last <= start && start < end && end <= text.length, JSON.stringify(text));
      last = start;
    }
  }
});

test("a word is found in whatever width, kana or case it stands", () => {
  const marked = (text, query) => findWords(text, foldWords(query)).map(([start, end]) => text.slice(start, end));
  assert.deepEqual(marked("ボリューム ライセンス", "ﾗｲｾﾝｽ"), ["ライセンス"]);
  assert.deepEqual(marked("ﾎﾞﾘｭｰﾑ ﾗｲｾﾝｽのﾗｲｾﾝｽ", "らいせんす"), ["ﾗｲｾﾝｽ", "ﾗｲｾﾝｽ"]);
  assert.deepEqual(marked("ボリューム　ライセンス", "ボリュームライセンス"), ["ボリューム　ライセンス"]);
  assert.deepEqual(marked("Ｗｉｎｄｏｗｓ 11 Pro", "windows pro"), ["Ｗｉｎｄｏｗｓ", "Pro"]);
  assert.deepEqual(marked("Café か\u3099", "cafe が"), ["Café", "か\u3099"]);
  assert.deepEqual(marked("aaaa", "aa a"), ["aaaa"]);
  assert.deepEqual(marked("ライセンス", "windows"), []);
});

test("a space in a query separates, of any width, and a word counts once", () => {
  assert.deepEqual(foldWords("  日本語　Windows windows "), ["日本語", "windows"]);
  assert.deepEqual(foldWords("ボリューム ライセンス"), ["ぼりゅーむ", "らいせんす"]);
  assert.deepEqual(foldWords(" \u3000 "), []);
});

const cuts = JSON.parse(read("../fold/pieces.json"));

test(`cuts all ${cuts.length} lines`, () => {
  assert.ok(cuts.length >= 30);
  for (const { in: line, out } of cuts) {
    const found = pieces(line).map(({ text, run, position, joined }) => [text, run, position, joined]);
    assert.deepEqual(found, out, JSON.stringify(line));
  }
});
