/** What a snippet of LSP says without its places to fill in, for a client that knows none. */
export function plainText(snippet: string): string {
  return snippet.replace(place, (_, escaped?: string, text?: string, choice?: string) =>
    escaped === undefined ? (text ?? choice ?? '').replace(/\\(.)/g, '$1') : escaped,
  );
}

/** An escaped character, a place with a text, one with choices, of which the first is taken, and one without either. */
const place =
  /\\([\\$}])|\$\{\d+:((?:\\.|[^\\}])*)\}|\$\{\d+\|((?:\\.|[^\\,|])*)(?:\\.|[^\\|])*\|\}|\$(?:\d+|\{\d+\})/g;
