/** What can be opened from a zone file: the destinations of TLS-RPT records, and included files. */
import type { Span } from '../../span.js';
import type { Steps } from '../../steps.js';
import { sourceSpan } from '../../tlsrpt/intended.js';
import { partsOf, uriMeaning } from '../../tlsrpt/parts.js';
import type { ZoneDocument } from '../../zone/document.js';
import type { DirectiveEntry, RecordEntry, ZoneView } from '../../zone/model.js';
import { reportValue } from './reportValue.js';

/** So many links of a file are found. */
const mostLinks = 5000;

export interface ZoneLink extends Span {
  readonly kind: 'mailto' | 'https' | 'include';
  /** What it opens: a URI. */
  readonly target: string;
}

/** The URI of an included file by the name that the zone gives it; undefined where it is not read. */
export type KnownFile = (written: string) => string | undefined;

/**
 * The links of a file, the first 5,000. A destination that goes over several strings is one link.
 *
 * @param uri the document's URI, against which file names are resolved
 */
export function* zoneLinks(
  zone: ZoneDocument,
  uri: string,
  known: KnownFile = () => undefined,
): Steps<ZoneLink[]> {
  const links: ZoneLink[] = [];
  for (const [index, chunk] of zone.index.chunks.entries()) {
    yield;
    // Spares reading what has no links.
    if (!/\$include|tlsrpt|_tls/i.test(chunk.text)) continue;
    for (const { entry } of zone.index.readChunk(index)) {
      if (entry.kind === 'directive') links.push(...includeLinks(entry, uri, known));
      else if (entry.kind === 'record') links.push(...destinationLinks(zone, entry));
      if (links.length >= mostLinks) return links.slice(0, mostLinks);
    }
  }
  return links;
}

/** The included file whose name stands at an offset. */
export function includeAt(
  zone: ZoneView,
  offset: number,
  uri: string,
  known: KnownFile,
): ZoneLink | undefined {
  const entry = zone.entryAt(offset);
  if (entry?.kind !== 'directive') return undefined;
  return includeLinks(entry, uri, known).find(({ start, end }) => start <= offset && offset <= end);
}

function includeLinks(
  { name, arguments: [file] }: DirectiveEntry,
  uri: string,
  known: KnownFile,
): ZoneLink[] {
  if (name !== '$INCLUDE' || file === undefined) return [];
  const written = file.raw.replace(/^"|"$/g, '');
  const target = known(written) ?? fileTarget(written, uri);
  return target === undefined ? [] : [{ kind: 'include', start: file.start, end: file.end, target }];
}

/**
 * The URI of a file that another names and that is not read. Relative names are resolved against the document's folder: BIND takes its
 * working directory, which is often the same. Undefined where the document has no folder.
 */
function fileTarget(file: string, uri: string): string | undefined {
  // A half of a surrogate pair is in no URI.
  if (file === '' || /\p{Cs}/u.test(file) || !/^[a-z][a-z0-9+.-]*:\/\//i.test(uri)) return undefined;
  const path = file.replace(/^\/+/, '/').split('/').map(encodeURIComponent).join('/');
  return URL.canParse(path, uri) ? new URL(path, uri).href : undefined;
}

/** The destinations of a TLS-RPT record. */
function destinationLinks(zone: ZoneView, record: RecordEntry): ZoneLink[] {
  const value = reportValue(zone, record);
  if (value === undefined) return [];
  return partsOf(value.octets).flatMap(({ kind, start, end, text }) => {
    if (kind !== 'uri' || uriMeaning(text) === undefined || !/^[!-~]+$/.test(text) || !URL.canParse(text)) {
      return [];
    }
    const scheme = /^mailto/i.test(text) ? 'mailto' : 'https';
    return [{ kind: scheme, ...sourceSpan(value, start, end), target: text }];
  });
}
