/** From what the features answer to LSP: positions for offsets, words for messages. */

import {
  type CompletionItem,
  CompletionItemKind,
  type Hover,
  InsertTextFormat,
  MarkupKind,
  type Range,
  type TextEdit,
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

/** @param fillsIn whether the client knows snippets; where it does not, they are plain text */
export function toCompletion(
  document: OpenDocument,
  answer: CompletionAnswer,
  fillsIn: boolean,
  say: Say,
): CompletionItem {
  const { label, kind, detail, documentation, replace, filterText, sortText } = answer;
  const snippet = answer.snippet === true && fillsIn;
  const newText = answer.snippet === true && !fillsIn ? plainText(answer.newText) : answer.newText;
  return {
    label,
    kind: completionKinds[kind],
    textEdit: { range: toRange(document, replace), newText },
    insertTextFormat: snippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    ...(detail && { detail: say(detail) }),
    ...(documentation && { documentation: toMarkdown(documentation, say) }),
    ...(filterText !== undefined && { filterText }),
    ...(sortText !== undefined && { sortText }),
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
