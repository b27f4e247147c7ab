import assert from 'node:assert/strict';
import { test } from 'node:test';
import { localize } from '../../../server/src/message.js';
import { domainLens } from '../../../server/src/report/domainLens.js';
import { readFacts } from '../../../server/src/report/facts.js';
import { ReportFolder } from '../../../server/src/report/folder.js';
import { readReport } from '../../../server/src/report/model.js';
import { newReport } from '../../../server/src/report/newReport.js';
import { type PublishedNames, zoneStatements } from '../../../server/src/report/zoneLink.js';
import { checkReportText, fixture } from './corpus.js';

const place = (line: number) => ({
  uri: 'file:///z',
  range: { start: { line, character: 0 }, end: { line, character: 9 } },
});
const key = '0a'.repeat(32);

/** A zone in which everything agrees with the fixtures of Google and Microsoft. */
const zone: PublishedNames = {
  holds: (name) => name.endsWith('example.com'),
  tlsRpt: (name) => (name === 'example.com' ? { ...place(1), usable: true } : undefined),
  mtaSts: (name) => (name === 'example.com' ? { ...place(2), usable: true } : undefined),
  policy: () => ({
    ...place(3),
    lines: ['version: STSv1', 'mode: enforce', 'max_age: 604800', 'mx: *.MAIL.example.com'],
  }),
  mx: (name) => (name === 'example.com' ? [{ ...place(4), host: 'MX1.mail.example.com.' }] : []),
  tlsa: (host) =>
    host === 'mx1.mail.example.com'
      ? [key, '1b'.repeat(32)].map((data, i) => ({ ...place(5 + i), rdata: `3 1 1 ${data.toUpperCase()}` }))
      : [],
};

const statements = (text: string, names: Partial<PublishedNames> = {}) =>
  zoneStatements(readReport(text), { ...zone, ...names }, localize).map(({ level, text, target }) => [
    level,
    text,
    target?.range.start.line,
  ]);
const disagreements = (text: string, names: Partial<PublishedNames>) =>
  statements(text, names).filter(([level]) => level !== 'agrees');

test('says what agrees, with links', () => {
  assert.deepEqual(statements(fixture('microsoft')), [
    ['agrees', 'example.com asks for these reports by its TLS-RPT record.', 1],
    ['agrees', 'example.com announces its MTA-STS policy by this record.', 2],
    ['agrees', 'The reported policy covers every MX of example.com.', 4],
    ['agrees', 'The reported policy is the one in the policy file.', 3],
    ['agrees', 'The reported TLSA records are the published ones.', 5],
  ]);
});

test('the order of the policies does not matter', () => {
  const report = JSON.parse(fixture('microsoft')) as { policies: unknown[] };
  report.policies.reverse();
  const texts = (text: string) =>
    statements(text)
      .map(([, words]) => words)
      .sort();
  assert.deepEqual(texts(JSON.stringify(report)), texts(fixture('microsoft')));
});

test('says what disagrees', () => {
  const google = fixture('google');
  assert.deepEqual(
    disagreements(google, {
      mx: () => [
        { ...place(4), host: 'mx.example.org.' },
        { ...place(5), host: 'mx2.mail.example.com.' },
      ],
      policy: () => ({
        ...place(3),
        lines: ['version: STSv1', 'mode: testing', 'mx: *.mail.example.com', 'max_age: 604800'],
      }),
    }),
    [
      ['disagrees', 'The reported policy does not cover the MX mx.example.org.', 4],
      ['disagrees', 'The policy file has changed since the report: mode: enforce → testing', 3],
    ],
  );
  assert.deepEqual(disagreements(google, { tlsRpt: () => undefined, mtaSts: () => undefined }), [
    [
      'disagrees',
      'The report speaks of an MTA-STS policy; example.com has no _mta-sts record in this zone.',
      undefined,
    ],
    ['notice', 'example.com has no TLS-RPT record in this zone any more.', undefined],
  ]);
  assert.deepEqual(
    disagreements(fixture('microsoft'), {
      tlsa: (host) =>
        host === 'mx1.mail.example.com'
          ? [
              { ...place(5), rdata: `3 1 1 ${key}` },
              { ...place(6), rdata: `2 0 1 ${key}` },
            ]
          : [],
    }),
    [
      ['disagrees', 'The reported TLSA record 3 1 1 1b1b1b1b1b1b1b1b… is no longer published.', 5],
      ['notice', 'The TLSA record 2 0 1 0a0a0a0a0a0a0a0a… is not in the report.', 6],
    ],
  );
  assert.deepEqual(disagreements(fixture('microsoft'), { tlsa: () => [] }), [
    ['disagrees', 'The report speaks of TLSA records; this zone has none for example.com.', undefined],
  ]);
});

