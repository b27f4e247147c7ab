import type { FieldList } from './fields.js';
import { secondsOf } from './rdata/kinds/times.js';

/** What must follow the arguments of a directive, by its name: with fewer of them BIND does not look there. */
const needsEnd: Readonly<Record<string, number>> = {
  $ORIGIN: 1,
  $TTL: 1,
  $DATE: 1,
  $GENERATE: 1,
  $INCLUDE: 2,
};

/** Whether BIND wants the line of a directive to end with a line break, where records may end with the file. */
export const needsLineBreak = (name: string, given: number) => given >= (needsEnd[name] ?? Infinity);

/** Whether the line of a directive ends as BIND wants it. */
export function endsItsLine({ text, starts, ends, count }: FieldList, end: number): boolean {
  const name = text.slice(starts[0], ends[0]).toUpperCase();
  return !needsLineBreak(name, count - 1) || /[\r\n]/.test(text.slice(end - 1, end));
}

/** Whether BIND takes an argument in quotes: the file of `$INCLUDE`, and the data of `$GENERATE`, which is the last. */
export const mayBeQuoted = (name: string, index: number, count: number) =>
  name === '$INCLUDE' ? index === 0 : name === '$GENERATE' && index > 2 && index === count - 1;

/** Whether an argument of a directive stands in quotes that BIND does not take. */
export function isMisquoted(fields: FieldList): boolean {
  const { text, starts, ends, quoted, count } = fields;
  const name = text.slice(starts[0], ends[0]).toUpperCase();
  for (let i = 1; i < count; i++) {
    if (quoted[i] !== 0 && !mayBeQuoted(name, i - 1, count - 1)) return true;
  }
  return false;
}

/** Whether BIND takes a word for a time after `$DATE`: a date that 32 bits can tell. */
export function isDate(text: string): boolean {
  const seconds = secondsOf(text);
  return seconds !== undefined && seconds >= 0 && seconds <= 0xffffffff;
}
