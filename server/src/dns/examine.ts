import type { PublishedFinding, PublishedTxt } from '../../../protocol/check.js';
import { check } from '../checks.js';
import type { Say } from '../message.js';
import { type Levels, severityOf } from '../rules/levels.js';

/** These speak of a zone file, or of what the verdict says already. */
const elsewhere = new Set(['tlsrpt/missing-record', 'tlsrpt/multiple-records', 'tlsrpt/short-ttl']);

/** What the rules say about published records: they are checked as the zone file that would publish them. */
export function examiner(levels: Levels, say: Say) {
  return (name: string, records: readonly PublishedTxt[]): PublishedFinding[] => {
    const { findings } = check('zone', zoneText(name, records), { origin: name });
    return findings.flatMap((finding) => {
      const severity = severityOf(finding, levels);
      return severity === undefined || !finding.rule.startsWith('tlsrpt/') || elsewhere.has(finding.rule)
        ? []
        : [{ code: finding.rule, severity, message: say(finding.message) }];
    });
  };
}

/** Records as a zone file has them, one a line. */
export function zoneText(name: string, records: readonly PublishedTxt[]): string {
  return records.map(({ value, ttl }) => `${name} ${ttl} IN TXT ${strings(value)}\n`).join('');
}

const strings = (value: string) =>
  (value.match(/.{1,255}/gs) ?? ['']).map((part) => `"${escaped(part)}"`).join(' ');

/** One character per octet in, a character-string of RFC 1035 out. */
const escaped = (octets: string) =>
  octets.replace(/["\\]|[^\x20-\x7e]/g, (octet) =>
    octet === '"' || octet === '\\' ? `\\${octet}` : `\\${String(octet.charCodeAt(0)).padStart(3, '0')}`,
  );
