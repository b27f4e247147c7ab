import { msg } from '../../message.js';
import { nearest } from '../../nearest.js';
import type { Span } from '../../span.js';
import { type Intended, sourceSpan, without } from '../../tlsrpt/intended.js';
import { isSpace, skip, skipBack } from '../../tlsrpt/space.js';
import type { Finding } from '../finding.js';
import { type RuaField, ruaFindings } from './rua.js';
import { nearVersion, version } from './version.js';

/** A field of the record: decoded octets from `start` to `end`, without the white space around it. */
interface Segment {
  readonly start: number;
  readonly end: number;
  /** Where the field and its white space end: at the `;`, or where one is missing. */
  readonly until: number;
  readonly text: string;
  /** Whether a `;` ends it. */
  readonly closed: boolean;
}

const dmarcTags = new Set(['ruf', 'p', 'sp', 'np', 'pct', 'fo', 'adkim', 'aspf', 'rf', 'ri', 'psd', 't']);
const extensionName = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,31}$/;
/** The name of any field and its `=`. */
const fieldStart = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,31}=/;
/** What the grammar has nowhere. A tab is white space. */
const control = /[\x00-\x08\x0a-\x1f\x7f]/;
const controls = new RegExp(`${control.source}+`, 'g');
const extensionValue = /^[\x21-\x3a\x3c\x3e-\x7e]+$/;

