/** Hover in a report: what each member and each value means. */
import { durationWords } from '../../counted.js';
import { type Message, msg } from '../../message.js';
import { stringText } from '../../report/jsonString.js';
import type { ReportModel } from '../../report/model.js';
import { policyLine, readTlsa, tlsaText } from '../../report/policy.js';
import { type MemberSpec, policyTypes, resultTypes, sectionLink, sideText } from '../../report/schema.js';
import { readTime, utcTime, wholeDays } from '../../report/time.js';
import type { StringNode } from '../../report/tree.js';
import { itemsOf } from '../../report/values.js';
import { excerpt } from '../../report/visible.js';
import { type HoverAnswer, type MarkdownPart, markdownCode, markdownText } from '../types.js';
import { placeAt } from './where.js';

export function reportHover(model: ReportModel, offset: number): HoverAnswer | undefined {
  const place = placeAt(model, offset);
  if (place?.slot === undefined || place.member === undefined) return undefined;
  const { slot, member, inName, value } = place;
  const about = memberParts(slot.spec);
  if (inName) return { start: member.key.start, end: member.key.end, parts: about };
  if (value === undefined || value.kind === 'object' || value.kind === 'array') return undefined;
  const own = value.kind === 'string' ? valueParts(model, slot.spec, value) : [];
  return { start: value.start, end: value.end, parts: [...own, ...about] };
}

/** A member: title, description, section. */
export function memberParts(spec: MemberSpec): MarkdownPart[] {
  return [msg('**{0}**', markdownText(spec.name)), spec.description, sectionPart(spec.section)];
}

function sectionPart(section: string): MarkdownPart {
  return msg('[RFC 8460, section {0}]({1})', section, sectionLink(section));
}

/** A result type: what it means, who can mend it and how. */
export function resultTypeParts(name: string): MarkdownPart[] {
  const type = resultTypes.get(name);
  if (type === undefined) return [];
  return [
    msg('**{0}**', markdownText(name)),
    type.meaning,
    sideText(type.side),
    type.remedy,
    sectionPart(type.section),
  ];
}

export function policyTypeParts(name: string): MarkdownPart[] {
  const type = policyTypes.get(name);
  return type === undefined ? [] : [msg('**{0}**', markdownText(name)), type.meaning];
}

function valueParts(model: ReportModel, spec: MemberSpec, node: StringNode): MarkdownPart[] {
  const text = stringText(model.text, node);
  switch (spec.format) {
    case 'result-type':
      return resultTypeParts(text);
    case 'policy-type':
      return policyTypeParts(text);
    case 'policy-string':
      return itemsOf(model.text, node)
        .slice(0, 20)
        .flatMap((item) => policyParts(item.text));
    case 'date-time':
      return timeParts(model, text);
    default:
      return [];
  }
}

function policyParts(text: string): MarkdownPart[] {
  const tlsa = readTlsa(text);
  if (tlsa !== undefined) return [tlsaText(tlsa)];
  const line = policyLine(text);
  const meaning = line && lineMeaning(line.key, line.value);
  return meaning === undefined ? [] : [meaning];
}

function lineMeaning(key: string, value: string): Message | undefined {
  const shown = markdownCode(excerpt(value));
  switch (key) {
    case 'version':
      return msg('The version of the policy, always `STSv1` (RFC 8461 section 3.2).');
    case 'mode':
      return modeMeaning(value);
    case 'mx':
      return value.startsWith('*.')
        ? msg(
            'Mail may go to hosts that match {0}: one label in the place of the asterisk (RFC 8461 section 4.1).',
            shown,
          )
        : msg('Mail may go to the host {0} (RFC 8461 section 4.1).', shown);
    case 'max_age':
      return /^\d{1,10}$/.test(value)
        ? msg('Senders may keep the policy for {0} (RFC 8461 section 3.2).', durationWords(Number(value)))
        : undefined;
    default:
      return undefined;
  }
}

function modeMeaning(mode: string): Message | undefined {
  switch (mode) {
    case 'enforce':
      return msg('Senders deliver only where the policy holds (RFC 8461 section 5).');
    case 'testing':
      return msg('Senders report failures and deliver all the same (RFC 8461 section 5).');
    case 'none':
      return msg('Senders take the domain as having no policy (RFC 8461 section 5).');
    default:
      return undefined;
  }
}

function timeParts(model: ReportModel, text: string): MarkdownPart[] {
  const { at } = readTime(text);
  if (at === undefined) return [];
  const times = ['start-datetime', 'end-datetime'].map((name) => {
    const value = model.dateRange?.slots.get(name)?.value;
    return value?.kind === 'string' ? readTime(stringText(model.text, value)).at : undefined;
  });
  const [start, end] = times;
  const days = start === undefined || end === undefined ? 0 : wholeDays(start, end);
  const utc = utcTime(at);
  return days === 1 ? [msg('{0} UTC; the range is one full UTC day.', utc)] : [msg('{0} UTC', utc)];
}
