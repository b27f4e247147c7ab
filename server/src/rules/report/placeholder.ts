/** What the snippets of the schema leave to fill in. */
import { msg } from '../../message.js';
import { stringText } from '../../report/jsonString.js';
import type { ReportModel } from '../../report/model.js';
import type { JsonNode, StringNode } from '../../report/tree.js';
import { excerpt } from '../../report/visible.js';
import type { Finding } from '../finding.js';
import { inside } from './structure.js';

/** The words in the snippets that stand for a value: a value is one, or an address made of them. */
const placeholders = ['ORGANIZATION', 'MAILBOX', 'DOMAIN', 'REPORT-ID', 'MX-HOST'];
const words = new RegExp(`^(?:mx: ?)?(?:${placeholders.join('|')})(?:@(?:${placeholders.join('|')}))?$`);
const tabStop = /\$\{\d+[:|][^}]*\}/;

/** Whether a value was left as the snippet made it. */
export function isPlaceholder(text: string): boolean {
  return text.length < 200 && (words.test(text) || (text.includes('${') && tabStop.test(text)));
}

export function* placeholder(model: ReportModel): Iterable<Finding> {
  for (const object of model.objects) {
    for (const { value } of object.slots.values()) {
      for (const node of stringsOf(value)) {
        const text = stringText(model.text, node);
        if (!isPlaceholder(text)) continue;
        yield {
          rule: 'report/placeholder',
          ...inside(node),
          message: msg('"{0}" is a placeholder: put the real value here.', excerpt(text)),
        };
      }
    }
  }
}

function stringsOf(node: JsonNode | undefined): readonly StringNode[] {
  if (node?.kind === 'string') return [node];
  return node?.kind === 'array' ? node.items.filter((item) => item.kind === 'string') : [];
}
