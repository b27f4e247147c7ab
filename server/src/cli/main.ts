import { realpathSync } from 'node:fs';
import { env, stderr, stdin, stdout } from 'node:process';
import { speaker } from '../language.js';
import type { Io } from './command.js';
import { runLine } from './run.js';

/** The entry of the command line: connects `runLine` with the process. */
async function main(line: readonly string[]): Promise<void> {
  // Whoever reads our output may stop, `head` say: that is no error.
  stdout.on('error', () => process.exit(0));
  const io: Omit<Io, 'say'> = {
    cwd: realpathSync(process.cwd()),
    colour: stdout.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb',
    out: (text) => stdout.write(text),
    err: (text) => stderr.write(text),
    stdin: async () => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of stdin) {
        chunks.push(chunk as Uint8Array);
      }
      return Buffer.concat(chunks);
    },
  };
  process.exitCode = await runLine(line, io, env, speaker);
}

void main(process.argv.slice(2));
