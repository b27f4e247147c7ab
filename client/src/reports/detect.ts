import { commands, Disposable, Range, type TextDocument, type Uri, window, workspace } from 'vscode';
import { Delay } from '../views/delay.js';
import { isPacked } from './packed.js';

/** The context key that is true while the active editor shows a report. */
const key = 'tlsRpt.isReport';

/** How far into a document a report's members are looked for, in UTF-16 units. */
const reach = 8192;

/** A report's name by RFC 8460 section 5.1. */
const rfcName = /\/[^/!]+![^/!]+!\d+!\d+(?:![A-Za-z0-9]+)?\.json$/;

/** Whether a document looks like a report. The server decides in earnest; this is for buttons and menus. */
export function looksLikeReport(document: TextDocument): boolean {
  if (!/^jsonc?$/.test(document.languageId)) return false;
  if (rfcName.test(document.uri.path)) return true;
  const text = document.getText(new Range(document.positionAt(0), document.positionAt(reach)));
  return /"(?:organization-name|date-range|report-id|policies)"\s*:/.test(text);
}

/** Keeps the context key true to the active editor. */
export function registerDetection(): Disposable {
  const update = async (): Promise<void> => {
    const document = window.activeTextEditor?.document;
    await commands.executeCommand('setContext', key, document !== undefined && looksLikeReport(document));
  };
  const later = new Delay(300, update);
  void update();
  return Disposable.from(
    later,
    window.onDidChangeActiveTextEditor(update),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (document === window.activeTextEditor?.document) later.restart();
    }),
    workspace.onDidOpenTextDocument((document) => {
      if (document === window.activeTextEditor?.document) later.restart();
    }),
  );
}

/** The report that a command is for: the one named by a menu, else that of the active editor or tab, where it may be one. */
export function chosenReport(uri: Uri | undefined): Uri | undefined {
  if (uri !== undefined) return uri;
  const input = window.tabGroups.activeTabGroup.activeTab?.input;
  const tab = typeof input === 'object' && input !== null && 'uri' in input ? (input.uri as Uri) : undefined;
  const document = window.activeTextEditor?.document;
  if (document !== undefined) {
    return /^jsonc?$/.test(document.languageId) || isPacked(document.uri) ? document.uri : undefined;
  }
  return tab !== undefined && (isPacked(tab) || /\.json$/i.test(tab.path)) ? tab : undefined;
}
