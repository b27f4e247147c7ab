import type { Message } from '../message.js';

/** The exit codes, a public contract. */
export const exit = { good: 0, findings: 1, usage: 2 } as const;

/** A command line that makes no sense, or an input that cannot be read: exit 2. */
export class UsageError extends Error {
  readonly words: Message;

  constructor(words: Message) {
    super(words.template);
    this.words = words;
  }
}
