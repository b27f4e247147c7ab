import {
  commands,
  Disposable,
  l10n,
  Range,
  type TextDocument,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { type ZoneSerialResult, zoneSerialRequest } from '../../../protocol/zone.js';
import { activeZone, zoneLanguages } from '../zones/active.js';

/** Increment SOA Serial, and the offer to do it when a zone was saved with changes and its old serial. */
export function registerIncrementSerial(client: BaseLanguageClient): Disposable {
  const serialOf = (document: TextDocument) =>
    client.sendRequest<ZoneSerialResult>(zoneSerialRequest, {
      uri: client.code2ProtocolConverter.asUri(document.uri),
    });

  async function increment(document: TextDocument): Promise<void> {
    const serial = await serialOf(document);
    if (serial === null) {
      const text = l10n.t('The file has no SOA record with a serial that can be read.');
      void window.showWarningMessage(text);
      return;
    }
    const { start, end } = serial.range;
    const edit = new WorkspaceEdit();
    const range = new Range(start.line, start.character, end.line, end.character);
    edit.replace(document.uri, range, String(serial.to));
    if (serial.version === document.version) await workspace.applyEdit(edit);
  }

  /** The serials that zones were opened or last saved with. */
  const saved = new Map<string, number | undefined>();
  const changed = new Set<string>();
  const asks = (document: TextDocument) =>
    zoneLanguages.includes(document.languageId) &&
    workspace.getConfiguration('tlsRpt', document).get('zone.offerSerial') === true;
  const remember = async (document: TextDocument) => {
    if (asks(document)) saved.set(document.uri.toString(), (await serialOf(document))?.from);
  };

  async function offer(document: TextDocument): Promise<void> {
    const key = document.uri.toString();
    if (!asks(document) || !changed.delete(key)) return;
    const before = saved.get(key);
    const now = (await serialOf(document))?.from;
    saved.set(key, now);
    if (now === undefined || now !== before) return;
    const yes = l10n.t('Increment and Save');
    const text = l10n.t(
      '{0} was saved with changes and the old serial {1}.',
      workspace.asRelativePath(document.uri),
      now,
    );
    if ((await window.showInformationMessage(text, yes)) !== yes) return;
    await increment(document);
    await document.save();
  }

  for (const document of workspace.textDocuments) void remember(document);
  return Disposable.from(
    commands.registerCommand('tlsRpt.incrementSerial', async () => {
      const editor = activeZone();
      if (editor !== undefined) await increment(editor.document);
    }),
    workspace.onDidOpenTextDocument((document) => void remember(document)),
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0 && asks(document)) changed.add(document.uri.toString());
    }),
    workspace.onDidSaveTextDocument((document) => void offer(document)),
    workspace.onDidCloseTextDocument(({ uri }) => {
      saved.delete(uri.toString());
      changed.delete(uri.toString());
    }),
  );
}
