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
