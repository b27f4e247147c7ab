import type { Grammar } from './textmate.js';

const scope = 'mta-sts-policy';

/** The MTA-STS policy file (RFC 8461 section 3.2): lines of `key: value`. */
export const policyGrammar: Grammar = {
  name: 'MTA-STS Policy',
  scopeName: `text.${scope}`,
  patterns: [
    { include: '#version' },
    { include: '#mode' },
    { include: '#max-age' },
    { include: '#mx' },
    { include: '#other' },
  ],
  repository: {
    version: line('version', '(STSv1)', `keyword.other.version.${scope}`),
    mode: line('mode', '(enforce|testing|none)', `constant.language.mode.${scope}`),
    'max-age': line('max_age', '(\\d{1,10})', `constant.numeric.${scope}`),
    mx: line('mx', '((?:\\*\\.)?[\\w-]+(?:\\.[\\w-]+)*)', `variable.other.name.${scope}`),
    other: line('[A-Za-z0-9][\\w.-]*', '(.*?)', `string.unquoted.${scope}`),
  },
};

function line(key: string, value: string, name: string) {
  return {
    match: `^(${key})(:)[ \\t]*${value}[ \\t]*$`,
    captures: {
      1: { name: `variable.parameter.field.${scope}` },
      2: { name: `punctuation.separator.key-value.${scope}` },
      3: { name },
    },
  };
}
