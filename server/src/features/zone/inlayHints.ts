/** Hints with the full name of an owner that a line leaves out, or writes relative to the origin. */
import type { Span } from '../../span.js';
import type { ZoneDocument } from '../../zone/document.js';
import type { RecordEntry } from '../../zone/model.js';
import { isAbsolute } from '../../zone/names.js';

export interface OwnerHint {
  readonly offset: number;
  /** What the hint adds: the rest of a relative name, with its dot, or a whole name. */
  readonly text: string;
  /** Whether it stands apart from the owner before it. */
  readonly apart: boolean;
}

/** The hints that stand in a span. */
export function* ownerHints(zone: ZoneDocument, span: Span): Generator<OwnerHint> {
  for (const entry of zone.entries(span)) {
    const hint = entry.kind === 'record' ? ownerHint(entry) : undefined;
    if (hint !== undefined && span.start <= hint.offset && hint.offset <= span.end) yield hint;
  }
}

function ownerHint({ start, owner, ownerName, origin }: RecordEntry): OwnerHint | undefined {
  // Where the origin is unknown there is no more to say than the line does.
  if (!ownerName?.endsWith('.')) return undefined;
  if (owner === undefined) return { offset: start, text: ownerName, apart: false };
  const quote = owner.quoted ? 1 : 0;
  if (isAbsolute(owner.raw, quote, owner.raw.length - quote)) return undefined;
  if (owner.quoted || owner.raw === '@') return { offset: owner.end, text: ownerName, apart: true };
  return { offset: owner.end, text: origin === '.' ? '.' : `.${origin}`, apart: false };
}
