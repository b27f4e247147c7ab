import { fieldBad, fieldOk, type RdataInput } from '../input.js';
import type { Kind } from './kind.js';

/** The octets of the address that was read last: IPv4 in the first four. */
export const address = new Uint8Array(16);

const isHexDigit = (code: number) =>
  (code >= 48 && code <= 57) || (code >= 65 && code <= 70) || (code >= 97 && code <= 102);

const hexValue = (code: number) => (code <= 57 ? code - 48 : (code | 32) - 87);

/** Reads a dotted quad without leading zeros into `address`, from an octet on. */
export function readIpv4(text: string, start: number, end: number, to = 0): boolean {
  let parts = 0;
  let value = -1;
  for (let i = start; i <= end; i++) {
    const code = i < end ? text.charCodeAt(i) : 46;
    if (code === 46) {
      if (value < 0 || parts === 4) return false;
      address[to + parts++] = value;
      value = -1;
    } else {
      // `01` might be octal.
      if (code < 48 || code > 57 || value === 0) return false;
      value = (value < 0 ? 0 : value) * 10 + code - 48;
      if (value > 255) return false;
    }
  }
  return parts === 4;
}

/** Reads an IPv6 address (RFC 4291 section 2.2) into `address`. */
export function readIpv6(text: string, start: number, end: number): boolean {
  let filled = 0;
  let gap = -1;
  let i = start;
  if (i < end && text.charCodeAt(i) === 58) {
    i++;
    if (i === end || text.charCodeAt(i) !== 58) return false;
  }
  let digits = 0;
  let value = 0;
  let from = i;
  for (; i < end; i++) {
    const code = text.charCodeAt(i);
    if (isHexDigit(code)) {
      if (++digits > 4) return false;
      value = value * 16 + hexValue(code);
    } else if (code === 58) {
      if (digits === 0) {
        if (gap >= 0) return false;
        gap = filled;
      } else {
        if (i + 1 === end || filled > 14) return false;
        address[filled++] = value >> 8;
        address[filled++] = value & 0xff;
        digits = 0;
        value = 0;
      }
      from = i + 1;
    } else if (code === 46 && filled <= 12) {
      if (!readIpv4(text, from, end, filled)) return false;
      filled += 4;
      digits = 0;
      break;
    } else {
      return false;
    }
  }
  if (digits > 0) {
    if (filled > 14) return false;
    address[filled++] = value >> 8;
    address[filled++] = value & 0xff;
  }
  if (gap < 0) return filled === 16;
  if (filled === 16) return false;
  address.copyWithin(16 - (filled - gap), gap, filled);
  address.fill(0, gap, 16 - (filled - gap));
  return true;
}

export const printIpv4 = (octets: string): string =>
  [0, 1, 2, 3].map((index) => octets.charCodeAt(index)).join('.');

/** An IPv6 address as the C library prints it: the first longest run of two or more zero groups is left out. */
export function printIpv6(octets: string): string {
  const groups: number[] = [];
  for (let i = 0; i < 16; i += 2) groups.push(octets.charCodeAt(i) * 256 + octets.charCodeAt(i + 1));
  let best = 0;
  let length = 1;
  for (let i = 0; i < 8; i++) {
    let run = 0;
    while (i + run < 8 && groups[i + run] === 0) run++;
    if (run > length) {
      best = i;
      length = run;
    }
  }
  const hex = (list: readonly number[]) => list.map((group) => group.toString(16)).join(':');
  if (length < 2) return hex(groups);
  if (best === 0 && (length === 6 || (length === 5 && groups[5] === 0xffff))) {
    return `${length === 6 ? '::' : '::ffff:'}${printIpv4(octets.slice(12))}`;
  }
  return `${hex(groups.slice(0, best))}::${hex(groups.slice(best + length))}`;
}

/** Writes the first octets of the address that was read. */
export function putAddress(input: RdataInput, from: number, to: number): void {
  for (let i = from; i < to; i++) input.wire.put(address[i]!);
}

export const ipv4: Kind = {
  read(input) {
    const fault = input.word();
    if (fault !== fieldOk) return fault;
    if (!readIpv4(input.text, input.start, input.end)) return fieldBad;
    putAddress(input, 0, 4);
    return fieldOk;
  },
  print: (wire) => printIpv4(wire.take(4)),
};

export const ipv6: Kind = {
  read(input) {
    const fault = input.word();
    if (fault !== fieldOk) return fault;
    if (!readIpv6(input.text, input.start, input.end)) return fieldBad;
    putAddress(input, 0, 16);
    return fieldOk;
  },
  print: (wire) => printIpv6(wire.take(16)),
};
