/** The rule about the file's name. */
import { msg } from '../../message.js';
import { readFileName } from '../../report/fileName.js';
import type { ReportModel } from '../../report/model.js';
import { plainName } from '../../report/policy.js';
import { readTime } from '../../report/time.js';
import { isString, type SourcedString, textAt } from '../../report/values.js';
import { excerpt } from '../../report/visible.js';
import type { Finding } from '../finding.js';
import { at } from './structure.js';
import { bareAddress } from './values.js';

export function* fileNameMismatch(model: ReportModel, fileName: string): Iterable<Finding> {
  const name = readFileName(fileName);
  if (name === undefined) return;
  const contact = textAt(model, model.report, 'contact-info');
  const address = bareAddress(contact?.text ?? '');
  const sender = address.includes('@') ? address.slice(address.lastIndexOf('@') + 1) : undefined;
  if (contact !== undefined && sender !== undefined && plainName(sender) !== plainName(name.sender)) {
    yield mismatch(contact, name.sender);
  }
  const domains = model.entries
    .filter(({ policy }) => policy !== undefined && isString(policy, 'policy-domain'))
    .map((entry) => textAt(model, entry.policy, 'policy-domain')!);
  const [first] = domains;
  if (
    first !== undefined &&
    domains.every((domain) => plainName(domain.text) !== plainName(name.policyDomain))
  ) {
    yield mismatch(first, name.policyDomain);
  }
  const start = textAt(model, model.dateRange, 'start-datetime');
  const end = textAt(model, model.dateRange, 'end-datetime');
  // Of a range that is the wrong way round the other end is meant.
  if (isAt(start, name.end, 1) && isAt(end, name.begin, 0)) return;
  if (start !== undefined && !isAt(start, name.begin, 0)) yield mismatch(start, isoTime(name.begin));
  if (end !== undefined && !isAt(end, name.end, 1)) yield mismatch(end, isoTime(name.end));
}

/** Whether a time is so many seconds after 1970, or nearly; one that cannot be read may be any. */
function isAt(time: SourcedString | undefined, seconds: number, slack: number): boolean {
  const at = time && readTime(time.text).at;
  return at === undefined ? time !== undefined : Math.abs(Math.floor(at / 1000) - seconds) <= slack;
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
