import type { Message } from '../message.js';

/** The exit codes, a public contract. */
export const exit = { good: 0, findings: 1, usage: 2 } as const;

/** A command line that makes no sense, or an input that cannot be read: exit 2. */
export class UsageError extends Error {
  readonly words: Message;
  /** The file that it speaks of, where the words do not name it. */
  readonly file: string | undefined;

  constructor(words: Message, file?: string) {
    super(words.template);
    this.words = words;
    this.file = file;
  }
}
