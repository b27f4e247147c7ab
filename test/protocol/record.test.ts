import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { TextEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { RecordDomainResult, RecordPlanResult } from '../../protocol/record.js';
import { client, pulling } from './client.js';

const uri = 'file:///zones/example.com.zone';
const text = `$ORIGIN example.com.
$TTL 1d
@ SOA ns1 hostmaster 7 4h 1h 4w 1h
  NS ns1
  MX 10 mx
ns1 A 192.0.2.1
mx A 192.0.2.2
_25._tcp.mx TLSA 3 1 1 0000000000000000000000000000000000000000000000000000000000000000
`;

async function opened(t: TestContext, zone = text, documentChanges = true) {
  const workspace = { ...pulling.workspace, workspaceEdit: { documentChanges } };
  const { connection, open } = await client(t, { ...pulling, workspace });
  await open(zone, 'dns-zone', uri);
  const edits: TextEdit[] = [];
  connection.onRequest('workspace/applyEdit', ({ edit }) => {
    if (documentChanges) assert.deepEqual(edit.documentChanges[0].textDocument, { uri, version: 1 });
    edits.push(...(documentChanges ? edit.documentChanges[0].edits : edit.changes[uri]));
    return { applied: true };
  });
  const execute = (argument: object) =>
    connection.sendRequest('workspace/executeCommand', {
      command: 'tls-rpt.insertRecord',
      arguments: [argument],
    });
  const result = () => TextDocument.applyEdits(TextDocument.create(uri, 'dns-zone', 1, zone), edits);
  const ask = <Result>(method: string, params: object) =>
    connection.sendRequest(method, { uri, ...params }) as Promise<Result>;
  return { execute, result, ask };
}

test('inserts a record by command, with the serial, and for what the file leaves open', async (t) => {
  const { execute, result } = await opened(t);
  assert.equal(await execute({ uri, ttl: 3600, serial: true }), true);
  assert.equal(
    result(),
    text
      .replace('hostmaster 7', 'hostmaster 8')
      .replace(
        '  MX 10 mx\n',
        '  MX 10 mx\n_smtp._tls 3600 TXT "v=TLSRPTv1; rua=mailto:tls-reports@example.com"\n',
      ),
  );
});

test('inserts it for a client that knows no versions of documents', async (t) => {
  const { execute, result } = await opened(t, text, false);
  assert.equal(await execute({ uri, ttl: 3600 }), true);
  assert.match(result(), /^_smtp\._tls 3600 TXT "v=TLSRPTv1; rua=mailto:tls-reports@example\.com"$/m);
});

test('takes the domain from the place: for DANE the host', async (t) => {
  const { execute, result } = await opened(t);
  const position = { line: 7, character: 0 };
  assert.equal(await execute({ uri, position, rua: ['MAILTO:a!b@example.net'] }), true);
  assert.ok(result().includes('\n_smtp._tls.mx TXT "v=TLSRPTv1; rua=mailto:a%21b@example.net"\n'), result());
});

test('takes the owner of the record for the domain', async (t) => {
  const { execute, result } = await opened(t);
  assert.equal(await execute({ uri, domain: '_smtp._tls.example.com.', ttl: 3600 }), true);
  assert.match(result(), /^_smtp\._tls 3600 TXT "v=TLSRPTv1; rua=mailto:tls-reports@example\.com"$/m);
});

test('puts no record beside an alias', async (t) => {
  const { execute, ask } = await opened(t, `${text}_smtp._tls CNAME reports.example.net.\n`);
  const problem = '_smtp._tls.example.com is an alias (CNAME): no record may stand beside it.';
  await assert.rejects(execute({ uri }), { message: problem });
  await assert.rejects(execute({ uri, replace: true }), { message: problem });
  assert.deepEqual(await ask<RecordDomainResult>('tlsRpt/record/domain', { text: 'example.com' }), {
    problem,
  });
});

test('refuses what would not work, and says why', async (t) => {
  const { execute, ask } = await opened(t);
  const refuses = (argument: object, message: RegExp) => assert.rejects(execute(argument), { message });
  await refuses({ uri, rua: ['postmaster'] }, /scheme|URI|mailto/);
  await refuses({ uri, domain: 'no domain' }, /domain/);
  await refuses({ uri: 'file:///other.zone' }, /no open zone file/);
  for (const wrong of [
    {},
    { uri, ttl: -1 },
    { uri, ttl: '1d' },
    { uri, rua: 'mailto:a@example.net' },
    { uri, rua: [] },
    { uri, domain: 1 },
  ]) {
    await refuses(wrong, /one argument/);
  }
  await refuses({ uri, domain: 'example.net' }, /^example\.net is outside the zone example\.com\.$/);
  assert.deepEqual(await ask('tlsRpt/record/domain', { text: 'a..b' }), {
    problem: 'a..b is no domain name.',
  });
});

test('tells the wizard what the file says about a domain, and what would change', async (t) => {
  const zone = `${text}_smtp._tls 300 TXT "v=TLSRPTv1; rua=mailto:old@example.net"\n`;
  const { execute, ask } = await opened(t, zone);
  assert.deepEqual(await ask('tlsRpt/record/prepare', { position: { line: 2, character: 0 } }), {
    domain: 'example.com',
  });
  assert.deepEqual(await ask<RecordDomainResult>('tlsRpt/record/domain', { text: 'EXAMPLE.com.' }), {
    domain: 'example.com',
    existing: 1,
    destinations: ['mailto:old@example.net'],
    suggestions: [
      'mailto:old@example.net',
      'mailto:tls-reports@example.com',
      'mailto:hostmaster@example.com',
    ],
    ttl: 300,
    serial: { from: 7, to: 8 },
  });
  await assert.rejects(execute({ uri }), { message: /already/ });
  const plan = await ask<RecordPlanResult>('tlsRpt/record/plan', {
    domain: 'example.com',
    rua: ['https://r.example.net/v1'],
    replace: true,
    serial: false,
  });
  assert.equal(plan?.text, '_smtp._tls 300 TXT "v=TLSRPTv1; rua=https://r.example.net/v1"');
  assert.equal(plan?.line, 8);
});

test('checks a destination as it is typed', async (t) => {
  const { ask } = await opened(t);
  const check = (typed: string) => ask('tlsRpt/record/destination', { domain: 'example.com', text: typed });
  assert.deepEqual(await check('Mailto:tls@bücher.example'), { uri: 'mailto:tls@xn--bcher-kva.example' });
  assert.deepEqual(await check(' tls!x@example.net '), { uri: 'mailto:tls%21x@example.net' });
  const { problem } = (await check('http://r.example.net/v1')) as { problem: { error: boolean } };
  assert.equal(problem.error, true);
});
