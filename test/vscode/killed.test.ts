/** The server's process is killed while a zone is being edited: the next one serves every document as it is by then. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { commands, type Diagnostic, Position, type Uri, WorkspaceEdit, workspace } from 'vscode';
import { closeAll, diagnostics, open, rule, span } from './host/editor.js';
import { skip, suite, test } from './host/harness.js';
import { hasPage, page } from './host/page.js';

const zone = (name: string) =>
  `$ORIGIN ${name}.\n$TTL 1h\n@ SOA ns1 hostmaster 41 4h 1h 4w 1h\n  NS ns1\nns1 A 192.0.2.1\n`;

/** The process of the server: the child of this extension host that runs it. */
function serverProcess(): number {
  for (const name of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const parent = /^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1];
      if (Number(parent) !== process.pid) continue;
      if (readFileSync(`/proc/${name}/cmdline`, 'utf8').includes('dist/server/node.js')) return Number(name);
    } catch {
      // It has ended meanwhile.
    }
  }
  throw new Error('No server runs.');
}

const insert = async (uri: Uri, line: number, text: string) => {
  const edit = new WorkspaceEdit();
  edit.insert(uri, new Position(line, 0), text);
  assert.ok(await workspace.applyEdit(edit));
};

const listed = (found: readonly Diagnostic[]) => found.map((one) => `${rule(one)} ${span(one.range)}`);

suite('the server is killed', () => {
  test('another one serves every open document, with the edits made meanwhile', async () => {
    if (process.platform !== 'linux') skip('finds the process by /proc');
    const first = await open('zones/killed-one.zone', zone('one.example'));
    const second = await open('zones/killed-two.zone', `${zone('two.example')}www A 192.0.2\n`);
    const report = await open('reports/mistakes-of-a-new-reporter.json');
    const found = await diagnostics(report.document.uri, (now) => now.length > 0);
    await diagnostics(second.document.uri, (now) => now.length === 1);

    const before = serverProcess();
    await insert(first.document.uri, 5, 'a A 192.0.2\n');
    process.kill(before, 'SIGKILL');
    // Each of them may fail before the end of the process is told.
    for (let edits = 0; edits < 10; edits++)
      await insert(first.document.uri, 0, '; edited while nobody listens\n');
    await insert(second.document.uri, 6, 'w2 A 192.0.2\n');

    const mended = ['zone/bad-rdata 15:4-15:11'];
    assert.deepEqual(
      listed(await diagnostics(first.document.uri, (now) => `${listed(now)}` === `${mended}`)),
      mended,
    );
    await diagnostics(second.document.uri, (now) => now.length === 2);
    await diagnostics(report.document.uri, (now) => now.length === found.length);
    assert.notEqual(serverProcess(), before);
    assert.equal(first.document.lineAt(0).text, '; edited while nobody listens');
    await closeAll();
  });

  test('one that has stopped answering goes with Restart Language Server', async () => {
    if (process.platform !== 'linux' || !hasPage) skip('finds the process by /proc, and reads the page');
    const { document } = await open('zones/killed-hung.zone', zone('hung.example'));
    await commands.executeCommand('tlsRpt.restartServer');
    await commands.executeCommand('notifications.clearAll');
    const before = serverProcess();
    process.kill(before, 'SIGSTOP');
    await commands.executeCommand('tlsRpt.restartServer');
    await insert(document.uri, 5, 'a A 192.0.2\n');
    await diagnostics(document.uri, (now) => now.length === 1);
    assert.notEqual(serverProcess(), before);
    // The new one has started at the first try.
    await commands.executeCommand('notifications.showList');
    await page.waitFor('workbench', '.notifications-center');
    assert.equal(await page.count('workbench', '.notifications-center .notification-list-item'), 0);
    await closeAll();
  });
});
