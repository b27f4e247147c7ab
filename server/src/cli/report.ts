import { msg } from '../message.js';
import { isReport } from '../report/detect.js';
import type { Copy, Unreadable } from '../report/export/data.js';
import { readFacts } from '../report/facts.js';
import { identityOf } from '../report/identity.js';
import { notCountable, readReport } from '../report/model.js';
import { standTwice } from '../report/summary.js';
import { oneOf } from './arguments.js';
import { defineCommand, type Io } from './command.js';
import { exit, UsageError } from './outcome.js';
import { inputFiles } from './reports/files.js';
import { type Format, formats, writerOf } from './reports/writers.js';

/** `tls-rpt report`: what reports say, for people and for programs. */
export const report = defineCommand({
  name: 'report',
  operands: msg('PATH…'),
  about: msg(
    'Sums up SMTP TLS reports: JSON, .json.gz and mails with reports. A folder stands for every report below it, - for the standard input.',
  ),
  options: {
    format: {
      type: 'string',
      argument: formats.join('|'),
      help: msg(
        'What to print; text without this option. ndjson and csv have a row for each failure detail or clean policy.',
      ),
    },
  },
  examples: [
    {
      // Quoted: an interactive shell takes `!` for its history.
      line: "tls-rpt report 'google.com!example.com!1780272000!1780358399.json.gz'",
      does: msg('One report in words'),
    },
    {
      line: 'tls-rpt report --format csv reports/ > reports.csv',
      does: msg('All reports of a folder as a table'),
    },
  ],
  run: (values, operands, io) => {
    if (operands.length === 0) throw new UsageError(msg('Which reports? Name a file or a folder.'));
    return runReport({ format: oneOf('--format', values.format, formats), paths: operands }, io);
  },
});

export interface ReportOptions {
  readonly format: Format;
  readonly paths: readonly string[];
}

/**
 * Prints what the reports say, a report that is there more than once only the first time: copies are listed. Files that
 * cannot be read are listed too, and make the exit code 2.
 */
export async function runReport({ format, paths }: ReportOptions, io: Io): Promise<number> {
  const writer = writerOf(format, io);
  const totals = { reports: 0, successful: 0, failed: 0 };
  const unreadable: Unreadable[] = [];
  const copies: Copy[] = [];
  /** The file of each report, by the report's identity. */
  const seen = new Map<number, string>();
  /** Whether sessions of a report stand under two of its policies. */
  let overlap = false;
  writer.begin?.();
  let read = 0;
  for await (const { file, named, reading } of inputFiles(paths, io)) {
    io.progress(() => io.say(msg('Files read: {0}', read)));
    read++;
    if ('reason' in reading) {
      unreadable.push({ file, reason: io.say(reading.reason) });
      continue;
    }
    for (const { text, attachment } of reading.reports) {
      if (!named && !isReport(text, file)) continue;
      const model = readReport(text);
      const reason = notCountable(model);
      if (reason !== undefined) {
        unreadable.push({ file, reason: io.say(reason) });
        continue;
      }
      const facts = readFacts(model);
      const identity = identityOf(facts);
      const sameAs = seen.get(identity);
      if (sameAs !== undefined) {
        copies.push({ file, sameAs });
        continue;
      }
      seen.set(identity, file);
      overlap ||= standTwice(facts.policies);
      totals.reports++;
      totals.successful += facts.successful;
      totals.failed += facts.failed;
      writer.report(file, model, facts, attachment ?? file);
    }
  }
  writer.end({ ...totals, overlap }, unreadable, copies);
  return unreadable.length > 0 ? exit.usage : exit.good;
}
