/** An open zone file: a text document that is never put together, kept up to date edit by edit with its findings. */
import type {
  CancellationToken,
  Position,
  Range,
  TextDocumentContentChangeEvent,
} from 'vscode-languageserver';
import { isRangeChange } from './changes.js';
import { type Checked, checkedBy } from './checked.js';
import { EditedZone } from './editedZone.js';
import type { Draft } from './fixAll.js';
import { type OpenDocument, spanIn } from './openDocument.js';
import { baseName } from './origins/paths.js';
import type { Finding } from './rules/finding.js';
import type { Steps } from './steps.js';
import type { Within, ZoneDocument } from './zone/document.js';
import { noInclude, type ReadInclude } from './zone/includes.js';
import type { OriginHints } from './zone/origin.js';
import {
  checkedByLook,
  checkedZoneInSteps,
  checkIncluded,
  mergedFindings,
  type ZoneContext,
  zoneFixesOf,
} from './zoneCheck.js';
import { ZoneDraft } from './zoneDraft.js';

/** So many findings are mended in the zone itself. */
const mostTried = 1000;

/**
 * An open zone file, kept up to date edit by edit with its findings. It is read when somebody asks what it says: by then the
 * settings that name its origin are known. Whoever can wait asks for that with `ready` or `looked`; else it is done at once.
 */
export class OpenZone implements OpenDocument {
  #version: number;
  readonly #edited: EditedZone;
  #hints: OriginHints = {};
  #readInclude: ReadInclude = noInclude;
  /** The open zones that include this file, and how the first of them stands there. */
  #including: readonly OpenZone[] = [];
  #within: Within | undefined;
  /** What the rules say, of a revision. */
  #checked: { readonly revision: number; readonly checked: Checked } | undefined;

  constructor(
    readonly uri: string,
    readonly languageId: string,
    version: number,
    text: string,
  ) {
    this.#version = version;
    this.#edited = new EditedZone(text, (unread) => checkedZoneInSteps(unread, this.#context()));
  }

  get version(): number {
    return this.#version;
  }

  /** The zone as the parser has it. */
  get zone(): ZoneDocument {
    return this.#edited.checked.document;
  }

  /** What the rules say, worked out once for each version; of a file that open zones include, what is found there. */
  get checked(): Checked {
    const edited = this.#edited;
    const parts = this.#parts();
    const fixes = (finding: Finding) => zoneFixesOf(edited.checked, finding);
    if (parts.length > 0) return checkedBy({ findings: () => mergedFindings(parts) }, fixes);
    const { revision } = edited;
    if (this.#checked?.revision !== revision) {
      const checked = checkedBy({ findings: () => edited.findings, first: () => edited.first }, fixes);
      this.#checked = { revision, checked };
    }
    return this.#checked.checked;
  }

  /** Checks another text as if it were this file's. */
  *check(text: string): Steps<Checked> {
    if (this.#including.length > 0) {
      const zones = this.#including.map((zone) => ({ text: zone.getText(), context: zone.#context() }));
      return yield* checkIncluded(text, this.uri, zones, this.#context());
    }
    const zone = yield* checkedZoneInSteps(text, this.#context());
    return checkedByLook(zone, yield* zone.lookInSteps());
  }

  /**
   * Does work that mends the zone, in its place: see `EditedZone.tried`. Undefined too where other files say what is wrong with it, or
   * where there is much to mend: whoever needs the zone meanwhile waits until that is taken back.
   */
  *tried<Result>(work: (draft: Draft) => Steps<Result>): Steps<Result | undefined> {
    if (this.#including.length > 0 || this.checked.first.total > mostTried) return undefined;
    return yield* this.#edited.tried((zone) => work(new ZoneDraft(zone)));
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
    return this.#including.flatMap((zone) => zone.#edited.included().get(this.uri) ?? []);
  }

  /** What is known of the origin beside the text. */
  get hints(): OriginHints {
    return this.#hints;
  }

  /** Names the origin; where that is news, the file is read again. */
  useHints(hints: OriginHints): void {
    const { origin, fallbackOrigin } = this.#hints;
    if (hints.origin === origin && hints.fallbackOrigin === fallbackOrigin) return;
    this.#edited.startOver();
    this.#hints = hints;
  }

  /** Takes what reads included files. */
  useIncludes(read: ReadInclude): void {
    if (read === this.#readInclude) return;
    this.#edited.startOver();
    this.#readInclude = read;
  }

  /** Has the included files read again of which there are other texts now; whether there are such. */
  refreshIncludes(): boolean {
    // Nothing is tried with a zone that includes files.
    if (this.#edited.isTried) return false;
    const { zone } = this;
    const changes = zone.staleIncludes();
    if (changes.length === 0) return false;
    // Each change works out again where the chunks stand.
    if (changes.length * zone.index.chunks.length > zone.length) this.#edited.startOver();
    else this.#edited.edit(changes);
    return true;
  }

  /** Whether the zone includes a file, by itself or by another; one that is not read yet is taken to include none. */
  includes(uri: string): boolean {
    for (const file of this.#edited.known?.index.included() ?? []) if (file.uri === uri) return true;
    return false;
  }

  /** The files that it names where they are most easily found, as long as nobody has begun to read it; no more than so many. */
  namedIncludes(most: number): string[] {
    const names = new Set<string>();
    for (const [, name] of this.#edited.unread?.matchAll(/^\$INCLUDE[ \t]+([^\s"\\;()]+)/gm) ?? []) {
      if (names.size >= most) break;
      names.add(name!);
    }
    return [...names];
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
    this.#edited.startOver();
    this.#within = within;
  }

  /** Takes the changes of one notification, in their order. */
  update(changes: readonly TextDocumentContentChangeEvent[], version: number): void {
    this.#version = version;
    // What it found holds on to the text from before.
    this.#checked = undefined;
    for (const change of changes) {
      if (isRangeChange(change)) this.#edited.edit([change]);
      else this.#edited.replace(change.text);
    }
  }

  /** Whether it takes longer than a moment until the zone is read. */
  isLate(): boolean {
    return this.#edited.isLate();
  }

  /** Reads the zone as long as that is wanted, and lets the server answer others in between. */
  async ready(isWanted: () => boolean): Promise<void> {
    await this.#edited.ready(isWanted);
  }

  /** The same, and looks what the rules say of it. */
  async looked(isWanted: () => boolean): Promise<void> {
    for (const zone of [...this.#including, this]) await zone.#edited.looked(isWanted);
  }

  /** Answers a request by work on the zone, in turns. Throws the error that answers it where it is cancelled or the zone changes. */
  async answer<Result>(
    work: (zone: ZoneDocument) => Steps<Result>,
    token: CancellationToken,
  ): Promise<Result> {
    return await this.#edited.answer(work, token);
  }

  /** Whether its text is being worked on just now, by whoever asks for it: then it may be another a moment later. */
  get isBusy(): boolean {
    return this.#edited.isStepping;
  }

  getText(range?: Range): string {
    if (range === undefined) return this.#edited.getText();
    const { start, end } = spanIn(this.#edited.text, range);
    return this.#edited.text.slice(start, end);
  }

  get lineCount(): number {
    return this.#edited.text.lineCount;
  }

  positionAt(offset: number): Position {
    return this.#edited.text.positionAt(offset);
  }

  offsetAt(position: Position): number {
    return this.#edited.text.offsetAt(position);
  }
}
