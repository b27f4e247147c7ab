/** The RRsets of an expanded zone, in the order that BIND dumps them. */
import { type Steps, sorted } from '../steps.js';
import { kinds } from './rdata/kinds/index.js';
import { printName } from './rdata/kinds/names.js';
import { printRdata } from './rdata/print.js';
import { maxRRset } from './rdata/read.js';
import { type FieldKind, formatOf } from './rdata/table.js';
import { WireReader } from './rdata/wire.js';
import { typeName } from './rrtypes.js';

const SOA = 6;
const NS = 2;
const SIG = 24;
const RRSIG = 46;
const NSEC3 = 50;

export interface ExpandedRecord {
  /** Absolute, as BIND prints it. */
  readonly owner: string;
  /** In seconds. */
  readonly ttl: number;
  readonly type: string;
  readonly rdata: string;
}

interface RRset {
  /** The owner as its first record spells it: BIND keeps the case of each RRset. */
  readonly name: string;
  /** In seconds: that of the record that was added last. */
  ttl: number;
  readonly type: number;
  readonly order: number;
  /** RDATA in wire form by its canonical form. */
  readonly records: Map<string, string>;
  /** Octets of all RDATA and of their lengths. */
  octets: number;
}

interface Owner {
  readonly labels: readonly string[];
  readonly sets: Map<number, RRset>;
}

export class RRsets {
  readonly #owners = new Map<string, Owner>();
  /** Those of NSEC3 records, which BIND keeps and dumps apart. */
  readonly #hashed = new Map<string, Owner>();

  /**
   * Adds a record, whose TTL is from then that of its RRset; one that is there already is none more.
   *
   * @param owner and `rdata` in wire form, one character an octet
   * @param canonical the `rdata` by which it is the same as another
   * @returns whether BIND takes an RRset of that size
   */
  add(
    owner: string,
    ttl: number,
    type: number,
    rdata: string,
    canonical = canonicalRdata(type, rdata),
  ): boolean {
    const key = lower(owner);
    const owners = isHashed(type, rdata) ? this.#hashed : this.#owners;
    let there = owners.get(key);
    if (there === undefined) {
      there = { labels: labelsOf(key).reverse(), sets: new Map() };
      owners.set(key, there);
    }
    const order = orderOf(type, rdata);
    let set = there.sets.get(order);
    if (set === undefined) {
      set = { name: printName(owner), ttl, type, order, records: new Map(), octets: 0 };
      there.sets.set(order, set);
    }
    set.ttl = ttl;
    if (!set.records.has(canonical)) {
      set.records.set(canonical, rdata);
      set.octets += recordOctets(type, rdata);
    }
    return set.octets <= maxRRset;
  }

  /** In the canonical order of names and RDATA (RFC 4034 section 6), SOA and NS before other types. */
  *records(): Steps<Iterable<ExpandedRecord>> {
    const inOrder = (owners: ReadonlyMap<string, Owner>) =>
      sorted([...owners.values()], (a, b) => compareLabels(a.labels, b.labels));
    return recordsOf([...(yield* inOrder(this.#owners)), ...(yield* inOrder(this.#hashed))]);
  }
}

function* recordsOf(owners: readonly Owner[]): Generator<ExpandedRecord> {
  for (const { sets } of owners) {
    for (const set of [...sets.values()].sort((a, b) => a.order - b.order)) {
      const type = typeName(set.type);
      for (const [, rdata] of [...set.records].sort(([a], [b]) => (a < b ? -1 : 1))) {
        yield { owner: set.name, ttl: set.ttl, type, rdata: printRdata(set.type, rdata) ?? '' };
      }
    }
  }
}

/** A name in wire form, its letters in lower case: ASCII letters only, the others are octets (RFC 4343). */
export const lower = (octets: string) => octets.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

function labelsOf(wire: string): string[] {
  const labels: string[] = [];
  for (let at = 0; wire.charCodeAt(at) > 0; at += 1 + wire.charCodeAt(at)) {
    labels.push(wire.slice(at + 1, at + 1 + wire.charCodeAt(at)));
  }
  return labels;
}

function compareLabels(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    if (a[i] !== b[i]) return a[i]! < b[i]! ? -1 : 1;
  }
  return a.length - b.length;
}

/** Signatures stand behind what they cover, and each is a set of its own. */
export function orderOf(type: number, rdata: string): number {
  if (type === RRSIG) return rank(covered(rdata)) + 0.5;
  return type === SIG ? rank(SIG) + covered(rdata) / 0x20000 : rank(type);
}

/** Whether the records of an owner and type are several sets. */
export const isSignature = (type: number) => type === RRSIG || type === SIG;

/** Whether a record is an NSEC3 record or a signature over some. */
export const isHashed = (type: number, rdata: string) => (type === RRSIG ? covered(rdata) : type) === NSEC3;

/** The type that a signature is over. */
const covered = (rdata: string) => (rdata.charCodeAt(0) << 8) | rdata.charCodeAt(1);

const rank = (type: number) => (type === SOA ? 0 : type === NS ? 1 : type + 2);

/** Those of HIP aside, which BIND compares letter by letter. */
const nameKinds: ReadonlySet<FieldKind> = new Set<FieldKind>(['name', 'quotableName', 'signer']);

/** What a record takes of its RRset: its RDATA, the length of that, and a mark where it is a signature. */
const recordOctets = (type: number, rdata: string) => rdata.length + (type === RRSIG ? 3 : 2);

/** RDATA by which two records are the same: names in lower case. */
export function canonicalRdata(type: number, rdata: string): string {
  const fields = formatOf(type)?.fields ?? [];
  if (!fields.some(({ kind }) => nameKinds.has(kind))) return rdata;
  const wire = new WireReader(rdata);
  let canonical = '';
  for (const { kind } of fields) {
    const from = wire.at;
    kinds[kind].print(wire);
    const octets = rdata.slice(from, wire.at);
    canonical += nameKinds.has(kind) ? lower(octets) : octets;
  }
  return canonical;
}
