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
  ['x TXT "v=spf1 -all" ; v=S'],
  ['x TXT "first" "TS"'],
];

const report = (owner: string) => `${owner} TXT "v=TLSRPTv1; rua=mailto:a@example.net"\n`;

testRecords('an MTA-STS record', {
  family: 'mtasts',
  cases,
  leastFixed: 13,
  // The rule of TLS-RPT on what goes with MTA-STS is content.
  before: ['_smtp._tls', '_smtp._tls.sub', '_smtp._tls.x'].map(report).join(''),
});
