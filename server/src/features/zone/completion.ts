/** Completion in a zone file: directives, owners, TTLs, classes, types, names, and inside the TLS-RPT record. */
import { type Message, msg } from '../../message.js';
import { ruleIds } from '../../rules/catalogue.js';
import type { Span } from '../../span.js';
import type { Entry, RecordEntry, Token, ZoneView } from '../../zone/model.js';
import { ownerIn } from '../../zone/names.js';
import { formatNamed, formats, takesRest } from '../../zone/rdata/table.js';
import { type Mnemonic, mnemonics } from '../../zone/rrtypes.js';
import type { CompletionAnswer } from '../types.js';
import { directives } from './directives.js';
import { typeParts } from './hover.js';
import { policyRecordCompletions } from './policyRecord.js';
import { zoneSnippets } from './snippets.js';
import { valueCompletions } from './value.js';

/** So many names of a file are offered; more are no help. */
const mostNames = 500;

export interface CompletionOptions {
  /** Whether whole records are offered as snippets: not where the client brings its own. */
  readonly snippets: boolean;
}

export function zoneCompletions(
  zone: ZoneView,
  offset: number,
  options: CompletionOptions,
): CompletionAnswer[] {
  const entry = entryOn(zone, offset);
  const tokens = entry?.tokensAt(offset) ?? [];
  const comment = tokens.find(({ kind, start }) => kind === 'comment' && start < offset);
  const record = entry?.kind === 'record' ? entry : undefined;
  if (record !== undefined) {
    const inside = valueCompletions(zone, record, offset) ?? policyRecordCompletions(zone, record, offset);
    if (inside !== undefined) return inside;
  }
  if (comment !== undefined) return suppressionCompletions(zone, comment, offset);
  const word = wordAt(tokens, offset);
  if (entry === undefined || word.start === startOfLine(zone, offset)) {
    return ownerCompletions(zone, record, word, options);
  }
  if (entry.kind === 'directive') return [];
  if (record?.type === undefined || word.start <= record.type.start) return headCompletions(record, word);
  return rdataCompletions(zone, record, word);
}

/** The entry that is being typed: at the end of the file, or of a line, the one before. */
function entryOn(zone: ZoneView, offset: number): Entry | undefined {
  const entry = zone.entryAt(offset);
  if (entry !== undefined || offset === 0) return entry;
  const before = zone.entryAt(offset - 1);
  return /[\r\n]/.test(zone.slice(offset - 1, offset)) ? undefined : before;
}

function startOfLine(zone: ZoneView, offset: number): number {
  const text = zone.slice(Math.max(0, offset - 4096), offset);
  const line = /[^\r\n]*$/.exec(text)?.[0] ?? '';
  return offset - line.length;
}

function wordAt(tokens: readonly Token[], offset: number): Span {
  const token = tokens.find(({ kind }) => kind === 'word' || kind === 'string');
  return token ?? { start: offset, end: offset };
}

/** Rules in a comment that silences. */
function suppressionCompletions(zone: ZoneView, comment: Token, offset: number): CompletionAnswer[] {
  const typed = zone.slice(comment.start, offset);
  const word = /[^\s;,]*$/.exec(typed)?.[0] ?? '';
  const replace = { start: offset - word.length, end: offset };
  if (/tls-rpt-disable(?:-next-line|-line)?[\s,]/.test(typed)) {
    return ruleIds.map((id) => ({ label: id, kind: 'value', replace, newText: id }));
  }
  if (!/;\s*[\w-]*$/.test(typed)) return [];
  const keywords: readonly [string, Message][] = [
    ['tls-rpt-disable-line', msg('Silences rules on this line')],
    ['tls-rpt-disable-next-line', msg('Silences rules on the next line')],
    ['tls-rpt-disable', msg('Silences rules in the file')],
  ];
  return keywords.map(([label, detail]) => ({ label, kind: 'keyword', detail, replace, newText: label }));
}

