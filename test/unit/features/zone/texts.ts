import fc from 'fast-check';

const pieces = [
  '$ORIGIN example.com.\n',
  '$ORIGIN sub\n',
  '$TTL 1h\n',
  '$INCLUDE other.zone ; more\n',
  '$GENERATE 1-3 h$ A 192.0.2.$\n',
  '@ IN SOA ns1 host 1 2 3 4 5\n',
  '@ IN SOA ns1 host (\n\t1 ; serial\n  2\n\n 3 4 5 )\n',
  '@ NS ns1\n',
  'www 300 IN A 192.0.2.2\n',
  'www   IN 300 A\t192.0.2.2  \n',
  ' TXT "a;b  c" ; comment\n',
  '\tMX 10 mail\n',
  'mail CNAME www\n',
  '"quoted" A 192.0.2.3\n',
  '_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@example.com,https://example.com/r"\n',
  '_smtp._tls TXT v=TLSRPTv1; rua=mailto:a@example.com\n',
  'txt TXT ( "one"\n "two" )\n',
  '; comment\n',
  '  ; comment  \n',
  'IN A 192.0.2.4\n',
  'a..b A\n',
  '(',
  ')',
  ' (\n',
  '"',
  '\\',
  '\\ ',
  ';',
  '\r\n',
  '\r',
  '\n',
  ' ',
  '\t',
  'A ',
  'é',
  '\u{1f600}',
  '\ufeff',
  'x',
  '1h',
  '$',
  '.',
  '@',
];

/** Texts made of what stands in zone files, whole lines and broken ones. */
export const zoneText = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((all) => all.join('')),
  },
  { weight: 1, arbitrary: fc.string() },
);

/** A text with a `|` for the cursor, without it. */
export function marked(source: string): { readonly text: string; readonly offset: number } {
  const offset = source.indexOf('|');
  return { text: source.slice(0, offset) + source.slice(offset + 1), offset };
}
