/**
 * A JSON text as a tree with offsets, as `readTree.ts` reads it. It is kept as rows of numbers; a node is made of a row when
 * somebody asks for it.
 */
import type { Message } from '../message.js';
import type { Span } from '../span.js';
import type { Rows } from './rows.js';

export type JsonNode = ObjectNode | ArrayNode | StringNode | LiteralNode;

export interface ObjectNode extends Span {
  readonly kind: 'object';
  /** In order, duplicates included. */
  readonly members: readonly Member[];
  /** Something inside could not be read: what is absent may only be hidden. */
  readonly damaged: boolean;
}

export interface ArrayNode extends Span {
  readonly kind: 'array';
  readonly items: readonly JsonNode[];
  readonly damaged: boolean;
}

/** A string with its quotes; `escaped` where its text is not what stands between them, or the last of them is missing. */
export interface StringNode extends Span {
  readonly kind: 'string';
  readonly escaped: boolean;
}

export interface LiteralNode extends Span {
  readonly kind: 'number' | 'true' | 'false' | 'null';
}

/** A member from its name to the end of its value; no value where the text has none. */
export interface Member extends Span {
  readonly key: StringNode;
  readonly value: JsonNode | undefined;
  /** The row of its value. */
  readonly row: number;
}

export interface SyntaxProblem extends Span {
  readonly message: Message;
}

export class JsonTree {
  #root: JsonNode | undefined;

  constructor(
    readonly text: string,
    /** The first is that of the whole text. */
    readonly rows: Rows,
    /** In the order of the text, up to the first after which brackets or quotes no longer tell what belongs where. */
    readonly problems: readonly SyntaxProblem[],
  ) {}

  get root(): JsonNode | undefined {
    if (this.rows.length > 0) this.#root ??= nodeOf(this.rows, 0);
    return this.#root;
  }
}

/** The node of a row; undefined where it has no value. */
export function nodeOf(rows: Rows, row: number): JsonNode | undefined {
  const kind = rows.kind(row);
  const start = rows.start(row);
  const end = rows.end(row);
  switch (kind) {
    case 'nothing':
      return undefined;
    case 'object':
      return objectOf(rows, row);
    case 'array':
      return new ArrayRow(rows, row);
    case 'string':
      return { kind, start, end, escaped: rows.isEscaped(row) };
    default:
      return { kind, start, end };
  }
}

/** The node of a row that is an object's. */
export function objectOf(rows: Rows, row: number): ObjectNode {
  return new ObjectRow(rows, row);
}

/** The name of a member whose value has a row. */
export function nameOf(rows: Rows, row: number): StringNode {
  return {
    kind: 'string',
    start: rows.nameStart(row),
    end: rows.nameEnd(row),
    escaped: rows.isNameEscaped(row),
  };
}

/** A node with others in it, which are made when somebody looks inside. */
abstract class ContainerRow<T> {
  readonly start: number;
  readonly end: number;
  readonly damaged: boolean;
  #inside: readonly T[] | undefined;

  constructor(
    private readonly rows: Rows,
    private readonly row: number,
  ) {
    this.start = rows.start(row);
    this.end = rows.end(row);
    this.damaged = rows.isDamaged(row);
  }

  protected inside(make: (rows: Rows, row: number) => T): readonly T[] {
    this.#inside ??= this.rows.inside(this.row).map((row) => make(this.rows, row));
    return this.#inside;
  }
}

class ObjectRow extends ContainerRow<Member> implements ObjectNode {
  readonly kind = 'object';

  get members(): readonly Member[] {
    return this.inside(memberOf);
  }
}

class ArrayRow extends ContainerRow<JsonNode> implements ArrayNode {
  readonly kind = 'array';

  get items(): readonly JsonNode[] {
    return this.inside((rows, row) => nodeOf(rows, row)!);
  }
}

function memberOf(rows: Rows, row: number): Member {
  const key = nameOf(rows, row);
  return { key, value: nodeOf(rows, row), start: key.start, end: rows.end(row), row };
}
