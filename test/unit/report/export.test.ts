import assert from 'node:assert/strict';
import { test } from 'node:test';
import { localize } from '../../../server/src/message.js';
import { toJson } from '../../../server/src/report/export/data.js';
import { readFacts } from '../../../server/src/report/facts.js';
import { readReport } from '../../../server/src/report/model.js';
import { summarize } from '../../../server/src/report/summary.js';
import { fixture } from './corpus.js';
import { type ExportFormat, exportReport } from './exports.js';

const exported = (name: string, format: ExportFormat): string => {
  const model = readReport(fixture(name));
  return exportReport(format, 'a.json', readFacts(model), summarize(model, { say: localize }), localize);
};

test('JSON keeps the contract to the letter', () => {
  assert.deepEqual(JSON.parse(exported('mox', 'json')), {
    reports: [
      {
        file: 'a.json',
        organization: 'mox.example.net',
        reportId: '20260302.example.com@mox.example.net',
        contact: 'postmaster@mox.example.net',
        start: '2026-03-02T00:00:00Z',
        end: '2026-03-02T23:59:59Z',
        policies: [
          {
            type: 'tlsa',
            domain: 'mx1.mail.example.com',
            mode: null,
            mx: [],
            successful: 1,
            failed: 2,
            failures: [
              {
                resultType: 'tlsa-invalid',
                count: 2,
                receivingMx: 'mx1.mail.example.com',
                receivingIp: null,
                sendingIp: null,
                helo: null,
                reason: 'tls-remote-alert-70-protocol-version-not-supported',
                info: null,
              },
            ],
          },
        ],
        successful: 1,
        failed: 2,
      },
    ],
    totals: { reports: 1, successful: 1, failed: 2 },
    unreadable: [],
  });
});

test('the JSON of a report of many policies and failures is that of all, whatever the file is called', () => {
  const failures = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      'result-type': `"failures": [] ${index}`,
      'failed-session-count': index,
    }));
  for (const [count, details] of [
    [0, 0],
    [1, 0],
    [1, 200],
    [1, 201],
    [3, 403],
    [200, 0],
    [201, 1],
    [403, 0],
  ] as const) {
    const policies = Array.from({ length: count }, (_, index) => ({
      policy: { 'policy-type': 'sts', 'policy-domain': `${index}.example` },
      // One with many stands between others.
      'failure-details': failures(index % 3 === 1 || count === 1 ? details : 2),
    }));
    const facts = readFacts(readReport(JSON.stringify({ 'report-id': 'x', policies })));
    const file = 'a "policies": [] b';
    const text = toJson([{ file, facts }]);
    const document = JSON.parse(text);
    assert.ok(text === `${JSON.stringify(document, null, 2)}\n`, `${count} policies`);
    const [report] = document.reports;
    assert.equal(report.file, file);
    assert.deepEqual(
      report.policies.map(({ domain }: { domain: string }) => domain),
      policies.map(({ policy }) => policy['policy-domain']),
    );
    assert.deepEqual(
      report.policies.map(({ failures }: { failures: { resultType: string }[] }) =>
        failures.map(({ resultType }) => resultType),
      ),
      policies.map((policy) => policy['failure-details'].map((detail) => detail['result-type'])),
    );
  }
});

test('the JSON of many reports adds them up, and is laid out as one document', () => {
  const reports = ['mox', 'google', 'hostile'].map((name) => ({
    file: `${name}.json`,
    facts: readFacts(readReport(fixture(name))),
  }));
  for (const some of [reports, []]) {
    const text = toJson(some, [{ file: 'a.gz', reason: 'cut' }]);
    const document = JSON.parse(text);
    assert.deepEqual(
      document.reports.map(({ file }: { file: string }) => file),
      some.map(({ file }) => file),
    );
    assert.deepEqual(document.totals, {
      reports: some.length,
      successful: some.reduce((sum, { facts }) => sum + facts.successful, 0),
      failed: some.reduce((sum, { facts }) => sum + facts.failed, 0),
    });
    const plain = (json: string) => json.replace(/\\u[0-9a-f]{4}/g, '?').replace(/[^\n -~]/g, '?');
    assert.equal(plain(text), plain(`${JSON.stringify(document, null, 2)}\n`));
  }
});

test('NDJSON has a row for each failure detail or clean policy, and its counts can be summed', () => {
  const rows = (name: string) =>
    exported(name, 'ndjson')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  assert.deepEqual(
    rows('google').map((row) => [row.successful, row.failed, row.resultType, row.count]),
    [
      [412, 7, 'validation-failure', 4],
      [null, null, 'certificate-expired', 3],
    ],
  );
  assert.deepEqual(
    rows('microsoft').map((row) => [row.policyType, row.successful, row.resultType]),
    [
      ['sts', 25, null],
      ['tlsa', 25, null],
    ],
  );
});

test('CSV quotes what must be and lets no formula through', () => {
  const [header, row, end] = exported('hostile', 'csv').split('\r\n');
  assert.equal(
    header,
    'file,organization,reportId,contact,start,end,policyType,policyDomain,policyMode,policyMx,successful,failed,resultType,count,receivingMx,receivingIp,sendingIp,helo,reason,info',
  );
  assert.ok(
    row?.startsWith("a.json,<img src=x onerror=alert(1)>\\u001b[31m,\"'=cmd|' /C calc'!A0\",a@example.net,"),
    row,
  );
  assert.equal(end, '');
});

test('no format lets a control, a bidi mark, a tag or a command through', () => {
  for (const format of ['markdown', 'csv', 'json', 'ndjson', 'html', 'text'] as const) {
    const text = exported('hostile', format);
    assert.doesNotMatch(
      text,
      /[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/,
      format,
    );
    if (format === 'html') assert.doesNotMatch(text, /<(?:img|script)|href="(?!https:\/\/www\.rfc-editor)/);
    if (format === 'markdown') {
      assert.doesNotMatch(text, /(?<!\\)<(?:img|script)/);
      assert.doesNotMatch(text, /(?<!\\)\]\(command/);
    }
  }
});

test('Markdown and text tell the verdict, the policy and the failures', () => {
  const markdown = exported('google', 'markdown');
  assert.ok(
    markdown.startsWith('# Google Inc.: example.com\n\n**7 of 419 sessions failed \\(1.7%\\).'),
    markdown,
  );
  assert.ok(
    markdown.includes(
      '| certificate-expired | mx2.mail.example.com | 2001:db8:25::1 |  | 2001:db8:4860::1a | 3 |  |  |',
    ),
  );
  assert.ok(markdown.includes('\n- Receiving MX: mx2.mail.example.com\n'), markdown);
  const text = exported('google', 'text');
  assert.ok(
    text.includes(
      '\nMTA-STS  example.com  enforce\n  412 successful, 7 failed  (98.3%)\n  mx: *.mail.example.com\n',
    ),
  );
  assert.ok(text.includes('\n    3 ×  2001:db8:4860::1a → mx2.mail.example.com [2001:db8:25::1]\n'));
});
