import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { firstState } from '../../../server/src/zone/ahead.js';
import { type Chunk, kindMask, kindRecord } from '../../../server/src/zone/chunk.js';
import { ChunkReader } from '../../../server/src/zone/chunkReader.js';
import { ColumnsWriter } from '../../../server/src/zone/columnsWriter.js';
import { contextOf } from '../../../server/src/zone/context.js';
import { readObjects } from '../../../server/src/zone/materialize.js';
import { OctetsOf } from '../../../server/src/zone/octets.js';
import { PlainLines } from '../../../server/src/zone/plainLines.js';
import { families } from '../../../server/src/zoneCheck.js';

/** Reads a text chunk by chunk. */
function read(text: string, origin: string, size: number, plain: boolean): Chunk[] {
  const reader = new ChunkReader(contextOf({ apex: origin, origin }, families));
  const state = firstState(origin);
  const chunks: Chunk[] = [];
  // Where no octet is a line's end, no line is plain.
  const none = { text, octets: new Uint8Array(), base: 0, end: 0 };
  for (let at = 0; at < text.length; at += chunks.at(-1)?.text.length ?? 0)
    chunks.push(reader.read(text, at, text.length, size, state, plain ? {} : { octets: none }));
  return chunks;
}

/** What a chunk says; the numbers of records are of records only. */
function said(chunk: Chunk) {
  const { ttls, high, low, rdata, ...rest } = chunk;
  const flags = Array.from(chunk.flags);
  const records = flags.flatMap((flag, entry) =>
    (flag & kindMask) === kindRecord ? [[ttls[entry], high[entry], low[entry], rdata[entry]]] : [],
  );
  return { ...rest, flags, records };
}

const apexes = ['example.com.', 'com.', '.', '2.0.192.in-addr.arpa.'];

/** Fields that are plain for the most part, so that most lines have one that is not, or none. */
const mostly = (plain: readonly string[], others: readonly string[]) =>
  fc.oneof(
    { weight: 10, arbitrary: fc.constantFrom(...plain) },
    { weight: 1, arbitrary: fc.constantFrom(...others) },
  );

