/** Check Published Record… against a real name server, and against one that keeps silent. */
import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { ConfigurationTarget, commands, Selection, window, workspace } from 'vscode';
import { missing, startNamed } from '../unit/dns/named.js';
import { closeAll, open, until } from './host/editor.js';
import { skip, suite, test } from './host/harness.js';
import { page } from './host/page.js';

const zone = `$ORIGIN example.com.
$TTL 1d
@ SOA ns1 hostmaster 41 4h 1h 4w 1h
  NS ns1
  MX 10 mx
ns1 A 127.0.0.1
mx A 127.0.0.1
_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@b.example"
`;

const widget = '.quick-input-widget';

async function withResolver(address: string, body: () => Promise<void>): Promise<void> {
  const settings = workspace.getConfiguration('tlsRpt');
  await settings.update('check.resolver', address, ConfigurationTarget.Global);
  try {
    await body();
  } finally {
    await settings.update('check.resolver', undefined, ConfigurationTarget.Global);
    await closeAll();
  }
}

/** Checks from the record in a file, by keyboard, and waits for what is said. */
async function check(name: string, text: string, said: string): Promise<void> {
  const editor = await open(name, text);
  editor.selection = new Selection(7, 0, 7, 0);
  const done = commands.executeCommand('tlsRpt.checkPublished');
  await page.waitFor('workbench', `${widget} >> text=The domain to ask the DNS about`);
  assert.equal(await page.evaluate('workbench', widget, 'document.activeElement.value'), 'example.com');
  await page.press('Enter');
  await done;
  const document = window.activeTextEditor?.document;
  assert.equal(document?.uri.toString(), 'tls-rpt-published:/_smtp._tls.example.com');
  await until('the answer', workspace.onDidChangeTextDocument, () => document?.getText() === said);
}

suite('Check Published Record…', () => {
  test('says what a name server publishes, and whether the file says the same', async () => {
    if (missing) skip(missing);
    const named = await startNamed({ 'example.com': zone });
    const said = (comparison: string) => `example.com publishes a TLS-RPT record.
TXT "v=TLSRPTv1; rua=mailto:a@b.example" (TTL 86400)
${comparison}
MTA-STS: no record
MX 10 mx.example.com: no TLSA record
`;
    try {
      await withResolver(`127.0.0.1:${named.port}`, async () => {
        await check('zones/published.zone', zone, said('What is published is what the file says.'));
        await page.screenshot('check-published');
        const changed = zone.replace('a@b', 'changed@b');
        await check(
          'zones/changed.zone',
          changed,
          said(
            'What is published is not what the file says: reload the zone, or wait until the TTL is over.',
          ),
        );
      });
    } finally {
      await named.stop();
    }
  });

  test('is cancelled while nobody answers, without a word more', async () => {
    const silent = createSocket('udp4');
    silent.bind(0, '127.0.0.1');
    await once(silent, 'listening');
    try {
      await withResolver(`127.0.0.1:${silent.address().port}`, async () => {
        await open('zones/silent.zone', zone);
        const asked = once(silent, 'message');
        const done = commands.executeCommand('tlsRpt.checkPublished', 'example.com');
        await asked;
        await commands.executeCommand('notifications.showList');
        await page.waitFor('workbench', '.notifications-center >> text=Asking the DNS about example.com');
        await page.click('workbench', '.notifications-center .monaco-button >> text=Cancel');
        await done;
        assert.equal(await page.count('workbench', '.notification-list-item'), 0);
        assert.equal(window.activeTextEditor?.document.uri.scheme, 'file');
      });
    } finally {
      silent.close();
    }
  });
});
