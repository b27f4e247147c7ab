/**
 * Typed tables read from the one JSON Schema of reports: names, types and texts are written there and nowhere else.
 * Its annotation `x-tls-rpt` holds what RFC 8460 says beyond what the permissive schema checks.
 */
import document from '../../../schemas/tlsrpt-report.schema.json' with { type: 'json' };
import { type Message, tableMessage } from '../message.js';

/** The objects of a report. */
export type ShapeName = 'report' | 'dateRange' | 'entry' | 'policy' | 'summary' | 'failureDetail';

/** `objects` and `strings` are arrays of these; a `count` is a non-negative integer. */
export type MemberType = 'string' | 'count' | 'object' | 'objects' | 'strings';

export type MemberFormat =
  | 'date-time'
  | 'addr-spec'
  | 'ip'
  | 'domain'
  | 'host'
  | 'mx-pattern'
  | 'uri'
  | 'policy-type'
  | 'policy-string'
  | 'result-type';

/** A JSON value of a snippet; `^` before a string stands for the bare text without quotes. */
export type SnippetBody = string | readonly SnippetBody[] | { readonly [name: string]: SnippetBody };

/** A member that RFC 8460 names. */
export interface MemberSpec {
  readonly name: string;
  /** Its place among the members of its shape. */
  readonly index: number;
  readonly title: Message;
  readonly description: Message;
  readonly type: MemberType;
  readonly format?: MemberFormat;
  /** `required` by the RFC; `expected`: required, and left out by deployed senders; or `optional`. */
  readonly presence: 'required' | 'expected' | 'optional';
  /** Section of RFC 8460. */
  readonly section: string;
  /** Wrong names that are seen in its place. */
  readonly aliases: readonly string[];
  /** The shape of its value, or of the items of its value. */
  readonly shape?: ShapeName;
  readonly snippet: SnippetBody;
  /** Of an array of strings: what an item can be. */
  readonly items: readonly { readonly label: string; readonly body: SnippetBody }[];
}

export interface Shape {
  readonly name: ShapeName;
  readonly members: readonly MemberSpec[];
  readonly byName: ReadonlyMap<string, MemberSpec>;
  /** How many of them are not optional. */
  readonly wanted: number;
}

export type Side = 'receiver' | 'sender' | 'policy host' | 'DNS';

export interface PolicyType {
  readonly name: string;
  readonly meaning: Message;
  readonly section: string;
}

export interface ResultType extends PolicyType {
  /** Who can mend it. */
  readonly side: Side;
  readonly remedy: Message;
  /** The only policy type that it makes sense under, where there is one. */
  readonly policyType?: 'tlsa' | 'sts';
}

interface RawMember {
  title: string;
  description: string;
  allOf?: { $ref: string }[];
  items?: { $ref?: string; defaultSnippets?: { label: string; body: SnippetBody }[] };
  defaultSnippets: { body: SnippetBody }[];
  'x-tls-rpt': {
    type: MemberType;
    format?: MemberFormat;
    presence: MemberSpec['presence'];
    section: string;
    aliases?: string[];
  };
}

const shapeNames: readonly ShapeName[] = [
  'report',
  'dateRange',
  'entry',
  'policy',
  'summary',
  'failureDetail',
];

function readMember([name, raw]: [string, RawMember], index: number): MemberSpec {
  const { type, format, presence, section, aliases = [] } = raw['x-tls-rpt'];
  const shape = (raw.allOf?.[0] ?? raw.items)?.$ref?.slice('#/definitions/'.length) as ShapeName | undefined;
  return {
    name,
    index,
    title: tableMessage(raw.title),
    description: tableMessage(raw.description),
    type,
    ...(format ? { format } : {}),
    presence,
    section,
    aliases,
    ...(shape ? { shape } : {}),
    snippet: raw.defaultSnippets[0]?.body ?? '',
    items: raw.items?.defaultSnippets ?? [],
  };
}

function readShape(name: ShapeName): Shape {
  const properties = document.definitions[name].properties as unknown as Record<string, RawMember>;
  const members = Object.entries(properties).map(readMember);
  const byName = new Map(members.map((member) => [member.name, member]));
  return { name, members, byName, wanted: members.filter(({ presence }) => presence !== 'optional').length };
}

/** Every object of a report and its members, in the RFC's order. */
export const shapes = Object.fromEntries(shapeNames.map((name) => [name, readShape(name)])) as Readonly<
  Record<ShapeName, Shape>
>;

export const policyTypes: ReadonlyMap<string, PolicyType> = new Map(
  document.definitions.policyType.enum.map((name, i) => [
    name,
    {
      name,
      meaning: tableMessage(document.definitions.policyType.enumDescriptions[i] ?? ''),
      section: '4.4',
    },
  ]),
);

/** The registered result types of RFC 8460 section 4.3. */
export const resultTypes: ReadonlyMap<string, ResultType> = new Map(
  document.definitions.resultType.enum.map((name, i) => {
    const { side, remedy, section, policyType } = document.definitions.resultType['x-tls-rpt'].values[i] as {
      side: Side;
      remedy: string;
      section: string;
      policyType?: 'tlsa' | 'sts';
    };
    const meaning = tableMessage(document.definitions.resultType.enumDescriptions[i] ?? '');
    return [
      name,
      { name, meaning, side, remedy: tableMessage(remedy), section, ...(policyType ? { policyType } : {}) },
    ];
  }),
);

const sides = new Map(
  document['x-tls-rpt'].sides.map(({ side, description }) => [side, tableMessage(description)]),
);

/** A side in words. */
export function sideText(side: Side): Message {
  return sides.get(side) ?? tableMessage(side);
}

/** The address of a section of RFC 8460. */
export function sectionLink(section: string): string {
  return `https://www.rfc-editor.org/rfc/rfc8460#section-${section}`;
}

/** Every text of the schema that is shown to people: the keys of its translations. */
export function schemaTexts(): readonly string[] {
  const members = shapeNames.flatMap((name) => shapes[name].members);
  const messages = [
    ...members.flatMap((member) => [member.title, member.description]),
    ...[...policyTypes.values()].map((type) => type.meaning),
    ...[...resultTypes.values()].flatMap((type) => [type.meaning, type.remedy]),
    ...sides.values(),
  ];
  return [...new Set(messages.map((message) => message.template))];
}