const names = [
  'www',
  'mail',
  'Host-1',
  'a.b',
  '3',
  'in',
  'A',
  'MX',
  'x.example.com.',
  'WWW.Example.COM.',
  'com.',
  'AZ',
  'az.Example.COM.',
];
const oddNames = [
  ...['@', '.', '..', 'a..b', 'a.', '-', '_mta-sts', '_dmarc', '_smtp._tls', '_sip._tcp', '*', '*.wild'],
  ...[
    'example.com',
    'www.example.com',
    'wwwexample.com',
    'other.net.',
    'notexample.com.',
    'axample.com.',
    'www.axample.com',
    'a-z.example.com_',
    'example.com.',
  ],
  ...[
    '1.2.0.192.in-addr.arpa',
    '1.2',
    '192.0.2.1',
    '192.0.2.1.',
    'fe80::1',
    'a:b',
    'a\\.b',
    '\\065',
    'ü',
    'a$b',
    'x(',
  ],
  ...[
    'x'.repeat(63),
    'x'.repeat(64),
    `${'y.'.repeat(120)}z`,
    `${'y.'.repeat(120)}zz`,
    `${'y.'.repeat(126)}z`,
    `${'y.'.repeat(127)}`,
  ],
];
const name = mostly(names, oddNames);
const ttl = mostly(
  ['', '', '300 ', '0 '],
  ['1h ', '4294967296 ', '2147483647 ', '2147483648 ', '999999999 ', '01 ', '5x ', '-1 ', '+1 ', '"1" '],
);
const klass = mostly(
  ['', '', 'IN ', 'in '],
  ['CH ', 'ANY ', 'CLASS1 ', '"IN" ', 'IN IN ', 'IS ', 'II ', 'AN ', 'NN ', 'IN 5 IN '],
);
const oddAddresses = [
  ...[
    '192.0.2',
    '192.0.2.256',
    '192.0.2.01',
    '1.2.3.4.',
    '1..2.3',
    '.1.2.3',
    '1.2.3.',
    '"1.2.3.4"',
    '1.2.3.4 5',
  ],
  ...[
    '::',
    '::1',
    '1::',
    ':1',
    '1:',
    '1:2:3:4:5:6:7::',
    '::2:3:4:5:6:7:8',
    '1::3:4:5:6:7:8',
    '1:2:3:4:5:6:7:8:9',
  ],
  ...[
    '1:2:3:4:5:6:7',
    '1::2::3',
    '1:::2',
    '::1:',
    '1::2:',
    '1:2:3:4:5:6:7:8:',
    '2001:DB8::12345',
    '::ffff:192.0.2.1',
    '1:2:3:4:5:6:7:8::',
    'g::',
  ],
];
const address = fc.oneof(
  { weight: 10, arbitrary: fc.ipV4() },
  { weight: 10, arbitrary: fc.ipV6() },
  { weight: 5, arbitrary: fc.constantFrom(...oddAddresses) },
);
const strings = mostly(
  ['"v=spf1 -all"', '"a;b"', '"AZaz[@`{"', '""', '"a" "b"', '"a""b"', 'a"b"', 'word', `"${'x'.repeat(255)}"`],
  [
    ...[
      '"v=TLSRPTv1; rua=mailto:a@example.com"',
      '"v=STSv1; id=1"',
      'v=TLSRPTv1;rua=x',
      'tsl',
      '"stls"',
      '"st" "s"',
    ],
    ...[
      '"tls',
      '"a\\"b"',
      '"\\;"',
      '"ö"',
      '"\t"',
      '"\u0001"',
      `"${'x'.repeat(256)}"`,
      '"a\\\n"',
      'a\u0001',
      '\u007f',
      '\ufeff',
    ],
    `"${'x'.repeat(255)}" `.repeat(17),
    'w '.repeat(40),
  ],
);
const preference = mostly(['0', '10', '65535', '00010'], ['65536', '1x', '', '"1"', '1 2', '0000000001']);
const rdata = fc
  .oneof(
    fc.tuple(fc.constantFrom('A', 'AAAA', 'a', 'Aaaa'), address),
    fc.tuple(fc.constantFrom('CNAME', 'NS', 'PTR', 'ns'), name),
    fc.tuple(fc.constantFrom('TXT', 'txt'), strings),
    fc.tuple(fc.constantFrom('MX', 'mx'), preference, name),
    fc.tuple(fc.constantFrom('SRV'), preference, preference, preference, name),
    mostly(
      ['A 192.0.2.1'],
      [
        ...[
          '',
          'TXT',
          'A',
          'TYPE1 \\# 4 C0000201',
          'A \\# 4 C0000201',
          'TLSA 3 1 1 00',
          'DS 1 8 2 00',
          'A1 x',
          'T8T x',
          '! 192.0.2.1',
          '"A" 192.0.2.1',
        ],
        ...['SOA a b 1 2 3 4 5', 'NSEC a A', 'SPF x', 'DNAME x', 'MX 10', 'SRV 1 2 3', 'NS a b'],
      ],
    ).map((one) => [one]),
  )
  .map((fields) => fields.join(' '));
const ending = mostly(
  ['', ' ', ' ; note', ';', '\t; ü', ';note'],
  [
    ' ;tls-rpt-disable-line x',
    ' ; note ; tls-rpt-disable',
    ' ; a; ;; b',
    ' ; Tale',
    ' )',
    ' ( ',
    ' \\',
    ' ; a\rb',
    '\f',
    '\u00a0',
  ],
);
const lineBreak = mostly(
  ['\n', '\r\n', '\n\n', ' \n'],
  ['\r', ' ; only a note\n', '; tls-rpt-disable x\n', '\r\r\n'],
);
const owner = fc.oneof(
  { weight: 6, arbitrary: name },
  { weight: 3, arbitrary: fc.constantFrom('', '\t') },
  { weight: 1, arbitrary: fc.constantFrom('"www"', '$TTL', '$ORIGIN', '_smtp._tls', '_sip._tcp', '*.wild') },
);

const line = fc
  .tuple(owner, ttl, klass, rdata, ending, lineBreak)
  .map(([first, ...rest]) => `${first} ${rest.join('')}`);
const directive = fc.constantFrom(
  '$TTL 300\n',
  '$ORIGIN sub\n',
  '$ORIGIN example.com.\n',
  '$ORIGIN other.net.\n',
  '$ORIGIN .\n',
  '\n',
  '; t\n',
  '(\n',
  ')\n',
);
const zone = fc.array(fc.oneof({ weight: 15, arbitrary: line }, directive), { minLength: 1, maxLength: 30 });

