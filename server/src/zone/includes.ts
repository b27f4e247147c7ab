/** What `$INCLUDE` brings into a zone: files, read in the state that the zone is in where they are named. */
import { groupBy } from '../groupBy.js';
import type { Span } from '../span.js';
import type { Steps } from '../steps.js';
import { Chunk } from './chunk.js';
import type { ChunkReader } from './chunkReader.js';
import { FieldList } from './fields.js';
import { EntryScan, readEntry } from './lexer.js';
import type { ZoneState } from './state.js';

/** So deep files may include one another; BIND has no limit but that of open files. */
export const deepest = 50;
/** So many files a zone may include, each counted as often as it is named, and so many UTF-16 units in all. */
const mostFiles = 10_000;
const mostText = 50_000_000;
/** So many files are kept without a look whether the zone still has them. */
const fewFiles = 16;
/** Characters of a chunk, about: an edit reads as much again. */
export const chunkSize = 16_384;

/**
 * From here on offsets are places in included files: each has a stretch as long as this to itself. So the rules tell by a
 * number alone where something stands, in which file and where in it.
 */
const stretch = 2 ** 32;
/** Which file an offset is in, 0 for the zone's own, and where in it. */
export const fileNumberOf = (offset: number) => Math.floor(offset / stretch);
export const offsetInFile = (offset: number) => offset % stretch;

export interface ZoneSource {
  /** How messages name the file. */
  readonly name: string;
  readonly text: string;
  /** What tells it from other files, and links lead to; the name where absent. */
  readonly uri?: string;
}

/**
 * Why a file is not read: not there, outside the workspace, the workspace not trusted, too large, no text, refused by
 * the system, too many or too deep. `unread`: nobody has tried, so there is nothing to say.
 */
export type IncludeProblem =
  | 'missing'
  | 'outside'
  | 'untrusted'
  | 'tooLarge'
  | 'notText'
  | 'refused'
  | 'tooMany'
  | 'unread';

/** Reads an included file, named as in the zone, for the file that names it. */
export type ReadInclude = (
  name: string,
  from: Pick<ZoneSource, 'name' | 'uri'>,
) => ZoneSource | IncludeProblem;

export const noInclude: ReadInclude = () => 'unread';

/** A chunk of an included file, and where it begins. */
export interface Part {
  readonly chunk: Chunk;
  readonly offset: number;
}

/** An included file, as read at one place that names it. */
export interface Included extends ZoneSource {
  /** Its number: see `fileNumberOf`. */
  readonly number: number;
  /** The state at its start and at its end. */
  readonly before: ZoneState;
  readonly after: ZoneState;
  /** Its chunks, and behind each that ends with an `$INCLUDE` those of the file that it names. */
  readonly parts: readonly Part[];
  /** Itself and those that it includes, in the order of the text. */
  readonly files: readonly Included[];
  /** UTF-16 units of all of them. */
  readonly size: number;
  /** What its own directives named, and what came of it: while that is the same, so is all of this. */
  readonly asked: readonly Asked[];
}

interface Asked {
  readonly written: string;
  readonly from: Pick<ZoneSource, 'name' | 'uri'>;
  readonly answer: ZoneSource | IncludeProblem;
}

/** What came of the `$INCLUDE` that a chunk ends with. */
export interface Include {
  /** The file as named; empty where the directive is not sound. */
  readonly written: string;
  readonly file?: Included;
  readonly problem?: IncludeProblem;
  /** Where the file is one of those that led here: the directives in included files on the way round. */
  readonly cycle?: readonly Span[];
}

/** What a chunk has that ends with an `$INCLUDE`, until that is carried out. */
export const notCarriedOut: Include = { written: '', problem: 'unread' };

/** The file that an `$INCLUDE` names. BIND takes it as written, but for quotes and `\"` between them. */
export function includedName(fields: FieldList): string {
  const { text, starts, ends, quoted } = fields;
  const word = text.slice(starts[1]!, ends[1]!);
  if (quoted[1] === 0) return word;
  return word.slice(1, quoted[1] === 1 ? -1 : undefined).replaceAll('\\"', '"');
}

const identity = ({ uri, name }: Pick<ZoneSource, 'name' | 'uri'>) => uri ?? name;

/** What is the same where a file is included again in the same state. */
const keyOf = (source: Pick<ZoneSource, 'name' | 'uri'>, { key }: ZoneState) => `${identity(source)}\n${key}`;

/** A file that is being read, and the place of the directive that it has come to. */
interface Frame {
  readonly source: Pick<ZoneSource, 'name' | 'uri'>;
  readonly asked: Asked[];
  readonly directive: Span | undefined;
}

/**
 * Carries out the `$INCLUDE`s of one zone. What the zone's own directives bring is kept, and used again while it is the same:
 * a file in one state is read once, and so says once what it says, wherever in the zone it is named.
 */
export class Includes {
  readonly #reader: ChunkReader;
  readonly #root: Pick<ZoneSource, 'name' | 'uri'>;
  readonly #read: ReadInclude;
  /** By the file and the state before it: what it has been with this text and that. */
  #kept = new Map<string, Included[]>();
  #keptFiles = 0;
  /** If more are kept, those are forgotten that the zone does not have any more, as states that an author has typed through. */
  #mostKept = fewFiles;
  readonly #fields = new FieldList();
  readonly #scan = new EntryScan();
  /** Files and UTF-16 units that the zone has by its directives: whoever drops some counts again. */
  files = 0;
  size = 0;

  constructor(reader: ChunkReader, root: Pick<ZoneSource, 'name' | 'uri'>, read: ReadInclude) {
    this.#reader = reader;
    this.#root = root;
    this.#read = read;
  }

