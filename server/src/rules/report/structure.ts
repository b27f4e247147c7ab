/** Rules about the shape of a report: which members stand where, and of which JSON type. */
import { msg } from '../../message.js';
import { jsonInner, stringText } from '../../report/jsonString.js';
import { objectAt } from '../../report/lookup.js';
import type { ReportModel } from '../../report/model.js';
import { membersByName, ReportObject, type Slot } from '../../report/object.js';
import type { Kind } from '../../report/rows.js';
import { type MemberSpec, shapes } from '../../report/schema.js';
import { type JsonNode, type Member, objectOf } from '../../report/tree.js';
import { encodedArray, itemsOf } from '../../report/values.js';
import { excerpt } from '../../report/visible.js';
import type { Span } from '../../span.js';
import type { Finding } from '../finding.js';
import type { ReportFixData } from './data.js';

type Findings = Iterable<Finding<ReportFixData>>;

export function* duplicateMember(model: ReportModel): Findings {
  for (const { duplicates } of model.filled) yield* givenTwice(model, duplicates);
  // Objects too that are none of a report's: whoever reads the JSON reads them.
  const { text, tree, objects } = model;
  const known = new Set(objects.map(({ row }) => row));
  for (let row = 0; row < tree.rows.length; row++) {
    if (tree.rows.kind(row) !== 'object' || known.has(row)) continue;
    yield* givenTwice(model, membersByName(text, objectOf(tree.rows, row).members).duplicates);
  }
}

function* givenTwice({ text }: ReportModel, duplicates: ReportObject['duplicates']): Findings {
  for (const { member, first } of duplicates) {
    const name = stringText(text, member.key);
    yield {
      rule: 'report/duplicate-member',
      ...at(member.key),
      message: msg('"{0}" is here twice: one reader takes the first, another the last.', excerpt(name)),
      related: [{ ...at(first.key), message: msg('The first "{0}"', excerpt(name)) }],
    };
  }
}

const members = Object.values(shapes).flatMap((shape) => shape.members);
const names = new Set(members.map(({ name }) => name));
// Of an object after another that lacks a member the same is said: hostile reports have hundreds of thousands.
const missing = new Map(
  members.map((spec) => [spec, msg('"{0}" is missing (RFC 8460 section {1}).', spec.name, spec.section)]),
);
const empty = new Map(
  members.map((spec) => [
    spec,
    msg('"{0}" is empty, which is the same as missing (RFC 8460 section {1}).', spec.name, spec.section),
  ]),
);

export function* missingMember(model: ReportModel): Findings {
  for (const object of model.odd) {
    for (const slot of object.slots.values()) {
      const { spec, member, value } = slot;
      if (spec.presence === 'optional' || value !== undefined || hidden(object, member)) continue;
      const { start, end } = member?.value ?? place(object);
      yield {
        rule: 'report/missing-member',
        start,
        end,
        message: (member === undefined ? missing : empty).get(spec)!,
        data: {
          kind: member?.value === undefined ? 'insert' : 'fill',
          object: object.start,
          member: spec.name,
        },
        ...(spec.presence === 'expected' && { severity: 'warning' }),
      };
    }
  }
}

/** Whether damage in the text may hide what looks absent. */
function hidden(object: ReportObject, member: Member | undefined): boolean {
  return member === undefined ? object.damaged : member.value === undefined;
}

/** Where to say that an object lacks something: at the name it has in its parent, or at its opening brace. */
function place({ key, start }: ReportObject): Span {
  return key === undefined ? { start, end: start + 1 } : at(key);
}

export function* misnamedMember(model: ReportModel): Findings {
  for (const object of model.filled) {
    for (const { spec, member, misnamed } of object.slots.values()) {
      // A name without a value is what a quote that is missing has made of it.
      if (misnamed === undefined || member?.value === undefined) continue;
      yield {
        rule: 'report/misnamed-member',
        ...inside(member.key),
        message: msg('"{0}" is no member of a report: its name is "{1}".', excerpt(misnamed), spec.name),
        // Of two members of this name, renaming one would leave the other behind.
        ...(object.duplicates.some((twice) => twice.member === member)
          ? {}
          : { data: { kind: 'replace', text: spec.name } }),
      };
    }
  }
}

export function* unknownMember(model: ReportModel): Findings {
  for (const object of model.filled) {
    // Where the JSON is damaged, a name may be a piece of something else.
    if (object.damaged) continue;
    for (const member of object.unknown) {
      // Where a bracket is missing, what follows it stands in another object than its own.
      if (model.tree.problems.length > 0 && names.has(stringText(model.text, member.key))) continue;
      yield {
        rule: 'report/unknown-member',
        ...inside(member.key),
        message: msg(
          'RFC 8460 names no member "{0}" here: readers ignore it.',
          excerpt(stringText(model.text, member.key)),
        ),
      };
    }
  }
}

export function* wrongType(model: ReportModel): Findings {
  const { root } = model.tree;
  if (root !== undefined && root.kind !== 'object') {
    yield {
      rule: 'report/wrong-type',
      ...at(root),
      message: msg('A report is a JSON object.'),
    };
  }
  for (const object of model.filled) {
    for (const slot of object.slots.values()) {
      if (slot.value !== undefined) yield* slotType(model, slot, slot.value);
    }
  }
}

