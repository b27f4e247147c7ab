/** An open zone file: a text document that is never put together, kept up to date edit by edit with its findings. */
import type { Position, Range, TextDocumentContentChangeEvent } from 'vscode-languageserver';
import type { Checked } from './checked.js';
import type { OpenDocument } from './openDocument.js';
import type { CheckedZone } from './rules/engine.js';
import type { Finding } from './rules/finding.js';
import type { ZoneDocument } from './zone/document.js';
import type { OriginHints } from './zone/origin.js';
import { checkedZone, zoneFixesOf } from './zoneCheck.js';

export class OpenZone implements OpenDocument {
  #version: number;
  /** The text, until somebody asks what it says: by then the settings that name its origin are known. */
  #unread: string | undefined;
  #zone: CheckedZone | undefined;
  #hints: OriginHints = {};
  #findings: readonly Finding[] | undefined;

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

  /** What the rules say, worked out once for each version. */
  get checked(): Checked {
    this.#findings ??= this.#read().findings();
    return { findings: this.#findings, fixes: (finding) => zoneFixesOf(this.#read(), finding) };
  }

  /** What is known of the origin beside the text. */
  get hints(): OriginHints {
    return this.#hints;
  }

  /** Names the origin; where that is news, the file is read again. */
  useHints(hints: OriginHints): void {
    const { origin, fallbackOrigin } = this.#hints;
    if (hints.origin === origin && hints.fallbackOrigin === fallbackOrigin) return;
    if (this.#zone !== undefined) this.#restart(this.getText());
    this.#hints = hints;
  }

  /** Takes the changes of one notification, in their order. */
  update(changes: readonly TextDocumentContentChangeEvent[], version: number): void {
    this.#version = version;
    this.#findings = undefined;
    for (const change of changes) {
      if ('range' in change) {
        const start = this.offsetAt(change.range.start);
        const end = Math.max(start, this.offsetAt(change.range.end));
        this.#read().edit({ start, end, text: change.text });
      } else {
        this.#restart(change.text);
      }
    }
  }

  #restart(text: string): void {
    this.#unread = text;
    this.#zone = undefined;
    this.#findings = undefined;
  }

  #read(): CheckedZone {
    if (this.#zone === undefined) {
      this.#zone = checkedZone(this.#unread ?? '', this.#hints);
      this.#unread = undefined;
    }
    return this.#zone;
  }

  getText(range?: Range): string {
    if (range !== undefined) return this.zone.slice(this.offsetAt(range.start), this.offsetAt(range.end));
    return this.#unread ?? this.zone.getText();
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
