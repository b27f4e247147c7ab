/** What stands at an offset of a report. */
import type { ReportModel } from '../../report/model.js';
import type { ReportObject, Slot } from '../../report/object.js';
import type { JsonNode, Member } from '../../report/tree.js';
import type { Span } from '../../span.js';

export interface Place {
  /** The innermost object that the RFC describes. */
  readonly object: ReportObject;
  /** Its member at the offset. */
  readonly member?: Member;
  /** The member as the RFC knows it. */
  readonly slot?: Slot;
  /** Whether the offset is in the member's name. */
  readonly inName: boolean;
  /** The scalar at the offset: the member's value, or the item of its array. */
  readonly value?: JsonNode;
}

/** Looks up an offset; undefined outside of every object of the report. */
export function placeAt(model: ReportModel, offset: number): Place | undefined {
  const object = model.objects.findLast((one) => isIn(model.text, one, offset));
  if (object === undefined) return undefined;
  const member = object.node.members.find((candidate) => isAt(model, candidate, offset));
  if (member === undefined) return { object, inName: false };
  const slot = [...object.slots.values()].find((candidate) => candidate.member === member);
  const inName = offset <= member.key.end;
  const value = inName ? undefined : leafAt(member.value, offset);
  return { object, member, ...(slot ? { slot } : {}), inName, ...(value ? { value } : {}) };
}

/** Whether an offset is between the braces of an object; at the end of one that is not closed it is. */
function isIn(text: string, object: ReportObject, offset: number): boolean {
  const { start, end } = object;
  if (offset <= start || offset >= end) return offset === end && offset > start && !isClosed(text, object);
  return true;
}

/** Whether an object ends in its own brace. */
function isClosed(text: string, { end, node }: ReportObject): boolean {
  return text.charCodeAt(end - 1) === 0x7d && (node.members.at(-1)?.end ?? 0) < end;
}

/** The word without quotes that is being typed at an offset; empty where there is none. */
export function bareWordAt({ text }: ReportModel, offset: number): Span {
  const from = Math.max(0, offset - longestWord);
  const before = text.slice(from, offset);
  let length = 0;
  while (length < before.length && isInWord(before[before.length - 1 - length])) length++;
  const after = /^[\w.-]*/.exec(text.slice(offset, offset + longestWord))?.[0] ?? '';
  return { start: offset - length, end: offset + after.length };
}

const isInWord = (character = '') => /[\w.-]/.test(character);

/** Nobody types longer words. */
const longestWord = 200;

/** Whether an offset is in a member, or where the value belongs that it has not yet. */
function isAt(model: ReportModel, { key, value, start, end }: Member, offset: number): boolean {
  if (start <= offset && offset <= end) return true;
  return (
    value === undefined &&
    offset > end &&
    /^\s*:\s*[\w.-]*$/.test(model.text.slice(key.end, Math.min(offset, key.end + 1000)))
  );
}

function leafAt(node: JsonNode | undefined, offset: number): JsonNode | undefined {
  if (node === undefined || offset < node.start || offset > node.end) return undefined;
  if (node.kind !== 'array') return node;
  return node.items.find(({ start, end }) => start <= offset && offset <= end) ?? node;
}
