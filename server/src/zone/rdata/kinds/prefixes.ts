import { type FieldFault, fieldBad, fieldOk, type RdataInput } from '../input.js';
import { WireReader } from '../wire.js';
import { address, printIpv4, printIpv6, putAddress, readIpv4, readIpv6 } from './addresses.js';
import type { Kind } from './kind.js';
import { decimal } from './numbers.js';

const IPV4 = 1;
const IPV6 = 2;

function readPrefix(input: RdataInput): FieldFault {
  const fault = input.word();
  if (fault !== fieldOk) return fault;
  const match = /^(!?)(\d+):([^/]+)\/(\d+)$/.exec(input.taken);
  if (match === null) return fieldBad;
  const [, negation, family, written = '', length = ''] = match;
  const isIpv4 = Number(family) === IPV4;
  if (!isIpv4 && Number(family) !== IPV6) return fieldBad;
  const read = isIpv4 ? readIpv4 : readIpv6;
  if (!read(written, 0, written.length)) return fieldBad;
  const bits = decimal(length, 0, length.length, isIpv4 ? 32 : 128);
  if (bits < 0) return fieldBad;
  let octets = isIpv4 ? 4 : 16;
  while (octets > 0 && address[octets - 1] === 0) octets--;
  input.wire.put16(Number(family));
  input.wire.put(bits);
  input.wire.put(octets | (negation === '!' ? 0x80 : 0));
  putAddress(input, 0, octets);
  return fieldOk;
}

/** Address prefixes up to the end, or none (RFC 3123 section 5). */
export const prefixes: Kind = {
  read(input) {
    while (input.more) {
      const fault = readPrefix(input);
      if (fault !== fieldOk) return fault;
    }
    return fieldOk;
  },
  print(wire) {
    const list = [...takePrefixes(wire)];
    if (wire.short || list.some(({ isSound, family }) => !isSound || !isKnown(family))) return undefined;
    return list.map(printPrefix).join(' ');
  },
};

/** Whether the octets are sound prefixes, and of one of them nobody knows how its family is written. */
export function hasUnknownFamily(octets: string): boolean {
  const wire = new WireReader(octets);
  const list = [...takePrefixes(wire)];
  return !wire.short && list.every(({ isSound }) => isSound) && list.some(({ family }) => !isKnown(family));
}

interface Prefix {
  readonly family: number;
  readonly bits: number;
  readonly negated: boolean;
  /** Without the zeros at its end. */
  readonly address: string;
  readonly isSound: boolean;
}

const isKnown = (family: number) => family === IPV4 || family === IPV6;

/** Octets of the addresses of a family. */
const sizeOf = (family: number) => (family === IPV4 ? 4 : 16);

function* takePrefixes(wire: WireReader): Generator<Prefix> {
  while (wire.left > 0) {
    const family = wire.get16();
    const bits = wire.get8();
    const flags = wire.get8();
    const octets = wire.take(flags & 0x7f);
    const fits = bits <= sizeOf(family) * 8 && octets.length <= sizeOf(family);
    const isSound = !octets.endsWith('\0') && (fits || !isKnown(family));
    yield { family, bits, negated: flags > 0x7f, address: octets, isSound };
  }
}

function printPrefix({ family, bits, negated, address: octets }: Prefix): string {
  const padded = octets.padEnd(sizeOf(family), '\0');
  const text = family === IPV4 ? printIpv4(padded) : printIpv6(padded);
  return `${negated ? '!' : ''}${family}:${text}/${bits}`;
}
