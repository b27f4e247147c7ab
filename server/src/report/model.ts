/**
 * A report as far as it can be read: for each object the members that RFC 8460 names, those under a wrong name, those
 * it does not know. Nothing is rejected here; the rules say what is wrong.
 */
import { figure, type Message, msg } from '../message.js';
import { ReportObject } from './object.js';
import { parseJson, tooLarge } from './readTree.js';
import { type Shape, type ShapeName, shapes } from './schema.js';
import type { JsonTree } from './tree.js';

/** An item of `policies`. */
export interface ReportEntry {
  readonly object: ReportObject;
  readonly policy: ReportObject | undefined;
  readonly summary: ReportObject | undefined;
  readonly details: readonly ReportObject[];
}

export interface ReportModel {
  readonly text: string;
  readonly tree: JsonTree;
  /** Undefined where the text holds no JSON object. */
  readonly report: ReportObject | undefined;
  readonly dateRange: ReportObject | undefined;
  readonly entries: readonly ReportEntry[];
  /** Every object above, parents first, in the order of the text. */
  readonly objects: readonly ReportObject[];
  readonly byShape: Readonly<Record<ShapeName, readonly ReportObject[]>>;
  /** Those of them that are not plain: in these only may be something wrong with the members. */
  readonly odd: readonly ReportObject[];
  /** Those of the odd ones that have members. */
  readonly filled: readonly ReportObject[];
}

/** The model that was made last: findings, hover and summary ask for the same text, one after the other. */
let latest: ReportModel | undefined;

/** Reads a report; whatever the text, there is a model. */
export function readReport(text: string): ReportModel {
  if (latest?.text === text) return latest;
  // The one before is let go first: two may be more than there is memory for.
  latest = undefined;
  latest = readFresh(text);
  return latest;
}

// Of an object that has none of them the same is given: hostile reports have hundreds of thousands.
const noObjects: readonly ReportObject[] = [];
const noRows: readonly number[] = [];

function readFresh(text: string): ReportModel {
  const tree = parseJson(text);
  const { rows } = tree;
  const byShape: Record<ShapeName, ReportObject[]> = {
    report: [],
    dateRange: [],
    entry: [],
    policy: [],
    summary: [],
    failureDetail: [],
  };
  const object = (row: number, shape: ShapeName, isNamed: boolean): ReportObject | undefined => {
    if (row < 0 || row >= rows.length || rows.kind(row) !== 'object') return undefined;
    const read = new ReportObject(tree, shapes[shape], row, isNamed);
    byShape[shape].push(read);
    return read;
  };
  const child = (parent: ReportObject | undefined, name: string): ReportObject | undefined => {
    const shape = parent?.shape.byName.get(name)?.shape;
    return parent && shape && object(parent.valueAt(name), shape, true);
  };
  const children = (parent: ReportObject | undefined, name: string, shape: ShapeName) => {
    const found = items(tree, parent?.valueAt(name) ?? -1, shapes[shape]);
    if (found.length === 0) return noObjects;
    return found.map((row) => object(row, shape, false)).filter((item) => item !== undefined);
  };
  const report = object(0, 'report', false);
  const dateRange = child(report, 'date-range');
  const entries = children(report, 'policies', 'entry').map((entry) => ({
    object: entry,
    policy: child(entry, 'policy'),
    summary: child(entry, 'summary'),
    details: children(entry, 'failure-details', 'failureDetail'),
  }));
  const objects = Object.values(byShape)
    .flat()
    .sort((a, b) => a.row - b.row);
  const odd = objects.filter(({ isPlain }) => !isPlain);
  const filled = odd.filter(({ row }) => rows.next(row) > row + 1);
  return { text, tree, report, dateRange, entries, objects, byShape, odd, filled };
}

/** The rows of an array's items; one object of their shape that stands where an array belongs counts as its only item. */
function items(tree: JsonTree, row: number, shape: Shape): readonly number[] {
  if (row < 0) return noRows;
  const { rows } = tree;
  const kind = rows.kind(row);
  if (kind !== 'object') return kind === 'array' ? rows.inside(row) : noRows;
  const { slots } = new ReportObject(tree, shape, row, true);
  return Array.from(slots.values()).some(({ member }) => member !== undefined) ? [row] : noRows;
}

/** Why a JSON text cannot be counted as a report: broken JSON, or another kind of document; undefined where it can. */
export function notCountable(model: ReportModel): Message | undefined {
  const { tree, report } = model;
  const [problem] = tree.problems;
  if (problem?.message === tooLarge) return tooLarge;
  if (problem !== undefined) {
    const line = tree.text.slice(0, problem.start).split('\n').length;
    return msg('The JSON is broken, the first time in line {0}.', line);
  }
  const named = report?.values.filter((row) => row >= 0) ?? [];
  return named.length < 2 ? msg('This JSON is no TLS report.') : hasTooMany(model);
}

/** Reports of one domain have a policy or two; 10 MB, as much as mail carries, hold some 70,000 failure details. */
const mostPolicies = 10_000;
const mostDetails = 100_000;

/** Why a report is not taken apart row by row: a hostile one has a million rows of nothing. */
export function hasTooMany({ entries, byShape }: ReportModel): Message | undefined {
  if (entries.length > mostPolicies) {
    return msg('The report has more than {0} policies: they are not counted.', figure(mostPolicies));
  }
  return byShape.failureDetail.length > mostDetails
    ? msg('The report has more than {0} failure details: they are not counted.', figure(mostDetails))
    : undefined;
}
