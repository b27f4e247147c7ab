import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { ruleIds, rulePage } from '../../server/src/rules/catalogue.js';
import { client, pulling } from './client.js';

test('every finding leads to the page of its rule, and every rule has one', async (t) => {
  const { open, pull } = await client(t, pulling);
  const files = [
    ['zones/example.com.zone', 'dns-zone'],
    ['zones/example.org.zone', 'dns-zone'],
    ['reports/mistakes-of-a-new-reporter.json', 'json'],
  ] as const;
  let findings = 0;
  for (const [file, language] of files) {
    const uri = `file:///${file}`;
    await open(readFileSync(`examples/${file}`, 'utf8'), language, uri);
    const { items } = (await pull(undefined, uri)) as unknown as {
      items: { code: string; codeDescription?: { href: string } }[];
    };
    for (const { code, codeDescription } of items) {
      const id = ruleIds.find((one) => one === code);
      assert.ok(id !== undefined, code);
      assert.equal(codeDescription?.href, rulePage(id));
    }
    findings += items.length;
  }
  assert.ok(findings > 40, `${findings} findings`);
  for (const id of ruleIds) {
    const path = /\/blob\/main\/(docs\/rules\/.*\.md)$/.exec(rulePage(id))?.[1] ?? '';
    assert.ok(existsSync(path), `${id}: ${rulePage(id)}`);
  }
});
