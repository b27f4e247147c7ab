import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { check } from '../../../server/src/checks.js';
import { localize } from '../../../server/src/message.js';
import { severityOf } from '../../../server/src/rules/levels.js';
import { applyEdits } from '../../../server/src/span.js';

/** A zone without a mistake, which the lines are added to. */
const head =
  '$ORIGIN example.com.\n$TTL 1d\n@ IN SOA ns1 hostmaster 1 2h 1h 4w 1h\n@ NS ns1\nns1 A 192.0.2.1\n';

function found(lines: string) {
  const text = `${head}${lines}\n`;
  const { findings, fixes } = check('zone', text);
  const marks = findings.flatMap((finding) => {
    const severity = severityOf(finding, {});
    const { rule, start, end } = finding;
    return severity === undefined
      ? []
      : [`${severity} ${rule.replace('zone/', '')} ${text.slice(start, end)}`];
  });
  return { text, findings, marks, fixes };
}

/** Lines, and each finding as its severity, its rule (without the family) and the marked text. */
const cases: readonly (readonly [lines: string, ...marks: string[]])[] = [
  ['a A ( 192.0.2.1', 'error unbalanced-parenthesis ('],
  ['a A 192.0.2.1 )', 'error unbalanced-parenthesis )'],
  ['a TXT ( x\nb IN TXT y\nc IN TXT z )', 'warning unbalanced-parenthesis ('],
  ['a TXT ( x )\nb IN TXT y\nc TXT ( z )'],
  ['a TXT ( x\nb IN TXT y\nc IN TXT ( z )', 'error unbalanced-parenthesis ('],
  [
    'a TXT ( x\nb IN TXT y\nc IN TXT "z )',
    'error unbalanced-parenthesis (',
    'error unterminated-string "z )',
  ],
  ['a TXT ( x\nb IN TXT y\nc TXT z ) )', 'error unbalanced-parenthesis (', 'error unbalanced-parenthesis )'],
  [
    'a A ( 192.0.2.1\nb IN A 192.0.2.2\nc IN A 192.0.2.3 )',
    'error unbalanced-parenthesis (',
    'error unbalanced-parenthesis )',
  ],
  [`a TXT ( x\n${'b IN TXT y\n'.repeat(50)})`, 'warning unbalanced-parenthesis ('],
  ['a TXT "abc', 'error unterminated-string "abc'],
  ['a TXT "abc\\\ndef"'],
  ['a TXT \\256', 'error bad-escape \\256'],
  ['a TXT "\\1"', 'error bad-escape \\1'],
  ['a TXT "\\12"', 'error bad-escape \\12'],
  ['a TXT abc\\', 'error bad-escape \\'],
  ['$FOO bar', 'error unknown-directive $FOO'],
  ['$ORIGN example.com.', 'error unknown-directive $ORIGN'],
  [' $TTL 300', 'error unknown-directive $TTL'],
  ['$TTL', 'error bad-directive $TTL'],
  ['$TTL x', 'error bad-ttl x'],
  ['$TTL 300 400', 'error bad-directive 400'],
  ['$ORIGIN', 'error bad-directive $ORIGIN'],
  ['$ORIGIN a b', 'error bad-directive b'],
  ['$INCLUDE', 'error bad-directive $INCLUDE'],
  ['$INCLUDE a b c', 'error bad-directive c'],
  ['$DATE 20260101000000\n$INCLUDE a', 'error bad-directive $INCLUDE'],
  ['$DATE 19691231235959', 'error bad-directive 19691231235959'],
  ['$GENERATE 1-2 $ SOA "ns1 h $ 1 1 1 1"', 'error bad-directive $'],
  ['$GENERATE 1-2 example.net. CNAME a$', 'warning out-of-zone example.net.'],
  [
    '$GENERATE 1-2 example.net. TXT ${0,128}',
    'warning out-of-zone example.net.',
    'error bad-directive ${0,128}',
  ],
  ['@ CDS 1 8 2 abababababababababababababababababababababababababababababababab', 'error bad-rdata CDS'],
  ['@ CDS 1 8 2 abababababababababababababababababababababababababababababababab\n@ DNSKEY 256 3 8 AwEA'],
  ['@ CDS 0 0 0 00'],
  [
    '@ CDS 0 0 0 00\n@ CDS 1 8 2 abababababababababababababababababababababababababababababababab\n@ DNSKEY 256 3 8 AwEA',
    'error bad-rdata CDS',
  ],
  ['@ CDNSKEY 257 3 13 AwEA\n@ DNSKEY 256 3 8 AwEA', 'error bad-rdata CDNSKEY'],
  ['$GENERATE 1-2 ns$ TXT x\n@ NS ns2', 'error target-missing ns2'],
  ['$GENERATE 1-3 ns$ A 192.0.2.$\n@ NS ns2\n@ NS ns3\na MX 10 ns3'],
  ['$GENERATE 1-3 ns$ A 192.0.2.$\na MX 10 ns4', 'warning target-missing ns4'],
  ['$GENERATE 1-3 ns$.sub AAAA ::$\n$ORIGIN sub\n@ MX 10 ns2'],
  ['$GENERATE 2-3 @ NS ns$', 'error target-missing ns$'],
  ['$GENERATE 2-3 @ NS ns$\nns2 A 192.0.2.2', 'error target-missing ns$'],
  ['$GENERATE 2-3 @ NS ns$\n$GENERATE 2-3 ns$ A 192.0.2.$'],
  ['$GENERATE 2-3 @ NS ns$\n* A 192.0.2.2'],
  ['$GENERATE 2-3 @ NS ns$\n* A 192.0.2.2\n$GENERATE 3-3 ns$ TXT x', 'error target-missing ns$'],
  ['$GENERATE 2-3 @ NS ns$.example.net.'],
  ['$GENERATE 2-3 sub NS ns$'],
  ['$GENERATE 2-3 ns$ CNAME ns1\n@ NS ns3', 'error target-is-cname ns3'],
  ['$GENERATE 2-3 @ NS ns$\nns2 CNAME ns1', 'error target-is-cname ns$'],
  ['$GENERATE 2-4/2 ns$ CNAME ns1\nns3 A 192.0.2.3'],
  ['$GENERATE 1-3 h$ CNAME ns1\nH2 A 192.0.2.1', 'error cname-and-other-data A'],
  ['h2 A 192.0.2.1\n$GENERATE 1-3 h$ CNAME ns1', 'error cname-and-other-data CNAME'],
  ['$GENERATE 1-3 h$ CNAME ns1\n$GENERATE 1-3 h$ TXT x', 'error cname-and-other-data TXT'],
  ['$GENERATE 1-3 h$ CNAME ns1\n$GENERATE 1-3 h$ CNAME ns1'],
  ['$GENERATE 1-3 h CNAME x$', 'error multiple-cname h'],
  ['h CNAME x\n$GENERATE 1-1 h CNAME y', 'error multiple-cname CNAME'],
  ['h 300 A 192.0.2.1\n$GENERATE 1-1 h 600 A 192.0.2.$'],
  ['$GENERATE 1-300000 h$ A 192.0.2.1\n@ NS nope'],
  ['$GENERATE 1-300000 h$ TXT x\n@ NS nope', 'error target-missing nope'],
  ['$GENERATE 1-200000 h$ A 192.0.2.1\n$GENERATE 1-200000 h$ TXT x\n@ NS nope'],
  ['$GENERATE 1-x ns$ A 192.0.2.$\n@ NS ns2', 'error bad-directive 1-x'],
  ['$GENERATE 1-300 @ TXT "${0,127} ${0,127}"', 'error bad-rdata TXT'],
  ['@ NS b\nb NS ns1', 'warning target-missing b'],
  // What cannot be read may be what is missing.
  ['a MX 10 mail\nmail IN IN A 192.0.2.1', 'error class-mismatch IN'],
  ['a MX 10 mail\nmail 1H30 A 192.0.2.1', 'error bad-ttl 1H30'],
  ['a MX 10 mail\nmail AA 192.0.2.1', 'error unknown-type AA'],
  ['a MX 10 mail\nmaill AA 192.0.2.1', 'warning target-missing mail', 'error unknown-type AA'],
  // Glue is wanted for a name server below what it serves, and for none below another's.
  ['b NS ns.b', 'warning target-missing ns.b'],
  ['b NS ns.b\nns.b A 192.0.2.1'],
  ['b NS ns.c\nc NS ns1\na MX 10 mail.c'],
  ['@ NS b\n* CNAME ns1', 'error target-is-cname b'],
  ['a MX 10 b\n* CNAME ns1'],
  ['@ NS ns.d\nd DNAME example.net.', 'error target-missing ns.d'],
  ['a MX 10 mail.d\nd DNAME example.net.'],
  ['@ NS ns.b\nb TXT x\n* A 192.0.2.1', 'error target-missing ns.b'],
  ['@ NS ns.sub\nsub NS ns1\nns.sub CNAME ns1', 'warning target-is-cname ns.sub'],
  ['$GENERATE 1-2', 'error bad-directive $GENERATE 1-2'],
  ['$GENERATE 1-x a$ A 192.0.2.$', 'error bad-directive 1-x'],
  ['$GENERATE 1-3 a$ A 192.0.2.$'],
  ['$GENERATE 1-300 a$ A 192.0.2.$', 'error bad-directive 192.0.2.$'],
  ['a AAAAA ::1', 'error unknown-type AAAAA'],
  ['a CNMAE b', 'error unknown-type CNMAE'],
  ['a TYPE65280 \\# 0'],
  ['a TYPE65536 \\# 0', 'error unknown-type TYPE65536'],
  ['a CH A 192.0.2.1', 'error class-mismatch CH'],
  ['a IN IN A 192.0.2.1', 'error class-mismatch IN'],
  ['a IN CH A 192.0.2.1', 'error class-mismatch CH'],
  ['a HS TXT x', 'error class-mismatch HS'],
  ['a 1H30 IN A 192.0.2.256', 'error bad-ttl 1H30', 'error bad-rdata 192.0.2.256'],
  ['a IN CH A 192.0.2', 'error class-mismatch CH', 'error bad-rdata 192.0.2'],
  ['a IN 300 IN MX 10', 'error class-mismatch IN', 'error missing-rdata 10'],
  ['a IN IN 300 MX x ns1', 'error class-mismatch IN', 'error bad-rdata x'],
  ['a bad IN TXT "x\\1"', 'error unknown-type bad', 'error bad-escape \\1'],
  ['a 300 300 A 192.0.2', 'error unknown-type 300', 'error bad-rdata 192.0.2'],
  ['a 1H30 CNAME www.example.com', 'error bad-ttl 1H30', 'warning missing-trailing-dot www.example.com'],
  ['a IN IN TXT', 'error class-mismatch IN', 'error missing-rdata TXT'],
  ['a bad TXT x', 'error unknown-type bad'],
  ['a 300 10 mx', 'error unknown-type 10'],
  ['a', 'error missing-type a'],
  ['a 300', 'error missing-type 300'],
  ['a IN', 'error missing-type IN'],
  ['a 300 IN', 'error missing-type 300'],
  ['a 300 300 A 192.0.2.1', 'error unknown-type 300'],
  ['a A', 'error missing-rdata A'],
  ['a MX', 'error missing-rdata MX'],
  ['a MX 10', 'error missing-rdata 10'],
  ['a MX 10 b c', 'warning target-missing b', 'error extra-rdata c'],
  ['a A 192.0.2.1 x', 'error extra-rdata x'],
  ['a A 192.0.2.256', 'error bad-rdata 192.0.2.256'],
  ['a A 192.0.2', 'error bad-rdata 192.0.2'],
  ['a AAAA ::g', 'error bad-rdata ::g'],
  ['a AAAA 192.0.2.1', 'error bad-rdata 192.0.2.1'],
  ['a MX 70000 b', 'error bad-rdata 70000', 'warning target-missing b'],
  ['a MX -1 b', 'error bad-rdata -1', 'warning target-missing b'],
  ['a MX x b', 'error bad-rdata x', 'warning target-missing b'],
  ['a SRV 1 2 3', 'error missing-rdata 3'],
  ['a CAA 0 issue "ca.example"'],
  ['a CAA 256 issue "ca.example"', 'error bad-rdata 256'],
  ['a CAA 0 is_sue "x"', 'error bad-rdata is_sue'],
  ['a TLSA 3 1 1 zz', 'error bad-rdata zz'],
  ['a TLSA 3 1 1 aab', 'error bad-rdata aab'],
  ['a MX 10 .x', 'error bad-name .'],
  [`a SRV 0 0 1 ${'x'.repeat(64)}`, `error bad-name ${'x'.repeat(64)}`],
  ['a DS 1 8 2', 'error missing-rdata 2'],
  ['a DS 1 8 2 aa', 'error bad-rdata aa'],
  ['a DS 1 8 2 aa ( bb\n cc )', 'error bad-rdata aa ( bb\n cc'],
  ['a DNSKEY 256 3 8 !!!', 'error bad-rdata !!!'],
  ['a HTTPS 1 . alpn="h2" foo=bar', 'error bad-rdata foo=bar'],
  ['a HTTPS 1 . port=99999', 'error bad-rdata port=99999'],
  ['a HTTPS 1 . alpn="a\\\\,b,c"'],
  ['a HTTPS 1 . alpn=a,,b', 'error bad-rdata alpn=a,,b'],
  ['a HTTPS 1 . alpn="a\\\\"', 'error bad-rdata "a\\\\"'],
  ['a HTTPS 1 . ech=YQ=='],
  ['a HTTPS 1 . ech=YR==', 'error bad-rdata ech=YR=='],
  ['a HTTPS 1 . ech=YQ=', 'error bad-rdata ech=YQ='],
  ['a HTTPS 1 . mandatory=port alpn=h2', 'error bad-rdata mandatory=port'],
  ['a HTTPS 1 . alpn=h2 alpn=h3 port=1', 'error bad-rdata alpn=h3'],
  ['a HTTPS 1 . no-default-alpn port=1', 'error bad-rdata no-default-alpn'],
  ['a HTTPS 1 . alpn=a,,b no-default-alpn port=x', 'error bad-rdata alpn=a,,b', 'error bad-rdata port=x'],
  ['a HTTPS 1 . port=1 alpn=h2 no-default-alpn mandatory=port'],
  ['a SVCB 0 b alpn=h2'],
  ['a TXT \\# 2 01', 'error bad-rdata \\# 2 01'],
  ['a TXT \\# 2 0100'],
  ['a A \\# 4 c0000201'],
  ['a A \\# 3 c00002', 'error bad-rdata \\# 3 c00002'],
  ['a..b A 192.0.2.1', 'error bad-name .'],
  [
    'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa A 192.0.2.1',
    'error bad-name aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
  ],
  ['.a A 192.0.2.1', 'error bad-name .'],
  ['a. A 192.0.2.1', 'warning out-of-zone a.'],
  ['a 1H30 A 192.0.2.1', 'error bad-ttl 1H30'],
  ['a 1h30m A 192.0.2.1'],
  ['a 4294967296 A 192.0.2.1', 'error bad-ttl 4294967296'],
  ['a 4294967295 A 192.0.2.1', 'warning bad-ttl 4294967295'],
  ['a 2147483648 A 192.0.2.1', 'warning bad-ttl 2147483648'],
  ['a -1 A 192.0.2.1', 'error unknown-type -1'],
  ['@ SOA ns1 h 1 2 3 4 5', 'error multiple-soa SOA'],
  ['www SOA ns1 h 1 2 3 4 5', 'error soa-not-first SOA'],
  ['a.example.net. SOA ns1 h 1 2 3 4 5', 'warning out-of-zone a.example.net.'],
  ['a CNAME ns1\na A 192.0.2.1', 'error cname-and-other-data A'],
  ['a CNAME ns1\na CNAME b', 'error multiple-cname CNAME'],
  ['a$b CNAME x\na\\$b A 192.0.2.1', 'error cname-and-other-data A'],
  ['a@b.x CNAME x\na\\064b.x A 192.0.2.1', 'error cname-and-other-data A'],
  ['"a;b" CNAME x\na\\;b A 192.0.2.1', 'error cname-and-other-data A'],
  ['"a b" CNAME x\na\\032b A 192.0.2.1', 'error cname-and-other-data A'],
  ['x\\\\.example.com. A 192.0.2.1'],
  ['@ NS a$b\na$b A 192.0.2.1'],
  ['$GENERATE 1-3 a$$ CNAME ns1\na\\$ A 192.0.2.1', 'error cname-and-other-data A'],
  ['a RESINFO x\na RESINFO y', 'error multiple-cname RESINFO'],
  ['a CNAME ns1\na RRSIG CNAME 8 3 300 20300101000000 20200101000000 1 example.com. aaaa'],
  ['a 300 A 192.0.2.1\na 400 A 192.0.2.2', 'warning rrset-ttl-mismatch 400'],
  ['a.example.net. A 192.0.2.1', 'warning out-of-zone a.example.net.'],
  ['a A 192.0.2.1\na A 192.0.2.1', 'hint duplicate-record a A 192.0.2.1'],
  ['a A 192.0.2.1\nA A 192.0.2.1', 'hint duplicate-record A A 192.0.2.1'],
  ['a A 192.0.2.1\na AAAA ::1\na AAAA 0:0:0:0:0:0:0:1'],
  ['www.example.com A 192.0.2.1', 'warning missing-trailing-dot www.example.com'],
  [
    'a MX 10 mail.example.com',
    'warning missing-trailing-dot mail.example.com',
    'warning target-missing mail.example.com',
  ],
  [
    '@ HTTPS 1 svc.example.com alpn=h2\n_dns SVCB 0 Svc.Example.Com',
    'warning missing-trailing-dot svc.example.com',
    'warning missing-trailing-dot Svc.Example.Com',
  ],
  ['@ HTTPS 1 . alpn=h2\n@ HTTPS 2 svc.example.com. alpn=h2\n@ HTTPS 3 svc port=8443\n@ HTTPS 4 @'],
  ['@ HTTPS 0 svc\n@ HTTPS 0 svc.example.com.', 'hint duplicate-record @ HTTPS 0 svc.example.com.'],
  ['@ HTTPS 0 svc\n@ HTTPS 0 SVC.example.com.'],
  ['@ SVCB \\# 3 000100'],
  ['a CNAME example.com', 'warning missing-trailing-dot example.com'],
  [
    '$ORIGIN .\nwww.example.com A 192.0.2.1\na.example.com MX 10 www.example.com\nexample.com NS www.example.com',
  ],
  ['$ORIGIN example.com\na A 192.0.2.1', 'warning missing-trailing-dot example.com'],
  ['$ORIGIN .\n$ORIGIN example.com\na A 192.0.2.1'],
  ['$ORIGIN @\na A 192.0.2.1'],
  ['; a comment \\\n FOO bar', 'error unknown-type FOO'],
  ['a TXT b\\\\\n FOO bar', 'error unknown-type FOO'],
  ['a TXT \\\n FOO bar', 'error bad-escape \\'],
  ['a TXT \\\n"b" c', 'error bad-escape \\'],
  ['MX 10 ns1', 'error unknown-type ns1'],
  ['NS 3h IN ns1.example.net.', 'error unknown-type ns1.example.net.'],
  ['NS 192.0.2.1', 'error unknown-type 192.0.2.1'],
  ['a . b', 'error unknown-type .'],
  ['a NS nsx', 'warning target-missing nsx'],
  ['a SVCB 1 b port=53 alpn=H2'],
  ['a SVCB 1 b Port=53 IPV4HINT="AAAA"', 'warning bad-rdata Port', 'warning bad-rdata IPV4HINT'],
  ['a HTTPS 1 b PORT=443', 'error bad-rdata PORT=443'],
  ['a SVCB 1 b KEY667=x', 'error bad-rdata KEY667=x'],
  ['a NS 192.0.2.1', 'error bad-rdata 192.0.2.1'],
  ['a.example.org. MX 10 nope', 'warning out-of-zone a.example.org.'],
  ['a A 192.0.2.1 ; x\ry z\na AAAA ::1'],
  ['a A 192.0.2.1\ry z', 'error unknown-type z'],
  ['a TXT b\0c\0', 'error invalid-encoding \0'],
  ['a TXT "b\0c"', 'warning invalid-encoding \0'],
  ['$ORIGIN a\0', 'error invalid-encoding \0'],
  ['a MX 10 nope', 'warning target-missing nope'],
  ['a MX 10 ns1\nb CNAME ns1\nc MX 10 b', 'warning target-is-cname b'],
  ['_x._tcp SRV 0 0 1 nope', 'warning target-missing nope'],
  ['_x._tcp SRV 0 0 0 .'],
  ['a MX 0 .'],
  ['a A 192.0.2.1'],
  ['a PTR b.example.org'],
  ['a TXT ""'],
  ['a TXT a"b"c'],
  ['a TXT @'],
  ['TXT TXT x'],
  ['300 A 192.0.2.1'],
  ['IN A 192.0.2.1'],
  ['"q" A 192.0.2.1'],
  ['a SPF "v=spf1 -all"'],
  ['a LOC 52 22 23 N 4 53 32 E -2m'],
  ['a NAPTR 1 2 "u" "E2U+sip" "!^.*$!sip:a@b!" .'],
  ['a HINFO x y'],
  ['a HINFO x', 'error missing-rdata x'],
  [`a HINFO "${'x'.repeat(256)}" y`, `error string-too-long "${'x'.repeat(256)}"`],
  ['a RP a b'],
  ['a SSHFP 1 1 aabb', 'error bad-rdata aabb'],
  ['$GENERATE 1-2 h$.example.org. TXT x', 'warning out-of-zone h$.example.org.'],
  ['$GENERATE 1-2 h$.example.com TXT x', 'warning missing-trailing-dot h$.example.com'],
  ['$GENERATE 1-2 h$.example.com. TXT x'],
  ['a URI 1 1 "https://x/"'],
  ['a NSEC b A'],
  ['a KEY 256 3 8 aaaa'],
  [
    '@ NS ns2.example.com',
    'error missing-trailing-dot ns2.example.com',
    'error target-missing ns2.example.com',
  ],
  [
    'sub NS ns2.example.com',
    'warning missing-trailing-dot ns2.example.com',
    'warning target-missing ns2.example.com',
  ],
  ['@ NS \\# 1 00\n@ MX \\# 3 000a00'],
  ['@ NS ns2.example.com\nns2.example.com. A 192.0.2.1', 'error missing-trailing-dot ns2.example.com'],
  [
    '_x._tcp SRV 0 0 1 nope.example.com',
    'warning missing-trailing-dot nope.example.com',
    'warning target-missing nope.example.com',
  ],
];

