import assert from 'node:assert/strict';
import { test } from 'node:test';
import { progressOn } from '../../../server/src/cli/progress.js';
import { wantsColour } from '../../../server/src/cli/terminal.js';

test('colours go to a terminal, unless the user says otherwise', () => {
  assert.equal(wantsColour(true, {}), true);
  assert.equal(wantsColour(false, {}), false);
  assert.equal(wantsColour(true, { TERM: 'dumb' }), false);
  assert.equal(wantsColour(true, { NO_COLOR: '1' }), false);
  assert.equal(wantsColour(true, { NO_COLOR: '' }), true);
  assert.equal(wantsColour(false, { FORCE_COLOR: '1' }), true);
  assert.equal(wantsColour(true, { FORCE_COLOR: '0' }), false);
  assert.equal(wantsColour(true, { NO_COLOR: '1', FORCE_COLOR: '1' }), false);
});

test('a long run says how far it is, a short one nothing', () => {
  let time = 0;
  let written = '';
  const progress = progressOn(
    (text) => {
      written += text;
    },
    () => time,
  );
  const after = (milliseconds: number, words: string) => {
    time += milliseconds;
    progress.show(() => words);
  };
  after(499, 'young');
  progress.hide();
  assert.equal(written, '');
  after(1, 'one');
  after(99, 'too soon');
  after(1, 'two');
  progress.hide();
  progress.hide();
  const clear = '\r\u001b[K';
  assert.equal(written, `${clear}one${clear}two${clear}`);
});
