/**
 * Holds search to its budgets, on few pages and without anything to compare with. The seed is not one that was used to
 * tune; what goes wrong is told, so that the next one can be tuned by what it says.
 */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { LANGUAGES, pagesOf, sites, workshop } from "./corpus.mjs";
import { cold, median, quality } from "./measure.mjs";
import * as ours from "./ours.mjs";
import { draw } from "./queries.mjs";
import { failures, over, rightOf } from "./report.mjs";
import { browse, pack } from "./server.mjs";
import { folded, holding, judge, read } from "./truth.mjs";

const SEED = 7211;
const EACH = 7;
const BUDGETS = {
  ja: { recall: 0.95, atFive: 0.97, right: 30 / 32 },
  en: { recall: 0.94, atFive: 0.96, right: 16 / 17 },
};

let work;
let browser;
let built;
let told;
/** By language, every answer and every cost, and the index ÷ gzip of the text. */
const results = Object.fromEntries(LANGUAGES.map((lang) => [lang, { answers: [], costs: [], ratio: NaN }]));

before(async () => {
  work = await workshop();
  browser = await browse();
  built = await sites(work.folder, 60);
  told = [];
  for (const site of built) {
    const folder = await ours.prepare(site);
    const truth = await read(browser, await pagesOf(site));
    for (const lang of LANGUAGES) {
      const pages = truth.filter((page) => page.lang === lang);
      const queries = draw(pages, lang, `${SEED} ${site.name}`, EACH);
      const answers = await quality(browser, ours, folder, lang, pages, queries);
      told.push(...failures(answers, pages));
      results[lang].answers.push(...answers);
      if (site.name !== "made") continue;
      // One of each kind: each takes a browser context of its own.
      const one = queries.filter(({ kind }, index) => queries.findIndex((query) => query.kind === kind) === index);
      results[lang].costs.push(...(await cold(browser, [[ours, folder]], lang, one)));
      results[lang].ratio = ours.indexSize(folder, lang) / pages.reduce((sum, { text }) => sum + pack(text).length, 0);
    }
  }
});

after(async () => {
  await browser?.close();
  await work?.clear();
});

/** A measure and the least or the most that it may be. */
const least = (number, budget, what) => {
  assert.ok(number >= budget, `${what}: ${number.toFixed(3)}, at least ${budget}\n${told.join("\n")}`);
};
const most = (number, budget, what) => assert.ok(number <= budget, `${what}: ${number.toFixed(2)}, at most ${budget}`);

describe("what is true", () => {
  const page = (address, lines, also = "") => {
    const seen = lines.map(folded).join("\n");
    return { address, seen, all: `${seen}\n${folded(also)}`, same: [] };
  };

  test("a page holds every word, whatever its width, kana and spaces, and no word across two blocks", () => {
    const together = page("/a/", ["ボリューム ライセンス", "Windows 11 の ISO"]);
    const apart = page("/b/", ["ボリューム", "ライセンス"], "windows");
    const pages = [together, apart];
    const right = (query) => [...holding(pages, query).right];
    assert.deepEqual(right("ﾎﾞﾘｭｰﾑﾗｲｾﾝｽ"), ["/a/"]);
    assert.deepEqual(right("ぼりゅーむ　ライセンス"), ["/a/", "/b/"]);
    assert.deepEqual(right('"11のＩＳＯ"'), ["/a/"]);
    assert.deepEqual([...holding(pages, "windows").either], ["/b/"]);
  });

  test("what is missing, wrong or in a bad order is not right", () => {
    const truth = { right: new Set(["/a/", "/b/"]), either: new Set(["/c/"]) };
    assert.equal(judge(["/c/", "/a/", "/b/"], truth).good, true);
    assert.equal(judge(["/a/"], truth).good, false);
    assert.equal(judge(["/d/", "/a/", "/b/"], truth).good, false);
    assert.equal(judge(["/c/"], { right: new Set(), either: new Set(["/c/"]) }).good, false);
  });

  test("the same seed draws the same queries, another one others", () => {
    const lines = ["ダウングレード権とボリューム ライセンスの契約を確かめます", "Windows Upgradeをインストールするフォルダー"];
    const one = { ...page("/a/", lines), blocks: lines.map((text) => ({ text, kind: "heading" })) };
    assert.deepEqual(draw([one], "ja", 1, 3), draw([one], "ja", 1, 3));
    assert.notDeepEqual(draw([one], "ja", 1, 3), draw([one], "ja", 2, 3));
  });
});

for (const lang of LANGUAGES) {
  describe(`search in ${lang}`, () => {
    test("finds what pages hold, best first", () => {
      const { answers } = results[lang];
      least(over(answers, "recall"), BUDGETS[lang].recall, "recall");
      least(over(answers, "precision"), 0.97, "precision");
      least(over(answers, "atFive"), BUDGETS[lang].atFive, "P@5");
      least(rightOf(answers) / answers.length, BUDGETS[lang].right, "right");
    });

    test("finds plain words and nothing else", () => {
      const plain = results[lang].answers.filter(({ kind }) => kind === "heading");
      least(over(plain, "precision"), 0.99, "precision of words of headings");
    });

    test("finds nothing for a word that is nowhere", () => {
      const nowhere = results[lang].answers.filter(({ kind }) => kind === "nowhere");
      assert.ok(nowhere.length >= EACH);
      assert.deepEqual(nowhere.filter(({ found }) => found.length).map(({ query, found }) => `${query}: ${found.length}`), []);
    });

    test("costs little", () => {
      const bytes = results[lang].costs.filter(({ first }) => first !== null).map((entry) => entry.bytes);
      most(median(bytes), 45_000, "bytes before the first result, median");
      most(Math.max(...bytes), 110_000, "bytes before the first result");
      most(results[lang].ratio, 2.2, "index ÷ gzip of the text");
    });
  });
}

test("substrings, half width and hiragana are found whole", () => {
  const answers = results.ja.answers.filter(({ kind }) => ["substring", "half width", "hiragana"].includes(kind));
  least(over(answers, "recall"), 0.995, "recall");
  least(over(answers, "atFive"), 0.97, "P@5");
});

test("the client is small", () => {
  most(ours.clientSize(built[0].out), 8000, "bytes of the client");
});
