import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reportCompletions, reportSnippet } from '../../../server/src/features/report/completion.js';
import { reportHover } from '../../../server/src/features/report/hover.js';
import { localize } from '../../../server/src/message.js';
import { readReport } from '../../../server/src/report/model.js';
import { checkReportText, fixture } from './corpus.js';

/** The text without its `|`, and where that stood. */
function cursor(marked: string): { text: string; offset: number } {
  const offset = marked.indexOf('|');
  return { text: marked.slice(0, offset) + marked.slice(offset + 1), offset };
}

function hover(marked: string) {
  const { text, offset } = cursor(marked);
  const answer = reportHover(readReport(text), offset);
  return (
    answer && { at: text.slice(answer.start, answer.end), parts: answer.parts.map((part) => localize(part)) }
  );
}

function complete(marked: string) {
  const { text, offset } = cursor(marked);
  return reportCompletions(readReport(text), offset).map((item) => ({
    ...item,
    at: text.slice(item.replace.start, item.replace.end),
  }));
}

const details = (inner: string): string => `{"report-id":"x","policies":[{"failure-details":[${inner}]}]}`;

test('hover explains a member by its name', () => {
  assert.deepEqual(hover('{"report|-id": "x"}'), {
    at: '"report-id"',
    parts: [
      '**report\\-id**',
      'A name for this report, unique at its author. Any scheme will do.',
      '[RFC 8460, section 4.4](https://www.rfc-editor.org/rfc/rfc8460#section-4.4)',
    ],
  });
  assert.equal(hover('{"unknown|": 1}'), undefined);
  assert.equal(hover('|{"report-id": "x"}'), undefined);
});

test('hover explains every result type with side and remedy, and every policy type', () => {
  const parts = hover(details('{"result-type":"sts-webpki|-invalid"}'))?.parts ?? [];
  assert.deepEqual(parts.slice(0, 3), [
    '**sts\\-webpki\\-invalid**',
    'The certificate of the policy host could not be validated, so the policy was not used.',
    'The policy host: the web server that publishes the MTA-STS policy',
  ]);
  assert.match(hover('{"policies":[{"policy":{"policy-type":"tl|sa"}}]}')?.parts[1] ?? '', /TLSA RRset/);
});

test('hover reads policy lines, TLSA records and times', () => {
  const line = (text: string) => hover(`{"policies":[{"policy":{"policy-string":[${text}]}}]}`)?.parts[0];
  assert.equal(
    line('"mode: tes|ting"'),
    'Senders report failures and deliver all the same (RFC 8461 section 5).',
  );
  assert.equal(line('"max_age: |604800"'), 'Senders may keep the policy for 7 days (RFC 8461 section 3.2).');
  for (const [seconds, words] of [
    [86_400, '1 day'],
    [3600, '1 hour'],
    [129_600, '36 hours'],
    [90, '90 seconds'],
    [0, '0 seconds'],
  ])
    assert.equal(
      line(`"max_age: |${seconds}"`),
      `Senders may keep the policy for ${words} (RFC 8461 section 3.2).`,
    );
  assert.equal(
    line('"mx: *.a|`b"'),
    'Mail may go to hosts that match ``*.a`b``: one label in the place of the asterisk (RFC 8461 section 4.1).',
  );
  assert.equal(line(`"3 1 1| ${'ab'.repeat(32)}"`), 'DANE-EE: SHA-256 of the server’s public key');
  const range =
    '{"date-range":{"start-datetime":"2026-01-01T0|0:00:00Z","end-datetime":"2026-01-01T23:59:59Z"}}';
  assert.equal(hover(range)?.parts[0], '2026-01-01 00:00:00 UTC; the range is one full UTC day.');
  const sole = hover(
    '{"policies":[{"policy":{"policy-string":"mode: no|ne\\nmode: testing; mode: enforce"}}]}',
  );
  assert.deepEqual(sole?.parts.slice(0, 3), [
    'Senders take the domain as having no policy (RFC 8461 section 5).',
    'Senders report failures and deliver all the same (RFC 8461 section 5).',
    'Senders deliver only where the policy holds (RFC 8461 section 5).',
  ]);
});

test('completion offers the members that are not there yet, whole', () => {
  const items = complete('{"organization-name": "x", |"policies": []}');
  assert.deepEqual(
    items.map(({ label }) => label),
    ['date-range', 'contact-info', 'report-id'],
  );
  assert.equal(items[2]?.newText, '"report-id": "${1:REPORT-ID}",');
  assert.equal(items[0]?.at, '');
  assert.ok(
    items[0]?.newText.startsWith('"date-range": {\n\t"start-datetime": "${1:2026-01-01}T00:00:00Z",'),
    items[0]?.newText,
  );
});

test('completion replaces a name that is being typed, and keeps a value that is there', () => {
  const [first] = complete('{"pol|\n}');
  assert.deepEqual(
    [first?.at, first?.label, first?.newText.startsWith('"organization-name": ')],
    ['"pol', 'organization-name', true],
  );
  const renamed = complete('{"report|": "x"}');
  assert.ok(renamed.some(({ newText, at }) => newText === '"report-id"' && at === '"report"'));
});

