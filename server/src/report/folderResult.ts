/** From the sums of a folder to what its dashboard shows. */

import type { FolderFilter, FolderResult, NamedCounts, NamedFailures } from '../../../protocol/folder.js';
import type { Say } from '../message.js';
import { countedTypes, type Sessions } from './facts.js';
import { explain } from './failures.js';
import type { Cell, FailureCell, FolderData } from './folderData.js';
import { add, dayName, maxListed, type Range, total } from './folderSums.js';
import { newsOf, silentOf, weeksOf } from './folderTrend.js';
import { counts, eachCountsOnce } from './summary.js';
import { dayLength } from './time.js';

/** Longest range that is shown day by day, with the days that have no report. */
const maxDays = 3660;

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
    ...(cells.some(passes.twice) ? { note: say(eachCountsOnce) } : {}),
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
    /** Whether sessions stand under sts and tlsa, and both count. */
    twice: ({ types: { sts, tlsa }, larger }: Cell): boolean => {
      const sum = add([sts, tlsa]);
      return type('sts') && type('tlsa') && sum.successful + sum.failed > larger.successful + larger.failed;
    },
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

function dayNumber(day: string): number | undefined {
  const time = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(time) ? undefined : time / dayLength;
}

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
