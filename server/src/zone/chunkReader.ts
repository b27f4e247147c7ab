import {
  Chunk,
  familyShift,
  flagComment,
  flagProblem,
  kindBlank,
  kindDirective,
  kindRecord,
} from './chunk.js';
import type { Columns } from './columns.js';
import { ColumnsWriter } from './columnsWriter.js';
import type { ReadContext } from './context.js';
import { FieldList } from './fields.js';
import { type Generate, type PlacedGenerate, readGenerate } from './generated.js';
import { hashName, hashSpelled, hashText, type NameHash, nextField, stepName } from './hash.js';
import { RecordHead, readHead } from './head.js';
import { notCarriedOut } from './includes.js';
import { EntryScan, readEntry } from './lexer.js';
import { endsInBackslash, endsWithName, hasCapital, hasDot } from './looks.js';
import { meantTypeIn } from './meant.js';
import { isTargetType, nameField } from './nameFields.js';
import { checkName, maxName } from './names.js';
import { type Octets, OctetsOf } from './octets.js';
import { PlainLines } from './plainLines.js';
import { rdataIsFine } from './rdata/check.js';
import { isGeneric } from './rdata/read.js';
import { readType } from './rrtypes.js';
import type { Origin, ZoneState } from './state.js';
import { maxTtl } from './ttl.js';

const DOLLAR = 36;
const DOT = 46;
const SOA = 6;
const NS = 2;
const DS = 43;
const SVCB = 64;
const HTTPS = 65;
const NSEC3 = 50;
const ASTERISK = 42;
const PTR = 12;

/** How far past a chunk's size its last line may go and still be taken for a plain one, in UTF-16 units. */
const lineSlack = 1024;
/** How many entries are read at most without looking for plain lines. */
const longestWait = 30;

/** What is known before a chunk is read. */
export interface Known {
  /** The text's. */
  readonly octets?: Octets | undefined;
  /** What was read there in another state. */
  readonly like?: Columns | undefined;
  /** A copy of the state, where there is one: no other is made. */
  readonly before?: ZoneState | undefined;
}

/** Reads chunks: the hot loop. Allocates a few arrays a chunk and nothing an entry. */
export class ChunkReader {
  readonly #context: ReadContext;
  readonly #fields = new FieldList();
  readonly #scan = new EntryScan();
  readonly #head = new RecordHead();
  readonly #hash: NameHash = { high: 0, low: 0 };
  /** The apex without its final dot, in lower case: what a name with a forgotten dot ends in. */
  readonly #bareApex: string;
  readonly #reverse: boolean;
  readonly #columns = new ColumnsWriter();
  readonly #plain: PlainLines;
  readonly #octets = new OctetsOf();
  /** The first entry with a relative owner and no origin, or -1. */
  #relative = -1;
  /** Whether an `$INCLUDE` ends the chunk. */
  #including = false;
  /** What the `$GENERATE`s of the chunk make. */
  #generated: PlacedGenerate[] = [];
  /** The `$GENERATE`s that were read, by origin and text: those that read alike are one. */
  readonly #generates = new Map<string, Generate | undefined>();

  constructor(context: ReadContext) {
    this.#context = context;
    const apex = context.apex?.toLowerCase() ?? '';
    this.#bareApex = apex.length > 1 ? apex.slice(0, -1) : '';
    this.#reverse = apex.endsWith('.arpa.');
    this.#plain = new PlainLines(context, this.#bareApex, this.#columns);
  }

