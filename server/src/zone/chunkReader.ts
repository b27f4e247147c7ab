import {
  type Chunk,
  familyShift,
  flagComment,
  flagProblem,
  kindBlank,
  kindDirective,
  kindRecord,
  newChunk,
} from './chunk.js';
import { type Columns, newColumns } from './columns.js';
import { FieldList } from './fields.js';
import { addTo, newFilter } from './filter.js';
import { type Generate, type PlacedGenerate, readGenerate } from './generated.js';
import { hashName, hashSpelled, hashText, type NameHash, ownerKey } from './hash.js';
import { RecordHead, readHead } from './head.js';
import { notCarriedOut } from './includes.js';
import { EntryScan, readEntry } from './lexer.js';
import { endsInBackslash, endsWithName, hasCapital, hasDot, speaksToUs } from './looks.js';
import { isTargetType, nameField } from './nameFields.js';
import { checkName, maxName } from './names.js';
import { rdataIsFine } from './rdata/check.js';
import { isGeneric } from './rdata/read.js';
import type { Origin, ZoneState } from './state.js';
import { maxTtl } from './ttl.js';

/** What a family of rules wants to see of the records: see `ZoneFamily` in `rules/family.ts`. */
export interface Concerns {
  /** Whether records of an owner, as written, may be of interest. */
  concernsOwner(text: string, start: number, end: number): boolean;
  /** Whether a record may be of interest. */
  concerns(text: string, typeCode: number, ownerConcerned: boolean, rdataStart: number, end: number): boolean;
}

/** What reading needs to know of the zone beside its text. */
export interface ReadContext {
  /** The zone's own name, absolute; undefined where unknown. */
  readonly apex: string | undefined;
  readonly classCode: number;
  readonly families: readonly Concerns[];
}

/** How a zone is called: its own name and the origin before its first line, absolute; undefined where unknown. */
export interface ZoneNames {
  readonly apex: string | undefined;
  readonly origin: string | undefined;
}

