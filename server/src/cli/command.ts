import type { Message, Say } from '../message.js';
import type { StartAhead } from './ahead.js';
import { readLine } from './arguments.js';
import type { Options, Values } from './options.js';

interface About {
  readonly name: string;
  /** What follows the name and the options in the line of usage. */
  readonly operands: string | Message;
  readonly about: Message;
  readonly options: Options;
  readonly examples: readonly { readonly line: string; readonly does: Message }[];
}

/** One command of `tls-rpt`, a file each. */
export interface Command extends About {
  /**
   * Runs it.
   *
   * @param line the words after the command's name
   * @returns the exit code
   * @throws UsageError where the line asks for what cannot be
   */
  run(line: readonly string[], io: Io): Promise<number>;
}

interface Definition<O extends Options> extends About {
  readonly options: O;
  run(values: Values<O>, operands: readonly string[], io: Io): Promise<number>;
}

/** Makes a command whose `run` gets the options read and typed. */
export function defineCommand<const O extends Options>(definition: Definition<O>): Command {
  return {
    ...definition,
    run: async (line, io) => {
      const { values, operands } = readLine(definition.name, definition.options, line);
      return definition.run(values, operands, io);
    },
  };
}

/** What a command may touch of the process: tests give their own. */
export interface Io {
  /** The folder that relative paths start from. */
  readonly cwd: string;
  /** Whether the output is a terminal that wants colours. */
  readonly colour: boolean;
  readonly say: Say;
  out(text: string): void;
  err(text: string): void;
  /** Says how far a long run is, to whoever watches: at most a line, gone with the next output. */
  progress(words: () => string): void;
  /** @param most what comes after so many octets may be left out */
  stdin(most?: number): Promise<Uint8Array>;
  /** Starts what reads the later part of a large zone at the same time. */
  readonly startAhead?: StartAhead;
}
