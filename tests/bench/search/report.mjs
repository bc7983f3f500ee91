/** Tables, and what to say of a query that went wrong. */
import { mean, median } from "./measure.mjs";
import { folded, words } from "./truth.mjs";

/** A mean of one measure over answers, or nothing where it means nothing. */
export function over(answers, measure) {
  const numbers = answers.map((answer) => answer[measure]).filter((number) => number !== null);
  return numbers.length ? mean(numbers) : null;
}

export const rightOf = (answers) => answers.filter(({ good }) => good).length;

/** A share of one, never rounded up: only what is whole is 1.00. */
function share(number) {
  if (number === null) return "–";
  return number === 1 ? "1.00" : (Math.floor(number * 1000) / 1000).toFixed(3).slice(1);
}

/** Recall, precision and P@5, as the tables write them. */
export const shares = (answers, ...measures) => measures.map((measure) => share(over(answers, measure))).join(" / ");

export const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

/** The median and the most of a list. */
export const spread = (numbers, unit) => (numbers.length ? `${unit(median(numbers))}, max ${unit(Math.max(...numbers))}` : "–");

export const table = (head, rows) =>
  [head, head.map((_, column) => (column ? "---:" : "---")), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");

/** Where a page holds a word, and whether only inside of a longer Latin word or number. */
function place({ seen }, word) {
  const at = seen.indexOf(word);
  if (at < 0) return `no “${word}”`;
  const alone = new RegExp(`(?<![\\p{Script=Latin}\\p{N}])${word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`, "u");
  const inside = /^[\p{Script=Latin}\p{N}]/u.test(word) && !alone.test(seen) ? ", only inside a word" : "";
  return `“${seen.slice(Math.max(0, at - 12), at + word.length + 12).replaceAll("\n", "⏎")}”${inside}`;
}

/** One line for each query that is not right: what was asked, what is wrong, and where it stands on the pages. */
export function failures(answers, pages) {
  const byAddress = new Map(pages.map((page) => [page.address, page]));
  return answers
    .filter(({ good }) => !good)
    .map(({ lang, kind, query, of, truth, found, missing, wrong }) => {
      const meant = query === of ? "" : ` (for ${of})`;
      const show = (addresses) => {
        const some = addresses.slice(0, 2).map((address) => {
          const page = byAddress.get(address);
          return `${address} ${page ? words(of).map((word) => place(page, folded(word))).join(", ") : "(not a page)"}`;
        });
        return `${addresses.length}${some.length ? `: ${some.join("; ")}` : ""}`;
      };
      return `${lang} ${kind}: ${query}${meant}; ${truth.right.size} pages hold it, ${found.length} found; missing ${show(missing)}; wrong ${show(wrong)}`;
    });
}

/** One row for each kind of query, one column for each engine. */
export function kinds(answers, names) {
  const all = [...new Set(answers.map(({ lang, kind }) => `${lang} ${kind}`))];
  return all.map((both) => {
    const cells = names.map((name) => {
      const mine = answers.filter((answer) => answer.engine === name && `${answer.lang} ${answer.kind}` === both);
      return `${shares(mine, "recall", "precision", "atFive")}; ${rightOf(mine)} of ${mine.length}`;
    });
    return [both, ...cells];
  });
}
