/** From the sums of a folder to what its dashboard shows. */
import type {
  FolderFilter,
  FolderProblem,
  FolderResult,
  NamedCounts,
  NamedFailures,
  SilentSender,
  WeekCounts,
} from '../../../protocol/folder.js';
import { msg } from '../message.js';
import { percent } from './export/labels.js';
import { countedTypes, type Sessions } from './facts.js';
import type { Cell, FailureCell, FolderData } from './folder.js';
import { counts, explain, type Say } from './summary.js';
import { dayLength, utcDay } from './time.js';

/** Longest list of names that is handed out. */
const maxListed = 500;
/** Longest range that is shown day by day, with the days that have no report. */
const maxDays = 3660;
const week = 7;

export function aggregate(data: FolderData, filter: FolderFilter, say: Say): FolderResult {
  const passes = filterOf(filter);
  const groups = [...data.groups.values()].filter(
    (group) =>
      passes.organization(group.organization) &&
      passes.day(group.day) &&
      group.domains.some(passes.domain) &&
      (filter.policyTypes === undefined || group.types.some(passes.type)),
  );
  const cells = [...data.cells.values()].filter(passes.cell);
  const failures = [...data.failures.values()].filter(
    (failure) => passes.cell(failure) && passes.type(failure.type),
  );
  const sessions = (cell: Cell): Sessions => passes.sessions(cell);
  const range = rangeOf(groups.map((group) => group.day));
  const all = [...data.groups.values()];
  const everything = rangeOf(all.map((group) => group.day));
  return {
    reports: groups.reduce((sum, group) => sum + group.reports, 0),
    duplicates: data.duplicates,
    totals: total(cells.map(sessions)),
    ...(range ? { range: shown(range) } : {}),
    days: daysOf(cells, sessions, range),
    domains: ranked(cells, (cell) => cell.domain, sessions),
    organizations: ranked(cells, (cell) => cell.organization, sessions),
    policyTypes: typesOf(cells, passes.type),
    resultTypes: rankedFailures(failures, (failure) => failure.resultType).map(({ name, count }) => {
      const { meaning, side, remedy } = explain(name, say);
      return { name, count, meaning, side, remedy };
    }),
    receivingMxs: rankedFailures(failures, (failure) => failure.receivingMx).filter(
      ({ name }) => name !== '',
    ),
    sendingIps: rankedFailures(failures, (failure) => failure.sendingIp).filter(({ name }) => name !== ''),
    ...(range ? { weeks: weeksOf(cells, sessions, range[1], say) } : {}),
    news: range ? newsOf(failures, range, say) : [],
    silent: range ? silentOf(groups, range[1], say) : [],
    unreadable: data.unreadable,
    unreadableMore: data.unreadableMore,
    choices: {
      domains: names(all.flatMap((group) => group.domains)),
      organizations: names(all.map((group) => group.organization)),
      policyTypes: names(all.flatMap((group) => group.types)),
      ...(everything ? { range: shown(everything) } : {}),
    },
    truncated: data.truncated,
  };
}

type Place = Pick<Cell, 'day' | 'organization' | 'domain'>;
type Range = readonly [first: number, last: number];

function filterOf({ domains, organizations, policyTypes, from, to }: FolderFilter) {
  const among = (list: readonly string[] | undefined) => {
    const set = list && new Set(list);
    return (name: string): boolean => set?.has(name) ?? true;
  };
  const domain = among(domains);
  const organization = among(organizations);
  const type = among(policyTypes);
  const first = from === undefined ? undefined : dayNumber(from);
  const last = to === undefined ? undefined : dayNumber(to);
  const day = (value: number | undefined): boolean =>
    value === undefined
      ? first === undefined && last === undefined
      : value >= (first ?? -Infinity) && value <= (last ?? Infinity);
  return {
    domain,
    organization,
    type,
    day,
    cell: (place: Place): boolean =>
      day(place.day) && domain(place.domain) && organization(place.organization),
    /** Sessions of the types that count; where both sts and tlsa do, each report gave the larger one only. */
    sessions: ({ types, larger }: Cell): Sessions => {
      const parts: Sessions[] = [];
      if (type('sts') && type('tlsa')) parts.push(larger);
      else if (type('sts')) parts.push(types.sts);
      else if (type('tlsa')) parts.push(types.tlsa);
      if (type('no-policy-found')) parts.push(types['no-policy-found']);
      if (type('other')) parts.push(types.other);
      return add(parts);
    },
  };
}

