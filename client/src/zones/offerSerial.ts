import { Disposable, l10n, type TextDocument, window, workspace } from 'vscode';
import type { Client } from '../client.js';
import { isZone } from './active.js';
import { incrementSerial, serialOf } from './serial.js';

/** Offers to increment the serial when a zone was saved with changes and its old serial (`tlsRpt.zone.offerSerial`). */
export function registerOfferSerial(client: Client): Disposable {
  /** The serials that zones were opened or last saved with. */
  const saved = new Map<string, Promise<number | undefined>>();
  const changed = new Set<string>();
  /** What is offered, and not answered yet: with saving after a delay there would be many. */
  const offered = new Set<string>();

  const asks = (document: TextDocument) =>
    isZone(document) && workspace.getConfiguration('tlsRpt', document).get('zone.offerSerial') === true;
  const remember = (document: TextDocument): Promise<number | undefined> => {
    const serial = serialOf(client, document).then(
      (found) => found?.from,
      // A server that does not answer is told of elsewhere.
      () => undefined,
    );
    saved.set(document.uri.toString(), serial);
    return serial;
  };
  const rememberOpen = () => {
    for (const document of workspace.textDocuments) {
      if (asks(document) && !saved.has(document.uri.toString())) void remember(document);
    }
  };

  async function offer(document: TextDocument): Promise<void> {
    const key = document.uri.toString();
    if (!asks(document) || !changed.delete(key)) return;
    const before = await saved.get(key);
    const now = await remember(document);
    if (now === undefined || now !== before || offered.has(key)) return;
    const yes = l10n.t('Increment and Save');
    const text = l10n.t(
      '{0} was saved with changes and the old serial {1}.',
      workspace.asRelativePath(document.uri),
      now,
    );
    offered.add(key);
    const choice = await window.showInformationMessage(text, yes);
    offered.delete(key);
    if (choice === yes && (await incrementSerial(client, document))) await document.save();
  }

  rememberOpen();
  return Disposable.from(
    workspace.onDidOpenTextDocument((document) => {
      if (asks(document)) void remember(document);
    }),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('tlsRpt.zone.offerSerial')) rememberOpen();
    }),
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
