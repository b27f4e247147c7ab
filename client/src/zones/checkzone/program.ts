/** Runs named-checkzone. Node.js only: a browser has no programs. */
import { spawn } from 'node:child_process';
import { constants } from 'node:fs';
import { access, realpath, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, isAbsolute, join, resolve } from 'node:path';

/** What the command needs of the host. */
export interface Programs {
  /**
   * Where a program is.
   *
   * @param set what the user has set: an absolute path; empty to look for the program of this name
   */
  find(set: string, name: string): Promise<string | undefined>;
  run(program: string, args: readonly string[], options: RunOptions): Promise<RunResult>;
  /** The absolute path of a file or folder without symbolic links; undefined where there is none. */
  realPath(name: string, folder: string | undefined): Promise<string | undefined>;
}

export interface RunOptions {
  /** What it reads on its standard input. */
  readonly input: string;
  /** Where it runs; a folder for nothing in particular where that is undefined. */
  readonly folder: string | undefined;
  /** Ends the program. */
  readonly signal: AbortSignal;
}

export interface RunResult {
  readonly code: number;
  /** Standard output and standard error, their first four million characters. */
  readonly output: string;
}

/** Where administrators' programs are, beside the PATH of those who are none. */
const folders =
  process.platform === 'win32'
    ? []
    : ['/usr/sbin', '/usr/local/sbin', '/usr/local/bin', '/opt/homebrew/sbin', '/opt/homebrew/bin'];
const mostOutput = 4_000_000;

export const programs: Programs = {
  async find(set, name) {
    if (set !== '') return isAbsolute(set) && (await isProgram(set)) ? set : undefined;
    const file = process.platform === 'win32' ? `${name}.exe` : name;
    // Of absolute folders only: what lies in the folder of a zone is no program of the user's.
    for (const folder of [...(process.env.PATH ?? '').split(delimiter), ...folders].filter(isAbsolute)) {
      const path = join(folder, file);
      if (await isProgram(path)) return path;
    }
    return undefined;
  },

  run(program, args, { input, folder, signal }) {
    return new Promise((done, fail) => {
      const options = { cwd: folder ?? tmpdir(), signal, killSignal: 'SIGKILL', windowsHide: true } as const;
      const child = spawn(program, args, options);
      let output = '';
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding('utf8').on('data', (text: string) => {
          if (output.length < mostOutput) output += text;
        });
      }
      child.once('error', fail);
      child.once('close', (code) => done({ code: code ?? 1, output }));
      // It may end before it has read all: how it ended says why.
      child.stdin.on('error', () => {});
      child.stdin.end(input);
    });
  },

  realPath(name, folder = tmpdir()) {
    return realpath(resolve(folder, name)).catch(() => undefined);
  },
};

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
