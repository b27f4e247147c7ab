/** Semantic tokens of a zone file: what each word is, and the fields within the value of a TLS-RPT record. */
import type { Span } from '../../span.js';
import { isTooLong, sourceSpan } from '../../tlsrpt/intended.js';
import { partsOf, type ValuePart } from '../../tlsrpt/parts.js';
import type { ZoneDocument } from '../../zone/document.js';
import type { DirectiveEntry, Field, RecordEntry, ZoneView } from '../../zone/model.js';
import { type FieldKind, formatOf } from '../../zone/rdata/table.js';
import { mnemonics } from '../../zone/rrtypes.js';
import { directives } from './directives.js';
import { reportValue } from './reportValue.js';

/** Token types of LSP: owners are `class`, other names `variable`, classes `modifier`, fields of TLS-RPT `parameter`. */
export const tokenTypes = [
  'comment',
  'keyword',
  'class',
  'variable',
  'number',
  'modifier',
  'type',
  'string',
  'parameter',
  'operator',
] as const;

/** `declaration`: an owner. `readonly`: a destination of reports, which is a `variable`. */
export const tokenModifiers = ['declaration', 'readonly'] as const;

export type TokenType = (typeof tokenTypes)[number];

export interface SemanticToken extends Span {
  readonly type: TokenType;
  readonly modifier?: (typeof tokenModifiers)[number];
}

/** The tokens of the entries that touch a span, or of all, in order. They may go over lines' ends, in strings. */
export function* semanticTokens(zone: ZoneDocument, span?: Span): Generator<SemanticToken> {
  for (const entry of zone.entries(span)) {
    if (span !== undefined && entry.end <= span.start) continue;
    const tokens: SemanticToken[] = [];
    if (entry.kind === 'directive') addDirective(tokens, entry);
    else if (entry.kind === 'record') addRecord(tokens, zone, entry);
    // Few entries have one, and only these are read again for it.
    if (zone.slice(entry.start, entry.end).includes(';')) {
      for (const part of entry.tokens) if (part.kind === 'comment') tokens.push(token(part, 'comment'));
    }
    yield* tokens.sort((one, other) => one.start - other.start);
  }
}

const token = ({ start, end }: Span, type: TokenType): SemanticToken => ({ start, end, type });

function addDirective(to: SemanticToken[], { name, keyword, arguments: fields }: DirectiveEntry): void {
  if (directives[name] === undefined) return;
  to.push(token(keyword, 'keyword'));
  for (const [index, field] of fields.entries()) to.push(token(field, argumentType(name, index, field.raw)));
}

const types: ReadonlySet<string> = new Set(mnemonics);

function argumentType(directive: string, index: number, raw: string): TokenType {
  switch (directive) {
    case '$ORIGIN':
      return 'variable';
    case '$TTL':
      return 'number';
    case '$INCLUDE':
      return index === 0 ? 'string' : 'variable';
    default:
      if (index === 0) return 'number';
      if (index === 1) return 'class';
      return types.has(raw.toUpperCase()) ? 'type' : 'string';
  }
}

function addRecord(to: SemanticToken[], zone: ZoneView, record: RecordEntry): void {
  const { owner, ttl, class: ownClass, type, typeName, typeCode, rdata } = record;
  if (owner !== undefined) to.push({ ...token(owner, 'class'), modifier: 'declaration' });
  if (ttl !== undefined) to.push(token(ttl, 'number'));
  if (ownClass !== undefined) to.push(token(ownClass, 'modifier'));
  if (type === undefined || typeName === undefined) return;
  to.push(token(type, 'type'));
  const marks = valueMarks(zone, record);
  const fields = rdata[0]?.raw === '\\#' ? [] : (formatOf(typeCode)?.fields ?? []);
  for (const [index, field] of rdata.entries()) {
    const kind = (fields[index] ?? fields.at(-1))?.kind;
    if (marks === undefined) to.push(token(field, fieldType(kind, field.quoted, field.raw)));
    else addCut(to, field, marks);
  }
}

function fieldType(kind: FieldKind | undefined, quoted: boolean, raw: string): TokenType {
  switch (kind) {
    case 'name':
    case 'names':
    case 'quotableName':
      return 'variable';
    case 'type':
    case 'types':
    case 'optionalTypes':
    case 'oldTypes':
      return quoted ? 'string' : 'type';
    case 'ipv4':
    case 'ipv6':
    case 'ttl':
      return quoted ? 'string' : 'number';
    case 'string':
    case 'strings':
      return 'string';
    default:
      return !quoted && /^\d+$/.test(raw) ? 'number' : 'string';
  }
}

/** The parts of a TLS-RPT record's value, where they are written; not of what is too long to be one. */
function valueMarks(zone: ZoneView, record: RecordEntry): SemanticToken[] | undefined {
  if (isTooLong(record)) return undefined;
  const value = reportValue(zone, record);
  return (
    value &&
    partsOf(value.octets)
      .flatMap(partMarks)
      .map((mark) => ({ ...mark, ...sourceSpan(value, mark.start, mark.end) }))
  );
}

/** A string cut at the marks that lie in it. What stands behind an unquoted `;` is in none: it stays a comment. */
function addCut(to: SemanticToken[], { start, end, quoted }: Field, marks: readonly SemanticToken[]): void {
  const quote = quoted ? 1 : 0;
  let at = start;
  for (const mark of marks) {
    const from = Math.max(at, start + quote, mark.start);
    const until = Math.min(end - quote, mark.end);
    if (from >= until) continue;
    if (from > at) to.push(token({ start: at, end: from }, 'string'));
    to.push({ ...mark, start: from, end: until });
    at = until;
  }
  if (at < end) to.push(token({ start: at, end }, 'string'));
}

/** A part as tokens; the spans count decoded octets. */
function partMarks({ kind, start, end, text }: ValuePart): SemanticToken[] {
  switch (kind) {
    case 'rua':
      return [{ start, end, type: 'parameter' }];
    case 'uri':
      return [{ start, end, type: 'variable', modifier: 'readonly' }];
    default: {
      const name = /^\w+(?=[ \t]*=)/.exec(text)?.[0].length ?? 0;
      const equals = start + text.indexOf('=');
      if (name === 0) return [];
      return [
        { start, end: start + name, type: 'parameter' },
        { start: equals, end: equals + 1, type: 'operator' },
        ...(kind === 'version' ? [{ start: equals + 1, end, type: 'keyword' as const }] : []),
      ];
    }
  }
}
