import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ZoneDocument } from '../../../server/src/zone/document.js';
import type { ReadInclude } from '../../../server/src/zone/includes.js';
import { tokenize, tokensTouching } from '../../../server/src/zone/lexer.js';
import { checkedZone } from '../../../server/src/zoneCheck.js';
import { pieces } from './pieces.js';
import { told, toldFinding } from './told.js';

const text = fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join(''));
const edit = fc.record({
  at: fc.nat(),
  remove: fc.nat(40),
  insert: fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...pieces) }, { weight: 1, arbitrary: text }),
});

test('joined, the tokens of any text are the text', () => {
  fc.assert(
    fc.property(fc.oneof(text, fc.string()), (source) => {
      const tokens = tokenize(source, 0, source.length);
      assert.equal(tokens.map(({ start, end }) => source.slice(start, end)).join(''), source);
      const entries = [...new ZoneDocument(source).entries()];
      assert.equal(entries.map(({ start, end }) => source.slice(start, end)).join(''), source);
      assert.equal(
        entries
          .flatMap((entry) => entry.tokens)
          .map(({ start, end }) => source.slice(start, end))
          .join(''),
        source,
      );
    }),
    { numRuns: Number(process.env.TLS_RPT_FUZZ_RUNS ?? 300) },
  );
});

test('the tokens at a place are those of all that touch it', () => {
  fc.assert(
    fc.property(fc.oneof(text, fc.string()), fc.nat(99), fc.nat(), (source, base, at) => {
      const place = base + (at % (source.length + 2));
      const all = tokenize(source, 0, source.length, base);
      assert.deepEqual(
        tokensTouching(source, base, place),
        all.filter(({ start, end }) => start <= place && place <= end),
      );
    }),
  );
});

const files: Readonly<Record<string, string>> = {
  a: 'mail A 192.0.2.3\n$TTL 9\nw TXT a\n$GENERATE 3-4 g$ A 192.0.2.$\n',
  b: ' TXT "inherited"\n$INCLUDE a\n$ORIGIN deep\nx A 192.0.2.1',
  c: 'broken A 192.0.2\n@ NS ns1\n@ SOA ns1 host 1 2 3 4 5\n',
};
const read: ReadInclude = (name) => {
  const text = files[name];
  return text === undefined ? 'missing' : { name, text, uri: `file:///${name}` };
};

/** After how many edits all is compared: mostly each; now and then what nobody asked for between is put to the test. */
const every = fc.oneof(
  { weight: 9, arbitrary: fc.constant(1) },
  { weight: 1, arbitrary: fc.integer({ min: 2, max: 50 }) },
);

/** A few edits of a text of up to 30,000 characters, or many of a short one, in chunks so small that it has several. */
const cases = fc.oneof(
  {
    weight: 1,
    arbitrary: fc.record({
      start: fc.tuple(text, fc.integer({ min: 1, max: 40 })).map(([part, times]) => part.repeat(times)),
      edits: fc.array(edit, { minLength: 1, maxLength: 8 }),
      chunkSize: fc.constant(undefined),
      every,
    }),
  },
  {
    weight: 9,
    arbitrary: fc.record({
      start: text,
      edits: fc.array(edit, { minLength: 1, maxLength: 200, size: 'max' }),
      chunkSize: fc.constantFrom(64, 200, 1000),
      every,
    }),
  },
);

const inParts = { chunkSize: 64 as const, every: 1 };

/** Found by this: an edit of the SOA changes the zone's name wherever it stands. */
const laterSoa = {
  start: `${'$ORIGIN example.com.\n'.repeat(4)}@ IN SOA ns1 host 1 2 3 4 5\n`,
  edits: [{ at: 85, remove: 0, insert: 'x' }],
  ...inParts,
};

/** Found by this: a backslash carries a string on into the next chunk. */
const carriedOn = {
  start: `a TXT "${'x'.repeat(60)}"\n${'b A 192.0.2.1\n'.repeat(3)}`,
  edits: [{ at: 17, remove: 51, insert: '\\' }],
  ...inParts,
};

/** A parenthesis that may close more than a hundred chunks further on. */
const farAway = {
  start: `a TXT (\nb A 192.0.2.1\n${'0123456789abcdef\n'.repeat(500)}`,
  edits: [{ at: 8_500, remove: 0, insert: ')' }],
  ...inParts,
};

