/**
 * A report as far as it can be read: for each object the members that RFC 8460 names, those under a wrong name, those
 * it does not know. Nothing is rejected here; the rules say what is wrong.
 */
import { type Message, msg } from '../message.js';
import type { Span } from '../span.js';
import { sourceOffsets, sourceSpan, stringText } from './jsonString.js';
import { type MemberSpec, type Shape, type ShapeName, shapes } from './schema.js';
import {
  type JsonNode,
  type JsonTree,
  type Member,
  type ObjectNode,
  parseJson,
  type StringNode,
  tooLarge,
} from './tree.js';

/** The place of a named member in an object. */
export interface Slot {
  readonly spec: MemberSpec;
  /** Undefined where the object has none. */
  readonly member: Member | undefined;
  /** The member's value, whatever its type; undefined where it is absent. */
  readonly value: JsonNode | undefined;
  /** The name that it has in the place of its own. */
  readonly misnamed?: string;
}

export interface ReportObject {
  readonly shape: Shape;
  readonly node: ObjectNode;
  /** The name that its parent has for it; undefined for the report and for items of arrays. */
  readonly key: StringNode | undefined;
  readonly slots: ReadonlyMap<string, Slot>;
  readonly unknown: readonly Member[];
  /** Members whose name an earlier one has; the last counts, as in JSON.parse. */
  readonly duplicates: readonly { readonly member: Member; readonly first: Member }[];
}

/** An item of `policies`. */
export interface ReportEntry {
  readonly object: ReportObject;
  readonly policy: ReportObject | undefined;
  readonly summary: ReportObject | undefined;
  readonly details: readonly ReportObject[];
}

export interface ReportModel {
  readonly text: string;
  readonly tree: JsonTree;
  /** Undefined where the text holds no JSON object. */
  readonly report: ReportObject | undefined;
  readonly dateRange: ReportObject | undefined;
  readonly entries: readonly ReportEntry[];
  /** Every object above, parents first, in the order of the text. */
  readonly objects: readonly ReportObject[];
}

/** The model that was made last: findings, hover and summary ask for the same text, one after the other. */
let latest: ReportModel | undefined;

/** Reads a report; whatever the text, there is a model. */
export function readReport(text: string): ReportModel {
  if (latest?.text !== text) latest = readFresh(text);
  return latest;
}

function readFresh(text: string): ReportModel {
  const tree = parseJson(text);
  const objects: ReportObject[] = [];
  const object = (
    node: JsonNode | undefined,
    shape: ShapeName,
    key?: StringNode,
  ): ReportObject | undefined => {
    if (node?.kind !== 'object') return undefined;
    const read = readObject(text, node, shapes[shape], key);
    objects.push(read);
    return read;
  };
  const child = (parent: ReportObject | undefined, name: string): ReportObject | undefined => {
    const slot = parent?.slots.get(name);
    return slot?.spec.shape && object(slot.value, slot.spec.shape, slot.member?.key);
  };
  const report = object(tree.root, 'report');
  const dateRange = child(report, 'date-range');
  const entries: ReportEntry[] = [];
  for (const item of items(valueAt(report, 'policies'))) {
    const entry = object(item, 'entry');
    if (entry === undefined) continue;
    entries.push({
      object: entry,
      policy: child(entry, 'policy'),
      summary: child(entry, 'summary'),
      details: items(valueAt(entry, 'failure-details'))
        .map((detail) => object(detail, 'failureDetail'))
        .filter((detail) => detail !== undefined),
    });
  }
  objects.sort((a, b) => a.node.start - b.node.start);
  return { text, tree, report, dateRange, entries, objects };
}

/** The items of an array; one object that stands where an array belongs counts as its only item. */
function items(node: JsonNode | undefined): readonly JsonNode[] {
  return node?.kind === 'array' ? node.items : node?.kind === 'object' ? [node] : [];
}

function valueAt(object: ReportObject | undefined, name: string): JsonNode | undefined {
  return object?.slots.get(name)?.value;
}

/** The slots of an object that has no members, by its shape: what is absent is the same everywhere. */
const absent = new Map<Shape, ReadonlyMap<string, Slot>>(
  Object.values(shapes).map((shape) => [
    shape,
    new Map(shape.members.map((spec) => [spec.name, { spec, member: undefined, value: undefined }])),
  ]),
);

