/** Rules about the values of single members: times, counts, addresses, names. */
import { msg } from '../../message.js';
import { isAddrSpec, isHostName, isIPv4, isIPv6, isMxPattern, isUri, toALabels } from '../../report/host.js';
import { jsonInner, stringText } from '../../report/jsonString.js';
import { remembered } from '../../report/lookup.js';
import { type ReportModel, type Slot, textAt } from '../../report/model.js';
import { policyLine } from '../../report/policy.js';
import type { MemberFormat } from '../../report/schema.js';
import { readTime, type TimeFault, wholeDays } from '../../report/time.js';
import type { StringNode } from '../../report/tree.js';
import { excerpt } from '../../report/visible.js';
import type { Finding } from '../finding.js';
import type { ReportFixData } from './data.js';
import { isPlaceholder } from './placeholder.js';
import { at, inside } from './structure.js';

type Findings = Iterable<Finding<ReportFixData>>;

/** A string value of a member of some format, which no snippet left behind. */
interface Value {
  readonly slot: Slot;
  readonly node: StringNode;
  readonly text: string;
}

function valuesOf(model: ReportModel, format: MemberFormat): readonly Value[] {
  return valuesByFormat(model).get(format) ?? [];
}

/** The values of a model by their formats: several rules ask in turn. */
const valuesByFormat = remembered((model: ReportModel): ReadonlyMap<MemberFormat, readonly Value[]> => {
  const values = new Map<MemberFormat, Value[]>();
  for (const object of model.objects) {
    if (object.node.members.length === 0) continue;
    for (const slot of object.slots.values()) {
      const { value, spec } = slot;
      if (spec.format === undefined || value === undefined) continue;
      let list = values.get(spec.format);
      if (list === undefined) {
        list = [];
        values.set(spec.format, list);
      }
      const nodes = value.kind === 'array' && spec.type === 'strings' ? value.items : [value];
      for (const node of nodes) {
        if (node.kind !== 'string') continue;
        const text = stringText(model.text, node);
        if (!isPlaceholder(text)) list.push({ slot, node, text });
      }
    }
  }
  return values;
});

/** What to say of a string's content, and what to put in its place where that is known. */
function finding(
  rule: Finding['rule'],
  { node }: Value,
  message: Finding['message'],
  replacement?: string,
): Finding<ReportFixData> {
  return {
    rule,
    ...inside(node),
    message,
    ...(replacement === undefined ? {} : { data: { kind: 'replace', text: jsonInner(replacement) } }),
  };
}

export function* badDatetime(model: ReportModel): Findings {
  for (const value of valuesOf(model, 'date-time')) {
    const { fault } = readTime(value.text);
    if (fault === undefined) continue;
    let mended = value.text;
    if (!/([Zz]|[+-]\d{2}:?\d{2})$/.test(mended)) mended += 'Z';
    mended = mended.replace(/^(.{10}) /, '$1T').replace(/([+-]\d{2})(\d{2})$/, '$1:$2');
    yield finding(
      'report/bad-datetime',
      value,
      timeMessage(excerpt(value.text), fault),
      readTime(mended).fault === undefined ? mended : undefined,
    );
  }
}

function timeMessage(text: string, fault: TimeFault): Finding['message'] {
  switch (fault) {
    case 'offset-missing':
      return msg('"{0}" has no offset: RFC 3339 wants "Z" (or one such as "+00:00") at its end.', text);
    case 'separator':
      return msg('"{0}" needs a "T" between date and time (RFC 3339).', text);
    case 'offset-form':
      return msg('The offset of "{0}" needs a colon (RFC 3339).', text);
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
  for (const value of valuesOf(model, 'addr-spec')) {
    if (isAddrSpec(value.text)) continue;
    const bare = /<([^<>]*)>\s*$/.exec(value.text)?.[1] ?? value.text;
    const stripped = bare
      .trim()
      .replace(/^mailto:/i, '')
      .replace(/\?.*$/, '')
      .trim();
    yield finding(
      'report/bad-contact',
      value,
      msg('"{0}" is no bare mail address such as "tls-reports@example.net".', excerpt(value.text)),
      isAddrSpec(stripped) ? stripped : undefined,
    );
  }
}

export function* badCount(model: ReportModel): Findings {
  for (const object of model.objects) {
    for (const { spec, value } of object.slots.values()) {
      if (spec.type !== 'count' || value?.kind !== 'number') continue;
      const source = model.text.slice(value.start, value.end);
      const number = Number(source);
      if (Number.isSafeInteger(number) && number >= 0) continue;
      yield {
        rule: 'report/bad-count',
        ...at(value),
        message: msg(
          '{0} is no count of sessions: an integer from 0 to 9007199254740991 (2^53-1).',
          source.slice(0, 40),
        ),
      };
    }
  }
}

export function* badIp(model: ReportModel): Findings {
  // The same few addresses stand in a report again and again.
  const good = new Set<string>();
  const isAddress = (text: string): boolean => (text.includes(':') ? isIPv6(text) : isIPv4(text));
  for (const value of valuesOf(model, 'ip')) {
    if (good.has(value.text)) continue;
    if (isAddress(value.text)) {
      good.add(value.text);
      continue;
    }
    const bare = value.text.trim().replace(/^\[(?:IPv6:)?(.*)\]$/i, '$1');
    yield finding(
      'report/bad-ip',
      value,
      msg('"{0}" is neither an IPv4 nor an IPv6 address.', excerpt(value.text)),
      isAddress(bare) ? bare : undefined,
    );
  }
}

export function* badDomain(model: ReportModel): Findings {
  const good = new Set<string>();
  const values = (['domain', 'host', 'mx-pattern'] as const).flatMap((format) => valuesOf(model, format));
  for (const value of values) {
    const { text, slot } = value;
    const valid = slot.spec.format === 'mx-pattern' ? isMxPattern : isHostName;
    if (good.has(text)) continue;
    if (valid(text)) {
      if (!text.startsWith('*')) good.add(text);
      continue;
    }
    const line = policyLine(text);
    const bare = (line?.key === 'mx' ? line.value : text).trim().replace(/^_\d+\._tcp\./, '');
    const mended = valid(bare) ? bare : toALabels(bare);
    yield finding(
      'report/bad-domain',
      value,
      /[^\u0000-\u007f]/.test(text)
        ? msg('"{0}" must be written in A-labels (xn--…).', excerpt(text))
        : msg('"{0}" is no host name.', excerpt(text)),
      mended !== undefined && valid(mended) ? mended : undefined,
    );
  }
}

export function* badAdditionalInformation(model: ReportModel): Findings {
  for (const value of valuesOf(model, 'uri')) {
    if (isUri(value.text)) continue;
    yield finding(
      'report/bad-additional-information',
      value,
      msg('This is no URI; text about the failure belongs into "failure-reason-code".'),
    );
  }
}
