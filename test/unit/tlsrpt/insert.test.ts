import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from '../../../server/src/checks.js';
import { applyEdits } from '../../../server/src/span.js';
import { destinationsOf } from '../../../server/src/tlsrpt/destinations.js';
import { type InsertOptions, planInsert } from '../../../server/src/tlsrpt/insert.js';
import { ZoneDocument } from '../../../server/src/zone/document.js';

const mail = 'mailto:tls@example.net';
const value = `"v=TLSRPTv1; rua=${mail}"`;
const head = '$TTL 1d\n@ IN SOA ns1 hostmaster 2026010101 4h 1h 4w 1h\n  IN NS ns1\nns1 IN A 192.0.2.1\n';

function inserted(text: string, options: Partial<InsertOptions> = {}, origin = 'example.com.'): string {
  const zone = new ZoneDocument(text, { origin });
  const plan = planInsert(zone, { domain: 'example.com.', rua: [mail], replace: false, ...options });
  const result = applyEdits(text, plan.edits);
  assert.ok(result.includes(plan.text), 'the preview is what stands in the file');
  return result;
}

/** Rules that the result breaks and the text did not, but for the destination's own. */
function newFindings(before: string, after: string, origin = 'example.com.'): string[] {
  const rules = (text: string) => check('zone', text, { origin }).findings.map(({ rule }) => rule);
  const had = rules(before);
  return rules(after).filter((rule) => !had.includes(rule));
}

const cases: readonly { name: string; text: string; options?: Partial<InsertOptions>; wanted: string }[] = [
  {
    name: 'beside the MX record, in its columns',
    text: `${head}@       IN      MX      10 ns1\nwww     IN      A       192.0.2.2\n`,
    wanted: `${head}@       IN      MX      10 ns1\n_smtp._tls IN   TXT     ${value}\nwww     IN      A       192.0.2.2\n`,
  },
  {
    name: 'beside _mta-sts rather than the MX record, with tabs',
    text: `${head}@\tIN\tMX\t10 ns1\n_mta-sts\tIN\tTXT\t"v=STSv1; id=1"\nwww\tIN\tA\t192.0.2.2\n`,
    wanted: `${head}@\tIN\tMX\t10 ns1\n_mta-sts\tIN\tTXT\t"v=STSv1; id=1"\n_smtp._tls\tIN\tTXT\t${value}\nwww\tIN\tA\t192.0.2.2\n`,
  },
  {
    name: 'after the records that inherit the owner of the MX record',
    text: `${head}@ MX 10 ns1\n  TXT "v=spf1 -all"\n\n  CAA 0 issue "ca.example.net"\nwww A 192.0.2.2\n`,
    wanted: `${head}@ MX 10 ns1\n  TXT "v=spf1 -all"\n\n  CAA 0 issue "ca.example.net"\n_smtp._tls TXT ${value}\nwww A 192.0.2.2\n`,
  },
  {
    name: 'with absolute owners, class before TTL, lower case and CRLF',
    text: 'example.com. in 1h soa ns1.example.com. h.example.com. 1 4h 1h 4w 1h\r\nexample.com. in 1h ns ns1.example.com.\r\nns1.example.com. in 1h a 192.0.2.1\r\nexample.com. in 1h mx 10 ns1.example.com.\r\n',
    wanted: `example.com. in 1h soa ns1.example.com. h.example.com. 1 4h 1h 4w 1h\r\nexample.com. in 1h ns ns1.example.com.\r\nns1.example.com. in 1h a 192.0.2.1\r\nexample.com. in 1h mx 10 ns1.example.com.\r\n_smtp._tls.example.com. in 1h txt ${value}\r\n`,
  },
  {
    name: 'with the TTL that is asked for, where the file gives another',
    text: `${head}@ MX 10 ns1\n`,
    options: { ttl: 3600 },
    wanted: `${head}@ MX 10 ns1\n_smtp._tls 3600 TXT ${value}\n`,
  },
  {
    name: 'without the TTL that the file gives anyway',
    text: `${head}@ MX 10 ns1\n`,
    options: { ttl: 86_400 },
    wanted: `${head}@ MX 10 ns1\n_smtp._tls TXT ${value}\n`,
  },
  {
    name: 'behind records that take their TTL from the one before',
    text: '@ 1h SOA ns1 h 1 4h 1h 4w 1h\n NS ns1\n@ MX 10 ns1\nns1 A 192.0.2.1\n',
    options: { ttl: 86_400 },
    wanted: `@ 1h SOA ns1 h 1 4h 1h 4w 1h\n NS ns1\n@ MX 10 ns1\nns1 A 192.0.2.1\n_smtp._tls 86400 TXT ${value}\n`,
  },
  {
    name: 'at the end of a file without a last line break',
    text: `${head}@ MX 10 ns1`,
    wanted: `${head}@ MX 10 ns1\n_smtp._tls TXT ${value}`,
  },
  {
    name: 'behind a $GENERATE that takes the TTL of the record before it, under the origin there',
    text: '@ 900 SOA ns1 h 1 4h 1h 4w 1h\n@ NS ns1\nns1 800 A 192.0.2.1\n@ MX 10 ns1\n$ORIGIN sub.example.com.\n$GENERATE 1-3 h$ A 192.0.2.$\n$GENERATE 1-3 i$ 60 A 192.0.2.$\n',
    wanted:
      '@ 900 SOA ns1 h 1 4h 1h 4w 1h\n@ NS ns1\nns1 800 A 192.0.2.1\n@ MX 10 ns1\n$ORIGIN sub.example.com.\n$GENERATE 1-3 h$ A 192.0.2.$\n_smtp._tls.example.com. 86400 TXT "v=TLSRPTv1; rua=mailto:tls@example.net"\n$GENERATE 1-3 i$ 60 A 192.0.2.$\n',
  },
  {
    name: 'below an $ORIGIN, relative to it',
    text: `${head}$ORIGIN sub.example.com.\n@ MX 10 ns1.example.com.\n`,
    options: { domain: 'sub.example.com.' },
    wanted: `${head}$ORIGIN sub.example.com.\n@ MX 10 ns1.example.com.\n_smtp._tls TXT ${value}\n`,
  },
  {
    name: 'absolute where the origin in effect is another',
    text: `${head}$ORIGIN sub.example.com.\nwww A 192.0.2.3\n`,
    options: { domain: 'mail.example.com.' },
    wanted: `${head}$ORIGIN sub.example.com.\nwww A 192.0.2.3\n_smtp._tls.mail.example.com. TXT ${value}\n`,
  },
  {
    name: 'in the place of the record that is there, whatever its form',
    text: `${head}$ORIGIN _tls.example.com.\n_smtp 300 IN TXT ( "v=TLSRPTv1;" ; old\n  "rua=mailto:old@example.net" )\n`,
    options: { replace: true, ttl: 86_400 },
    wanted: `${head}$ORIGIN _tls.example.com.\n_smtp 86400 IN TXT ( ${value} )\n`,
  },
  {
    name: 'in the place of two records, an unquoted one among them',
    text: `${head}_smtp._tls TXT v=TLSRPTv1; rua=mailto:old@example.net\n  TXT "v=TLSRPTv1; rua=mailto:older@example.net"\nwww A 192.0.2.2\n`,
    options: { replace: true },
    wanted: `${head}_smtp._tls TXT ${value}\nwww A 192.0.2.2\n`,
  },
  {
    name: 'as several strings where the value is long',
    text: `${head}@ MX 10 ns1\n`,
    options: { rua: [`https://example.net/${'a'.repeat(240)}`] },
    wanted: `${head}@ MX 10 ns1\n_smtp._tls TXT "v=TLSRPTv1; rua=https://example.net/${'a'.repeat(219)}" "${'a'.repeat(21)}"\n`,
  },
];

