import assert from 'node:assert/strict';
import { commands, extensions, Position, Range } from 'vscode';
import { closeAll, diagnostics, open, rule, span } from '../host/editor.js';
import { suite, test } from '../host/harness.js';
import { page } from '../host/page.js';

interface Api {
  isRunning(): boolean;
  startedFor(): string | undefined;
  hasDocument(uri: string): boolean;
}
const extensionApi = () => extensions.getExtension<Api>('tls-rpt.tls-rpt')!.exports;

suite('activation', () => {
  test('the extension is there and activates without an error', async () => {
    const extension = extensions.getExtension('tls-rpt.tls-rpt');
    assert.ok(extension);
    await extension.activate();
    assert.ok(extension.isActive);
  });

  test('JSON that is no report starts no server; a zone does', async () => {
    const api = extensionApi();
    const before = api.isRunning();
    const plain = await open('plain.json', '{ "name": "no report" }\n');
    await commands.executeCommand('workbench.action.files.save');
    assert.equal(api.isRunning(), before);
    assert.notEqual(api.startedFor(), plain.document.uri.toString());
    const { document } = await open('zones/lazy.zone', '$ORIGIN example.com.\nwww 1h A 192.0.2\n');
    await diagnostics(document.uri, (found) => found.length === 1);
    assert.ok(api.isRunning());
    await closeAll();
  });

  test('the server that runs gets no JSON but reports, and what becomes one', async () => {
    const api = extensionApi();
    const zone = await open('zones/lazy.zone', '$ORIGIN example.com.\nwww 1h A 192.0.2\n');
    await diagnostics(zone.document.uri, (found) => found.length === 1);
    const { document, edit } = await open('plain.json', '{ "name": "no report" }\n');
    const uri = document.uri.toString();
    await edit((builder) => builder.insert(new Position(0, 1), ' '));
    assert.equal(api.hasDocument(zone.document.uri.toString()), true);
    assert.equal(api.hasDocument(uri), false);
    const whole = new Range(0, 0, document.lineCount, 0);
    const report = '{ "organization-name": "A", "report-id": "1", "contact-info": "nobody" }';
    await edit((builder) => builder.replace(whole, report));
    const found = await diagnostics(document.uri, (all) =>
      all.some((one) => rule(one) === 'report/bad-contact'),
    );
    const contact = found.find((one) => rule(one) === 'report/bad-contact');
    assert.equal(contact && span(contact.range), '0:63-0:69');
    // From here on it is followed edit by edit, in versions that fit.
    await edit((builder) => builder.insert(new Position(0, 69), '@example.com'));
    await diagnostics(
      document.uri,
      (all) => all.length > 0 && all.every((one) => rule(one) !== 'report/bad-contact'),
    );
    assert.equal(api.hasDocument(uri), true);
    await closeAll();
  });
});

suite('the page', () => {
  test('shows the workspace, and takes keys', async () => {
    await page.waitFor('workbench', '.explorer-folders-view');
    await page.press('F1');
    await page.type('Color Theme');
    await page.waitFor('workbench', '.quick-input-list >> text=Preferences: Color Theme');
    await page.press('Escape');
    await page.waitFor('workbench', '.quick-input-widget', 'gone');
  });
});
