/**
 * `npm test [-- STEP…]`: sets up, then runs every step, or those whose name begins with one of the words given.
 * Closes with the line `N passed, N failed` (and `, N skipped`): a step that counts no tests of its own counts as one.
 *
 * The long steps that wait for a VS Code run beside all others; each prints what it has to say when it ends, those that
 * fail at the very end.
 */
import { spawn } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { build, install, root } from './setup.mjs';

const start = performance.now();
const node = process.execPath;
const script = (path, ...args) => [node, '--import', 'tsx', path, ...args];

/** Each lane takes its steps one after the other. */
const lanes = [
  [
    {
      name: 'lint',
      command: [node, 'node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'],
    },
    { name: 'types', command: [node, 'node_modules/typescript/bin/tsc', '-b'] },
    { name: 'unit', command: [node, 'scripts/unit.mjs'] },
    { name: 'npm', command: [node, 'scripts/unit.mjs', 'test/npm'] },
    { name: 'editors', command: [node, 'scripts/unit.mjs', 'test/editors'] },
    { name: 'package', command: script('scripts/vscode/packed.ts') },
    { name: 'restricted', command: script('scripts/vscode/session.ts', 'restricted') },
    { name: 'german', command: script('scripts/vscode/session.ts', 'german') },
  ],
  [
    { name: 'vscode', command: script('scripts/vscode/main.ts') },
    { name: 'web', command: script('scripts/vscode/main.ts', '--web') },
  ],
];

try {
  install();
  build();
} catch (error) {
  console.log(`${error.message}\n0 passed, 1 failed`);
  process.exit(1);
}
const words = process.argv.slice(2);
const isChosen = ({ name }) => words.length === 0 || words.some((word) => name.startsWith(word));
const chosen = lanes.map((lane) => lane.filter(isChosen)).filter((lane) => lane.length > 0);
if (chosen.length === 0) {
  const names = lanes.flat().map(({ name }) => name);
  throw new Error(`No step ${words.join(', ')}; there are ${names.join(', ')}.`);
}

const results = (await Promise.all(chosen.map(takeAll))).flat();

for (const { counts, lines } of results) if (counts.failed > 0) print(lines);
const sum = { passed: 0, failed: 0, skipped: 0 };
console.log('\nSummary');
for (const { name, seconds, counts } of results) {
  for (const key of Object.keys(sum)) sum[key] += counts[key];
  console.log(`${counts.failed > 0 ? '✖' : '✔'} ${name.padEnd(10)} ${count(counts)} (${seconds} s)`);
}
console.log(`Took ${Math.round((performance.now() - start) / 1000)} s.`);
process.exitCode = sum.failed > 0 ? 1 : 0;
console.log(count(sum));

async function takeAll(lane) {
  const results = [];
  for (const step of lane) results.push(await take(step));
  return results;
}

/** Runs a step. What it prints comes at once where it is the only lane, else at its end. */
async function take({ name, command: [program, ...args] }) {
  const lines = [];
  const say = chosen.length === 1 ? (line) => console.log(line) : (line) => lines.push(line);
  if (chosen.length > 1) console.log(`… ${name}`);
  say(`\n── ${name} ──`);
  const begin = performance.now();
  const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let counted;
  for (const stream of [child.stdout, child.stderr]) {
    createInterface(stream).on('line', (line) => {
      say(line);
      const match = /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/.exec(line);
      if (match)
        counted = { passed: Number(match[1]), failed: Number(match[2]), skipped: Number(match[3] ?? 0) };
    });
  }
  const code = await new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('close', resolve);
  });
  const counts = counted ?? { passed: code === 0 ? 1 : 0, failed: 0, skipped: 0 };
  // A step that ends badly without a failed test failed outside its tests.
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  if (counts.failed === 0) print(lines);
  return { name, lines, seconds: Math.round((performance.now() - begin) / 1000), counts };
}

function print(lines) {
  if (lines.length > 0) console.log(lines.join('\n'));
}

function count({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
