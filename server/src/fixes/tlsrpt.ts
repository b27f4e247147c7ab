import { type Message, msg } from '../message.js';
import { policyId } from '../mtasts/policy.js';
import type { RuleId } from '../rules/catalogue.js';
import type { Finding, Fix } from '../rules/finding.js';
import { recordUri, usualDestination } from '../tlsrpt/generate.js';
import { planInsert } from '../tlsrpt/insert.js';
import type { ZoneView } from '../zone/model.js';

type Fixer = (finding: Finding, zone: ZoneView) => readonly Fix[];

type Data = Readonly<Record<string, unknown>>;

const dataOf = (finding: Finding) => (finding.data ?? {}) as Data;

const one = (title: Message, start: unknown, end: unknown, newText: string): readonly Fix[] =>
  typeof start === 'number' && typeof end === 'number'
    ? [{ title, edits: [{ start, end, newText }], preferred: true }]
    : [];

const replaceByData: Fixer = (finding) => {
  const { replaceBy } = dataOf(finding);
  return typeof replaceBy === 'string'
    ? one(msg('Change to {0}', replaceBy), finding.start, finding.end, replaceBy)
    : [];
};

const removeSpan: Fixer = (finding) => one(msg('Remove it'), finding.start, finding.end, '');

const removeField: Fixer = (finding) => {
  const { removeStart, removeEnd } = dataOf(finding);
  return one(msg('Remove it'), removeStart, removeEnd ?? finding.end, '');
};

