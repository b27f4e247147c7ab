/** The origins that the configurations of name servers give to zone files. */
import { absoluteName, nameKey } from '../zone/names.js';
import type { Configuration, ConfiguredZone, Server } from './configuration.js';
import { readKnotConf } from './knot.js';
import { readNamedConf } from './namedConf.js';
import { readNsdConf } from './nsd.js';
import {
  commonEnd,
  commonStart,
  folderOf,
  includedFiles,
  isAbsolutePath,
  searchGlob,
  segments,
} from './paths.js';

/** A configuration file of BIND, NSD or Knot DNS. */
export interface ConfigurationFile {
  /** With slashes. */
  readonly path: string;
  readonly text: string;
}

export interface ConfiguredOrigin {
  /** Absolute, in canonical form. */
  readonly origin: string;
  /** The path of the configuration file that names the zone. */
  readonly path: string;
}

/** A zone file that a configuration names. */
interface Place extends ConfiguredOrigin {
  /** The parts of its path as the name server sees it. */
  readonly file: readonly string[];
  /** The parts of the path of the configuration's folder. */
  readonly folder: readonly string[];
}

export class Configurations {
  /** By the last part of the path. */
  readonly #places = new Map<string, Place[]>();
  /** Globs for the files that are included and not there. */
  readonly missing: readonly string[];

  constructor(files: readonly ConfigurationFile[]) {
    const read = new Map(files.map(({ path, text }) => [path, readConfiguration(text)]));
    const paths = [...read.keys()];
    const located = paths.map((path) => ({ path, parts: segments(path) }));
    const missing = new Set<string>();
    const included = new Map<string, readonly string[]>();
    for (const [path, { includes }] of read) {
      const found = includes.map((written) => {
        const targets = includedFiles(written, path, located);
        const search = targets.length > 0 ? undefined : searchGlob(written);
        if (search !== undefined) missing.add(search);
        return targets;
      });
      included.set(path, found.flat());
    }
    this.missing = [...missing];
    // A file that another one includes says what it says there; files in a circle begin with the first of them.
    const inner = new Set([...included.values()].flat());
    const seen = new Set<string>();
    for (const path of [...paths.filter((one) => !inner.has(one)), ...paths]) {
      if (seen.has(path)) continue;
      const group = reachable(path, included);
      for (const one of group) seen.add(one);
      this.#add(group.flatMap((one) => (read.has(one) ? [[one, read.get(one)!] as const] : [])));
    }
  }

  #add(group: readonly (readonly [path: string, Configuration])[]): void {
    const templates = new Map<string, ConfiguredZone>();
    for (const [, { templates: some }] of group) {
      for (const template of some) templates.set(template.name, template);
    }
    const folder = group.find(([, configuration]) => configuration.folder)?.[1].folder;
    for (const [path, { server, zones }] of group) {
      for (const zone of zones) {
        const origin = absoluteName(zone.name);
        const sources = withTemplates(zone, server, templates);
        const written = sources.find(({ file }) => file)?.file ?? server.defaultFile;
        if (written === undefined || origin === undefined) continue;
        const words = Object.assign({}, ...sources.map((source) => source.words).reverse());
        const file = server.format(written, { ...zone, words });
        const within = sources.find((source) => source.folder)?.folder ?? folder ?? folderOf(path);
        this.#place({
          origin,
          path,
          file: segments(isAbsolutePath(file) ? file : `${within}/${file}`),
          folder: segments(folderOf(path)),
        });
      }
    }
  }

  #place(place: Place): void {
    const name = place.file.at(-1) ?? '';
    const places = this.#places.get(name);
    if (places === undefined) this.#places.set(name, [place]);
    else places.push(place);
  }

  /** The names of the zone files, without their folders. */
  get zoneFiles(): string[] {
    return [...this.#places.keys()].filter((name) => name !== '');
  }

  /**
   * The origin of a zone file. The name server sees it in another folder than the editor, so that its path and the
   * configured one need only end alike: the longer the better, then the nearer to the configuration. Undefined where two
   * zones of different names fit as well: one file may serve many zones.
   *
   * @param path with slashes
   */
  originOf(path: string): ConfiguredOrigin | undefined {
    const parts = segments(path);
    let best: Place[] = [];
    let bestEnd = 0;
    let bestStart = 0;
    for (const place of this.#places.get(parts.at(-1) ?? '') ?? []) {
      const end = commonEnd(place.file, parts);
      const start = commonStart(place.folder, parts);
      if (end < bestEnd || (end === bestEnd && start < bestStart)) continue;
      if (end > bestEnd || start > bestStart) best = [];
      best.push(place);
      bestEnd = end;
      bestStart = start;
    }
    const [first] = best;
    return first && best.every(({ origin }) => nameKey(origin) === nameKey(first.origin))
      ? { origin: first.origin, path: first.path }
      : undefined;
  }
}

/** A configuration by its looks: a file that is included tells its kind neither by name nor by folder. */
export function readConfiguration(text: string): Configuration {
  if (/^[ \t]*(?:- *(?:domain|id)|template)[ \t]*:/m.test(text)) return readKnotConf(text);
  if (/^[ \t]*(?:server|zone|pattern|key|remote-control|include):/m.test(text)) return readNsdConf(text);
  return readNamedConf(text);
}

/** A file, and all that it includes, and those include: each once. */
function reachable(path: string, included: ReadonlyMap<string, readonly string[]>): string[] {
  const found = new Set([path]);
  for (const one of found) {
    for (const next of included.get(one) ?? []) found.add(next);
  }
  return [...found];
}

/** A zone and the templates that it takes the rest from, the nearest first. */
function withTemplates(
  zone: ConfiguredZone,
  { defaultTemplate }: Server,
  templates: ReadonlyMap<string, ConfiguredZone>,
): ConfiguredZone[] {
  const found = new Set([zone]);
  for (const one of found) {
    const names = one === zone && zone.templates.length === 0 ? [defaultTemplate ?? ''] : one.templates;
    for (const name of names) {
      const template = templates.get(name);
      if (template !== undefined) found.add(template);
    }
  }
  return [...found];
}
