/** A TLS-RPT record in the languages of the tools that publish it. */
import { type NewRecord, quotedStrings, recordValue } from './generate.js';

export const recordFormats = ['zone', 'value', 'nsupdate', 'terraform', 'octodns', 'dnscontrol'] as const;

export type RecordFormat = (typeof recordFormats)[number];

/** The record in a format: whole lines, the last without its end. */
export function formatRecord(record: NewRecord, format: RecordFormat): string {
  return writers[format](record);
}

const writers: Readonly<Record<RecordFormat, (record: NewRecord) => string>> = {
  zone: ({ domain, rua, ttl }) => `_smtp._tls.${domain}. ${ttl} IN TXT ${quotedStrings(recordValue(rua))}`,
  value: ({ rua }) => recordValue(rua),
  // What was there goes: two records count as none.
  nsupdate: ({ domain, rua, ttl }) =>
    [
      `update delete _smtp._tls.${domain}. TXT`,
      `update add _smtp._tls.${domain}. ${ttl} IN TXT ${quotedStrings(recordValue(rua))}`,
      'send',
    ].join('\n'),
  // The provider for RFC 2136, which BIND and others take.
  terraform: ({ domain, rua, ttl }) =>
    [
      `resource "dns_txt_record_set" "smtp_tls_${domain.replace(/[^A-Za-z0-9]/g, '_')}" {`,
      `  zone = ${hclString(`${domain}.`)}`,
      '  name = "_smtp._tls"',
      `  txt  = [${hclString(recordValue(rua))}]`,
      `  ttl  = ${ttl}`,
      '}',
    ].join('\n'),
  octodns: ({ rua, ttl }) =>
    [
      '_smtp._tls:',
      `  ttl: ${ttl}`,
      '  type: TXT',
      // octoDNS wants semicolons escaped.
      `  value: '${recordValue(rua).replaceAll(';', '\\;').replaceAll("'", "''")}'`,
    ].join('\n'),
  dnscontrol: ({ rua, ttl }) => `TXT("_smtp._tls", ${JSON.stringify(recordValue(rua))}, TTL(${ttl})),`,
};

const hclString = (text: string) =>
  `"${text
    .replace(/["\\]/g, '\\$&')
    .replaceAll('${', () => '$${')
    .replaceAll('%{', '%%{')}"`;
