import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CompletionAnswer } from '../../../../server/src/features/types.js';
import { zoneCompletions } from '../../../../server/src/features/zone/completion.js';
import { applyEdits } from '../../../../server/src/span.js';
import { ZoneDocument } from '../../../../server/src/zone/document.js';

const head = `$ORIGIN example.com.
$TTL 1d
@ IN SOA ns1 hostmaster 1 4h 1h 4w 1h
  IN NS ns1
ns1 IN A 192.0.2.1
`;

/** Completions where `|` stands. */
function at(marked: string, snippets = false): { text: string; answers: CompletionAnswer[] } {
  const offset = marked.indexOf('|');
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  return { text, answers: zoneCompletions(new ZoneDocument(text), offset, { snippets }) };
}

function accepted(marked: string, label: string): string {
  const { text, answers } = at(marked);
  const answer = answers.find((one) => one.label === label);
  assert.ok(answer, `${label} is not among ${answers.map((one) => one.label).join(', ')}`);
  return applyEdits(text, [{ ...answer.replace, newText: answer.newText }]).slice(head.length);
}

const labels = (marked: string) => at(marked).answers.map(({ label }) => label);

test('offers directives, well-known owners and the names of the file at the start of a line', () => {
  for (const marked of [`${head}|`, `${head}|\nwww A 192.0.2.2\n`, '|']) {
    for (const label of ['$ORIGIN', '$TTL', '$INCLUDE', '$GENERATE', '_smtp._tls', '_mta-sts', '@']) {
      assert.ok(labels(marked).includes(label), `${label} in ${JSON.stringify(marked)}`);
    }
  }
  assert.ok(labels(`${head}|`).includes('ns1'));
  assert.equal(accepted(`${head}_sm|`, '_smtp._tls'), '_smtp._tls');
  assert.equal(accepted(`${head}$OR|`, '$ORIGIN'), '\\$ORIGIN ${1:example.com.}');
});

test('offers the class and every type after the owner, the class once', () => {
  const after = labels(`${head}www |`);
  assert.deepEqual(
    ['IN', 'TXT', 'TLSA', 'MX'].filter((label) => !after.includes(label)),
    [],
  );
  assert.ok(labels(`${head}  |`).includes('TXT'));
  assert.ok(!labels(`${head}www IN |`).includes('IN'));
  assert.equal(accepted(`${head}www IN TX|`, 'TXT'), 'www IN TXT');
});

test('offers the names of the file where RDATA is a name, relative to the origin there', () => {
  assert.equal(accepted(`${head}www CNAME |`, 'ns1'), 'www CNAME ns1');
  assert.equal(accepted(`${head}@ MX 10 n|`, 'ns1'), '@ MX 10 ns1');
  assert.equal(
    accepted(`${head}$ORIGIN other.example.\n@ MX 10 |`, 'ns1.example.com.'),
    '$ORIGIN other.example.\n@ MX 10 ns1.example.com.',
  );
  assert.deepEqual(labels(`${head}www A |`), []);
  assert.deepEqual(labels(`${head}@ MX |`), []);
});

test('writes owners as they are below the origin at the line', () => {
  const sub = `${head}mail.sub A 192.0.2.2\n$ORIGIN sub\n`;
  for (const marked of [
    `${sub}|`,
    `${sub}|\n`,
    `${sub}x|`,
    `${sub}|\n$ORIGIN example.com.\n`,
    `${sub}; a note\n|`,
    `${sub}\n\n|\n`,
    `${sub}www A 192.0.2.2\n|`,
  ]) {
    const offered = labels(marked);
    assert.ok(offered.includes('mail'), marked);
    assert.ok(offered.includes('ns1.example.com.'), marked);
    assert.ok(!offered.includes('ns1'), marked);
  }
  const back = labels(`${sub}$ORIGIN example.com.\n|`);
  assert.ok(back.includes('ns1') && back.includes('mail.sub'));
  assert.ok(labels(`${head}|\n$ORIGIN sub\n`).includes('ns1'));
});

