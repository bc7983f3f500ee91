// Reads the Japanese of the repository with textlint: pages, and the messages of site, theme and
// program. Ends with 1 when there is something to mend.

import { readFile, readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { TextlintKernelDescriptor } from '@textlint/kernel';
import { createLinter, loadTextlintrc } from 'textlint';
import { forbidden, rule } from './glossary.mjs';
import { attributes, messages, page } from './lines.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const here = fileURLToPath(new URL('./', import.meta.url));
const words = forbidden(await readFile(`${root}content/glossary.toml`, 'utf8'));
if (words.length === 0) throw new Error('the glossary forbids no word');

const preset = await loadTextlintrc({
  configFilePath: `${here}.textlintrc.json`,
  node_modulesDir: `${here}node_modules`,
});
const glossary = { ruleId: 'glossary', rule, options: { words } };
const own = new TextlintKernelDescriptor({ rules: [glossary], filterRules: [], plugins: [] });
const linter = createLinter({ descriptor: preset.concat(own) });

const below = async (folder) => {
  const names = await readdir(root + folder, { recursive: true });
  return names.filter((name) => name.endsWith('.md')).map((name) => `${folder}/${name}`);
};
const pages = (await Promise.all(['content/ja', 'src/report/first/ja'].map(below))).flat().sort();
const catalogs = ['content/ja/ui.ftl', 'templates/theme/ui/ja.ftl', 'src/report/words/ja.ftl'];
const work = [
  ...pages.flatMap((path) => [[path, page], [path, attributes]]),
  ...catalogs.map((path) => [path, messages]),
];

let count = 0;
for (const [path, read] of work) {
  const { markdown, line } = read(await readFile(root + path, 'utf8'));
  const result = await linter.lintText(markdown, 'text.md');
  for (const found of result.messages) {
    count += 1;
    const said = found.message.split('\n', 1)[0];
    console.error(`${path}:${line(found.loc.start.line)}: ${said} [${found.ruleId}]`);
  }
}
console.log(`${pages.length} pages, ${catalogs.length} files of messages: ${count} findings`);
process.exitCode = count > 0 ? 1 : 0;
