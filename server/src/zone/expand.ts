/** A zone file as a name server holds it: one record a line, `$INCLUDE` and `$GENERATE` carried out. */
import { lastNotAfter, lineStarts } from '../lines.js';
import { figure, type Message, msg } from '../message.js';
import type { Span } from '../span.js';
import type { Steps } from '../steps.js';
import { isInside, isTaken } from './apex.js';
import { endsItsLine, isDate, isMisquoted } from './directive.js';
import { FieldList } from './fields.js';
import { readGenerated, readRange, templateOf, wordOf } from './generate.js';
import { RecordHead, readHead } from './head.js';
import { deepest, includedName, noInclude, type ReadInclude, type ZoneSource } from './includes.js';
import { EntryScan, readEntry } from './lexer.js';
import { Loading, type Refuse } from './loading.js';
import { hasBareNul } from './looks.js';
import { namesAddress } from './rdata/check.js';
import { fieldOk, RdataInput } from './rdata/input.js';
import { readName, wireOfName } from './rdata/kinds/names.js';
import { readRdata } from './rdata/read.js';
import { type ExpandedRecord, lower, RRsets } from './rrsets.js';
import { limitTtl, originOf, ZoneState } from './state.js';
import { readTtl } from './ttl.js';

const DOLLAR = 36;
const NS = 2;
/** So many records `$GENERATE`s may make in all, unless somebody says otherwise: more are a mistake of the author. */
const mostGenerated = 1_000_000;
/** So many files may be included, each counted as often as it is named. */
const mostIncluded = 10_000;

/** Why a name server refuses the zone, at a place of a file. */
export interface Refusal extends Span {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly message: Message;
}

export interface Expansion {
  readonly records: Iterable<ExpandedRecord>;
  /** Empty where BIND loads the zone, as far as its records show one by one. */
  readonly refusals: readonly Refusal[];
}

export interface ExpandOptions {
  /** The zone's name, absolute. */
  readonly origin: string;
  readonly read?: ReadInclude;
  /** Whether the characters of the texts are octets and not Unicode. */
  readonly octets?: boolean;
  /** So many records `$GENERATE`s may make in all. */
  readonly mostGenerated?: number;
  /** So many refusals are told: then nothing more is read. All, where it is left out. */
  readonly mostRefusals?: number;
}

/** Reads a zone whole. What cannot be read is left out and told. */
export function* expandZone(source: ZoneSource, options: ExpandOptions): Steps<Expansion> {
  const expander = new Expander(options);
  yield* expander.zone(source);
  return { records: yield* expander.sets.records(), refusals: expander.refusals };
}

class Expander {
  readonly sets = new RRsets();
  readonly #loading = new Loading(this.sets);
  readonly refusals: Refusal[] = [];
  readonly #read: ReadInclude;
  /** The zone's name in wire form, in lower case. */
  readonly #apex: string;
  readonly #state = new ZoneState();
  readonly #head = new RecordHead();
  /** What the records of `$GENERATE`s are read into. */
  readonly #made = new RdataInput(new FieldList());
  readonly #madeScan = new EntryScan();
  readonly #files: string[] = [];
  #generated = 0;
  readonly #mostGenerated: number;
  readonly #mostRefusals: number;
  #included = 0;
  readonly #octets: boolean;
  /** Origins in wire form, by name. */
  readonly #wires = new Map<string, string>();
  /** The last owner in wire form; undefined where there is none, or it is outside the zone. */
  #owner: string | undefined;

  constructor({ origin, read, octets, ...most }: ExpandOptions) {
    this.#read = read ?? noInclude;
    this.#mostGenerated = most.mostGenerated ?? mostGenerated;
    this.#mostRefusals = most.mostRefusals ?? Number.POSITIVE_INFINITY;
    this.#octets = octets === true;
    this.#state.origin = originOf(origin);
    this.#apex = lower(this.#wire(origin));
  }

  *zone(source: ZoneSource): Steps<void> {
    yield* this.#file(source);
    this.#loading.commit();
  }

