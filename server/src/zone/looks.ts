/** Questions about stretches of text, answered in place. */
import type { FieldList } from './fields.js';

const DOT = 46;
const BACKSLASH = 92;

/** Whether a name as written is a name in lower case, or ends in it after a dot. Escapes are not decoded. */
export function endsWithName(text: string, start: number, end: number, name: string): boolean {
  const length = name.length;
  const from = end - length;
  if (from < start) return false;
  for (let i = length - 1; i >= 0; i--) {
    let code = text.charCodeAt(from + i);
    if (code >= 65 && code <= 90) code |= 32;
    if (code !== name.charCodeAt(i)) return false;
  }
  return from === start || text.charCodeAt(from - 1) === DOT;
}

/** Whether a dot stands in a stretch. */
export function hasDot(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (text.charCodeAt(i) === DOT) return true;
  return false;
}

/** Whether one of the letters A to Z stands in a stretch. */
export function hasCapital(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code >= 65 && code <= 90) return true;
  }
  return false;
}

/** Whether the last field of an entry is a backslash and nothing else, which is sound nowhere. */
export function endsInBackslash({ count, starts, ends, text }: FieldList): boolean {
  const last = count - 1;
  return last >= 0 && ends[last]! - starts[last]! === 1 && text.charCodeAt(starts[last]!) === BACKSLASH;
}

/** Whether `tls-rpt-` stands at a place. */
export function speaksToUs(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return (code === 116 || code === 84) && text.slice(at, at + 8).toLowerCase() === 'tls-rpt-';
}

/** Where a NUL stands in a word, and no backslash before it: BIND takes it for no part of a word. -1 where none does. */
export function bareNul(text: string, start: number, end: number): number {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 0) return at;
    if (code === BACKSLASH) at++;
  }
  return -1;
}

/** Whether a word of an entry has such a NUL. */
export function hasBareNul({ text, count, starts, ends, quoted }: FieldList): boolean {
  for (let i = 0; i < count; i++) {
    if (quoted[i] === 0 && bareNul(text, starts[i]!, ends[i]!) >= 0) return true;
  }
  return false;
}