/** Everything that is wrong with the value of a TLS-RPT record (RFC 8460 section 3). */
export function* valueFindings(written: Intended, domain: string | undefined): Generator<Finding> {
  for (const { 0: run, index } of written.octets.matchAll(controls)) {
    const { start, end } = sourceSpan(written, index, index + run.length);
    // What is not even escaped is told as such.
    if (end - start === run.length) continue;
    yield {
      rule: 'tlsrpt/bad-field',
      start,
      end,
      message: msg('A record has no control characters: this one is served as part of it.'),
      data: { removeStart: start, removeEnd: end },
    };
  }
  // The rest is judged as it is without them.
  const value = { ...written, ...without(written, (octet) => control.test(written.octets[octet]!)) };
  const { octets } = value;
  const span = (from: number, to: number) => sourceSpan(value, from, to);
  const segments: Segment[] = [];
  for (const part of split(value)) {
    if (part.missing !== undefined) {
      yield {
        rule: 'tlsrpt/missing-delimiter',
        ...span(part.missing.from, part.missing.to),
        message: msg('A “;” is missing here: the strings of a record are joined with nothing between.'),
        data: { insertAt: span(part.missing.from - 1, part.missing.from).end },
      };
    }
    segments.push(part.segment);
  }
  const at = yield* versionFindings(value, segments);
  const fields = segments.filter((_, index) => index !== at);
  const ruas: RuaField[] = [];
  const misnamed: { name: string; start: number; end: number; segment: Segment }[] = [];
  /** A destination without the `rua=` before it. */
  let bare: { start: number; end: number } | undefined;
  const extensions: { start: number; end: number }[] = [];
  const behind = (rua: RuaField) => span(rua.end - 1, rua.end).end;
  for (const [index, segment] of fields.entries()) {
    const { text, start, end } = segment;
    const isLast = index === fields.length - 1;
    if (text === '') {
      // One before the version is told with it.
      if ((!isLast || segment.closed) && segment.start >= (segments[at]?.start ?? 0)) {
        yield {
          rule: 'tlsrpt/empty-field',
          ...span(start, segment.closed ? segment.until + 1 : segment.until),
          message: msg('This field is empty: one “;” separates fields, and at most one ends the record.'),
        };
      }
      continue;
    }
    if (isLast && !segment.closed && segment.until > end) {
      yield {
        rule: 'tlsrpt/trailing-text',
        ...span(end, segment.until),
        message: msg('White space after the last field is part of nothing.'),
      };
    }
    const equals = text.indexOf('=');
    const name = equals < 0 ? '' : text.slice(0, skipBack(text, equals));
    const valueStart = start + (equals < 0 ? 0 : skip(text, equals + 1));
    const isUri = /^(?:mailto:|https?:\/\/)/i.test(text) || (equals < 0 && looksLikeUri(text));
    const wrongColon = /^(?:ruas?[ \t]*:[ \t]*|rua[ \t]+(?=[^\s=]))/i.exec(text);
    if (equals < 0 || isUri || wrongColon !== null) {
      if (wrongColon !== null) {
        misnamed.push({ name: 'rua=', start, end: start + wrongColon[0].length, segment });
        ruas.push({ start, valueStart: start + wrongColon[0].length, end, misnamed: true });
      } else if (isUri && ruas.length > 0) {
        const from = octets.lastIndexOf(';', start);
        yield {
          rule: 'tlsrpt/rua-separator',
          ...span(Math.max(from, 0), start),
          message: msg('Destinations are separated by “,”: this “;” ends the rua field.'),
        };
        ruas.push({ start, valueStart: start, end, continued: true });
      } else if (isUri) {
        bare = { start, end };
        ruas.push({ start, valueStart: start, end, misnamed: true });
      } else {
        yield noField(span(start, end));
      }
      continue;
    }
    if (valueStart - start - name.length > 1) {
      yield {
        rule: 'tlsrpt/space-around-equals',
        ...span(start + name.length, valueStart),
        message: msg('There is no white space around “=” in a field.'),
      };
    }
    if (name === 'rua') {
      const last = ruas.at(-1);
      if (ruas.some((rua) => !rua.misnamed && !rua.continued)) {
        yield {
          rule: 'tlsrpt/rua-repeated-field',
          ...span(start, valueStart),
          message: msg(
            'A second rua field: some senders read the first only. One field with a comma works everywhere.',
          ),
          data: isNext(octets, last!, start)
            ? { mergeFrom: behind(last!), mergeEnd: span(valueStart, valueStart).start }
            : {
                ...removal(value, segments, segment),
                insertAt: behind(last!),
                octets: octets.slice(valueStart, end),
              },
        };
      } else if (extensions.length > 0) {
        yield {
          rule: 'tlsrpt/rua-not-second',
          ...span(start, valueStart),
          message: msg('A deployed reporter rejects a record in which rua is not the second field.'),
          data: {
            ...removal(value, segments, segment),
            insertAt: span(extensions[0]!.start, extensions[0]!.start).start,
            octets: text,
          },
        };
      }
      ruas.push({ start, valueStart, end });
    } else if (
      /^ruas?$/i.test(name) ||
      (name.length === 3 &&
        nearest(name, ['rua'], 1) !== undefined &&
        name.toLowerCase() !== 'ruf' &&
        looksLikeUri(text.slice(valueStart - start)))
    ) {
      misnamed.push({ name: 'rua', start, end: start + name.length, segment });
      ruas.push({ start, valueStart, end, misnamed: true });
    } else if (dmarcTags.has(name.toLowerCase())) {
      yield {
        rule: 'tlsrpt/dmarc-tag',
        ...span(start, end),
        message: msg('{0} is a tag of DMARC: it means nothing here.', name),
        data: removal(value, segments, segment),
      };
      extensions.push({ start, end });
    } else if (extensionName.test(name) && extensionValue.test(text.slice(valueStart - start))) {
      yield unknownField(value, segments, segment);
      extensions.push({ start, end });
    } else {
      yield {
        rule: 'tlsrpt/bad-field',
        ...span(start, end),
        message: extensionName.test(name)
          ? msg('The value of a field is not empty and has no “=”, “;” or space.')
          : msg('The name of a field has 1 to 32 letters, digits, “_”, “-” and “.”.'),
      };
    }
  }
  const proper = ruas.filter((rua) => !rua.misnamed);
  if (proper.length === 0) {
    const [near] = misnamed;
    if (near === undefined && bare !== undefined) {
      yield {
        rule: 'tlsrpt/rua-missing',
        ...span(bare.start, bare.end),
        message: msg('A destination stands in a field named rua: write rua= before it.'),
        data: { prefix: 'rua=' },
      };
      yield* ruaFindings(value, ruas, domain);
      return;
    }
    const end = segments.findLast((segment) => segment.text !== '')?.end ?? octets.length;
    const trimmed = skipBack(octets, octets.length);
    const closed = octets[trimmed - 1] === ';';
    // Behind the version, where other fields follow.
    const early = extensions.length > 0 ? segments[at]?.end : undefined;
    const insertAt = early ?? (closed ? octets.length : trimmed);
    yield near !== undefined
      ? {
          rule: 'tlsrpt/rua-missing',
          ...span(near.start, near.end),
          message: msg(
            'The field is named rua, in lower case: senders ignore this one and find no destination.',
          ),
          data: { replaceBy: near.name },
        }
      : {
          rule: 'tlsrpt/rua-missing',
          ...(octets.length === 0 ? { start: value.start, end: value.end } : span(0, end)),
          message: msg('The record names no destination: senders send no reports.'),
          data: {
            insertAt: insertAt === 0 ? value.end : sourceSpan(value, insertAt - 1, insertAt).end,
            lead: early === undefined && closed ? (isSpace(octets, octets.length - 1) ? '' : ' ') : '; ',
          },
        };
  }
  // Beside a rua field, what looks like one is an extension or nothing.
  for (const { start, end, segment } of proper.length > 0 ? misnamed : []) {
    if (extensionName.test(octets.slice(start, end))) yield unknownField(value, segments, segment);
    else yield noField(span(segment.start, segment.end));
  }
  if (proper.length > 0 && bare !== undefined) yield noField(span(bare.start, bare.end));
  yield* ruaFindings(value, proper.length > 0 ? proper : ruas, domain);
}

/** Whether nothing but a delimiter stands between a field and the `rua` field before it. */
const isNext = (octets: string, last: RuaField, start: number) =>
  /^[ 	]*;?[ 	]*$/.test(octets.slice(last.end, start));

