import assert from 'node:assert/strict';
import { test } from 'node:test';
import { guessOrigin, type OriginHints } from '../../../server/src/zone/origin.js';

const soa = 'SOA ns1 hostmaster 1 2 3 4 5\n';
const relative = `$TTL 3600\n@ ${soa}`;
const hints: OriginHints = { origin: 'hint.example.', fallbackOrigin: 'file.example.' };
const fallback: OriginHints = { fallbackOrigin: 'file.example.' };

const cases: [what: string, text: string, hints: OriginHints, expected: object][] = [
  [
    'a $ORIGIN at the top names the zone, whatever is said outside; names before it belong to the hint',
    `$TTL 1\n$ORIGIN own.example.\n@ ${soa}`,
    hints,
    { origin: 'hint.example.', apex: 'own.example.', from: 'directive', name: 'own.example.' },
  ],
  [
    'the last $ORIGIN before the records counts, and quotes are none of its name',
    `$ORIGIN example.\n$ORIGIN "own"\n@ ${soa}`,
    {},
    { origin: 'own.example.', apex: 'own.example.', from: 'directive', name: 'own.example.' },
  ],
  [
    'below a $ORIGIN of the parent, as BIND writes files, the apex is the SOA’s owner',
    `$ORIGIN .\n$TTL 1\nown.example ${soa}`,
    fallback,
    { origin: '.', apex: 'own.example.', from: 'directive', name: '.' },
  ],
  [
    'a $ORIGIN without its final dot does not name the zone',
    `$ORIGIN sub\n@ ${soa}`,
    hints,
    { origin: 'hint.example.', apex: 'hint.example.', from: 'hint', name: 'hint.example.' },
  ],
  [
    'the hint comes before an absolute SOA owner',
    `own.example. ${soa}`,
    hints,
    { origin: 'hint.example.', apex: 'hint.example.', from: 'hint', name: 'hint.example.' },
  ],
  [
    'other directives at the top say nothing',
    relative,
    hints,
    { origin: 'hint.example.', apex: 'hint.example.', from: 'hint', name: 'hint.example.' },
  ],
  [
    'an absolute SOA owner comes before the file’s name',
    `own.example. ${soa}`,
    fallback,
    { origin: 'own.example.', apex: 'own.example.', from: 'soa', name: 'own.example.' },
  ],
  [
    'and so does an absolute NS owner',
    `own.example. NS ns1.own.example.\n@ ${soa}`,
    fallback,
    { origin: 'own.example.', apex: 'own.example.', from: 'soa', name: 'own.example.' },
  ],
  [
    'the file’s name comes last',
    relative,
    fallback,
    { origin: 'file.example.', apex: 'file.example.', from: 'fallback', name: 'file.example.' },
  ],
  [
    'a $ORIGIN below a record says nothing about the top',
    `@ ${soa}$ORIGIN sub.example.\n`,
    fallback,
    { origin: 'file.example.', apex: 'file.example.', from: 'fallback', name: 'file.example.' },
  ],
  [
    'a $ORIGIN of the parent does not gainsay the hint: an SOA elsewhere is at fault',
    `$ORIGIN .\nother.example ${soa}`,
    hints,
    { origin: 'hint.example.', apex: 'hint.example.', from: 'directive', name: '.' },
  ],
  [
    'an SOA owner that repeats the origin without its final dot is meant for it',
    `$ORIGIN own.example.\nOwn.Example ${soa}`,
    {},
    { origin: 'own.example.', apex: 'own.example.', from: 'directive', name: 'own.example.' },
  ],
  [
    'also where the file’s name is the origin',
    `file.example ${soa}`,
    fallback,
    { origin: 'file.example.', apex: 'file.example.', from: 'fallback', name: 'file.example.' },
  ],
  ['nobody says it', relative, {}, { origin: undefined, apex: undefined, from: 'none', name: undefined }],
  [
    'a fragment has an origin and no apex',
    'www A 192.0.2.1\n',
    hints,
    { origin: 'hint.example.', apex: undefined, from: 'hint', name: 'hint.example.' },
  ],
];

for (const [what, text, given, expected] of cases) {
  test(what, () => {
    const { reach: _, ...guess } = guessOrigin(text, given);
    assert.deepEqual(guess, expected);
  });
}
