/** What the newest reports say about a domain, in one line over its record. */
import { msg, type Say } from '../message.js';
import type { ReportFolder } from './folder.js';

/**
 * The last week of a domain that has reports: when, by whom, how many sessions, how many failed and why. Undefined where
 * no report tells its day.
 */
export function domainLens(
  reports: Pick<ReportFolder, 'result'>,
  domain: string,
  say: Say,
  locale: string,
): string | undefined {
  const week = reports.result({ domains: [domain] }, say).weeks?.current;
  if (week === undefined) return undefined;
  const { from, to } = week;
  const { organizations, resultTypes } = reports.result({ domains: [domain], from, to }, say);
  const who = named(
    organizations.flatMap(({ name }) => (name === '' ? [] : [name])),
    say,
  );
  const head =
    who === undefined ? say(msg('Reports until {0}', to)) : say(msg('Reports of {0} until {1}', who, to));
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const sessions = week.successful + week.failed;
  return `${head}: ${said(number.format(sessions))}`;

  function said(count: string): string {
    if (week === undefined || week.rate === null) return say(msg('no session in the last week'));
    if (sessions === 1 && week.failed === 0) return say(msg('the one session of the week succeeded'));
    if (week.failed === 0) return say(msg('all {0} sessions of the week succeeded', count));
    const failed = number.format(week.failed);
    const share = number.format((1 - week.rate) * 100);
    const main = resultTypes[0]?.name;
    return main === undefined || main === ''
      ? say(msg('{0} of {1} sessions of the week failed ({2} %)', failed, count, share))
      : say(msg('{0} of {1} sessions of the week failed ({2} %), mostly {3}', failed, count, share, main));
  }
}

/** Two names at most: a lens is one line. */
function named([first, second, ...more]: readonly string[], say: Say): string | undefined {
  if (first === undefined || second === undefined) return first;
  if (more.length === 0) return say(msg('{0} and {1}', first, second));
  return say(msg('{0} and {1} others', first, more.length + 1));
}
