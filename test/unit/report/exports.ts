/** One report in every export format. */

import type { ReportSummary } from '../../../protocol/summary.js';
import type { Say } from '../../../server/src/message.js';
import { csvHeader, csvLines } from '../../../server/src/report/export/csv.js';
import { toJson, toNdjson } from '../../../server/src/report/export/data.js';
import { toHtml } from '../../../server/src/report/export/html.js';
import { toMarkdown } from '../../../server/src/report/export/markdown.js';
import { toText } from '../../../server/src/report/export/text.js';
import type { ReportFacts } from '../../../server/src/report/facts.js';

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
