import type { Span } from '../../span.js';

/** What the fixes of the report rules need. Offsets are of the document that the finding was made for. */
export type ReportFixData =
  /** Put this source text in the place of the finding's span. */
  | { readonly kind: 'replace'; readonly text: string }
  /** Make the value an array with itself as the only item. */
  | ({ readonly kind: 'wrap' } & Span)
  /** Add a member to the object that starts here. */
  | { readonly kind: 'insert'; readonly object: number; readonly member: string }
  /** Give a member of the object that starts here a value in the place of its empty one. */
  | { readonly kind: 'fill'; readonly object: number; readonly member: string }
  /** Exchange the finding's span and another. */
  | { readonly kind: 'swap'; readonly other: Span };
