/** Reports for the tests: the project's own fixtures, and real ones where the machine has them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { readReport } from '../../../server/src/report/model.js';
import type { Finding } from '../../../server/src/rules/finding.js';
import { checkReport, type ReportCheckOptions } from '../../../server/src/rules/report/index.js';

const own = 'test/fixtures/reports';
const real = process.env.TLS_RPT_CORPUS ?? '/work/shared/corpus/reports';

export interface ReportFile {
  readonly name: string;
  readonly text: string;
}

function jsonFiles(folder: string): ReportFile[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
}

/** The project's own fixtures. */
export const fixtures = (): ReportFile[] => jsonFiles(own);

/** The fixture of a name, without its ending. */
export const fixture = (name: string): string => readFileSync(join(own, `${name}.json`), 'utf8');

/** The real reports; says loudly where there are none. */
export function realReports(t: TestContext): ReportFile[] {
  return isThere(t) ? jsonFiles(real) : [];
}

/** The real mails with reports. */
export function realMails(t: TestContext): { readonly name: string; readonly bytes: Uint8Array }[] {
  if (!isThere(t)) return [];
  return readdirSync(real)
    .filter((name) => name.endsWith('.eml'))
    .map((name) => ({ name, bytes: new Uint8Array(readFileSync(join(real, name))) }));
}

function isThere(t: TestContext): boolean {
  if (existsSync(real)) return true;
  t.diagnostic(`SKIPPED PART: no real reports at ${real}; set TLS_RPT_CORPUS to a folder that has some.`);
  return false;
}

/** Both. */
export const reports = (t: TestContext): ReportFile[] => [...fixtures(), ...realReports(t)];

/** The findings in a report's text. */
export const checkReportText = (text: string, options?: ReportCheckOptions): Finding[] =>
  checkReport(readReport(text), options);
