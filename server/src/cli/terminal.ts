/** Text on a terminal. */

const styles = { bold: 1, dim: 2, red: 31, yellow: 33, blue: 34, cyan: 36 } as const;

export type Style = keyof typeof styles;

/** Whether to write colours: onto a terminal, unless the user says otherwise (no-color.org, force-color.org). */
export function wantsColour(isTerminal: boolean, env: Readonly<Record<string, string | undefined>>): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0';
  return isTerminal && env.TERM !== 'dumb';
}

/** Styles a text where the output is a terminal. */
export function style(colour: boolean, name: Style, text: string): string {
  return colour ? `\u001b[${styles[name]}m${text}\u001b[0m` : text;
}