  /** Carries out the directive at the end of a chunk of the zone's own file, and moves the state on. */
  *carryOut(chunk: Chunk, state: ZoneState): Steps<Chunk> {
    return yield* this.#carryOut(chunk, state, [{ source: this.#root, asked: [], directive: undefined }]);
  }

  /** Counts what the zone has now, and forgets others where they are many. */
  recount(chunks: readonly Chunk[]): void {
    this.files = 0;
    this.size = 0;
    for (const { include } of chunks) {
      if (include?.file === undefined) continue;
      this.files += include.file.files.length;
      this.size += include.file.size;
    }
    if (this.#keptFiles <= this.#mostKept) return;
    const used = new Set(chunks.flatMap(({ include }) => include?.file ?? []));
    this.#kept = groupBy(used, (file) => keyOf(file, file.before));
    this.#keptFiles = used.size;
    this.#mostKept = 2 * used.size + fewFiles;
  }

  /** Whether what an `$INCLUDE` of the zone's own file brought is what it would bring now. */
  isFresh({ written, file, problem, cycle }: Include): boolean {
    if (written === '' || problem === 'tooMany') return true;
    const answer = this.#read(written, this.#root);
    // Whatever the zone itself says by now, it is the zone.
    if (cycle !== undefined) return typeof answer !== 'string' && identity(answer) === identity(this.#root);
    if (file === undefined) return answer === problem;
    return isSame(answer, file) && this.#isCurrent(file);
  }

  #isCurrent(file: Included): boolean {
    return file.files.every(({ asked }) =>
      asked.every(({ written, from, answer }) => isSame(this.#read(written, from), answer)),
    );
  }

  *#carryOut(chunk: Chunk, state: ZoneState, frames: readonly Frame[]): Steps<Chunk> {
    const fields = this.#fields;
    readEntry(chunk.text, chunk.starts[chunk.count - 1]!, chunk.text.length, fields, this.#scan);
    const sound = fields.count === 2 || (fields.count === 3 && state.setOrigin(fields, 2));
    const include = sound ? yield* this.#include(includedName(fields), state, frames) : notCarriedOut;
    // Of thousands of files that are not there each leaves the state as it was.
    if (include.file === undefined && state.included && fields.count !== 3)
      return new Chunk({ ...chunk, text: chunk.text, include }, chunk);
    state.leaveInclude(chunk.after);
    if (include.file === undefined) {
      // It may have set what is not known here, and brought what is missed.
      state.included = true;
    }
    return new Chunk({ ...chunk, text: chunk.text, include, after: state.clone() }, chunk);
  }

  *#include(written: string, state: ZoneState, frames: readonly Frame[]): Steps<Include> {
    const { source: from, asked } = frames.at(-1)!;
    const answer = this.#read(written, from);
    asked.push({ written, from, answer });
    if (typeof answer === 'string') return { written, problem: answer };
    const round = frames.findIndex(({ source }) => identity(source) === identity(answer));
    if (round >= 0) {
      return { written, cycle: frames.slice(round, -1).flatMap(({ directive }) => directive ?? []) };
    }
    if (frames.length > deepest || this.files >= mostFiles || this.size + answer.text.length > mostText) {
      return { written, problem: 'tooMany' };
    }
    const file = yield* this.#file(answer, state, frames);
    return { written, file };
  }

  *#file(source: ZoneSource, state: ZoneState, frames: readonly Frame[]): Steps<Included> {
    if (frames.length > 1) return yield* this.#readFile(source, state, frames);
    const key = keyOf(source, state);
    const kept = this.#kept.get(key) ?? [];
    const known = kept.find((file) => file.text === source.text && this.#isCurrent(file));
    if (known !== undefined) {
      this.files += known.files.length;
      this.size += known.size;
      Object.assign(state, known.after.clone());
      return known;
    }
    const file = yield* this.#readFile(source, state, frames);
    this.#kept.set(key, [...kept, file]);
    this.#keptFiles++;
    return file;
  }

  *#readFile(source: ZoneSource, state: ZoneState, frames: readonly Frame[]): Steps<Included> {
    const { text } = source;
    const number = nextNumber++;
    const asked: Asked[] = [];
    const parts: Part[] = [];
    const inner: Included[] = [];
    const before = state.clone();
    this.files++;
    this.size += text.length;
    for (let at = 0; at < text.length; yield) {
      let chunk = this.#reader.read(text, at, text.length, chunkSize, state);
      const offset = number * stretch + at;
      at += chunk.length;
      if (chunk.include !== undefined) {
        const end = offset + chunk.text.trimEnd().length;
        const directive = { start: offset + chunk.starts[chunk.count - 1]!, end };
        chunk = yield* this.#carryOut(chunk, state, [...frames, { source, asked, directive }]);
      }
      parts.push({ chunk, offset });
      const file = chunk.include?.file;
      if (file === undefined) continue;
      for (const part of file.parts) parts.push(part);
      for (const one of file.files) inner.push(one);
    }
    const files: Included[] = [];
    const size = inner.reduce((sum, one) => sum + one.text.length, text.length);
    const file: Included = { ...source, number, before, after: state.clone(), parts, files, size, asked };
    files.push(file, ...inner);
    return file;
  }
}

/** Numbers are given once, so that an offset means one file as long as anybody remembers it. */
let nextNumber = 1;

function isSame(answer: ZoneSource | IncludeProblem, known: ZoneSource | IncludeProblem): boolean {
  if (typeof answer === 'string' || typeof known === 'string') return answer === known;
  return identity(answer) === identity(known) && answer.text === known.text;
}