function readObject(text: string, node: ObjectNode, shape: Shape, key: StringNode | undefined): ReportObject {
  const empty = absent.get(shape)!;
  if (node.members.length === 0) return { shape, node, key, slots: empty, unknown: [], duplicates: [] };
  const byName = new Map<string, Member>();
  const duplicates: { member: Member; first: Member }[] = [];
  for (const member of node.members) {
    const name = stringText(text, member.key);
    const first = byName.get(name);
    if (first !== undefined) duplicates.push({ member, first });
    byName.set(name, member);
  }
  const slots = new Map<string, Slot>();
  for (const spec of shape.members) {
    const member = byName.get(spec.name);
    slots.set(
      spec.name,
      member === undefined ? empty.get(spec.name)! : { spec, member, value: present(text, member) },
    );
  }
  const unknown: Member[] = [];
  for (const [name, member] of byName) {
    if (shape.byName.has(name)) continue;
    const spec = unknown.length < maxGuesses ? nearMiss(name, shape) : undefined;
    if (spec !== undefined && slots.get(spec.name)?.member === undefined) {
      slots.set(spec.name, { spec, member, value: present(text, member), misnamed: name });
    } else {
      unknown.push(member);
    }
  }
  return { shape, node, key, slots, unknown, duplicates };
}

/** Of so many unknown members it is asked whether they are misspelled; an object with more is no report's. */
const maxGuesses = 100;

/** A member's value; `null` and `""` are absent: senders write them for what they have not. */
function present(text: string, member: Member | undefined): JsonNode | undefined {
  const value = member?.value;
  if (value === undefined || value.kind === 'null') return undefined;
  return value.kind === 'string' && stringText(text, value) === '' ? undefined : value;
}

/** Which member of the shape a wrong name means. */
function nearMiss(name: string, shape: Shape): MemberSpec | undefined {
  const plain = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  return shape.members.find(
    (spec) =>
      spec.aliases.includes(name) ||
      spec.aliases.some((alias) => alias.replaceAll('-', '') === plain) ||
      spec.name.replaceAll('-', '') === plain ||
      (plain.length >= 5 && distanceUpTo(spec.name.replaceAll('-', ''), plain, plain.length > 11 ? 2 : 1)),
  );
}

/** Whether two words differ by at most so many insertions, deletions, replacements or swaps of neighbours. */
export function distanceUpTo(a: string, b: string, limit: number): boolean {
  if (Math.abs(a.length - b.length) > limit || a.length > 80) return false;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(row[j - 1]! + 1, last[j]! + 1, last[j - 1]! + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, before[j - 2]! + 1);
      }
      row.push(best);
    }
    before = last;
    last = row;
  }
  return last[b.length]! <= limit;
}

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
  const value = valueAt(object, name);
  if (value?.kind === 'string') {
    return {
      text: stringText(model.text, value),
      span: { start: value.start + 1, end: Math.max(value.start + 1, value.end - 1) },
    };
  }
  if (value?.kind === 'number') {
    return { text: model.text.slice(value.start, value.end), span: { start: value.start, end: value.end } };
  }
  return undefined;
}

/** A count: an integer of at least 0, also as a string; undefined where there is none. */
export function countAt(
  model: ReportModel,
  object: ReportObject | undefined,
  name: string,
): { readonly value: number; readonly span: Span } | undefined {
  const text = textAt(model, object, name);
  if (text === undefined) return undefined;
  const isNumber = valueAt(object, name)?.kind === 'number';
  const value = isNumber || /^\s*\d+\s*$/.test(text.text) ? Number(text.text) : Number.NaN;
  return Number.isSafeInteger(value) && value >= 0 ? { value, span: text.span } : undefined;
}

/**
 * The strings of a member that should be an array of strings: also one string in its place, one text of several
 * lines, and an array written as JSON inside a string. Each with its place; items of an
 * array inside a string all have the string's.
 */
export function stringsAt(
  model: ReportModel,
  object: ReportObject | undefined,
  name: string,
): readonly SourcedString[] {
  const value = valueAt(object, name);
  const nodes = value?.kind === 'array' ? value.items : value === undefined ? [] : [value];
  return nodes.flatMap((node) => (node.kind === 'string' ? partsOf(model.text, node) : []));
}

/** The strings that one JSON string stands for: itself, the lines of its text, or the items of the array in it. */
function partsOf(source: string, node: StringNode): SourcedString[] {
  const text = stringText(source, node);
  const span = text === '' ? { start: node.start, end: node.end } : sourceSpan(source, node, 0, text.length);
  const encoded = encodedArray(text);
  if (encoded !== undefined) return encoded.map((part) => ({ text: part, span }));
  if (!text.includes('\n')) return [{ text, span }];
  const offset = sourceOffsets(source, node);
  return Array.from(text.matchAll(/[^\r\n]+/g), ({ 0: line, index }) => ({
    text: line,
    span: { start: offset(index), end: offset(index + line.length) },
  }));
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

/** Why a JSON text cannot be counted as a report: broken JSON, or another kind of document; undefined where it can. */
export function notCountable({ tree, report }: ReportModel): Message | undefined {
  const [problem] = tree.problems;
  if (problem?.message === tooLarge) return tooLarge;
  if (problem !== undefined) {
    const line = tree.text.slice(0, problem.start).split('\n').length;
    return msg('The JSON is broken, the first time in line {0}.', line);
  }
  const named = [...(report?.slots.values() ?? [])].filter((slot) => slot.value !== undefined);
  return named.length < 2 ? msg('This JSON is no TLS report.') : undefined;
}
