/** What the newest reports say about a domain, in one line over its record. */
import type { SessionCounts } from '../../../protocol/summary.js';
import { figure, type Message, msg, percentage, type Say } from '../message.js';
import type { ReportFolder } from './folder.js';

/**
 * The last week of a domain that has reports: when, by whom, how many sessions, how many failed and why. Undefined where
 * no report tells its day.
 */
export function domainLens(
  reports: Pick<ReportFolder, 'result'>,
  domain: string,
  say: Say,
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
  return `${head}: ${say(weekWords(week, resultTypes[0]?.name))}`;
}

function weekWords({ successful, failed, rate }: SessionCounts, main: string | undefined): Message {
  const sessions = successful + failed;
  if (rate === null) return msg('no session in the last week');
  if (failed === 0) {
    return sessions === 1
      ? msg('the one session of the week succeeded')
      : msg('all {0} sessions of the week succeeded', figure(sessions));
  }
  const words =
    sessions === 1
      ? msg('the one session of the week failed')
      : msg(
          '{0} of {1} sessions of the week failed ({2})',
          figure(failed),
          figure(sessions),
          percentage(1 - rate),
        );
  return main === undefined || main === '' ? words : msg('{0}, mostly {1}', words, main);
}

/** Two names at most: a lens is one line. */
function named([first, second, ...more]: readonly string[], say: Say): string | undefined {
  if (first === undefined || second === undefined) return first;
  if (more.length === 0) return say(msg('{0} and {1}', first, second));
  return say(msg('{0} and {1} others', first, more.length + 1));
}
