/** From what the features answer to LSP: positions for offsets, words for messages. */

import {
  type CompletionItem,
  CompletionItemKind,
  type Hover,
  InsertTextFormat,
  MarkupKind,
  type Range,
  type TextEdit,
  uinteger,
} from 'vscode-languageserver';
import type { Say } from '../message.js';
import type { OpenDocument } from '../openDocument.js';
import type { Span, SpanEdit } from '../span.js';
import { plainText } from './snippetText.js';
import type { CompletionAnswer, CompletionKind, HoverAnswer, MarkdownPart } from './types.js';

export function toRange(document: Pick<OpenDocument, 'positionAt'>, { start, end }: Span): Range {
  return { start: document.positionAt(start), end: document.positionAt(end) };
}

export function toTextEdit(document: Pick<OpenDocument, 'positionAt'>, edit: SpanEdit): TextEdit {
  return { range: toRange(document, edit), newText: edit.newText };
}

export function toHover(document: OpenDocument, answer: HoverAnswer, say: Say): Hover {
  return { range: toRange(document, answer), contents: toMarkdown(answer.parts, say) };
}

/**
 * @param offset where completion was asked for
 * @param fillsIn whether the client knows snippets; where it does not, they are plain text
 */
export function toCompletion(
  document: OpenDocument,
  answer: CompletionAnswer,
  offset: number,
  fillsIn: boolean,
  say: Say,
): CompletionItem {
  const { label, kind, detail, documentation, sortText } = answer;
  const snippet = answer.snippet === true && fillsIn;
  const newText = answer.snippet === true && !fillsIn ? plainText(answer.newText) : answer.newText;
  const { replace, beside, filterText } = onLine(document, answer, offset);
  return {
    label,
    kind: completionKinds[kind],
    textEdit: { range: toRange(document, replace), newText },
    ...(beside.length > 0 && { additionalTextEdits: beside.map((edit) => toTextEdit(document, edit)) }),
    insertTextFormat: snippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    ...(detail && { detail: say(detail) }),
    ...(documentation && { documentation: toMarkdown(documentation, say) }),
    ...(filterText !== undefined && { filterText }),
    ...(sortText !== undefined && { sortText }),
  };
}

/** What of a completion is on the line of the cursor, where LSP wants its edit; what it replaces on others goes beside it. */
function onLine(document: OpenDocument, { replace, label, filterText }: CompletionAnswer, offset: number) {
  const { start, end } = toRange(document, replace);
  if (start.line === end.line) return { replace, beside: [], filterText };
  const { line } = document.positionAt(offset);
  const from = Math.max(replace.start, document.offsetAt({ line, character: 0 }));
  const to = Math.min(replace.end, document.offsetAt({ line, character: uinteger.MAX_VALUE }));
  const beside = [
    { start: replace.start, end: from, newText: '' },
    { start: to, end: replace.end, newText: '' },
  ].filter((edit) => edit.start < edit.end);
  // What stands before the cursor on its line is only a part of what is typed.
  const typed = document.getText(toRange(document, { start: from, end: offset }));
  return {
    replace: { start: from, end: to },
    beside,
    filterText: from === replace.start ? filterText : typed + label,
  };
}

function toMarkdown(parts: readonly MarkdownPart[], say: Say) {
  return { kind: MarkupKind.Markdown, value: parts.map(say).join('\n\n') };
}

const completionKinds: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  keyword: CompletionItemKind.Keyword,
  type: CompletionItemKind.Class,
  name: CompletionItemKind.Reference,
  value: CompletionItemKind.Value,
  member: CompletionItemKind.Property,
  snippet: CompletionItemKind.Snippet,
  file: CompletionItemKind.File,
  folder: CompletionItemKind.Folder,
};
