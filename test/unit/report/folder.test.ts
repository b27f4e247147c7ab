import assert from 'node:assert/strict';
import { test } from 'node:test';
import { localize } from '../../../server/src/message.js';
import {
  type FailureFacts,
  type PolicyFacts,
  type ReportFacts,
  readFacts,
} from '../../../server/src/report/facts.js';
import { ReportFolder } from '../../../server/src/report/folder.js';
import { readReport } from '../../../server/src/report/model.js';
import { fixture } from './corpus.js';

const failure = (
  resultType: string,
  count: number,
  receivingMx: string,
  sendingIp = '192.0.2.1',
): FailureFacts => ({
  ...{ resultType, count, receivingMx, sendingIp },
  ...{ receivingIp: null, helo: null, reason: null, info: null },
});

const policy = (
  type: string,
  domain: string,
  successful: number,
  ...failures: FailureFacts[]
): PolicyFacts => ({
  ...{ type, domain, successful, failures, mode: null, mx: [] },
  failed: failures.reduce((sum, { count }) => sum + (count ?? 0), 0),
});

let id = 0;
const report = (organization: string, day: string, ...policies: PolicyFacts[]): ReportFacts => ({
  ...{ organization, policies, contact: null, reportId: String(id++), successful: 0, failed: 0 },
  start: `${day}T00:00:00Z`,
  end: `${day}T23:59:59Z`,
});

const folderOf = (...reports: ReportFacts[]): ReportFolder => {
  const folder = new ReportFolder();
  for (const facts of reports) folder.add(facts);
  return folder;
};

const expired = failure('certificate-expired', 3, 'mx1.example.com');
const two = folderOf(
  report('Google', '2026-03-01', policy('sts', 'example.com', 10), policy('tlsa', 'example.com', 4)),
  report(
    'Google',
    '2026-03-09',
    policy('sts', 'example.com', 5, expired),
    policy('no-policy-found', 'example.org', 2),
  ),
  report('Old', '2026-02-20', policy('tlsa', 'Example.COM.', 1)),
  report(
    'Old',
    '2026-02-21',
    policy('tlsa', 'example.com', 1, failure('tlsa-invalid', 2, 'mx2.example.com')),
  ),
);

test('sums by day, domain, organization, type, MX and address', () => {
  const result = two.result({}, localize);
  assert.equal(result.reports, 4);
  assert.deepEqual(result.totals, { successful: 19, failed: 5, rate: 19 / 24 });
  assert.deepEqual(result.range, { from: '2026-02-20', to: '2026-03-09' });
  assert.equal(result.days.length, 18);
  assert.deepEqual(result.days.at(-1), { day: '2026-03-09', successful: 7, failed: 3, rate: 0.7 });
  assert.deepEqual(result.days.at(-2), { day: '2026-03-08', successful: 0, failed: 0, rate: null });
  const brief = (list: readonly { name: string; successful: number; failed: number }[]) =>
    list.map(({ name, successful, failed }) => [name, successful, failed]);
  assert.deepEqual(brief(result.domains), [
    ['example.com', 17, 5],
    ['example.org', 2, 0],
  ]);
  assert.deepEqual(brief(result.organizations), [
    ['Google', 17, 3],
    ['Old', 2, 2],
  ]);
  assert.deepEqual(brief(result.policyTypes), [
    ['sts', 15, 3],
    ['tlsa', 6, 2],
    ['no-policy-found', 2, 0],
  ]);
  assert.deepEqual(
    result.resultTypes.map(({ name, count, meaning }) => [name, count, meaning]),
    [
      ['certificate-expired', 3, 'The certificate of the receiving server has expired.'],
      ['tlsa-invalid', 2, 'None of the TLSA records matched the certificate of the receiving server.'],
    ],
  );
  assert.deepEqual(result.receivingMxs, [
    { name: 'mx1.example.com', count: 3 },
    { name: 'mx2.example.com', count: 2 },
  ]);
  assert.deepEqual(result.sendingIps, [{ name: '192.0.2.1', count: 5 }]);
});

