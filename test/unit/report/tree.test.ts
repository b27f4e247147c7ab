import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { localize } from '../../../server/src/message.js';
import { sourceSpan, stringText } from '../../../server/src/report/jsonString.js';
import { parseJson, tooLarge } from '../../../server/src/report/readTree.js';
import type { JsonNode } from '../../../server/src/report/tree.js';

/** The value that a tree stands for, as JSON.parse gives it. */
function plain(text: string, node: JsonNode | undefined): unknown {
  if (node === undefined) return undefined;
  if (node.kind === 'string') return stringText(text, node);
  if (node.kind === 'array') return node.items.map((item) => plain(text, item));
  if (node.kind === 'object') {
    return Object.fromEntries(
      node.members.map((member) => [stringText(text, member.key), plain(text, member.value)]),
    );
  }
  return JSON.parse(text.slice(node.start, node.end));
}

const problemsOf = (text: string) =>
  parseJson(text).problems.map((problem) => [
    problem.start,
    text.slice(problem.start, problem.end),
    localize(problem.message),
  ]);

test('reads every JSON value as JSON.parse does', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2, '\t'), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      const tree = parseJson(text);
      assert.deepEqual(tree.problems, []);
      assert.deepEqual(plain(text, tree.root), JSON.parse(text));
    }),
    { numRuns: 300 },
  );
});

test('survives any damage and keeps every span inside the text', () => {
  const text = JSON.stringify({ a: [1, { b: 'x\\"y' }, null], c: { d: true } }, null, 1);
  fc.assert(
    fc.property(
      fc.nat(text.length),
      fc.nat(6),
      fc.constantFrom('', '{', '}', '[', ']', ',', ':', '"', '\\', 'x'),
      (at, cut, insert) => {
        const damaged = text.slice(0, at) + insert + text.slice(at + cut);
        const visit = (node: JsonNode | undefined): void => {
          if (node === undefined) return;
          assert.ok(0 <= node.start && node.start <= node.end && node.end <= damaged.length);
          if (node.kind === 'array') node.items.forEach(visit);
          if (node.kind === 'object') {
            for (const member of node.members) {
              assert.ok(member.end >= (member.value?.end ?? member.key.end));
              visit(member.value);
            }
          }
        };
        const tree = parseJson(damaged);
        visit(tree.root);
        let valid = true;
        try {
          JSON.parse(damaged);
        } catch {
          valid = false;
        }
        assert.equal(tree.problems.length === 0, valid, damaged);
      },
    ),
    { numRuns: 2000 },
  );
});

test('names each mistake once, where it is', () => {
  assert.deepEqual(problemsOf('{"a": 1 "b": 2}'), [[8, '', 'A comma is missing before this member.']]);
  assert.deepEqual(problemsOf('[1, 2,]'), [[5, ',', 'No comma may follow the last item.']]);
  assert.deepEqual(problemsOf('{a: 1}'), [[1, 'a', 'This is no JSON value; text needs double quotes.']]);
  assert.deepEqual(problemsOf('{"a": }'), [[6, '}', 'A value is expected here.']]);
  assert.deepEqual(problemsOf('{"a": 01}'), [[6, '01', 'This is no JSON value; text needs double quotes.']]);
  assert.deepEqual(problemsOf('{"a" 1}'), [[5, '', 'A colon is missing before this value.']]);
  assert.deepEqual(problemsOf('["a\nb"]'), [[1, '"a', 'The string is not closed on its line.']]);
  assert.deepEqual(problemsOf('{} x'), [[3, 'x', 'Text after the end of the report.']]);
  assert.deepEqual(problemsOf('[1 // one\n]'), [[3, '// one', 'JSON has no comments.']]);
  assert.deepEqual(problemsOf(''), [[0, '', 'There is no JSON value here.']]);
  const noValue = 'This is no JSON value; text needs double quotes.';
  assert.deepEqual(problemsOf(`{"a": 'it’s one', "b": “two words”}`), [
    [6, "'it’s one'", noValue],
    [23, '“two words”', noValue],
  ]);
  assert.deepEqual(problemsOf(`{a: "x", 'b': [1], c: {"d": 1}, "e": 1}`), [
    [1, 'a', noValue],
    [9, "'b'", noValue],
    [19, 'c', noValue],
  ]);
  assert.deepEqual(problemsOf('{"a":\u00a01,\u3000"b": 2}'), [
    [5, '\u00a0', noValue],
    [8, '\u3000', noValue],
  ]);
});

