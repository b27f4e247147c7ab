/** TLS-RPT and MTA-STS records with every mistake that the rules know, in every style of a zone file. */
import fc from 'fast-check';

/** What a record says, and what it was before the mistakes. */
export interface Value {
  readonly text: string;
  /** What it is when every fix has been applied; undefined where the author must decide. */
  readonly mended: string | undefined;
  readonly mistakes: readonly string[];
}

interface Mistake {
  readonly name: string;
  readonly make: (value: string) => string;
  /** The record after the fixes: the one before the mistake unless told. */
  readonly mended?: 'same' | 'unknown' | ((value: string) => string);
}

const mistake = (name: string, make: Mistake['make'], mended: Mistake['mended'] = 'same'): Mistake => ({
  name,
  make,
  mended,
});

const swap = (from: string | RegExp, to: string, mended: Mistake['mended'] = 'same'): Mistake =>
  mistake(`${from} -> ${to}`, (value) => value.replace(from, to), mended);

const version = 'v=TLSRPTv1';
const firstUri = /(?<=rua=)[^,;]+/;

const tlsrptMistakes: readonly Mistake[] = [
  ...[
    'v=TSLRPTv1',
    'v=TLSRPT1',
    'v=TLSRPTV1',
    'v=tlsrptv1',
    'V=TLSRPTv1',
    'v = TLSRPTv1',
    'v= TLSRPTv1',
    'v =TLSRPTv1',
    'v=TLSRPTv2',
    'v=TLSRPTv10',
    'v=TLSRPT',
    'v=TLS-RPTv1',
    'v:TLSRPTv1',
    'TLSRPTv1',
    'v=DMARC1',
    'v=TLSRPTv1.0',
    'version=TLSRPTv1',
  ].map((wrong) => swap(version, wrong)),
  mistake('no version', (value) => value.replace(/^v=TLSRPTv1;[ ]*/, '')),
  mistake('version last', (value) => `${value.replace(/^v=TLSRPTv1;[ ]*/, '')}; v=TLSRPTv1`),
  mistake('space first', (value) => ` ${value}`),
  mistake('version in the middle', (value) => value.replace(/^(v=TLSRPTv1);[ ]*([^;]*)/, '$2; $1')),
  swap('v=TLSRPTv1;', 'v=TLSRPTv1 ;'),
  swap('v=TLSRPTv1;', 'v=TLSRPTv1,'),
  swap(/v=TLSRPTv1; ?/, 'v=TLSRPTv1 '),
  swap(/v=TLSRPTv1; ?/, 'v=TLSRPTv1'),
  swap('v=TLSRPTv1;', 'v=TLSRPTv1;;'),
  swap('v=TLSRPTv1;', 'v=TLSRPTv1; ;'),
  mistake('two semicolons last', (value) => `${value};;`),
  mistake('a field that is none', (value) => `${value}; nonsense`, 'unknown'),
  mistake('a field with a bad name', (value) => `${value}; _x=1`, 'unknown'),
  mistake('a field without a value', (value) => `${value}; x=`, 'unknown'),
  swap('rua=', 'rua ='),
  swap('rua=', 'rua= '),
  swap('rua=', 'rua = '),
  mistake('space last', (value) => `${value} `),
  mistake('semicolon and space last', (value) => `${value}; `),
  mistake('word last', (value) => `${value} foo`),
  swap(/; ?rua=.*/, '', 'unknown'),
  swap(/rua=.*/, '', 'unknown'),
  swap('rua=', 'RUA='),
  swap('rua=', 'ruas='),
  swap('rua=', 'Rua='),
  swap('rua=', 'rau='),
  swap('rua=', 'rua:'),
  swap('rua=', 'rua '),
  swap('rua=', ''),
  swap(/rua=.*/, 'rua=', 'unknown'),
  swap(firstUri, '$&,'),
  swap('rua=', 'rua=,'),
  swap(firstUri, '$&,,mailto:second@example.net', (value) =>
    value.replace(firstUri, '$&,mailto:second@example.net'),
  ),
  swap('mailto:', ''),
  swap('https://', ''),
  ...['mailo:', 'mailto=', 'mailto//', 'mailto://', 'mialto:', 'mail:', 'email:', 'mailto;'].map((wrong) =>
    swap('mailto:', wrong),
  ),
  ...[
    'htps://',
    'https:/',
    'https:',
    'https//',
    'http://',
    'https.//',
    'httpss://',
    'https:///',
    'https;//',
  ].map((wrong) => swap('https://', wrong)),
  ...['ftp:', 'smtp:', 'mailbox:'].map((wrong) => swap('mailto:', wrong)),
  ...['ftp://', 'ftps://', 'wss://'].map((wrong) => swap('https://', wrong)),
  swap(/(mailto:[^@]*)@/, '$1!x@', (value) => value.replace(/(mailto:[^@]*)@/, '$1%21x@')),
  swap(/(mailto:[^@]*)@/, '$1%zz@', (value) => value.replace(/(mailto:[^@]*)@/, '$1%25zz@')),
  swap(/(https:\/\/[^,;]*)/, '$1!x', (value) => value.replace(/(https:\/\/[^,;]*)/, '$1%21x')),
  swap(/(https:\/\/[^,;]*)/, '$1%', (value) => value.replace(/(https:\/\/[^,;]*)/, '$1%25')),
  swap(/(https:\/\/[^,;]*)/, '$1|<>', (value) => value.replace(/(https:\/\/[^,;]*)/, '$1%7C%3C%3E')),
  swap(/(https:\/\/[^,;]*)/, '$1"{}', (value) => value.replace(/(https:\/\/[^,;]*)/, '$1%22%7B%7D')),
  swap(firstUri, '$&!10m'),
  swap(firstUri, '$&!500'),
  swap(firstUri, '$&;mailto:second@example.net', (value) =>
    value.replace(firstUri, '$&,mailto:second@example.net'),
  ),
  swap(firstUri, '$&; mailto:second@example.net', 'unknown'),
  swap(firstUri, '$& mailto:second@example.net', (value) =>
    value.replace(firstUri, '$&,mailto:second@example.net'),
  ),
  swap(firstUri, '$& https://second.example.net/', (value) =>
    value.replace(firstUri, '$&,https://second.example.net/'),
  ),
  swap(firstUri, 'mailto:postmaster', 'unknown'),
  swap(firstUri, 'mailto:@example.net', 'unknown'),
  swap(firstUri, 'mailto:a@', 'unknown'),
  swap(firstUri, 'mailto:a@b@example.net', 'unknown'),
  swap(firstUri, 'mailto:', 'unknown'),
  swap(firstUri, 'mailto:a@-example.net', 'unknown'),
  swap(firstUri, 'https://', 'unknown'),
  swap(firstUri, 'https://under_score.example.net/', 'unknown'),
  swap(firstUri, 'https://example.net:99999/', 'unknown'),
  swap(/(mailto:[^,;]*)/, '$1.'),
  swap(/(mailto:[^,;]*)/, '$1?subject=x'),
  swap(/(mailto:[^,;]*)/, '$1?subject=a&body=b!10m'),
  swap(firstUri, 'mailto:bücher@example.net', 'unknown'),
  swap(firstUri, 'mailto:a@bücher.example', (value) =>
    value.replace(firstUri, 'mailto:a@xn--bcher-kva.example'),
  ),
  swap(firstUri, 'https://bücher.example/ü', 'unknown'),
  swap(firstUri, '$&,$&'),
  swap(firstUri, '$&, $&'),
  swap(firstUri, '$&; rua=mailto:second@example.net', (value) =>
    value.replace(firstUri, '$&,mailto:second@example.net'),
  ),
  swap(firstUri, '$&; rua=$&', 'unknown'),
  swap('rua=', 'x=1; rua=', 'unknown'),
  swap('rua=', 'x=1;y=2;rua=', 'unknown'),
  swap(firstUri, '$&, mailto:second@example.net', (value) =>
    value.replace(firstUri, '$&,mailto:second@example.net'),
  ),
  swap(firstUri, '$& , mailto:second@example.net', (value) =>
    value.replace(firstUri, '$&,mailto:second@example.net'),
  ),
  swap('mailto:', 'MAILTO:'),
  swap('https:', 'HTTPS:'),
  mistake(
    'three destinations',
    (value) => value.replace(firstUri, '$&,mailto:b@example.net,mailto:c@example.net'),
    'unknown',
  ),
  ...['ruf=mailto:x@example.net', 'p=none', 'sp=none', 'pct=100', 'fo=1', 'adkim=r', 'aspf=s'].map((tag) =>
    mistake(tag, (value) => `${value}; ${tag}`),
  ),
  mistake('p before rua', (value) => value.replace('rua=', 'p=none; rua='), 'unknown'),
  mistake('an extension', (value) => `${value}; ext=1`, 'unknown'),
  mistake('one semicolon last', (value) => `${value};`, 'unknown'),
];