suite('records and directives of a zone', () => {
  for (const [lines, ...marks] of cases) {
    test(JSON.stringify(lines), () => assert.deepEqual(found(lines).marks, marks));
  }
});

test('a wildcard of the root zone has the addresses of its name servers', () => {
  const text = '$TTL 1d\n@ SOA ns h 1 2h 1h 4w 1h\n@ NS ns.example.net.\n*. A 192.0.2.1\n';
  assert.deepEqual(check('zone', text, { origin: '.' }).findings, []);
});

test('a name server of the root zone may be the root, and wants an address', () => {
  const text = '$TTL 1d\n@ SOA ns h 1 2h 1h 4w 1h\n@ NS .\nm MX 0 .\n';
  const messages = (zone: string) =>
    check('zone', zone, { origin: '.' }).findings.map(({ rule, severity, start, end }) => [
      rule,
      severity,
      zone.slice(start, end),
    ]);
  assert.deepEqual(messages(text), [['zone/target-missing', 'error', '.']]);
  assert.deepEqual(messages(`${text}@ A 192.0.2.1\n`), []);
});

test('a line that starts with its type by mistake is told so', () => {
  const messages = (lines: string) =>
    check('zone', `$TTL 1d\n@ SOA ns h 1 2h 1h 4w 1h\n@ NS ns.example.net.\n${lines}\n`, {
      origin: 'example.com.',
    }).findings.map(({ message }) => localize(message));
  assert.deepEqual(messages('MX 10 ns.example.net.'), [
    'ns.example.net. is no record type. A line without white space before it starts with its owner: here MX.',
  ]);
  assert.deepEqual(messages('MX ns.example.net.'), ['ns.example.net. is no record type.']);
  assert.deepEqual(messages('NS 192.0.2.1'), ['192.0.2.1 is no record type.']);
  assert.deepEqual(messages('a . b'), ['. is no record type.']);
  assert.deepEqual(messages('a AAAAA ::1'), ['AAAAA is no record type. Is AAAA meant?']);
});

