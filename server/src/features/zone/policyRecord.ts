/** Completion inside the value of an MTA-STS record. */
import { msg } from '../../message.js';
import { policyId } from '../../mtasts/policy.js';
import { recordMeanings } from '../../mtasts/record.js';
import { isClosed } from '../../quotes.js';
import type { Span } from '../../span.js';
import { sourceSpan } from '../../tlsrpt/intended.js';
import type { RecordEntry, ZoneView } from '../../zone/model.js';
import type { CompletionAnswer } from '../types.js';
import { policyRecordValue } from './reportValue.js';

/** Undefined where the place is not in the value of such a record. */
export function policyRecordCompletions(
  zone: ZoneView,
  record: RecordEntry,
  offset: number,
): CompletionAnswer[] | undefined {
  const value = policyRecordValue(zone, record);
  const [first] = record.rdata;
  if (value === undefined || record.type === undefined || offset <= record.type.end) return undefined;
  if (first === undefined) return [whole({ start: offset, end: offset }, true)];
  if (!first.quoted) {
    const untilHere = offset >= first.start && offset <= value.end;
    return untilHere && !/id\s*=/i.test(value.octets)
      ? [whole({ start: value.start, end: value.end }, true)]
      : undefined;
  }
  if (offset <= first.start || offset > value.end) return undefined;
  if (record.rdata.some(({ end, raw }) => offset === end && isClosed(raw))) return [];
  let typed = 0;
  while (typed < value.octets.length && value.endOf(typed) <= offset) typed++;
  const start = value.octets.lastIndexOf(';', typed - 1) + 1;
  const rest = value.octets.slice(start);
  const length = /^[^;]*/.exec(rest)?.[0].length ?? 0;
  const lead = /^[ \t]*/.exec(rest)?.[0].length ?? 0;
  const from = Math.min(start + lead, typed);
  const replace =
    from < start + length ? sourceSpan(value, from, start + length) : { start: offset, end: offset };
  if (start === 0) {
    const all = !/id\s*=/i.test(value.octets);
    return all ? [whole(replace, false)] : [field('v=STSv1', replace, 'version')];
  }
  const others = value.octets.slice(0, start) + value.octets.slice(start + length);
  if (/(?:^|;)\s*id\s*=/i.test(others)) return [];
  const id = `id=${policyId(new Date())}`;
  return [field(id, replace, 'id', lead === 0 ? ' ' : '')];
}

function whole(replace: Span, quotes: boolean): CompletionAnswer {
  const text = `v=STSv1; id=${policyId(new Date())}`;
  return {
    label: text,
    kind: 'value',
    detail: msg('An MTA-STS record'),
    documentation: [recordMeanings.version, recordMeanings.id],
    replace,
    newText: quotes ? `"${text}"` : text,
    ...(quotes && { filterText: `"${text}` }),
  };
}

function field(text: string, replace: Span, kind: 'version' | 'id', space = ''): CompletionAnswer {
  return {
    label: text,
    kind: 'value',
    documentation: [recordMeanings[kind]],
    replace,
    newText: space + text,
    ...(space && { filterText: space + text }),
  };
}
