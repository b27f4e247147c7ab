import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Finding } from '../../../server/src/rules/finding.js';
import { checkedZone } from '../../../server/src/zoneCheck.js';

const head = '$ORIGIN example.com.\n$TTL 1d\n';
const record = (i: number) => `_smtp._tls TXT "v=TLSRPTv1; rua=mailo:a${i}@example.net"\n`;
const records = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => record(from + i)).join('');

const marked = (findings: readonly Finding[], rule: string, text: string) =>
  findings.filter((one) => one.rule === rule).map(({ start }) => text.slice(0, start).split('\n').length);

suite('an RRset of more than a thousand records', () => {
  const scheme = 'tlsrpt/rua-scheme-misspelled';

  test('the first thousand of a TLS-RPT RRset are looked into, wherever they stand', () => {
    const between = 'www A 192.0.2.1\n'.repeat(3000);
    const text = `${head}${records(0, 600)}${between}${records(600, 1005)}_smtp._tls.b TXT "v=TLSRPTv1; rua=mailo:b@example.net"\n`;
    const lines = marked(checkedZone(text, { origin: 'example.com.' }).findings(), scheme, text);
    const expected = [
      ...Array.from({ length: 600 }, (_, i) => 3 + i),
      ...Array.from({ length: 400 }, (_, i) => 3603 + i),
      // Another RRset is another matter.
      3 + 600 + 3000 + 405,
    ];
    assert.deepEqual(lines, expected);
  });

  test('a comment that silences and other mistakes are found behind them', () => {
    const text = `${head}${records(0, 1005)}_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a" x y\\ ; tls-rpt-disable-line zone/nope\n_smtp._tls TXT\n`;
    const found = checkedZone(text, { origin: 'example.com.' }).findings();
    assert.deepEqual(marked(found, 'config/unknown-rule', text), [1008]);
    assert.deepEqual(marked(found, 'zone/missing-rdata', text), [1009]);
    assert.equal(marked(found, scheme, text).length, 1000);
  });

  test('name servers of one name: the first thousand', () => {
    const servers = Array.from({ length: 1003 }, (_, i) => `@ NS ns${i}\n`).join('');
    const text = `${head}@ SOA ns0 h 1 1d 1h 4w 1h\n${servers}b NS ns.b\n`;
    const found = checkedZone(text, { origin: 'example.com.' }).findings();
    assert.deepEqual(marked(found, 'zone/target-missing', text), [
      ...Array.from({ length: 1000 }, (_, i) => 4 + i),
      1007,
    ]);
  });

  test('edits that make a crowd and take one away find what a fresh look finds', () => {
    const options = { origin: 'example.com.', chunkSize: 4096 };
    let text = `${head}${records(0, 999)}@ MX 10 mail\n`;
    const zone = checkedZone(text, options);
    const edit = (start: number, end: number, put: string) => {
      zone.edit({ start, end, text: put });
      text = text.slice(0, start) + put + text.slice(end);
      const fresh = checkedZone(text, options);
      assert.deepEqual(zone.findings(), fresh.findings());
      assert.deepEqual(
        zone.first()?.shown(() => true),
        fresh.first()?.shown(() => true),
      );
      return marked(zone.findings(), scheme, text).length;
    };
    assert.equal(edit(text.length, text.length, record(999)), 1000);
    assert.equal(edit(text.length, text.length, record(1000)), 1000);
    // One more at the top: the last that was looked into is so no more.
    assert.equal(edit(head.length, head.length, record(1001)), 1000);
    const middle = text.indexOf(record(500));
    assert.equal(edit(middle, middle + record(500).length, ''), 1000);
    assert.equal(edit(head.length, head.length + record(1001).length, ''), 1000);
    assert.equal(edit(head.length, head.length + record(0).length, ''), 999);
    assert.equal(edit(text.length, text.length, records(2000, 2010)), 1000);
  });
});
