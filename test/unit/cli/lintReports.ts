/** Reports to lint, and what the tool says of them as JSON. */

const good = {
  'organization-name': 'Example Mail',
  'date-range': { 'start-datetime': '2026-11-20T00:00:00Z', 'end-datetime': '2026-11-20T23:59:59Z' },
  'contact-info': 'tlsrpt@mail.example.org',
  'report-id': '2026-11-20T00:00:00Z_example.com',
  policies: [
    {
      policy: { 'policy-type': 'no-policy-found', 'policy-domain': 'example.com' },
      summary: { 'total-successful-session-count': 3, 'total-failure-session-count': 0 },
    },
  ],
};
export const goodText = JSON.stringify(good, undefined, 2);
export const reversed = goodText.replace('2026-11-20T23:59:59Z', '2026-11-19T23:59:59Z');
export const mailto = goodText.replace('"tlsrpt@', '"mailto:tlsrpt@');

export interface Item {
  readonly file: string;
  readonly range: { readonly start: { readonly line: number; readonly character: number } };
  readonly severity: string;
  readonly code: string;
  readonly fixable: boolean;
}

export const itemsOf = (out: string): Item[] => JSON.parse(out);
export const codes = (out: string) => itemsOf(out).map(({ file, code }) => `${file} ${code}`);
