/** Rules about the values of single members: times, counts, addresses, names. */
import { groupBy } from '../../groupBy.js';
import { msg } from '../../message.js';
import { isAddrSpec, isHostName, isIPv4, isIPv6, isMxPattern, isUri, toALabels } from '../../report/host.js';
import { jsonInner } from '../../report/jsonString.js';
import type { ReportModel } from '../../report/model.js';
import { policyLine } from '../../report/policy.js';
import { type MemberFormat, shapes } from '../../report/schema.js';
import { readTime, type TimeFault, wholeDays } from '../../report/time.js';
import { nodeOf, type StringNode } from '../../report/tree.js';
import { itemsOf, placeOf, stringsIn, textAt, wordOf } from '../../report/values.js';
import { excerpt } from '../../report/visible.js';
import type { Span } from '../../span.js';
import type { Finding } from '../finding.js';
import type { ReportFixData } from './data.js';
import { isPlaceholder } from './placeholder.js';
import { at } from './structure.js';

type Findings = Iterable<Finding<ReportFixData>>;

/** A string that a member of some format has as its value, or among its values. */
interface Value extends Span {
  readonly text: string;
}

const members = Object.values(shapes).flatMap((shape) => shape.members.map((spec) => ({ shape, spec })));
const byFormat = groupBy(members, ({ spec }) => spec.format);
const counts = members.filter(({ spec }) => spec.type === 'count');

/** The values of a format that are not as it wants them, without those that a snippet left behind. */
function* wrongValues(
  model: ReportModel,
  format: MemberFormat,
  isRight: (text: string) => boolean,
): Iterable<Value> {
  const { tree, byShape } = model;
  const wrong = (row: number): Value | undefined => {
    const text = wordOf(tree, row)!;
    return isRight(text) || isPlaceholder(text) ? undefined : { text, ...placeOf(tree, row) };
  };
  for (const { shape, spec } of byFormat.get(format) ?? []) {
    for (const { values } of byShape[shape.name]) {
      const row = values[spec.index]!;
      const kind = row < 0 ? undefined : tree.rows.kind(row);
      if (kind === 'string' && spec.type === 'strings') {
        for (const { text, span } of itemsOf(model.text, nodeOf(tree.rows, row) as StringNode))
          if (!isRight(text) && !isPlaceholder(text)) yield { text, ...span };
      } else if (kind === 'string') {
        const value = wrong(row);
        if (value !== undefined) yield value;
      } else if (kind === 'array' && spec.type === 'strings') {
        yield* stringsIn(tree.rows, row)
          .map(wrong)
          .filter((value) => value !== undefined);
      }
    }
  }
}

/** What to say of a string's content, and what to put in its place where that is known. */
function finding(
  rule: Finding['rule'],
  { start, end }: Value,
  message: Finding['message'],
  replacement?: string,
): Finding<ReportFixData> {
  return {
    rule,
    start,
    end,
    message,
    ...(replacement === undefined ? {} : { data: { kind: 'replace', text: jsonInner(replacement) } }),
  };
}

export function* badDatetime(model: ReportModel): Findings {
  for (const value of wrongValues(model, 'date-time', (text) => readTime(text).fault === undefined)) {
    let mended = value.text;
    if (!/([Zz]|[+-]\d{2}:?\d{2})$/.test(mended)) mended += 'Z';
    mended = mended.replace(/^(.{10}) /, '$1T').replace(/([+-]\d{2})(\d{2})$/, '$1:$2');
    yield finding(
      'report/bad-datetime',
      value,
      timeMessage(excerpt(value.text), readTime(value.text).fault),
      readTime(mended).fault === undefined ? mended : undefined,
    );
  }
}

function timeMessage(text: string, fault: TimeFault | undefined): Finding['message'] {
  switch (fault) {
    case 'offset-missing':
      return msg('"{0}" has no offset: RFC 3339 wants "Z" (or one such as "+00:00") at its end.', text);
    case 'separator':
      return msg('"{0}" needs a "T" between date and time (RFC 3339).', text);
    case 'offset-form':
      return msg('The offset of "{0}" needs a colon (RFC 3339).', text);
    case 'day':
      return msg('"{0}" is no day that exists.', text);
    case 'range':
      return msg('"{0}" is no time that exists: hours go from 00 to 23.', text);
    default:
      return msg('"{0}" is no RFC 3339 time, such as "2026-01-31T00:00:00Z".', text);
  }
}

