import { languageIn, languageOf, languages } from '../language.js';
import { type Message, msg } from '../message.js';
import { visible } from '../report/visible.js';
import { oneOf } from './arguments.js';
import type { Command, Io } from './command.js';
import { commandHelp, generalHelp, globalOptions } from './help.js';
import { exit, UsageError } from './outcome.js';
import { version } from './version.js';

interface Entry {
  readonly about: Message;
  /** Loads the command: a start pays for no other. */
  load(): Promise<Command>;
}

const commands: Readonly<Record<string, Entry>> = {
  lint: {
    about: msg('Find mistakes in zones, policies and reports; with --fix, mend them.'),
    load: async () => (await import('./lint.js')).lint,
  },
  record: {
    about: msg('Write a TLS-RPT record.'),
    load: async () => (await import('./record.js')).record,
  },
  check: {
    about: msg('Ask the DNS which TLS-RPT record a domain publishes.'),
    load: async () => (await import('./check.js')).check,
  },
  zone: {
    about: msg('Print a zone as a name server holds it.'),
    load: async () => (await import('./zone.js')).zone,
  },
  report: {
    about: msg('Sum up SMTP TLS reports for people or for programs.'),
    load: async () => (await import('./report.js')).report,
  },
};

/**
 * Runs a command line.
 *
 * @param line the words after the program's name
 * @param speaker gives a language's words
 * @returns the exit code
 */
export async function runLine(
  line: readonly string[],
  process: Omit<Io, 'say'>,
  env: Readonly<Record<string, string | undefined>>,
  speaker: (language: string) => Promise<Io['say']>,
): Promise<number> {
  const { rest, help, wantsVersion, lang } = takeGlobalOptions(line);
  const asked = lang && languages.find((language) => language === languageIn(lang));
  const say = await speaker(languageOf(asked, env));
  const io: Io = { ...process, say };
  const [name, ...words] = rest;
  const entry = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
  try {
    if (lang === '') throw new UsageError(msg('The option {0} needs a value.', '--lang'));
    // A locale may name any language, but whoever asks for one by the option is told that it is not there.
    oneOf('--lang', asked ?? lang, languages);
    if (wantsVersion) {
      io.out(`${version}\n`);
      return exit.good;
    }
    if (name === undefined) {
      (help ? io.out : io.err)(generalHelp(commands, say));
      return help ? exit.good : exit.usage;
    }
    if (entry === undefined) {
      throw new UsageError(msg('There is no command {0}.', name));
    }
    const command = await entry.load();
    if (help) {
      io.out(commandHelp(command, say));
      return exit.good;
    }
    return await command.run(words, io);
  } catch (error) {
    if (!(error instanceof UsageError)) {
      throw error;
    }
    const where = error.file === undefined ? '' : `${visible(error.file)}: `;
    const hint = msg('Try: {0}', `tls-rpt ${entry ? `${name} ` : ''}--help`);
    // Nobody who misspells a file wants the help.
    const helpLine = error.file === undefined ? `${say(hint)}\n` : '';
    io.err(`tls-rpt: ${where}${visible(say(error.words))}\n${helpLine}`);
    return exit.usage;
  }
}

interface Global {
  readonly rest: readonly string[];
  readonly help: boolean;
  readonly wantsVersion: boolean;
  readonly lang: string | undefined;
}

/** Takes the options that every command has from the line, wherever they stand before `--`. */
function takeGlobalOptions(line: readonly string[]): Global {
  const rest: string[] = [];
  let help = false;
  let wantsVersion = false;
  let lang: string | undefined;
  for (let at = 0; at < line.length; at++) {
    const word = line[at] ?? '';
    if (word === '--') {
      rest.push(...line.slice(at));
      break;
    } else if (word === '--help' || word === `-${globalOptions.help.short}`) {
      help = true;
    } else if (word === '--version' || word === '-V') {
      wantsVersion = true;
    } else if (word === '--lang') {
      lang = line[++at] ?? '';
    } else if (word.startsWith('--lang=')) {
      lang = word.slice('--lang='.length);
    } else {
      rest.push(word);
    }
  }
  return { rest, help, wantsVersion, lang };
}
