/** Whether a text is a report: by the file name of RFC 8460 section 5.1, or by what it begins with. Cheap. */
import { readFileName } from './fileName.js';

/** How much of a text is looked at. */
const head = 4096;

/** Names that hardly any other JSON has. */
const telling =
  /"(?:organization-name|contact-info|report-id|policy-type|policy-string|result-type|start-datetime|total-(?:successful|failure)-session-count)"\s*:/g;
const all =
  /"(?:organization-name|date-range|contact-info|report-id|policies|policy-type|policy-string|policy-domain|result-type|start-datetime|total-(?:successful|failure)-session-count|failed-session-count)"\s*:/g;

/** Whether a document is a report, under whatever name. */
export function isReport(text: string, name = ''): boolean {
  const start = text.slice(0, head).replace(/^\ufeff?\s*/, '');
  if (!start.startsWith('{')) return false;
  if (readFileName(name) !== undefined) return true;
  return countNames(start, all) >= 2 && countNames(start, telling) >= 1;
}

function countNames(text: string, names: RegExp): number {
  return new Set(Array.from(text.matchAll(names), ([name]) => name)).size;
}
