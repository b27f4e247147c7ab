import assert from 'node:assert/strict';
import { test } from 'node:test';
import { localize } from '../../../server/src/message.js';
import { countOnce, type PolicyFacts, readFacts } from '../../../server/src/report/facts.js';
import { readReport } from '../../../server/src/report/model.js';
import { summarize } from '../../../server/src/report/summary.js';
import { visible, visibleJson } from '../../../server/src/report/visible.js';
import { checkReport } from '../../../server/src/rules/report/index.js';
import { fixture } from './corpus.js';

const summaryOf = (text: string) => {
  const model = readReport(text);
  const findings = checkReport(model).map((finding) => ({ ...finding, severity: 'warning' as const }));
  return summarize(model, { say: localize, file: 'x.json', findings });
};

const verdicts: readonly [fixture: string, level: string, text: string][] = [
  [
    'google',
    'notice',
    '7 of 419 sessions failed (1.7%). The main reason, at mx1.mail.example.com: The TLS connection failed for a reason that no other result type names. The policy is in enforce mode: this mail was delayed or returned.',
  ],
  [
    'google-no-policy',
    'success',
    'No session failed (of 18), but no policy protects this mail: the domain has neither MTA-STS nor DANE.',
  ],
  ['microsoft', 'success', 'All 25 sessions succeeded and kept the policy.'],
  [
    'mailru',
    'failure',
    '2 of 2 sessions failed (100%). The main reason: The sender could not fetch the MTA-STS policy.',
  ],
  [
    'stalwart',
    'warning',
    '1 of 3 sessions failed (33.3%). The main reason, at mail.example.com: The receiving server did not offer STARTTLS. Mail was delivered all the same, because the policy is in testing mode.',
  ],
];
for (const [name, level, text] of verdicts) {
  test(`the verdict on ${name}`, () => assert.deepEqual(summaryOf(fixture(name)).verdict, { level, text }));
}

test('a session under sts and tlsa counts once, and the summary says so', () => {
  const summary = summaryOf(fixture('microsoft'));
  assert.deepEqual([summary.totals.successful, summary.totals.failed, summary.totals.rate], [25, 0, 1]);
  assert.match(summary.totals.note ?? '', /counts once/);
  assert.equal(summaryOf(fixture('stalwart')).totals.note, undefined);
});

test('for each domain the larger of sts and tlsa counts, a tie goes to sts, and no-policy-found is added', () => {
  const policy = (type: string, domain: string, successful: number, failed: number): PolicyFacts => ({
    ...{ type, domain, successful, failed },
    ...{ mode: null, mx: [], failures: [] },
  });
  const count = (...policies: PolicyFacts[]) => Object.values(countOnce(policies));
  assert.deepEqual(count(policy('sts', 'a', 3, 1), policy('tlsa', 'A.', 2, 2)), [3, 1]);
  assert.deepEqual(count(policy('tlsa', 'a', 5, 1), policy('sts', 'a', 2, 2)), [5, 1]);
  assert.deepEqual(
    count(policy('sts', 'a', 1, 0), policy('sts', 'a', 2, 1), policy('tlsa', 'a', 0, 3)),
    [3, 1],
  );
  assert.deepEqual(
    count(policy('sts', 'a', 1, 0), policy('no-policy-found', 'a', 4, 1), policy('tlsa', 'b', 1, 1)),
    [6, 2],
  );
});

test('a count may be written as any integer, and as text', () => {
  const successful = (count: string) =>
    summaryOf(`{"policies":[{"policy":{},"summary":{"total-successful-session-count":${count}}}]}`).totals
      .successful;
  assert.deepEqual(
    ['7', '"7"', '5.0', '1e3', '10e2', '-1', '"x"', '1.5', '1e99', '""', 'null', '[]'].map(successful),
    [7, 7, 5, 1000, 1000, 0, 0, 0, 0, 0, 0, 0],
  );
});

