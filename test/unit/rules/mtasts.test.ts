import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from '../../../server/src/checks.js';
import { type RecordCase, testRecords } from './records.js';

const cases: readonly RecordCase[] = [
  ['_mta-sts TXT "v=STSv1; id=20261124T120000"'],
  ['_MTA-STS.sub TXT "v=STSv1;id=1;"'],
  ['_mta-sts TXT "v=STS" "v1; id=1"'],
  ['_mta-sts TXT v=STSv1; id=1', 'unquoted-semicolon v=STSv1; id=1'],
  ['_mta-sts TXT "v=STSv2; id=1"', 'version-misspelled v=STSv2'],
  ['_mta-sts TXT "v=stsv1; id=1"', 'version-misspelled v=stsv1'],
  ['_mta-sts TXT " v=STSv1; id=1"', 'version-misspelled  v=STSv1'],
  ['_mta-sts TXT "v=STSv1"', 'id-missing v=STSv1'],
  ['_mta-sts TXT "v=STSv1; id=2026-11-24"', 'id-invalid 2026-11-24'],
  ['_mta-sts TXT "v=STSv1; id="', 'id-invalid id='],
  ['_mta-sts TXT "v=STSv1; id=1\\010"', 'id-invalid 1\\010'],
  ['_mta-sts TXT "v=STSv1; id=1"\n TXT "v=STSv1; id=2"', 'multiple-records "v=STSv1; id=2"'],
  ['_mta-sts TXT "v=STSv1;" "id=1"\n TXT "v=STSv1;id=1"', 'multiple-records "v=STSv1;id=1"'],
  ['_mta-sts TXT "v=STSv1" "id=1"', 'version-misspelled v=STSv1" "id=1'],
  ['_smtp._mta-sts TXT "v=STSv1; id=1"', 'wrong-owner _smtp._mta-sts'],
  ['@ TXT "v=STSv1; id=1"', 'wrong-owner @'],
  ['mta-sts TXT "v=STSv1; id=1"', 'wrong-owner mta-sts'],
  ['_mta_sts.sub TXT "v=STSv1; id=1"', 'wrong-owner _mta_sts.sub'],
  ['x TXT "v=S" "TS" "v1; id=1"', 'wrong-owner x'],
  ['x TXT "v" ( ; a comment, longer than what is read of a value\n "=STSv1; id=1" )', 'wrong-owner x'],
  ['x TXT v=S\\TSv1\\;\\032id=1', 'wrong-owner x'],
  ['x TXT "v=\\083TSv1; id=1"', 'wrong-owner x'],
  ['_mta-sts TXT "v=STSv1, id=1"', 'version-misspelled v=STSv1, id=1'],
  ['_mta-sts TXT "v=STSv1; id:1"', 'id-invalid id:1'],
  ['_mta-sts TXT "v=STSv1; id"', 'id-invalid id'],
  ['x TXT "STSv1; id=1"', 'wrong-owner x', 'version-misspelled STSv1'],
  ['x TXT "stsv1 is a version"'],
  ['x TXT "v=spf1 -all" ; v=S'],
  ['x TXT "first" "TS"'],
  // Where an alias leads that senders follow the record has any name, and its mistakes are told.
  ['_mta-sts CNAME policy\npolicy TXT "v=STSv1; id=1"'],
  ['_mta-sts.sub CNAME b\nb CNAME policy.example.com.\nPolicy TXT "v=STSv1; id=!"', 'id-invalid id=!'],
  ['_mta-sts CNAME y\nx TXT "v=STSv1; id=1"', 'wrong-owner x'],
  ['www CNAME x\nx TXT "v=STSv1; id=1"', 'wrong-owner x'],
  ['_mta-sts._tcp CNAME x\nx TXT "v=STSv1; id=1"', 'wrong-owner x'],
];

/** Owners, with the origin they stand behind, and what their fix writes. */
const owners: readonly (readonly [origin: string, owner: string, right: string])[] = [
  ['example.com.', '@', '_mta-sts'],
  ['example.com.', 'mta_sts.a', '_mta-sts.a'],
  ['example.com.', '_mta.sts.a', '_mta-sts.a'],
  ['example.com.', 'default._mta-sts.a', '_mta-sts.a'],
  ['example.com.', '_mta-sts._tcp', '_mta-sts'],
  ['example.com.', 'mta-sts.example.com.', '_mta-sts.example.com.'],
  ['mta-sts.example.com.', '@', '_mta-sts.example.com.'],
  ['_tcp.example.com.', '_mta-sts', '_mta-sts.example.com.'],
  ['a.example.com.', '@', '_mta-sts'],
];

test('the owner of an MTA-STS record is put right, though the service stands in the origin', () => {
  for (const [origin, owner, right] of owners) {
    const text = `$ORIGIN ${origin}\n${owner} 60 TXT "v=STSv1; id=1"\n`;
    const { findings, fixes } = check('zone', text, { origin: 'example.com.' });
    const wrong = findings.find(({ rule }) => rule === 'mtasts/wrong-owner');
    assert.ok(wrong, `${owner} in ${origin}`);
    assert.equal(fixes(wrong)[0]?.edits[0]?.newText, right, `${owner} in ${origin}`);
  }
});

const report = (owner: string) => `${owner} TXT "v=TLSRPTv1; rua=mailto:a@example.net"\n`;

testRecords('an MTA-STS record', {
  family: 'mtasts',
  cases,
  leastFixed: 18,
  // The rule of TLS-RPT on what goes with MTA-STS is content.
  before: ['_smtp._tls', '_smtp._tls.sub', '_smtp._tls.x'].map(report).join(''),
});

test('which of several MTA-STS records goes is its author’s choice', () => {
  const { findings, fixes } = check(
    'zone',
    '$ORIGIN example.com.\n$TTL 1d\n_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@x.net"\n_mta-sts TXT "v=STSv1; id=1"\n TXT "v=STSv1; id=2"\n',
  );
  assert.deepEqual(
    findings.map((finding) => [finding.rule, fixes(finding).map(({ preferred }) => preferred)]),
    [['mtasts/multiple-records', [false]]],
  );
});
