import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type WorkspaceFilesParams, workspaceFilesRequest } from '../../protocol/workspace.js';
import { client, pulling, reportUri } from './client.js';

const zoneUri = 'file:///zones/db.example.com';
const zone =
  '$TTL 1d\n@ SOA ns1 h 1 4h 1h 4w 1h\n NS ns1\n MX 10 mx1\n MX 20 mx9\nns1 A 192.0.2.1\nmx1 A 192.0.2.2\nmx9 A 192.0.2.9\n_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@b.example"\n';

const report = JSON.stringify({
  'organization-name': 'Example Mail',
  'date-range': { 'start-datetime': '2026-11-23T00:00:00Z', 'end-datetime': '2026-11-23T23:59:59Z' },
  'contact-info': 'a@example.net',
  'report-id': '1',
  policies: [
    {
      policy: {
        'policy-type': 'sts',
        'policy-string': ['version: STSv1', 'mode: enforce', 'mx: mx1.example.com', 'max_age: 604800'],
        'policy-domain': 'example.com',
        'mx-host': ['mx1.example.com'],
      },
      summary: { 'total-successful-session-count': 1, 'total-failure-session-count': 0 },
    },
  ],
});

test('a report says what disagrees with the open zone, and where', async (t) => {
  const { open, pull, summary } = await client(t, pulling);
  const params = { uri: reportUri, text: report, file: 'r.json' };
  assert.deepEqual((await summary(params))?.zone, []);
  await open(zone, 'dns-zone', zoneUri);
  await pull(undefined, zoneUri);
  const statements = (await summary(params))?.zone;
  const missing = statements?.find(
    ({ level, text }) => level === 'disagrees' && /mx9\.example\.com/.test(text),
  );
  assert.ok(missing, JSON.stringify(statements));
  assert.equal(missing.target?.uri, zoneUri);
});

/** The text of an example, and where the summary leads to in it. */
const example = (path: string) =>
  readFileSync(fileURLToPath(new URL(`../../examples/${path}`, import.meta.url)), 'utf8');
const base = 'file:///workspace/';

/** What the client sends of the example workspace. */
const exampleFiles: WorkspaceFilesParams = {
  files: [
    ...readdirSync(fileURLToPath(new URL('../../examples/zones', import.meta.url)))
      .filter((name) => !name.endsWith('.inc'))
      .map((name) => ({ path: `zones/${name}`, languageId: 'dns-zone' as const })),
    ...['mta-sts.example.com', 'mta-sts.example.net'].map((folder) => ({
      path: `${folder}/mta-sts.txt`,
      languageId: 'mta-sts-policy' as const,
    })),
  ].map(({ path, languageId }) => ({ uri: base + path, languageId, text: example(path) })),
  removed: [],
};

async function compared(t: Parameters<typeof client>[0]) {
  const { connection, settings, open, pull, summary } = await client(t, pulling);
  const zoneOf = async (path: string) => {
    const text = example(path);
    const params = { uri: base + path, text, file: path.slice(path.lastIndexOf('/') + 1) };
    const { zone } = (await summary(params)) ?? { zone: [] };
    return zone.map(({ level, text, target }) => {
      if (target === undefined) return [level, text];
      const { start, end } = target.range;
      const file = target.uri.slice(base.length);
      const line = example(file).split('\n')[start.line] ?? '';
      const shown = end.line === start.line ? line.slice(start.character, end.character) : line.trim();
      return [level, text, file, shown.replace(/\s+/g, ' ')];
    });
  };
  const send = (params: WorkspaceFilesParams) => connection.sendRequest(workspaceFilesRequest, params);
  return { connection, settings, open, pull, send, zoneOf };
}

