/** A zone file under edit, read step by step: in turns for whoever can wait, and each time as far as it is wanted. */
import type { CancellationToken } from 'vscode-languageserver';
import { isRangeChange, joined, type RangeChange } from './changes.js';
import type { CheckedZone, IncludedFindings, Looked } from './rules/engine.js';
import type { Finding } from './rules/finding.js';
import type { FirstFindings } from './rules/first.js';
import type { Steps } from './steps.js';
import { asking, inTurns, turns } from './turns.js';
import type { TextChange, ZoneDocument } from './zone/document.js';

/** Characters of a text that is read in an instant. */
const short = 1_000_000;
/** What others wait for a zone to be read, in milliseconds, and how long none waits again then: many may ask. */
const moment = 2;
const pause = 50;

/** What a zone is read for: its text with all edits; what it says; what the rules say of it. Each needs those before it. */
const forText = 0;
const forZone = 1;
const forFindings = 2;
type Goal = typeof forText | typeof forZone | typeof forFindings;

interface Work {
  readonly goal: Goal;
  readonly steps: Steps<void>;
}

/** A zone that somebody edits to take it back. */
export interface Tried {
  readonly zone: CheckedZone;
  /** What the rules say of it before. */
  readonly looked: Looked;
  /** Whether nobody wants any more what comes of it. */
  isVain(): boolean;
}

/** What somebody tries with a zone; given up, it only takes back what it did. */
interface Attempt {
  isGivenUp: boolean;
  readonly steps: Steps<void>;
}

/** Between two edits that are made at once so many characters are read with them at most: another edit takes as long as reading them. */
export const gap = 16_384;

/** An edit as a client tells it, or by offsets. */
export type Edit = RangeChange | TextChange;

export class EditedZone {
  readonly #readZone: (text: string) => Steps<CheckedZone>;
  /** Goes up with everything that may make another zone of it. */
  #revision = 0;
  /** The text, until it is read. */
  #unread: string | undefined;
  /** What is still to be edited. */
  #edits: Edit[] = [];
  /** What is being done. */
  #work: Work | undefined;
  /** What somebody tries with the zone, which is read and looked at. */
  #attempt: Attempt | undefined;
  /** Whether a step is being done just now: a file that includes this one may ask for its text meanwhile. */
  #isStepping = false;
  /** Until when nobody tries whether the zone is read in a moment, who has not done so yet. */
  #lateUntil = 0;
  #zone: CheckedZone | undefined;
  #looked: Looked | undefined;

  /** @param readZone reads a zone with what is said of it by now */
  constructor(text: string, readZone: (text: string) => Steps<CheckedZone>) {
    this.#unread = text;
    this.#readZone = readZone;
  }

  get revision(): number {
    return this.#revision;
  }

  /** The zone as far as it is read by now; undefined where it has not been read once. */
  get known(): ZoneDocument | undefined {
    return this.#zone?.document;
  }

  /** The text as long as nobody has begun to read it; undefined where edits wait for that too. */
  get unread(): string | undefined {
    return this.#edits.length === 0 && this.#work === undefined ? this.#unread : undefined;
  }

  /** The zone, read at once where it is not. */
  get checked(): CheckedZone {
    return this.#read(forZone);
  }

  /** Its text with all edits: what else it says may be of before. */
  get text(): ZoneDocument {
    return this.#read(forText).document;
  }

  /** Whether the text is being worked on just now, and another a moment later. */
  get isStepping(): boolean {
    return this.#isStepping;
  }

  getText(): string {
    if (this.#isStepping) return this.#zone?.document.getText() ?? this.#unread ?? '';
    return this.#unread !== undefined && this.#edits.length === 0 ? this.#unread : this.text.getText();
  }

  /** The first findings; undefined where only all tell. */
  get first(): FirstFindings | undefined {
    this.#read(forFindings);
    return this.#looked?.first;
  }

  /** All findings in the file. */
  get findings(): readonly Finding[] {
    return this.#all(this.#read(forFindings));
  }

  /** What is found in the files that the zone includes. */
  included(): ReadonlyMap<string, IncludedFindings> {
    const zone = this.#read(forFindings);
    // It is found with all else.
    this.#all(zone);
    return zone.included();
  }

  #all(zone: CheckedZone): readonly Finding[] {
    const looked = this.#looked!;
    looked.all ??= zone.findings();
    return looked.all;
  }

  edit(edits: readonly Edit[]): void {
    this.#forget();
    this.#edits.push(...edits);
    // What follows is read again when all edits are made.
    if (this.#work !== undefined && this.#work.goal > forText) this.#work = undefined;
  }

  /** Takes another text, in place of all that was to be edited too. */
  replace(text: string): void {
    this.#edits = [];
    this.#restart(text);
  }

  /** Reads all again, as something else is said of it. */
  startOver(): void {
    this.#restart(this.#unread ?? this.text.getText());
  }

  #restart(text: string): void {
    this.#unread = text;
    this.#zone = undefined;
    this.#work = undefined;
    this.#attempt = undefined;
    this.#forget();
  }

