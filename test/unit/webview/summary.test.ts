import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import type { FailureRow, ReportSummary } from '../../../protocol/summary.js';
import { accessibilityViolations, findBrowser, launch, type OpenPage, openPage, settled } from './browser.js';
import { summary, summaryMessage } from './models.js';
import type { Theme } from './themes.js';

const executable = findBrowser();
const skip = executable === undefined && 'no Chromium or Chrome is installed: the pages are not tested';

describe('the summary page', { skip }, () => {
  let browser: Browser;
  let open: OpenPage;
  before(async () => {
    browser = await launch(executable ?? '');
  });
  after(() => browser?.close());

  async function shown(message = summaryMessage(), width = 800): Promise<OpenPage> {
    open = await openPage(browser, 'summary', { width });
    await open.show(message);
    return open;
  }

  const column = (key: string): Promise<string[]> =>
    open.page.locator(`#details-table td.col-${key}`).allInnerTexts();

  test('asks for its report and shows the verdict as its heading', async () => {
    const { page, sent, violations, close } = await shown();
    assert.deepEqual(await sent(), [{ type: 'ready' }]);
    assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), summary.verdict.text);
    assert.ok(await page.getByRole('img', { name: '1,872 succeeded, 59 failed, 1,931 in all' }).isVisible());
    assert.deepEqual(violations, []);
    await close();
  });

  test('leads from each thing to its place in the JSON', async () => {
    const { page, sent, close } = await shown();
    await page.getByRole('button', { name: 'tlsrpt@relay.example.org' }).click();
    await page.getByRole('button', { name: 'certificate-host-mismatch' }).click();
    await page.locator('.failure').getByRole('button', { name: 'mx2.example.net' }).click();
    await page.getByRole('button', { name: '57 failed' }).click();
    await page.getByRole('row', { name: /old-mx/ }).click();
    await page.getByRole('button', { name: /“mx-host” is one string/ }).click();
    const spans = (await sent()).slice(1);
    assert.deepEqual(
      spans,
      [30, 410, 500, 130, 540, 600].map((start) => ({ type: 'reveal', span: { start, end: start + 10 } })),
    );
    await close();
  });

  test('its buttons and zone links say what is wanted, by index', async () => {
    const { page, sent, close } = await shown();
    for (const name of ['Open JSON', 'Copy as Markdown', 'Export…']) {
      await page.getByRole('button', { name }).click();
    }
    await page.getByRole('button', { name: 'Show in zone' }).last().click();
    assert.deepEqual((await sent()).slice(1), [
      { type: 'openJson' },
      { type: 'copyMarkdown' },
      { type: 'export' },
      { type: 'openTarget', index: 1 },
    ]);
    await close();
  });

  test('sorts by a column, numbers from the largest, and says so', async () => {
    const { page, close } = await shown();
    const heading = page.getByRole('columnheader', { name: 'Sessions' });
    await heading.getByRole('button').click();
    assert.deepEqual(await column('count'), ['38', '9', '6', '4']);
    assert.equal(await heading.getAttribute('aria-sort'), 'descending');
    await heading.getByRole('button').press('Enter');
    assert.deepEqual(await column('count'), ['4', '6', '9', '38']);
    assert.equal(await heading.getAttribute('aria-sort'), 'ascending');
    await page.getByRole('columnheader', { name: 'Receiving MX' }).getByRole('button').click();
    assert.deepEqual(await column('mx'), ['mx1.example.net', 'mx2.example.net', 'old-mx.example.net', '–']);
    await close();
  });

  test('filters by words in any column and by the result, and copies what is left', async () => {
    const { page, sent, close } = await shown();
    await page.getByRole('searchbox').fill('MISMATCH 203.0');
    assert.deepEqual(await column('mx'), ['mx1.example.net']);
    assert.equal(await page.getByRole('status').textContent(), '1 of 4 shown');
    await page.getByRole('searchbox').fill('');
    await page.getByLabel('Result', { exact: true }).selectOption('sts-policy-fetch-error');
    assert.deepEqual(await column('count'), ['4']);
    await page.getByRole('button', { name: 'Copy', exact: true }).click();
    const [copied] = (await sent()).slice(-1) as [{ type: string; text: string }];
    assert.equal(copied.type, 'copy');
    assert.match(copied.text, /^Result\tSessions\tDomain\t/);
    assert.equal(
      copied.text.split('\n')[1]?.split('\t').slice(0, 3).join(),
      'sts-policy-fetch-error,4,lists.example.net',
    );
    assert.equal(copied.text.split('\n').length, 3);
    await page.getByRole('searchbox').fill('nowhere');
    assert.ok(await page.getByText('Nothing matches the filter.').isVisible());
    await close();
  });

  test('rows are walked with the arrow keys and opened with Enter', async () => {
    const { page, sent, close } = await shown();
    await page.getByRole('button', { name: 'Copy', exact: true }).focus();
    const focused = () => page.evaluate('document.activeElement.id');
    for (let tabs = 0; tabs < 15 && (await focused()) !== 'details-table-row-0'; tabs++) {
      await page.keyboard.press('Tab');
    }
    assert.equal(await focused(), 'details-table-row-0');
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp']) await page.keyboard.press(key);
    assert.equal(await focused(), 'details-table-row-1');
    await page.keyboard.press('Enter');
    await page.keyboard.press('End');
    assert.equal(await focused(), 'details-table-row-3');
    assert.deepEqual((await sent()).slice(1), [{ type: 'reveal', span: { start: 520, end: 530 } }]);
    await close();
  });

  test('keeps focus, filter and opened parts through a live update and a restart', async () => {
    const { page, show, state, close } = await shown();
    await page.getByText('Policy as reported').first().click();
    await page.getByRole('searchbox').fill('mismatch');
    await show(summaryMessage({ verdict: { level: 'success', text: 'All well.' } }));
    assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), 'All well.');
    assert.equal(await page.evaluate('document.activeElement.id'), 'details-table-filter');
    assert.deepEqual(await column('count'), ['9', '6']);
    assert.ok(await page.getByText('version: STSv1').isVisible());
    const kept = await state();
    await close();

    const again = await openPage(browser, 'summary', { state: kept });
    await again.show(summaryMessage());
    assert.equal(await again.page.getByRole('searchbox').inputValue(), 'mismatch');
    assert.ok(await again.page.getByText('version: STSv1').isVisible());
    assert.equal((kept as { uri: string }).uri, 'file:///reports/a.json');
    await again.close();
  });

  test('keeps where it is scrolled to and how its table is sorted through a restart', async () => {
    const { page, state, close } = await shown();
    await page.setViewportSize({ width: 800, height: 300 });
    await page.getByRole('button', { name: 'Sessions', exact: true }).click();
    await page.evaluate('window.scrollTo(0, 240)');
    await page.evaluate(settled('window.kept.scroll === 240'));
    const kept = await state();
    await close();

    const again = await openPage(browser, 'summary', { state: kept, height: 300 });
    const top = () => again.page.evaluate('document.scrollingElement.scrollTop');
    await again.show(summaryMessage());
    assert.equal(await top(), 240);
    assert.equal(
      await again.page.locator('#details-table th.col-count').getAttribute('aria-sort'),
      'descending',
    );
    // A live update leaves it there, another report begins at its top.
    await again.show(summaryMessage());
    assert.equal(await top(), 240);
    await again.close();

    const other = await openPage(browser, 'summary', {
      state: { ...(kept as object), uri: 'x' },
      height: 300,
    });
    await other.show(summaryMessage());
    assert.equal(await other.page.evaluate('document.scrollingElement.scrollTop'), 0);
    await other.close();
  });

  test('a hostile report is shown as text: nothing runs, loads, links or disguises', async () => {
    const evil =
      '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>\u202egnp.exe\u0007\u001b[31m';
    const text = { text: evil, span: { start: 1, end: 2 } };
    const { page, violations, close } = await shown(summaryMessage(poison(summary, evil)));
    assert.equal(await page.evaluate('window.hacked'), undefined);
    assert.equal(await page.locator('img, script:not([nonce]), iframe').count(), 0);
    assert.deepEqual(violations, []);
    const body = String(await page.locator('body').textContent());
    assert.ok(body.includes('<img src=x onerror="window.hacked=1">'));
    assert.ok(body.includes('⟨U+202E⟩gnp.exe⟨U+0007⟩⟨U+001B⟩[31m'));
    assert.doesNotMatch(body, /[\u202a-\u202e\u0000-\u0008\u001b]/);
    const row: FailureRow = {
      span: text.span,
      policy: 0,
      domain: evil,
      info: text.text,
      link: 'javascript:alert(1)',
    };
    await open.show(summaryMessage({ details: [row, { ...row, link: 'command:workbench.action.quit' }] }));
    assert.deepEqual(
      await page
        .locator('#details-table a')
        .evaluateAll((links) => links.map((link) => link.getAttribute('href'))),
      [],
    );
    await close();
  });

  test('a large report shows its first rows and more on request', async () => {
    const details = Array.from(
      { length: 2000 },
      (_, index): FailureRow => ({
        span: { start: index, end: index + 1 },
        policy: 0,
        domain: 'example.net',
        count: index,
      }),
    );
    const { page, close } = await shown(summaryMessage({ details }));
    assert.equal(await page.locator('#details-table tbody tr').count(), 200);
    assert.equal(await page.getByRole('status').textContent(), '200 of 2,000 shown');
    await page.getByRole('button', { name: 'Show More' }).click();
    assert.equal(await page.locator('#details-table tbody tr').count(), 1000);
    await close();
  });

  test('a problem takes the page’s place and goes with the next report', async () => {
    const { page, show, close } = await shown({ type: 'problem', text: 'Not gzip, and not JSON.' });
    assert.equal(await page.getByRole('alert').textContent(), 'Not gzip, and not JSON.');
    await show(summaryMessage());
    assert.equal(await page.getByRole('alert').count(), 0);
    await close();
  });

  const looks: [Theme, number][] = [
    ['light', 300],
    ['dark', 800],
    ['highContrast', 800],
    ['highContrastLight', 2000],
  ];
  for (const [theme, width] of looks) {
    test(`is accessible and never wider than the page: ${theme}, ${width} pixels`, async () => {
      const { page, show, close } = await openPage(browser, 'summary', { theme, width });
      await show(summaryMessage());
      assert.deepEqual(await accessibilityViolations(page), []);
      assert.equal(await page.evaluate('document.scrollingElement.scrollWidth'), width);
      await close();
    });
  }
});

/** A model with the text in the place of every text that a report gives. */
function poison(model: ReportSummary, evil: string): ReportSummary {
  const keys =
    /^(text|mode|mx|lines|reason|rdata|resultType|type|file|domains|domain|info|message|name|receivingMx|receivingIp|helo|sendingIp|range)$/;
  return JSON.parse(JSON.stringify(model), (key, value: unknown) => {
    if (!keys.test(key)) return value;
    if (typeof value === 'string') return evil;
    return Array.isArray(value) && value.every((item) => typeof item === 'string') ? [evil] : value;
  }) as ReportSummary;
}
