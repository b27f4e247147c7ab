import { readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { expandedZone } from '../expandedZone.js';
import { msg } from '../message.js';
import { visible } from '../report/visible.js';
import type { ZoneSource } from '../zone/expand.js';
import { originOfFile } from '../zone/fileName.js';
import { absoluteName } from '../zone/names.js';
import { guessOrigin } from '../zone/origin.js';
import { defineCommand, type Io } from './command.js';
import { exit, UsageError } from './outcome.js';

export const zone = defineCommand({
  name: 'zone',
  operands: 'FILE',
  about: msg(
    'Prints a zone as a name server holds it: one record a line with absolute names, $INCLUDE and $GENERATE carried out, in the order and the spelling of named-compilezone. A zone that BIND refuses is refused, with every cause.',
  ),
  options: {
    origin: {
      type: 'string',
      argument: 'NAME',
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
    const name = origin === undefined ? guess(source) : absoluteName(origin);
    if (name === undefined) {
      throw new UsageError(
        origin === undefined
          ? msg('Nothing in {0} says which zone it is: name it with --origin.', path)
          : msg('{0} is no domain name.', origin),
      );
    }
    const read = (file: string, from: string) => readInclude(file, from, io);
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
    return { name: path, text: readFileSync(resolve(io.cwd, path), 'latin1') };
  } catch (error) {
    const { code = String(error) } = error as { readonly code?: string };
    throw new UsageError(msg('It cannot be read ({0}).', code), path);
  }
}

/** A file is looked for where BIND does, in the working directory, and then beside the one that includes it. */
function readInclude(file: string, from: string, io: Io): ZoneSource | undefined {
  for (const name of [file, join(dirname(from), file)]) {
    try {
      return { name, text: readFileSync(resolve(io.cwd, name), 'latin1') };
    } catch {
      // The next place.
    }
  }
  return undefined;
}

function guess({ name, text }: ZoneSource): string | undefined {
  const { apex, origin } = guessOrigin(text, { fallbackOrigin: originOfFile(basename(name)) });
  return apex ?? origin;
}
