/** What the `$GENERATE`s of a zone put into it, as far as the rules for a whole zone ask. */
import { kindRecord } from './chunk.js';
import { newColumns, type Records } from './columns.js';
import { FieldList } from './fields.js';
import { addTo, type Filter } from './filter.js';
import { readGenerated, readRange, type Template, templateOf, wordOf } from './generate.js';
import type { Groups } from './groups.js';
import { hashName, hashOf, ownerKey } from './hash.js';
import { EntryScan, readEntry } from './lexer.js';
import type { Field } from './model.js';
import { canonicalName, checkName, isWithin } from './names.js';
import { GeneratedNode } from './nodes.js';
import { typeName } from './rrtypes.js';
import type { Origin } from './state.js';

const A = 1;
const NS = 2;
const AAAA = 28;
const DOT = 46;

/** So many records of `$GENERATE` a zone may have that are looked into: two reverse zones of a /16. */
const mostKnown = 131_072;

/** A `$GENERATE`. There is one for all that read alike under an origin, wherever they stand. */
export class Generate {
  /** How many numbers it has; of one that BIND refuses, as many as nobody looks into. */
  readonly size: number;
  readonly type: number;
  readonly #make: () => GeneratedRecords;
  #records: GeneratedRecords | undefined;

  constructor(size: number, type: number, make: () => GeneratedRecords) {
    this.size = size;
    this.type = type;
    this.#make = make;
  }

  get records(): GeneratedRecords {
    this.#records ??= this.#make();
    return this.#records;
  }
}

/** A `$GENERATE` and which entry of its chunk it is. */
export interface PlacedGenerate {
  readonly generate: Generate;
  readonly entry: number;
}

/**
 * Reads the `$GENERATE` of an entry; undefined where it makes nothing that anybody asks for.
 *
 * @param fields those of the entry, of which nothing is kept
 */
export function readGenerate(
  fields: FieldList,
  start: number,
  end: number,
  origin: Origin,
  apex: string | undefined,
): Generate | undefined {
  const { type, at, classCode } = readGenerated((index) => wordOf(fields, 3 + index));
  const range = readRange(wordOf(fields, 1));
  const last = 3 + at + 1;
  const owner = fields.count > last ? templateOf(wordOf(fields, 2)) : undefined;
  const data = fields.count > last ? templateOf(wordOf(fields, last, true)) : undefined;
  const quoted = fields.quoted.subarray(1, last).some((quote) => quote !== 0);
  const sound = range && owner && data && type >= 0 && classCode <= 1 && fields.count === last + 1 && !quoted;
  if (!sound) {
    // BIND refuses it, and what it was to make is not to be missed.
    if (type !== A && type !== AAAA && type !== NS) return undefined;
    return new Generate(mostKnown + 1, type, () => {
      throw new Error('Nobody looks into such a $GENERATE.');
    });
  }
  const text = fields.text.slice(start, end);
  const field = (index: number): Field => ({
    start: fields.starts[index]! - start,
    end: fields.ends[index]! - start,
    quoted: fields.quoted[index] !== 0,
    raw: text.slice(fields.starts[index]! - start, fields.ends[index]! - start),
  });
  const size = Math.floor((range.stop - range.start) / range.step) + 1;
  const [ownerField, typeField, dataField] = [field(2), field(last - 1), field(last)];
  return new Generate(size, type, () => {
    const number = (index: number) => range.start + index * range.step;
    return new GeneratedRecords(
      { text, size, type, ownerField, typeField, dataField, origin },
      (index) => owner(number(index)),
      (index) => data(number(index)),
      apex,
    );
  });
}

interface Directive {
  readonly text: string;
  readonly size: number;
  readonly type: number;
  readonly ownerField: Field;
  readonly typeField: Field;
  readonly dataField: Field;
  readonly origin: Origin;
}

let nextRdata = 0;

/** The records of a `$GENERATE`, as a chunk has its own: numbers, and objects where somebody asks. */
export class GeneratedRecords implements Records {
  readonly count: number;
  readonly types: Int32Array;
  readonly ttls: Int32Array;
  readonly high: Int32Array;
  readonly low: Int32Array;
  /** Of each another: that what a `$GENERATE` makes stands twice nobody says. */
  readonly rdata: Int32Array;
  readonly flags: Uint8Array;
  readonly ownerFilter: Filter;
  /** Of a name server at the top of the zone: the indexes of its records. */
  readonly servers: readonly number[];
  /** UTF-16 units of the longest record, about. */
  readonly longest: number;
  readonly #directive: Directive;
  readonly #owner: Template;
  readonly #data: Template;

