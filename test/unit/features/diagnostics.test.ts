import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnosticsOf } from '../../../server/src/features/diagnostics.js';
import { localize } from '../../../server/src/message.js';
import { OpenZone } from '../../../server/src/openZone.js';
import { isOn, type Levels } from '../../../server/src/rules/levels.js';

/** Codes and lines of what is shown of a zone, of the last what it says. */
function shown(text: string, levels: Levels = {}): string[] {
  const zone = new OpenZone('file:///db', 'dns-zone', 1, text);
  zone.useHints({ origin: 'example.com.' });
  const { first } = zone.checked;
  const diagnostics = diagnosticsOf(
    zone,
    first.shown((rule) => isOn(rule, levels)),
    levels,
    (words) => localize(words),
  );
  return diagnostics.map(({ code, range, message }) =>
    code === undefined ? String(message) : `${code} ${range.start.line}`,
  );
}

const typeless = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => `zone/missing-type ${from + index}`);

test('shows a thousand findings, and says how many there are more', () => {
  const most = `${'a\n'.repeat(999)}b 1 A 1\n`;
  assert.deepEqual(shown(most), [...typeless(0, 999), 'zone/bad-rdata 999']);
  assert.deepEqual(shown(`${most}${'a\n'.repeat(20_000)}`), [
    ...typeless(0, 999),
    'zone/bad-rdata 999',
    'Findings that are not shown: 20000.',
  ]);
});

test('a rule that is off, or silenced, makes room for others and does not count', () => {
  const text = `${'a\n'.repeat(20_000)}b 1 A 1\n`;
  const other = ['zone/bad-rdata 20000'];
  assert.deepEqual(shown(text, { 'zone/missing-type': 'off' }), other);
  assert.deepEqual(shown(`${text}; tls-rpt-disable zone/missing-type\n`), other);
});

test('a line that a comment silences makes room for one after it, and does not count', () => {
  const near = `${'a\n'.repeat(10)}a ; tls-rpt-disable-line\n${'a\n'.repeat(1000)}`;
  assert.deepEqual(shown(near), [
    ...typeless(0, 10),
    ...typeless(11, 990),
    'Findings that are not shown: 10.',
  ]);
  const far = `${'a\n'.repeat(5000)}a ; tls-rpt-disable-line\n${'a\n'.repeat(20_000)}`;
  assert.equal(shown(far).at(-1), 'Findings that are not shown: 24000.');
});

test('of the rules that a comment names a thousand are read', () => {
  const names = (count: number) => `; tls-rpt-disable ${'zone/nope, '.repeat(count)}zone/missing-type\na\n`;
  assert.equal(shown(names(999)).length, 999);
  // So that of a line of a megabyte is told what is shown, and no more.
  assert.deepEqual(shown(names(200_000)).slice(999), [
    'config/unknown-rule 0',
    'Findings that are not shown: 1.',
  ]);
});