  /** What was found may be something else now. */
  #forget(): void {
    this.#revision++;
    this.#looked = undefined;
  }

  /** Whether somebody tries something with the zone: it is read and looked at, and who asks it something has that taken back. */
  get isTried(): boolean {
    return this.#attempt !== undefined && this.#edits.length === 0;
  }

  /** Whether it takes longer than a moment until the zone is read. */
  isLate(): boolean {
    if (this.#unread !== undefined) return this.#unread.length > short;
    if (this.isTried) return false;
    const now = performance.now();
    for (let late = now < this.#lateUntil; this.#needs(forZone); late = performance.now() > now + moment) {
      if (late) {
        this.#lateUntil = now + pause;
        return true;
      }
      this.#step(forZone);
    }
    return false;
  }

  /** Reads the zone as long as that is wanted, and lets the server answer others in between. */
  async ready(isWanted: () => boolean): Promise<void> {
    await this.#inTurns(forZone, isWanted);
  }

  /** The same, and looks what the rules say of it. */
  async looked(isWanted: () => boolean): Promise<void> {
    await this.#inTurns(forFindings, isWanted);
  }

  /** Answers a request by work on the zone, which is ready: see `inTurns`. */
  async answer<Result>(
    work: (zone: ZoneDocument) => Steps<Result>,
    token: CancellationToken,
  ): Promise<Result> {
    const { check, isWanted } = asking(token, () => this.#revision);
    check();
    // Between two turns somebody may be trying something with the zone.
    const ready = async () => {
      this.#takeBack();
      await this.ready(isWanted);
    };
    return await inTurns(work(this.checked.document), check, ready);
  }

  /**
   * Does work that edits the zone, and takes its edits back. Whoever needs the zone meanwhile has them taken back first. Undefined
   * then, and where the zone would be called otherwise or includes files.
   */
  *tried<Result>(work: (zone: Tried) => Steps<Result>): Steps<Result | undefined> {
    const zone = this.#read(forFindings);
    const { document } = zone;
    if (document.index.hasIncludes) return undefined;
    const { revision } = this;
    const looked = this.#looked!;
    const before = [...document.index.chunks];
    const isVain = () => own.isGivenUp || this.#revision !== revision || document.mustStartOver;
    let result: Result | undefined;
    let failure: { readonly error: unknown } | undefined;
    const attempt = function* (this: EditedZone): Steps<void> {
      const mark = document.mark();
      try {
        const made = yield* work({ zone, looked, isVain });
        if (!isVain()) result = made;
        yield* document.rollBack(mark);
      } catch (error) {
        failure = { error };
        // Nobody knows what is left half done.
        this.#restart(before.map(({ text }) => text).join(''));
      }
    };
    const own: Attempt = { isGivenUp: false, steps: attempt.call(this) };
    this.#attempt = own;
    for (; this.#attempt === own; yield) this.#try(own);
    if (failure !== undefined) throw failure.error;
    return result;
  }

  /** Does a step of an attempt. */
  #try(attempt: Attempt): void {
    this.#isStepping = true;
    try {
      if (attempt.steps.next().done === true && this.#attempt === attempt) this.#attempt = undefined;
    } finally {
      this.#isStepping = false;
    }
  }

  /** Takes back at once what somebody is trying with the zone. */
  #takeBack(): void {
    if (this.#isStepping) return;
    for (let attempt = this.#attempt; attempt !== undefined; attempt = this.#attempt) {
      attempt.isGivenUp = true;
      this.#try(attempt);
    }
  }

  async #inTurns(goal: Goal, isWanted: () => boolean): Promise<void> {
    if (this.isTried) return;
    const over = turns();
    while (isWanted() && this.#step(goal)) {
      const others = over();
      if (others !== undefined) await others;
    }
  }

  #read(goal: Goal): CheckedZone {
    while (this.#step(goal));
    return this.#zone!;
  }

  /** Whether something is to be done yet. */
  #needs(goal: Goal): boolean {
    this.#takeBack();
    // Work for more begins when all that is wanted is done.
    if (this.#work !== undefined && this.#work.goal > goal) return false;
    this.#work ??= this.#next(goal);
    return this.#work !== undefined;
  }

  /** Does a step of what there is to do; false where nothing is left. */
  #step(goal: Goal): boolean {
    if (!this.#needs(goal) || this.#work === undefined) return false;
    this.#isStepping = true;
    try {
      if (this.#work.steps.next().done === true) this.#work = undefined;
    } catch (error) {
      // Whoever asks next begins anew.
      this.#work = undefined;
      throw error;
    } finally {
      this.#isStepping = false;
    }
    return true;
  }

  #next(goal: Goal): Work | undefined {
    if (this.#zone === undefined) return { goal: forText, steps: this.#readText() };
    const change = this.#takeEdits(this.#zone.document);
    if (change !== undefined) return { goal: forText, steps: this.#make(change, this.#zone) };
    if (goal === forText) return undefined;
    const { document } = this.#zone;
    if (!document.isSettled) return { goal: forZone, steps: document.settle() };
    if (goal === forZone || this.#looked !== undefined) return undefined;
    return { goal: forFindings, steps: this.#look(this.#zone) };
  }

  *#readText(): Steps<void> {
    this.#zone = yield* this.#readZone(this.#unread ?? '');
    this.#unread = undefined;
  }

  /** Takes the next edit from those that are to be made, with others that can be made at once. */
  #takeEdits(document: ZoneDocument): TextChange | undefined {
    const [edit] = this.#edits;
    if (edit === undefined) return undefined;
    const { made, ...change } = isRangeChange(edit)
      ? joined(document, edit, this.#edits, 0, gap)
      : { ...edit, made: 1 };
    this.#edits.splice(0, made);
    return change;
  }

  *#make(change: TextChange, { document }: CheckedZone): Steps<void> {
    const { replaced } = document;
    try {
      yield* document.replace(change);
    } catch (error) {
      // An edit is never lost, whatever fails in reading it.
      const text = document.getText();
      const isMade = document.replaced > replaced;
      this.#restart(isMade ? text : text.slice(0, change.start) + change.text + text.slice(change.end));
      throw error;
    }
  }

  *#look(zone: CheckedZone): Steps<void> {
    this.#looked = yield* zone.lookInSteps();
  }
}
