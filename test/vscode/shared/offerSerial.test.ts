import assert from 'node:assert/strict';
import {
  ConfigurationTarget,
  commands,
  Position,
  Range,
  type TextDocument,
  WorkspaceEdit,
  workspace,
} from 'vscode';
import { closeAll, notifications, open, until } from '../host/editor.js';
import { suite, test } from '../host/harness.js';
import { page } from '../host/page.js';

const zone =
  '$ORIGIN example.com.\n$TTL 1h\n@ SOA ns1 hostmaster 41 4h 1h 4w 1h\n  NS ns1\nns1 A 192.0.2.1\n';

const offer = (on: boolean | undefined) =>
  workspace.getConfiguration('tlsRpt.zone').update('offerSerial', on, ConfigurationTarget.Global);

/** Puts text at the end, and saves. */
async function saveWith(document: TextDocument, text: string): Promise<void> {
  const edit = new WorkspaceEdit();
  edit.insert(document.uri, new Position(document.lineCount - 1, 0), text);
  await workspace.applyEdit(edit);
  assert.ok(await document.save());
}

/** Opens the list of notifications, once one of them says so. */
async function offered(text: string): Promise<void> {
  await commands.executeCommand('notifications.showList');
  await page.waitFor('workbench', `.notifications-center >> text=${text}`);
}

suite('the offer to increment the serial', () => {
  test('comes when a zone is saved with changes and its old serial, and does it', async () => {
    await offer(true);
    const { document } = await open('zones/offer.zone', zone);
    await saveWith(document, 'a A 192.0.2.2\n');
    await offered('zones/offer.zone was saved with changes and the old serial 41.');
    await page.screenshot('offer-serial');
    await page.click('workbench', '.notifications-center >> role=button[name="Increment and Save"]');
    const text = `${zone.replace('41', '42')}a A 192.0.2.2\n`;
    await until(
      'the serial is saved',
      workspace.onDidSaveTextDocument,
      () => document.getText() === text && !document.isDirty,
    );
    await closeAll();
    await offer(undefined);
  });

  test('does not come for a new serial, a save without changes, or by itself', async () => {
    const early = await open('zones/offer-off.zone', zone);
    await saveWith(early.document, 'a A 192.0.2.2\n');
    await offer(true);
    const { document } = await open('zones/offer-new.zone', zone);
    await commands.executeCommand('tlsRpt.incrementSerial');
    await saveWith(document, 'a A 192.0.2.2\n');
    await document.save();
    // The serial is typed at once, perhaps before anybody knows the old one.
    const typed = await open('zones/offer-typed.zone', zone);
    const edit = new WorkspaceEdit();
    edit.replace(typed.document.uri, new Range(2, 21, 2, 23), '42');
    await workspace.applyEdit(edit);
    await saveWith(typed.document, 'a A 192.0.2.2\n');
    // The setting came after this one was opened.
    await saveWith(early.document, 'b A 192.0.2.3\n');
    await offered('zones/offer-off.zone was saved with changes');
    assert.equal(await notifications(), 'zones/offer-off.zone was saved with changes and the old serial 41.');
    await closeAll();
    await offer(undefined);
  });

  test('a zone without a serial: the command says so', async () => {
    await open('zones/offer-none.zone', '$ORIGIN example.com.\na 1h A 192.0.2.1\n');
    await commands.executeCommand('tlsRpt.incrementSerial');
    assert.equal(await notifications(), 'The file has no SOA record with a serial that can be read.');
    await closeAll();
  });
});
