import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFacts } from '../../../server/src/report/facts.js';
import { readReport } from '../../../server/src/report/model.js';
import { ReportPacker } from '../../../server/src/report/packed.js';
import { fixture } from './corpus.js';

test('packed reports come back as they were, also beside others', () => {
  const all = ['google', 'microsoft', 'mailru', 'mox', 'hostile'].map((name) =>
    readFacts(readReport(fixture(name))),
  );
  const empty = readFacts(readReport('{}'));
  const bare = readFacts(readReport('{"policies":[{"failure-details":[{}]}]}'));
  const packer = new ReportPacker();
  const reports = [...all, empty, bare, ...all];
  const packed = reports.map((facts) => packer.pack(facts));
  assert.deepEqual(
    packed.map((report) => packer.unpack(report)),
    reports,
  );
});
