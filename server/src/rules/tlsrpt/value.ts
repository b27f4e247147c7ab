import { msg } from '../../message.js';
import { isNear } from '../../nearest.js';
import { type Span, spanOf } from '../../span.js';
import { typedUri, usualDestination } from '../../tlsrpt/generate.js';
import { type Intended, sourceSpan, without } from '../../tlsrpt/intended.js';
import { isSpace, skip, skipBack } from '../../tlsrpt/space.js';
import type { Finding } from '../finding.js';
import { type RuaField, ruaFindings } from './rua.js';
import { removal, type Segment, split } from './segments.js';
import { versionFindings } from './versionField.js';

const dmarcTags = new Set(['ruf', 'p', 'sp', 'np', 'pct', 'fo', 'adkim', 'aspf', 'rf', 'ri', 'psd', 't']);
const extensionName = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,31}$/;
/**
 * What the grammar has nowhere and nobody sees, in octets: control characters (a tab is white space), and of Unicode the
 * spaces and marks that come along from pages and mails (U+00A0, U+00AD, U+200B, U+200E, U+200F, U+202A to E, U+2060, U+FEFF).
 */
const unseen =
  /[\x00-\x08\x0a-\x1f\x7f]+|\xc2[\xa0\xad]|\xe2(?:\x80[\x8b\x8e\x8f\xaa-\xae]|\x81\xa0)|\xef\xbb\xbf/g;
/** Of them the one that is told of where it stands as it is. */
const byteOrderMark = '\xef\xbb\xbf';
const extensionValue = /^[\x21-\x3a\x3c\x3e-\x7e]+$/;

/** A field whose name is not quite `rua`; the span is that of its name. */
interface Misnamed extends Span {
  /** What to write in its place. */
  readonly name: string;
  readonly segment: Segment;
}

/** Everything that is wrong with the value of a TLS-RPT record (RFC 8460 section 3). */
export function* valueFindings(written: Intended, domain: string | undefined): Generator<Finding> {
  const dropped = new Set<number>();
  for (const { 0: run, index } of written.octets.matchAll(unseen)) {
    for (let i = 0; i < run.length; i++) dropped.add(index + i);
    const { start, end } = sourceSpan(written, index, index + run.length);
    // What is not even escaped is told as such.
    if (end - start === run.length || (run === byteOrderMark && end - start === 1)) continue;
    yield {
      rule: 'tlsrpt/bad-field',
      start,
      end,
      message: msg('A record has no characters that nobody sees: this one is served as part of it.'),
      data: { removeStart: start, removeEnd: end },
    };
  }
  // The rest is judged as it is without them.
  const value = { ...written, ...without(written, (octet) => dropped.has(octet)) };
  const { octets } = value;
  const span = (from: number, to: number) => sourceSpan(value, from, to);
  const segments: Segment[] = [];
  for (const part of split(value)) {
    if (part.missing !== undefined) {
      yield {
        rule: 'tlsrpt/missing-delimiter',
        ...span(part.missing.from, part.missing.to),
        message: msg('A “;” is missing here: the strings of a record are joined with nothing between.'),
        data: {
          insertAt: span(part.missing.from - 1, part.missing.from).end,
          ...(part.missing.isOther && { isOther: true }),
        },
      };
    }
    segments.push(part.segment);
  }
  const at = yield* versionFindings(value, segments);
  const fields = segments.filter((_, index) => index !== at);
  const ruas: RuaField[] = [];
  const misnamed: Misnamed[] = [];
  /** A destination without the `rua=` before it. */
  let bare: Span | undefined;
  const extensions: Span[] = [];
  /** A destination in a field of another name. */
  let elsewhere: string | undefined;
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
      /^[^a-z0-9]*ruas?$/i.test(name) ||
      (isNear(name.toLowerCase(), 'rua', 1) &&
        name.toLowerCase() !== 'ruf' &&
        looksLikeUri(text.slice(valueStart - start)))
    ) {
      misnamed.push({ name: 'rua', start, end: start + name.length, segment });
      ruas.push({ start, valueStart, end, misnamed: true });
    } else if (dmarcTags.has(name.toLowerCase())) {
      elsewhere ??= destinationIn(text, valueStart - start);
      yield {
        rule: 'tlsrpt/dmarc-tag',
        ...span(start, end),
        message: msg('{0} is a tag of DMARC: it means nothing here.', name),
        data: removal(value, segments, segment),
      };
      extensions.push({ start, end });
    } else if (extensionName.test(name) && extensionValue.test(text.slice(valueStart - start))) {
      yield unknownField(value, segments, segment);
      elsewhere ??= destinationIn(text, valueStart - start);
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
    const before = extensions.length > 0 ? segments[at] : undefined;
    const uri = elsewhere ?? usualDestination(domain ?? 'example.com');
    yield missingRua(value, segments, misnamed[0], bare, { before, uri });
  } else {
    // Beside a rua field, what looks like one is an extension or nothing.
    for (const { start, end, segment } of misnamed) {
      if (extensionName.test(octets.slice(start, end))) yield unknownField(value, segments, segment);
      else yield noField(span(segment.start, segment.end));
    }
    if (bare !== undefined) yield noField(span(bare.start, bare.end));
  }
  yield* ruaFindings(value, proper.length > 0 ? proper : ruas, domain);
}

