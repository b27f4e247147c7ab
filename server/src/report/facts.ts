/**
 * A report as plain values: what counting, aggregation and the machine-readable exports use. Strings are as the report
 * has them.
 */
import type { ReportEntry, ReportModel } from './model.js';
import type { ReportObject } from './object.js';
import { plainName, policyLine, readStsPolicy } from './policy.js';
import { numberAt, stringsAt, wordAt } from './values.js';

export interface Sessions {
  readonly successful: number;
  readonly failed: number;
}

/** Members that a report lacks are null. */
export interface FailureFacts {
  readonly resultType: string | null;
  readonly count: number | null;
  readonly receivingMx: string | null;
  readonly receivingIp: string | null;
  readonly sendingIp: string | null;
  readonly helo: string | null;
  readonly reason: string | null;
  readonly info: string | null;
}

/** What the entries of one policy have in common in all reports, until the policy changes. */
export interface PolicyHead {
  readonly type: string | null;
  readonly domain: string | null;
  /** `enforce`, `testing` or `none` of an sts policy, as it says. */
  readonly mode: string | null;
  readonly mx: readonly string[];
}

export interface PolicySums extends PolicyHead, Sessions {}

export interface PolicyFacts extends PolicySums {
  readonly failures: readonly FailureFacts[];
}

export interface ReportFacts extends Sessions {
  readonly organization: string | null;
  readonly reportId: string | null;
  readonly contact: string | null;
  readonly start: string | null;
  readonly end: string | null;
  readonly policies: readonly PolicyFacts[];
}

/** Reads the plain values of a report. Its totals count each session once (`countOnce`). */
export function readFacts(model: ReportModel): ReportFacts {
  const policies = model.entries.map((entry) => ({
    ...readPolicy(model, entry),
    failures: entry.details.map((detail) => readFailure(model, detail)),
  }));
  return {
    organization: text(model, model.report, 'organization-name'),
    reportId: text(model, model.report, 'report-id'),
    contact: text(model, model.report, 'contact-info'),
    start: text(model, model.dateRange, 'start-datetime'),
    end: text(model, model.dateRange, 'end-datetime'),
    policies,
    ...countOnce(policies),
  };
}

/** Reads an item of `policies` without its failures. */
export function readPolicy(model: ReportModel, { policy, summary }: ReportEntry): PolicySums {
  const lines = stringsAt(model, policy, 'policy-string').map((line) => line.text);
  const sts = readStsPolicy(lines);
  const hosts = stringsAt(model, policy, 'mx-host').map((host) => mxPattern(host.text));
  const type = text(model, policy, 'policy-type');
  return {
    type,
    domain: text(model, policy, 'policy-domain'),
    mode: type === 'tlsa' ? null : (sts.mode ?? null),
    mx: hosts.length > 0 ? hosts : sts.mx,
    successful: numberAt(model, summary, 'total-successful-session-count') ?? 0,
    failed: numberAt(model, summary, 'total-failure-session-count') ?? 0,
  };
}

function readFailure(model: ReportModel, detail: ReportObject): FailureFacts {
  return {
    resultType: text(model, detail, 'result-type'),
    count: numberAt(model, detail, 'failed-session-count') ?? null,
    receivingMx: text(model, detail, 'receiving-mx-hostname'),
    receivingIp: text(model, detail, 'receiving-ip'),
    sendingIp: text(model, detail, 'sending-mta-ip'),
    helo: text(model, detail, 'receiving-mx-helo'),
    reason: text(model, detail, 'failure-reason-code'),
    info: text(model, detail, 'additional-information'),
  };
}

const text = (model: ReportModel, object: ReportObject | undefined, name: string): string | null =>
  wordAt(model, object, name) ?? null;

/** An item of `mx-host`; some senders leave the policy's key in (`mx: mail.example.com`). */
function mxPattern(item: string): string {
  const line = policyLine(item);
  return line?.key === 'mx' ? line.value : item;
}

/** How policy types are counted: those of the RFC, and any other. */
export const countedTypes = ['sts', 'tlsa', 'no-policy-found', 'other'] as const;
export type CountedType = (typeof countedTypes)[number];

export function countedType(type: string | null): CountedType {
  return countedTypes.find((known) => known === type) ?? 'other';
}

/** The sessions of a domain in a report, by policy type. */
export type DomainSums = Readonly<Record<CountedType, { successful: number; failed: number }>>;

export function emptySums(): DomainSums {
  const none = () => ({ successful: 0, failed: 0 });
  return { sts: none(), tlsa: none(), 'no-policy-found': none(), other: none() };
}

/** The sums of each policy domain; the empty name where a policy has none. */
export function sumsByDomain(policies: readonly PolicySums[]): Map<string, DomainSums> {
  const domains = new Map<string, DomainSums>();
  for (const policy of policies) {
    const name = plainName(policy.domain ?? '');
    const sums = domains.get(name) ?? emptySums();
    domains.set(name, sums);
    const sum = sums[countedType(policy.type)];
    sum.successful += policy.successful;
    sum.failed += policy.failed;
  }
  return domains;
}

/**
 * Sessions without counting one twice: a session that was checked against an sts and a tlsa policy stands under both.
 * For each domain the larger of the sts sum and the tlsa sum (a tie goes to sts), plus what stands under any other type.
 */
export function countOnce(policies: readonly PolicySums[]): Sessions {
  let successful = 0;
  let failed = 0;
  for (const sums of sumsByDomain(policies).values()) {
    for (const part of [largerOf(sums), sums['no-policy-found'], sums.other]) {
      successful += part.successful;
      failed += part.failed;
    }
  }
  return { successful, failed };
}

/** Of the sts and the tlsa sum the one with more sessions. */
export function largerOf({ sts, tlsa }: DomainSums): Sessions {
  return tlsa.successful + tlsa.failed > sts.successful + sts.failed ? tlsa : sts;
}