/** What to remove so that a field is gone with one of the delimiters around it. */
function removal(
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

const unknownField = (value: Intended, segments: readonly Segment[], segment: Segment): Finding => ({
  rule: 'tlsrpt/unknown-field',
  ...sourceSpan(value, segment.start, segment.end),
  message: msg(
    'No extension {0} is registered: senders ignore it.',
    /^[^\s=]*/.exec(segment.text)?.[0] ?? '',
  ),
  data: removal(value, segments, segment),
});

const noField = (at: Span): Finding => ({
  rule: 'tlsrpt/bad-field',
  ...at,
  message: msg('This is no field: write name=value.'),
});

/** Cuts the value at its semicolons, and where one is missing. */
function* split(value: Intended): Generator<{ segment: Segment; missing?: { from: number; to: number } }> {
  const { octets } = value;
  const starts = new Set(value.stringStarts);
  let from = 0;
  let missing: { from: number; to: number } | undefined;
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
    const comma = afterVersion && /[,:]/.test(octets[i]!);
    if (comma || ((afterVersion || starts.has(i) || isSpace(octets, i - 1)) && isField(octets, i, first))) {
      const cut = last;
      yield { segment: make(cut, true), ...(missing && { missing }) };
      const name = /^[^\s=]+/.exec(octets.slice(i, i + 33))?.[0].length ?? 1;
      const to = comma ? i + 1 : i + name;
      missing = { from: cut, to };
      from = comma ? i + 1 : i;
      first = comma ? -1 : i;
    }
  }
  yield { segment: make(octets.length, false), ...(missing && { missing }) };
}

/** Whether a field starts at an index: one that is known, or any behind white space or a whole mailbox. */
const isField = (octets: string, index: number, from: number) =>
  /^(?:rua|v)[ \t]*=/i.test(octets.slice(index, index + 8)) ||
  (fieldStart.test(octets.slice(index, index + 33)) &&
    (isSpace(octets, index - 1) || isMailto(octets.slice(Math.max(from, index - longestMailto), index))));

/** `=mailto:` with a local part of 64 octets and a domain of 253. */
const longestMailto = 326;

/** Whether a text ends in a whole mailbox, which nothing behind it belongs to; header fields may go on. */
const isMailto = (text: string) => /[=,][ \t]*mailto:[^,@]+@[^,@?]+\.[^,@.=?]+$/i.test(text);

const looksLikeUri = (text: string) =>
  /^(?:mailto|https?|mail|htt)[^=]*[:@]|^[^\s=@]+@[^\s=]+$|^[^\s=]+:\/\//i.test(text);

/** Checks the version; answers the index of its segment, -1 where there is none. */
function* versionFindings(value: Intended, segments: readonly Segment[]): Generator<Finding, number> {
  const { octets } = value;
  const span = (from: number, to: number) => sourceSpan(value, from, to);
  const at = segments.findIndex((segment) => nearVersion(segment.text) || /^v[ \t]*=/i.test(segment.text));
  const segment = segments[at];
  if (segment === undefined) {
    const end = Math.max(1, octets.indexOf('=') + 1);
    yield {
      rule: 'tlsrpt/version-missing',
      ...span(0, Math.min(end, octets.length)),
      message: msg('The record does not begin with v=TLSRPTv1; and senders discard it.'),
      data: { insertAt: value.octets === '' ? value.start : span(0, 0).start },
    };
    return -1;
  }
  const exact = segment.text === version;
  const isFirst = segments.slice(0, at).every(({ text }) => text === '');
  if (!isFirst) {
    yield {
      rule: 'tlsrpt/version-not-first',
      ...span(segment.start, segment.end),
      message: msg(
        'The version must come first: senders discard a record that does not begin with v=TLSRPTv1;',
      ),
      data: {
        ...removal(value, segments, segment),
        insertAt: span(0, 0).start,
        octets: segment.text,
      },
    };
  } else if (segment.start > 0) {
    yield {
      rule: 'tlsrpt/version-not-first',
      ...span(0, segment.start),
      message: msg('The record must begin with v=TLSRPTv1; with nothing before it.'),
      data: { removeStart: span(0, 0).start, removeEnd: span(0, segment.start).end },
    };
  }
  if (!exact) {
    const word = /^(?:[^ \t]|[ \t]+(?=[=:])|(?<=[=:])[ \t]+)*/.exec(segment.text)?.[0] ?? segment.text;
    const wrong = /^v[ \t]*[=:]?[ \t]*[^\s]*/i.exec(segment.text)?.[0] ?? word;
    yield {
      rule: 'tlsrpt/version-misspelled',
      ...span(segment.start, segment.start + wrong.length),
      message: msg('The version is spelled v=TLSRPTv1, letter by letter: senders discard the record.'),
      data: { replaceBy: version },
    };
  } else if (isFirst && segment.until > segment.end && octets[segment.until] === ';') {
    yield {
      rule: 'tlsrpt/version-space',
      ...span(segment.end, segment.until),
      message: msg(
        'Allowed, but senders discard records that do not begin with v=TLSRPTv1; without a space.',
      ),
    };
  }
  return at;
}
