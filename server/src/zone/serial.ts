/** Serial numbers of a SOA record (RFC 1912 section 2.2, RFC 1982). */
import type { Span } from '../span.js';
import type { RecordEntry, ZoneView } from './model.js';

const modulus = 2 ** 32;
const SOA = 6;

export interface SerialChange extends Span {
  readonly from: number;
  readonly to: number;
}

/**
 * The serial that follows: today's date with a counter of two digits where the old one is such a date, else one more. It
 * is always greater in the arithmetic of RFC 1982, and never 0, which some servers take for none.
 *
 * @param today as YYYYMMDD, UTC
 */
export function nextSerial(serial: number, today: string): number {
  const first = Number(`${today}00`);
  if (isDated(serial) && first > serial) return first;
  return (serial + 1) % modulus || 1;
}

/** Whether a serial is a date and a counter: YYYYMMDDnn. */
function isDated(serial: number): boolean {
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)\d\d$/.exec(String(serial)) ?? [];
  if (Number(year) < 1980 || Number(year) > 2099) return false;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.getUTCMonth() + 1 === Number(month) && date.getUTCDate() === Number(day);
}

/** A moment as `nextSerial` wants it. */
export const serialDate = (now: Date) => now.toISOString().slice(0, 10).replaceAll('-', '');

/** The serial of the zone's first SOA record and the one that follows; undefined where there is none that can be read. */
export function serialChange(zone: ZoneView, now: Date): SerialChange | undefined {
  if (zone.apex === undefined) return undefined;
  const field = zone.recordsOf(zone.apex).find(isSoa)?.rdata[2];
  if (field === undefined || !/^\d{1,10}$/.test(field.raw) || Number(field.raw) >= modulus) return undefined;
  const from = Number(field.raw);
  return { start: field.start, end: field.end, from, to: nextSerial(from, serialDate(now)) };
}

const isSoa = ({ typeCode }: RecordEntry) => typeCode === SOA;
