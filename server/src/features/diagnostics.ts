/** What the rules say about a document, as the user set them. */
import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver';
import { msg, type Say } from '../message.js';
import type { OpenDocument } from '../openDocument.js';
import { rulePage } from '../rules/catalogue.js';
import type { Finding } from '../rules/finding.js';
import type { Shown } from '../rules/first.js';
import { type Levels, severityOf } from '../rules/levels.js';
import type { Severity } from '../rules/severity.js';
import { toRange } from './convert.js';

type Positions = Pick<OpenDocument, 'positionAt'>;

/** @param other gives the positions in other files that findings speak of */
export function diagnosticsOf(
  document: OpenDocument,
  { findings, more }: Shown,
  levels: Levels,
  say: Say,
  other: (uri: string) => Positions | undefined = () => undefined,
): Diagnostic[] {
  const shown: Diagnostic[] = [];
  for (const finding of findings) {
    const severity = severityOf(finding, levels);
    if (severity === undefined) continue;
    const item = toDiagnostic(finding, severity, document, say);
    const related = finding.related?.flatMap((place) => {
      const file = place.uri === undefined ? document : other(place.uri);
      if (file === undefined) return [];
      return [
        {
          location: { uri: place.uri ?? document.uri, range: toRange(file, place) },
          message: say(place.message),
        },
      ];
    });
    if (related !== undefined) item.relatedInformation = related;
    shown.push(item);
  }
  if (more > 0) {
    shown.push({
      range: toRange(document, { start: 0, end: 0 }),
      severity: DiagnosticSeverity.Information,
      source: 'tls-rpt',
      message: say(msg('Findings that are not shown: {0}.', more)),
    });
  }
  return shown;
}

function toDiagnostic(
  { start, end, rule, message, tags }: Finding,
  severity: Severity,
  document: Positions,
  say: Say,
): Diagnostic {
  return {
    range: toRange(document, { start, end }),
    severity: severities[severity],
    message: say(message),
    source: 'tls-rpt',
    code: rule,
    codeDescription: { href: rulePage(rule) },
    ...(tags && {
      tags: tags.map((tag) => (tag === 'unnecessary' ? DiagnosticTag.Unnecessary : DiagnosticTag.Deprecated)),
    }),
  };
}

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};
