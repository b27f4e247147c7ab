/**
 * The hands and eyes of a test inside VS Code. A test runs in the extension host and cannot see the page; the process
 * that holds the browser does these actions for it, asked over a loopback HTTP server (`servePage`).
 * Every action waits until its element is there, at most `limit`.
 */
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Frame, Locator, Page } from 'playwright-core';
import { root } from './cache.js';
import { dnsAnswer } from './dns.js';

/** Where an element is: in the workbench, or in a webview (the first one that shows it). */
export type Place = 'workbench' | 'webview';

/** What axe-core finds wrong: the rule, and the elements. */
export interface Violation {
  readonly id: string;
  readonly help: string;
  readonly targets: readonly string[];
}

/** An element that shows, and its frame. */
interface Sight {
  readonly frame: Frame;
  readonly first: Locator;
}

/** Guard on every wait, in milliseconds. */
const limit = 15_000;

/** Guard on opening a second window on a busy machine, in milliseconds. */
const secondWindow = 120_000;

/** Guard on VS Code's storing what it holds, which it does once a minute: milliseconds since its page was loaded. */
const storing = 240_000;

/** The actions. Arguments and results are JSON. Selectors are Playwright's: CSS, `text=…`, `role=…`. */
export class PageActions {
  readonly #page: Page;
  readonly #foreign: string[] = [];

  constructor(page: Page, authority: string) {
    this.#page = page;
    page.context().on('request', (request) => {
      const url = request.url();
      if (/^(https?|wss?):/.test(url) && new URL(url).host !== authority) this.#foreign.push(url);
    });
  }

