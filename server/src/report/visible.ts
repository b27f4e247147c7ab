/**
 * Text of a report for people's eyes. Reports come from strangers: control characters could steer a terminal, and
 * bidirectional controls make a text read as another one.
 */

const hidden =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\ufff9-\uffff]|[\u{e0000}-\u{e0fff}]|\p{Cs}/gu;

const plain = /^[\u0020-\u007e]*$/;

/** So much of a text is looked at in one go, in UTF-16 units: what a replacement finds is all kept until it is through. */
const step = 50_000;

/** The text with line breaks and tabs as spaces, and every other character that does not show as its code (`\u202e`). */
export function visible(text: string): string {
  if (plain.test(text)) return text;
  if (text.length <= step) return text.replace(hidden, codeOf);
  let shown = '';
  for (let at = 0; at < text.length; ) {
    const end = at + step + (/[\ud800-\udbff]/.test(text.charAt(at + step - 1)) ? 1 : 0);
    shown += text.slice(at, end).replace(hidden, codeOf);
    at = end;
  }
  return shown;
}

function codeOf(character: string): string {
  if (/[\t\n\r]/.test(character)) return ' ';
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`;
}

/** The text of a JSON value in which every character that does not show is a JSON escape: the same value, safe to print. */
export function visibleJson(json: string): string {
  return json.replace(hidden, (character) =>
    /[\t\n\r]/.test(character)
      ? character
      : Array.from(
          { length: character.length },
          (_, i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`,
        ).join(''),
  );
}

/** A piece of a report as it stands in a message: visible, and short enough to read. */
export function excerpt(text: string): string {
  return visible(text.length > 80 ? `${text.slice(0, 79)}…` : text);
}
