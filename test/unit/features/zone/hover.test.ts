import assert from 'node:assert/strict';
import { test } from 'node:test';
import { zoneHover } from '../../../../server/src/features/zone/hover.js';
import { localize } from '../../../../server/src/message.js';
import { ZoneDocument } from '../../../../server/src/zone/document.js';

const text = `$ORIGIN example.com.
$TTL 1d
@ IN SOA ns1 host\\.master 7 4h 1h 4w 1h
  IN NS ns1
ns1 2h IN A 192.0.2.1
@ MX 10 ns1 ; a note
note TXT "caf\\195\\169" " [x](command:evil)"
_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@b.example,https://r.example/v1; x=1"
_smtp._tls.sub TXT v=TLSRPTv1; rua=mailto:a@b.example
_mta-sts TXT "v=STSv1; " "id=20261124123000; a=b"
_25._tcp.ns1 TLSA 3 1 1 0000000000000000000000000000000000000000000000000000000000000000
$GENERATE 1-2 host-$ A 192.0.2.$
_smtp._tls.u TXT "v=TLSRPTv1; rua=mailto:a@bücher.example"
`;

/** The hovered text and its words, over the n-th place where a text stands. */
function over(word: string, nth = 0): { span: string; words: string } | undefined {
  let offset = -1;
  for (let i = 0; i <= nth; i++) offset = text.indexOf(word, offset + 1);
  const hover = zoneHover(new ZoneDocument(text), offset);
  return (
    hover && {
      span: text.slice(hover.start, hover.end),
      words: hover.parts.map((part) => localize(part)).join('\n'),
    }
  );
}

/** The words over the start of a record in a zone of its own. */
function overRecord(record: string, word = record): string {
  const zone = `$ORIGIN example.com.\n${record}\n`;
  const hover = zoneHover(new ZoneDocument(zone), zone.indexOf(word));
  return (hover?.parts ?? []).map((part) => localize(part)).join('\n');
}

test('tells an owner in full and where its TTL comes from', () => {
  const hover = over('ns1 2h');
  assert.equal(hover?.span, 'ns1');
  assert.equal(
    hover?.words,
    '`ns1.example.com.` has the IPv4 address `192.0.2.1`.\nOwner: `ns1.example.com.`, relative to `example.com.`\nTTL: 7200 seconds (2h)',
  );
  assert.match(
    over('NS ns1')?.words ?? '',
    /Owner: `example\.com\.`, of the record before\nTTL: 86400 seconds \(1d\), from \$TTL$/,
  );
});

test('tells names of internationalized domains in Unicode, with what does not show made visible', () => {
  assert.equal(
    overRecord('xn--bcher-kva MX 1 mail.xn--bcher-kva', 'mail'),
    [
      '**exchange** of the MX record',
      'In full: `mail.xn--bcher-kva.example.com.`',
      'In Unicode: `mail.bücher.example.com.`',
      'Mail for `xn--bcher-kva.example.com.` goes to `mail.xn--bcher-kva.example.com.`; preference 1, the lowest is tried first.',
      'Owner: `xn--bcher-kva.example.com.`, relative to `example.com.`',
      'In Unicode: `bücher.example.com.`',
    ].join('\n'),
  );
  assert.match(overRecord('$ORIGIN xn--bcher-kva', 'xn--b'), /\nIn Unicode: `bücher\.example\.com\.`$/);
  // The right-to-left override between two letters.
  assert.match(overRecord('xn--ab-g4t 60 A 192.0.2.1'), /In Unicode: `a\\u202eb\.example\.com\.`/);
});

test('explains types and fields', () => {
  assert.match(over('MX 10')?.words ?? '', /^\*\*MX\*\* \(RFC 1035 section 3\.3\.9\)\n/);
  assert.match(over('10 ns1')?.words ?? '', /^\*\*preference\*\* of the MX record\n/);
  const name = over('ns1 ; a note');
  assert.equal(name?.span, 'ns1');
  assert.match(
    name?.words ?? '',
    /^\*\*exchange\*\* of the MX record\nIn full: `ns1\.example\.com\.`\nMail for `example\.com\.` goes to/,
  );
  assert.match(over('4h 1h')?.words ?? '', /^\*\*refresh\*\* of the SOA record\n14400 seconds \(4h\)\n/);
  assert.match(over('host\\.master')?.words ?? '', /cared for by `host\.master@example\.com`/);
  assert.match(over('TLSA')?.words ?? '', /DANE-EE: SHA-256 of the server’s public key/);
});

