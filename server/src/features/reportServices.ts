import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver';
import type { ZoneStatement } from '../../../protocol/summary.js';
import type { Say } from '../message.js';
import type { OpenDocument } from '../openDocument.js';
import type { ReportModel } from '../report/model.js';
import type { ReadOptions } from '../report/read.js';
import { rulePage } from '../rules/catalogue.js';
import type { Finding } from '../rules/finding.js';
import type { Shown } from '../rules/first.js';
import type { Levels } from '../rules/levels.js';
import { shownInReport } from '../rules/report/index.js';
import type { Severity } from '../rules/severity.js';
import { toRange } from './convert.js';

/** How the host unpacks gzip, where it has a way of its own. */
export type Unpacker = Pick<ReadOptions, 'gunzip'>;

/** What the features of reports need of the server around them. */
export interface ReportServices {
  /** Puts messages into the client's language. */
  readonly say: Say;
  /** The client's language, a BCP 47 tag. */
  readonly locale: string;
  /** What the user set rules to. */
  readonly levels: Levels;
  /** What is shown of all that is wrong in a report, as JSON too. */
  check(model: ReportModel, fileName: string): Shown;
  /** How a report meets the zones that the server knows. */
  compare(model: ReportModel): readonly ZoneStatement[];
  /** A finding as the editor wants it. */
  diagnostic(finding: Finding, severity: Severity, document: OpenDocument): Diagnostic;
}

/** The services of a server that speaks a language and has the user's settings. */
export function reportServices(
  say: Say,
  locale: string,
  levels: Levels,
  compare: ReportServices['compare'],
): ReportServices {
  return {
    say,
    locale,
    compare,
    levels,
    check: (model, fileName) => shownInReport(model, fileName, levels),
    diagnostic: ({ start, end, rule, message, tags }, severity, document) => ({
      range: toRange(document, { start, end }),
      severity: severities[severity],
      message: say(message),
      source: 'tls-rpt',
      code: rule,
      codeDescription: { href: rulePage(rule) },
      ...(tags && {
        tags: tags.map((tag) =>
          tag === 'unnecessary' ? DiagnosticTag.Unnecessary : DiagnosticTag.Deprecated,
        ),
      }),
    }),
  };
}

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};
