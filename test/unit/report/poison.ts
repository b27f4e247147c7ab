/** Reports in which everything that a stranger can write is hostile, made of the table of members itself. */
import { type ShapeName, shapes } from '../../../server/src/report/schema.js';

/** What runs, loads, links, styles, steers a terminal or disguises, where it is not taken for text. */
export const attack =
  '"\'><img src=x onerror=hacked=1><script>hacked=1</script><style>*{display:none}</style><a href=command:x>' +
  '[x](command:y)\u001b[31m\u001b]0;x\u0007\u202egnp\u2066\u200f';

/** Characters that steer a terminal, do not show, or turn what is beside them: of those in `attack`, and more. */
export const unseen =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/;

export interface PoisonedReport {
  readonly text: string;
  /** What stands at the start of each text, by the place of its member; `…[]` in the items of a list. */
  readonly marks: ReadonlyMap<string, string>;
}

/** @param given values of members in place of hostile ones, by the members' names */
export function poisonedReport(given: Readonly<Record<string, string>> = {}): PoisonedReport {
  const marks = new Map<string, string>();
  const evil = (place: string, before = ''): string => {
    const mark = `(${place})`;
    marks.set(place, mark);
    return `${before}${mark}${attack}`;
  };
  const object = (name: ShapeName, path: string): Record<string, unknown> => {
    const members = shapes[name].members.map(({ name, type, shape }): [string, unknown] => {
      const place = `${path}${name}`;
      if (type === 'count') return [name, 3];
      if (type === 'string') return [name, given[name] ?? evil(place)];
      if (type === 'strings') return [name, [evil(`${place}[]`)]];
      if (shape === undefined) throw new Error(`${name} has no shape.`);
      return [name, type === 'object' ? object(shape, `${place}.`) : [object(shape, `${place}[].`)]];
    });
    return { ...Object.fromEntries(members), [evil(`${path}name`)]: evil(`${path}unknown`) };
  };
  /** An entry whose policy is read: of this type, with these lines. */
  const entry = (type: string, lines: readonly string[]): unknown => {
    const made = object('entry', 'policies[].');
    return { ...made, policy: { ...(made.policy as object), 'policy-type': type, 'policy-string': lines } };
  };
  const fields = ['version', 'mode', 'mx', 'max_age'];
  const report = object('report', '');
  report.policies = [
    ...(report.policies as unknown[]),
    entry('sts', ['version: STSv1', ...fields.map((field) => evil(`sts.${field}`, `${field}: `))]),
    entry('tlsa', [evil('tlsa', '3 1 1 '), JSON.stringify([evil('tlsa.json')])]),
  ];
  return { text: JSON.stringify(report), marks };
}