test('a $GENERATE before all records needs a TTL', () => {
  const marks = (directive: string) => {
    const text = `${directive}\n@ SOA ns h 1 2h 1h 4w 1h\n@ NS ns.example.net.\n`;
    return check('zone', text, { origin: 'example.com.' }).findings.map(({ rule, start, end }) => [
      rule,
      text.slice(start, end),
    ]);
  };
  assert.deepEqual(marks('$GENERATE 1-2 a$ IN A 192.0.2.$'), [
    ['zone/missing-ttl', 'A'],
    ['zone/missing-ttl', 'SOA'],
  ]);
  assert.deepEqual(marks('$GENERATE 1-2 a$ 1h A 192.0.2.$'), []);
  assert.deepEqual(marks('$TTL 1h\n$GENERATE 1-2 a$ A 192.0.2.$'), []);
  assert.deepEqual(check('zone', '$GENERATE 1-2 a$ A 192.0.2.$\n').findings, []);
});

/** Zones whose records have no TTL, and what is inserted in them. */
const withoutTtl: readonly (readonly [zone: string, inserted: string, before: string])[] = [
  ['@ SOA ns h 1 2h 1h 4w 5m\n@ NS ns.example.net.\n', '$TTL 300\n', '@ SOA'],
  ['; a zone\r\n@ SOA ns h (\r\n 1 2h 1h 4w 1h )\r\n@ NS ns.example.net.\r\n', '$TTL 3600\r\n', '@ SOA'],
  ['@ NS ns.example.net.\n@ SOA ns h 1 2h 1h 4w 10m\n', '$TTL 600\n', '@ NS'],
  ['$GENERATE 1-2 a$ A 192.0.2.$\n@ SOA ns h 1 2h 1h 4w 1h\n@ NS ns.example.net.\n', '$TTL 3600\n', '$GEN'],
  ['a A 192.0.2.1\n@ 60 SOA ns h 1 2h 1h 4w 5m\n@ NS ns.example.net.\n', '$TTL 3600\n', 'a A'],
];

