import type { Steps } from '../steps.js';
import { type Chunk, familyShift, kindMask, kindRecord } from './chunk.js';
import type { Records } from './columns.js';
import { Counts } from './counts.js';
import { mayHold } from './filter.js';
import { GeneratedRecords } from './generated.js';
import { mixType, ownerKey } from './hash.js';
import { RRsetIndex, unread } from './rrsetIndex.js';
import { isBesideCname, isSingleton } from './rrtypes.js';

/** Where records are: a chunk, or what a `$GENERATE` makes. */
export type Source = Chunk | GeneratedRecords;

/** A record by its place: where it is, and its index there. */
export interface Member {
  readonly chunk: Source;
  readonly entry: number;
}

const CNAME = 5;

const isRecord = ({ flags }: Source, entry: number) => (flags[entry]! & kindMask) === kindRecord;

/**
 * Whether an RRset may be larger than BIND holds, by the number of its records and the length of the last of them, in
 * UTF-16 units: the rule counts octets.
 */
const mayBeLarge = (count: number, length: number) =>
  length > 1024 || (length > 64 && count >= 16) || count >= 256;

const lengthOf = (source: Source, entry: number) =>
  source instanceof GeneratedRecords
    ? source.longest
    : (source.starts[entry + 1] ?? source.length) - source.starts[entry]!;

/** Whether records of an owner show nothing together: there are not two of them, nor a long one. */
const showsNothing = ([first, second]: readonly Member[]) =>
  second === undefined && (first === undefined || !mayBeLarge(1, lengthOf(first.chunk, first.entry)));

/**
 * Of an RRset of more records the first are looked into one by one. `named` takes a hundred, unless it is told otherwise
 * (`max-records-per-type`).
 */
export const mostOfRRset = 1000;

/** More changed names than this are not kept apart: everything is looked at. */
const fewChanges = 32;
/** More owners than this to look for are in nearly every chunk, as far as its filter knows. */
const fewOwners = 64;
/** So many owners are told apart in one step. */
const atOnce = 1024;

/**
 * What records have to do with each other, kept up to date record by record: how many an RRset has, and whether they
 * agree. It keeps hashes, so it only suspects; the owners that it suspects are looked at in the text, and those of several
 * records of which a family of rules cares for some are among them.
 */
export class Groups {
  readonly #rrsets: RRsetIndex;
  /** RRsets of several records: how often each RDATA is in them. */
  readonly #rdata = new Counts();
  /** Suspected owners and their records; undefined until somebody has looked for them. */
  readonly suspects = new Map<number, Member[] | undefined>();
  /** 1 where there is or was a suspect whose key ends in this number: most owners need no look at the map. */
  readonly #perhapsSuspect = new Uint8Array(0x1000);
  /** How many RRsets have more records than are looked into. */
  #crowds = 0;
  /** Goes up whenever a name gains its first or loses its last record of a type. */
  generation = 0;
  /** The keys of these names since somebody asked; undefined where they are many. */
  #changes: number[] | undefined;

  /** @param records about how many there will be */
  constructor(records: number) {
    this.#rrsets = new RRsetIndex(records);
  }

  /** Adds the records of a chunk. */
  addAll(chunk: Source): void {
    this.touchAll(chunk);
    for (let entry = 0; entry < chunk.count; entry++) this.add(chunk, entry);
  }

  /** Forgets all records. */
  clear(): void {
    this.#rrsets.clear();
    this.#rdata.clear();
    this.suspects.clear();
    this.#perhapsSuspect.fill(0);
    this.#crowds = 0;
    this.generation++;
    this.#changes = undefined;
  }

  /** Takes out the records of one that is no longer the zone's. */
  removeAll(chunk: Source): void {
    for (let entry = 0; entry < chunk.count; entry++) this.remove(chunk, entry);
    this.forget(chunk);
  }

