/** The origins of open zone files: what is said about them outside, and what the client asks about them. */
import type { Connection } from 'vscode-languageserver';
import {
  type ConfigurationsParams,
  type ConfigurationsResult,
  configurationsRequest,
  type OriginCheckParams,
  type OriginCheckResult,
  type OriginFrom,
  type OriginParams,
  type OriginResult,
  originCheckRequest,
  originRequest,
} from '../../../../protocol/origins.js';
import { pathOf } from '../../documents.js';
import { type Message, msg } from '../../message.js';
import type { OpenZone } from '../../openZone.js';
import { originHints } from '../../origins/hints.js';
import { Configurations } from '../../origins/index.js';
import { toALabels } from '../../report/host.js';
import type { Settings } from '../../settings.js';
import { absoluteName } from '../../zone/names.js';
import { guessOrigin, originReach } from '../../zone/origin.js';

export interface OriginServices {
  /** An open zone file with its settings; undefined where the document is none. */
  zoneOf(uri: string): Promise<{ readonly open: OpenZone; readonly settings: Settings } | undefined>;
  /** The origins of documents may be others from now on. */
  changed(): void;
  say(message: Message): string;
}

/** What the configurations of name servers say, as far as the client has sent them. */
export class ZoneOrigins {
  #configurations = new Configurations([]);
  #uris = new Map<string, string>();
  /** What was found with these: a zone asks for each file that it includes. */
  #folders = new Map<string, string | undefined>();
  #sent = '[]';

  hintsOf(uri: string, settings: Settings) {
    return originHints(pathOf(uri), settings.origin, this.#configurations);
  }

  /** The URI of a configuration file. */
  uriOf(path: string | undefined): string | undefined {
    return path === undefined ? undefined : this.#uris.get(path);
  }

  /** The folder of the configuration that names a zone file, as a URI; undefined where none does. */
  folderOf(uri: string): string | undefined {
    if (this.#folders.has(uri)) return this.#folders.get(uri);
    const configuration = this.uriOf(this.#configurations.originOf(pathOf(uri))?.path);
    const folder = configuration?.slice(0, configuration.lastIndexOf('/') + 1);
    this.#folders.set(uri, folder);
    return folder;
  }

  register(connection: Pick<Connection, 'onRequest'>, { zoneOf, changed, say }: OriginServices): void {
    connection.onRequest(configurationsRequest, ({ files }: ConfigurationsParams): ConfigurationsResult => {
      const sent = JSON.stringify(files);
      if (sent !== this.#sent) {
        this.#sent = sent;
        this.#folders.clear();
        this.#uris = new Map(files.map(({ uri }) => [pathOf(uri), uri]));
        this.#configurations = new Configurations(
          files.map(({ uri, text }) => ({ path: pathOf(uri), text })),
        );
        changed();
      }
      const { missing, zoneFiles } = this.#configurations;
      return { missing, zoneFiles };
    });
    connection.onRequest(originRequest, async ({ uri }: OriginParams): Promise<OriginResult> => {
      const zone = await zoneOf(uri);
      if (zone === undefined) return null;
      const { open, settings } = zone;
      const hints = this.hintsOf(uri, settings);
      const guess = guessOrigin(open.zone.slice(0, originReach), hints);
      const froms: Readonly<Record<typeof guess.from, OriginFrom>> = {
        directive: 'directive',
        hint: hints.from ?? 'setting',
        soa: 'soa',
        fallback: 'fileName',
        none: 'none',
      };
      const from = froms[guess.from];
      const origin = guess.apex ?? guess.name;
      const configuration = from === 'configuration' ? this.uriOf(hints.path) : undefined;
      return {
        from,
        ...(origin !== undefined && { origin }),
        ...(configuration !== undefined && { configuration }),
      };
    });
    connection.onRequest(originCheckRequest, ({ text }: OriginCheckParams): OriginCheckResult => {
      const typed = text.trim();
      const origin = absoluteName(inALabels(typed));
      return origin === undefined ? { problem: say(msg('{0} is no domain name.', typed)) } : { origin };
    });
  }
}

/** A name with its U-labels as A-labels; empty where it has no such form. */
const inALabels = (name: string) =>
  /[^\x00-\x7f]/.test(name) ? (toALabels(name.replace(/\.$/, '')) ?? '') : name;
