/** TLS-RPT and MTA-STS records with every mistake that the rules know, in every style of a zone file. */
import fc from 'fast-check';
import { mtastsValues, tlsrptValues, type Value } from './values.js';

/** A string of a zone file, in quotes. */
const quote = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`;

const ddd = (character: string) => `\\${String(character.charCodeAt(0)).padStart(3, '0')}`;

/** Cuts a text into so many parts. */
function cut(text: string, places: readonly number[]): string[] {
  const at = [...new Set(places.map((place) => place % Math.max(1, text.length)))].sort((a, b) => a - b);
  const bounds = [0, ...at.filter((place) => place > 0), text.length];
  return bounds.slice(1).map((end, index) => text.slice(bounds[index], end));
}

interface Style {
  readonly name: string;
  readonly write: (text: string) => string;
}

const places = fc.array(fc.nat(200), { maxLength: 3 });
const between = fc.constantFrom(' ', '\t', '', '  \t');

/** How a value can be written. Where it is unquoted, its own spaces and semicolons cut it as in any such file. */
const styles: fc.Arbitrary<Style> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Style>({ name: 'quoted', write: quote }) },
  {
    weight: 3,
    arbitrary: fc.constant<Style>({ name: 'unquoted', write: (text) => text.replace(/["\\()]/g, '\\$&') }),
  },
  {
    weight: 2,
    arbitrary: fc.constant<Style>({
      name: 'unquoted, escaped',
      write: (text) => text.replace(/["\\();]/g, '\\$&').replace(/[ \t]/g, ddd),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.constant<Style>({
      name: 'unquoted, digits',
      write: (text) => text.replace(/["\\(); \t]/g, ddd),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.constant<Style>({
      name: 'words',
      write: (text) => text.replace(/["\\();]/g, '\\$&'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.constant<Style>({
      name: 'quoted, \\;',
      write: (text) => quote(text).replaceAll(';', '\\;'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.constant<Style>({
      name: 'quoted, \\059',
      write: (text) => quote(text).replaceAll(';', '\\059'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(places, between)
      .map(([at, gap]): Style => ({ name: 'strings', write: (text) => cut(text, at).map(quote).join(gap) })),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(places, fc.constantFrom('', ' ; note', '\t;"', ' ; rua=none')).map(
      ([at, note]): Style => ({
        name: 'parentheses',
        write: (text) => `(${note}\n  ${cut(text, at).map(quote).join(`${note}\n\t`)}${note}\n )`,
      }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constant<Style>({
      name: 'unquoted in parentheses',
      write: (text) => `( ${text.replace(/["\\()]/g, '\\$&')}\n )`,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(['“', '”'], ["'", "'"], ['„', '“'], ['‘', '’'], ['«', '»'], ['`', '`']).map(
      ([open, close]): Style => ({
        name: 'foreign quotes',
        write: (text) => `${open}${text.replace(/["\\]/g, '')}${close}`,
      }),
    ),
  },
);

/** What comes between owner and type. */
const heads = fc.constantFrom('', 'IN', '7200', '1d', '7200 IN', 'IN 7200', 'in 1D', 'CLASS1');
const tails = fc.constantFrom('', '', '', ' ', ' ; our reports', '\t;', ' ; "quotes" ( here');
const gaps = fc.constantFrom(' ', ' ', '\t', '  \t ');

/** A record as written. */
export interface Written {
  readonly text: string;
  readonly value: Value;
  readonly style: string;
}

interface Owner {
  readonly before?: string;
  readonly text: string;
  readonly after?: string;
  readonly right: boolean;
}

const owners = (name: string): fc.Arbitrary<Owner> =>
  fc.oneof(
    { weight: 8, arbitrary: fc.constant({ text: name, right: true }) },
    {
      weight: 4,
      arbitrary: fc.constantFrom<Owner>(
        { text: `${name}.example.com.`, right: true },
        { text: name.toUpperCase(), right: true },
        { before: `$ORIGIN ${name}\n`, text: '@', after: '\n$ORIGIN example.com.', right: true },
        {
          before: `$ORIGIN ${name.split('.').slice(1).join('.') || '@'}\n`,
          text: name.split('.')[0]!,
          after: '\n$ORIGIN example.com.',
          right: true,
        },
        { before: `${name} RP . .\n`, text: '', right: true },
        { text: `"${name}"`, right: true },
      ),
    },
  );

const wrongTlsrptOwners: readonly string[] = [
  '@',
  'example.com.',
  'smtp._tls',
  'smtp.tls',
  '_smtp.tls',
  '_tls._smtp',
  '_smtp._tcp',
  '_smtp-tls',
  '_smtp_tls',
  '_tlsrpt',
  '_smtp-tlsrpt',
  '_smtp_tlsrpt',
  '_tls',
  'tlsrpt',
  '_smtp._tls.example.com',
  '_smtp.tls.example.com',
  '_smtp._tsl',
  '_smpt._tls',
  'mail',
];

const wrongMtastsOwners: readonly string[] = [
  '@',
  '_mta_sts',
  'mta-sts',
  '_mtasts',
  '_sts',
  '_mta-sts.example.com',
  'mail',
];

function written(all: fc.Arbitrary<Value>, owner: fc.Arbitrary<Owner>): fc.Arbitrary<Written> {
  return fc
    .tuple(owner, gaps, heads, fc.constantFrom('TXT', 'TXT', 'txt', 'TYPE16'), all, styles, tails)
    .map(([{ before = '', text, after = '', right }, gap, head, type, value, style, tail]) => {
      const known =
        // Foreign quotes leave no straight ones, and words that are joined do not show what was between them.
        (style.name !== 'foreign quotes' || !value.text.includes('"')) &&
        (style.name !== 'words' || !/[^;] /.test(value.text)) &&
        // Nobody looks for a version in pieces where none should be.
        (right || !/^(?:strings|parentheses)$/.test(style.name));
      return {
        text: `${before}${text}${gap}${head}${head === '' ? '' : gap}${type}${gap}${style.write(value.text)}${tail}${after}`,
        value: known ? value : { ...value, mended: undefined },
        style: style.name,
      };
    });
}

/** A TLS-RPT record at its place, with at most so many mistakes. */
export const tlsrptRecords = (most: number) => written(tlsrptValues(most), owners('_smtp._tls'));

/** A TLS-RPT record at a wrong place. */
export const misplacedRecords = written(
  tlsrptValues(0),
  fc.constantFrom(...wrongTlsrptOwners.map((text): Owner => ({ text, right: false }))),
);

export const mtastsRecords = (most: number) => written(mtastsValues(most), owners('_mta-sts'));

export const misplacedMtasts = written(
  mtastsValues(0),
  fc.constantFrom(...wrongMtastsOwners.map((text): Owner => ({ text, right: false }))),
);
