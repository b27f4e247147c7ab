import type { RuleId } from '../catalogue.js';
import type { RulePage } from './page.js';

type Json = null | boolean | number | string | readonly Json[] | { readonly [member: string]: Json };

const detail = {
  'result-type': 'certificate-expired',
  'sending-mta-ip': '192.0.2.10',
  'receiving-mx-hostname': 'mail.example.com',
  'failed-session-count': 3,
};
const policy = {
  'policy-type': 'sts',
  'policy-string': ['version: STSv1', 'mode: enforce', 'mx: mail.example.com', 'max_age: 604800'],
  'policy-domain': 'example.com',
  'mx-host': ['mail.example.com'],
};
const entry = {
  policy,
  summary: { 'total-successful-session-count': 97, 'total-failure-session-count': 3 },
  'failure-details': [detail],
};
const report = {
  'organization-name': 'Example Mail Inc.',
  'date-range': { 'start-datetime': '2026-11-23T00:00:00Z', 'end-datetime': '2026-11-23T23:59:59Z' },
  'contact-info': 'tls-reports@example.net',
  'report-id': '2026-11-23T00:00:00Z_example.com',
  policies: [entry],
};

const print = (value: Json): string => `${JSON.stringify(value, null, 2)}\n`;
const good = print(report);
const withReport = (members: Readonly<Record<string, Json>>) => print({ ...report, ...members });
const withEntry = (members: Readonly<Record<string, Json>>) =>
  withReport({ policies: [{ ...entry, ...members }] });
const withPolicy = (members: Readonly<Record<string, Json>>) =>
  withEntry({ policy: { ...policy, ...members } });
const withDetail = (members: Readonly<Record<string, Json>>) =>
  withEntry({ 'failure-details': [{ ...detail, ...members }] });
const renamed = (text: string, from: string, to: string) => text.replace(`"${from}":`, `"${to}":`);
const section44 = 'RFC 8460 section 4.4';

