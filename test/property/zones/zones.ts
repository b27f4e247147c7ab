/** Zone files around records: sound neighbours, and lines with the mistakes that the zone's own rules know. */
import fc from 'fast-check';
import { misplacedMtasts, misplacedRecords, mtastsRecords, tlsrptRecords, type Written } from './records.js';

export const origin = 'example.com.';

export interface Zone {
  readonly text: string;
  readonly records: readonly Written[];
}

const sound = fc.constantFrom(
  'www A 192.0.2.80',
  'www\tIN\tAAAA\t2001:db8::80',
  '; a comment',
  '',
  'mail 3600 IN A 192.0.2.25',
  '@ MX 10 mail',
  '@ TXT "v=spf1 -all"',
  'long TXT ( "a"\n  "b" ) ; two strings',
  '_dmarc TXT "v=DMARC1; p=none; rua=mailto:d@example.net"',
);

const long = 'x'.repeat(300);

/** Lines with one mistake each, most with a fix. */
export const broken: readonly string[] = [
  'doubled.example.com A 192.0.2.1',
  'dotless MX 10 mail.example.com',
  'alias CNAME www.example.com',
  'alias2 CNAME example.com',
  `long TXT "${long}"`,
  `long2 TXT ${long}`,
  `long3 TXT "short" "${'é'.repeat(200)}"`,
  `long4 TXT "${'\\;'.repeat(260)}"`,
  `long5 TXT "${'\\195\\169'.repeat(140)}" ; with a comment`,
  `long6 TXT ( "${long}${long}"\n  "y" )`,
  'open TXT "never closed',
  'open2 TXT "never closed ; with a comment',
  'open3 TXT "a" "never closed\\\\',
  'open4 HINFO "a" "never closed',
  'ttl 1h30 A 192.0.2.2',
  'ttl 1d12 IN A 192.0.2.2',
  'ttl 2w3h5 TXT "x"',
  'ttl 4294967296 A 192.0.2.2',
  'ttl 3000000000 A 192.0.2.2',
  'twice A 192.0.2.3\ntwice A 192.0.2.3',
  'twice A 192.0.2.3\n A 192.0.2.3\n AAAA 2001:db8::3',
  'twice TXT "a"\nother A 192.0.2.4\ntwice TXT a\n TXT b',
  'set 600 A 192.0.2.5\nset 700 A 192.0.2.6',
  'set 600 A 192.0.2.5\nset A 192.0.2.6',
  'set 600 A 192.0.2.5\nset IN A 192.0.2.6',
  'set A 192.0.2.5\n 700 A 192.0.2.6',
  'set 1h A 192.0.2.5\nset IN 2h A 192.0.2.6\nset 3h A 192.0.2.7',
  'class IN IN A 192.0.2.7',
  'class CH A 192.0.2.7',
  'class IN CH A 192.0.2.7',
  'class 300 CH TXT "x"',
  '  $TTL 300',
  '  $ORIGIN sub.example.com.\nx A 192.0.2.1\n$ORIGIN example.com.',
  '$ORIGN sub.example.com.\nx A 192.0.2.1\n$ORIGIN example.com.',
  '$TLL 300',
  '$FOO bar',
  '$TTL 300 400',
  '$TTL',
  '$ORIGIN example.com. extra ; comment',
  '$TTL 1h30',
  'type AA 192.0.2.8',
  'type AAA 2001:db8::8',
  'type CNMAE www',
  'type TEXT "x"',
  'type NOTHING x',
  'type',
  'extra A 192.0.2.9 192.0.2.10',
  'extra MX 10 mail extra ; comment',
  'extra CNAME www (\n more )',
  'less MX 10',
  'less A',
  'bad A 192.0.2',
  'bad AAAA 2001:db8',
  'bad TXT "\\256"',
  'bad..name A 192.0.2.1',
  'con\u200btrol\u0007 A 192.0.2.1',
  '\ufeffbom A 192.0.2.1',
  'control TXT "a\u0000b"',
  'lines TXT \\\n "continued"',
  'lines TXT \\\n continued',
  'a.example.org. A 192.0.2.1',
  '; tls-rpt-disable-next-line zone/bad-tll\nsilent A 192.0.2.1',
  'late SOA ns1 host 1 1h 1h 1h 1h',
  'target MX 10 nowhere',
  'target SRV 0 0 25 alias3\nalias3 CNAME www',
  'both CNAME www\nboth TXT "x"',
  'cnames CNAME www\ncnames CNAME mail',
  'open5 TXT ( "a"',
  'close TXT "a" )',
  '$GENERATE 1-3 g$ A 192.0.2.$',
  '$GENERATE 1-x g$ A 192.0.2.$',
  '_25._tcp.mail TLSA 3 1 1 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '* TXT "anything"',
];

