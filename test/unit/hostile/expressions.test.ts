import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from '../../../server/src/checks.js';

const head = '$ORIGIN example.com.\n$TTL 1h\n@ SOA ns1 h 1 2h 1h 4w 1h\n@ NS ns1\nns1 A 192.0.2.1\n';

// As regular expressions that repeat one of several forms, all of these overflowed the stack, and ended the process.
for (const [name, kind, text, ...rules] of [
  ['protocols', 'zone', `${head}x HTTPS 1 . alpn="${'a'.repeat(10_000_000)}"\n`, 'zone/bad-rdata'],
  [
    'a key for an encrypted hello',
    'zone',
    `${head}x HTTPS 1 . ech=${'a'.repeat(6_000_000)}\n`,
    'zone/bad-rdata',
  ],
  ['a path', 'zone', `${head}x HTTPS 1 . dohpath="/${'{?dns}'.repeat(2_000_000)}"\n`, 'zone/bad-rdata'],
  ['a target', 'zone', `${head}@ MX 10 ${'a.'.repeat(6_000_000)}\n`, 'zone/bad-name'],
  ['a TTL', 'zone', `${head}x ${'1h'.repeat(6_000_000)}1 A 192.0.2.1\n`, 'zone/bad-ttl'],
  [
    'a host of a policy',
    'policy',
    `version: STSv1\nmode: none\nmax_age: 86400\nmx: ${'a.'.repeat(20_000_000)}a\n`,
    'mtasts/policy-mx',
  ],
] as const) {
  test(`${name} of millions of characters is a mistake, and overflows nothing`, () => {
    const { findings, fixes } = check(kind, text);
    assert.deepEqual(
      findings.map(({ rule }) => rule),
      rules,
    );
    for (const finding of findings) assert.ok(Array.isArray(fixes(finding)));
  });
}
