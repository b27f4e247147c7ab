import { type Message, msg, type Say } from '../message.js';
import type { Command } from './command.js';
import type { Options } from './options.js';

/** The options that every command has. */
export const globalOptions = {
  help: { type: 'boolean', short: 'h', help: msg('Show this help.') },
  lang: { type: 'string', argument: msg('LANGUAGE'), help: msg('Write in this language: en or de.') },
} as const satisfies Options;

/** What `tls-rpt --help` prints. */
export function generalHelp(
  commands: Readonly<Record<string, { readonly about: Message }>>,
  say: Say,
): string {
  return [
    say(
      msg(
        'tls-rpt: checks DNS zone files, MTA-STS policies and SMTP TLS reports (RFC 8460), and writes TLS-RPT records.',
      ),
    ),
    '',
    say(msg('Usage:')),
    `  tls-rpt ${say(msg('COMMAND'))} [${say(msg('OPTION'))}]…`,
    '',
    say(msg('Commands:')),
    ...table(Object.entries(commands).map(([name, { about }]) => [name, say(about)])),
    '',
    say(msg('Options:')),
    ...table([
      ['-h, --help', say(msg('Show this help; after a command, its own.'))],
      ['-V, --version', say(msg('Show the version.'))],
      [`    --lang ${say(globalOptions.lang.argument)}`, say(globalOptions.lang.help)],
    ]),
    '',
    say(msg('Exit code:')),
    ...table([
      ['0', say(msg('nothing of severity error'))],
      ['1', say(msg('findings of severity error, or more warnings than --max-warnings allows'))],
      ['2', say(msg('wrong usage, or an input that cannot be read'))],
    ]),
    '',
    say(msg('Examples:')),
    '  tls-rpt lint zones/',
    '  tls-rpt record --domain example.com --rua mailto:tls-reports@example.net',
    '  tls-rpt check example.com',
    '',
  ].join('\n');
}

/** What `tls-rpt COMMAND --help` prints. */
export function commandHelp(command: Command, say: Say): string {
  const options: Options = { ...command.options, ...globalOptions };
  return [
    ...wrap(say(command.about), 100),
    '',
    say(msg('Usage:')),
    `  tls-rpt ${command.name} [${say(msg('OPTION'))}]… ${inWords(command.operands, say)}`.trimEnd(),
    '',
    say(msg('Options:')),
    ...table(
      Object.entries(options).map(([name, { short, argument, help, multiple }]) => [
        `${short ? `-${short}, ` : '    '}--${name}${argument ? ` ${inWords(argument, say)}` : ''}${multiple ? '…' : ''}`,
        say(help),
      ]),
    ),
    '',
    say(msg('Examples:')),
    ...command.examples.flatMap(({ line, does }) => [`  # ${say(does)}`, `  ${line}`]),
    '',
  ].join('\n');
}

/** A placeholder of the line: words to choose from stay as they are. */
const inWords = (text: string | Message, say: Say) => (typeof text === 'string' ? text : say(text));

/** Two columns, the second wrapped to 100 columns in all. */
function table(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.min(34, Math.max(...rows.map(([left]) => left.length)));
  return rows.flatMap(([left, right]) => {
    const [first = '', ...rest] = wrap(right, 96 - width);
    const lines = left.length > width ? [`  ${left}`, `${' '.repeat(width + 4)}${first}`] : [];
    return [
      ...(lines.length > 0 ? lines : [`  ${left.padEnd(width)}  ${first}`]),
      ...rest.map((line) => `${' '.repeat(width + 4)}${line}`),
    ];
  });
}

function wrap(text: string, width: number): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last !== '' && last.length + 1 + word.length > width) {
      lines.push(word);
    } else {
      lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
    }
  }
  return lines;
}
