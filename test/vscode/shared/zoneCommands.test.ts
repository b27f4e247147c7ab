import assert from 'node:assert/strict';
import { commands, env, Selection, window } from 'vscode';
import { closeAll, diagnostics, notifications, open } from '../host/editor.js';
import { suite, test } from '../host/harness.js';
import { page } from '../host/page.js';

const zone = `$ORIGIN example.com.
$TTL 1d
@ SOA ns1 hostmaster 41 4h 1h 4w 1h
  NS ns1
ns1 A 192.0.2.1
_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@b.example"
`;

suite('commands on a zone file', () => {
  test('Increment SOA Serial', async () => {
    const { document } = await open('zones/serial.zone', zone);
    await commands.executeCommand('tlsRpt.incrementSerial');
    assert.equal(document.getText(), zone.replace('hostmaster 41', 'hostmaster 42'));
    await closeAll();
  });

  test('Copy Record As…, from the picker', async () => {
    const editor = await open('zones/copy.zone', zone);
    editor.selection = new Selection(5, 0, 5, 0);
    await env.clipboard.writeText('');
    const done = commands.executeCommand('tlsRpt.copyRecord');
    await page.waitFor('workbench', '.quick-input-list >> text=octoDNS (YAML)');
    await page.screenshot('copy-record');
    await page.type('nsupdate');
    await page.press('Enter');
    await done;
    assert.equal(
      await env.clipboard.readText(),
      'update delete _smtp._tls.example.com. TXT\nupdate add _smtp._tls.example.com. 86400 IN TXT "v=TLSRPTv1; rua=mailto:a@b.example"\nsend',
    );
    await closeAll();
  });

  test('Copy Record As… says where the record would not work', async () => {
    const editor = await open('zones/copyBad.zone', zone.replace('mailto:a@b.example', 'a@b.example'));
    editor.selection = new Selection(5, 0, 5, 0);
    await commands.executeCommand('tlsRpt.copyRecord', 'value');
    assert.equal(await env.clipboard.readText(), 'v=TLSRPTv1; rua=a@b.example');
    assert.equal(
      await notifications(),
      'Copied, but the record would not work: A destination is a URI: write mailto: before the address.',
    );
    await closeAll();
  });

  test('Show Expanded Zone, read-only, one record a line', async () => {
    await open('zones/expand.zone', `${zone}$GENERATE 1-2 h$ A 192.0.2.$\n`);
    await commands.executeCommand('tlsRpt.showExpanded');
    const shown = window.activeTextEditor?.document;
    assert.equal(shown?.languageId, 'dns-zone');
    assert.equal(
      shown?.getText(),
      `example.com. 86400 IN SOA ns1.example.com. hostmaster.example.com. 41 14400 3600 2419200 3600
example.com. 86400 IN NS ns1.example.com.
_smtp._tls.example.com. 86400 IN TXT "v=TLSRPTv1; rua=mailto:a@b.example"
h1.example.com. 86400 IN A 192.0.2.1
h2.example.com. 86400 IN A 192.0.2.2
ns1.example.com. 86400 IN A 192.0.2.1
`,
    );
    await page.screenshot('expanded');
    await closeAll();
  });

  test('Expand Selection: from a destination to the record', async () => {
    const editor = await open('zones/select.zone', zone);
    await diagnostics(editor.document.uri, () => true);
    const at = zone.split('\n')[5]!.indexOf('mailto') + 2;
    editor.selection = new Selection(5, at, 5, at);
    const texts: string[] = [];
    // VS Code has steps of its own in between: words and brackets.
    while (texts.at(-1) !== zone && texts.length < 20) {
      await commands.executeCommand('editor.action.smartSelect.expand');
      texts.push(editor.document.getText(editor.selection));
    }
    const value = 'v=TLSRPTv1; rua=mailto:a@b.example';
    const own = ['mailto:a@b.example', value, `"${value}"`, `_smtp._tls TXT "${value}"`, zone];
    assert.deepEqual(
      texts.filter((text) => own.includes(text)),
      own,
      texts.join('\n---\n'),
    );
    await closeAll();
  });

  test('hover and completion of a record', async () => {
    const editor = await open('zones/hover.zone', zone.replace('mailto:a@b.example', ''));
    await diagnostics(editor.document.uri, (found) => found.length === 1);
    const at = editor.document.lineAt(5).text.indexOf('rua=') + 4;
    editor.selection = new Selection(5, at, 5, at);
    await commands.executeCommand('editor.action.triggerSuggest');
    await page.waitFor('workbench', '.suggest-widget >> text=mailto:tls-reports@example.com');
    await page.screenshot('completion');
    await page.press('Enter');
    await diagnostics(editor.document.uri, (found) => found.length === 0);
    assert.match(editor.document.getText(), /rua=mailto:tls-reports@example\.com"\n$/);
    editor.selection = new Selection(5, 3, 5, 3);
    await commands.executeCommand('editor.action.showHover');
    await page.waitFor('workbench', '.monaco-hover >> text=relative to');
    await page.screenshot('hover');
    await closeAll();
  });
});
