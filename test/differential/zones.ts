/** Zones of the whole grammar, sound ones and broken ones, from a seed. */
import fc from 'fast-check';
import { directive } from './directives.js';
import { mostly, sound } from './mostly.js';
import { common, data } from './rdata.js';

export const origin = 'example.com.';

/** The files that zones include, name to text. */
export const includes: Readonly<Record<string, string>> = {
  'hosts.inc': 'inc 600 A 192.0.2.50\n AAAA 2001:db8::50\n$TTL 1234\nlast.inc A 192.0.2.51\n',
  'origin.inc': '$ORIGIN deeper\n@ 60 TXT deep\nx 60 TXT x\n',
  'owner.inc': ' 60 TXT inherited\n',
  'nested.inc': '$INCLUDE hosts.inc sub\n$INCLUDE owner.inc\n',
  'broken.inc': 'broken 60 A 192.0.2\n',
  'empty.inc': '',
  'end.inc': 'end 60 TXT "no line break"',
};

const label63 = 'l'.repeat(63);

const owner = mostly(
  [
    ...['a', 'b', 'c', 'd', 'e', 'f', 'g', 'WWW', 'www', '@', 'x.y', '*', '_smtp._tls', 'far.example.com.'],
    ...[
      'outside.example.org.',
      'tab\\009x',
      'é',
      'dot\\.ted',
      '\\097b',
      '"quoted"',
      'quote\\"d',
      'back\\\\slash',
    ],
    ...[
      'TXT',
      'IN',
      '300',
      '1h',
      'dollar\\$',
      'at\\@',
      'semi\\;colon',
      label63,
      `${`${label63}.`.repeat(3)}x`,
      '\\#',
    ],
  ],
  [
    ...['a..b', '.a', '\\256', '\\1', '\\', `${label63}x`, `${`${label63}.`.repeat(3)}${'x'.repeat(50)}`],
    ...['.', '@.x', 'a@b', '""', '"open', 'a"b', '$x', '(', ')', 'a.example.com.example.com'],
  ],
);
const blank = fc.constantFrom(' ', '\t', '  ', ' \t ');
const head = mostly(
  ['IN', '', '300', '1h IN', 'IN 2d', 'in', '0', '1w IN', 'CLASS1', '1W2d3H4m5s', '00300', '2147483647 In'],
  [
    ...[
      'CH',
      'HS',
      'CLASS3',
      'IN IN',
      'ANY',
      'NONE',
      'CLASS256',
      'CLASS65536',
      'in 300 in',
      '300 400',
      '2147483648',
    ],
    ...['4294967295 IN', '4294967296', '1h30', '-1', '1x', 'IN CH', '"IN"', '( IN', 'IN )', '0x10', '+5'],
  ],
);
const tail = mostly(
  ['', '', '', ' ', ' ; note', '; "', '\t;(', '\t\t'],
  [')', ' )', ' (', '"', '\f', ' \\', '\r'],
);

/** A record in one line, or with parentheses around its data. */
const record = fc
  .tuple(
    fc.oneof({ weight: 6, arbitrary: owner }, { weight: 1, arbitrary: fc.constant('') }),
    blank,
    head,
    fc.oneof({ weight: 2, arbitrary: data }, { weight: 1, arbitrary: common }),
    fc.integer({ min: 0, max: 14 }),
    tail,
  )
  .map(([name, gap, before, { type, value }, form, end]) => {
    const start = `${name}${gap}${before}${before === '' ? '' : gap}${type} `;
    const unquotedSpaces = / (?=(?:[^"]*"[^"]*")*[^"]*$)/g;
    switch (form) {
      case 0:
        return `${start}( ${value}\n )${end}`;
      case 1:
        return `${start}(\n\t${value.replaceAll(unquotedSpaces, ' ; (\n ')} )${end}`;
      case 2:
        return `${name}${gap}(${before}${gap}\n${type}\n${value})${end}`;
      case 3:
        return `${start}((${value} ) ; )\n)${end}`;
      case 4:
        return `${start}${value.replaceAll(unquotedSpaces, '\t\t')}${end}`;
      default:
        return `${start}${value}${end}`;
    }
  });

const end = mostly(
  ['\n', '\n', '\n\n', '\n; the end\n', ''],
  [' ', '\t;', '\n ', '\n(', '\n)', '\n$TTL 300', '\n"'],
);

/** A zone: its apex, and entries of every form. */
export const zones: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('$TTL 300\n', '$TTL 300\n', ''),
    fc.array(fc.oneof({ weight: 9, arbitrary: record }, { weight: 1, arbitrary: directive }), {
      minLength: 1,
      maxLength: 14,
    }),
    end,
    fc.constantFrom('\n', '\n', '\n', '\r\n'),
    fc.oneof(
      // Right behind its address BIND looks for an SOA or DS record of a name server as if it were the apex's; so all stand behind another.
      {
        weight: sound,
        arbitrary: fc.constantFrom(
          '@ SOA ns1 host\\.master 7 4h 1h 4w 1h\n@ NS ns1\nns1 A 192.0.2.1\nz TXT z\n',
          '@ SOA ns1 host\\.master 7 4h 1h 4w 1h\n@ NS ns1\nns1 A 192.0.2.1\nz TXT z\n',
          '@ 900 SOA ns1 host 7 4h 1h 4w 1h\n@ NS ns1\nns1 800 A 192.0.2.1\n@ A 192.0.2.2\nz TXT z\n',
        ),
      },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          '@ SOA ns1 host 7 4h 1h 4w 1h\n',
          '@ NS ns1\nns1 A 192.0.2.1\n',
          'outside.example.org. SOA ns1 host 7 4h 1h 4w 2h\n@ SOA ns1 host 7 4h 1h 4w 1h\n@ NS ns1\nns1 A 192.0.2.1\nz TXT z\n',
          '@ SOA ns1 host 7 4h 1h 4w 1h\n@ NS ns1\nns1 TXT "no address"\n',
          '@ SOA ns1 host 7 4h 1h 4w\n@ NS ns1\nns1 A 192.0.2.1\n',
        ),
      },
    ),
  )
  .map(([ttl, entries, last, newline, apex]) =>
    `${ttl}${apex}${entries.join('\n')}${last}`
      // Behind a last line without its break BIND takes white space at the start of the file for none: lint does not.
      .replace(/^\$include .*$(?!\n)/im, '$&\n')
      .replaceAll('\n', newline),
  );
