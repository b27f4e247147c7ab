/** What only the whole zone shows of TLS-RPT: that a record is missing, or that a wildcard answers in its place. */
import { msg } from '../../message.js';
import { spanOf } from '../../span.js';
import { hashOf } from '../../zone/hash.js';
import type { RecordEntry, ZoneView } from '../../zone/model.js';
import { isWithin, labels, nameKey } from '../../zone/names.js';
import type { WholeZone } from '../../zone/wholeZone.js';
import { isDoubled, targetOf, targetsOf } from '../aliases.js';
import type { Concern } from '../family.js';
import type { Finding } from '../finding.js';
import { rightOwner } from './owner.js';
import { isExact, type Reading } from './reading.js';

const NS = 2;
const CNAME = 5;
const TXT = 16;
const DNAME = 39;
const TLSA = 52;
const MX = 15;

/** What the whole zone wants of a record: is it one of ours, does it stand where one belongs, or ask for one? */
export function concernOf(
  entry: RecordEntry,
  reading: Reading | undefined,
  zone: ZoneView,
): Concern | undefined {
  const isOurs = reading?.isRecord === true;
  const { ownerName, typeCode } = entry;
  const field = entry.owner ?? entry.type;
  if (ownerName === undefined || field === undefined) return undefined;
  const isWanted =
    isOurs ||
    protectedName(ownerName, typeCode) !== undefined ||
    (typeCode !== TLSA && answersSenders.test(ownerName));
  if (!isWanted) return undefined;
  const target = typeCode === CNAME ? targetOf(entry) : undefined;
  const replaceBy = isOurs && !reading.exactOwner && !reading.wildcard ? rightOwner(entry, zone) : undefined;
  return {
    owner: ownerName,
    typeCode,
    isOurs,
    ...(target !== undefined && { target }),
    ...(replaceBy !== undefined && { misplaced: { replaceBy } }),
    ...spanOf(field),
  };
}

/** The owners of what senders are answered who ask for a TLS-RPT record. */
const answersSenders = /^(?:_smtp\._tls|\*)\./i;

/** What a record is a policy of that can refuse mail: a mail domain by MTA-STS, a mail server by DANE. */
function protectedName(owner: string, typeCode: number): string | undefined {
  const service = typeCode === TLSA ? '_25._tcp.' : '_mta-sts.';
  if (nameKey(owner.slice(0, service.length)) !== service) return undefined;
  const name = owner.slice(service.length);
  // What starts with an underscore takes no mail.
  return name.startsWith('_') ? undefined : `${labels(name).join('.')}.`;
}

export function* wholeFindings(zone: WholeZone, kept: readonly Concern[]): Generator<Finding | undefined> {
  const reporting = new Set<string>();
  /** The owners of records at the wrong place, and all names above them. */
  const misplaced = new Set<string>();
  const targets = yield* targetsOf(zone, kept);
  let last: Concern | undefined;
  for (const concern of kept) {
    yield;
    const { owner, typeCode, isOurs, misplaced: wrong, start, end } = concern;
    if (targets.size > 0 && targets.has(nameKey(owner))) continue;
    if (wrong !== undefined) {
      yield {
        rule: 'tlsrpt/wrong-owner',
        start,
        end,
        message: msg(
          'Senders ask for a TLS-RPT record at _smtp._tls under the mail domain, not at “{0}”.',
          owner,
        ),
        data: wrong,
      };
    }
    // Many records may have one owner.
    if (owner === last?.owner && typeCode === last.typeCode && isOurs === last.isOurs) continue;
    last = concern;
    // A wildcard that is none of ours tells nothing of a domain's record.
    if (!isOurs && owner.startsWith('*.')) continue;
    const own = labels(owner);
    // A concern at this owner is a TXT record or an alias: of a TLSA record nothing is kept here.
    if (isExact(own)) reporting.add(nameKey(`${own.slice(2).join('.')}.`));
    if (isOurs && (!isExact(own) || isDoubled(owner, zone))) {
      for (let i = 0; i < own.length; i++) {
        const name = nameKey(`${own.slice(i).join('.')}.`);
        if (misplaced.has(name)) break;
        misplaced.add(name);
      }
    }
  }
  const cuts: Cuts = new Map();
  const isMissing = (domain: string) =>
    !reporting.has(nameKey(domain)) && !misplaced.has(nameKey(domain)) && !mayBeElsewhere(domain, zone, cuts);
  yield* wildcardFindings(kept, reporting, zone, cuts);
  const said = new Set<string>();
  const { apex } = zone;
  let takesMail: boolean | undefined;
  const apexTakesMail = () => {
    takesMail ??=
      apex !== undefined &&
      zone.recordsOf(apex).some(({ typeCode, rdata }) => typeCode === MX && rdata.at(-1)?.raw !== '.');
    return takesMail;
  };
  for (const { owner, typeCode, start, end } of kept) {
    yield;
    const name = protectedName(owner, typeCode);
    // What is in another zone by rights nobody is answered with.
    if (name === undefined || isCut(name, zone, cuts)) continue;
    const domains = typeCode === TLSA && apex !== undefined && apexTakesMail() ? [name, apex] : [name];
    for (const domain of domains) {
      if (said.has(nameKey(domain)) || !isMissing(domain) || isDoubled(domain, zone)) continue;
      if (apex !== undefined && !isWithin(domain, apex)) continue;
      said.add(nameKey(domain));
      yield {
        rule: 'tlsrpt/missing-record',
        start,
        end,
        message: msg(
          '{0} has a policy that can refuse mail, and no TLS-RPT record: nobody would tell you.',
          domain.replace(/\.$/, ''),
        ),
        data: { domain },
      };
    }
  }
}

