import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { folderWith } from '../unit/cli/tool.js';
import { client, pulling } from './client.js';

const record = '_smtp._tls 60 TXT "v=TLSRPTv1; rua=mailto:r@example.net"\n';
const config = (rules: object, origins: object = {}) => JSON.stringify({ rules, origins });

async function project(t: TestContext, files: Readonly<Record<string, string>>) {
  const folder = folderWith(t, files);
  const uri = (name: string) => pathToFileURL(join(folder.path, name)).href;
  const made = await client(t, pulling, { workspaceFolders: [{ uri: uri('project'), name: 'project' }] });
  const rulesOf = async (name: string) => {
    const { items } = await made.pull(undefined, uri(name));
    return items.map(({ code, severity }) => `${code} ${severity}`);
  };
  return { ...made, folder, uri, rulesOf };
}

test('a project’s .tls-rpt.json holds in the editor too, and the user’s settings count before it', async (t) => {
  const { connection, settings, open, uri, rulesOf, folder } = await project(t, {
    'project/.tls-rpt.json': config({ 'tlsrpt/short-ttl': 'error' }, { 'zones/*': 'example.com' }),
    'project/zones/x': record,
  });
  await open(record, 'dns-zone', uri('project/zones/x'));
  // With the origin that the file gives, the zone is not said to lack one.
  assert.deepEqual(await rulesOf('project/zones/x'), ['tlsrpt/short-ttl 1']);

  writeFileSync(join(folder.path, 'project/.tls-rpt.json'), config({}, { 'zones/*': 'example.com' }));
  await connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: uri('project/.tls-rpt.json'), type: 2 }],
  });
  assert.deepEqual(await rulesOf('project/zones/x'), ['tlsrpt/short-ttl 4']);

  settings.rules = { 'tlsrpt/short-ttl': 'off' };
  await connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  assert.deepEqual(await rulesOf('project/zones/x'), []);
});

test('no configuration from beyond the workspace, and a broken one breaks nothing', async (t) => {
  const { open, uri, rulesOf } = await project(t, {
    '.tls-rpt.json': config({ 'tlsrpt/short-ttl': 'error' }),
    'project/deep/.tls-rpt.json': '{ "rules": { "tlsrpt/short-ttl": "warning", ',
  });
  await open(`$ORIGIN example.com.\n${record}`, 'dns-zone', uri('project/a.zone'));
  assert.deepEqual(await rulesOf('project/a.zone'), ['tlsrpt/short-ttl 4']);
  await open(`$ORIGIN example.com.\n${record}`, 'dns-zone', uri('project/deep/a.zone'));
  assert.deepEqual(await rulesOf('project/deep/a.zone'), ['tlsrpt/short-ttl 2']);
});