  async click(
    place: Place,
    selector: string,
    modifiers: readonly ('Shift' | 'Control' | 'Alt')[] = [],
  ): Promise<void> {
    await (await this.#find(place, selector)).click({ timeout: limit, modifiers: [...modifiers] });
  }

  async hover(place: Place, selector: string): Promise<void> {
    await (await this.#find(place, selector)).hover({ timeout: limit });
  }

  async focus(place: Place, selector: string): Promise<void> {
    await (await this.#find(place, selector)).focus({ timeout: limit });
  }

  /** Presses a key or chord, such as `Enter` or `Control+Shift+P`, where the focus is. */
  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.#page.keyboard.press(key);
  }

  /** Types where the focus is. */
  async type(text: string): Promise<void> {
    await this.#page.keyboard.type(text);
  }

  /** Replaces the text of an input element. */
  async fill(place: Place, selector: string, text: string): Promise<void> {
    await (await this.#find(place, selector)).fill(text, { timeout: limit });
  }

  async select(place: Place, selector: string, value: string): Promise<void> {
    await (await this.#find(place, selector)).selectOption(value, { timeout: limit });
  }

  /** The text that an element shows. */
  async text(place: Place, selector: string): Promise<string> {
    const [text] = await (await this.#find(place, selector)).allInnerTexts();
    return text ?? '';
  }

  /** The texts of all elements that match, once there is one. */
  async texts(place: Place, selector: string): Promise<string[]> {
    const { frame } = await this.#look(place, selector);
    return frame.locator(selector).allInnerTexts();
  }

  async attribute(place: Place, selector: string, name: string): Promise<string | null> {
    return (await this.#find(place, selector)).getAttribute(name, { timeout: limit });
  }

  /** How many elements match now: no waiting. */
  async count(place: Place, selector: string): Promise<number> {
    const frames = await this.#frames(place);
    const counts = await Promise.all(frames.map((frame) => frame.locator(selector).count()));
    return counts.reduce((sum, count) => sum + count, 0);
  }

  /** Waits until an element shows, or is gone. */
  async waitFor(place: Place, selector: string, state: 'visible' | 'gone' = 'visible'): Promise<void> {
    if (state === 'visible') {
      await this.#find(place, selector);
      return;
    }
    await this.#until(
      `${selector} is gone`,
      async () => (await this.#visible(place, selector)) === undefined,
    );
  }

  /** Evaluates an expression in the workbench, or in the webview that shows `selector`. */
  async evaluate(place: Place, selector: string, expression: string): Promise<unknown> {
    return (await this.#look(place, selector)).frame.evaluate(expression);
  }

  /** Text of the element that has the focus, or its label: what a screen reader would say of it. */
  async focused(place: Place, selector = 'body'): Promise<string> {
    const said = await this.evaluate(
      place,
      selector,
      '(e => e.getAttribute("aria-label") ?? e.textContent ?? "")(document.activeElement)',
    );
    return String(said).trim();
  }

  /** Accessibility mistakes in the webview that shows `selector`, as axe-core finds them. */
  async axe(selector: string): Promise<Violation[]> {
    const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    await this.evaluate('webview', selector, `${source}; undefined`);
    const run = `axe.run(document).then((found) => found.violations.map((violation) => ({
      id: violation.id, help: violation.help, targets: violation.nodes.map((node) => node.target.join(' ')) })))`;
    return (await this.evaluate('webview', selector, run)) as Violation[];
  }

  /** Every address that a page asked for and that is not this VS Code's: should stay empty. */
  async foreignRequests(): Promise<readonly string[]> {
    return this.#foreign;
  }

  /**
   * Answers the DNS queries that are posted to an https URL (RFC 8484), in place of a resolver on the Internet.
   *
   * @param texts the TXT record of each name, at most 255 characters; of all else there is nothing
   */
  async answerDns(url: string, texts: Readonly<Record<string, string>>): Promise<void> {
    await this.#page.context().route(url, async (route) => {
      const body = dnsAnswer(route.request().postDataBuffer() ?? Buffer.alloc(0), texts);
      const headers = { 'content-type': 'application/dns-message', 'access-control-allow-origin': '*' };
      await route.fulfill({ body, headers });
    });
  }

  async resize(width: number, height: number): Promise<void> {
    await this.#page.setViewportSize({ width, height });
  }

  /**
   * Opens the folder in a second window too, types into a file there, and saves it; the window shows an element then.
   *
   * @param file its path in the folder
   * @param text what is typed at the end of the file
   */
  async typeInSecondWindow(file: string, text: string, selector: string): Promise<void> {
    await this.#inSecondWindow(file, async (page) => {
      await page.locator('.editor-instance .view-lines').click();
      await page.keyboard.press('Control+End');
      await page.keyboard.type(text);
      await page.locator('.tab.active.dirty').waitFor();
      await page.keyboard.press('Control+S');
      await page.locator('.tab.active:not(.dirty)').waitFor();
      await page.locator(selector).first().waitFor();
    });
  }

  /**
   * Opens a file in a second window, in whose webview an expression is evaluated, and reloads that window.
   *
   * @param selector what the webview shows, before and after
   * @param kept what VS Code has stored by then, as a regular expression: it writes now and then only, and a browser that reloads does not wait for it
   * @returns what another expression gives in the webview after that
   */
  async reloadSecondWindow(
    file: string,
    selector: string,
    before: string,
    kept: string,
    after: string,
  ): Promise<unknown> {
    let answer: unknown;
    await this.#inSecondWindow(undefined, async (page) => {
      // By the user's way: what a window is told to open at its start, it opens as text.
      await quickOpen(page, file);
      const window = new PageActions(page, new URL(page.url()).host);
      await window.#evaluateInNewWindow(selector, before);
      await page.evaluate(stored(kept));
      await page.reload();
      answer = await window.#evaluateInNewWindow(selector, after);
    });
    return answer;
  }

  /** The first webview of a window waits long for VS Code's service worker: four times the guard. */
  async #evaluateInNewWindow(selector: string, expression: string, tries = 4): Promise<unknown> {
    try {
      await this.waitFor('webview', selector);
    } catch (error) {
      if (tries === 1) {
        await this.screenshot('failed-second-window');
        throw error;
      }
      return this.#evaluateInNewWindow(selector, expression, tries - 1);
    }
    return this.evaluate('webview', selector, expression);
  }

  /** @param file path in the folder of a text that the window opens at its start */
  async #inSecondWindow(file: string | undefined, act: (page: Page) => Promise<void>): Promise<void> {
    const url = new URL(this.#page.url());
    const given = JSON.parse(url.searchParams.get('payload') ?? '[]') as [string, string][];
    const payload = given.filter(([name]) => name !== 'extensionTestsPath');
    const folder = `vscode-remote://${url.host}${url.searchParams.get('folder')}`;
    if (file !== undefined) payload.push(['openFile', `${folder}/${file}`]);
    url.searchParams.set('payload', JSON.stringify(payload));
    const page = await this.#page.context().newPage();
    try {
      await page.goto(url.href);
      const first = file === undefined ? '.statusbar-item' : '.editor-instance';
      await page.locator(first).first().waitFor({ timeout: secondWindow });
      await act(page);
    } finally {
      await page.close();
    }
  }

