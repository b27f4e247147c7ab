import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { workspace } from 'vscode';
import { closeAll, diagnostics, file, open, rule } from './host/editor.js';
import { needPage, skip, suite, test } from './host/harness.js';
import { page } from './host/page.js';

suite('two windows on one folder', () => {
  test('are both served, and what one saves the other has read', async () => {
    needPage();
    const zone =
      '$ORIGIN example.com.\n$TTL 1h\n@ SOA ns1 hostmaster 41 4h 1h 4w 1h\n  NS ns1\nns1 A 192.0.2.1\n';
    const { document } = await open('zones/two-windows.zone', zone);
    await page.typeInSecondWindow('zones/two-windows.zone', 'www A 192.0.2', '.squiggly-error');
    const found = await diagnostics(document.uri, (now) => now.some((one) => rule(one) === 'zone/bad-rdata'));
    if (found.some(({ range }) => range.start.line !== 5)) throw new Error(JSON.stringify(found));
    await closeAll();
  }, 180_000);

  test('a window that is reloaded shows a summary again as it was: sorted, filtered, scrolled', async () => {
    needPage();
    if (process.env.TLS_RPT_SLOW !== '1') skip('takes a minute, set TLS_RPT_SLOW=1');
    const report = await workspace.fs.readFile(file('reports/every-result-type.json'));
    const packed = file('reloaded.json.gz');
    await workspace.fs.writeFile(packed, gzipSync(report));
    const change = `new Promise((done) => {
      document.getElementById('details-table-by-count').click();
      const filter = document.getElementById('details-table-filter');
      filter.value = 'sts-';
      filter.dispatchEvent(new Event('input'));
      document.addEventListener('scroll', () => done(), { once: true });
      scrollTo(0, 150);
    })`;
    const state = `new Promise((done) => {
      const look = () => {
        const top = document.scrollingElement.scrollTop;
        if (top === 0 && performance.now() < 10000) return requestAnimationFrame(look);
        done([
          document.querySelector('#details-table th.col-count').ariaSort,
          document.getElementById('details-table-filter').value,
          top,
        ]);
      };
      look();
    })`;
    const kept = await page.reloadSecondWindow(
      'reloaded.json.gz',
      '#details-table',
      change,
      'scroll\\W+150',
      state,
    );
    assert.deepEqual(kept, ['descending', 'sts-', 150]);
    await workspace.fs.delete(packed);
  }, 300_000);
});