test('a zone without TTL is given the one that BIND takes, in its own line ends', () => {
  for (const [text, inserted, before] of withoutTtl) {
    const { findings, fixes } = check('zone', text, { origin: 'example.com.' });
    const lacking = findings.filter(({ rule }) => rule === 'zone/missing-ttl');
    assert.ok(lacking.length > 0, text);
    for (const finding of lacking) {
      const at = text.indexOf(before);
      assert.deepEqual(fixes(finding)[0]?.edits, [{ start: at, end: at, newText: inserted }], text);
    }
  }
});

test('the first record that lacks an owner is told, at its white space, and not what inherits none', () => {
  const marks = (lines: string) => {
    const text = `$TTL 1d\n${lines}`;
    return check('zone', text, { origin: 'example.com.' }).findings.map(({ rule, start, end }) => [
      rule,
      text.slice(start, end),
    ]);
  };
  assert.deepEqual(marks('\t IN SOA ns h 1 2h 1h 4w 1h\n\tNS ns.example.net.\n'), [
    ['zone/missing-owner', '\t '],
  ]);
  assert.deepEqual(marks(' ( 60 A 192.0.2.1 )\na A 192.0.2.1\n A 192.0.2.2\n'), [
    ['zone/missing-owner', ' '],
  ]);
  assert.deepEqual(marks(' $ORIGIN a.example.com.\n A 192.0.2.1\n'), [
    ['zone/unknown-directive', '$ORIGIN'],
    ['zone/missing-owner', ' '],
  ]);
});

