/** Holds `taiyaku serve` to generous bounds on few pages and a busy machine, without anything to compare with. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { alternate } from "./edits.mjs";
import { dice, median, percentile, shuffled } from "./figures.mjs";
import { start } from "./servers.mjs";
import { site, taiyaku, workshop } from "./sites.mjs";

/** So many edits of each kind: every third one is an atomic save. The index of the search is made while it rests. */
const KINDS = [
  { kind: "body", count: 9, rest: 400, budget: 150 },
  { kind: "template", count: 3, rest: 600, budget: 500 },
  { kind: "style", count: 3, rest: 600, budget: 500 },
];

describe("what is said of times", () => {
  const ten = [10, 3, 7, 1, 9, 5, 2, 8, 6, 4];

  test("the median and the percentiles are what they are called", () => {
    assert.equal(median(ten), 5.5);
    assert.equal(median([3, 1, 2]), 2);
    assert.equal(percentile(ten, 0.95), 10);
    assert.equal(percentile(Array.from({ length: 50 }, (_, index) => index + 1), 0.95), 48);
  });

  test("the same seed gives the same order, another one another", () => {
    assert.deepEqual(shuffled(ten, dice(1)), shuffled(ten, dice(1)));
    assert.notDeepEqual(shuffled(ten, dice(1)), shuffled(ten, dice(2)));
    assert.deepEqual(shuffled(ten, dice(1)).sort((a, b) => a - b), [...ten].sort((a, b) => a - b));
  });
});

describe("an edit is soon seen", () => {
  const roll = dice(20261125);
  let work;
  let served;

  before(async () => {
    work = await workshop();
    served = await start(taiyaku(), await site("taiyaku", work.folder, 100));
  });

  after(async () => {
    await served?.stop();
    work?.clear();
  });

  for (const { budget, ...kind } of KINDS) {
    test(`of a ${kind.kind}: ${budget} ms at the median`, async () => {
      const { taiyaku: results } = await alternate(kind, [served], roll);
      const times = results.map(({ time }) => time);
      const told = times.map((time) => Math.round(time)).join(", ");
      assert.ok(median(times) <= budget, `at most ${budget} ms, but ${told}`);
      // The last good site stays up while the next one is made. (A style may move between the page and itself.)
      if (kind.kind !== "style") assert.deepEqual(results.map(({ missing }) => missing), results.map(() => 0), "not 200");
    });
  }
});
