/** Small sums and names that the parts of a folder's result share. */
import type { SessionCounts } from '../../../protocol/summary.js';
import type { Sessions } from './facts.js';
import { counts } from './summary.js';
import { dayLength, utcDay } from './time.js';

/** Longest list of names that is handed out. */
export const maxListed = 500;

/** First and last day, in days since 1970. */
export type Range = readonly [first: number, last: number];

export function dayName(day: number): string {
  return utcDay(day * dayLength);
}

export function add(parts: readonly Sessions[]): Sessions {
  let successful = 0;
  let failed = 0;
  for (const part of parts) {
    successful += part.successful;
    failed += part.failed;
  }
  return { successful, failed };
}

export function total(parts: readonly Sessions[]): SessionCounts {
  const { successful, failed } = add(parts);
  return counts(successful, failed);
}
