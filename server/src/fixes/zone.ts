import { msg } from '../message.js';
import { inQuotes } from '../quotes.js';
import type { RuleId } from '../rules/catalogue.js';
import type { Finding, Fix } from '../rules/finding.js';
import type { SpanEdit } from '../span.js';
import type { ZoneView } from '../zone/model.js';
import { decodeOne } from '../zone/strings.js';
import { mayGo } from './removal.js';
import { closeString } from './unclosed.js';

type Fixer = (finding: Finding, zone: ZoneView) => readonly Fix[];

const data = (finding: Finding) => (finding.data ?? {}) as Readonly<Record<string, unknown>>;

const text = (value: unknown) => (typeof value === 'string' ? value : undefined);

const offset = (value: unknown) => (typeof value === 'number' ? value : undefined);

const replace = ({ start, end }: Finding, newText: string): Fix => ({
  title: msg('Change to {0}', newText),
  edits: [{ start, end, newText }],
  preferred: true,
});

/** Replaces what was misspelled by the nearest word that exists. */
const didYouMean: Fixer = (finding) => {
  const near = text(data(finding).near);
  return near === undefined ? [] : [replace(finding, near)];
};

/** Longest line whose end is looked for, in UTF-16 units. */
const longestLine = 4096;

/** Longest TTL that somebody wrote for one, in UTF-16 units. */
const longestTtl = 100;

/** A line break as the last one before a finding. */
const lineBreakBefore = ({ start }: Finding, zone: ZoneView) =>
  /\r\n[^\n]*$/.test(zone.slice(Math.max(0, start - longestLine), start)) ? '\r\n' : '\n';

/** So many entries from the first record on are looked at for an SOA. */
const mostBeforeSoa = 100;

/** The line break of the line that begins at a place. */
const lineBreakNear = (at: number, zone: ZoneView) =>
  /^[^\n]*\r\n/.test(zone.slice(at, at + longestLine)) ? '\r\n' : '\n';

/** The line break that a directive needs, where it stands in the last line of a file and has none. */
function missingEnd(finding: Finding, zone: ZoneView): readonly SpanEdit[] {
  const { end } = finding;
  const rest = zone.slice(end, end + longestLine);
  if (rest.length === longestLine || /[\r\n]/.test(rest)) return [];
  const at = end + rest.length;
  return [{ start: at, end: at, newText: lineBreakBefore(finding, zone) }];
}

