/** The output formats of `tls-rpt report`: each writes as it reads, so that memory stays flat. */
import { basename } from 'node:path';
import { reportWords, sessionWords } from '../../counted.js';
import { figure, msg, type Say } from '../../message.js';
import { csvHeader, csvLines } from '../../report/export/csv.js';
import { type Copy, reportData, toNdjson, type Unreadable } from '../../report/export/data.js';
import { toMarkdown } from '../../report/export/markdown.js';
import { toText } from '../../report/export/text.js';
import type { ReportFacts, Sessions } from '../../report/facts.js';
import type { ReportModel } from '../../report/model.js';
import { eachCountsOnce, summarize } from '../../report/summary.js';
import { visible, visibleJson } from '../../report/visible.js';
import { rated } from '../../rules/levels.js';
import { shownInReport } from '../../rules/report/index.js';
import type { Io } from '../command.js';

export interface Totals extends Sessions {
  readonly reports: number;
}

export interface Writer {
  begin?(): void;
  /** @param name what the report itself is called: in a mail the attachment's name */
  report(file: string, model: ReportModel, facts: ReportFacts, name: string): void;
  /** @param totals with whether sessions stand under two policies of a report */
  end(
    totals: Totals & { readonly overlap: boolean },
    unreadable: readonly Unreadable[],
    copies: readonly Copy[],
  ): void;
}

export const formats = ['text', 'json', 'ndjson', 'csv', 'markdown'] as const;
export type Format = (typeof formats)[number];

export function writerOf(format: Format, io: Io): Writer {
  const { out, say } = io;
  const tell = (unreadable: readonly Unreadable[], copies: readonly Copy[]): void => {
    for (const { file, sameAs } of copies)
      io.err(`${visible(file)}: ${say(msg('The same report as in {0}, counted once.', visible(sameAs)))}\n`);
    for (const { file, reason } of unreadable) io.err(`${visible(file)}: ${visible(reason)}\n`);
  };
  const end: Writer['end'] = (_, unreadable, copies) => tell(unreadable, copies);
  switch (format) {
    case 'json':
      return jsonWriter(out);
    case 'ndjson':
      return {
        report: (file, _, facts) => out(toNdjson({ file, facts })),
        end,
      };
    case 'csv':
      return {
        begin: () => out(csvHeader),
        report: (file, _, facts) => out(csvLines({ file, facts })),
        end,
      };
    case 'markdown':
      return {
        report: (_file, model, _facts, name) => out(`${toMarkdown(summaryOf(name, model, say), say)}\n`),
        end,
      };
    default:
      return {
        report: (_file, model, _facts, name) => out(`${toText(summaryOf(name, model, say), say)}\n`),
        end: ({ reports, successful, failed, overlap }, unreadable, copies) => {
          out(
            `${say(msg('{0}: {1} succeeded, {2} failed.', reportWords(reports), sessionWords(successful), figure(failed)))}\n`,
          );
          if (overlap) out(`${say(eachCountsOnce)}\n`);
          if (copies.length > 0) out(`${say(msg('Copies left out: {0}.', figure(copies.length)))}\n`);
          tell(unreadable, copies);
        },
      };
  }
}

function jsonWriter(out: Io['out']): Writer {
  let separator = '{"reports":[\n';
  return {
    report: (file, _, facts) => {
      out(separator + visibleJson(JSON.stringify(reportData({ file, facts }))));
      separator = ',\n';
    },
    end: ({ overlap: _, ...totals }, unreadable, copies) => {
      const head = separator === ',\n' ? '\n' : separator;
      const list = (entries: readonly object[]) => visibleJson(JSON.stringify(entries));
      const duplicates = copies.length > 0 ? `,"duplicates":${list(copies)}` : '';
      out(`${head}],"totals":${JSON.stringify(totals)},"unreadable":${list(unreadable)}${duplicates}}\n`);
    },
  };
}

function summaryOf(name: string, model: ReportModel, say: Say) {
  const { findings, more } = shownInReport(model, name, {});
  return summarize(model, { say, file: basename(name), findings: rated(findings, {}), moreFindings: more });
}
