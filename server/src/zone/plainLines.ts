import { kindBlank, kindRecord } from './chunk.js';
import type { ColumnsWriter } from './columnsWriter.js';
import type { ReadContext } from './context.js';
import { nextField, stepName } from './hash.js';
import { isTargetType, nameField } from './nameFields.js';
import type { Octets } from './octets.js';
import * as line from './plainFields.js';
import type { Origin, ZoneState } from './state.js';

const A = 1;
const NS = 2;
const CNAME = 5;
const PTR = 12;
const MX = 15;
const TXT = 16;
const AAAA = 28;
const SRV = 33;

const TAB = 9;
const SPACE = 32;
const ASTERISK = 42;
const UNDERSCORE = 95;

/**
 * Reads the plain lines of a zone, which most are, to the same columns as `ChunkReader` reads every line, several times as fast. What
 * is not surely sound, or of interest to a family of rules, or of none of the usual types, is left to it.
 */
export class PlainLines {
  readonly #context: ReadContext;
  readonly #columns: ColumnsWriter;
  /** The zone's name in lower case, without its final dot: what a name with a forgotten dot ends in. Empty for the root. */
  readonly #apex: Uint8Array;
  readonly #reverse: boolean;
  /** Whether a type of record may concern a family of rules. */
  readonly #concerning = new Uint8Array(64);

  constructor(context: ReadContext, bareApex: string, columns: ColumnsWriter) {
    this.#context = context;
    this.#columns = columns;
    this.#apex = new TextEncoder().encode(bareApex);
    this.#reverse = bareApex.endsWith('.arpa');
    for (const { types } of context.families)
      for (const type of types) if (type < 64) this.#concerning[type] = 1;
  }

  /**
   * Reads lines until one is not plain, or starts at `stop` or behind it. All offsets are those of octets.
   *
   * @param from where the chunk starts
   * @returns where the first line starts that was not read
   */
  read(source: Octets, start: number, stop: number, from: number, state: ZoneState): number {
    const { octets } = source;
    const { origin, defaultTtl } = state;
    const columns = this.#columns;
    const last = Math.min(stop, source.end);
    let { ttl, ttlFrom, ownerHigh: high, ownerLow: low, ownerBits: bits } = state;
    let inheritable = state.hasOwner && state.ownerText.charCodeAt(state.ownerStart) !== ASTERISK;
    let ownerStart = -1;
    let ownerEnd = 0;
    let at = start;
    while (at < last) {
      const end = line.readLine(octets, at);
      if (end < 0 || line.maySpeak) break;
      columns.reserve();
      const entry = columns.count;
      if (line.count === 0) {
        columns.starts[entry] = at - from;
        columns.flags[entry] = kindBlank;
        columns.types[entry] = -1;
        columns.count++;
        at = end;
        continue;
      }
      const owned = octets[at] !== SPACE && octets[at] !== TAB;
      if (owned ? !this.#readOwner(octets, origin) : !inheritable) break;
      const ownHigh = line.hash.high;
      const ownLow = line.hash.low;
      if (!readHead(octets, owned ? 1 : 0)) break;
      if (seconds < 0 && defaultTtl < 0 && ttl < 0) break;
      if (!this.#readRdata(octets, origin)) break;
      let ownerBits = bits;
      if (owned) ownerBits = octets[at] === UNDERSCORE ? this.#ownerBits(source) : 0;
      if (this.#concerning[type] === 1 && this.#isConcerned(source, end, ownerBits)) break;
      if (owned) {
        high = ownHigh;
        low = ownLow;
        bits = ownerBits;
        ownerStart = at;
        ownerEnd = line.ends[0]!;
        inheritable = true;
      }
      if (seconds >= 0) {
        ttl = seconds;
        ttlFrom = 'record';
      } else if (defaultTtl >= 0) {
        ttl = defaultTtl;
        if (ttlFrom !== 'soa') ttlFrom = 'directive';
      } else {
        ttlFrom = 'previous';
      }
      columns.starts[entry] = at - from;
      columns.flags[entry] = kindRecord;
      columns.types[entry] = type;
      columns.ttls[entry] = ttl;
      columns.high[entry] = high;
      columns.low[entry] = low;
      columns.rdata[entry] = hashRdata(octets);
      if (isTargetType(type)) columns.targets.push(entry, line.hash.high, line.hash.low);
      columns.count++;
      at = end;
    }
    state.ttl = ttl;
    state.ttlFrom = ttlFrom;
    if (ownerStart >= 0) {
      state.setOwner(source.text, ownerStart + source.base, ownerEnd + source.base, high, low);
      state.ownerBits = bits;
    }
    return at;
  }

  /** Whether the first field is a sound owner within the zone; hashes it. */
  #readOwner(octets: Uint8Array, origin: Origin): boolean {
    const first = octets[line.starts[0]!]!;
    if (!line.isAlphanumeric(first) && first !== UNDERSCORE) return false;
    if (!line.readName(octets, 0, origin)) return false;
    // A name that ends in the zone's is within it with a final dot, and has forgotten it without.
    return this.#apex.length === 0 || line.endsWith(octets, 0, this.#apex) === line.isAbsolute(octets, 0);
  }

  #ownerBits({ text, base }: Octets): number {
    const { families } = this.#context;
    const start = line.starts[0]! + base;
    const end = line.ends[0]! + base;
    let bits = 0;
    for (let i = 0; i < families.length; i++)
      if (families[i]!.concernsOwner(text, start, end)) bits |= 1 << i;
    return bits;
  }

  #isConcerned({ text, base }: Octets, end: number, ownerBits: number): boolean {
    const { families } = this.#context;
    const start = line.starts[rdata]! + base;
    for (let i = 0; i < families.length; i++) {
      if (families[i]!.concerns(text, type, ((ownerBits >> i) & 1) === 1, start, end + base)) return true;
    }
    return false;
  }

