import { type FieldFault, fieldBad, fieldOk } from '../input.js';
import type { Kind } from './kind.js';
import { string } from './strings.js';

/** The substitution expression of NAPTR (RFC 3402 section 3.2): a character-string that BIND checks. */
export const substitution: Kind = {
  read(input): FieldFault {
    const from = input.wire.length;
    const fault = string.read(input);
    if (fault !== fieldOk) return fault;
    return isSubstitution(input.wire.text(from + 1)) ? fieldOk : fieldBad;
  },
  print(wire) {
    const from = wire.at;
    const printed = string.print(wire);
    return isSubstitution(wire.octets.slice(from + 1, wire.at)) ? printed : undefined;
  },
};

/** Whether octets are empty, or `!pattern!replacement!flags` with any delimiter. */
export function isSubstitution(octets: string): boolean {
  if (octets === '') return true;
  const delimiter = octets[0]!;
  if (/[\d\\i\0]/.test(delimiter) || octets.includes('\0')) return false;
  const parts = [''];
  let highest = 0;
  for (let at = 1; at < octets.length; at++) {
    const character = octets[at]!;
    if (character === delimiter) {
      if (parts.push('') > 3) return false;
      continue;
    }
    parts[parts.length - 1] += character;
    if (character !== '\\' || parts.length === 3) continue;
    const next = octets[++at];
    if (next === undefined) return false;
    parts[parts.length - 1] += next;
    if (parts.length === 2 && next === '0') return false;
    if (parts.length === 2 && /\d/.test(next)) highest = Math.max(highest, Number(next));
  }
  if (parts.length !== 3 || !/^i*$/.test(parts[2]!)) return false;
  const groups = groupsOf(parts[0]!);
  return groups >= 0 && highest <= groups;
}

/** Number of groups of a POSIX extended regular expression, -1 where it is none. */
function groupsOf(pattern: string): number {
  if (pattern === '') return -1;
  let open = 0;
  let groups = 0;
  let atom = false;
  let repeated = false;
  let emptyAllowed = false;
  let at = 0;
  const take = (form: RegExp): RegExpExecArray | null => {
    form.lastIndex = at;
    const match = form.exec(pattern);
    if (match !== null) at += match[0].length;
    return match;
  };
  while (at < pattern.length) {
    const character = pattern[at]!;
    if (character === '\\') {
      const next = pattern[at + 1];
      if (next === undefined || (/[1-9]/.test(next) && Number(next) > groups)) return -1;
      at += 2;
      atom = true;
      repeated = false;
    } else if (character === '[') {
      if (!isBracket(take(/\[\^?\]?(?:\[[.=:][^\]]*[.=:]\]|[^\][]|\[(?![.=:]))*\]/y)?.[0])) return -1;
      atom = true;
      repeated = false;
    } else if (character === '{' && /\d/.test(pattern[at + 1] ?? '')) {
      const bound = take(/\{(\d+)(,?)(\d*)\}/y);
      if (bound === null || !atom || repeated) return -1;
      const [, low, , high] = bound;
      if (Number(low) > 255 || Number(high) > 255 || (high !== '' && Number(low) > Number(high))) return -1;
      repeated = true;
    } else if (character === '(') {
      at++;
      open++;
      groups++;
      atom = false;
      repeated = false;
      emptyAllowed = true;
    } else if (character === ')') {
      if (open > 0 && !atom && !emptyAllowed) return -1;
      if (open > 0) open--;
      at++;
      atom = true;
      repeated = false;
    } else if (character === '|') {
      if (!atom) return -1;
      at++;
      atom = false;
      emptyAllowed = false;
      repeated = false;
    } else if (/[+*?]/.test(character)) {
      if (repeated || !atom) return -1;
      at++;
      repeated = true;
    } else {
      at++;
      atom = true;
      repeated = character === '^' || character === '$';
    }
  }
  return open > 0 || !atom ? -1 : groups;
}

const classes = /^(?:alnum|digit|punct|alpha|graph|space|blank|lower|upper|cntrl|print|xdigit)$/;

/** Whether a bracket expression names classes that exist, and its ranges go upwards. */
function isBracket(bracket: string | undefined): boolean {
  if (bracket === undefined) return false;
  for (const [, name] of bracket.matchAll(/\[:([^\]]*):\]/g)) if (!classes.test(name ?? '')) return false;
  const plain = bracket
    .slice(1, -1)
    .replace(/^\^/, '')
    .replace(/\[[.=:][^\]]*[.=:]\]/g, '');
  for (const [, low, high] of plain.matchAll(/([^-])-([^-])/g)) if (low! > high!) return false;
  return true;
}
