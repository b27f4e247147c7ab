/**
 * Domain names as BIND reads them from a zone file: labels of at most 63 octets, 255 octets in all with the length
 * octets and the root's zero (RFC 1035 section 2.3.4), escapes `\DDD` and `\X`, `@` for the origin. Outside ASCII a
 * character counts as the octets of its UTF-8 form.
 */

const DOT = 46;
const BACKSLASH = 92;

/** Most octets of a name in wire form. */
export const maxName = 255;

/** What is wrong with a name; 0 where nothing is. */
export const nameOk = 0;
export const emptyLabel = 1;
export const labelTooLong = 2;
export const nameTooLong = 3;
export const badEscape = 4;
export type NameFault = 1 | 2 | 3 | 4;

/** Where the fault that `checkName` found lies; valid until the next call that finds one. */
export const fault = { start: 0, end: 0 };

/**
 * Checks a name as written (without quotes). Allocates nothing.
 *
 * @param originLength octets of the origin in wire form (1 for the root), which a relative name has added; 0 where
 *   the origin is not known
 */
export function checkName(text: string, start: number, end: number, originLength: number): 0 | NameFault {
  if (start === end) {
    return at(emptyLabel, start, end);
  }
  if (end - start === 1) {
    const code = text.charCodeAt(start);
    if (code === DOT || code === 64) return nameOk;
    if (code === BACKSLASH) return at(badEscape, start, end);
    return code < 0x80 ? (2 + originLength > maxName ? at(nameTooLong, start, end) : nameOk) : nameOk;
  }
  let octets = 0;
  let label = 0;
  let labelStart = start;
  let i = start;
  while (i < end) {
    const code = text.charCodeAt(i);
    if (code === DOT) {
      if (label === 0) return at(emptyLabel, i, i + 1);
      if (label > 63) return at(labelTooLong, labelStart, i);
      octets += label + 1;
      label = 0;
      i++;
      labelStart = i;
    } else if (code === BACKSLASH) {
      const width = escapeWidth(text, i, end);
      if (width === 0) return at(badEscape, i, Math.min(i + 4, end));
      label += width === 4 ? 1 : utf8Width(text.charCodeAt(i + 1));
      i += width;
    } else {
      label += code < 0x80 ? 1 : utf8Width(code);
      i++;
    }
  }
  if (label > 63) return at(labelTooLong, labelStart, end);
  // The root's zero octet ends an absolute name; a relative one goes on with the origin.
  octets += label === 0 ? 1 : label + 1 + originLength;
  return octets > maxName ? at(nameTooLong, start, end) : nameOk;
}

function at(code: NameFault, start: number, end: number): NameFault {
  fault.start = start;
  fault.end = end;
  return code;
}

/** UTF-16 units of the escape at a backslash: 4 for `\DDD`, 2 for `\X`, 0 where it is none. */
export function escapeWidth(text: string, backslash: number, end: number): 0 | 2 | 4 {
  if (backslash + 1 >= end) return 0;
  const first = text.charCodeAt(backslash + 1);
  if (!isDigit(first)) return 2;
  if (backslash + 3 >= end) return 0;
  const second = text.charCodeAt(backslash + 2);
  const third = text.charCodeAt(backslash + 3);
  if (!isDigit(second) || !isDigit(third)) return 0;
  return (first - 48) * 100 + (second - 48) * 10 + third - 48 > 255 ? 0 : 4;
}

const isDigit = (code: number) => code >= 48 && code <= 57;

/** UTF-8 octets of a UTF-16 unit; each half of a surrogate pair counts two of the four. */
export function utf8Width(code: number): number {
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code >= 0xd800 && code < 0xe000 ? 2 : 3;
}

/** Whether a name as written is absolute: it ends in a dot that no backslash escapes. */
export function isAbsolute(text: string, start: number, end: number): boolean {
  if (end === start || text.charCodeAt(end - 1) !== DOT) return false;
  let backslashes = 0;
  while (end - 2 - backslashes >= start && text.charCodeAt(end - 2 - backslashes) === BACKSLASH)
    backslashes++;
  // `\\.` is an escaped backslash and a dot; `\.` an escaped dot. (`\DDD` never ends in a dot.)
  return backslashes % 2 === 0;
}

/** The octets of each label, one character an octet, of a name as written without its final dot. Undefined for bad escapes. */
function labelsOf(written: string): string[] | undefined {
  const labels: string[] = [];
  let label = '';
  let i = 0;
  while (i < written.length) {
    const code = written.charCodeAt(i);
    if (code === DOT) {
      labels.push(label);
      label = '';
      i++;
    } else if (code === BACKSLASH) {
      const width = escapeWidth(written, i, written.length);
      if (width === 0) return undefined;
      if (width === 4) {
        label += String.fromCharCode(Number(written.slice(i + 1, i + 4)));
        i += 4;
      } else {
        const character = String.fromCodePoint(written.codePointAt(i + 1) ?? 0);
        label += utf8Octets(character);
        i += 1 + character.length;
      }
    } else if (code < 0x80) {
      label += written[i];
      i++;
    } else {
      const character = String.fromCodePoint(written.codePointAt(i) ?? 0);
      label += utf8Octets(character);
      i += character.length;
    }
  }
  if (label !== '') labels.push(label);
  return labels;
}

