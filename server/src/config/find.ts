import { type Config, configName } from './model.js';

/** The text of a file; undefined where there is none, or it cannot be read. */
export type ReadText = (uri: string) => Promise<string | undefined>;

/** A configuration file that holds for a document. */
export interface FoundFile {
  readonly uri: string;
  readonly config: Config;
  /** The document's path, relative to the configuration's folder. */
  readonly path: string;
  /** Whether the file is understood as a whole. */
  readonly sound: boolean;
}

/**
 * The configuration file of a document's folder, or of the next folder upwards: not beyond the folder of the workspace
 * that it is in.
 *
 * @param uri of the document; only files have a configuration
 * @param folder the URI of the workspace's folder; undefined where the document is in none
 */
export async function findConfigFile(
  uri: string,
  folder: string | undefined,
  readText: ReadText,
): Promise<FoundFile | undefined> {
  if (!/^file:\/\//i.test(uri)) return undefined;
  for (let at = new URL('.', uri); ; ) {
    const file = new URL(configName, at).href;
    const text = await readText(file);
    if (text !== undefined) {
      // Only who has such a file pays for its parser.
      const { readConfig } = await import('./read.js');
      const { config, problems } = readConfig(text);
      const path = decodeURIComponent(uri.slice(at.href.length));
      return { uri: file, config, path, sound: problems.length === 0 };
    }
    const up = new URL('..', at);
    if (up.href === at.href || at.href === folder?.replace(/\/?$/, '/')) return undefined;
    at = up;
  }
}
