import { tokenize, tokensTouching } from './lexer.js';
import type { BlankEntry, DirectiveEntry, Entry, Field, RecordEntry, Token } from './model.js';

/** Where an entry stands: its chunk's text, its place there, and the chunk's offset in the document. */
export interface Place {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly base: number;
}

/** An entry as an object. Its tokens, which few ask for, are worked out once. */
abstract class Node {
  readonly start: number;
  readonly end: number;
  readonly #place: Place;
  #tokens: readonly Token[] | undefined;

  constructor(place: Place) {
    this.start = place.base + place.start;
    this.end = place.base + place.end;
    this.#place = place;
  }

  get tokens(): readonly Token[] {
    const { text, start, end, base } = this.#place;
    this.#tokens ??= tokenize(text, start, end, base);
    return this.#tokens;
  }

  tokensAt(offset: number): Token[] {
    const { text, start, end, base } = this.#place;
    return tokensTouching(text.slice(start, end), base + start, offset);
  }

  /** The place, further on by so many characters. */
  protected placeMoved(by: number): Place {
    return { ...this.#place, base: this.#place.base + by };
  }

  abstract moved(by: number): Entry;
}

export class BlankNode extends Node implements BlankEntry {
  readonly kind = 'blank';

  moved(by: number): BlankNode {
    return new BlankNode(this.placeMoved(by));
  }
}

export class DirectiveNode extends Node implements DirectiveEntry {
  readonly kind = 'directive';
  readonly name: string;
  readonly keyword: Field;
  readonly arguments: readonly Field[];

  constructor(place: Place, [keyword, ...rest]: readonly [Field, ...Field[]]) {
    super(place);
    this.name = keyword.raw.toUpperCase();
    this.keyword = keyword;
    this.arguments = rest;
  }

  moved(by: number): DirectiveNode {
    const rest = this.arguments.map((field) => movedField(field, by));
    return new DirectiveNode(this.placeMoved(by), [movedField(this.keyword, by), ...rest]);
  }
}

type RecordParts = Omit<RecordEntry, keyof Node | 'kind' | 'isGenerated'>;

export class RecordNode extends Node implements RecordEntry {
  readonly kind = 'record';
  readonly isGenerated: boolean = false;
  readonly owner: RecordEntry['owner'];
  readonly ownerName: RecordEntry['ownerName'];
  readonly ttl: RecordEntry['ttl'];
  readonly effectiveTtl: RecordEntry['effectiveTtl'];
  readonly class: RecordEntry['class'];
  readonly type: RecordEntry['type'];
  readonly typeName: RecordEntry['typeName'];
  readonly typeCode: RecordEntry['typeCode'];
  readonly rdata: RecordEntry['rdata'];
  readonly origin: RecordEntry['origin'];

  constructor(place: Place, parts: RecordParts) {
    super(place);
    this.owner = parts.owner;
    this.ownerName = parts.ownerName;
    this.ttl = parts.ttl;
    this.effectiveTtl = parts.effectiveTtl;
    this.class = parts.class;
    this.type = parts.type;
    this.typeName = parts.typeName;
    this.typeCode = parts.typeCode;
    this.rdata = parts.rdata;
    this.origin = parts.origin;
  }

  moved(by: number): RecordNode {
    const { owner, ttl, class: ownClass, type, rdata } = this;
    return new RecordNode(this.placeMoved(by), {
      ownerName: this.ownerName,
      effectiveTtl: this.effectiveTtl,
      typeName: this.typeName,
      typeCode: this.typeCode,
      origin: this.origin,
      owner: owner && movedField(owner, by),
      ttl: ttl && movedField(ttl, by),
      class: ownClass && movedField(ownClass, by),
      type: type && movedField(type, by),
      rdata: rdata.map((field) => movedField(field, by)),
    });
  }
}

/** A record that a `$GENERATE` makes. */
export class GeneratedNode extends RecordNode {
  override readonly isGenerated = true;
}

export type EntryNode = BlankNode | DirectiveNode | RecordNode;

const movedField = ({ start, end, quoted, raw }: Field, by: number): Field => ({
  start: start + by,
  end: end + by,
  quoted,
  raw,
});
