/** The failure details of a report as people read them: one by one, and added up by what failed and where. */
import type { FailingHost, FailureGroup, FailureRow } from '../../../protocol/summary.js';
import { groupBy } from '../groupBy.js';
import { msg, type Say } from '../message.js';
import type { ReportModel } from './model.js';
import type { ReportObject } from './object.js';
import { plainName } from './policy.js';
import { resultTypes, sectionLink, shapes, sideText } from './schema.js';
import { numberAt, wordAt, wordOf } from './values.js';
import { visible } from './visible.js';

/** The failure details of a report, up to so many. */
export function failureRows(model: ReportModel, most: number): FailureRow[] {
  const rows: FailureRow[] = [];
  for (const [policy, entry] of model.entries.entries()) {
    const domain = visible(wordAt(model, entry.policy, 'policy-domain') ?? '');
    for (const detail of entry.details) {
      if (rows.length === most) return rows;
      rows.push(failureRow(model, detail, policy, domain));
    }
  }
  return rows;
}

/** The members that are shown as they are. */
const texts = (
  [
    ['result-type', 'resultType'],
    ['receiving-mx-hostname', 'receivingMx'],
    ['receiving-ip', 'receivingIp'],
    ['receiving-mx-helo', 'helo'],
    ['sending-mta-ip', 'sendingIp'],
    ['failure-reason-code', 'reason'],
    ['additional-information', 'info'],
  ] as const
).map(([name, key]) => ({ index: shapes.failureDetail.byName.get(name)!.index, key }));

function failureRow(model: ReportModel, detail: ReportObject, policy: number, domain: string): FailureRow {
  const { start, end, values } = detail;
  const row: { -readonly [Name in keyof FailureRow]: FailureRow[Name] } = {
    span: { start, end },
    policy,
    domain,
  };
  for (const { index, key } of texts) {
    const value = values[index]!;
    const word = value < 0 ? undefined : wordOf(model.tree, value);
    if (word !== undefined) row[key] = visible(word);
  }
  const count = numberAt(model, detail, 'failed-session-count');
  if (count !== undefined) row.count = count;
  const link = row.info === undefined ? undefined : webLink(row.info);
  if (link !== undefined) row.link = link;
  return row;
}

/** An address that may be a link: http or https without credentials, exactly as it reads. */
function webLink(text: string): string | undefined {
  if (!/^https?:\/\/[^\s/?#@]+(?:[/?#]|$)/i.test(text) || /[\s"<>\\^`{|}]/.test(text) || !URL.canParse(text))
    return undefined;
  const { username, password, href } = new URL(text);
  return username === '' && password === '' ? href : undefined;
}

/** What failed, by result type, the most frequent first. */
export function groupFailures(details: readonly FailureRow[], say: Say): FailureGroup[] {
  const groups = groupBy(details, (detail) => detail.resultType ?? '');
  return [...groups]
    .map(([name, rows]) => ({
      ...explain(name, say),
      count: sessions(rows),
      hosts: failingHosts(name, rows),
      span: rows[0]!.span,
    }))
    .sort((a, b) => b.count - a.count);
}

/** What a policy's host or the sender does wrong happens at no server of the receiver's. */
function failingHosts(resultType: string, details: readonly FailureRow[]): FailingHost[] {
  const side = resultTypes.get(resultType)?.side;
  if (side === 'policy host' || side === 'sender') return [];
  const hosts = groupBy(groupBy(details, hostOf), ([name]) => plainName(name));
  hosts.delete('');
  return [...hosts]
    .map(([name, spellings]) => [name, spellings.flatMap(([, rows]) => rows)] as const)
    .map(([name, rows]) => ({ name, count: sessions(rows), span: rows[0]!.span }))
    .sort((a, b) => b.count - a.count);
}

const hostOf = ({ receivingMx, helo, receivingIp }: FailureRow) => receivingMx ?? helo ?? receivingIp ?? '';

const sessions = (details: readonly FailureRow[]) => details.reduce((sum, { count = 0 }) => sum + count, 0);

/** What a result type means, who can mend it and how. */
export function explain(name: string, say: Say): Omit<FailureGroup, 'count' | 'hosts' | 'span'> {
  const type = resultTypes.get(name);
  if (type === undefined) {
    return {
      resultType: name,
      known: false,
      meaning:
        name === ''
          ? say(msg('The report does not say what failed.'))
          : say(msg('A result type that RFC 8460 does not register.')),
      side: '',
      remedy: say(msg('Ask the sender of the report what it means.')),
    };
  }
  return {
    resultType: name,
    known: true,
    meaning: say(type.meaning),
    side: say(sideText(type.side)),
    remedy: say(type.remedy),
    reference: { text: say(msg('RFC 8460, section {0}', type.section)), href: sectionLink(type.section) },
  };
}
