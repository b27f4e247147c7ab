/** The quick fixes of the report rules: minimal edits in the file's own style. */
import { type Message, msg } from '../message.js';
import { memberDefault } from '../report/defaults.js';
import { objectAt } from '../report/lookup.js';
import type { ReportModel } from '../report/model.js';
import type { ReportObject } from '../report/object.js';
import { excerpt } from '../report/visible.js';
import type { Finding, Fix } from '../rules/finding.js';
import type { ReportFixData } from '../rules/report/data.js';
import type { SpanEdit } from '../span.js';

/**
 * The fixes of a finding that the report rules made of this very model.
 *
 * @param now the day before it is what a missing date range becomes
 */
export function reportFixes(model: ReportModel, finding: Finding, now = new Date()): Fix[] {
  if (!finding.rule.startsWith('report/') || finding.data === undefined) return [];
  const data = finding.data as ReportFixData;
  const edits = editsOf(model, finding, data, now);
  return edits.length === 0 ? [] : [{ title: titleOf(finding, data), edits, preferred: true }];
}

function editsOf(model: ReportModel, finding: Finding, data: ReportFixData, now: Date): SpanEdit[] {
  const { start, end } = finding;
  switch (data.kind) {
    case 'replace':
      return [{ start, end, newText: data.text }];
    case 'wrap':
      return [
        { start: data.start, end: data.start, newText: '[' },
        { start: data.end, end: data.end, newText: ']' },
      ];
    case 'swap':
      return [
        { ...data.other, newText: model.text.slice(start, end) },
        { start, end, newText: model.text.slice(data.other.start, data.other.end) },
      ];
    case 'fill': {
      const object = objectAt(model, data.object);
      const value = object?.slots.get(data.member)?.member?.value;
      if (object === undefined || value === undefined) return [];
      const style = styleOf(model, object);
      return [
        {
          start: value.start,
          end: value.end,
          newText: json(memberDefault(model, object, data.member, now), style),
        },
      ];
    }
    case 'insert': {
      const object = objectAt(model, data.object);
      return object === undefined ? [] : [insertion(model, object, data.member, now)];
    }
  }
}

/** Puts a member at its place in the RFC's order. */
function insertion(model: ReportModel, object: ReportObject, name: string, now: Date): SpanEdit {
  const style = styleOf(model, object);
  const member = `"${name}"${style.colon}${json(memberDefault(model, object, name, now), style)}`;
  const order = object.shape.members.map((spec) => spec.name);
  const before = order
    .slice(0, order.indexOf(name))
    .map((earlier) => object.slots.get(earlier)?.member)
    .filter((earlier) => earlier !== undefined)
    .sort((a, b) => a.start - b.start)
    .at(-1);
  const first = object.node.members[0];
  if (before !== undefined) return { start: before.end, end: before.end, newText: `,${style.gap}${member}` };
  if (first !== undefined) return { start: first.start, end: first.start, newText: `${member},${style.gap}` };
  const at = object.start + 1;
  return { start: at, end: at, newText: member };
}

/** How the members of an object are laid out. */
interface Style {
  /** Between a comma and the next name. */
  readonly gap: string;
  /** A colon and the space around it. */
  readonly colon: string;
  /** One step of indentation; empty where the report stands on one line. */
  readonly step: string;
  readonly newline: string;
}

function styleOf({ text, tree, report }: ReportModel, { node }: ReportObject): Style {
  const members = node.members;
  const member = members[1] ?? members[0] ?? report?.node.members[0];
  const gap =
    member === undefined
      ? ' '
      : (/\s*$/.exec(text.slice(Math.max(0, member.start - 400), member.start))?.[0] ?? '');
  const colon = member?.value === undefined ? ': ' : text.slice(member.key.end, member.value.start);
  const root = tree.root?.kind === 'object' ? tree.root.members[0] : undefined;
  const outer = root === undefined ? '' : (/\n([ \t]*)$/.exec(text.slice(0, root.start))?.[1] ?? '');
  return {
    gap: members.length > 1 || gap.includes('\n') ? gap : /^\s*:$/.test(colon) ? '' : ' ',
    colon: /^\s*:\s*$/.test(colon) ? colon : ': ',
    step: gap.includes('\n') ? outer || '  ' : '',
    newline: gap.includes('\r\n') ? '\r\n' : '\n',
  };
}

/** A value in the style of its surroundings. */
function json(value: unknown, { gap, colon, step, newline }: Style): string {
  if (step !== '') {
    const indent = gap.slice(gap.lastIndexOf('\n') + 1);
    return JSON.stringify(value, null, step).replace(/\n/g, newline + indent);
  }
  const space = colon.endsWith(' ') ? ' ' : '';
  const print = (part: unknown): string => {
    if (Array.isArray(part)) return `[${part.map(print).join(`,${space}`)}]`;
    if (typeof part !== 'object' || part === null) return JSON.stringify(part);
    return `{${Object.entries(part)
      .map(([name, inner]) => `"${name}":${space}${print(inner)}`)
      .join(`,${space}`)}}`;
  };
  return print(value);
}

function titleOf(finding: Finding, data: ReportFixData): Message {
  switch (data.kind) {
    case 'insert':
      return msg('Insert "{0}"', data.member);
    case 'fill':
      return msg('Fill in "{0}"', data.member);
    case 'wrap':
      return msg('Make it an array');
    case 'swap':
      return msg('Swap start and end');
    default:
      return replaceTitle(finding, data.text);
  }
}

function replaceTitle({ rule }: Finding, text: string): Message {
  switch (rule) {
    case 'report/misnamed-member':
      return msg('Rename to "{0}"', excerpt(text));
    case 'report/not-an-array':
      return msg('Make it an array');
    case 'report/policy-string-encoded':
      return msg('Decode the array');
    default:
      return msg('Change to {0}', excerpt(text));
  }
}
