/** Hover in a zone file: the record in words, the field under the pointer, where owner and TTL come from. */
import { secondWords } from '../../counted.js';
import { type Message, msg } from '../../message.js';
import { utcTime } from '../../report/time.js';
import { visible } from '../../report/visible.js';
import { type Span, spanOf } from '../../span.js';
import { withUnits } from '../../tlsrpt/style.js';
import type { DirectiveEntry, RecordEntry, ZoneView } from '../../zone/model.js';
import { canonicalName } from '../../zone/names.js';
import { secondsOf } from '../../zone/rdata/kinds/times.js';
import { formatNamed, type RdataField, takesRest } from '../../zone/rdata/table.js';
import { maxTtl, readTtl } from '../../zone/ttl.js';
import { unicodeName } from '../../zone/unicodeName.js';
import { type HoverAnswer, type MarkdownPart, markdownCode, markdownText } from '../types.js';
import { directiveMeaning } from './directives.js';
import { registered } from './registered.js';
import { valueHover } from './valueHover.js';
import { fullName, inWords, isGeneric } from './words.js';

const TXT = 16;

export function zoneHover(zone: ZoneView, offset: number): HoverAnswer | undefined {
  const entry = zone.entryAt(offset);
  if (entry?.kind === 'directive') return directiveHover(zone, entry, offset);
  if (entry?.kind !== 'record' || inComment(entry, offset)) return undefined;
  const part = valueHover(zone, entry, offset);
  return part === undefined
    ? fieldHover(entry, offset)
    : { ...part, parts: [...part.parts, ...overview(entry)] };
}

function directiveHover(zone: ZoneView, entry: DirectiveEntry, offset: number): HoverAnswer | undefined {
  const meaning = directiveMeaning(entry.name);
  if (meaning === undefined) return undefined;
  const index = entry.arguments.findIndex((field) => holds(field, offset));
  const argument = entry.arguments[index];
  if (argument !== undefined) {
    const parts = argumentParts(zone, entry, index, argument.raw);
    return parts.length === 0 ? undefined : { ...spanOf(argument), parts };
  }
  if (!holds(entry.keyword, offset)) return undefined;
  return { ...spanOf(entry.keyword), parts: [msg('**{0}**', markdownText(entry.name)), meaning] };
}

/** What a directive's TTL or name comes to. */
function argumentParts(
  zone: ZoneView,
  { name, start }: DirectiveEntry,
  index: number,
  raw: string,
): Message[] {
  if (name === '$TTL' && index === 0) return durationParts(raw);
  if (name !== (index === 0 ? '$ORIGIN' : '$INCLUDE') || index > 1) return [];
  const full = canonicalName(raw, zone.originAt(start));
  return full?.endsWith('.') ? [msg('In full: {0}', markdownCode(full)), ...unicodeParts(full)] : [];
}

const holds = ({ start, end }: Span, offset: number) => start <= offset && offset < end;

const inComment = (entry: RecordEntry, offset: number) =>
  entry.tokensAt(offset).some((token) => token.kind === 'comment' && holds(token, offset)) &&
  // Behind an unquoted `;` stand the fields that were meant.
  !(entry.typeCode === TXT && /tlsrpt/i.test(entry.rdata[0]?.raw ?? ''));

function fieldHover(entry: RecordEntry, offset: number): HoverAnswer | undefined {
  const { owner, ttl, type } = entry;
  const all = overview(entry);
  if (owner !== undefined && holds(owner, offset)) return { ...spanOf(owner), parts: all };
  if (ttl !== undefined && holds(ttl, offset)) return { ...spanOf(ttl), parts: all };
  if (entry.class !== undefined && holds(entry.class, offset)) {
    const meaning = msg('The class, `IN` for the Internet. Every record of a zone has the same.');
    return { ...spanOf(entry.class), parts: [meaning, ...all] };
  }
  if (type !== undefined && holds(type, offset))
    return { ...spanOf(type), parts: [...typeParts(entry.typeName), ...all] };
  const index = entry.rdata.findIndex((field) => holds(field, offset));
  const field = entry.rdata[index];
  if (field === undefined) return undefined;
  return { ...spanOf(field), parts: [...rdataParts(entry, index), ...all] };
}

