import { readTtl } from '../../ttl.js';
import { type FieldFault, fieldBad, fieldOk, type RdataInput } from '../input.js';
import type { Kind } from './kind.js';

/** The value of a decimal number in a text, -1 where it is none or over the limit. */
export function decimal(text: string, start: number, end: number, limit: number): number {
  if (start >= end) return -1;
  let value = 0;
  for (let i = start; i < end; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
    if (value > limit) return -1;
  }
  return value;
}

/** Takes a word that is a number up to a limit; `input.number` is its value. */
export function takeNumber(input: RdataInput, limit: number): FieldFault {
  input.number = -1;
  const fault = input.word();
  if (fault !== fieldOk) return fault;
  input.number = decimal(input.text, input.start, input.end, limit);
  return input.number < 0 ? fieldBad : fieldOk;
}

/** A number of one octet, up to a limit. */
export function octet(limit = 0xff): Kind {
  return {
    read(input) {
      const fault = takeNumber(input, limit);
      if (fault === fieldOk) input.wire.put(input.number);
      return fault;
    },
    print: (wire) => String(wire.get8()),
  };
}

export const u16: Kind = {
  read(input) {
    const fault = takeNumber(input, 0xffff);
    if (fault === fieldOk) input.wire.put16(input.number);
    return fault;
  },
  print: (wire) => String(wire.get16()),
};

export const u32: Kind = {
  read(input) {
    const fault = takeNumber(input, 0xffffffff);
    if (fault === fieldOk) input.wire.put32(input.number);
    return fault;
  },
  print: (wire) => String(wire.get32()),
};

/** Seconds, or a duration with units. */
export const ttl: Kind = {
  read(input) {
    const fault = input.word();
    if (fault !== fieldOk) return fault;
    const seconds = readTtl(input.text, input.start, input.end);
    if (seconds < 0) return fieldBad;
    input.wire.put32(seconds);
    return fieldOk;
  },
  print: (wire) => String(wire.get32()),
};
