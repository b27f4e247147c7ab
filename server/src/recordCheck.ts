import { check } from './checks.js';
import type { Finding } from './rules/finding.js';
import { severityOf } from './rules/levels.js';
import type { Severity } from './rules/severity.js';
import { formatRecord } from './tlsrpt/formats.js';
import type { NewRecord } from './tlsrpt/generate.js';

/** A finding in a record that is yet to be published, and the part of the record that it is about. */
type RecordFinding = Finding & { readonly severity: Severity; readonly text: string };

/** What the rules say about a record that is yet to be published, whatever the user set them to. */
export function recordFindings(record: NewRecord): RecordFinding[] {
  const line = formatRecord(record, 'zone');
  const { findings } = check('zone', `${line}\n`, { origin: `${record.domain}.` });
  return findings.flatMap((finding) => {
    const severity = severityOf(finding, {});
    return severity !== undefined && finding.rule.startsWith('tlsrpt/')
      ? [{ ...finding, severity, text: line.slice(finding.start, finding.end) }]
      : [];
  });
}

/** The worst that the rules say about a record, where it is more than a hint. */
export function worstFinding(record: NewRecord) {
  const findings = recordFindings(record).filter(
    ({ severity }) => severity === 'error' || severity === 'warning',
  );
  return findings.find(({ severity }) => severity === 'error') ?? findings[0];
}
