import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { env, stderr, stdin, stdout } from 'node:process';
import { speaker } from '../translations.js';
import { aheadBy } from './ahead.js';
import type { Io } from './command.js';
import { exit } from './outcome.js';
import { noProgress, progressOn } from './progress.js';
import { runLine } from './run.js';
import { wantsColour } from './terminal.js';

/** The entry of the command line: connects `runLine` with the process. */
async function main(line: readonly string[]): Promise<void> {
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    // Whoever reads our output may stop, `head` say: that is no error.
    if (error.code === 'EPIPE') process.exit();
    fail(error.message);
  });
  const progress = stderr.isTTY ? progressOn((text) => stderr.write(text), Date.now) : noProgress;
  const io: Omit<Io, 'say'> = {
    cwd: realpathSync(process.cwd()),
    colour: wantsColour(stdout.isTTY === true, env),
    out: (text) => {
      progress.hide();
      stdout.write(text);
    },
    err: (text) => {
      progress.hide();
      stderr.write(text);
    },
    progress: progress.show,
    stdin: async (most = Number.POSITIVE_INFINITY) => {
      const chunks: Uint8Array[] = [];
      let size = 0;
      for await (const chunk of stdin) {
        chunks.push(chunk as Uint8Array);
        size += (chunk as Uint8Array).length;
        if (size > most) break;
      }
      return Buffer.concat(chunks);
    },
    startAhead: aheadBy(join(__dirname, 'aheadThread.js')),
  };
  process.exitCode = await runLine(line, io, env, speaker);
  // When all is written, Node.js would take down piece by piece what a large zone holds: the system is faster at that.
  process.once('beforeExit', () => process.exit());
}

/** What should not happen is told apart from findings by its exit code. */
function fail(words: string): never {
  stderr.write(`tls-rpt: ${words}\n`);
  process.exit(exit.usage);
}

main(process.argv.slice(2)).catch((error: unknown) =>
  fail(error instanceof Error ? (error.stack ?? error.message) : String(error)),
);
