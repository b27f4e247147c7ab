/** Inserting a TLS-RPT record: what the wizard asks, and the same as a command for every editor. */
import { type Connection, type Position, ResponseError, type WorkspaceEdit } from 'vscode-languageserver';
import {
  type InsertRecordArgument,
  insertRecordCommand,
  type MtaStsPlanParams,
  type MtaStsPlanResult,
  mtaStsPlanRequest,
  openRuleCommand,
  type RecordDestinationParams,
  type RecordDestinationResult,
  type RecordDomainParams,
  type RecordDomainResult,
  type RecordPlanParams,
  type RecordPlanResult,
  type RecordPrepareParams,
  type RecordPrepareResult,
  recordDestinationRequest,
  recordDomainRequest,
  recordPlanRequest,
  recordPrepareRequest,
} from '../../../../protocol/record.js';
import { domainName } from '../../dns/answer.js';
import { type Message, msg, type Say } from '../../message.js';
import { policyId } from '../../mtasts/policy.js';
import type { OpenZone } from '../../openZone.js';
import { worstFinding } from '../../recordCheck.js';
import { isRuleId, rulePage } from '../../rules/catalogue.js';
import { isObject } from '../../settings.js';
import type { SpanEdit } from '../../span.js';
import { destinationsIn, destinationsOf } from '../../tlsrpt/destinations.js';
import { recordUri, typedUri, usualDestination, usualTtl } from '../../tlsrpt/generate.js';
import { type InsertPlan, planInsert, planMtaSts, recordsAbout } from '../../tlsrpt/insert.js';
import type { ZoneView } from '../../zone/model.js';
import { isWithin } from '../../zone/names.js';
import { serialChange } from '../../zone/serial.js';
import { maxTtl } from '../../zone/ttl.js';
import { toTextEdit } from '../convert.js';

/** What this feature needs of the server around it. */
export interface RecordServices {
  /** The open zone file, its origin known; undefined where the document is none. */
  zoneOf(uri: string): Promise<OpenZone | undefined>;
  readonly say: Say;
  /** Whether the client takes edits together with the version of the document that they are for. */
  takesVersions(): boolean;
}

type RecordConnection = Pick<Connection, 'onRequest' | 'onExecuteCommand'> & {
  readonly window: Pick<Connection['window'], 'showDocument'>;
  readonly workspace: { applyEdit(edit: WorkspaceEdit): Promise<{ readonly applied: boolean }> };
};

export function registerRecord(
  connection: RecordConnection,
  { zoneOf, say, takesVersions }: RecordServices,
): void {
  connection.onRequest(
    recordPrepareRequest,
    async ({ uri, position }: RecordPrepareParams): Promise<RecordPrepareResult> => {
      const open = await zoneOf(uri);
      if (open === undefined) return null;
      const domain = domainAt(open.zone, open.offsetAt(position));
      return domain === undefined ? {} : { domain: withoutDot(domain) };
    },
  );
  connection.onRequest<RecordDomainResult, void>(
    recordDomainRequest,
    async ({ uri, text }: RecordDomainParams): Promise<RecordDomainResult> => {
      const open = await zoneOf(uri);
      const domain = mailDomain(text);
      if (domain === undefined) return { problem: say(msg('{0} is no domain name.', text)) };
      if (open === undefined) return null;
      const problem = domainProblem(open.zone, domain);
      return problem === undefined ? about(open.zone, domain) : { problem: say(problem) };
    },
  );
  connection.onRequest(
    recordDestinationRequest,
    ({ domain, text }: RecordDestinationParams): RecordDestinationResult => {
      const uri = typedUri(text);
      const problem = worstFinding({ domain, rua: [uri], ttl: usualTtl });
      return {
        uri,
        ...(problem && { problem: { message: say(problem.message), error: problem.severity === 'error' } }),
      };
    },
  );
  connection.onRequest(recordPlanRequest, async (params: RecordPlanParams): Promise<RecordPlanResult> => {
    const open = await zoneOf(params.uri);
    if (open === undefined) return null;
    return answered(open, plan(open.zone, params));
  });
  connection.onRequest<MtaStsPlanResult, void>(
    mtaStsPlanRequest,
    async ({ uri, position }: MtaStsPlanParams) => {
      const open = await zoneOf(uri);
      if (open === undefined) return null;
      const domain = domainAt(open.zone, open.offsetAt(position));
      if (domain === undefined) {
        return { problem: say(msg('The origin of the file is unknown: set it first.')) };
      }
      return answered(open, planMtaSts(open.zone, domain, policyId(new Date())));
    },
  );
  connection.onExecuteCommand(async ({ command, arguments: args }) => {
    const refuse = (message: Message) => new ResponseError<void>(invalidParams, say(message));
    const [argument] = args ?? [];
    if (command === openRuleCommand && isRuleId(String(argument))) {
      return connection.window.showDocument({ uri: rulePage(argument), external: true });
    }
    if (command !== insertRecordCommand) return null;
    if (!isArgument(argument)) {
      return refuse(
        msg(
          'The command wants one argument: an object with uri, and if need be domain, rua (a list of URIs) and ttl (seconds).',
        ),
      );
    }
    const open = await zoneOf(argument.uri);
    if (open === undefined) return refuse(msg('{0} is no open zone file.', argument.uri));
    const { zone } = open;
    const typed = argument.domain ?? domainAt(zone, offsetOf(open, argument.position));
    const domain = typed === undefined ? undefined : mailDomain(typed);
    if (domain === undefined) return refuse(msg('Nothing says for which domain: give the command a domain.'));
    const rua = argument.rua?.map(recordUri) ?? [usualDestination(domain)];
    const problem = worstFinding({ domain, rua, ttl: usualTtl });
    if (problem?.severity === 'error') return refuse(problem.message);
    const misfit = domainProblem(zone, domain);
    if (misfit !== undefined) return refuse(misfit);
    const replace = argument.replace === true;
    if (!replace && recordsAbout(zone, `${domain}.`).length > 0) {
      return refuse(msg('{0} has a TLS-RPT record already: give the command replace.', domain));
    }
    const { edits } = plan(zone, { ...argument, domain, rua, replace, serial: argument.serial === true });
    const textDocument = { uri: open.uri, version: open.version };
    const changes = edits.map((edit) => toTextEdit(open, edit));
    const { applied } = await connection.workspace.applyEdit(
      takesVersions()
        ? { documentChanges: [{ textDocument, edits: changes }] }
        : { changes: { [open.uri]: changes } },
    );
    return applied;
  });
}

