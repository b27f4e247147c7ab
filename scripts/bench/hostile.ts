/** Inputs that are made to be slow or large to read, about a megabyte each. Tests read them too. */

const mega = 1_000_000;
const fill = (piece: string, length = mega) => piece.repeat(Math.floor(length / piece.length));
const origin = '$ORIGIN example.com.\n$TTL 1h\n';

/** A text of pieces that differ by their number. */
function numbered(piece: (number: number) => string): string {
  let text = '';
  for (let number = 0; text.length < mega; number++) text += piece(number);
  return text;
}

/** A text as character-strings of 255 octets. */
const strings = (text: string) => text.replace(/.{1,255}/g, '"$&" ');

const zone = `${origin}@ SOA ns1 h 1 4h 1h 4w 1h\n@ NS ns1\nns1 A 192.0.2.1\n`;

/** Zone files by what they are. */
export const hostileZones: Readonly<Record<string, string>> = {
  'one word': fill('x'),
  'one record on one line': `${origin}txt TXT ${fill('"a" ')}`,
  'one line of words': `${origin}txt A ${fill('a ')}`,
  'open parentheses': fill('('),
  'nested parentheses': `${origin}txt TXT ${fill('( ', mega / 2)}"a"${fill(' )', mega / 2)}`,
  'closing parentheses': fill(')'),
  quotes: fill('"'),
  'an open quote a line': fill('"\n'),
  'a long string': `${origin}txt TXT "${fill('a')}"`,
  'an open parenthesis, then records': `${origin}txt TXT (\n${fill('www A 192.0.2.1\n')}`,
  escapes: `${origin}txt TXT "${fill('\\"')}"`,
  'escaped octets': `${origin}txt TXT ${fill('\\255')}`,
  backslashes: fill('\\'),
  'line breaks': fill('\n'),
  'carriage returns': fill('\r'),
  semicolons: fill(';'),
  'a record a line without a field': fill('a\n'),
  dots: fill('.'),
  'ever longer origins': fill('$ORIGIN a\n'),
  'one owner': `${origin}${fill('www A 192.0.2.1\n')}`,
  'one owner, many types': `${origin}${Array.from({ length: 60_000 }, (_, i) => `w TYPE${i + 300} \\# 0`).join('\n')}\n`,
  'many SOA records': fill('@ SOA a b 1 2 3 4 5\n'),
  'CNAME after CNAME': `${origin}${Array.from({ length: 40_000 }, (_, i) => `c${i} CNAME c${i + 1}`).join('\n')}\n`,
  'a huge $GENERATE': `${origin}$GENERATE 0-2147483647 h$ A 192.0.2.1\n`,
  'a long list of rua URIs': `${origin}_smtp._tls TXT "v=TLSRPTv1; rua=${fill('mailto:a@b.c,')}"\n`,
  'many fields in a TLS-RPT record': `${origin}_smtp._tls TXT "v=TLSRPTv1; ${fill('a=b;')}"\n`,
  'spaces in a TLS-RPT record': `${origin}_smtp._tls TXT "v=TLSRPTv1;${fill(' ')}rua=mailto:a@b.c"\n`,
  'a TLS-RPT record of spaces, as long as RDATA can be': `${origin}_smtp._tls TXT ${strings(`v=TLSRPTv1; rua${fill(' ', 64_000)}x`)}\n`,
  'a TLS-RPT record of fields, as long as RDATA can be': `${origin}_smtp._tls TXT ${strings(`v=TLSRPTv1; ${fill('a=b;', 64_000)}`)}\n`,
  'a TLS-RPT record of URIs, as long as RDATA can be': `${origin}_smtp._tls TXT ${strings(`v=TLSRPTv1; rua=${fill('@', 32_000)}${fill('a:b ', 32_000)}`)}\n`,
  'an MTA-STS record of spaces, as long as RDATA can be': `${origin}_mta-sts TXT ${strings(`v=STSv1; id=1${fill(' ', 64_000)}x`)}\n`,
  'a version of spaces': `${origin}_smtp._tls TXT ${strings(`v=${fill(' ', 64_000)}TLSRPTv1`)}\n`,
  'many TLS-RPT records': `${origin}${fill('_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@example.net"\n')}`,
  'many comments that silence': fill('; tls-rpt-disable-line tlsrpt/rua-missing\n'),
  'a long MTA-STS record': `${origin}_mta-sts TXT "v=STSv1; ${fill('id=1;')}"\n`,
  'TLS-RPT records of many domains': `${zone}${numbered((i) => `_smtp._tls.d${i} TXT "v=TLSRPTv1; rua=mailto:a@b.example"\n`)}`,
  'TLS-RPT records with mistakes': `${zone}${numbered((i) => `_smtp._tls TXT "v=TLSRPTv1; rua=mailo:a${i}@b.example"\n`)}`,
  'TLS-RPT records without quotes': `${zone}_smtp._tls TXT a\n${numbered((i) => ` TXT v=TLSRPTv1\\;rua=${i}\n`)}`,
  'MTA-STS records without quotes': `${zone}_mta-sts TXT a\n${numbered((i) => ` TXT v=STSv1;id=${i}\n`)}`,
  'TLSA records of many hosts': `${zone}${numbered((i) => `_25._tcp.m${i} TLSA 3 1 1 00\n`)}`,
  'wildcard after wildcard': `${zone}${numbered((i) => `*.m${i} TXT a\n`)}`,
  'name servers without addresses': `${zone}${numbered((i) => `@ NS a${i}\n`)}`,
  'CNAME records beside others': `${zone}${numbered((i) => `c${i} CNAME c${i + 1}\nc${i} A 192.0.2.1\n`)}`,
  'unknown types': `${zone}${numbered((i) => `a AA ${i}\n`)}`,
  'lines that are indented': `${zone}${numbered((i) => ` a${i} A 192.0.2.1\n`)}`,
  'files to include': `${zone}${numbered((i) => `$INCLUDE f${i}\n`)}`,
  'many $GENERATE directives': `${zone}${numbered((i) => `$GENERATE 1-9 a${i}-$ A 192.0.2.$\n`)}`,
  'comments that name unknown rules': `${zone}${numbered((i) => `h${i} A 192.0.2.1 ; tls-rpt-disable-line zone/nope${i}\n`)}`,
  'a comment that names unknown rules': `${zone}; tls-rpt-disable ${fill('a/b,')}\n`,
  'no ASCII': fill('\u00e9', mega / 2),
};

