/** What an untrusted folder may, and what it may not. */
import assert from 'node:assert/strict';
import {
  CompletionItemKind,
  type CompletionList,
  ConfigurationTarget,
  commands,
  extensions,
  languages,
  window,
  workspace,
} from 'vscode';
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

  test('has no included file read, in it or out of it, until it is trusted', async () => {
    await workspace.fs.writeFile(file('zones/part.inc'), new TextEncoder().encode('hunter2 A 192.0.2\n'));
    const names = ['part.inc', '/etc/passwd', '../../../../../../etc/passwd', 'gone.inc'];
    const lines = names.map((name) => `$INCLUDE ${name}\n`).join('');
    const { document } = await open('zones/including.zone', zone + lines);
    const found = await diagnostics(document.uri, (now) => now.length >= names.length);
    assert.deepEqual(
      found.map((one) => `${rule(one)}: ${one.message}`),
      names.map((name) => `zone/include-unreadable: ${name} is not read: the workspace is not trusted.`),
    );
    assert.deepEqual(
      found.flatMap(({ relatedInformation = [] }) => relatedInformation),
      [],
    );
    // Nor is it told what lies there: not by what can be typed, nor where the zone is printed.
    const at = document.positionAt(document.getText().indexOf('part.inc'));
    const { items } = await commands.executeCommand<CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      at,
    );
    const of = [CompletionItemKind.File, CompletionItemKind.Folder];
    assert.deepEqual(
      items.filter(({ kind }) => kind !== undefined && of.includes(kind)),
      [],
    );
    await commands.executeCommand('tlsRpt.showExpanded');
    const said = await notifications();
    assert.match(said, /The included file cannot be read/);
    for (const { document } of window.visibleTextEditors)
      assert.doesNotMatch(document.getText(), /root:|hunter2/);
    assert.doesNotMatch(said, /root:|hunter2/);
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

  test('once trusted, it reads what is included in the workspace, and nothing else', async () => {
    const { document } = await open('zones/including.zone');
    const found = await diagnostics(document.uri, (now) =>
      now.some((one) => rule(one) === 'zone/include-errors'),
    );
    assert.deepEqual(
      found.map(({ message }) => message.replace(/\S*part\.inc/, 'part.inc')),
      [
        'BIND refuses the zone for what stands in part.inc, line 1 (zone/bad-rdata).',
        '/etc/passwd is outside the workspace and is not read.',
        '../../../../../../etc/passwd is outside the workspace and is not read.',
        'There is no file gone.inc: BIND refuses a zone whose included file it cannot open.',
      ],
    );
    await closeAll();
  });
});
