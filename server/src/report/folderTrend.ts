/** What has changed in a folder of reports: the last week against the one before, new failures, silent senders. */
import type { FolderProblem, SilentSender, WeekCounts } from '../../../protocol/folder.js';
import { sessionWords } from '../counted.js';
import { figure, msg, percentage, type Say } from '../message.js';
import type { Sessions } from './facts.js';
import type { Cell, FailureCell } from './folderData.js';
import { dayName, maxListed, type Range, total } from './folderSums.js';

/** In days. */
const week = 7;

/** The week that ends on the last day, and the week before it. */
export function weeksOf(cells: readonly Cell[], sessions: (cell: Cell) => Sessions, last: number, say: Say) {
  const between = (from: number, to: number): WeekCounts => ({
    ...total(cells.filter(({ day }) => day !== undefined && day >= from && day <= to).map(sessions)),
    from: dayName(from),
    to: dayName(to),
  });
  const current = between(last - week + 1, last);
  const previous = between(last - 2 * week + 1, last - week);
  return { current, previous, text: compare(current, previous, say) };
}

function compare(current: WeekCounts, previous: WeekCounts, say: Say): string {
  if (current.rate === null) return say(msg('No session in the last week.'));
  const now = [figure(current.failed), percentage(1 - current.rate)] as const;
  return previous.rate === null
    ? say(
        msg('Failed sessions in the last week: {0} ({1}); there are no reports of the week before.', ...now),
      )
    : say(
        msg(
          'Failed sessions in the last week: {0} ({1}), in the week before: {2} ({3}).',
          ...now,
          figure(previous.failed),
          percentage(1 - previous.rate),
        ),
      );
}

/** Failures of the last week that the week before did not have, where it had reports at all. */
export function newsOf(failures: readonly FailureCell[], [first, last]: Range, say: Say): FolderProblem[] {
  const start = last - week + 1;
  if (first >= start) return [];
  const key = ({ domain, resultType, receivingMx }: FailureCell): string =>
    `${domain}\n${resultType}\n${receivingMx}`;
  const known = new Set<string>();
  for (const failure of failures) {
    if (failure.day !== undefined && failure.day < start && failure.day >= start - week)
      known.add(key(failure));
  }
  const problems = new Map<string, { failure: FailureCell; count: number; day: number }>();
  for (const failure of failures) {
    const { day, count } = failure;
    if (day === undefined || day < start || count === 0 || known.has(key(failure))) continue;
    const before = problems.get(key(failure));
    problems.set(key(failure), {
      failure,
      count: count + (before?.count ?? 0),
      day: Math.min(day, before?.day ?? day),
    });
  }
  return [...problems.values()]
    .sort((a, b) => b.count - a.count)
    .slice(0, maxListed)
    .map(({ failure: { domain, resultType, receivingMx }, count, day }) => ({
      ...{ domain, resultType, receivingMx, count, firstDay: dayName(day) },
      text:
        receivingMx === ''
          ? say(msg('{0}: {1} since {2}, {3}', domain, resultType, dayName(day), sessionWords(count)))
          : say(
              msg(
                '{0}: {1} at {2} since {3}, {4}',
                domain,
                resultType,
                receivingMx,
                dayName(day),
                sessionWords(count),
              ),
            ),
    }));
}

/** Organizations that reported on two days or more, and not in the last week. */
export function silentOf(
  groups: readonly { readonly day: number | undefined; readonly organization: string }[],
  last: number,
  say: Say,
): SilentSender[] {
  const days = new Map<string, Set<number>>();
  for (const { organization, day } of groups) {
    if (day === undefined || organization === '') continue;
    const own = days.get(organization);
    if (own === undefined) days.set(organization, new Set([day]));
    else own.add(day);
  }
  return [...days]
    .map(([organization, own]) => ({
      organization,
      days: own.size,
      day: [...own].reduce((latest, day) => Math.max(latest, day)),
    }))
    .filter((sender) => sender.days > 1 && sender.day <= last - week)
    .sort((a, b) => b.day - a.day || (a.organization < b.organization ? -1 : 1))
    .slice(0, maxListed)
    .map(({ organization, day }) => ({
      organization,
      lastDay: dayName(day),
      text: say(msg('{0} has sent no report since {1}.', organization, dayName(day))),
    }));
}
