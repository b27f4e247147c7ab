/** What stands at an offset of a report. */
import type { ReportModel } from '../../report/model.js';
import type { ReportObject, Slot } from '../../report/object.js';
import type { JsonNode, Member } from '../../report/tree.js';

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
  const object = model.objects.findLast(({ start, end }) => start <= offset && offset <= end);
  if (object === undefined) return undefined;
  const member = object.node.members.find((candidate) => isAt(model, candidate, offset));
  if (member === undefined) return { object, inName: false };
  const slot = [...object.slots.values()].find((candidate) => candidate.member === member);
  const inName = offset <= member.key.end;
  const value = inName ? undefined : leafAt(member.value, offset);
  return { object, member, ...(slot ? { slot } : {}), inName, ...(value ? { value } : {}) };
}

/** Whether an offset is in a member, or where the value belongs that it has not yet. */
function isAt(model: ReportModel, { key, value, start, end }: Member, offset: number): boolean {
  if (start <= offset && offset <= end) return true;
  return (
    value === undefined &&
    offset > end &&
    /^\s*:\s*$/.test(model.text.slice(key.end, Math.min(offset, key.end + 1000)))
  );
}

function leafAt(node: JsonNode | undefined, offset: number): JsonNode | undefined {
  if (node === undefined || offset < node.start || offset > node.end) return undefined;
  if (node.kind !== 'array') return node;
  return node.items.find(({ start, end }) => start <= offset && offset <= end) ?? node;
}