  /**
   * @param owner and `data` make those of a record, by its index
   * @param apex the zone's name, outside of which BIND drops the records
   */
  constructor(directive: Directive, owner: Template, data: Template, apex: string | undefined) {
    const { size, type, origin, text } = directive;
    this.#directive = directive;
    this.#owner = owner;
    this.#data = data;
    this.count = size;
    this.longest = text.length + 127 * (text.split('$').length - 1);
    const columns = newColumns(size, true, 0);
    this.types = columns.types.fill(-1);
    this.high = columns.high;
    this.low = columns.low;
    this.ttls = columns.ttls;
    this.rdata = columns.rdata;
    for (let index = 0; index < size; index++) this.rdata[index] = nextRdata++;
    this.flags = columns.flags.fill(kindRecord);
    this.ownerFilter = columns.ownerFilter;
    const top = apex === undefined ? undefined : hashOf(apex);
    const inside = apex === undefined || origin.name === undefined || isWithin(origin.name, apex);
    const servers: number[] = [];
    const hash = { high: 0, low: 0 };
    for (let index = 0; index < size; index++) {
      const name = owner(index);
      if (name === undefined || checkName(name, 0, name.length, origin.wire) !== 0) continue;
      if (apex !== undefined && (!inside || name.charCodeAt(name.length - 1) === DOT)) {
        const full = canonicalName(name, origin.name);
        if (full?.endsWith('.') && !isWithin(full, apex)) continue;
      }
      hashName(name, 0, name.length, origin, hash);
      this.types[index] = type;
      this.high[index] = hash.high;
      this.low[index] = hash.low;
      addTo(this.ownerFilter, ownerKey(hash.high, hash.low));
      if (type === NS && hash.high === top?.high && hash.low === top.low) servers.push(index);
    }
    this.servers = servers;
  }

  /**
   * Records as objects, whose fields stand where the directive has what makes them.
   *
   * @param base the offset of the directive
   */
  *read(base: number, wanted: Iterable<number>): Generator<GeneratedNode> {
    const { text, type, ownerField, typeField, dataField, origin } = this.#directive;
    const fields = new FieldList();
    const scan = new EntryScan();
    const placed = (field: Field, raw: string, quoted: boolean): Field => ({
      start: field.start + base,
      end: field.end + base,
      quoted,
      raw,
    });
    for (const index of wanted) {
      const name = this.#owner(index) ?? '';
      const data = ` ${this.#data(index) ?? ''}`;
      readEntry(data, 0, data.length, fields, scan);
      const rdata = Array.from({ length: fields.count }, (_, at) =>
        placed(dataField, data.slice(fields.starts[at], fields.ends[at]), fields.quoted[at] !== 0),
      );
      yield new GeneratedNode(
        { text, start: 0, end: text.length, base },
        {
          owner: placed(ownerField, name, false),
          ownerName: canonicalName(name, origin.name),
          ttl: undefined,
          effectiveTtl: undefined,
          class: undefined,
          type: placed(typeField, typeField.raw, false),
          typeName: typeName(type),
          typeCode: type,
          rdata,
          origin: origin.name,
        },
      );
    }
  }
}

/** The `$GENERATE`s that a zone has now: their records are in the index, unless they are too many to be looked into. */
export class Generates {
  readonly #groups: Groups;
  /** How often each stands in the zone. */
  readonly #counts = new Map<Generate, number>();
  /** Records of all, each counted as often as it is made. */
  #size = 0;

  constructor(groups: Groups) {
    this.#groups = groups;
  }

  /** Takes over how many more there are of some than before, or fewer. */
  change(by: ReadonlyMap<Generate, number>): void {
    const before = new Set(this.known());
    for (const [generate, more] of by) {
      const count = (this.#counts.get(generate) ?? 0) + more;
      this.#size += more * generate.size;
      if (count > 0) this.#counts.set(generate, count);
      else this.#counts.delete(generate);
    }
    const after = new Set(this.known());
    for (const generate of before) if (!after.has(generate)) this.#groups.removeAll(generate.records);
    for (const generate of after) if (!before.has(generate)) this.#groups.addAll(generate.records);
  }

  has(generate: Generate): boolean {
    return this.#counts.has(generate);
  }

  get size(): number {
    return this.#counts.size;
  }

  /** Those whose records are in the index. */
  known(): Iterable<Generate> {
    return this.#size > mostKnown ? [] : this.#counts.keys();
  }

  /** Whether some that nobody looks into may make records of a type. */
  mayMake(...types: readonly number[]): boolean {
    if (this.#size <= mostKnown) return false;
    return [...this.#counts.keys()].some(({ type }) => types.includes(type));
  }
}