test('does not offer the word or host that is being typed, unless it stands elsewhere', () => {
  for (const marked of ['mai|', 'ma|i', 'mai| A 192.0.2.2', 'mai|\n A 192.0.2.2']) {
    assert.ok(!labels(`${head}${marked}`).includes('mai'), marked);
  }
  assert.ok(labels(`${head}mai A 192.0.2.2\nmai| A 192.0.2.3`).includes('mai'));
  assert.ok(labels(`${head}mai|\nmai A 192.0.2.3`).includes('mai'));
  const record = (uri: string) => labels(`${head}_smtp._tls TXT "v=TLSRPTv1; rua=${uri}"`);
  assert.deepEqual(record('mailto:a@exa|').slice(0, -2), [
    'mailto:tls-reports@example.com',
    'mailto:hostmaster@example.com',
    'mailto:a@example.com',
  ]);
  assert.ok(!record('https://ns|').includes('https://ns/'));
});

const valueCases: readonly [string, string, string, string][] = [
  [
    'a whole record',
    '_smtp._tls IN TXT |',
    'v=TLSRPTv1; rua=…',
    '_smtp._tls IN TXT "v=TLSRPTv1; rua=${1:mailto:tls-reports@example.com}"',
  ],
  [
    'a whole record in quotes that are there',
    '_smtp._tls IN TXT "|"',
    'v=TLSRPTv1; rua=…',
    '_smtp._tls IN TXT "v=TLSRPTv1; rua=${1:mailto:tls-reports@example.com}"',
  ],
  [
    'the quotes that an unquoted value lacks',
    '_smtp._tls IN TXT v=TL|',
    'v=TLSRPTv1; rua=…',
    '_smtp._tls IN TXT "v=TLSRPTv1; rua=${1:mailto:tls-reports@example.com}"',
  ],
  [
    'the version in place of all of it, wherever the cursor stands',
    '_smtp._tls TXT "v=TL|SRPT1 ; rua=mailto:a@b.example"',
    'v=TLSRPTv1;',
    '_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@b.example"',
  ],
  [
    'a whole record in place of a version alone',
    '_smtp._tls TXT "v=|TLSRPTv1"',
    'v=TLSRPTv1; rua=…',
    '_smtp._tls TXT "v=TLSRPTv1; rua=${1:mailto:tls-reports@example.com}"',
  ],
  [
    'a whole record in place of all of an unquoted version',
    '_smtp._tls TXT v=T|LSRPTv1',
    'v=TLSRPTv1; rua=…',
    '_smtp._tls TXT "v=TLSRPTv1; rua=${1:mailto:tls-reports@example.com}"',
  ],
  [
    'the domains of the zone that take mail, behind a mailbox',
    'sub MX 10 ns1\n_smtp._tls TXT "v=TLSRPTv1; rua=MAILTO:a!b@|ex"',
    'mailto:a%21b@sub.example.com',
    'sub MX 10 ns1\n_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a%21b@sub.example.com"',
  ],
  [
    'the hosts of the zone, behind a scheme',
    '_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@b.example,https://|"',
    'https://ns1.example.com/',
    '_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@b.example,https://ns1.example.com/"',
  ],
  [
    'the version before rua',
    '_smtp._tls TXT "|rua=mailto:a@b.example"',
    'v=TLSRPTv1;',
    '_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@b.example"',
  ],
  ['rua after the version', '_smtp._tls TXT "v=TLSRPTv1; |"', 'rua=', '_smtp._tls TXT "v=TLSRPTv1; rua="'],
  [
    'rua right behind the delimiter',
    '_smtp._tls TXT "v=TLSRPTv1;|"',
    'rua=',
    '_smtp._tls TXT "v=TLSRPTv1; rua="',
  ],
  ['rua half typed', '_smtp._tls TXT "v=TLSRPTv1; ru|"', 'rua=', '_smtp._tls TXT "v=TLSRPTv1; rua="'],
  ['schemes', '_smtp._tls TXT "v=TLSRPTv1; rua=|"', 'https://', '_smtp._tls TXT "v=TLSRPTv1; rua=https://"'],
  [
    'the mailbox of the SOA record',
    '_smtp._tls TXT "v=TLSRPTv1; rua=|"',
    'mailto:hostmaster@example.com',
    '_smtp._tls TXT "v=TLSRPTv1; rua=mailto:hostmaster@example.com"',
  ],
  [
    'a destination in place of one half typed, after a comma',
    '_smtp._tls TXT "v=TLSRPTv1; rua=https://r.example/,mailto:ho|st"',
    'mailto:hostmaster@example.com',
    '_smtp._tls TXT "v=TLSRPTv1; rua=https://r.example/,mailto:hostmaster@example.com"',
  ],
  [
    'what is typed, encoded as the RFC wants it',
    '_smtp._tls TXT "v=TLSRPTv1; rua=MAILTO:a!b@bücher.example|"',
    'mailto:a%21b@xn--bcher-kva.example',
    '_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a%21b@xn--bcher-kva.example"',
  ],
];

