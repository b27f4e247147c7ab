/**
 * What the features of a document kind answer, free of LSP: offsets for positions, messages for words. The files
 * beside this one turn them into LSP types in the client's language.
 */
import type { Message } from '../message.js';
import type { Span } from '../span.js';

/**
 * A piece of Markdown: a translatable message whose template is Markdown and whose string values are already escaped
 * (`markdownCode` and `markdownText` do it).
 */
export type MarkdownPart = Message;

/** Parts are paragraphs: a blank line stands between them. */
export interface HoverAnswer extends Span {
  readonly parts: readonly MarkdownPart[];
}

export type CompletionKind = 'keyword' | 'type' | 'name' | 'value' | 'member' | 'snippet' | 'file' | 'folder';

export interface CompletionAnswer {
  readonly label: string;
  readonly kind: CompletionKind;
  /** A few words beside the label. */
  readonly detail?: Message;
  readonly documentation?: readonly MarkdownPart[];
  /** What accepting it replaces; empty where it only inserts. */
  readonly replace: Span;
  /** A snippet where `snippet` is true (LSP snippet syntax), else plain text. */
  readonly newText: string;
  readonly snippet?: boolean;
  /** Compared with what is typed in `replace`; the label where absent. */
  readonly filterText?: string;
  /** The label where absent. */
  readonly sortText?: string;
}

/** Text of a document as an inline code span of Markdown: nothing in it is markup, a link or a command. */
export function markdownCode(text: string): string {
  const flat = text.replace(/[\r\n\t]+/g, ' ');
  let fence = '`';
  while (flat.includes(fence)) {
    fence += '`';
  }
  const pad = flat.startsWith('`') || flat.endsWith('`') || flat.trim() === '' ? ' ' : '';
  return `${fence}${pad}${flat}${pad}${fence}`;
}

/** Text of a document as plain Markdown text: everything that could be markup is escaped. */
export function markdownText(text: string): string {
  return text.replace(/[\r\n\t]+/g, ' ').replace(/[\\`*_{}[\]()<>#+\-.!|~&:@]/g, '\\$&');
}
