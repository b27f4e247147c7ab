import type { FieldList } from './fields.js';

/** What must follow the arguments of a directive, by its name: with fewer of them BIND does not look there. */
const needsEnd: Readonly<Record<string, number>> = { $ORIGIN: 1, $TTL: 1, $GENERATE: 1, $INCLUDE: 2 };

/** Whether BIND wants the line of a directive to end with a line break, where records may end with the file. */
export const needsLineBreak = (name: string, given: number) => given >= (needsEnd[name] ?? Infinity);

/** Whether the line of a directive ends as BIND wants it. */
export function endsItsLine({ text, starts, ends, count }: FieldList, end: number): boolean {
  const name = text.slice(starts[0], ends[0]).toUpperCase();
  return !needsLineBreak(name, count - 1) || /[\r\n]/.test(text.slice(end - 1, end));
}