test('a TTL, class or type in quotes is what they hold, a type misspelled the nearest of its first letter', () => {
  for (const [line, near] of [
    ['a "300" A 192.0.2.1', '300'],
    ['a 300 "IN" A 192.0.2.1', 'IN'],
    ['a "A" 192.0.2.1', 'A'],
    ['a "CNMAE" b', 'CNAME'],
    ['a TX b', 'TXT'],
    ['a NX b', 'NS'],
    ['a QTXT b', 'TXT'],
    // No type that the data would be wrong for.
    ['a AAA 192.0.2.1', 'A'],
    ['a AA ::1', 'AAAA'],
    ['a MMX b', undefined],
    // The space is missing that ends the type.
    ['a MX10 b', 'MX 10'],
    ['a 60 IN mx10 b', 'mx 10'],
    // Where a string or a name is first, the number was typed by mistake.
    ['a TXT1 "b"', 'TXT'],
    ['a ns1', undefined],
    // A no-break space is no space: with the type it stood before the string.
    ['a TXT\u00a0"b"', 'TXT '],
    ['a "" b', undefined],
  ] as const) {
    const { findings, fixes } = check('zone', `$TTL 1d\n${line}\n`, { origin: 'example.com.' });
    assert.deepEqual(
      findings.map((finding) => [finding.rule, fixes(finding)[0]?.edits[0]?.newText]),
      [['zone/unknown-type', near]],
      line,
    );
  }
});

