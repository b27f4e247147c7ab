/** The pages in German, whose words are longer: models, words and numbers as the server and the client make them. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { dashboardStrings, type Localizer, summaryStrings } from '../../../client/src/views/strings.js';
import { type SummaryResult, summaryRequest } from '../../../protocol/requests.js';
import type { Bundle } from '../../../server/src/message.js';
import { speaker } from '../../../server/src/translations.js';
import { server } from '../features/server.js';
import { findBrowser, launch, openPage } from './browser.js';
import { folderMessage } from './folderModel.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const bundle: Bundle = JSON.parse(readFileSync(`${root}l10n/bundle.l10n.de.json`, 'utf8'));
const german: Localizer = { t: (message) => bundle[message] ?? assert.fail(message) };
const executable = findBrowser();
const skip = executable === undefined && 'no Chromium or Chrome is installed: the pages are not tested';

/** Elements whose text runs out of them or of the page: the start of each text. */
const overflowing = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    return [...document.querySelectorAll('main *')].flatMap((element) => {
      for (let up: Element | null = element; up !== null; up = up.parentElement) {
        if (up instanceof SVGElement || /auto|scroll/.test(getComputedStyle(up).overflowX)) return [];
      }
      const { left, right } = element.getBoundingClientRect();
      const cut = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0;
      return left < 0 || right > width + 0.5 || cut
        ? [`${element.tagName} ${element.className}: ${element.textContent?.slice(0, 60)}`]
        : [];
    });
  });

describe('the pages in German', { skip }, () => {
  let browser: Browser;
  before(async () => {
    browser = await launch(executable ?? '');
    mkdirSync(`${root}out/screenshots`, { recursive: true });
  });
  after(() => browser?.close());

  for (const width of [300, 1200]) {
    test(`the summary fits into ${width} pixels`, async () => {
      const ask = server(await speaker('de'), 'de');
      const file = 'every-result-type.json';
      const text = readFileSync(`${root}examples/reports/${file}`, 'utf8');
      const { summary } = await ask<SummaryResult>(summaryRequest, { uri: 'file:///r.json', text, file });
      const { page, show, close } = await openPage(browser, 'summary', { width });
      const strings = summaryStrings(german);
      await show({ type: 'summary', strings, locale: 'de', summary, uri: 'file:///r.json' });
      await page.screenshot({ path: `${root}out/screenshots/summary-de-${width}.png`, fullPage: true });
      assert.equal(await page.locator('html').getAttribute('lang'), 'de');
      assert.match((await page.getByRole('heading', { level: 1 }).textContent()) ?? '', /Sitzungen/);
      assert.deepEqual(await overflowing(page), []);
      await close();
    });

    test(`the dashboard fits into ${width} pixels`, async () => {
      const message = await folderMessage({}, {}, server(await speaker('de'), 'de'));
      const { page, show, close } = await openPage(browser, 'dashboard', { width });
      await show({ ...message, strings: dashboardStrings(german), locale: 'de' });
      await page.locator('.columns svg').waitFor();
      await page.screenshot({ path: `${root}out/screenshots/dashboard-de-${width}.png`, fullPage: true });
      assert.deepEqual(await overflowing(page), []);
      await close();
    });
  }
});