/** The UTF-8 octets of a text, one character an octet. By hand: one character is quicker than a call of `TextEncoder`. */
export function utf8Octets(text: string): string {
  if (text.length === 1 && text < '\x80') return text;
  let octets = '';
  for (const character of text) {
    const point = character.codePointAt(0)!;
    // Half of a pair is no character: it is read as U+FFFD.
    const code = point >= 0xd800 && point < 0xe000 ? 0xfffd : point;
    const last = 0x80 | (code & 0x3f);
    if (code < 0x80) octets += character;
    else if (code < 0x800) octets += String.fromCharCode(0xc0 | (code >> 6), last);
    else if (code < 0x10000)
      octets += String.fromCharCode(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), last);
    else
      octets += String.fromCharCode(
        0xf0 | (code >> 18),
        0x80 | ((code >> 12) & 0x3f),
        0x80 | ((code >> 6) & 0x3f),
        last,
      );
  }
  return octets;
}

/** A label's octets in presentation form, as BIND prints them: `\DDD` for what is no graphic ASCII, `\` before specials. */
export function printLabel(octets: string): string {
  let printed = '';
  for (let i = 0; i < octets.length; i++) {
    const code = octets.charCodeAt(i);
    if (code <= 0x20 || code >= 0x7f) printed += `\\${String(code).padStart(3, '0')}`;
    else if ('"().;\\@$'.includes(octets[i] ?? '')) printed += `\\${octets[i]}`;
    else printed += octets[i];
  }
  return printed;
}

/** Whether a name is spelled as it is printed. An expression that repeats labels overflows on millions of them. */
const isPlain = (written: string) => /^(?!\.)[A-Za-z0-9_*/.-]+$/.test(written) && !written.includes('..');

/**
 * A name as written (quotes stripped) in canonical presentation form, case kept: absolute with its final dot, or
 * relative without one where the origin is unknown. Undefined for a name with a bad escape.
 */
export function canonicalName(written: string, origin: string | undefined): string | undefined {
  if (written === '@') return origin ?? '@';
  if (written === '.') return '.';
  const absolute = isAbsolute(written, 0, written.length);
  let own = written;
  if (!isPlain(written)) {
    const labels = labelsOf(absolute ? written.slice(0, -1) : written);
    if (labels === undefined) return undefined;
    own = labels.map(printLabel).join('.') + (absolute ? '.' : '');
  }
  if (absolute || origin === undefined) return own;
  return origin === '.' ? `${own}.` : `${own}.${origin}`;
}

/** A name written as an absolute one, with its final dot or without, in canonical form; undefined where it is none. */
export function absoluteName(written: string): string | undefined {
  if (written === '.') return written;
  const bare = isAbsolute(written, 0, written.length) ? written.slice(0, -1) : written;
  if (bare === '@' || /\s/.test(bare) || checkName(bare, 0, bare.length, 1) !== 0) return undefined;
  return canonicalName(`${bare}.`, undefined);
}

/** The key under which two spellings of one name are equal: lower case (RFC 4343). */
export const nameKey = (name: string) => name.toLowerCase();

/** The labels of a canonical name as printed, the leftmost first; none for the root. */
export function labels(name: string): string[] {
  const own = name.endsWith('.') && !name.endsWith('\\.') ? name.slice(0, -1) : name;
  if (own === '') return [];
  return own.split(own.includes('\\') ? /(?<!(?<!\\)(?:\\\\)*\\)\./ : '.');
}

/** How many of the leftmost labels name a service (`_dmarc`, `_25._tcp`; RFC 8552). */
export function underscored(own: readonly string[]): number {
  const host = own.findIndex((label) => !label.startsWith('_'));
  return host < 0 ? own.length : host;
}

/** Octets of a canonical absolute name in wire form, the root's zero included. */
export function wireLength(name: string): number {
  let length = 1;
  for (const label of labels(name)) length += 1 + label.replace(/\\(?:\d{3}|.)/g, 'x').length;
  return length;
}

/** Whether a canonical absolute name is the zone's apex or below it. */
export function isWithin(name: string, apex: string): boolean {
  const key = nameKey(name);
  const zone = nameKey(apex);
  return (
    zone === '.' || key === zone || (key.endsWith(`.${zone}`) && isAbsolute(key, 0, key.length - zone.length))
  );
}

/** An absolute name as it is written below an origin. */
export function ownerIn(name: string, origin: string | undefined, absolute: boolean): string {
  if (!name.endsWith('.')) return name;
  if (absolute || origin === undefined || origin === '.' || !isWithin(name, origin)) return name;
  return nameKey(name) === nameKey(origin) ? '@' : name.slice(0, name.length - origin.length - 1);
}