const wellKnown: readonly { readonly owner: string; readonly detail: Message }[] = [
  { owner: '_smtp._tls', detail: msg('TLS reports (RFC 8460)') },
  { owner: '_mta-sts', detail: msg('The id of an MTA-STS policy (RFC 8461)') },
  { owner: '_dmarc', detail: msg('DMARC policy') },
];

function ownerCompletions(
  zone: ZoneView,
  record: RecordEntry | undefined,
  replace: Span,
  { snippets }: CompletionOptions,
): CompletionAnswer[] {
  const answers: CompletionAnswer[] = Object.entries(directives).map(([label, { meaning, snippet }]) => ({
    label,
    kind: 'keyword',
    documentation: [meaning],
    replace,
    // Behind a bare `$` a snippet takes it for a variable.
    newText: `\\${label}${snippet}`,
    snippet: true,
    sortText: `3${label}`,
  }));
  for (const { owner, detail } of wellKnown) {
    answers.push({ label: owner, kind: 'name', detail, replace, newText: owner, sortText: `0${owner}` });
  }
  answers.push({
    label: '@',
    kind: 'name',
    detail: msg('The origin itself'),
    replace,
    newText: '@',
    sortText: '1@',
  });
  const own = new Set(wellKnown.map(({ owner }) => owner).concat('@'));
  for (const name of namesOf(zone, replace.start, typedOwner(zone, record, replace))) {
    if (!own.has(name))
      answers.push({ label: name, kind: 'name', replace, newText: name, sortText: `2${name}` });
  }
  return snippets ? [...answers, ...zoneSnippets(zone, replace)] : answers;
}

/** The owner that is being typed, where no other line has it. */
function typedOwner(zone: ZoneView, record: RecordEntry | undefined, typed: Span): string | undefined {
  const owner = record?.ownerName;
  if (owner === undefined || record?.owner?.start !== typed.start) return undefined;
  const others = zone.recordsOf(owner).some((one) => one.owner !== undefined && one.start !== record.start);
  return others ? undefined : owner;
}

/** The owners of the file but for one, as they are written at an offset. */
function namesOf(zone: ZoneView, offset: number, without?: string): string[] {
  const origin = zone.originAt(offset);
  const names: string[] = [];
  for (const owner of zone.owners()) {
    if (owner === without) continue;
    names.push(ownerIn(owner, origin, false));
    if (names.length === mostNames) break;
  }
  return names;
}

/** After the owner: TTL, class and type, in any order. */
function headCompletions(record: RecordEntry | undefined, replace: Span): CompletionAnswer[] {
  const types = mnemonics.map(
    (label): CompletionAnswer => ({
      label,
      kind: 'type',
      ...(formats[label] && { documentation: typeParts(label) }),
      replace,
      newText: label,
      sortText: `${common.has(label) ? 1 : 2}${label}`,
    }),
  );
  const written = record?.class !== undefined && record.class.start !== replace.start;
  const internet: CompletionAnswer = {
    label: 'IN',
    kind: 'keyword',
    detail: msg('The class: the Internet'),
    replace,
    newText: 'IN',
    sortText: '0IN',
  };
  return written ? types : [internet, ...types];
}

const common: ReadonlySet<Mnemonic> = new Set<Mnemonic>([
  'A',
  'AAAA',
  'CAA',
  'CNAME',
  'HTTPS',
  'MX',
  'NS',
  'PTR',
  'SOA',
  'SRV',
  'TLSA',
  'TXT',
]);

/** Names where a name stands, types where a type stands. */
function rdataCompletions(zone: ZoneView, record: RecordEntry, replace: Span): CompletionAnswer[] {
  const fields = formatNamed(record.typeName)?.fields ?? [];
  const index = record.rdata.filter(({ end }) => end < replace.start).length;
  const last = fields.at(-1);
  const field = fields[index] ?? (last !== undefined && takesRest(last.kind) ? last : undefined);
  switch (field?.kind) {
    case 'name':
      return namesOf(zone, replace.start).map((name) => ({
        label: name,
        kind: 'name',
        replace,
        newText: name,
      }));
    case 'type':
      return mnemonics.map((label) => ({ label, kind: 'type', replace, newText: label }));
    default:
      return [];
  }
}
