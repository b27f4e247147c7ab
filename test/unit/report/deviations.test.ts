/** What deployed senders do that RFC 8460 does not say: each is read, counted, and told with what is odd about it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { ReportSummary } from '../../../protocol/summary.js';
import { localize } from '../../../server/src/message.js';
import { readFacts } from '../../../server/src/report/facts.js';
import { readReport } from '../../../server/src/report/model.js';
import { readReports } from '../../../server/src/report/read.js';
import { summarize } from '../../../server/src/report/summary.js';
import { checkReport } from '../../../server/src/rules/report/index.js';

const key = '0a'.repeat(32);

/** A report without a mistake: 90 sessions succeeded, 10 failed. */
const good = {
  'organization-name': 'Example Mail',
  'date-range': { 'start-datetime': '2026-11-22T00:00:00Z', 'end-datetime': '2026-11-22T23:59:59Z' },
  'contact-info': 'tls-reports@example.net',
  'report-id': '2026-11-22-1',
  policies: [
    {
      policy: {
        'policy-type': 'sts',
        'policy-string': ['version: STSv1', 'mode: enforce', 'mx: *.example.com', 'max_age: 604800'],
        'policy-domain': 'example.com',
        'mx-host': ['*.example.com'],
      },
      summary: { 'total-successful-session-count': 90, 'total-failure-session-count': 10 },
      'failure-details': [
        {
          'result-type': 'certificate-expired',
          'sending-mta-ip': '192.0.2.1',
          'receiving-mx-hostname': 'mx1.example.com',
          'receiving-ip': '198.51.100.1',
          'failed-session-count': 10,
        },
      ],
    },
  ],
};

/** The members of an object, to be bent in every way, types included. */
type Members = Record<string, unknown>;
interface Entry extends Members {
  policy: unknown;
  summary: Members;
  'failure-details'?: unknown[];
}
interface Report extends Members {
  'date-range': Members;
  policies: unknown[];
}
type Change = (report: Report, policy: Members, detail: Members, entry: Entry) => void;

interface Deviation {
  readonly what: string;
  readonly change: Change;
  /** The rules that find something, in the order of the text. */
  readonly found?: readonly string[];
  /** Successful and failed sessions where they are others than 90 and 10. */
  readonly totals?: readonly [successful: number, failed: number];
  /** What the summary says. */
  readonly says?: (summary: ReportSummary) => unknown;
  readonly said?: unknown;
  /** The file that the text comes in; gzip unless given. */
  readonly file?: (text: string) => string;
}

/** A mail whose subject has a Report-ID in the form that a sender likes. */
const mail = (reportId: string) => (text: string) =>
  [
    'From: tls-reports@example.net',
    `Subject: Report Domain: example.com Submitter: example.net Report-ID: ${reportId}`,
    'TLS-Report-Domain: example.com',
    'TLS-Report-Submitter: example.net',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type="tlsrpt"; boundary="b"',
    '',
    '--b',
    'Content-Type: application/tlsrpt+gzip; name="example.net!example.com!1795305600!1795391999!001.json.gz"',
    'Content-Transfer-Encoding: base64',
    '',
    gzipSync(text).toString('base64'),
    '--b--',
    '',
  ].join('\r\n');

/** How senders write a report-id. */
const reportIds = {
  Google: '2026-11-22T00:00:00Z_example.com',
  Microsoft: '133708152202987951+example.com',
  'Mail.ru': '3f2c1f0e-7c0b-4c53-9d3f-5d5c1d5b8a11@mail.example.ru',
  sys4: '2026-11-22T00:00:00Z_idx1_example.com',
  Stalwart: '1795305600_5665667737528564296',
  mox: '20261122.example.com@mox.example.net',
  SocketLabs: '0123456789abcdef0123456789abcdef',
};
const reportIdForms = Object.entries(reportIds).map(([sender, id]): [string, Deviation] => [
  `D30 (${sender})`,
  {
    what: `a report-id as ${id}`,
    change: (report) => {
      report['report-id'] = id;
    },
    says: ({ header }) => header.reportId?.text,
    said: id,
  },
]);

const tlsa = (report: Report, strings: unknown, domain = 'example.com') => {
  report.policies.push({
    policy: { 'policy-type': 'tlsa', 'policy-string': strings, 'policy-domain': domain },
    summary: { 'total-successful-session-count': 90, 'total-failure-session-count': 10 },
    'failure-details': [{ 'result-type': 'certificate-expired', 'failed-session-count': 10 }],
  });
};

