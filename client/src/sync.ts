/** Which documents the server gets: zones, policies and reports. Other JSON stays here. */
import { type TextDocument, Uri } from 'vscode';
import type { Middleware } from 'vscode-languageclient';
import { looksLikeReport } from './reports/detect.js';
import { fileUri } from './reports/packed.js';
import { zoneLanguages } from './zones/active.js';

/** Whether the server has something to say about a document. */
export const isOurs = (document: TextDocument): boolean =>
  zoneLanguages.includes(document.languageId) ||
  document.languageId === 'mta-sts-policy' ||
  looksLikeReport(document);

export class Sync {
  /** The documents that the server has, by URI. */
  readonly #sent = new Set<string>();

  has(uri: string): boolean {
    return this.#sent.has(uri);
  }

  /** A server that starts has none. */
  reset(): void {
    this.#sent.clear();
  }

  /** @param sendOpen tells the server of a document that is open already */
  middleware(sendOpen: (document: TextDocument) => Promise<void>): Middleware {
    return {
      didOpen: async (document, next) => {
        if (!isOurs(document)) return;
        this.#sent.add(document.uri.toString());
        await next(document);
      },
      didChange: async (event, next) => {
        const { document } = event;
        if (this.has(document.uri.toString())) return next(event);
        // What has become a report is opened for the server by then, as it stands.
        if (!isOurs(document)) return;
        await sendOpen(document);
      },
      didClose: async (document, next) => {
        if (this.#sent.delete(document.uri.toString())) await next(document);
      },
      workspace: {
        // The settings of a packed report are those of its file.
        configuration: (params, token, next) => {
          const items = params.items.map((item) =>
            item.scopeUri === undefined
              ? item
              : { ...item, scopeUri: fileUri(Uri.parse(item.scopeUri)).toString() },
          );
          return next({ items }, token);
        },
      },
    };
  }
}
