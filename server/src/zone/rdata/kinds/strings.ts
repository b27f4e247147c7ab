import {
  type FieldFault,
  fieldBad,
  fieldBadEscape,
  fieldMissing,
  fieldOk,
  fieldTooLong,
  type RdataInput,
} from '../input.js';
import type { Kind } from './kind.js';
import { escapedValue } from './names.js';

const BACKSLASH = 92;

/** Writes the octets of the string that was taken, escapes decoded. */
export function readOctets(input: RdataInput): FieldFault {
  const { wire, text, end } = input;
  let at = input.start;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) {
      if (at + 1 >= end) return fieldBadEscape;
      const next = text.charCodeAt(at + 1);
      if (next >= 48 && next <= 57) {
        const value = escapedValue(text, at, end);
        if (value < 0) return fieldBadEscape;
        wire.put(value);
        at += 4;
      } else {
        at += 1 + input.putCharacter(at + 1);
      }
    } else if (code < 0x80) {
      wire.put(code);
      at++;
    } else {
      at += input.putCharacter(at);
    }
  }
  return fieldOk;
}

/** Writes the string that was taken with its length before it. */
export function readCounted(input: RdataInput): FieldFault {
  const { wire } = input;
  const from = wire.length;
  wire.put(0);
  const fault = readOctets(input);
  if (fault !== fieldOk) return fault;
  const length = wire.length - from - 1;
  if (length > 255) return fieldTooLong;
  wire.octets[from] = length;
  return fieldOk;
}

const escaped = (code: number) => `\\${String(code).padStart(3, '0')}`;

/** Octets in quotes, as BIND prints a character-string. */
export function printQuoted(octets: string): string {
  if (/^[ !#-[\]-~]*$/.test(octets)) return `"${octets}"`;
  let printed = '';
  for (let i = 0; i < octets.length; i++) {
    const code = octets.charCodeAt(i);
    if (code < 0x20 || code >= 0x7f) printed += escaped(code);
    else printed += code === 34 || code === BACKSLASH ? `\\${octets[i]}` : octets[i];
  }
  return `"${printed}"`;
}

/** A character-string (RFC 1035 section 3.3). */
export const string: Kind = {
  read(input) {
    const fault = input.string();
    return fault === fieldOk ? readCounted(input) : fault;
  },
  print: (wire) => printQuoted(wire.take(wire.get8())),
};

export const optionalString: Kind = {
  read: (input) => (input.more ? string.read(input) : fieldOk),
  print: (wire) => (wire.left === 0 ? '' : string.print(wire)),
};

/** One or more character-strings, up to the end. */
export const strings: Kind = {
  read(input) {
    if (!input.more) return fieldMissing;
    while (input.more) {
      const fault = string.read(input);
      if (fault !== fieldOk) return fault;
    }
    return fieldOk;
  },
  print(wire) {
    if (wire.left === 0) return undefined;
    let printed = printQuoted(wire.take(wire.get8()));
    while (wire.left > 0) printed += ` ${printQuoted(wire.take(wire.get8()))}`;
    return printed;
  },
};

/** One string that takes the rest of the RDATA, of any length. */
export const longString: Kind = {
  read(input) {
    const fault = input.string();
    return fault === fieldOk ? readOctets(input) : fault;
  },
  print: (wire) => printQuoted(wire.rest()),
};

/** The same, which BIND takes in quotes only: the target of a URI record. */
export const quotedLongString: Kind = {
  read(input) {
    const fault = input.string();
    if (fault !== fieldOk) return fault;
    return input.quoted ? readOctets(input) : fieldBad;
  },
  print: longString.print,
};

/** A word of letters and digits with its length before it: the tag of a CAA record. */
export const tag: Kind = {
  read(input) {
    const fault = input.word();
    if (fault !== fieldOk) return fault;
    const { wire, text, start, end } = input;
    if (end - start > 255) return fieldBad;
    wire.put(end - start);
    for (let i = start; i < end; i++) {
      const code = text.charCodeAt(i);
      if (!isAlphanumeric(code)) return fieldBad;
      wire.put(code);
    }
    return fieldOk;
  },
  print(wire) {
    const octets = wire.take(wire.get8());
    return /^[a-z\d]+$/i.test(octets) ? octets : undefined;
  },
};

const isAlphanumeric = (code: number) =>
  (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);

/** An X.121 address: a string of four or more digits. */
export const digits: Kind = {
  read(input) {
    const fault = input.string();
    if (fault !== fieldOk) return fault;
    if (input.end - input.start < 4) return fieldBad;
    for (let i = input.start; i < input.end; i++) {
      const code = input.text.charCodeAt(i);
      if (code < 48 || code > 57) return fieldBad;
    }
    return readCounted(input);
  },
  print(wire) {
    const octets = wire.take(wire.get8());
    return /^\d{4,}$/.test(octets) ? printQuoted(octets) : undefined;
  },
};