test('decodes text, and lets none of it be markup', () => {
  const words = over('"caf')?.words ?? '';
  assert.ok(words.includes('Text: `café [x](command:evil)` (octets: 23, character-strings: 2)\n'), words);
});

test('explains each part of a TLS-RPT record, behind an unquoted semicolon too', () => {
  assert.equal(over('v=TLSRPTv1')?.span, 'v=TLSRPTv1');
  assert.match(over('v=TLSRPTv1')?.words ?? '', /first field of the record\.\n\[RFC 8460, section 3\]/);
  assert.equal(over('rua=')?.span, 'rua');
  assert.equal(over('mailto:a@b.example')?.span, 'mailto:a@b.example');
  assert.match(over('https://r')?.words ?? '', /posted to this address/);
  assert.equal(over('x=1')?.span, 'x=1');
  assert.equal(over('mailto:a@b.example', 1)?.span, 'mailto:a@b.example');
  assert.match(over('mailto:a@bü')?.words ?? '', /^\*\*mailto\\:a\\@bücher/);
});

test('explains each part of an MTA-STS record, and when its id was made', () => {
  assert.match(over('v=STSv1')?.words ?? '', /first field of the record\.\n\[RFC 8461, section 3\.1\]/);
  assert.equal(over('id=2026')?.span, 'id=20261124123000');
  assert.match(over('id=2026')?.words ?? '', /\nRead as a time: 2026-11-24 12:30:00 UTC\n/);
  assert.match(over('a=b')?.words ?? '', /^\*\*a=b\*\*\nAn extension\./);
});

test('explains directives, and says nothing of comments and white space', () => {
  assert.match(over('$GENERATE')?.words ?? '', /a record for each number/);
  assert.equal(over('; a note'), undefined);
  assert.equal(over(' ; a note'), undefined);
});

