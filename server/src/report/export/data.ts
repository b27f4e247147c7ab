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

/** So many policies, or failure details of one, are a piece of the JSON document. */
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

/** A report may have ten thousand policies. */
function reportPieces({ file, facts }: NamedReport): Generator<string> {
  const whole = indented(reportData({ file, facts: { ...facts, policies: [] } }), 4);
  return filled(whole, 'policies', facts.policies, 6, policyPieces);
}

function* policyPieces(policies: readonly PolicyFacts[]): Generator<string> {
  const isLong = ({ failures }: PolicyFacts) => failures.length > together;
  let before = '';
  for (let from = 0; from < policies.length; ) {
    let next = from;
    while (next < policies.length && next - from < together && !isLong(policies[next]!)) next++;
    if (next > from) {
      yield before + itemsOf(policies.slice(from, next).map(policyData), 6);
    } else {
      const policy = policies[next++]!;
      const whole = before + itemsOf([policyData({ ...policy, failures: [] })], 6);
      yield* filled(whole, 'failures', policy.failures, 10, failurePieces);
    }
    before = ',';
    from = next;
  }
}

function* failurePieces(failures: readonly FailureFacts[]): Generator<string> {
  for (let from = 0; from < failures.length; from += together)
    yield (from > 0 ? ',' : '') + itemsOf(failures.slice(from, from + together), 10);
}

/** The text of an object that has an empty list, with what belongs into that. */
function* filled<Item>(
  whole: string,
  name: string,
  items: readonly Item[],
  by: number,
  pieces: (items: readonly Item[]) => Generator<string>,
): Generator<string> {
  const none = `"${name}": []`;
  // Within a string the quotes would have backslashes.
  const at = whole.indexOf(none) + none.length - 1;
  yield whole.slice(0, at);
  yield* pieces(items);
  yield `${items.length > 0 ? `\n${' '.repeat(by)}` : ''}${whole.slice(at)}`;
}

/** The text of a list without its brackets. */
const itemsOf = (items: readonly object[], by: number) =>
  indented(items, by).slice(1, -`\n${' '.repeat(by)}]`.length);

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