const deviations: Readonly<Record<string, Deviation>> = {
  D1: {
    what: 'mx-host is one string',
    change: (_, policy) => {
      policy['mx-host'] = '*.example.com';
    },
    found: ['not-an-array'],
    says: ({ policies }) => policies[0]?.mx,
    said: ['*.example.com'],
  },
  D2: {
    what: 'no mx-host: the lines of the policy say it',
    change: (_, policy) => {
      delete policy['mx-host'];
    },
    says: ({ policies }) => policies[0]?.mx,
    said: ['*.example.com'],
  },
  D3: {
    what: 'mx-host with the key of its line',
    change: (_, policy) => {
      policy['mx-host'] = ['mx: *.example.com'];
    },
    found: ['bad-domain'],
    says: ({ policies }) => policies[0]?.mx,
    said: ['*.example.com'],
  },
  D4: {
    what: 'empty arrays',
    change: (_, policy) => {
      policy['mx-host'] = [];
      policy['policy-string'] = [];
    },
    says: ({ policies }) => [policies[0]?.mx, policies[0]?.lines],
    said: [[], []],
  },
  D5: {
    what: 'mx-host-pattern',
    change: (_, policy) => {
      policy['mx-host-pattern'] = policy['mx-host'];
      delete policy['mx-host'];
    },
    found: ['misnamed-member'],
    says: ({ policies }) => policies[0]?.mx,
    said: ['*.example.com'],
  },
  'D6, D7, D28': {
    what: 'an array inside a string; the recipient domain; each session under sts and tlsa',
    change: (report) => tlsa(report, [JSON.stringify([`3 1 1 ${key}`, `3 1 1 ${key}`])]),
    found: ['policy-string-encoded', 'double-counted'],
    says: ({ policies, totals }) => [policies[1]?.tlsa.length, totals.note !== undefined],
    said: [2, true],
  },
  D8: {
    what: 'no policy-string',
    change: (_, policy) => {
      delete policy['policy-string'];
    },
  },
  D9: {
    what: 'an empty policy-string',
    change: (_, policy) => {
      policy['policy-string'] = '';
    },
  },
  D10: {
    what: 'policy lines without a space',
    change: (_, policy) => {
      policy['policy-string'] = good.policies.flatMap((entry) =>
        entry.policy['policy-string'].map((line) => line.replace(': ', ':')),
      );
    },
    says: ({ policies }) => [policies[0]?.mode, policies[0]?.maxAge],
    said: ['enforce', 604800],
  },
  D11: {
    what: 'no policy-domain',
    change: (_, policy) => {
      delete policy['policy-domain'];
      policy['policy-type'] = 'no-policy-found';
      delete policy['policy-string'];
      delete policy['mx-host'];
    },
    found: ['missing-member'],
  },
  D12: {
    what: 'no total-failure-session-count',
    change: (_r, _p, _d, entry) => {
      delete entry.summary['total-failure-session-count'];
      delete entry['failure-details'];
    },
    found: ['missing-member'],
    totals: [90, 0],
  },
  D13: {
    what: 'contact-info is null',
    change: (report) => {
      report['contact-info'] = null;
    },
    found: ['missing-member'],
    says: ({ header }) => header.contact,
    said: undefined,
  },
  D14: {
    what: 'the contact is in another domain than the submitter',
    change: (report) => {
      report['contact-info'] = 'tls_support@corp.mail.example.org';
    },
    file: mail('<2026-11-22-1@example.net>'),
    says: ({ header }) => header.contact?.text,
    said: 'tls_support@corp.mail.example.org',
  },
  'D15, D16': {
    what: 'no failure-details, or an empty list',
    change: (report, _p, _d, entry) => {
      entry.summary['total-failure-session-count'] = 0;
      delete entry['failure-details'];
      report.policies.push({ ...entry, 'failure-details': [] });
    },
    found: ['duplicate-policy'],
    totals: [180, 0],
  },
  'D17, D29': {
    what: 'a failure without addresses and hosts, its reason in words',
    change: (_r, _p, detail) => {
      detail['result-type'] = 'sts-policy-fetch-error';
      detail['failure-reason-code'] = 'bad https response code: 404';
      for (const member of ['sending-mta-ip', 'receiving-mx-hostname', 'receiving-ip']) delete detail[member];
    },
    says: ({ details }) => [details[0]?.reason, details[0]?.receivingMx],
    said: ['bad https response code: 404', undefined],
  },
  D18: {
    what: 'empty strings',
    change: (_r, _p, detail) => {
      for (const member of [
        'sending-mta-ip',
        'receiving-ip',
        'additional-information',
        'failure-reason-code',
      ])
        detail[member] = '';
    },
    says: ({ details }) => details[0]?.sendingIp,
    said: undefined,
  },
  D19: {
    what: 'null in a failure',
    change: (_r, _p, detail) => {
      for (const member of ['sending-mta-ip', 'receiving-ip', 'receiving-mx-helo', 'additional-information'])
        detail[member] = null;
    },
  },
  D20: {
    what: 'receiving-mx-host-name',
    change: (_r, _p, detail) => {
      detail['receiving-mx-host-name'] = detail['receiving-mx-hostname'];
      delete detail['receiving-mx-hostname'];
    },
    found: ['misnamed-member'],
    says: ({ details }) => details[0]?.receivingMx,
    said: 'mx1.example.com',
  },
  D21: {
    what: 'times without a zone',
    change: (report) => {
      report['date-range'] = {
        'start-datetime': '2026-11-22T00:00:00',
        'end-datetime': '2026-11-22T23:59:59',
      };
    },
    found: ['bad-datetime', 'bad-datetime'],
    says: ({ header }) => header.range,
    said: '2026-11-22 (one day, UTC)',
  },
  D22: {
    what: 'the end is the next midnight',
    change: (report) => {
      report['date-range']['end-datetime'] = '2026-11-23T00:00:00Z';
    },
    says: ({ header }) => header.range,
    said: '2026-11-22 (one day, UTC)',
  },
  D23: {
    what: 'a week',
    change: (report) => {
      report['date-range']['end-datetime'] = '2026-11-28T23:59:59Z';
    },
    found: ['range-not-a-day'],
    says: ({ header }) => header.range,
    said: '2026-11-22 to 2026-11-28 (7 days, UTC)',
  },
  D24: {
    what: 'the end before the start',
    change: (report) => {
      report['date-range']['end-datetime'] = '2026-11-21T00:00:00Z';
    },
    found: ['range-reversed'],
  },
  D25: {
    what: 'local times',
    change: (report) => {
      report['date-range'] = {
        'start-datetime': '2026-11-22T01:00:00Z',
        'end-datetime': '2026-11-23T00:59:59Z',
      };
    },
    found: ['range-not-a-day'],
  },
  D26: {
    what: 'more in the details than in the total: results overlap',
    change: (_r, _p, detail, entry) => {
      entry['failure-details']?.push({ ...detail, 'result-type': 'validation-failure' });
    },
    says: ({ failures }) => failures.map(({ count }) => count),
    said: [10, 10],
  },
  D27: {
    what: 'a policy twice: successes here, failures there',
    change: (report, _p, _d, entry) => {
      const counts = (successful: number, failed: number) => ({
        'total-successful-session-count': successful,
        'total-failure-session-count': failed,
      });
      report.policies = [
        { policy: entry.policy, summary: counts(90, 0) },
        { ...entry, summary: counts(0, 10) },
      ];
    },
    found: ['duplicate-policy'],
  },
  ...Object.fromEntries(reportIdForms),
  D32: {
    what: 'the Report-ID of the subject is another one',
    change: (report) => {
      report['report-id'] = '2026-11-22T00:00:00Z_example.com';
    },
    file: mail('<2026.11.22T00.00.00Z+example.com@google.com>'),
    says: ({ header }) => header.reportId?.text,
    said: '2026-11-22T00:00:00Z_example.com',
  },
  D34: {
    what: 'counts in strings',
    change: (_r, _p, detail, entry) => {
      entry.summary = { 'total-successful-session-count': '90', 'total-failure-session-count': '10' };
      detail['failed-session-count'] = '10';
    },
    found: ['wrong-type', 'wrong-type', 'wrong-type'],
  },
  D35: {
    what: 'values that nobody knows',
    change: (_r, policy, detail) => {
      policy['policy-type'] = 'quantum';
      detail['result-type'] = 'handshake-flux';
    },
    found: ['unknown-policy-type', 'unknown-result-type'],
    says: ({ failures }) => [failures[0]?.resultType, failures[0]?.known],
    said: ['handshake-flux', false],
  },
  D36: {
    what: 'members in another order',
    change: (report, _p, _d, entry) => {
      const reversed = (object: object) => Object.fromEntries(Object.entries(object).reverse());
      report.policies = [reversed(entry)];
      const turned = reversed(report);
      for (const name of Object.keys(report)) delete report[name];
      Object.assign(report, turned);
    },
  },
  D37: {
    what: 'one line, without a line break at its end',
    change: () => {},
    file: (text) => {
      assert.doesNotMatch(text, /\n/);
      return text;
    },
    says: ({ details }) => details.length,
    said: 1,
  },
};

for (const [id, deviation] of Object.entries(deviations)) {
  const { what, change, found = [], totals = [90, 10], says, said, file = gzipSync } = deviation;
  test(`${id}: ${what}`, async () => {
    const report = structuredClone(good);
    const entry = report.policies[0]!;
    change(report, entry.policy, entry['failure-details'][0]!, entry);
    const text = JSON.stringify(report);
    const reading = await readReports(new Uint8Array(Buffer.from(file(text))));
    assert.ok('reports' in reading, JSON.stringify(reading));
    assert.deepEqual(
      reading.reports.map((read) => read.text),
      [text],
    );
    const model = readReport(text);
    assert.deepEqual(
      checkReport(model).map(({ rule }) => rule.slice('report/'.length)),
      found,
    );
    const summary = summarize(model, { say: (message) => localize(message) });
    assert.deepEqual([summary.totals.successful, summary.totals.failed], totals);
    const facts = readFacts(model);
    assert.deepEqual([facts.successful, facts.failed], totals);
    if (says !== undefined) assert.deepEqual(says(summary), said);
  });
}
