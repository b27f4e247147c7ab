/** A hostile report, from the server into the pages and exports as they are, in a real browser. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import {
  type ExportResult,
  exportRequest,
  type FolderAnswer,
  folderAddRequest,
  folderExportRequest,
  folderRequest,
  type SummaryResult,
  summaryRequest,
} from '../../../protocol/requests.js';
import { server } from '../features/server.js';
import { attack, poisonedReport, unseen } from '../report/poison.js';
import { findBrowser, launch, type OpenPage, openHtml, openPage } from './browser.js';
import { folderStrings, strings } from './models.js';

const executable = findBrowser();
const skip = executable === undefined && 'no Chromium or Chrome is installed: the pages are not tested';
const { text, marks } = poisonedReport();
const file = `(file)${attack.replaceAll('/', '')}.json`;
const uri = 'file:///reports/a.json';

/** Everything that a page shows or says: texts and attributes. What is folded too. */
const said = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const attributes = [...document.body.querySelectorAll('*')].flatMap((element) =>
      [...element.attributes].map(({ value }) => value),
    );
    return [document.body.textContent, ...attributes].join('\n');
  });

/** Elements that the page's own parts do not make, beside its frame and its pictures. */
const intruders = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [
      ...document.querySelectorAll(
        'body script:not([nonce]), body style, img, iframe, object, embed, form, base, video, audio, link:not([rel=stylesheet]), body meta, body link, body [style], [onerror], [onload]',
      ),
      ...[...document.querySelectorAll('a')].filter(({ href }) => !/^https:|^mailto:/.test(href)),
    ].map((element) => element.outerHTML.slice(0, 100)),
  );

async function harmless({ page, violations }: Pick<OpenPage, 'page' | 'violations'>): Promise<string> {
  assert.equal(await page.evaluate('window.hacked'), undefined);
  assert.deepEqual(violations, []);
  assert.deepEqual(await intruders(page), []);
  const words = await said(page);
  assert.deepEqual(words.match(unseen), null);
  return words;
}

/** The places whose text is there. */
const shown = (words: string): string[] =>
  [...marks].flatMap(([place, mark]) => (words.includes(mark) ? [place] : [])).sort();

/** All but what members hold that RFC 8460 does not name: of those the findings tell the name. */
const ofReport = [...marks.keys()].filter((place) => !/(?:^|\.)unknown$/.test(place)).sort();

/** What reports are counted by. */
const ofFolder = [
  'organization-name',
  'policies[].failure-details[].receiving-mx-hostname',
  'policies[].failure-details[].result-type',
  'policies[].failure-details[].sending-mta-ip',
  'policies[].policy.policy-domain',
];

