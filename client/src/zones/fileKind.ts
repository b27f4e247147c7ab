import type { WorkspaceFile } from '../../../protocol/workspace.js';

/** What holds zones and policies, by name: every file that fits is looked at again by `languageOfPath`. */
export const zoneAndPolicyFiles = '**/{*.zone,*.arpa,*.signed,*.dns,db.*,*.db,mta-sts.txt}';

const zone = /\.(?:zone|arpa|signed|dns)$/i;
/** Any database may be called `x.db`: the folder decides, as it does for the language in `package.json`. */
const zoneInFolder = /\/(?:bind|named|nsd|zones|dns|masters?|primary)\/(?:.*\/)?(?:db\.[^/]+|[^/]+\.db)$/i;

/** The language that VS Code gives a file by its name; undefined for other than zones and policies. */
export function languageOfPath(path: string): WorkspaceFile['languageId'] | undefined {
  if (/\/mta-sts\.txt$/i.test(path)) return 'mta-sts-policy';
  return zone.test(path) || zoneInFolder.test(path) ? 'dns-zone' : undefined;
}

/** A glob of more names than these is slow, and few workspaces hold so many zones. */
const mostNames = 500;

/** A glob for files of these names, wherever they are; undefined where there are none that can stand in one. */
export function namedFiles(names: Iterable<string>): string | undefined {
  const plain = [...names].filter((name) => /^[^*?{}[\],/\\]+$/.test(name)).slice(0, mostNames);
  return plain.length === 0 ? undefined : `**/{${plain.join(',')}}`;
}
