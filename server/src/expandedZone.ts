import { type Message, msg } from './message.js';
import { severityOf } from './rules/levels.js';
import { type ExpandOptions, expandZone } from './zone/expand.js';
import type { ZoneSource } from './zone/includes.js';
import type { ExpandedRecord } from './zone/rrsets.js';
import { checkedZone } from './zoneCheck.js';

/** How far a zone is expanded for somebody who waits for it: so many records of `$GENERATE` take about a second. */
export const whileWaited = { mostGenerated: 100_000, mostRefusals: 100 } satisfies Partial<ExpandOptions>;

/** Why BIND refuses a zone, or why it is not expanded. */
export interface Cause {
  /** The file, where one line of it is at fault. */
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
  readonly message: Message;
}

/** A zone as `named-compilezone -s full` prints it, one record a line; the causes where BIND refuses it. */
export function expandedZone(
  source: ZoneSource,
  options: ExpandOptions,
): { readonly lines: readonly string[] } | { readonly causes: readonly Cause[] } {
  const { records, refusals } = expandZone(source, options);
  if (refusals.length > 0) return { causes: refusals };
  const lines = [...records].map(toLine);
  const causes = wholeZone(lines, options.origin);
  return causes.length > 0 ? { causes } : { lines };
}

const toLine = ({ owner, ttl, type, rdata }: ExpandedRecord) =>
  `${owner} ${ttl} IN ${type} ${rdata}`.trimEnd();

/** What only the whole zone shows. */
function wholeZone(lines: readonly string[], origin: string): Cause[] {
  if (!lines.some((line) => / IN SOA /.test(line)))
    return [{ message: msg('The zone {0} has no SOA record.', origin) }];
  const findings = checkedZone(`${lines.join('\n')}\n`, { origin }).findings();
  return findings.filter(
    (finding) => finding.rule.startsWith('zone/') && severityOf(finding, {}) === 'error',
  );
}