test('an array that is not closed ends before the name that follows it', () => {
  for (const [gap, rest] of [
    [' ', ''],
    [', ', '"c": 1, '],
  ]) {
    const text = `{"a": {${rest}"b": ["x", "y"${gap}"d": {"e": 1}}, "f": 2}`;
    const { root, problems } = parseJson(text);
    assert.deepEqual(
      problems.map(({ start, message }) => [text.slice(start, start + 5), localize(message)]),
      [['["x",', 'This bracket is never closed.']],
    );
    const inner = root?.kind === 'object' && root.members[0]?.value;
    assert.ok(inner && inner.kind === 'object');
    assert.equal(text.slice(inner.start, inner.end), `{${rest}"b": ["x", "y"${gap}"d": {"e": 1}}`);
    const { key, value } = inner.members.at(-1)!;
    assert.equal(plain(text, key), 'd');
    assert.equal(value?.kind, 'object');
    assert.equal(root.members.length, 2);
  }
  assert.deepEqual(problemsOf('["x": 1]'), [[4, ':', 'This colon follows no member name.']]);
  assert.deepEqual(problemsOf('{"a": [["x"]: 1]}'), [[12, ':', 'This colon follows no member name.']]);
});

test('marks as damaged what may hide something, and only that', () => {
  const local = parseJson('{"a": {"b" }, "c": 1}').root;
  assert.ok(local?.kind === 'object' && !local.damaged);
  const inner = local.members[0]?.value;
  assert.ok(inner?.kind === 'object' && inner.damaged);
  const cut = parseJson('{"a": {"b": 1').root;
  assert.ok(cut?.kind === 'object' && cut.damaged);
});

test('passes over a million nested arrays, objects and a huge string', () => {
  const deep = '['.repeat(1_000_000);
  assert.equal(parseJson(deep).problems.length, 1);
  const closed = `{"x": ${deep}${']'.repeat(1_000_000)}, "report-id": "y"}`;
  const { root, problems } = parseJson(closed);
  assert.deepEqual(problems, []);
  assert.ok(root?.kind === 'object');
  assert.equal(plain(closed, root.members[1]?.value), 'y');
  assert.equal(parseJson('{"a":'.repeat(200_000)).problems.length, 1);
  const hidden = `{"x": ${'['.repeat(70)}"]\\"]"${']'.repeat(70)}, "y": 1}`;
  assert.deepEqual(parseJson(hidden).problems, []);
  const huge = `["${'a\\n'.repeat(500_000)}"]`;
  assert.deepEqual(parseJson(huge).problems, []);
});

test('a text of too many nodes, or objects and arrays, is said to be too large, not broken', () => {
  const problems = (text: string) => parseJson(text).problems.map(({ message }) => message);
  const strings = '"",'.repeat(999_998);
  assert.deepEqual(problems(`[${strings}""]`), []);
  assert.deepEqual(problems(`[${strings}"",""]`), [tooLarge]);
  const objects = '{},'.repeat(199_998);
  assert.deepEqual(problems(`[${objects}{"a":""}]`), []);
  assert.deepEqual(problems(`[${objects}{},{}]`), [tooLarge]);
  // However much is wrong before.
  const broken = problems(`[${'{} '.repeat(200_001)}]`);
  assert.equal(broken.length, 101);
  assert.equal(broken.at(-1), tooLarge);
});

test('keeps __proto__ an ordinary name', () => {
  const text = '{"__proto__": {"x": 1}, "constructor": 2}';
  const { root } = parseJson(text);
  assert.ok(root?.kind === 'object');
  assert.deepEqual(
    root.members.map((member) => stringText(text, member.key)),
    ['__proto__', 'constructor'],
  );
  assert.equal(({} as { x?: number }).x, undefined);
});

test('leads from the text of a string back to its source', () => {
  const text = '["a\\u0040b\\n\\"c"]';
  const { root } = parseJson(text);
  assert.ok(root?.kind === 'array');
  const node = root.items[0];
  assert.ok(node?.kind === 'string');
  assert.equal(stringText(text, node), 'a@b\n"c');
  const span = sourceSpan(text, node, 1, 5);
  assert.equal(text.slice(span.start, span.end), '\\u0040b\\n\\"');
});

test('reads the text of a string that is no JSON all the same, and of millions of escapes', () => {
  const textOf = (source: string) => {
    const { root } = parseJson(source);
    assert.ok(root?.kind === 'array');
    const node = root.items[0];
    assert.ok(node?.kind === 'string');
    return stringText(source, node);
  };
  assert.equal(textOf('["a\\x\\u00e4\\u12"]'), 'axäu12');
  assert.equal(textOf('["\\n\t"]'), '\n\t');
  assert.equal(textOf('["\\nb'), '\nb');
  assert.equal(textOf(`["${'\\n'.repeat(1e6)}"]`), '\n'.repeat(1e6));
});
