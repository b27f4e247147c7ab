import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { check } from '../../server/src/checks.js';
import { OpenZone } from '../../server/src/openZone.js';

const uri = 'file:///zones/example.com.zone';
const text =
  '$TTL 1h\r\n@ SOA ns1 hostmaster 1 1h 15m 1w 1h\r\n NS ns1\r\nns1 A 192.0.2.1\r\n_smtp._tls TXT v=TLSRPTv1; rua=mailto:t@example.com\r\n';

const at = (line: number, from: number, to: number, newText: string) => ({
  range: { start: { line, character: from }, end: { line, character: to } },
  text: newText,
});

test('keeps text, positions and findings of a zone through edits', () => {
  const zone = new OpenZone(uri, 'dns-zone', 1, text);
  zone.useHints({ origin: 'example.com.' });
  let plain = TextDocument.create(uri, 'dns-zone', 1, text);
  const steps = [
    [at(4, 15, 15, '"'), at(4, 55, 55, '"')],
    [at(3, 0, 3, 'ns2')],
    [at(3, 0, 99, ''), at(0, 0, 7, '$TTL 1d')],
    [{ text: '@ SOA ns1 hostmaster 1 1h 15m 1w\n' }],
    [at(0, 32, 32, ' 1h')],
  ];
  for (const [index, changes] of steps.entries()) {
    zone.update(changes, index + 2);
    plain = TextDocument.update(plain, changes, index + 2);
    assert.equal(zone.getText(), plain.getText());
    assert.equal(zone.version, plain.version);
    assert.deepEqual(
      zone.checked.findings,
      check('zone', plain.getText(), { origin: 'example.com.' }).findings,
    );
    const end = plain.getText().length;
    assert.deepEqual(zone.positionAt(end), plain.positionAt(end));
  }
});

test('reads a zone again when its origin becomes known, and only then', () => {
  const zone = new OpenZone(uri, 'dns-zone', 1, 'www A 192.0.2.1\n');
  assert.ok(zone.checked.findings.some(({ rule }) => rule === 'zone/origin-unknown'));
  const before = zone.zone;
  zone.useHints({});
  assert.equal(zone.zone, before);
  zone.useHints({ origin: 'example.com.' });
  assert.ok(zone.checked.findings.every(({ rule }) => rule !== 'zone/origin-unknown'));
  assert.equal(zone.getText(), 'www A 192.0.2.1\n');
});

/** Some 3 MB of records, which take more than a turn to be read. */
const long = `${text}${Array.from({ length: 100_000 }, (_, index) => `h${index} A 192.0.2.${index % 256}\n`).join('')}`;

test('reads a long zone in turns, and takes what is edited meanwhile', async () => {
  const zone = new OpenZone(uri, 'dns-zone', 1, long);
  zone.useHints({ origin: 'example.com.' });
  assert.equal(zone.isLate(), true);
  const order: string[] = [];
  const ready = zone.ready(() => true).then(() => order.push('zone'));
  let plain = TextDocument.create(uri, 'dns-zone', 1, long);
  const edit = (changes: ReturnType<typeof at>[], version: number) => {
    zone.update(changes, version);
    plain = TextDocument.update(plain, changes, version);
  };
  edit([at(4, 15, 15, '"'), at(4, 55, 55, '"')], 2);
  await new Promise<void>((resolve) => setTimeout(resolve, 0)).then(() => order.push('another'));
  edit([at(70_000, 0, 1, '\n')], 3);
  // The zone is called otherwise: what follows waits until it has been read again.
  edit([at(0, 0, 0, '$ORIGIN example.net.\n'), at(3, 1, 3, 'NS bad..name\n NS')], 4);
  await ready;
  assert.deepEqual(order, ['another', 'zone']);
  assert.equal(zone.isLate(), false);
  assert.equal(zone.zone.apex, 'example.net.');
  assert.equal(zone.getText(), plain.getText());
  const expected = check('zone', plain.getText(), { origin: 'example.com.' });
  assert.deepEqual(zone.checked.findings, expected.findings);
  assert.ok(expected.findings.some(({ rule }) => rule === 'zone/bad-name'));
});

test('is not read on when nobody wants it any more, nor in the wrong sense', async () => {
  const zone = new OpenZone(uri, 'dns-zone', 1, long);
  let asked = 0;
  await zone.ready(() => asked++ < 3);
  assert.equal(zone.isLate(), true);
  zone.useHints({ origin: 'example.org.' });
  assert.equal(zone.zone.apex, 'example.org.');
});

test('takes in at once what thousands of its directives include', async () => {
  const count = 20_000;
  const includes = Array.from({ length: count }, (_, i) => `$INCLUDE f${i}\n`).join('');
  const zone = new OpenZone(uri, 'dns-zone', 1, `$ORIGIN example.com.\n$TTL 1h\n${includes}`);
  let answer: 'unread' | 'missing' = 'unread';
  zone.useIncludes(() => answer);
  await zone.ready(() => true);
  answer = 'missing';
  assert.equal(zone.refreshIncludes(), true);
  const begun = performance.now();
  await zone.ready(() => true);
  // Each by itself took half a millisecond.
  assert.ok(performance.now() - begun < 3000);
  assert.equal(zone.refreshIncludes(), false);
  const missing = zone.checked.findings.filter(({ rule }) => rule === 'zone/include-unreadable');
  assert.equal(missing.length, count);
});
