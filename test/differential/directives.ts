/** Directives, and other lines that stand by themselves. */
import fc from 'fast-check';
import { mostly } from './mostly.js';

/** What `$GENERATE` puts where a `$` stands. */
const iterator = mostly(
  [
    '$',
    '${0}',
    '${5}',
    '${-2}',
    '${0,3}',
    '${0,3,d}',
    '${1,2,x}',
    '${1,4,X}',
    '${0,4,o}',
    '${0,7,n}',
    '${0,6,N}',
    '\\$',
    '$$',
  ],
  // Numbers that overflow stay out: BIND takes some other number for them, and we refuse them.
  [
    ...['${', '${x}', '${0,3,z}', '${0,400,d}', '${0,3,d', '${0,,d}', '${0,0,n}', '${ 0}', '${+1, +3,d}'],
    ...[
      '${0,127}',
      '${0,128}',
      '${0,127,n}',
      '${0,128,N}',
      '${0,3, d}',
      '${0,-3}',
      '${2147483647}',
      '${-2147483648}',
    ],
  ],
);

const generate = fc
  .tuple(
    mostly(
      ['1-3', '0-2', '2-8/3', '250-257', '9-9', '10-12/1', '00-02'],
      [
        ...['3-1', '1-x', '1-', '-1-3', '1-3/0', '1-3/x', '1', '1-3/', '1--3'],
        ...['1-3x', '+1-3', '1-+3/+2', '1-3/2x', '1-3,', '1-2147483648'],
      ],
    ),
    fc.oneof(
      {
        weight: 9,
        arbitrary: fc.tuple(fc.constantFrom('h', 'n-', '', 'sub.'), iterator).map((parts) => parts.join('')),
      },
      {
        weight: 4,
        arbitrary: fc.constantFrom('@', 'ns$', 'a', 'b', 'www', '*', 'ns$.sub', 'example.com.', '*.$'),
      },
    ),
    mostly(['', '60 ', 'IN ', '1h IN ', 'in 2d '], ['CH ', '60 60 ', 'IN IN ', '1h30 ', '2147483648 ']),
    fc.tuple(
      mostly(
        [
          'A 192.0.2.~',
          'CNAME t~.example.net.',
          'PTR p~',
          'TXT "a ~ b"',
          'MX "1~ mx"',
          'AAAA 2001:db8::~',
          'NS ns~',
          'NS ns$',
          'CNAME ns$',
          'TXT x~',
        ],
        [
          'A ~',
          'A',
          'XX ~',
          'TXT a b',
          'SOA "a b ~ 1 1 1 1"',
          'DNAME ~',
          'TXT "~',
          'TYPE65280 "\\\\# 1 0~"',
          'DS "1 1 1 ~"',
        ],
      ),
      iterator,
    ),
    fc.constantFrom('', '', ' ; note', ' '),
  )
  .map(
    ([range, name, before, [value, place], end]) =>
      `$GENERATE ${range} ${name} ${before}${value.replace('~', () => place)}${end}`,
  );

export const directive = fc.oneof(
  generate,
  mostly(
    [
      ...[
        '$ORIGIN sub',
        '$ORIGIN example.com.',
        '$ORIGIN example.com.',
        '$ORIGIN .',
        '$origin Sub',
        '$ORIGIN @',
      ],
      ...[
        '$TTL 1d',
        '$TTL 600',
        '$ttl 1h30m',
        '$TTL 0',
        '$DATE 20260101000000',
        '; a comment (',
        '',
        '   ',
        '\t; "',
      ],
      ...[
        '$INCLUDE hosts.inc',
        '$INCLUDE hosts.inc sub',
        '$INCLUDE "hosts.inc" example.com. ; twice',
        '$INCLUDE origin.inc',
      ],
      ...[
        '$include owner.inc',
        '$INCLUDE nested.inc',
        '$INCLUDE empty.inc',
        '$INCLUDE end.inc',
        '$INCLUDE end.inc\nafter TXT a',
      ],
    ],
    [
      ...[
        '$ORIGIN',
        '$ORIGIN a..b',
        '$ORIGIN sub extra',
        '$ORIGIN (',
        '$ORIGN sub',
        ' $ORIGIN sub',
        '$',
        '$FOO bar',
      ],
      ...[
        '$TTL',
        '$TTL 1h30',
        '$TTL 300 IN',
        ' $TTL 300',
        '$TTL 4294967295',
        '$TTL 4294967296',
        '$TTL -1',
        '$TTL "300"',
      ],
      ...[
        '$INCLUDE',
        '$INCLUDE missing.inc',
        '$INCLUDE broken.inc',
        '$INCLUDE hosts.inc sub extra',
        '$INCLUDE hosts.inc a..b',
      ],
      ...[
        '$INCLUDE (\nhosts.inc )',
        '$GENERATE',
        '$GENERATE 1-2',
        '$GENERATE 1-2 x',
        '$GENERATE 1-2 x A',
        '$TTL 300 )',
        '$DATE',
        '$DATE x',
        '$ORIGIN "sub"',
      ],
      ...[
        '@ SOA ns1 h 1 1 1 1 1',
        'sub SOA ns1 h 1 1 1 1 1',
        '@ CNAME a',
        '@ DNAME example.net.',
        '@ DS 1 8 2 00',
        '\f',
        '\v a A 1.1.1.1',
      ],
    ],
  ),
);
