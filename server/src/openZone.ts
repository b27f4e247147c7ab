/** An open zone file: a text document that is never put together, kept up to date edit by edit with its findings. */
import type {
  CancellationToken,
  Position,
  Range,
  TextDocumentContentChangeEvent,
} from 'vscode-languageserver';
import { type Checked, type CheckedText, checkedBy } from './checked.js';
import type { OpenDocument } from './openDocument.js';
import { baseName } from './origins/paths.js';
import type { CheckedZone } from './rules/engine.js';
import type { Finding } from './rules/finding.js';
import type { FirstFindings } from './rules/first.js';
import type { Span } from './span.js';
import type { Steps } from './steps.js';
import { cancelled, inTurns, turns } from './turns.js';
import type { TextChange, Within, ZoneDocument } from './zone/document.js';
import { noInclude, type ReadInclude } from './zone/includes.js';
import type { OriginHints } from './zone/origin.js';
import { checkedZone, checkIncluded, mergedFindings, type ZoneContext, zoneFixesOf } from './zoneCheck.js';

/** Characters of a text that is read in an instant. */
const short = 1_000_000;
/** What others wait for a zone to be read, in milliseconds. */
const moment = 5;

/** What a zone is read for: its text with all edits; what it says; what the rules say of it. Each needs those before it. */
enum Stage {
  text,
  zone,
  findings,
}

/** An edit as a client tells it, or by offsets. */
type Change = Extract<TextDocumentContentChangeEvent, { range: Range }> | TextChange;

/**
 * An open zone file, kept up to date edit by edit with its findings. It is read when somebody asks what it says: by then the
 * settings that name its origin are known. Whoever can wait asks for that with `ready` or `looked`; else it is done at once.
 */
export class OpenZone implements OpenDocument {
  #version: number;
  /** Goes up with everything that may make another zone of it. */
  #revision = 0;
  /** The text, until it is read. */
  #unread: string | undefined;
  /** What is still to be edited. */
  #changes: Change[] = [];
  /** What is being done, and for what. */
  #work: { readonly stage: Stage; readonly steps: Steps<void> } | undefined;
  #zone: CheckedZone | undefined;
  #hints: OriginHints = {};
  #readInclude: ReadInclude = noInclude;
  /** The open zones that include this file, and how the first of them stands there. */
  #including: readonly OpenZone[] = [];
  #within: Within | undefined;
  /** What the rules say, where somebody has looked: the first findings, or all where these tell. */
  #looked: { readonly first: FirstFindings | undefined } | undefined;
  #findings: readonly Finding[] | undefined;
  #checked: CheckedText | undefined;

  constructor(
    readonly uri: string,
    readonly languageId: string,
    version: number,
    text: string,
  ) {
    this.#version = version;
    this.#unread = text;
  }

  get version(): number {
    return this.#version;
  }

  /** The zone as the parser has it. */
  get zone(): ZoneDocument {
    return this.#read(Stage.zone).document;
  }

  /** What the rules say, worked out once for each version; of a file that open zones include, what is found there. */
  get checked(): CheckedText {
    const parts = this.#parts();
    const fixes = (finding: Finding) => zoneFixesOf(this.#read(Stage.zone), finding);
    if (parts.length > 0) return checkedBy({ findings: () => mergedFindings(parts) }, fixes);
    this.#checked ??= checkedBy({ findings: () => this.#allFindings(), first: () => this.#first() }, fixes);
    return this.#checked;
  }

  /** Checks another text as if it were this file's. */
  check(text: string): Checked {
    if (this.#including.length > 0) {
      const zones = this.#including.map((zone) => ({ text: zone.getText(), context: zone.#context() }));
      return checkIncluded(text, this.uri, zones, this.#context());
    }
    const zone = checkedZone(text, this.#context());
    return checkedBy(zone, (finding) => zoneFixesOf(zone, finding));
  }

  #context(): ZoneContext & { readonly read: ReadInclude } {
    return {
      ...this.#hints,
      source: { name: baseName(this.uri), uri: this.uri },
      read: this.#readInclude,
      ...(this.#within && { within: this.#within }),
    };
  }

  #parts() {
    return this.#including.flatMap((zone) => zone.#included().get(this.uri) ?? []);
  }

  /** What is found in the files that the zone includes. */
  #included() {
    this.#allFindings();
    return this.#read(Stage.zone).included();
  }

  #allFindings(): readonly Finding[] {
    const zone = this.#read(Stage.zone);
    this.#findings ??= zone.findings();
    return this.#findings;
  }

