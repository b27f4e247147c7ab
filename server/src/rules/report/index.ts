/** Every rule of the family `report/`. */
import { remembered } from '../../report/lookup.js';
import type { ReportModel } from '../../report/model.js';
import { type Finding, inOrder } from '../finding.js';
import { FirstFindings, firstOf, type Shown } from '../first.js';
import { isOn, type Levels } from '../levels.js';
import type { ReportFixData } from './data.js';
import { fileNameMismatch } from './fileName.js';
import { placeholder } from './placeholder.js';
import {
  badPolicyString,
  mxNotCovered,
  policyStringEncoded,
  resultTypeMismatch,
  unknownPolicyType,
  unknownResultType,
} from './policy.js';
import {
  misnamedMember,
  missingMember,
  notAnArray,
  policiesEmpty,
  unknownMember,
  wrongType,
} from './structure.js';
import { detailsWithoutFailures, doubleCounted, duplicatePolicy, failuresUnexplained } from './sums.js';
import { syntaxFindings } from './syntax.js';
import {
  badAdditionalInformation,
  badContact,
  badCount,
  badDatetime,
  badDomain,
  badIp,
  range,
} from './values.js';

export interface ReportCheckOptions {
  /** Name or path of the file; without it the name is not compared. */
  readonly fileName?: string;
  /** Report what is wrong with the text as JSON, syntax errors and names given twice: where no editor does. */
  readonly jsonSyntax?: boolean;
}

const rules: readonly ((model: ReportModel) => Iterable<Finding<ReportFixData>> | Iterable<Finding>)[] = [
  missingMember,
  misnamedMember,
  unknownMember,
  wrongType,
  notAnArray,
  policiesEmpty,
  badDatetime,
  range,
  badContact,
  badCount,
  badIp,
  badDomain,
  unknownPolicyType,
  unknownResultType,
  badPolicyString,
  policyStringEncoded,
  resultTypeMismatch,
  failuresUnexplained,
  detailsWithoutFailures,
  mxNotCovered,
  duplicatePolicy,
  doubleCounted,
  badAdditionalInformation,
  placeholder,
];

/** Of so many mistakes in the JSON it is asked whether they explain another. */
const mostProblems = 100;

function* findingsIn(model: ReportModel): Generator<Finding> {
  // A value that is damaged as JSON is what it is for that reason: one mistake, one finding.
  const damaged = model.tree.problems.slice(0, mostProblems);
  for (const rule of rules) {
    for (const finding of rule(model)) {
      if (!damaged.some(({ start, end }) => finding.start < end && start < finding.end)) yield finding;
    }
  }
}

/** The first of them, worked out once: editor, summary and export ask in turn. */
const firstIn = remembered((model: ReportModel) => firstOf(findingsIn(model)));

/** What is found beside them by the name of the file and in the JSON. */
function* findingsBeside(
  model: ReportModel,
  { fileName, jsonSyntax }: ReportCheckOptions,
): Generator<Finding> {
  if (fileName !== undefined) yield* fileNameMismatch(model, fileName);
  yield* syntaxFindings(model, jsonSyntax !== true);
}

/** All findings in a report, in the order of the text. */
export function checkReport(model: ReportModel, options: ReportCheckOptions = {}): Finding[] {
  const found = firstIn(model).all ?? [...findingsIn(model)];
  return [...found, ...findingsBeside(model, options)].sort(inOrder);
}

/** The first of them. */
export function firstInReport(model: ReportModel, options: ReportCheckOptions = {}): FirstFindings {
  const first = new FirstFindings();
  first.add(firstIn(model));
  for (const finding of findingsBeside(model, options)) first.take(finding);
  return first;
}

/** What is shown of all that is wrong in a file, as JSON too, to a user who has some of the rules on. */
export function shownInReport(model: ReportModel, fileName: string, levels: Levels): Shown {
  return firstInReport(model, { fileName, jsonSyntax: true }).shown((rule) => isOn(rule, levels));
}
