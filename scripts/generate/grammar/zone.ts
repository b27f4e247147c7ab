import { tagRules } from './tags.js';
import type { Grammar, Rule } from './textmate.js';

const scope = 'zone_file';

/** After a word: white space, a parenthesis, a comment, a string, or the end of the line. */
const stop = '(?=[\\s();"]|$)';
/** Before a word. */
const start = '(?<![^\\s()])';
/** The rest of a word as written: escapes may hold anything. */
const word = '(?:[^\\s();"\\\\]|\\\\.)+';
const ttl = '\\d+(?:[smhdw](?:\\d+[smhdw])*)?';
const classes = 'IN|CH|CHAOS|HS|HESIOD|ANY|NONE|CLASS\\d{1,5}';

const escapeRule: Rule = {
  match: '\\\\(?:[01]\\d\\d|2[0-4]\\d|25[0-5]|\\D|$)',
  name: `constant.character.escape.${scope}`,
};

/** How the RDATA of some types is coloured; every other type gets what is common to all. */
const shapes: Readonly<
  Record<string, { readonly types: readonly string[]; readonly rules: readonly Rule[] }>
> = {
  address: {
    types: ['A', 'AAAA', 'L32', 'L64', 'EUI48', 'EUI64'],
    rules: [{ match: `${start}[0-9A-Fa-f.:-]+${stop}`, name: `constant.other.address.${scope}` }],
  },
  text: {
    types: ['TXT', 'SPF', 'AVC', 'NINFO', 'RESINFO', 'WALLET', 'HINFO', 'X25', 'ISDN'],
    rules: [{ match: word, name: `string.unquoted.${scope}`, captures: { 0: { patterns: [escapeRule] } } }],
  },
  names: {
    types: [
      'NS',
      'CNAME',
      'DNAME',
      'PTR',
      'SOA',
      'MX',
      'SRV',
      'AFSDB',
      'RT',
      'KX',
      'RP',
      'MINFO',
      'MB',
      'MD',
      'MF',
      'MG',
      'MR',
      'LP',
      'PX',
      'NAPTR',
      'NSAP-PTR',
      'TALINK',
    ],
    rules: [{ match: `(?i)${start}${ttl}${stop}`, name: `constant.numeric.${scope}` }, { include: '#name' }],
  },
  service: {
    types: ['SVCB', 'HTTPS'],
    rules: [
      { match: `${start}\\d+${stop}`, name: `constant.numeric.${scope}` },
      {
        match: `${start}([a-z0-9-]+)(=)`,
        captures: {
          1: { name: `variable.parameter.service.${scope}` },
          2: { name: `keyword.operator.assignment.${scope}` },
        },
      },
      {
        match: `${start}(?:mandatory|alpn|no-default-alpn|port|ipv4hint|ech|ipv6hint|dohpath|ohttp)${stop}`,
        name: `variable.parameter.service.${scope}`,
      },
      { match: `(?<==)${word}`, name: `string.unquoted.${scope}` },
      { include: '#name' },
    ],
  },
  data: {
    types: [],
    rules: [
      { match: `${start}\\d{1,10}${stop}`, name: `constant.numeric.${scope}` },
      { match: word, name: `string.unquoted.${scope}` },
    ],
  },
};

/** @param types every mnemonic that the parser knows */
export function zoneGrammar(types: readonly string[]): Grammar {
  const shaped = Object.values(shapes).flatMap((shape) => shape.types);
  const others = types.filter((type) => !shaped.includes(type));
  const repository: Record<string, Rule> = {
    comment: commentRule,
    string: stringRule,
    name: {
      patterns: [
        { match: `${start}@${stop}`, name: `constant.language.origin.${scope}` },
        { match: word, name: `variable.other.name.${scope}`, captures: { 0: { patterns: [escapeRule] } } },
      ],
    },
    generic: {
      match: `${start}(\\\\#)(?:\\s+(\\d+))?${stop}`,
      captures: {
        1: { name: `keyword.operator.generic.${scope}` },
        2: { name: `constant.numeric.${scope}` },
      },
    },
    directive: directiveRule,
    record: recordRule,
    ...fieldsBeforeRdata(others),
  };
  for (const [name, { rules }] of Object.entries(shapes)) {
    repository[`rdata-${name}`] = {
      patterns: [
        { include: '#comment' },
        group(`#rdata-${name}`),
        { include: '#string' },
        { include: '#generic' },
        ...rules,
      ],
    };
  }
  return {
    name: 'DNS Zone',
    scopeName: `text.${scope}`,
    patterns: [{ include: '#comment' }, { include: '#directive' }, { include: '#record' }],
    repository,
  };
}