const mtastsMistakes: readonly Mistake[] = [
  ...[
    'v=STSv2',
    'v=stsv1',
    'V=STSv1',
    'v = STSv1',
    'v=STS1',
    'STSv1',
    'v=MTA-STSv1',
    'v:STSv1',
    ' v=STSv1',
    'v=STSv1 ',
  ].map((wrong) => swap('v=STSv1', wrong)),
  swap(/; ?id=.*/, '', 'unknown'),
  swap(/; ?id=.*/, ';', 'unknown'),
  swap(/id=.*/, 'id=', 'unknown'),
  swap(/id=.*/, 'id=;', 'unknown'),
  swap(/id=.*/, 'id=2026-01-01', 'unknown'),
  swap(/id=.*/, `id=${'1'.repeat(33)};`, 'unknown'),
  swap('id=', 'id= ', 'unknown'),
  swap('id=', 'id = ', 'unknown'),
  swap('id=', 'ID=', 'unknown'),
  mistake('no version', (value) => value.replace(/^v=STSv1; ?/, ''), 'unknown'),
];

const uri = fc.constantFrom(
  'mailto:tls@example.net',
  'mailto:tls-reports+x@sub.example.org',
  'https://reports.example.net/v1',
  'https://[2001:db8::1]:8443/x?k=v',
  'https://r.example.net',
);

