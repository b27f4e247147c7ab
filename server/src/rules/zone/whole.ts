import { type Message, msg } from '../../message.js';
import { spanOf } from '../../span.js';
import { hashOf } from '../../zone/hash.js';
import type { Field, RecordEntry } from '../../zone/model.js';
import { nameFieldOf } from '../../zone/nameFields.js';
import { canonicalName, checkName, isWithin, labels, nameKey, wireLength } from '../../zone/names.js';
import { readsAsAddress } from '../../zone/rdata/check.js';
import type { WholeZone } from '../../zone/wholeZone.js';
import type { RuleId } from '../catalogue.js';
import type { Finding } from '../finding.js';
import { dotFinding, lackingDot } from './names.js';
import { parentFindings } from './parent.js';

const A = 1;
const NS = 2;
const CNAME = 5;
const AAAA = 28;
const DNAME = 39;
const NSEC3PARAM = 51;
const CDS = 59;
const CDNSKEY = 60;

/** What only a whole zone shows: a file with an SOA. */
export function* zoneFindings(zone: WholeZone, soas: readonly RecordEntry[]): Generator<Finding> {
  const { apex } = zone;
  const [soa] = soas;
  if (apex === undefined || soa === undefined) return;
  const isTop = (name: string | undefined) => name === undefined || nameKey(name) === nameKey(apex);
  const found = soas.some(({ ownerName }) => isTop(ownerName));
  for (const record of soas) {
    // BIND leaves one outside the zone out, and only misses its own.
    const counts = !found || (record.ownerName !== undefined && isWithin(record.ownerName, apex));
    if (counts && !isTop(record.ownerName)) {
      yield {
        rule: 'zone/soa-not-first',
        ...spanOf(record.type ?? record),
        message: msg(
          'This SOA is not at the top of the zone {0}, but at {1}: BIND refuses the zone.',
          apex,
          record.ownerName ?? '',
        ),
      };
    }
  }
  const { high, low } = hashOf(apex);
  if (zone.groups.has(high, low, DNAME)) yield* dnameFindings(zone, apex);
  if (zone.groups.has(high, low, NSEC3PARAM)) yield* hashFindings(zone, apex);
  // The keys may stand in a file that nobody has read.
  if (!zone.isServed && [CDS, CDNSKEY].some((type) => zone.groups.has(high, low, type)))
    yield* parentFindings(zone, apex);
  // Where the SOA is in a wrong place, the name servers beside it are too.
  if (
    found &&
    !zone.isServed &&
    !zone.groups.has(high, low, NS) &&
    !zone.groups.hasUnread(high, low) &&
    !hasServersBeside(soa, zone)
  ) {
    yield {
      rule: 'zone/missing-ns',
      ...spanOf(soa.type ?? soa),
      message: msg('The zone {0} has no NS record at its apex: BIND refuses it.', apex),
    };
  }
}

/** Whether there are name servers at the name that BIND makes of the owner of an SOA that lacks its final dot: they lack it too. */
function hasServersBeside({ owner, ownerName, origin }: RecordEntry, zone: WholeZone): boolean {
  const served = owner && canonicalName(owner.raw, origin);
  if (served === undefined || served === ownerName) return false;
  const { high, low } = hashOf(served);
  return zone.groups.has(high, low, NS);
}

/** Name servers of the zone that its own DNAME makes somebody else's. */
function* dnameFindings(zone: WholeZone, apex: string): Generator<Finding> {
  for (const record of zone.recordsOf(apex)) {
    const field = record.rdata[0];
    if (record.typeCode !== NS || field === undefined) continue;
    const target = canonicalName(field.raw, record.origin);
    if (target === undefined || nameKey(target) === nameKey(apex) || !isWithin(target, apex)) continue;
    yield belowDname(field, target, apex);
  }
}

const belowDname = (field: Field, server: string, dname: string): Finding => ({
  rule: 'zone/target-missing',
  ...spanOf(field),
  severity: 'error',
  message: msg(
    'The name server {0} is below the DNAME record of {1}: BIND refuses to load the zone.',
    server,
    dname,
  ),
});

/** The one hash that BIND knows for NSEC3. */
const SHA1 = 1;

/** A zone whose NSEC3 chains are all made with hashes that BIND does not know. */
function* hashFindings(zone: WholeZone, apex: string): Generator<Finding> {
  let unknown: RecordEntry | undefined;
  for (const record of zone.recordsOf(apex)) {
    if (record.typeCode !== NSEC3PARAM) continue;
    const hash = hashOfChain(record);
    // Without one, another rule speaks.
    if (hash === undefined || hash === SHA1) return;
    unknown ??= record;
  }
  if (unknown === undefined) return;
  yield {
    rule: 'zone/bad-rdata',
    ...spanOf(unknown.rdata[0] ?? unknown),
    message: msg('The only hash for NSEC3 that BIND knows is 1, SHA-1: it refuses to load the zone.'),
  };
}

