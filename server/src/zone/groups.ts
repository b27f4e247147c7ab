import type { Chunk } from './chunk.js';
import { mixType } from './hash.js';
import { Table } from './table.js';

/** A record by its place: the chunk and the entry's index in it. */
export interface Member {
  readonly chunk: Chunk;
  readonly entry: number;
}

const CNAME = 5;
const SOA = 6;
/** Stands for "any type" in the key of an owner. */
const ANY_TYPE = 0x10000;

// Columns of the RRset table.
const COUNT = 0;
const TTL = 1;
const RDATA = 2;
// Columns of the owner table.
const CNAMES = 0;
const OTHERS = 1;

/** Types that may stand beside a CNAME: KEY, SIG, NXT, RRSIG, NSEC (RFC 4034, RFC 4035 section 2.5). */
const besideCname = new Set([24, 25, 30, 46, 47]);

export const ownerKey = (high: number, low: number) => mixType(high, low, ANY_TYPE);

/**
 * What records have to do with each other, kept up to date record by record: how many an RRset has, and whether they
 * agree. It keeps hashes, so it only suspects; the owners that it suspects are looked at in the text, and those whose
 * records a family of rules cares for are among them.
 */
export class Groups {
  readonly #rrsets: Table;
  readonly #owners: Table;
  readonly #rdata = new Table(1);
  /** Suspected owners and their records; undefined until somebody has looked for them. */
  readonly suspects = new Map<number, Member[] | undefined>();
  /** Goes up whenever a name gains its first or loses its last record of a type. */
  generation = 0;

  constructor(records: number) {
    this.#rrsets = new Table(3, records);
    this.#owners = new Table(2, records / 3);
  }

  add(chunk: Chunk, entry: number, concerned: boolean): void {
    const type = chunk.types[entry]!;
    if (type < 0) return;
    const high = chunk.high[entry]!;
    const low = chunk.low[entry]!;
    const rdata = chunk.rdata[entry]!;
    const ttl = chunk.ttls[entry]!;
    const key = mixType(high, low, type);
    const rrsets = this.#rrsets;
    const slot = rrsets.add(key);
    const count = rrsets.get(slot, COUNT) + 1;
    rrsets.set(slot, COUNT, count);
    let suspect = concerned;
    if (count === 1) {
      rrsets.set(slot, TTL, ttl);
      rrsets.set(slot, RDATA, rdata);
      this.generation++;
    } else {
      if (count === 2) this.#countRdata(key, rrsets.get(slot, RDATA), 1);
      if (
        this.#countRdata(key, rdata, 1) > 1 ||
        rrsets.get(slot, TTL) !== ttl ||
        type === CNAME ||
        type === SOA
      )
        suspect = true;
    }
    if (!besideCname.has(type)) {
      const owner = this.#owners.add(ownerKey(high, low));
      const column = type === CNAME ? CNAMES : OTHERS;
      this.#owners.set(owner, column, this.#owners.get(owner, column) + 1);
      if (this.#owners.get(owner, CNAMES) > 0 && this.#owners.get(owner, OTHERS) > 0) suspect = true;
    }
    if (suspect || this.suspects.has(ownerKey(high, low))) this.suspects.set(ownerKey(high, low), undefined);
  }

  remove(chunk: Chunk, entry: number): void {
    const type = chunk.types[entry]!;
    if (type < 0) return;
    const high = chunk.high[entry]!;
    const low = chunk.low[entry]!;
    const key = mixType(high, low, type);
    const rrsets = this.#rrsets;
    const slot = rrsets.find(key);
    if (slot < 0) return;
    const count = rrsets.get(slot, COUNT) - 1;
    rrsets.set(slot, COUNT, count);
    if (count === 0) {
      this.generation++;
    } else {
      this.#countRdata(key, chunk.rdata[entry]!, -1);
      // The TTL and RDATA kept may be those of the record that went: a look at the owner puts them right.
      this.suspects.set(ownerKey(high, low), undefined);
    }
    if (!besideCname.has(type)) {
      const owner = this.#owners.find(ownerKey(high, low));
      const column = type === CNAME ? CNAMES : OTHERS;
      if (owner >= 0) this.#owners.set(owner, column, this.#owners.get(owner, column) - 1);
    }
    if (this.suspects.has(ownerKey(high, low))) this.suspects.set(ownerKey(high, low), undefined);
  }

  /** Whether a name (by its hash) owns records of a type. */
  has(high: number, low: number, type: number): boolean {
    const slot = this.#rrsets.find(mixType(high, low, type));
    return slot >= 0 && this.#rrsets.get(slot, COUNT) > 0;
  }

  /** Looks up the records of the suspected owners that are not known, in one walk over all records. */
  resolve(chunks: readonly Chunk[]): void {
    const wanted = new Map<number, Member[]>();
    const filter = new Uint8Array(1 << 16);
    for (const [key, members] of this.suspects) {
      if (members === undefined) {
        wanted.set(key, []);
        filter[key & 0xffff] = 1;
      }
    }
    if (wanted.size === 0) return;
    for (const chunk of chunks) {
      const { types, high, low, count } = chunk;
      for (let entry = 0; entry < count; entry++) {
        if (types[entry]! < 0) continue;
        const key = ownerKey(high[entry]!, low[entry]!);
        if (filter[key & 0xffff] === 1) wanted.get(key)?.push({ chunk, entry });
      }
    }
    for (const [key, members] of wanted) {
      if (members.length === 0) this.suspects.delete(key);
      else this.suspects.set(key, members);
      for (const { chunk, entry } of members) this.#correct(chunk, entry);
    }
  }

  /** Forgets where the records of suspected owners are, whose chunks are no longer those of the zone. */
  forget(gone: ReadonlySet<Chunk>): void {
    for (const [key, members] of this.suspects) {
      if (members?.some((member) => gone.has(member.chunk))) this.suspects.set(key, undefined);
    }
  }

  #correct(chunk: Chunk, entry: number): void {
    const slot = this.#rrsets.find(mixType(chunk.high[entry]!, chunk.low[entry]!, chunk.types[entry]!));
    if (slot < 0) return;
    this.#rrsets.set(slot, TTL, chunk.ttls[entry]!);
    this.#rrsets.set(slot, RDATA, chunk.rdata[entry]!);
  }

  #countRdata(key: number, rdata: number, by: number): number {
    const slot = this.#rdata.add(Math.imul(key ^ 0x2545f491, 0x85ebca6b) ^ rdata);
    const count = Math.max(0, this.#rdata.get(slot, 0) + by);
    this.#rdata.set(slot, 0, count);
    return count;
  }
}