test('a policy that the sender did not find, and the zone has', () => {
  const text = fixture('google-no-policy').replaceAll('example.org', 'example.com');
  assert.deepEqual(disagreements(text, {}), [
    ['disagrees', 'The sender found no policy; example.com has an _mta-sts record by now.', 2],
    ['disagrees', 'The sender found no policy; mx1.mail.example.com has TLSA records.', 5],
  ]);
});

test('a record with mistakes is no record', () => {
  const spoiled = {
    tlsRpt: () => ({ ...place(1), usable: false }),
    mtaSts: () => ({ ...place(2), usable: false }),
  };
  assert.deepEqual(disagreements(fixture('google'), spoiled), [
    ['disagrees', 'The TLS-RPT record of example.com has mistakes: senders may pass over it.', 1],
    ['disagrees', 'The _mta-sts record of example.com has mistakes: senders find no policy by it.', 2],
  ]);
  const text = fixture('google-no-policy').replaceAll('example.org', 'example.com');
  assert.equal(
    disagreements(text, spoiled)[1]?.[1],
    'The sender found no policy: the _mta-sts record of example.com has mistakes.',
  );
});

test('says nothing of what the workspace does not hold', () => {
  const nothing: PublishedNames = {
    holds: () => false,
    tlsRpt: () => undefined,
    mtaSts: () => undefined,
    policy: () => undefined,
    mx: () => [],
    tlsa: () => [],
  };
  for (const name of ['google', 'microsoft', 'mox', 'google-no-policy', 'sys4', 'hostile']) {
    assert.deepEqual(zoneStatements(readReport(fixture(name)), nothing, localize), [], name);
  }
});

test('the lens tells the last week of a domain: by whom, until when, how many, why', () => {
  const folder = new ReportFolder();
  const add = (text: string) => folder.add(readFacts(readReport(text)));
  const lens = () => domainLens(folder, 'example.com', localize);
  assert.equal(lens(), undefined);
  add(fixture('microsoft'));
  assert.equal(
    lens(),
    'Reports of Microsoft Corporation until 2026-03-02: all 25 sessions of the week succeeded',
  );
  add(fixture('google'));
  assert.equal(
    lens(),
    'Reports of Google Inc. and Microsoft Corporation until 2026-03-02: 7 of 444 sessions of the week failed (1.6%), mostly validation-failure',
  );
  // A year before, something else failed: the lens is about now.
  const old = fixture('google')
    .replaceAll('2026-03-0', '2025-03-0')
    .replaceAll('validation-failure', 'dane-required');
  add(
    old
      .replace('Google Inc.', 'Old Sender')
      .replace(/"failed-session-count": ?\d+/g, '"failed-session-count": 9999'),
  );
  assert.match(lens() ?? '', /Google Inc\. and Microsoft Corporation until .* mostly validation-failure$/);
  add(fixture('google').replaceAll('Google Inc.', 'Third'));
  assert.match(lens() ?? '', /^Reports of \S.* and 2 others until 2026-03-02: 14 of 863 /);
});

test('a new report has no finding', () => {
  const text = newReport({ now: new Date('2026-06-02T08:00:00Z'), domain: 'example.org' });
  assert.deepEqual(
    checkReportText(text, {
      jsonSyntax: true,
      fileName: 'example.net!example.org!1780272000!1780358399.json',
    }),
    [],
  );
  assert.equal(JSON.parse(text)['date-range']['start-datetime'], '2026-06-01T00:00:00Z');
});
