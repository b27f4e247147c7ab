/** What is found in documents: told when the client asks for it, or pushed to one that does not. */
import {
  type Connection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
} from 'vscode-languageserver';
import { Debouncer } from '../debouncer.js';
import type { OpenDocument } from '../openDocument.js';
import { OpenText } from '../openText.js';
import { OpenZone } from '../openZone.js';
import { isOn, type Levels } from '../rules/levels.js';
import { type Asked, asking } from '../turns.js';
import { diagnosticsOf } from './diagnostics.js';
import type { DocumentServices } from './documentServices.js';

interface FindingsServices extends DocumentServices {
  /** An open document. */
  open(uri: string): OpenDocument | undefined;
  /** What findings were found under, beside the text: those of another generation are stale. */
  generation(): number;
}

/** Pushes findings to a client that does not ask for them. */
export interface Pushed {
  /** Pushes those of a document when it has not changed for a while. */
  readonly later: (document: Pick<OpenDocument, 'uri'>) => void;
  /** Takes back those of a document that is closed. */
  readonly clear: (uri: string) => void;
}

export function registerFindings(
  connection: Connection,
  { answer, checked: checkedIn, say, open, generation }: FindingsServices,
): Pushed {
  async function findings(document: OpenDocument, levels: Levels, asked: Asked): Promise<Diagnostic[]> {
    const checked = await checkedIn(document, asked);
    if (checked === undefined) return [];
    const shown = checked.first.shown((rule) => isOn(rule, levels));
    return diagnosticsOf(document, shown, levels, say, (uri) => open(uri) ?? includedText(document, uri));
  }
  const none: DocumentDiagnosticReport = { kind: DocumentDiagnosticReportKind.Full, items: [] };
  connection.languages.diagnostics.on(({ textDocument: { uri }, previousResultId }, token) => {
    // What is found is of now or later: the next time there may be other findings.
    const resultId = `${open(uri)?.version}.${generation()}`;
    const asked = asking(token);
    return answer<DocumentDiagnosticReport>(uri, asked, none, async (document, levels) => {
      if (resultId === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
      const items = await findings(document, levels, asked);
      return { kind: DocumentDiagnosticReportKind.Full, resultId, items };
    });
  });
  const waiting = new Debouncer();
  const push = (uri: string): Promise<void> => {
    const asked = asking(undefined);
    return answer(uri, asked, undefined, async (document, levels) => {
      const diagnostics = await findings(document, levels, asked);
      await connection.sendDiagnostics({ uri, version: document.version, diagnostics });
    });
  };
  return {
    later: ({ uri }) => waiting.put(uri, () => void push(uri).catch(() => undefined)),
    clear(uri) {
      waiting.drop(uri);
      void connection.sendDiagnostics({ uri, diagnostics: [] });
    },
  };
}

/** A file that a zone includes, for its positions. */
function includedText(document: OpenDocument, uri: string): OpenDocument | undefined {
  const text = document instanceof OpenZone ? document.textOf(uri) : undefined;
  return text === undefined ? undefined : new OpenText(uri, 'dns-zone', 0, text);
}
