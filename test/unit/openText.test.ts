import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { OpenText } from '../../server/src/openText.js';
import { OpenZone } from '../../server/src/openZone.js';

const text = fc.string({ unit: fc.constantFrom('a', '\n', '\r', '\r\n', 'é', '😀'), maxLength: 30 });
const position = fc.record({
  line: fc.integer({ min: -1, max: 32 }),
  character: fc.integer({ min: -1, max: 32 }),
});

test('has the positions that LSP wants of any text, and the text of any range', () => {
  fc.assert(
    fc.property(text, position, position, (content, start, end) => {
      const open = new OpenText('file:///a.json', 'json', 1, content);
      const model = TextDocument.create('file:///a.json', 'json', 1, content);
      assert.equal(open.lineCount, model.lineCount);
      for (let offset = -1; offset <= content.length + 1; offset++) {
        assert.deepEqual(open.positionAt(offset), model.positionAt(offset));
      }
      assert.equal(open.offsetAt(start), model.offsetAt(start));
      assert.equal(open.getText({ start, end }), model.getText({ start, end }));
    }),
    { numRuns: 2000 },
  );
});

const range = fc.record({ start: position, end: position });
const change = fc.oneof(
  { weight: 9, arbitrary: fc.record({ range, text }) },
  { weight: 1, arbitrary: fc.record({ text }) },
);
/** As editors send what they make at once: from the end of the text to its start. */
const descending = fc
  .array(position, { maxLength: 8 })
  .map((places) => places.sort((a, b) => b.line - a.line || b.character - a.character))
  .chain((places) =>
    fc.tuple(
      ...places
        .slice(1)
        .map((start, index) => fc.record({ range: fc.constant({ start, end: places[index]! }), text })),
    ),
  );

/** As others send them: from its start to its end, each as those before it have moved it. */
const ascending = fc
  .tuple(text, fc.array(fc.tuple(fc.nat(6), fc.nat(4), text), { maxLength: 6 }))
  .map(([content, steps]) => {
    let now = content;
    let at = 0;
    const changes = steps.map(([skipped, removed, put]) => {
      const before = TextDocument.create('file:///a.json', 'json', 1, now);
      const start = Math.min(at + skipped, now.length);
      const end = Math.min(start + removed, now.length);
      now = now.slice(0, start) + put + now.slice(end);
      at = start + put.length;
      return { range: { start: before.positionAt(start), end: before.positionAt(end) }, text: put };
    });
    return { content, changes };
  });
const cases = fc.oneof(
  fc.record({ content: text, changes: fc.oneof(fc.array(change, { maxLength: 6 }), descending) }),
  ascending,
);

test('the changes of one notification are made one after the other', () => {
  fc.assert(
    fc.property(cases, ({ content, changes }) => {
      let model = content;
      for (const change of changes) {
        const before = TextDocument.create('file:///a.json', 'json', 1, model);
        const [start, end] =
          'range' in change
            ? [before.offsetAt(change.range.start), before.offsetAt(change.range.end)]
            : [0, model.length];
        model = model.slice(0, start) + change.text + model.slice(Math.max(start, end));
      }
      const open = new OpenText('file:///a.json', 'json', 1, content).edited(changes, 2);
      assert.deepEqual([open.getText(), open.version], [model, 2]);
      const zone = new OpenZone('file:///db', 'dns-zone', 1, content);
      assert.equal(zone.zone.length, content.length);
      zone.update(changes, 2);
      assert.deepEqual([zone.zone.getText(), zone.version], [model, 2]);
    }),
    { numRuns: Number(process.env.TLS_RPT_FUZZ_RUNS ?? 5000) },
  );
});

test('100,000 changes at once take no longer than a few', () => {
  const lines = 100_000;
  const open = new OpenText('file:///a.json', 'json', 1, '"a"\n'.repeat(lines));
  const changes = Array.from({ length: lines }, (_, index) => {
    const line = lines - 1 - index;
    return { range: { start: { line, character: 1 }, end: { line, character: 2 } }, text: 'b' };
  });
  const begun = performance.now();
  assert.equal(open.edited(changes, 2).getText(), '"b"\n'.repeat(lines));
  assert.equal(open.edited(changes.toReversed(), 2).getText(), '"b"\n'.repeat(lines));
  const zone = new OpenZone('file:///db', 'dns-zone', 1, 'a A 192.0.2.1\n'.repeat(lines));
  assert.equal(zone.zone.lineCount, lines + 1);
  zone.update(changes, 2);
  assert.equal(zone.zone.getText(), 'abA 192.0.2.1\n'.repeat(lines));
  // Of a zone each by itself took a millisecond and more.
  assert.ok(performance.now() - begun < 5000);
});

test('an edit gives the document of the next version', () => {
  const open = new OpenText('file:///a.json', 'json', 1, '{\n}');
  const range = { start: { line: 0, character: 1 }, end: { line: 1, character: 0 } };
  const edited = open.edited([{ range, text: '"a": 1' }], 2);
  assert.deepEqual(
    [edited.uri, edited.languageId, edited.version, edited.getText()],
    ['file:///a.json', 'json', 2, '{"a": 1}'],
  );
  assert.equal(open.getText(), '{\n}');
});