function* slotType(model: ReportModel, { spec, member }: Slot, value: JsonNode): Findings {
  const finding = (
    span: Span,
    message: Finding['message'],
    data?: ReportFixData,
  ): Finding<ReportFixData> => ({
    rule: 'report/wrong-type',
    ...at(span),
    message,
    ...(data ? { data } : {}),
  });
  switch (spec.type) {
    case 'string':
      if (value.kind === 'string') return;
      yield finding(
        value,
        msg('"{0}" must be a string.', spec.name),
        value.kind === 'number' && spec.format === undefined
          ? { kind: 'replace', text: `"${model.text.slice(value.start, value.end)}"` }
          : unwrapped(model, spec, member, 'string'),
      );
      return;
    case 'count': {
      if (value.kind === 'number') return;
      const text = value.kind === 'string' ? stringText(model.text, value) : '';
      const lossless = /^(?:0|[1-9]\d*)$/.test(text) && Number.isSafeInteger(Number(text));
      yield finding(
        value,
        msg('"{0}" must be a number, without quotes.', spec.name),
        lossless ? { kind: 'replace', text } : unwrapped(model, spec, member, 'number'),
      );
      return;
    }
    case 'object':
      if (value.kind !== 'object')
        yield finding(
          value,
          msg('"{0}" must be an object.', spec.name),
          unwrapped(model, spec, member, 'object'),
        );
      return;
    case 'objects':
      if (value.kind === 'object') {
        yield finding(
          { start: value.start, end: value.start + 1 },
          msg('"{0}" must be an array, even with one item.', spec.name),
          // An object of other things, by domains say, is not the one item.
          objectAt(model, value.start) && { kind: 'wrap', start: value.start, end: value.end },
        );
        return;
      }
      if (value.kind !== 'array') yield finding(value, msg('"{0}" must be an array of objects.', spec.name));
      else {
        for (const row of itemsBut('object', model, member)) {
          const message = msg('An item of "{0}" must be an object.', spec.name);
          yield finding(spanOfRow(model, row), message, contentsOf(model, spec, row, 'object'));
        }
      }
      return;
    case 'strings':
      if (value.kind === 'string') return;
      if (value.kind !== 'array') yield finding(value, msg('"{0}" must be an array of strings.', spec.name));
      else {
        for (const row of itemsBut('string', model, member)) {
          const message = msg('An item of "{0}" must be a string.', spec.name);
          yield finding(spanOfRow(model, row), message, contentsOf(model, spec, row, 'string'));
        }
      }
  }
}

/** The items of an array that are of another kind: no node is made of those that are right. */
function itemsBut(kind: Kind, { tree: { rows } }: ReportModel, array: Member | undefined): number[] {
  return array === undefined ? [] : rows.inside(array.row).filter((row) => rows.kind(row) !== kind);
}

function spanOfRow({ tree: { rows } }: ReportModel, row: number): Span {
  return { start: rows.start(row), end: rows.end(row) };
}

/** Puts in the place of an array what it holds, where that is nothing but what belongs there, and nothing is wrong with it. */
function contentsOf(
  { text, tree }: ReportModel,
  spec: MemberSpec,
  row: number,
  kind: Kind,
): ReportFixData | undefined {
  const { rows } = tree;
  const inside = rows.kind(row) === 'array' && !rows.isDamaged(row) ? rows.inside(row) : [];
  const isRight = (item: number): boolean => {
    if (rows.kind(item) !== kind) return false;
    if (kind === 'object') return new ReportObject(tree, shapes[spec.shape!], item, false).isPlain;
    if (kind === 'number') return /^\d{1,15}$/.test(rows.word(item)!);
    return spec.format === undefined || spec.format === 'policy-string';
  };
  if (inside.length === 0 || !inside.every(isRight)) return undefined;
  return { kind: 'replace', text: text.slice(rows.start(inside[0]!), rows.end(inside.at(-1)!)) };
}

/** The same of an array in the place of a single value. */
function unwrapped(
  model: ReportModel,
  spec: MemberSpec,
  member: Member | undefined,
  kind: Kind,
): ReportFixData | undefined {
  return member === undefined || model.tree.rows.inside(member.row).length > 1
    ? undefined
    : contentsOf(model, spec, member.row, kind);
}

export function* notAnArray(model: ReportModel): Findings {
  for (const object of model.filled) {
    for (const { spec, value } of object.slots.values()) {
      if (spec.type !== 'strings' || value?.kind !== 'string') continue;
      const isEncoded = encodedArray(stringText(model.text, value)) !== undefined;
      if (spec.name === 'policy-string' && isEncoded) continue;
      const items = itemsOf(model.text, value);
      yield {
        rule: 'report/not-an-array',
        ...at(value),
        message: msg('"{0}" must be an array of strings (RFC 8460 erratum 6241).', spec.name),
        data:
          isEncoded || items.length > 1
            ? { kind: 'replace', text: `[${items.map((item) => `"${jsonInner(item.text)}"`).join(', ')}]` }
            : { kind: 'wrap', start: value.start, end: value.end },
      };
    }
  }
}

export function* policiesEmpty(model: ReportModel): Findings {
  const { value, member } = model.report?.slots.get('policies') ?? {};
  if (value?.kind !== 'array' || member === undefined || value.damaged) return;
  if (model.tree.rows.next(member.row) > member.row + 1) return;
  yield {
    rule: 'report/policies-empty',
    ...at(value),
    message: msg('The report has no policies, so it says nothing.'),
  };
}

/** The span of a node alone. */
export function at({ start, end }: Span): Span {
  return { start, end };
}

/** The span of a string without its quotes. */
export function inside({ start, end }: Span): Span {
  return { start: start + 1, end: Math.max(start + 1, end - 1) };
}
