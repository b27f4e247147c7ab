import { type Message, msg } from '../message.js';
import { policyId } from '../mtasts/policy.js';
import type { RuleId } from '../rules/catalogue.js';
import type { Finding, Fix } from '../rules/finding.js';
import { movedSpan, type Span, type SpanEdit } from '../span.js';
import { foreignStrings } from '../tlsrpt/foreignQuotes.js';
import { quotedOctets, typedUri, usualDestination } from '../tlsrpt/generate.js';
import { planInsert } from '../tlsrpt/insert.js';
import { intendedText, textOf } from '../tlsrpt/intended.js';
import { trim } from '../tlsrpt/space.js';
import type { ZoneView } from '../zone/model.js';
import { characterStrings } from '../zone/strings.js';
import { renameOwner } from './owner.js';
import { mayGo } from './removal.js';
import { goesOn } from './unclosed.js';
import { valueEdits } from './value.js';

type Fixer = (finding: Finding, zone: ZoneView) => readonly Fix[];

type Data = Readonly<Record<string, unknown>>;

const dataOf = (finding: Finding) => (finding.data ?? {}) as Data;

const one = (title: Message, start: unknown, end: unknown, newText: string): readonly Fix[] =>
  typeof start === 'number' && typeof end === 'number'
    ? [{ title, edits: [{ start, end, newText }], preferred: true }]
    : [];

const replaceByData: Fixer = (finding) => {
  const { replaceBy, replaceEnd } = dataOf(finding);
  return typeof replaceBy === 'string'
    ? one(msg('Change to {0}', replaceBy), finding.start, replaceEnd ?? finding.end, replaceBy)
    : [];
};

const removeSpan: Fixer = (finding) => one(msg('Remove it'), finding.start, finding.end, '');

const removeField: Fixer = (finding) => {
  const { removeStart, removeEnd } = dataOf(finding);
  return one(msg('Remove it'), removeStart, removeEnd ?? finding.end, '');
};

/** Moves a field, and the delimiter before it, to another place. */
function move(
  title: Message,
  { removeStart, removeEnd, insertAt, octets }: Data,
  written = (field: string) => `${field}; `,
): readonly Fix[] {
  const field = textOf(String(octets));
  const [insertion] = one(title, insertAt, insertAt, written(field ?? ''));
  const [removal] = one(title, removeStart, removeEnd, '');
  if (field === undefined || insertion === undefined || removal === undefined) return [];
  return [{ title, edits: [...insertion.edits, ...removal.edits], preferred: true }];
}

/** Typographic quotes around a destination, escaped: esbuild leaves regular expressions as they are, and the bundles are ASCII. */
const quotesAround = /^[\u201c\u201d\u201e\u00ab\u2018\u201a]|[\u201c\u201d\u00bb\u2019]$/g;

/** ASCII as it is written among ideographs. */
const fullWidth = /[\uff01-\uff5e]/g;

/** A string between other quotes, in those of a zone file. */
function quotedAgain({ start, end }: Span, zone: ZoneView): SpanEdit {
  const inner = { start: start + 1, end: end - 1, quoted: false, raw: zone.slice(start + 1, end - 1) };
  return { start, end, newText: quotedOctets(characterStrings({ rdata: [inner] }).octets) };
}

/** Quotes a value as it was meant. */
const quote: Fixer = (finding, zone) => {
  const entry = zone.entryAt(finding.start);
  if (entry?.kind !== 'record') return [];
  const { octets, start, end, spoiled } = intendedText(entry, zone);
  const title = msg('Quote the whole value');
  const written = spoiled === 'quotes' ? foreignStrings(zone.slice(start, end)) : undefined;
  if (written !== undefined && written.comments.length > 0) {
    // Comments between strings keep these apart.
    const edits = written.strings.map((string) => quotedAgain(movedSpan(string, start), zone));
    return written.isWhole ? [{ title, edits, preferred: true }] : [];
  }
  // What is left of the comment stays one.
  const isOpen = entry.tokens.some(({ kind }) => kind === 'open');
  const line = zone.slice(end, entry.end).split('\n', 1)[0] ?? '';
  // And a parenthesis in it closes again what is open.
  const rest = (isOpen ? /^[ \t]*[^ \t\r;)]/ : /^[ \t]*[^ \t\r;]/).test(line);
  const closing = rest && end > (entry.rdata.at(-1)?.end ?? end) ? ' ;' : '';
  return one(title, start, end, `${quotedOctets(trim(octets))}${closing}`);
};

