import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A translatable string of the sources: its English text is its key. */
export interface SourceString {
  readonly text: string;
  /** Path of the first file that has it. */
  readonly path: string;
}

const call = /\b(?:msg|l10n\.t)\(\s*(?:\/\/[^\n]*\n\s*)*/g;

/**
 * Every string that `msg('…')` or `l10n.t('…')` makes translatable in a folder, each once, in the order of the files.
 * Throws where the first argument is no string literal: such a string could never be translated.
 */
export function sourceStrings(folders: readonly string[]): SourceString[] {
  const found = new Map<string, SourceString>();
  for (const path of folders.flatMap(sourceFiles)) {
    const source = readFileSync(path, 'utf8');
    for (const match of source.matchAll(call)) {
      if (/function $/.test(source.slice(0, match.index))) continue;
      const text = readLiteral(source, match.index + match[0].length);
      if (text === undefined) {
        const line = source.slice(0, match.index).split('\n').length;
        throw new Error(`${path}:${line}: a translatable string must be a literal.`);
      }
      if (!found.has(text)) found.set(text, { text, path });
    }
  }
  return [...found.values()];
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map((name) => join(folder, name))
    .sort();
}

/** The value of the string literal at an offset, parts joined by `+` included. */
function readLiteral(source: string, at: number): string | undefined {
  const literal = /\s*('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\$]|\\.|\$(?!\{))*`)\s*(\+)?/y;
  let text = '';
  for (;;) {
    literal.lastIndex = at;
    const match = literal.exec(source);
    if (match?.[1] === undefined) return undefined;
    text += unquote(match[1]);
    if (match[2] === undefined) return text;
    at = literal.lastIndex;
  }
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

function unquote(literal: string): string {
  return literal
    .slice(1, -1)
    .replace(
      /\\(?:u\{([0-9a-fA-F]+)\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([\s\S]))/g,
      (_, long, four, two, one) => {
        const code: string | undefined = long ?? four ?? two;
        return code === undefined ? (escapes[one] ?? one) : String.fromCodePoint(Number.parseInt(code, 16));
      },
    );
}
