import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import { runLine } from '../../../server/src/cli/run.js';
import { speaker } from '../../../server/src/translations.js';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface Folder {
  readonly path: string;
  read(name: string): string;
  /** Runs `tls-rpt` here. */
  run(line: readonly string[], options?: RunOptions): Promise<Ran>;
}

export interface RunOptions {
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly colour?: boolean;
}

/** A folder with these files, gone after the test. */
export function folderWith(
  context: TestContext,
  files: Readonly<Record<string, string | Uint8Array>>,
): Folder {
  const path = mkdtempSync(join(tmpdir(), 'tls-rpt-cli-'));
  context.after(() => rmSync(path, { recursive: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), content);
  }
  return {
    path,
    read: (name) => readFileSync(join(path, name), 'utf8'),
    run: (line, options) => runIn(path, line, options),
  };
}

/** Runs `tls-rpt` in a folder, in this process. */
export async function runIn(cwd: string, line: readonly string[], options: RunOptions = {}): Promise<Ran> {
  let out = '';
  let err = '';
  const io = {
    cwd,
    colour: options.colour ?? false,
    out: (text: string) => {
      out += text;
    },
    err: (text: string) => {
      err += text;
    },
    progress: () => {},
    stdin: async () => Buffer.from(options.stdin ?? ''),
  };
  const code = await runLine(line, io, options.env ?? {}, speaker);
  return { code, out, err };
}