test('every item leads to its place in the source', () => {
  const text = fixture('google');
  const summary = summaryOf(text);
  const at = (span: { start: number; end: number } | undefined) => span && text.slice(span.start, span.end);
  assert.equal(at(summary.header.organization?.span), 'Google Inc.');
  assert.equal(summary.header.range, '2026-03-02 (one day, UTC)');
  assert.deepEqual(summary.header.domains, ['example.com']);
  const [policy] = summary.policies;
  assert.equal(at(policy?.domain?.span), 'example.com');
  assert.equal(at(policy?.successfulSpan), '412');
  assert.ok(at(policy?.span)?.startsWith('{"policy":') && at(policy?.span)?.endsWith('}'));
  assert.deepEqual(
    [policy?.typeName, policy?.mode, policy?.mx, policy?.maxAge, policy?.maxAgeText],
    ['MTA-STS', 'enforce', ['*.mail.example.com'], 604800, '7 days'],
  );
  const [first, second] = summary.details;
  assert.equal(first?.resultType, 'validation-failure');
  assert.match(at(second?.span) ?? '', /^\{[^{]*"failed-session-count":\s*3\b[^{]*\}$/);
  assert.equal(second?.sendingIp, '2001:db8:4860::1a');
  assert.deepEqual(
    summary.failures.map(({ resultType, count }) => [resultType, count]),
    [
      ['validation-failure', 4],
      ['certificate-expired', 3],
    ],
  );
  const [host] = summary.failures[1]?.hosts ?? [];
  assert.deepEqual([host?.name, host?.count], ['mx2.mail.example.com', 3]);
  assert.ok(at(host?.span)?.includes('"certificate-expired"'));
});

test('the verdict names up to two servers, the worst first, and never a text that is no name', () => {
  const verdictAt = (...servers: [name: string, count: number][]) => {
    const report = JSON.parse(fixture('google'));
    report.policies[0]['failure-details'] = servers.map(([name, count]) => ({
      'result-type': 'certificate-expired',
      'receiving-mx-hostname': name,
      'failed-session-count': count,
    }));
    return /The main reason.*?expired\./.exec(summaryOf(JSON.stringify(report)).verdict.text)?.[0];
  };
  const expired = 'The certificate of the receiving server has expired.';
  assert.equal(
    verdictAt(['mx1.example', 1], ['mx2.example', 1], ['MX2.example.', 1]),
    `The main reason, at mx2.example, mx1.example: ${expired}`,
  );
  assert.equal(
    verdictAt(['a.example', 1], ['b.example', 1], ['c.example', 1]),
    `The main reason: ${expired}`,
  );
  assert.equal(verdictAt(['a.example: All is well', 1]), `The main reason: ${expired}`);
});

test('TLSA records are told in words, also those of Microsoft', () => {
  assert.deepEqual(
    summaryOf(fixture('microsoft')).policies[1]?.tlsa.map(({ text }) => text),
    ['DANE-EE: SHA-256 of the server’s public key', 'DANE-EE: SHA-256 of the server’s public key'],
  );
});

test('text of a report cannot disguise itself, and only web addresses become links', () => {
  const summary = summaryOf(fixture('hostile'));
  assert.equal(summary.header.organization?.text, '<img src=x onerror=alert(1)>\\u001b[31m');
  assert.equal(summary.details[0]?.helo, '\\u202emoc.elpmaxe');
  assert.equal(summary.details[0]?.link, undefined);
  const link = (uri: string) =>
    summaryOf(fixture('hostile').replace('javascript:alert(1)', uri)).details[0]?.link;
  assert.equal(link('https://example.net/x?y'), 'https://example.net/x?y');
  for (const uri of [
    'command:x',
    'https://example.net@evil.example/',
    'file:///etc/passwd',
    'https://a b',
    'vscode://x',
  ]) {
    assert.equal(link(uri), undefined, uri);
  }
});

test('a text that is no report has an empty summary', () => {
  for (const text of ['', '[]', '{}', '{"policies": {"policy": 5, "summary": [], "failure-details": "x"}}']) {
    assert.equal(summaryOf(text).verdict.level, 'empty');
  }
});

test('what does not show is made visible', () => {
  assert.equal(
    visible('a\u202eb\u0007\n\u{e0041}\ud800c\u200bd'),
    'a\\u202eb\\u0007 \\u{e0041}\\ud800c\\u200bd',
  );
  assert.equal(visible('Grüße, 日本 👍🏽'), 'Grüße, 日本 👍🏽');
  const value = { a: 'x\u202e\u{e0041}\u2028\ud800' };
  const json = visibleJson(JSON.stringify(value));
  assert.match(json, /^[\x20-\x7e]+$/);
  assert.deepEqual(JSON.parse(json), value);
});

test('a report of 300 KB is read, checked and summed up at once', () => {
  const report = JSON.parse(fixture('google')) as { policies: { 'failure-details': object[] }[] };
  const [entry] = report.policies;
  const details = entry?.['failure-details'] ?? [];
  while (JSON.stringify(details).length < 300_000) details.push(...details.slice(0, 2));
  const model = readReport(JSON.stringify(report));
  assert.equal(summarize(model, { say: localize }).details.length, details.length);
  assert.equal(readFacts(model).policies[0]?.failures.length, details.length);
});

test('of a huge report the first are shown, and the others counted', () => {
  const member = '"failure-details":[{"result-type":"a","failed-session-count":1}]';
  const policies = Array.from(
    { length: 21_000 },
    (_, at) => `{"policy":{"policy-domain":"d${at}"},${member}}`,
  );
  const { totals, policies: cards, details, failures, header } = summaryOf(`{"policies":[${policies}]}`);
  assert.equal(cards.length, 1000);
  assert.equal(header.domains.at(-1), 'd999');
  assert.equal(details.length, 20_000);
  assert.equal(failures[0]?.count, 20_000);
  assert.equal(
    totals.note,
    'Policies that are not shown: 20,000. Failure details that are not shown and not added up by cause: 1,000.',
  );
  const model = readReport('{}');
  assert.equal(
    summarize(model, { say: localize, moreFindings: 1234 }).totals.note,
    'Findings that are not shown: 1,234.',
  );
});

test('a policy has ten thousand lines at most, in whatever form', () => {
  const lines = Array.from({ length: 10_001 }, (_, at) => `mx: ${at}`);
  for (const value of [lines, lines.join('\n'), JSON.stringify(lines)]) {
    const [card] = summaryOf(JSON.stringify({ policies: [{ policy: { 'policy-string': value } }] })).policies;
    assert.equal(card?.lines.length, 10_000);
    assert.equal(card.lines.at(-1), 'mx: 9999');
  }
});

test('a long text is shown as a short one is', () => {
  for (const piece of ['a\u202e\u{e0041}', 'a\u{1f44d}b']) {
    const text = `${'x'.repeat(49_999 - 2)}${piece.repeat(20_000)}`;
    assert.equal(visible(text), 'x'.repeat(49_997) + visible(piece).repeat(20_000));
    assert.equal(visible(`y${text}`), `y${visible(text)}`);
  }
});
