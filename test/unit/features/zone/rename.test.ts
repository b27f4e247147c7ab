import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { check } from '../../../../server/src/checks.js';
import { prepareRename, zoneRename } from '../../../../server/src/features/zone/rename.js';
import { localize } from '../../../../server/src/message.js';
import { applyEdits } from '../../../../server/src/span.js';
import { finish } from '../../../../server/src/steps.js';
import { ZoneDocument } from '../../../../server/src/zone/document.js';
import type { OriginHints } from '../../../../server/src/zone/origin.js';
import { marked, zoneText } from './texts.js';

/** The text after the rename at the `|`, or what is said instead. */
function renamed(source: string, newName: string, hints: OriginHints = { origin: 'example.com.' }) {
  const { text, offset } = marked(source);
  const answer = finish(zoneRename(new ZoneDocument(text, hints), offset, newName));
  if (answer === undefined) return undefined;
  return 'problem' in answer ? localize(answer.problem) : applyEdits(text, answer);
}

function prepared(source: string) {
  const { text, offset } = marked(source);
  const answer = prepareRename(new ZoneDocument(text, { origin: 'example.com.' }), offset);
  if (answer === undefined) return undefined;
  return 'problem' in answer ? localize(answer.problem) : [answer.start, answer.end, answer.written];
}

test('renames owners and names in RDATA, each in its own style; inherited owners and names below stay', () => {
  assert.equal(
    renamed(
      'www 1h A 192.0.2.1 ; www\n\tTXT "www"\na.www CNAME w|ww\nWWW.example.com. MX 10 "www"\nb CNAME www.example.com.\n',
      'web',
    ),
    'web 1h A 192.0.2.1 ; www\n\tTXT "www"\na.www CNAME web\nweb.example.com. MX 10 "web"\nb CNAME web.example.com.\n',
  );
});

test('writes relative names for the origin of their place, absolute where they are outside it', () => {
  const zone =
    '|www.sub A 192.0.2.1\n$ORIGIN sub.example.com.\nwww A 192.0.2.2\n$ORIGIN www\n@ A 192.0.2.3\n';
  assert.equal(
    renamed(zone, 'web.sub'),
    'web.sub A 192.0.2.1\n$ORIGIN sub.example.com.\nweb A 192.0.2.2\n$ORIGIN www\nweb.sub.example.com. A 192.0.2.3\n',
  );
  assert.equal(
    renamed(zone, 'web.example.net.'),
    'web.example.net. A 192.0.2.1\n$ORIGIN sub.example.com.\nweb.example.net. A 192.0.2.2\n$ORIGIN www\nweb.example.net. A 192.0.2.3\n',
  );
  assert.equal(
    renamed(zone, 'sub'),
    'sub A 192.0.2.1\n$ORIGIN sub.example.com.\n@ A 192.0.2.2\n$ORIGIN www\nsub.example.com. A 192.0.2.3\n',
  );
});

test('renames what a $GENERATE writes for every number, and not what it makes of one', () => {
  assert.equal(
    renamed(
      'w|ww TXT x\n$GENERATE 1-2 www A 192.0.2.$\n$GENERATE 1-2 h$ CNAME www.example.com.\n$GENERATE 1-2 www$ CNAME "www"\n$GENERATE 1-2 t$ TXT www\n$ORIGIN sub\n$GENERATE 1-2 www A 192.0.2.$\n',
      'web',
    ),
    'web TXT x\n$GENERATE 1-2 web A 192.0.2.$\n$GENERATE 1-2 h$ CNAME web.example.com.\n$GENERATE 1-2 www$ CNAME "web"\n$GENERATE 1-2 t$ TXT www\n$ORIGIN sub\n$GENERATE 1-2 www A 192.0.2.$\n',
  );
});

test('renames from a name that a $GENERATE writes for every number', () => {
  assert.equal(
    renamed('$ORIGIN sub\n$GENERATE 1-2 h$ CNAME w|ww\nwww TXT x\n', 'web.sub.example.com.'),
    '$ORIGIN sub\n$GENERATE 1-2 h$ CNAME web\nweb TXT x\n',
  );
  assert.equal(renamed('$GENERATE 1-2 h|$ A 192.0.2.$\n', 'web'), undefined);
});

test('renames names outside the zone, from absolute to absolute', () => {
  assert.equal(
    renamed('@ MX 10 mail.example.net|.\n MX 20 MAIL.example.net.\n', 'mx.example.org.'),
    '@ MX 10 mx.example.org.\n MX 20 mx.example.org.\n',
  );
});

test('keeps relative names where nobody knows the origin', () => {
  assert.equal(renamed('w|ww A 192.0.2.1\na CNAME www\n', 'web', {}), 'web A 192.0.2.1\na CNAME web\n');
  assert.equal(
    renamed('a CNAME www.example.com|.\n', 'web', {}),
    'Write “web” with its final dot: the origin is not known here.',
  );
});

