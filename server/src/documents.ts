/** The open documents, which kind each is, and what the rules say about it, once for each version. */
import type { TextDocuments, TextDocumentsConfiguration } from 'vscode-languageserver';
import type { Checked } from './checked.js';
import { type CheckOptions, check } from './checks.js';
import { type Kind, kindByName, kindSample } from './kind.js';
import type { OpenDocument } from './openDocument.js';
import { OpenText } from './openText.js';
import { OpenZone } from './openZone.js';
import { isReport } from './report/detect.js';
import { type ReportModel, readReport } from './report/model.js';
import { atOnce, type Steps } from './steps.js';

const zoneLanguages: ReadonlySet<string> = new Set(['dns-zone', 'zone', 'dnszonefile', 'bindzone', 'bind']);

export type OpenDocuments = TextDocuments<OpenZone | OpenText>;

/** How the server keeps open documents: zone files read, all others as text. */
export const openDocuments: TextDocumentsConfiguration<OpenZone | OpenText> = {
  create: (uri, languageId, version, text) =>
    zoneLanguages.has(languageId)
      ? new OpenZone(uri, languageId, version, text)
      : new OpenText(uri, languageId, version, text),
  update(document, changes, version) {
    if (document instanceof OpenZone) {
      document.update(changes, version);
      return document;
    }
    return document.edited(changes, version);
  },
};

/** The kind of a document; undefined where it is none of ours, as most JSON is. */
export function kindOf(document: OpenDocument): Kind | undefined {
  const { languageId, uri } = document;
  if (zoneLanguages.has(languageId)) return 'zone';
  if (languageId === 'mta-sts-policy') return 'policy';
  const path = pathOf(uri);
  if (languageId === 'json' || languageId === 'jsonc') {
    return isReport(document.getText().slice(0, kindSample), path) ? 'report' : undefined;
  }
  return kindByName(path) === 'policy' ? 'policy' : undefined;
}

/** Whether policies are among the open documents. */
export const hasPolicies = (documents: OpenDocuments): boolean =>
  documents.all().some((document) => kindOf(document) === 'policy');

/** The path of a URI, decoded where it can be. */
export function pathOf(uri: string): string {
  const path = uri.replace(/^[^:/?#]+:(?:\/\/[^/?#]*)?/, '').replace(/[?#].*$/, '');
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** What is computed of a document's text; it goes when the text does. */
export class Analyses {
  readonly #checked = new WeakMap<OpenDocument, { version: number; checked: Checked }>();
  readonly #reports = new WeakMap<OpenDocument, { version: number; model: ReportModel }>();

  /**
   * @param mxHosts the MX hosts of the zone that a policy file is of, by its path
   * @param jsonSyntax whether the editor leaves it to us to say what is wrong with a report as JSON
   */
  constructor(
    readonly mxHosts: (path: string) => readonly string[],
    readonly jsonSyntax: () => boolean,
  ) {}

  /** What the rules say; undefined where the document is none of ours. */
  check(document: OpenDocument): Checked | undefined {
    if (document instanceof OpenZone) return document.checked;
    const kind = kindOf(document);
    if (kind === undefined) return undefined;
    // A policy is short, and what is wrong with it may change with the zone.
    if (kind === 'policy') return check(kind, document.getText(), this.#optionsOf(kind, document));
    const { version } = document;
    const known = this.#checked.get(document);
    if (known?.version === version) return known.checked;
    const checked = check(kind, document.getText(), this.#optionsOf(kind, document));
    this.#checked.set(document, { version, checked });
    return checked;
  }

  /** What the rules would say of another text in the place of a document's. */
  checkOther(document: OpenDocument, kind: Kind, text: string): Steps<Checked> {
    if (document instanceof OpenZone) return document.check(text);
    return atOnce(() => check(kind, text, this.#optionsOf(kind, document)));
  }

  #optionsOf(kind: Kind, { uri }: OpenDocument): CheckOptions {
    const path = pathOf(uri);
    return kind === 'policy'
      ? { path, mxHosts: this.mxHosts(path) }
      : { path, jsonSyntax: this.jsonSyntax() };
  }

  /** The model of a report. */
  report(document: OpenDocument): ReportModel {
    const { version } = document;
    const known = this.#reports.get(document);
    if (known?.version === version) return known.model;
    const model = readReport(document.getText());
    this.#reports.set(document, { version, model });
    return model;
  }
}
