/** Check Published Record… in a browser, where only a resolver that answers over HTTPS can be asked. */
import assert from 'node:assert/strict';
import { ConfigurationTarget, commands, window, workspace } from 'vscode';
import { closeAll, notifications } from '../vscode/host/editor.js';
import { suite, test } from '../vscode/host/harness.js';
import { page } from '../vscode/host/page.js';

const resolver = 'https://resolver.test/dns-query';

suite('Check Published Record… in a browser', () => {
  test('says that it needs the URL of a resolver', async () => {
    await commands.executeCommand('tlsRpt.checkPublished', 'example.com');
    assert.match(await notifications(), /In a browser it takes the https URL of one/);
  });

  test('asks the resolver that the user sets', async () => {
    await page.answerDns(resolver, { '_smtp._tls.example.com': 'v=TLSRPTv1; rua=mailto:a@example.net' });
    const settings = workspace.getConfiguration('tlsRpt');
    await settings.update('check.resolver', resolver, ConfigurationTarget.Global);
    await commands.executeCommand('tlsRpt.checkPublished', 'example.com');
    assert.equal(
      window.activeTextEditor?.document.getText(),
      `example.com publishes a TLS-RPT record.
TXT "v=TLSRPTv1; rua=mailto:a@example.net" (TTL 3600)
MTA-STS: no record
`,
    );
    await settings.update('check.resolver', undefined, ConfigurationTarget.Global);
    await closeAll();
  });
});