export const contextOf = ({ apex, origin }: ZoneNames, families: readonly Concerns[]): ReadContext => ({
  apex: apex ?? origin,
  classCode: 1,
  families,
});

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
  #starts = new Int32Array(1024);
  #flags = new Uint8Array(1024);
  #types = new Int32Array(1024);
  #ttls = new Int32Array(1024);
  #high = new Int32Array(1024);
  #low = new Int32Array(1024);
  #rdata = new Int32Array(1024);
  #count = 0;
  readonly #ownerFilter = newFilter();
  readonly #targetFilter = newFilter();
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
  }

  /**
   * Reads entries from `start` until at least `size` characters are read, an `$INCLUDE` is or the text ends, and moves `state` on. The
   * chunk's text is `text.slice(start, chunk end)`.
   */
  read(text: string, start: number, length: number, size: number, state: ZoneState): Chunk {
    const before = state.clone();
    const marked: number[] = [];
    const targets: number[] = [];
    const ownerFilter = this.#ownerFilter.fill(0);
    const targetFilter = this.#targetFilter.fill(0);
    const scan = this.#scan;
    this.#count = 0;
    this.#relative = -1;
    this.#including = false;
    this.#generated = [];
    let at = start;
    let reach = start;
    let open = false;
    let breaks = 0;
    let high: number | undefined;
    let low: number | undefined;
    while (at < length && at - start < size && !this.#including) {
      const entry = this.#count;
      if (entry === this.#starts.length) this.#grow();
      this.#starts[entry] = at - start;
      readEntry(text, at, length, this.#fields, scan);
      const flags = this.#readOne(text, state, targets);
      this.#flags[entry] = flags;
      if (flags > kindRecord) marked.push(entry);
      // Records of an owner follow each other mostly.
      if (this.#types[entry]! >= 0 && (this.#low[entry] !== low || this.#high[entry] !== high)) {
        high = this.#high[entry]!;
        low = this.#low[entry]!;
        addTo(ownerFilter, ownerKey(high, low));
      }
      this.#count++;
      at = scan.end;
      breaks += scan.breaks;
      if (scan.reach > at) {
        reach = Math.max(reach, scan.reach);
        open ||= scan.reach >= length;
      }
    }
    if (this.#count > 0) state.continued = endsInBackslash(this.#fields);
    for (let i = 0; i < targets.length; i += 3) {
      addTo(targetFilter, ownerKey(targets[i + 1]!, targets[i + 2]!));
    }
    const parts = {
      text: text.slice(start, at),
      reach: Math.max(0, reach - at),
      open,
      before,
      after: state.clone(),
      marked,
      generated: this.#generated,
      relative: this.#relative,
      breaks,
      include: this.#including ? notCarriedOut : undefined,
    };
    return newChunk(parts, this.#columns(targets));
  }

  /** The numbers that were read. */
  #columns(targets: readonly number[]): Columns {
    const count = this.#count;
    const columns = newColumns(count, targets.length);
    columns.starts.set(this.#starts.subarray(0, count));
    columns.types.set(this.#types.subarray(0, count));
    columns.ttls.set(this.#ttls.subarray(0, count));
    columns.high.set(this.#high.subarray(0, count));
    columns.low.set(this.#low.subarray(0, count));
    columns.rdata.set(this.#rdata.subarray(0, count));
    columns.flags.set(this.#flags.subarray(0, count));
    columns.ownerFilter.set(this.#ownerFilter);
    if (targets.length > 0) {
      columns.targets.set(targets);
      columns.targetFilter.set(this.#targetFilter);
    }
    return columns;
  }

  #readOne(text: string, state: ZoneState, targets: number[]): number {
    const fields = this.#fields;
    const scan = this.#scan;
    const entry = this.#count;
    this.#types[entry] = -1;
    let flags =
      scan.unclosed >= 0 ||
      scan.swallowing >= 0 ||
      scan.unopened >= 0 ||
      scan.unterminated >= 0 ||
      scan.control
        ? flagProblem
        : 0;
    if (scan.comment >= 0 && speaksToUs(text, scan.comment)) flags |= flagComment;
    if (fields.count === 0) return flags | kindBlank;
    if (!scan.indented && text.charCodeAt(fields.starts[0]!) === DOLLAR) {
      this.#including = state.directive(fields);
      this.#generate(state);
      // Directives are few: each is checked in full when somebody asks.
      return flags | kindDirective | flagProblem;
    }
    return flags | this.#record(text, state, targets);
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
    if (generate !== undefined) this.#generated.push({ generate, entry: this.#count });
  }

  /** Forgets the `$GENERATE`s that are no longer in the zone, now and then. */
  forget(zone: { readonly size: number; has(generate: Generate): boolean }): void {
    if (this.#generates.size <= 2 * zone.size + 64) return;
    for (const [key, generate] of this.#generates) {
      if (generate === undefined || !zone.has(generate)) this.#generates.delete(key);
    }
  }

  #record(text: string, state: ZoneState, targets: number[]): number {
    const fields = this.#fields;
    const head = this.#head;
    const hash = this.#hash;
    const context = this.#context;
    const entry = this.#count;
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
        state.setOwner(text, ownerStart, ownerEnd, hash.high, hash.low);
        if (this.#ownerIsOdd(text, ownerStart, ownerEnd, state)) flags |= flagProblem;
        if (this.#relative < 0 && state.origin.name === undefined && text.charCodeAt(ownerEnd - 1) !== DOT) {
          this.#relative = entry;
        }
      }
    } else if (!state.hasOwner) {
      flags |= flagProblem;
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
    this.#types[entry] = state.hasOwner ? type : -1;
    this.#ttls[entry] = ttl;
    this.#high[entry] = state.ownerHigh;
    this.#low[entry] = state.ownerLow;
    if (this.#readRdata(text, type, state, targets)) flags |= flagProblem;
    const bits = this.#familyBits(text, type, ownerStart, ownerEnd, state);
    return flags | (bits << familyShift);
  }

  /** Hashes an owner; whether it is a name. */
  #hashOwner(text: string, start: number, end: number, origin: Origin): boolean {
    if (hashName(text, start, end, origin, this.#hash) && end - start + 1 + origin.wire <= maxName)
      return true;
    return checkName(text, start, end, origin.wire) === 0;
  }

  /** Which families the record concerns. */
  #familyBits(text: string, type: number, ownerStart: number, ownerEnd: number, state: ZoneState): number {
    const fields = this.#fields;
    const head = this.#head;
    const families = this.#context.families;
    const end = this.#scan.end;
    const rdataStart = head.rdata < fields.count ? fields.starts[head.rdata]! : end;
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
  #readRdata(text: string, type: number, state: ZoneState, targets: number[]): boolean {
    const { starts, ends, quoted, count } = this.#fields;
    const hash = this.#hash;
    const first = this.#head.rdata;
    const name = isGeneric(this.#fields, first, type) ? -1 : nameField(type);
    let rdata = type;
    let odd = false;
    for (let i = first; i < count; i++) {
      if (i === first + name && quoted[i] === 0) {
        hashName(text, starts[i]!, ends[i]!, state.origin, hash);
        rdata = Math.imul(rdata ^ hash.high, 0x01000193) ^ hash.low;
        if (isTargetType(type)) targets.push(this.#count, hash.high, hash.low);
        odd = this.#lacksDot(text, starts[i]!, ends[i]!, type, state);
      } else {
        const quote = quoted[i] === 1 ? 1 : 0;
        const hashed = this.#scan.plain ? hashText : hashSpelled;
        rdata = hashed(text, starts[i]! + quote, ends[i]! - quote, Math.imul(rdata, 31) + 7);
      }
    }
    this.#rdata[this.#count] = rdata;
    return odd;
  }

  /** Whether an owner is outside the zone, or looks like one whose final dot was forgotten. */
  #ownerIsOdd(text: string, start: number, end: number, state: ZoneState): boolean {
    const apex = this.#bareApex;
    if (text.charCodeAt(end - 1) === DOT) {
      return apex !== '' && !endsWithName(text, start, end - 1, apex);
    }
    if (apex !== '' && state.origin.name !== undefined && !this.#originWithin(state)) return true;
    return this.#lacksDot(text, start, end, 0, state);
  }

  #originChecked: string | undefined;
  #originInside = true;

  #originWithin(state: ZoneState): boolean {
    const name = state.origin.name;
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

  #grow(): void {
    const length = this.#starts.length * 2;
    this.#starts = grown(this.#starts, length);
    this.#types = grown(this.#types, length);
    this.#ttls = grown(this.#ttls, length);
    this.#high = grown(this.#high, length);
    this.#low = grown(this.#low, length);
    this.#rdata = grown(this.#rdata, length);
    const flags = new Uint8Array(length);
    flags.set(this.#flags);
    this.#flags = flags;
  }
}

function grown(array: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  const copy = new Int32Array(length);
  copy.set(array);
  return copy;
}