/** Found by this: what a `$GENERATE` of an included file makes comes earlier where that file is included earlier, too. */
const includedEarlier = {
  start: `$ORIGIN example.com.\n${'b A 192.0.2.1\n'.repeat(9)}$GENERATE 2-4 g$ CNAME www\n$INCLUDE a\n`,
  edits: [
    { at: 21, remove: 0, insert: '; once\n' },
    { at: 21, remove: 0, insert: '$INCLUDE a\n' },
  ],
  ...inParts,
};

/** Found by this: a string that is not closed has no quote to take off, and is not that of the record before. */
const notClosed = {
  start: 'a TXT "one"\na TXT "one"\n',
  edits: [
    { at: 0, remove: 0, insert: '; x\n' },
    { at: 26, remove: 1, insert: 'x' },
  ],
  ...inParts,
};

/** Found by this: what is spelled otherwise is the same, also where nobody has looked at its owner before. */
const spelledOtherwise = {
  start: 'a A 192.0.2.1\na A 192.0.2.1\n',
  edits: [
    { at: 0, remove: 0, insert: '; x\n' },
    { at: 25, remove: 0, insert: '\\' },
  ],
  ...inParts,
};

/** Found by this: the entry before is continued by a backslash, which stands in another chunk. */
const continued = {
  start: `mm. A 192.0.2.1\n${'; x\n'.repeat(11)} TXT x\n "a;b" ; c\n`,
  edits: [{ at: 65, remove: 1, insert: '\\' }],
  ...inParts,
};

/** Found by this: a comment that begins before a carriage return takes in what stands behind it, in the next chunk. */
const commented = {
  start: `${'0'.repeat(70)}\rb A 192.0.2.1\n`,
  edits: [{ at: 0, remove: 20, insert: ';' }],
  ...inParts,
};

/** Found by this: a file in the same state is read once, however many other readings of it lie between. */
const includedAgain = {
  start: `$ORIGIN example.com.\n$TTL 9\nb A 192.0.2.1\n$INCLUDE c\n${Array.from({ length: 16 }, (_, at) => `$INCLUDE c s${at}\n`).join('')}$INCLUDE c\n`,
  edits: [{ at: 21, remove: 0, insert: '; x\n' }],
  ...inParts,
};

/** A space is escaped between two fields, which are one then: the record is another than its twin was. */
const twins = `$TTL 9\na SRV 0 0 1 www\n${'b A 192.0.2.1\n'.repeat(9)}a SRV 0 0 1 www\n`;
const escapedSpace = {
  start: twins,
  edits: [{ at: twins.indexOf(' www'), remove: 0, insert: '\\' }],
  ...inParts,
};

test('after each edit the document and its findings are those of the text read afresh', (t) => {
  const runs = Number(process.env.TLS_RPT_FUZZ_RUNS ?? 30);
  let count = 0;
  let compared = 0;
  let entries = 0;
  const started = performance.now();
  const says = () =>
    `${count} edits, ${compared} comparisons of ${entries} entries in all, ${Math.round((performance.now() - started) / 1000)} s`;
  fc.assert(
    fc.property(cases, ({ start, edits, chunkSize, every }) => {
      let source = start.slice(0, 30000);
      const context = { read, source: { name: 'db', uri: 'file:///db' } };
      const edited = checkedZone(source, { ...context, ...(chunkSize !== undefined && { chunkSize }) });
      edited.findings();
      for (const [index, { at, remove, insert }] of edits.entries()) {
        const from = source.length === 0 ? 0 : at % (source.length + 1);
        // Short texts stay short, so that many edits cost little.
        const to = Math.min(
          source.length,
          from + remove + (chunkSize !== undefined && source.length > 1500 ? 400 : 0),
        );
        source = source.slice(0, from) + insert + source.slice(to);
        edited.edit({ start: from, end: to, text: insert });
        const found = edited.findings().map(toldFinding).join('\n');
        count++;
        if ((index + 1) % every !== 0 && index + 1 < edits.length) continue;
        const fresh = checkedZone(source, context);
        assert.equal(edited.document.getText(), source);
        assert.equal(found, fresh.findings().map(toldFinding).join('\n'));
        assert.equal(firstDifference(told(edited.document), told(fresh.document)), '');
        assert.equal(edited.document.lineCount, source.split(/\r\n|\n|\r/).length);
        compared++;
        entries += fresh.document.index.chunks.reduce((sum, { count }) => sum + count, 0);
      }
      if (runs > 1000 && count % 1000 < edits.length) console.error(says());
    }),
    // Making a failure small takes longer than the run: a long one prints its seed and path, and ends.
    {
      numRuns: runs,
      endOnFailure: process.env.TLS_RPT_FUZZ_RUNS !== undefined,
      includeErrorInReport: true,

      examples: [
        [laterSoa],
        [carriedOn],
        [farAway],
        [includedEarlier],
        [notClosed],
        [spelledOtherwise],
        [continued],
        [commented],
        [includedAgain],
        [escapedSpace],
      ],
    },
  );
  t.diagnostic(says());
});