/** The edits of a fix, in the spelling of the value that they are in. */
const inValue =
  (fixer: Fixer): Fixer =>
  (finding, zone) =>
    fixer(finding, zone).map((fix) => ({
      ...fix,
      edits: fix.edits.flatMap((edit) => valueEdits(zone, edit)),
    }));

/** Fixes that change what the value says. */
const valueFixes: Partial<Record<RuleId, Fixer>> = {
  'tlsrpt/version-missing': (finding) => {
    const { insertAt } = dataOf(finding);
    return one(msg('Insert v=TLSRPTv1;'), insertAt, insertAt, 'v=TLSRPTv1; ');
  },
  'tlsrpt/version-misspelled': replaceByData,
  'mtasts/version-misspelled': (finding) => {
    const { start, end, replaceBy } = dataOf(finding);
    return one(msg('Change to {0}', String(replaceBy)), start, end, String(replaceBy));
  },
  'tlsrpt/version-not-first': (finding) => {
    const { removeStart, removeEnd, insertAt } = dataOf(finding);
    return insertAt === undefined
      ? one(msg('Remove it'), removeStart, removeEnd, '')
      : move(msg('Move the version to the front'), dataOf(finding));
  },
  'tlsrpt/version-space': removeSpan,
  'tlsrpt/missing-delimiter': (finding) => {
    const { insertAt, isOther } = dataOf(finding);
    return isOther === true
      ? one(msg('Change to {0}', ';'), finding.start, finding.end, ';')
      : one(msg('Insert “;”'), insertAt, insertAt, ';');
  },
  'tlsrpt/bad-field': removeField,
  'tlsrpt/empty-field': (finding) => one(msg('Remove the empty field'), finding.start, finding.end, ''),
  'tlsrpt/space-around-equals': (finding) =>
    one(msg('Remove the white space'), finding.start, finding.end, '='),
  'tlsrpt/trailing-text': (finding, zone) => (dataOf(finding).keep === true ? [] : removeSpan(finding, zone)),
  'tlsrpt/rua-missing': (finding, zone) => {
    const { replaceBy, insertAt, lead, prefix, uri } = dataOf(finding);
    if (typeof prefix === 'string')
      return one(msg('Insert {0}', prefix), finding.start, finding.start, prefix);
    if (typeof replaceBy === 'string')
      return one(msg('Change to {0}', replaceBy), finding.start, finding.end, replaceBy);
    // None is invented where the one that was meant stands on the next line.
    if (goesOn(zone.entryAt(finding.start)?.end ?? zone.length, zone)) return [];
    return one(msg('Insert a destination'), insertAt, insertAt, `${String(lead)}rua=${String(uri)}`);
  },
  'tlsrpt/rua-empty': (finding) =>
    dataOf(finding).remove === true ? one(msg('Remove it'), finding.start, finding.end, '') : [],
  'tlsrpt/rua-scheme-missing': (finding) => {
    const { insertAt, prefix } = dataOf(finding);
    return one(msg('Insert {0}', String(prefix)), insertAt, insertAt, String(prefix));
  },
  'tlsrpt/rua-scheme-misspelled': replaceByData,
  'tlsrpt/rua-scheme-unsupported': replaceByData,
  'tlsrpt/rua-unencoded': replaceByData,
  'tlsrpt/rua-size-suffix': removeSpan,
  'tlsrpt/rua-separator': (finding) => one(msg('Change to {0}', ','), finding.start, finding.end, ','),
  'tlsrpt/rua-trailing-dot': removeSpan,
  'tlsrpt/rua-not-ascii': (finding) => {
    const written = textOf(String(dataOf(finding).text));
    if (written === undefined) return [];
    const uri = typedUri(
      written
        .replace(quotesAround, '')
        .replace(fullWidth, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
        .replace(/^http:/i, 'https:'),
    );
    // What is still none after that has another mistake.
    if (!/^(?:mailto:[^@]+@[\w.[\]:-]+|https:\/\/.+)$/.test(uri)) return [];
    return one(msg('Change to {0}', uri), finding.start, finding.end, uri);
  },
  'tlsrpt/rua-header-fields': removeSpan,
  'tlsrpt/rua-duplicate': (finding) => {
    const { removeStart } = dataOf(finding);
    return one(msg('Remove it'), removeStart, finding.end, '');
  },
  'tlsrpt/rua-repeated-field': (finding) => {
    const { mergeFrom, mergeEnd } = dataOf(finding);
    const title = msg('Merge it into the first rua field');
    return mergeFrom === undefined
      ? move(title, dataOf(finding), (uris) => `,${uris}`)
      : one(title, mergeFrom, mergeEnd, ',');
  },
  'tlsrpt/rua-not-second': (finding) => move(msg('Move rua behind the version'), dataOf(finding)),
  'tlsrpt/rua-space-in-list': removeSpan,
  'tlsrpt/rua-uppercase-scheme': replaceByData,
  'tlsrpt/dmarc-tag': removeField,
  'tlsrpt/unknown-field': (finding, zone) =>
    removeField(finding, zone).map((fix) => ({ ...fix, preferred: false })),
  'mtasts/id-missing': (finding) => {
    const { insertAt, closed } = dataOf(finding);
    return one(
      msg('Insert an id of the current time'),
      insertAt,
      insertAt,
      `${closed === true ? ' ' : '; '}id=${currentId()}`,
    );
  },
  'mtasts/id-invalid': (finding) => {
    const id = currentId();
    return one(
      msg('Replace it by an id of the current time'),
      finding.start,
      finding.end,
      dataOf(finding).whole === true ? `id=${id}` : id,
    );
  },
};

/** Fixes of how the value is written, of the owner, and of whole records. */
const recordFixes: Partial<Record<RuleId, Fixer>> = {
  'tlsrpt/unquoted-semicolon': quote,
  'tlsrpt/smart-quotes': quote,
  'mtasts/unquoted-semicolon': quote,
  'tlsrpt/multiple-records': (finding, zone) => {
    const { others } = dataOf(finding);
    if (!Array.isArray(others)) return [];
    const kept = zone.entryAt(finding.start);
    const edits = others.map(({ start, end }: Span): SpanEdit => ({ start, end, newText: '' }));
    const starts = edits.map(({ start }) => start);
    if (!mayGo(zone, starts, kept)) return [];
    if (kept?.kind === 'record' && kept.owner === undefined && kept.ownerName !== undefined) {
      // What it inherits its owner from may be among those that go.
      edits.push({ start: kept.start, end: kept.start, newText: kept.ownerName });
    }
    return [{ title: msg('Keep this record, and remove the others'), edits, preferred: false }];
  },
  'tlsrpt/missing-record': (finding, zone) => {
    const { domain } = dataOf(finding);
    if (typeof domain !== 'string') return [];
    const { edits } = planInsert(zone, { domain, rua: [usualDestination(domain)], replace: false });
    return [
      { title: msg('Insert a TLS-RPT record for {0}', domain.replace(/\.$/, '')), edits, preferred: true },
    ];
  },
  'tlsrpt/wrong-owner': renameOwner,
  'mtasts/wrong-owner': renameOwner,
  'mtasts/multiple-records': (finding, zone) => {
    const { start, end } = dataOf(finding);
    if (typeof start !== 'number' || !mayGo(zone, [start])) return [];
    // Nobody but its author knows which of them is the right one.
    return one(msg('Remove this record'), start, end, '').map((fix) => ({ ...fix, preferred: false }));
  },
  'tlsrpt/doubled-origin': (finding) => {
    const { strip } = dataOf(finding);
    const add = one(msg('Add the final dot'), finding.end, finding.end, '.');
    if (typeof strip !== 'string') return add;
    const relative = one(msg('Make it relative: {0}', strip), finding.start, finding.end, strip);
    return [...add, ...relative.map((fix) => ({ ...fix, preferred: false }))];
  },
  'tlsrpt/redundant-escape': (finding) =>
    one(msg('Remove the backslash'), finding.start, finding.start + 1, ''),
};

/** The fixes of the `tlsrpt/` and `mtasts/` rules, by rule. */
export const tlsrptFixes: Partial<Record<RuleId, Fixer>> = {
  ...recordFixes,
  ...Object.fromEntries(Object.entries(valueFixes).map(([rule, fixer]) => [rule, inValue(fixer)])),
};

/** The current UTC time in digits: the habit for an id (RFC 8461 section 3.1). */
const currentId = () => policyId(new Date());
