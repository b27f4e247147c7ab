import { msg, type Say } from '../../message.js';
import { visible } from '../../report/visible.js';
import { severityWords } from '../../rules/severity.js';
import { type Style, style } from '../terminal.js';
import type { Lines } from './lines.js';
import { countSeverities, type FileResult, type Problem } from './result.js';

const styles = { error: 'red', warning: 'yellow', information: 'blue', hint: 'cyan' } as const;
/** What a line shows of the source. */
const width = 100;

/** For people: each finding with its line, and the characters underlined; at the end how many there are. */
export function asText(results: readonly FileResult[], say: Say, colour: boolean): string {
  const blocks = results.flatMap(({ file, lines, problems }) =>
    problems.map((problem) => block(file, lines, problem, say, colour)),
  );
  return blocks.join('') + summary(results, say);
}

function block(
  file: string,
  lines: Lines,
  { finding, severity, count }: Problem,
  say: Say,
  colour: boolean,
): string {
  const { line, character } = lines.positionAt(finding.start);
  const end = lines.positionAt(finding.end);
  const place = style(colour, 'bold', `${visible(file)}:${line + 1}:${character + 1}`);
  const level = style(colour, styles[severity], say(severityWords[severity]));
  const message = visible(say(finding.message));
  const head = `${place}: ${level}: ${message} ${style(colour, 'dim', `[${finding.rule}]`)}\n`;
  if (count !== undefined) return head;
  const from = character > width - 20 ? character - 20 : 0;
  const source = lines.textOf(line, from, width + 1);
  if (source.trim() === '') return head;
  const stop = end.line === line ? end.character - from : width;
  return head + excerpt(source, character - from, stop, from > 0, styles[severity], colour);
}

/** A stretch of a source line and, under it, carets below what is marked. */
function excerpt(
  source: string,
  start: number,
  end: number,
  isCut: boolean,
  caret: Style,
  colour: boolean,
): string {
  const stop = Math.min(end, width);
  const before = cells(source.slice(0, start));
  const marked = cells(source.slice(start, stop));
  const after = cells(source.slice(Math.max(start, stop), width));
  const [left, right] = [isCut ? '…' : '', source.length > width ? '…' : ''];
  const underline = `${' '.repeat(left.length + before.length)}${'^'.repeat(Math.max(1, marked.length))}`;
  return `    ${left}${before}${marked}${after}${right}\n    ${style(colour, caret, underline)}\n`;
}

/** One cell of the terminal for each character, as far as can be known: tabs as spaces, controls as `?`. */
const cells = (text: string) =>
  text.replaceAll('\t', '    ').replace(/\p{Cc}|\p{Cf}|\p{Cs}|\p{Zl}|\p{Zp}/gu, '?');

function summary(results: readonly FileResult[], say: Say): string {
  const { error, warning, information, hint } = countSeverities(results);
  const total = error + warning + information + hint;
  const files = results.filter(({ isSetting }) => !isSetting).length;
  const words =
    total === 0
      ? msg('Nothing found. Files checked: {0}.', files)
      : msg(
          'Errors: {0}, warnings: {1}, information: {2}, hints: {3}. Files checked: {4}.',
          error,
          warning,
          information,
          hint,
          files,
        );
  const fixable = results.reduce((sum, { problems }) => sum + problems.filter(({ fix }) => fix).length, 0);
  const mended = results.reduce((sum, { mended = 0 }) => sum + mended, 0);
  const sentences = [words];
  const untold = results.flatMap(({ problems }) => problems).reduce((sum, { count = 0 }) => sum + count, 0);
  if (untold > 0) sentences.push(msg('Not shown: {0}.', untold));
  if (mended > 0) sentences.push(msg('Mended: {0}.', mended));
  // What --fix has left it could not prove.
  const isFixed = results.some((result) => result.mended !== undefined);
  if (fixable > 0 && !isFixed) sentences.push(msg('--fix mends {0}.', fixable));
  return `${sentences.map(say).join(' ')}\n`;
}
