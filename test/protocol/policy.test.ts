import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CodeAction } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { turn } from '../../server/src/turns.js';
import { client, pulling } from './client.js';

const zoneUri = 'file:///zones/db.example.com';
const policyUri = 'file:///web/mta-sts.example.com/.well-known/mta-sts.txt';
const zone =
  '$TTL 1d\n@ SOA ns1 h 1 4h 1h 4w 1h\n NS ns1\n MX 10 mx1\n MX 20 mail.example.net.\nns1 A 192.0.2.1\nmx1 A 192.0.2.2\n';
const policy = 'version: STSv1\nmode: enforce\nmx: mx1.example.com\nmax_age: 604800\n';

const refreshing = { ...pulling, workspace: { ...pulling.workspace, diagnostics: { refreshSupport: true } } };

test('compares a policy with the MX records of the open zone, and again when they change', async (t) => {
  const { connection, open, pull } = await client(t, refreshing);
  const codes = async () => (await pull(undefined, policyUri)).items.map(({ code }) => code);
  await open(policy, 'mta-sts-policy', policyUri);
  assert.deepEqual(await codes(), []);
  let resolve = () => {};
  const refresh = () => new Promise<void>((done) => (resolve = done));
  connection.onRequest('workspace/diagnostic/refresh', () => resolve());
  const refreshed = refresh();
  await open(zone, 'dns-zone', zoneUri);
  await refreshed;
  const { items } = await pull(undefined, policyUri);
  assert.deepEqual(
    items.map(({ code, range }) => [code, range]),
    [['mtasts/policy-mx-mismatch', { start: { line: 2, character: 4 }, end: { line: 2, character: 19 } }]],
  );
  assert.match(items[0]?.message ?? '', /mail\.example\.net/);
  const changed = refresh();
  await connection.sendNotification('textDocument/didChange', {
    textDocument: { uri: zoneUri, version: 2 },
    contentChanges: [
      { range: { start: { line: 4, character: 0 }, end: { line: 5, character: 0 } }, text: '' },
    ],
  });
  await changed;
  assert.deepEqual(await codes(), []);
});

test('fixes all hosts that the policy lacks, one after the other', async (t) => {
  const { connection, open } = await client(t, pulling);
  await open(zone.replace(' MX 10 mx1\n', ' MX 10 mx1\n MX 15 mx3\n'), 'dns-zone', zoneUri);
  await open(policy, 'mta-sts-policy', policyUri);
  const start = { line: 0, character: 0 };
  const actions = (await connection.sendRequest('textDocument/codeAction', {
    textDocument: { uri: policyUri },
    range: { start, end: start },
    context: { diagnostics: [], only: ['source.fixAll'] },
  })) as CodeAction[];
  const edits = actions[0]?.edit?.changes?.[policyUri] ?? [];
  assert.equal(
    TextDocument.applyEdits(TextDocument.create(policyUri, 'mta-sts-policy', 1, policy), edits),
    policy.replace('mx1.example.com\n', 'mx1.example.com\nmx: mx3.example.com\nmx: mail.example.net\n'),
  );
});

test('does not wait for a long zone, and is compared with it when it is read', async (t) => {
  const { length } = turn;
  turn.length = 0;
  t.after(() => {
    turn.length = length;
  });
  const { connection, open, pull } = await client(t, refreshing);
  await open(policy, 'mta-sts-policy', policyUri);
  const hosts = Array.from({ length: 300_000 }, (_, host) => `h${host} A 192.0.2.9\n`);
  await open(`${zone}${hosts.join('')}`, 'dns-zone', zoneUri);
  const order: string[] = [];
  /** What is found when the server says that something else may be. */
  const compared = new Promise<string[]>((resolve) => {
    let isTold = false;
    connection.onRequest('workspace/diagnostic/refresh', async () => {
      if (isTold) return;
      const { items } = await pull(undefined, policyUri);
      isTold = items.length > 0;
      if (isTold) resolve(items.map(({ code }) => code));
    });
  });
  const zonePulled = pull(undefined, zoneUri).then(() => order.push('zone'));
  assert.deepEqual((await pull(undefined, policyUri)).items, []);
  order.push('policy');
  await zonePulled;
  assert.deepEqual(order, ['policy', 'zone']);
  assert.deepEqual(await compared, ['mtasts/policy-mx-mismatch']);
});

test('publishes a policy, and a new one, for the domain at the cursor', async (t) => {
  const { connection, open } = await client(t, pulling);
  await open(zone, 'dns-zone', zoneUri);
  const params = { uri: zoneUri, position: { line: 1, character: 0 } };
  const plan = (await connection.sendRequest('tlsRpt/record/mtaSts', params)) as {
    text: string;
    edits: { range: { start: { line: number } }; newText: string }[];
  };
  assert.match(plan.text, /^_mta-sts TXT "v=STSv1; id=\d{14}"$/);
  assert.equal(plan.edits[0]?.range.start.line, 5);
  await connection.sendNotification('textDocument/didChange', {
    textDocument: { uri: zoneUri, version: 2 },
    contentChanges: [
      {
        range: { start: { line: 5, character: 0 }, end: { line: 5, character: 0 } },
        text: '_mta-sts TXT "v=STSv1; id=old"\n',
      },
    ],
  });
  const again = (await connection.sendRequest('tlsRpt/record/mtaSts', params)) as { edits: object[] };
  assert.equal(again.edits.length, 1);
  assert.match(JSON.stringify(again.edits), /"line":5,"character":13.*"line":5,"character":30/);
});
