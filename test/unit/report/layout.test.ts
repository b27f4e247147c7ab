import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layOut } from '../../../server/src/report/layout.js';
import { fixtures } from './corpus.js';

test('a report is laid out as JSON.stringify does, its spelling left alone', () => {
  for (const { name, text } of fixtures()) {
    const value: unknown = JSON.parse(text);
    assert.equal(layOut(JSON.stringify(value)), `${JSON.stringify(value, null, 2)}\n`, name);
  }
  assert.equal(
    layOut(' {"a" :1.0,\t"a":[ ],"\\u0041{,":[{"b":"\\""}, { }]}\r\n'),
    '{\n  "a": 1.0,\n  "a": [],\n  "\\u0041{,": [\n    {\n      "b": "\\""\n    },\n    {}\n  ]\n}\n',
  );
});

test('what is no JSON keeps its tokens, and stays apart', () => {
  assert.equal(layOut('"a""b"  1 2'), '"a" "b" 1 2\n');
  assert.equal(layOut(']}:,,"a'), ']\n}: ,\n,\n"a\n');
  assert.equal(layOut('{"a":\u00a01'), '{\n  "a": \u00a01\n');
  assert.equal(layOut(' \n'), '\n');
});

test('deeper than a report goes, white space grows no more', () => {
  const deep = (levels: number) => `${'['.repeat(levels)} 1,2 ${']'.repeat(levels)}`;
  assert.match(layOut(deep(8)), /^( {2}){8}2$/m);
  assert.match(layOut(deep(9)), /^( {2}){8}\[ 1,2 \]$/m);
  assert.ok(layOut(deep(500_000)).length < 1_001_000);
  const objects = '{"a":'.repeat(200_000);
  assert.ok(layOut(objects).length < objects.length + 1000);
});

test('a text of too many tokens stays as it is, and so does one that would get too long', () => {
  const commas = (count: number) => `[${','.repeat(count)}`;
  assert.equal(layOut(commas(3_999_999)).length, 1 + 3_999_999 * 4 + 1);
  for (const text of [
    commas(4_000_000),
    `${'['.repeat(8)}${'1,'.repeat(1_600_000)}`.padEnd(40_000_000, '1'),
  ]) {
    assert.ok(layOut(text) === text);
  }
});

test('a string may have millions of characters, and of escapes', () => {
  for (const text of [`"${'a'.repeat(16_000_000)}"`, `"${'\\"'.repeat(8_000_000)}"`]) {
    assert.ok(layOut(text) === `${text}\n`);
  }
});
