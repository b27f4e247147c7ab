/** A report as people read it: from the model to the items of `protocol/summary.ts`, each with its place in the text. */
import type {
  FailureGroup,
  PolicyCard,
  ReportSummary,
  SessionCounts,
  SourcedText,
  SummaryFinding,
  VerdictLevel,
  ZoneStatement,
} from '../../../protocol/summary.js';
import { durationWords } from '../counted.js';
import { figure, type Message, msg, percentage, type Quantity, type Say } from '../message.js';
import { rulePage } from '../rules/catalogue.js';
import type { RatedFinding } from '../rules/levels.js';
import { spanOf } from '../span.js';
import { countOnce, type PolicySums, readPolicy } from './facts.js';
import { failureRows, groupFailures } from './failures.js';
import type { ReportEntry, ReportModel } from './model.js';
import type { ReportObject } from './object.js';
import { readStsPolicy, readTlsa, tlsaText } from './policy.js';
import { dayLength, readTime, utcDay, wholeDays } from './time.js';
import { countAt, stringsAt, textAt, wordAt } from './values.js';
import { visible } from './visible.js';

export interface SummaryOptions {
  readonly say: Say;
  /** Name of the file, without its folder. */
  readonly file?: string;
  readonly findings?: readonly RatedFinding[];
  /** How many there are beside these. */
  readonly moreFindings?: number;
  readonly zone?: readonly ZoneStatement[];
}

/** So many of each are shown; a report of one domain has one policy, or two, and thousands of details at most. */
const mostPolicies = 1000;
const mostDetails = 20_000;

/** Makes the summary of a report; a text that is no report has an empty one. */
export function summarize(model: ReportModel, options: SummaryOptions): ReportSummary {
  const { say, file, findings = [], moreFindings = 0 } = options;
  const policies = model.entries.map((entry) => readPolicy(model, entry));
  const once = countOnce(policies);
  const totals = counts(once.successful, once.failed);
  const details = failureRows(model, mostDetails);
  const failures = groupFailures(details, say);
  const at = (object: ReportObject | undefined, name: string) => sourced(model, object, name);
  const organization = at(model.report, 'organization-name');
  const reportId = at(model.report, 'report-id');
  const contact = at(model.report, 'contact-info');
  const start = at(model.dateRange, 'start-datetime');
  const end = at(model.dateRange, 'end-datetime');
  const range = rangeText(
    wordAt(model, model.dateRange, 'start-datetime'),
    wordAt(model, model.dateRange, 'end-datetime'),
    say,
  );
  const cards = model.entries
    .slice(0, mostPolicies)
    .map((entry, index) => card(model, entry, policies[index]!, say));
  const notes = [
    ...(standTwice(policies) ? [eachCountsOnce] : []),
    ...left(policies.length - cards.length, (count) => msg('Policies that are not shown: {0}.', count)),
    ...left(model.byShape.failureDetail.length - details.length, (count) =>
      msg('Failure details that are not shown and not added up by cause: {0}.', count),
    ),
    ...left(moreFindings, (count) => msg('Findings that are not shown: {0}.', count)),
  ];
  return {
    verdict: verdict(policies, totals, failures, say),
    header: {
      ...(organization ? { organization } : {}),
      ...(reportId ? { reportId } : {}),
      ...(contact ? { contact } : {}),
      ...(start ? { start } : {}),
      ...(end ? { end } : {}),
      ...(range ? { range } : {}),
      ...(file === undefined ? {} : { file: visible(file) }),
      domains: [...new Set(cards.flatMap(({ domain }) => domain?.text || []))],
    },
    totals: { ...totals, ...(notes.length > 0 ? { note: notes.map(say).join(' ') } : {}) },
    policies: cards,
    failures,
    details,
    findings: findings.map((finding) => shownFinding(finding, say)),
    zone: options.zone ?? [],
  };
}

/** What is said of those that are left out, if any are. */
const left = (count: number, message: (count: Quantity) => Message): Message[] =>
  count > 0 ? [message(figure(count))] : [];

/** Sessions and the share of the successful ones. */
export function counts(successful: number, failed: number): SessionCounts {
  const sessions = successful + failed;
  return { successful, failed, rate: sessions === 0 ? null : successful / sessions };
}

/** A failure rate's level: the thresholds that postmasters know from other tools. */
function verdictLevel({ failed, rate }: SessionCounts): VerdictLevel {
  if (rate === null) return 'empty';
  if (failed === 0) return 'success';
  return rate > 0.9 ? 'notice' : rate > 0.5 ? 'warning' : 'failure';
}

function verdict(
  policies: readonly PolicySums[],
  totals: SessionCounts,
  failures: readonly FailureGroup[],
  say: Say,
): ReportSummary['verdict'] {
  const level = verdictLevel(totals);
  const { successful, failed } = totals;
  const sessions = successful + failed;
  if (level === 'empty') return { level, text: say(msg('The report counts no session.')) };
  if (level === 'success') {
    const unprotected = policies.every((policy) => policy.type === 'no-policy-found');
    return { level, text: say(successText(sessions, unprotected)) };
  }
  const sentences = [
    say(
      sessions === 1
        ? msg('The one session failed.')
        : msg(
            '{0} of {1} sessions failed ({2}).',
            figure(failed),
            figure(sessions),
            percentage(failed / sessions),
          ),
    ),
  ];
  const main = failures[0];
  if (main !== undefined) sentences.push(say(mainReason(main)));
  const failing = policies.filter((policy) => policy.failed > 0);
  if (failing.every((policy) => policy.mode === 'testing')) {
    sentences.push(say(msg('Mail was delivered all the same, because the policy is in testing mode.')));
  } else if (failing.every((policy) => policy.mode === 'enforce')) {
    sentences.push(say(msg('The policy is in enforce mode: this mail was delayed or returned.')));
  }
  return { level, text: sentences.join(' ') };
}

