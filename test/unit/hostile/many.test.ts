import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ZoneDocument } from '../../../server/src/zone/document.js';

/** More than a call takes as its arguments. */
const many = 200_000;

test('as many chunks as lines are put in one place', () => {
  const document = new ZoneDocument('$ORIGIN example.com.\n@ A 192.0.2.1\n');
  document.edit({ start: 21, end: 21, text: '$INCLUDE f\n'.repeat(many) });
  assert.equal(document.lineCount, many + 3);
  assert.equal(document.recordsOf('example.com.').length, 1);
});
