import { movedSpan } from '../span.js';
import type { Finding } from './finding.js';

/** A finding further on by so many characters, with its related places and the offsets in its data. */
export function movedFinding(finding: Finding, by: number): Finding {
  if (by === 0) return finding;
  return {
    ...finding,
    ...movedSpan(finding, by),
    ...(finding.data !== undefined && { data: movedData(finding.data, by) }),
    ...(finding.related && {
      related: finding.related.map((place) =>
        place.uri === undefined ? { ...place, ...movedSpan(place, by) } : place,
      ),
    }),
  };
}

/** Findings as they stood when something was at an offset. */
export interface FoundAt {
  readonly offset: number;
  readonly findings: readonly Finding[];
}

/** The same now that it is at another. */
export function findingsAt({ offset: before, findings }: FoundAt, offset: number): readonly Finding[] {
  return offset === before ? findings : findings.map((finding) => movedFinding(finding, offset - before));
}

/** Offsets in the data of a finding: numbers named `start`, `end`, or ending in `At`, `Start`, `End` or `From`. */
function movedData(value: unknown, by: number): unknown {
  if (Array.isArray(value)) return value.map((item) => movedData(item, by));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      typeof item === 'number' && item >= 0 && /^(?:start|end)$|(?:At|Start|End|From)$/.test(key)
        ? item + by
        : movedData(item, by),
    ]),
  );
}
