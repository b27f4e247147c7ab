import { FieldList } from './fields.js';
import { RecordHead, readHead } from './head.js';
import { EntryScan, readEntry } from './lexer.js';
import { canonicalName } from './names.js';
import { originOf, ZoneState } from './state.js';

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
export function guessOrigin(text: string, hints: OriginHints): OriginGuess {
  const head = readHeadOf(text, hints.origin);
  const sources: readonly [OriginSource, string | undefined][] = [
    ['directive', head.directive],
    ['hint', hints.origin],
    ['soa', head.absolute],
    ['fallback', hints.fallbackOrigin],
  ];
  const [from, name] = sources.find(([, said]) => said !== undefined) ?? (['none', undefined] as const);
  const origin = hints.origin ?? name;
  if (head.soa === undefined) return { origin, apex: undefined, from, name };
  if (from === 'hint') return { origin, apex: name, from, name };
  const owner = canonicalName(head.soa, head.soaOrigin ?? origin);
  return { origin, apex: owner?.endsWith('.') ? owner : undefined, from, name };
}

interface Head {
  /** The `$ORIGIN` before all records, where the file alone makes it absolute. */
  directive: string | undefined;
  /** The first absolute SOA or NS owner. */
  absolute: string | undefined;
  /** The SOA's owner as written, and the origin in effect there. */
  soa: string | undefined;
  soaOrigin: string | undefined;
}

function readHeadOf(text: string, origin: string | undefined): Head {
  const found: Head = { directive: undefined, absolute: undefined, soa: undefined, soaOrigin: undefined };
  const fields = new FieldList();
  const scan = new EntryScan();
  const head = new RecordHead();
  const state = new ZoneState();
  /** What the file says by itself. */
  const own = new ZoneState();
  if (origin !== undefined) state.origin = originOf(origin);
  const length = Math.min(text.length, originReach);
  let records = 0;
  let at = 0;
  for (let entries = 0; at < length && entries < headEntries; entries++) {
    readEntry(text, at, length, fields, scan);
    at = scan.end;
    if (fields.count === 0) continue;
    if (!scan.indented && text.charCodeAt(fields.starts[0]!) === DOLLAR) {
      state.directive(fields);
      own.directive(fields);
      if (records === 0) found.directive = own.origin.name;
      continue;
    }
    records++;
    readHead(fields, scan.indented, head);
    if (head.owner >= 0) state.setOwner(text, fields.starts[0]!, fields.ends[0]!, 0, 0);
    if (head.typeCode !== SOA && head.typeCode !== NS) continue;
    const name = state.ownerName;
    if (name?.endsWith('.')) found.absolute ??= name;
    if (head.typeCode === SOA && name !== undefined) {
      found.soa = state.owner;
      found.soaOrigin = state.origin.name;
      break;
    }
  }
  return found;
}
