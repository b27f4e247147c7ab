/** Hover and completion in documents of every kind. */
import { type Analyses, kindOf, pathOf } from '../documents.js';
import type { OpenDocument } from '../openDocument.js';
import { OpenZone } from '../openZone.js';
import { policyCompletions } from './policy/completion.js';
import { policyHover } from './policy/hover.js';
import { mxHostsFor } from './policy/mx.js';
import { reportCompletions } from './report/completion.js';
import { reportHover } from './report/hover.js';
import type { CompletionAnswer, HoverAnswer } from './types.js';
import { zoneCompletions } from './zone/completion.js';
import { zoneHover } from './zone/hover.js';

/** What there is to say of a place in a document. */
export function hoverIn(document: OpenDocument, offset: number, analyses: Analyses): HoverAnswer | undefined {
  if (document instanceof OpenZone) return zoneHover(document.zone, offset);
  switch (kindOf(document)) {
    case 'report':
      return reportHover(analyses.report(document), offset);
    case 'policy':
      return policyHover(document.getText(), offset);
    default:
      return undefined;
  }
}

/**
 * What may be written at a place in a document.
 *
 * @param open all open documents: the hosts of a policy are those of a zone
 * @param withSnippets whether whole records are among it
 */
export function completionsIn(
  document: OpenDocument,
  offset: number,
  analyses: Analyses,
  open: readonly OpenDocument[],
  withSnippets: boolean,
): CompletionAnswer[] {
  if (document instanceof OpenZone) return zoneCompletions(document.zone, offset, { snippets: withSnippets });
  switch (kindOf(document)) {
    case 'report':
      return reportCompletions(analyses.report(document), offset);
    case 'policy':
      return policyCompletions(document.getText(), offset, mxHostsFor(pathOf(document.uri), open));
    default:
      return [];
  }
}