  add(chunk: Source, entry: number): void {
    const type = chunk.types[entry]!;
    const rrsets = this.#rrsets;
    const high = chunk.high[entry]!;
    const low = chunk.low[entry]!;
    if (type < 0) {
      if (!isRecord(chunk, entry)) return;
      if (rrsets.count(rrsets.add(high, low, unread)) === 1) this.#change(ownerKey(high, low));
      return;
    }
    const rdata = chunk.rdata[entry]!;
    const ttl = chunk.ttls[entry]!;
    const row = rrsets.add(high, low, type);
    const count = rrsets.count(row);
    if (count === mostOfRRset + 1) this.#crowds++;
    const owner = ownerKey(high, low);
    let suspect = chunk.flags[entry]! >> familyShift !== 0 || mayBeLarge(count, lengthOf(chunk, entry));
    if (count === 1) {
      rrsets.keep(row, ttl, rdata);
      this.#change(owner);
      if (this.#meetsCname(high, low, type)) suspect = true;
    } else {
      const key = mixType(high, low, type);
      if (rrsets.ttl(row) !== ttl || isSingleton(type)) suspect = true;
      if (count === 2) this.#countRdata(key, rrsets.rdata(row), 1);
      if (this.#countRdata(key, rdata, 1) > 1) suspect = true;
    }
    if (suspect || this.#isSuspect(owner)) this.#suspect(owner);
  }

  remove(chunk: Source, entry: number): void {
    const known = chunk.types[entry]!;
    if (known < 0 && !isRecord(chunk, entry)) return;
    const type = known < 0 ? unread : known;
    const rrsets = this.#rrsets;
    const high = chunk.high[entry]!;
    const low = chunk.low[entry]!;
    const owner = ownerKey(high, low);
    const row = rrsets.find(high, low, type);
    if (row === 0) return;
    const count = rrsets.count(row);
    if (count === mostOfRRset + 1 && type !== unread) this.#crowds--;
    if (count === 1) {
      this.#change(owner);
    } else if (type !== unread) {
      this.#countRdata(mixType(high, low, type), chunk.rdata[entry]!, -1);
      // The TTL and RDATA kept may be those of the record that went: a look at the owner puts them right.
      this.#suspect(owner);
    }
    rrsets.remove(high, low, type);
    if (this.#isSuspect(owner)) this.#suspect(owner);
  }

  /** Takes over the TTL of a record of which all else is as it was; whether that is all there is to do. */
  retime({ chunk, entry }: Member): boolean {
    const type = chunk.types[entry]!;
    if (type < 0) return true;
    const row = this.#rrsets.find(chunk.high[entry]!, chunk.low[entry]!, type);
    // Of several records others may keep theirs.
    if (row === 0 || this.#rrsets.count(row) > 1) return false;
    this.#rrsets.keep(row, chunk.ttls[entry]!, chunk.rdata[entry]!);
    return true;
  }

  #suspect(owner: number): void {
    this.suspects.set(owner, undefined);
    this.#perhapsSuspect[owner & 0xfff] = 1;
  }

  #isSuspect(owner: number): boolean {
    return this.#perhapsSuspect[owner & 0xfff] === 1 && this.suspects.has(owner);
  }

  /** Whether an RRset that is new stands beside a CNAME, or is one that stands beside others. */
  #meetsCname(high: number, low: number, type: number): boolean {
    if (isBesideCname(type)) return false;
    const rrsets = this.#rrsets;
    if (type === CNAME && rrsets.hasApart) return true;
    for (let row = rrsets.first(high, low); row !== 0; row = rrsets.next(row)) {
      const other = rrsets.type(row);
      if (other !== type && (type === CNAME ? !isBesideCname(other) : other === CNAME)) return true;
    }
    return false;
  }

  #change(owner: number): void {
    this.generation++;
    if (this.#changes === undefined) return;
    if (this.#changes.length < fewChanges) this.#changes.push(owner);
    else this.#changes = undefined;
  }

  /** The keys of the names that gained their first or lost their last record of a type since the last call; undefined where they are many. */
  takeChanges(): readonly number[] | undefined {
    const changes = this.#changes;
    this.#changes = [];
    return changes;
  }

  /** Gets ready to be asked for many names: see `RRsetIndex.touch`. */
  touch(high: number, low: number): void {
    this.#rrsets.touch(high, low);
  }

  /** Gets ready to be asked for the owners of all records of a chunk. */
  touchAll({ count, high, low }: Records): void {
    for (let entry = 0; entry < count; entry++) this.#rrsets.touch(high[entry]!, low[entry]!);
  }

  /** Whether a name (by its hash) owns records of a type. */
  has(high: number, low: number, type: number): boolean {
    return this.#rrsets.find(high, low, type) !== 0;
  }

  /** Whether any RRset has more records than are looked into. */
  get hasCrowds(): boolean {
    return this.#crowds > 0;
  }

  /** Whether an RRset (by the hash of its owner) has. */
  isCrowded(high: number, low: number, type: number): boolean {
    return this.#rrsets.count(this.#rrsets.find(high, low, type)) > mostOfRRset;
  }

  /** Whether a name (by its hash) owns records that cannot be read: they may be of any type. */
  hasUnread(high: number, low: number): boolean {
    return this.has(high, low, unread);
  }

  /** Whether a name (by its hash) owns records, of those types aside that are kept apart. */
  hasAny(high: number, low: number): boolean {
    return this.#rrsets.first(high, low) !== 0;
  }

  /** Whether any name ever had a type that is kept apart. */
  get hasApart(): boolean {
    return this.#rrsets.hasApart;
  }

  /** Looks up the records of the suspected owners that are not known, in one walk. */
  *resolve(all: () => readonly Source[]): Steps<void> {
    const wanted = new Map<number, Member[]>();
    for (const [key, members] of this.suspects) if (members === undefined) wanted.set(key, []);
    if (wanted.size === 0) return;
    const filter = new Uint8Array(1 << 16);
    for (const key of wanted.keys()) filter[key & 0xffff] = 1;
    const keys = wanted.size <= fewOwners ? [...wanted.keys()] : undefined;
    for (const chunk of all()) {
      if (keys?.some((key) => mayHold(chunk.ownerFilter, key)) === false) continue;
      const { types, high, low, count } = chunk;
      for (let entry = 0; entry < count; entry++) {
        if (types[entry]! < 0) continue;
        const key = ownerKey(high[entry]!, low[entry]!);
        if (filter[key & 0xffff] === 1) wanted.get(key)?.push({ chunk, entry });
      }
      yield;
    }
    let done = 0;
    for (const [key, members] of wanted) {
      if (++done % atOnce === 0) yield;
      if (showsNothing(members)) this.suspects.delete(key);
      else this.suspects.set(key, members);
      for (const { chunk, entry } of members) this.#correct(chunk, entry);
    }
  }

  /** Forgets where the records of suspected owners are that have some in a chunk that is no longer the zone's. */
  forget({ count, types, high, low }: Records): void {
    if (this.suspects.size === 0) return;
    for (let entry = 0; entry < count; entry++) {
      if (types[entry]! < 0) continue;
      const key = ownerKey(high[entry]!, low[entry]!);
      if (this.#isSuspect(key)) this.#suspect(key);
    }
  }

  #correct(chunk: Records, entry: number): void {
    const high = chunk.high[entry]!;
    const low = chunk.low[entry]!;
    const row = this.#rrsets.find(high, low, chunk.types[entry]!);
    if (row !== 0) this.#rrsets.keep(row, chunk.ttls[entry]!, chunk.rdata[entry]!);
  }

  #countRdata(rrset: number, rdata: number, by: 1 | -1): number {
    return this.#rdata.change(Math.imul(rrset ^ 0x2545f491, 0x85ebca6b) ^ rdata, by);
  }
}
