import { type FieldFault, fieldBad, fieldOk, type RdataInput } from '../input.js';
import { WireReader } from '../wire.js';
import { base64 } from './binary.js';
import type { Kind } from './kind.js';
import { decimal } from './numbers.js';

/** Names of the flags of a KEY record (RFC 2535 section 3.1.2), joined by `|`. */
const flagNames: readonly (readonly [string, number])[] = [
  ['NOCONF', 0x4000],
  ['NOAUTH', 0x8000],
  ['NOKEY', 0xc000],
  ['FLAG2', 0x2000],
  ['EXTEND', 0x1000],
  ['FLAG4', 0x0800],
  ['FLAG5', 0x0400],
  ['USER', 0],
  ['ZONE', 0x0100],
  ['HOST', 0x0200],
  ['NTYP3', 0x0300],
  ['FLAG8', 0x0080],
  ['FLAG9', 0x0040],
  ['FLAG10', 0x0020],
  ['FLAG11', 0x0010],
  ...Array.from({ length: 16 }, (_, index): [string, number] => [`SIG${index}`, index]),
  ['KSK', 1],
];

const KEY = 25;
const DNSKEY = 48;
const RKEY = 57;
const CDNSKEY = 60;
const PRIVATEDNS = 253;
const noKeyBits = 0xc000;

/** The flags as written, -1 where they are none: a number, hexadecimal, or names that BIND lets one cut short. */
function flagsOf(word: string): number {
  const value = decimal(word, 0, word.length, 0xffff);
  if (value >= 0) return value;
  if (/^\d/.test(word)) {
    return /^(?:0x)?[\da-f]{1,10}$/i.test(word) && !/^\d+$/.test(word)
      ? inRange(Number.parseInt(word.replace(/^0x/i, ''), 16))
      : -1;
  }
  let flags = 0;
  for (const part of word.toUpperCase().split('|')) {
    const known = flagNames.find(([name]) => name.startsWith(part));
    if (known === undefined) return -1;
    flags |= known[1];
  }
  return flags;
}

const inRange = (value: number) => (value > 0xffff ? -1 : value);

/** Flags of KEY, DNSKEY, CDNSKEY and RKEY. */
export const keyFlags: Kind = {
  read(input) {
    const fault = input.word();
    if (fault !== fieldOk) return fault;
    const flags = flagsOf(input.taken);
    if (flags < 0 || (input.type === RKEY && flags !== 0)) return fieldBad;
    input.keyless = input.type === KEY && (flags & noKeyBits) === noKeyBits;
    input.wire.put16(flags);
    return fieldOk;
  },
  print(wire) {
    const flags = wire.get16();
    return wire.type === RKEY && flags !== 0 ? undefined : String(flags);
  },
};

/** The public key, which a KEY record without one leaves out. */
export const publicKey: Kind = {
  read: (input: RdataInput): FieldFault => (input.keyless ? fieldOk : base64.read(input)),
  print(wire) {
    const flags = wire.octets.charCodeAt(0) * 256;
    if (wire.left === 0) return wire.type === KEY && (flags & noKeyBits) === noKeyBits ? '' : undefined;
    return base64.print(wire);
  },
};

/**
 * Whether a key of a private algorithm begins with the name of that algorithm (RFC 4034 appendix A.1.1), as far as BIND
 * looks: in generic form only.
 */
export function namesAlgorithm(type: number, octets: string): boolean {
  if (![KEY, DNSKEY, RKEY, CDNSKEY].includes(type) || octets.charCodeAt(3) !== PRIVATEDNS) return true;
  const wire = new WireReader(octets.slice(4));
  wire.name();
  return !wire.short;
}