/** The first line that differs, of both. */
function firstDifference(got: string, wanted: string): string {
  if (got === wanted) return '';
  const lines = wanted.split('\n');
  const others = got.split('\n');
  const at = others.findIndex((line, index) => line !== lines[index]);
  return `${others[at]}\n${lines[at]}`;
}

/** Texts that include nothing: of those that do all findings are asked for. */
const alone = pieces.filter((piece) => !piece.startsWith('$INCLUDE'));
const shownCases = fc.record({
  start: fc.array(fc.constantFrom(...alone), { maxLength: 120 }).map((parts) => parts.join('')),
  edits: fc.array(fc.record({ at: fc.nat(), remove: fc.nat(40), insert: fc.constantFrom(...alone) }), {
    maxLength: 30,
  }),
  chunkSize: fc.constantFrom(64, 200, 16_384),
  mostShown: fc.integer({ min: 1, max: 4 }),
  off: fc.func(fc.boolean()),
});

test('what is shown after any edits are the first findings of the rules that are on, and the others are counted', () => {
  fc.assert(
    fc.property(shownCases, ({ start, edits, chunkSize, mostShown, off }) => {
      let source = start;
      const edited = checkedZone(source, { chunkSize, mostShown });
      const isOn = (rule: string) => !off(rule);
      for (const [index, { at, remove, insert }] of edits.entries()) {
        const from = at % (source.length + 1);
        const to = Math.min(source.length, from + remove);
        source = source.slice(0, from) + insert + source.slice(to);
        edited.edit({ start: from, end: to, text: insert });
        if (index % 3 === 0) edited.findings();
        else edited.first();
      }
      const wanted = checkedZone(source)
        .findings()
        .filter(({ rule }) => isOn(rule));
      const { findings, more } = edited.first()!.shown(isOn);
      assert.deepEqual(findings, wanted.slice(0, mostShown));
      assert.equal(more, wanted.length - findings.length);
    }),
    { numRuns: Number(process.env.TLS_RPT_FUZZ_RUNS ?? 200) },
  );
});

test('of targets without an address the first are shown, wherever somebody edited last', () => {
  const other = (name: string) =>
    `${name} MX 10 mx-${name}\n${'; a line to fill the part of the zone with\n'.repeat(2)}`;
  const text = `$ORIGIN example.com.\n$TTL 1d\n@ SOA ns1 h 1 2 3 4 5\n${['a', 'b', 'c'].map(other).join('')}`;
  const zone = checkedZone(text, { chunkSize: 64, mostShown: 1 });
  const shown = () => {
    const { findings, more } = zone.first()!.shown((rule) => rule === 'zone/target-missing');
    return [...findings.map(({ start, end }) => zone.document.slice(start, end)), more];
  };
  assert.deepEqual(shown(), ['mx-a', 2]);
  const start = text.indexOf(' MX 10 mx-a');
  zone.edit({ start, end: start, text: '1' });
  assert.deepEqual(shown(), ['mx-a', 2]);
  zone.edit({ start: 0, end: 0, text: '; tls-rpt-disable zone/target-missing\n' });
  assert.deepEqual(shown(), [0]);
  zone.edit({ start: 0, end: 38, text: '' });
  zone.edit({ start: start + 12, end: start + 12, text: ' ; tls-rpt-disable-line' });
  assert.deepEqual(shown(), ['mx-b', 1]);
});