export function* range(model: ReportModel): Findings {
  const start = textAt(model, model.dateRange, 'start-datetime');
  const end = textAt(model, model.dateRange, 'end-datetime');
  if (start === undefined || end === undefined) return;
  const from = readTime(start.text).at;
  const to = readTime(end.text).at;
  if (from === undefined || to === undefined) return;
  if (to < from) {
    yield {
      rule: 'report/range-reversed',
      ...end.span,
      message: msg('The range ends before it starts.'),
      related: [{ ...start.span, message: msg('The start') }],
      data: { kind: 'swap', other: start.span },
    };
  }
  if (wholeDays(Math.min(from, to), Math.max(from, to)) !== 1) {
    yield {
      rule: 'report/range-not-a-day',
      ...at(to < from ? start.span : end.span),
      message: msg('The range is not one full UTC day (RFC 8460 section 4.1).'),
    };
  }
}

export function* badContact(model: ReportModel): Findings {
  for (const value of wrongValues(model, 'addr-spec', isAddrSpec)) {
    const stripped = bareAddress(value.text);
    yield finding(
      'report/bad-contact',
      value,
      msg('"{0}" is no bare mail address such as "tls-reports@example.net".', excerpt(value.text)),
      isAddrSpec(stripped) ? stripped : undefined,
    );
  }
}

/** What is left of a contact without what people write around an address. */
export function bareAddress(text: string): string {
  const bare = /<([^<>]*)>\s*$/.exec(text)?.[1] ?? text;
  return bare
    .trim()
    .replace(/^mailto:/i, '')
    .replace(/\?.*$/, '')
    .trim()
    .replace(/\.$/, '');
}

export function* badCount(model: ReportModel): Findings {
  const { text, tree } = model;
  for (const { shape, spec } of counts) {
    for (const { values } of model.byShape[shape.name]) {
      const row = values[spec.index]!;
      if (row < 0 || tree.rows.kind(row) !== 'number') continue;
      const start = tree.rows.start(row);
      const end = tree.rows.end(row);
      const source = text.slice(start, end);
      const number = Number(source);
      if (Number.isSafeInteger(number) && number >= 0) continue;
      yield {
        rule: 'report/bad-count',
        start,
        end,
        message: msg(
          '{0} is no count of sessions: an integer from 0 to 9007199254740991 (2^53-1).',
          source.slice(0, 40),
        ),
      };
    }
  }
}

const isAddress = (text: string): boolean => (text.includes(':') ? isIPv6(text) : isIPv4(text));

export function* badIp(model: ReportModel): Findings {
  for (const value of wrongValues(model, 'ip', isAddress)) {
    const bare = value.text.trim().replace(/^\[?(?:IPv6:)?(.*?)\]?$/i, '$1');
    yield finding(
      'report/bad-ip',
      value,
      msg('"{0}" is neither an IPv4 nor an IPv6 address.', excerpt(value.text)),
      isAddress(bare) ? bare : undefined,
    );
  }
}

export function* badDomain(model: ReportModel): Findings {
  for (const format of ['domain', 'host', 'mx-pattern'] as const) {
    const isRight = format === 'mx-pattern' ? isMxPattern : isHostName;
    for (const value of wrongValues(model, format, isRight)) yield badName(value, isRight);
  }
}

function badName(value: Value, isRight: (name: string) => boolean): Finding<ReportFixData> {
  const { text } = value;
  const mended = mendedName(text, isRight);
  return finding(
    'report/bad-domain',
    value,
    /[^\u0000-\u007f]/.test(text)
      ? msg('"{0}" must be written in A-labels (xn--…).', excerpt(text))
      : msg('"{0}" is no host name.', excerpt(text)),
    mended,
  );
}

/** The host name, or the MX pattern, that a text means; undefined where that is not known. */
export function mendedName(text: string, isRight: (name: string) => boolean): string | undefined {
  const line = policyLine(text);
  const bare = (line?.key === 'mx' ? line.value : text).trim().replace(/^_\d+\._tcp\./, '');
  const mended = isRight(bare) ? bare : toALabels(bare);
  return mended !== undefined && isRight(mended) ? mended : undefined;
}

export function* badAdditionalInformation(model: ReportModel): Findings {
  for (const value of wrongValues(model, 'uri', isUri)) {
    yield finding(
      'report/bad-additional-information',
      value,
      msg('This is no URI; text about the failure belongs into "failure-reason-code".'),
    );
  }
}
