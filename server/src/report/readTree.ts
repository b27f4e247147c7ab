/**
 * Reads a JSON text as a tree with offsets, in one pass without recursion: it takes what is there, whatever is wrong, and
 * neither depth nor size can bring it down. RFC 8259; what it forgives stands in `problems`.
 */
import { type Message, msg } from '../message.js';
import { type Kind, Rows } from './rows.js';
import {
  containerEnd,
  endOf,
  isNumber,
  plainNumber,
  plainString,
  scanForeign,
  scanString,
  spaceEnd,
} from './scan.js';
import { JsonTree, type SyntaxProblem } from './tree.js';

/** Containers below this depth are passed over: a report has seven levels. */
const maxDepth = 64;
/** Nothing is read beyond so many nodes: more than 10 MB of an honest report. */
const maxNodes = 1_000_000;
/** Nor beyond so many objects and arrays: more than 10 MB of failure details that say no more than what failed, and how often. */
const maxContainers = 200_000;
/** The problem of a text with more. */
export const tooLarge = msg('The report is too large: what follows is not read.');
const maxProblems = 100;

type Container = 'object' | 'array';
/** What a container waits for: its first item or name, the next one after a comma, or what a name still lacks. */
type Expected = 'first' | 'next' | 'colon' | 'value' | 'comma';

interface Level {
  readonly kind: Container;
  readonly row: number;
  /** Whether it stands where no value belongs: nobody will find it. */
  readonly isStray: boolean;
  expected: Expected;
  /** The row of the last member of an object; -1 where there is none. */
  member: number;
  /** Where the last comma stands, for the comma that nothing follows. */
  comma: number;
}

/** Reads a JSON text, tolerantly. */
export function parseJson(text: string): JsonTree {
  return new Reader(text).read();
}

class Reader {
  private at: number;
  private readonly rows: Rows;
  private readonly levels: Level[] = [];
  /** The innermost of them. */
  private level: Level | undefined;
  private nodes = 0;
  private containers = 0;
  private lost = false;
  /** After a problem, until the reader finds its feet again: what follows from the problem is not another. */
  private quiet = false;
  private readonly problems: SyntaxProblem[] = [];

  constructor(private readonly text: string) {
    this.at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
    this.rows = new Rows(text);
  }

  read(): JsonTree {
    const { text } = this;
    for (;;) {
      this.at = spaceEnd(text, this.at);
      if (this.at >= text.length) break;
      if (this.rows.length > 0 && this.levels.length === 0) {
        this.problem(this.at, text.trimEnd().length, msg('Text after the end of the report.'));
        // After a comma, before the bracket or behind it, there are more members: the bracket was one too many.
        if (text[this.at] === ',' || text[this.at] === '"') this.rows.damage(0);
        break;
      }
      this.token(text.charCodeAt(this.at));
    }
    this.finish();
    return new JsonTree(text, this.rows, this.problems);
  }

  private token(code: number): void {
    if (code === 0x22) {
      if (!this.members()) this.string();
    } else if (code === 0x7b || code === 0x5b) {
      this.open(code === 0x7b ? 'object' : 'array');
    } else if (code === 0x7d || code === 0x5d) {
      this.close(code === 0x7d ? 'object' : 'array');
    } else if (code === 0x2c) {
      this.comma();
    } else if (code === 0x3a) {
      this.colon();
    } else {
      this.word();
    }
  }

  private open(kind: Container): void {
    if (this.isFull(this.nodes, maxNodes) || this.isFull(this.containers, maxContainers)) return;
    this.containers++;
    const { rows, level, at: start } = this;
    if (level !== undefined && this.levels.length >= maxDepth) {
      this.at = containerEnd(this.text, start);
      level.expected = 'comma';
      this.damage();
      return;
    }
    this.at++;
    const place = this.place(start);
    const row = place < 0 ? rows.add() : place;
    rows.set(row, kind, start, start + 1);
    this.level = { kind, row, isStray: place < 0, expected: 'first', member: -1, comma: -1 };
    this.levels.push(this.level);
  }

