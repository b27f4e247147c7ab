import { type FieldFault, fieldBad, fieldMissing, fieldOk, type RdataInput } from '../input.js';
import type { Kind } from './kind.js';

const hexDigits = '0123456789ABCDEF';
const base64Digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const base32Digits = '0123456789ABCDEFGHIJKLMNOPQRSTUV';

/** The value of each ASCII character as a digit, -1 where it is none. */
function digitValues(digits: string, anyCase: boolean): Int8Array {
  const values = new Int8Array(128).fill(-1);
  for (let i = 0; i < digits.length; i++) {
    values[digits.charCodeAt(i)] = i;
    if (anyCase) values[digits.toLowerCase().charCodeAt(i)] = i;
  }
  return values;
}

const hexValues = digitValues(hexDigits, true);
const base64Values = digitValues(base64Digits, false);
const base32Values = digitValues(base32Digits, true);
const PAD = 61;

const digitValue = (values: Int8Array, code: number) => (code < 128 ? values[code]! : -1);

/** The value of a hexadecimal digit, -1 where it is none. */
export const hexValue = (code: number) => digitValue(hexValues, code);

/** Writes the octets of the word that was taken; words of one field are joined, so a digit may be left over. */
let held = -1;

function hexWord(input: RdataInput): boolean {
  for (let i = input.start; i < input.end; i++) {
    const value = hexValue(input.text.charCodeAt(i));
    if (value < 0) return false;
    if (held < 0) {
      held = value;
    } else {
      input.wire.put(held * 16 + value);
      held = -1;
    }
  }
  return true;
}

/** Reads hexadecimal in one or more words: up to the end, or until there are as many octets as must be. */
export function readHex(input: RdataInput, length: number): FieldFault {
  const from = input.wire.length;
  held = -1;
  if (length < 0 && !input.more) return fieldMissing;
  while (length < 0 ? input.more : input.wire.length - from < length) {
    const fault = input.word();
    if (fault !== fieldOk) return fault;
    if (!hexWord(input)) return fieldBad;
  }
  if (held >= 0 || (length >= 0 && input.wire.length - from > length)) return fieldBad;
  return input.wire.length === from && length < 0 ? fieldMissing : fieldOk;
}

/** Reads one word of hexadecimal. */
export function readHexWord(input: RdataInput): FieldFault {
  const fault = input.word();
  if (fault !== fieldOk) return fault;
  held = -1;
  return hexWord(input) && held < 0 ? fieldOk : fieldBad;
}

const quantum = new Uint8Array(4);

/**
 * Reads base64 in one word or more, up to its padding or the end. What stands in for zero bits must be zero.
 *
 * @param most how many words it may have
 */
export function readBase64(input: RdataInput, most = Number.MAX_SAFE_INTEGER): FieldFault {
  const from = input.wire.length;
  let digits = 0;
  let pads = 0;
  let over = false;
  if (!input.more) return fieldMissing;
  for (let words = 0; words < most && input.more && !over; words++) {
    const fault = input.word();
    if (fault !== fieldOk) return fault;
    for (let i = input.start; i < input.end; i++) {
      const code = input.text.charCodeAt(i);
      const value = code === PAD ? 0 : digitValue(base64Values, code);
      if (value < 0 || over) return fieldBad;
      if (code === PAD) {
        if (digits < 2) return fieldBad;
        pads++;
      } else if (pads > 0) {
        return fieldBad;
      }
      quantum[digits++] = value;
      if (digits < 4) continue;
      const [a, b, c, d] = quantum as unknown as [number, number, number, number];
      if ((pads === 2 && (b & 15) !== 0) || (pads === 1 && (c & 3) !== 0)) return fieldBad;
      input.wire.put((a << 2) | (b >> 4));
      if (pads < 2) input.wire.put(((b & 15) << 4) | (c >> 2));
      if (pads < 1) input.wire.put(((c & 3) << 6) | d);
      over = pads > 0;
      digits = 0;
      pads = 0;
    }
  }
  if (digits > 0) return fieldBad;
  return input.wire.length === from ? fieldMissing : fieldOk;
}

/** Reads one word of base32hex without padding (RFC 4648 section 7, RFC 5155 section 3.3). */
export function readBase32(input: RdataInput): FieldFault {
  const fault = input.word();
  if (fault !== fieldOk) return fault;
  let bits = 0;
  let value = 0;
  for (let i = input.start; i < input.end; i++) {
    const digit = digitValue(base32Values, input.text.charCodeAt(i));
    if (digit < 0) return fieldBad;
    value = ((value << 5) | digit) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      input.wire.put((value >> bits) & 0xff);
    }
  }
  return bits >= 5 || (value & ((1 << bits) - 1)) !== 0 ? fieldBad : fieldOk;
}

/** Hexadecimal in capitals, in words of some length where one is given. */
export function printHex(octets: string, width = 0): string {
  let printed = '';
  for (let i = 0; i < octets.length; i++) {
    const code = octets.charCodeAt(i);
    if (width > 0 && i > 0 && (i * 2) % width === 0) printed += ' ';
    printed += hexDigits[code >> 4]! + hexDigits[code & 15]!;
  }
  return printed;
}

