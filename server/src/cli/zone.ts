import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { expandedZone } from '../expandedZone.js';
import { msg } from '../message.js';
import { visible } from '../report/visible.js';
import { originOfFile } from '../zone/fileName.js';
import type { ReadInclude, ZoneSource } from '../zone/includes.js';
import { absoluteName } from '../zone/names.js';
import { guessOrigin } from '../zone/origin.js';
import { defineCommand, type Io } from './command.js';
import { includeReader, uriOf } from './includes.js';
import { exit, UsageError } from './outcome.js';

export const zone = defineCommand({
  name: 'zone',
  operands: msg('FILE'),
  about: msg(
    'Prints a zone as a name server holds it: one record a line with absolute names, $INCLUDE and $GENERATE carried out, in the order and the spelling of named-compilezone. A zone that BIND refuses is refused, with every cause.',
  ),
  options: {
    origin: {
      type: 'string',
      argument: msg('NAME'),
      help: msg(
        'The name of the zone. Without it that of the file: of its $ORIGIN, its SOA, or its own name.',
      ),
    },
  },
  examples: [
    { line: 'tls-rpt zone --origin example.com db.example.com', does: msg('What BIND makes of a file') },
    {
      line: 'diff <(tls-rpt zone db.example.com) <(git show HEAD:db.example.com | tls-rpt zone --origin example.com -)',
      does: msg('What a change means'),
    },
  ],
  run: async ({ origin }, [path, ...others], io) => {
    if (path === undefined || others.length > 0) throw new UsageError(msg('Which file? One at a time.'));
    const source = await readSource(path, io);
    const read = includeReader(io.cwd, (octets) => octets.toString('latin1'));
    const name = origin === undefined ? guess(source, read) : absoluteName(origin);
    if (name === undefined) {
      throw new UsageError(
        origin === undefined
          ? msg('Nothing in {0} says which zone it is: name it with --origin.', path)
          : msg('{0} is no domain name.', origin),
      );
    }
    const expanded = expandedZone(source, { origin: name, read, octets: true });
    if ('causes' in expanded) {
      for (const { file, line, message } of expanded.causes) {
        const where = line === undefined ? source.name : `${file}:${line}`;
        io.err(`${visible(where)}: ${visible(io.say(message))}\n`);
      }
      return exit.findings;
    }
    const { lines } = expanded;
    for (let at = 0; at < lines.length; at += 10_000) io.out(`${lines.slice(at, at + 10_000).join('\n')}\n`);
    return exit.good;
  },
});

async function readSource(path: string, io: Io): Promise<ZoneSource> {
  if (path === '-') return { name: path, text: Buffer.from(await io.stdin()).toString('latin1') };
  try {
    const file = resolve(io.cwd, path);
    return { name: path, text: readFileSync(file, 'latin1'), uri: uriOf(io.cwd, file) };
  } catch (error) {
    const { code = String(error) } = error as { readonly code?: string };
    const words = code === 'ENOENT' ? msg('There is no such file.') : msg('It cannot be read ({0}).', code);
    throw new UsageError(words, path);
  }
}

function guess(source: ZoneSource, read: ReadInclude): string | undefined {
  const fallbackOrigin = originOfFile(basename(source.name));
  const { apex, origin } = guessOrigin(source.text, { fallbackOrigin, includes: { source, read } });
  return apex ?? origin;
}
