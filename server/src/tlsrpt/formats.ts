/** A TLS-RPT record in the languages of the tools that publish it. */
import { escaped, type NewRecord, quotedStrings, recordValue } from './generate.js';

export const recordFormats = ['zone', 'value', 'nsupdate', 'terraform', 'octodns', 'dnscontrol'] as const;

export type RecordFormat = (typeof recordFormats)[number];

/** The record in a format: whole lines, the last without its end. */
export function formatRecord(record: NewRecord, format: RecordFormat): string {
  return writers[format](record);
}

const writers: Readonly<Record<RecordFormat, (record: NewRecord) => string>> = {
  zone: (record) => `${ownerOf(record)} ${dataOf(record)}`,
  value: valueIn,
  // What was there goes: two records count as none.
  nsupdate: (record) =>
    [`update delete ${ownerOf(record)} TXT`, `update add ${ownerOf(record)} ${dataOf(record)}`, 'send'].join(
      '\n',
    ),
  // The provider for RFC 2136, which BIND and others take. It reads the text as a zone file has it, and splits it.
  terraform: (record) =>
    [
      `resource "dns_txt_record_set" "smtp_tls_${record.domain.replace(/[^A-Za-z0-9]/g, '_')}" {`,
      `  zone = ${hclString(`${record.zone ?? record.domain}.`)}`,
      `  name = ${hclString(nameIn(record))}`,
      `  txt  = [${hclString(escaped(valueIn(record)))}]`,
      `  ttl  = ${record.ttl}`,
      '}',
    ].join('\n'),
  octodns: (record) =>
    [
      `${nameIn(record)}:`,
      `  ttl: ${record.ttl}`,
      '  type: TXT',
      // octoDNS wants semicolons and backslashes escaped, escapes quotes itself, and splits.
      `  value: '${valueIn(record).replace(/[;\\]/g, '\\$&').replaceAll("'", "''")}'`,
    ].join('\n'),
  // It escapes and splits by itself.
  dnscontrol: (record) =>
    `TXT(${JSON.stringify(nameIn(record))}, ${JSON.stringify(valueIn(record))}, TTL(${record.ttl})),`,
};

function valueIn({ rua, extensions }: NewRecord): string {
  return recordValue(rua, extensions);
}

const ownerOf = ({ domain }: NewRecord) => `_smtp._tls.${domain}.`;

const dataOf = (record: NewRecord) => `${record.ttl} IN TXT ${quotedStrings(valueIn(record))}`;

/** The owner relative to its zone. */
function nameIn({ domain, zone = domain }: NewRecord): string {
  const labels = domain.slice(0, domain.length - zone.length).replace(/\.$/, '');
  return labels === '' ? '_smtp._tls' : `_smtp._tls.${labels}`;
}

const hclString = (text: string) =>
  `"${escaped(text)
    .replaceAll('${', () => '$${')
    .replaceAll('%{', '%%{')}"`;