test('compares the last week with the one before, and names what is new and who fell silent', () => {
  const result = two.result({}, localize);
  assert.deepEqual(result.weeks, {
    current: { from: '2026-03-03', to: '2026-03-09', successful: 7, failed: 3, rate: 0.7 },
    previous: { from: '2026-02-24', to: '2026-03-02', successful: 10, failed: 0, rate: 1 },
    text: 'Failed sessions in the last week: 3 (30%), in the week before: 0 (0%).',
  });
  assert.deepEqual(
    result.news.map(({ text }) => text),
    ['example.com: certificate-expired at mx1.example.com since 2026-03-09, 3 sessions'],
  );
  assert.deepEqual(
    result.silent.map(({ text }) => text),
    ['Old has sent no report since 2026-02-21.'],
  );
});

test('filters by domain, organization, type and day', () => {
  const totals = (filter: Parameters<ReportFolder['result']>[0]) => {
    const { reports, totals } = two.result(filter, localize);
    return [reports, totals.successful, totals.failed];
  };
  assert.deepEqual(totals({ domains: ['example.org'] }), [1, 2, 0]);
  assert.deepEqual(totals({ organizations: ['Old'] }), [2, 2, 2]);
  assert.deepEqual(totals({ policyTypes: ['tlsa'] }), [3, 6, 2]);
  assert.deepEqual(totals({ policyTypes: ['sts', 'tlsa'] }), [4, 17, 5]);
  assert.deepEqual(totals({ from: '2026-02-21', to: '2026-03-01' }), [2, 11, 2]);
  assert.deepEqual(totals({ domains: [] }), [0, 0, 0]);
  assert.deepEqual(two.result({ domains: ['example.org'] }, localize).choices, {
    domains: ['example.com', 'example.org'],
    organizations: ['Google', 'Old'],
    policyTypes: ['no-policy-found', 'sts', 'tlsa'],
    range: { from: '2026-02-20', to: '2026-03-09' },
  });
});

test('counts a copy once', () => {
  const folder = new ReportFolder();
  const facts = readFacts(readReport(fixture('google')));
  assert.ok(folder.add(facts));
  assert.ok(!folder.add({ ...facts }));
  assert.ok(folder.add({ ...facts, reportId: 'another' }));
  const result = folder.result({}, localize);
  assert.deepEqual([result.reports, result.duplicates], [2, 1]);
});

test('says that sessions count once, where some stand under two policies that both count', () => {
  const note =
    'Sessions that were checked against both MTA-STS and DANE stand under both policies; here each counts once.';
  assert.equal(two.result({}, localize).note, note);
  for (const filter of [{ policyTypes: ['sts'] }, { organizations: ['Old'] }, { domains: ['example.org'] }]) {
    assert.equal(two.result(filter, localize).note, undefined);
  }
});

test('takes what is broken: no range, no names, hostile names, no report at all', () => {
  const folder = new ReportFolder();
  const empty = folder.result({}, localize);
  assert.deepEqual([empty.reports, empty.days, empty.range], [0, [], undefined]);
  folder.add(
    readFacts(readReport('{"policies":[{"policy":{},"summary":{"total-failure-session-count":2}}]}')),
  );
  folder.add(readFacts(readReport(fixture('hostile').replace('2026-03-02T00', '0001-03-02T00'))));
  folder.addUnreadable('a\u202e.json', 'broken');
  const result = folder.result({}, localize);
  assert.deepEqual([result.reports, result.totals.failed], [2, 3]);
  assert.equal(result.days.length, 1);
  assert.ok(result.choices.organizations[0]?.endsWith('\\u001b[31m'));
  assert.deepEqual(result.unreadable, [{ file: 'a\\u202e.json', reason: 'broken' }]);
  assert.ok(JSON.stringify(result).length < 5000);
});

test('memory follows the distinct values: thirty thousand reports of ten senders', () => {
  const folder = new ReportFolder();
  for (let i = 0; i < 30_000; i++) {
    folder.add({
      ...report(`Sender ${i % 10}`, '2026-03-01', policy('sts', 'example.com', 1)),
      reportId: `r${i}`,
    });
  }
  const result = folder.result({}, localize);
  assert.deepEqual([result.reports, result.totals.successful, result.duplicates], [30_000, 30_000, 0]);
});
