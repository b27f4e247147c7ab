/**
 * Globs as VS Code has them: `*` and `?` within a folder, `**` over folders, `{a,b}`, `[a-z]`. A pattern without a slash
 * fits the file name in any folder.
 */

/** A test for paths with slashes. */
export function glob(pattern: string): (path: string) => boolean {
  const whole = pattern.includes('/') ? pattern.replace(/^\.?\//, '') : `**/${pattern}`;
  const expression = expressionOf(`^${translate(whole)}$`);
  return (path) => expression?.test(path.replace(/^\.?\//, '')) ?? path === pattern;
}

/** Undefined where a set makes no sense, such as `[z-a]`: then the pattern is a plain path. */
function expressionOf(source: string): RegExp | undefined {
  try {
    return new RegExp(source);
  } catch {
    return undefined;
  }
}

/** Whether a word is a pattern and not a plain path. */
export function isGlob(word: string): boolean {
  return /[*?{[]/.test(word);
}

function translate(pattern: string): string {
  let source = '';
  let depth = 0;
  for (let at = 0; at < pattern.length; at++) {
    const rest = pattern.slice(at);
    const character = rest[0] ?? '';
    const set = /^\[(!?)([^\]/]+)\]/.exec(rest);
    if (rest.startsWith('**/')) {
      source += '(?:[^/]+/)*';
      at += 2;
    } else if (rest.startsWith('**')) {
      source += '.*';
      at++;
    } else if (character === '*') {
      source += '[^/]*';
    } else if (character === '?') {
      source += '[^/]';
    } else if (set) {
      source += `[${set[1] === '!' ? '^/' : ''}${set[2]?.replace(/[\\^[]/g, '\\$&')}]`;
      at += set[0].length - 1;
    } else if (character === '{' && rest.includes('}')) {
      source += '(?:';
      depth++;
    } else if (character === '}' && depth > 0) {
      source += ')';
      depth--;
    } else if (character === ',' && depth > 0) {
      source += '|';
    } else {
      source += character.replace(/[\\^$.|?*+()[\]{}]/, '\\$&');
    }
  }
  return source + ')'.repeat(depth);
}
