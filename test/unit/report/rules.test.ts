import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reportFixes } from '../../../server/src/fixes/report.js';
import { localize } from '../../../server/src/message.js';
import { readReport } from '../../../server/src/report/model.js';
import { checkReport } from '../../../server/src/rules/report/index.js';
import { applyEdits } from '../../../server/src/span.js';

const now = new Date('2026-06-02T12:00:00Z');
const good = `{
  "organization-name": "Example Mail Inc.",
  "date-range": {
    "start-datetime": "2026-06-01T00:00:00Z",
    "end-datetime": "2026-06-01T23:59:59Z"
  },
  "contact-info": "tls-reports@example.net",
  "report-id": "2026-06-01T00:00:00Z_example.com",
  "policies": [
    {
      "policy": {
        "policy-type": "sts",
        "policy-string": ["version: STSv1", "mode: enforce", "mx: *.example.com", "max_age: 604800"],
        "policy-domain": "example.com",
        "mx-host": ["*.example.com"]
      },
      "summary": { "total-successful-session-count": 5, "total-failure-session-count": 1 },
      "failure-details": [
        {
          "result-type": "certificate-expired",
          "sending-mta-ip": "192.0.2.1",
          "receiving-mx-hostname": "mx.example.com",
          "receiving-ip": "2001:db8::25",
          "failed-session-count": 1
        }
      ]
    }
  ]
}
`;

interface Case {
  readonly change: readonly [from: string, to: string];
  /** Each finding's rule and the text that it points at. */
  readonly found: readonly (readonly [rule: string, text: string])[];
  /** What the first finding's fix makes of the change's text; null where there is no fix. */
  readonly fixed?: string | null;
  readonly fileName?: string;
  /** Whether what the editor says of JSON is asked for too. */
  readonly jsonSyntax?: boolean;
}

