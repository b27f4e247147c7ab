/** Puts a TLS-RPT record into a zone file, where it belongs and in the file's own style. */
import type { Span, SpanEdit } from '../span.js';
import type { DirectiveEntry, Entry, RecordEntry, ZoneView } from '../zone/model.js';
import { canonicalName, ownerIn } from '../zone/names.js';
import { quotedStrings, recordValue, usualTtl } from './generate.js';
import { intendedText, isTooLong } from './intended.js';
import { columnsOf, lineOf } from './style.js';

const TXT = 16;
const MX = 15;

export interface InsertOptions {
  /** The domain that the reports are to be about, absolute with its final dot. */
  readonly domain: string;
  /** The destinations, as `recordUri` gives them. */
  readonly rua: readonly string[];
  /** In seconds; where absent what the file would give the record, if that is not too short for the rules. */
  readonly ttl?: number | undefined;
  /** Whether a TLS-RPT record of the domain gives way to the new one. */
  readonly replace: boolean;
}

/** A TXT record under a name of its own below a domain, as TLS-RPT and MTA-STS have them. */
interface NewText {
  readonly domain: string;
  /** The labels before the domain. */
  readonly label: string;
  readonly value: string;
  readonly ttl: number | undefined;
}

export interface InsertPlan {
  readonly edits: readonly SpanEdit[];
  /** The new record as it will stand in the file, without its line break. */
  readonly text: string;
  /** Where it will stand: an offset of the text as it is now. */
  readonly at: number;
  /** How many records go. */
  readonly replaced: number;
}

/** The TLS-RPT records of a domain, but for what nobody can serve, as long as it is. */
export function recordsAbout(zone: ZoneView, domain: string): RecordEntry[] {
  return zone.recordsOf(`_smtp._tls.${domain}`).filter((entry) => isAboutReports(zone, entry));
}

/** Whether a domain has such records. */
export const hasRecordAbout = (zone: ZoneView, domain: string): boolean =>
  zone.recordsOf(`_smtp._tls.${domain}`).some((entry) => isAboutReports(zone, entry));

const isAboutReports = (zone: ZoneView, entry: RecordEntry) =>
  entry.typeCode === TXT && !isTooLong(entry) && /tlsrpt|rua[ \t]*=/i.test(intendedText(entry, zone).octets);

/** What to change so that the file holds the record. The result draws no finding of its own. */
export function planInsert(zone: ZoneView, options: InsertOptions): InsertPlan {
  const { domain, rua, ttl } = options;
  const old = options.replace ? recordsAbout(zone, domain) : [];
  return plan(zone, { domain, label: '_smtp._tls', value: recordValue(rua), ttl }, old);
}

/**
 * What to change so that the file says that the domain has an MTA-STS policy, or that it has a new one.
 *
 * @param id of the policy: up to 32 letters and digits (RFC 8461 section 3.1)
 */
export function planMtaSts(zone: ZoneView, domain: string, id: string): InsertPlan {
  const old = zone
    .recordsOf(`_mta-sts.${domain}`)
    .filter((entry) => entry.typeCode === TXT && /^\s*v\s*=\s*sts/i.test(intendedText(entry, zone).octets));
  return plan(zone, { domain, label: '_mta-sts', value: `v=STSv1; id=${id}`, ttl: undefined }, old);
}

function plan(zone: ZoneView, record: NewText, [first, ...others]: readonly RecordEntry[]): InsertPlan {
  return first === undefined ? insert(zone, record) : replace(zone, record, first, others);
}

function replace(
  zone: ZoneView,
  { value, ttl }: NewText,
  first: RecordEntry,
  others: readonly RecordEntry[],
): InsertPlan {
  const { start, end } = intendedText(first, zone);
  const edits: SpanEdit[] = [{ start, end, newText: quotedStrings(value) }];
  if (ttl !== undefined && ttl !== first.effectiveTtl?.seconds) {
    const before = first.ttl ?? first.class ?? first.type;
    if (first.ttl !== undefined)
      edits.push({ start: first.ttl.start, end: first.ttl.end, newText: String(ttl) });
    else if (before !== undefined) edits.push({ start: before.start, end: before.start, newText: `${ttl} ` });
  }
  const text = applied(zone, first, edits);
  for (const other of others) edits.push({ ...removal(zone, other), newText: '' });
  return { edits, text, at: first.start, replaced: others.length + 1 };
}

/** An entry's text with some edits applied, from its first field on, without the line break. */
function applied(zone: ZoneView, entry: RecordEntry, edits: readonly SpanEdit[]): string {
  let text = zone.slice(entry.start, entry.end);
  for (const { start, end, newText } of [...edits].sort((a, b) => b.start - a.start)) {
    text = text.slice(0, start - entry.start) + newText + text.slice(end - entry.start);
  }
  return text.trimEnd();
}

/** What goes with a record; the owner stays where records below inherit it. */
function removal(zone: ZoneView, entry: RecordEntry): Span {
  const heir = next(zone, entry);
  if (entry.owner === undefined || heir?.kind !== 'record' || heir.owner !== undefined) return entry;
  return {
    start: entry.owner.end,
    end: heir.start + /^[ \t]*/.exec(zone.slice(heir.start, heir.end))![0].length,
  };
}

function next(zone: ZoneView, entry: Entry): Entry | undefined {
  for (const other of zone.entries({ start: entry.end, end: zone.length })) {
    if (other.start >= entry.end && other.kind !== 'blank') return other;
  }
  return undefined;
}