/** From `(` to `)`, over lines, with the same in it as outside. */
function group(include: string): Rule {
  const capture = (side: string) => ({ 0: { name: `punctuation.section.group.${side}.${scope}` } });
  return {
    begin: '\\(',
    beginCaptures: capture('begin'),
    end: '\\)',
    endCaptures: capture('end'),
    patterns: [{ include }],
  };
}

const commentRule: Rule = {
  begin: ';',
  beginCaptures: { 0: { name: `punctuation.definition.comment.${scope}` } },
  end: '$',
  name: `comment.line.semicolon.${scope}`,
  patterns: [
    {
      match: '\\b(tls-rpt-disable(?:-next-line|-line)?)\\b((?:\\s+[a-z]+/[a-z0-9-]+)*)',
      captures: {
        1: { name: `keyword.other.suppression.${scope}` },
        2: { name: `constant.other.rule.${scope}` },
      },
    },
  ],
};

/** The end of a line, unless a backslash (which none escapes) makes the string go on in the next. */
const unfinished = '(?:(?<!\\\\)|(?<=\\\\\\\\))(?=\\n)';

const stringRule: Rule = {
  begin: '"',
  beginCaptures: { 0: { name: `punctuation.definition.string.begin.${scope}` } },
  end: `(")|${unfinished}`,
  endCaptures: { 1: { name: `punctuation.definition.string.end.${scope}` } },
  name: `string.quoted.double.${scope}`,
  patterns: [
    {
      begin: '(?<=")(?=v=(?:TLSRPTv1|STSv1)(?:[;"\\s\\\\]|$)|\\s*rua=)',
      end: `(?=")|${unfinished}`,
      name: `meta.record.tags.${scope}`,
      patterns: tagRules(scope, escapeRule),
    },
    escapeRule,
  ],
};

const directiveRule: Rule = {
  patterns: [
    directive('ORIGIN', [{ include: '#name' }]),
    directive('TTL', [{ match: `(?i)${start}${ttl}${stop}`, name: `constant.numeric.ttl.${scope}` }]),
    {
      begin: `(?i)^(\\$INCLUDE)(?:[ \\t]+(?:("(?:[^"\\\\]|\\\\.)*")|(${word})))?${stop}`,
      beginCaptures: {
        1: { name: `keyword.control.directive.${scope}` },
        2: { name: `string.quoted.double.path.${scope}` },
        3: { name: `string.unquoted.path.${scope}` },
      },
      end: '$',
      patterns: [{ include: '#comment' }, { include: '#name' }],
    },
    {
      begin: `(?i)^(\\$GENERATE)(?:[ \\t]+(\\d+)(-)(\\d+)(?:(/)(\\d+))?)?${stop}`,
      beginCaptures: {
        1: { name: `keyword.control.directive.${scope}` },
        2: { name: `constant.numeric.${scope}` },
        3: { name: `keyword.operator.range.${scope}` },
        4: { name: `constant.numeric.${scope}` },
        5: { name: `keyword.operator.range.${scope}` },
        6: { name: `constant.numeric.${scope}` },
      },
      end: '$',
      patterns: [
        { include: '#comment' },
        {
          match: `(\\$)(?:(\\{)([^}]*)(\\}))?`,
          name: `variable.language.iterator.${scope}`,
          captures: { 3: { name: `constant.numeric.${scope}` } },
        },
        { match: `(?i)${start}(?:${classes})${stop}`, name: `storage.modifier.class.${scope}` },
        {
          match: `(?i)${start}(?:A|AAAA|CNAME|DNAME|NS|PTR|MX|TXT|SRV|DS|HINFO|TLSA|CAA|TYPE\\d{1,5})${stop}`,
          name: `support.type.rr.${scope}`,
        },
        { match: `(?i)${start}${ttl}${stop}`, name: `constant.numeric.ttl.${scope}` },
        { include: '#string' },
        { match: `(?:[^\\s();"\\\\$]|\\\\.)+`, name: `variable.other.name.${scope}` },
      ],
    },
    directive(`[A-Za-z][\\w-]*`, [{ include: '#string' }, { include: '#name' }]),
  ],
};

