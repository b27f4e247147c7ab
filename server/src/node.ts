/** The server as a process of VS Code's; the server itself is in the file of the web entry. */
import { readText } from './config/readText.js';
import { askOf } from './dns/node.js';
import { gunzip } from './gunzip.js';
import { keepHeapSmall } from './heap.js';
import { ChannelReader, ChannelWriter, createConnection, startServer } from './web.js';

keepHeapSmall();
const connection = createConnection(new ChannelReader(process), new ChannelWriter(process));
connection.onExit(() => process.exit());
process.on('disconnect', () => process.exit());
startServer(connection, { web: false, gunzip, askOf, readText });
