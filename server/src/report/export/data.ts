/** Reports for programs: the JSON document and the flat rows that the command line and the pages export. */
import type { FailureFacts, PolicyFacts, ReportFacts, Sessions } from '../facts.js';
import { visibleJson } from '../visible.js';

/** A report and the file that it comes from. */
export interface NamedReport {
  readonly file: string;
  readonly facts: ReportFacts;
}

export interface Unreadable {
  readonly file: string;
  readonly reason: string;
}

/** A report that was read before, from another file: it is not counted again. */
export interface Copy {
  readonly file: string;
  readonly sameAs: string;
}

/** A report of the JSON document; the member names are a public contract. */
export interface ReportData extends Sessions {
  readonly file: string;
  readonly organization: string | null;
  readonly reportId: string | null;
  readonly contact: string | null;
  readonly start: string | null;
  readonly end: string | null;
  readonly policies: readonly PolicyFacts[];
}

export function reportData({ file, facts }: NamedReport): ReportData {
  const { organization, reportId, contact, start, end, policies, successful, failed } = facts;
  return {
    file,
    organization,
    reportId,
    contact,
    start,
    end,
    policies: policies.map(policyData),
    successful,
    failed,
  };
}

function policyData({ type, domain, mode, mx, successful, failed, failures }: PolicyFacts): PolicyFacts {
  return { type, domain, mode, mx, successful, failed, failures };
}

/** The JSON document of several reports. Characters that do not show are escaped, so that it is safe to print. */
export function toJson(reports: Iterable<NamedReport>, unreadable: readonly Unreadable[] = []): string {
  return [...jsonPieces(reports, unreadable)].join('');
}

/** So many policies are a piece of the JSON document. */
const together = 200;

/** The same in pieces. */
export function* jsonPieces(
  reports: Iterable<NamedReport>,
  unreadable: readonly Unreadable[],
): Generator<string> {
  const totals = { reports: 0, successful: 0, failed: 0 };
  const open = '{\n  "reports": [';
  let before = open;
  for (const report of reports) {
    totals.reports++;
    totals.successful += report.facts.successful;
    totals.failed += report.facts.failed;
    yield `${before}\n    `;
    yield* reportPieces(report);
    before = ',';
  }
  yield `${before === open ? open : '\n  '}],\n  "totals": ${indented(totals, 2)},\n`;
  yield `  "unreadable": ${indented(unreadable, 2)}\n}\n`;
}

/** A report may have a hundred thousand policies. */
function* reportPieces({ file, facts }: NamedReport): Generator<string> {
  const none = '"policies": []';
  const whole = indented(reportData({ file, facts: { ...facts, policies: [] } }), 4);
  // Within a string the quotes would have backslashes.
  const at = whole.indexOf(none);
  let before = whole.slice(0, at + none.length - 1);
  for (let from = 0; from < facts.policies.length; from += together) {
    const items = indented(facts.policies.slice(from, from + together).map(policyData), 6);
    yield before + items.slice(1, -'\n      ]'.length);
    before = ',';
  }
  yield facts.policies.length === 0 ? whole : `\n      ${whole.slice(at + none.length - 1)}`;
}

function indented(value: object, by: number): string {
  return visibleJson(JSON.stringify(value, null, 2)).replaceAll('\n', `\n${' '.repeat(by)}`);
}

/**
 * A failure detail, or a policy without any. A policy's own counts stand in its first row and are null in the others:
 * the columns can be summed.
 */
export interface FlatRow extends FailureFacts {
  readonly file: string;
  readonly organization: string | null;
  readonly reportId: string | null;
  readonly contact: string | null;
  readonly start: string | null;
  readonly end: string | null;
  readonly policyType: string | null;
  readonly policyDomain: string | null;
  readonly policyMode: string | null;
  /** The MX patterns, with a space between. */
  readonly policyMx: string;
  readonly successful: number | null;
  readonly failed: number | null;
}

const noFailure: FailureFacts = {
  resultType: null,
  count: null,
  receivingMx: null,
  receivingIp: null,
  sendingIp: null,
  helo: null,
  reason: null,
  info: null,
};

export function flatRows({ file, facts }: NamedReport): FlatRow[] {
  const { organization, reportId, contact, start, end } = facts;
  return facts.policies.flatMap((policy) => {
    const failures = policy.failures.length > 0 ? policy.failures : [noFailure];
    return failures.map((failure, i) => ({
      ...{ file, organization, reportId, contact, start, end },
      policyType: policy.type,
      policyDomain: policy.domain,
      policyMode: policy.mode,
      policyMx: policy.mx.join(' '),
      successful: i === 0 ? policy.successful : null,
      failed: i === 0 ? policy.failed : null,
      ...failure,
    }));
  });
}

/** Newline-delimited JSON, a line for each flat row. */
export function toNdjson(report: NamedReport): string {
  return flatRows(report)
    .map((row) => `${visibleJson(JSON.stringify(row))}\n`)
    .join('');
}
