import { policyDomain } from '../../mtasts/policy.js';
import { OpenZone } from '../../openZone.js';
import { canonicalName } from '../../zone/names.js';

const MX = 15;

/**
 * The MX hosts, without their final dots, that the open zone of a policy has: the zone that holds MX records of the
 * policy's domain, or the only one that is open where the path tells no domain. A long zone that is still being read is none yet.
 */
export function mxHostsFor(path: string, documents: readonly unknown[]): string[] {
  const zones = documents.filter((document) => document instanceof OpenZone).filter((zone) => !zone.isLate());
  const domain = policyDomain(path);
  const only = zones.length === 1 ? zones[0] : undefined;
  for (const { zone } of domain === undefined ? (only === undefined ? [] : [only]) : zones) {
    const hosts = zone.recordsOf(domain ?? zone.apex ?? '').flatMap((record) => {
      const exchange = record.rdata[1]?.raw;
      if (record.typeCode !== MX || exchange === undefined || exchange === '.') return [];
      return canonicalName(exchange, record.origin)?.replace(/\.$/, '') ?? [];
    });
    if (hosts.length > 0) return [...new Set(hosts)];
  }
  return [];
}
