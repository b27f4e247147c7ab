import { FieldList } from './fields.js';
import { RecordHead, readHead } from './head.js';
import { deepest, includedName, noInclude, type ReadInclude, type ZoneSource } from './includes.js';
import { EntryScan, readEntry } from './lexer.js';
import { canonicalName, isWithin } from './names.js';
import { originOf, repeatsOrigin, ZoneState } from './state.js';

/** The files that a zone includes: its SOA may stand in one. */
export interface OriginIncludes {
  readonly source: Pick<ZoneSource, 'name' | 'uri'>;
  readonly read: ReadInclude;
}

export interface OriginHints {
  /** The zone's name as the user or a name server's configuration has it, absolute. */
  readonly origin?: string | undefined;
  /** A name to fall back on where the file itself says none: of the file name. Absolute. */
  readonly fallbackOrigin?: string | undefined;
}

/** Who names the origin: a `$ORIGIN` at the file's top, the hints, an SOA or NS owner, or nobody. */
export type OriginSource = 'directive' | 'hint' | 'soa' | 'fallback' | 'none';

export interface OriginGuess {
  /** The origin before the first line. */
  readonly origin: string | undefined;
  /** The name of the zone, which the owner of the SOA should be; undefined in a fragment. */
  readonly apex: string | undefined;
  readonly from: OriginSource;
  /** What the source in `from` says. */
  readonly name: string | undefined;
  /** How much of the file, in UTF-16 units, decides all this. */
  readonly reach: number;
}

const SOA = 6;
const NS = 2;
const DOLLAR = 36;
/** How far the head of a file goes: an SOA after more text than that is none that names the zone. UTF-16 units. */
export const originReach = 65536;
const headEntries = 2000;

/**
 * The origin and the apex of a file, from its head: a `$ORIGIN` at its top, what the user or a configuration says, an
 * SOA or NS owner written absolute, the name of the file. The first of them names the zone; relative names before the
 * `$ORIGIN` still belong to what is said outside the file.
 */
export function guessOrigin(
  text: string,
  hints: OriginHints & { readonly includes?: OriginIncludes },
): OriginGuess {
  const head = new HeadReader(hints.origin, hints.includes?.read ?? noInclude);
  head.read(text, hints.includes?.source ?? { name: '' }, 0);
  const sources: readonly [OriginSource, string | undefined][] = [
    ['directive', head.directive],
    ['hint', hints.origin],
    ['soa', head.absolute],
    ['fallback', hints.fallbackOrigin],
  ];
  const [from, name] = sources.find(([, said]) => said !== undefined) ?? (['none', undefined] as const);
  const origin = hints.origin ?? name;
  const { reach } = head;
  if (head.soa === undefined) return { origin, apex: undefined, from, name, reach };
  // A `$ORIGIN .` or `$ORIGIN com.` at the top, as BIND writes files, does not gainsay that the zone is example.com.
  if (name !== undefined && hints.origin !== undefined && isWithin(hints.origin, name))
    return { origin, apex: hints.origin, from, name, reach };
  const soaOrigin = head.soaOrigin ?? origin;
  // One that repeats the origin without its final dot is meant for it, and a rule says so.
  const isOrigin = head.ownsSoa && repeatsOrigin(head.soa, 0, head.soa.length, soaOrigin);
  const owner = isOrigin ? soaOrigin : canonicalName(head.soa, soaOrigin);
  return { origin, apex: owner?.endsWith('.') ? owner : undefined, from, name, reach };
}

/** Reads the head of a file, and those of the files that it includes there. */
class HeadReader {
  /** The `$ORIGIN` before all records, where the file alone makes it absolute. */
  directive: string | undefined;
  /** The first absolute SOA or NS owner. */
  absolute: string | undefined;
  /** The SOA's owner as written, and the origin in effect there. */
  soa: string | undefined;
  soaOrigin: string | undefined;
  /** Whether the owner stands on the SOA's own line. */
  ownsSoa = false;
  /** How far the file itself was read. */
  reach = 0;
  readonly #read: ReadInclude;
  readonly #head = new RecordHead();
  readonly #state = new ZoneState();
  /** What the file says by itself. */
  readonly #own = new ZoneState();
  #records = 0;
  #entries = 0;

  constructor(origin: string | undefined, read: ReadInclude) {
    this.#read = read;
    if (origin !== undefined) this.#state.origin = originOf(origin);
  }

  /** Reads on until there is an SOA. */
  read(text: string, source: OriginIncludes['source'], depth: number): void {
    const fields = new FieldList();
    const scan = new EntryScan();
    const length = Math.min(text.length, originReach);
    for (let at = 0; at < length && this.#entries < headEntries && this.soa === undefined; this.#entries++) {
      readEntry(text, at, length, fields, scan);
      at = scan.end;
      // Of a file that ends before it says all, what is added may say it.
      if (depth === 0) this.reach = at < length ? Math.max(this.reach, scan.reach) : originReach;
      if (fields.count === 0) continue;
      if (scan.indented || text.charCodeAt(fields.starts[0]!) !== DOLLAR) {
        this.#record(fields, scan.indented);
      } else if (this.#state.directive(fields)) {
        this.#include(fields, source, depth);
      } else {
        this.#own.directive(fields);
        if (this.#records === 0 && depth === 0) this.directive = this.#own.origin.name;
      }
    }
  }

  #record(fields: FieldList, indented: boolean): void {
    const head = this.#head;
    const state = this.#state;
    this.#records++;
    readHead(fields, indented, head);
    if (head.owner >= 0) state.setOwner(fields.text, fields.starts[0]!, fields.ends[0]!, 0, 0);
    if (head.typeCode !== SOA && head.typeCode !== NS) return;
    const name = state.ownerName;
    if (name?.endsWith('.')) this.absolute ??= name;
    if (head.typeCode === SOA && name !== undefined) {
      this.soa = state.owner;
      this.soaOrigin = state.origin.name;
      this.ownsSoa = head.owner >= 0;
    }
  }

  #include(fields: FieldList, source: OriginIncludes['source'], depth: number): void {
    if (fields.count < 2 || fields.count > 3 || depth === deepest) return;
    const file = this.#read(includedName(fields), source);
    if (typeof file === 'string') return;
    const before = this.#state.clone();
    const own = this.#own.clone();
    if (fields.count === 3) {
      this.#state.setOrigin(fields, 2);
      this.#own.setOrigin(fields, 2);
    }
    this.read(file.text, file, depth + 1);
    this.#state.leaveInclude(before);
    this.#own.leaveInclude(own);
  }
}