function answered(
  open: OpenZone,
  { text, at, edits }: Pick<InsertPlan, 'text' | 'at' | 'edits'>,
): NonNullable<RecordPlanResult> {
  return {
    text,
    line: open.positionAt(at).line,
    edits: edits.map((edit) => toTextEdit(open, edit)),
    version: open.version,
  };
}

const CNAME = 5;

/** Of JSON-RPC. */
const invalidParams = -32602;

const offsetOf = (open: OpenZone, position: Position | undefined) =>
  position === undefined ? 0 : open.offsetAt(position);

function isArgument(value: unknown): value is InsertRecordArgument {
  if (!isObject(value)) return false;
  const { uri, domain, rua, ttl } = value;
  const areUris = Array.isArray(rua) && rua.length > 0 && rua.every((one) => typeof one === 'string');
  const isTtl = Number.isInteger(ttl) && Number(ttl) >= 0 && Number(ttl) <= maxTtl;
  return (
    typeof uri === 'string' &&
    (domain === undefined || typeof domain === 'string') &&
    (rua === undefined || areUris) &&
    (ttl === undefined || isTtl)
  );
}

/** The domain that a record is to be about, also where its owner is given. */
const mailDomain = (typed: string) => domainName(typed)?.replace(/^_smtp\._tls\./i, '');

const withoutDot = (name: string) => name.replace(/\.$/, '');

function plan(
  zone: ZoneView,
  { domain, rua, ttl, replace, serial }: Omit<RecordPlanParams, 'uri'>,
): { readonly text: string; readonly at: number; readonly edits: readonly SpanEdit[] } {
  const { text, at, edits } = planInsert(zone, { domain: `${domain}.`, rua, ttl, replace });
  const change = serial ? serialChange(zone, new Date()) : undefined;
  if (change === undefined) return { text, at, edits };
  return {
    text,
    at,
    edits: [...edits, { start: change.start, end: change.end, newText: String(change.to) }],
  };
}

/** What keeps a domain's record from standing in a zone; undefined where nothing does. */
function domainProblem(zone: ZoneView, domain: string): Message | undefined {
  if (zone.apex?.endsWith('.') === true && !isWithin(`${domain}.`, zone.apex)) {
    return msg('{0} is outside the zone {1}.', domain, withoutDot(zone.apex));
  }
  // No record may stand beside an alias (RFC 1034 section 3.6.2).
  return zone.recordsOf(`_smtp._tls.${domain}.`).some(({ typeCode }) => typeCode === CNAME)
    ? msg('_smtp._tls.{0} is an alias (CNAME): no record may stand beside it.', domain)
    : undefined;
}

function about(zone: ZoneView, domain: string): RecordDomainResult {
  const records = recordsAbout(zone, `${domain}.`);
  const serial = serialChange(zone, new Date());
  const ttl = records[0]?.effectiveTtl?.seconds ?? defaultTtl(zone);
  return {
    domain,
    existing: records.length,
    destinations: records.flatMap(destinationsIn),
    suggestions: destinationsOf(zone, `${domain}.`),
    ...(ttl !== undefined && { ttl }),
    ...(serial && { serial: { from: serial.from, to: serial.to } }),
  };
}

/** What the zone's first record has. */
function defaultTtl(zone: ZoneView): number | undefined {
  const apex = zone.apex === undefined ? [] : zone.recordsOf(zone.apex);
  return apex[0]?.effectiveTtl?.seconds;
}

/** The domain that a place of the file is about: of its record, where that says, else the zone's. */
export function domainAt(zone: ZoneView, offset: number): string | undefined {
  const entry = zone.entryAt(offset);
  const owner = entry?.kind === 'record' ? entry.ownerName : undefined;
  if (entry?.kind === 'record' && owner?.endsWith('.')) {
    const domain = /^(?:_smtp\._tls|_mta-sts|_dmarc|_\d+\._tcp)\.(.+)$/i.exec(owner)?.[1];
    if (domain !== undefined) return domain;
    if (entry.typeName === 'MX') return owner;
  }
  return zone.apex ?? zone.origin;
}