  /** @param newLine whether white space at its very start stands for an owner */
  *#file(source: ZoneSource, newLine = true): Steps<void> {
    const { text } = source;
    const fields = new FieldList();
    const scan = new EntryScan();
    const input = new RdataInput(fields);
    input.octetText = this.#octets;
    this.#files.push(source.uri ?? source.name);
    let lines: readonly number[] | undefined;
    for (let at = 0; at < text.length && this.refusals.length < this.#mostRefusals; yield) {
      readEntry(text, at, text.length, fields, scan);
      const start = at;
      at = scan.end;
      const refuse = (message: Message, from = start, to = at) => {
        // Once for all: a file may have a mistake in every line.
        lines ??= lineStarts(text);
        const line = lastNotAfter(lines, from) + 1;
        this.refusals.push({ file: source.name, line, start: from, end: to, message });
      };
      if (scan.unclosed >= 0) refuse(msg('A parenthesis is never closed.'), scan.unclosed);
      if (scan.unopened >= 0) refuse(msg('A parenthesis closes nothing.'), scan.unopened);
      if (scan.unterminated >= 0) refuse(msg('A string is never closed.'), scan.unterminated);
      if (fields.count === 0) continue;
      if (scan.control && hasBareNul(fields))
        refuse(msg('BIND refuses a zone with a NUL character here. A file in UTF-16 has many.'));
      if (!scan.indented && text.charCodeAt(fields.starts[0]!) === DOLLAR) {
        if (isMisquoted(fields)) refuse(msg('BIND takes no quotes here and refuses the zone.'));
        else yield* this.#directive(source, fields, at, refuse);
        if (!endsItsLine(fields, at))
          refuse(msg('The line of {0} has no end.', wordOf(fields, 0).toUpperCase()));
      } else {
        this.#record(fields, scan.indented && (newLine || start > 0), input, refuse);
      }
    }
    this.#files.pop();
  }

  #record(fields: FieldList, indented: boolean, input: RdataInput, refuse: Refuse): void {
    const head = this.#head;
    const state = this.#state;
    const { text } = fields;
    readHead(fields, indented, head);
    input.fields = fields;
    this.#useOrigin(input);
    if (head.owner >= 0) {
      const quote = fields.quoted[0] === 1 ? 1 : 0;
      const start = fields.starts[0]! + quote;
      const end = fields.ends[0]! - quote;
      input.begin(0, 0);
      if (readName(input, start, end) !== fieldOk) {
        refuse(msg('The owner is no name.'));
        state.breakOwner();
        return;
      }
      const owner = input.wire.text();
      this.#loading.turnTo(owner);
      this.#owner = isInside(owner, this.#apex) ? owner : undefined;
      state.setOwner(text, start, end, 0, 0);
    } else if (!state.hasOwner) {
      if (!state.ownerBroken) refuse(msg('The first record has no owner.'));
      return;
    }
    // Of what is outside the zone BIND takes a TTL, and does without one.
    const ttl = this.#owner === undefined && head.seconds < 0 ? 0 : state.recordTtl(fields, head);
    const type = head.typeCode;
    if (type < 0) refuse(msg('There is no record type here.'));
    else if (ttl < 0) refuse(msg('The record has no TTL, and nothing gives it one.'));
    else if (head.class >= 0 && head.classCode !== 1) refuse(msg('The class is not the one of the zone.'));
    else if (
      readRdata(input, head.rdata, type) !== fieldOk ||
      input.more ||
      (type === NS && namesAddress(fields, head.rdata))
    ) {
      refuse(msg('The data is no RDATA of the type.'));
    } else {
      const rdata = input.wire.text();
      if (this.#owner === undefined || !isTaken(this.#owner, type, rdata, this.#apex, refuse)) return;
      state.ttl = this.#loading.take(ttl, type, rdata, refuse);
    }
  }

  #useOrigin(input: RdataInput): void {
    const { name } = this.#state.origin;
    input.origin = name === undefined ? '' : this.#wire(name);
    input.originLength = input.origin.length;
  }

  #wire(name: string): string {
    let wire = this.#wires.get(name);
    if (wire === undefined) {
      // The origin has been checked where it was set.
      wire = wireOfName(name) ?? '';
      this.#wires.set(name, wire);
    }
    return wire;
  }

  *#directive(source: ZoneSource, fields: FieldList, end: number, refuse: Refuse): Steps<void> {
    const word = (index: number) => wordOf(fields, index);
    const name = word(0).toUpperCase();
    switch (name) {
      case '$ORIGIN':
      case '$TTL': {
        const before = this.#state.origin;
        const text = word(1);
        const bad =
          fields.count !== 2 || (name === '$TTL' ? readTtl(text, 0, text.length) < 0 : !this.#isName(text));
        if (bad) refuse(msg('{0} needs an argument that it can use.', name));
        else this.#state.directive(fields);
        if (this.#state.origin.name === undefined) this.#state.origin = before;
        return;
      }
      case '$INCLUDE':
        yield* this.#include(source, fields, end, refuse);
        return;
      case '$GENERATE':
        yield* this.#generate(fields, refuse);
        return;
      case '$DATE':
        if (fields.count !== 2 || !isDate(word(1)))
          refuse(msg('{0} needs an argument that it can use.', name));
        else this.#state.directive(fields);
        return;
      default:
        refuse(msg('There is no directive {0}.', name));
    }
  }

  #isName(text: string): boolean {
    const fields = new FieldList();
    fields.text = text;
    const input = new RdataInput(fields);
    this.#useOrigin(input);
    return readName(input, 0, text.length) === fieldOk;
  }

  /** The owner and the origin of the included file end with it; the TTLs that it sets stay. */
  *#include(source: ZoneSource, fields: FieldList, end: number, refuse: Refuse): Steps<void> {
    if (fields.count < 2 || fields.count > 3) {
      refuse(msg('$INCLUDE needs a file, and takes an origin.'));
      return;
    }
    if (fields.count === 3 && !this.#isName(wordOf(fields, 2))) {
      refuse(msg('The origin of $INCLUDE is no name.'));
      return;
    }
    if (this.#state.dated) {
      refuse(msg('BIND takes no $INCLUDE after $DATE and refuses the zone.'));
      return;
    }
    const file = this.#read(includedName(fields), source);
    if (typeof file === 'string') {
      refuse(msg('The included file cannot be read.'));
      return;
    }
    if (this.#files.includes(file.uri ?? file.name)) {
      refuse(msg('The file includes itself.'));
      return;
    }
    if (this.#files.length > deepest || ++this.#included > mostIncluded) {
      refuse(msg('Too many files are included.'));
      return;
    }
    const state = this.#state;
    const before = state.clone();
    const owner = this.#owner;
    const place = this.#loading.enter();
    if (fields.count === 3) state.setOrigin(fields, 2);
    // To a directive that the file ends with, the first line of the other is no new one.
    yield* this.#file(file, /[\r\n]$/.test(source.text.slice(end - 1, end)));
    this.#loading.leave(place);
    state.leaveInclude(before);
    this.#owner = owner;
  }

  *#generate(fields: FieldList, refuse: Refuse): Steps<void> {
    const range = readRange(wordOf(fields, 1));
    const state = this.#state;
    const { type, at, seconds, classCode } = readGenerated((index) => wordOf(fields, 3 + index));
    if (range === undefined || type < 0 || fields.count !== 3 + at + 2) {
      refuse(msg('$GENERATE needs a range, an owner, a type and its data as one word or string.'));
      return;
    }
    if (classCode > 1) {
      refuse(msg('The class is not the one of the zone.'));
      return;
    }
    if (seconds >= 0) state.ttl = limitTtl(seconds);
    else if (state.defaultTtl >= 0) state.ttl = state.defaultTtl;
    if (state.ttl < 0) {
      refuse(msg('The record has no TTL, and nothing gives it one.'));
      return;
    }
    this.#generated += Math.floor((range.stop - range.start) / range.step) + 1;
    if (this.#generated > this.#mostGenerated) {
      refuse(
        msg('The $GENERATEs make more than {0} records: they are not expanded.', figure(this.#mostGenerated)),
      );
      return;
    }
    const owner = templateOf(wordOf(fields, 2));
    const data = templateOf(wordOf(fields, 3 + at + 1, true));
    for (let number = range.start; number <= range.stop; number += range.step) {
      if (!this.#generateOne(owner?.(number), data?.(number), type)) {
        refuse(msg('$GENERATE makes no record of the number {0}.', number));
        break;
      }
      yield;
    }
  }

  #generateOne(name: string | undefined, rdata: string | undefined, type: number): boolean {
    if (name === undefined || rdata === undefined) return false;
    const input = this.#made;
    const { fields } = input;
    fields.text = name;
    input.octetText = this.#octets;
    this.#useOrigin(input);
    input.begin(0, 0);
    if (readName(input, 0, name.length) !== fieldOk) return false;
    const made = input.wire.text();
    // BIND leaves such a record out before it reads its data.
    if (!isInside(made, this.#apex)) return true;
    const scan = this.#madeScan;
    readEntry(` ${rdata}`, 0, rdata.length + 1, fields, scan);
    if (scan.unclosed >= 0 || scan.unopened >= 0 || scan.unterminated >= 0) return false;
    if (readRdata(input, 0, type) !== fieldOk || input.more) return false;
    let sound = true;
    const refuse = () => {
      sound = false;
    };
    const wire = input.wire.text();
    if (isTaken(made, type, wire, this.#apex, refuse))
      this.#loading.add(made, this.#state.ttl, type, wire, refuse);
    return sound;
  }
}
