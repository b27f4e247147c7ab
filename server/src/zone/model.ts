import type { Span } from '../span.js';

/**
 * What the rest of the server sees of a zone file. Offsets are absolute in the document, in UTF-16 units. Entries are
 * made when somebody asks for them: the parser itself keeps numbers (see `document.ts`).
 */
export interface ZoneView {
  /** Length of the text in UTF-16 units. */
  readonly length: number;
  /** The text of a stretch. */
  slice(start: number, end: number): string;
  /** The origin before the first line, absolute with its final dot; undefined where nobody knows it. */
  readonly origin: string | undefined;
  /** The zone's own name: the owner of the first SOA; undefined in a fragment (a file without an SOA). */
  readonly apex: string | undefined;
  /** The default for an absent class. */
  readonly zoneClass: 'IN' | 'CH' | 'HS';
  /** The entry that holds an offset, its line break included. */
  entryAt(offset: number): Entry | undefined;
  /** The origin at the line of an offset, absolute with its final dot; undefined where nobody knows it. */
  originAt(offset: number): string | undefined;
  /** The entries in file order, those that touch the span where one is given. */
  entries(span?: Span): Iterable<Entry>;
  /** The records of an owner (absolute name, any case) that have a type, in file order. Does not expand $GENERATE or $INCLUDE. */
  recordsOf(owner: string): readonly RecordEntry[];
  /** The names that own records, as first written but absolute where possible, in file order, each once. */
  owners(): Iterable<string>;
}

export type TokenKind = 'space' | 'newline' | 'comment' | 'open' | 'close' | 'word' | 'string';

/** A token. Joined, the tokens of a file are its text: every character belongs to exactly one. */
export interface Token extends Span {
  readonly kind: TokenKind;
}

export type Entry = RecordEntry | DirectiveEntry | BlankEntry;

interface EntryBase extends Span {
  /** All tokens of the entry, white space and comments too. The last is its line break, where it has one. */
  readonly tokens: readonly Token[];
  /** The tokens that are at an offset or end or begin there. None of the others is made: a line of a megabyte may have a million. */
  tokensAt(offset: number): readonly Token[];
}

/** A line with no record: empty, white space, or comments. */
export interface BlankEntry extends EntryBase {
  readonly kind: 'blank';
}

/** `$ORIGIN`, `$TTL`, `$INCLUDE`, `$GENERATE`, or an unknown one. */
export interface DirectiveEntry extends EntryBase {
  readonly kind: 'directive';
  /** Upper case, with the `$`. */
  readonly name: string;
  readonly keyword: Span;
  readonly arguments: readonly Field[];
}

/** A word or quoted string as written, quotes included in the span. */
export interface Field extends Span {
  readonly quoted: boolean;
  /** The text as written, quotes included. */
  readonly raw: string;
}

/** A record, or what is there of one: error-tolerant, so everything but the span may be absent. */
export interface RecordEntry extends EntryBase {
  readonly kind: 'record';
  /** Whether a `$GENERATE` makes it: its fields stand where the directive has what makes them. */
  readonly isGenerated: boolean;
  /** The owner as written; undefined where the line starts with white space and inherits the owner before it. */
  readonly owner: Field | undefined;
  /**
   * The owner's name in canonical presentation form, case as written: absolute with its final dot, or without one
   * where the origin is unknown. Undefined where there is none to inherit, or it is no name.
   */
  readonly ownerName: string | undefined;
  readonly ttl: Field | undefined;
  /** The TTL in effect, in seconds, and where it comes from; undefined where there is none. */
  readonly effectiveTtl:
    | { readonly seconds: number; readonly from: 'record' | 'directive' | 'previous' | 'soa' }
    | undefined;
  readonly class: Field | undefined;
  readonly type: Field | undefined;
  /** The RR type's mnemonic in upper case (`TYPE65280` for an unknown one); undefined where it is missing or no type. */
  readonly typeName: string | undefined;
  /** The RR type's number, -1 where `typeName` is undefined. */
  readonly typeCode: number;
  /** The fields after the type, as written. */
  readonly rdata: readonly Field[];
  /** The origin in effect at this entry, absolute; undefined where unknown. */
  readonly origin: string | undefined;
}

/** Character-strings of an entry, decoded and joined, with the way back to the source. */
export interface MappedText {
  /** One character per octet (code 0 to 255): escapes decoded, non-ASCII as UTF-8 octets, strings joined without spaces. */
  readonly octets: string;
  /** The source offset at which the octet is written; for `octets.length` the end of the last one. */
  startOf(octet: number): number;
  /** The source offset at which the spelling of the octet ends (exclusive). */
  endOf(octet: number): number;
  /** The index of the first octet of each string, in order. */
  readonly stringStarts: readonly number[];
}