/** Fixes of the `zone/` rules, by rule. */
export const zoneFixes: Partial<Record<RuleId, Fixer>> = {
  'zone/unterminated-string': closeString,
  'zone/unknown-directive': (finding, zone) => {
    const end = missingEnd(finding, zone);
    if (data(finding).unindent !== true)
      return didYouMean(finding, zone).map((fix) => ({ ...fix, edits: [...fix.edits, ...end] }));
    const entry = zone.entryAt(finding.start);
    if (entry === undefined) return [];
    return [
      {
        title: msg('Move the directive to the start of its line'),
        edits: [{ start: entry.start, end: finding.start, newText: '' }, ...end],
        preferred: true,
      },
    ];
  },
  'zone/bad-escape': (finding, zone) => {
    if (data(finding).join !== true) return [];
    const gap = /^\r?\n[ \t]+(?=["\w])/.exec(zone.slice(finding.end, finding.end + 200))?.[0];
    return gap === undefined
      ? []
      : [
          {
            title: msg('Join the lines'),
            edits: [{ start: finding.start, end: finding.end + gap.length, newText: '' }],
            preferred: true,
          },
        ];
  },
  'zone/unknown-type': (finding, zone) => {
    const at = offset(data(finding).indentAt);
    if (at === undefined) {
      // A space that is none may have stood between the type and a string.
      const gap = zone.slice(finding.end, finding.end + 1) === '"' ? ' ' : '';
      return didYouMean(finding, zone).map((fix) => ({
        ...fix,
        edits: fix.edits.map((edit) => ({ ...edit, newText: `${edit.newText}${gap}` })),
      }));
    }
    return [
      { title: msg('Indent the line'), edits: [{ start: at, end: at, newText: '\t' }], preferred: false },
    ];
  },
  'config/unknown-rule': didYouMean,
  'zone/bad-directive': (finding, zone) => {
    const { breakAt } = data(finding);
    if (typeof breakAt === 'number') {
      return [
        {
          title: msg('End the line'),
          edits: [{ start: breakAt, end: breakAt, newText: lineBreakBefore(finding, zone) }],
          preferred: true,
        },
      ];
    }
    const unquoted = text(data(finding).unquoted);
    if (unquoted !== undefined) return /^[^\s"();]+$/.test(unquoted) ? [replace(finding, unquoted)] : [];
    const from = offset(data(finding).removeFrom);
    if (from === undefined) return [];
    return [
      {
        title: msg('Remove the rest'),
        edits: [{ start: from, end: finding.end, newText: '' }],
        preferred: true,
      },
    ];
  },
  'zone/class-mismatch': (finding, zone) => {
    const zoneClass = text(data(finding).zoneClass);
    if (zoneClass !== undefined) return [replace(finding, zoneClass)];
    let end = finding.end;
    while (/[ \t]/.test(zone.slice(end, end + 1))) end++;
    return [
      {
        title: msg('Remove the second class'),
        edits: [{ start: finding.start, end, newText: '' }],
        preferred: true,
      },
    ];
  },
  'zone/missing-ttl': (_, zone) => {
    let at: number | undefined;
    let seconds = '3600';
    let looked = 0;
    for (const entry of zone.entries()) {
      if (entry.kind === 'record' || (entry.kind === 'directive' && entry.name === '$GENERATE'))
        at ??= entry.start;
      // What BIND takes for an SOA that has none is what the zone's records are served with.
      if (entry.kind === 'record' && entry.typeName === 'SOA') {
        if (entry.effectiveTtl?.from === 'soa') seconds = String(entry.effectiveTtl.seconds);
        break;
      }
      // It stands near the top, or nowhere.
      if (at !== undefined && ++looked === mostBeforeSoa) break;
    }
    at ??= 0;
    return [
      {
        title: msg('Insert $TTL {0} before the first record', seconds),
        edits: [{ start: at, end: at, newText: `$TTL ${seconds}${lineBreakNear(at, zone)}` }],
        preferred: true,
      },
    ];
  },
  'zone/rrset-ttl-mismatch': (finding) => {
    const { ttl, start, end, insertAt } = data(finding);
    const first = text(ttl);
    if (first === undefined) return [];
    const title = msg('Set the TTL to {0}, as BIND serves it', first);
    if (typeof start === 'number' && typeof end === 'number') {
      return [{ title, edits: [{ start, end, newText: first }], preferred: true }];
    }
    const at = offset(insertAt);
    return at === undefined
      ? []
      : [{ title, edits: [{ start: at, end: at, newText: `${first} ` }], preferred: true }];
  },
  'zone/duplicate-record': (finding, zone) => {
    const { start, end } = data(finding);
    if (typeof start !== 'number' || typeof end !== 'number' || !mayGo(zone, [start])) return [];
    return [
      { title: msg('Remove the second record'), edits: [{ start, end, newText: '' }], preferred: true },
    ];
  },
  'zone/missing-trailing-dot': (finding) => {
    const strip = text(data(finding).strip);
    const add: Fix = {
      title: msg('Add the final dot'),
      edits: [{ start: finding.end, end: finding.end, newText: '.' }],
      preferred: true,
    };
    if (strip === undefined) return [add];
    return [
      add,
      {
        title: msg('Make it relative: {0}', strip),
        edits: [{ start: finding.start, end: finding.end, newText: strip }],
        preferred: false,
      },
    ];
  },
  // Where there is one NUL there are many: the file is none that can be mended by taking them out.
  'zone/invalid-encoding': ({ severity, start, end }, zone) =>
    severity === 'error' && zone.slice(start, end) === '\0'
      ? []
      : [
          {
            title: msg('Remove the invisible character'),
            edits: [{ start, end, newText: '' }],
            preferred: true,
          },
        ],
  'zone/bad-ttl': (finding, zone) => {
    const written = zone.slice(finding.start, finding.end);
    if (written.length > longestTtl || !/^(?:\d+[wdhms])+\d+$/i.test(written)) return [];
    const units = 'wdhms';
    const last = written.match(/[wdhms](?=\d+$)/i)?.[0].toLowerCase() ?? 's';
    const unit = units[units.indexOf(last) + 1] ?? 's';
    return [{ ...replace(finding, `${written}${unit}`), preferred: false }];
  },
  'zone/string-too-long': (finding, zone) => {
    // Where one string stands for one field, a second would be too many.
    if (data(finding).splits !== true) return [];
    const raw = zone.slice(finding.start, finding.end);
    const quoted = raw.startsWith('"');
    const inner = quoted ? inQuotes(raw) : raw;
    const edits: { start: number; end: number; newText: string }[] = [];
    let octets = 0;
    for (let i = 0; i < inner.length; ) {
      const { value, width } = decodeOne(inner, i, inner.length);
      if (octets + value.length > 255) {
        const at = finding.start + i + (quoted ? 1 : 0);
        edits.push({ start: at, end: at, newText: quoted ? '" "' : ' ' });
        octets = 0;
      }
      octets += value.length;
      i += width;
    }
    return [{ title: msg('Split it into strings of at most 255 octets'), edits, preferred: true }];
  },
  'zone/extra-rdata': (finding, zone) => {
    const rest = zone.entryAt(finding.start)?.tokens.filter(({ start }) => start >= finding.start) ?? [];
    // The comment would swallow a parenthesis.
    if (rest.some(({ kind }) => kind === 'open' || kind === 'close')) return [];
    return [
      {
        title: msg('Make a comment of the rest'),
        edits: [{ start: finding.start, end: finding.start, newText: '; ' }],
        preferred: false,
      },
    ];
  },
  'zone/origin-unknown': (_, zone) => [
    {
      title: msg('Insert $ORIGIN at the top of the file'),
      edits: [{ start: 0, end: 0, newText: `$ORIGIN example.com.${lineBreakNear(0, zone)}` }],
      preferred: false,
    },
  ],
};

/** The ways to mend a finding of a zone file. */
export function fixesOfZone(
  finding: Finding,
  zone: ZoneView,
  tables: readonly Partial<Record<RuleId, Fixer>>[],
): readonly Fix[] {
  for (const table of tables) {
    const fixer = table[finding.rule];
    if (fixer !== undefined) return fixer(finding, zone);
  }
  return [];
}
