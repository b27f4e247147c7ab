/** Lenses over the TLS-RPT records of a zone: what the newest reports of the workspace say about their domains. */
import type { CodeLens, Connection } from 'vscode-languageserver';
import { reportsWantedNotification } from '../../../../protocol/workspace.js';
import type { Say } from '../../message.js';
import type { OpenZone } from '../../openZone.js';
import { domainLens } from '../../report/domainLens.js';
import type { ReportFolder } from '../../report/folder.js';
import { plainName } from '../../report/policy.js';
import { isObject } from '../../settings.js';
import { labels } from '../../zone/names.js';
import { tlsRptRecords } from '../../zoneCheck.js';

export interface LensServices {
  zoneOf(uri: string): Promise<OpenZone | undefined>;
  /** Whether the user wants lenses in a document. */
  wanted(uri: string): Promise<boolean>;
  /** The reports of the workspace; undefined until the client has read some. */
  reports(): ReportFolder | undefined;
  /** The client's command that shows the reports of a domain; undefined where it has none. */
  command(): string | undefined;
  say: Say;
}

interface LensData {
  readonly uri: string;
  readonly domain: string;
}

export function registerReportLens(
  connection: Pick<Connection, 'onCodeLens' | 'onCodeLensResolve' | 'sendNotification'>,
  { zoneOf, wanted, reports, command, say }: LensServices,
): void {
  let asked = false;
  connection.onCodeLens(async ({ textDocument: { uri } }): Promise<CodeLens[]> => {
    const open = (await wanted(uri)) ? await zoneOf(uri) : undefined;
    if (open === undefined || command() === undefined) return [];
    const domains = domainsOf(open);
    if (domains.size > 0 && !asked) {
      asked = true;
      void connection.sendNotification(reportsWantedNotification);
    }
    const known = reports()?.domains;
    return [...domains].flatMap(([domain, offset]) => {
      if (known?.has(domain) !== true) return [];
      const start = open.positionAt(offset);
      const data: LensData = { uri, domain };
      return [{ range: { start, end: start }, data }];
    });
  });
  connection.onCodeLensResolve((lens): CodeLens => {
    const data: unknown = lens.data;
    const name = command();
    if (!isLensData(data) || name === undefined) return lens;
    const known = reports();
    const title = known && domainLens(known, data.domain, say);
    return { ...lens, command: { title: withoutIcons(title ?? ''), command: name, arguments: [data] } };
  });
}

/** The domains that have records at `_smtp._tls`, without their final dots, and where the first record of each begins. */
function domainsOf({ zone }: OpenZone): Map<string, number> {
  const domains = new Map<string, number>();
  for (const { ownerName = '', owner, type, start } of tlsRptRecords(zone)) {
    const [first, second, ...rest] = labels(ownerName);
    if (first?.toLowerCase() !== '_smtp' || second?.toLowerCase() !== '_tls') continue;
    const domain = plainName(rest.join('.'));
    if (domain !== '' && !domains.has(domain)) domains.set(domain, owner?.start ?? type?.start ?? start);
  }
  return domains;
}

function isLensData(data: unknown): data is LensData {
  return isObject(data) && typeof data.domain === 'string' && typeof data.uri === 'string';
}

/** VS Code makes pictures of `$(name)` in the title of a lens, whoever wrote it. */
function withoutIcons(title: string): string {
  return title.replaceAll('$(', '\\$(');
}
