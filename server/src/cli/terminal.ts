/** Text on a terminal. */

const styles = { bold: 1, dim: 2, red: 31, yellow: 33, blue: 34, cyan: 36 } as const;

export type Style = keyof typeof styles;

/** Styles a text where the output is a terminal. */
export function style(colour: boolean, name: Style, text: string): string {
  return colour ? `\u001b[${styles[name]}m${text}\u001b[0m` : text;
}
