import {
  l10n,
  Range,
  Selection,
  type TextDocument,
  TextEditorRevealType,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import type { RecordPlanResult } from '../../../protocol/record.js';

/** Inserts a record: one edit, so that one undo takes it back; the new record is shown and selected. */
export async function applyPlan(document: TextDocument, plan: NonNullable<RecordPlanResult>): Promise<void> {
  const edit = new WorkspaceEdit();
  for (const { range, newText } of plan.edits) {
    const { start, end } = range;
    edit.replace(document.uri, new Range(start.line, start.character, end.line, end.character), newText);
  }
  if (document.version !== plan.version || !(await workspace.applyEdit(edit))) {
    void window.showErrorMessage(l10n.t('The file changed meanwhile, and nothing was inserted. Try again.'));
    return;
  }
  const editor = await window.showTextDocument(document);
  const line = lineOf(document, plan.text, plan.line);
  editor.selection = new Selection(line, 0, line, document.lineAt(line).text.length);
  editor.revealRange(editor.selection, TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Where a text stands, at a line or the one after it: an insertion at the end of a file comes after its last line. */
function lineOf(document: TextDocument, text: string, near: number): number {
  const [first = ''] = text.split(/\r?\n/);
  for (const line of [near, near + 1, near - 1]) {
    if (line >= 0 && line < document.lineCount && document.lineAt(line).text === first) return line;
  }
  return Math.min(near, document.lineCount - 1);
}
