/**
 * A JSON text as a tree with offsets, read in one pass without recursion: it takes what is there, whatever is wrong,
 * and neither depth nor size can bring it down. RFC 8259; what it forgives stands in `problems`.
 */
import { type Message, msg } from '../message.js';
import type { Span } from '../span.js';

export type JsonNode = ObjectNode | ArrayNode | StringNode | LiteralNode;

export interface ObjectNode extends Span {
  readonly kind: 'object';
  /** In order, duplicates included. */
  readonly members: Member[];
  /** Something inside could not be read: what is absent may only be hidden. */
  damaged: boolean;
  end: number;
}

export interface ArrayNode extends Span {
  readonly kind: 'array';
  readonly items: JsonNode[];
  damaged: boolean;
  end: number;
}

/** A string with its quotes; `escaped` where its text differs from its source. */
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
  value: JsonNode | undefined;
  end: number;
}

export interface SyntaxProblem extends Span {
  readonly message: Message;
}

export interface JsonTree {
  readonly text: string;
  readonly root: JsonNode | undefined;
  /** In the order of the text, up to the first after which brackets or quotes no longer tell what belongs where. */
  readonly problems: readonly SyntaxProblem[];
}

/** Containers below this depth are passed over: a report has seven levels. */
const maxDepth = 64;
/** Nothing is read beyond so many nodes: more than 10 MB of an honest report. */
const maxNodes = 1_000_000;
/** The problem of a text with more. */
export const tooLarge = msg('The report is too large: what follows is not read.');
const maxProblems = 100;

type Container = ObjectNode | ArrayNode;
/** What a container waits for: its first item or name, the next one after a comma, or what a name still lacks. */
type Expected = 'first' | 'next' | 'colon' | 'value' | 'comma';

interface Level {
  readonly node: Container;
  expected: Expected;
  /** Where the last comma stands, for the comma that nothing follows. */
  comma: number;
}

/** Reads a JSON text, tolerantly. */
export function parseJson(text: string): JsonTree {
  return new Reader(text).read();
}

class Reader {
  private at: number;
  private root: JsonNode | undefined;
  private readonly levels: Level[] = [];
  /** Depth of the containers that are passed over, inside the innermost level. */
  private skipped = 0;
  private nodes = 0;
  private lost = false;
  /** After a problem, until the reader finds its feet again: what follows from the problem is not another. */
  private quiet = false;
  private readonly problems: SyntaxProblem[] = [];

  constructor(private readonly text: string) {
    this.at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  }

  read(): JsonTree {
    const { text } = this;
    for (this.space(); this.at < text.length; this.space()) {
      if (this.root !== undefined && this.levels.length === 0) {
        this.problem(this.at, text.trimEnd().length, msg('Text after the end of the report.'));
        break;
      }
      this.token(text.charCodeAt(this.at));
    }
    this.finish();
    return { text, root: this.root, problems: this.problems };
  }

  private token(code: number): void {
    if (this.skipped > 0) {
      this.skip(code);
    } else if (code === 0x7b || code === 0x5b) {
      this.open(code === 0x7b ? 'object' : 'array');
    } else if (code === 0x7d || code === 0x5d) {
      this.close(code === 0x7d ? 'object' : 'array');
    } else if (code === 0x2c) {
      this.comma();
    } else if (code === 0x3a) {
      this.colon();
    } else if (code === 0x22) {
      this.string();
    } else {
      this.word();
    }
  }