/** The pages of the `report/` family. */
export const reportPages: Record<Extract<RuleId, `report/${string}`>, RulePage> = {
  'report/json-syntax': {
    title: 'The document is no JSON',
    why: 'A report is JSON; whoever receives one that does not parse throws it away. In VS Code the editor’s own JSON support says so; on the command line and in other editors this rule does.',
    wrong: '{ "organization-name": "Example Mail Inc.", "policies": [ }\n',
    right: good,
    reference: 'RFC 8460 section 4, RFC 8259',
    untested: 'the editor’s JSON support reports syntax',
  },
  'report/duplicate-member': {
    title: 'A member twice in one object',
    why: 'I-JSON forbids it: one reader takes the first, another the last. In VS Code the editor’s own JSON support says so; elsewhere this rule does.',
    wrong: good.replace('"report-id"', '"report-id": "first",\n  "report-id"'),
    right: good,
    reference: 'RFC 7493 section 2.3',
  },
  'report/missing-member': {
    title: 'A member that the report needs is absent',
    why: 'Absent, `null` and `""` are the same here. Readers reject reports without these members, or show them as unknown.',
    wrong: withReport({ 'report-id': '' }),
    right: good,
    reference: section44,
  },
  'report/misnamed-member': {
    title: 'A member under a wrong name',
    why: 'RFC 8460 shows placeholders such as `mx-host-pattern` where values stand; taken for names they hide the value from every reader.',
    wrong: renamed(good, 'mx-host', 'mx-host-pattern'),
    right: good,
    reference: section44,
  },
  'report/unknown-member': {
    title: 'A member that the RFC does not name',
    why: 'Readers ignore it. It may be a misspelling, or an addition of the sender.',
    wrong: withReport({ generator: 'example 1.0' }),
    right: good,
    reference: section44,
  },
  'report/wrong-type': {
    title: 'A value of the wrong JSON type',
    why: 'A count is a number, not a string of digits; typed readers reject the whole report.',
    wrong: withDetail({ 'failed-session-count': '3' }),
    right: good,
    reference: section44,
  },
  'report/not-an-array': {
    title: 'One string where an array of strings belongs',
    why: '`mx-host` and `policy-string` are arrays. The RFC’s own example shows a string (erratum 6241), and some readers accept only the one or the other.',
    wrong: withPolicy({ 'mx-host': 'mail.example.com' }),
    right: good,
    reference: 'RFC 8460 section 4.4, erratum 6241',
  },
  'report/policies-empty': {
    title: 'No policies in the report',
    why: 'A report without a policy says nothing; a domain without a policy is reported as `no-policy-found`.',
    wrong: withReport({ policies: [] }),
    right: good,
    reference: section44,
  },
  'report/bad-datetime': {
    title: 'A time that is not RFC 3339',
    why: 'A time needs a date, a `T`, a time and an offset such as `Z`. Without the offset nobody knows which day is meant.',
    wrong: good.replace('2026-11-23T23:59:59Z', '2026-11-23T23:59:59'),
    right: good,
    reference: 'RFC 3339 section 5.6',
  },
  'report/range-reversed': {
    title: 'The range ends before it starts',
    why: 'The two ends are exchanged, or one is wrong.',
    wrong: withReport({
      'date-range': { 'start-datetime': '2026-11-23T23:59:59Z', 'end-datetime': '2026-11-23T00:00:00Z' },
    }),
    right: good,
    reference: section44,
  },
  'report/range-not-a-day': {
    title: 'The range is not one full UTC day',
    why: 'Reports should cover a day from 00:00 to 24:00 UTC, so that those of several senders can be added up.',
    wrong: good.replace('2026-11-23T23:59:59Z', '2026-11-23T11:59:59Z'),
    right: good,
    reference: 'RFC 8460 section 4.1',
  },
  'report/bad-contact': {
    title: 'The contact is no plain mail address',
    why: '`contact-info` is an address, without `mailto:` and without a name beside it.',
    wrong: withReport({ 'contact-info': 'mailto:tls-reports@example.net' }),
    right: good,
    reference: 'RFC 8460 section 4.4, RFC 5322 section 3.4.1',
  },
  'report/bad-count': {
    title: 'A count that is none',
    why: 'Sessions are counted in whole numbers from 0 to 2^53-1.',
    wrong: withDetail({ 'failed-session-count': -3 }),
    right: good,
    reference: 'RFC 8460 section 4.4, RFC 7493 section 2.2',
  },
  'report/bad-ip': {
    title: 'An address that is neither IPv4 nor IPv6',
    why: 'Who investigates a failure looks for this address in the logs.',
    wrong: withDetail({ 'sending-mta-ip': '192.0.2.300' }),
    right: good,
    reference: section44,
  },
  'report/bad-domain': {
    title: 'A name that is no host name',
    why: 'Domains stand in A-labels, without a scheme or a path.',
    wrong: withPolicy({ 'policy-domain': 'exämple.com' }),
    right: withPolicy({ 'policy-domain': 'xn--exmple-cua.com' }),
    reference: section44,
  },
  'report/unknown-policy-type': {
    title: 'An unknown policy type',
    why: 'The types are `tlsa`, `sts` and `no-policy-found`.',
    wrong: withPolicy({ 'policy-type': 'mta-sts' }),
    right: good,
    reference: section44,
  },
  'report/unknown-result-type': {
    title: 'An unknown result type',
    why: 'Eleven are registered. The registry may grow, so readers must put up with others; most are misspellings.',
    wrong: withDetail({ 'result-type': 'certificate-expire' }),
    right: good,
    reference: 'RFC 8460 sections 4.3 and 6.6',
  },
  'report/bad-policy-string': {
    title: 'A line of the policy that does not fit its type',
    why: 'An MTA-STS policy stands as its `key: value` lines, a TLSA policy as one record an item: usage, selector, matching type, data. The reporter writes down what it saw, so the fault may be in the published policy.',
    wrong: withPolicy({
      'policy-string': ['version: STSv1', 'mode enforce', 'mx: mail.example.com', 'max_age: 604800'],
    }),
    right: good,
    reference: 'RFC 8460 section 4.5',
  },
  'report/policy-string-encoded': {
    title: 'A JSON array inside one string',
    why: 'The reporter encoded the list twice; readers see one item of brackets and quotes.',
    wrong: withPolicy({
      'policy-type': 'tlsa',
      'policy-string': [`["3 1 1 ${'ab'.repeat(32)}"]`],
      'mx-host': [],
    }),
    right: withPolicy({
      'policy-type': 'tlsa',
      'policy-string': [`3 1 1 ${'ab'.repeat(32)}`],
      'mx-host': [],
    }),
    reference: 'RFC 8460 section 4.5',
  },
  'report/result-type-mismatch': {
    title: 'A result that cannot come from this type of policy',
    why: 'The `sts-` results belong to MTA-STS policies; `tlsa-invalid`, `dnssec-invalid` and `dane-required` to DANE.',
    wrong: withDetail({ 'result-type': 'tlsa-invalid' }),
    right: good,
    reference: 'RFC 8460 section 4.3.2',
  },
  'report/failures-unexplained': {
    title: 'More failures in the total than in the details',
    why: 'The details explain fewer failures than were counted: for the rest nobody can say what went wrong. More in the details than in the total is allowed, since one session may fail in several ways.',
    wrong: withEntry({ 'failure-details': [] }),
    right: good,
    reference: 'RFC 8460 section 4.3',
  },
  'report/details-without-failures': {
    title: 'Failure details, and a total of 0 failures',
    why: 'One of the two is wrong.',
    wrong: withEntry({ summary: { 'total-successful-session-count': 97, 'total-failure-session-count': 0 } }),
    right: good,
    reference: section44,
  },
  'report/mx-not-covered': {
    title: 'An MX host that the policy does not cover',
    why: 'No `mx` pattern of the reported policy matches the host that the failure is about: that mismatch may be the failure itself.',
    wrong: withDetail({ 'receiving-mx-hostname': 'mail2.example.com' }),
    right: good,
    reference: 'RFC 8461 section 4.1',
  },
  'report/duplicate-policy': {
    title: 'The same policy twice',
    why: 'Same type, same domain, same text: the counts belong into one entry.',
    wrong: withReport({ policies: [entry, entry] }),
    right: good,
    reference: section44,
  },
  'report/double-counted': {
    title: 'One domain under MTA-STS and under DANE',
    why: 'Each session stands in both entries. The totals of this product take the larger of the two, not the sum.',
    wrong: withReport({
      policies: [
        { ...entry, 'failure-details': [detail] },
        {
          policy: {
            'policy-type': 'tlsa',
            'policy-string': [`3 1 1 ${'ab'.repeat(32)}`],
            'policy-domain': 'example.com',
          },
          summary: { 'total-successful-session-count': 100, 'total-failure-session-count': 0 },
        },
      ],
    }),
    right: good,
    reference: 'RFC 8460 section 4.2',
  },
  'report/bad-additional-information': {
    title: 'Additional information that is no URI',
    why: 'The member holds the URI of a page with more; text belongs into `failure-reason-code`.',
    wrong: withDetail({ 'additional-information': 'see our help page' }),
    right: withDetail({ 'additional-information': 'https://reports.example.net/1' }),
    reference: section44,
  },
  'report/file-name-mismatch': {
    title: 'The file name disagrees with the report',
    why: 'The name holds the sender, the domain and the range. Where they differ the report counts, and the name misleads who looks for it.',
    wrong: good,
    right: good,
    reference: 'RFC 8460 sections 5.1 and 5.6',
    untested: 'needs a file name',
  },
  'report/placeholder': {
    title: 'A placeholder left in',
    why: 'The text comes from a snippet and was never filled in.',
    wrong: withReport({ 'organization-name': 'ORGANIZATION' }),
    right: good,
    reference: 'The snippets of this product',
    untested: 'the placeholders are the snippets’ own',
  },
};
