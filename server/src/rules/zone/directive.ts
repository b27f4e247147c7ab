import { type Message, msg } from '../../message.js';
import { nearest } from '../../nearest.js';
import { inQuotes } from '../../quotes.js';
import { spanOf } from '../../span.js';
import { isDate, mayBeQuoted, needsLineBreak } from '../../zone/directive.js';
import { generatedFault, type Range, readGenerated, readRange, substitute } from '../../zone/generate.js';
import type { ReadEntry } from '../../zone/materialize.js';
import type { DirectiveEntry, Field, ZoneView } from '../../zone/model.js';
import { canonicalName, isWithin } from '../../zone/names.js';
import { isSingleton, readClass, typeName } from '../../zone/rrtypes.js';
import type { Origin } from '../../zone/state.js';
import { maxTtl, readTtl } from '../../zone/ttl.js';
import type { Finding } from '../finding.js';
import { dotFinding, lackingDot, nameFinding, outside } from './names.js';
import { mustHaveTtl, withoutTtl } from './ttl.js';

export const directives = ['$ORIGIN', '$TTL', '$INCLUDE', '$GENERATE', '$DATE'] as const;

/**
 * What is wrong with a directive: its name, the number or form of its arguments, or its place.
 *
 * @param read how it was read: the state of the zone at it, and the TTL of what follows
 */
export function* directiveFindings(
  entry: DirectiveEntry,
  read: Pick<ReadEntry, 'before' | 'ttl'>,
  zone: ZoneView,
): Generator<Finding> {
  yield* argumentFindings(entry, read, zone);
  const { name, keyword, arguments: given } = entry;
  if (!needsLineBreak(name, given.length) || entry.tokens.at(-1)?.kind === 'newline') return;
  yield {
    rule: 'zone/bad-directive',
    start: keyword.start,
    end: given.at(-1)?.end ?? keyword.end,
    message: msg(
      'The file ends in the line of {0}: BIND wants a line break there and refuses the zone.',
      name,
    ),
    data: { breakAt: entry.end },
  };
}

function* argumentFindings(
  entry: DirectiveEntry,
  read: Pick<ReadEntry, 'before' | 'ttl'>,
  zone: ZoneView,
): Generator<Finding> {
  const { origin, dated } = read.before;
  const { name, keyword, arguments: given } = entry;
  const known: readonly string[] = directives;
  const quoted = given.find((field, index) => field.quoted && !mayBeQuoted(name, index, given.length));
  if (quoted !== undefined && known.includes(name)) {
    yield {
      rule: 'zone/bad-directive',
      ...spanOf(quoted),
      message: msg('BIND takes no quotes here and refuses the zone.'),
      data: { unquoted: inQuotes(quoted.raw) },
    };
    return;
  }
  switch (name) {
    case '$ORIGIN':
      yield* count(entry, 1, 1, msg('a name'));
      yield* badName(given[0], origin);
      yield* repeatedZone(given[0], origin, zone);
      return;
    case '$TTL':
      yield* count(entry, 1, 1, msg('a time'));
      if (given[0]) yield* ttl(given[0]);
      return;
    case '$DATE':
      yield* count(entry, 1, 1, msg('a time'));
      if (given[0]) yield* date(given[0]);
      return;
    case '$INCLUDE':
      yield* count(entry, 1, 2, msg('a file'));
      yield* badName(given[1], origin);
      if (dated) {
        yield {
          rule: 'zone/bad-directive',
          ...spanOf(keyword),
          message: msg('BIND takes no $INCLUDE after $DATE and refuses the zone.'),
        };
      }
      return;
    case '$GENERATE':
      yield* generate(entry, origin, zone);
      yield* generatedTtl(entry, read, zone);
      return;
  }
  const written = keyword.end - keyword.start;
  const near = nearest(name, directives, written > 4 ? 2 : 1);
  yield {
    rule: 'zone/unknown-directive',
    start: keyword.start,
    end: keyword.end,
    message: near
      ? msg('There is no directive {0}. Is {1} meant?', name, near)
      : msg('There is no directive {0}.', name),
    ...(near && { data: { near } }),
  };
}

function* badName(field: Field | undefined, { wire }: Origin): Generator<Finding> {
  const finding = field && nameFinding(field, wire);
  if (finding !== undefined) yield finding;
}

/** An origin that repeats the zone's name, since its final dot was forgotten. */
function* repeatedZone(field: Field | undefined, { name }: Origin, zone: ZoneView): Generator<Finding> {
  const repeated = field && lackingDot(field, name, zone);
  if (field === undefined || repeated === undefined) return;
  const served = canonicalName(field.raw, name);
  if (served?.endsWith('.')) yield dotFinding(field, served, name);
}

function* count(entry: DirectiveEntry, least: number, most: number, what: Message): Generator<Finding> {
  const given = entry.arguments;
  if (given.length < least) {
    yield {
      rule: 'zone/bad-directive',
      start: entry.keyword.start,
      end: entry.keyword.end,
      message: msg('{0} needs an argument: {1}.', entry.name, what),
    };
  }
  const extra = given[most];
  if (extra !== undefined) {
    yield {
      rule: 'zone/bad-directive',
      start: extra.start,
      end: given.at(-1)?.end ?? extra.end,
      message: msg('BIND takes nothing more after {0} and refuses the zone.', entry.name),
      data: { removeFrom: given[most - 1]?.end ?? entry.keyword.end },
    };
  }
}

