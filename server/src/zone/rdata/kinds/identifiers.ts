import { type FieldFault, fieldBad, fieldOk, type RdataInput } from '../input.js';
import { hexValue } from './binary.js';
import type { Kind } from './kind.js';

const DOT = 46;
const PLUS = 43;

const hexPairs = (octets: string, separator: string) =>
  Array.from(octets, (octet) => octet.charCodeAt(0).toString(16).padStart(2, '0')).join(separator);

/** A MAC address: pairs of hexadecimal digits with hyphens (RFC 7043). */
export function extendedIdentifier(octets: 6 | 8): Kind {
  const form = new RegExp(`^${Array(octets).fill('([\\da-f]{1,2})').join('-')}`, 'i');
  return {
    read(input) {
      const fault = input.word();
      if (fault !== fieldOk) return fault;
      // BIND does not look at what follows the last pair.
      const match = form.exec(input.taken);
      if (match === null) return fieldBad;
      for (const pair of match.slice(1)) input.wire.put(Number.parseInt(pair, 16));
      return fieldOk;
    },
    print: (wire) => hexPairs(wire.take(octets), '-'),
  };
}

/** A 64-bit locator or node identifier: four groups of up to four hexadecimal digits (RFC 6742 section 2). */
export const locator: Kind = {
  read(input) {
    const fault = input.word();
    if (fault !== fieldOk) return fault;
    const match = /^([\da-f]{1,4}):([\da-f]{1,4}):([\da-f]{1,4}):([\da-f]{1,4}):?$/i.exec(input.taken);
    if (match === null) return fieldBad;
    for (const group of match.slice(1)) input.wire.put16(Number.parseInt(group, 16));
    return fieldOk;
  },
  print: (wire) => [1, 2, 3, 4].map(() => wire.get16().toString(16)).join(':'),
};

/** Writes hexadecimal digits in which dots may stand; whether they come in pairs. */
function putDottedHex(input: RdataInput, from: number): boolean {
  let held = -1;
  let octets = 0;
  for (let i = from; i < input.end; i++) {
    const code = input.text.charCodeAt(i);
    if (code === DOT) continue;
    const value = hexValue(code);
    if (value < 0) return false;
    if (held < 0) {
      held = value;
    } else {
      input.wire.put(held * 16 + value);
      octets++;
      held = -1;
    }
  }
  return held < 0 && octets > 0;
}

/** An NSAP address: `0x` and hexadecimal digits in which dots may stand (RFC 1706 section 7). */
export const nsap: Kind = {
  read(input) {
    const fault = input.word();
    if (fault !== fieldOk) return fault;
    const prefix = input.text.slice(input.start, Math.min(input.start + 2, input.end)).toLowerCase();
    return prefix === '0x' && putDottedHex(input, input.start + 2) ? fieldOk : fieldBad;
  },
  print: (wire) => (wire.left === 0 ? undefined : `0x${hexPairs(wire.rest(), '')}`),
};

/** An ATM address: hexadecimal with dots (AESA), or `+` and digits (E.164). */
export const atmAddress: Kind = {
  read(input): FieldFault {
    const fault = input.word();
    if (fault !== fieldOk) return fault;
    const word = input.taken;
    if (/^\+?\.|\.\.|\.$/.test(word)) return fieldBad;
    if (word.charCodeAt(0) !== PLUS) {
      input.wire.put(0);
      return putDottedHex(input, input.start) ? fieldOk : fieldBad;
    }
    if (!/^\+[\d.]+$/.test(word)) return fieldBad;
    input.wire.put(1);
    input.wire.putOctets(word.slice(1).replaceAll('.', ''));
    return fieldOk;
  },
  print(wire) {
    const format = wire.get8();
    const octets = wire.rest();
    if (octets === '') return undefined;
    if (format === 0) return hexPairs(octets, '');
    return format === 1 && /^\d+$/.test(octets) ? `+${octets}` : undefined;
  },
};