test('says nothing of RDATA that is not sound, and writes out the generic form', () => {
  for (const record of [
    'm 5 MX mail',
    'm 5 MX 10',
    'm 5 A 1.2.3',
    'm 5 AAAA x',
    'm 5 SRV 1 2 3',
    'm 5 CNAME a b',
  ])
    assert.equal(
      overRecord(record),
      'Owner: `m.example.com.`, relative to `example.com.`\nTTL: 5 seconds (5s)',
    );
  assert.match(
    overRecord('m TYPE15 \\# 6 000a 016D 0161 00'),
    /^Owner/,
    'octets that go on behind the name are no MX record',
  );
  assert.match(overRecord('m A \\# 4 c0000201'), /^The same as `A 192\.0\.2\.1` \(RFC 3597 section 5\)\n/);
  assert.match(overRecord('m TYPE15 \\# 5 000a 01 6D00'), /^The same as `MX 10 m\.` /);
  assert.match(overRecord('m TXT \\# 3 02 4142'), /^The same as `TXT "AB"` /);
  assert.match(overRecord('m TYPE65280 \\# 3 abcdef'), /^Octets: 3, in the form for types of any kind \(/);
});

test('takes no other record for one of TLS-RPT, whatever names stand in it', () => {
  for (const text of [
    'v=DMARC1; p=none; rua=mailto:tlsrpt@example.com',
    'v=spf1 include:tlsrpt.example.net -all',
    'tlsrpt-verification=1',
    'see https://x.example/tlsrpt; rua=1',
  ]) {
    const words = overRecord(`x 5 TXT "${text}"`, text);
    assert.match(words, /^\*\*text\*\* of the TXT record\n/);
    assert.doesNotMatch(words, /8460/);
  }
  assert.match(overRecord('x 5 TXT "v=TLSRPTv1; rua=mailto:a@b.example"', 'rua'), /^\*\*rua\*\*\nWhere/);
});

test('says of a target that is the root what it means to the type', () => {
  const none =
    /^`m\.example\.com\.` says that there is no such service \(RFC (?:2782|9460 section 2\.5\.1)\)\.\n/;
  assert.match(overRecord('m 5 SRV 0 0 0 .'), none);
  assert.match(overRecord('m 5 HTTPS 0 .'), none);
  assert.match(
    overRecord('m 5 HTTPS 1 . alpn="h2,h3"'),
    /^`m\.example\.com\.` is at `m\.example\.com\.`; priority 1,/,
  );
  assert.match(
    overRecord('m 5 SVCB 2 s port=8443'),
    /^`m\.example\.com\.` is at `s\.example\.com\.`; priority 2,/,
  );
  assert.match(
    overRecord('m 5 HTTPS 0 cdn.example.net.'),
    /^`m\.example\.com\.` is an alias of `cdn\.example\.net\.`, for this type only \(/,
  );
});

test('says nothing that is not so of negative answers, classes, unknown origins, selectors and days', () => {
  assert.match(overRecord('@ 60 SOA ns1 h 1 1d 1h 1w 1d'), /that a name does not exist is kept for 1m\.\n/);
  assert.match(overRecord('@ 1d SOA ns1 h 1 1d 1h 1w 5m'), /that a name does not exist is kept for 5m\.\n/);
  assert.match(overRecord('m 5 CH TXT "x"', 'CH'), /^The class, `IN` for the Internet\. Every record/);
  const short = zoneHover(new ZoneDocument('m 5 CNAME www\n'), 'm 5 CNAME '.length);
  assert.doesNotMatch((short?.parts ?? []).map((part) => localize(part)).join(' '), /In full/);
  assert.match(
    overRecord(`_25._tcp.m 5 TLSA 3 7 1 ${'00'.repeat(32)}`),
    /^Certificate usage 3, selector 7, matching type 1\n/,
  );
  assert.doesNotMatch(overRecord('_mta-sts 5 TXT "v=STSv1; id=20260231"', 'id='), /Read as a time/);
});

test('says what registered numbers, times and the arguments of directives stand for', () => {
  const second = (record: string, word: string) => overRecord(record, word).split('\n')[1];
  const hex = '00'.repeat(32);
  assert.equal(second(`_25._tcp 5 TLSA 3 1 1 ${hex}`, '3 1 1'), '3 (DANE-EE)');
  assert.equal(second(`_25._tcp 5 TLSA 3 1 1 ${hex}`, '1 1 0'), '1 (SPKI)');
  assert.equal(second(`_25._tcp 5 TLSA 3 0 2 ${hex}${hex}`, '2 0000'), '2 (SHA2-512)');
  assert.equal(second(`m 5 SSHFP 6 2 ${hex}`, '6 2'), '6 (Ed448)');
  assert.doesNotMatch(second(`m 5 SSHFP 5 2 ${hex}`, '5 2') ?? '', /^5 /);
  assert.equal(second(`m 5 DS 60485 13 2 ${hex}`, '13 2'), '13 (ECDSAP256SHA256)');
  assert.equal(second(`m 5 DS 60485 13 2 ${hex}`, '2 0'), '2 (SHA-256)');
  assert.equal(second('m 5 DNSKEY 257 3 13 AAAA', '257'), '257 (ZONE, SEP)');
  assert.equal(second('m 5 CAA 128 issue "ca.example"', '128'), '128 (critical)');
  const signature = 'm 5 RRSIG A 13 2 60 20260228000000 20260230000000 1 example.com. AAAA';
  assert.equal(second(signature, '20260228'), '2026-02-28 00:00:00 UTC');
  assert.doesNotMatch(second(signature, '20260230') ?? '', /UTC/);
  assert.equal(overRecord('$TTL 1w2d3h', '1w'), '788400 seconds (1w2d3h)');
  assert.equal(overRecord('$ORIGIN sub', 'sub'), 'In full: `sub.example.com.`');
  assert.equal(overRecord('$INCLUDE sub.zone sub', 'sub.zone'), '');
  assert.equal(overRecord('$INCLUDE a.zone sub', 'sub'), 'In full: `sub.example.com.`');
});

test('shows the beginning of a very long text', () => {
  const strings = `"${'a'.repeat(199)}😀" `.repeat(300);
  const [text] = overRecord(`m 5 TXT ${strings}`).split('\n');
  assert.equal(
    text,
    `Text: \`${`${'a'.repeat(199)}😀`.repeat(9)}${'a'.repeat(191)}…\` (octets: 60900, character-strings: 300)`,
  );
  assert.ok(overRecord(`m 5 CAA 0 issue "${'q'.repeat(9000)}"`).length < 2300);
});
