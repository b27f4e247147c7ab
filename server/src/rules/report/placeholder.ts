/** What the snippets of the schema leave to fill in. */
import { msg } from '../../message.js';
import type { ReportModel } from '../../report/model.js';
import { placeOf, stringsIn, wordOf } from '../../report/values.js';
import { excerpt } from '../../report/visible.js';
import type { Finding } from '../finding.js';

/** The words in the snippets that stand for a value: a value is one, or an address made of them. */
const placeholders = ['ORGANIZATION', 'MAILBOX', 'DOMAIN', 'REPORT-ID', 'MX-HOST'];
const words = new RegExp(`^(?:mx: ?)?(?:${placeholders.join('|')})(?:@(?:${placeholders.join('|')}))?$`);
const tabStop = /\$\{\d+[:|][^}]*\}/;

/** Whether a value was left as the snippet made it. */
export function isPlaceholder(text: string): boolean {
  return text.length < 200 && (words.test(text) || (text.includes('${') && tabStop.test(text)));
}

export function* placeholder(model: ReportModel): Iterable<Finding> {
  const { text, tree, objects } = model;
  const isWritten = text.includes('${') || placeholders.some((word) => text.includes(word));
  // Else only an escape can stand for a letter of one.
  if (!isWritten && !text.includes('\\')) return;
  for (const object of objects) {
    for (const value of object.values) {
      if (value < 0) continue;
      for (const row of stringsIn(tree.rows, value)) {
        if (!isWritten && !tree.rows.isEscaped(row)) continue;
        const word = wordOf(tree, row)!;
        if (!isPlaceholder(word)) continue;
        yield {
          rule: 'report/placeholder',
          ...placeOf(tree, row),
          message: msg('"{0}" is a placeholder: put the real value here.', excerpt(word)),
        };
      }
    }
  }
}
