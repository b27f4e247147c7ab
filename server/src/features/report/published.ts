/** What the zones and policy files that the server knows publish, as `zoneStatements` asks for it. */
import type { Position } from 'vscode-languageserver';
import { pathOf } from '../../documents.js';
import { policyDomain } from '../../mtasts/policy.js';
import type { Published, PublishedNames, PublishedText } from '../../report/zoneLink.js';
import type { Span } from '../../span.js';
import type { ZoneDocument } from '../../zone/document.js';
import type { RecordEntry, ZoneView } from '../../zone/model.js';
import { canonicalName, nameKey } from '../../zone/names.js';
import { characterStrings } from '../../zone/strings.js';

interface Known {
  readonly uri: string;
  positionAt(offset: number): Position;
}

export interface KnownZone extends Known {
  readonly zone: ZoneView & Pick<ZoneDocument, 'isExtended'>;
}

/** An MTA-STS policy file. Its domain is that of the folder which web servers keep it in. */
export interface KnownPolicy extends Known {
  getText(): string;
}

export function publishedNames(
  zones: readonly KnownZone[],
  policies: readonly KnownPolicy[],
): PublishedNames {
  const holding = (name: string) =>
    zones.filter(({ zone }) => zone.apex !== undefined && isWithin(name, zone.apex));
  /** The records of a type, in every zone that has the name. */
  const records = (name: string, type: string): (Published & { readonly entry: RecordEntry })[] =>
    zones.flatMap((known) =>
      known.zone
        .recordsOf(`${name}.`)
        .filter((entry) => entry.typeName === type)
        .map((entry) => ({ ...place(known, spanOf(entry)), entry })),
    );
  const text = (name: string, start: string, field: RegExp): PublishedText | undefined => {
    const all = records(name, 'TXT').map((record) => ({
      ...record,
      value: characterStrings(record.entry).octets,
    }));
    const heeded = all.filter(({ value }) => value.startsWith(start));
    const [record] = heeded.length > 0 ? heeded : all;
    return (
      record && {
        uri: record.uri,
        range: record.range,
        usable: heeded.length === 1 && field.test(record.value),
      }
    );
  };
  return {
    holds: (name) => {
      const held = holding(name);
      return held.length > 0 && !held.some(({ zone }) => zone.isExtended);
    },
    tlsRpt: (domain) => text(`_smtp._tls.${domain}`, 'v=TLSRPTv1;', /;\s*rua=\s*(?:mailto:|https:\/\/)/i),
    mtaSts: (domain) => text(`_mta-sts.${domain}`, 'v=STSv1;', /;\s*id=[a-z0-9]{1,32}\s*(?:;|$)/i),
    policy: (domain) => {
      const file = policies.find(({ uri }) => policyDomain(pathOf(uri)) === `${domain}.`);
      if (file === undefined) return undefined;
      const text = file.getText();
      return {
        ...place(file, { start: 0, end: text.length }),
        lines: text.split(/\r?\n/).filter((line) => line !== ''),
      };
    },
    mx: (domain) =>
      records(domain, 'MX').flatMap(({ uri, range, entry }) => {
        const field = entry.rdata[1];
        const host = field && canonicalName(field.raw, entry.origin);
        return host === undefined ? [] : [{ uri, range, host }];
      }),
    tlsa: (host) =>
      records(`_25._tcp.${host}`, 'TLSA').map(({ uri, range, entry }) => {
        const [usage, selector, matching, ...data] = entry.rdata.map(({ raw }) => raw);
        return { uri, range, rdata: `${usage} ${selector} ${matching} ${data.join('')}` };
      }),
  };
}

/** By lines, not offsets: an editor counts line breaks its own way. */
function place(known: Known, { start, end }: Span): Published {
  return { uri: known.uri, range: { start: known.positionAt(start), end: known.positionAt(end) } };
}

/** The record itself, without the line break, comment and white space around it. */
function spanOf({ owner, type, rdata, start, end }: RecordEntry): Span {
  return { start: owner?.start ?? type?.start ?? start, end: rdata.at(-1)?.end ?? type?.end ?? end };
}

/** Whether a name, in lower case without its final dot, is a zone's own or below it. */
function isWithin(name: string, apex: string): boolean {
  const zone = nameKey(apex).replace(/\.$/, '');
  return zone === '' || name === zone || name.endsWith(`.${zone}`);
}