test('completion offers registered values, with or without quotes typed', () => {
  for (const text of ['{"result-type": |}', '{"result-type": "|"}', '{"result-type": "cert|"}']) {
    const items = complete(details(text));
    assert.equal(items.length, 11);
    assert.equal(items[0]?.newText, '"starttls-not-supported"');
  }
  assert.deepEqual(
    complete('{"policies":[{"policy":{"policy-type":"|"}}]}').map(({ newText, at }) => [newText, at]),
    [
      ['"tlsa"', '""'],
      ['"sts"', '""'],
      ['"no-policy-found"', '""'],
    ],
  );
});

test('completion offers whole failure details, policies and policy lines', () => {
  const [detail] = complete(details('|'));
  assert.equal(detail?.kind, 'snippet');
  assert.ok(detail?.newText.includes('"failed-session-count": ${5:1}'), detail?.newText);
  const [entry] = complete('{"report-id": "x", "policies": [|]}');
  assert.ok(entry?.newText.includes('"total-successful-session-count": ${5:0}'));
  assert.deepEqual(
    complete('{"policies":[{"policy":{"policy-string":["version: STSv1", "|"]}}]}').map(
      ({ newText }) => newText,
    ),
    [
      '"version: STSv1"',
      '"mode: ${1|enforce,testing,none|}"',
      '"mx: ${1:MX-HOST}"',
      '"max_age: ${1:604800}"',
      '"3 1 1 ${1}"',
    ],
  );
});

test('completion offers the strings of the policy’s own type', () => {
  const labels = (type: string) =>
    complete(`{"policies":[{"policy":{"policy-string":["|"],"policy-type":"${type}"}}]}`).map(
      ({ label }) => label,
    );
  const lines = ['version: STSv1', 'mode: enforce', 'mx: MX-HOST', 'max_age: 604800'];
  assert.deepEqual(labels('sts'), lines);
  assert.deepEqual(labels('tlsa'), ['3 1 1 …']);
  assert.deepEqual(labels('no-policy-found'), []);
  assert.deepEqual(labels('x'), [...lines, '3 1 1 …']);
});

test('completion replaces a word that is typed without quotes', () => {
  const first = (marked: string, label: string) => {
    const item = complete(marked).find((one) => one.label.startsWith(label));
    return item && [item.at, item.newText.split('\n')[0], item.filterText];
  };
  const policy = ['"policy": {', 'policy'];
  assert.deepEqual(first('{"policies": [{ pol| } ]}', 'policy'), ['pol', ...policy]);
  assert.deepEqual(first('{"policies": [{ po|l } ]}', 'policy'), ['pol', ...policy]);
  assert.deepEqual(first('{"policies": [{pol|', 'policy'), ['pol', ...policy]);
  assert.deepEqual(first('{"policies": [{ pol|: {} }]}', 'policy'), ['pol', '"policy"', 'policy']);
  const label = 'certificate-expired';
  const value = ['cert', `"${label}"`, label];
  assert.deepEqual(first(details('{"result-type": cert|}'), label), value);
  assert.deepEqual(first(details('{"result-type": cert|, "additional-information": "x"}'), label), value);
  assert.deepEqual(first(details('{"result-type":cert|'), label), value);
  assert.deepEqual(first(details('fail|'), 'failure-details')?.slice(0, 2), ['fail', '{']);
  const line = '{"policies":[{"policy":{"policy-string":["version: STSv1", mo|]}}]}';
  assert.deepEqual(first(line, 'mode'), ['mo', '"mode: ${1|enforce,testing,none|}"', 'mode: enforce']);
});

test('completion offers nothing just outside of braces', () => {
  for (const marked of [
    '|{"report-id": "x"}',
    '{"report-id": "x"}|',
    '{"report-id": "x", "policies": [{"policy": {}}|]}',
    '{"report-id": "x", "policies": [|{"policy": {}}]}',
    '{"report-id": "x", "date-range": |{"start-datetime": "x"}}',
    '{"report-id": "x", "date-range": {"start-datetime": "x"}|}',
    '{"report-id": "x", "date-range": {}|',
  ]) {
    assert.deepEqual(
      complete(marked).map(({ label }) => label),
      [],
      marked,
    );
  }
  assert.ok(complete('{"report-id": "x", "date-range": {|').length > 0);
  assert.ok(complete('{"report-id": "x", "date-range": {"start-datetime": "x"|').length > 0);
  assert.ok(complete('{|"report-id": "x"}').length > 0);
  assert.ok(complete('{"report-id": "x"|}').length > 0);
});

test('completion leaves other text alone', () => {
  assert.deepEqual(complete('{"x": {"y|": 1}, "report-id": "a"}'), []);
  assert.deepEqual(
    complete(fixture('google').replace('Google Inc.', '|Google Inc.')).map(({ kind }) => kind),
    ['snippet'],
  );
});

test('the report snippet is a report whose only findings are its placeholders', () => {
  const filled = reportSnippet()
    .replace(/\$\{\d+\|([^,}]*),[^}]*\|\}/g, '$1')
    .replace(/\$\{\d+:([^}]*)\}/g, '$1');
  JSON.parse(filled);
  assert.deepEqual([...new Set(checkReportText(filled).map(({ rule }) => rule))].sort(), [
    'report/placeholder',
  ]);
});