  /** Pretends that the user wants less motion, or forced colours. */
  async emulate(media: {
    reducedMotion?: 'reduce' | 'no-preference';
    forcedColors?: 'active' | 'none';
  }): Promise<void> {
    await this.#page.emulateMedia(media);
  }

  /** A picture of an element of the workbench for the documentation: `docs/images/NAME.png`. */
  async picture(name: string, selector: string): Promise<void> {
    const folder = join(root, 'docs', 'images');
    await mkdir(folder, { recursive: true });
    const subject = await this.#find('workbench', selector);
    await subject.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
  }

  /** A picture of the window in `out/screenshots/NAME.png`, or of one element. Gives the path. */
  async screenshot(name: string, place: Place = 'workbench', selector?: string): Promise<string> {
    const folder = join(root, 'out', 'screenshots');
    await mkdir(folder, { recursive: true });
    const path = join(folder, `${name}.png`);
    const subject = selector === undefined ? this.#page : await this.#find(place, selector);
    await subject.screenshot({ path, animations: 'disabled' });
    return path;
  }

  /** The first visible element that matches, once there is one. */
  async #find(place: Place, selector: string): Promise<Locator> {
    return (await this.#look(place, selector)).first;
  }

  async #look(place: Place, selector: string): Promise<Sight> {
    let sight: Sight | undefined;
    await this.#until(`${selector} shows in the ${place}`, async () => {
      sight = await this.#visible(place, selector);
      return sight !== undefined;
    });
    return sight!;
  }

  async #visible(place: Place, selector: string): Promise<Sight | undefined> {
    for (const frame of await this.#frames(place)) {
      const first = frame.locator(selector).filter({ visible: true }).first();
      // A frame may go away while it is asked.
      if (await first.isVisible().catch(() => false)) return { frame, first };
    }
    return undefined;
  }

  /** The workbench's frame, or the frames of the webviews that show. */
  async #frames(place: Place): Promise<Frame[]> {
    const main = this.#page.mainFrame();
    if (place === 'workbench') return [main];
    const shown = await Promise.all(
      this.#page.frames().map(async (frame) => {
        let outermost = frame;
        for (
          let parent = frame.parentFrame();
          parent !== null && parent !== main;
          parent = parent.parentFrame()
        ) {
          outermost = parent;
        }
        const visible =
          frame !== main &&
          (await outermost.frameElement().then(
            (e) => e.isVisible(),
            () => false,
          ));
        return visible ? [frame] : [];
      }),
    );
    return shown.flat();
  }

  async #until(what: string, test: () => Promise<boolean>): Promise<void> {
    const end = Date.now() + limit;
    while (!(await test())) {
      if (Date.now() > end) throw new Error(`Waited ${limit / 1000} s in vain until ${what}.`);
      // Asked again with each frame, the window would paint without end, which halves the speed of a machine of two cores.
      await this.#page.evaluate('new Promise((done) => setTimeout(done, 50))');
    }
  }
}

/** A window that has just come up drops keys, and does not know its files yet: asks again. */
async function quickOpen(page: Page, name: string, tries = 20): Promise<void> {
  await page.keyboard.press('Control+P');
  try {
    await page.locator('.quick-input-widget input').fill(name, { timeout: 3_000 });
    await page.locator(`.quick-input-list >> text=${name}`).first().waitFor({ timeout: 5_000 });
    await page.keyboard.press('Enter');
  } catch (error) {
    if (tries === 1) throw error;
    await page.keyboard.press('Escape');
    await quickOpen(page, name, tries - 1);
  }
}

/** An expression that waits in VS Code's page until it has stored something that matches a regular expression. */
const stored = (pattern: string) => `(async () => {
  const done = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const isStored = async () => {
    for (const { name } of await indexedDB.databases()) {
      const database = await done(indexedDB.open(name));
      try {
        for (const store of database.objectStoreNames) {
          const values = await done(database.transaction(store).objectStore(store).getAll());
          if (values.some((value) => new RegExp(${JSON.stringify(pattern)}).test(value))) return true;
        }
      } finally {
        database.close();
      }
    }
    return false;
  };
  while (!(await isStored())) {
    if (performance.now() > ${storing}) throw new Error('VS Code stores nothing.');
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
})()`;