test('an SOA that is not at the top is one mistake', () => {
  const text = '$TTL 1d\n$ORIGIN example.com\n@ SOA ns h 1 2h 1h 4w 1h\n@ NS ns.example.net.\n';
  const { findings } = check('zone', text, { origin: 'example.com.' });
  assert.deepEqual(
    findings.map(({ rule }) => rule),
    ['zone/missing-trailing-dot', 'zone/soa-not-first'],
  );
});

test('each fix removes its finding and adds none', () => {
  let fixed = 0;
  for (const [lines] of cases) {
    const { text, findings, fixes, marks } = found(lines);
    for (const finding of findings) {
      for (const fix of fixes(finding)) {
        fixed++;
        const after = found(applyEdits(text, fix.edits).slice(head.length).replace(/\n$/, '')).findings;
        assert.ok(after.length < findings.length, `${fix.title.template}: ${marks.join(', ')}`);
        const before = findings.map(({ rule }) => rule);
        assert.ok(
          after.every(({ rule }) => before.includes(rule)),
          after.map(({ rule }) => rule).join(', '),
        );
      }
    }
  }
  assert.ok(fixed >= 20, String(fixed));
});

suite('a line that was meant for a $TTL is told, and not what lacks its TTL', () => {
  const lines: readonly (readonly [line: string, mark: string])[] = [
    ['$TTL 1H30', 'error bad-ttl 1H30'],
    ['$TTL', 'error bad-directive $TTL'],
    ['$TTTL 300', 'error unknown-directive $TTTL'],
    ['  $TTL 300', 'error unknown-directive $TTL'],
  ];
  for (const [line, mark] of lines) {
    test(line, () => {
      const text = `${line}\n$ORIGIN example.com.\n@ SOA ns1 hostmaster 1 2h 1h 4w 1h\n@ NS ns1\nns1 A 192.0.2.1\n`;
      const { findings } = check('zone', text);
      assert.deepEqual(
        findings.map(
          ({ rule, start, end, severity }) =>
            `${severity ?? severityOf({ rule }, {})} ${rule.replace('zone/', '')} ${text.slice(start, end)}`,
        ),
        [mark],
      );
    });
  }
});

