import type { Rule } from './textmate.js';

/**
 * What stands inside the strings of a TXT record: the fields of TLS-RPT (RFC 8460 section 3) and MTA-STS (RFC 8461
 * section 3.1). A value that is split over strings is coloured as far as each string shows by itself.
 */
export function tagRules(scope: string, escapeRule: Rule): Rule[] {
  const version = (word: string): Rule => ({
    match: `(?<![^"])(v)(=)(${word})(?=[;"\\s\\\\]|$)`,
    captures: {
      1: { name: `variable.parameter.field.${scope}` },
      2: { name: `keyword.operator.assignment.${scope}` },
      3: { name: `keyword.other.version.${scope}` },
    },
  });
  const field = `variable.parameter.field.${scope}`;
  const assignment = `keyword.operator.assignment.${scope}`;
  return [
    version('TLSRPTv1|STSv1'),
    {
      match: '(?<![\\w-])(rua)(=)',
      captures: { 1: { name: field }, 2: { name: assignment } },
    },
    {
      match: '(?<![\\w-])(id)(=)([A-Za-z0-9]{1,32})(?=[;"\\s\\\\]|$)',
      captures: { 1: { name: field }, 2: { name: assignment }, 3: { name: `constant.other.id.${scope}` } },
    },
    {
      match: '(mailto:|https:)((?:[^\\s,;"!\\\\])*)',
      name: `markup.underline.link.${scope}`,
      captures: { 1: { name: `keyword.other.scheme.${scope}` } },
    },
    { match: ';', name: `punctuation.separator.field.${scope}` },
    { match: ',', name: `punctuation.separator.list.${scope}` },
    escapeRule,
  ];
}
