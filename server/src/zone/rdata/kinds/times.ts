import { type FieldFault, fieldBad, fieldOk, type RdataInput } from '../input.js';
import type { Kind } from './kind.js';
import { decimal } from './numbers.js';

const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Seconds since 1970 of `YYYYMMDDHHmmSS` (UTC); undefined where it is no such time. A leap second counts. */
export function secondsOf(text: string): number | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(text);
  if (match === null) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const days = (monthDays[month - 1] ?? 0) + (month === 2 && isLeap(year) ? 1 : 0);
  if (day < 1 || day > days || hour > 23 || minute > 59 || second > 60) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getTime() / 1000 + hour * 3600 + minute * 60 + second;
}

function putTime(input: RdataInput): FieldFault {
  const seconds = secondsOf(input.taken);
  if (seconds === undefined) return fieldBad;
  // 32 bits in serial number arithmetic (RFC 4034 section 3.1.5).
  input.wire.put32(((seconds % 0x100000000) + 0x100000000) % 0x100000000);
  return fieldOk;
}

const two = (value: number) => String(value).padStart(2, '0');

/** A time of 32 bits as `YYYYMMDDHHmmSS`: the one nearest to now. */
function printTime(value: number): string {
  const now = Math.floor(Date.now() / 1000);
  const ahead = (value - (now >>> 0)) | 0;
  const date = new Date((now + ahead) * 1000);
  return (
    String(date.getUTCFullYear()).padStart(4, '0') +
    two(date.getUTCMonth() + 1) +
    two(date.getUTCDate()) +
    two(date.getUTCHours()) +
    two(date.getUTCMinutes()) +
    two(date.getUTCSeconds())
  );
}

/** A time of an RRSIG: `YYYYMMDDHHmmSS`, or seconds where it has at most ten digits. */
export const time: Kind = {
  read(input) {
    const fault = input.word();
    if (fault !== fieldOk) return fault;
    if (input.end - input.start > 10) return putTime(input);
    const seconds = decimal(input.text, input.start, input.end, 0xffffffff);
    if (seconds < 0) return fieldBad;
    input.wire.put32(seconds);
    return fieldOk;
  },
  print: (wire) => printTime(wire.get32()),
};

/** A time of a SIG: `YYYYMMDDHHmmSS` only. */
export const date: Kind = {
  read(input) {
    const fault = input.word();
    return fault === fieldOk ? putTime(input) : fault;
  },
  print: time.print,
};
