import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { namesOf, usesOf } from '../../../../server/src/features/zone/nameUses.js';
import { zoneDefinitions, zoneReferences } from '../../../../server/src/features/zone/navigation.js';
import type { Span } from '../../../../server/src/span.js';
import { finish, type Steps } from '../../../../server/src/steps.js';
import { ZoneDocument } from '../../../../server/src/zone/document.js';
import { nameKey } from '../../../../server/src/zone/names.js';
import { marked, zoneText } from './texts.js';

const uri = 'file:///zones/example.com.zone';

/** The lines and texts of what is found at the `|`. */
function at(
  source: string,
  find: (zone: ZoneDocument, offset: number) => Steps<readonly (Span | { uri: string })[]>,
) {
  const { text, offset } = marked(source);
  const zone = new ZoneDocument(text, { origin: 'example.com.' });
  return finish(find(zone, offset)).map((found) =>
    'uri' in found ? found.uri : `${zone.positionAt(found.start).line}:${text.slice(found.start, found.end)}`,
  );
}
const definitions = (source: string) => at(source, (zone, offset) => zoneDefinitions(zone, offset, uri));
const references = (source: string, owners = true) =>
  at(source, (zone, offset) => zoneReferences(zone, offset, owners));

test('goes from a name in RDATA to its owners, one for each run of records', () => {
  const zone = 'a CNAME WW|W\nwww A 192.0.2.1\nwww A 192.0.2.2\nb NS www\nwww.example.com. TXT x\n';
  assert.deepEqual(definitions(zone), ['1:www', '4:www.example.com.']);
});

test('goes to owners under another origin, and by other spellings', () => {
  assert.deepEqual(definitions('a MX 10 |www\n$ORIGIN www\n@ A 192.0.2.1\n'), ['2:@']);
  assert.deepEqual(definitions('a MX 10 www|\n\\119ww A 192.0.2.1\n'), ['1:\\119ww']);
  assert.deepEqual(definitions('a MX 10 |"www"\n'), []);
  assert.deepEqual(definitions('a MX 10 "|www"\nwww A 192.0.2.1\n'), ['1:www']);
});

test('tells the first ten thousand places of a name', () => {
  const many = `www| A 192.0.2.1\n${'a NS www\n'.repeat(12_000)}`;
  const found = references(many, false);
  assert.equal(found.length, 10_000);
  assert.deepEqual([found[0], found.at(-1)], ['1:www', '10000:www']);
  assert.equal(definitions(`a NS |www\n${'www A 192.0.2.1\n\n'.repeat(12_000)}`).length, 10_000);
});

test('knows the names of each type', () => {
  const names: readonly [string, boolean][] = [
    ['NS |x', true],
    ['PTR |x', true],
    ['MX 10 |x', true],
    ['SRV 0 0 443 |x', true],
    ['DNAME |x', true],
    ['SOA |x h 1 2 3 4 5', true],
    ['SOA h |x 1 2 3 4 5', false],
    ['RP h |x', true],
    ['RP |x h', false],
    ['SVCB 1 |x alpn=h2', true],
    ['TXT |x', false],
    ['TYPE2 \\# |x', false],
    ['MX |x mail', false],
  ];
  for (const [record, isName] of names) {
    assert.equal(definitions(`a ${record}\nx A 192.0.2.1\n`).length, isName ? 1 : 0, record);
  }
});

test('goes from $INCLUDE to its file, beside the document', () => {
  assert.deepEqual(definitions('$INCLUDE keys/ex|ample.key\n'), ['file:///zones/keys/example.key']);
  assert.deepEqual(definitions('$INCLUDE "|../a b#c.zone" sub ; d\n'), ['file:///a%20b%23c.zone']);
  assert.deepEqual(definitions('$INCLUDE a |sub\n'), []);
});

test('finds all uses of a name, with its owners or without', () => {
  const zone =
    'www| A 192.0.2.1\n TXT www\na.www CNAME www\nb MX 10 www.example.com.\n$ORIGIN sub\nwww A 192.0.2.1\nc CNAME Www.Example.com.\n';
  assert.deepEqual(references(zone), ['0:www', '2:www', '3:www.example.com.', '6:Www.Example.com.']);
  assert.deepEqual(references(zone, false), ['2:www', '3:www.example.com.', '6:Www.Example.com.']);
});

test('finds uses without knowing the origin', () => {
  const { text, offset } = marked('www A 192.0.2.1\na CNAME |www\nb CNAME www.example.com.\n');
  const zone = new ZoneDocument(text);
  assert.deepEqual(
    finish(zoneReferences(zone, offset, true)).map(({ start, end }) => [start, end]),
    [
      [0, 3],
      [offset, offset + 3],
    ],
  );
});

test('overlooks no use in any text', () => {
  fc.assert(
    fc.property(zoneText, fc.integer({ min: 1, max: 200 }), (piece, repeat) => {
      const zone = new ZoneDocument(piece.repeat(repeat).slice(0, 20_000), { origin: 'example.com.' });
      const all = [...zone.entries()].flatMap((entry) =>
        entry.kind === 'record' ? [...namesOf(entry)] : [],
      );
      for (const name of new Set(all.slice(0, 20).map((use) => use.name))) {
        assert.deepEqual(
          finish(usesOf(zone, name, ({ start }) => start)),
          all.filter((use) => nameKey(use.name) === nameKey(name)).map(({ start }) => start),
        );
      }
    }),
    { numRuns: 100 },
  );
});
