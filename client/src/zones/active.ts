import { l10n, type TextDocument, type TextEditor, window } from 'vscode';

/** The languages of zone files: ours, and those of other extensions. */
export const zoneLanguages: readonly string[] = ['dns-zone', 'zone', 'dnszonefile', 'bindzone', 'bind'];

export const isZone = (document: TextDocument): boolean => zoneLanguages.includes(document.languageId);

/** The zone file that is being edited; says so where there is none. */
export function activeZone(): TextEditor | undefined {
  const editor = window.activeTextEditor;
  if (editor !== undefined && isZone(editor.document)) return editor;
  void window.showWarningMessage(l10n.t('This works on a zone file: open one, and run the command again.'));
  return undefined;
}
