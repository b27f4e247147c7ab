import { closeAll, diagnostics, open, rule } from './host/editor.js';
import { suite, test } from './host/harness.js';
import { hasPage, page } from './host/page.js';

suite('two windows on one folder', () => {
  test('are both served, and what one saves the other has read', async () => {
    if (!hasPage) return;
    const zone =
      '$ORIGIN example.com.\n$TTL 1h\n@ SOA ns1 hostmaster 41 4h 1h 4w 1h\n  NS ns1\nns1 A 192.0.2.1\n';
    const { document } = await open('zones/two-windows.zone', zone);
    await page.typeInSecondWindow('two-windows.zone', 'www A 192.0.2', '.squiggly-error');
    const found = await diagnostics(document.uri, (now) => now.some((one) => rule(one) === 'zone/bad-rdata'));
    if (found.some(({ range }) => range.start.line !== 5)) throw new Error(JSON.stringify(found));
    await closeAll();
  });
});
