import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from '../../../server/src/checks.js';

const head = '$ORIGIN example.com.\n$TTL 1h\n@ SOA ns1 h 1 2h 1h 4w 1h\n@ NS ns1\nns1 A 192.0.2.1\n';

// As expressions that repeat one of two forms, both overflowed the stack, and ended the process.
for (const [name, parameter] of [
  ['protocols', `alpn="${'a'.repeat(10_000_000)}"`],
  ['a key for an encrypted hello', `ech=${'a'.repeat(6_000_000)}`],
] as const) {
  test(`${name} of millions of characters are a mistake, and overflow nothing`, () => {
    const { findings } = check('zone', `${head}x HTTPS 1 . ${parameter}\n`);
    assert.deepEqual(
      findings.map(({ rule }) => rule),
      ['zone/bad-rdata'],
    );
  });
}
