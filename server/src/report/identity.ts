import type { ReportFacts } from './facts.js';

/**
 * What two copies of a report have in common, and no two other reports: organization, report-id, date range, and the
 * types and domains of its policies; all of its figures too where it has no report-id. A report often comes twice, as
 * a mail and as the file that was attached to it.
 */
export function identityOf({ organization, reportId, start, end, policies }: ReportFacts): number {
  const body = reportId === null ? policies : policies.map(({ type, domain }) => [type, domain]);
  return hash(JSON.stringify([organization, reportId, start, end, body]));
}

/** 53 bits of a text (two 32-bit multiplicative hashes): copies are told apart without keeping their names. */
function hash(text: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (2097151 & low) + (high >>> 0);
}