test('what a record that cannot be read may be is not missing, until it is gone', () => {
  const head = '$TTL 1d\n@ SOA ns.example.net. h 1 2h 1h 4w 1h\n';
  const zone = checkedZone(`${head}@ NSS ns.example.net.\n@ MX 10 mail\nmail 1H30 A 192.0.2.1\n; more\n`, {
    origin: 'example.com.',
    chunkSize: 64,
  });
  const found = () => zone.findings().map(({ rule }) => rule.slice('zone/'.length));
  const edit = (from: string, text: string) => {
    const start = zone.document.getText().indexOf(from);
    zone.edit({ start, end: start + from.length, text });
  };
  assert.deepEqual(found(), ['unknown-type', 'bad-ttl']);
  edit('mail 1H30', 'male 1H30');
  assert.deepEqual(found(), ['unknown-type', 'target-missing', 'bad-ttl']);
  edit('male 1H30', 'mail 1H30');
  edit('@ NSS', 'a NSS');
  assert.deepEqual(found(), ['missing-ns', 'unknown-type', 'bad-ttl']);
  edit('mail 1H30', '; mail');
  assert.deepEqual(found(), ['missing-ns', 'unknown-type', 'target-missing']);
});

test('a finding of the whole zone is among the first where others of its rule stand further on', () => {
  const text = `$ORIGIN example.com.\n$TTL 1d\n@ SOA a b 1 2 3 4 5\n@ NS ns1.example.com\nwww.example.com A 192.0.2.1\n`;
  const zone = checkedZone(text, { chunkSize: 64, mostShown: 1 });
  const { findings, more } = zone.first()!.shown((rule) => rule === 'zone/missing-trailing-dot');
  assert.deepEqual(
    [...findings.map(({ start, end }) => text.slice(start, end)), more],
    ['ns1.example.com', 1],
  );
});

test('of a large zone only the entries are kept that somebody asked about last', () => {
  const zone = new ZoneDocument('a A 192.0.2.1\n'.repeat(1000), { origin: 'example.com.', chunkSize: 64 });
  const first = zone.entryAt(0);
  assert.equal(zone.entryAt(0), first);
  for (let at = 0; at < zone.length; at += 64) zone.entryAt(at);
  assert.notEqual(zone.entryAt(0), first);
});

test('knows what $GENERATEs make unless they are too many, before and after edits', () => {
  const head = '$ORIGIN example.com.\n$TTL 1d\n@ SOA ns1 h 1 2 3 4 5\n@ NS ns1\nns1 A 192.0.2.1\n@ NS h9\n';
  const zone = checkedZone(`${head}$GENERATE 1-100000 h$ A 192.0.2.1\n$GENERATE 1-5 h$ CNAME ns1\n`);
  const found = () =>
    zone.findings().map(({ rule, start, end }) => `${rule} ${zone.document.slice(start - 3, end)}`);
  const edit = (from: string, text: string) => {
    const start = zone.document.getText().indexOf(from);
    zone.edit({ start, end: start + from.length, text });
  };
  const alias = 'zone/cname-and-other-data h$ CNAME';
  assert.deepEqual(found(), [alias]);
  edit('100000', '4');
  assert.deepEqual(found(), ['zone/target-missing NS h9', alias]);
  edit('1-5', '1-9');
  assert.deepEqual(found(), ['zone/target-is-cname NS h9', alias]);
  edit('1-4', '1-200000');
  assert.deepEqual(found(), []);
  edit('1-200000', '1-100000');
  assert.deepEqual(found(), ['zone/target-is-cname NS h9', alias]);
});

test('positions and offsets are each other’s inverse, at every line break', () => {
  const source = 'a\r\nb\rc\n\nd'.repeat(4000);
  const document = new ZoneDocument(source);
  const lines = source.split(/\r\n|\n|\r/);
  assert.equal(document.lineCount, lines.length);
  for (const line of [0, 1, 2, 3, 4, 1500, 9000, lines.length - 1]) {
    const offset = document.offsetAt({ line, character: 0 });
    assert.deepEqual(document.positionAt(offset), { line, character: 0 });
    assert.equal(source.slice(offset, offset + lines[line]!.length), lines[line]);
  }
});