/** Quotes a value: straight quotes inside go, foreign ones too. */
const quote: Fixer = (finding, zone) => {
  const { quoteStart, quoteEnd } = dataOf(finding);
  if (typeof quoteStart !== 'number' || typeof quoteEnd !== 'number') return [];
  const value = zone
    .slice(quoteStart, quoteEnd)
    .replace(/["“”„‟«»‘’‚‛'`´]/g, '')
    .replace(/\\;/g, ';')
    .trim();
  return one(msg('Quote the whole value'), quoteStart, quoteEnd, `"${value}"`);
};

/** The fixes of the `tlsrpt/` rules, by rule. */
export const tlsrptFixes: Partial<Record<RuleId, Fixer>> = {
  'tlsrpt/unquoted-semicolon': quote,
  'tlsrpt/smart-quotes': quote,
  'mtasts/unquoted-semicolon': quote,
  'tlsrpt/version-missing': (finding) => {
    const { insertAt } = dataOf(finding);
    return one(msg('Insert v=TLSRPTv1;'), insertAt, insertAt, 'v=TLSRPTv1; ');
  },
  'tlsrpt/version-misspelled': replaceByData,
  'mtasts/version-misspelled': replaceByData,
  'tlsrpt/version-not-first': (finding) => {
    const { removeStart, removeEnd, insertAt, text } = dataOf(finding);
    if (typeof removeStart !== 'number' || typeof removeEnd !== 'number') return [];
    if (typeof insertAt !== 'number') return one(msg('Remove the white space'), removeStart, removeEnd, '');
    return [
      {
        title: msg('Move the version to the front'),
        edits: [
          { start: insertAt, end: insertAt, newText: `${String(text)}; ` },
          { start: removeStart, end: removeEnd, newText: '' },
        ],
        preferred: true,
      },
    ];
  },
  'tlsrpt/version-space': removeSpan,
  'tlsrpt/missing-delimiter': (finding, zone) => {
    const { insertAt } = dataOf(finding);
    if (zone.slice(finding.start, finding.end) === ',')
      return one(msg('Change to {0}', ';'), finding.start, finding.end, ';');
    return typeof insertAt === 'number' ? insertDelimiter(insertAt, zone) : [];
  },
  'tlsrpt/empty-field': (finding) => one(msg('Remove the empty field'), finding.start, finding.end, ''),
  'tlsrpt/space-around-equals': (finding) =>
    one(msg('Remove the white space'), finding.start, finding.end, '='),
  'tlsrpt/trailing-text': removeSpan,
  'tlsrpt/rua-missing': (finding) => {
    const { replaceBy, insertAt, closed, prefix } = dataOf(finding);
    if (typeof prefix === 'string')
      return one(msg('Insert {0}', prefix), finding.start, finding.start, prefix);
    if (typeof replaceBy === 'string')
      return one(msg('Change to {0}', replaceBy), finding.start, finding.end, replaceBy);
    return one(
      msg('Insert a destination'),
      insertAt,
      insertAt,
      `${closed === true ? ' ' : '; '}rua=mailto:tls-reports@example.com`,
    );
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
  'tlsrpt/rua-not-ascii': (finding, zone) => {
    const written = zone.slice(finding.start, finding.end);
    const uri = recordUri(written);
    return uri === written ? [] : one(msg('Change to {0}', uri), finding.start, finding.end, uri);
  },
  'tlsrpt/rua-header-fields': removeSpan,
  'tlsrpt/rua-duplicate': (finding) => {
    const { removeStart } = dataOf(finding);
    return one(msg('Remove it'), removeStart, finding.end, '');
  },
  'tlsrpt/rua-repeated-field': (finding) => {
    const { mergeFrom, mergeEnd } = dataOf(finding);
    return one(msg('Merge it into the first rua field'), mergeFrom, mergeEnd, ',');
  },
  'tlsrpt/rua-not-second': (finding, zone) => {
    const { moveStart, moveEnd, toStart } = dataOf(finding);
    if (typeof moveStart !== 'number' || typeof moveEnd !== 'number' || typeof toStart !== 'number')
      return [];
    const field = zone.slice(moveStart, moveEnd);
    const before = zone.slice(toStart, moveStart);
    const delimiter = /[ \t]*;[ \t]*$/.exec(before)?.[0] ?? '; ';
    return [
      {
        title: msg('Move rua behind the version'),
        edits: [
          {
            start: toStart,
            end: moveEnd,
            newText: field + delimiter + before.slice(0, before.length - delimiter.length),
          },
        ],
        preferred: true,
      },
    ];
  },
  'tlsrpt/rua-space-in-list': removeSpan,
  'tlsrpt/rua-uppercase-scheme': replaceByData,
  'tlsrpt/dmarc-tag': removeField,
  'tlsrpt/unknown-field': (finding, zone) =>
    removeField(finding, zone).map((fix) => ({ ...fix, preferred: false })),
  'tlsrpt/multiple-records': (finding, zone) => {
    const { others } = dataOf(finding);
    if (!Array.isArray(others)) return [];
    const edits = others.map(({ start, end }: { start: number; end: number }) => ({
      start,
      end,
      newText: '',
    }));
    const kept = zone.entryAt(finding.start);
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
    return [{ title: msg('Insert a TLS-RPT record for {0}', domain), edits, preferred: true }];
  },
  'tlsrpt/wrong-owner': replaceByData,
  'mtasts/wrong-owner': replaceByData,
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
  'mtasts/multiple-records': (finding) => {
    const { start, end } = dataOf(finding);
    return one(msg('Remove this record'), start, end, '');
  },
  'tlsrpt/doubled-origin': (finding) => {
    const { strip } = dataOf(finding);
    const add = one(msg('Add the final dot'), finding.end, finding.end, '.');
    const relative = one(
      msg('Make it relative: {0}', String(strip)),
      finding.start,
      finding.end,
      String(strip),
    );
    return [...add, ...relative.map((fix) => ({ ...fix, preferred: false }))];
  },
  'tlsrpt/redundant-escape': (finding) =>
    one(msg('Remove the backslash'), finding.start, finding.start + 1, ''),
};

/** A `;` where a field ends: within the string before, where a string boundary lies between. */
function insertDelimiter(at: number, zone: ZoneView): readonly Fix[] {
  // The place may be given as the start of the next string: then the string before ends with its quote.
  const before = /"([ \t\r\n]*)"$/.exec(zone.slice(Math.max(0, at - 200), at));
  const place = before === null ? at : at - before[0].length;
  return one(msg('Insert “;”'), place, place, ';');
}

/** The current UTC time in digits: the habit for an id (RFC 8461 section 3.1). */
const currentId = () => policyId(new Date());
