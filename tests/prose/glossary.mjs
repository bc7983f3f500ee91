// The glossary's forbidden words as a rule of textlint: in messages as in pages.

/** `[word, what to write]` of `[term.ja]`: `not = […]` and `use = "…"`. */
export function forbidden(toml) {
  const tables = toml.split(/^\[\[?/m).filter((table) => table.startsWith('term.ja]'));
  return tables.flatMap((table) => {
    const use = table.match(/^use\s*=\s*"([^"]*)"/m)?.[1];
    const not = table.match(/^not\s*=\s*\[([^\]]*)\]/m)?.[1] ?? '';
    return [...not.matchAll(/"([^"]*)"/g)].map((word) => [word[1], use]);
  });
}

/** Reports each forbidden word of the text; code is not text. */
export function rule(context, { words }) {
  const { Syntax, RuleError, getSource, report, locator } = context;
  return {
    [Syntax.Str](node) {
      const text = getSource(node);
      for (const [word, use] of words) {
        for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
          const padding = locator.range([at, at + word.length]);
          report(node, new RuleError(`「${word}」ではなく「${use}」と書きます。`, { padding }));
        }
      }
    },
  };
}