/** Whether nothing but a delimiter stands between a field and the `rua` field before it. */
const isNext = (octets: string, last: RuaField, start: number) =>
  /^[ 	]*;?[ 	]*$/.test(octets.slice(last.end, start));

/**
 * What a record without a `rua` field lacks.
 *
 * @param near a field that is meant to be it
 * @param bare a destination without `rua=`
 * @param before the field behind which it belongs, where others follow
 * @param uri the destination to insert
 */
function missingRua(
  value: Intended,
  segments: readonly Segment[],
  near: Misnamed | undefined,
  bare: Span | undefined,
  { before, uri }: { readonly before: Segment | undefined; readonly uri: string },
): Finding {
  const rule = 'tlsrpt/rua-missing';
  if (near !== undefined) {
    return {
      rule,
      ...sourceSpan(value, near.start, near.end),
      message: msg('The field is named rua, in lower case: senders ignore this one and find no destination.'),
      data: { replaceBy: near.name },
    };
  }
  if (bare !== undefined) {
    return {
      rule,
      ...sourceSpan(value, bare.start, bare.end),
      message: msg('A destination stands in a field named rua: write rua= before it.'),
      data: { prefix: 'rua=' },
    };
  }
  const { octets } = value;
  const end = segments.findLast((segment) => segment.text !== '')?.end ?? octets.length;
  const trimmed = skipBack(octets, octets.length);
  const closed = octets !== '' && segments.at(-1)?.text === '';
  const insertAt = before?.end ?? (closed ? octets.length : trimmed);
  return {
    rule,
    ...(octets.length === 0 ? spanOf(value) : sourceSpan(value, 0, end)),
    message: msg('The record names no destination: senders send no reports.'),
    data: {
      uri,
      insertAt: insertAt === 0 ? value.end : sourceSpan(value, insertAt - 1, insertAt).end,
      lead: before === undefined && closed ? (isSpace(octets, octets.length - 1) ? '' : ' ') : '; ',
    },
  };
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

/** The destination that a field holds, whatever its name. */
const destinationIn = (field: string, valueStart: number) => {
  const text = field.slice(valueStart);
  return looksLikeUri(text) && /^[!-~]+$/.test(text) ? typedUri(text) : undefined;
};

const looksLikeUri = (text: string) =>
  /^(?:mailto|https?|mail|htt)[^=]*[:@]|^[^\s=@]+@[^\s=]+$|^[^\s=]+:\/\//i.test(text);
