/** One report in every format that the summary page and the commands offer. */
import type { ReportSummary } from '../../../../protocol/summary.js';
import type { ReportFacts } from '../facts.js';
import type { Say } from '../summary.js';
import { csvHeader, csvLines } from './csv.js';
import { toJson, toNdjson } from './data.js';
import { toHtml } from './html.js';
import { toMarkdown } from './markdown.js';
import { toText } from './text.js';

export type ExportFormat = 'markdown' | 'csv' | 'json' | 'ndjson' | 'html' | 'text';

/**
 * Exports a report.
 *
 * @param file its name, as it shall stand in the export
 * @param language of the words, a BCP 47 tag
 */
export function exportReport(
  format: ExportFormat,
  file: string,
  facts: ReportFacts,
  summary: ReportSummary,
  say: Say,
  language = 'en',
): string {
  switch (format) {
    case 'markdown':
      return toMarkdown(summary, say);
    case 'html':
      return toHtml(summary, say, language);
    case 'text':
      return toText(summary, say);
    case 'csv':
      return csvHeader + csvLines({ file, facts });
    case 'ndjson':
      return toNdjson({ file, facts });
    case 'json':
      return toJson([{ file, facts }]);
  }
}
