/** Going from a name to its records, to all its uses, and from `$INCLUDE` to its file. */
import { type Span, spanOf } from '../../span.js';
import type { Steps } from '../../steps.js';
import type { ZoneDocument } from '../../zone/document.js';
import { includeAt, type KnownFile } from './links.js';
import { type NameUse, nameAt, usesOf } from './nameUses.js';

/** So many places are told, the first: nobody goes through more. */
const mostPlaces = 10_000;

/** A place in this file, or another file as a URI. */
export type Definition = Span | { readonly uri: string };

/**
 * Where the name at an offset owns records: the owner of the first of each run of them. At the file of an `$INCLUDE`
 * that file.
 *
 * @param uri the document's URI, against which file names are resolved
 */
export function* zoneDefinitions(
  zone: ZoneDocument,
  offset: number,
  uri: string,
  known: KnownFile = () => undefined,
): Steps<Definition[]> {
  const included = includeAt(zone, offset, uri, known);
  if (included !== undefined) return [{ uri: included.target }];
  const use = nameAt(zone, offset);
  if (use === undefined) return [];
  let before = -1;
  const firstOfRun = (owner: NameUse): Span | undefined => {
    if (owner.kind !== 'owner') return undefined;
    const isFirst = owner.entry.start !== before;
    before = owner.entry.end;
    return isFirst ? spanOf(owner) : undefined;
  };
  return yield* usesOf(zone, use.name, firstOfRun, mostPlaces);
}

/** The uses of the name at an offset; without the owners where those are not asked for. */
export function* zoneReferences(zone: ZoneDocument, offset: number, owners: boolean): Steps<Span[]> {
  const use = nameAt(zone, offset);
  if (use === undefined) return [];
  const wanted = (found: NameUse) => (owners || found.kind === 'rdata' ? spanOf(found) : undefined);
  return yield* usesOf(zone, use.name, wanted, mostPlaces);
}
