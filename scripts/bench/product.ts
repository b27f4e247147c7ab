/** The built product, as it ships. */
import { join } from 'node:path';
import { root } from '../vscode/cache.js';

export const tool = join(root, 'dist', 'cli.js');
export const languageServer = join(root, 'dist', 'server', 'stdio.js');
export { root };
