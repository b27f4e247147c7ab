/** What is wrong with the text of a report as JSON. */
import { SomeLines } from '../../lines.js';
import type { ReportModel } from '../../report/model.js';
import { tooLarge } from '../../report/readTree.js';
import type { Finding } from '../finding.js';
import { duplicateMember } from './structure.js';

/**
 * The syntax errors and the names that are given twice. Behind a quote that is missing all of its line reads inside out: of
 * such a line the first error is told.
 *
 * @param ownLimitsOnly whether whoever else reads JSON tells of the rest
 */
export function* syntaxFindings(model: ReportModel, ownLimitsOnly: boolean): Generator<Finding> {
  const { text, tree } = model;
  if (ownLimitsOnly) {
    for (const { start, end, message } of tree.problems)
      if (message === tooLarge) yield { rule: 'report/json-syntax', start, end, message };
    return;
  }
  const oddLineAt = oddLines(text);
  const told = new Set<number>();
  for (const { start, end, message } of tree.problems) {
    const line = oddLineAt(start);
    if (line !== undefined && told.has(line)) continue;
    if (line !== undefined) told.add(line);
    yield { rule: 'report/json-syntax', start, end, message };
  }
  for (const finding of duplicateMember(model)) {
    if (tree.problems.length === 0 || oddLineAt(finding.start) === undefined) yield finding;
  }
}

/** Tells where the line of an offset starts, where a quote is missing in it or one too many; undefined of other lines. */
function oddLines(text: string): (offset: number) => number | undefined {
  const lines = new SomeLines(text);
  const known = new Map<number, boolean>();
  return (offset) => {
    const { start, end } = lines.at(offset);
    const isOdd = known.get(start) ?? hasOddQuotes(text, start, end);
    known.set(start, isOdd);
    return isOdd ? start : undefined;
  };
}

function hasOddQuotes(text: string, start: number, end: number): boolean {
  let isOdd = false;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 92) at++;
    else if (code === 34) isOdd = !isOdd;
  }
  return isOdd;
}