const cases: readonly Case[] = [
  { change: ['good', 'good'], found: [] },
  // Members
  {
    change: ['  "report-id": "2026-06-01T00:00:00Z_example.com",\n', ''],
    found: [['missing-member', '{']],
    fixed: '  "report-id": "2026-06-01T00:00:00Z_example.com",\n',
  },
  { change: ['"Example Mail Inc."', '""'], found: [['missing-member', '""']], fixed: '"example.net"' },
  {
    change: ['"tls-reports@example.net"', 'null'],
    found: [['missing-member', 'null']],
    fixed: '"tls-reports@example.net"',
  },
  {
    change: [', "total-failure-session-count": 1', ''],
    found: [['missing-member', '"summary"']],
    fixed: ', "total-failure-session-count": 1',
  },
  {
    change: ['"policy-type": "sts",\n        ', ''],
    found: [['missing-member', '"policy"']],
    fixed: '"policy-type": "sts",\n        ',
  },
  {
    change: ['"mx-host"', '"mx-host-pattern"'],
    found: [['misnamed-member', 'mx-host-pattern']],
    fixed: '"mx-host"',
  },
  {
    change: ['"receiving-mx-hostname"', '"receivingMxHostname"'],
    found: [['misnamed-member', 'receivingMxHostname']],
    fixed: '"receiving-mx-hostname"',
  },
  { change: ['"report-id"', '"report_id"'], found: [['misnamed-member', 'report_id']], fixed: '"report-id"' },
  {
    change: ['"failure-details"', '"failure-detials"'],
    found: [['misnamed-member', 'failure-detials']],
    fixed: '"failure-details"',
  },
  {
    change: ['"receiving-ip": "2001:db8::25"', '"failure-error-code": "x"'],
    found: [['misnamed-member', 'failure-error-code']],
    fixed: '"failure-reason-code": "x"',
  },
  // In fewer, shorter or longer words, where only one member can be meant
  ...(
    [
      ['organization-name', 'organization'],
      ['date-range', 'dates-range'],
      ['start-datetime', 'start'],
      ['report-id', 'id'],
      ['policies', 'policy'],
      ['policy', 'policies'],
      ['total-successful-session-count', 'total-success-session-count'],
      ['total-failure-session-count', 'failed_sessions'],
      ['sending-mta-ip', 'sending-ip'],
      ['receiving-mx-hostname', 'receiving-mx-host'],
      ['failed-session-count', 'sessionCount'],
    ] as const
  ).map(
    ([name, wrong]): Case => ({
      change: [`"${name}":`, `"${wrong}":`],
      found: [['misnamed-member', wrong]],
      fixed: `"${name}":`,
    }),
  ),
  // Two members can be meant, one that need not be there by a single word, or a text by an object.
  ...(
    [
      ['"receiving-mx-hostname"', '"receiving-mx"'],
      ['"mx-host"', '"mx"'],
      ['"report-id": "', '"report": {}, "report-id": "'],
    ] as const
  ).map(
    ([from, to]): Case => ({
      change: [from, to],
      found: [['unknown-member', to.split('"')[1]!]],
      fixed: null,
    }),
  ),
  {
    change: ['"report-id"', '"__proto__": 1, "report-id"'],
    found: [['unknown-member', '__proto__']],
    fixed: null,
  },
  {
    change: ['"report-id"', '"report-id": "a", "report-id"'],
    found: [['duplicate-member', '"report-id"']],
    fixed: null,
    jsonSyntax: true,
  },
  {
    change: ['"report-id"', '"x": [{"a": 1, "b": {"a": 1, "a": 2}}], "report-id"'],
    found: [
      ['unknown-member', 'x'],
      ['duplicate-member', '"a"'],
    ],
    fixed: null,
    jsonSyntax: true,
  },
  // Types
  {
    change: ['"total-failure-session-count": 1', '"total-failure-session-count": "1"'],
    found: [['wrong-type', '"1"']],
    fixed: '"total-failure-session-count": 1',
  },
  {
    change: ['"total-failure-session-count": 1', '"total-failure-session-count": "one"'],
    found: [['wrong-type', '"one"']],
    fixed: null,
  },
  { change: ['"Example Mail Inc."', '12.50'], found: [['wrong-type', '12.50']], fixed: '"12.50"' },
  {
    change: ['"mx-host": ["*.example.com"]', '"mx-host": "*.example.com"'],
    found: [['not-an-array', '"*.example.com"']],
    fixed: '"mx-host": ["*.example.com"]',
  },
  {
    change: [
      '["version: STSv1", "mode: enforce", "mx: *.example.com", "max_age: 604800"]',
      '"version: STSv1\\nmode: enforce\\nmx: *.example.com\\nmax_age: 604800"',
    ],
    found: [['not-an-array', '"version: STSv1\\nmode: enforce\\nmx: *.example.com\\nmax_age: 604800"']],
    fixed: '["version: STSv1", "mode: enforce", "mx: *.example.com", "max_age: 604800"]',
  },
  // One mistake, one finding
  ...[
    '"result-type": "certificate-expired"',
    '"policy-type": "sts"',
    '"receiving-mx-hostname": "mx.example.com"',
  ].map(
    (member): Case => ({
      change: [member, member.replace(/"[^"]*"$/, '5')],
      found: [['wrong-type', '5']],
      fixed: null,
    }),
  ),
  {
    change: ['"failure-details": [', '"failure-details": [null], "x": ['],
    found: [
      ['wrong-type', 'null'],
      ['unknown-member', 'x'],
    ],
  },
  {
    change: ['"mx: *.example.com"', '["mx: *.example.com", "mx: mx.example.org"]'],
    found: [['wrong-type', '["mx: *.example.com", "mx: mx.example.org"]']],
    fixed: '"mx: *.example.com", "mx: mx.example.org"',
  },
  {
    change: ['"Example Mail Inc."', '[ "Example Mail Inc." ]'],
    found: [['wrong-type', '[ "Example Mail Inc." ]']],
    fixed: '"Example Mail Inc."',
  },
  {
    change: ['"Example Mail Inc."', '["Example Mail Inc.", "Other"]'],
    found: [['wrong-type', '["Example Mail Inc.", "Other"]']],
    fixed: null,
  },
  {
    change: ['{ "total-successful-session-count": 5, "total-failure-session-count": 1 }', '[{}]'],
    found: [['wrong-type', '[{}]']],
    fixed: null,
  },
  {
    change: [
      '{ "total-successful-session-count": 5, "total-failure-session-count": 1 }',
      '[{ "total-successful-session-count": [5], "total-failure-session-count": 1 }]',
    ],
    found: [['wrong-type', '[{ "total-successful-session-count": [5], "total-failure-session-count": 1 }]']],
    fixed: null,
  },
  {
    change: [
      '{ "total-successful-session-count": 5, "total-failure-session-count": 1 }',
      '[{ "total-successful-session-count": 5, "total-failure-session-count": 1 }]',
    ],
    found: [['wrong-type', '[{ "total-successful-session-count": 5, "total-failure-session-count": 1 }]']],
    fixed: '{ "total-successful-session-count": 5, "total-failure-session-count": 1 }',
  },
  {
    change: ['"total-successful-session-count": 5', '"total-successful-session-count": [5]'],
    found: [['wrong-type', '[5]']],
    fixed: '"total-successful-session-count": 5',
  },
  {
    change: ['"policies": [', '"policies": {"example.com": {}}, "x": ['],
    found: [
      ['wrong-type', '{'],
      ['unknown-member', 'x'],
    ],
    fixed: null,
  },
  {
    change: ['"mx-host": ["*.example.com"]', '"mx-host": "mx.example.com, *.example.com"'],
    found: [['not-an-array', '"mx.example.com, *.example.com"']],
    fixed: '"mx-host": ["mx.example.com", "*.example.com"]',
  },
  {
    change: ['"mx-host": ["*.example.com"]', '"mx-host": "*.example.com exa_mple"'],
    found: [
      ['not-an-array', '"*.example.com exa_mple"'],
      ['bad-domain', '*.example.com exa_mple'],
    ],
    fixed: '"mx-host": ["*.example.com exa_mple"]',
  },
  {
    change: [
      '["version: STSv1", "mode: enforce", "mx: *.example.com", "max_age: 604800"]',
      '"version: STSv1; mode: enforce; mx: *.example.com; max_age: 604800;"',
    ],
    found: [['not-an-array', '"version: STSv1; mode: enforce; mx: *.example.com; max_age: 604800;"']],
    fixed: '["version: STSv1", "mode: enforce", "mx: *.example.com", "max_age: 604800"]',
  },
  {
    change: ['"mode: enforce", "mx: *.example.com"', '"mode: enforce; mx: *.example.com"'],
    found: [['bad-policy-string', 'mode: enforce; mx: *.example.com']],
    fixed: null,
  },
  {
    change: ['"mode: enforce", "mx: *.example.com"', '"mode: enforce\\r", "mx: *.example.com\\r"'],
    found: [],
  },
  {
    change: ['"mx-host": ["*.example.com"]', '"mx-host": ["exa_mple"]'],
    found: [['bad-domain', 'exa_mple']],
    fixed: null,
  },
  {
    change: ['"tls-reports@example.net"', '"Reports <tls-reports@example.net>"'],
    found: [['bad-contact', 'Reports <tls-reports@example.net>']],
    fixed: '"tls-reports@example.net"',
    fileName: 'example.net!example.com!1780272000!1780358399.JSON',
  },
  {
    change: [
      '"start-datetime": "2026-06-01T00:00:00Z",\n    "end-datetime": "2026-06-01T23:59:59Z"',
      '"start-datetime": "2026-06-01T23:59:59Z",\n    "end-datetime": "2026-06-01T00:00:00Z"',
    ],
    found: [['range-reversed', '2026-06-01T00:00:00Z']],
    fixed: '"start-datetime": "2026-06-01T00:00:00Z",\n    "end-datetime": "2026-06-01T23:59:59Z"',
    fileName: 'example.net!example.com!1780272000!1780358399.json',
  },
  {
    change: ['"2001:db8::25"', '"IPv6:2001:db8::25"'],
    found: [['bad-ip', 'IPv6:2001:db8::25']],
    fixed: '"2001:db8::25"',
  },
  // Times
  {
    change: ['2026-06-01T23:59:59Z', '2026-06-01T23:59:59'],
    found: [['bad-datetime', '2026-06-01T23:59:59']],
    fixed: '2026-06-01T23:59:59Z',
  },
  {
    change: ['2026-06-01T23:59:59Z', '2026-06-01 23:59:59'],
    found: [['bad-datetime', '2026-06-01 23:59:59']],
    fixed: '2026-06-01T23:59:59Z',
  },
  {
    change: ['2026-06-01T23:59:59Z', '2026-06-01T24:00:00Z'],
    found: [['bad-datetime', '2026-06-01T24:00:00Z']],
    fixed: null,
  },
  {
    change: ['2026-06-01T23:59:59Z', '2026-02-30T23:59:59Z'],
    found: [['bad-datetime', '2026-02-30T23:59:59Z']],
    fixed: null,
  },
  { change: ['2026-06-01T23:59:59Z', '2026-06-02T00:00:00Z'], found: [] },
  { change: ['2026-06-01T23:59:59Z', '2026-06-02T01:59:59+02:00'], found: [] },
  {
    change: ['2026-06-01T23:59:59Z', '2026-06-01T12:00:00Z'],
    found: [['range-not-a-day', '2026-06-01T12:00:00Z']],
    fixed: null,
  },
  {
    change: [
      '2026-06-01T00:00:00Z",\n    "end-datetime": "2026-06-01T23:59:59Z',
      '2026-06-01T23:59:59Z",\n    "end-datetime": "2026-06-01T00:00:00Z',
    ],
    found: [['range-reversed', '2026-06-01T00:00:00Z']],
    fixed: '2026-06-01T00:00:00Z",\n    "end-datetime": "2026-06-01T23:59:59Z',
  },
  // Values
  {
    change: ['tls-reports@example.net', 'mailto:tls-reports@example.net'],
    found: [['bad-contact', 'mailto:tls-reports@example.net']],
    fixed: 'tls-reports@example.net',
  },
  {
    change: ['tls-reports@example.net', 'Reports <tls-reports@example.net>'],
    found: [['bad-contact', 'Reports <tls-reports@example.net>']],
    fixed: 'tls-reports@example.net',
  },
  {
    change: ['tls-reports@example.net', 'tls-reports@example.net.'],
    found: [['bad-contact', 'tls-reports@example.net.']],
  },
  { change: ['tls-reports@example.net', 'nobody'], found: [['bad-contact', 'nobody']], fixed: null },
  {
    change: ['"failed-session-count": 1', '"failed-session-count": -1'],
    found: [['bad-count', '-1']],
    fixed: null,
  },
  {
    change: ['session-count": 5', 'session-count": 9007199254740993'],
    found: [['bad-count', '9007199254740993']],
    fixed: null,
  },
  { change: ['session-count": 5', 'session-count": 1.5'], found: [['bad-count', '1.5']], fixed: null },
  { change: ['192.0.2.1', '192.0.2.256'], found: [['bad-ip', '192.0.2.256']], fixed: null },
  { change: ['192.0.2.1', '[192.0.2.1]'], found: [['bad-ip', '[192.0.2.1]']], fixed: '192.0.2.1' },
  { change: ['192.0.2.1', '2001:db8:abcd:0012::1'], found: [] },
  {
    change: ['"policy-domain": "example.com"', '"policy-domain": "bücher.example"'],
    found: [['bad-domain', 'bücher.example']],
    fixed: '"policy-domain": "xn--bcher-kva.example"',
  },
  {
    change: ['"policy-domain": "example.com"', '"policy-domain": "b\\u00fccher.example"'],
    found: [['bad-domain', 'b\\u00fccher.example']],
    fixed: '"policy-domain": "xn--bcher-kva.example"',
  },
  {
    change: ['"mx-host": ["*.example.com"]', '"mx-host": ["mx: *.example.com"]'],
    found: [['bad-domain', 'mx: *.example.com']],
    fixed: '"mx-host": ["*.example.com"]',
  },
  {
    change: ['"mx.example.com"', '"mx_1.example.com"'],
    found: [['bad-domain', 'mx_1.example.com']],
    fixed: null,
  },
  {
    change: ['"policy-type": "sts"', '"policy-type": "STS"'],
    found: [['unknown-policy-type', 'STS']],
    fixed: '"policy-type": "sts"',
  },
  {
    change: ['"policy-type": "sts"', '"policy-type": "stsa"'],
    found: [['unknown-policy-type', 'stsa']],
    fixed: '"policy-type": "sts"',
  },
  {
    change: ['certificate-expired', 'expired_certificate'],
    found: [['unknown-result-type', 'expired_certificate']],
    fixed: 'certificate-expired',
  },
  ...['cert-expired', 'certificate-has-expired'].map(
    (wrong, i): Case => ({
      change: ['certificate-expired', wrong],
      found: [['unknown-result-type', wrong]],
      fixed: i === 0 ? 'certificate-expired' : null,
    }),
  ),
  {
    change: ['certificate-expired', 'certificat-expird'],
    found: [['unknown-result-type', 'certificat-expird']],
    fixed: 'certificate-expired',
  },
  {
    change: ['certificate-expired', 'quantum-flux'],
    found: [['unknown-result-type', 'quantum-flux']],
    fixed: null,
  },
  {
    change: [
      '"failed-session-count": 1\n',
      '"failed-session-count": 1,\n          "additional-information": "see our page"\n',
    ],
    found: [['bad-additional-information', 'see our page']],
    fixed: null,
  },
  // Policies
  { change: ['mode: enforce', 'mode enforce'], found: [['bad-policy-string', 'mode enforce']], fixed: null },
  { change: ['version: STSv1', 'version:STSv1'], found: [] },
  { change: ['mode: enforce', 'mode: strict'], found: [['bad-policy-string', 'mode: strict']], fixed: null },
  { change: [', "max_age: 604800"', ''], found: [['bad-policy-string', '"policy-string"']], fixed: null },
  {
    change: ['certificate-expired', 'tlsa-invalid'],
    found: [['result-type-mismatch', 'tlsa-invalid']],
    fixed: null,
  },
  {
    change: ['"mx.example.com"', '"mx.example.org"'],
    found: [['mx-not-covered', 'mx.example.org']],
    fixed: null,
  },
  { change: ['"mx.example.com"', '"MX.Example.COM."'], found: [] },
  {
    change: ['"mx.example.com"', '"a.mx.example.com"'],
    found: [['mx-not-covered', 'a.mx.example.com']],
    fixed: null,
  },
  // Sums
  {
    change: ['"total-failure-session-count": 1', '"total-failure-session-count": 3'],
    found: [['failures-unexplained', '3']],
    fixed: null,
  },
  { change: ['"failed-session-count": 1', '"failed-session-count": 4'], found: [] },
  {
    change: ['"total-failure-session-count": 1', '"total-failure-session-count": 0'],
    found: [['details-without-failures', '"failure-details"']],
    fixed: null,
  },
  {
    change: ['"Example Mail Inc."', '"ORGANIZATION"'],
    found: [['placeholder', 'ORGANIZATION']],
    fixed: null,
  },
  {
    change: ['tls-reports@example.net', 'MAILBOX@DOMAIN'],
    found: [['placeholder', 'MAILBOX@DOMAIN']],
    fixed: null,
  },
  // File names
  {
    change: ['good', 'good'],
    found: [],
    fileName: '/x/example.net!example.com!1780272000!1780358399!001.json.gz',
  },
  { change: ['good', 'good'], found: [], fileName: 'other.json' },
  {
    change: ['good', 'good'],
    found: [
      ['file-name-mismatch', '2026-06-01T00:00:00Z'],
      ['file-name-mismatch', 'tls-reports@example.net'],
      ['file-name-mismatch', 'example.com'],
    ],
    fileName: 'example.org!example.org!1780272001!1780358399.json',
  },
  // Damage: nothing is absent where something is hidden
  { change: ['"report-id": "2026-06-01T00:00:00Z_example.com",\n', '"report-id" x,\n'], found: [] },
  { change: ['"2026-06-01T00:00:00Z_example.com",', '"2026'], found: [] },
];

for (const { change, found, fixed, fileName, jsonSyntax = false } of cases) {
  test(`${found.map(([rule]) => rule).join(', ') || 'nothing'}: ${JSON.stringify(change[1]).slice(0, 60)}`, () => {
    const text = good.replace(change[0], () => change[1]);
    assert.ok(change[0] === 'good' || text !== good, 'the change changes something');
    const model = readReport(text);
    const findings = checkReport(model, { jsonSyntax, ...(fileName !== undefined && { fileName }) });
    assert.deepEqual(
      findings.map(({ rule, start, end }) => [rule.slice('report/'.length), text.slice(start, end)]),
      found,
    );
    if (fixed === undefined) return;
    const [fix] = reportFixes(model, findings[0]!, now);
    if (fixed === null) assert.equal(fix, undefined);
    else
      assert.equal(
        applyEdits(text, fix!.edits),
        good.replace(change[0], () => fixed),
      );
  });
}

test('a Microsoft array in a string is decoded into the array', () => {
  const text =
    '{"policies":[{"policy":{"policy-type":"tlsa","policy-string":["[\\"3 1 1 aa\\",\\"x\\"]"]}}]}';
  const model = readReport(text);
  const finding = checkReport(model).find(({ rule }) => rule === 'report/policy-string-encoded')!;
  assert.equal(text.slice(finding.start, finding.end), '"[\\"3 1 1 aa\\",\\"x\\"]"');
  assert.equal(
    applyEdits(text, reportFixes(model, finding)[0]!.edits),
    '{"policies":[{"policy":{"policy-type":"tlsa","policy-string":["3 1 1 aa", "x"]}}]}',
  );
});

test('one object where an array belongs is wrapped, and its contents are checked all the same', () => {
  const text = good.replace('[\n    {\n', '{\n').replace('    }\n  ]\n}', '    }\n}');
  const model = readReport(text);
  const findings = checkReport(model);
  assert.deepEqual(
    findings.map(({ rule }) => rule),
    ['report/wrong-type'],
  );
  const fixed = applyEdits(text, reportFixes(model, findings[0]!)[0]!.edits);
  assert.deepEqual(checkReport(readReport(fixed)), []);
});

test('of a time that does not exist it is said whether the day or the hour is wrong', () => {
  for (const [time, message] of [
    ['2026-02-30T23:59:59Z', '"2026-02-30T23:59:59Z" is no day that exists.'],
    ['2026-06-01T24:00:00Z', '"2026-06-01T24:00:00Z" is no time that exists: hours go from 00 to 23.'],
  ] as const) {
    const [finding] = checkReport(readReport(good.replace('2026-06-01T23:59:59Z', time)));
    assert.equal(localize(finding!.message), message);
  }
});

test('JSON syntax is reported only when asked for', () => {
  const model = readReport('{"a": 1,}');
  assert.ok(!checkReport(model).some(({ rule }) => rule === 'report/json-syntax'));
  assert.deepEqual(
    checkReport(model, { jsonSyntax: true })
      .filter(({ rule }) => rule === 'report/json-syntax')
      .map(({ start, end }) => [start, end]),
    [[7, 8]],
  );
});

test('what is missing is inserted in the style of the file', () => {
  const insert = (text: string, name: string): string => {
    const model = readReport(text);
    const finding = checkReport(model).find(
      ({ rule, data }) => rule === 'report/missing-member' && (data as { member: string }).member === name,
    );
    return applyEdits(text, reportFixes(model, finding!, now)[0]!.edits);
  };
  assert.equal(
    insert('{"contact-info":"a@example.net","policies":[]}', 'date-range'),
    '{"date-range":{"start-datetime":"2026-06-01T00:00:00Z","end-datetime":"2026-06-01T23:59:59Z"},"contact-info":"a@example.net","policies":[]}',
  );
  assert.equal(
    insert('{\r\n\t"organization-name" : "x",\r\n\t"report-id" : "y"\r\n}', 'date-range'),
    '{\r\n\t"organization-name" : "x",\r\n\t"date-range" : {\r\n\t\t"start-datetime": "2026-06-01T00:00:00Z",\r\n\t\t"end-datetime": "2026-06-01T23:59:59Z"\r\n\t},\r\n\t"report-id" : "y"\r\n}',
  );
  assert.equal(
    insert('{"end-datetime":"2026-05-09T23:59:59Z","start-datetime":"2026-05-03T00:00:00Z"}', 'date-range'),
    '{"date-range":{"start-datetime":"2026-05-03T00:00:00Z","end-datetime":"2026-05-09T23:59:59Z"},"end-datetime":"2026-05-09T23:59:59Z","start-datetime":"2026-05-03T00:00:00Z"}',
  );
  assert.equal(
    insert('{"end-datetime":"2026-05-09T23:59:59Z","start-datetime":"2026-05-03T00:00:00"}', 'date-range'),
    '{"date-range":{"start-datetime":"2026-06-01T00:00:00Z","end-datetime":"2026-06-01T23:59:59Z"},"end-datetime":"2026-05-09T23:59:59Z","start-datetime":"2026-05-03T00:00:00"}',
  );
  assert.equal(
    insert(
      '{"policies":[{"total-successful-session-count":90,"total-failure-session-count":-1}]}',
      'summary',
    ),
    '{"policies":[{"summary":{"total-successful-session-count":90,"total-failure-session-count":0},"total-successful-session-count":90,"total-failure-session-count":-1}]}',
  );
  assert.equal(insert('{}', 'report-id'), '{"report-id": "2026-06-01T00:00:00Z_example.com"}');
});

test('a policy is here twice only with the same MX hosts where DANE is reported for each', () => {
  const entry = (type: string, domain: string, mx: string, lines: readonly string[]) => ({
    policy: { 'policy-type': type, 'policy-string': lines, 'policy-domain': domain, 'mx-host': [mx] },
    summary: { 'total-successful-session-count': 1, 'total-failure-session-count': 0 },
  });
  const found = (...policies: readonly unknown[]) => {
    const text = JSON.stringify({ ...JSON.parse(good), policies });
    return checkReport(readReport(text)).map(({ rule }) => rule);
  };
  const tlsa = [`3 1 1 ${'ab'.repeat(32)}`];
  const [a, b] = ['mx1.example.com', 'mx2.example.com'];
  assert.deepEqual(found(entry('tlsa', 'example.com', a, tlsa), entry('tlsa', 'example.com', b, tlsa)), []);
  assert.deepEqual(
    found(entry('tlsa', 'example.com', a, tlsa), entry('tlsa', 'example.com.', 'MX1.example.com', tlsa)),
    ['report/duplicate-policy'],
  );
});

test('an empty string is no policy where none was found', () => {
  const text = good
    .replace('"policy-type": "sts"', '"policy-type": "no-policy-found"')
    .replace(/"policy-string": \[[^\]]*\]/, '"policy-string": [""]');
  assert.deepEqual(checkReport(readReport(text)), []);
});