  /** Whether the RDATA is surely sound; hashes the name in it. */
  #readRdata(octets: Uint8Array, origin: Origin): boolean {
    const last = line.count - 1;
    if (last < rdata) return false;
    if (type === TXT) return areShort();
    const before = nameField(type);
    if (last !== rdata + Math.max(0, before)) return false;
    if (type === A) return line.isIpv4(octets, last);
    if (type === AAAA) return line.isIpv6(octets, last);
    for (let field = rdata; field < last; field++) {
      const number = line.numberIn(octets, field);
      if (number < 0 || number > 0xffff) return false;
    }
    if (!line.readName(octets, last, origin)) return false;
    // An address is no name for a server.
    if (type === NS && line.startsWithDigit(octets, last)) return false;
    return line.isAbsolute(octets, last) || !this.#lacksDot(octets, last);
  }

  /** Whether a relative name looks like one whose final dot was forgotten. */
  #lacksDot(octets: Uint8Array, field: number): boolean {
    if (this.#reverse && type === PTR) return line.hasDot(octets, field);
    return this.#apex.length > 0 && line.endsWith(octets, field, this.#apex);
  }
}

// The head of the line that was read last: its TTL in seconds or -1, its type, and the first field of its RDATA.
let seconds = -1;
let type = 0;
let rdata = 0;

/** 1 for the types that most records are of. */
const isUsual = new Uint8Array(64);
for (const usual of [A, NS, CNAME, PTR, MX, TXT, AAAA, SRV]) isUsual[usual] = 1;

/** Reads the head of a record behind its owner, as `head.ts` does; whether it is plain. */
function readHead(octets: Uint8Array, first: number): boolean {
  let field = first;
  let classed = false;
  seconds = -1;
  if (field < line.count && line.saysIn(octets, field)) {
    classed = true;
    field++;
  }
  if (field < line.count && line.startsWithDigit(octets, field)) {
    seconds = line.numberIn(octets, field);
    if (seconds < 0) return false;
    field++;
  }
  if (!classed && field < line.count && line.saysIn(octets, field)) field++;
  if (field >= line.count) return false;
  type = line.typeIn(octets, field);
  rdata = field + 1;
  return isUsual[type] === 1;
}

/** Whether the strings of a TXT record are as short as they must be, and together far from the most that a record holds. */
function areShort(): boolean {
  if (line.ends[line.count - 1]! - line.starts[rdata]! > 4096) return false;
  for (let field = rdata; field < line.count; field++) {
    const quotes = line.kinds[field] === line.quoted ? 2 : 0;
    if (line.ends[field]! - line.starts[field]! - quotes > 255) return false;
  }
  return true;
}

/** The hash of the RDATA, given that of the name in it: see `ChunkReader`. */
function hashRdata(octets: Uint8Array): number {
  const before = nameField(type);
  const name = before < 0 ? -1 : rdata + before;
  let hashed = type;
  for (let field = rdata; field < line.count; field++) {
    hashed = field === name ? stepName(hashed, line.hash) : line.hashField(octets, field, nextField(hashed));
  }
  return hashed;
}