const brokenLine = fc.constantFrom(...broken);

const heads = fc.constantFrom(
  '$TTL 1d\n@ SOA ns1 hostmaster 1 4h 1h 4w 1h\n@ NS ns1\nns1 A 192.0.2.1\n',
  '@ 1d SOA ns1 hostmaster 1 4h 1h 4w 1h\n@ NS ns1\nns1 A 192.0.2.1\n',
  '$ORIGIN example.com.\n$TTL 1d\n',
  '$TTL 1d\n',
);

const newlines = fc.constantFrom('\n', '\n', '\n', '\r\n');
const ends = fc.constantFrom('\n', '\n', '', '\n\n; the end\n', ' ');

function zoneOf(
  records: fc.Arbitrary<readonly Written[]>,
  lines: fc.Arbitrary<readonly string[]>,
  head: fc.Arbitrary<string> = heads,
): fc.Arbitrary<Zone> {
  return fc
    .tuple(
      head,
      fc.array(sound, { maxLength: 2 }),
      records,
      lines,
      fc.array(sound, { maxLength: 2 }),
      newlines,
      ends,
    )
    .map(([first, before, made, wrong, after, newline, end]) => ({
      text: (
        first +
        [...before, ...made.map(({ text }) => text), ...wrong, ...after].join('\n') +
        end
      ).replaceAll('\n', newline),
      records: made,
    }));
}

const none = fc.constant<readonly never[]>([]);
const one = (record: fc.Arbitrary<Written>) => record.map((only): readonly Written[] => [only]);

/** One record with one mistake at most, in a file that is sound. */
export const oneMistake = zoneOf(
  one(
    fc.oneof(
      { weight: 6, arbitrary: tlsrptRecords(1) },
      { weight: 1, arbitrary: misplacedRecords },
      { weight: 2, arbitrary: mtastsRecords(1) },
      { weight: 1, arbitrary: misplacedMtasts },
    ),
  ),
  none,
);

/** One line with one mistake, in a file that is sound. */
export const oneBrokenLine = zoneOf(
  none,
  brokenLine.map((line): readonly string[] => [line]),
);

/** Anything, several mistakes at once. */
export const manyMistakes = zoneOf(
  fc.array(fc.oneof(tlsrptRecords(3), misplacedRecords, mtastsRecords(2), misplacedMtasts), { maxLength: 3 }),
  fc.array(brokenLine, { maxLength: 3 }),
  fc.oneof(heads, fc.constant('')),
);

const mended = 'v=TLSRPTv1; rua=https://reports.example.net/v1';

/** What a property failed on once. */
export const unmended: readonly Zone[] = [
  {
    text: '$ORIGIN example.com.\n$TTL 1d\n_smtp._tls txt ( ; rua=none\n  "v=TLSRPTv1; https://reports.example.net/v1" ; rua=none\n )\n',
    records: [
      { text: '', style: 'parentheses', value: { text: mended.replace('rua=', ''), mended, mistakes: [] } },
    ],
  },
  ...[
    '_smtp._tls TXT ( ; rua=none\n  "v=TLSRPTv1; " ; rua=none\n )\n',
    '@ TXT "v=spf1 -all"\nwww A 192.0.2.80\n@ 7200 IN TXT v=STSv1; id=20260101000000;\n',
    '@ 7200 IN TXT v=STSv1; id=20260101000000;\n@ TXT "v=spf1 -all"\n',
  ].map((text) => ({
    text: `$TTL 1d\n@ SOA ns1 hostmaster 1 4h 1h 4w 1h\n@ NS ns1\nns1 A 192.0.2.1\n${text}`,
    records: [],
  })),
];
