/** The rule about the file's name. */
import { msg } from '../../message.js';
import { readFileName } from '../../report/fileName.js';
import type { ReportModel } from '../../report/model.js';
import { plainName } from '../../report/policy.js';
import { readTime } from '../../report/time.js';
import { type SourcedString, textAt } from '../../report/values.js';
import { excerpt } from '../../report/visible.js';
import type { Finding } from '../finding.js';
import { at } from './structure.js';

export function* fileNameMismatch(model: ReportModel, fileName: string): Iterable<Finding> {
  const name = readFileName(fileName);
  if (name === undefined) return;
  const contact = textAt(model, model.report, 'contact-info');
  const sender = contact?.text.includes('@')
    ? contact.text.slice(contact.text.lastIndexOf('@') + 1)
    : undefined;
  if (contact !== undefined && sender !== undefined && plainName(sender) !== plainName(name.sender)) {
    yield mismatch(contact, name.sender);
  }
  const domains = model.entries
    .map((entry) => textAt(model, entry.policy, 'policy-domain'))
    .filter((domain) => domain !== undefined);
  const [first] = domains;
  if (
    first !== undefined &&
    domains.every((domain) => plainName(domain.text) !== plainName(name.policyDomain))
  ) {
    yield mismatch(first, name.policyDomain);
  }
  const times = [
    ['start-datetime', name.begin, 0],
    ['end-datetime', name.end, 1],
  ] as const;
  for (const [member, seconds, slack] of times) {
    const time = textAt(model, model.dateRange, member);
    const at = time && readTime(time.text).at;
    if (time !== undefined && at !== undefined && Math.abs(Math.floor(at / 1000) - seconds) > slack) {
      yield mismatch(time, isoTime(seconds));
    }
  }
}

function isoTime(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? String(seconds) : date.toISOString().replace('.000', '');
}

function mismatch(value: SourcedString, other: string): Finding {
  return {
    rule: 'report/file-name-mismatch',
    ...at(value.span),
    message: msg(
      'The file name says "{1}", the report "{0}". The report counts (RFC 8460 section 5.6).',
      excerpt(value.text),
      excerpt(other),
    ),
  };
}
