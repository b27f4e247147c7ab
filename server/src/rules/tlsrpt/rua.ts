import { msg } from '../../message.js';
import { type Intended, sourceSpan } from '../../tlsrpt/intended.js';
import { skip, skipBack } from '../../tlsrpt/space.js';
import type { Finding } from '../finding.js';
import { type Destination, uriFindings } from './uri.js';

/** A `rua` field: its whole span and where its value starts, in decoded octets. */
export interface RuaField {
  readonly start: number;
  readonly valueStart: number;
  readonly end: number;
  readonly misnamed?: boolean;
  /** A URI behind a `;` that should have been a `,`. */
  readonly continued?: boolean;
}

/** What is wrong with the destinations of a record (RFC 8460 section 3, RFC 3986, RFC 6068). */
export function* ruaFindings(
  value: Intended,
  fields: readonly RuaField[],
  domain: string | undefined,
): Generator<Finding> {
  const seen = new Map<string, Destination>();
  for (const field of fields) {
    const items: Destination[] = [];
    yield* listFindings(value, field, items);
    for (const item of items) {
      yield* uriFindings(value, item, domain);
      const key = normal(item.text);
      const earlier = seen.get(key);
      if (earlier !== undefined) {
        const before = value.octets.lastIndexOf(',', item.start);
        yield {
          rule: 'tlsrpt/rua-duplicate',
          ...sourceSpan(value, item.start, item.end),
          message: msg('The same destination stands before.'),
          ...(before > field.start && { data: { removeStart: sourceSpan(value, before, before).start } }),
          related: [
            { ...sourceSpan(value, earlier.start, earlier.end), message: msg('The first one is here.') },
          ],
          tags: ['unnecessary'],
        };
        continue;
      }
      seen.set(key, item);
      if (seen.size === 3) {
        yield {
          rule: 'tlsrpt/rua-many-destinations',
          ...sourceSpan(value, item.start, item.end),
          message: msg('A sender may deliver to one destination only: the third may never see a report.'),
        };
      }
    }
  }
}

/** A URI with its scheme and host in lower case: the rest is told apart by case (RFC 3986 section 6.2.2.1). */
function normal(text: string): string {
  const authority = /^https:\/\/[^/?#]*/i.exec(text)?.[0].length;
  if (authority !== undefined) return text.slice(0, authority).toLowerCase() + text.slice(authority);
  if (!/^mailto:/i.test(text)) return text;
  const host = Math.max('mailto:'.length, text.lastIndexOf('@') + 1);
  return `mailto:${text.slice('mailto:'.length, host)}${text.slice(host).toLowerCase()}`;
}

/** Cuts the value at its commas, and at spaces that stand for one. */
function* listFindings(value: Intended, field: RuaField, items: Destination[]): Generator<Finding> {
  const { octets } = value;
  const span = (from: number, to: number) => sourceSpan(value, from, to);
  const text = octets.slice(field.valueStart, field.end);
  if (/^[ \t,]*$/.test(text)) {
    yield {
      rule: 'tlsrpt/rua-empty',
      ...span(field.start, field.end),
      message: msg('rua names no destination: senders send no reports.'),
    };
    return;
  }
  let at = field.valueStart;
  for (const part of text.split(',')) {
    const start = at + skip(part, 0);
    const end = at + skipBack(part, part.length);
    const first = at === field.valueStart;
    if (start >= end) {
      const comma = first ? at : at - 1;
      yield {
        rule: 'tlsrpt/rua-empty',
        ...span(comma, Math.min(comma + 1 + part.length, field.end)),
        message: msg('An empty destination: between commas stands a URI.'),
        data: { remove: true },
      };
    } else {
      if (!first && start > at) yield spaceFinding(value, at, start);
      if (at + part.length < field.end && end < at + part.length)
        yield spaceFinding(value, end, at + part.length);
      let from = start;
      for (const gap of octets.slice(start, end).matchAll(/[ \t]+/g)) {
        const gapStart = start + gap.index;
        // `mailto: a@…` is one mistake.
        if (/^(?:mailto[ \t]*:?|https[ \t]*(?::\/\/|:)?)$/i.test(octets.slice(from, gapStart))) continue;
        // Behind a word that was to join two destinations, and told with it.
        if (gapStart < from) continue;
        const between = connective.exec(octets.slice(gapStart, end))?.[0] ?? gap[0];
        const next = octets.slice(gapStart + between.length, end);
        // And so is a space in an address, which neither half is.
        if (/[@.]/.test(octets[gapStart - 1]! + next[0]) || isCutHost(octets.slice(from, gapStart), next))
          continue;
        if (!/^[^ \t]*[:@]/.test(next)) {
          // What reads like the rest of a path is meant.
          if (end < field.end || (isAddress(octets.slice(from, gapStart)) && /[/?=]/.test(next))) continue;
          yield {
            rule: 'tlsrpt/trailing-text',
            ...span(gapStart, end),
            message: msg(
              'This text belongs to nothing: a URI has no white space, and “;” begins a new field.',
            ),
            // A destination may be in it.
            ...(/@|:\//.test(next) && { data: { keep: true } }),
          };
          items.push({ start: from, end: gapStart, text: octets.slice(from, gapStart) });
          from = end;
          break;
        }
        yield {
          rule: 'tlsrpt/rua-separator',
          ...span(gapStart, gapStart + between.length),
          message:
            between === gap[0]
              ? msg('Destinations are separated by “,”, not by a space.')
              : msg('Destinations are separated by “,” alone.'),
        };
        items.push({ start: from, end: gapStart, text: octets.slice(from, gapStart) });
        from = gapStart + between.length;
      }
      if (from < end) items.push({ start: from, end, text: octets.slice(from, end) });
    }
    at += part.length + 1;
  }
}

/** A word or sign between two destinations, with the white space around it. */
const connective = /^[ \t]+(?:and|or|und|oder|[&+/|])[ \t]+(?=[^ \t]*[:@])/i;

const isAddress = (text: string) => /^https:/i.test(text);

/** Whether a space cuts the host of a mailbox: `a@exa mple.org`. */
const isCutHost = (before: string, next: string) =>
  /@[^.]+$/.test(before) && /^[a-z\d-]+(?:\.[a-z\d-]+)+$/i.test(next);

function spaceFinding(value: Intended, from: number, to: number): Finding {
  return {
    rule: 'tlsrpt/rua-space-in-list',
    ...sourceSpan(value, from, to),
    message: msg('Allowed, but a deployed reporter does not trim it and then drops every destination.'),
  };
}
