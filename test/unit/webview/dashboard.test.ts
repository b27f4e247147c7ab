import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { merge, roundUp } from '../../../client/webview/parts/columns.js';
import type { DashboardToPage } from '../../../protocol/webview.js';
import { accessibilityViolations, findBrowser, launch, type OpenPage, openPage, settled } from './browser.js';
import { folderMessage } from './folderModel.js';
import { folderStrings } from './models.js';
import type { Theme } from './themes.js';

const executable = findBrowser();
const skip = executable === undefined && 'no Chromium or Chrome is installed: the pages are not tested';

describe('the dashboard', { skip }, () => {
  let browser: Browser;
  let message: Extract<DashboardToPage, { type: 'folder' }>;
  before(async () => {
    const answer = await folderMessage();
    assert.equal(answer.type, 'folder');
    message = answer as typeof message;
    browser = await launch(executable ?? '');
  });
  after(() => browser?.close());

  async function shown(): Promise<OpenPage> {
    const open = await openPage(browser, 'dashboard', { width: 1000 });
    await open.show(message);
    await open.page.locator('.columns svg').waitFor();
    return open;
  }

  test('asks with its filter, and shows totals, news and days', async () => {
    const { page, sent, violations, close } = await shown();
    assert.deepEqual(await sent(), [{ type: 'ready', filter: {}, match: {} }]);
    assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), message.result.weeks?.text);
    assert.equal(await page.locator('.column').count(), message.result.days.length);
    assert.deepEqual(
      (await page.locator('#news .statement').allTextContents()).slice(0, 2),
      message.result.news.slice(0, 2).map(({ text }) => text),
    );
    assert.deepEqual(violations, []);
    await close();
  });

  test('the table beside the chart has the same numbers', async () => {
    const { page, close } = await shown();
    await page.getByText('Sessions per day as a table').click();
    const cells = await page.locator('#days-table tbody tr:first-child td').allTextContents();
    const [first] = message.result.days;
    assert.deepEqual(cells.slice(0, 3), [first?.day, String(first?.successful), String(first?.failed)]);
    const title = await page.locator('.column title').first().textContent();
    const all = (first?.successful ?? 0) + (first?.failed ?? 0);
    assert.equal(
      title,
      `${first?.day}: ${first?.successful} succeeded, ${first?.failed} failed, ${all} in all`,
    );
    await close();
  });

  test('filters by box, by row and by day, keeps that, and takes it back', async () => {
    const { page, sent, close } = await shown();
    await page.getByLabel('Domain', { exact: true }).selectOption('mx1.example.net');
    await page.getByLabel('Policy', { exact: true }).selectOption('DANE');
    await page.locator('#result-table tbody tr').first().click();
    await page.locator('.column').first().click();
    const filter = { domains: ['mx1.example.net'], policyTypes: ['tlsa'] };
    const match = { resultType: message.result.resultTypes[0]?.name, day: message.result.days[0]?.day };
    assert.deepEqual((await sent()).slice(1), [
      { type: 'filter', filter: { domains: ['mx1.example.net'] }, match: {} },
      { type: 'filter', filter, match: {} },
      { type: 'filter', filter, match: { resultType: match.resultType } },
      { type: 'filter', filter, match },
    ]);
    await close();

    const again = await openPage(browser, 'dashboard', {
      state: { filter, match, tables: {}, opened: [] },
    });
    assert.deepEqual(await again.sent(), [{ type: 'ready', filter, match }]);
    await again.show(message);
    assert.equal(await again.page.locator('#filter-type option:checked').textContent(), 'DANE');
    await again.page.getByRole('button', { name: `Remove the filter ${match.day}` }).click();
    await again.page.getByRole('button', { name: 'Show All' }).click();
    assert.deepEqual((await again.sent()).slice(1), [
      { type: 'filter', filter, match: { resultType: match.resultType } },
      { type: 'filter', filter: {}, match: {} },
    ]);
    await again.close();
  });

  test('keeps sorted tables and where it is scrolled to through a restart, while the folder is read again', async () => {
    const { page, state, close } = await shown();
    await page.locator('#reports-table-by-file').click();
    await page.evaluate('window.scrollTo(0, 500)');
    await page.evaluate(settled('window.kept.scroll === 500'));
    const kept = await state();
    await close();

    const again = await openPage(browser, 'dashboard', { width: 1000, state: kept });
    await again.show({
      type: 'progress',
      text: 'Files read: {0} of {1}',
      done: 1,
      total: 9,
      cancel: 'Cancel',
    });
    await again.show({ type: 'progress', text: null, done: 0, total: 0, cancel: '' });
    await again.show(message);
    assert.equal(await again.page.evaluate('document.scrollingElement.scrollTop'), 500);
    const heading = again.page.locator('#reports-table th.col-file');
    assert.equal(await heading.getAttribute('aria-sort'), 'ascending');
    await again.close();
  });

  test('what is new leads to its reports, a silent sender to what it sent', async () => {
    const { page, sent, show, close } = await shown();
    const [first] = message.result.news;
    assert.ok(first);
    await page.locator('#news-0').click();
    assert.deepEqual((await sent()).at(-1), {
      type: 'filter',
      filter: { domains: [first.domain] },
      match: { resultType: first.resultType, receivingMx: first.receivingMx },
    });
    const silent = [{ organization: 'Gone', lastDay: '2026-11-01', text: 'Gone has sent nothing.' }];
    const none = { successful: 0, failed: 0, rate: null, from: '2026-11-09', to: '2026-11-15' };
    const { weeks } = message.result;
    assert.ok(weeks);
    const result = { ...message.result, silent, news: [], weeks: { ...weeks, previous: none } };
    await show({ ...message, result });
    assert.match(await page.locator('#news').innerText(), new RegExp(folderStrings.noWeekBefore));
    await page.locator('#silent-0').click();
    const last = (await sent()).at(-1) as { filter: { organizations: string[] } };
    assert.deepEqual(last.filter.organizations, ['Gone']);
    await close();
  });

  test('narrows itself where the extension says so', async () => {
    const { page, sent, show, close } = await shown();
    await page.locator('#ip-table-row-0').click();
    await show({ type: 'narrow', filter: { domains: ['example.net'] } });
    assert.deepEqual((await sent()).at(-1), {
      type: 'filter',
      filter: { domains: ['example.net'] },
      match: {},
    });
    await close();
  });

  test('a row of the list opens its report', async () => {
    const { page, sent, close } = await shown();
    await page.locator('#reports-table tbody tr').nth(1).click();
    assert.deepEqual((await sent()).at(-1), { type: 'openReport', file: message.reports[1]?.file });
    await close();
  });

  test('counts along while it reads, can be cancelled, and lists what could not be read', async () => {
    const { page, sent, show, close } = await shown();
    const progress = { type: 'progress', text: folderStrings.reading, total: 400, cancel: 'Cancel' };
    await show({ ...progress, done: 0 });
    const bar = page.getByRole('progressbar');
    await show({ ...progress, done: 64 });
    assert.equal(await bar.getAttribute('value'), '64');
    assert.ok(await page.getByText('Files read: 64 of 400').isVisible());
    assert.deepEqual(await accessibilityViolations(page), []);
    await page.getByRole('button', { name: 'Cancel' }).click();
    assert.deepEqual((await sent()).at(-1), { type: 'cancel' });
    await show({ ...progress, text: null });
    assert.equal(await bar.count(), 0);
    assert.deepEqual(await page.locator('#unreadable-table td').allTextContents(), [
      'old/truncated.json.gz',
      message.result.unreadable[0]?.reason,
    ]);
    await close();
  });

  test('hostile names are shown as text', async () => {
    const { page, show, violations, close } = await shown();
    const evil = '<img src=x onerror="window.hacked=1">\u202egnp';
    const poisoned = JSON.parse(JSON.stringify(message), (key, value: unknown) =>
      /^(name|organization|domain|file|reason|text|receivingMx)$/.test(key) && typeof value === 'string'
        ? evil
        : value,
    );
    await show({ ...poisoned, strings: folderStrings });
    assert.equal(await page.evaluate('window.hacked'), undefined);
    assert.equal(await page.locator('img').count(), 0);
    assert.doesNotMatch(String(await page.locator('body').textContent()), /\u202e/);
    assert.deepEqual(violations, []);
    await close();
  });

  const looks: [Theme, number][] = [
    ['light', 300],
    ['dark', 800],
    ['highContrastLight', 500],
    ['highContrast', 2000],
  ];
  for (const [theme, width] of looks) {
    test(`is accessible and never wider than the page: ${theme}, ${width} pixels`, async () => {
      const { page, show, close } = await openPage(browser, 'dashboard', { theme, width });
      await show(message);
      await page.locator('.columns svg').waitFor();
      assert.deepEqual(await accessibilityViolations(page), []);
      assert.equal(await page.evaluate('document.scrollingElement.scrollWidth'), width);
      await close();
    });
  }
});

test('columns too many for the width are added up with their neighbours', () => {
  const column = (name: string, successful: number, failed: number) => ({
    name,
    successful,
    failed,
    rate: null,
  });
  const days = [
    column('1', 1, 0),
    column('2', 2, 1),
    column('3', 0, 0),
    column('4', 0, 4),
    column('5', 5, 5),
  ];
  assert.equal(merge(days, 5), days);
  assert.deepEqual(merge(days, 3), [
    { name: '1 – 2', successful: 3, failed: 1, rate: 0.75 },
    { name: '3 – 4', successful: 0, failed: 4, rate: 0 },
    { name: '5 – 5', successful: 5, failed: 5, rate: 0.5 },
  ]);
});

test('the scale ends at a number whose half is round', () => {
  assert.deepEqual([1, 2, 3, 7, 11, 950, 4001].map(roundUp), [2, 2, 4, 8, 20, 1000, 6000]);
});