  private space(): void {
    const { text } = this;
    for (; ; this.at++) {
      const code = text.charCodeAt(this.at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
    }
  }

  private open(kind: Container['kind']): void {
    if (this.isFull()) return;
    const start = this.at++;
    if (this.levels.length >= maxDepth) {
      this.skipped = 1;
      this.damage();
      return;
    }
    const node: Container =
      kind === 'object'
        ? { kind, start, end: start + 1, members: [], damaged: false }
        : { kind, start, end: start + 1, items: [], damaged: false };
    this.value(node);
    this.levels.push({ node, expected: 'first', comma: -1 });
  }

  /** Whether there are as many nodes as are read: then the text ends here. */
  private isFull(): boolean {
    if (this.nodes < maxNodes) return false;
    this.problem(this.at, this.text.length, tooLarge, 'lost');
    this.at = this.text.length;
    return true;
  }

  private close(kind: Container['kind']): void {
    const at = this.at++;
    let depth = this.levels.length - 1;
    while (depth >= 0 && this.levels[depth]?.node.kind !== kind) depth--;
    if (depth < this.levels.length - 1 || depth < 0) {
      this.problem(at, at + 1, msg('This bracket closes nothing that is open here.'), 'lost');
    }
    if (depth < 0) return;
    while (this.levels.length > depth) {
      const level = this.levels.pop()!;
      this.unfinished(level, at);
      this.end(level.node, at + 1);
    }
  }

  /** What a container still waited for when it was closed. */
  private unfinished(level: Level, at: number): void {
    if (level.expected === 'colon' || level.expected === 'value') {
      level.node.damaged = true;
      this.problem(at, at + 1, msg('A value is expected here.'));
    } else if (level.expected === 'next') {
      this.problem(level.comma, level.comma + 1, msg('No comma may follow the last item.'));
    }
  }

  private end(node: Container, end: number): void {
    node.end = end;
    const parent = this.levels.at(-1)?.node;
    const member = parent?.kind === 'object' ? parent.members.at(-1) : undefined;
    if (member !== undefined && member.value === node) member.end = end;
  }

  private comma(): void {
    const at = this.at++;
    const level = this.levels.at(-1);
    if (level === undefined || level.expected !== 'comma') {
      this.problem(at, at + 1, msg('A value is expected before this comma.'), 'damage');
    }
    this.quiet = false;
    if (level !== undefined) {
      level.expected = 'next';
      level.comma = at;
    }
  }

  private colon(): void {
    const at = this.at++;
    const level = this.levels.at(-1);
    if (level?.expected === 'colon') {
      level.expected = 'value';
    } else {
      this.problem(at, at + 1, msg('This colon follows no member name.'), 'damage');
    }
  }

  private string(): void {
    const start = this.at;
    const { text } = this;
    let escaped = false;
    let at = start + 1;
    for (; ; at++) {
      const code = text.charCodeAt(at);
      if (code === 0x22) {
        at++;
        break;
      }
      if (code === 0x5c) {
        escaped = true;
        at += this.escape(at);
      } else if (code === 0x0a || code === 0x0d || Number.isNaN(code)) {
        this.problem(start, at, msg('The string is not closed on its line.'), 'lost');
        break;
      } else if (code < 0x20) {
        this.problem(at, at + 1, msg('A control character must be escaped in a string.'));
      }
    }
    this.at = at;
    this.scalar({ kind: 'string', start, end: at, escaped });
  }

  /** How many characters of an escape follow its backslash, the last of them left to the loop. */
  private escape(at: number): number {
    const next = this.text.charCodeAt(at + 1);
    if (next === 0x75 && /^[0-9a-fA-F]{4}$/.test(this.text.slice(at + 2, at + 6))) return 5;
    if (Number.isNaN(next) || next === 0x0a || next === 0x0d) return 0;
    if (!'"\\/bfnrt'.includes(String.fromCharCode(next))) {
      this.problem(at, at + 2, msg('No such escape in JSON.'));
    }
    return 1;
  }

  /** Anything else: a number, a literal, or what should not be there. */
  private word(): void {
    const start = this.at;
    do this.at++;
    while (this.at < this.text.length && !' \t\r\n{}[],:"'.includes(this.text.charAt(this.at)));
    const word = this.text.slice(start, Math.min(this.at, start + 400));
    if (/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(word)) {
      this.scalar({ kind: 'number', start, end: this.at });
    } else if (word === 'true' || word === 'false' || word === 'null') {
      this.scalar({ kind: word, start, end: this.at });
    } else if (word.startsWith('//') || word.startsWith('/*')) {
      this.comment(start, word.startsWith('//'));
    } else {
      this.problem(start, this.at, msg('This is no JSON value; text needs double quotes.'), 'damage');
      const level = this.levels.at(-1);
      if (level !== undefined && (level.expected === 'value' || level.node.kind === 'array')) {
        level.expected = 'comma';
        this.quiet = false;
      }
    }
  }

  private comment(start: number, line: boolean): void {
    const close = this.text.indexOf(line ? '\n' : '*/', start + 2);
    this.at = close < 0 ? this.text.length : close + (line ? 0 : 2);
    this.problem(start, this.at, msg('JSON has no comments.'));
  }

  private scalar(node: StringNode | LiteralNode): void {
    if (this.isFull()) return;
    const level = this.levels.at(-1);
    if (level?.node.kind !== 'object' || level.expected === 'value' || level.expected === 'colon') {
      this.value(node);
      return;
    }
    if (node.kind !== 'string') {
      this.problem(node.start, node.end, msg('A member name in double quotes is expected here.'), 'damage');
      return;
    }
    if (level.expected === 'comma') {
      this.problem(node.start, node.start, msg('A comma is missing before this member.'));
    }
    this.quiet = false;
    this.nodes++;
    level.node.members.push({ key: node, value: undefined, start: node.start, end: node.end });
    level.expected = 'colon';
  }

  /** Puts a value where the innermost container waits for one. */
  private value(node: JsonNode): void {
    this.nodes++;
    const level = this.levels.at(-1);
    if (level === undefined) {
      this.root = node;
      return;
    }
    const { node: parent, expected } = level;
    if (parent.kind === 'array') {
      if (expected === 'comma') {
        this.problem(node.start, node.start, msg('A comma is missing before this item.'));
      }
      parent.items.push(node);
      level.expected = 'comma';
      this.quiet = false;
      return;
    }
    const member = parent.members.at(-1);
    if (member === undefined || (expected !== 'value' && expected !== 'colon')) {
      this.problem(node.start, node.start + 1, msg('A member name is expected before this value.'), 'damage');
    } else {
      if (expected === 'colon') {
        this.problem(node.start, node.start, msg('A colon is missing before this value.'));
      }
      member.value = node;
      member.end = node.end;
    }
    level.expected = 'comma';
  }

  /** Passes over what stands too deep or is too much, with an eye on brackets and quotes only. */
  private skip(code: number): void {
    const { text } = this;
    if (code === 0x22) {
      do this.at += text.charCodeAt(this.at) === 0x5c ? 2 : 1;
      while (this.at < text.length && text.charCodeAt(this.at) !== 0x22);
      this.at++;
      return;
    }
    this.at++;
    if (code === 0x7b || code === 0x5b) this.skipped++;
    else if (code === 0x7d || code === 0x5d) this.skipped--;
    const level = this.levels.at(-1);
    if (this.skipped === 0 && level !== undefined) level.expected = 'comma';
  }

  private finish(): void {
    const end = this.text.length;
    if (this.root === undefined && this.problems.length === 0) {
      this.problem(0, end, msg('There is no JSON value here.'));
    }
    if (this.levels.length > 0 || this.skipped > 0) {
      const open = this.levels.at(-1)?.node.start ?? 0;
      this.problem(open, Math.min(open + 1, end), msg('This bracket is never closed.'), 'lost');
    }
    while (this.levels.length > 0) {
      this.end(this.levels.pop()!.node, end);
    }
  }

  /** `damage` hides something of the innermost container; after `lost` nobody knows what belongs where. */
  private problem(start: number, end: number, message: Message, harm?: 'damage' | 'lost'): void {
    if (!this.lost && !this.quiet && this.problems.length < maxProblems)
      this.problems.push({ start, end, message });
    if (harm === 'damage') {
      this.quiet = true;
      const node = this.levels.at(-1)?.node;
      if (node !== undefined) node.damaged = true;
    } else if (harm === 'lost') {
      this.lost = true;
      this.damage();
    }
  }

  private damage(): void {
    for (const level of this.levels) level.node.damaged = true;
  }
}
