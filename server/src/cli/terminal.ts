/** Text on a terminal. */

const styles = { bold: 1, dim: 2, red: 31, yellow: 33, blue: 34, cyan: 36 } as const;

export type Style = keyof typeof styles;

/** Styles a text where the output is a terminal. */
export function style(colour: boolean, name: Style, text: string): string {
  return colour ? `\u001b[${styles[name]}m${text}\u001b[0m` : text;
}

/** Controls, and the marks that turn the direction of writing: they could disguise what is printed. */
const disguises =
  /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** Text from a file or the network, safe to print: what could disguise it is written as an escape. */
export function visible(text: string): string {
  return text.replace(
    disguises,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
