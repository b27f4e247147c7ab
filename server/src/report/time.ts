/** The times of a report: RFC 3339 section 5.6, and what is close to it. */

const form = /^(\d{4})-(\d{2})-(\d{2})([Tt ])(\d{2}):(\d{2}):(\d{2})(\.\d+)?([Zz]|[+-]\d{2}:?\d{2})?$/;

export type TimeFault = 'syntax' | 'day' | 'range' | 'offset-missing' | 'separator' | 'offset-form';

export interface ReadTime {
  /** Milliseconds since 1970 in UTC; a time without an offset is taken as UTC. Absent where nothing can be read. */
  readonly at?: number;
  /** What RFC 3339 does not allow about it. */
  readonly fault?: TimeFault;
}

/** Reads a date-time, and says what is wrong with it. */
export function readTime(text: string): ReadTime {
  const match = form.exec(text);
  if (match === null) return { fault: 'syntax' };
  const [year, month, day, hour, minute, second] = [1, 2, 3, 5, 6, 7].map((i) => Number(match[i])) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const offset = match[9];
  const minutes = offset === undefined ? 0 : offsetMinutes(offset);
  const date = new Date(Date.UTC(year, month - 1, day));
  if (year < 100) date.setUTCFullYear(year);
  const real = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  if (!real) return { fault: 'day' };
  // A leap second is RFC 3339; the hour 24 is not.
  if (hour > 23 || minute > 59 || second > 60 || minutes === undefined) return { fault: 'range' };
  const at = date.getTime() + ((hour * 60 + minute - minutes) * 60 + second) * 1000;
  if (offset === undefined) return { at, fault: 'offset-missing' };
  if (match[4] === ' ') return { at, fault: 'separator' };
  if (/^[+-]\d{4}$/.test(offset)) return { at, fault: 'offset-form' };
  return { at };
}

/** Minutes east of UTC; undefined where there is no such offset. */
function offsetMinutes(offset: string): number | undefined {
  if (/^[Zz]$/.test(offset)) return 0;
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(-2));
  if (hours > 23 || minutes > 59) return undefined;
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

export const dayLength = 86_400_000;

/** The UTC day of a time, `YYYY-MM-DD`. */
export function utcDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** The UTC time of a time, `YYYY-MM-DD hh:mm:ss`. */
export const utcTime = (at: number): string => new Date(at).toISOString().slice(0, 19).replace('T', ' ');

/** How many whole days a range has; its end may be the last second or the first moment after it. 0 if it is not whole days. */
export function wholeDays(start: number, end: number): number {
  const days = Math.round((end - start) / dayLength);
  const gap = start + days * dayLength - end;
  return days > 0 && start % dayLength === 0 && gap >= 0 && gap <= 1000 ? days : 0;
}
