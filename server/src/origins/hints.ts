import { originOfFile } from '../zone/fileName.js';
import type { OriginHints } from '../zone/origin.js';
import type { Configurations } from './index.js';

/** What is said outside a zone file about its origin, and by whom. */
export interface NamedHints extends OriginHints {
  /** Who says `origin`. */
  readonly from?: 'setting' | 'configuration';
  /** The path of the configuration file that says it. */
  readonly path?: string;
}

/**
 * What to tell a zone file about its origin: what the user set, else what a name server's configuration says; and in any
 * case its own name, to fall back on.
 *
 * @param path of the zone file, with slashes
 * @param setting the origin that the user set for this file
 */
export function originHints(
  path: string,
  setting: string | undefined,
  configurations: Pick<Configurations, 'originOf'>,
): NamedHints {
  const fallbackOrigin = originOfFile(path);
  if (setting !== undefined) return { origin: setting, from: 'setting', fallbackOrigin };
  const configured = configurations.originOf(path);
  if (configured === undefined) return { fallbackOrigin };
  return { origin: configured.origin, from: 'configuration', path: configured.path, fallbackOrigin };
}
