/** What the documentation says of files, links and options is there. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { suite, test } from 'node:test';
import { check } from '../../server/src/cli/check.js';
import { globalOptions } from '../../server/src/cli/help.js';
import { lint } from '../../server/src/cli/lint.js';
import { record } from '../../server/src/cli/record.js';
import { report } from '../../server/src/cli/report.js';
import { zone } from '../../server/src/cli/zone.js';

const below = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name));
const pages = ['README.md', 'CHANGELOG.md', ...below('docs'), ...below('examples')].filter((path) =>
  path.endsWith('.md'),
);

/** A page without its blocks of code, where nothing is a link. */
const proseOf = (path: string) => readFileSync(path, 'utf8').replace(/^ *```.*?^ *```$/gms, '');

/** The anchors of a page, as GitHub makes them of headings. */
function anchorsOf(path: string): Set<string> {
  const headings = [...proseOf(path).matchAll(/^#+ (.*)$/gm)].map(([, words = '']) => words);
  return new Set(
    headings.map((words) =>
      words
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

suite('documentation', () => {
  test('every link within the project leads to a file and a heading that are there', () => {
    let links = 0;
    for (const page of pages) {
      for (const [, target = ''] of proseOf(page).matchAll(/\]\(([^)\s]+)\)/g)) {
        if (/^[a-z]+:/.test(target)) continue;
        links++;
        const [path = '', anchor] = target.split('#');
        const file = path === '' ? page : normalize(join(dirname(page), decodeURIComponent(path)));
        assert.ok(existsSync(file), `${page}: ${target} leads nowhere`);
        if (anchor !== undefined)
          assert.ok(anchorsOf(file).has(anchor), `${page}: ${target} has no such heading`);
      }
    }
    assert.ok(links > 100, `${links} links`);
  });

  test('every link to the outside is https', () => {
    for (const page of pages) {
      for (const [, target = ''] of proseOf(page).matchAll(/\]\(([a-z]+:[^)\s]+)\)/g)) {
        assert.match(target, /^https:\/\/[a-z0-9.-]+\.[a-z]+\//, page);
      }
    }
  });

  test('every test and source that a page names is there', () => {
    let named = 0;
    for (const page of pages) {
      for (const [, path = ''] of proseOf(page).matchAll(
        /`((?:test|server|client|protocol|scripts)\/[\w./-]+)`/g,
      )) {
        named++;
        assert.ok(
          existsSync(path) && (!path.endsWith('/') || statSync(path).isDirectory()),
          `${page}: ${path}`,
        );
      }
    }
    assert.ok(named > 10, `${named} paths`);
  });

  test('every test that the threat model names by its title is in that file', () => {
    let titles = 0;
    for (const [, path = '', words = ''] of proseOf('docs/security.md').matchAll(
      /`(test\/[\w./-]+\.ts)` \((“[^)]*”)\)/g,
    )) {
      const text = readFileSync(path, 'utf8');
      for (const [, title = ''] of words.matchAll(/“([^”]+)”/g)) {
        titles++;
        assert.ok(text.includes(`test('${title}'`), `${path} has no test “${title}”`);
      }
    }
    assert.ok(titles >= 9, `${titles} titles`);
  });

  test('every npm script that a page names is one', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: object };
    for (const page of pages) {
      for (const [, script = ''] of readFileSync(page, 'utf8').matchAll(/npm run ([\w:]+)/g)) {
        assert.ok(Object.hasOwn(scripts, script), `${page}: npm run ${script}`);
      }
    }
  });

  test('the page of the command line has every option of every command, and no other', () => {
    const page = readFileSync('docs/command-line.md', 'utf8');
    const commands = [lint, record, check, report, zone];
    const real = new Set([
      ...commands.flatMap(({ options }) => Object.keys(options)),
      ...Object.keys(globalOptions),
      'version',
    ]);
    // Options of npm stand in the way.
    const told = new Set(
      [...page.replaceAll(/npm install --global|curl --data-binary/g, '').matchAll(/--([a-z][a-z-]*)/g)].map(
        ([, name = '']) => name,
      ),
    );
    assert.deepEqual([...told].sort(), [...real].sort());
    for (const { name, options } of commands) {
      assert.match(page, new RegExp(`^## ${name}$`, 'm'));
      // The words that an option may be.
      for (const { argument = '' } of Object.values(options)) {
        if (typeof argument !== 'string' || !/^[a-z]+(?:\|[a-z]+)+$/.test(argument)) continue;
        for (const word of argument.split('|')) {
          assert.ok(page.includes(`\`${word}\``) || page.includes(`--format ${word}`), `${name}: ${word}`);
        }
      }
    }
  });
});
