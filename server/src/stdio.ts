/** `tls-rpt-language-server --stdio`: the server for every other editor. */
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { version } from './cli/version.js';
import { readText } from './config/readText.js';
import { listFolder, readFiles } from './disk.js';
import { askOf } from './dns/node.js';
import { gunzip } from './gunzip.js';
import { keepHeapSmall } from './heap.js';
import { languageOf } from './language.js';
import { msg } from './message.js';
import { startServer } from './server.js';
import { speaker, translationsOf } from './translations.js';

/** How the program is called. */
async function usage(): Promise<string> {
  const say = await speaker(languageOf(undefined, process.env));
  return `${say(msg('Usage:'))} tls-rpt-language-server --stdio | --version | --help\n`;
}

const options = process.argv.slice(2);
if (options.includes('--version')) {
  process.stdout.write(`${version}\n`);
} else if (options.includes('--help')) {
  void usage().then((text) => process.stdout.write(text));
} else if (options.includes('--stdio')) {
  keepHeapSmall();
  const connection = createConnection(ProposedFeatures.all, process.stdin, process.stdout);
  startServer(connection, { web: false, gunzip, askOf, readText, readFiles, listFolder, translationsOf });
} else {
  void usage().then((text) => process.stderr.write(text));
  process.exitCode = 2;
}
