import type { FieldList } from '../fields.js';
import { isMetaType } from '../rrtypes.js';
import { type FieldFault, fieldBad, fieldMissing, fieldOk, type RdataInput } from './input.js';
import { readHex } from './kinds/binary.js';
import { kinds } from './kinds/index.js';
import { namesAlgorithm } from './kinds/keys.js';
import { decimal } from './kinds/numbers.js';
import { printRdata } from './print.js';
import { formatOf } from './table.js';

const HASH = 35;
const BACKSLASH = 92;
const TXT = 16;

/** Most octets of an RRset: of each of its records the RDATA and two more for its length. BIND refuses a larger one. */
export const maxRRset = 65_512;

/** Most octets of the RDATA of one record, which is an RRset at least. */
export const maxRdata = maxRRset - 2;

const kindsFor = (typeCode: number) =>
  (isMetaType(typeCode) ? undefined : formatOf(typeCode))?.fields.map(({ kind }) => kinds[kind]);

/** The kinds of a type's fields by its number, for the hot path: all types in words are below 300 or few. */
const byCode = Array.from({ length: 300 }, (_, typeCode) => kindsFor(typeCode));

const kindsOf = (typeCode: number) =>
  typeCode >= 0 && typeCode < byCode.length ? byCode[typeCode] : kindsFor(typeCode);

/** Whether RDATA is in the generic form `\# length data` (RFC 3597 section 5). `TXT \# word` is text. */
export function isGeneric(fields: FieldList, first: number, typeCode: number): boolean {
  if (first >= fields.count || fields.quoted[first] !== 0) return false;
  const start = fields.starts[first]!;
  if (fields.ends[first]! - start !== 2) return false;
  if (fields.text.charCodeAt(start) !== BACKSLASH || fields.text.charCodeAt(start + 1) !== HASH) return false;
  if (typeCode !== TXT) return true;
  return (
    first + 1 < fields.count &&
    fields.quoted[first + 1] === 0 &&
    decimal(fields.text, fields.starts[first + 1]!, fields.ends[first + 1]!, 0xffffffff) >= 0
  );
}

/**
 * Reads the RDATA of a record into `input.wire` as BIND does; the fault of the first field that is wrong. Where it is
 * sound and words are left, `input.more` says so.
 */
export function readRdata(input: RdataInput, first: number, typeCode: number): FieldFault {
  input.begin(first, typeCode);
  if (isGeneric(input.fields, first, typeCode)) return readGeneric(input);
  const list = kindsOf(typeCode);
  if (list === undefined) return input.more ? fieldBad : fieldMissing;
  for (let i = 0; i < list.length; i++) {
    const fault = list[i]!.read(input);
    if (fault !== fieldOk) return fault;
  }
  return input.wire.length > maxRdata ? fieldBad : fieldOk;
}

/** `\#`, a length in octets, and as much data in hexadecimal, which must be sound for a type that is known. */
export function readGeneric(input: RdataInput): FieldFault {
  input.at++;
  if (isMetaType(input.type)) return fieldBad;
  const fault = input.word();
  if (fault !== fieldOk) return fault;
  const length = decimal(input.text, input.start, input.end, 0xffff);
  if (length < 0) return fieldBad;
  if (length > 0) {
    const data = readHex(input, length);
    if (data !== fieldOk) return data;
  }
  if (formatOf(input.type) === undefined) return fieldOk;
  const octets = input.wire.text();
  return printRdata(input.type, octets) === undefined || !namesAlgorithm(input.type, octets)
    ? fieldBad
    : fieldOk;
}