test('a name that lacks its final dot is made relative to the origin of its place, where that ends it', () => {
  const mends = (line: string) => {
    const text = `$TTL 1d\n@ SOA ns1 h 1 2h 1h 4w 1h\n@ NS ns1\nns1 A 192.0.2.1\n${line}\n`;
    const { findings, fixes } = check('zone', text, { origin: 'example.com.' });
    return findings.map((finding) => [
      finding.rule,
      ...fixes(finding).map(({ edits }) => applyEdits(text, edits).split('\n').at(-2)),
    ]);
  };
  const record = 'TXT "v=TLSRPTv1; rua=mailto:a@example.net"';
  for (const [origin, line, rule, ...mended] of [
    ['@', 'a CNAME ns1.Example.com', 'zone/missing-trailing-dot', 'a CNAME ns1.Example.com.', 'a CNAME ns1'],
    ['s', 'a CNAME b.s.example.com', 'zone/missing-trailing-dot', 'a CNAME b.s.example.com.', 'a CNAME b'],
    ['s', 'a CNAME b.example.com', 'zone/missing-trailing-dot', 'a CNAME b.example.com.'],
    ['s', 's.example.com TXT x', 'zone/missing-trailing-dot', 's.example.com. TXT x', '@ TXT x'],
    [
      '_tls',
      `_smtp._tls.example.com ${record}`,
      'tlsrpt/doubled-origin',
      `_smtp._tls.example.com. ${record}`,
      `_smtp ${record}`,
    ],
    ['s', `_smtp._tls.example.com ${record}`, 'tlsrpt/doubled-origin', `_smtp._tls.example.com. ${record}`],
  ]) {
    assert.deepEqual(mends(`$ORIGIN ${origin}\n${line}`), [[rule, ...mended]], line);
  }
});

