/** A zone that is mended in its place, and what was tried is taken back. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { check } from '../../server/src/checks.js';
import { EditedZone } from '../../server/src/editedZone.js';
import { type Draft, type Fixed, fixAllInSteps, TextDraft } from '../../server/src/fixAll.js';
import { atOnce, finish, type Steps } from '../../server/src/steps.js';
import { checkedZone, checkedZoneInSteps } from '../../server/src/zoneCheck.js';
import { ZoneDraft } from '../../server/src/zoneDraft.js';
import { pieces } from './zone/pieces.js';

const options = { origin: 'example.com.', source: { name: 'db' }, chunkSize: 64 };
const numRuns = Number(process.env.TLS_RPT_FUZZ_RUNS ?? 300);

const zoneOf = (text: string) => new EditedZone(text, (unread) => checkedZoneInSteps(unread, options));
const mended = (draft: Draft) => fixAllInSteps(draft, () => true);
const tried = (zone: EditedZone, gap?: number): Steps<Fixed | undefined> =>
  zone.tried((one) => mended(new ZoneDraft(one, gap)));

const mistakes = [
  'wrong AA 192.0.2.1\n',
  'www A 192.0.2.256\n',
  '$TTL 1x\n',
  '_smtp._tls TXT v=TLSRPTv1; rua=mailto:a@example.com\n',
  '_smtp._tls TXT "v=TLSRPTv1;rua=a@example.com"\n',
  'mail.example.com A 192.0.2.1\n',
  '$ORIGIN sub.example.com\n',
  'smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@example.com"\n',
  'b 1h A 192.0.2.1\nb 2h A 192.0.2.2\n',
];
const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(...pieces.filter((piece) => !piece.startsWith('$INCLUDE'))),
      fc.constantFrom(...mistakes),
    ),
    {
      minLength: 1,
      maxLength: 40,
    },
  )
  .map((parts) => parts.join(''));

/** Whether a zone is the one from before, and says what it says when read afresh. */
function assertIs(zone: EditedZone, source: string) {
  const fresh = checkedZone(source, options);
  assert.equal(zone.getText(), source);
  assert.deepEqual(zone.findings, fresh.findings());
  assert.deepEqual(zone.first, fresh.first());
}

test('mended in its place, a zone gets the edits that its text would get, and is the same afterwards', (t) => {
  const counts = { same: 0, misnamed: 0, mends: 0 };
  fc.assert(
    fc.property(text, fc.nat(200), (source, gap) => {
      const zone = zoneOf(source);
      const { chunks } = zone.checked.document.index;
      const before = [...chunks];
      const fixed = finish(tried(zone, gap));
      assert.equal(zone.checked.document.index.chunks, chunks);
      assert.ok(chunks.length === before.length && chunks.every((chunk, at) => chunk === before[at]));
      assertIs(zone, source);
      // What is edited then is read as if nothing had been tried.
      zone.edit([{ start: source.length >> 1, end: source.length >> 1, text: 'x' }]);
      assertIs(zone, `${source.slice(0, source.length >> 1)}x${source.slice(source.length >> 1)}`);
      if (fixed === undefined) {
        counts.misnamed++;
        return;
      }
      const checkText = (one: string) => check('zone', one, { origin: 'example.com.' });
      const wanted = finish(
        mended(new TextDraft(source, checkText(source), (one) => atOnce(() => checkText(one)))),
      );
      assert.deepEqual(fixed.edits, wanted.edits);
      assert.deepEqual(fixed.checked.findings, wanted.checked.findings);
      counts.same++;
      counts.mends += fixed.count;
    }),
    { numRuns },
  );
  t.diagnostic(JSON.stringify(counts));
  assert.ok(counts.mends > numRuns && counts.same > counts.misnamed);
});

test('a long string is read once to be cut, however many edits that takes', () => {
  const zone = zoneOf(`long 1h TXT "${'x'.repeat(60_000)}"\n`);
  const { document } = zone.checked;
  const { replaced } = document;
  assert.equal(finish(tried(zone))?.edits.length, 235);
  assert.equal(document.replaced - replaced, 1);
});

/** Who comes while a zone is being mended: one who asks, or one who edits. */
const others: Readonly<Record<string, (zone: EditedZone, source: string) => string>> = {
  text: (zone, source) => {
    assert.equal(zone.getText(), source);
    return source;
  },
  findings: (zone, source) => {
    assertIs(zone, source);
    return source;
  },
  records: (zone, source) => {
    assert.equal([...zone.checked.document.entries()].at(-1)?.end ?? 0, source.length);
    return source;
  },
  edit: (zone, source) => {
    const at = source.length >> 1;
    zone.edit([{ start: at, end: at, text: 'x' }]);
    return `${source.slice(0, at)}x${source.slice(at)}`;
  },
  replace: (zone) => {
    zone.replace('www A 192.0.2.1\n');
    return 'www A 192.0.2.1\n';
  },
  startOver: (zone, source) => {
    zone.startOver();
    return source;
  },
};

