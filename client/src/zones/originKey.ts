/**
 * The key of a file in `tlsRpt.zone.origins`: its path from the workspace folder, or the whole where it is in none. What
 * would make a glob of it is taken literally.
 *
 * @param path with slashes; absolute where it is the whole
 */
export function originKey(path: string): string {
  const literal = path.replace(/[[*?{]/g, '[$&]');
  // Without a slash it would fit in every folder.
  return literal.includes('/') ? literal : `./${literal}`;
}
