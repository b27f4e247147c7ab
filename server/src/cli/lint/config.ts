import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { type Config, configName, emptyConfig } from '../../config/model.js';
import type { ReadConfig } from '../../config/read.js';
import { msg } from '../../message.js';
import type { Finding } from '../../rules/finding.js';
import { UsageError } from '../outcome.js';

/** The configuration that a run follows. */
export interface FoundConfig extends Config {
  /** The file; undefined where there is none. */
  readonly file?: { readonly path: string; readonly text: string; readonly findings: readonly Finding[] };
}

/**
 * The configuration file of a folder: its own, or that of the next folder upwards. The paths that the result takes are
 * relative to `cwd`.
 *
 * @throws UsageError where it cannot be understood
 */
export async function findConfig(cwd: string): Promise<FoundConfig> {
  for (let folder = cwd; ; folder = dirname(folder)) {
    const path = join(folder, configName);
    const text = readIfThere(path);
    if (text !== undefined) {
      // Only who has such a file pays for its parser.
      const { readConfig } = await import('../../config/read.js');
      return located(readConfig(text), cwd, folder, path, text);
    }
    if (folder === dirname(folder)) {
      return emptyConfig;
    }
  }
}

function located(
  { config, findings, problems }: ReadConfig,
  cwd: string,
  folder: string,
  path: string,
  text: string,
): FoundConfig {
  const file = relative(cwd, path).replaceAll('\\', '/');
  if (problems[0] !== undefined) {
    throw new UsageError(problems[0], file);
  }
  const inside = (name: string) => relative(folder, resolve(cwd, name)).replaceAll('\\', '/');
  return {
    rules: config.rules,
    originOf: (name) => config.originOf(inside(name)),
    ignores: (name) => config.ignores(inside(name)),
    file: { path: file, text, findings },
  };
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) {
      return undefined;
    }
    throw new UsageError(msg('{0} cannot be read.', path));
  }
}