test('a report is compared with the files of the workspace, and leads to the records', async (t) => {
  const { send, zoneOf } = await compared(t);
  assert.deepEqual(await zoneOf('reports/every-result-type.json'), []);
  await send(exampleFiles);
  const net = 'zones/db.example.net';
  const com = 'zones/example.com.zone';
  assert.deepEqual(await zoneOf('reports/every-result-type.json'), [
    ['disagrees', 'The reported policy does not cover the MX mx2.example.net.', net, 'MX 20 mx2'],
    [
      'disagrees',
      'The policy file has changed since the report: mode: testing → enforce; mx: mx1.example.net, old-mx.example.net → mx1.example.net, mx2.example.net; max_age: 604800 → 2592000',
      'mta-sts.example.net/mta-sts.txt',
      'version: STSv1',
    ],
    [
      'disagrees',
      'The reported TLSA record 3 1 1 02e6b9d4c7135fa8… is no longer published.',
      net,
      `_25._tcp.mx1 IN TLSA 3 1 1 5f2c7e1ab4d8093e6fa1c25d7b8e4f60913ad2c84e7b50f6a9d1380c2e4f7b95`,
    ],
    [
      'disagrees',
      'The TLS-RPT record of example.com has mistakes: senders may pass over it.',
      com,
      '_smtp._tls IN TXT v=TLSRPTv1',
    ],
    [
      'disagrees',
      'The sender found no policy: the _mta-sts record of example.com has mistakes.',
      com,
      '_mta-sts IN TXT "v=STSv1; id=2024-03-01"',
    ],
    [
      'disagrees',
      'The sender found no policy; mx1.example.com has TLSA records.',
      com,
      '_25._tcp.mx1 IN TLSA 3 1 1 ( 9f4c2b7d1e6a8350c2d9e7f40b1a6c58',
    ],
    [
      'notice',
      'The TLSA record 3 1 1 c81d4e7f20a9b635… is not in the report.',
      net,
      'TLSA 3 1 1 c81d4e7f20a9b6355de2f1087c4b9a3e6d50f2817a4c9be3120f8d6e5b7a4c19',
    ],
    [
      'agrees',
      'example.net asks for these reports by its TLS-RPT record.',
      net,
      '_smtp._tls IN TXT "v=TLSRPTv1; rua=mailto:tls-reports@example.org,https://reports.example.net/v1/tlsrpt"',
    ],
    [
      'agrees',
      'example.net announces its MTA-STS policy by this record.',
      net,
      '_mta-sts IN TXT "v=STSv1; id=20261115T090000"',
    ],
  ]);
});

test('an open document counts in the place of its file, which counts again when it is closed', async (t) => {
  const { connection, open, send, zoneOf } = await compared(t);
  await send(exampleFiles);
  const uri = `${base}zones/db.example.net`;
  const mx2 = async () =>
    (await zoneOf('reports/every-result-type.json')).some(([, text]) => /MX mx2\.example\.net/.test(text!));
  assert.equal(await mx2(), true);
  await open(example('zones/db.example.net').replace('MX    20 mx2', 'MX    20 old-mx'), 'dns-zone', uri);
  assert.equal(await mx2(), false);
  await connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  assert.equal(await mx2(), true);
  await send({ files: [], removed: [uri] });
  assert.equal(await mx2(), false);
});

test('a file knows its origin as an open one does', async (t) => {
  const { settings, send, zoneOf } = await compared(t);
  const text = example('zones/db.example.net').replace('$ORIGIN example.net.\n', '');
  const name = 'zones/2.0.192.in-addr.arpa';
  settings.zone.origins = { '2.0.192.in-addr.arpa': 'example.net' };
  await send({ files: [{ uri: base + name, languageId: 'dns-zone', text }], removed: [] });
  const texts = (await zoneOf('reports/every-result-type.json')).map(([, words]) => words);
  assert.ok(texts.includes('example.net asks for these reports by its TLS-RPT record.'));
});

test('a summary is made of the open document, where the server has that version', async (t) => {
  const { connection, open, summary } = await client(t, pulling);
  const params = { uri: reportUri, file: 'r.json' };
  assert.equal(await summary({ ...params, version: 1 }), undefined);
  await open(report);
  const first = await summary({ ...params, version: 1 });
  assert.deepEqual(first, await summary({ ...params, text: report }));
  assert.equal(first?.totals.successful, 1);
  const start = { line: 0, character: report.indexOf('1,"total-failure') };
  await connection.sendNotification('textDocument/didChange', {
    textDocument: { uri: reportUri, version: 2 },
    contentChanges: [{ range: { start, end: start }, text: '4' }],
  });
  assert.equal(await summary({ ...params, version: 1 }), undefined);
  assert.equal((await summary({ ...params, version: 2 }))?.totals.successful, 41);
});

test('the summary has the levels that the user set for the rules', async (t) => {
  const { settings, connection, summary } = await client(t, pulling);
  const text = example('reports/mistakes-of-a-new-reporter.json');
  const levels = async () => {
    const params = { uri: reportUri, text, file: 'one.json' };
    const found = (await summary(params))?.findings.filter(
      ({ rule }) => rule === 'report/bad-datetime' || rule === 'report/bad-ip',
    );
    return new Set(found?.map(({ rule, severity }) => `${rule} ${severity}`));
  };
  assert.deepEqual(await levels(), new Set(['report/bad-datetime error', 'report/bad-ip warning']));
  settings.rules = { 'report/bad-datetime': 'hint', 'report/bad-ip': 'off' };
  await connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  assert.deepEqual(await levels(), new Set(['report/bad-datetime hint']));
  const files = [{ file: 'one.json', base64: Buffer.from(text).toString('base64') }];
  const linted = await connection.sendRequest('tlsRpt/report/lint', { folder: 'file:///reports', files });
  const [{ diagnostics }] = linted as [{ diagnostics: { code: string; severity: number }[] }];
  assert.equal(
    diagnostics.some(({ code }) => code === 'report/bad-ip'),
    false,
  );
  assert.equal(diagnostics.find(({ code }) => code === 'report/bad-datetime')?.severity, 4);
});