/** Whether a record of a domain may stand where nobody has read it: in another zone, or in what cannot be read. */
function mayBeElsewhere(domain: string, zone: WholeZone, cuts: Cuts): boolean {
  if (zone.isExtended) return true;
  const isOther = [`_smtp._tls.${domain}`, `_tls.${domain}`].some((name) => {
    const { high, low } = hashOf(name);
    return zone.groups.hasUnread(high, low) || [NS, DNAME].some((type) => zone.groups.has(high, low, type));
  });
  return isOther || isCut(domain, zone, cuts);
}

/** Names in lower case, and whether they are in another zone: names below one share what is said of it. */
type Cuts = Map<string, boolean>;

/** Whether a delegation below the apex, or a DNAME, puts a name into another zone; of a fragment nobody knows where its apex is. */
function isCut(name: string, zone: WholeZone, cuts: Cuts): boolean {
  const { apex } = zone;
  if (apex === undefined || !isWithin(name, apex)) return false;
  const walked: string[] = [];
  const top = nameKey(apex);
  const own = labels(name);
  let cut = false;
  for (let rest = nameKey(name), next = 0; ; rest = rest.slice(own[next++]!.length + 1) || '.') {
    const known = cuts.get(rest);
    if (known !== undefined) {
      cut = known;
      break;
    }
    walked.push(rest);
    const { high, low } = hashOf(rest);
    cut = zone.groups.has(high, low, DNAME) || (rest !== top && zone.groups.has(high, low, NS));
    if (cut || rest === top) break;
  }
  for (const one of walked) cuts.set(one, cut);
  return cut;
}

/** No mail goes to the names of addresses. */
const isReverse = /\barpa\.$/i;

/** A wildcard TXT record answers for `_smtp._tls`, where that does not exist. */
function* wildcardFindings(
  kept: readonly Concern[],
  reporting: ReadonlySet<string>,
  zone: WholeZone,
  cuts: Cuts,
): Generator<Finding | undefined> {
  for (const { owner, typeCode, isOurs, start, end } of kept) {
    yield;
    if (typeCode !== TXT || !owner.startsWith('*.')) continue;
    const below = owner.slice(2);
    const domain = below.replace(/^_tls\./i, '');
    if (isOurs || reporting.has(nameKey(domain)) || domain.startsWith('_') || isReverse.test(domain))
      continue;
    if (mayBeElsewhere(domain, zone, cuts)) continue;
    // It stands for no name that is there, and for none below such a name (RFC 4592 section 2.2).
    if (zone.hasRecords(`_smtp._tls.${domain}`) || (below === domain && zone.hasRecords(`_tls.${domain}`)))
      continue;
    yield {
      rule: 'tlsrpt/wildcard-owner',
      start,
      end,
      message: msg('This wildcard answers for _smtp._tls.{0} with a text that is no TLS-RPT record.', domain),
    };
  }
}