  /**
   * Reads entries from `start` until at least `size` characters are read, an `$INCLUDE` is or the text ends, and moves `state` on. The
   * chunk's text is `text.slice(start, chunk end)`.
   */
  read(
    text: string,
    start: number,
    length: number,
    size: number,
    state: ZoneState,
    known: Known = {},
  ): Chunk {
    const before = known.before ?? state.clone();
    const marked: number[] = [];
    const scan = this.#scan;
    const columns = this.#columns;
    let source = known.octets;
    columns.clear();
    this.#relative = -1;
    this.#including = false;
    this.#generated = [];
    let at = start;
    let reach = start;
    let open = false;
    let breaks = 0;
    /** How many entries to read before the next look for plain lines: where few are, they are looked for seldom. */
    let wait = 0;
    let misses = 0;
    while (at < length && at - start < size && !this.#including) {
      if (wait > 0) {
        wait--;
      } else if (text.charCodeAt(at) !== DOLLAR && this.#mayBePlain(state)) {
        source ??= this.#octets.stretch(text, start, Math.min(length, start + size + lineSlack));
        const { base } = source;
        const first = columns.count;
        at = base + this.#plain.read(source, at - base, start + size - base, start - base, state);
        misses = columns.count > first ? 0 : Math.min(misses + 1, longestWait);
        wait = misses;
        breaks += columns.count - first;
        if (at >= length || at - start >= size) {
          this.#fields.count = 0;
          break;
        }
      }
      columns.reserve();
      const entry = columns.count;
      columns.starts[entry] = at - start;
      readEntry(text, at, length, this.#fields, scan);
      const flags = this.#readOne(text, state);
      columns.flags[entry] = flags;
      if (flags > kindRecord) marked.push(entry);
      columns.count++;
      at = scan.end;
      breaks += scan.breaks;
      if (scan.reach > at) {
        reach = Math.max(reach, scan.reach);
        open ||= scan.reach >= length;
      }
    }
    if (columns.count > 0) state.continued = endsInBackslash(this.#fields);
    const parts = {
      text: text.slice(start, at),
      length: at - start,
      reach: Math.max(0, reach - at),
      open,
      before,
      after: state.clone(),
      // A list that has grown takes more than it holds.
      marked: marked.slice(),
      generated: this.#generated,
      relative: this.#relative,
      breaks,
      include: this.#including ? notCarriedOut : undefined,
    };
    return new Chunk(parts, columns.columns(known.like));
  }

  /** Whether nothing about the origin makes plain lines odd. */
  #mayBePlain({ origin }: ZoneState): boolean {
    if (origin !== this.#plainOrigin) {
      this.#plainOrigin = origin;
      const { name } = origin;
      const isRoot = this.#context.apex === '.';
      this.#isPlain =
        name !== undefined && (isRoot ? name === '.' : this.#bareApex !== '' && this.#originWithin(origin));
    }
    return this.#isPlain;
  }

  #readOne(text: string, state: ZoneState): number {
    const fields = this.#fields;
    const scan = this.#scan;
    const columns = this.#columns;
    columns.types[columns.count] = -1;
    let flags =
      scan.unclosed >= 0 ||
      scan.swallowing >= 0 ||
      scan.unopened >= 0 ||
      scan.unterminated >= 0 ||
      scan.control
        ? flagProblem
        : 0;
    if (scan.speaks) flags |= flagComment;
    if (fields.count === 0) return flags | kindBlank;
    if (!scan.indented && text.charCodeAt(fields.starts[0]!) === DOLLAR) {
      this.#including = state.directive(fields);
      this.#generate(state);
      // Directives are few: each is checked in full when somebody asks.
      return flags | kindDirective | flagProblem;
    }
    return flags | this.#record(text, state);
  }

  #generate({ origin }: ZoneState): void {
    const fields = this.#fields;
    const { text, starts, ends } = fields;
    const { end } = this.#scan;
    const start = starts[0]!;
    if (text.slice(start, ends[0]).toUpperCase() !== '$GENERATE') return;
    const key = `${origin.name}\n${text.slice(start, end)}`;
    let generate = this.#generates.get(key);
    if (generate === undefined && !this.#generates.has(key)) {
      generate = readGenerate(fields, start, end, origin, this.#context.apex);
      this.#generates.set(key, generate);
    }
    if (generate !== undefined) this.#generated.push({ generate, entry: this.#columns.count });
  }

  /** Forgets the `$GENERATE`s that are no longer in the zone, now and then. */
  forget(zone: { readonly size: number; has(generate: Generate): boolean }): void {
    if (this.#generates.size <= 2 * zone.size + 64) return;
    for (const [key, generate] of this.#generates) {
      if (generate === undefined || !zone.has(generate)) this.#generates.delete(key);
    }
  }

  #record(text: string, state: ZoneState): number {
    const fields = this.#fields;
    const head = this.#head;
    const hash = this.#hash;
    const context = this.#context;
    const columns = this.#columns;
    const entry = columns.count;
    readHead(fields, this.#scan.indented, head);
    let flags = kindRecord;
    let ownerStart = 0;
    let ownerEnd = 0;
    if (head.owner >= 0) {
      const quote = fields.quoted[0] === 1 ? 1 : 0;
      ownerStart = fields.starts[0]! + quote;
      ownerEnd = fields.ends[0]! - quote;
      if (fields.quoted[0] === 2 || !this.#hashOwner(text, ownerStart, ownerEnd, state.origin)) {
        flags |= flagProblem;
        state.breakOwner();
      } else {
        if (head.typeCode === SOA) state.setSoaOwner(text, ownerStart, ownerEnd, hash.high, hash.low);
        else state.setOwner(text, ownerStart, ownerEnd, hash.high, hash.low);
        if (this.#ownerIsOdd(text, ownerStart, ownerEnd, state)) flags |= flagProblem;
        if (this.#relative < 0 && state.origin.name === undefined && text.charCodeAt(ownerEnd - 1) !== DOT) {
          this.#relative = entry;
        }
      }
    } else if (!state.hasOwner) {
      flags |= flagProblem;
      state.lackOwner(head);
    }
    const ttl = state.recordTtl(fields, head);
    const type = head.typeCode;
    if (
      type < 0 ||
      ttl < 0 ||
      head.seconds > maxTtl ||
      type === SOA ||
      type === DS ||
      ((type === NS || type === NSEC3) && state.ownerText.charCodeAt(state.ownerStart) === ASTERISK) ||
      (head.class >= 0 && head.classCode !== context.classCode) ||
      !rdataIsFine(fields, head.rdata, type, state.origin, this.#scan.plain) ||
      ((type === SVCB || type === HTTPS) && hasCapital(text, fields.starts[head.rdata]!, this.#scan.end))
    ) {
      flags |= flagProblem;
    }
    columns.types[entry] = state.hasOwner ? type : -1;
    columns.ttls[entry] = ttl;
    columns.high[entry] = state.ownerHigh;
    columns.low[entry] = state.ownerLow;
    if (this.#readRdata(text, type, state)) flags |= flagProblem;
    // What a wrong TTL or a second class hides is judged as it was meant.
    const meant = type < 0 && head.type >= 0 ? meantTypeIn(fields, head.type, head.ttl >= 0) : -1;
    const bits =
      meant < 0
        ? this.#familyBits(text, type, head.rdata, ownerStart, ownerEnd, state)
        : this.#familyBits(
            text,
            readType(text, fields.starts[meant]!, fields.ends[meant]!),
            meant + 1,
            ownerStart,
            ownerEnd,
            state,
          );
    return flags | (bits << familyShift);
  }

  /** Hashes an owner; whether it is a name. */
  #hashOwner(text: string, start: number, end: number, origin: Origin): boolean {
    if (hashName(text, start, end, origin, this.#hash) && end - start + 1 + origin.wire <= maxName)
      return true;
    return checkName(text, start, end, origin.wire) === 0;
  }

  /** Which families the record concerns. */
  #familyBits(
    text: string,
    type: number,
    rdata: number,
    ownerStart: number,
    ownerEnd: number,
    state: ZoneState,
  ): number {
    const fields = this.#fields;
    const head = this.#head;
    const families = this.#context.families;
    const end = this.#scan.end;
    const rdataStart = rdata < fields.count ? fields.starts[rdata]! : end;
    if (head.owner >= 0) state.ownerBits = 0;
    let bits = 0;
    for (let i = 0; i < families.length; i++) {
      const family = families[i]!;
      if (head.owner >= 0 && family.concernsOwner(text, ownerStart, ownerEnd)) state.ownerBits |= 1 << i;
      if (family.concerns(text, type, ((state.ownerBits >> i) & 1) === 1, rdataStart, end)) bits |= 1 << i;
    }
    return bits;
  }

  /** Hashes the RDATA and notes a target; whether its name looks like one with a forgotten final dot. */
  #readRdata(text: string, type: number, state: ZoneState): boolean {
    const { starts, ends, quoted, count } = this.#fields;
    const hash = this.#hash;
    const columns = this.#columns;
    const first = this.#head.rdata;
    const name = isGeneric(this.#fields, first, type) ? -1 : nameField(type);
    let rdata = type;
    let odd = false;
    for (let i = first; i < count; i++) {
      if (i === first + name && quoted[i] === 0) {
        hashName(text, starts[i]!, ends[i]!, state.origin, hash);
        rdata = stepName(rdata, hash);
        if (isTargetType(type)) columns.targets.push(columns.count, hash.high, hash.low);
        odd = this.#lacksDot(text, starts[i]!, ends[i]!, type, state);
      } else {
        const quote = quoted[i] === 1 ? 1 : 0;
        const hashed = this.#scan.plain ? hashText : hashSpelled;
        rdata = hashed(text, starts[i]! + quote, ends[i]! - quote, nextField(rdata));
      }
    }
    columns.rdata[columns.count] = rdata;
    return odd;
  }

  /** Whether an owner is outside the zone, or looks like one whose final dot was forgotten. */
  #ownerIsOdd(text: string, start: number, end: number, state: ZoneState): boolean {
    const apex = this.#bareApex;
    if (text.charCodeAt(end - 1) === DOT) {
      return apex !== '' && !endsWithName(text, start, end - 1, apex);
    }
    if (apex !== '' && state.origin.name !== undefined && !this.#originWithin(state.origin)) return true;
    return this.#lacksDot(text, start, end, 0, state);
  }

  /** The origin that was asked about last, and whether plain lines may be there. */
  #plainOrigin: Origin | undefined;
  #isPlain = false;

  #originChecked: string | undefined;
  #originInside = true;

  #originWithin({ name }: Origin): boolean {
    if (name !== this.#originChecked && name !== undefined) {
      this.#originChecked = name;
      const bare = name.toLowerCase();
      this.#originInside = endsWithName(bare, 0, bare.length - 1, this.#bareApex);
    }
    return this.#originInside;
  }

  #lacksDot(text: string, start: number, end: number, type: number, state: ZoneState): boolean {
    if (text.charCodeAt(end - 1) === DOT) return false;
    if (this.#reverse && type === PTR) return hasDot(text, start, end);
    const apex = this.#bareApex;
    if (apex !== '') return endsWithName(text, start, end, apex);
    const origin = state.origin.name;
    return (
      origin !== undefined &&
      origin.length > 1 &&
      endsWithName(text, start, end, origin.slice(0, -1).toLowerCase())
    );
  }
}