function add(parts: readonly Sessions[]): Sessions {
  let successful = 0;
  let failed = 0;
  for (const part of parts) {
    successful += part.successful;
    failed += part.failed;
  }
  return { successful, failed };
}

function total(parts: readonly Sessions[]) {
  const { successful, failed } = add(parts);
  return counts(successful, failed);
}

function dayNumber(day: string): number | undefined {
  const time = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(time) ? undefined : time / dayLength;
}

const dayName = (day: number): string => utcDay(day * dayLength);

function rangeOf(days: readonly (number | undefined)[]): Range | undefined {
  let first = Infinity;
  let last = -Infinity;
  for (const day of days) {
    if (day === undefined) continue;
    first = Math.min(first, day);
    last = Math.max(last, day);
  }
  return first <= last ? [first, last] : undefined;
}

function shown([first, last]: Range): { from: string; to: string } {
  return { from: dayName(first), to: dayName(last) };
}

function names(list: readonly string[]): string[] {
  return [...new Set(list)]
    .filter((name) => name !== '')
    .sort()
    .slice(0, maxListed);
}

function daysOf(cells: readonly Cell[], sessions: (cell: Cell) => Sessions, range: Range | undefined) {
  if (range === undefined) return [];
  const byDay = new Map<number, Sessions>();
  if (range[1] - range[0] < maxDays) {
    for (let day = range[0]; day <= range[1]; day++) byDay.set(day, { successful: 0, failed: 0 });
  }
  for (const cell of cells) {
    if (cell.day === undefined) continue;
    byDay.set(cell.day, add([byDay.get(cell.day) ?? { successful: 0, failed: 0 }, sessions(cell)]));
  }
  return [...byDay]
    .sort(([a], [b]) => a - b)
    .slice(-maxDays)
    .map(([day, { successful, failed }]) => ({ day: dayName(day), ...counts(successful, failed) }));
}

/** Sums by a name, the most failures first, then the most sessions. */
function ranked(
  cells: readonly Cell[],
  nameOf: (cell: Cell) => string,
  sessions: (cell: Cell) => Sessions,
): NamedCounts[] {
  const sums = new Map<string, Sessions>();
  for (const cell of cells) {
    const name = nameOf(cell);
    sums.set(name, add([sums.get(name) ?? { successful: 0, failed: 0 }, sessions(cell)]));
  }
  return [...sums]
    .filter(([, { successful, failed }]) => successful + failed > 0)
    .sort(([a, x], [b, y]) => y.failed - x.failed || y.successful - x.successful || (a < b ? -1 : 1))
    .slice(0, maxListed)
    .map(([name, { successful, failed }]) => ({ name, ...counts(successful, failed) }));
}

function typesOf(cells: readonly Cell[], passes: (type: string) => boolean): NamedCounts[] {
  return countedTypes
    .filter(passes)
    .map((name) => ({ name, ...total(cells.map((cell) => cell.types[name])) }))
    .filter(({ rate }) => rate !== null);
}

function rankedFailures(
  failures: readonly FailureCell[],
  nameOf: (failure: FailureCell) => string,
): NamedFailures[] {
  const sums = new Map<string, number>();
  for (const failure of failures) {
    const name = nameOf(failure);
    sums.set(name, (sums.get(name) ?? 0) + failure.count);
  }
  return [...sums]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, maxListed)
    .map(([name, count]) => ({ name, count }));
}

function weeksOf(cells: readonly Cell[], sessions: (cell: Cell) => Sessions, last: number, say: Say) {
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
  const now = percent(1 - current.rate);
  if (previous.rate === null) {
    return say(
      msg(
        '{0} sessions failed in the last week ({1}); there are no reports of the week before.',
        current.failed,
        now,
      ),
    );
  }
  const before = percent(1 - previous.rate);
  return say(
    msg(
      '{0} sessions failed in the last week ({1}), {2} in the week before ({3}).',
      current.failed,
      now,
      previous.failed,
      before,
    ),
  );
}

/** Failures of the last week that the week before did not have, where it had reports at all. */
function newsOf(failures: readonly FailureCell[], [first, last]: Range, say: Say): FolderProblem[] {
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
          ? say(msg('{0}: {1} since {2}, {3} sessions', domain, resultType, dayName(day), count))
          : say(
              msg(
                '{0}: {1} at {2} since {3}, {4} sessions',
                domain,
                resultType,
                receivingMx,
                dayName(day),
                count,
              ),
            ),
    }));
}

/** Organizations that reported on two days or more, and not in the last week. */
function silentOf(
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
