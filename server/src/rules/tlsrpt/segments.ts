/** A record's value, cut into its fields. */
import { type Intended, sourceSpan } from '../../tlsrpt/intended.js';
import { isSpace, skip, skipBack } from '../../tlsrpt/space.js';
import { nearVersion, version } from './version.js';

/** A field of the record: decoded octets from `start` to `end`, without the white space around it. */
export interface Segment {
  readonly start: number;
  readonly end: number;
  /** Where the field and its white space end: at the `;`, or where one is missing. */
  readonly until: number;
  readonly text: string;
  /** Whether a `;` ends it. */
  readonly closed: boolean;
}

/** The name of any field and its `=`. */
const fieldStart = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,31}=/;

/** Where a delimiter is missing, up to what shows it; `isOther` where another character stands in its place. */
interface Missing {
  readonly from: number;
  readonly to: number;
  readonly isOther: boolean;
}

/** Cuts the value at its semicolons, and where one is missing. */
export function* split(value: Intended): Generator<{ segment: Segment; missing?: Missing }> {
  const { octets } = value;
  const starts = new Set(value.stringStarts);
  let from = 0;
  let missing: Missing | undefined;
  const make = (until: number, closed: boolean): Segment => {
    const start = Math.min(skip(octets, from), until);
    const end = Math.max(skipBack(octets, until), start);
    return { start, end, until, text: octets.slice(start, end), closed };
  };
  // Where the text of the segment begins and ends so far, without the white space around it.
  let first = -1;
  let last = -1;
  for (let i = 0; i < octets.length; i++) {
    if (first >= 0 && !isSpace(octets, i - 1)) last = i;
    // `https;//` is one mistake, and no field ends there.
    if (octets[i] === ';' && !/[=, \t](?:mailto|https)$/i.test(octets.slice(Math.max(from, i - 8), i))) {
      yield { segment: make(i, true), ...(missing && { missing }) };
      missing = undefined;
      from = i + 1;
      first = -1;
      continue;
    }
    if (first < 0) {
      if (!isSpace(octets, i)) first = i;
      continue;
    }
    const afterVersion = last - first === version.length && octets.startsWith(version, first);
    const behind = i - first < 20 ? octets.slice(i, i + 12) : '';
    const isOther =
      (afterVersion && /[,:]/.test(octets[i]!)) ||
      (isBeforeRua.test(behind) && nearVersion(octets.slice(first, last)));
    const isUri = isSpace(octets, i - 1) && isScheme.test(behind) && nearVersion(octets.slice(first, last));
    if (
      isUri ||
      isOther ||
      ((afterVersion || starts.has(i) || isSpace(octets, i - 1)) && isField(octets, i, first))
    ) {
      const cut = last;
      yield { segment: make(cut, true), ...(missing && { missing }) };
      const name = /^[^\s=]+/.exec(octets.slice(i, i + 33))?.[0].length ?? 1;
      missing = { from: cut, to: isOther ? i + 1 : i + name, isOther };
      from = isOther ? i + 1 : i;
      first = isOther ? -1 : i;
    }
  }
  yield { segment: make(octets.length, false), ...(missing && { missing }) };
}

/** What may stand behind a version, well spelled or not, without a `;`: `v=TLSRPT1,rua=…`, `v=TLSRPTv1 mailto:…`. */
const isBeforeRua = /^[^\w \t;][ \t]*rua[ \t]*[=:]/i;
const isScheme = /^(?:mailto:|https?:\/\/)/i;

/** Whether a field starts at an index: one that is known, or any behind white space or a whole mailbox. */
const isField = (octets: string, index: number, from: number) =>
  /^(?:rua|v)[ \t]*=/i.test(octets.slice(index, index + 8)) ||
  (fieldStart.test(octets.slice(index, index + 33)) &&
    (isSpace(octets, index - 1) || isMailto(octets.slice(Math.max(from, index - longestMailto), index))));

/** `=mailto:` with a local part of 64 octets and a domain of 253. */
const longestMailto = 326;

/** Whether a text ends in a whole mailbox, which nothing behind it belongs to; header fields may go on. */
const isMailto = (text: string) => /[=,][ \t]*mailto:[^,@]+@[^,@?]+\.[^,@.=?]+$/i.test(text);

/** What to remove so that a field is gone with one of the delimiters around it. */
export function removal(
  value: Intended,
  segments: readonly Segment[],
  segment: Segment,
): { readonly removeStart: number; readonly removeEnd: number } {
  const index = segments.indexOf(segment);
  const before = segments[index - 1];
  const { start, end } = sourceSpan(
    value,
    before?.until ?? segment.start,
    before === undefined ? (segments[index + 1]?.start ?? segment.until) : segment.end,
  );
  return { removeStart: start, removeEnd: end };
}