for (const [name, marked, label, wanted] of valueCases) {
  test(`offers ${name}`, () => assert.equal(accepted(head + marked, label), wanted));
}

test('offers no host where a path stands, nor the whole record in place of destinations', () => {
  assert.ok(
    !labels(`${head}_smtp._tls TXT "v=TLSRPTv1; rua=https://x.example/|"`).some((one) => one.includes('ns1')),
  );
  assert.deepEqual(labels(`${head}_smtp._tls TXT v=TL|SRPTv1; rua=mailto:a@b.example`), []);
});

test('offers a destination once, and none that is not ASCII', () => {
  const offered = labels(
    `${head}_dmarc TXT "v=DMARC1; rua=mailto:d@r.example,mailto:x@b\u00fccher.example"\n_smtp._tls TXT "v=TLSRPTv1; rua=mailto:d@|"`,
  );
  assert.ok(offered.includes('mailto:d@r.example') && offered.includes('mailto:d@example.com'));
  assert.deepEqual(offered, [...new Set(offered)]);
  assert.ok(!offered.some((label) => label.includes('cher')));
});

test('offers the fields of an MTA-STS record, the id from the time', () => {
  const id = String.raw`id=\d{14}`;
  for (const [marked, whole] of [
    ['_mta-sts TXT |', `"v=STSv1; ${id}"`],
    ['_mta-sts TXT "|"', `"v=STSv1; ${id}"`],
    ['_mta-sts TXT "v=S|TSv2"', `"v=STSv1; ${id}"`],
    ['_mta-sts TXT v=ST|', `"v=STSv1; ${id}"`],
    ['_mta-sts TXT "v=ST|S1; id=1"', '"v=STSv1; id=1"'],
    ['_mta-sts TXT "v=STSv1; |"', `"v=STSv1; ${id}"`],
    ['_mta-sts TXT "v=STSv1;|"', `"v=STSv1; ${id}"`],
    ['_mta-sts TXT "v=STSv1; i|d=20200101; x=y"', `"v=STSv1; ${id}; x=y"`],
    ['_mta-sts TXT ( "v=STSv1;"\n " id=|" )', `\\( "v=STSv1;"\n " ${id}" \\)`],
  ] as const) {
    const { text, answers } = at(head + marked);
    const [only, ...others] = answers;
    assert.ok(only !== undefined && others.length === 0, marked);
    const after = applyEdits(text, [{ ...only.replace, newText: only.newText }]).slice(head.length);
    assert.match(after, new RegExp(`^_mta-sts TXT ${whole}$`));
  }
  for (const marked of [
    '_mta-sts TXT "v=STSv1; id=1"|',
    '_mta-sts TXT "v=STSv1; id=1;|"',
    'x TXT "v=spf1 |"',
  ]) {
    assert.deepEqual(labels(head + marked), [], marked);
  }
});

test('offers nothing inside other text, comments and behind the value', () => {
  for (const marked of [
    '@ TXT "v=spf1 |"',
    'www A 192.0.2.1 ; a note |',
    '_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@b.example"|',
  ]) {
    assert.deepEqual(labels(head + marked), [], marked);
  }
});

test('offers rules in a comment that silences', () => {
  assert.ok(labels(`${head}www A 192.0.2.1 ; tls-rpt-disable-line |`).includes('zone/duplicate-record'));
  assert.equal(
    accepted(`${head}; tls-rpt-disable-line zone/dup|`, 'zone/duplicate-record'),
    '; tls-rpt-disable-line zone/duplicate-record',
  );
  assert.ok(labels(`${head}; tls|`).includes('tls-rpt-disable-next-line'));
  assert.ok(labels(`${head}; a note ; tls|`).includes('tls-rpt-disable-next-line'));
});

test('offers whole records to clients without snippets of their own', () => {
  const { answers } = at(`${head}|`, true);
  const record = answers.find(({ label }) => label === 'tls-rpt');
  const wanted = '_smtp._tls\tIN\tTXT\t"v=TLSRPTv1; rua=${1:mailto:tls-reports@example.com}"';
  assert.equal(record?.newText, wanted);
  assert.ok(!labels(`${head}|`).includes('tls-rpt'));
});
