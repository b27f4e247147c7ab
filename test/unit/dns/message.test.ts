import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { decodeAnswer, encodeQuery, type } from '../../../server/src/dns/message.js';
import { type Ask, lookUp, Unanswered } from '../../../server/src/dns/resolve.js';

/** An answer to a query: its question, and records given as bytes (owner, type, class, TTL, length, RDATA). */
function answerTo(query: Uint8Array, records: readonly (readonly number[])[], flags = 0x8180): Uint8Array {
  const questionEnd = query.length - 11;
  const bytes = Uint8Array.from([...query.subarray(0, questionEnd), ...records.flat()]);
  const view = new DataView(bytes.buffer);
  view.setUint16(2, flags);
  view.setUint16(6, records.length);
  view.setUint16(10, 0);
  return bytes;
}

const label = (text: string) =>
  [text.length, ...text].map((part) => (typeof part === 'string' ? part.charCodeAt(0) : part));
const name = (text: string) => [...text.split('.').flatMap(label), 0];
const record = (owner: readonly number[], recordType: number, data: readonly number[]) => [
  ...owner,
  0,
  recordType,
  0,
  1,
  0,
  0,
  1,
  44,
  0,
  data.length,
  ...data,
];
const signal = new AbortController().signal;

suite('DNS messages', () => {
  test('a query asks one question, wants recursion and offers 1232 octets', () => {
    const query = Array.from(encodeQuery(0x1234, 'a.example.', type.TXT));
    const header = [0x12, 0x34, 0x01, 0x20, 0, 1, 0, 0, 0, 0, 0, 1];
    const opt = [0, 0, 41, 4, 208, 0, 0, 0, 0, 0, 0];
    assert.deepEqual(query, [...header, ...name('a.example'), 0, 16, 0, 1, ...opt]);
  });

  test('a name that is none is not asked for', () => {
    for (const wrong of [
      'a..example.',
      `${'a'.repeat(64)}.`,
      `${'a.'.repeat(130)}`,
      'a b.',
      'ä.example.',
      'a\\.b.',
    ]) {
      assert.throws(() => encodeQuery(1, wrong, type.TXT), RangeError, wrong);
    }
  });

  test('compressed names and strings are read', () => {
    const query = encodeQuery(7, 'A.example.', type.TXT);
    const answer = decodeAnswer(
      answerTo(query, [record([0xc0, 12], type.TXT, [...label('x='), ...label('\u00ff;')])]),
    );
    assert.deepEqual(answer, {
      id: 7,
      truncated: false,
      isReferral: false,
      authenticated: false,
      rcode: 0,
      question: { name: 'a.example.', type: type.TXT },
      records: [
        { name: 'a.example.', type: type.TXT, ttl: 300, data: { kind: 'txt', strings: ['x=', '\u00ff;'] } },
      ],
    });
  });

  test('a dot inside a label is told from one between labels', () => {
    const query = encodeQuery(7, 'a.', type.CNAME);
    const answer = decodeAnswer(
      answerTo(query, [record([0xc0, 12], type.CNAME, [...label('b.c\u0000'), 0])]),
    );
    assert.deepEqual(answer.records[0]?.data, { kind: 'cname', target: 'b\\.c\\000.' });
  });

  test('a name that points at itself or forwards is refused', () => {
    const query = encodeQuery(7, 'a.', type.TXT);
    for (const pointer of [15 + 4, 255]) {
      assert.throws(
        () => decodeAnswer(answerTo(query, [record([0xc0, pointer], type.TXT, [0])])),
        RangeError,
      );
    }
  });

  test('damaged messages give an error and nothing else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        try {
          decodeAnswer(bytes);
        } catch (error) {
          assert.ok(error instanceof RangeError);
        }
      }),
      { numRuns: 3000 },
    );
  });
});

suite('looking a name up', () => {
  test('an alias whose target is not in the answer is asked for; a circle ends', async () => {
    const asked: string[] = [];
    const ask: Ask = async (query) => {
      const question = decodeAnswer(query).question?.name ?? '';
      asked.push(question);
      const target = question === 'a.example.' ? 'b.example' : 'a.example';
      return answerTo(query, [record([0xc0, 12], type.CNAME, name(target))]);
    };
    await assert.rejects(lookUp(ask, 'a.example.', type.TXT, signal), new Unanswered('CNAME loop'));
    assert.deepEqual(asked, ['a.example.', 'b.example.']);
  });

  test('an answer to another question is none', async () => {
    const other = encodeQuery(9, 'other.example.', type.TXT);
    const forged: Ask = async () => answerTo(other, []);
    await assert.rejects(
      lookUp(forged, 'a.example.', type.TXT, signal),
      new Unanswered('answer to another question'),
    );
  });

  test('whether DNSSEC proves it counts over the whole chain', async () => {
    const ask: Ask = async (query) => {
      const first = decodeAnswer(query).question?.name === 'a.example.';
      return first
        ? answerTo(query, [record([0xc0, 12], type.CNAME, name('b.example'))], 0x8180)
        : answerTo(query, [record([0xc0, 12], type.TXT, label('x'))], 0x81a0);
    };
    const lookup = await lookUp(ask, 'a.example.', type.TXT, signal);
    assert.deepEqual([lookup.status, lookup.authenticated, lookup.aliases], ['found', false, ['b.example.']]);
  });
});