function hashOfChain({ rdata: [first, , data] }: RecordEntry): number | undefined {
  if (first?.raw === '\\#') return data && Number.parseInt(data.raw.slice(0, 2), 16);
  return first && (/^sha-1$/i.test(first.raw) ? SHA1 : Number(first.raw));
}

/** The names above one, the next one first, up to the apex. */
function ancestorsOf(name: string, apex: string): string[] {
  const own = labels(name);
  let at = 0;
  return own.slice(0, own.length - labels(apex).length).map((label) => {
    at += label.length + 1;
    return name.slice(at);
  });
}

/** What is wrong with the targets of NS, MX and SRV records: in the zone, and without an address. */
export function* targetFindings(zone: WholeZone, record: RecordEntry): Generator<Finding> {
  const { apex } = zone;
  const field = record.rdata[nameFieldOf(record)];
  // Of MX and SRV a single dot means that there is no server; to BIND an NS record's is a name like any other.
  if (apex === undefined || field === undefined || (field.raw === '.' && record.typeCode !== NS)) return;
  // A record outside the zone is dropped, and an address for a name server's name is told of as such.
  if (record.ownerName !== undefined && !isWithin(record.ownerName, apex)) return;
  if (record.typeCode === NS && readsAsAddress(field.raw, 0, field.raw.length)) return;
  // What is no name is told as that.
  const originWire = record.origin === undefined ? 0 : wireLength(record.origin);
  if (checkName(field.raw, 0, field.raw.length, originWire) !== 0) return;
  const served = canonicalName(field.raw, record.origin);
  if (served === undefined || !served.endsWith('.') || !isWithin(served, apex)) return;
  // Where the final dot was forgotten, the name that was meant is the one to look for.
  const doubled = record.isGenerated ? undefined : lackingDot(field, record.origin, zone);
  const target = doubled === undefined ? served : `${field.raw}.`;
  const owns = (name: string, type: number) => {
    const { high, low } = hashOf(name);
    return zone.groups.has(high, low, type);
  };
  const ancestors = ancestorsOf(target, apex);
  // What is below a delegation or a DNAME is somebody else's: the one next to the apex counts.
  const cut = ancestors.slice(0, -1).findLast((name) => owns(name, NS) || owns(name, DNAME));
  const isDelegated = ancestors.length > 0 && owns(target, NS);
  const refused =
    record.typeCode === NS &&
    !isDelegated &&
    (cut === undefined || !owns(cut, NS)) &&
    record.ownerName !== undefined &&
    nameKey(record.ownerName) === nameKey(apex);
  const severity = refused && { severity: 'error' as const };
  const about = (rule: RuleId, message: Message): Finding => ({
    rule,
    ...spanOf(field),
    ...severity,
    message,
  });
  const alias = (): Finding =>
    about(
      'zone/target-is-cname',
      refused
        ? msg('The name server {0} is an alias (CNAME): BIND refuses to load the zone.', target)
        : msg(
            '{0} is an alias (CNAME): the target of {1} must be a name that owns addresses.',
            target,
            record.typeName ?? '',
          ),
    );
  // Of other records this is found where they stand; a name server's makes BIND refuse the zone.
  if (doubled !== undefined && record.typeCode === NS)
    yield { ...dotFinding(field, served, record.origin), ...severity };
  const { high, low } = hashOf(target);
  // What cannot be read is told of itself, and may be an address.
  const hasAddress =
    zone.isExtended || owns(target, A) || owns(target, AAAA) || zone.groups.hasUnread(high, low);
  const missing = (): Finding =>
    about(
      'zone/target-missing',
      refused
        ? msg('The name server {0} has no address (A or AAAA) in the zone: BIND refuses to load it.', target)
        : msg('{0} has no address (A or AAAA) in the zone.', target),
    );
  // The index keeps hashes, and one in billions is another name's.
  if (owns(target, CNAME) && zone.recordsOf(target).some(({ typeCode }) => typeCode === CNAME)) {
    yield alias();
    return;
  }
  if (cut !== undefined) {
    if (refused) yield belowDname(field, target, cut);
    // But the address of a name server below what it serves, the glue, stands here.
    const isGlue = record.typeCode === NS && nameKey(record.ownerName ?? '') === nameKey(cut);
    if (isGlue && !hasAddress) yield missing();
    return;
  }
  if (hasAddress) return;
  if (isDelegated && record.typeCode !== NS) return;
  // A wildcard stands for names below the next one that is there, and not for that (RFC 4592 section 2.2).
  let isThere = zone.hasRecords(target);
  for (const ancestor of ancestors) {
    if (isThere) break;
    const wildcard = `*.${ancestor}`;
    if (owns(wildcard, A) || owns(wildcard, AAAA)) return;
    if (owns(wildcard, CNAME)) {
      if (refused) yield alias();
      return;
    }
    isThere = zone.hasRecords(wildcard) || zone.hasRecords(ancestor);
  }
  yield missing();
}
