import { FieldList } from '../../fields.js';
import { printLabel } from '../../names.js';
import { type FieldFault, fieldBad, fieldBadEscape, fieldBadName, fieldOk, RdataInput } from '../input.js';
import type { WireReader } from '../wire.js';
import type { Kind } from './kind.js';

const DOT = 46;
const AT = 64;
const BRACKET = 91;
const BACKSLASH = 92;

const isDigit = (code: number) => code >= 48 && code <= 57;

/** Writes the name between two offsets of the text in wire form, relative to the input's origin. */
export function readName(input: RdataInput, start: number, end: number): FieldFault {
  const { wire, text } = input;
  const from = wire.length;
  if (start >= end) return fieldBadName;
  if (end - start === 1) {
    const code = text.charCodeAt(start);
    if (code === DOT) {
      wire.put(0);
      return fieldOk;
    }
    if (code === AT) return finish(input, from);
    if (code === BACKSLASH) return fieldBadEscape;
  }
  let label = wire.length;
  wire.put(0);
  let at = start;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (code === DOT) {
      const length = wire.length - label - 1;
      if (length === 0 || length > 63) return fieldBadName;
      wire.octets[label] = length;
      label = wire.length;
      wire.put(0);
      at++;
    } else if (code === BACKSLASH) {
      const next = text.charCodeAt(at + 1);
      if (at + 1 >= end) return fieldBadEscape;
      if (isDigit(next)) {
        const value = escapedValue(text, at, end);
        if (value < 0) return fieldBadEscape;
        wire.put(value);
        at += 4;
      } else {
        // `\[` began a bit-string label once; BIND refuses it.
        if (next === BRACKET && wire.length === label + 1) return fieldBadName;
        at += 1 + input.putCharacter(at + 1);
      }
    } else if (code < 0x80) {
      wire.put(code);
      at++;
    } else {
      at += input.putCharacter(at);
    }
  }
  const length = wire.length - label - 1;
  if (length > 63) return fieldBadName;
  if (length === 0) return wire.length - from > 255 ? fieldBadName : fieldOk;
  wire.octets[label] = length;
  return finish(input, from);
}

/** Adds the origin to a relative name. */
function finish(input: RdataInput, from: number): FieldFault {
  const { wire, origin } = input;
  if (origin !== '') wire.putOctets(origin);
  const added = origin !== '' ? 0 : input.originLength;
  return wire.length - from + added > 255 ? fieldBadName : fieldOk;
}

/** The octet of the escape `\DDD` at a backslash, -1 where it is none. */
export function escapedValue(text: string, backslash: number, end: number): number {
  if (backslash + 3 >= end) return -1;
  let value = 0;
  for (let i = backslash + 1; i <= backslash + 3; i++) {
    const code = text.charCodeAt(i);
    if (!isDigit(code)) return -1;
    value = value * 10 + code - 48;
  }
  return value > 255 ? -1 : value;
}

/** A name in wire form as BIND prints it, absolute. */
export function printName(octets: string): string {
  let printed = '';
  let at = 0;
  for (let length = octets.charCodeAt(0); length > 0; length = octets.charCodeAt(at)) {
    printed += `${printLabel(octets.slice(at + 1, at + 1 + length))}.`;
    at += 1 + length;
  }
  return printed === '' ? '.' : printed;
}

export const name: Kind = {
  read(input) {
    const fault = input.word();
    return fault === fieldOk ? readName(input, input.start, input.end) : fault;
  },
  print: (wire: WireReader) => printName(wire.name()),
};

/** Where the number of labels stands in the RDATA of RRSIG (RFC 4034 section 3.1). */
const LABELS = 3;

/** The signer of RRSIG: BIND wants it to have no more labels than the owner is said to have. */
export const signer: Kind = {
  read(input) {
    const from = input.wire.length;
    const fault = name.read(input);
    if (fault !== fieldOk) return fault;
    const { octets, length } = input.wire;
    let labels = 0;
    let at = from;
    for (; at < length && octets[at]! > 0; at += octets[at]! + 1) labels++;
    if (at >= length) labels += input.originLabels;
    return labels > octets[LABELS]! ? fieldBad : fieldOk;
  },
  print: name.print,
};

/** A name that may be quoted: the target of SVCB and HTTPS. */
export const quotableName: Kind = {
  read(input) {
    const fault = input.string();
    return fault === fieldOk ? readName(input, input.start, input.end) : fault;
  },
  print: name.print,
};

/** Names up to the end, or none. */
export const names: Kind = {
  read(input) {
    while (input.more) {
      const fault = name.read(input);
      if (fault !== fieldOk) return fault;
    }
    return fieldOk;
  },
  print(wire) {
    const printed: string[] = [];
    while (wire.left > 0 && !wire.short) printed.push(printName(wire.name()));
    return printed.join(' ');
  },
};

/** An absolute name in wire form, one character an octet; undefined where it is no name. */
export function wireOfName(name: string): string | undefined {
  const fields = new FieldList();
  fields.text = name;
  const input = new RdataInput(fields);
  return readName(input, 0, name.length) === fieldOk ? input.wire.text() : undefined;
}
