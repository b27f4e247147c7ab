/** Quick fixes of the findings at a place, and fixing all that can be fixed. */
import { type CodeAction, CodeActionKind, type CodeActionParams } from 'vscode-languageserver';
import type { Checked } from '../checks.js';
import { fixAll } from '../fixAll.js';
import { msg } from '../message.js';
import type { OpenDocument } from '../openDocument.js';
import type { Finding } from '../rules/finding.js';
import { type Levels, severityOf } from '../rules/levels.js';
import type { SpanEdit } from '../span.js';
import { toTextEdit } from './convert.js';
import { diagnosticsOf } from './diagnostics.js';
import type { ReportServices } from './reportServices.js';

/** Mends all that has a safe fix; editors can run it on save. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.tlsRpt`;

export function codeActions(
  document: OpenDocument,
  { range, context }: Pick<CodeActionParams, 'range' | 'context'>,
  checked: Checked,
  check: (text: string) => Checked,
  levels: Levels,
  services: Pick<ReportServices, 'diagnostic' | 'say'>,
): CodeAction[] {
  const wants = (kind: string): boolean =>
    context.only === undefined || context.only.some((only) => kind === only || kind.startsWith(`${only}.`));
  const isOn = (finding: Finding): boolean => severityOf(finding, levels) !== undefined;
  const edit = (edits: readonly SpanEdit[]) => ({
    changes: { [document.uri]: edits.map((one) => toTextEdit(document, one)) },
  });
  const actions: CodeAction[] = [];
  if (wants(CodeActionKind.QuickFix)) {
    const start = document.offsetAt(range.start);
    const end = document.offsetAt(range.end);
    for (const finding of checked.findings) {
      if (finding.start > end || finding.end < start || !isOn(finding)) continue;
      for (const fix of checked.fixes(finding)) {
        actions.push({
          title: services.say(fix.title),
          kind: CodeActionKind.QuickFix,
          isPreferred: fix.preferred,
          diagnostics: diagnosticsOf(document, { ...checked, findings: [finding] }, levels, services),
          edit: edit(fix.edits),
        });
      }
    }
  }
  // Proving every step takes time: only who asks for it pays.
  if (context.only?.some((only) => fixAllKind === only || fixAllKind.startsWith(`${only}.`))) {
    const text = document.getText();
    const fixed = fixAll(text, check, isOn);
    if (fixed.count > 0) {
      actions.push({
        title: services.say(msg('Fix all TLS-RPT problems that have a safe fix')),
        kind: fixAllKind,
        edit: edit([difference(text, fixed.text)]),
      });
    }
  }
  return actions;
}

/** The one edit from a text to another: what they begin and end with in common stays. */
function difference(before: string, after: string): SpanEdit {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < most - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return { start, end: before.length - tail, newText: after.slice(start, after.length - tail) };
}
