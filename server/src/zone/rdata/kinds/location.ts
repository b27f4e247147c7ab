import { type FieldFault, fieldBad, fieldOk, type RdataInput } from '../input.js';
import type { Kind } from './kind.js';
import { takeNumber } from './numbers.js';

const equator = 0x80000000;

/** A decimal fraction, optionally with its unit, in units of 10 to the minus `places`; -1 where the word is none. */
function fraction(word: string, limit: number, places: number, unit: string): number {
  const match = /^(\d*)(?:\.(\d*))?(.*)$/s.exec(word);
  if (match === null) return -1;
  const [, whole = '', part = '', rest = ''] = match;
  if ((rest !== '' && rest !== unit) || whole + part === '' || part.length > places) return -1;
  if (Number(whole) > limit) return -1;
  return Number(whole + part.padEnd(places, '0'));
}

/**
 * Takes degrees, minutes and seconds with a direction: thousandths of a second from 2^31, the equator or prime
 * meridian; a fault as a negative number.
 */
function takeCoordinate(input: RdataInput, positive: string, negative: string, limit: number): number {
  let fault = takeNumber(input, limit);
  if (fault !== fieldOk) return -fault;
  const degrees = input.number;
  let minutes = 0;
  let milliseconds = 0;
  if (!atDirection(input, positive, negative)) {
    fault = takeNumber(input, degrees === limit ? 0 : 59);
    if (fault !== fieldOk) return -fault;
    minutes = input.number;
    if (!atDirection(input, positive, negative)) {
      fault = input.word();
      if (fault !== fieldOk) return -fault;
      milliseconds = fraction(input.taken, 59, 3, '');
      if (milliseconds < 0 || (degrees === limit && milliseconds > 0)) return -fieldBad;
    }
  }
  const known = atDirection(input, positive, negative);
  fault = input.word();
  if (fault !== fieldOk || !known) return -(fault || fieldBad);
  const distance = (degrees * 3600 + minutes * 60) * 1000 + milliseconds;
  return input.taken === positive ? equator + distance : equator - distance;
}

function atDirection(input: RdataInput, positive: string, negative: string): boolean {
  const { fields, at } = input;
  if (at >= fields.count || fields.quoted[at] !== 0) return false;
  const word = fields.text.slice(fields.starts[at]!, fields.ends[at]!);
  return word === positive || word === negative;
}

/** A size or precision in metres as mantissa and power of ten, in centimetres (RFC 1876 section 2). */
function precision(word: string): number {
  const centimetres = fraction(word, 90_000_000, 2, 'm');
  if (centimetres < 0) return -1;
  let mantissa = centimetres;
  let exponent = 0;
  // Metres drop their centimetres first.
  if (centimetres >= 100) mantissa = Math.floor(centimetres / 100);
  if (centimetres >= 100) exponent = 2;
  while (mantissa >= 10) {
    mantissa = Math.floor(mantissa / 10);
    exponent++;
  }
  return mantissa * 16 + exponent;
}

/** Latitude, longitude, altitude, and up to three sizes (RFC 1876 section 3). */
export const location: Kind = {
  read(input) {
    const latitude = takeCoordinate(input, 'N', 'S', 90);
    if (latitude < 0) return -latitude as FieldFault;
    const longitude = takeCoordinate(input, 'E', 'W', 180);
    if (longitude < 0) return -longitude as FieldFault;
    const fault = input.word();
    if (fault !== fieldOk) return fault;
    const word = input.taken;
    const below = word.startsWith('-');
    const distance = fraction(below ? word.slice(1) : word, below ? 100_000 : 42_849_672, 2, 'm');
    if (distance < 0 || (below ? distance > 10_000_000 : distance > 4_284_967_295)) return fieldBad;
    const sizes = [0x12, 0x16, 0x13];
    for (let i = 0; i < 3 && input.more; i++) {
      const fault = input.word();
      if (fault !== fieldOk) return fault;
      const size = precision(input.taken);
      if (size < 0) return fieldBad;
      sizes[i] = size;
    }
    input.wire.put(0);
    for (const size of sizes) input.wire.put(size);
    input.wire.put32(latitude);
    input.wire.put32(longitude);
    input.wire.put32(10_000_000 + (below ? -distance : distance));
    return fieldOk;
  },
  print(wire) {
    const version = wire.get8();
    // Other versions have another form: BIND prints them as unknown data.
    if (version !== 0) return undefined;
    const sizes = [wire.get8(), wire.get8(), wire.get8()];
    const latitude = wire.get32();
    const longitude = wire.get32();
    const altitude = wire.get32() - 10_000_000;
    if (sizes.some((size) => size !== 0 && (size >> 4 > 9 || size >> 4 === 0 || (size & 15) > 9))) {
      return undefined;
    }
    if (Math.abs(latitude - equator) > 90 * 3_600_000) return undefined;
    if (Math.abs(longitude - equator) > 180 * 3_600_000) return undefined;
    const height = Math.abs(altitude);
    return [
      printCoordinate(latitude, 'N', 'S'),
      printCoordinate(longitude, 'E', 'W'),
      `${altitude < 0 ? '-' : ''}${Math.floor(height / 100)}.${String(height % 100).padStart(2, '0')}m`,
      ...sizes.map(printSize),
    ].join(' ');
  },
};

function printCoordinate(value: number, positive: string, negative: string): string {
  const distance = Math.abs(value - equator);
  const milliseconds = distance % 1000;
  const seconds = Math.floor(distance / 1000);
  const fractionPart = String(milliseconds).padStart(3, '0');
  return `${Math.floor(seconds / 3600)} ${Math.floor(seconds / 60) % 60} ${seconds % 60}.${fractionPart} ${
    value >= equator ? positive : negative
  }`;
}

function printSize(size: number): string {
  const mantissa = size >> 4;
  const exponent = size & 15;
  if (exponent > 1) return `${mantissa * 10 ** (exponent - 2)}m`;
  return `0.${String(mantissa * 10 ** exponent).padStart(2, '0')}m`;
}
