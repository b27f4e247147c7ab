import type { FieldList } from '../fields.js';
import { checkName, escapeWidth, utf8Width } from '../names.js';
import { readType, typeCodes } from '../rrtypes.js';
import { readTtl } from '../ttl.js';
import { type FieldKind, formats, type RdataFormat, takesRest } from './table.js';

/** What is wrong with a field; 0 where nothing is. */
export const fieldOk = 0;
export const fieldBad = 1;
export const fieldBadEscape = 2;
export const fieldTooLong = 3;
export const fieldBadName = 4;
export type FieldFault = 0 | 1 | 2 | 3 | 4;

const byCode = new Map<number, RdataFormat>();
for (const [name, format] of Object.entries(formats)) {
  byCode.set(typeCodes[name as keyof typeof typeCodes], format);
}

/** The format of a type; undefined where its fields are not looked into. */
export const formatOf = (typeCode: number) => byCode.get(typeCode);

const HASH = 35;
const BACKSLASH = 92;

/** Whether RDATA is in the generic form `\# length data` (RFC 3597 section 5). */
export function isGeneric(fields: FieldList, first: number): boolean {
  const start = fields.starts[first]!;
  return (
    first < fields.count &&
    fields.quoted[first] === 0 &&
    fields.ends[first]! - start === 2 &&
    fields.text.charCodeAt(start) === BACKSLASH &&
    fields.text.charCodeAt(start + 1) === HASH
  );
}

/**
 * Whether the RDATA of a record is sound. Called for every record: allocates nothing where it is.
 *
 * @param first index of the first RDATA field
 * @param originLength octets of the origin in wire form, 0 where unknown
 */
export function rdataIsFine(
  fields: FieldList,
  first: number,
  typeCode: number,
  originLength: number,
): boolean {
  if (first >= fields.count) return typeCode === 10 || typeCode === 42;
  if (isGeneric(fields, first)) return genericIsFine(fields, first);
  const format = byCode.get(typeCode);
  if (format === undefined) return true;
  const kinds = format.fields;
  let at = first;
  for (let i = 0; i < kinds.length; i++) {
    const kind = kinds[i]!.kind;
    if (takesRest(kind)) {
      if (at >= fields.count) return kind === 'words';
      for (; at < fields.count; at++)
        if (checkField(fields, at, kind, originLength) !== fieldOk) return false;
      if (kind !== 'strings' && kind !== 'words') return encodedIsFine(fields, at, first + i, kind);
    } else {
      if (at >= fields.count || checkField(fields, at, kind, originLength) !== fieldOk) return false;
      at++;
    }
  }
  return at >= fields.count;
}

/** `\#`, a length in octets, and as much data in hexadecimal. */
export function genericIsFine(fields: FieldList, first: number): boolean {
  if (first + 1 >= fields.count) return false;
  const length = number(fields.text, fields.starts[first + 1]!, fields.ends[first + 1]!, 0xffff);
  if (length < 0) return false;
  let digits = 0;
  for (let i = first + 2; i < fields.count; i++) {
    if (checkField(fields, i, 'hexes', 0) !== fieldOk) return false;
    digits += fields.ends[i]! - fields.starts[i]!;
  }
  return digits === length * 2;
}

/** Whether words of base64 or hexadecimal are whole together. */
export function encodedIsFine(fields: FieldList, end: number, first: number, kind: FieldKind): boolean {
  let length = 0;
  for (let i = first; i < end; i++) length += fields.ends[i]! - fields.starts[i]!;
  return kind === 'hexes' ? length % 2 === 0 : length % 4 === 0;
}