  #first(): FirstFindings | undefined {
    this.#read(Stage.findings);
    return this.#looked?.first;
  }

  /** What is known of the origin beside the text. */
  get hints(): OriginHints {
    return this.#hints;
  }

  /** Names the origin; where that is news, the file is read again. */
  useHints(hints: OriginHints): void {
    const { origin, fallbackOrigin } = this.#hints;
    if (hints.origin === origin && hints.fallbackOrigin === fallbackOrigin) return;
    this.#startOver();
    this.#hints = hints;
  }

  /** Takes what reads included files. */
  useIncludes(read: ReadInclude): void {
    if (read === this.#readInclude) return;
    this.#startOver();
    this.#readInclude = read;
  }

  /** Has the included files read again of which there are other texts now; whether there are such. */
  refreshIncludes(): boolean {
    const changes = this.zone.staleIncludes();
    if (changes.length === 0) return false;
    this.#change(changes);
    return true;
  }

  /** Whether the zone includes a file, by itself or by another; one that is not read yet is taken to include none. */
  includes(uri: string): boolean {
    for (const file of this.#zone?.document.index.included() ?? []) if (file.uri === uri) return true;
    return false;
  }

  /** The included file of a name, as far as it is read. */
  get readInclude(): ReadInclude {
    return this.#readInclude;
  }

  /** The text of a file that this one includes, or that a zone does which includes this one. */
  textOf(uri: string): string | undefined {
    for (const zone of [this, ...this.#including]) {
      for (const file of zone.zone.index.included()) if (file.uri === uri) return file.text;
    }
    return undefined;
  }

  /** Takes the open zones that include this file: it is read as the part of the first that it is. */
  usePlace(including: readonly OpenZone[]): void {
    this.#including = including;
    const within = this.#parts()[0]?.within;
    const known = this.#within;
    if (known === within) return;
    if (known !== undefined && within !== undefined) {
      if (known.apex === within.apex && known.state.equals(within.state)) return;
    }
    this.#startOver();
    this.#within = within;
  }

  /** Takes the changes of one notification, in their order. */
  update(changes: readonly TextDocumentContentChangeEvent[], version: number): void {
    this.#version = version;
    for (const change of changes) {
      if ('range' in change) {
        this.#change([change]);
      } else {
        this.#changes = [];
        this.#restart(change.text);
      }
    }
  }

  #change(changes: readonly Change[]): void {
    this.#forget();
    this.#changes.push(...changes);
    // What follows is read again when all edits are made.
    if (this.#work !== undefined && this.#work.stage > Stage.text) this.#work = undefined;
  }

  /** What was read is read again, as something else is said of it. */
  #startOver(): void {
    if (this.#zone === undefined) {
      this.#work = undefined;
      this.#forget();
    } else {
      this.#restart(this.#read(Stage.text).document.getText());
    }
  }

  #restart(text: string): void {
    this.#unread = text;
    this.#work = undefined;
    this.#zone = undefined;
    this.#forget();
  }

  /** What was found may be something else now. */
  #forget(): void {
    this.#revision++;
    this.#looked = undefined;
    this.#findings = undefined;
    this.#checked = undefined;
  }

  /** Whether it takes longer than a moment until the zone is read. */
  isLate(): boolean {
    if (this.#unread !== undefined) return this.#unread.length > short;
    const end = performance.now() + moment;
    while (this.#step(Stage.zone)) if (performance.now() > end) return true;
    return false;
  }

  /** Reads the zone as long as that is wanted, and lets the server answer others in between. */
  async ready(isWanted: () => boolean): Promise<void> {
    await this.#doUntil(Stage.zone, isWanted);
  }

  /** The same, and looks what the rules say of it. */
  async looked(isWanted: () => boolean): Promise<void> {
    for (const zone of [...this.#including, this]) await zone.#doUntil(Stage.findings, isWanted);
  }

  async #doUntil(stage: Stage, isWanted: () => boolean): Promise<void> {
    const over = turns();
    while (isWanted() && this.#step(stage)) {
      const others = over();
      if (others !== undefined) await others;
    }
  }

  /** Answers a request by work on the zone, in turns: see `inTurns`. */
  async answer<Result>(
    work: (zone: ZoneDocument) => Steps<Result>,
    token: CancellationToken,
  ): Promise<Result> {
    await this.ready(() => !token.isCancellationRequested);
    if (token.isCancellationRequested) throw cancelled();
    const revision = this.#revision;
    return await inTurns(work(this.zone), token, () => this.#revision === revision);
  }

  #read(stage: Stage): CheckedZone {
    while (this.#step(stage));
    return this.#zone!;
  }

  /** Does a step of what there is to do; false where nothing is left. */
  #step(stage: Stage): boolean {
    // Whatever is done for more is done when this is.
    if (this.#work !== undefined && this.#work.stage > stage) return false;
    this.#work ??= this.#next(stage);
    if (this.#work === undefined) return false;
    if (this.#work.steps.next().done === true) this.#work = undefined;
    return true;
  }

  #next(stage: Stage): { readonly stage: Stage; readonly steps: Steps<void> } | undefined {
    if (this.#zone === undefined) return { stage: Stage.text, steps: this.#readText() };
    const change = this.#changes.shift();
    if (change !== undefined) return { stage: Stage.text, steps: this.#take(change, this.#zone) };
    if (stage === Stage.text) return undefined;
    const { document } = this.#zone;
    if (!document.isSettled) return { stage: Stage.zone, steps: document.settle() };
    if (stage === Stage.zone || this.#looked !== undefined) return undefined;
    return { stage: Stage.findings, steps: this.#look(this.#zone) };
  }

  *#readText(): Steps<void> {
    const zone = checkedZone('', this.#context());
    yield* zone.document.readInSteps(this.#unread ?? '');
    this.#unread = undefined;
    this.#zone = zone;
  }

  *#take(change: Change, { document }: CheckedZone): Steps<void> {
    const known = 'range' in change ? spanOf(document, change.range) : change;
    // Where the zone is called otherwise all is read again, and the other edits wait for that.
    if (!(yield* document.replace({ ...known, text: change.text }))) this.#restart(document.getText());
  }

  *#look(zone: CheckedZone): Steps<void> {
    const first = yield* zone.firstInSteps();
    if (first === undefined) this.#findings = yield* zone.findingsInSteps();
    this.#looked = { first };
  }

  getText(range?: Range): string {
    if (range !== undefined) {
      const { document } = this.#read(Stage.text);
      const { start, end } = spanOf(document, range);
      return document.slice(start, end);
    }
    if (this.#unread !== undefined && this.#changes.length === 0) return this.#unread;
    return this.#read(Stage.text).document.getText();
  }

  get lineCount(): number {
    return this.#read(Stage.text).document.lineCount;
  }

  positionAt(offset: number): Position {
    return this.#read(Stage.text).document.positionAt(offset);
  }

  offsetAt(position: Position): number {
    return this.#read(Stage.text).document.offsetAt(position);
  }
}

function spanOf(document: ZoneDocument, range: Range): Span {
  const start = document.offsetAt(range.start);
  return { start, end: Math.max(start, document.offsetAt(range.end)) };
}
