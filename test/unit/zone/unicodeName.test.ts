import assert from 'node:assert/strict';
import { test } from 'node:test';
import { domainToASCII, domainToUnicode } from 'node:url';
import fc from 'fast-check';
import { unicodeName } from '../../../server/src/zone/unicodeName.js';

test('shows A-labels as U-labels, and leaves all other names alone', () => {
  assert.equal(unicodeName('www.xn--bcher-kva.example.'), 'www.bücher.example.');
  assert.equal(unicodeName('XN--Bcher-kva.EXAMPLE.'), 'bücher.example.');
  assert.equal(unicodeName('_25._tcp.xn--e1afmkfd.xn--p1ai.'), '_25._tcp.пример.рф.');
  for (const name of ['www.example.', '.', '', 'axn--bcher-kva.', 'a\\.xn--b.']) {
    assert.equal(unicodeName(name), undefined, name);
  }
});

test('a label that is no Punycode, or that others would write otherwise, is left alone', () => {
  for (const name of ['xn--.', 'xn--\u00fc.', 'xn--a-\\255.', 'xn--99999999999.', 'xn--abc-.']) {
    assert.equal(unicodeName(name), undefined, name);
  }
});

test('of domains that Node.js knows, the same', () => {
  const label = fc.string({
    unit: fc.constantFrom(...'aeüößéñçжя中日本語한글'),
    minLength: 1,
    maxLength: 12,
  });
  fc.assert(
    fc.property(fc.array(label, { minLength: 1, maxLength: 3 }), (labels) => {
      const ascii = domainToASCII(labels.join('.'));
      fc.pre(ascii !== '' && /xn--/.test(ascii));
      assert.equal(unicodeName(ascii), domainToUnicode(ascii));
    }),
  );
});
