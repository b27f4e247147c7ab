/**
 * The report meets the zone: what a report says of a domain beside what the workspace holds of it. The zone comes in as
 * plain questions, so that any source can answer them.
 */
import type { ZoneStatement } from '../../../protocol/summary.js';
import { type Message, msg, type Say } from '../message.js';
import type { Span } from '../span.js';
import type { ReportEntry, ReportModel } from './model.js';
import { mxCovers, plainName, policyLine, readStsPolicy, readTlsa, type StsPolicy } from './policy.js';
import { stringsAt, textAt, wordAt } from './values.js';
import { visible } from './visible.js';

/** A place in a zone or a policy file of the workspace. */
export type Published = NonNullable<ZoneStatement['target']>;

export interface PublishedText extends Published {
  /** Whether senders heed it: the only record of its kind, with what it must say. */
  readonly usable: boolean;
}

/** What the workspace knows of published names. Names come in lower case without the final dot, and may go out as any. */
export interface PublishedNames {
  /** Whether the workspace holds the zone of a name: only then does absence mean anything. */
  holds(name: string): boolean;
  /** The TLS-RPT record at `_smtp._tls` of a domain, or what else is there. */
  tlsRpt(domain: string): PublishedText | undefined;
  /** The MTA-STS record at `_mta-sts` of a domain, or what else is there. */
  mtaSts(domain: string): PublishedText | undefined;
  /** The policy file of a domain. */
  policy(domain: string): (Published & { readonly lines: readonly string[] }) | undefined;
  mx(domain: string): readonly (Published & { readonly host: string })[];
  /** The TLSA records at `_25._tcp` of a host. */
  tlsa(host: string): readonly (Published & { readonly rdata: string })[];
}

const urgency: Readonly<Record<ZoneStatement['level'], number>> = { disagrees: 0, notice: 1, agrees: 2 };

/** What does not agree and then what does, for each policy of the report that the workspace knows something of. */
export function zoneStatements(model: ReportModel, names: PublishedNames, say: Say): ZoneStatement[] {
  const statements: ZoneStatement[] = [];
  const told = new Set<string>();
  for (const entry of model.entries) {
    const domain = textAt(model, entry.policy, 'policy-domain');
    const type = wordAt(model, entry.policy, 'policy-type');
    if (domain === undefined) continue;
    const name = plainName(domain.text);
    const at: Place = { name, span: domain.span, say };
    if (type !== 'tlsa' && !told.has(name)) {
      told.add(name);
      statements.push(...tlsRptStatements(at, names));
    }
    if (type === 'sts') statements.push(...stsStatements(model, entry, at, names));
    else if (type === 'tlsa') statements.push(...tlsaStatements(model, entry, at, names));
    else if (type === 'no-policy-found') statements.push(...noPolicyStatements(at, names));
  }
  return statements.sort((a, b) => urgency[a.level] - urgency[b.level]);
}

interface Place {
  readonly name: string;
  readonly span: Span;
  readonly say: Say;
}

function statement(
  { span, say }: Place,
  level: ZoneStatement['level'],
  message: Message,
  target?: Published,
): ZoneStatement {
  const place = target && { uri: target.uri, range: target.range };
  return { level, text: visible(say(message)), span, ...(place ? { target: place } : {}) };
}

function* tlsRptStatements(at: Place, names: PublishedNames): Iterable<ZoneStatement> {
  const record = names.tlsRpt(at.name);
  if (record !== undefined) {
    yield record.usable
      ? statement(at, 'agrees', msg('{0} asks for these reports by its TLS-RPT record.', at.name), record)
      : statement(
          at,
          'disagrees',
          msg('The TLS-RPT record of {0} has mistakes: senders may pass over it.', at.name),
          record,
        );
  } else if (names.holds(at.name)) {
    yield statement(at, 'notice', msg('{0} has no TLS-RPT record in this zone any more.', at.name));
  }
}

function* stsStatements(
  model: ReportModel,
  entry: ReportEntry,
  at: Place,
  names: PublishedNames,
): Iterable<ZoneStatement> {
  const record = names.mtaSts(at.name);
  if (record !== undefined) {
    yield record.usable
      ? statement(at, 'agrees', msg('{0} announces its MTA-STS policy by this record.', at.name), record)
      : statement(
          at,
          'disagrees',
          msg('The _mta-sts record of {0} has mistakes: senders find no policy by it.', at.name),
          record,
        );
  } else if (names.holds(at.name)) {
    yield statement(
      at,
      'disagrees',
      msg('The report speaks of an MTA-STS policy; {0} has no _mta-sts record in this zone.', at.name),
    );
  }
  const lines = stringsAt(model, entry.policy, 'policy-string').map((line) => line.text);
  const reported = readStsPolicy(lines);
  const hosts = stringsAt(model, entry.policy, 'mx-host').map(
    (host) => policyLine(host.text)?.value ?? host.text,
  );
  const patterns = [...reported.mx, ...hosts];
  const mxs = names.mx(at.name);
  if (patterns.length > 0 && reported.mode !== 'none') {
    const bare = mxs.filter((mx) => !patterns.some((pattern) => mxCovers(pattern, mx.host)));
    for (const mx of bare) {
      yield statement(
        at,
        'disagrees',
        msg('The reported policy does not cover the MX {0}.', plainName(mx.host)),
        mx,
      );
    }
    if (mxs.length > 0 && bare.length === 0) {
      yield statement(at, 'agrees', msg('The reported policy covers every MX of {0}.', at.name), mxs[0]);
    }
  }
  const file = names.policy(at.name);
  if (file !== undefined && lines.length > 0)
    yield policyStatement(at, reported, readStsPolicy(file.lines), file);
}