/** What a type is for. */
export function typeParts(typeName: string | undefined): MarkdownPart[] {
  const format = formatNamed(typeName);
  if (format === undefined || typeName === undefined) return [];
  return [
    msg('**{0}** ({1})', typeName, format.reference),
    format.summary,
    msg(
      'Fields: {0}',
      format.fields.map(({ name }) => name),
    ),
  ];
}

/** The field of the table that an RDATA field of the file belongs to. */
function fieldAt(entry: RecordEntry, index: number): RdataField | undefined {
  const fields = formatNamed(entry.typeName)?.fields ?? [];
  const last = fields.at(-1);
  return fields[index] ?? (last !== undefined && takesRest(last.kind) ? last : undefined);
}

function rdataParts(entry: RecordEntry, index: number): MarkdownPart[] {
  const field = fieldAt(entry, index);
  if (field === undefined || isGeneric(entry)) return [];
  const parts: Message[] = [msg('**{0}** of the {1} record', field.name, entry.typeName ?? '')];
  const name = field.kind === 'name' ? fullName(entry, index) : '';
  // Where the origin is unknown nobody knows more than the file says.
  if (name.endsWith('.')) parts.push(msg('In full: {0}', markdownCode(name)), ...unicodeParts(name));
  const raw = entry.rdata[index]?.raw ?? '';
  if (field.kind === 'ttl') parts.push(...durationParts(raw));
  const acronym = registered(entry, index);
  if (acronym !== undefined) parts.push(msg('{0} ({1})', raw, acronym));
  const at = field.kind === 'time' || field.kind === 'date' ? secondsOf(raw) : undefined;
  if (at !== undefined) parts.push(msg('{0} UTC', utcTime(at * 1000)));
  return parts;
}

function durationParts(raw: string): Message[] {
  const seconds = readTtl(raw, 0, raw.length);
  return seconds < 0 || seconds > maxTtl ? [] : [msg('{0} ({1})', secondWords(seconds), withUnits(seconds))];
}

/** The record in words, its full owner name and its TTL, with where they come from. */
function overview(entry: RecordEntry): MarkdownPart[] {
  const { ownerName } = entry;
  return [
    inWords(entry),
    ownerWords(entry),
    ...(ownerName === undefined ? [] : unicodeParts(ownerName)),
    ttlWords(entry),
  ].filter((part) => part !== undefined);
}

/** A name with letters that are no ASCII, as people know it. */
function unicodeParts(name: string): Message[] {
  const shown = unicodeName(name);
  return shown === undefined ? [] : [msg('In Unicode: {0}', markdownCode(visible(shown)))];
}

function ownerWords({ owner, ownerName, origin }: RecordEntry): Message | undefined {
  if (ownerName === undefined) return undefined;
  const name = markdownCode(ownerName);
  if (owner === undefined) return msg('Owner: {0}, of the record before', name);
  if (owner.raw.endsWith('.') || origin === undefined) return msg('Owner: {0}', name);
  return msg('Owner: {0}, relative to {1}', name, markdownCode(origin));
}

function ttlWords({ effectiveTtl }: RecordEntry): Message | undefined {
  if (effectiveTtl === undefined) return undefined;
  const { seconds, from } = effectiveTtl;
  switch (from) {
    case 'record':
      return msg('TTL: {0} ({1})', secondWords(seconds), withUnits(seconds));
    case 'directive':
      return msg('TTL: {0} ({1}), from $TTL', secondWords(seconds), withUnits(seconds));
    case 'previous':
      return msg('TTL: {0} ({1}), of the record before', secondWords(seconds), withUnits(seconds));
    case 'soa':
      return msg('TTL: {0} ({1}), the minimum of the SOA record', secondWords(seconds), withUnits(seconds));
  }
}
