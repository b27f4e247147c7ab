/** The extension in a VS Code whose display language is German: every layer speaks it, and numbers look German. */
import assert from 'node:assert/strict';
import { type CodeAction, commands, env, extensions, type Hover, Position, window } from 'vscode';
import { closeAll, diagnostics, file, open } from '../vscode/host/editor.js';
import { suite, test } from '../vscode/host/harness.js';
import { page, shown } from '../vscode/host/page.js';

const zone = `$ORIGIN example.com.
$TTL 1d
@ SOA ns1 hostmaster 41 4h 1h 4w 1h
  NS ns1
  MX 10 mx
ns1 A 192.0.2.1
mx A 192.0.2.2
`;
const widget = '.quick-input-widget';

suite('in German', () => {
  test('the manifest: commands in the palette, with the category and the English name beside', async () => {
    assert.equal(env.language, 'de');
    await open('zones/german.zone', zone);
    await page.press('F1');
    await page.type('TLS-RPT: Eintrag');
    await page.waitFor('workbench', '.quick-input-list >> text=TLS-RPT: Eintrag kopieren als…');
    await page.screenshot('german-palette');
    await page.press('Escape');
    const { contributes } = extensions.getExtension('tls-rpt.tls-rpt')!.packageJSON;
    assert.match(contributes.walkthroughs[0].title, /\b(?:mit|und|für)\b/);
  });

  test('the server: findings, fixes and hover', async () => {
    const { document } = await open(
      'zones/german.zone',
      `${zone}_smtp._tls TXT v=TLSRPTv1; rua=mailto:r@example.com\n`,
    );
    const [finding] = await diagnostics(document.uri, (found) => found.length === 1);
    assert.equal(
      finding?.message,
      'BIND liefert nur „v=TLSRPTv1“ aus: Der Rest ist ein Kommentar. Setzen Sie den ganzen Wert in Anführungszeichen.',
    );
    const actions = await commands.executeCommand<CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      finding.range,
    );
    assert.deepEqual(
      actions.map(({ title }) => title),
      [
        'Den ganzen Wert in Anführungszeichen setzen',
        'tlsrpt/unquoted-semicolon hier stummschalten',
        'Mehr über tlsrpt/unquoted-semicolon lesen',
      ],
    );
    const [hover] = await commands.executeCommand<Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      new Position(4, 3),
    );
    const words =
      hover?.contents.map((part) => (typeof part === 'string' ? part : part.value)).join('\n') ?? '';
    assert.match(words, /TTL: 86400 Sekunden/);
    await closeAll();
  });

  test('the client: the wizard', async () => {
    const { document } = await open('zones/german-wizard.zone', zone);
    const done = commands.executeCommand('tlsRpt.insertRecord');
    await page.waitFor('workbench', `${widget} >> text=TLS-RPT-Eintrag einfügen (1/4)`);
    await page.press('Enter');
    await page.waitFor('workbench', `${widget} >> text=2/4`);
    await page.type('mailto:a@example.net');
    await page.waitFor('workbench', `${widget} >> text=mailto:a@example.net hinzufügen`);
    await page.press('Enter');
    await page.waitFor('workbench', `${widget} >> text=Weiter mit mailto:a@example.net`);
    await page.press('Enter');
    await page.waitFor('workbench', `${widget} >> text=3/4`);
    await page.screenshot('german-wizard');
    await page.press('Enter');
    await page.waitFor('workbench', `${widget} >> text=4/4`);
    await page.press('ArrowDown', 'Enter');
    await done;
    assert.equal(document.lineCount, zone.split('\n').length + 1);
    await closeAll();
  });

  test('the pages: a summary, with numbers as Germans write them', async () => {
    await window.showTextDocument(file('reports/every-result-type.json'));
    await commands.executeCommand('tlsRpt.openSummary');
    await shown('h1');
    assert.equal(await page.evaluate('webview', 'h1', 'document.documentElement.lang'), 'de');
    assert.equal(
      await page.text('webview', 'h1'),
      '76 von 2.273 Sitzungen sind fehlgeschlagen (3,3\u00a0%). Der Hauptgrund, bei mx2.example.net: Der empfangende Server hat kein STARTTLS angeboten.',
    );
    await page.screenshot('german-summary');
    assert.deepEqual(await page.axe('h1'), []);
    await closeAll();
  });

  test('the settings, and what they explain', async () => {
    await commands.executeCommand('workbench.action.openSettings', '@ext:tls-rpt.tls-rpt');
    await page.waitFor('workbench', '.settings-editor .setting-item-description');
    await page.screenshot('german-settings');
    const descriptions = await page.texts('workbench', '.settings-editor .setting-item-description');
    assert.match(descriptions.join('\n'), /Anbieten, die SOA-Seriennummer zu erhöhen/);
    await closeAll();
  });

  test('the walkthrough', async () => {
    await commands.executeCommand('workbench.action.closeSidebar');
    await commands.executeCommand('workbench.action.openWalkthrough', 'tls-rpt.tls-rpt#start', false);
    await page.waitFor('workbench', '.getting-started-step.expanded');
    await page.screenshot('german-walkthrough');
    const [first, ...others] = await page.texts('workbench', '.getting-started-step');
    assert.match(first ?? '', /^Eine Zonendatei öffnen\n[\s\S]*\nEine Datei öffnen\n/);
    assert.deepEqual(others, [
      'Beheben, was unterstrichen ist',
      'Einen TLS-RPT-Eintrag einfügen',
      'Einen Bericht öffnen',
      'Viele Berichte ansehen',
    ]);
    await commands.executeCommand('workbench.action.toggleSidebarVisibility');
    await closeAll();
  });
});
