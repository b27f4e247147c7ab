/** The values of a report's members: as texts, as counts, as lists of strings. */
import type { Span } from '../span.js';
import { isMxPattern } from './host.js';
import { sourceOffsets, sourceSpan, stringText, textBetween } from './jsonString.js';
import type { ReportModel } from './model.js';
import type { ReportObject } from './object.js';
import { policyLine, readTlsa } from './policy.js';
import type { Rows } from './rows.js';
import { type JsonTree, nodeOf, type StringNode } from './tree.js';

/** More lines than a policy has: senders are told to take 64 KB at most (RFC 8461 section 3.3). */
const mostStrings = 10_000;

/** A string of the report that stands for a value, and where. */
export interface SourcedString {
  readonly text: string;
  readonly span: Span;
}

/** The text of a member that is a string, or the source of a number in its place; undefined where absent. */
export function textAt(
  model: ReportModel,
  object: ReportObject | undefined,
  name: string,
): SourcedString | undefined {
  const text = wordAt(model, object, name);
  return text === undefined || object === undefined ? undefined : { text, span: spanAt(object, name) };
}

/** The same without its place: a report has thousands. */
export function wordAt(
  { tree }: ReportModel,
  object: ReportObject | undefined,
  name: string,
): string | undefined {
  const row = object?.valueAt(name) ?? -1;
  return row < 0 ? undefined : wordOf(tree, row);
}

/** Whether a member is a string: a number in its place is wrong for that reason alone. */
export const isString = (object: ReportObject, name: string): boolean =>
  object.valueAt(name) >= 0 && object.tree.rows.kind(object.valueAt(name)) === 'string';

/** Where the text of a member stands that has one. */
export function spanAt(object: ReportObject, name: string): Span {
  return placeOf(object.tree, object.valueAt(name));
}

/** Where the text of a row stands: a string without its quotes, or anything else. */
export function placeOf({ rows }: JsonTree, row: number): Span {
  const start = rows.start(row);
  const end = rows.end(row);
  return rows.kind(row) === 'string'
    ? { start: start + 1, end: Math.max(start + 1, end - 1) }
    : { start, end };
}

/** The rows of the strings that a value is or that are in it. */
export function stringsIn(rows: Rows, row: number): readonly number[] {
  const all = rows.kind(row) === 'array' ? rows.inside(row) : [row];
  return all.filter((item) => rows.kind(item) === 'string');
}

/** The text of a string, or the source of a number; undefined where a row is neither's. */
export function wordOf({ text, rows }: JsonTree, row: number): string | undefined {
  const plain = rows.word(row);
  if (plain !== undefined || !rows.isEscaped(row)) return plain;
  return textBetween(text, rows.start(row), rows.end(row), true);
}

/** A count, and where it stands; undefined where there is none. */
export function countAt(
  model: ReportModel,
  object: ReportObject | undefined,
  name: string,
): { readonly value: number; readonly span: Span } | undefined {
  const value = numberAt(model, object, name);
  return value === undefined || object === undefined ? undefined : { value, span: spanAt(object, name) };
}

/** A count: an integer of at least 0, also as a string; undefined where there is none. */
export function numberAt(
  model: ReportModel,
  object: ReportObject | undefined,
  name: string,
): number | undefined {
  const text = wordAt(model, object, name);
  if (text === undefined || object === undefined) return undefined;
  const isNumber = model.tree.rows.kind(object.valueAt(name)) === 'number';
  const value = isNumber || /^\s*\d+\s*$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

/**
 * The strings of a member that should be an array of strings: also one string in its place, a list or not, one text of several lines, and an array written as JSON inside a string. Each with its place; items
 * of an array inside a string all have the string's.
 */
export function stringsAt(
  { tree }: ReportModel,
  object: ReportObject | undefined,
  name: string,
): readonly SourcedString[] {
  const row = object?.valueAt(name) ?? -1;
  if (row < 0) return [];
  const { text, rows } = tree;
  const all: SourcedString[] = [];
  const isArray = rows.kind(row) === 'array';
  for (const item of isArray ? rows.inside(row) : [row]) {
    const node = nodeOf(rows, item);
    if (node?.kind !== 'string') continue;
    for (const part of isArray ? partsOf(text, node) : itemsOf(text, node)) {
      if (all.length === mostStrings) return all;
      all.push(part);
    }
  }
  return all;
}

/** The strings that a string stands for where an array belongs: its parts, or the items of a list in it. */
export function itemsOf(source: string, node: StringNode): SourcedString[] {
  const text = stringText(source, node);
  if (text.length > longestList || !/[;,\s]/.test(text)) return partsOf(source, node);
  const cut = (form: RegExp) =>
    Array.from(text.matchAll(form), ({ 0: item, index }) => ({ text: item.trimEnd(), index }));
  const hosts = cut(/[^\s;,]+/g);
  const items = hosts.every((host) => isDotted(host.text)) ? hosts : cut(/[^\s;,][^\r\n;,]*/g);
  if (items.length === 0 || !items.every((item) => isLine(item.text))) return partsOf(source, node);
  const offset = sourceOffsets(source, node);
  return items.map(({ text: item, index }) => ({
    text: item,
    span: { start: offset(index), end: offset(index + item.length) },
  }));
}

/** A text with a thousand MX hosts has as many characters; what is longer is no list. */
const longestList = 100_000;

// The fields of a TLSA record would be names too.
const isDotted = (text: string): boolean => text.includes('.') && isMxPattern(text);
const isLine = (text: string): boolean =>
  isMxPattern(text) || policyLine(text) !== undefined || readTlsa(text) !== undefined;

/** The strings that one JSON string stands for: itself, the lines of its text, or the items of the array in it. */
function partsOf(source: string, node: StringNode): SourcedString[] {
  const text = stringText(source, node);
  const span = text === '' ? { start: node.start, end: node.end } : sourceSpan(source, node, 0, text.length);
  const encoded = encodedArray(text);
  if (encoded !== undefined) return encoded.map((part) => ({ text: part, span }));
  if (!text.includes('\n')) return [{ text, span }];
  const offset = sourceOffsets(source, node);
  const lines: SourcedString[] = [];
  for (const { 0: line, index } of text.matchAll(/[^\r\n]+/g)) {
    lines.push({ text: line, span: { start: offset(index), end: offset(index + line.length) } });
    if (lines.length === mostStrings) break;
  }
  return lines;
}

/** The strings of a JSON array that is written inside a string, as Microsoft writes TLSA records; else undefined. */
export function encodedArray(text: string): string[] | undefined {
  if (!/^\s*\[/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : undefined;
  } catch {
    return undefined;
  }
}
