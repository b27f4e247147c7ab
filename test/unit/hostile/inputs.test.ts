import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hostileReports, hostileZones } from '../../../scripts/bench/hostile.js';
import { check } from '../../../server/src/checks.js';
import { resultOf } from '../../../server/src/cli/lint/result.js';
import { asText } from '../../../server/src/cli/lint/text.js';
import type { Kind } from '../../../server/src/kind.js';
import { localize } from '../../../server/src/message.js';

/** So long may the processor take for a check, in milliseconds: many times what it does, and far less than what is not linear. */
const patience = 15_000;

/** How often each rule finds something. */
type Verdict = Readonly<Record<string, number>>;

const zones: Readonly<Record<string, Verdict>> = {
  'one word': { 'zone/bad-name': 1, 'zone/missing-type': 1 },
  // RDATA has 65,535 octets at most.
  'one record on one line': { 'zone/bad-rdata': 1 },
  'one line of words': { 'zone/bad-rdata': 1, 'zone/extra-rdata': 1 },
  'open parentheses': { 'zone/unbalanced-parenthesis': 1 },
  'nested parentheses': {},
  'closing parentheses': { 'zone/unbalanced-parenthesis': 1 },
  quotes: { 'zone/bad-name': 1, 'zone/unknown-type': 1 },
  'an open quote a line': { 'zone/unterminated-string': 500_000, 'zone/bad-name': 500_000 },
  'a long string': { 'zone/string-too-long': 1 },
  'an open parenthesis, then records': { 'zone/unbalanced-parenthesis': 1, 'zone/duplicate-record': 62_499 },
  escapes: { 'zone/string-too-long': 1 },
  'escaped octets': { 'zone/string-too-long': 1 },
  backslashes: { 'zone/bad-name': 1, 'zone/missing-type': 1 },
  'line breaks': {},
  'carriage returns': {},
  semicolons: {},
  'a record a line without a field': { 'zone/missing-type': 500_000 },
  dots: { 'zone/bad-name': 1, 'zone/missing-type': 1 },
  // The origin is full when 121 labels `a` stand before example.com.
  'ever longer origins': { 'zone/bad-name': 99_879 },
  'one owner': { 'zone/duplicate-record': 62_499 },
  // TYPE32768 and TYPE32769 are TA and DLV, which need data.
  'one owner, many types': { 'zone/bad-rdata': 2 },
  'many SOA records': { 'zone/missing-ttl': 50_000, 'zone/missing-ns': 1, 'zone/duplicate-record': 49_999 },
  'CNAME after CNAME': {},
  'a huge $GENERATE': {},
  'a long list of rua URIs': { 'zone/string-too-long': 1 },
  'many fields in a TLS-RPT record': { 'zone/string-too-long': 1 },
  'spaces in a TLS-RPT record': { 'zone/string-too-long': 1 },
  'a TLS-RPT record of spaces, as long as RDATA can be': {
    'tlsrpt/rua-missing': 1,
    'tlsrpt/rua-scheme-missing': 1,
  },
  'a TLS-RPT record of fields, as long as RDATA can be': {
    'tlsrpt/rua-missing': 1,
    'tlsrpt/unknown-field': 16_000,
  },
  'a TLS-RPT record of URIs, as long as RDATA can be': {
    'tlsrpt/rua-scheme-missing': 1,
    'tlsrpt/rua-separator': 7999,
    'tlsrpt/rua-scheme-unsupported': 7999,
    'tlsrpt/rua-duplicate': 7998,
    'tlsrpt/trailing-text': 1,
  },
  'an MTA-STS record of spaces, as long as RDATA can be': {
    'tlsrpt/missing-record': 1,
    'mtasts/id-invalid': 1,
  },
  'a version of spaces': { 'tlsrpt/version-misspelled': 1, 'tlsrpt/rua-missing': 1 },
  'many TLS-RPT records': { 'zone/duplicate-record': 18_517 },
  'many comments that silence': {},

  'a long MTA-STS record': { 'zone/string-too-long': 1, 'tlsrpt/missing-record': 1 },
  'TLS-RPT records of many domains': {},
  // Of an RRset the first thousand records are looked into.
  'TLS-RPT records with mistakes': {
    'tlsrpt/rua-scheme-misspelled': 1000,
    'tlsrpt/multiple-records': 1000,
    'zone/bad-rdata': 1,
  },
  'TLS-RPT records without quotes': {
    'tlsrpt/unrelated-txt': 1,
    'tlsrpt/rua-scheme-missing': 999,
    'tlsrpt/multiple-records': 1000,
    'zone/bad-rdata': 1,
  },
  'MTA-STS records without quotes': {
    'tlsrpt/missing-record': 1,
    'mtasts/unquoted-semicolon': 999,
    'zone/duplicate-record': 45_959,
    'mtasts/multiple-records': 1000,
  },
  'TLSA records of many hosts': { 'tlsrpt/missing-record': 33_704 },
  'wildcard after wildcard': { 'tlsrpt/wildcard-owner': 67_408 },
  'name servers without addresses': { 'zone/target-missing': 1000, 'zone/bad-rdata': 1 },
  'CNAME records beside others': { 'zone/cname-and-other-data': 26_496 },
  'unknown types': { 'zone/unknown-type': 91_920 },
  'lines that are indented': { 'zone/unknown-type': 50_555, 'zone/missing-rdata': 1 },
  'files to include': {},
  'many $GENERATE directives': {},
  'comments that name unknown rules': { 'config/unknown-rule': 17_934 },
  'a comment that names unknown rules': { 'config/unknown-rule': 1000 },
  'no ASCII': { 'zone/bad-name': 1, 'zone/missing-type': 1 },
};