for (const { name, text, options, wanted } of cases) {
  test(`inserts a TLS-RPT record ${name}`, () => {
    const result = inserted(text, options);
    assert.equal(result, wanted);
    assert.deepEqual(newFindings(text, result), []);
  });
}

test('writes the owner in full where nobody knows the origin', () => {
  const text = 'www 1h A 192.0.2.1\n';
  const zone = new ZoneDocument(text);
  const { edits } = planInsert(zone, { domain: 'example.com.', rua: [mail], replace: true });
  assert.equal(applyEdits(text, edits), `${text}_smtp._tls.example.com. 1h TXT ${value}\n`);
});

test('writes into an empty file', () => {
  assert.equal(inserted(''), `_smtp._tls 86400 IN TXT ${value}\n`);
});

test('offers the destinations that the zone knows, the likely first', () => {
  const zone = new ZoneDocument(
    `${head}_dmarc TXT "v=DMARC1; p=none; rua=mailto:dmarc@example.com"\n_smtp._tls.mx TXT "v=TLSRPTv1; rua=https://r.example.net/v1"\n`,
    { origin: 'example.com.' },
  );
  assert.deepEqual(destinationsOf(zone, 'example.com.'), [
    'mailto:dmarc@example.com',
    'https://r.example.net/v1',
    'mailto:tls-reports@example.com',
    'mailto:hostmaster@example.com',
  ]);
});

test('the records of an owner are read once for the destinations, however many there are', () => {
  const asked: string[] = [];
  class Counting extends ZoneDocument {
    override recordsOf(owner: string) {
      asked.push(owner);
      return super.recordsOf(owner);
    }
  }
  const record = '_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@example.net"\n_SMTP._tls TXT "x"\n';
  const zone = new Counting(record.repeat(20), { origin: 'example.com.' });
  assert.deepEqual(destinationsOf(zone, 'example.com.'), [
    'mailto:a@example.net',
    'mailto:tls-reports@example.com',
  ]);
  assert.equal(asked.filter((owner) => /^_smtp/i.test(owner)).length, 1);
});