function policyStatement(at: Place, reported: StsPolicy, current: StsPolicy, file: Published): ZoneStatement {
  const changes: string[] = [];
  const compare = (name: string, before: string, now: string): void => {
    if (before !== now) changes.push(`${name}: ${before || '–'} → ${now || '–'}`);
  };
  const list = (mx: readonly string[]): string => mx.map(plainName).sort().join(', ');
  compare('version', reported.version ?? '', current.version ?? '');
  compare('mode', reported.mode ?? '', current.mode ?? '');
  compare('mx', list(reported.mx), list(current.mx));
  compare('max_age', String(reported.maxAge ?? ''), String(current.maxAge ?? ''));
  return changes.length === 0
    ? statement(at, 'agrees', msg('The reported policy is the one in the policy file.'), file)
    : statement(
        at,
        'disagrees',
        msg('The policy file has changed since the report: {0}', changes.join('; ')),
        file,
      );
}

/** `policy-domain` is the MX host by the RFC, and the recipient domain in the reports of Microsoft. */
function* tlsaStatements(
  model: ReportModel,
  entry: ReportEntry,
  at: Place,
  names: PublishedNames,
): Iterable<ZoneStatement> {
  const hosts = new Set([at.name, ...names.mx(at.name).map((mx) => plainName(mx.host))]);
  for (const detail of entry.details) {
    const host = textAt(model, detail, 'receiving-mx-hostname');
    if (host !== undefined) hosts.add(plainName(host.text));
  }
  const published = [...hosts].flatMap((host) => names.tlsa(host));
  const reported = stringsAt(model, entry.policy, 'policy-string')
    .map((line) => canonicalTlsa(line.text))
    .filter((rdata) => rdata !== undefined);
  if (reported.length === 0) return;
  if (published.length === 0) {
    if ([...hosts].every((host) => names.holds(host))) {
      yield statement(
        at,
        'disagrees',
        msg('The report speaks of TLSA records; this zone has none for {0}.', at.name),
      );
    }
    return;
  }
  const now = new Map(published.map((record) => [canonicalTlsa(record.rdata) ?? record.rdata, record]));
  const gone = [...new Set(reported)].filter((rdata) => !now.has(rdata));
  const fresh = [...now].filter(([rdata]) => !reported.includes(rdata));
  for (const rdata of gone) {
    yield statement(
      at,
      'disagrees',
      msg('The reported TLSA record {0} is no longer published.', short(rdata)),
      published[0],
    );
  }
  for (const [rdata, record] of fresh) {
    yield statement(at, 'notice', msg('The TLSA record {0} is not in the report.', short(rdata)), record);
  }
  if (gone.length === 0 && fresh.length === 0) {
    yield statement(at, 'agrees', msg('The reported TLSA records are the published ones.'), published[0]);
  }
}

function canonicalTlsa(rdata: string): string | undefined {
  const tlsa = readTlsa(rdata.replace(/[()]/g, ' '));
  return tlsa && `${tlsa.usage} ${tlsa.selector} ${tlsa.matching} ${tlsa.data.toLowerCase()}`;
}

/** Enough of a record to find it by. */
function short(rdata: string): string {
  return rdata.length > 26 ? `${rdata.slice(0, 22)}…` : rdata;
}

function* noPolicyStatements(at: Place, names: PublishedNames): Iterable<ZoneStatement> {
  const record = names.mtaSts(at.name);
  if (record !== undefined) {
    yield statement(
      at,
      'disagrees',
      record.usable
        ? msg('The sender found no policy; {0} has an _mta-sts record by now.', at.name)
        : msg('The sender found no policy: the _mta-sts record of {0} has mistakes.', at.name),
      record,
    );
  }
  for (const mx of names.mx(at.name)) {
    const [tlsa] = names.tlsa(plainName(mx.host));
    if (tlsa === undefined) continue;
    yield statement(
      at,
      'disagrees',
      msg('The sender found no policy; {0} has TLSA records.', plainName(mx.host)),
      tlsa,
    );
  }
}
