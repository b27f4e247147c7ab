import { type Message, msg } from '../../message.js';
import { type Span, spanOf } from '../../span.js';
import type { Include, Included, IncludeProblem } from '../../zone/includes.js';
import { offsetInFile } from '../../zone/includes.js';
import type { DirectiveEntry } from '../../zone/model.js';
import type { WholeZone } from '../../zone/wholeZone.js';
import type { Finding } from '../finding.js';
import { severityOf } from '../levels.js';

/** So many places in included files are named beside a finding. */
const mostRelated = 10;

/** What is wrong with an `$INCLUDE` by itself. */
export function* includeFindings(entry: DirectiveEntry, include: Include): Generator<Finding> {
  const place = placeOf(entry);
  if (include.cycle !== undefined) {
    yield {
      rule: 'zone/include-cycle',
      ...place,
      message: msg('{0} includes itself: BIND refuses the zone.', include.written),
      ...(include.cycle.length > 0 && { related: include.cycle.map(wayRound) }),
    };
  } else if (include.problem !== undefined && include.problem !== 'unread') {
    yield {
      rule: 'zone/include-unreadable',
      ...place,
      message: unreadable(include.written, include.problem),
    };
  }
}

export const placeOf = (entry: DirectiveEntry): Span => spanOf(entry.arguments[0] ?? entry.keyword);

const wayRound = (span: Span) => ({ ...spanOf(span), message: msg('The way round leads through here.') });

/** Why a file is not read. Nothing of the file is in it but the name that the zone gives. */
export function unreadable(file: string, problem: Exclude<IncludeProblem, 'unread'>): Message {
  switch (problem) {
    case 'missing':
      return msg('There is no file {0}: BIND refuses a zone whose included file it cannot open.', file);
    case 'outside':
      return msg('{0} is outside the workspace and is not read.', file);
    case 'untrusted':
      return msg('{0} is not read: the workspace is not trusted.', file);
    case 'tooLarge':
      return msg('{0} is too large to be read.', file);
    case 'notText':
      return msg('{0} is no text file.', file);
    case 'refused':
      return msg('{0} cannot be read.', file);
    case 'tooMany':
      return msg('{0} is not read: too many files are included, or too deep.', file);
  }
}

/** What the data of a finding say that speaks of included files: their URIs. */
export interface Brought {
  readonly brought: readonly string[];
}

/**
 * What the files that an `$INCLUDE` brings make of the zone: each kind of mistake once, at the directive, with the places in
 * the files beside it.
 *
 * @param place where the directive names the file
 * @param inside what was found in the files
 */
export function* broughtFindings(
  place: Span,
  { name }: Included,
  inside: readonly Finding[],
  zone: WholeZone,
): Generator<Finding> {
  const brought = (findings: readonly Finding[]): Brought => ({
    brought: [
      ...new Set(
        findings.flatMap(({ start }) => {
          const file = zone.fileAt(start);
          return file === undefined ? [] : [file.uri ?? file.name];
        }),
      ),
    ],
  });
  const cycle = inside.find(({ rule }) => rule === 'zone/include-cycle');
  if (cycle !== undefined) {
    yield {
      rule: 'zone/include-cycle',
      ...place,
      message: msg('What {0} includes includes itself: BIND refuses the zone.', name),
      related: [...(cycle.related ?? []), wayRound(cycle)],
      data: brought([cycle]),
    };
  }
  const unread = inside.filter(({ rule }) => rule === 'zone/include-unreadable');
  if (unread[0] !== undefined) {
    yield {
      rule: 'zone/include-unreadable',
      ...place,
      message: unread[0].message,
      related: unread.slice(0, mostRelated).map((one) => ({ ...spanOf(one), message: one.message })),
      data: brought(unread),
    };
  }
  const errors = inside.filter(
    (finding) =>
      finding.rule.startsWith('zone/') &&
      finding.rule !== 'zone/include-cycle' &&
      finding.rule !== 'zone/include-unreadable' &&
      severityOf(finding, {}) === 'error',
  );
  const [first] = errors;
  if (first === undefined) return;
  const file = zone.fileAt(first.start);
  const line = (file?.text.slice(0, offsetInFile(first.start)).split(/\r\n|\r|\n/).length ?? 0).toString();
  const where = file?.name ?? name;
  yield {
    rule: 'zone/include-errors',
    ...place,
    message:
      errors.length === 1
        ? msg('BIND refuses the zone for what stands in {0}, line {1} ({2}).', where, line, first.rule)
        : msg(
            'BIND refuses the zone for {0} mistakes, the first in {1}, line {2} ({3}).',
            errors.length,
            where,
            line,
            first.rule,
          ),
    related: errors.slice(0, mostRelated).map((one) => ({
      ...spanOf(one),
      // Not what is found: words of a file that may be none of the zone's business would be in it.
      message: msg('A mistake is here ({0}).', one.rule),
    })),
    data: brought(errors),
  };
}
