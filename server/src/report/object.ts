/** An object of a report: the members that RFC 8460 names for it, those under a wrong name, those it does not know. */
import type { Span } from '../span.js';
import { stringText } from './jsonString.js';
import { nearMiss } from './nearMiss.js';
import type { Kind, Rows } from './rows.js';
import { type MemberSpec, type MemberType, type Shape, shapes } from './schema.js';
import {
  type JsonNode,
  type JsonTree,
  type Member,
  nameOf,
  type ObjectNode,
  objectOf,
  type StringNode,
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

interface Contents {
  readonly slots: ReadonlyMap<string, Slot>;
  readonly unknown: readonly Member[];
  readonly duplicates: readonly { readonly member: Member; readonly first: Member }[];
}

/** A place in `values` without a value. */
const absent = -1;
/** One whose member is there, with a value that is as good as none. */
const empty = -2;

export class ReportObject implements Span {
  readonly start: number;
  readonly end: number;
  /**
   * Whether it is as most are: each member once and under its own name, those that are wanted all there, no value of
   * another type. Then no more than its values is ever asked for.
   */
  readonly isPlain: boolean;
  /** By the members of the shape: the row of its value; negative where it is absent. */
  readonly values: readonly number[];
  #node: ObjectNode | undefined;
  #contents: Contents | undefined;

  /** @param isNamed whether it is a member of its parent, not an item of an array */
  constructor(
    readonly tree: JsonTree,
    readonly shape: Shape,
    readonly row: number,
    private readonly isNamed: boolean,
  ) {
    this.start = tree.rows.start(row);
    this.end = tree.rows.end(row);
    const plain = plainValues(tree, shape, row);
    this.isPlain = plain !== undefined;
    this.values = plain ?? this.#valuesOfSlots();
  }

  get node(): ObjectNode {
    this.#node ??= objectOf(this.tree.rows, this.row);
    return this.#node;
  }

  /** The name that its parent has for it; undefined for the report and for items of arrays. */
  get key(): StringNode | undefined {
    return this.isNamed ? nameOf(this.tree.rows, this.row) : undefined;
  }

  /** Whether something inside could not be read: what is absent may only be hidden. */
  get damaged(): boolean {
    return this.tree.rows.isDamaged(this.row);
  }

  get slots(): ReadonlyMap<string, Slot> {
    return this.#all().slots;
  }

  /** Members that it should not have. */
  get unknown(): readonly Member[] {
    return this.#all().unknown;
  }

  /** Members whose name an earlier one has; the last counts, as in JSON.parse. */
  get duplicates(): Contents['duplicates'] {
    return this.#all().duplicates;
  }

  /** The row of a member's value; negative where it is absent. */
  valueAt(name: string): number {
    return this.values[this.shape.byName.get(name)?.index ?? -1] ?? absent;
  }

  #all(): Contents {
    const { rows } = this.tree;
    this.#contents ??=
      rows.next(this.row) === this.row + 1
        ? noMembers.get(this.shape)!
        : contentsOf(this.tree, this.shape, this.node);
    return this.#contents;
  }

  #valuesOfSlots(): readonly number[] {
    const { slots } = this;
    if (slots === noMembers.get(this.shape)!.slots) return noValues.get(this.shape)!;
    return Array.from(slots.values(), ({ member, value }) => (value && member ? member.row : absent));
  }
}

/** What an object has that has no members, by its shape: what is absent is the same everywhere. */
const noMembers = new Map<Shape, Contents>(
  Object.values(shapes).map((shape) => [
    shape,
    {
      slots: new Map(shape.members.map((spec) => [spec.name, { spec, member: undefined, value: undefined }])),
      unknown: [],
      duplicates: [],
    },
  ]),
);
const noValues = new Map(Object.values(shapes).map((shape) => [shape, shape.members.map(() => absent)]));

/** The values of an object that is as most are; else undefined. */
function plainValues({ rows, problems }: JsonTree, shape: Shape, row: number): number[] | undefined {
  if (problems.length > 0) return undefined;
  const values = noValues.get(shape)!.slice();
  let missing = shape.wanted;
  const end = rows.next(row);
  for (let inner = row + 1; inner < end; inner = rows.next(inner)) {
    const name = rows.name(inner);
    const spec = name === undefined ? undefined : shape.byName.get(name);
    if (spec === undefined || values[spec.index] !== absent) return undefined;
    const kind = rows.kind(inner);
    if (kind === 'null' || (kind === 'string' && rows.end(inner) - rows.start(inner) === 2)) {
      values[spec.index] = empty;
      continue;
    }
    if (kind !== kinds[spec.type] || (kind === 'array' && !fit(rows, inner, spec.type))) return undefined;
    values[spec.index] = inner;
    if (spec.presence !== 'optional') missing--;
  }
  return missing === 0 ? values : undefined;
}

/** What the value of a member is. */
const kinds: Readonly<Record<MemberType, Kind>> = {
  string: 'string',
  count: 'number',
  object: 'object',
  objects: 'array',
  strings: 'array',
};

/** Whether the items of an array are what its member wants. */
function fit(rows: Rows, row: number, type: MemberType): boolean {
  const kind = type === 'strings' ? 'string' : 'object';
  return rows.inside(row).every((item) => rows.kind(item) === kind);
}

/** The last member of each name, and those whose name an earlier one has. */
export function membersByName(text: string, members: readonly Member[]) {
  const byName = new Map<string, Member>();
  const duplicates: { member: Member; first: Member }[] = [];
  for (const member of members) {
    const name = stringText(text, member.key);
    const first = byName.get(name);
    if (first !== undefined) duplicates.push({ member, first });
    byName.set(name, member);
  }
  return { byName, duplicates };
}

function contentsOf({ text }: JsonTree, shape: Shape, { members }: ObjectNode): Contents {
  const none = noMembers.get(shape)!;
  const { byName, duplicates } = membersByName(text, members);
  const slots = new Map<string, Slot>();
  for (const spec of shape.members) {
    const member = byName.get(spec.name);
    slots.set(
      spec.name,
      member === undefined ? none.slots.get(spec.name)! : { spec, member, value: present(text, member) },
    );
  }
  const unknown: Member[] = [];
  for (const [name, member] of byName) {
    if (shape.byName.has(name)) continue;
    const spec = unknown.length < maxGuesses ? nearMiss(name, shape) : undefined;
    // What holds members of its own is no text under a wrong name.
    const isOther = spec?.shape === undefined && member.value?.kind === 'object';
    if (spec !== undefined && !isOther && slots.get(spec.name)?.member === undefined) {
      slots.set(spec.name, { spec, member, value: present(text, member), misnamed: name });
    } else {
      unknown.push(member);
    }
  }
  return { slots, unknown, duplicates };
}

/** Of so many unknown members it is asked whether they are misspelled; an object with more is no report's. */
const maxGuesses = 100;

/** A member's value; `null` and `""` are absent: senders write them for what they have not. */
function present(text: string, { value }: Member): JsonNode | undefined {
  if (value === undefined || value.kind === 'null') return undefined;
  return value.kind === 'string' && stringText(text, value) === '' ? undefined : value;
}
