/** The files that open zones include, as far as they may be read: asked for once, kept until they change. */
import type { IncludedText } from '../../protocol/includes.js';
import { pathOf } from './documents.js';
import type { OpenDocument } from './openDocument.js';
import { OpenZone } from './openZone.js';
import { isAbsolutePath } from './origins/paths.js';
import type { ReadInclude } from './zone/includes.js';

/** So many files are kept. */
const mostFiles = 10_000;

/** Reads of each list of URIs the first file that is there. */
export type ReadFiles = (files: readonly (readonly string[])[]) => Promise<readonly IncludedText[]>;

export interface IncludeHost {
  /** The open documents: what they hold counts before what is on the disk. */
  open(): readonly OpenDocument[];
  /** The folder of the configuration that names a zone file, as a URI with a slash at its end. */
  configurationFolder(uri: string): string | undefined;
  /** The folders of the workspace, in the same form. */
  folders(): readonly string[];
  /** Undefined where nobody reads files. */
  read(): ReadFiles | undefined;
  /** Tells a zone what is said of its origin: it decides what its files mean. */
  knowOrigin(zone: OpenZone): Promise<void>;
  /** What is found in other zones than the one that was asked about may be another now. */
  changed(): void;
}

export class IncludedFiles {
  readonly #host: IncludeHost;
  /** By the URIs where a file may be. */
  readonly #files = new Map<string, IncludedText>();
  /** What is asked for and not there yet. */
  readonly #wanted = new Map<string, readonly string[]>();
  /** What is being read: whoever asks meanwhile waits for it too. */
  readonly #reading = new Map<string, Promise<void>>();
  /** Zones that others did not wait for. */
  readonly #leftOut = new WeakSet<OpenZone>();
  /** What has changed while it was being read: it is read again. */
  readonly #stale = new Set<string>();
  readonly #readers = new WeakMap<OpenZone, ReadInclude>();
  readonly #texts = new WeakMap<OpenDocument, { readonly version: number; readonly text: string }>();

  constructor(host: IncludeHost) {
    this.#host = host;
  }

  /** Reads what an open zone includes, and finds out whether open zones include it; as long as that is wanted. */
  async settle(zone: OpenZone, isWanted: () => boolean): Promise<void> {
    if (this.#host.read() === undefined) {
      await this.#read(zone, isWanted);
      return;
    }
    await this.#load(zone, isWanted);
    if (!isWanted()) return;
    // Who is in a hurry does not wait for a long zone to be read, but is told afterwards.
    const others: OpenZone[] = [];
    for (const other of this.#zones()) {
      if (other === zone) continue;
      if (other.isLate()) this.#leftOut.add(other);
      else others.push(other);
    }
    if (this.#leftOut.delete(zone) && this.#zones().some(({ uri }) => zone.includes(uri)))
      this.#host.changed();
    await Promise.all(
      others.map(async (other) => {
        await this.#host.knowOrigin(other);
        await this.#load(other, isWanted);
      }),
    );
    if (!isWanted()) return;
    const including = others.filter((other) => other.includes(zone.uri));
    // What is found in a file is found with the zones that include it.
    for (const other of including) await other.looked(isWanted);
    if (!isWanted()) return;
    // A file that is a part itself does not say what it is included in.
    zone.usePlace(
      including.filter((one) => !others.some((other) => other !== one && other.includes(one.uri))),
    );
    // A file that has changed meanwhile is read again: whoever waits is told of the zone as a whole.
    await this.#load(zone, isWanted);
  }

  /** Whether what is found in other open zones depends on what a document holds, or the other way round. */
  concerns(document: OpenDocument): boolean {
    return this.#zones().some(
      (zone) =>
        zone.uri !== document.uri &&
        (zone.includes(document.uri) || (document instanceof OpenZone && document.includes(zone.uri))),
    );
  }

