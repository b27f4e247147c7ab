/** Completion inside the value of a TLS-RPT record, at every place that a person types at. */
import { msg } from '../../message.js';
import { isClosed } from '../../quotes.js';
import type { Span } from '../../span.js';
import { destinationsOf, hostsOf } from '../../tlsrpt/destinations.js';
import { recordUri } from '../../tlsrpt/generate.js';
import { type Intended, intendedText } from '../../tlsrpt/intended.js';
import { fieldMeanings, schemeMeanings, schemes } from '../../tlsrpt/parts.js';
import type { MappedText, RecordEntry, ZoneView } from '../../zone/model.js';
import type { CompletionAnswer } from '../types.js';
import { decoded } from './words.js';

const TXT = 16;

/** Undefined where the place is not in the value of such a record. */
export function valueCompletions(
  zone: ZoneView,
  record: RecordEntry,
  offset: number,
): CompletionAnswer[] | undefined {
  if (record.typeCode !== TXT || record.type === undefined || offset <= record.type.end) return undefined;
  const owner = /^_smtp\._tls(?:\.|$)/i.test(record.ownerName ?? '');
  const domain = owner ? record.ownerName?.slice('_smtp._tls.'.length) : zone.apex;
  const first = record.rdata[0];
  if (first === undefined)
    return owner ? [whole(zone, domain, { start: offset, end: offset }, true)] : undefined;
  const value = intendedText(record, zone);
  if (!owner && !/^\s*v\s*=\s*tl/i.test(value.octets)) return undefined;
  if (offset < first.start || offset > value.end) return undefined;
  const field = record.rdata.find(({ start, end }) => start <= offset && offset <= end);
  // Behind the closing quote there is nothing to complete.
  if (field?.quoted && isClosed(field.raw) && (offset === field.end || offset === field.start)) return [];
  let typed = 0;
  while (typed < value.octets.length && value.endOf(typed) <= offset) typed++;
  const before = value.octets.slice(0, typed);
  const segment = before.slice(before.lastIndexOf(';') + 1);
  const isFirst = !before.includes(';');
  if (isFirst && !/^\s*rua=/i.test(segment)) return versionCompletions(zone, record, domain, offset, value);
  const list = /^\s*rua=(.*)$/is.exec(segment)?.[1];
  if (list === undefined) return fieldCompletions(value.octets, segment, offset);
  return uriCompletions(zone, domain, list, value, typed);
}

/** The whole record, with the likeliest destination to type over. */
function whole(zone: ZoneView, domain: string | undefined, replace: Span, quotes: boolean): CompletionAnswer {
  const [destination = 'mailto:'] = destinationsOf(zone, domain);
  // biome-ignore lint/style/useTemplate: a placeholder of the snippet, not of the template
  const text = 'v=TLSRPTv1; rua=${1:' + destination.replace(/[\\$}]/g, '\\$&') + '}';
  return {
    label: 'v=TLSRPTv1; rua=…',
    kind: 'snippet',
    detail: msg('A TLS-RPT record'),
    documentation: [fieldMeanings.version, fieldMeanings.rua],
    replace,
    newText: quotes ? `"${text}"` : text,
    snippet: true,
    filterText: quotes ? '"v=TLSRPTv1' : 'v=TLSRPTv1',
    sortText: '0',
  };
}

function versionCompletions(
  zone: ZoneView,
  record: RecordEntry,
  domain: string | undefined,
  offset: number,
  value: Intended,
): CompletionAnswer[] {
  const [first] = record.rdata;
  if (first === undefined) return [];
  const hasRua = /rua\s*=/i.test(value.octets);
  // An unquoted value gets its quotes: without them `;` starts a comment.
  if (!first.quoted) {
    return hasRua
      ? []
      : [whole(zone, domain, { start: value.start, end: Math.max(value.end, offset) }, true)];
  }
  // The field goes whole, also what stands after the cursor; another field stays.
  const field = /^(?:\s*(?!rua\b)[^;]*;?[ \t]*)?/i.exec(value.octets)?.[0].length ?? 0;
  const end = field === 0 ? offset : Math.max(offset, value.endOf(field - 1));
  const typed = { start: first.start + 1, end };
  const version: CompletionAnswer = {
    label: 'v=TLSRPTv1;',
    kind: 'value',
    documentation: [fieldMeanings.version],
    replace: typed,
    newText: 'v=TLSRPTv1; ',
    sortText: '1',
  };
  return hasRua ? [version] : [whole(zone, domain, typed, false), version];
}

function fieldCompletions(octets: string, segment: string, offset: number): CompletionAnswer[] {
  if (/\brua\s*=/i.test(octets) || segment.includes('=')) return [];
  const word = segment.trimStart();
  const replace = { start: offset - word.length, end: offset };
  const space = segment === '' ? ' ' : '';
  return [
    {
      label: 'rua=',
      kind: 'keyword',
      documentation: [fieldMeanings.rua],
      replace,
      newText: `${space}rua=`,
      filterText: `${space}rua=`,
    },
  ];
}

function uriCompletions(
  zone: ZoneView,
  domain: string | undefined,
  list: string,
  value: MappedText,
  cursor: number,
): CompletionAnswer[] {
  const typed = list.slice(list.lastIndexOf(',') + 1).trimStart();
  // The item goes whole, also what stands after the cursor.
  const after = /^[^,;\s"]*/.exec(value.octets.slice(cursor))?.[0] ?? '';
  const start = cursor - typed.length;
  const end = cursor + after.length;
  const from = start < value.octets.length ? value.startOf(start) : value.endOf(start - 1);
  const replace = { start: from, end: end > start ? value.endOf(end - 1) : from };
  const known = destinationsOf(zone, domain).filter((uri) => !value.octets.includes(uri));
  const answers: CompletionAnswer[] = known.map((uri, index) => ({
    label: uri,
    kind: 'value',
    replace,
    newText: recordUri(uri),
    sortText: `0${String(index).padStart(2, '0')}`,
  }));
  const written = decoded(typed + after);
  const encoded = recordUri(written);
  // The host that is being typed is one of the zone's already.
  const own = [...known, encoded, `${encoded}/`];
  answers.push(...hostCompletions(zone, domain, typed, replace).filter(({ label }) => !own.includes(label)));
  if (encoded !== written) {
    answers.push({
      label: encoded,
      kind: 'value',
      detail: msg('As RFC 8460 wants it written'),
      replace,
      newText: encoded,
      filterText: written,
      sortText: '2',
    });
  }
  for (const scheme of schemes) {
    answers.push({
      label: scheme,
      kind: 'keyword',
      documentation: [schemeMeanings[scheme]],
      replace,
      newText: scheme,
      sortText: `3${scheme}`,
    });
  }
  return answers;
}

/** What is typed up to its host, with each host that the zone knows. */
function hostCompletions(
  zone: ZoneView,
  domain: string | undefined,
  typed: string,
  replace: Span,
): CompletionAnswer[] {
  const [before] = /^mailto:[^@]+@|^https:\/\/(?!.*\/)/i.exec(typed) ?? [];
  if (before === undefined) return [];
  const scheme = before.endsWith('@') ? 'mailto' : 'https';
  return hostsOf(zone, domain, scheme).map((host, index) => {
    const text = recordUri(`${decoded(before)}${host}${scheme === 'https' ? '/' : ''}`);
    return {
      label: text,
      kind: 'value',
      replace,
      newText: text,
      filterText: `${before}${host}`,
      sortText: `1${String(index).padStart(2, '0')}`,
    };
  });
}