/** How many octets of a text are read as plain lines, behind a record with an owner. */
function plainIn(text: string, apex = 'example.com.'): number {
  const context = contextOf({ apex, origin: apex }, families);
  const plain = new PlainLines(context, apex.slice(0, -1), new ColumnsWriter());
  const state = firstState(apex);
  const before = 'www 300 IN A 192.0.2.1\n';
  const octets = new OctetsOf().stretch(before + text, 0, before.length + text.length);
  return plain.read(octets, 0, octets.end, 0, state) - before.length;
}

test('the usual lines of a zone are plain', () => {
  const lines = [
    'www 3600 IN A 192.0.2.1',
    'www IN 3600 a 255.0.10.199',
    'www in AAAA 2001:DB8::1',
    '\tAAAA 1:2:3:4:5:6:7:8',
    ' aaaa fe80::',
    'www.example.com.\tCNAME\twww.other.net.',
    'Example.COM. 999999999 NS ns1',
    '4.3 PTR host',
    'a-b_c 0 MX 10 mail',
    '_sip._tcp SRV 0 65535 5060 sip.example.com.',
    'www TXT "v=spf1 -all" word "a;b\t" ""',
    ' TXT "x" ; a note',
    '',
    '  ',
    '; a note',
    ' ;; beyond ASCII: ü',
  ];
  for (const line of lines) {
    for (const ending of ['\n', ' \n', ';\n', '\r\n', ' ; note\r\n'])
      assert.equal(plainIn(line + ending), (line + ending).length, line);
    assert.equal(plainIn(line), 0, `${line}, without a line break`);
  }
  assert.equal(plainIn('com. NS a.gtld-servers.net.\n', '.'), 28);
  assert.equal(plainIn(lines.join('\n')), lines.join('\n').lastIndexOf('\n') + 1);
});

test('what something may be said of is not plain, nor what is unusual', () => {
  const lines = [
    'www 300 IN A ( 192.0.2.1 )',
    'www A 192.0.2.1 ; tls-rpt-disable-line',
    'www A 192.0.2.1 ; see 12 ;; tls-rpt-disable-line',
    'www A 192.0.2.01',
    'www.example.com A 192.0.2.1',
    'www.other.net. A 192.0.2.1',
    'www 1h A 192.0.2.1',
    'www CH A 192.0.2.1',
    'www CNAME www.example.com',
    'www NS 192.0.2.1',
    'www MX 65536 mail',
    'www TXT "v=TLSRPTv1; rua=x"',
    '_smtp._tls TXT x',
    '_smtp._tls CNAME x',
    '* A 192.0.2.1',
    '@ A 192.0.2.1',
    'www TXT "a\\"b"',
    'www TXT "never closed',
    'www TXT ü',
    '$TTL 300',
    'www SOA a b 1 2 3 4 5',
    'www A 192.0.2.1\rx',
    'www A',
    'www',
  ];
  for (const line of lines) assert.equal(plainIn(`${line}\n`), 0, line);
});

test('plain lines are read as any other', () => {
  let records = 0;
  fc.assert(
    fc.property(
      zone,
      fc.constantFrom(...apexes),
      fc.constantFrom(40, 500, 16_384),
      fc.boolean(),
      (lines, apex, size, whole) => {
        const text = whole ? lines.join('') : lines.join('').slice(0, -1);
        const plain = read(text, apex, size, true);
        assert.deepEqual(plain.map(said), read(text, apex, size, false).map(said));
        records += plain.flatMap((chunk) => said(chunk).records).length;
      },
    ),
    { numRuns: Number(process.env.TLS_RPT_FUZZ_RUNS ?? 2000) },
  );
  assert.ok(records > 1000);
});

test('an entry is the same whether those before it are wanted or not', () => {
  fc.assert(
    fc.property(zone, fc.constantFrom(...apexes), fc.nat(7), fc.nat(7), (lines, apex, first, step) => {
      for (const chunk of read(lines.join(''), apex, 500, true)) {
        const isWanted = (entry: number) => entry % (step + 1) === first % (step + 1);
        const wanted = Array.from(chunk.flags.keys()).filter(isWanted);
        const all = [...readObjects(chunk, 7)];
        // Others may have stopped on the way.
        for (const entry of wanted) {
          assert.deepEqual(
            [...readObjects(chunk, 7, [entry])],
            all.filter((_, one) => one === entry),
          );
        }
        assert.deepEqual(
          [...readObjects(chunk, 7, wanted)],
          all.filter((_, entry) => isWanted(entry)),
        );
      }
    }),
    { numRuns: Number(process.env.TLS_RPT_FUZZ_RUNS ?? 1000) },
  );
});