test('a pattern in U-labels covers what it means', () => {
  const text = good
    .replaceAll('*.example.com"', '*.xn--mnchen-3ya.example"')
    .replace('"mx-host": ["*.xn--mnchen-3ya.example"]', '"mx-host": ["*.münchen.example"]')
    .replace(/"policy-string": \[[^\]]*\],/, '')
    .replace('"mx.example.com"', '"mx.xn--mnchen-3ya.example"');
  assert.deepEqual(
    checkReport(readReport(text)).map(({ rule }) => rule),
    ['report/bad-domain'],
  );
});

test('a quote that is missing on a line with the whole report is one mistake', () => {
  const text = JSON.stringify(JSON.parse(good));
  for (const lost of ['"policy-type"', '"contact-info"', '"report-id"']) {
    const at = text.indexOf(lost);
    const found = checkReport(readReport(text.slice(0, at) + text.slice(at + 1)), { jsonSyntax: true });
    assert.deepEqual(
      found.map(({ rule, start }) => [rule, start]),
      [['report/json-syntax', at]],
      lost,
    );
  }
  // Not where the quotes pair.
  const twice = checkReport(readReport('{a: 1, b: 2}'), { jsonSyntax: true });
  assert.equal(twice.filter(({ rule }) => rule === 'report/json-syntax').length, 2);
});

