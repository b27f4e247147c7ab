/** `tls-rpt-language-server --stdio`: the server for every other editor. */
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { version } from './cli/version.js';
import { askOf } from './dns/node.js';
import { gunzip } from './gunzip.js';
import { startServer } from './server.js';

const usage = 'Usage: tls-rpt-language-server --stdio | --version | --help';
const options = process.argv.slice(2);
if (options.includes('--version')) {
  process.stdout.write(`${version}\n`);
} else if (options.includes('--help')) {
  process.stdout.write(`${usage}\n`);
} else if (options.includes('--stdio')) {
  const connection = createConnection(ProposedFeatures.all, process.stdin, process.stdout);
  startServer(connection, { web: false, gunzip, askOf });
} else {
  process.stderr.write(`${usage}\n`);
  process.exitCode = 2;
}
