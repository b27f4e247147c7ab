import type { Message } from '../message.js';

/** An option of a command: `node:util`'s `parseArgs` reads the line by it, and the help is written from it. */
export interface Option {
  readonly type: 'string' | 'boolean';
  readonly short?: string;
  /** Whether it may be given several times; its values are then a list. */
  readonly multiple?: boolean;
  /** What the value is called in the help, `NAME` say; for options of type string. */
  readonly argument?: string | Message;
  readonly help: Message;
}

export type Options = Readonly<Record<string, Option>>;

/** The values of a command line, by option. */
export type Values<O extends Options> = {
  readonly [K in keyof O]: O[K]['type'] extends 'boolean'
    ? boolean
    : O[K] extends { readonly multiple: true }
      ? readonly string[]
      : string | undefined;
};