test('of many edits those that are close are one, and make the same text', () => {
  const far = `; ${'x'.repeat(200)}\n`;
  const textOf = (lines: number) => `w|ww A 192.0.2.1\n${'a NS www\n'.repeat(lines)}${far}b NS www\n`;
  const editsOf = (lines: number) => {
    const { text, offset } = marked(textOf(lines));
    const answer = finish(zoneRename(new ZoneDocument(text, { origin: 'example.com.' }), offset, 'ns'));
    assert.ok(answer !== undefined && !('problem' in answer));
    assert.ok(applyEdits(text, answer) === text.replaceAll('www', 'ns'));
    return answer.length;
  };
  assert.equal(editsOf(9998), 10_000);
  assert.equal(editsOf(9999), 2);
});

test('refuses what is no name', () => {
  const space = (text: string) =>
    `“${text}” is no name: spaces, quotes, parentheses and “;” need a backslash before them.`;
  for (const text of ['', 'a b', 'a;b', '"a"', '(a'])
    assert.equal(renamed('w|ww A 192.0.2.1\n', text), space(text));
  assert.equal(renamed('w|ww A 192.0.2.1\n', 'a..b'), 'A label of this name is empty.');
  assert.equal(renamed('w|ww A 192.0.2.1\n', 'a'.repeat(64)), 'A label has at most 63 octets.');
  assert.equal(
    renamed('w|ww A 192.0.2.1\n', `${'a.'.repeat(121)}b`),
    'A name has at most 255 octets, its origin included.',
  );
  assert.equal(
    renamed('w|ww A 192.0.2.1\n', 'a\\999'),
    'A backslash takes one character, or three digits up to 255.',
  );
  assert.equal(
    renamed('w|ww A 192.0.2.1\n', 'web.example.com'),
    'Without a final dot “web.example.com” stands for web.example.com.example.com. here.',
  );
});

test('refuses to put records among those of another name; a name that has none may become another', () => {
  const joined =
    'web.example.com. has records already: those of www.example.com. would be among them for good.';
  const web = 'web A 192.0.2.2\n';
  assert.equal(renamed(`w|ww A 192.0.2.1\n${web}`, 'web'), joined);
  assert.equal(renamed(`www A 192.0.2.1\na CNAME w|ww\n${web}`, 'web.example.com.'), joined);
  assert.equal(renamed(`a CNAME w|ww\n${web}`, 'web'), `a CNAME web\n${web}`);
  assert.equal(renamed(`w|ww A 192.0.2.1\nb CNAME web\n`, 'web'), 'web A 192.0.2.1\nb CNAME web\n');
  assert.equal(renamed('w|ww A 192.0.2.1\n', 'WWW'), 'WWW A 192.0.2.1\n');
});

test('refuses to rename the zone itself, and the origin by its sign', () => {
  const zone = 'example.com. is the zone itself: what it is called is said by $ORIGIN, or outside the file.';
  for (const place of ['|@ NS ns1\n', 'a CNAME example.com|.\n']) {
    assert.equal(renamed(place, 'web'), zone);
    assert.equal(prepared(place), zone);
  }
  assert.equal(
    prepared('$ORIGIN www\n|@ A 192.0.2.1\n'),
    '“@” stands for the origin, www.example.com.: rename it where it is written out.',
  );
});

test('offers the name as written, and nothing elsewhere', () => {
  assert.deepEqual(prepared('a MX 10 ma|il ; x\n'), [8, 12, 'mail']);
  assert.deepEqual(prepared('a MX 10 "ma|il"\n'), [9, 13, 'mail']);
  for (const place of [
    'a M|X 10 mail\n',
    'a MX 1|0 mail\n',
    'a TXT ma|il\n',
    '$ORIGIN ma|il\n',
    'a MX 0 .|\n',
    '; a|\n',
  ]) {
    assert.equal(prepared(place), undefined, place);
  }
});

/** Whether a parenthesis is not closed, or behind lines that read like records. */
const isGuessed = (text: string) =>
  check('zone', text, { origin: 'example.com.' }).findings.some(
    ({ rule }) => rule === 'zone/unbalanced-parenthesis',
  );

test('after a rename the same places have the new name, and no record has changed but by name', () => {
  fc.assert(
    fc.property(
      zoneText,
      fc.nat(),
      fc.constantFrom('new', 'a.b', 'new.example.org.', 'IN', '$x', 'é'),
      (text, seed, to) => {
        // There the parser guesses where entries end, and a name is part of the guess.
        fc.pre(!isGuessed(text));
        const zone = new ZoneDocument(text, { origin: 'example.com.' });
        const offset = seed % (text.length + 1);
        const answer = finish(zoneRename(zone, offset, to));
        if (answer === undefined || 'problem' in answer) return;
        const after = applyEdits(text, answer);
        const kinds = (source: string) =>
          Array.from(new ZoneDocument(source, { origin: 'example.com.' }).entries(), (entry) => [
            entry.kind,
            entry.kind === 'record' ? entry.typeCode : undefined,
            entry.kind === 'record' ? entry.rdata.length : undefined,
          ]);
        assert.deepEqual(kinds(after), kinds(text));
      },
    ),
    { numRuns: 500 },
  );
});
