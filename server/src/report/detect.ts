/** Whether a text is a report: by the file name of RFC 8460 section 5.1, or by what it begins with. Cheap. */
import { readFileName } from './fileName.js';

/** How much of a text is looked at. */
const head = 4096;

/**
 * Names that hardly any other JSON has, misspelled ones with underscores or in camelCase included; with an object as value
 * they are those of a schema or a mapping.
 */
const telling = namesOf(
  [
    'organization-name',
    'contact-info',
    'report-id',
    'policy-type',
    'policy-string',
    'result-type',
    'start-datetime',
    'total-successful-session-count',
    'total-failure-session-count',
  ],
  '(?!\\s*\\{)',
);
const common = namesOf(['date-range', 'policies', 'policy-domain', 'failed-session-count']);

function namesOf(names: readonly string[], value = ''): RegExp {
  return new RegExp(`"(?:${names.join('|').replaceAll('-', '[-_]?')})"\\s*:${value}`, 'gi');
}

/** A JSON Schema, such as our own, has a report's names too. */
const schema = /"\$schema"\s*:\s*"https?:\/\/json-schema\.org\//;

/** Whether a document is a report, under whatever name. */
export function isReport(text: string, name = ''): boolean {
  const start = text.slice(0, head).replace(/^\ufeff?\s*/, '');
  if (!start.startsWith('{')) return false;
  if (readFileName(name) !== undefined) return true;
  if (schema.test(start)) return false;
  const count = countNames(start, telling);
  return count >= 1 && count + countNames(start, common) >= 2;
}

function countNames(text: string, names: RegExp): number {
  return new Set(Array.from(text.matchAll(names), ([name]) => name)).size;
}