function* date(field: Field): Generator<Finding> {
  if (isDate(field.raw)) return;
  yield {
    rule: 'zone/bad-directive',
    ...spanOf(field),
    message: msg('{0} is no time of 1970 to 2106: write it as YYYYMMDDHHmmSS.', field.raw),
  };
}

function* ttl(field: Field): Generator<Finding> {
  const seconds = readTtl(field.raw, 0, field.raw.length);
  if (seconds < 0) {
    yield {
      rule: 'zone/bad-ttl',
      start: field.start,
      end: field.end,
      message: msg('{0} is no TTL.', field.raw),
    };
  } else if (seconds > maxTtl) {
    yield {
      rule: 'zone/bad-ttl',
      start: field.start,
      end: field.end,
      severity: 'warning',
      message: msg('A TTL over {0} seconds: BIND serves 0.', maxTtl),
    };
  }
}

/** Whether numbers make different data of one owner, which is in the zone. */
function isRepeated(
  owner: string,
  data: string,
  { start, stop, step }: Range,
  { name }: Origin,
  apex: string | undefined,
): boolean {
  const next = start + step;
  const made = substitute(owner, start);
  const full = made === undefined ? undefined : canonicalName(made, name);
  if (apex !== undefined && full?.endsWith('.') && !isWithin(full, apex)) return false;
  return (
    next <= stop && made === substitute(owner, next) && substitute(data, start) !== substitute(data, next)
  );
}

/** Records without a TTL, where nothing before gives them one. */
function* generatedTtl(
  entry: DirectiveEntry,
  { before, ttl: known }: Pick<ReadEntry, 'before' | 'ttl'>,
  zone: ZoneView,
): Generator<Finding> {
  const [, , ...rest] = entry.arguments;
  const { at, type: code } = readGenerated((index) => rest[index]?.raw ?? '');
  const type = rest[at];
  if (known >= 0 || type === undefined || code < 0 || !mustHaveTtl(before, zone)) return;
  yield withoutTtl(type, code);
}

/** The owner of what a `$GENERATE` makes, where it lacks its final dot or is outside the zone. */
function* misplaced(
  owner: Field,
  made: string | undefined,
  { name }: Origin,
  zone: ZoneView,
): Generator<Finding> {
  if (made === undefined) return;
  const repeated = lackingDot(owner, name, zone);
  const finding = repeated === undefined ? outside(owner, made, zone) : dotFinding(owner, made, name);
  if (finding !== undefined) yield finding;
}

function* generate(entry: DirectiveEntry, origin: Origin, zone: ZoneView): Generator<Finding> {
  const { keyword } = entry;
  const { apex } = zone;
  const [range, owner, ...rest] = entry.arguments;
  const bad = (start: number, end: number, message: Message): Finding => ({
    rule: 'zone/bad-directive',
    start,
    end,
    message,
  });
  const incomplete = () =>
    bad(
      keyword.start,
      entry.arguments.at(-1)?.end ?? keyword.end,
      msg('$GENERATE needs a range, an owner, a type and data.'),
    );
  if (range === undefined || owner === undefined || rest.length === 0) {
    yield incomplete();
    return;
  }
  const numbers = readRange(range.raw);
  if (numbers === undefined) {
    yield bad(
      range.start,
      range.end,
      msg('{0} is no range: write START-STOP or START-STOP/STEP.', range.raw),
    );
  }
  const { at, type: code } = readGenerated((index) => rest[index]?.raw ?? '');
  const type = rest[at];
  const data = rest[at + 1];
  const other = rest.slice(0, at).find(({ raw }) => readClass(raw, 0, raw.length) > 1);
  if (other !== undefined) {
    yield {
      rule: 'zone/class-mismatch',
      ...spanOf(other),
      message: msg('The zone’s class is {0}: BIND refuses a record of class {1}.', 'IN', other.raw),
      data: { zoneClass: 'IN' },
    };
  }
  if (type === undefined || data === undefined) {
    yield incomplete();
    return;
  }
  if (code < 0) {
    yield {
      rule: 'zone/unknown-type',
      start: type.start,
      end: type.end,
      message: msg('{0} is no record type.', type.raw),
    };
  } else if (numbers !== undefined && rest[at + 2] === undefined) {
    const name = substitute(owner.raw, numbers.start);
    yield* misplaced(owner, name && canonicalName(name, origin.name), origin, zone);
    // The first and the last show what is wrong with all.
    for (const number of [numbers.start, numbers.stop]) {
      const wrong = generatedFault(owner, data, code, number, origin, apex);
      if (wrong === undefined) continue;
      const field = wrong === 'owner' ? owner : data;
      yield bad(
        field.start,
        field.end,
        msg('For the number {0} this makes nothing that BIND takes.', number),
      );
      break;
    }
  }
  if (numbers !== undefined && isSingleton(code) && isRepeated(owner.raw, data.raw, numbers, origin, apex)) {
    yield {
      rule: 'zone/multiple-cname',
      ...spanOf(owner),
      message: msg('A name has one {0}: BIND refuses the zone.', typeName(code)),
    };
  }
  const extra = rest[at + 2];
  if (extra !== undefined) {
    yield bad(
      extra.start,
      rest.at(-1)?.end ?? extra.end,
      msg('BIND takes one word here and refuses the zone: put the data in quotes.'),
    );
  }
}
