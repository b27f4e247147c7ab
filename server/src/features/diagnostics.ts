/** What the rules say about a document, as the user set them. */
import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import type { Checked } from '../checked.js';
import { msg } from '../message.js';
import type { OpenDocument } from '../openDocument.js';
import type { Finding } from '../rules/finding.js';
import { type Levels, severityOf } from '../rules/levels.js';
import type { Severity } from '../rules/severity.js';
import { toRange } from './convert.js';
import type { ReportServices } from './reportServices.js';

/** So many findings are shown; the rest is counted. */
export const mostDiagnostics = 1000;

type Positions = Pick<OpenDocument, 'positionAt'>;

/** @param other gives the positions in other files that findings speak of */
export function diagnosticsOf(
  document: OpenDocument,
  checked: Checked,
  levels: Levels,
  { diagnostic, say }: Pick<ReportServices, 'diagnostic' | 'say'>,
  other: (uri: string) => Positions | undefined = () => undefined,
): Diagnostic[] {
  const rated: (Finding & { readonly severity: Severity })[] = [];
  let more = 0;
  for (const finding of checked.findings) {
    const severity = severityOf(finding, levels);
    if (severity === undefined) continue;
    if (rated.length < mostDiagnostics) rated.push({ ...finding, severity });
    else more++;
  }
  const shown = rated.map((finding): Diagnostic => {
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
    return { ...diagnostic(finding, document), ...(related && { relatedInformation: related }) };
  });
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
