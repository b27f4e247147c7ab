/** A zone that is read in turns while it is edited. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { EditedZone } from '../../server/src/editedZone.js';
import { checkedZone, checkedZoneInSteps } from '../../server/src/zoneCheck.js';
import { pieces } from './zone/pieces.js';

/** An edit, and how far the zone is read and looked at before the next one comes. */
const edit = fc.record({
  at: fc.nat(2000),
  remove: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(60) }),
  insert: fc.oneof(fc.constantFrom(...pieces), fc.constantFrom('', 'x')),
  steps: fc.nat(25),
  looks: fc.boolean(),
});

const options = {
  origin: 'example.com.',
  source: { name: 'db' },
  read: (name: string) => ({ name, text: 'www A 192.0.2.9\n TXT t\n$TTL 1d\n' }),
};

/** Found by this: a parenthesis that nothing closes is looked for up to the end of the text, where another may come. */
const closedAtTheEnd: [
  string[],
  { at: number; remove: number; insert: string; steps: number; looks: boolean }[],
] = [
  [pieces[0]!, '( \n', ' ', pieces[0]!, '\\', '"', pieces[0]!, pieces[0]!, ' ', pieces[0]!],
  [{ at: 112, remove: 0, insert: ')\n', steps: 0, looks: false }],
];

test('edited while it is read on, a zone is in the end what it is when read afresh', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...pieces), { minLength: 10, maxLength: 60 }),
      fc.array(edit, { minLength: 1, maxLength: 20 }),
      async (start, edits) => {
        let text = start.join('');
        const zone = new EditedZone(text, (unread) =>
          checkedZoneInSteps(unread, { ...options, chunkSize: 64 }),
        );
        for (const { at, remove, insert, steps, looks } of edits) {
          const from = Math.min(at, text.length);
          const to = Math.min(from + remove, text.length);
          zone.edit([{ start: from, end: to, text: insert }]);
          text = text.slice(0, from) + insert + text.slice(to);
          let left = steps;
          const isWanted = () => left-- > 0;
          await (looks ? zone.looked(isWanted) : zone.ready(isWanted));
        }
        const fresh = checkedZone(text, { ...options, chunkSize: 64 });
        assert.equal(zone.getText(), text);
        assert.deepEqual(zone.findings, fresh.findings());
        assert.deepEqual(zone.first, fresh.first());
        assert.deepEqual(
          [...zone.checked.document.entries()].map((entry) => entry.kind === 'record' && entry.effectiveTtl),
          [...fresh.document.entries()].map((entry) => entry.kind === 'record' && entry.effectiveTtl),
        );
      },
    ),
    { numRuns: Number(process.env.TLS_RPT_FUZZ_RUNS ?? 300), examples: [closedAtTheEnd] },
  );
});