function insert(zone: ZoneView, { domain, label, value, ttl }: NewText): InsertPlan {
  const model = neighbour(zone, domain);
  const own = ttl ?? longEnough(model?.effectiveTtl?.seconds);
  const place = placeAfter(zone, model, own);
  const inherited = place.before?.effectiveTtl;
  const wanted = own ?? longEnough(inherited?.seconds) ?? usualTtl;
  // A written TTL becomes the default of what follows, where nothing else is.
  const writesTtl =
    model?.ttl !== undefined ? !place.inherits : inherited === undefined || inherited.seconds !== wanted;
  const line = lineOf(
    {
      owner: ownerIn(`${label}.${domain}`, place.origin, isAbsoluteStyle(zone, model)),
      ttl: writesTtl ? wanted : undefined,
      type: 'TXT',
      rdata: quotedStrings(value),
    },
    model === undefined ? undefined : columnsOf(zone, model),
  );
  const newline = zone.slice(0, 65536).includes('\r\n') ? '\r\n' : '\n';
  const open = place.at > 0 && !/[\r\n]/.test(zone.slice(place.at - 1, place.at));
  const newText = open ? newline + line : line + newline;
  return { edits: [{ start: place.at, end: place.at, newText }], text: line, at: place.at, replaced: 0 };
}

/** RFC 8460 section 7 wants a large TTL: under an hour the rules have something to say. */
const longEnough = (seconds: number | undefined) =>
  seconds !== undefined && seconds < 3600 ? usualTtl : seconds;

/** The record that the new one goes beside, and whose style it takes. */
function neighbour(zone: ZoneView, domain: string): RecordEntry | undefined {
  const own = zone.recordsOf(domain);
  return (
    zone.recordsOf(`_mta-sts.${domain}`).at(-1) ??
    own.findLast(({ typeCode }) => typeCode === MX) ??
    zone.recordsOf(`_dmarc.${domain}`).at(-1) ??
    own.at(-1) ??
    lastRecord(zone)
  );
}

function lastRecord(zone: ZoneView): RecordEntry | undefined {
  // The last screens of the file are enough: a million records are not made objects for this.
  for (const from of [Math.max(0, zone.length - 65536), 0]) {
    let last: RecordEntry | undefined;
    for (const entry of zone.entries({ start: from, end: zone.length })) {
      if (entry.kind === 'record' && entry.ownerName !== undefined) last = entry;
    }
    if (last !== undefined) return last;
  }
  return undefined;
}

interface Place {
  readonly at: number;
  readonly origin: string | undefined;
  /** The record that the new one comes after. */
  readonly before: RecordEntry | undefined;
  /** Whether the record that follows takes its TTL from the one before it. */
  readonly inherits: boolean;
}

/** After a record and all that inherit its owner: a line between would give them another. */
function placeAfter(zone: ZoneView, model: RecordEntry | undefined, ttl: number | undefined): Place {
  if (model === undefined)
    return { at: zone.length, origin: zone.origin, before: undefined, inherits: false };
  let before = model;
  let at = model.end;
  let { origin } = model;
  let current = origin;
  let following: RecordEntry | undefined;
  for (const entry of zone.entries({ start: model.end, end: zone.length })) {
    if (entry.start < model.end || entry.kind === 'blank') continue;
    // The TTL of the new record would go on to what takes that of the record before it.
    const isOther = ttl !== undefined && before.effectiveTtl?.seconds !== ttl;
    if (entry.kind === 'directive') {
      const [name] = entry.arguments;
      if (entry.name === '$ORIGIN' && name !== undefined) current = canonicalName(name.raw, current);
      if (entry.name !== '$INCLUDE' && entry.name !== '$GENERATE') continue;
      if (!isOther || !mayTakeTtl(zone, entry)) break;
      at = entry.end;
      origin = current;
      continue;
    }
    following = entry;
    const passesTtl = isOther && entry.effectiveTtl?.from === 'previous';
    if (entry.owner !== undefined && !passesTtl) break;
    before = entry;
    at = entry.end;
    origin = current = entry.origin;
    following = undefined;
  }
  const inherits = following?.effectiveTtl?.from === 'previous';
  return { at, origin, before, inherits };
}

/** Whether records that a directive brings may take the TTL of the record before it: nothing else gives them one. */
function mayTakeTtl(zone: ZoneView, { name, start, arguments: words }: DirectiveEntry): boolean {
  const head = words.slice(2, 4).map(({ raw }) => raw);
  if (name === '$GENERATE' && /^(?:(?:IN|CH|HS) )?\d/i.test(head.join(' '))) return false;
  let isDefault = false;
  for (const entry of zone.entries({ start: Math.max(0, start - 65536), end: start })) {
    if (entry.kind === 'directive' && entry.name === '$TTL') isDefault = true;
    if (entry.kind !== 'record' || entry.effectiveTtl === undefined) continue;
    const { from } = entry.effectiveTtl;
    if (from === 'directive' || from === 'soa') isDefault = true;
    else if (from === 'previous') isDefault = false;
  }
  return !isDefault;
}

/** Whether the file writes owners in full: as the record beside, or the last before it that names its owner. */
function isAbsoluteStyle(zone: ZoneView, model: RecordEntry | undefined): boolean {
  if (model === undefined) return false;
  if (model.owner !== undefined) return model.owner.raw.endsWith('.');
  let owner: string | undefined;
  for (const entry of zone.entries({ start: Math.max(0, model.start - 8192), end: model.start })) {
    if (entry.kind === 'record' && entry.owner !== undefined && entry.start < model.start)
      owner = entry.owner.raw;
  }
  return owner?.endsWith('.') === true;
}
