/** Collects and runs the tests inside VS Code. Both extension hosts load it, so it uses nothing of Node.js. */

import { mark } from '../../../scripts/vscode/mark.js';
import { hasPage, page } from './page.js';

interface Test {
  readonly name: string;
  readonly body: () => Promise<void> | void;
  readonly guard: number;
}

/** Guard on one test, in milliseconds, for the slowest machine: tests wait for events, never for time. */
const limit = 90_000;

const tests: Test[] = [];
let group = '';

/** Names the tests that `body` declares. */
export function suite(name: string, body: () => void): void {
  group = `${name}: `;
  body();
  group = '';
}

export function test(name: string, body: Test['body'], guard = limit): void {
  tests.push({ name: group + name, body, guard });
}

class Skipped extends Error {}

/** Ends the test that calls it: what it needs is not here. It is counted, and the reason is printed. */
export function skip(reason: string): never {
  throw new Skipped(reason);
}

/** Called by VS Code: runs all tests, one after the other, and throws if one fails. */
export async function run(): Promise<void> {
  let failed = 0;
  let skipped = 0;
  for (const { name, body, guard } of tests) {
    const start = Date.now();
    try {
      await within(guard, name, body);
      say(`✔ ${name} (${Date.now() - start} ms)`);
    } catch (error) {
      if (error instanceof Skipped) {
        skipped++;
        say(`﹣ ${name}: skipped, ${error.message}`);
        continue;
      }
      failed++;
      say(`✖ ${name} (${Date.now() - start} ms)\n${describe(error)}`);
      if (hasPage) say(`    Picture: ${await page.screenshot(`failed-${failed}`).catch(String)}`);
    }
  }
  const unmet = skipped > 0 ? `, ${skipped} skipped` : '';
  say(`${tests.length - failed - skipped} passed, ${failed} failed${unmet}`);
  if (failed > 0) throw new Error(`${failed} failed`);
}

/** What `body` gives, or an error when it takes longer than `milliseconds`. */
export async function within<T>(milliseconds: number, what: string, body: () => T | Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new Error(`${what}: not done after ${milliseconds / 1000} s`)),
      milliseconds,
    );
  });
  try {
    return await Promise.race([body(), late]);
  } finally {
    clearTimeout(timer);
  }
}

function say(text: string): void {
  console.log(mark + text);
}

function describe(error: unknown): string {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return text.replace(/^/gm, '    ');
}
