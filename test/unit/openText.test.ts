import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { OpenText } from '../../server/src/openText.js';

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
