/** Rules about counts and entries that do not fit together. */
import { figure, msg } from '../../message.js';
import type { ReportEntry, ReportModel } from '../../report/model.js';
import { plainName } from '../../report/policy.js';
import { countAt, numberAt, stringsAt, textAt } from '../../report/values.js';
import { excerpt } from '../../report/visible.js';
import type { Finding } from '../finding.js';
import { at } from './structure.js';

export function* failuresUnexplained(model: ReportModel): Iterable<Finding> {
  for (const entry of model.entries) {
    const total = countAt(model, entry.summary, 'total-failure-session-count');
    const slot = entry.object.slots.get('failure-details');
    const value = slot?.value;
    if (total === undefined || total.value === 0 || entry.object.damaged) continue;
    if (value !== undefined && (value.kind !== 'array' || value.damaged)) continue;
    // What is no object is wrong for that reason, and may have said it.
    if (value !== undefined && value.items.length > entry.details.length) continue;
    const counts = entry.details.map((detail) => numberAt(model, detail, 'failed-session-count'));
    if (counts.includes(undefined)) continue;
    const sum = counts.reduce<number>((all, count) => all + (count ?? 0), 0);
    if (sum >= total.value) continue;
    yield {
      rule: 'report/failures-unexplained',
      ...at(total.span),
      message:
        sum > 0
          ? msg('{0} failed sessions, and only {1} of them explained.', figure(total.value), figure(sum))
          : total.value === 1
            ? msg('A failed session, and nothing says why.')
            : msg('{0} failed sessions, and nothing says why.', figure(total.value)),
    };
  }
}

export function* detailsWithoutFailures(model: ReportModel): Iterable<Finding> {
  for (const entry of model.entries) {
    const slot = entry.object.slots.get('failure-details');
    const total = countAt(model, entry.summary, 'total-failure-session-count');
    if (total?.value !== 0 || entry.details.length === 0 || slot?.member === undefined) continue;
    yield {
      rule: 'report/details-without-failures',
      ...at(slot.member.key),
      message: msg('Failure details, although no session failed.'),
      related: [{ ...at(total.span), message: msg('The count of failed sessions') }],
    };
  }
}

/** A policy entry's type and domain, and where to speak of it. */
function identity(model: ReportModel, { policy }: ReportEntry) {
  const type = textAt(model, policy, 'policy-type');
  const domain = textAt(model, policy, 'policy-domain');
  return type === undefined || domain === undefined
    ? undefined
    : { type: type.text, domain, name: plainName(domain.text) };
}

export function* duplicatePolicy(model: ReportModel): Iterable<Finding> {
  const seen = new Map<string, ReportEntry>();
  for (const entry of model.entries) {
    const id = identity(model, entry);
    if (id === undefined || entry.policy === undefined) continue;
    const lines = stringsAt(model, entry.policy, 'policy-string').map((line) => line.text.trim());
    // Of one domain with several MX hosts some senders report on each.
    const hosts = id.type === 'tlsa' ? stringsAt(model, entry.policy, 'mx-host') : [];
    const key = JSON.stringify([id.type, id.name, lines.sort(), hosts.map((host) => plainName(host.text))]);
    const first = seen.get(key);
    if (first?.policy === undefined) {
      seen.set(key, entry);
      continue;
    }
    yield {
      rule: 'report/duplicate-policy',
      ...at(entry.policy.key ?? entry.policy.node),
      message: msg('This policy of {0} is already here: the counts belong together.', excerpt(id.name)),
      related: [{ ...at(first.policy.key ?? first.policy.node), message: msg('The first entry') }],
    };
  }
}

export function* doubleCounted(model: ReportModel): Iterable<Finding> {
  const seen = new Map<string, NonNullable<ReturnType<typeof identity>>>();
  const told = new Set<string>();
  for (const entry of model.entries) {
    const id = identity(model, entry);
    if (id === undefined || (id.type !== 'sts' && id.type !== 'tlsa') || told.has(id.name)) continue;
    if (sessions(model, entry) === 0) continue;
    const first = seen.get(id.name);
    if (first === undefined) seen.set(id.name, id);
    else if (first.type !== id.type) {
      told.add(id.name);
      yield {
        rule: 'report/double-counted',
        ...at(id.domain.span),
        message: msg(
          '{0} stands here under sts and under tlsa: each session is in both entries, so do not add them up.',
          excerpt(id.name),
        ),
        related: [{ ...at(first.domain.span), message: msg('The other entry') }],
      };
    }
  }
}

function sessions(model: ReportModel, { summary }: ReportEntry): number {
  return (
    (numberAt(model, summary, 'total-successful-session-count') ?? 0) +
    (numberAt(model, summary, 'total-failure-session-count') ?? 0)
  );
}