test('an SOA whose owner lacks its final dot is told as that, and the rest of the zone is judged right', () => {
  const zone = (servers: string) =>
    `$ORIGIN example.com.\n$TTL 1d\nexample.com SOA ns1 hostmaster 1 2h 1h 4w 1h\n${servers}\nns1 A 192.0.2.1\nwww.example.com. A 192.0.2.2\n`;
  const marks = (text: string) =>
    check('zone', text).findings.map(
      ({ rule, start, end, severity }) =>
        `${severity ?? severityOf({ rule }, {})} ${rule.replace('zone/', '')} ${text.slice(start, end)}`,
    );
  const text = zone(' NS ns1');
  assert.deepEqual(marks(text), ['error missing-trailing-dot example.com']);
  const { findings, fixes } = check('zone', text);
  assert.deepEqual(
    fixes(findings[0]!).map(({ edits }) => applyEdits(text, edits)),
    [text.replace('com SOA', 'com. SOA'), text.replace('example.com SOA', '@ SOA')],
  );
  assert.equal(
    localize(findings[0]!.message),
    'Without a final dot this name is relative: BIND reads “example.com.example.com.”.',
  );
  assert.deepEqual(marks(zone('example.com NS ns1')), [
    'error missing-trailing-dot example.com',
    'warning missing-trailing-dot example.com',
  ]);
  assert.deepEqual(marks(zone('')), ['error missing-trailing-dot example.com', 'error missing-ns SOA']);
});

test('a byte-order mark before a directive is told once, as an error', () => {
  const text =
    '\ufeff$ORIGIN example.com.\n$TTL 1d\n@ SOA ns1 hostmaster 1 2h 1h 4w 1h\n NS ns1\nns1 A 192.0.2.1\n';
  const { findings, fixes } = check('zone', text);
  assert.deepEqual(
    findings.map(({ rule, severity, start, end }) => [rule, severity, start, end]),
    [['zone/invalid-encoding', 'error', 0, 1]],
  );
  const after = applyEdits(text, fixes(findings[0]!)[0]!.edits);
  assert.equal(after, text.slice(1));
  assert.deepEqual(check('zone', after).findings, []);
});
