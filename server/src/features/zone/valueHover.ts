/** Hover over the parts of a TLS-RPT record's value, and of an MTA-STS record's. */
import { msg } from '../../message.js';
import { policyTime, recordMeanings, recordParts } from '../../mtasts/record.js';
import type { Span } from '../../span.js';
import { sourceSpan, textOf } from '../../tlsrpt/intended.js';
import { fieldMeanings, partsOf, recordSection, uriMeaning, type ValuePart } from '../../tlsrpt/parts.js';
import type { MappedText, RecordEntry, ZoneView } from '../../zone/model.js';
import { type HoverAnswer, type MarkdownPart, markdownText } from '../types.js';
import { policyRecordValue, reportValue } from './reportValue.js';

export function valueHover(zone: ZoneView, entry: RecordEntry, offset: number): HoverAnswer | undefined {
  const report = reportValue(zone, entry);
  if (report !== undefined) return over(report, partsOf(report.octets), offset, reportPart);
  const policy = policyRecordValue(zone, entry);
  return policy && over(policy, recordParts(policy.octets), offset, policyPart);
}

function over<Part extends Span>(
  value: MappedText,
  parts: readonly Part[],
  offset: number,
  words: (part: Part) => MarkdownPart[],
): HoverAnswer | undefined {
  for (const part of parts) {
    const span = sourceSpan(value, part.start, part.end);
    if (span.start <= offset && offset < span.end) return { ...span, parts: words(part) };
  }
  return undefined;
}

function reportPart(part: ValuePart): MarkdownPart[] {
  const meaning = part.kind === 'uri' ? uriMeaning(part.text) : fieldMeanings[part.kind];
  return [
    msg('**{0}**', markdownText(textOf(part.text) ?? part.text)),
    ...(meaning === undefined ? [] : [meaning]),
    msg('[RFC 8460, section {0}]({1})', '3', recordSection),
  ];
}

function policyPart({ kind, text }: ReturnType<typeof recordParts>[number]): MarkdownPart[] {
  const time = kind === 'id' ? policyTime(text) : undefined;
  return [
    msg('**{0}**', markdownText(text)),
    recordMeanings[kind],
    ...(time === undefined ? [] : [msg('Read as a time: {0} UTC', time)]),
    msg('[RFC 8461, section {0}]({1})', '3.1', 'https://www.rfc-editor.org/rfc/rfc8461.html#section-3.1'),
  ];
}