function directive(name: string, patterns: readonly Rule[]): Rule {
  return {
    begin: `(?i)^(\\$${name})${stop}`,
    beginCaptures: { 1: { name: `keyword.control.directive.${scope}` } },
    end: '$',
    patterns: [{ include: '#comment' }, ...patterns],
  };
}

/** A line that starts with a name has an owner; one that starts with white space has that of the line before. */
const recordRule: Rule = {
  patterns: [
    {
      begin: `^(?:(@)|("(?:[^"\\\\]|\\\\.)*")|(${word}))${stop}`,
      beginCaptures: {
        1: { name: `constant.language.origin.${scope}` },
        2: { name: `entity.name.type.owner.${scope}` },
        3: { name: `entity.name.type.owner.${scope}`, patterns: [escapeRule] },
      },
      end: '$',
      name: `meta.record.${scope}`,
      patterns: [{ include: '#before-rdata' }],
    },
    {
      begin: '^(?=[ \\t]+[^\\s;]|\\()',
      end: '$',
      name: `meta.record.${scope}`,
      patterns: [{ include: '#before-rdata' }],
    },
  ],
};

/**
 * TTL and class in either order, then the type, wherever parentheses stand. RDATA ends with its line, or where the type
 * stands in parentheses, with these.
 */
function fieldsBeforeRdata(otherTypes: readonly string[]): Record<string, Rule> {
  const inside = '(?=\\))';
  return {
    'before-rdata': {
      patterns: [
        { include: '#comment' },
        group('#before-rdata-inside'),
        { include: '#ttl-and-class' },
        ...typeRules(otherTypes, '$'),
      ],
    },
    'before-rdata-inside': {
      patterns: [
        { include: '#comment' },
        group('#before-rdata-inside'),
        { include: '#ttl-and-class' },
        ...typeRules(otherTypes, inside),
      ],
    },
    'ttl-and-class': {
      patterns: [
        { match: `(?i)${start}${ttl}${stop}`, name: `constant.numeric.ttl.${scope}` },
        { match: `(?i)${start}(?:${classes})${stop}`, name: `storage.modifier.class.${scope}` },
      ],
    },
  };
}

function typeRules(otherTypes: readonly string[], end: string): Rule[] {
  const rule = (types: string, name: string, shape: string): Rule => ({
    begin: `(?i)${start}(${types})${stop}`,
    beginCaptures: { 1: { name } },
    end,
    patterns: [{ include: `#rdata-${shape}` }],
  });
  const alternatives = (types: readonly string[]) => [...types].sort((a, b) => b.length - a.length).join('|');
  return [
    ...Object.entries(shapes)
      .filter(([, { types }]) => types.length > 0)
      .map(([shape, { types }]) => rule(alternatives(types), `support.type.rr.${scope}`, shape)),
    rule(alternatives(otherTypes), `support.type.rr.${scope}`, 'data'),
    // A type that is not known may well be one: it is not coloured as a mistake.
    rule('[A-Za-z][\\w-]*', `entity.name.tag.rr.${scope}`, 'data'),
  ];
}
