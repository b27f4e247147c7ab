import {
  Disposable,
  l10n,
  Position,
  type TextDocument,
  type TextDocumentContentChangeEvent,
  window,
  workspace,
} from 'vscode';
import type { ZoneSerialResult } from '../../../protocol/zone.js';
import type { Client } from '../client.js';
import { isZone } from './active.js';
import { incrementSerial, serialOf } from './serial.js';

/** A question for the serial of a document. */
interface Asked {
  readonly document: TextDocument;
  readonly version: number;
  /** The first place that was changed before the answer came. */
  changed?: Position;
}

/** Offers to increment the serial when a zone was saved with changes and its old serial (`tlsRpt.zone.offerSerial`). */
export function registerOfferSerial(client: Client): Disposable {
  /** The serials that zones were opened or last saved with. */
  const saved = new Map<string, Promise<number | undefined>>();
  const changed = new Set<string>();
  const asked = new Set<Asked>();
  /** What is offered, and not answered yet: with saving after a delay there would be many. */
  const offered = new Set<string>();

  const asks = (document: TextDocument) =>
    isZone(document) && workspace.getConfiguration('tlsRpt', document).get('zone.offerSerial') === true;
  const remember = (document: TextDocument): Promise<number | undefined> => {
    const one: Asked = { document, version: document.version };
    asked.add(one);
    const serial = serialOf(client, document)
      // The answer may be of a later version: what was changed behind the serial leaves it as it was.
      .then((found) => (found !== null && isAsAsked(found, one) ? found.from : undefined))
      // A server that does not answer is told of elsewhere.
      .catch(() => undefined)
      .finally(() => asked.delete(one));
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
      for (const one of asked) if (one.document === document) noteChanges(one, contentChanges);
    }),
    workspace.onDidSaveTextDocument((document) => void offer(document)),
    workspace.onDidCloseTextDocument(({ uri }) => {
      saved.delete(uri.toString());
      changed.delete(uri.toString());
    }),
  );
}

function noteChanges(asked: Asked, changes: readonly TextDocumentContentChangeEvent[]): void {
  for (const { range } of changes) {
    if (asked.changed === undefined || range.start.isBefore(asked.changed)) asked.changed = range.start;
  }
}

/** Whether a serial is that of the version which was asked about. */
function isAsAsked(
  { version, range: { end } }: NonNullable<ZoneSerialResult>,
  { version: wanted, changed }: Asked,
): boolean {
  return (
    version === wanted || changed === undefined || changed.isAfter(new Position(end.line, end.character))
  );
}
