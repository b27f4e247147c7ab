/** What a document took is free once it is closed: at length by `npm run test:soak [-- CYCLES]`. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { client, pulling } from './client.js';

/** How often documents are opened, edited and closed before and while memory is measured. */
const cycles = Number(process.env.TLS_RPT_SOAK_CYCLES ?? '250');
/** What may stay of a cycle, in octets of the heap and beside it: less than one document's settings take. */
const most = 300;

setFlagsFromString('--expose-gc');
// Code that V8 optimizes while the test runs would count as memory that documents left: a megabyte in its course.
setFlagsFromString('--no-opt');
const collect = runInNewContext('gc') as () => void;

const zone = (index: number) =>
  `$ORIGIN example${index}.com.\n$TTL 1h\n@ SOA ns1 hostmaster 1 2h 1h 2w 5m\n  NS ns1\nns1 A 192.0.2.1\n${Array.from({ length: 50 }, (_, host) => `host${host} A 192.0.2.${host}\n`).join('')}_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@b.example"\n`;
const report = (index: number) =>
  `{ "organization-name": "Example ${index}", "report-id": "${index}", "policies": [{ "policy": { "policy-type": "sts" } }] }\n`;
const policy = 'version: STSv1\nmode: enforce\nmx: mail.example.com\nmax_age: 604800\n';

const kinds = [
  { language: 'dns-zone', text: zone, name: 'zone' },
  { language: 'json', text: report, name: 'json' },
  { language: 'mta-sts-policy', text: () => policy, name: 'txt' },
];

/** Opens, asks about, edits and closes so many documents, each under a name of its own. */
async function live(t: TestContext): Promise<(from: number, to: number) => Promise<void>> {
  const { connection, open, pull } = await client(t, pulling);
  return async (from, to) => {
    for (let index = from; index < to; index++) {
      const { language, text, name } = kinds[index % kinds.length]!;
      const uri = `file:///soak/${index}.${name}`;
      const textDocument = { uri };
      const start = { line: 0, character: 0 };
      await open(text(index), language, uri);
      await pull(undefined, uri);
      await connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version: 2 },
        contentChanges: [{ range: { start, end: start }, text: '\n' }],
      });
      for (const ask of ['hover', 'completion', 'codeAction', 'documentSymbol', 'foldingRange']) {
        await connection.sendRequest(`textDocument/${ask}`, {
          textDocument,
          position: { line: 1, character: 0 },
          range: { start, end: start },
          context: { diagnostics: [] },
        });
      }
      const late = pull(undefined, uri);
      await connection.sendNotification('textDocument/didClose', { textDocument });
      await late;
      // A question that was on its way when the document was closed.
      await pull(undefined, uri);
    }
  };
}

/** What the process holds after a collection, in octets. */
function held() {
  collect();
  // Once more, for what the first has left to finalizers.
  collect();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heap: heapUsed, external, rss };
}

const rounds = 7;
/** The system hands memory out and takes it back in large pieces: what a round may take of it, in octets. */
const mostResident = 8e6;

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

/**
 * What a round leaves for good, told by what is held after each. From one round to the next it goes up and down more than a leak would
 * be, which all pairs of rounds together even out; but of them a single step in the middle, as of something compiled late,
 * is in more than half. A leak is in both.
 */
function left(held: readonly number[]): number {
  const between = held.slice(1).map((now, round) => now - held[round]!);
  const slopes = held.flatMap((now, at) => held.slice(0, at).map((then, from) => (now - then) / (at - from)));
  return Math.min(median(between), median(slopes));
}

test(`${cycles} documents opened, edited and closed leave nothing behind`, async (t) => {
  const run = await live(t);
  // What is compiled and cached once is there after these; what is later comes in few of the rounds.
  await run(0, cycles);
  const after = [held()];
  for (let round = 1; round <= rounds; round++) {
    await run(round * cycles, (round + 1) * cycles);
    after.push(held());
  }
  const grown = (kind: 'heap' | 'external' | 'rss') => left(after.map((now) => now[kind]));
  const mb = (kind: 'heap' | 'external' | 'rss') =>
    after.map((now) => (now[kind] / 1e6).toFixed(1)).join(' ');
  for (const kind of ['heap', 'external', 'rss'] as const)
    t.diagnostic(`${kind}: ${mb(kind)} MB; ${Math.round(grown(kind) / cycles)} octets a cycle`);
  assert.ok(grown('heap') < most * cycles, 'heap');
  // Buffers of octets are part of it.
  assert.ok(grown('external') < most * cycles, 'external');
  assert.ok(grown('rss') < mostResident, 'resident');
});
