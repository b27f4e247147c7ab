/** Texts that strangers chose (names of files, of zones, what programs say), made fit for where VS Code reads markup. */

/** For a notification: VS Code makes `[words](command:…)` a link there, which would run the command. */
export function inert(text: string): string {
  return text.replaceAll('](', '] (');
}

/** A file name's stem without what file systems or people stumble over; reports choose their own names. */
export function plainStem(name: string): string {
  const stem = name.replace(/(?:\.(?:json|gz|eml))+$/i, '');
  return stem.replace(/[^\p{L}\p{N}._!-]+/gu, '_').slice(0, 120);
}