const head = '{"organization-name":"x","report-id":"y","policies":';

/** Reports by what they are. */
export const hostileReports: Readonly<Record<string, string>> = {
  'deep arrays': `${head}${fill('[', mega / 2)}${fill(']', mega / 2)}}`,
  'deep arrays, never closed': `${head}${fill('[')}`,
  'deep objects': `${head}${fill('{"policies":')}`,
  'one string': `{"report-id":"y","organization-name":"${fill('a')}"}`,
  'escapes in a string': `{"report-id":"y","organization-name":"${fill('\\u202e')}"}`,
  'one member, again and again': `{${fill('"report-id":"y",')}"policies":[]}`,
  'empty policies': `${head}[${fill('{},')}{}]}`,
  'empty failure details': `${head}[{"failure-details":[${fill('{},')}{}]}]}`,
  'misspelled members': `${head}[{"failure-details":[${fill('{"resulttype":1},')}{}]}]}`,
  'unknown result types': `${head}[{"failure-details":[${numbered((i) => `{"result-type":"x${i}"},`)}{}]}]}`,
  'policies without commas': `${head}[${fill('{} ')}]}`,
  'sums that are wrong': `${head}[${numbered((i) => `{"summary":{"total-failure-session-count":${i}},"failure-details":[{"failed-session-count":1}]},`)}{}]}`,
  commas: `${head}[${fill(',')}]}`,
  'members named __proto__': `${head}[${fill('{"__proto__":{"policy":{}}},')}{}]}`,
  'a huge number': `${head}[{"summary":{"total-failure-session-count":${fill('9')}}}]}`,
  'a policy of many lines': `${head}[{"policy":{"policy-type":"sts","policy-string":["${fill('mx: a","')}"]}}]}`,
};
