import { type Message, msg } from './message.js';
import { checkedInSteps } from './rules/engine.js';
import { severityOf } from './rules/levels.js';
import { each, finish, type Steps } from './steps.js';
import { type ExpandOptions, expandZone } from './zone/expand.js';
import type { ZoneSource } from './zone/includes.js';
import type { ExpandedRecord } from './zone/rrsets.js';

/** How far a zone is expanded for somebody who waits for it: so many records of `$GENERATE` take about a second. */
export const whileWaited = { mostGenerated: 100_000, mostRefusals: 100 } satisfies Partial<ExpandOptions>;

/** Of more records nobody reads the text in an editor. */
export const mostExpanded = 100_000;

/** Why BIND refuses a zone, or why it is not expanded. */
export interface Cause {
  /** The file, where one line of it is at fault. */
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
  readonly message: Message;
}

/** What comes of expanding a zone. */
export type ExpandedZone = { readonly lines: readonly string[] } | { readonly causes: readonly Cause[] };

/** A zone as `named-compilezone -s full` prints it, one record a line; the causes where BIND refuses it. */
export function expandedZone(source: ZoneSource, options: ExpandOptions): ExpandedZone {
  return finish(expandedInSteps(source, options));
}

/** The same in steps. */
export function* expandedInSteps(source: ZoneSource, options: ExpandOptions): Steps<ExpandedZone> {
  const { records, refusals } = yield* expandZone(source, options);
  if (refusals.length > 0) return { causes: refusals };
  const lines = yield* each(records, toLine);
  const causes = yield* wholeZone(lines, options.origin);
  return causes.length > 0 ? { causes } : { lines };
}

const toLine = ({ owner, ttl, type, rdata }: ExpandedRecord) =>
  `${owner} ${ttl} IN ${type} ${rdata}`.trimEnd();

/** What only the whole zone shows. */
function* wholeZone(lines: readonly string[], origin: string): Steps<Cause[]> {
  if (!lines.some((line) => / IN SOA /.test(line)))
    return [{ message: msg('The zone {0} has no SOA record.', origin) }];
  // BIND knows no more rules than those of zones.
  const zone = yield* checkedInSteps(`${lines.join('\n')}\n`, [], { origin });
  const findings = yield* zone.findingsInSteps();
  return findings.filter(
    (finding) => finding.rule.startsWith('zone/') && severityOf(finding, {}) === 'error',
  );
}
