import assert from 'node:assert/strict';
import { test } from 'node:test';
import { policyCompletions } from '../../../../server/src/features/policy/completion.js';
import { policyHover } from '../../../../server/src/features/policy/hover.js';
import { localize } from '../../../../server/src/message.js';
import { policyDomain } from '../../../../server/src/mtasts/policy.js';
import { applyEdits } from '../../../../server/src/span.js';

const hosts = ['mx1.example.com', 'mx2.example.com'];

function accepted(marked: string, label: string): string {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const answers = policyCompletions(text, offset, hosts);
  const answer = answers.find((one) => one.label === label);
  assert.ok(answer, answers.map((one) => one.label).join(', '));
  return applyEdits(text, [{ ...answer.replace, newText: answer.newText }]);
}

const labels = (marked: string) =>
  policyCompletions(marked.replace('|', ''), marked.indexOf('|'), hosts).map(({ label }) => label);

test('completes keys, each once but mx', () => {
  assert.deepEqual(labels('|'), ['version', 'mode', 'mx', 'max_age']);
  assert.deepEqual(labels('version: STSv1\nmx: a.example\n|'), ['mode', 'mx', 'max_age']);
  assert.equal(accepted('ver|', 'version'), 'version: STSv1');
  assert.equal(accepted('version: STSv1\r\nmo|', 'mode'), 'version: STSv1\r\nmode: ');
});

test('completes modes, hosts of the zone and ages', () => {
  assert.equal(accepted('mode: |', 'testing'), 'mode: testing');
  assert.equal(accepted('mode: en|force', 'none'), 'mode: none');
  assert.equal(accepted('mode:|', 'enforce'), 'mode: enforce');
  assert.equal(accepted('mx: |', 'mx2.example.com'), 'mx: mx2.example.com');
  assert.deepEqual(labels('max_age: |'), ['604800', '1209600', '2419200']);
});

test('explains keys and values', () => {
  const text = 'version: STSv1\nmode: testing\nmax_age: 604800\nfoo: bar\n';
  const words = (word: string) =>
    policyHover(text, text.indexOf(word))
      ?.parts.map((part) => localize(part))
      .join('\n');
  assert.match(
    words('testing') ?? '',
    /^\*\*mode\*\*\n[\s\S]*deliver all the same[\s\S]*rfc8461\.html#section-3\.2/,
  );
  assert.match(words('604800') ?? '', /604800 seconds \(1w\)/);
  assert.equal(words('foo'), undefined);
});

test('tells the domain of a policy by its folders', () => {
  assert.equal(policyDomain('/srv/mta-sts.example.com/.well-known/mta-sts.txt'), 'example.com.');
  assert.equal(policyDomain('/srv/Example.com/mta-sts.txt'), 'example.com.');
  assert.equal(policyDomain('/srv/policies/mta-sts.txt'), undefined);
});
