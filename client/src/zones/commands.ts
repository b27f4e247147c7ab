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
 * Tells the walkthrough when a zone file is looked at: the language of an editor is known in that editor alone. It takes
 * back what it said: the walkthrough hears of changes only, and only once somebody has opened it.
 */
function tellZones(): Disposable {
  const tell = (editor: TextEditor | undefined) => {
    const isSeen = editor !== undefined && isZone(editor.document);
    void commands.executeCommand('setContext', 'tlsRpt.zoneSeen', isSeen);
  };
  tell(window.activeTextEditor);
  return window.onDidChangeActiveTextEditor(tell);
}
