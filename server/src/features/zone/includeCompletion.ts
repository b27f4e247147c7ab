/** Completion of the file that an `$INCLUDE` names, from what stands in the folders that it is looked for in. */
import type { ListedFile } from '../../../../protocol/includes.js';
import type { Span } from '../../span.js';
import type { ZoneView } from '../../zone/model.js';
import type { CompletionAnswer } from '../types.js';

/** The name of a file that is being typed. */
export interface TypedInclude {
  /** The folder that is typed already, with a slash at its end; `./` where there is none. */
  readonly folder: string;
  readonly replace: Span;
  readonly quoted: boolean;
}

/** What is typed of the file of an `$INCLUDE` at an offset; undefined elsewhere. */
export function typedInclude(zone: ZoneView, offset: number): TypedInclude | undefined {
  const entry = zone.entryAt(offset) ?? zone.entryAt(offset - 1);
  if (entry?.kind !== 'directive' || entry.name !== '$INCLUDE') return undefined;
  const [file] = entry.arguments;
  if (file === undefined || offset < file.start) {
    const between = zone.slice(entry.keyword.end, offset);
    if (!/^[ \t]+$/.test(between)) return undefined;
    return { folder: './', replace: { start: offset, end: offset }, quoted: false };
  }
  if (offset > file.end) return undefined;
  const typed = zone.slice(file.start, offset).replace(/^"/, '');
  const folder = typed.slice(0, typed.lastIndexOf('/') + 1);
  return { folder: folder || './', replace: { start: file.start, end: file.end }, quoted: file.quoted };
}

/** Files first, then folders; none that is hidden. */
export function includeCompletions(
  { folder, replace, quoted }: TypedInclude,
  listed: readonly ListedFile[],
): CompletionAnswer[] {
  const before = folder === './' ? '' : folder;
  return listed
    .filter(({ name }) => !name.startsWith('.'))
    .map(({ name, isFolder }) => {
      const path = `${before}${name}${isFolder ? '/' : ''}`;
      const newText = quoted || /[\s;()"\\]/.test(path) ? `"${path.replaceAll('"', '\\"')}"` : path;
      return {
        label: isFolder ? `${name}/` : name,
        kind: isFolder ? 'folder' : 'file',
        replace,
        newText,
        filterText: newText,
        sortText: `${isFolder ? 1 : 0}${name}`,
      };
    });
}
