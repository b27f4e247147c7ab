import { absoluteName } from './names.js';

/**
 * The origin that a file's name tells: `db.example.com`, `example.com.zone`, `2.0.192.in-addr.arpa`. Undefined where it
 * tells none; a name of one label (`named.zone`) is none.
 *
 * @param path with slashes
 */
export function originOfFile(path: string): string | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.signed$/i, '');
  const zone =
    /^db\.(.+)$/i.exec(name)?.[1] ??
    /^(.+)\.(?:zone|db|dns)$/i.exec(name)?.[1] ??
    /^.+\.arpa$/i.exec(name)?.[0];
  return zone?.includes('.') ? absoluteName(zone) : undefined;
}
