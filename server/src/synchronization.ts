/** What else may be another when documents are opened, changed, saved and closed, and files that they include change. */
import type { Connection } from 'vscode-languageserver';
import { type IncludesChangedParams, includesChangedNotification } from '../../protocol/includes.js';
import { hasPolicies, type OpenDocuments } from './documents.js';
import type { Pushed } from './features/findings.js';
import type { IncludedFiles } from './includedFiles.js';
import { OpenZone } from './openZone.js';
import type { Refresher } from './refresher.js';
import type { Session } from './session.js';
import type { SettingsStore } from './settings.js';

/** What depends on the documents. */
interface Dependents {
  readonly session: Session;
  readonly documents: OpenDocuments;
  readonly settings: SettingsStore;
  readonly included: IncludedFiles;
  readonly refresher: Refresher;
  readonly pushed: Pushed;
}

export function registerSynchronization(
  connection: Connection,
  { session, documents, settings, included, refresher, pushed }: Dependents,
): void {
  documents.onDidChangeContent(({ document }) => {
    if (!session.client.pulls) pushed.later(document);
    // What is wrong with a policy depends on the MX records of the zone, and with a zone on the files that it includes.
    const concernsPolicies = document instanceof OpenZone && hasPolicies(documents);
    if (concernsPolicies || included.concerns(document)) refresher.later();
  });
  documents.onDidSave(() => {
    if (!session.client.readsIncludes && included.clear()) refresher.later();
  });
  documents.onDidClose(({ document: { uri } }) => {
    settings.forget(uri);
    // Nobody says any more whether they change.
    if (!documents.all().some((other) => other instanceof OpenZone)) included.clear();
    if (!session.client.pulls) pushed.clear(uri);
  });
  connection.onNotification(includesChangedNotification, ({ uris }: IncludesChangedParams) => {
    if (included.forget(uris)) refresher.now();
  });
  documents.listen(connection);
}
