import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { type Checked, checkedBy } from '../../server/src/checked.js';
import { fixAll } from '../../server/src/fixAll.js';
import type { RuleId } from '../../server/src/rules/catalogue.js';
import type { Finding } from '../../server/src/rules/finding.js';
import type { SpanEdit } from '../../server/src/span.js';

type Rule = (text: string) => readonly (readonly [start: number, end: number, edits: readonly SpanEdit[]])[];

/** A checker made of a few rules: each gives the places at fault and the preferred edits. */
const checker =
  (rules: Partial<Record<RuleId, Rule>>, about: { readonly isFreeForm?: boolean } = {}) =>
  (text: string): Checked => {
    const edits = new Map<Finding, readonly SpanEdit[]>();
    for (const [rule, find] of Object.entries(rules)) {
      for (const [start, end, fix] of find(text)) {
        edits.set({ rule: rule as RuleId, start, end, message: { template: rule, args: [] } }, fix);
      }
    }
    return checkedBy(
      { findings: () => [...edits.keys()] },
      (finding) => [{ title: finding.message, edits: edits.get(finding) ?? [], preferred: true }],
      about,
    );
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

  test('a mend that makes a collision is left out, however much it mends', () => {
    const misplaced: Rule = (text) =>
      [...text.matchAll(/^stray$/gm)].map(({ index }) => [
        index,
        index + 5,
        [{ start: index, end: index + 5, newText: 'home' }],
      ]);
    const second: Rule = (text) =>
      [...text.matchAll(/^home$/gm)].slice(1).map(({ index }) => [index, index + 4, []]);
    const check = checker({ 'tlsrpt/wrong-owner': misplaced, 'tlsrpt/multiple-records': second });
    assert.equal(fixAll('stray\nstray\n', check, always).text, 'home\nstray\n');
    assert.equal(fixAll('home\nstray\n', check, always).text, 'home\nstray\n');
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

  test('where line breaks mean nothing, all on one line is mended at once, but what touches', () => {
    let checks = 0;
    const check = checker({ 'report/bad-count': replaceWord('bad', 'good') }, { isFreeForm: true });
    const counted = (text: string) => {
      checks++;
      return check(text);
    };
    const { text, count } = fixAll('bad bad badbad', counted, always);
    assert.equal(text, 'good good goodgood');
    assert.equal(count, 4);
    assert.equal(checks, 3);
  });

  test('after its time no further step is made', () => {
    const check = checker({ 'zone/bad-ttl': replaceWord('bad', 'good') });
    const mended = (limit: number) => {
      let time = 0;
      const slow = (text: string) => {
        time += 100;
        return check(text);
      };
      const given = { limits: { findings: 10, time: limit }, now: () => time };
      return fixAll('bad bad bad bad', slow, always, given).count;
    };
    assert.equal(mended(0), 1);
    assert.equal(mended(250), 3);
    assert.equal(mended(1000), 4);
  });

  test('a mend that proves nothing is not followed by others after its time', () => {
    let checks = 0;
    const useless: Rule = (text) =>
      [...text.matchAll(/bad/g)].map(({ index }) => [index, index + 3, [{ start: 0, end: 0, newText: '+' }]]);
    const check = checker({ 'zone/bad-ttl': useless });
    const given = { limits: { findings: 1e6, time: 7 }, now: () => checks };
    const counted = (text: string) => {
      checks++;
      return check(text);
    };
    assert.equal(fixAll('bad '.repeat(100), counted, always, given).count, 0);
    assert.ok(checks < 12, `${checks} checks`);
  });

  test('what takes long to mend is mended as far as its time goes', () => {
    const check = checker({ 'zone/bad-ttl': replaceWord('bad', 'good') });
    let time = 0;
    const slow = (text: string): Checked => {
      const checked = check(text);
      const fixes = (finding: Finding) => {
        time += 100;
        return checked.fixes(finding);
      };
      return checkedBy({ findings: () => checked.findings }, fixes);
    };
    const mended = (limit: number) =>
      fixAll('bad\n'.repeat(9), slow, always, {
        limits: { findings: 10, time: limit },
        now: () => time,
      }).text.match(/good/g)?.length;
    assert.equal(mended(0), 1);
    time = 0;
    assert.equal(mended(250), 3);
  });

  test('of more findings than the limit the first of each rule are asked for fixes', () => {
    const check = checker({
      'zone/bad-ttl': replaceWord('bad', 'good'),
      'zone/bad-name': replaceWord('odd', 'even'),
    });
    let asked = 0;
    let checks = 0;
    const counting = (text: string): Checked => {
      checks++;
      const checked = check(text);
      const fixes = (finding: Finding) => {
        asked++;
        return checked.fixes(finding);
      };
      return checkedBy({ findings: () => checked.findings }, fixes);
    };
    const before = 'bad\n'.repeat(5000) + 'odd\n'.repeat(3);
    const given = { limits: { findings: 5000, time: 1 }, now: () => checks };
    const { text, count } = fixAll(before, counting, always, given);
    assert.ok(asked <= 2003, `${asked} asked`);
    assert.equal(text.indexOf('bad'), 5 * (count - 3));
    assert.ok(!text.includes('odd'));
    assert.equal(text.length, before.length + count);
  });

  test('findings that nobody wants mended stay', () => {
    const check = checker({
      'zone/bad-ttl': replaceWord('bad', 'good'),
      'zone/bad-name': replaceWord('odd', 'even'),
    });
    assert.equal(fixAll('bad odd', check, ({ rule }) => rule === 'zone/bad-name').text, 'bad even');
  });
});
