import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { RuleId } from '../../../server/src/rules/catalogue.js';
import { type Finding, inOrder } from '../../../server/src/rules/finding.js';
import { FirstFindings } from '../../../server/src/rules/first.js';

const rules: readonly RuleId[] = ['zone/bad-name', 'zone/bad-ttl', 'tlsrpt/bad-field'];
const finding = fc.record({
  rule: fc.constantFrom(...rules),
  start: fc.nat(20),
  end: fc.nat(20),
  message: fc.nat().map((number) => ({ template: '{0}', args: [number] })),
});

test('the first findings in the order of the text are kept, whatever the order in which they come and the rules that are on', () => {
  fc.assert(
    fc.property(
      fc.array(finding, { maxLength: 200 }),
      fc.integer({ min: 1, max: 5 }),
      fc.subarray([...rules]),
      (all, most, on) => {
        const first = new FirstFindings(most);
        for (const one of all) first.take(one);
        const isOn = (rule: RuleId) => on.includes(rule);
        const wanted = all.filter(({ rule }) => isOn(rule)).sort(inOrder);
        const { findings, more } = first.shown(isOn);
        assert.deepEqual(findings, wanted.slice(0, most));
        assert.equal(more, wanted.length - findings.length);
        const { kept } = first;
        const isKept = new Set(kept);
        assert.deepEqual(
          kept,
          all.filter((one) => isKept.has(one)),
        );
        for (const rule of rules) {
          const ofRule = kept.filter((one) => one.rule === rule);
          assert.ok(ofRule.length === first.countOf(rule) || ofRule.length === most);
        }
        const left = [...first.more.values()].reduce((sum, number) => sum + number, 0);
        assert.equal(left, all.length - kept.length);
        assert.deepEqual(first.all, left === 0 ? [...all].sort(inOrder) : undefined);
      },
    ),
  );
});

test('counts what stands behind the first', () => {
  const first = new FirstFindings(1);
  const one: Finding = { rule: 'zone/bad-name', start: 3, end: 4, message: { template: '', args: [] } };
  first.take(one);
  first.count('zone/bad-name', 5);
  first.count('zone/bad-ttl', 2);
  assert.deepEqual(
    first.shown(() => true),
    { findings: [one], more: 7 },
  );
  assert.deepEqual(
    first.shown((rule) => rule === 'zone/bad-ttl'),
    { findings: [], more: 2 },
  );
  assert.equal(first.all, undefined);
});

test('of a rule of which more were counted no more are kept than are shown', () => {
  const first = new FirstFindings(2);
  const at = (start: number): Finding => ({
    rule: 'zone/bad-name',
    start,
    end: start,
    message: { template: '', args: [] },
  });
  for (const start of [9, 5, 7]) first.take(at(start));
  assert.equal(first.kept.length, 3);
  first.count('zone/bad-name', 4);
  assert.deepEqual(first.kept, [at(5), at(7)]);
  assert.deepEqual(first.more, new Map([['zone/bad-name', 5]]));
});