const reports: Readonly<Record<string, Verdict>> = {
  'deep arrays': { 'report/wrong-type': 1 },
  'deep arrays, never closed': { 'report/json-syntax': 1 },
  'deep objects': { 'report/wrong-type': 1, 'report/misnamed-member': 1, 'report/json-syntax': 1 },
  'one string': { 'report/missing-member': 3 },
  'escapes in a string': { 'report/missing-member': 3 },
  'one member, again and again': {
    'report/missing-member': 3,
    'report/duplicate-member': 62_499,
    'report/policies-empty': 1,
  },
  'empty policies': { 'report/missing-member': 2 * 199_998, 'report/json-syntax': 1 },
  'empty failure details': { 'report/missing-member': 2 * 199_996, 'report/json-syntax': 1 },
  'misspelled members': {
    'report/missing-member': 58_829,
    'report/misnamed-member': 58_823,
    'report/wrong-type': 58_823,
  },
  'unknown result types': { 'report/missing-member': 40_451, 'report/unknown-result-type': 40_445 },
  'policies without commas': { 'report/missing-member': 2 * 199_998, 'report/json-syntax': 101 },
  'sums that are wrong': {
    'report/missing-member': 31_276,
    'report/details-without-failures': 1,
    'report/failures-unexplained': 10_422,
  },
  commas: { 'report/missing-member': 2, 'report/json-syntax': 100 },
  'members named __proto__': { 'report/missing-member': 2 + 2 * 35_715, 'report/unknown-member': 35_714 },
  'a huge number': { 'report/missing-member': 4, 'report/bad-count': 1 },
  'a policy of many lines': { 'report/missing-member': 4, 'report/bad-policy-string': 1 },
};

for (const [kind, inputs, verdicts] of [
  ['zone', hostileZones, zones],
  ['report', hostileReports, reports],
] as const satisfies readonly [Kind, object, object][]) {
  for (const [name, text] of Object.entries(inputs)) {
    test(`a ${kind} of a megabyte: ${name}`, () => {
      const start = process.cpuUsage();
      const checked = check(kind, text, {
        path: kind === 'zone' ? 'example.com.zone' : 'report.json',
        jsonSyntax: true,
      });
      const shown = checked.first.shown(() => true);
      const { findings } = checked;
      const { user, system } = process.cpuUsage(start);
      const time = (user + system) / 1000;
      const counts: Record<string, number> = {};
      for (const { rule } of findings) counts[rule] = (counts[rule] ?? 0) + 1;
      assert.deepEqual(counts, verdicts[name]);
      assert.deepEqual(shown, {
        findings: findings.slice(0, 1000),
        more: findings.length - shown.findings.length,
      });
      assert.ok(time < patience, `took ${Math.round(time)} ms`);
    });
  }
}

test('a report of 50,000 policies on one line: the fix and the line of every finding', () => {
  const policies = Array.from({ length: 50_000 }, () => '{"policy":{"policy-type":"sts"}}');
  const text = `{"organization-name":"x","date-range":{},"report-id":"1","policies":[${policies.join()}]}`;
  const start = process.cpuUsage();
  const checked = check('report', text, { path: 'report.json', jsonSyntax: true });
  const lines = asText([resultOf('report.json', { text }, checked, {}, true)], localize, false).split('\n');
  const { user, system } = process.cpuUsage(start);
  assert.match(lines.at(-2) ?? '', /^Errors: 50002, warnings: 50001, .*--fix mends 100003\.$/);
  assert.equal(lines.at(-4), '    …licy-type":"sts"}},{"policy":{"policy-type":"sts"}}]}');
  const time = (user + system) / 1000;
  assert.ok(time < patience, `took ${Math.round(time)} ms`);
});
