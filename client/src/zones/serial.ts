import { l10n, Range, type TextDocument, WorkspaceEdit, window, workspace } from 'vscode';
import { type ZoneSerialResult, zoneSerialRequest } from '../../../protocol/zone.js';
import type { Client } from '../client.js';

/** The serial of a zone file's SOA record, and the one that follows. */
export function serialOf(client: Client, document: TextDocument): Promise<ZoneSerialResult> {
  const uri = document.uri.toString();
  return client.sendRequest<ZoneSerialResult>(zoneSerialRequest, { uri });
}

/** Puts the next serial in the place of the serial. Where that cannot be done, says why. */
export async function incrementSerial(client: Client, document: TextDocument): Promise<boolean> {
  const serial = await serialOf(client, document);
  if (serial === null) {
    const text = l10n.t('The file has no SOA record with a serial that can be read.');
    void window.showWarningMessage(text);
    return false;
  }
  const { start, end } = serial.range;
  const edit = new WorkspaceEdit();
  const range = new Range(start.line, start.character, end.line, end.character);
  edit.replace(document.uri, range, String(serial.to));
  if (serial.version === document.version && (await workspace.applyEdit(edit))) return true;
  void window.showWarningMessage(
    l10n.t('The file changed meanwhile, or cannot be changed: its serial is the same.'),
  );
  return false;
}
