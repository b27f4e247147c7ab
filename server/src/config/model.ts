import type { Levels } from '../rules/levels.js';

/** The name of the configuration file, searched from a file's folder upwards. */
export const configName = '.tls-rpt.json';

/** What a project says for everybody who works on it: editors and command lines alike. */
export interface Config {
  readonly rules: Levels;
  /** The origin of a zone file by its path, relative to the configuration's folder, absolute; undefined where it says nothing. */
  originOf(path: string): string | undefined;
  /** Whether a file that is found in a folder is to be left out. */
  ignores(path: string): boolean;
}

export const emptyConfig: Config = { rules: {}, originOf: () => undefined, ignores: () => false };
