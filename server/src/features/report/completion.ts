/** Completion in a report: members, registered values, whole policies and failure details. */
import { msg } from '../../message.js';
import type { ReportModel } from '../../report/model.js';
import type { ReportObject } from '../../report/object.js';
import { type MemberSpec, policyTypes, resultTypes, type SnippetBody, shapes } from '../../report/schema.js';
import type { JsonNode } from '../../report/tree.js';
import { wordAt } from '../../report/values.js';
import type { Span } from '../../span.js';
import type { CompletionAnswer } from '../types.js';
import { memberParts, policyTypeParts, resultTypeParts } from './hover.js';
import { bareWordAt, placeAt } from './where.js';

export function reportCompletions(model: ReportModel, offset: number): CompletionAnswer[] {
  return completionsAt(model, offset).map((answer) => {
    const { replace, label, filterText = label } = answer;
    const isBare = replace.start < replace.end && model.text.charCodeAt(replace.start) !== 0x22;
    // What is typed without quotes is compared without them.
    return isBare ? { ...answer, filterText: filterText.replaceAll('"', '') } : answer;
  });
}

function completionsAt(model: ReportModel, offset: number): CompletionAnswer[] {
  const place = placeAt(model, offset);
  if (place === undefined) return [];
  const { object, slot, inName, value } = place;
  // Before a member there is room for another.
  const member = place.member?.start === offset ? undefined : place.member;
  if (member === undefined || inName) {
    const { start, end } = member?.key ?? bareWordAt(model, offset);
    const hasValue = member === undefined ? isBeforeColon(model, start, end) : member.value !== undefined;
    return memberCompletions(model, object, { start, end }, hasValue);
  }
  if (slot === undefined || offset < member.key.end) return [];
  const inArray = slot.value?.kind === 'array' && offset > slot.value.start && offset < slot.value.end;
  return inArray
    ? itemCompletions(slot.spec, policyTypeOf(model, object), value, bareWordAt(model, offset))
    : valueCompletions(slot.spec, member.value, bareWordAt(model, offset));
}

/** The members that an object has not yet; only the name where a value is there already. */
function memberCompletions(
  model: ReportModel,
  object: ReportObject,
  replace: Span,
  nameOnly: boolean,
): CompletionAnswer[] {
  const comma = nameOnly ? '' : commaAfter(model, replace.end);
  return object.shape.members
    .filter(({ name }) => {
      const there = object.slots.get(name)?.member;
      return there === undefined || (there.key.start === replace.start && there.key.end === replace.end);
    })
    .map((spec, i) => ({
      label: spec.name,
      kind: 'member',
      detail: spec.title,
      documentation: memberParts(spec),
      replace,
      newText: nameOnly ? `"${spec.name}"` : `"${spec.name}": ${snippet(spec.snippet)}${comma}`,
      snippet: !nameOnly,
      filterText: `"${spec.name}"`,
      sortText: `${spec.presence === 'optional' ? 1 : 0}${String(i).padStart(2, '0')}`,
    }));
}

/** Whether a word that is typed is the name of a value. */
const isBeforeColon = ({ text }: ReportModel, start: number, end: number) =>
  start < end && /^\s*:/.test(text.slice(end, end + 1000));

/** A comma where another member follows. */
function commaAfter(model: ReportModel, offset: number): string {
  return /^\s*"/.test(model.text.slice(offset, offset + 1000)) ? ',' : '';
}

/** Values of a member: those that are registered, or the whole value as a snippet. */
function valueCompletions(spec: MemberSpec, value: JsonNode | undefined, typed: Span): CompletionAnswer[] {
  const replace = value === undefined ? typed : { start: value.start, end: value.end };
  const known = registered(spec, replace);
  if (known.length > 0) return known;
  if (value !== undefined && value.kind !== 'string' && value.kind !== 'null') return [];
  return [whole(spec, spec.snippet, replace)];
}

const policyTypeOf = (model: ReportModel, object: ReportObject) =>
  object.slots.has('policy-type') ? wordAt(model, object, 'policy-type') : undefined;

/** Whether a policy of a type has such a string: the lines of MTA-STS, or the data of TLSA records. */
function isOfType(type: string | undefined, label: string): boolean {
  if (type === 'tlsa') return /^\d/.test(label);
  return type === undefined || !policyTypes.has(type) || (type === 'sts' && !/^\d/.test(label));
}

/** Items of an array: a policy entry, a failure detail, a line of a policy. */
function itemCompletions(
  spec: MemberSpec,
  policyType: string | undefined,
  value: JsonNode | undefined,
  typed: Span,
): CompletionAnswer[] {
  // Beside the braces of another item.
  if (value?.kind === 'object') return [];
  const replace =
    value === undefined || value.kind === 'array' ? typed : { start: value.start, end: value.end };
  if (spec.type === 'objects') {
    const [body] = Array.isArray(spec.snippet) ? (spec.snippet as readonly SnippetBody[]) : [];
    return body === undefined ? [] : [whole(spec, body, replace)];
  }
  const items =
    spec.format === 'policy-string'
      ? spec.items.filter(({ label }) => isOfType(policyType, label))
      : spec.items;
  return items.map(({ label, body }, i) => ({
    label,
    kind: 'value',
    documentation: memberParts(spec),
    replace,
    newText: snippet(body),
    snippet: true,
    filterText: `"${label}`,
    sortText: String(i),
  }));
}

function registered(spec: MemberSpec, replace: Span): CompletionAnswer[] {
  const values =
    spec.format === 'result-type' ? resultTypes : spec.format === 'policy-type' ? policyTypes : undefined;
  return [...(values?.values() ?? [])].map((type, i) => ({
    label: type.name,
    kind: 'value',
    detail: type.meaning,
    documentation: spec.format === 'result-type' ? resultTypeParts(type.name) : policyTypeParts(type.name),
    replace,
    newText: `"${type.name}"`,
    filterText: `"${type.name}"`,
    sortText: String(i).padStart(2, '0'),
  }));
}

function whole(spec: MemberSpec, body: SnippetBody, replace: Span): CompletionAnswer {
  return {
    label: spec.name,
    kind: 'snippet',
    detail: msg('A whole value with places to fill in'),
    documentation: memberParts(spec),
    replace,
    newText: snippet(body),
    snippet: true,
    filterText: `"${spec.name}`,
  };
}

/** A snippet's JSON, indented by tabs, which editors turn into the file's own indentation. */
export function snippet(body: SnippetBody): string {
  return JSON.stringify(body, null, '\t')
    .replace(/"\^((?:[^"\\]|\\.)*)"/g, '$1')
    .replace(/\\t/g, '\t');
}

/** The whole of a report as a snippet. */
export function reportSnippet(): string {
  const members = shapes.report.members.map((spec) => [spec.name, renumbered(spec.snippet, spec.name)]);
  return snippet(Object.fromEntries(members) as Record<string, SnippetBody>);
}

/** Gives the placeholders of a member numbers of their own: snippets of several members come together. */
const firstNumber: Readonly<Record<string, number>> = {
  'organization-name': 0,
  'date-range': 10,
  'contact-info': 20,
  'report-id': 30,
  policies: 40,
};

function renumbered(body: SnippetBody, name: string): SnippetBody {
  const source = JSON.stringify(body).replace(
    /\$\{(\d+)/g,
    (_, number: string) => `\${${Number(number) + (firstNumber[name] ?? 0)}`,
  );
  return JSON.parse(source) as SnippetBody;
}