const tlsrptBase = fc
  .tuple(fc.uniqueArray(uri, { minLength: 1, maxLength: 2 }), fc.constantFrom('; ', '; ', ';'))
  .map(([uris, delimiter]) => `v=TLSRPTv1${delimiter}rua=${uris.join(',')}`);

const mtastsBase = fc.constantFrom(
  'v=STSv1; id=20260101000000;',
  'v=STSv1;id=20260101000000',
  'v=STSv1; id=1A',
);

function values(base: fc.Arbitrary<string>, mistakes: readonly Mistake[], most: number): fc.Arbitrary<Value> {
  return fc
    .tuple(base, fc.uniqueArray(fc.constantFrom(...mistakes), { maxLength: most }))
    .map(([sound, list]) => {
      const made = list.filter(({ make }) => make(sound) !== sound);
      const text = made.reduce((value, { make }) => make(value), sound);
      const [only] = made;
      const mended =
        only === undefined
          ? sound
          : made.length > 1 || only.mended === 'unknown'
            ? undefined
            : typeof only.mended === 'function'
              ? only.mended(sound)
              : sound;
      return { text, mended, mistakes: made.map(({ name }) => name) };
    });
}

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
export const tlsrptRecords = (most: number) =>
  written(values(tlsrptBase, tlsrptMistakes, most), owners('_smtp._tls'));

/** A TLS-RPT record at a wrong place. */
export const misplacedRecords = written(
  values(tlsrptBase, tlsrptMistakes, 0),
  fc.constantFrom(...wrongTlsrptOwners.map((text): Owner => ({ text, right: false }))),
);

export const mtastsRecords = (most: number) =>
  written(values(mtastsBase, mtastsMistakes, most), owners('_mta-sts'));

export const misplacedMtasts = written(
  values(mtastsBase, mtastsMistakes, 0),
  fc.constantFrom(...wrongMtastsOwners.map((text): Owner => ({ text, right: false }))),
);
