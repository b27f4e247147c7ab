/** Where a finding of named-checkzone belongs in the text. Pure. */
import type { ZoneFinding } from './output.js';

/** An owner of the outline, and its records as written from their type on. */
export interface OutlineOwner {
  /** In full, with its final dot. */
  readonly name: string;
  readonly records: readonly { readonly text: string; readonly line: number }[];
}

/**
 * The line of a finding, from 0: the one that the program names, or the one before where that holds nothing, because
 * the program often notices a mistake at the start of the next line; the record that it is about; else the first line.
 *
 * @param lines how many there are
 */
export function lineOf(
  { line, about }: ZoneFinding,
  isBlank: (line: number) => boolean,
  lines: number,
  outline: readonly OutlineOwner[],
): number {
  if (line !== undefined) {
    let at = Math.max(0, Math.min(line, lines) - 1);
    while (at > 0 && isBlank(at)) at--;
    return at;
  }
  if (about === undefined) return 0;
  const owner = `${about.owner.replace(/\.$/, '')}.`.toLowerCase();
  const records = outline
    .filter(({ name }) => name.toLowerCase() === owner)
    .flatMap(({ records }) => records)
    .filter(({ text }) => text.split(' ', 1)[0]?.toUpperCase() === about.type);
  const meant = records.find(({ text }) => about.target !== undefined && isNamed(about.target, text));
  return (meant ?? records[0])?.line ?? 0;
}

/** Whether a record's last field is a name in full, or its beginning. */
function isNamed(name: string, record: string): boolean {
  const field = record.split(' ').at(-1)?.toLowerCase() ?? '';
  const full = name.toLowerCase();
  return field === `${full}.` || full === field || full.startsWith(`${field}.`);
}

/** The line, from 0, of the `$INCLUDE` that names a file; undefined where it is in another file. */
export function includeOf(file: string, text: string): number | undefined {
  const at = text.split(/\r?\n/).findIndex((line) => {
    const [, quoted, plain] = /^\$INCLUDE\s+(?:"([^"]*)"|(\S+))/i.exec(line) ?? [];
    return (quoted ?? plain) === file;
  });
  return at === -1 ? undefined : at;
}

/** What a line holds, without the blanks around it. */
export function contentOf(line: string): readonly [start: number, end: number] {
  const end = line.trimEnd().length;
  return [Math.min(line.length - line.trimStart().length, end), end];
}
