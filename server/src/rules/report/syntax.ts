/** What is wrong with the text of a report as JSON. */
import type { ReportModel } from '../../report/model.js';
import { tooLarge } from '../../report/readTree.js';
import type { Span } from '../../span.js';
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
  const lines = new Lines(text);
  const told = new Set<number>();
  for (const { start, end, message } of tree.problems) {
    const line = lines.at(start);
    if (line.isOdd && told.has(line.start)) continue;
    told.add(line.start);
    yield { rule: 'report/json-syntax', start, end, message };
  }
  for (const finding of duplicateMember(model)) {
    if (told.size === 0 || !lines.at(finding.start).isOdd) yield finding;
  }
}

interface Line extends Span {
  /** Whether a quote is missing, or one too many. */
  readonly isOdd: boolean;
}

/** Lines that are asked for one after another. */
class Lines {
  readonly #text: string;
  #last: Line = { start: 0, end: 0, isOdd: false };

  constructor(text: string) {
    this.#text = text;
  }

  at(offset: number): Line {
    if (offset < this.#last.start || offset >= this.#last.end) this.#last = this.#read(offset);
    return this.#last;
  }

  #read(offset: number): Line {
    const start = this.#text.lastIndexOf('\n', offset - 1) + 1;
    const next = this.#text.indexOf('\n', offset);
    const end = next < 0 ? this.#text.length + 1 : next + 1;
    let isOdd = false;
    for (let at = start; at < end; at++) {
      const code = this.#text.charCodeAt(at);
      if (code === 92) at++;
      else if (code === 34) isOdd = !isOdd;
    }
    return { start, end, isOdd };
  }
}
