/** What the rules say about a document, as the user set them. */
import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import { msg } from '../message.js';
import type { OpenDocument } from '../openDocument.js';
import type { Shown } from '../rules/first.js';
import { type Levels, severityOf } from '../rules/levels.js';
import { toRange } from './convert.js';
import type { ReportServices } from './reportServices.js';

type Positions = Pick<OpenDocument, 'positionAt'>;

/** @param other gives the positions in other files that findings speak of */
export function diagnosticsOf(
  document: OpenDocument,
  { findings, more }: Shown,
  levels: Levels,
  { diagnostic, say }: Pick<ReportServices, 'diagnostic' | 'say'>,
  other: (uri: string) => Positions | undefined = () => undefined,
): Diagnostic[] {
  const shown: Diagnostic[] = [];
  for (const finding of findings) {
    const severity = severityOf(finding, levels);
    if (severity === undefined) continue;
    const item = diagnostic(finding, severity, document);
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
