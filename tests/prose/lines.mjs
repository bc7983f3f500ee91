// Turns our files into Markdown that textlint reads, with a way back to their lines.

/** Front matter, directives and ids of a page become headings, paragraphs and nothing. */
export function page(text) {
  const lines = text.split('\n');
  const head = lines[0] === '---' ? lines.indexOf('---', 1) : -1;
  let fence = null;
  const read = lines.map((line, index) => {
    if (index <= head) return frontMatter(line);
    const mark = line.match(/^\s*(`{3,}|~{3,})/)?.[1];
    if (fence) {
      if (mark?.startsWith(fence)) fence = null;
      return line;
    }
    if (mark) {
      fence = mark;
      return line;
    }
    const directive = line.match(/^\s*:{2,}(.*)$/);
    if (directive) return heading(directive[1].match(/^[\w-]*\[(.*?)\]/)?.[1]);
    return line.replace(/\s*\{#[^}]*\}\s*$/, '');
  });
  return { markdown: read.join('\n'), line: (number) => number };
}

/** The words that directives carry as attributes, which are shown too. */
export function attributes(text) {
  const lines = text.split('\n').map((line) => {
    const values = /^\s*:{2,}[\w-]/.test(line) ? line.matchAll(/\b(?:hint|label)="([^"]*)"/g) : [];
    return [...values].map((value) => value[1]).map(sentence).join(' ');
  });
  return apart(lines);
}

/** Each line of a message is read alone; what Fluent itself reads is left out. */
export function messages(text) {
  const lines = text.split('\n').map((line) => {
    if (line.startsWith('#')) return '';
    const words = line
      .replace(/^\s*\.?[\w-]+ = ?/, '')
      .replace(/^\s*\*?\[[\w-]+\]\s*/, '')
      .replace(/\{\s*"([^"]*)"\s*\}/g, '$1')
      .replace(/\{ \$[\w-]+ ->\s*$/, '')
      .replace(/\{ \$[\w-]+ \}/g, 'X')
      .replace(/^\s*\}/, '')
      // Room for a hand to write in.
      .replace(/\u3000+/g, '')
      .trim();
    return sentence(words);
  });
  return apart(lines);
}

function frontMatter(line) {
  const [, key, value] = line.match(/^(title|description):\s*(.*)$/) ?? [];
  const words = value?.replace(/^(["'])(.*)\1$/, '$2');
  return key === 'description' ? words : heading(words);
}

/** Words that are no sentence stand as a heading, which needs no full stop. */
function sentence(words) {
  return words.includes('。') ? words : heading(words);
}

function heading(words) {
  return words ? `#### ${words}` : '';
}

/** Every line is a paragraph of its own. */
function apart(lines) {
  return { markdown: lines.join('\n\n'), line: (number) => Math.ceil(number / 2) };
}
