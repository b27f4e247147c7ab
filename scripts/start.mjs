/**
 * `npm start [-- --port N]`: opens VS Code with the extension on examples/. Installs and builds first.
 * See scripts/vscode/start.ts.
 */
import { build, install } from './setup.mjs';

install();
build();
const { tsImport } = await import('tsx/esm/api');
const { start } = await tsImport('./vscode/start.ts', import.meta.url);
process.exitCode = await start(process.argv.slice(2));
