/** An open zone file: a text document that is never put together, kept up to date edit by edit with its findings. */
import type { Position, Range, TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { type Checked, type CheckedText, checkedBy } from './checked.js';
import type { OpenDocument } from './openDocument.js';
import { baseName } from './origins/paths.js';
import type { CheckedZone } from './rules/engine.js';
import type { Finding } from './rules/finding.js';
import { turns } from './turns.js';
import type { Within, ZoneDocument } from './zone/document.js';
import { noInclude, type ReadInclude } from './zone/includes.js';
import type { OriginHints } from './zone/origin.js';
import { checkedZone, checkIncluded, mergedFindings, type ZoneContext, zoneFixesOf } from './zoneCheck.js';

/** Characters of a text that is read in an instant. */
const short = 1_000_000;

/**
 * An open zone file, kept up to date edit by edit with its findings. It is read when somebody asks what it says: by then the
 * settings that name its origin are known. Whoever can wait asks for that with `ready`; else it is read at once.
 */
export class OpenZone implements OpenDocument {
  #version: number;
  /** The text, until it is read; what has been edited since waits in `#edits`. */
  #unread: string | undefined;
  #edits: TextDocumentContentChangeEvent[] = [];
  #reading: { readonly zone: CheckedZone; readonly steps: Iterator<void, void> } | undefined;
  #zone: CheckedZone | undefined;
  #hints: OriginHints = {};
  #readInclude: ReadInclude = noInclude;
  /** The open zones that include this file, and how the first of them stands there. */
  #including: readonly OpenZone[] = [];
  #within: Within | undefined;
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
    return this.#read().document;
  }

  /** What the rules say, worked out once for each version; of a file that open zones include, what is found there. */
  get checked(): CheckedText {
    const parts = this.#parts();
    const fixes = (finding: Finding) => zoneFixesOf(this.#read(), finding);
    if (parts.length > 0) return checkedBy({ findings: () => mergedFindings(parts) }, fixes);
    this.#checked ??= checkedBy(
      { findings: () => this.#allFindings(), first: () => this.#read().first() },
      fixes,
    );
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
    return this.#read().included();
  }

  #allFindings(): readonly Finding[] {
    this.#findings ??= this.#read().findings();
    return this.#findings;
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

  /** Reads the included files again of which there are other texts now; whether there were such. */
  refreshIncludes(): boolean {
    const changed = this.zone.refreshIncludes();
    if (changed) this.#forget();
    return changed;
  }

  /** Whether the zone includes a file, by itself or by another; one that is not read yet is taken to include none. */
  includes(uri: string): boolean {
    if (this.#zone === undefined) return false;
    for (const file of this.zone.index.included()) if (file.uri === uri) return true;
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
    this.#forget();
    for (const change of changes) this.#take(change);
  }

  #take(change: TextDocumentContentChangeEvent): void {
    if (!('range' in change)) {
      this.#restart(change.text);
    } else if (this.#zone === undefined) {
      this.#edits.push(change);
    } else {
      const { document } = this.#zone;
      const start = document.offsetAt(change.range.start);
      const end = Math.max(start, document.offsetAt(change.range.end));
      if (!document.editInPlace({ start, end, text: change.text })) this.#restart(document.getText());
    }
  }

  /** What was read is read again, as something else is said of it. */
  #startOver(): void {
    if (this.#zone === undefined) this.#reading = undefined;
    else this.#restart(this.#zone.document.getText());
  }

  #restart(text: string): void {
    this.#unread = text;
    this.#edits = [];
    this.#reading = undefined;
    this.#zone = undefined;
    this.#forget();
  }

  /** What was found may be something else now. */
  #forget(): void {
    this.#findings = undefined;
    this.#checked = undefined;
  }

  /** Whether it will take a while until the text is read. */
  get isLate(): boolean {
    return this.#unread !== undefined && this.#unread.length > short;
  }

  /** Reads the text as long as that is wanted, and lets the server answer others in between. */
  async ready(isWanted: () => boolean): Promise<void> {
    const turn = turns();
    while (this.#zone === undefined && isWanted()) {
      this.#readOn();
      await turn();
    }
  }

  #read(): CheckedZone {
    for (;;) {
      if (this.#zone !== undefined) return this.#zone;
      this.#readOn();
    }
  }

  /** Reads a step further. */
  #readOn(): void {
    this.#reading ??= this.#begin();
    const { zone, steps } = this.#reading;
    if (steps.next().done !== true) return;
    this.#reading = undefined;
    this.#unread = undefined;
    this.#zone = zone;
    const edits = this.#edits;
    this.#edits = [];
    // The first that calls the zone otherwise has it read again, and the rest wait for that.
    for (const edit of edits) this.#take(edit);
  }

  #begin() {
    const zone = checkedZone('', this.#context());
    return { zone, steps: zone.readInSteps(this.#unread ?? '') };
  }

  getText(range?: Range): string {
    if (range !== undefined) return this.zone.slice(this.offsetAt(range.start), this.offsetAt(range.end));
    return this.#edits.length === 0 && this.#unread !== undefined ? this.#unread : this.zone.getText();
  }

  get lineCount(): number {
    return this.zone.lineCount;
  }

  positionAt(offset: number): Position {
    return this.zone.positionAt(offset);
  }

  offsetAt(position: Position): number {
    return this.zone.offsetAt(position);
  }
}
