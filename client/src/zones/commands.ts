import { commands, Disposable, type TextEditor, window } from 'vscode';
import type { Client } from '../client.js';
import { registerCheckPublished } from '../commands/checkPublished.js';
import { registerCopyRecord } from '../commands/copyRecord.js';
import { registerIncrementSerial } from '../commands/incrementSerial.js';
import { registerInsertMtaSts } from '../commands/insertMtaSts.js';
import { registerInsertRecord } from '../commands/insertRecord.js';
import { registerShowExpanded } from '../commands/showExpanded.js';
import { isZone } from './active.js';
import { registerOfferSerial } from './offerSerial.js';

/** The commands on zone files that both hosts have. */
export function registerZoneCommands(client: Client): Disposable {
  return Disposable.from(
    registerInsertRecord(client),
    registerInsertMtaSts(client),
    registerCopyRecord(client),
    registerIncrementSerial(client),
    registerOfferSerial(client),
    registerShowExpanded(client),
    registerCheckPublished(client),
    tellZones(),
  );
}

/**
 * Tells the walkthrough that a zone file was looked at: the language of an editor is known in that editor alone. It says so
 * for a moment, again with each editor: the walkthrough hears of changes only, once somebody has opened it, and never
 * of what holds already then.
 */
function tellZones(): Disposable {
  let isSeen = false;
  const tell = async (editor: TextEditor | undefined) => {
    isSeen ||= editor !== undefined && isZone(editor.document);
    if (!isSeen) return;
    await commands.executeCommand('setContext', 'tlsRpt.zoneSeen', true);
    await commands.executeCommand('setContext', 'tlsRpt.zoneSeen', false);
  };
  void tell(window.activeTextEditor);
  return window.onDidChangeActiveTextEditor(tell);
}
