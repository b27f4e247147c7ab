import { isNear } from '../nearest.js';
import type { FieldList } from './fields.js';
import { readGenerated } from './generate.js';
import { hashOf, rootHash } from './hash.js';
import type { RecordHead } from './head.js';
import { endsWithName } from './looks.js';
import { canonicalName, checkName, labels, wireLength } from './names.js';
import { maxTtl, noTtl, readTtl, ttlTooLarge } from './ttl.js';

/** An origin: the name that is added to relative names, with what is asked of it often. */
export interface Origin {
  /** Absolute, in canonical form; undefined where unknown. */
  readonly name: string | undefined;
  readonly high: number;
  readonly low: number;
  /** Octets in wire form, 0 where unknown. */
  readonly wire: number;
  /** Number of labels, 0 where unknown. */
  readonly labels: number;
}

/** The origin of names when nobody knows it. */
export const unknownOrigin: Origin = {
  name: undefined,
  high: 0x61c88647,
  low: 0x1b873593,
  wire: 0,
  labels: 0,
};

export function originOf(name: string): Origin {
  return {
    name,
    ...(name === '.' ? rootHash : hashOf(name)),
    wire: wireLength(name),
    labels: labels(name).length,
  };
}

const root = originOf('.');

/** Whether a name as written is the origin without its final dot. */
export const repeatsOrigin = (text: string, start: number, end: number, origin: string | undefined) =>
  origin !== undefined &&
  origin.length === end - start + 1 &&
  endsWithName(text, start, end, origin.slice(0, -1).toLowerCase());

const SOA = 6;

/** What an entry that is made again wants to know of the state before it. */
export type StateBefore = Readonly<
  Pick<ZoneState, 'origin' | 'included' | 'dated' | 'ttlBroken' | 'ownerBroken' | 'continued'>
>;

/** What one entry hands to the next: the state of reading a zone file. */
export class ZoneState {
  origin: Origin = unknownOrigin;
  /** Of the last `$TTL`, or of the SOA where there is none; -1 where there is none. Seconds. */
  defaultTtl = -1;
  /** Of the last record that had one; -1 before it. Seconds. */
  ttl = -1;
  /** Where the record before got its TTL. */
  ttlFrom: 'record' | 'directive' | 'previous' | 'soa' = 'record';
  /** Whether a line before was meant for a `$TTL` and is none: what would take its TTL from there is not blamed. */
  ttlBroken = false;
  /** Whether a file was included before that could not be read: it may have set and brought what is not known here. */
  included = false;
  /** Whether a `$DATE` stands before: BIND includes no file after it. */
  dated = false;
  /** The owner of the last record as written, in `ownerText`, and the origin it belongs to. */
  ownerText = '';
  ownerStart = 0;
  ownerEnd = 0;
  ownerOrigin: Origin = unknownOrigin;
  ownerHigh = 0;
  ownerLow = 0;
  /** Which families of rules the last owner concerns. */
  ownerBits = 0;
  hasOwner = false;
  /** Whether the last owner was no name, or lacked where it had to stand: what inherits it is not blamed. */
  ownerBroken = false;
  /** Whether the entry before ends in a lone backslash: somebody means to continue it, and BIND knows no such thing. */
  continued = false;

  clone(): ZoneState {
    const copy = Object.assign(new ZoneState(), this);
    // V8 would keep all of the text for a part of it that is not put together anew.
    copy.ownerText = ` ${this.owner}`.slice(1);
    copy.ownerStart = 0;
    copy.ownerEnd = copy.ownerText.length;
    return copy;
  }

  /** The last owner as written, quotes stripped. */
  get owner(): string {
    return this.ownerText.slice(this.ownerStart, this.ownerEnd);
  }

  /** The last owner in canonical form; undefined where there is none, or it is no name. */
  get ownerName(): string | undefined {
    return this.hasOwner ? canonicalName(this.owner, this.ownerOrigin.name) : undefined;
  }

  /** All that a state is, as a text: equal states have the same. */
  get key(): string {
    return JSON.stringify([
      this.origin.name,
      this.defaultTtl,
      this.ttl,
      this.ttlFrom,
      this.ttlBroken,
      this.included,
      this.dated,
      this.hasOwner,
      this.ownerBroken,
      this.continued,
      this.ownerBits,
      this.ownerOrigin.name,
      this.owner,
    ]);
  }

  equals(other: ZoneState): boolean {
    return this.key === other.key;
  }

