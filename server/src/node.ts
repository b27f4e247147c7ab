import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { askOf } from './dns/node.js';
import { gunzip } from './gunzip.js';
import { startServer } from './server.js';

startServer(createConnection(ProposedFeatures.all), { web: false, gunzip, askOf });