describe('a report whose every string is hostile', { skip }, () => {
  let browser: Browser;
  before(async () => {
    browser = await launch(executable ?? '');
  });
  after(() => browser?.close());

  test('in the summary, is text that shows', async () => {
    const { summary } = await server()<SummaryResult>(summaryRequest, { uri, text, file });
    const open = await openPage(browser, 'summary', { title: file });
    await open.show({ type: 'summary', strings, locale: 'en', uri, summary });
    const words = await harmless(open);
    assert.deepEqual(shown(words), ofReport);
    assert.ok(words.includes('(file)'));
    assert.equal(await open.page.title(), file.replace(/[\u0000-\u001f]/g, ' '));
    await open.close();
  });

  test('in the HTML export of the summary, is text that shows', async () => {
    const html = await server()<ExportResult>(exportRequest, { uri, text, file, format: 'html' });
    const open = await openHtml(browser, html ?? '');
    const words = await harmless(open);
    assert.deepEqual(shown(words), ofReport);
    assert.ok(words.includes('(file)'));
    await open.close();
  });

  /** The report in a folder: as it is, in a year that can be read, and in a file that cannot. */
  async function folder() {
    const ask = server();
    const day = { 'start-datetime': '2026-11-22T00:00:00Z', 'end-datetime': '2026-11-22T23:59:59Z' };
    const week = { 'start-datetime': '2026-11-12T00:00:00Z', 'end-datetime': '2026-11-12T23:59:59Z' };
    const gone = { ...week, 'organization-name': `(gone)${attack}`, 'result-type': 'other' };
    const base64 = (report: string) => Buffer.from(report).toString('base64');
    const files = [
      { file, base64: base64(text) },
      { file: `day ${file}`, base64: base64(poisonedReport(day).text) },
      { file: `week ${file}`, base64: base64(poisonedReport(gone).text) },
      { file: `(unreadable)${file}.gz`, base64: 'H4sIAAA=' },
    ];
    await ask(folderAddRequest, { folder: 'x', files });
    return ask;
  }

  test('in the reports of a folder, is text that shows', async () => {
    const ask = await folder();
    const answer = await ask<NonNullable<FolderAnswer>>(folderRequest, {
      folder: 'x',
      filter: {},
      match: {},
    });
    const open = await openPage(browser, 'dashboard', { title: file });
    await open.show({ type: 'folder', strings: folderStrings, locale: 'en', name: file, uri, ...answer });
    const words = await harmless(open);
    assert.deepEqual(shown(words), ofFolder);
    for (const mark of ['(file)', '(unreadable)', '(gone)']) assert.ok(words.includes(mark), mark);
    assert.ok((await open.page.locator('#news').innerText()).includes('(policies[].policy.policy-domain)'));
    // Narrowed by a text of the report, the page shows what it is narrowed to.
    await open.page.locator('#result-table-row-0').click();
    await open.show({ type: 'folder', strings: folderStrings, locale: 'en', name: file, uri, ...answer });
    assert.ok(await open.page.locator('#narrowed-resultType').isVisible());
    await harmless(open);
    await open.close();
  });

  test('in the HTML export of a folder, is text that shows', async () => {
    const ask = await folder();
    const html = await ask<string>(folderExportRequest, {
      folder: 'x',
      name: `(folder)${attack}`,
      filter: {},
      format: 'html',
    });
    const open = await openHtml(browser, html);
    const words = await harmless(open);
    assert.deepEqual(shown(words), ofFolder);
    assert.ok(words.includes('(folder)'));
    await open.close();
  });

  for (const name of ['summary', 'dashboard'] as const) {
    test(`markup that got into the ${name} all the same would neither run, load nor lead anywhere`, async () => {
      const { page, violations, close } = await openPage(browser, name);
      const blocked: string[] = await page.evaluate(async (markup) => {
        const found = new Set<string>();
        // The form is sent last, and its refusal told last.
        const sent = new Promise<void>((done) => {
          document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
            found.add(effectiveDirective);
            if (effectiveDirective === 'form-action') done();
          });
        });
        document.body.append(document.createRange().createContextualFragment(markup));
        document.querySelector('form')?.requestSubmit();
        await sent;
        return [...found].sort();
      }, markup);
      assert.deepEqual(blocked, [
        'base-uri',
        'form-action',
        'frame-src',
        'img-src',
        'script-src-attr',
        'script-src-elem',
        'style-src-attr',
        'style-src-elem',
      ]);
      assert.equal(await page.evaluate('window.hacked'), undefined);
      assert.deepEqual(
        violations.filter((text) => !text.includes('Content Security Policy')),
        [],
      );
      await close();
    });
  }
});

const markup = `
  <script>hacked = 1</script><script src="https://evil.example/x.js"></script>
  <svg onload="hacked = 1"></svg><img src="https://evil.example/x.png" onerror="hacked = 1">
  <style>* { display: none }</style><p style="color: red"></p><link rel="stylesheet" href="https://evil.example/x.css">
  <iframe src="https://evil.example/"></iframe><base href="https://evil.example/">
  <form action="https://evil.example/" method="post"></form>`;
