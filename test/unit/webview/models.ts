/** Models as the server makes them, for the pages to show. */
import { dashboardStrings, summaryStrings } from '../../../client/src/views/strings.js';
import {
  type FailureGroup,
  type FailureRow,
  type PolicyCard,
  type ReportSummary,
  sentSummary,
} from '../../../protocol/summary.js';
import type { SummaryToPage } from '../../../protocol/webview.js';

const english = { t: (message: string) => message };
export const strings = summaryStrings(english);
export const folderStrings = dashboardStrings(english);

const at = (start: number) => ({ start, end: start + 10 });
const line = (line: number) => ({ start: { line, character: 0 }, end: { line, character: 10 } });
const text = (value: string, start: number) => ({ text: value, span: at(start) });

const policy: PolicyCard = {
  span: at(100),
  type: 'sts',
  typeName: 'MTA-STS',
  domain: text('example.net', 110),
  mode: 'testing',
  modeText: 'senders report failures and deliver all the same',
  mx: ['mx1.example.net', 'old-mx.example.net'],
  maxAge: 604800,
  maxAgeText: '7 days',
  tlsa: [],
  lines: [
    'version: STSv1',
    'mode: testing',
    'mx: mx1.example.net',
    'mx: old-mx.example.net',
    'max_age: 604800',
  ],
  successful: 1841,
  failed: 57,
  rate: 1841 / 1898,
  successfulSpan: at(120),
  failedSpan: at(130),
};

const dane: PolicyCard = {
  span: at(200),
  type: 'tlsa',
  typeName: 'DANE',
  domain: text('mx1.example.net', 210),
  mx: [],
  tlsa: [
    {
      rdata: '3 1 1 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
      text: 'The key of the certificate itself, as SHA-256',
    },
  ],
  lines: ['3 1 1 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
  successful: 912,
  failed: 0,
  rate: 1,
};

const none: PolicyCard = {
  span: at(300),
  type: 'no-policy-found',
  typeName: 'No policy',
  domain: text('lists.example.net', 310),
  mx: [],
  tlsa: [],
  lines: [],
  successful: 31,
  failed: 2,
  rate: 31 / 33,
};

const rfc = 'https://www.rfc-editor.org/rfc/rfc8460#section-4.3.1';

const groups: FailureGroup[] = [
  {
    resultType: 'starttls-not-supported',
    count: 38,
    known: true,
    meaning: 'The receiving MX host did not offer STARTTLS, so the sender could not encrypt.',
    side: 'Your MX host',
    remedy:
      'Turn STARTTLS on at every MX host. A firewall that inspects SMTP often takes it away; so does a forgotten backup MX.',
    reference: { text: 'RFC 8460, section 4.3.1', href: rfc },
    hosts: [{ name: 'mx2.example.net', count: 38, span: at(500) }],
    span: at(400),
  },
  {
    resultType: 'certificate-host-mismatch',
    count: 15,
    known: true,
    meaning: 'The certificate does not name the host that the policy names.',
    side: 'Your MX host',
    remedy: 'Issue a certificate whose subject alternative names hold the MX host name.',
    reference: { text: 'RFC 8460, section 4.3.1', href: rfc },
    hosts: [{ name: 'mx1.example.net', count: 15, span: at(520) }],
    span: at(410),
  },
  {
    resultType: 'sts-policy-fetch-error',
    count: 4,
    known: true,
    meaning: 'The sender could not get the MTA-STS policy.',
    side: 'Your policy web server',
    remedy: 'Make https://mta-sts.example.net/.well-known/mta-sts.txt answer 200, without a redirect.',
    reference: { text: 'RFC 8460, section 4.3.2.2', href: rfc },
    hosts: [],
    span: at(420),
  },
];

const rows: FailureRow[] = [
  {
    span: at(500),
    policy: 0,
    domain: 'example.net',
    resultType: 'starttls-not-supported',
    receivingMx: 'mx2.example.net',
    receivingIp: '198.51.100.26',
    sendingIp: '198.51.100.201',
    count: 38,
  },
  {
    span: at(520),
    policy: 0,
    domain: 'example.net',
    resultType: 'certificate-host-mismatch',
    receivingMx: 'mx1.example.net',
    receivingIp: '203.0.113.25',
    helo: 'mail.example.net',
    sendingIp: '198.51.100.202',
    count: 9,
    reason: 'X509_V_ERR_HOSTNAME_MISMATCH',
    info: 'https://relay.example.org/why/4711',
    link: 'https://relay.example.org/why/4711',
  },
  {
    span: at(540),
    policy: 0,
    domain: 'example.net',
    resultType: 'certificate-host-mismatch',
    receivingMx: 'old-mx.example.net',
    receivingIp: '2001:db8:abcd:13::1',
    sendingIp: '2001:db8:abcd:12::1',
    count: 6,
    reason: 'X509_V_ERR_HOSTNAME_MISMATCH',
  },
  {
    span: at(560),
    policy: 2,
    domain: 'lists.example.net',
    resultType: 'sts-policy-fetch-error',
    count: 4,
  },
];

/** A report with something of everything. */
export const summary: ReportSummary = {
  verdict: {
    level: 'notice',
    text: '59 of 1,931 sessions failed (3.1%): most often mx2.example.net did not offer STARTTLS.',
  },
  header: {
    organization: text('Example Relay Operators', 10),
    reportId: text('2026-11-22T00:00:00Z_every-result-type', 20),
    contact: text('tlsrpt@relay.example.org', 30),
    start: text('2026-11-22T00:00:00Z', 40),
    end: text('2026-11-22T23:59:59Z', 50),
    range: '2026-11-22 (one day, UTC)',
    file: 'relay.example.org!example.net!1795305600!1795391999!001.json.gz',
    domains: ['example.net', 'mx1.example.net', 'lists.example.net'],
  },
  totals: {
    successful: 1872,
    failed: 59,
    rate: 1872 / 1931,
    note: 'Sessions that stand under both MTA-STS and DANE were counted once.',
  },
  policies: [policy, dane, none],
  failures: groups,
  details: rows,
  findings: [
    {
      rule: 'report/not-an-array',
      severity: 'warning',
      message: '“mx-host” is one string; RFC 8460 wants an array of strings.',
      span: at(600),
      href: 'https://github.com/tls-rpt/tls-rpt/blob/main/docs/rules/report/not-an-array.md',
    },
    {
      rule: 'report/double-counted',
      severity: 'information',
      message: 'sts and tlsa entries for example.net: each session stands in both.',
      span: at(610),
      href: 'https://github.com/tls-rpt/tls-rpt/blob/main/docs/rules/report/double-counted.md',
    },
  ],
  zone: [
    {
      level: 'disagrees',
      text: 'The MX host mx2.example.net of your zone is not covered by the reported policy.',
      span: at(700),
      target: { uri: 'file:///zones/db.example.net', range: line(5) },
    },
    {
      level: 'agrees',
      text: 'The policy that the sender saw is the one in mta-sts.txt.',
      target: { uri: 'file:///mta-sts.txt', range: line(0) },
    },
  ],
};

export function summaryMessage(changes: Partial<ReportSummary> = {}): SummaryToPage {
  return {
    type: 'summary',
    strings,
    locale: 'en',
    uri: 'file:///reports/a.json',
    summary: sentSummary({ ...summary, ...changes }),
  };
}
