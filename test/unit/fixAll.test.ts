import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Checked } from '../../server/src/checked.js';
import { fixAll } from '../../server/src/fixAll.js';
import type { RuleId } from '../../server/src/rules/catalogue.js';
import type { Finding } from '../../server/src/rules/finding.js';
import type { SpanEdit } from '../../server/src/span.js';

type Rule = (text: string) => readonly (readonly [start: number, end: number, edits: readonly SpanEdit[]])[];

/** A checker made of a few rules: each gives the places at fault and the preferred edits. */
const checker =
  (rules: Partial<Record<RuleId, Rule>>) =>
  (text: string): Checked => {
    const edits = new Map<Finding, readonly SpanEdit[]>();
    for (const [rule, find] of Object.entries(rules)) {
      for (const [start, end, fix] of find(text)) {
        edits.set({ rule: rule as RuleId, start, end, message: { template: rule, args: [] } }, fix);
      }
    }
    return {
      findings: [...edits.keys()],
      fixes: (finding) => [{ title: finding.message, edits: edits.get(finding) ?? [], preferred: true }],
    };
  };

/** At every place of a word: another in its place. */
const replaceWord =
  (word: string, other: string): Rule =>
  (text) =>
    [...text.matchAll(new RegExp(word, 'g'))].map(({ index }) => [
      index,
      index + word.length,
      [{ start: index, end: index + word.length, newText: other }],
    ]);

const always = () => true;

suite('fix all', () => {
  test('mends all lines at once, and a line with two mistakes after that', () => {
    let checks = 0;
    const check = checker({ 'zone/bad-ttl': replaceWord('bad', 'good') });
    const counted = (text: string) => {
      checks++;
      return check(text);
    };
    const { text, count, checked } = fixAll('bad bad\nbad\nfine\nbad', counted, always);
    assert.equal(text, 'good good\ngood\nfine\ngood');
    assert.equal(count, 4);
    assert.equal(checked.findings.length, 0);
    assert.equal(checks, 3);
  });

  test('of two records that are one too many, one goes', () => {
    // Each finding's remedy is to remove the other line.
    const twins: Rule = (text) => {
      const lines = [...text.matchAll(/^twin.*\n/gm)];
      const [first, second] = lines;
      return first && second
        ? [
            [
              first.index,
              first.index + 4,
              [{ start: second.index, end: second.index + second[0].length, newText: '' }],
            ],
            [
              second.index,
              second.index + 4,
              [{ start: first.index, end: first.index + first[0].length, newText: '' }],
            ],
          ]
        : [];
    };
    assert.equal(
      fixAll('twin 1\ntwin 2\n', checker({ 'tlsrpt/multiple-records': twins }), always).text,
      'twin 1\n',
    );
  });

  test('a mend that does not mend is left out, and the others are made', () => {
    const useless: Rule = (text) => {
      const index = text.indexOf('odd');
      return index === -1 ? [] : [[index, index + 3, [{ start: 0, end: 0, newText: '+' }]]];
    };
    const check = checker({ 'zone/bad-name': useless, 'zone/bad-ttl': replaceWord('bad', 'good') });
    const { text, checked } = fixAll('odd\nbad\nbad', check, always);
    assert.equal(text, 'odd\ngood\ngood');
    assert.deepEqual(
      checked.findings.map(({ rule }) => rule),
      ['zone/bad-name'],
    );
  });

  test('a mend that brings to light what the mistake hid is followed by the next', () => {
    const check = checker({
      'zone/bad-ttl': replaceWord('bad', 'worse'),
      'zone/bad-name': replaceWord('worse', 'good'),
    });
    assert.equal(fixAll('bad', check, always).text, 'good');
  });

  test('mends that undo each other come to an end', () => {
    const check = checker({
      'zone/bad-ttl': replaceWord('tick', 'tock'),
      'zone/bad-name': replaceWord('tock', 'tick'),
    });
    assert.match(fixAll('tick', check, always).text, /^t[io]ck$/);
  });

  test('findings that nobody wants mended stay', () => {
    const check = checker({
      'zone/bad-ttl': replaceWord('bad', 'good'),
      'zone/bad-name': replaceWord('odd', 'even'),
    });
    assert.equal(fixAll('bad odd', check, ({ rule }) => rule === 'zone/bad-name').text, 'bad even');
  });
});
