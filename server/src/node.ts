import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { gunzip } from './gunzip.js';
import { startServer } from './server.js';

startServer(createConnection(ProposedFeatures.all), { web: false, gunzip });