test('who comes while a zone is being mended has it as it is', async () => {
  await fc.assert(
    fc.asyncProperty(
      text,
      fc.array(fc.record({ steps: fc.nat(60), other: fc.constantFrom(...Object.keys(others)) }), {
        maxLength: 4,
      }),
      async (start, comings) => {
        let source = start;
        const zone = zoneOf(source);
        const expected = finish(tried(zoneOf(source)))?.edits;
        const mending = tried(zone);
        let step = mending.next();
        for (const { steps, other } of comings) {
          for (let left = steps; left > 0 && step.done !== true; left--) step = mending.next();
          source = others[other]!(zone, source);
        }
        // In the end somebody waits for it in turns.
        await zone.looked(() => true);
        assertIs(zone, source);
        while (step.done !== true) step = mending.next();
        if (source === start && step.value !== undefined) assert.deepEqual(step.value.edits, expected);
        assertIs(zone, source);
      },
    ),
    { numRuns },
  );
});

test('who needs a zone that is being mended has that taken back, and who mends is told nothing', () => {
  const source = mistakes.join('');
  for (const need of [others.text, others.findings, others.records]) {
    const zone = zoneOf(source);
    const mending = tried(zone);
    for (let steps = 20; steps > 0; steps--) assert.notEqual(mending.next().done, true);
    need!(zone, source);
    assert.deepEqual(mending.next(), { value: undefined, done: true });
  }
  const zone = zoneOf(source);
  const mending = tried(zone);
  for (let steps = 20; steps > 0; steps--) mending.next();
  assert.equal(zone.isLate(), false);
});

test('a zone of which nothing is left is as it was when that is taken back', () => {
  const source = mistakes.join('');
  const zone = zoneOf(source);
  const emptied = zone.tried(function* (one) {
    const draft = new ZoneDraft(one);
    yield* draft.edit([{ start: 0, end: source.length, newText: '' }], () => true);
    return yield* draft.edit([{ start: 0, end: 0, newText: 'www A 192.0.2.1\n' }], () => true);
  });
  assert.equal(finish(emptied), undefined);
  assertIs(zone, source);
});

test('what an edit overtakes ends soon', () => {
  const source = Array.from({ length: 400 }, (_, host) => `w${host} AA 192.0.2.1\n`).join('');
  const stepsOf = (overtakenAfter: number) => {
    const zone = zoneOf(source);
    const mending = tried(zone);
    let steps = 1;
    for (let step = mending.next(); step.done !== true; step = mending.next()) {
      if (++steps === overtakenAfter) zone.edit([{ start: 0, end: 0, text: 'x' }]);
    }
    assertIs(zone, steps < overtakenAfter ? source : `x${source}`);
    return steps;
  };
  const all = stepsOf(Number.POSITIVE_INFINITY);
  // Whichever is under way then: finding out what to mend, mending, looking at it.
  for (const part of [0.1, 0.3, 0.5, 0.6]) {
    const overtaken = Math.ceil(all * part);
    const rest = stepsOf(overtaken) - overtaken;
    assert.ok(rest < all / 4, `${rest} of ${all} steps after ${overtaken}`);
  }
});

test('what fails while a zone is being mended is told to who mends, and the zone is as it was', () => {
  const source = mistakes.join('');
  const zone = zoneOf(source);
  const failing = zone.tried(function* (one) {
    const draft = new ZoneDraft(one);
    yield* draft.edit([{ start: 0, end: 5, newText: 'other' }], () => true);
    yield;
    throw new Error('Something is wrong.');
  });
  failing.next();
  assertIs(zone, source);
  assert.throws(() => finish(failing), /Something is wrong/);
  assertIs(zone, source);
});

test('where a mend would call the zone otherwise nobody is told what it makes of it in its place', () => {
  const source = '$ORIGN example.com.\n$TTL 300\n@ SOA ns1 h 1 4h 1h 4w 1h\n@ NS ns1\nns1 A 192.0.2.1\n';
  const zone = new EditedZone(source, (unread) => checkedZoneInSteps(unread));
  const { apex } = zone.checked.document;
  assert.equal(finish(tried(zone)), undefined);
  assert.equal(zone.checked.document.apex, apex);
  assert.deepEqual(zone.findings, checkedZone(source).findings());
  // Of the next one it is told again.
  zone.edit([{ start: 0, end: 1, text: ';' }]);
  assert.notEqual(finish(tried(zone)), undefined);
});

test('what decides on the name of a zone is known when a mend of it is taken back', () => {
  const source = `$ORIGIN example.com.\n@ 1h SAO ns1 h 2 4h 1h 4w 1h\n${' '.repeat(64)}\nexample.com. 1h NS ns.example.net.\nexample.com. 1h SOA ns1 h 2 4h 1h 4w 1h\n`;
  const zone = new EditedZone(source, (unread) => checkedZoneInSteps(unread, { chunkSize: 64 }));
  // With the first record as its SOA nothing behind that decides, and the second is the same again.
  const start = source.indexOf('SAO');
  assert.deepEqual(finish(tried(zone))?.edits, [
    { start, end: start + 3, newText: 'SOA' },
    { start: source.lastIndexOf('example.com'), end: source.length, newText: '' },
  ]);
  const behind = source.lastIndexOf('example.com') + 7;
  zone.edit([{ start: behind, end: behind, text: 's' }]);
  assert.equal(zone.checked.document.apex, 'examples.com.');
  // And nothing is remembered of edits any more.
  assert.equal(zone.checked.document.mark().replaced, 0);
});