  /** Takes over a directive, as far as it is sound; whether it is an `$INCLUDE`, which is another's to carry out. */
  directive(fields: FieldList): boolean {
    const { text, starts, ends, count } = fields;
    const name = text.slice(starts[0]!, ends[0]!).toUpperCase();
    if (name === '$INCLUDE') return true;
    if (isNear(name, '$TTL', 1)) this.#setTtl(fields, name);
    if (name === '$GENERATE') {
      const word = (index: number) => (index < count ? text.slice(starts[index], ends[index]) : '');
      const { seconds } = readGenerated((index) => word(3 + index));
      if (seconds >= 0) {
        this.ttl = limitTtl(seconds);
        this.ttlFrom = 'previous';
      }
    }
    if (count < 2) return false;
    if (name === '$DATE') {
      this.dated = true;
    } else if (name === '$ORIGIN') {
      this.setOrigin(fields, 1);
    }
    return false;
  }

  #setTtl({ text, starts, ends, quoted, count }: FieldList, name: string): void {
    const quote = quoted[1] === 1 ? 1 : 0;
    const seconds =
      count < 2 || name !== '$TTL' ? noTtl : readTtl(text, starts[1]! + quote, ends[1]! - quote);
    if (seconds === noTtl || seconds === ttlTooLarge) this.ttlBroken = true;
    else this.defaultTtl = limitTtl(seconds);
  }

  /** Takes a field for the origin from here on; whether it is a name. */
  setOrigin({ text, starts, ends, quoted }: FieldList, index: number): boolean {
    const quote = quoted[index] === 1 ? 1 : 0;
    const start = starts[index]! + quote;
    const end = ends[index]! - quote;
    if (checkName(text, start, end, this.origin.wire) !== 0) return false;
    const absolute = canonicalName(text.slice(start, end), this.origin.name);
    if (absolute === undefined) return false;
    this.origin = absolute.endsWith('.') ? originOf(absolute) : unknownOrigin;
    return true;
  }

  /** Takes back owner and origin, which end with an included file; the TTLs stay as it left them. */
  leaveInclude(before: ZoneState): void {
    const { defaultTtl, ttl, ttlFrom, ttlBroken, included, dated } = this;
    Object.assign(this, before, { defaultTtl, ttl, ttlFrom, ttlBroken, included, dated });
  }

  /** Takes over the owner of a record, given the hash of its name. */
  setOwner(text: string, start: number, end: number, high: number, low: number): void {
    this.ownerText = text;
    this.ownerStart = start;
    this.ownerEnd = end;
    this.ownerOrigin = this.origin;
    this.ownerHigh = high;
    this.ownerLow = low;
    this.hasOwner = true;
    this.ownerBroken = false;
  }

  /** Takes over the owner of an SOA, which was meant for the origin where it repeats that without its final dot. */
  setSoaOwner(text: string, start: number, end: number, high: number, low: number): void {
    const { origin } = this;
    const isMeant = repeatsOrigin(text, start, end, origin.name);
    this.setOwner(text, start, end, isMeant ? origin.high : high, isMeant ? origin.low : low);
    if (isMeant) this.ownerOrigin = root;
  }

  /** The owner of a record is no name. */
  breakOwner(): void {
    this.hasOwner = false;
    this.ownerBroken = true;
  }

  /** A record has no owner, and there is none to inherit: what follows lacks the same one. */
  lackOwner(head: RecordHead): void {
    // What is no record, as an indented directive, is told as what it is.
    if (head.typeCode >= 0) this.ownerBroken = true;
  }

  /** Works out the TTL of a record as BIND does; -1 where there is none to be had. */
  recordTtl(fields: FieldList, head: RecordHead): number {
    if (head.seconds >= 0) {
      this.ttl = limitTtl(head.seconds);
      this.ttlFrom = 'record';
    } else if (this.defaultTtl >= 0) {
      this.ttl = this.defaultTtl;
      if (this.ttlFrom !== 'soa') this.ttlFrom = 'directive';
    } else if (this.ttl >= 0) {
      this.ttlFrom = 'previous';
    } else if (head.typeCode === SOA && head.rdata + 6 < fields.count) {
      const minimum = readTtl(fields.text, fields.starts[head.rdata + 6]!, fields.ends[head.rdata + 6]!);
      if (minimum < 0) return -1;
      this.ttl = limitTtl(minimum);
      this.defaultTtl = this.ttl;
      this.ttlFrom = 'soa';
    } else if (isTtlDirective(fields, head.type)) {
      this.ttlBroken = true;
    }
    return this.ttl;
  }
}

/** Whether a field is the `$TTL` of a line that white space keeps from being a directive. */
const isTtlDirective = ({ text, starts, ends }: FieldList, index: number) =>
  index >= 0 && text.slice(starts[index], ends[index]).toUpperCase() === '$TTL';

/** BIND serves 0 for a TTL over the largest. */
export const limitTtl = (seconds: number) => (seconds > maxTtl ? 0 : seconds);
