import type { Chunk } from './chunk.js';
import { ColumnsWriter } from './columnsWriter.js';
import { contextOf } from './context.js';
import { FieldList } from './fields.js';
import { RecordHead, readHead } from './head.js';
import { EntryScan, readEntry } from './lexer.js';
import { endsInBackslash } from './looks.js';
import type { Field } from './model.js';
import { checkName } from './names.js';
import { BlankNode, DirectiveNode, type EntryNode, type Place, RecordNode } from './nodes.js';
import { OctetsOf } from './octets.js';
import { PlainLines } from './plainLines.js';
import { typeName } from './rrtypes.js';
import type { Origin, StateBefore, ZoneState } from './state.js';

/** An entry with what only its checks want to know of the way it was read. */
export interface ReadEntry {
  readonly entry: EntryNode;
  /** Absolute offsets of an unclosed `(`, one that swallows lines, an unopened `)` and an unterminated string; -1 where there is none. */
  readonly unclosed: number;
  readonly swallowing: number;
  readonly unopened: number;
  readonly unterminated: number;
  /** Start of the first comment, or -1. */
  readonly comment: number;
  readonly control: boolean;
  /** The state before the entry. */
  readonly before: StateBefore;
  /** TTL in seconds or -1, of a directive that which holds behind it; and the class's number (0 where absent). */
  readonly ttl: number;
  readonly classCode: number;
  /** Whether the record inherits an owner that is not there. */
  readonly ownerMissing: boolean;
}

const SOA = 6;
const DOLLAR = 36;
/** No record has more fields: its RDATA holds 65,535 octets. What else stands there is text without an object. */
const mostFields = 65_600;

/** An entry of a chunk and the state before it: reading may begin there. */
interface Stop {
  readonly index: number;
  readonly state: ZoneState;
}

/** Where somebody stopped who wanted some entries of a chunk: whoever wants others behind them goes on from there. */
const stops = new WeakMap<Chunk, Stop>();
/** The states before every so many entries of a chunk, as far as somebody wanted entries before those that were read last. */
const marks = new WeakMap<Chunk, ZoneState[]>();
const apart = 32;

/** What an entry is read into. */
const newParts = () => ({ fields: new FieldList(), scan: new EntryScan(), head: new RecordHead() });
/** One reader at a time takes these; whoever comes in between makes others. */
let spare: ReturnType<typeof newParts> | undefined;

/**
 * The entries of a chunk as objects, with absolute offsets: what is read by numbers is read again by the same code.
 *
 * @param wanted indexes of the entries to make, ascending; all where left out. Of the others only what they hand on is read.
 */
export function* readObjects(chunk: Chunk, base: number, wanted?: readonly number[]): Generator<ReadEntry> {
  const parts = spare ?? newParts();
  spare = undefined;
  const { fields, scan, head } = parts;
  const { text } = chunk;
  const many = wanted?.length ?? chunk.count;
  const stop = stopBefore(chunk, wanted?.[0] ?? 0);
  const state = stop.state.clone();
  let { index } = stop;
  for (let next = 0; next < many; next++, index++) {
    const one = wanted?.[next] ?? next;
    if (one > index) skip(chunk, index, one, state);
    index = one;
    const start = chunk.starts[index]!;
    const end = endOf(chunk, index);
    readEntry(text, start, end, fields, scan);
    const { origin, included, dated, ttlBroken, ownerBroken, continued } = state;
    const list = fieldsOf(fields, base);
    let entry: EntryNode | undefined;
    let ttl = -1;
    let ownerMissing = false;
    head.classCode = 0;
    const place = { text, start, end, base };
    const kind = moveOn(fields, scan, head, state);
    if (kind === 'blank') {
      entry = new BlankNode(place);
    } else if (kind === 'directive') {
      ttl = state.defaultTtl < 0 ? state.ttl : state.defaultTtl;
      const [keyword, ...rest] = list;
      if (keyword !== undefined) entry = new DirectiveNode(place, [keyword, ...rest]);
    } else {
      ownerMissing = head.owner < 0 && !state.hasOwner;
      ttl = state.ttl;
      entry = recordOf(place, list, head, ttl, state, origin);
    }
    if (entry === undefined) continue;
    yield {
      entry,
      unclosed: absolute(scan.unclosed, base),
      swallowing: absolute(scan.swallowing, base),
      unopened: absolute(scan.unopened, base),
      unterminated: absolute(scan.unterminated, base),
      comment: absolute(scan.comment, base),
      control: scan.control,
      before: { origin, included, dated, ttlBroken, ownerBroken, continued },
      ttl,
      classCode: head.classCode,
      ownerMissing,
    };
  }
  // A short one is soon read from its start.
  if (wanted !== undefined && chunk.count > apart) stops.set(chunk, { index, state });
  fields.forget();
  spare = parts;
}

