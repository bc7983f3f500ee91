/** The table of measures: a row each, beside its budget, a column for each engine. */
import { LANGUAGES } from "./corpus.mjs";
import { kilobytes, rightOf, shares, spread } from "./report.mjs";

const milliseconds = (time) => `${time.toFixed(time < 20 ? 1 : 0)} ms`;
const whole = (number) => String(Math.round(number));
const megabytes = (mebibytes) => `${Math.round(mebibytes * 1.048576)} MB`;

const QUALITY = { ja: { recall: ".95", atFive: ".97", right: "30 of 32 (.94)" }, en: { recall: ".94", atFive: ".96", right: "16 of 17 (.94)" } };

/** The entries in which every key has this value, or one of these. */
const pick = (entries, wanted) => entries.filter((entry) => Object.entries(wanted).every(([key, value]) => [value].flat().includes(entry[key])));

/** What is found: for each language, then what the budgets single out. */
function quality(answers, each) {
  const rows = LANGUAGES.flatMap((lang) => {
    const of = (engine) => pick(answers, { engine, lang });
    const right = (engine) => `${rightOf(of(engine))} of ${of(engine).length} (${(rightOf(of(engine)) / of(engine).length).toFixed(3).slice(1)})`;
    return [
      [`${lang}: recall`, QUALITY[lang].recall, ...each((engine) => shares(of(engine), "recall"))],
      [`${lang}: precision`, "–", ...each((engine) => shares(of(engine), "precision"))],
      [`${lang}: P@5`, QUALITY[lang].atFive, ...each((engine) => shares(of(engine), "atFive"))],
      [`${lang}: queries right`, QUALITY[lang].right, ...each(right)],
    ];
  });
  const heading = (engine) => LANGUAGES.map((lang) => shares(pick(answers, { engine, lang, kind: "heading" }), "precision")).join(" / ");
  const written = (engine) => pick(answers, { engine, lang: "ja", kind: ["substring", "half width", "hiragana"] });
  const nowhere = (engine) => pick(answers, { engine, kind: "nowhere" });
  return [
    ...rows,
    [`words of headings: precision, ${LANGUAGES.join(" / ")}`, ".99", ...each(heading)],
    ["substrings, half width, hiragana: recall / P@5", "1.00 / .97", ...each((engine) => shares(written(engine), "recall", "atFive"))],
    [
      "words that are nowhere: most results of one",
      "0",
      ...each((engine) => whole(Math.max(...nowhere(engine).map(({ found }) => found.length)))),
    ],
  ];
}

/** What is sent until the first result of a query stands there, where it has one. */
function sending(costs, each, scale) {
  const had = costs.filter(({ first }) => first !== null);
  const over = (wanted, measure, unit) => (engine) => spread(pick(had, { engine, ...wanted }).map((entry) => entry[measure]), unit);
  return [
    ...LANGUAGES.map((lang) => [
      `bytes before the first result, ${lang}: median`,
      scale,
      ...each(over({ lang, site: "made" }, "bytes", kilobytes)),
    ]),
    ["the same on the site of this repository: median", "–", ...each(over({ site: "own" }, "bytes", kilobytes))],
    ["requests before the first result: median", "–", ...each(over({ site: "made" }, "requests", whole))],
    ["first result, cold: median", "half of Pagefind's", ...each(over({ site: "made" }, "time", milliseconds))],
  ];
}

/** All rows. Where nothing was judged (of very many pages) there are only costs. */
export function rows(names, { answers, costs, index, clients, cpus, memories }, pages) {
  const each = (cell) => names.map(cell);
  const many = pages > 1000;
  const ratio = (key) => (engine) => pick(index, { engine, site: "made" }).map((entry) => `${entry.lang} ${entry[key].toFixed(2)}`).join(", ");
  const warm = (engine) => spread(pick(answers, { engine, site: "made" }).map(({ time }) => time), milliseconds);
  return [
    ...(answers.length ? quality(answers, each) : []),
    ...sending(costs, each, many ? "70 kB, max 160 kB" : "45 kB, max 110 kB"),
    ...(answers.length ? [["warm query: median", "5 ms", ...each(warm)]] : []),
    ["index ÷ gzip -9 of each page's text, summed", "2.2", ...each(ratio("apart"))],
    ["index ÷ gzip -9 of all text in one stream", "–", ...each(ratio("together"))],
    ["client, gzip -9 (Pagefind's without an interface)", "8 kB", ...each((engine) => kilobytes(clients[engine]))],
    ["CPU for the index of 1,000 pages of 2,000 characters", "1 s", ...each((engine) => `${cpus[engine].toFixed(2)} s`)],
    [
      `peak memory, ${pages} pages a language (our build without an index: ${megabytes(memories.without)})`,
      many ? "1000 MB" : "–",
      ...each((engine) => megabytes(memories[engine])),
    ],
  ];
}