  /** Whether there is as much as is read: then the text ends here. */
  private isFull(count: number, most: number): boolean {
    if (count < most) return false;
    // However much else was found: nothing else says that something is not read.
    this.problems.push({ start: this.at, end: this.text.length, message: tooLarge });
    this.lose();
    this.at = this.text.length;
    return true;
  }

  private close(kind: Container): void {
    const at = this.at++;
    let depth = this.levels.length - 1;
    while (depth >= 0 && this.levels[depth]?.kind !== kind) depth--;
    if (depth < this.levels.length - 1 || depth < 0) {
      this.problem(at, at + 1, msg('This bracket closes nothing that is open here.'), 'lost');
    }
    if (depth < 0) return;
    while (this.levels.length > depth) {
      const level = this.levels.pop()!;
      this.level = this.levels.at(-1);
      this.unfinished(level, at);
      this.end(level, at + 1);
    }
  }

  /** What a container still waited for when it was closed. */
  private unfinished(level: Level, at: number): void {
    if (level.expected === 'colon' || level.expected === 'value') {
      this.rows.damage(level.row);
      this.problem(at, at + 1, msg('A value is expected here.'));
    } else if (level.expected === 'next') {
      this.problem(level.comma, level.comma + 1, msg('No comma may follow the last item.'));
    }
  }

  private end({ row, isStray }: Level, end: number): void {
    if (isStray) this.rows.truncate(row);
    else this.rows.close(row, end);
  }

  private comma(): void {
    const at = this.at++;
    const { level } = this;
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
    if (this.endsArray(at)) return;
    const { level } = this;
    if (level?.expected === 'colon') {
      level.expected = 'value';
      return;
    }
    this.problem(at, at + 1, msg('This colon follows no member name.'), 'damage');
    if (level?.kind === 'object' && (level.expected === 'first' || level.expected === 'next')) {
      // What follows is the value of what should have been the name.
      level.expected = 'value';
      level.member = -1;
    }
  }

  /** Whether a colon shows that the last item of an array is the name of a member: then the array ended before it. */
  private endsArray(colon: number): boolean {
    const { level, rows } = this;
    const item = rows.length - 1;
    const around = this.levels.at(-2);
    if (level?.kind !== 'array' || level.expected !== 'comma' || around?.kind !== 'object') return false;
    if (item <= level.row || rows.kind(item) !== 'string' || spaceEnd(this.text, rows.end(item)) !== colon)
      return false;
    const start = rows.start(item);
    // The comma that is missing before it is the same mistake.
    if (this.problems.at(-1)?.start === start) this.problems.pop();
    const open = rows.start(level.row);
    this.problem(open, open + 1, msg('This bracket is never closed.'));
    const end = rows.end(item);
    const isEscaped = rows.isEscaped(item);
    rows.truncate(item);
    rows.damage(level.row);
    this.levels.pop();
    this.level = around;
    this.end(level, start);
    around.member = rows.addMember(start, end, isEscaped);
    around.expected = 'value';
    return true;
  }

  /** Reads members as nearly all are, a name with a string or a number, each with the comma after it; whether there is one. */
  private members(): boolean {
    const { text, level, rows, at: start } = this;
    if (level?.kind !== 'object' || (level.expected !== 'first' && level.expected !== 'next')) return false;
    let at = start;
    while (text.charCodeAt(at) === 0x22 && this.nodes + 2 <= maxNodes) {
      const nameEnd = endOf(plainString, text, at);
      if (nameEnd < 0 || text.charCodeAt(nameEnd) !== 0x3a) break;
      const value = text.charCodeAt(nameEnd + 1) === 0x20 ? nameEnd + 2 : nameEnd + 1;
      const isString = text.charCodeAt(value) === 0x22;
      const end = endOf(isString ? plainString : plainNumber, text, value);
      if (end < 0) break;
      level.member = rows.addPlain(at, nameEnd, isString, value, end);
      this.nodes += 2;
      this.quiet = false;
      this.at = end;
      level.expected = 'comma';
      if (text.charCodeAt(end) !== 0x2c) break;
      level.expected = 'next';
      level.comma = end;
      this.at = end + 1;
      at = spaceEnd(text, this.at);
    }
    return this.at > start;
  }

