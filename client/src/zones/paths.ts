/** Whether a path lies below a folder; both with the separators of their system, links resolved. */
export function isInside(path: string, folder: string): boolean {
  const rest = path.startsWith(folder) ? path.slice(folder.length) : undefined;
  return rest !== undefined && (/^[/\\]/.test(rest) || /[/\\]$/.test(folder));
}
