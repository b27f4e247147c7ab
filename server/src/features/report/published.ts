/** What the zones and policy files that the server knows publish, as `zoneStatements` asks for it. */
import type { Published, PublishedNames } from '../../report/zoneLink.js';
import type { RecordEntry, ZoneView } from '../../zone/model.js';
import { canonicalName, nameKey } from '../../zone/names.js';

export interface KnownZone {
  readonly uri: string;
  readonly zone: ZoneView;
}

/** An MTA-STS policy file. Its domain is that of the folder `mta-sts.DOMAIN` which web servers keep it in. */
export interface KnownPolicy {
  readonly uri: string;
  readonly text: string;
}

export function publishedNames(
  zones: readonly KnownZone[],
  policies: readonly KnownPolicy[],
): PublishedNames {
  /** The records of a type, in every zone that has the name. */
  const records = (name: string, type: string): (Published & { readonly entry: RecordEntry })[] =>
    zones.flatMap(({ uri, zone }) =>
      zone
        .recordsOf(`${name}.`)
        .filter((entry) => entry.typeName === type)
        .map((entry) => ({ uri, span: spanOf(entry), entry })),
    );
  const first = (name: string): Published | undefined => {
    const [record] = records(name, 'TXT');
    return record && { uri: record.uri, span: record.span };
  };
  return {
    holds: (name) => zones.some(({ zone }) => zone.apex !== undefined && isWithin(name, zone.apex)),
    tlsRpt: (domain) => first(`_smtp._tls.${domain}`),
    mtaSts: (domain) => first(`_mta-sts.${domain}`),
    policy: (domain) => {
      const file = policies.find(({ uri }) => policyDomain(uri) === domain);
      return (
        file && {
          uri: file.uri,
          span: { start: 0, end: file.text.length },
          lines: file.text.split(/\r?\n/).filter((line) => line !== ''),
        }
      );
    },
    mx: (domain) =>
      records(domain, 'MX').flatMap(({ uri, span, entry }) => {
        const field = entry.rdata[1];
        const host = field && canonicalName(field.raw, entry.origin);
        return host === undefined ? [] : [{ uri, span, host }];
      }),
    tlsa: (host) =>
      records(`_25._tcp.${host}`, 'TLSA').map(({ uri, span, entry }) => {
        const [usage, selector, matching, ...data] = entry.rdata.map(({ raw }) => raw);
        return { uri, span, rdata: `${usage} ${selector} ${matching} ${data.join('')}` };
      }),
  };
}

/** The record itself, without the line break, comment and white space around it. */
function spanOf({ owner, type, rdata, start, end }: RecordEntry): Published['span'] {
  return { start: owner?.start ?? type?.start ?? start, end: rdata.at(-1)?.end ?? type?.end ?? end };
}

/** Whether a name, in lower case without its final dot, is a zone's own or below it. */
function isWithin(name: string, apex: string): boolean {
  const zone = nameKey(apex).replace(/\.$/, '');
  return zone === '' || name === zone || name.endsWith(`.${zone}`);
}

function policyDomain(uri: string): string | undefined {
  return /\/mta-sts\.([^/]+)\/(?:[^/]+\/)*mta-sts\.txt$/i.exec(uri)?.[1]?.toLowerCase();
}