/** Why most failed, and at which servers, where they are few: whose certificate has expired, say. */
function mainReason({ meaning, hosts }: FailureGroup): Message {
  const names = hosts.map(({ name }) => name);
  // A text that is no name or address could go on with the sentence in words of its own.
  return names.length > 0 && names.length <= 2 && names.every((name) => /^[\w.:-]{1,255}$/.test(name))
    ? msg('The main reason, at {0}: {1}', names.join(', '), meaning)
    : msg('The main reason: {0}', meaning);
}

function successText(sessions: number, unprotected: boolean): Message {
  if (unprotected) {
    return msg(
      'No session failed (of {0}), but no policy protects this mail: the domain has neither MTA-STS nor DANE.',
      figure(sessions),
    );
  }
  return sessions === 1
    ? msg('The one session succeeded and kept the policy.')
    : msg('All {0} sessions succeeded and kept the policy.', figure(sessions));
}

/** Said of totals where a session stands under two policies. */
export const eachCountsOnce = msg(
  'Sessions that were checked against both MTA-STS and DANE stand under both policies; here each counts once.',
);

/** Whether sessions of a report stand under two of its policies. */
export function standTwice(policies: readonly PolicySums[]): boolean {
  const once = countOnce(policies);
  const sum = policies.reduce((total, policy) => total + policy.successful + policy.failed, 0);
  return sum !== once.successful + once.failed;
}

function rangeText(start: string | undefined, end: string | undefined, say: Say): string | undefined {
  const from = start === undefined ? undefined : readTime(start).at;
  const to = end === undefined ? undefined : readTime(end).at;
  if (from === undefined || to === undefined) return undefined;
  const days = wholeDays(from, to);
  if (days === 1) return say(msg('{0} (one day, UTC)', utcDay(from)));
  if (days > 1)
    return say(msg('{0} to {1} ({2} days, UTC)', utcDay(from), utcDay(from + (days - 1) * dayLength), days));
  const minute = (time: number) => new Date(time).toISOString().slice(0, 16).replace('T', ' ');
  return say(msg('{0} to {1} UTC', minute(from), minute(to)));
}

function card(model: ReportModel, entry: ReportEntry, facts: PolicySums, say: Say): PolicyCard {
  const lines = stringsAt(model, entry.policy, 'policy-string').map((line) => line.text);
  const { maxAge } = readStsPolicy(lines);
  const type = facts.type ?? '';
  const domain = sourced(model, entry.policy, 'policy-domain');
  const successful = countAt(model, entry.summary, 'total-successful-session-count');
  const failed = countAt(model, entry.summary, 'total-failure-session-count');
  return {
    span: spanOf(entry.object),
    type: visible(type),
    typeName: typeName(type, say),
    ...(domain ? { domain } : {}),
    ...(facts.mode === null ? {} : { mode: visible(facts.mode), ...modeText(facts.mode, say) }),
    mx: facts.mx.map(visible),
    ...(maxAge === undefined || type === 'tlsa' ? {} : { maxAge, maxAgeText: say(durationWords(maxAge)) }),
    tlsa: lines.flatMap((rdata) => {
      const tlsa = type === 'sts' ? undefined : readTlsa(rdata);
      return tlsa === undefined ? [] : [{ rdata: visible(rdata), text: say(tlsaText(tlsa)) }];
    }),
    lines: lines.map(visible),
    ...counts(facts.successful, facts.failed),
    ...(successful ? { successfulSpan: successful.span } : {}),
    ...(failed ? { failedSpan: failed.span } : {}),
  };
}

/** A policy type in words. */
export function typeName(type: string, say: Say): string {
  if (type === 'sts') return 'MTA-STS';
  if (type === 'tlsa') return 'DANE';
  if (type === 'no-policy-found') return say(msg('No policy found'));
  return type === '' ? say(msg('Policy type missing')) : visible(type);
}

function modeText(mode: string, say: Say): { modeText?: string } {
  if (mode === 'enforce') return { modeText: say(msg('Senders deliver only where the policy holds.')) };
  if (mode === 'testing') return { modeText: say(msg('Senders report failures and deliver all the same.')) };
  if (mode === 'none')
    return { modeText: say(msg('The policy is being withdrawn: senders take the domain as having none.')) };
  return {};
}

function shownFinding(finding: RatedFinding, say: Say): SummaryFinding {
  const { rule, severity, message } = finding;
  return { rule, severity, message: visible(say(message)), span: spanOf(finding), href: rulePage(rule) };
}

function sourced(
  model: ReportModel,
  object: ReportObject | undefined,
  name: string,
): SourcedText | undefined {
  const found = textAt(model, object, name);
  return found === undefined ? undefined : { text: visible(found.text), span: found.span };
}
