/** Zones and reports of any size, the same in every run. */
import { closeSync, existsSync, mkdirSync, openSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

type Random = (below: number) => number;

function randomNumbers(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const head = `$ORIGIN example.com.
$TTL 3600
@ IN SOA ns1 hostmaster 2026112401 7200 900 1209600 300
@ IN NS ns1
@ IN NS ns2
@ IN MX 10 mail1
@ IN MX 20 mail2
ns1 IN A 192.0.2.1
ns2 IN A 192.0.2.2
mail1 IN A 192.0.2.3
mail2 IN A 192.0.2.4
_smtp._tls IN TXT "v=TLSRPTv1; rua=mailto:tls-reports@example.com"
`;
const headRecords = head.split('\n').length - 3;

/** A host's records, its address first so that every target in the zone is there. */
const templates: readonly ((host: string, random: Random) => readonly string[])[] = [
  (host, random) => [
    `${host}             3600 IN A     10.${random(256)}.${random(256)}.${random(256)}`,
    `${host}             3600 IN AAAA  2001:db8:${random(65536).toString(16)}::${random(65536).toString(16)}`,
  ],
  (host, random) => [
    `${host}   300 IN A 10.${random(256)}.${random(256)}.${random(256)}`,
    `${host}   300 IN TXT "v=spf1 a mx ip4:198.51.100.${random(256)} -all"`,
    `${host}   300 IN MX 10 mail1`,
  ],
  (host, random) => [
    `${host} A 10.${random(256)}.${random(256)}.${random(256)}`,
    `\t\t86400\tIN\tTXT\t"site-verification=${random(2 ** 30).toString(36)}${random(2 ** 30).toString(36)}"`,
    `_imaps._tcp.${host}\tSRV 0 1 993 ${host}`,
  ],
  (host, random) => [
    `www.${host}.example.com.\tIN CNAME\t${host}.example.com.`,
    `${host}.example.com.\tIN A\t203.0.113.${random(256)} ; rack ${random(40)}`,
  ],
];

/** The lines of a zone of so many records, in pieces of some thousand records. About 48 octets a record, no mistakes. */
export function* zonePieces(records: number): Generator<string> {
  const random = randomNumbers(8460);
  let piece = head;
  let left = records - headRecords;
  for (let host = 0; left > 0; host++) {
    const lines = templates[random(templates.length)]!(`host${host.toString().padStart(6, '0')}`, random);
    for (const line of lines) if (left-- > 0) piece += `${line}\n`;
    if (piece.length > 1 << 16) {
      yield piece;
      piece = '';
    }
  }
  yield piece;
}

export const zoneText = (records: number): string => [...zonePieces(records)].join('');

/** Writes a zone into a folder, or finds it there. */
export function zoneFile(folder: string, records: number): string {
  const path = join(folder, `zone-${records}`, 'example.com.zone');
  if (existsSync(path)) return path;
  mkdirSync(join(folder, `zone-${records}`), { recursive: true });
  const file = openSync(`${path}.part`, 'w');
  for (const piece of zonePieces(records)) writeSync(file, piece);
  closeSync(file);
  renameSync(`${path}.part`, path);
  return path;
}

const senders = [
  'google.com',
  'microsoft.example',
  'mail.example.ru',
  'relay.example.net',
  'uni.example.org',
];
const results = ['starttls-not-supported', 'certificate-expired', 'validation-failure', 'tlsa-invalid'];

/** A report with so many failure details, as a large sender writes it. */
export function reportText(index: number, details: number): string {
  const random = randomNumbers(index + 1);
  const day = new Date(Date.UTC(2025, 0, 1) + (index % 600) * 86_400_000).toISOString().slice(0, 10);
  const failures = Array.from({ length: details }, () => ({
    'result-type': results[random(results.length)],
    'sending-mta-ip': `192.0.2.${random(256)}`,
    'receiving-ip': `2001:db8::${random(65536).toString(16)}`,
    'receiving-mx-hostname': `mx${random(4)}.example.com`,
    'failed-session-count': 1 + random(20),
  }));
  const failed = failures.reduce((sum, failure) => sum + failure['failed-session-count'], 0);
  const sender = senders[index % senders.length]!;
  return JSON.stringify({
    'organization-name': sender,
    'date-range': { 'start-datetime': `${day}T00:00:00Z`, 'end-datetime': `${day}T23:59:59Z` },
    'contact-info': `tls-reports@${sender}`,
    'report-id': `${day}-${index}`,
    policies: [
      {
        policy: {
          'policy-type': 'sts',
          'policy-string': ['version: STSv1', 'mode: enforce', 'mx: *.example.com', 'max_age: 604800'],
          'policy-domain': 'example.com',
          'mx-host': ['*.example.com'],
        },
        summary: {
          'total-successful-session-count': random(100_000),
          'total-failure-session-count': failed,
        },
        'failure-details': failures,
      },
    ],
  });
}

/** A report of about so many octets. */
export function reportOfSize(octets: number): string {
  const one = reportText(1, 2).length - reportText(1, 1).length;
  return reportText(1, Math.floor(octets / one));
}

/** A folder of packed reports, most of them small: 0 to 7 failure details. */
export function reportFolder(folder: string, count: number): string {
  const path = join(folder, `reports-${count}`);
  if (existsSync(path)) return path;
  mkdirSync(`${path}.part`, { recursive: true });
  for (let index = 0; index < count; index++) {
    const text = reportText(index, index % 8);
    const sender = senders[index % senders.length]!;
    writeFileSync(join(`${path}.part`, `${sender}!example.com!${index}.json.gz`), gzipSync(text));
  }
  renameSync(`${path}.part`, path);
  return path;
}
