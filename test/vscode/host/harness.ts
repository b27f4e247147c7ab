/** Collects and runs the tests inside VS Code. Both extension hosts load it, so it uses nothing of Node.js. */

import { commands } from 'vscode';
import { mark } from '../../../scripts/vscode/mark.js';
import { closeAll } from './editor.js';
import { hasPage, page } from './page.js';
import { within } from './within.js';

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

/** Ends the test that calls it where no page shows this VS Code, as on a desktop: what follows presses keys or reads a page. */
export function needPage(): void {
  if (!hasPage) skip('needs the page that shows VS Code');
}

/**
 * Called by VS Code: runs all tests, one after the other, and throws if one fails. A test that fails is tried a second
 * time, in a window that is put in order, and the first failure is printed all the same: a busy machine is slow to answer keys,
 * and VS Code drops some of them then; a fault of the product fails twice.
 */
export async function run(): Promise<void> {
  let failed = 0;
  let skipped = 0;
  for (const test of tests) {
    try {
      await attempt(test).catch(async (error: unknown) => {
        if (error instanceof Skipped) throw error;
        say(`⚠ ${test.name}: tried again after\n${await failure(test, error)}`);
        await tidy();
        await attempt(test);
      });
    } catch (error) {
      if (error instanceof Skipped) {
        skipped++;
        say(`﹣ ${test.name}: skipped, ${error.message}`);
        await tidy();
        continue;
      }
      failed++;
      say(`✖ ${test.name}\n${await failure(test, error)}`);
      await tidy();
    }
  }
  const unmet = skipped > 0 ? `, ${skipped} skipped` : '';
  say(`${tests.length - failed - skipped} passed, ${failed} failed${unmet}`);
  if (failed > 0) throw new Error(`${failed} failed`);
}

async function attempt({ name, body, guard }: Test): Promise<void> {
  const start = Date.now();
  await within(guard, name, body);
  say(`✔ ${name} (${Date.now() - start} ms)`);
}

/** What went wrong, and where the picture of it is. */
async function failure({ name }: Test, error: unknown): Promise<string> {
  if (!hasPage) return describe(error);
  const picture = `failed ${name}`.replace(/[^a-z0-9]+/gi, '-').slice(0, 80);
  return `${describe(error)}\n    Picture: ${await page.screenshot(picture).catch(String)}`;
}

/** What a test that failed has left behind must not fail others. */
async function tidy(): Promise<void> {
  await commands.executeCommand('workbench.action.closeQuickOpen');
  await commands.executeCommand('notifications.clearAll');
  await closeAll().catch(() => {});
}

function say(text: string): void {
  console.log(mark + text);
}

function describe(error: unknown): string {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return text.replace(/^/gm, '    ');
}