/** Base64, in words of some length where one is given. */
export function printBase64(octets: string, width = 0): string {
  let printed = '';
  for (let i = 0; i < octets.length; i += 3) {
    if (width > 0 && i > 0 && ((i / 3) * 4) % width === 0) printed += ' ';
    const left = octets.length - i;
    const bits =
      (octets.charCodeAt(i) << 16) |
      ((left > 1 ? octets.charCodeAt(i + 1) : 0) << 8) |
      (left > 2 ? octets.charCodeAt(i + 2) : 0);
    printed += base64Digits[bits >> 18]! + base64Digits[(bits >> 12) & 63]!;
    printed += left > 1 ? base64Digits[(bits >> 6) & 63]! : '=';
    printed += left > 2 ? base64Digits[bits & 63]! : '=';
  }
  return printed;
}

export function printBase32(octets: string): string {
  let printed = '';
  let bits = 0;
  let value = 0;
  for (let i = 0; i < octets.length; i++) {
    value = ((value << 8) | octets.charCodeAt(i)) & 0xfff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      printed += base32Digits[(value >> bits) & 31]!;
    }
  }
  return bits > 0 ? printed + base32Digits[(value << (5 - bits)) & 31]! : printed;
}

/** BIND breaks encoded data into words of this many characters. */
const base64Width = 56;
const hexWidth = 56;

/** Base64 up to the end, at least one octet. */
export const base64: Kind = {
  read: (input) => readBase64(input),
  print: (wire) => (wire.left === 0 ? undefined : printBase64(wire.rest(), base64Width)),
};

/** Base64 up to the end, or nothing. */
export const optionalBase64: Kind = {
  read: (input) => (input.more ? readBase64(input) : fieldOk),
  print: (wire) => printBase64(wire.rest(), base64Width),
};

/** Hexadecimal up to the end, at least one octet. */
export const hex: Kind = {
  read: (input) => readHex(input, -1),
  print: (wire) => (wire.left === 0 ? undefined : printHex(wire.rest(), hexWidth)),
};

/** A digest whose length follows from the number before it, where that one is known. */
export function digest(lengths: Readonly<Record<number, number>>, least = 1): Kind {
  return {
    read(input) {
      const length = lengths[input.number] ?? -1;
      if (length < 0 && least === 0 && !input.more) return fieldOk;
      const from = input.wire.length;
      const fault = readHex(input, length);
      return fault === fieldOk && input.wire.length - from < least ? fieldMissing : fault;
    },
    print(wire) {
      const length = lengths[wire.octets.charCodeAt(wire.at - 1)];
      if (wire.left < least || (length !== undefined && wire.left !== length)) return undefined;
      return printHex(wire.rest(), hexWidth);
    },
  };
}

/** A base64 string of media data, or `-` for none: the last field of DOA. */
export const mediaData: Kind = {
  read(input) {
    const { fields, at } = input;
    if (!input.more) return fieldMissing;
    if (fields.ends[at]! - fields.starts[at]! === 1 && fields.text.charCodeAt(fields.starts[at]!) === 45) {
      input.at++;
      return fieldOk;
    }
    return readBase64(input);
  },
  print: (wire) => (wire.left === 0 ? '-' : printBase64(wire.rest())),
};

/** The salt of NSEC3: hexadecimal in one word, or `-` for none (RFC 5155 section 3.3). */
export const salt: Kind = {
  read(input) {
    const length = input.wire.length;
    input.wire.put(0);
    const fault = readHexWord(input);
    if (fault !== fieldOk) {
      return fault === fieldBad && input.taken === '-' ? fieldOk : fault;
    }
    if (input.end - input.start > 510) return fieldBad;
    input.wire.octets[length] = input.wire.length - length - 1;
    return fieldOk;
  },
  print(wire) {
    const octets = wire.take(wire.get8());
    return octets === '' ? '-' : printHex(octets);
  },
};

/** Octets: their base32 fits into a label. */
const mostHash = 39;

/** The next hashed owner of NSEC3: 20 octets of SHA-1, or of another hash as many as BIND has room for. */
export const nextHash: Kind = {
  read(input) {
    const length = input.wire.length;
    input.wire.put(0);
    const fault = readBase32(input);
    if (fault !== fieldOk) return fault;
    const octets = input.wire.length - length - 1;
    const sha1 = input.wire.octets[0] === 1;
    if (sha1 ? octets !== 20 : octets > mostHash) return fieldBad;
    input.wire.octets[length] = octets;
    return fieldOk;
  },
  print(wire) {
    const octets = wire.take(wire.get8());
    const sha1 = wire.octets.charCodeAt(0) === 1;
    if (sha1 ? octets.length !== 20 : octets.length < 1 || octets.length > mostHash) return undefined;
    return printBase32(octets);
  },
};
