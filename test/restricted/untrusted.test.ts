/** What an untrusted folder may, and what it may not. */
import assert from 'node:assert/strict';
import { ConfigurationTarget, commands, extensions, languages, workspace } from 'vscode';
import { closeAll, diagnostics, file, notifications, open, rule, until } from '../vscode/host/editor.js';
import { suite, test } from '../vscode/host/harness.js';
import { page } from '../vscode/host/page.js';

const zone =
  '$ORIGIN example.com.\n$TTL 1h\n@ SOA ns1 hostmaster 41 4h 1h 4w 1h\n  NS ns1\nns1 A 192.0.2.1\n';

suite('a folder that is not trusted', () => {
  test('is one, and the extension runs in it', async () => {
    assert.equal(workspace.isTrusted, false);
    await extensions.getExtension('tls-rpt.tls-rpt')!.activate();
  });

  test('has its zones and reports served', async () => {
    const { document } = await open('zones/untrusted.zone', `${zone}www A 192.0.2\n`);
    const found = await diagnostics(document.uri, (now) => now.length > 0);
    assert.deepEqual(found.map(rule), ['zone/bad-rdata']);
    const report = await open('reports/mistakes-of-a-new-reporter.json');
    await diagnostics(report.document.uri, (now) => now.some((one) => rule(one).startsWith('report/')));
    await closeAll();
  });

  test('runs no program: the command is not offered, and says so where it is called', async () => {
    const { document } = await open('zones/untrusted.zone', zone);
    await page.press('F1');
    await page.type('TLS-RPT: Check');
    await page.waitFor('workbench', '.quick-input-list >> text=Check Published Record…');
    assert.equal(await page.count('workbench', '.quick-input-list >> text=named-checkzone'), 0);
    await page.press('Escape');
    assert.equal(await commands.executeCommand('tlsRpt.checkZone'), undefined);
    assert.equal(await notifications(), 'named-checkzone runs in a trusted workspace only.');
    assert.deepEqual(
      languages.getDiagnostics(document.uri).filter(({ source }) => source === 'named-checkzone'),
      [],
    );
    await closeAll();
  });

  test('does not choose the resolver, and does choose the rules', async () => {
    const settings = () => workspace.getConfiguration('tlsRpt');
    await settings().update('check.resolver', 'https://resolver.example/', ConfigurationTarget.Workspace);
    await settings().update('rules', { 'zone/bad-rdata': 'hint' }, ConfigurationTarget.Workspace);
    assert.equal(settings().get('check.resolver'), '');
    const { document } = await open('zones/untrusted.zone', `${zone}www A 192.0.2\n`);
    await diagnostics(document.uri, ([only]) => only?.severity === 3);
    await workspace.fs.delete(file('.vscode'), { recursive: true });
    await closeAll();
  });

  test('the reason is where VS Code shows it', async () => {
    await commands.executeCommand('workbench.trust.manage');
    await page.waitFor('workbench', '.workspace-trust-editor');
    await page.screenshot('trust');
    const { capabilities } = extensions.getExtension('tls-rpt.tls-rpt')!.packageJSON;
    assert.match(capabilities.untrustedWorkspaces.description, /Check Published Record….*named-checkzone/);
    await closeAll();
  });

  test('once trusted, it runs the program without a restart', async () => {
    await commands.executeCommand('workbench.trust.manage');
    const granted = until('trust', workspace.onDidGrantWorkspaceTrust, () => workspace.isTrusted);
    await page.click('workbench', '.workspace-trust-editor >> role=button[name="Trust"]');
    await granted;
    await closeAll();
    await open('zones/trusted.zone', zone);
    await page.press('F1');
    await page.type('TLS-RPT: Check');
    await page.waitFor('workbench', '.quick-input-list >> text=Check Zone with named-checkzone');
    await page.press('Escape');
    await commands.executeCommand('tlsRpt.checkZone');
    assert.doesNotMatch(await notifications(), /trusted/);
    await closeAll();
  });
});
