import assert from 'node:assert/strict';
import { commands, type Hover, MarkdownString, workspace } from 'vscode';
import { closeAll, diagnostics, file, open } from '../host/editor.js';
import { needPage, skip, suite, test } from '../host/harness.js';
import { page, shown } from '../host/page.js';

const evil = '[go](command:workbench.action.quit) <img src=x onerror=alert(1)> $(zap)';

suite('text of strangers', () => {
  test('in a report: no link, image or command in the hover, the problems and the summary', async () => {
    const line = `mx: ${evil}`;
    const text = JSON.stringify({
      'organization-name': evil,
      'date-range': { 'start-datetime': '2026-11-22T00:00:00Z', 'end-datetime': '2026-11-22T23:59:59Z' },
      'contact-info': evil,
      'report-id': evil,
      policies: [{ policy: { 'policy-type': 'sts', 'policy-string': [line], 'policy-domain': evil } }],
    });
    const { document } = await open('reports/stranger.json', text);
    await diagnostics(document.uri, (found) => found.length > 0);
    const at = document.positionAt(text.indexOf('mx: ') + 6);
    const hovers = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', document.uri, at);
    const parts = hovers.flatMap(({ contents }) => contents);
    assert.ok(parts.length > 0);
    for (const part of parts) {
      assert.ok(part instanceof MarkdownString);
      assert.deepEqual([part.isTrusted ?? false, part.supportHtml ?? false], [false, false]);
    }
    needPage();
    await commands.executeCommand('tlsRpt.openSummary');
    await shown('#organization >> text=[go]');
    assert.equal(await page.count('webview', 'img, a[href^="command:"]'), 0);
    await closeAll();
  });

  test('in a zone: no link in a notification', async () => {
    needPage();
    const name = '[go](command:workbench.action.quit)';
    const zone = `$ORIGIN example.com.\n$TTL 1h\n@ SOA ns1 h 1 2 3 4 5\n@ NS ns1\nns1 A 192.0.2.1\n$INCLUDE "zones/${name}"\n`;
    try {
      await workspace.fs.writeFile(file(`zones/${name}`), new TextEncoder().encode('ns1 A nonsense\n'));
    } catch {
      skip('This file system has no such names.');
    }
    const editor = await open('zones/stranger.zone', zone);
    await diagnostics(editor.document.uri, (found) => found.length > 0);
    await commands.executeCommand('tlsRpt.showExpanded');
    await commands.executeCommand('notifications.showList');
    const [said] = await page.texts('workbench', '.notification-list-item-message');
    assert.match(said ?? '', /\[go\] \(command:workbench\.action\.quit\)/);
    assert.equal(await page.count('workbench', '.notification-list-item-message a'), 0);
    await commands.executeCommand('notifications.clearAll');
    await closeAll();
  });
});
