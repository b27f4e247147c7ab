/** What the commands on a zone file ask: its serial, its record for other tools, and what the DNS says. */
import type { CancellationToken, Connection } from 'vscode-languageserver';
import {
  type CheckPublishedParams,
  type CheckPublishedResult,
  checkPublishedRequest,
} from '../../../../protocol/check.js';
import {
  type CopyRecordParams,
  type CopyRecordResult,
  copyRecordRequest,
  type ExpandZoneResult,
  expandZoneRequest,
  type ZoneParams,
  type ZoneSerialResult,
  zoneSerialRequest,
} from '../../../../protocol/zone.js';
import { answerCheck, domainName } from '../../dns/answer.js';
import type { Ask } from '../../dns/resolve.js';
import { expandedInSteps, mostExpanded, whileWaited } from '../../expandedZone.js';
import { figure, msg, type Say } from '../../message.js';
import type { OpenZone } from '../../openZone.js';
import { worstFinding } from '../../recordCheck.js';
import type { Levels } from '../../rules/levels.js';
import type { Steps } from '../../steps.js';
import { copyOf } from '../../tlsrpt/copy.js';
import { formatRecord } from '../../tlsrpt/formats.js';
import { recordsAbout } from '../../tlsrpt/insert.js';
import { intendedText } from '../../tlsrpt/intended.js';
import type { ZoneDocument } from '../../zone/document.js';
import type { RecordEntry, ZoneView } from '../../zone/model.js';
import { serialChange } from '../../zone/serial.js';
import { toRange } from '../convert.js';
import { domainAt } from './record.js';

/** What these requests need of the server around them. */
export interface ZoneServices {
  zoneOf(uri: string, token?: CancellationToken): Promise<OpenZone | undefined>;
  /** The same for an answer that tells its version: the zone as it is by then, whatever was changed meanwhile. */
  latestZoneOf(uri: string): Promise<OpenZone | undefined>;
  levelsOf(uri: string): Promise<Levels>;
  readonly say: Say;
  /** How this host asks a resolver, or those of the system; undefined where it cannot. */
  askOf(resolver: string | undefined): Ask | undefined;
}

export function registerZoneCommands(
  connection: Pick<Connection, 'onRequest'>,
  { zoneOf, latestZoneOf, levelsOf, say, askOf }: ZoneServices,
): void {
  connection.onRequest(zoneSerialRequest, async ({ uri }: ZoneParams): Promise<ZoneSerialResult> => {
    const open = await latestZoneOf(uri);
    const change = open && serialChange(open.zone, new Date());
    if (open === undefined || change === undefined) return null;
    return { from: change.from, to: change.to, range: toRange(open, change), version: open.version };
  });
  connection.onRequest(
    copyRecordRequest,
    async ({ uri, position }: CopyRecordParams): Promise<CopyRecordResult> => {
      const open = await zoneOf(uri);
      return open === undefined ? null : copies(open.zone, open.offsetAt(position), say);
    },
  );
  connection.onRequest<ExpandZoneResult, void>(
    expandZoneRequest,
    async ({ uri }: ZoneParams, token: CancellationToken) => {
      const open = await zoneOf(uri, token);
      return open === undefined ? null : await open.answer((zone) => expanded(zone, open, say), token);
    },
  );
  connection.onRequest<CheckPublishedResult, void>(
    checkPublishedRequest,
    async (params: CheckPublishedParams, token: CancellationToken): Promise<CheckPublishedResult> => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      const open = params.uri === undefined ? undefined : await zoneOf(params.uri);
      const domain = domainName(params.domain);
      const expected = open && domain !== undefined ? valuesOf(open.zone, `${domain}.`) : params.expected;
      const levels = params.uri === undefined ? {} : await levelsOf(params.uri);
      const answer = await answerCheck(
        { ...params, ...(expected && { expected }) },
        { levels, say, askOf, signal: abort.signal },
      );
      return 'problem' in answer ? { problem: say(answer.problem) } : answer;
    },
  );
}

function* expanded(zone: ZoneDocument, open: OpenZone, say: Say): Steps<ExpandZoneResult> {
  if (zone.index.recordCount > mostExpanded) {
    const many = msg(
      'The zone has more than {0} records: “tls-rpt zone” on the command line prints it expanded.',
      figure(mostExpanded),
    );
    return { causes: [{ message: say(many) }] };
  }
  const origin = zone.apex ?? zone.origin;
  if (origin === undefined) {
    return { causes: [{ message: say(msg('The origin of the file is unknown: set it first.')) }] };
  }
  const source = { name: '', uri: open.uri, text: open.getText() };
  const result = yield* expandedInSteps(source, { origin, read: open.readInclude, ...whileWaited });
  if ('lines' in result) return { origin, text: `${result.lines.join('\n')}\n` };
  return {
    causes: result.causes.map(({ file, line, message }) => ({
      ...(file && { file }),
      ...(line !== undefined && { line }),
      message: say(message),
    })),
  };
}

/** The values of a domain's records in the file; undefined where it has none to compare with. */
function valuesOf(zone: ZoneView, domain: string): string[] | undefined {
  const values = recordsAbout(zone, domain).map((entry) => intendedText(entry, zone).octets);
  return values.length === 0 ? undefined : values;
}

function copies(zone: ZoneView, offset: number, say: Say): CopyRecordResult {
  const record = recordAt(zone, offset);
  const made = record && copyOf(record, zone);
  if (made === undefined) return null;
  const worst = worstFinding(made);
  return {
    texts: {
      zone: formatRecord(made, 'zone'),
      name: `_smtp._tls.${made.domain}`,
      value: formatRecord(made, 'value'),
      nsupdate: formatRecord(made, 'nsupdate'),
      terraform: formatRecord(made, 'terraform'),
      octodns: formatRecord(made, 'octodns'),
      dnscontrol: formatRecord(made, 'dnscontrol'),
    },
    ...(worst?.severity === 'error' && { problem: say(worst.message) }),
  };
}

/** The TLS-RPT record at a place, else the first one of the domain there. */
function recordAt(zone: ZoneView, offset: number): RecordEntry | undefined {
  const domain = domainAt(zone, offset);
  if (domain === undefined) return undefined;
  const records = recordsAbout(zone, domain);
  return records.find(({ start, end }) => start <= offset && offset < end) ?? records[0];
}