  private string(): void {
    const start = this.at;
    const plain = endOf(plainString, this.text, start);
    const { end, escaped } =
      plain < 0
        ? scanString(this.text, start, (...problem) => this.problem(...problem))
        : { end: plain, escaped: false };
    this.at = end;
    this.scalar('string', start, end, escaped);
  }

  /** Anything else: a number, a literal, or what should not be there. */
  private word(): void {
    const start = this.at;
    this.at = scanForeign(this.text, start);
    const word = this.text.slice(start, Math.min(this.at, start + 400));
    if (isNumber(word)) {
      this.scalar('number', start, this.at);
    } else if (word === 'true' || word === 'false' || word === 'null') {
      this.scalar(word, start, this.at);
    } else if (word.startsWith('//') || word.startsWith('/*')) {
      this.comment(start, word.startsWith('//'));
    } else {
      const isSpace = word.trim() === '';
      this.problem(
        start,
        this.at,
        msg('This is no JSON value; text needs double quotes.'),
        isSpace ? undefined : 'damage',
      );
      // White space of another kind is in nobody's place.
      if (isSpace) return;
      const { level } = this;
      if (level !== undefined && (level.expected === 'value' || level.kind === 'array')) {
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

  private scalar(kind: Kind, start: number, end: number, escaped = false): void {
    if (this.isFull(this.nodes, maxNodes)) return;
    const { level } = this;
    if (level?.kind !== 'object' || level.expected === 'value' || level.expected === 'colon') {
      const row = this.place(start);
      if (row >= 0) this.rows.set(row, kind, start, end, escaped);
      return;
    }
    if (kind !== 'string') {
      this.problem(start, end, msg('A member name in double quotes is expected here.'), 'damage');
      return;
    }
    if (level.expected === 'comma') {
      this.problem(start, start, msg('A comma is missing before this member.'));
    }
    this.quiet = false;
    this.nodes++;
    level.member = this.rows.addMember(start, end, escaped);
    level.expected = 'colon';
  }

  /** The row for a value where the innermost container waits for one; -1 where it waits for none. */
  private place(start: number): number {
    this.nodes++;
    const { level } = this;
    if (level === undefined) return this.rows.add();
    const { kind, expected, member } = level;
    level.expected = 'comma';
    // After a quote that is missing, what is a string to JSON is what stands between two.
    if (expected === 'colon' && this.quiet) return -1;
    if (kind === 'array') {
      if (expected === 'comma') this.problem(start, start, msg('A comma is missing before this item.'));
      this.quiet = false;
      return this.rows.add();
    }
    if (member < 0 || (expected !== 'value' && expected !== 'colon')) {
      this.problem(start, start + 1, msg('A member name is expected before this value.'), 'damage');
      return -1;
    }
    if (expected === 'colon') this.problem(start, start, msg('A colon is missing before this value.'));
    return member;
  }

  private finish(): void {
    const end = this.text.length;
    if (this.rows.length === 0 && this.problems.length === 0) {
      this.problem(0, end, msg('There is no JSON value here.'));
    }
    if (this.level !== undefined) {
      const open = this.rows.start(this.level.row);
      this.problem(open, Math.min(open + 1, end), msg('This bracket is never closed.'), 'lost');
    }
    for (let level = this.levels.pop(); level !== undefined; level = this.levels.pop()) {
      this.level = this.levels.at(-1);
      this.end(level, end);
    }
  }

  /** `damage` hides something of the innermost container; after `lost` nobody knows what belongs where. */
  private problem(start: number, end: number, message: Message, harm?: 'damage' | 'lost'): void {
    if (!this.lost && !this.quiet && this.problems.length < maxProblems)
      this.problems.push({ start, end, message });
    if (harm === 'damage') {
      this.quiet = true;
      if (this.level !== undefined) this.rows.damage(this.level.row);
    } else if (harm === 'lost') {
      this.lose();
    }
  }

  private lose(): void {
    this.lost = true;
    this.damage();
  }

  private damage(): void {
    for (const level of this.levels) this.rows.damage(level.row);
  }
}
