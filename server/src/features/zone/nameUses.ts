/** Where a zone file uses domain names: owners and names in RDATA. */
import { lastNotAfter } from '../../lines.js';
import type { Span } from '../../span.js';
import type { Steps } from '../../steps.js';
import type { Chunk } from '../../zone/chunk.js';
import type { ZoneDocument } from '../../zone/document.js';
import { readGenerated } from '../../zone/generate.js';
import type { DirectiveEntry, Entry, Field, RecordEntry } from '../../zone/model.js';
import { canonicalName, checkName, labels, nameKey } from '../../zone/names.js';
import { formatOf, type RdataField } from '../../zone/rdata/table.js';

/** A name where it is written; the span leaves out quotes around it. */
export interface NameUse extends Span {
  readonly kind: 'owner' | 'rdata';
  /** As written, without quotes. */
  readonly written: string;
  /** Canonical, absolute where the origin is known. */
  readonly name: string;
  /** The origin in effect, absolute. */
  readonly origin: string | undefined;
  readonly entry: Entry;
}

/** The names that a record writes. */
export function* namesOf(record: RecordEntry): Generator<NameUse> {
  const { origin } = record;
  const { owner, ownerName } = record;
  // Of one that is no name there is none.
  if (owner !== undefined && ownerName !== undefined) yield useOf(record, origin, owner, 'owner', ownerName);
  if (record.rdata[0]?.raw === '\\#') return;
  const fields = formatOf(record.typeCode)?.fields ?? [];
  for (const [index, field] of record.rdata.entries()) {
    const format = fields[index] ?? fields.at(-1);
    if (format !== undefined && isName(format, index < fields.length))
      yield* nameOf(record, origin, field, 'rdata');
  }
}

/** The names that a `$GENERATE` writes for every number: those without a `$`. */
function* namesOfGenerate(entry: DirectiveEntry, origin: string | undefined): Generator<NameUse> {
  const [, owner, ...rest] = entry.arguments;
  if (entry.name !== '$GENERATE' || owner === undefined) return;
  const { at, type } = readGenerated((index) => rest[index]?.raw ?? '');
  const data = rest[at + 1];
  const [only, ...more] = formatOf(type)?.fields ?? [];
  if (!owner.raw.includes('$')) yield* nameOf(entry, origin, owner, 'owner');
  if (data === undefined || data.raw.includes('$') || only === undefined || more.length > 0) return;
  if (isName(only, true)) yield* nameOf(entry, origin, data, 'rdata');
}

/**
 * Whether a field is the name of something that owns records. Mailboxes (of SOA and RP) are addresses of mail in the
 * form of names. Gateways (of IPSECKEY), which may be names, are not looked into.
 */
function isName({ name, kind }: RdataField, own: boolean): boolean {
  return (
    kind === 'names' ||
    (own && (kind === 'name' || kind === 'quotableName') && !name.template.includes('mailbox'))
  );
}

function* nameOf(
  entry: Entry,
  origin: string | undefined,
  field: Field,
  kind: NameUse['kind'],
): Generator<NameUse> {
  if (field.quoted && !/^"[\s\S]+"$/.test(field.raw)) return;
  const written = unquoted(field);
  if (checkName(written, 0, written.length, 0) !== 0) return;
  const name = canonicalName(written, origin);
  if (name !== undefined) yield useOf(entry, origin, field, kind, name);
}

const unquoted = ({ raw, quoted }: Field) => (quoted ? raw.slice(1, -1) : raw);

function useOf(
  entry: Entry,
  origin: string | undefined,
  field: Field,
  kind: NameUse['kind'],
  name: string,
): NameUse {
  const quote = field.quoted ? 1 : 0;
  const written = unquoted(field);
  return { kind, start: field.start + quote, end: field.end - quote, written, name, origin, entry };
}

/** The name at an offset, or just before it. */
export function nameAt(zone: ZoneDocument, offset: number): NameUse | undefined {
  const entry = zone.entryAt(offset);
  if (entry === undefined || entry.kind === 'blank') return undefined;
  const names = entry.kind === 'record' ? namesOf(entry) : namesOfGenerate(entry, zone.originAt(entry.start));
  for (const use of names) {
    if (use.start <= offset && offset <= use.end) return use;
  }
  return undefined;
}

/**
 * Everywhere that a name is written, in any spelling, in file order. Of a `$GENERATE` what holds
 * no `$`; included files are not looked into.
 *
 * @param keep gives what is kept of each use; undefined for what is not wanted
 * @param most so many are looked for
 */
export function* usesOf<Kept>(
  zone: ZoneDocument,
  name: string,
  keep: (use: NameUse) => Kept | undefined,
  most = Number.POSITIVE_INFINITY,
): Steps<Kept[]> {
  const key = nameKey(name);
  const [first = ''] = labels(key);
  const uses: Kept[] = [];
  for (const [index, chunk] of zone.index.chunks.entries()) {
    for (const { entry, before } of zone.index.readChunk(index, mentions(chunk, first))) {
      if (entry.kind === 'blank') continue;
      const names = entry.kind === 'record' ? namesOf(entry) : namesOfGenerate(entry, before.origin.name);
      for (const use of names) {
        const kept = nameKey(use.name) === key ? keep(use) : undefined;
        if (kept !== undefined && uses.push(kept) >= most) return uses;
      }
    }
    yield;
  }
  return uses;
}

/**
 * The entries whose text can hold a name with such a first label: written so, with escapes, or as `@`. The others are not
 * even made. Undefined where any entry can: a label with escapes may be written without, and the root has no label.
 */
function mentions({ text, starts }: Chunk, label: string): number[] | undefined {
  if (label === '' || label.includes('\\')) return undefined;
  const found: number[] = [];
  const search = new RegExp(`[@\\\\]|${label.replace(/[^a-z0-9]/g, '\\$&')}`, 'gi');
  for (let match = search.exec(text); match !== null; match = search.exec(text)) {
    const entry = lastNotAfter(starts, match.index);
    found.push(entry);
    // One mention is enough.
    search.lastIndex = starts[entry + 1] ?? text.length;
  }
  return found;
}
