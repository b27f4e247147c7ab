/** What TLS-RPT and MTA-STS records say, with every mistake that the rules know. */
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

/** What a TLS-RPT record says, with at most so many mistakes. */
export const tlsrptValues = (most: number) => values(tlsrptBase, tlsrptMistakes, most);

/** The same of an MTA-STS record. */
export const mtastsValues = (most: number) => values(mtastsBase, mtastsMistakes, most);