/** What is wrong with one field; `FieldFault`. Allocates nothing. */
export function checkField(
  fields: FieldList,
  index: number,
  kind: FieldKind,
  originLength: number,
): FieldFault {
  const { text } = fields;
  let start = fields.starts[index]!;
  let end = fields.ends[index]!;
  if (fields.quoted[index] !== 0) {
    if (fields.quoted[index] === 2) return fieldOk;
    start++;
    end--;
    if (kind !== 'string' && kind !== 'strings' && kind !== 'words' && kind !== 'word') {
      // BIND takes quotes for strings only.
      return kind === 'name' ? nameFault(text, start, end, originLength) : fieldBad;
    }
  }
  switch (kind) {
    case 'name':
      return nameFault(text, start, end, originLength);
    case 'string':
    case 'strings':
      return stringFault(text, start, end);
    case 'u8':
      return number(text, start, end, 0xff) < 0 ? fieldBad : fieldOk;
    case 'u16':
      return number(text, start, end, 0xffff) < 0 ? fieldBad : fieldOk;
    case 'u32':
      return number(text, start, end, 0xffffffff) < 0 ? fieldBad : fieldOk;
    case 'ttl':
      return readTtl(text, start, end) < 0 ? fieldBad : fieldOk;
    case 'ipv4':
      return isIpv4(text, start, end) ? fieldOk : fieldBad;
    case 'ipv6':
      return isIpv6(text, start, end) ? fieldOk : fieldBad;
    case 'hex':
    case 'hexes':
      return every(text, start, end, isHex) ? fieldOk : fieldBad;
    case 'base64s':
      return every(text, start, end, isBase64) ? fieldOk : fieldBad;
    case 'base32hex':
      return every(text, start, end, isBase32Hex) ? fieldOk : fieldBad;
    case 'time':
      return number(text, start, end, 99_991_231_235_959) < 0 ? fieldBad : fieldOk;
    case 'type':
      return readType(text, start, end) < 0 ? fieldBad : fieldOk;
    default:
      return fieldOk;
  }
}

function nameFault(text: string, start: number, end: number, originLength: number): FieldFault {
  const code = checkName(text, start, end, originLength);
  return code === 0 ? fieldOk : code === 4 ? fieldBadEscape : fieldBadName;
}

function stringFault(text: string, start: number, end: number): FieldFault {
  let octets = 0;
  for (let i = start; i < end; ) {
    const code = text.charCodeAt(i);
    if (code === BACKSLASH) {
      const width = escapeWidth(text, i, end);
      if (width === 0) return fieldBadEscape;
      octets += width === 4 ? 1 : utf8Width(text.charCodeAt(i + 1));
      i += width;
    } else {
      octets += code < 0x80 ? 1 : utf8Width(code);
      i++;
    }
  }
  return octets > 255 ? fieldTooLong : fieldOk;
}

/** The value of a decimal number, -1 where it is none or over the limit. */
function number(text: string, start: number, end: number, limit: number): number {
  if (start === end) return -1;
  let value = 0;
  for (let i = start; i < end; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
    if (value > limit) return -1;
  }
  return value;
}

function isIpv4(text: string, start: number, end: number): boolean {
  let parts = 0;
  let value = -1;
  let digits = 0;
  for (let i = start; i <= end; i++) {
    const code = i < end ? text.charCodeAt(i) : 46;
    if (code === 46) {
      if (value < 0 || value > 255) return false;
      parts++;
      value = -1;
      digits = 0;
    } else {
      if (code < 48 || code > 57) return false;
      // `01` might be octal: inet_pton refuses it.
      if (digits > 0 && value === 0) return false;
      value = (value < 0 ? 0 : value) * 10 + code - 48;
      digits++;
    }
  }
  return parts === 4;
}

function isIpv6(text: string, start: number, end: number): boolean {
  let groups = 0;
  let gap = false;
  let i = start;
  if (i + 1 < end && text.charCodeAt(i) === 58) {
    if (text.charCodeAt(i + 1) !== 58) return false;
    i += 2;
    gap = true;
    if (i === end) return true;
  }
  for (;;) {
    const from = i;
    while (i < end && isHex(text.charCodeAt(i))) i++;
    if (i < end && text.charCodeAt(i) === 46) {
      return isIpv4(text, from, end) && (gap ? groups <= 5 : groups === 6);
    }
    if (i === from || i - from > 4) return false;
    groups++;
    if (i === end) return gap ? groups <= 7 : groups === 8;
    if (text.charCodeAt(i) !== 58 || groups > 7) return false;
    i++;
    if (i < end && text.charCodeAt(i) === 58) {
      if (gap) return false;
      gap = true;
      i++;
      if (i === end) return groups <= 7;
    }
  }
}

function every(text: string, start: number, end: number, test: (code: number) => boolean): boolean {
  for (let i = start; i < end; i++) if (!test(text.charCodeAt(i))) return false;
  return true;
}

const isHex = (code: number) =>
  (code >= 48 && code <= 57) || (code >= 65 && code <= 70) || (code >= 97 && code <= 102);

const isBase32Hex = (code: number) =>
  (code >= 48 && code <= 57) || (code >= 65 && code <= 86) || (code >= 97 && code <= 118);

const isBase64 = (code: number) =>
  (code >= 48 && code <= 57) ||
  (code >= 65 && code <= 90) ||
  (code >= 97 && code <= 122) ||
  code === 43 ||
  code === 47 ||
  code === 61;
