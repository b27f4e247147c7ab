import { parseArgs } from 'node:util';
import { msg } from '../message.js';
import type { Options, Values } from './options.js';
import { UsageError } from './outcome.js';

export interface Line<O extends Options> {
  readonly values: Values<O>;
  readonly operands: readonly string[];
}

/**
 * Reads a command's part of the line. `--` ends the options.
 *
 * @throws UsageError for an option that the command does not have, or one without its value
 */
export function readLine<O extends Options>(
  command: string,
  definitions: O,
  line: readonly string[],
): Line<O> {
  const options = Object.fromEntries(
    Object.entries(definitions).map(([name, { type, short, multiple }]) => [
      name,
      { type, ...(short !== undefined && { short }), multiple: multiple === true },
    ]),
  );
  const values: Record<string, string | boolean | string[] | undefined> = {};
  for (const [name, option] of Object.entries(definitions)) {
    values[name] = option.type === 'boolean' ? false : option.multiple ? [] : undefined;
  }
  try {
    const parsed = parseArgs({ args: [...line], options, allowPositionals: true });
    return {
      values: Object.assign(values, parsed.values) as unknown as Values<O>,
      operands: parsed.positionals,
    };
  } catch (error) {
    throw explain(command, error);
  }
}

function explain(command: string, error: unknown): unknown {
  if (!(error instanceof Error && 'code' in error)) {
    return error;
  }
  const option = /'(-[^' ]*)/.exec(error.message)?.[1] ?? '';
  switch (error.code) {
    case 'ERR_PARSE_ARGS_UNKNOWN_OPTION':
      return new UsageError(msg('tls-rpt {0} has no option {1}.', command, option));
    case 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE':
      return new UsageError(
        error.message.includes('does not take')
          ? msg('The option {0} takes no value.', option)
          : msg('The option {0} needs a value.', option.split(',')[0] ?? option),
      );
    default:
      return error;
  }
}

/**
 * The value of an option that is one of a few words.
 *
 * @throws UsageError for any other word
 */
export function oneOf<T extends string>(option: string, value: string | undefined, words: readonly T[]): T {
  const word = value === undefined ? words[0] : words.find((candidate) => candidate === value);
  if (word === undefined) {
    throw new UsageError(msg('{0} is none of {1}, which {2} may be.', value ?? '', words.join(', '), option));
  }
  return word;
}

/**
 * The value of an option that is a whole number, 0 or more; undefined where it is not given.
 *
 * @throws UsageError for anything else
 */
export function wholeNumber(option: string, value: string | undefined): number | undefined {
  if (value === undefined) {
    return undefined;
  }
  if (!/^\d{1,15}$/.test(value)) {
    throw new UsageError(msg('{0} needs a whole number, not {1}.', option, value));
  }
  return Number(value);
}