test('a bracket or a quote that is missing is one mistake', () => {
  const found = (from: string, to: string) => {
    const text = good.replace(from, to);
    assert.notEqual(text, good);
    return checkReport(readReport(text), { jsonSyntax: true }).map(({ rule }) => rule);
  };
  for (const [from, to] of [
    ['"max_age: 604800"],', '"max_age: 604800",'],
    ['"max_age: 604800"],', '"max_age: 604800"'],
    ['23:59:59Z"\n  },', '23:59:59Z"\n  ,'],
    ['23:59:59Z"\n  },', '23:59:59Z"\n  }},'],
    ['["*.example.com"]\n      },', '["*.example.com"]\n      ,'],
    ['"contact-info":', '"contact-info:'],
    ['"report-id":', 'report-id:'],
    ['"Example Mail Inc."', "'Example Mail Inc.'"],
  ] as const) {
    assert.deepEqual(found(from, to), ['report/json-syntax'], to);
  }
  // A comma before a bracket is another; nothing is missing that stands behind both.
  assert.deepEqual(found('23:59:59Z"\n  },', '23:59:59Z"\n  },}'), [
    'report/json-syntax',
    'report/json-syntax',
  ]);
  assert.deepEqual(found('"mx-host": ["*.example.com"]', '"x-id": 1, "mx-host": ["*.example.com",]'), [
    'report/unknown-member',
    'report/json-syntax',
  ]);
});