/** The nearest place before an entry, or at it, where reading may begin. */
function stopBefore(chunk: Chunk, index: number): Stop {
  const last = stops.get(chunk);
  const known = marks.get(chunk);
  if (last === undefined) return { index: 0, state: chunk.before };
  if (last.index <= index && (known === undefined || index - last.index < apart)) return last;
  const states = known ?? [chunk.before];
  marks.set(chunk, states);
  const place = Math.floor(index / apart);
  for (let next = states.length; next <= place; next++) {
    const state = states[next - 1]!.clone();
    skip(chunk, (next - 1) * apart, next * apart, state);
    states.push(state);
  }
  return { index: place * apart, state: states[place]! };
}

/** Whether a chunk's last entry ends by itself and not only because the text does. */
export function endsCleanly(chunk: Chunk): boolean {
  const code = chunk.text.charCodeAt(chunk.text.length - 1);
  if (code !== 10 && code !== 13) return false;
  const { fields, scan } = skipped;
  readEntry(chunk.text, chunk.starts[chunk.count - 1]!, chunk.text.length, fields, scan);
  fields.forget();
  // A comment goes on behind a carriage return.
  if (code === 13 && scan.comment >= 0) return false;
  // A backslash carries a string over a line break.
  return scan.unclosed < 0 && scan.unterminated < 0;
}

const endOf = ({ starts, count, text }: Chunk, index: number) =>
  index + 1 < count ? starts[index + 1]! : text.length;

// For the entries that nobody wants.
const columns = new ColumnsWriter();
const plainLines = new PlainLines(contextOf({ apex: undefined, origin: undefined }, []), '', columns);
const octets = new OctetsOf();
const skipped = newParts();

/** Moves the state on over entries of a chunk. */
function skip(chunk: Chunk, from: number, to: number, state: ZoneState): void {
  const { text, starts } = chunk;
  const { fields, scan, head } = skipped;
  const source = octets.stretch(text, starts[from]!, starts[to]!);
  for (let index = from; index < to; index++) {
    columns.clear();
    plainLines.read(source, starts[index]! - source.base, source.end, 0, state);
    if (columns.count > 0) state.continued = false;
    index += columns.count;
    if (index === to) break;
    readEntry(text, starts[index]!, endOf(chunk, index), fields, scan);
    moveOn(fields, scan, head, state);
  }
  fields.forget();
}

/** Moves the state on over an entry that was read, and reads the head of a record; what the entry is. */
function moveOn(
  fields: FieldList,
  scan: EntryScan,
  head: RecordHead,
  state: ZoneState,
): 'blank' | 'directive' | 'record' {
  state.continued = endsInBackslash(fields);
  if (fields.count === 0) return 'blank';
  if (!scan.indented && fields.text.charCodeAt(fields.starts[0]!) === DOLLAR) {
    state.directive(fields);
    return 'directive';
  }
  readHead(fields, scan.indented, head);
  if (head.owner >= 0) takeOwner(fields, head.typeCode, state);
  else if (!state.hasOwner) state.lackOwner(head);
  state.recordTtl(fields, head);
  return 'record';
}

/** Hands the owner of a record on, where it is a name. */
function takeOwner(fields: FieldList, type: number, state: ZoneState): void {
  const { text } = fields;
  const quote = fields.quoted[0] === 1 ? 1 : 0;
  const from = fields.starts[0]! + quote;
  const to = fields.ends[0]! - quote;
  if (fields.quoted[0] !== 2 && checkName(text, from, to, state.origin.wire) === 0) {
    if (type === SOA) state.setSoaOwner(text, from, to, 0, 0);
    else state.setOwner(text, from, to, 0, 0);
  } else {
    state.breakOwner();
  }
}

/** The record of an entry, given the state after it. */
function recordOf(
  place: Place,
  list: readonly Field[],
  head: RecordHead,
  ttl: number,
  state: ZoneState,
  origin: Origin,
): RecordNode {
  return new RecordNode(place, {
    owner: list[head.owner],
    ownerName: state.ownerName,
    ttl: list[head.ttl],
    effectiveTtl: ttl < 0 ? undefined : { seconds: ttl, from: head.seconds >= 0 ? 'record' : state.ttlFrom },
    class: list[head.class],
    type: list[head.type],
    typeName: head.typeCode >= 0 ? typeName(head.typeCode) : undefined,
    typeCode: head.typeCode,
    rdata: list.slice(head.rdata),
    origin: origin.name,
  });
}

const absolute = (offset: number, base: number) => (offset < 0 ? -1 : offset + base);

function fieldsOf(fields: FieldList, base: number): Field[] {
  const list: Field[] = [];
  const count = Math.min(fields.count, mostFields);
  for (let i = 0; i < count; i++) {
    const start = fields.starts[i]!;
    const end = fields.ends[i]!;
    list.push({
      start: start + base,
      end: end + base,
      quoted: fields.quoted[i] !== 0,
      raw: fields.text.slice(start, end),
    });
  }
  return list;
}
