import assert from 'node:assert/strict';
import { test } from 'node:test';
import { folderAddRequest, folderRemoveRequest } from '../../protocol/requests.js';
import { reportsWantedNotification, workspaceFolder } from '../../protocol/workspace.js';
import { client, pulling } from './client.js';

const zoneUri = 'file:///zones/db.example.com';
const zone = `$TTL 1d
@ SOA ns1 h 1 4h 1h 4w 1h
_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@b.example"
www A 192.0.2.1
_SMTP._tls.Mail.Example.COM. TXT "v=TLSRPTv1; rua=mailto:a@b.example"
 TXT "v=TLSRPTv1; rua=mailto:b@b.example"
_smtp._tls.silent TXT "v=TLSRPTv1; rua=mailto:a@b.example"
`;

const report = (domain: string, successful: number, failed: number, organization = 'Example Mail') => {
  const text = JSON.stringify({
    'organization-name': organization,
    'date-range': { 'start-datetime': '2026-11-23T00:00:00Z', 'end-datetime': '2026-11-23T23:59:59Z' },
    'report-id': `${domain} ${organization}`,
    policies: [
      {
        policy: { 'policy-type': 'sts', 'policy-domain': domain },
        summary: { 'total-successful-session-count': successful, 'total-failure-session-count': failed },
        'failure-details': failed === 0 ? [] : [{ 'result-type': '$(bug)', 'failed-session-count': failed }],
      },
    ],
  });
  return { file: `${domain} ${organization}.json`, base64: Buffer.from(text).toString('base64') };
};

interface Lens {
  readonly range: { readonly start: { readonly line: number; readonly character: number } };
  readonly command?: { readonly title: string; readonly command: string; readonly arguments: unknown[] };
}

async function zoneWithLenses(t: Parameters<typeof client>[0]) {
  const capabilities = {
    ...pulling,
    workspace: { ...pulling.workspace, codeLens: { refreshSupport: true } },
  };
  const options = { initializationOptions: { domainReports: 'show.reports' } };
  const { connection, settings, initialized, open } = await client(t, capabilities, options);
  let wanted = 0;
  connection.onNotification(reportsWantedNotification, () => {
    wanted++;
  });
  let refreshes = 0;
  let arrived = (): void => {};
  connection.onRequest('workspace/codeLens/refresh', () => {
    refreshes++;
    arrived();
  });
  /** Waits for a request to ask for the lenses again, each taken once. */
  const refreshed = async (): Promise<void> => {
    if (refreshes === 0) {
      await new Promise<void>((resolve) => {
        arrived = resolve;
      });
    }
    refreshes--;
  };
  await open(zone, 'dns-zone', zoneUri);
  const lenses = async () => {
    const params = { textDocument: { uri: zoneUri } };
    const found = (await connection.sendRequest('textDocument/codeLens', params)) as Lens[];
    return Promise.all(
      found.map((lens) => connection.sendRequest('codeLens/resolve', lens) as Promise<Lens>),
    );
  };
  const add = (...files: object[]) =>
    connection.sendRequest(folderAddRequest, { folder: workspaceFolder, files });
  return { connection, settings, initialized, lenses, add, refreshed, wanted: () => wanted };
}

test('a lens over each record says what the reports of its domain say', async (t) => {
  const { connection, initialized, lenses, add, refreshed, wanted } = await zoneWithLenses(t);
  assert.deepEqual(initialized.capabilities.codeLensProvider, { resolveProvider: true });
  assert.deepEqual(await lenses(), []);
  assert.deepEqual(await lenses(), []);
  assert.equal(wanted(), 1);
  await add(
    report('example.com', 1234, 0),
    report('mail.example.com', 7, 3),
    report('mail.example.com', 90, 0, '$(alert) Other'),
    report('elsewhere.example', 1, 0),
  );
  await refreshed();
  const found = await lenses();
  assert.deepEqual(
    found.map(({ range, command }) => [range.start, command?.title]),
    [
      [
        { line: 2, character: 0 },
        'Reports of Example Mail until 2026-11-23: all 1,234 sessions of the week succeeded',
      ],
      [
        { line: 4, character: 0 },
        'Reports of Example Mail and \\$(alert) Other until 2026-11-23: 3 of 100 sessions of the week failed (3%), mostly \\$(bug)',
      ],
    ],
  );
  assert.equal(found[1]?.command?.command, 'show.reports');
  assert.deepEqual(found[1]?.command?.arguments, [{ uri: zoneUri, domain: 'mail.example.com' }]);
  await connection.sendRequest(folderRemoveRequest, {
    folder: workspaceFolder,
    files: ['example.com Example Mail.json'],
  });
  assert.deepEqual(
    (await lenses()).map(({ range }) => range.start.line),
    [4],
  );
  await refreshed();
});

test('no lens where the user wants none: the reports are not even looked for', async (t) => {
  const { connection, settings, lenses, add, refreshed, wanted } = await zoneWithLenses(t);
  settings.codeLens = { enabled: false };
  await connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  await add(report('example.com', 1, 0));
  await refreshed();
  assert.deepEqual(await lenses(), []);
  assert.equal(wanted(), 0);
});

test('no lens in an editor that reads no reports', async (t) => {
  const { initialized } = await client(t, pulling);
  assert.equal(initialized.capabilities.codeLensProvider, undefined);
});
