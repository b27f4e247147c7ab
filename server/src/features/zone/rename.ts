/**
 * Renaming a name of a zone file: its owners and all names in RDATA that are equal to it, each in the style that it is
 * written in. Names below it (`a.www` for `www`), `$ORIGIN`, `$GENERATE` and other files stay as they are.
 */
import { type Message, msg } from '../../message.js';
import { nameFinding } from '../../rules/zone/names.js';
import type { Span, SpanEdit } from '../../span.js';
import type { Steps } from '../../steps.js';
import type { ZoneDocument } from '../../zone/document.js';
import { tokenize } from '../../zone/lexer.js';
import { canonicalName, isAbsolute, nameKey, ownerIn, wireLength } from '../../zone/names.js';
import { type NameUse, nameAt, usesOf } from './nameUses.js';

/** More edits are joined where they are close: in so many UTF-16 units an edit is as long as what is between. */
const mostEdits = 10_000;
const close = 100;

/** Why a name cannot be renamed, or not so. */
export interface RenameProblem {
  readonly problem: Message;
}

export interface Renamable extends Span {
  /** The name as written, to start from. */
  readonly written: string;
}

/** The name at an offset that can be renamed; undefined where there is none. */
export function prepareRename(zone: ZoneDocument, offset: number): Renamable | RenameProblem | undefined {
  const use = nameAt(zone, offset);
  if (use === undefined || use.name === '.') return undefined;
  const problem = fixedName(zone, use);
  return problem === undefined ? { start: use.start, end: use.end, written: use.written } : { problem };
}

/** Names that are not the file's to change one by one. */
function fixedName(zone: ZoneDocument, { name, written }: NameUse): Message | undefined {
  const apex = zone.apex ?? zone.origin;
  if (apex !== undefined && nameKey(apex) === nameKey(name)) {
    return msg('{0} is the zone itself: what it is called is said by $ORIGIN, or outside the file.', name);
  }
  return written === '@'
    ? msg('“@” stands for the origin, {0}: rename it where it is written out.', name)
    : undefined;
}

/**
 * The edits that rename the name at an offset everywhere; undefined where there is none.
 *
 * @param newName as one would write it at the offset: relative to the origin there, or absolute with a final dot
 */
export function* zoneRename(
  zone: ZoneDocument,
  offset: number,
  newName: string,
): Steps<readonly SpanEdit[] | RenameProblem | undefined> {
  const use = nameAt(zone, offset);
  if (use === undefined || use.name === '.') return undefined;
  const fixed = fixedName(zone, use);
  if (fixed !== undefined) return { problem: fixed };
  const name = readNewName(newName.trim(), use);
  if (typeof name !== 'string') return name;
  if (joinsRecords(zone, use.name, name)) {
    return {
      problem: msg('{0} has records already: those of {1} would be among them for good.', name, use.name),
    };
  }
  const edits = yield* usesOf(
    zone,
    use.name,
    ({ start, end, written, origin }): SpanEdit => ({
      start,
      end,
      newText: ownerIn(name, origin, isAbsolute(written, 0, written.length)),
    }),
  );
  return edits.length > mostEdits ? joined(zone, edits) : edits;
}

/** Whether a rename puts the records of one name among those of another, which no second rename undoes. */
function joinsRecords(zone: ZoneDocument, from: string, to: string): boolean {
  return nameKey(from) !== nameKey(to) && zone.recordsOf(to).length > 0 && zone.recordsOf(from).length > 0;
}

/** The edits of a file that writes a name very often: where one follows close upon another, they are one. */
function joined(zone: ZoneDocument, edits: readonly SpanEdit[]): SpanEdit[] {
  const all: { start: number; end: number; newText: string }[] = [];
  for (const edit of edits) {
    const last = all.at(-1);
    if (last === undefined || edit.start - last.end > close) {
      all.push({ ...edit });
    } else {
      last.newText += zone.slice(last.end, edit.start) + edit.newText;
      last.end = edit.end;
    }
  }
  return all;
}

/** The new name in canonical form. */
function readNewName(text: string, { name: old, origin }: NameUse): string | RenameProblem {
  const [token, ...more] = tokenize(text, 0, text.length);
  if (token?.kind !== 'word' || more.length > 0) {
    return {
      problem: msg(
        '“{0}” is no name: spaces, quotes, parentheses and “;” need a backslash before them.',
        text,
      ),
    };
  }
  const field = { start: 0, end: text.length, quoted: false, raw: text };
  const fault = nameFinding(field, origin === undefined ? 0 : wireLength(origin));
  if (fault !== undefined) return { problem: fault.message };
  const name = canonicalName(text, origin) ?? text;
  if (old.endsWith('.') && !name.endsWith('.')) {
    return { problem: msg('Write “{0}” with its final dot: the origin is not known here.', text) };
  }
  const zoneName = origin?.slice(0, -1);
  if (
    zoneName &&
    !isAbsolute(text, 0, text.length) &&
    `.${nameKey(text)}`.endsWith(`.${nameKey(zoneName)}`)
  ) {
    return { problem: msg('Without a final dot “{0}” stands for {1} here.', text, name) };
  }
  return name;
}
