/** Strings whose closing quote is missing on their line: it stands on a later one, or nowhere. */
import { msg } from '../message.js';
import { isClosed, typographicEnd } from '../quotes.js';
import type { Finding, Fix } from '../rules/finding.js';
import type { SpanEdit } from '../span.js';
import type { Field, ZoneView } from '../zone/model.js';
import { looksLikeEntry } from '../zone/recovery.js';
import { endMeant } from '../zone/unclosedString.js';

/** So many lines, and UTF-16 units, a string is looked for that is closed on a later line. */
const mostLines = 32;
const longest = 4096;

/** Closes a string where it was meant to end, or joins its lines where a later one closes it. */
export function closeString(finding: Finding, zone: ZoneView): readonly Fix[] {
  const { insertAt } = (finding.data ?? {}) as { readonly insertAt?: number };
  const end = insertAt ?? finding.end;
  if (isLast.test(zone.slice(finding.start + 1, end)) && closesAnother(finding.start, zone)) return [];
  const joined = joinedLines(end, zone);
  if (joined !== undefined) return [{ title: msg('Join the lines'), edits: joined.edits, preferred: true }];
  const entry = zone.entryAt(finding.start);
  const raw = zone.slice(finding.start, end);
  const meant = entry === undefined ? end : finding.start + endMeant(raw, finding.start, entry);
  // A typographic quote was to close it.
  const isOther = typographicEnd.test(zone.slice(meant - 1, meant));
  const edit = { start: isOther ? meant - 1 : meant, end: meant, newText: '"' };
  return [{ title: msg('Close the string'), edits: [edit], preferred: true }];
}

/** How lines are joined up to the one that closes a string, and where that is closed; undefined where none does. */
function joinedLines(end: number, zone: ZoneView): { edits: readonly SpanEdit[]; end: number } | undefined {
  const text = zone.slice(end, end + longest);
  const edits: SpanEdit[] = [];
  let before = zone.slice(Math.max(0, end - 80), end);
  for (let at = 0; edits.length < mostLines; ) {
    const gap = /^\r?\n[ \t]*/.exec(text.slice(at))?.[0];
    if (gap === undefined || looksLikeEntry(text, at + gap.indexOf('\n') + 1)) return undefined;
    const start = at + gap.length;
    const line = /^[^\r\n]*/.exec(text.slice(start))?.[0] ?? '';
    if (line === '') return undefined;
    edits.push({ start: end + at, end: end + start, newText: between(before, line) });
    const closing = /^(?:[^"\\]|\\.)*"/.exec(line)?.[0].length;
    if (closing !== undefined)
      return isLast.test(line.slice(closing)) ? { edits, end: end + start + closing } : undefined;
    before = line;
    at = start + line.length;
  }
  return undefined;
}

/** What may follow a string that ends a record. */
const isLast = /^[ \t]*(?:\)[ \t]*)?(?:;.*)?$/;

/** What stands between two lines of a string that are joined: nothing within a key, and else a space. */
const between = (before: string, after: string) =>
  /[ \t]$/.test(before) || (/[\w+/]{16}$/.test(before) && /^[\w+/=]{16}/.test(after)) ? '' : ' ';

/** Whether a quote that opens a string to BIND was to close one of an earlier line. */
function closesAnother(start: number, zone: ZoneView): boolean {
  let entry = zone.entryAt(start);
  for (let i = 0; i < mostLines && entry !== undefined && entry.start > 0; i++) {
    entry = zone.entryAt(entry.start - 1);
    const open = entry && lastField(entry);
    if (open?.quoted === true && !isClosed(open.raw)) return joinedLines(open.end, zone)?.end === start + 1;
    if (entry?.kind !== 'record') return false;
  }
  return false;
}

const lastField = (entry: NonNullable<ReturnType<ZoneView['entryAt']>>): Field | undefined =>
  entry.kind === 'record' ? (entry.rdata.at(-1) ?? entry.type) : undefined;

/** Whether a TLS-RPT record goes on behind its entry, on the next line: a destination stands there. */
export const goesOn = (end: number, zone: ZoneView) =>
  /^(?:\r?\n)?[ \t]*(?:\([ \t]*)?["'\u201c\u201d\u201e]?[ \t;]*(?:ruas?[ \t]*[=:]|mailto:|https:)/i.test(
    zone.slice(end, end + 256),
  );