  /** Forgets files that may have changed; whether there were such. */
  forget(uris: readonly string[]): boolean {
    const changed = new Set(uris);
    const isStale = (key: string) => key.split('\n').some((uri) => changed.has(uri));
    const stale = [...this.#files.keys()].filter(isStale);
    for (const key of stale) this.#files.delete(key);
    const late = [...this.#reading.keys()].filter(isStale);
    for (const key of late) this.#stale.add(key);
    return stale.length + late.length > 0;
  }

  /** Forgets all files; whether there were any. */
  clear(): boolean {
    const { size } = this.#files;
    this.#files.clear();
    for (const key of this.#reading.keys()) this.#stale.add(key);
    return size + this.#reading.size > 0;
  }

  #zones(): OpenZone[] {
    return this.#host.open().filter((document) => document instanceof OpenZone);
  }

  /** Reads a zone, unless it is closed meanwhile. */
  async #read(zone: OpenZone, isWanted: () => boolean): Promise<boolean> {
    const isOpen = () => isWanted() && this.#host.open().includes(zone);
    await zone.ready(isOpen);
    return isOpen();
  }

  async #load(zone: OpenZone, isWanted: () => boolean): Promise<void> {
    const reader = this.#readerOf(zone);
    zone.useIncludes(reader);
    // What is there when the zone is read the first time is read with it.
    const named = zone.namedIncludes(mostFiles);
    for (const name of named) reader(name, { name: zone.uri, uri: zone.uri });
    if (named.length > 0) await this.#readAsked();
    // Each round finds what the files of the one before include.
    while (
      (await this.#read(zone, isWanted)) &&
      (zone.refreshIncludes() || this.#wanted.size + this.#reading.size > 0)
    )
      await this.#readAsked();
  }

  async #readAsked(): Promise<void> {
    if (this.#wanted.size > 0) this.#readWanted();
    await Promise.all(this.#reading.values());
  }

  #readWanted(): void {
    const wanted = [...this.#wanted];
    this.#wanted.clear();
    const done = this.#ask(wanted).finally(() => {
      for (const [key] of wanted) this.#reading.delete(key);
    });
    for (const [key] of wanted) this.#reading.set(key, done);
  }

  async #ask(wanted: readonly (readonly [string, readonly string[]])[]): Promise<void> {
    const uris = wanted.map(([, some]) => some);
    // A client that fails has not read them.
    const files =
      (await this.#host
        .read()?.(uris)
        .catch(() => [])) ?? [];
    for (const [index, [key]] of wanted.entries()) {
      if (!this.#stale.delete(key)) this.#files.set(key, files[index] ?? { problem: 'refused' });
    }
  }

  /** The URIs of a file that stands for a name in a file of a zone, the first to be tried first. */
  candidates(written: string, uri: string, zone: string): string[] {
    return candidates(written, this.#bases(uri, zone));
  }

  #bases(uri: string, zone: string): string[] {
    const configuration = this.#host.configurationFolder(zone);
    const bases = [uri, zone, ...this.#host.folders()];
    return configuration === undefined ? bases : [configuration, ...bases];
  }

  #readerOf(zone: OpenZone): ReadInclude {
    const known = this.#readers.get(zone);
    if (known !== undefined) return known;
    const places = new Places();
    const reader: ReadInclude = (written, { uri = zone.uri }) => {
      const isFull = this.#files.size + this.#wanted.size >= mostFiles;
      const place = places.of(written, this.#bases(uri, zone.uri), isFull);
      if (place === undefined) return 'tooMany';
      const { key, uris } = place;
      if (uris.length === 0) return 'missing';
      const file = this.#files.get(key);
      if (file === undefined) {
        if (isFull) return 'tooMany';
        if (!this.#reading.has(key)) this.#wanted.set(key, uris);
        return 'unread';
      }
      if ('problem' in file) return file.problem;
      const path = pathOf(file.uri);
      const open = this.#host.open().find((document) => pathOf(document.uri) === path);
      return open === undefined ? file : { ...file, uri: open.uri, text: this.#textOf(open) };
    };
    this.#readers.set(zone, reader);
    return reader;
  }

  /** The text of an open document: one string as long as it does not change. */
  #textOf(document: OpenDocument): string {
    // In a circle the zone is asked that is being read: what it includes by itself is not looked into.
    if (document instanceof OpenZone && document.isBusy) return document.getText();
    const known = this.#texts.get(document);
    if (known?.version === document.version) return known.text;
    const text = document.getText();
    this.#texts.set(document, { version: document.version, text });
    return text;
  }
}

/** Where a file may be, and what that is kept under. */
interface Place {
  readonly uris: readonly string[];
  readonly key: string;
}

/** Where the files may be that a zone names: each name is looked up several times. */
class Places {
  readonly #known = new Map<string, Place>();

  /**
   * @param bases what the URIs of that file are made with
   * @param isFull whether no other file is read: then there is no place for more names than files
   */
  of(written: string, bases: readonly string[], isFull: boolean): Place | undefined {
    const name = [written, ...bases].join('\n');
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    if (this.#known.size >= mostFiles) {
      if (isFull) return undefined;
      // Names that an author has typed through.
      this.#known.clear();
    }
    const uris = candidates(written, bases);
    const place = { uris, key: uris.join('\n') };
    this.#known.set(name, place);
    return place;
  }
}

/**
 * The URIs of a file that a zone names, the first to be tried first. BIND takes a relative name as seen from its working
 * directory, which the editor can only guess.
 *
 * @param bases URIs of folders (with a slash at the end) and of files in such
 */
export function candidates(written: string, bases: readonly string[]): string[] {
  // A half of a surrogate pair is in no URI.
  if (written === '' || /\p{Cs}/u.test(written)) return [];
  const path = written.replace(/^\/+/, '/').split('/').map(encodeURIComponent).join('/');
  const uris = bases.flatMap((base) => {
    try {
      return /^[a-z][a-z0-9+.-]*:\/\//i.test(base) ? [new URL(path, base).href] : [];
    } catch {
      // Not every name can be a part of every URI.
      return [];
    }
  });
  return isAbsolutePath(written) ? uris.slice(0, 1) : [...new Set(uris)];
}
