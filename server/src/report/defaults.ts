/** What a missing member most likely is, from the rest of the report: the value that the quick fix writes. */

import { isHostName } from './host.js';
import { stringText } from './jsonString.js';
import { entryOf, remembered } from './lookup.js';
import type { ReportEntry, ReportModel } from './model.js';
import type { ReportObject } from './object.js';
import { policyLine, readTlsa } from './policy.js';
import { resultTypes, type Shape, shapes } from './schema.js';
import { dayLength, readTime, utcDay } from './time.js';
import { numberAt, stringsAt, wordAt } from './values.js';

/** A JSON value for a member of an object. */
export function memberDefault(model: ReportModel, object: ReportObject, member: string, now: Date): unknown {
  const entry = entryOf(model, object);
  switch (member) {
    case 'organization-name':
      return contactDomain(model) ?? 'Example Mail Inc.';
    case 'contact-info':
      return `tls-reports@${organizationDomain(model) ?? 'example.net'}`;
    case 'report-id':
      return `${reportDay(model, now)}T00:00:00Z_${anyDomain(model)}`;
    case 'date-range':
      return rangeDefault(model, object, now);
    case 'start-datetime':
      return dayRange(reportDay(model, now))['start-datetime'];
    case 'end-datetime':
      return dayRange(reportDay(model, now))['end-datetime'];
    case 'policies':
      return [entryDefault(model)];
    case 'policy':
      return policyDefault(model, entry);
    case 'policy-type':
      return typeDefault(model, entry);
    case 'policy-domain':
      return anyDomain(model);
    case 'summary':
      return { ...summaryDefault(model, entry), ...astray(model, object, shapes.summary) };
    case 'total-failure-session-count':
      return explained(model, entry);
    case 'result-type':
      return 'validation-failure';
    case 'failed-session-count': {
      const total = numberAt(model, entry?.summary, 'total-failure-session-count') ?? 0;
      return Math.max(1, total - explained(model, entry));
    }
    default:
      return 0;
  }
}

/** The counts or times that stand in an object in the place of the one that should hold them. */
function astray({ text, tree }: ReportModel, object: ReportObject, shape: Shape): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const { key, value } of tree.problems.length > 0 ? [] : object.unknown) {
    const spec = shape.byName.get(stringText(text, key));
    if (spec === undefined || value === undefined) continue;
    const isCount = value.kind === 'number' && /^\d{1,15}$/.test(text.slice(value.start, value.end));
    const isTime = value.kind === 'string' && readTime(stringText(text, value)).fault === undefined;
    if (spec.type === 'count' ? isCount : isTime)
      found[spec.name] = JSON.parse(text.slice(value.start, value.end));
  }
  return found;
}

function rangeDefault(model: ReportModel, object: ReportObject, now: Date): object {
  const times = astray(model, object, shapes.dateRange);
  return { ...dayRange(reportDay(model, now)), ...(Object.keys(times).length === 2 ? times : {}) };
}

function dayRange(day: string) {
  return { 'start-datetime': `${day}T00:00:00Z`, 'end-datetime': `${day}T23:59:59Z` };
}

/** The day that the report is about: from what its range or its id says, else yesterday. */
function reportDay(model: ReportModel, now: Date): string {
  const start = time(model, 'start-datetime');
  if (start !== undefined) return utcDay(start);
  const end = time(model, 'end-datetime');
  if (end !== undefined) return utcDay(end - 1000);
  const id = wordAt(model, model.report, 'report-id') ?? '';
  const day = /\d{4}-\d{2}-\d{2}/.exec(id)?.[0];
  if (day !== undefined && readTime(`${day}T00:00:00Z`).fault === undefined) return day;
  return utcDay(now.getTime() - dayLength);
}

function time(model: ReportModel, member: string): number | undefined {
  const text = wordAt(model, model.dateRange, member);
  return text === undefined ? undefined : readTime(text).at;
}

function contactDomain(model: ReportModel): string | undefined {
  const contact = wordAt(model, model.report, 'contact-info') ?? '';
  const domain = contact.slice(contact.lastIndexOf('@') + 1);
  return isDomain(domain) ? domain : undefined;
}

function organizationDomain(model: ReportModel): string | undefined {
  const name = wordAt(model, model.report, 'organization-name') ?? '';
  return isDomain(name) ? name : undefined;
}

/** A policy domain that the report names somewhere. */
const anyDomain = remembered((model: ReportModel): string => {
  for (const { policy } of model.entries) {
    const domain = wordAt(model, policy, 'policy-domain');
    if (domain !== undefined && isDomain(domain)) return domain;
  }
  const id = wordAt(model, model.report, 'report-id') ?? '';
  const tail = id.slice(id.search(/[^_+]*$/));
  return isDomain(tail) ? tail : 'example.com';
});

function entryDefault(model: ReportModel): unknown {
  return { policy: policyDefault(model, undefined), summary: summaryDefault(model, undefined) };
}

function policyDefault(model: ReportModel, entry: ReportEntry | undefined): unknown {
  return { 'policy-type': typeDefault(model, entry), 'policy-domain': anyDomain(model) };
}

function summaryDefault(model: ReportModel, entry: ReportEntry | undefined): object {
  return {
    'total-successful-session-count': 0,
    'total-failure-session-count': explained(model, entry),
  };
}

/** The policy type that the policy's text or the results speak for. */
function typeDefault(model: ReportModel, entry: ReportEntry | undefined): string {
  const lines = stringsAt(model, entry?.policy, 'policy-string').map((line) => line.text);
  if (lines.some((line) => readTlsa(line) !== undefined)) return 'tlsa';
  if (lines.some((line) => policyLine(line) !== undefined)) return 'sts';
  for (const detail of entry?.details ?? []) {
    const only = resultTypes.get(wordAt(model, detail, 'result-type') ?? '')?.policyType;
    if (only !== undefined) return only;
  }
  return 'no-policy-found';
}

/** The sum of the failure details. */
function explained(model: ReportModel, entry: ReportEntry | undefined): number {
  return entry === undefined ? 0 : explainedIn(model)(entry);
}

const explainedIn = remembered((model: ReportModel) =>
  remembered(({ details }: ReportEntry) =>
    details.reduce((sum, detail) => sum + (numberAt(model, detail, 'failed-session-count') ?? 0), 0),
  ),
);

function isDomain(name: string): boolean {
  return name.includes('.') && isHostName(name);
}
